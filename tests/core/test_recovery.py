"""What follows an appointment that was missed or cancelled: gentle, and never ending by itself."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.appointment import Appointment
from sotecli.core.arrangement import DECIDE, REACH_OUT, REBOOK
from sotecli.core.arrangement_codes import AppointmentReason, AppointmentStatus, CancelledBy, Settlement
from sotecli.core.codes import Channel, Result
from sotecli.core.contact import RETRIED, TWO_WAY
from sotecli.core.moment import local_day
from sotecli.core.recovery import (
    Cancelling,
    Try,
    cancelled,
    decided,
    missed,
    plan,
    settle,
    taken_back,
    tried,
)
from sotecli.core.workdays import calendar_named
from sotecli.errors.appointment import (
    AppointmentEndedError,
    BeforeItsHourError,
    BeforeMissedError,
    MovedByBookingError,
    NoNewTimeError,
    NothingOpenError,
    NothingToTakeBackError,
    NotMissedError,
    SameTimeError,
)
from sotecli.errors.refused import ClosedDayError, DoNotContactError, PastDayError
from tests.appointments import AT, BEHIND, a_course, an_appointment, helsinki
from tests.conftest import TODAY

OFFICE = calendar_named("fi-office")
THURSDAY = AT.date()
DAY_1, DAY_3, DAY_4, DAY_5, DAY_6 = (OFFICE.add(THURSDAY, count) for count in (1, 3, 4, 5, 6))
SILENT = BEHIND._replace(may_contact=False)


def a_try(day: date, result: Result = Result.NO_ANSWER, hour: int = 13) -> Try:
    """A call of anna's."""
    return Try(helsinki(day, hour), Channel.CALL, result, "anna")


def a_missed_one(now: datetime = AT + timedelta(hours=1), days: tuple[int, ...] = (1, 3, 5)) -> Appointment:
    """An appointment that was noted as missed at an instant."""
    return missed(an_appointment(), None, a_course(local_day(now), days=days), now)


def next_of(appointment: Appointment) -> tuple[str, date | None]:
    """What is to be done after an appointment, and when."""
    return appointment.arrangement.step, appointment.arrangement.next_on


def after_tries(*tries: Try, start: Appointment | None = None) -> Appointment:
    """The appointment after attempts that were each logged on their own day."""
    found = start or a_missed_one()
    for count, one in enumerate(tries, start=1):
        found = tried(found, one, a_course(local_day(one.at), tries[:count]))
    return found


def test_one_three_five() -> None:
    """Logged in time, the days are exactly the model's, over Midsummer too, and then people decide."""
    assert next_of(a_missed_one()) == (REACH_OUT, DAY_1) == ("reach-out", date(2026, 6, 22))
    assert next_of(after_tries(a_try(DAY_1))) == (REACH_OUT, DAY_3)
    assert next_of(after_tries(a_try(DAY_1), a_try(DAY_3))) == (REACH_OUT, DAY_5)
    done = after_tries(a_try(DAY_1), a_try(DAY_3), a_try(DAY_5))
    assert next_of(done) == (DECIDE, DAY_6)
    assert done.is_open
    assert done.arrangement.rule == "recovery"
    assert done.arrangement.at is None


def test_an_attempt_on_the_same_day_takes_no_day_away() -> None:
    """Who tries on the day of the missed appointment tries again on the first working day."""
    assert next_of(after_tries(a_try(THURSDAY))) == (REACH_OUT, DAY_1)
    assert next_of(after_tries(a_try(DAY_1), a_try(DAY_1, hour=15))) == (REACH_OUT, DAY_3)


def test_noted_late() -> None:
    """What is noted on the fourth working day is done that day; the days that are left follow."""
    late = a_missed_one(helsinki(DAY_4))
    assert next_of(late) == (REACH_OUT, DAY_4)
    assert next_of(after_tries(a_try(DAY_4), start=late)) == (REACH_OUT, DAY_5)
    weeks = a_missed_one(helsinki(date(2026, 8, 8)))  # a Saturday
    assert next_of(weeks) == (REACH_OUT, date(2026, 8, 10))
    assert next_of(after_tries(a_try(date(2026, 8, 10)), start=weeks)) == (DECIDE, date(2026, 8, 11))


