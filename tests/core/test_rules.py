"""Deadline rules of the law."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.rules import Rule, deadline, read_rules, rule_named
from sotecli.core.workdays import CALENDARS, calendar_named
from sotecli.errors.missing import UnknownRuleError
from sotecli.errors.refused import RuleNotInForceError
from sotecli.errors.rules import BadRuleError, BadRuleFileError
from sotecli.ruleset import rules_of

RULES = rules_of()
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
GOOD: dict[str, Any] = {
    "id": "X",
    "law": "1/2026",
    "kind": "law",
    "covers": "everyone",
    "start": "contact",
    "length": 7,
    "unit": "working-day",
    "calendar": "fi-office",
    "milestone": "need-assessed",
    "source": "https://example.org",
    "confidence": "H",
}


@pytest.mark.parametrize(
    ("ident", "start", "raw", "rolled"),
    [
        ("SHL36-7wd-75", "2026-06-17", "2026-06-29", "2026-06-29"),
        ("SHL36-7wd-vpl", "2026-12-23", "2027-01-07", "2027-01-07"),
        ("SHL45-3m", "2025-11-30", "2026-02-28", "2026-03-02"),
        ("SHL36-child-ready", "2026-09-24", "2026-12-24", "2026-12-28"),
        ("THL51a-14d-u23", "2026-04-30", "2026-05-14", "2026-05-15"),
        ("THL53-28d", "2026-01-31", "2026-02-28", "2026-03-02"),
        ("SHL45-1m-u23", "2026-01-31", "2026-02-28", "2026-03-02"),
        ("THL51", "2026-06-20", "2026-06-22", "2026-06-22"),
        ("THL51", "2026-06-17", "2026-06-17", "2026-06-17"),
        ("THL52-3wk", "2026-06-01", "2026-06-22", "2026-06-22"),
    ],
)
def test_worked_examples(ident: str, start: str, raw: str, rolled: str) -> None:
    """The limits of the domain notes (1.7, 2) come out with both their last days."""
    limit = deadline(RULES[ident], date.fromisoformat(start), calendar_named)
    assert limit is not None
    assert (limit.raw.isoformat(), limit.rolled.isoformat()) == (raw, rolled)


@pytest.mark.parametrize("ident", ["SHL36-urgent", "SHL36-start-all", "SHL45-decide", "VanhL15"])
def test_without_delay_has_no_number(ident: str) -> None:
    """Where the law says "without delay" no date is invented."""
    assert deadline(RULES[ident], date(2026, 6, 17), calendar_named) is None


@pytest.mark.parametrize(
    ("ident", "last", "first"),
    [
        ("THL51-3wd", "2023-08-31", None),
        ("THL51", None, "2023-09-01"),
        ("VPL380-7wd", "2024-12-31", None),
        ("SHL36-7wd-vpl", None, "2025-01-01"),
        ("THL51a-14d-2023", "2024-12-31", "2023-09-01"),
        ("SHL45-1m-u23", None, "2025-05-01"),
        ("THL53-28d", None, "2025-05-01"),
    ],
)
def test_rules_end_and_begin(ident: str, last: str | None, first: str | None) -> None:
    """Repealed rules end and new ones begin on their days; a start outside is refused, not computed."""
    rule = RULES[ident]
    for day, step in ((last, 1), (first, -1)):
        if day:
            assert rule.in_force(date.fromisoformat(day))
            with pytest.raises(RuleNotInForceError):
                deadline(rule, date.fromisoformat(day) + timedelta(step), calendar_named)


def test_an_ordinary_adult_has_no_seven_days() -> None:
    """The seventh working day covers only those whom the law names, never all adults (domain notes 7.4)."""
    covered = {rule.covers for rule in RULES.values() if rule.length == 7 and rule.milestone == "assessment-started"}
    assert not covered & {"adults", "everyone"}


def test_three_months_run_from_their_own_events() -> None:
    """Three months run from the pending matter in SHL 45 § and from the decision in 980/2012 18 §."""
    assert (RULES["SHL45-3m"].start, RULES["VanhL18-3m"].start) == ("pending", "decision")


@given(
    st.sampled_from(["working-day", "day", "week", "month"]),
    st.integers(1, 20),
    st.sampled_from(sorted(CALENDARS)),
    DAYS,
)
def test_a_promise_is_never_rolled(unit: str, length: int, ident: str, start: date) -> None:
    """150/1930 5 § moves limits of the law; a promise ends on the day as counted, told by the unit's own calendar."""
    law = read_rules([GOOD | {"unit": unit, "length": length, "calendar": ident}], [1])["X"]
    limit, own = (deadline(law._replace(kind=kind), start, calendar_named) for kind in ("law", "promise"))
    assert limit is not None
    assert own == limit._replace(rolled=limit.raw, why=calendar_named(ident).why(limit.raw))


@given(st.sampled_from(sorted(RULES)), DAYS)
def test_limits_come_after_their_start(ident: str, start: date) -> None:
    """No limit ends before it starts, and it only ever rolls forward, to a working day."""
    rule = RULES[ident]
    if rule.in_force(start) and (limit := deadline(rule, start, calendar_named)):
        assert start <= limit.raw <= limit.rolled
        assert (limit.raw == limit.rolled) == (limit.why == "working-day")


def test_ids_are_found_in_any_letters() -> None:
    """An id is found in capital and small letters; an unknown one is exit 4."""
    assert rule_named(RULES, "shl45-3M").ident == "SHL45-3m"
    with pytest.raises(UnknownRuleError):
        rule_named(RULES, "SHL99")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("law", None),
        ("kind", "wish"),
        ("unit", "fortnight"),
        ("start", "someday"),
        ("milestone", "done"),
        ("covers", "nobody"),
        ("confidence", "X"),
        ("calendar", "us-office"),
        ("length", -1),
        ("length", "7"),
        ("length", True),
        ("valid_from", "2026-01-01"),
        ("colour", "red"),
    ],
)
def test_broken_rules_are_named(field: str, value: object) -> None:
    """A broken rule is refused with its line and the field that is wrong."""
    entry = {key: found for key, found in {**GOOD, field: value}.items() if found is not None}
    with pytest.raises(BadRuleError) as refused:
        read_rules([GOOD | {"id": "Y"}, entry], [1, 12])
    assert (refused.value.values["line"], refused.value.values["field"]) == (12, field)


def test_numbers_and_without_delay_exclude_each_other() -> None:
    """A rule has a length or says "none", never both or neither; an id stands once."""
    for entry in (GOOD | {"unit": "none"}, {key: value for key, value in GOOD.items() if key != "length"}):
        with pytest.raises(BadRuleError):
            read_rules([entry], [1])
    with pytest.raises(BadRuleError):
        read_rules([GOOD, GOOD], [1, 12])
    assert isinstance(read_rules([GOOD], [1])["X"], Rule)


@pytest.mark.parametrize("text", ["", "not toml", "[rule]\nid = 1", 'other = 1\n[[rule]]\nid = "x"'])
def test_what_is_no_file_of_rules(tmp_path: Path, text: str) -> None:
    """A file that is no file of rules is refused as a whole."""
    path = tmp_path / "rules.toml"
    path.write_text(text)
    with pytest.raises(BadRuleFileError):
        rules_of(path)
