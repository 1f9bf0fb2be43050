"""A visit as words, in any order, so that it is entered in a few seconds: `e 75`, `ed/uk 85 10m`, `g12`.

    e  ed  e/y  e/uk  benefits/served     matters: topics, behind / how they ended, and where people were directed;
                                          without an outcome they ended as usual, helped at once
    75  75-84  85+  -64                   age, by the lowest age of the band or the band itself
    10m  10min                            minutes
    :p  :phone                            channel
    2p                                    persons who came together
    again  +                              the person has been counted as a client before
    x4                                    four such visits (a tally on paper)
    g12                                   a group or an event with 12 participants
    on=12.6.  site=keskusta               day and site

The letters of topics, outcomes and places are the model's; a unit that adopts its own version may choose others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.model import Model, ModelStep, Named
from sotecli.core.personal import looks_personal
from sotecli.core.unit import CODE
from sotecli.core.visit import Matter, Visit
from sotecli.core.when import When, read_day
from sotecli.errors.base import SoteError
from sotecli.errors.usage import BadCodeShapeError, UnknownCodeError, UsageError
from sotecli.errors.visit import (
    GroupWordsError,
    NoMatterError,
    NoPlaceError,
    NumberWordError,
    OddWordError,
    SameTwiceError,
    UnknownPlaceError,
    UnknownTopicError,
    UnknownVisitOutcomeError,
)

Code = TypeVar("Code")
CHANNELS = {
    "t": VisitChannel.IN_PERSON,
    "p": VisitChannel.PHONE,
    "s": VisitChannel.ELECTRONIC,
    "k": VisitChannel.HOME,
    "d": VisitChannel.DIGITAL,
}
BANDS, OLDEST = (64, 65, 75, 85), 130
AGES = {
    "64": AgeBand.UNDER_65,
    "65": AgeBand.FROM_65,
    "75": AgeBand.FROM_75,
    "85": AgeBand.FROM_85,
    **{band.value: band for band in AgeBand},
}
MOST_MINUTES, MOST_PARTICIPANTS, MOST_TIMES, MOST_PERSONS = 1440, 2000, 500, 20
NUMBERS = (
    (r"(-?[0-9]{1,9})m(?:in)?", "minutes", 0, MOST_MINUTES),
    (r"g(-?[0-9]{1,9})", "participants", 1, MOST_PARTICIPANTS),
    (r"x(-?[0-9]{1,9})", "times", 1, MOST_TIMES),
    (r"(-?[0-9]{1,9})p", "persons", 1, MOST_PERSONS),
)
AGAIN = ("again", "+")
OF_VISITS = ("matters", "age", "persons", "again")
"""What a group does not have."""


class Draft(NamedTuple):
    """What was told of a visit; what was left out is `None`."""

    matters: tuple[Matter, ...] | None = None
    age: AgeBand | None = None
    minutes: int | None = None
    channel: VisitChannel | None = None
    participants: int | None = None
    persons: int | None = None
    times: int | None = None
    again: bool | None = None
    on: When | None = None
    site: str | None = None


class Vocabulary(NamedTuple):
    """What a model lets be written: letters and ids."""

    topics: Mapping[str, Named]
    outcomes: Mapping[str, ModelStep]
    places: Mapping[str, Mapping[str, Named]]
    """By the id of each outcome that needs one."""
    usual: ModelStep
    """The outcome of a matter with which none is told: the model's first."""


def vocabulary_of(model: Model) -> Vocabulary:
    """The words of a model of visits."""
    closing = [step for step in model.steps if step.closes]
    return Vocabulary(
        topics=_by_word(model.reasons_for(model.first)),
        outcomes=_by_word(closing),
        places={step.ident: _by_word(model.reasons_for(step)) for step in closing if "reason" in step.needs},
        usual=closing[0],
    )


def read_words(words: Sequence[str], vocabulary: Vocabulary) -> Draft:
    """What words say of a visit.

    Raises:
        UsageError: A word is not understood, or says what another one says already; its place is told.
    """
    draft = Draft()
    for place, word in enumerate(words, start=1):
        field, value = _read(word, place, vocabulary)
        known = getattr(draft, field)
        if known is not None and field != "matters":
            raise SameTwiceError(place=place)
        draft = draft._replace(**{field: value if known is None else known + value})
    return draft


def completed(draft: Draft, default: Draft) -> Draft:
    """The draft with the defaults for what it leaves out, if it then is a visit or a group.

    Raises:
        NoMatterError: Nothing was told of what the visit was about.
        GroupWordsError: Something was told of a group that only a visit has.
    """
    by_option = default.participants is not None
    is_group = by_option or draft.participants is not None
    told = (draft, default) if by_option else (draft,)
    if is_group and any(getattr(one, field) is not None for one in told for field in OF_VISITS):
        raise GroupWordsError
    left_out = OF_VISITS if is_group else ("participants",)
    filled = {
        field: getattr(default if getattr(draft, field) is None else draft, field)
        for field in Draft._fields
        if field not in left_out
    }
    if not is_group and not filled["matters"]:
        raise NoMatterError
    return Draft(**filled)