@pytest.mark.parametrize("result", sorted(set(Result) - RETRIED))
def test_an_answer_ends_the_reaching_out_and_nothing_else(result: Result) -> None:
    """After an answer, or when trying is no use, people decide on the next working day, and it stays open."""
    found = after_tries(a_try(DAY_1, result))
    assert next_of(found) == (DECIDE, OFFICE.add(DAY_1, 1))
    assert found.is_open
    assert found.settled is None
    assert set(Result) - RETRIED >= TWO_WAY


def test_a_model_without_days() -> None:
    """Where the model says nothing, and for a request, people decide on the next working day."""
    assert next_of(a_missed_one(days=())) == (DECIDE, DAY_1)


def test_nobody_reaches_out_to_who_asked_for_none() -> None:
    """After do-not-contact people decide, whatever the model says; a plan to reach out is refused."""
    at = AT + timedelta(hours=1)
    silent = a_course(THURSDAY, behind=SILENT)
    assert next_of(missed(an_appointment(), None, silent, at)) == (DECIDE, DAY_1)
    wanted = cancelled(
        an_appointment(), Cancelling(CancelledBy.ORGANISATION, an_appointment().arrangement.made_at), silent
    )
    assert wanted.arrangement.step == DECIDE
    with pytest.raises(DoNotContactError):
        plan(a_missed_one(), DAY_3, silent)
    decides = missed(an_appointment(), None, silent, at)
    assert plan(decides, DAY_3, silent).arrangement.next_on == DAY_3


STEPS = st.tuples(st.integers(0, 4), st.integers(0, 30), st.sampled_from(list(Result)), st.integers(11, 18))


@given(st.integers(0, 40), st.sets(st.integers(1, 12), max_size=5), st.lists(STEPS, max_size=12))
def test_it_never_ends_by_itself(noted: int, days: set[int], steps: list[tuple[int, int, Result, int]]) -> None:
    """Whatever is tried whenever, it stays open; each next day is a working day after all that was tried."""
    now = AT + timedelta(days=noted, hours=1)
    found, tries = a_missed_one(now, tuple(sorted(days))), list[Try]()
    for gap, belated, result, hour in steps:
        now += timedelta(days=gap)
        at = max(helsinki(local_day(now - timedelta(days=belated)), hour), AT)
        tries.append(Try(at, Channel.SMS, result, "anna"))
        course = a_course(local_day(now), tuple(tries), tuple(sorted(days)))
        found = tried(found, tries[-1], course)
        next_on = found.arrangement.next_on
        assert found.is_open
        assert found.settled is None
        assert next_on
        assert OFFICE.is_working(next_on)
        assert next_on > max(local_day(one.at) for one in tries)
        assert next_on >= local_day(now)
        assert found.arrangement.step == DECIDE or {one.result for one in tries} <= RETRIED
    assert found.is_open


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6, unique=True).map(sorted))
def test_in_time_the_days_are_the_models(days: list[int]) -> None:
    """Whatever days a model names, attempts that are logged on their day follow exactly them."""
    found, tries = a_missed_one(days=tuple(days)), list[Try]()
    for count in days:
        day = OFFICE.add(THURSDAY, count)
        assert next_of(found) == (REACH_OUT, day)
        tries.append(a_try(day))
        found = tried(found, tries[-1], a_course(day, tuple(tries), tuple(days)))
    assert next_of(found) == (DECIDE, OFFICE.add(THURSDAY, days[-1] + 1))


def test_when_it_can_be_missed() -> None:
    """Not before its hour, and once only; a reason that is learned later is added."""
    with pytest.raises(BeforeItsHourError):
        missed(an_appointment(), None, a_course(THURSDAY), AT - timedelta(seconds=1))
    first = missed(an_appointment(), None, a_course(THURSDAY), AT)
    with pytest.raises(AppointmentEndedError):
        missed(first, None, a_course(THURSDAY), AT)
    told = missed(first, AppointmentReason.AFRAID, a_course(THURSDAY), AT)
    assert told == first._replace(reason=AppointmentReason.AFRAID)


