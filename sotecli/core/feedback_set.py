"""Questions of feedback as data: what is asked, on which scale, and from which answer on it counts as positive.

A unit adopts a set of its own in the same shape, for instance the national statements, whose texts it enters itself.
Results are told by set and version; what was asked otherwise is never put together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sotecli.core.model import Label
from sotecli.core.model_check import LANGUAGES, shape, tables, twice, word_mistakes
from sotecli.core.model_lines import ModelLines
from sotecli.errors.feedback import FeedbackSetVersionError
from sotecli.errors.model import BadFeedbackSetError, Mistake
from sotecli.errors.usage import NotANumberError, UnknownCodeError

HIGHEST, LONGEST_IDENT, MOST_TEXT = 10, 40, 400
RECOMMEND = (0, 10)
"""The scale of the recommendation index; 9–10 recommend, 0–6 do not."""
PROMOTES, DETRACTS = 9, 6


class Item(NamedTuple):
    """One question."""

    ident: str
    label: Label
    """What it is about, in few words."""
    ask: Label
    """What is read aloud."""
    lowest: int
    highest: int
    positive: int | None
    """The lowest answer that counts as positive; `None` where the recommendation index is counted."""

    @property
    def recommends(self) -> bool:
        """Whether it asks for a recommendation."""
        return self.positive is None

    def read(self, typed: str) -> int:
        """The answer that was typed.

        Raises:
            NotANumberError: It is no number, or lies off the scale.
        """
        digits = typed.strip()
        fits = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(self.highest))
        if not fits or not self.lowest <= int(digits) <= self.highest:
            raise NotANumberError(value=typed, lowest=self.lowest, highest=self.highest)
        return int(digits)


class FeedbackSet(NamedTuple):
    """One version of a set of questions."""

    ident: str
    version: int
    source: str
    name: Label
    items: tuple[Item, ...]

    def item_named(self, ident: str) -> Item:
        """The question of that id.

        Raises:
            UnknownCodeError: The set has no such question.
        """
        for item in self.items:
            if item.ident == ident:
                return item
        raise UnknownCodeError(value=ident, allowed=", ".join(item.ident for item in self.items))


def fitting(questions: FeedbackSet, answers: Mapping[str, str]) -> dict[str, int]:
    """The answers as they were typed, read, in the order of the questions.

    Raises:
        UnknownCodeError: The set has no such question.
        NotANumberError: An answer is no number, or lies off the scale.
    """
    read = {ident: questions.item_named(ident).read(typed) for ident, typed in answers.items()}
    return {item.ident: read[item.ident] for item in questions.items if item.ident in read}


def must_be_another(questions: FeedbackSet, text: str, known: Mapping[int, str]) -> None:
    """Raise `FeedbackSetVersionError` if a changed text does not say a higher version than those in use."""
    newest = max(known, default=0)
    if known.get(questions.version) != text and questions.version <= newest:
        raise FeedbackSetVersionError(questions=questions.ident, newest=newest, version=questions.version)


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= MOST_TEXT and value.isprintable()


def _ident(value: object) -> bool:
    plain = isinstance(value, str) and value.isascii() and value == value.lower() and value.replace("-", "").isalnum()
    return plain and 1 < len(str(value)) <= LONGEST_IDENT


def _answer(value: object) -> bool:
    return type(value) is int and 0 <= value <= HIGHEST


TOP: dict[str, Callable[[Any], bool]] = {
    "id": _ident,
    "version": lambda value: type(value) is int and value > 0,
    "source": _text,
    "name": lambda value: isinstance(value, dict),
    "item": lambda value: bool(value) and isinstance(value, list) and all(isinstance(entry, dict) for entry in value),
}
ITEM: dict[str, Callable[[Any], bool]] = {
    "id": _ident,
    "label": lambda value: isinstance(value, dict),
    "ask": lambda value: isinstance(value, dict),
    **dict.fromkeys(("lowest", "highest", "positive"), _answer),
    "recommend": lambda value: value is True,
}
NEEDED_ITEM = ("id", "label", "ask", "lowest", "highest")


def mistakes(document: Mapping[str, Any], lines: ModelLines) -> list[Mistake]:
    """All mistakes of a document, by line."""
    top = [*shape(document, TOP, tuple(TOP)), *word_mistakes(document.get("name"), "name")]
    found = [Mistake(lines.found.get(("", 0, key.partition(".")[0])) or lines.at(key), what, key) for what, key in top]
    seen: set[str] = set()
    for number, entry in enumerate(tables(document, "item")):
        found += twice(entry, seen, lines.at("item", number, "id"))
        words = (*word_mistakes(entry.get("label"), "label"), *_asked(entry))
        for what, key in (*shape(entry, ITEM, NEEDED_ITEM), *words):
            found.append(Mistake(lines.at("item", number, key.partition(".")[0]), what, key))
        if not any(mistake.what != "missing-label" for mistake in found):
            found += (Mistake(lines.at("item", number, key), "unfit", key) for key in _scale(entry))
    return sorted(set(found))


def _asked(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is missing from the words that are read aloud; they may be longer than a label."""
    words = entry.get("ask")
    if isinstance(words, dict):
        yield from (("missing-label", f"ask.{language}") for language in LANGUAGES if not _text(words.get(language)))
        yield from (("unknown-key", f"ask.{other}") for other in words if other not in LANGUAGES)


def _scale(entry: Mapping[str, Any]) -> Iterator[str]:
    """Which key of a question's scale does not fit the others."""
    low, high, positive = entry["lowest"], entry["highest"], entry.get("positive")
    if low >= high:
        yield "highest"
    elif entry.get("recommend"):
        if (low, high) != RECOMMEND or positive is not None:
            yield "recommend"
    elif positive is None or not low < positive <= high:
        yield "positive"


def read_set(document: Mapping[str, Any], lines: ModelLines) -> FeedbackSet:
    """The questions that a TOML document tells; `lines` says where.

    Raises:
        BadFeedbackSetError: It cannot be read; every mistake is named with its line.
    """
    found = mistakes(document, lines)
    if found:
        raise BadFeedbackSetError(found)
    items = tuple(
        Item(
            ident=entry["id"],
            label=Label(**entry["label"]),
            ask=Label(**entry["ask"]),
            lowest=entry["lowest"],
            highest=entry["highest"],
            positive=entry.get("positive"),
        )
        for entry in document["item"]
    )
    name = Label(**document["name"])
    return FeedbackSet(document["id"], document["version"], document["source"], name, items)
