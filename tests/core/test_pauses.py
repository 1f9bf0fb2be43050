"""Pauses of a unit's promise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Outcome, PauseReason
from sotecli.core.followup import counted_days
from sotecli.core.pauses import Pause, pause, paused_days, resume
from sotecli.core.request import close
from sotecli.core.workdays import calendar_named
from sotecli.errors.refused import (
    AlreadyPausedError,
    ClosedDayError,
    ClosedRequestError,
    NotPausedError,
    PastDayError,
    PauseEndsTodayError,
    PromiseOverError,
)
from tests.conftest import NOW, TODAY, a_request, a_situation

OFFICE = calendar_named("fi-office")
AWAY = PauseReason.AWAY
THURSDAY, WEDNESDAY_AFTER = date(2026, 6, 18), date(2026, 6, 24)


def test_a_pause_over_midsummer_is_counted_in_working_days() -> None:
    """Paused from Thursday 18.6. to Wednesday 24.6.: three working days, not six, are added (GLPI #10594)."""
    paused, added = pause(a_request(), [], WEDNESDAY_AFTER, AWAY, a_situation(THURSDAY))
    assert added == Pause(THURSDAY, WEDNESDAY_AFTER, AWAY)
    assert (paused.next_on, paused.due_on) == (WEDNESDAY_AFTER, date(2026, 6, 26))


def test_the_days_of_a_pause_are_named() -> None:
    """An explanation shows each working day of the pause as paused and the promise's three days as counted."""
    paused, added = pause(a_request(), [], WEDNESDAY_AFTER, AWAY, a_situation(THURSDAY))
    days = counted_days(paused.counted_from, paused.due_on, OFFICE, pauses=[added])
    assert [day.date.day for day in days if day.counted] == [24, 25, 26]
    assert [day.date.day for day in days if day.why == "paused-away"] == [18, 22, 23]
    assert [day.why for day in days if day.date.day == 19] == ["midsummer-eve"]


def test_resuming_early_gives_back_what_is_left() -> None:
    """Resumed on Monday 22.6., only Thursday was lost: the promise ends on Wednesday 24.6., the first try is today."""
    paused, added = pause(a_request(), [], WEDNESDAY_AFTER, AWAY, a_situation(THURSDAY))
    resumed, standing, left = resume(paused, [added], a_situation(date(2026, 6, 22)))
    assert (standing, left) == (added, added._replace(until_on=date(2026, 6, 22)))
    assert (resumed.next_on, resumed.due_on) == (date(2026, 6, 22), WEDNESDAY_AFTER)


def test_resuming_on_the_same_day_leaves_no_trace_in_the_count() -> None:
    """A pause that is taken back on its first day gives the promise back as it was."""
    request = a_request()
    paused, added = pause(request, [], WEDNESDAY_AFTER, AWAY, a_situation(THURSDAY))
    resumed, _standing, left = resume(paused, [added], a_situation(THURSDAY))
    assert left is None
    assert resumed.due_on == request.due_on


def test_a_pause_of_the_day_of_arrival_costs_nothing_for_that_day() -> None:
    """The day of arrival is not counted anyway, so pausing it lengthens nothing."""
    paused, _added = pause(a_request(), [], THURSDAY, AWAY, a_situation())
    assert paused.due_on == a_request().due_on


def test_what_cannot_be_paused() -> None:
    """A closed request, a promise that was kept or is over, and one that stands still already."""
    request, monday = a_request(), date(2026, 6, 22)
    closed = close(request, Outcome.WITHDRAWN, NOW)
    with pytest.raises(ClosedRequestError):
        pause(closed, [], monday, AWAY, a_situation())
    with pytest.raises(PromiseOverError):
        pause(request._replace(attempts=1), [], monday, AWAY, a_situation())
    with pytest.raises(PromiseOverError):
        pause(request, [], date(2026, 6, 26), AWAY, a_situation(date(2026, 6, 24)))
    with pytest.raises(AlreadyPausedError):
        pause(request, [Pause(TODAY, monday, AWAY)], monday, AWAY, a_situation())


def test_a_pause_ends_on_a_later_working_day() -> None:
    """Today, a past day and a closed day are refused with the nearest day that fits."""
    for error, day in ((PauseEndsTodayError, TODAY), (PastDayError, TODAY - timedelta(1))):
        with pytest.raises(error) as refused:
            pause(a_request(), [], day, AWAY, a_situation())
        assert refused.value.values["nearest"] == THURSDAY
    with pytest.raises(ClosedDayError):
        pause(a_request(), [], date(2026, 6, 19), AWAY, a_situation())


def test_only_a_standing_pause_ends() -> None:
    """Before it begins, after it ended, and without one there is nothing to resume."""
    over = Pause(date(2026, 6, 10), date(2026, 6, 15), AWAY)
    for pauses in ([], [over]):
        with pytest.raises(NotPausedError):
            resume(a_request(), pauses, a_situation())
    with pytest.raises(ClosedRequestError):
        resume(close(a_request(), Outcome.WITHDRAWN, NOW), [over], a_situation())


STARTS = st.integers(0, 6).map(lambda number: TODAY + timedelta(number))  # up to the promised day
LENGTHS = st.integers(1, 60)


@given(STARTS, LENGTHS)
def test_the_promise_keeps_its_working_days(start: date, length: int) -> None:
    """Whenever a promise is paused and until when, as many unpaused working days are left as were promised."""
    request, until = a_request(), OFFICE.on_or_after(start + timedelta(length))
    paused, added = pause(request, [], until, AWAY, a_situation(start))
    days = counted_days(request.counted_from, paused.due_on, OFFICE, pauses=[added])
    assert sum(day.counted for day in days) == 3
    assert days[-1].counted
    assert paused_days([added], request.counted_from, OFFICE) == sum(day.why == "paused-away" for day in days)


@given(STARTS, LENGTHS, st.floats(0, 1))
def test_pause_and_resume_agree_with_the_count(start: date, length: int, part: float) -> None:
    """After an early end the promise has its working days again, whenever the pause was ended."""
    request, until = a_request(), OFFICE.on_or_after(start + timedelta(length))
    paused, added = pause(request, [], until, AWAY, a_situation(start))
    back = start + timedelta(int(part * ((until - start).days - 1)))
    resumed, _standing, left = resume(paused, [added], a_situation(back))
    days = counted_days(request.counted_from, resumed.due_on, OFFICE, pauses=[left] if left else [])
    assert sum(day.counted for day in days) == 3
    assert days[-1].counted


@given(STARTS, LENGTHS, st.floats(0, 1))
def test_the_day_from_arrival_pauses_too(start: date, length: int, part: float) -> None:
    """Without a cut-off hour the day counted from arrival is the promised day, whatever is paused and resumed."""
    until = OFFICE.on_or_after(start + timedelta(length))
    paused, added = pause(a_request(), [], until, AWAY, a_situation(start))
    assert paused.arrival_due_on == paused.due_on
    back = start + timedelta(int(part * ((until - start).days - 1)))
    resumed, _standing, _left = resume(paused, [added], a_situation(back))
    assert resumed.arrival_due_on == resumed.due_on


def test_a_promise_from_arrival_that_is_over_does_not_pause() -> None:
    """Paused on its last day by the cut-off hour, the promise moves; that from arrival had ended the day before."""
    late = a_request()._replace(counted_from=THURSDAY, due_on=date(2026, 6, 24))
    paused, added = pause(late, [], date(2026, 6, 29), AWAY, a_situation(date(2026, 6, 24)))
    assert (paused.due_on, paused.arrival_due_on) == (date(2026, 6, 29), date(2026, 6, 23))
    resumed, _standing, _left = resume(paused, [added], a_situation(date(2026, 6, 25)))
    assert (resumed.due_on, resumed.arrival_due_on) == (date(2026, 6, 25), date(2026, 6, 23))
