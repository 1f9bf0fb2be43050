"""Deadline rules of the law: data with a source, a validity and a start event, read by one function (domain notes 2).

"Without delay" has no number, so it has no deadline here, only an age. A date is always the raw last day and the day
to which 150/1930 5 § lets it move; a plan goes by the earlier one. Law and the unit's own promise are never mixed, and
5 § moves no promise.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sotecli.core.limits import Limit, days_after, ending, months_after, promised
from sotecli.core.workdays import CALENDARS, WorkCalendar
from sotecli.errors.missing import UnknownRuleError
from sotecli.errors.refused import RuleNotInForceError
from sotecli.errors.rules import BadRuleError

UNITS = frozenset({"working-day", "day", "week", "month", "none"})
STARTS = frozenset(
    {
        "application",
        "contact",
        "contact-for-services",
        "decision",
        "first-visit",
        "knowledge",
        "need-assessed",
        "need-established",
        "pending",
        "referral",
        "request",
    }
)
MILESTONES = frozenset(
    {
        "assessment-ready",
        "assessment-started",
        "decision-implemented",
        "decision-made",
        "doctor-seen",
        "need-assessed",
        "service-received",
        "talk-held",
        "treatment-started",
        "urgency-assessed",
    }
)
COVERS = frozenset(
    {
        "adults",
        "child",
        "disabled-vpl",
        "everyone",
        "highest-care-allowance",
        "income-support",
        "older-person",
        "over-75",
        "special-support-child",
        "under-23",
    }
)
KINDS = frozenset({"law", "promise"})
DAYS_IN_WEEK = 7
TEXTS = ("id", "law", "kind", "covers", "start", "unit", "milestone", "source", "confidence")
OPTIONAL = {"length": int, "calendar": str, "valid_from": date, "valid_to": date}


class Rule(NamedTuple):
    """One limit that a law sets or a unit promises."""

    ident: str
    law: str
    """The act and section; empty for a unit's promise."""
    kind: str
    """`law` or `promise`."""
    covers: str
    """Whom it covers, as a code; whether a person is one of them is for the worker to say."""
    start: str
    """The event that it runs from, as a code; that day is not counted."""
    length: int | None
    unit: str
    calendar: str
    milestone: str
    """What must have happened by then, as a code."""
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str
    """`H` read in the law, `M` in a secondary source, `L` from memory."""

    def in_force(self, day: date) -> bool:
        """Whether the rule holds for a start event on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def deadline(rule: Rule, start: date, calendars: Callable[[str], WorkCalendar]) -> Limit | None:
    """The limit that the rule sets from `start`; `None` where the law says "without delay".

    `calendars` gives the working days by name; for a limit of the law they are the national ones.

    Raises:
        RuleNotInForceError: The rule did not hold, or no longer holds, on that day.
    """
    if not rule.in_force(start):
        raise RuleNotInForceError(rule=rule.ident, day=start)
    if rule.length is None:
        return None
    limit = _ending(rule, rule.length, start, calendars)
    return promised(start, limit.raw, calendars(rule.calendar)) if rule.kind == "promise" else limit


def _ending(rule: Rule, length: int, start: date, calendars: Callable[[str], WorkCalendar]) -> Limit:
    """Where `length` of the rule's units after `start` ends."""
    office = calendars("fi-office")
    if rule.unit == "month":
        return months_after(start, length, office)
    if rule.unit == "working-day":
        calendar = calendars(rule.calendar)
        return ending(start, calendar.add(start, length) if length else calendar.on_or_after(start), office)
    return days_after(start, length * (DAYS_IN_WEEK if rule.unit == "week" else 1), office)


def rule_named(rules: Mapping[str, Rule], ident: str) -> Rule:
    """The rule of that id, in capital or small letters.

    Raises:
        UnknownRuleError: There is none.
    """
    for known, rule in rules.items():
        if known.casefold() == ident.casefold():
            return rule
    raise UnknownRuleError(rule=ident)


def read_rules(entries: Sequence[Mapping[str, Any]], lines: Sequence[int]) -> dict[str, Rule]:
    """The rules of a file, by id; `lines` says on which line each begins.

    Raises:
        BadRuleError: A rule cannot be read; its line and what is wrong are named.
    """
    rules: dict[str, Rule] = {}
    for entry, line in zip(entries, lines, strict=True):
        wrong = _wrong(entry) or ("id" if entry["id"] in rules else "")
        if wrong:
            raise BadRuleError(line=line, field=wrong)
        rules[entry["id"]] = Rule(
            ident=entry["id"],
            length=entry.get("length"),
            calendar=entry.get("calendar", "fi-calendar"),
            valid_from=entry.get("valid_from"),
            valid_to=entry.get("valid_to"),
            **{key: entry[key] for key in TEXTS[1:]},
        )
    return rules


def _wrong(entry: Mapping[str, Any]) -> str:
    """The first field of an entry that cannot be read; empty if all can."""
    return _wrong_kind(entry) or _wrong_code(entry) or _wrong_length(entry)


def _wrong_kind(entry: Mapping[str, Any]) -> str:
    """A field that is missing, unknown or of the wrong type."""
    missing = [key for key in TEXTS if not isinstance(entry.get(key), str) or not entry[key]]
    odd = [key for key in entry if key not in TEXTS and type(entry[key]) is not OPTIONAL.get(key)]
    return next(iter(missing + odd), "")


def _wrong_code(entry: Mapping[str, Any]) -> str:
    """A field with a code that does not exist."""
    codes = {"unit": UNITS, "start": STARTS, "milestone": MILESTONES, "covers": COVERS, "kind": KINDS}
    codes["confidence"] = frozenset("HML")
    if entry.get("calendar", "fi-calendar") not in CALENDARS:
        return "calendar"
    return next((key for key, known in codes.items() if entry[key] not in known), "")


def _wrong_length(entry: Mapping[str, Any]) -> str:
    """A number where there is none, none where there must be one, or a validity that ends before it begins."""
    if (entry["unit"] == "none") != ("length" not in entry) or entry.get("length", 0) < 0:
        return "length"
    both = "valid_from" in entry and "valid_to" in entry
    return "valid_to" if both and entry["valid_to"] < entry["valid_from"] else ""
