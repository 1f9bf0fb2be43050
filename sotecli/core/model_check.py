"""Every mistake in a model's document, with its line: first the shape of each table, then the path as a whole.

A document with mistakes of shape is looked at as far as it goes, so that somebody who tailors a model sees all at once.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sotecli.core.codes import Party, Qualification
from sotecli.core.model_keys import key_mistakes
from sotecli.core.model_lines import ModelLines
from sotecli.core.model_path import path_mistakes
from sotecli.core.model_queue import queue_mistakes
from sotecli.core.model_recovery import recovery_mistakes
from sotecli.core.promises import KEY
from sotecli.core.smart import CHECKS, NEEDED_SMART, SMART, smart_mistakes
from sotecli.errors.model import Mistake

IDENT = r"[a-z0-9-]{2,40}"
MEASURE = r"[a-z0-9_-]{2,40}"
SUBJECTS = ("client", "request", "visit")
ROLES = ("worker", "lead")
NEEDS = ("level", "reason", "party", "place")
MATTERS = ("helped", "directed", "forwarded-social", "forwarded-health")
COUNTS = ("offer", "visit", "decline", "decision", "placement", "estimate", *MATTERS)
PARTIES = tuple(map(str, Party))
LANGUAGES = ("fi", "sv", "en")
LONGEST_LABEL, LONGEST_TEXT, MOST_NUMBER = 120, 400, 9999
NAMED = ("level", "reason", "measure", "goal", SMART)

Check = Callable[[Any], bool]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_TEXT and value.isprintable()


def _ident(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(IDENT, value) is not None


def _measure(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(MEASURE, value) is not None


def _letter(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[a-z]", value) is not None


def _number(value: object) -> bool:
    return type(value) is int and 1 <= value <= MOST_NUMBER


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _table(value: object) -> bool:
    return isinstance(value, dict)


def _tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _one_of(*codes: str) -> Check:
    return lambda value: isinstance(value, str) and value in codes


MODEL: dict[str, Check] = {
    "id": _ident,
    "version": _number,
    "subject": _one_of(*SUBJECTS),
    "source": _text,
    "name": _table,
    "notice": _number,
    "review_months": _number,
    "special_support": _flag,
    "area_worker": _flag,
    "lead_time": _table,
    "queue": _table,
    "recovery": _table,
    "step": _tables,
    "level": _tables,
    "reason": _tables,
    "measure": _tables,
    "goal": _tables,
    SMART: _tables,
}
STEP: dict[str, Check] = {
    "id": _ident,
    "label": _table,
    "key": _letter,
    **dict.fromkeys(("first", "side", "repeats", "closes"), _flag),
    "queue": _one_of("in", "out"),
    "review": _one_of("first", "done"),
    "counts": _one_of(*COUNTS),
    "party": _one_of(*PARTIES),
    **dict.fromkeys(("after", "qualification", "roles", "starts", "meets", "needs", "reasons", "requires"), _texts),
}
LEAD_TIME: dict[str, Check] = {"from": _ident, "to": _ident}
NEEDED = ("id", "version", "subject", "source", "name", "step")


def mistakes(document: Mapping[str, Any], lines: ModelLines, rules: Collection[str]) -> list[Mistake]:
    """All mistakes of a document, by line; `rules` are the ids of the deadline rules that exist."""
    found = [*_top(document, lines), *_steps(document, lines, rules), *path_mistakes(document, lines)]
    for table in NAMED:
        found += _named(document, table, lines)
    found += key_mistakes(tables(document, "step"), tables(document, "reason"), lines)
    found += smart_mistakes(tables(document, SMART), lines, document.get("subject"))
    return sorted(set(found))


def tables(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The tables of a name, as far as they are tables."""
    entries = document.get(name)
    return [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, list) else []