def read_lines(
    text: str, enter: Callable[[Sequence[str]], Visit]
) -> tuple[list[tuple[int, Visit]], list[tuple[int, SoteError]]]:
    """The visits of many lines, and what is wrong with the other lines, each with its number.

    Empty lines and what stands behind # are no visits.
    """
    taken: list[tuple[int, Visit]] = []
    rejected: list[tuple[int, SoteError]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not (words := line.partition("#")[0].split()):
            continue
        try:
            taken.append((number, enter(words)))
        except SoteError as error:
            rejected.append((number, error))
    return taken, rejected


def _by_word(found: Sequence[Any]) -> dict[str, Any]:
    """Steps or reasons by their id, and by their letter where they have one."""
    return {one.ident: one for one in found} | {one.key: one for one in found if one.key}


def _read(word: str, place: int, vocabulary: Vocabulary) -> tuple[str, Any]:
    """What one word says: about what, and the value."""
    typed = word.lower()
    if found := _number(typed, place):
        return found
    if typed in AGES:
        return "age", AGES[typed]
    if typed in AGAIN:
        return "again", True
    for start, (field, read) in STARTS.items():
        if typed.startswith(start):
            return field, _understood(read, typed.removeprefix(start), place)
    if not re.fullmatch(r"[a-z][a-z0-9-]*(/[a-z0-9-]+){0,2}", typed):
        raise OddWordError(place=place)
    return "matters", _matters(typed.split("/"), place, vocabulary)


def _number(typed: str, place: int) -> tuple[str, int] | None:
    """What a word with a number says; `None` if it has none."""
    for pattern, field, lowest, highest in NUMBERS:
        if match := re.fullmatch(pattern, typed):
            if not lowest <= int(match[1]) <= highest:
                raise NumberWordError(place=place, lowest=lowest, highest=highest)
            return field, int(match[1])
    return None


def _understood(read: Callable[[str], Any], typed: str, place: int) -> object:
    try:
        return read(typed)
    except UsageError:
        raise OddWordError(place=place) from None


def read_channel(typed: str) -> VisitChannel:
    """A channel by its letter or code.

    Raises:
        UnknownCodeError: There is none.
    """
    return _known(typed, {**CHANNELS, **{channel.value: channel for channel in VisitChannel}})


def read_age(typed: str) -> AgeBand:
    """An age band by its lowest age, by its code, or by an exact age, which is not kept.

    Raises:
        UnknownCodeError: There is none.
    """
    exact = typed.strip()
    if exact.isascii() and exact.isdecimal() and len(exact) <= len(str(OLDEST)) and int(exact) <= OLDEST:
        exact = str(max((age for age in BANDS if age <= int(exact)), default=BANDS[0]))
    return _known(exact, AGES)


def _known(typed: str, codes: Mapping[str, Code]) -> Code:
    code = codes.get(typed.strip().lower())
    if code is None:
        raise UnknownCodeError(value=typed, allowed=", ".join(codes))
    return code


def _read_site(typed: str) -> str:
    if not re.fullmatch(CODE, typed.lower()) or looks_personal(typed):
        raise BadCodeShapeError(value=typed)
    return typed.lower()


STARTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    ":": ("channel", read_channel),
    **dict.fromkeys(("on=", "pvm=", "dag="), ("on", read_day)),
    **dict.fromkeys(("site=", "paikka=", "plats="), ("site", _read_site)),
}


def _matters(parts: Sequence[str], place: int, vocabulary: Vocabulary) -> tuple[Matter, ...]:
    """The matters of a word: each of its topics with the outcome that stands behind them."""
    topics = _letters(parts[0], vocabulary.topics, UnknownTopicError, place)
    outcome, where = vocabulary.usual, parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 (topics, outcome, place)
    if len(parts) > 1 and parts[1] in vocabulary.outcomes:
        outcome = vocabulary.outcomes[parts[1]]
    elif len(parts) > 1:
        outcome = _letters(parts[1][:1], vocabulary.outcomes, UnknownVisitOutcomeError, place)[0]
        where = parts[1][1:] + where
    found = _place(where, vocabulary.places.get(outcome.ident, {}), place)
    return tuple(Matter(topic.ident, outcome.ident, found, outcome.counts) for topic in topics)


def _place(typed: str, places: Mapping[str, Named], place: int) -> str | None:
    """The place outside the county, where the outcome needs one."""
    if not places and not typed:
        return None
    if not typed:
        raise NoPlaceError(place=place, letters=_listed(places))
    if typed not in places:
        raise UnknownPlaceError(place=place, letter=typed[0], letters=_listed(places))
    return places[typed].ident


def _letters(typed: str, known: Mapping[str, Any], unknown: type[UsageError], place: int) -> list[Any]:
    """What an id stands for, or each letter of a word."""
    if typed in known:
        return [known[typed]]
    for letter in typed:
        if letter not in known:
            raise unknown(place=place, letter=letter, letters=_listed(known))
    return [known[letter] for letter in dict.fromkeys(typed)]


def _listed(known: Mapping[str, object]) -> str:
    return ", ".join(sorted(letter for letter in known if len(letter) == 1)) or "–"
