"""A unit's own closed and opened days, and what they move."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.closures import OPENING, closed, closure_after, moves, opened
from sotecli.core.codes import ClosureReason, PauseReason
from sotecli.core.pauses import Pause
from sotecli.core.request import Request
from sotecli.core.workdays import CALENDARS, calendar_named
from sotecli.errors.refused import ClosedAlreadyError, OpenAlreadyError, OverDayError
from tests.conftest import TODAY, a_request

OFFICE = calendar_named("fi-office")
THURSDAY, EVE, MONDAY, TUESDAY = date(2026, 6, 18), date(2026, 6, 19), date(2026, 6, 22), date(2026, 6, 23)
AMENDED = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(["local-training", "local-opening"]), max_size=8
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(st.sampled_from(sorted(CALENDARS)), AMENDED, DAYS)
def test_amended_days_are_what_they_were_made(ident: str, days: dict[date, str], day: date) -> None:
    """A closed day is closed, an opened one open, each with its code; every other day is as it was."""
    before, after = calendar_named(ident), calendar_named(ident).amended(days)
    for known, code in days.items():
        assert (after.is_working(known), after.why(known)) == (code == OPENING, code)
    if day not in days:
        assert (after.is_working(day), after.why(day)) == (before.is_working(day), before.why(day))


@given(st.sampled_from(sorted(CALENDARS)), AMENDED, DAYS, st.integers(1, 40))
def test_counting_on_amended_days(ident: str, days: dict[date, str], day: date, count: int) -> None:
    """Counting forward lands on the n-th open day, as a walk over the days does; counting back undoes it."""
    calendar = calendar_named(ident).amended(days)
    walked, left = day, count
    while left:
        walked += timedelta(1)
        left -= calendar.is_working(walked)
    assert calendar.add(day, count) == walked
    assert calendar.count(day, walked) == count
    assert calendar.add(walked, -count) == (day if calendar.is_working(day) else calendar.add(day, -1))


def test_amending_nothing_makes_no_new_calendar() -> None:
    """A unit without days of its own pays nothing."""
    assert OFFICE.amended({}) is OFFICE


def test_closing_and_opening_undo_each_other() -> None:
    """A closure is taken back by opening the day, an opening by closing it."""
    shut = closed({}, THURSDAY, ClosureReason.TRAINING, OFFICE, TODAY)
    assert shut == {THURSDAY: "local-training"}
    assert opened(shut, THURSDAY, OFFICE, TODAY) == {}
    saturday = date(2026, 6, 27)
    both = opened(shut, saturday, OFFICE, TODAY)
    assert both == {THURSDAY: "local-training", saturday: OPENING}
    assert closed(both, saturday, ClosureReason.OTHER, OFFICE, TODAY) == shut


def test_days_that_cannot_be_closed_or_opened() -> None:
    """A closed day is not closed twice, a working day not opened, a past day not touched."""
    with pytest.raises(ClosedAlreadyError):
        closed({}, EVE, ClosureReason.HOLIDAY, OFFICE, TODAY)
    with pytest.raises(OpenAlreadyError):
        opened({}, THURSDAY, OFFICE, TODAY)
    with pytest.raises(OverDayError):
        closed({}, TODAY - timedelta(1), ClosureReason.OTHER, OFFICE, TODAY)
    with pytest.raises(OverDayError):
        opened({}, date(2026, 6, 13), OFFICE, TODAY)


def test_a_closed_day_moves_promise_and_plan() -> None:
    """Arrived on Wednesday 17.6.: with Thursday closed the first try is on Monday and the promise ends on Wednesday."""
    (move,) = moves([a_request()], lambda _ref: [], OFFICE, OFFICE.amended({THURSDAY: "local-training"}))
    assert (move.before.next_on, move.before.due_on) == (THURSDAY, TUESDAY)
    assert (move.after.next_on, move.after.due_on) == (MONDAY, date(2026, 6, 24))


def test_opening_moves_it_back() -> None:
    """What a closure moved comes back when the day is opened again, and the first try stays within the promise."""
    shut = OFFICE.amended({MONDAY: "local-training", TUESDAY: "local-training"})
    (later,) = moves([a_request()._replace(next_on=TUESDAY)], lambda _ref: [], OFFICE, shut)
    assert (later.after.next_on, later.after.due_on) == (date(2026, 6, 24), date(2026, 6, 25))
    (back,) = moves([later.after], lambda _ref: [], shut, OFFICE)
    assert (back.after.next_on, back.after.due_on) == (TUESDAY, TUESDAY)


def test_what_was_tried_keeps_its_promise() -> None:
    """After a first attempt only the plan moves; the promise was kept or broken by then."""
    tried = a_request()._replace(attempts=1, next_on=MONDAY)
    (move,) = moves([tried], lambda _ref: [], OFFICE, OFFICE.amended({MONDAY: "local-staffing"}))
    assert (move.after.next_on, move.after.due_on) == (TUESDAY, TUESDAY)
    assert moves([tried], lambda _ref: [], OFFICE, OFFICE.amended({THURSDAY: "local-staffing"})) == []


def test_a_closed_day_inside_a_pause_changes_nothing() -> None:
    """A day that a pause has taken out of the count is not taken out twice."""
    paused = a_request()._replace(next_on=date(2026, 6, 25), due_on=date(2026, 6, 29))
    pause = Pause(THURSDAY, date(2026, 6, 25), PauseReason.AWAY)
    assert moves([paused], lambda _ref: [pause], OFFICE, OFFICE.amended({MONDAY: "local-training"})) == []


@given(AMENDED, AMENDED)
def test_the_promise_keeps_its_length(before: dict[date, str], after: dict[date, str]) -> None:
    """Whatever the unit closes or opens, an untried request has as many working days as were promised."""
    old, new = OFFICE.amended(before), OFFICE.amended(after)
    request = a_request()._replace(due_on=old.add(TODAY, 3), next_on=old.add(TODAY, 1))
    moved = [move.after for move in moves([request], lambda _ref: [], old, new)] or [request]
    assert new.count(TODAY, moved[0].due_on) == 3
    assert moved[0].next_on is not None
    assert new.is_working(moved[0].next_on)
    assert moved[0].next_on <= moved[0].due_on


@pytest.mark.parametrize(
    ("day", "first", "last", "opens"),
    [
        ("2026-04-02", "2026-04-03", "2026-04-06", "2026-04-07"),
        ("2026-06-18", "2026-06-19", "2026-06-21", "2026-06-22"),
        ("2026-12-23", "2026-12-24", "2026-12-27", "2026-12-28"),
        ("2026-06-17", None, None, None),
        ("2026-06-12", None, None, None),
        ("2026-06-19", None, None, None),
        ("2100-12-31", None, None, None),
    ],
)
def test_closures_of_three_days(day: str, first: str | None, last: str | None, opens: str | None) -> None:
    """Easter, Midsummer and Christmas lie ahead on the last working day before them; an ordinary weekend does not."""
    found = closure_after(date.fromisoformat(day), OFFICE)
    told = [part.isoformat() for part in found] if found else [None, None, None]
    assert told == [first, last, opens]


def a_late_request() -> Request:
    """A request of Wednesday evening at a unit with a cut-off hour: it counts from Thursday."""
    return a_request()._replace(counted_from=THURSDAY, due_on=date(2026, 6, 24), next_on=MONDAY)


def test_the_day_from_arrival_moves_like_the_promise() -> None:
    """What would be promised without a cut-off hour is moved by a closed day too, and brought back."""
    shut = OFFICE.amended({MONDAY: "local-training"})
    (move,) = moves([a_late_request()], lambda _ref: [], OFFICE, shut)
    assert (move.after.due_on, move.after.arrival_due_on) == (date(2026, 6, 25), date(2026, 6, 24))
    (back,) = moves([move.after], lambda _ref: [], shut, OFFICE)
    assert (back.after.due_on, back.after.arrival_due_on) == (date(2026, 6, 24), TUESDAY)


def test_a_promise_from_arrival_that_is_over_stays() -> None:
    """A day closed after it had passed moves the promise only, also when a pause came in between."""
    paused = a_late_request()._replace(due_on=date(2026, 6, 29), next_on=date(2026, 6, 29))
    pause = Pause(date(2026, 6, 24), date(2026, 6, 29), PauseReason.AWAY)
    (move,) = moves([paused], lambda _ref: [pause], OFFICE, OFFICE.amended({date(2026, 6, 29): "local-other"}))
    assert (move.after.due_on, move.after.arrival_due_on) == (date(2026, 6, 30), TUESDAY)


@given(AMENDED, AMENDED)
def test_the_day_that_is_counted_from_is_the_next_working_day(before: dict[date, str], after: dict[date, str]) -> None:
    """Whatever is closed or opened, a cut-off request counts from the working day after its arrival."""
    old, new = OFFICE.amended(before), OFFICE.amended(after)
    start = old.add(TODAY, 1)
    request = a_request()._replace(
        counted_from=start, due_on=old.add(start, 3), arrival_due_on=old.add(TODAY, 3), next_on=old.add(start, 1)
    )
    moved = [move.after for move in moves([request], lambda _ref: [], old, new)] or [request]
    assert moved[0].counted_from == new.add(TODAY, 1)
    assert moved[0].due_on == new.add(moved[0].counted_from, 3)
    assert moved[0].arrival_due_on == new.add(TODAY, 3)