def shape(entry: Mapping[str, Any], checks: Mapping[str, Check], needed: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the keys of one table, and with which."""
    for key, value in entry.items():
        if key not in checks:
            yield "unknown-key", key
        elif not checks[key](value):
            yield "unfit", key
    yield from (("missing", key) for key in needed if key not in entry)


def word_mistakes(label: object, key: str) -> Iterator[tuple[str, str]]:
    """What is missing from the words of a table in the three languages."""
    if not isinstance(label, dict):
        return
    for language in LANGUAGES:
        text = label.get(language)
        if not _text(text) or len(str(text)) > LONGEST_LABEL:
            yield "missing-label", f"{key}.{language}"
    yield from (("unknown-key", f"{key}.{other}") for other in label if other not in LANGUAGES)


def _top(document: Mapping[str, Any], lines: ModelLines) -> Iterator[Mistake]:
    for what, key in (*shape(document, MODEL, NEEDED), *word_mistakes(document.get("name"), "name")):
        yield Mistake(_line(lines, key), what, key)
    known = {entry.get("id") for entry in tables(document, "step") if _ident(entry.get("id"))}
    yield from queue_mistakes(document, lines, known)
    yield from recovery_mistakes(document, lines, known)
    lead = document.get("lead_time")
    if not isinstance(lead, dict):
        return
    for what, key in shape(lead, LEAD_TIME, tuple(LEAD_TIME)):
        yield Mistake(lines.at("lead_time", 0, key), what, key)
    for key in LEAD_TIME:
        if _ident(lead.get(key)) and lead[key] not in known:
            yield Mistake(lines.at("lead_time", 0, key), "unknown-step", lead[key])


def _line(lines: ModelLines, key: str) -> int:
    """The line of a key of the model itself, which may stand as a table, too."""
    name = key.partition(".")[0]
    return lines.found.get(("", 0, name)) or lines.at(name)


def _named(document: Mapping[str, Any], table: str, lines: ModelLines) -> Iterator[Mistake]:
    """What is wrong with the levels, reasons, measures or goals, each on its own."""
    checks: dict[str, Check] = {"id": _measure if table == "measure" else _ident, "label": _table}
    needed = (*checks, *(NEEDED_SMART if table == SMART else ()))
    checks |= CHECKS if table == SMART else {"key": _letter} if table == "reason" else {}
    seen: set[str] = set()
    for number, entry in enumerate(tables(document, table)):
        for what, key in (*shape(entry, checks, needed), *word_mistakes(entry.get("label"), "label")):
            yield Mistake(lines.at(table, number, key.partition(".")[0]), what, key)
        yield from twice(entry, seen, lines.at(table, number, "id"))


def twice(entry: Mapping[str, Any], seen: set[str], line: int) -> Iterator[Mistake]:
    """Whether the id of a table was seen before; it has been from now on."""
    ident = entry.get("id")
    if isinstance(ident, str):
        if ident in seen:
            yield Mistake(line, "twice", ident)
        seen.add(ident)


def _steps(document: Mapping[str, Any], lines: ModelLines, rules: Collection[str]) -> Iterator[Mistake]:
    """What is wrong with each step on its own."""
    seen: set[str] = set()
    reasons = [entry["id"] for entry in tables(document, "reason") if isinstance(entry.get("id"), str)]
    known: dict[str, tuple[str, Callable[[str], bool]]] = {
        "qualification": ("unknown-qualification", set(map(str, Qualification)).__contains__),
        "roles": ("unknown-role", ROLES.__contains__),
        "starts": ("unknown-rule", lambda rule: rule in rules or re.fullmatch(KEY, rule) is not None),
        "meets": ("unknown-rule", lambda rule: rule in rules or re.fullmatch(KEY, rule) is not None),
        "needs": ("unknown-need", NEEDS.__contains__),
        "reasons": ("unknown-reason", reasons.__contains__),
    }
    for number, entry in enumerate(tables(document, "step")):
        for what, key in (*shape(entry, STEP, ("id", "label")), *word_mistakes(entry.get("label"), "label")):
            yield Mistake(lines.at("step", number, key.partition(".")[0]), what, key)
        yield from twice(entry, seen, lines.at("step", number, "id"))
        for key, (what, fits) in known.items():
            odd = [value for value in _listed(entry, key) if not fits(value)]
            yield from (Mistake(lines.at("step", number, key), what, value) for value in odd)
        yield from _without(document, entry, lines, number)


def _without(
    document: Mapping[str, Any], entry: Mapping[str, Any], lines: ModelLines, number: int
) -> Iterator[Mistake]:
    """What a step needs of the model that the model does not have."""
    needs = _listed(entry, "needs")
    ident = str(entry.get("id", ""))
    if "review" in entry and "review_months" not in document:
        yield Mistake(lines.at("step", number, "review"), "review-interval", ident)
    if "level" in needs and not tables(document, "level"):
        yield Mistake(lines.at("step", number, "needs"), "no-levels", ident)
    if "reason" in needs and not tables(document, "reason"):
        yield Mistake(lines.at("step", number, "needs"), "no-reasons", ident)


def _listed(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