def test_a_new_time_is_offered_after_a_cancelling() -> None:
    """The unit owes a new time on the next working day, and so does the person's cancelling unless they want none."""
    at = an_appointment().arrangement.made_at
    for by in CancelledBy:
        found = cancelled(an_appointment(), Cancelling(by, at), a_course(TODAY))
        assert next_of(found) == (REBOOK, date(2026, 6, 18))
    none = cancelled(an_appointment(), Cancelling(CancelledBy.CLIENT, at, new_time=False), a_course(TODAY))
    assert not none.is_open
    late = cancelled(an_appointment(), Cancelling(CancelledBy.CLIENT, at), a_course(DAY_5))
    assert next_of(late) == (REBOOK, DAY_5)


def test_attempts_after_a_missed_one_only() -> None:
    """There is nobody to reach out to after another end, and not before it was missed."""
    with pytest.raises(NotMissedError):
        tried(an_appointment(), a_try(THURSDAY), a_course(THURSDAY))
    with pytest.raises(BeforeMissedError):
        tried(a_missed_one(), a_try(THURSDAY, hour=9), a_course(THURSDAY))


def test_people_end_it() -> None:
    """A decision ends it; an attempt that is logged afterwards is kept and opens nothing."""
    for how in Settlement:
        over = settle(a_missed_one(), how, THURSDAY)
        assert (over.settled, over.arrangement.closed_on, over.arrangement.next_on) == (how, THURSDAY, None)
        assert tried(over, a_try(THURSDAY), a_course(THURSDAY, (a_try(THURSDAY),))) == over
        with pytest.raises(NothingOpenError):
            settle(over, how, THURSDAY)
        with pytest.raises(NothingOpenError):
            plan(over, DAY_1, a_course(THURSDAY))
    with pytest.raises(NothingOpenError):
        settle(an_appointment(), Settlement.CONTINUES, THURSDAY)


def test_an_ended_matter_is_not_reached_out_for() -> None:
    """When people have ended the request or the case, nobody reaches out; people decide, so nobody is lost."""
    ended = a_course(THURSDAY, behind=BEHIND._replace(ended=True))
    found = missed(an_appointment(), None, ended, AT)
    assert (found.status, found.is_open, found.settled) == (AppointmentStatus.MISSED, True, None)
    assert (found.arrangement.step, found.arrangement.next_on) == (DECIDE, DAY_1)


def test_a_new_time_is_one_that_is_booked() -> None:
    """Only with a later booked appointment is it decided that there is a new time; other decisions need none."""
    with pytest.raises(NoNewTimeError):
        decided(a_missed_one(), Settlement.REBOOKED, None, THURSDAY)
    assert decided(a_missed_one(), Settlement.REBOOKED, "K-333333A", THURSDAY).settled is Settlement.REBOOKED
    assert decided(a_missed_one(), Settlement.CONTINUES, None, THURSDAY).settled is Settlement.CONTINUES


def test_plans_move_what_follows_and_no_appointment() -> None:
    """The next step is moved to a working day to come; a booked appointment stays where it was agreed."""
    course = a_course(THURSDAY)
    moved = plan(a_missed_one(), DAY_3, course)
    assert (moved.arrangement.step, moved.arrangement.rule, moved.arrangement.due_on) == (REACH_OUT, "plan", DAY_3)
    with pytest.raises(MovedByBookingError):
        plan(an_appointment(), DAY_3, course)
    with pytest.raises(ClosedDayError):
        plan(a_missed_one(), date(2026, 6, 19), course)
    with pytest.raises(PastDayError):
        plan(a_missed_one(), TODAY, course)


def test_mistakes_are_taken_back_one_at_a_time() -> None:
    """First the decision is taken back, then the end; what is booked has nothing to take back."""
    course = a_course(THURSDAY)
    over = settle(a_missed_one(), Settlement.NOT_WANTED, THURSDAY)
    again = taken_back(over, course, None)
    assert again == a_missed_one()
    assert taken_back(again, course, None) == an_appointment()
    with pytest.raises(SameTimeError):
        taken_back(again, course, "K-333333A")
    with pytest.raises(NothingToTakeBackError):
        taken_back(an_appointment(), course, None)
