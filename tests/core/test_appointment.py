"""Appointments: booking them, and how they end."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.appointment import (
    CANCEL_CODES,
    REASONS,
    Draft,
    behind_request,
    book,
    held,
    must_fit,
)
from sotecli.core.arrangement_codes import AppointmentReason, AppointmentStatus, CancelledBy
from sotecli.core.codes import Channel, Outcome
from sotecli.core.recovery import Cancelling, cancelled, missed
from sotecli.core.request import close
from sotecli.errors.appointment import (
    AfterItsHourError,
    AppointmentClosedDayError,
    AppointmentEndedError,
    AppointmentPastError,
    BeforeBookingError,
    BeforeItsHourError,
    OtherDayError,
    SameTimeError,
)
from sotecli.errors.case import CaseClosedError
from sotecli.errors.refused import ClosedRequestError, DoNotContactError
from sotecli.errors.usage import UnknownCodeError
from tests.appointments import AT, BEHIND, REF, a_course, an_appointment, helsinki
from tests.conftest import NOW, TODAY, a_request, a_situation

MIDSUMMER_EVE = date(2026, 6, 19)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The Sundays on which the clocks change."""


def test_a_booked_appointment_shows_on_its_day() -> None:
    """It stands in the list of its day with its hour, and is late from the next day on."""
    found = an_appointment().arrangement
    assert (found.kind, found.step, found.rule) == ("appointment", "appointment", "appointment")
    assert found.next_on == found.due_on == AT.date()
    assert (found.at, found.channel, found.worker) == (AT, Channel.SMS, "anna")


def test_what_cannot_be_booked() -> None:
    """The past, a closed day that is not meant, an hour that is taken, and a person who wants no contact."""
    situation = a_situation()
    for at, error in (
        (NOW, AppointmentPastError),
        (NOW - timedelta(minutes=1), AppointmentPastError),
        (helsinki(MIDSUMMER_EVE), AppointmentClosedDayError),
    ):
        with pytest.raises(error):
            book(Draft(REF, at), BEHIND, None, NOW, situation)
    with pytest.raises(SameTimeError):
        book(Draft(REF, AT), BEHIND, "K-333333A", NOW, situation)
    with pytest.raises(CaseClosedError):
        book(Draft(REF, AT), BEHIND._replace(ended=True), None, NOW, situation)
    silent = behind_request(a_request()._replace(do_not_contact=True), None)
    with pytest.raises(DoNotContactError):
        book(Draft(REF, AT), silent, None, NOW, situation)
    over = behind_request(close(a_request(), Outcome.WITHDRAWN, NOW), None)
    with pytest.raises(ClosedRequestError):
        book(Draft(REF, AT), over, None, NOW, situation)


def test_a_closed_day_that_is_meant() -> None:
    """Outreach work also happens on closed days, when somebody says that it is meant so."""
    at = helsinki(MIDSUMMER_EVE)
    assert book(Draft(REF, at, closed_day=True), BEHIND, None, NOW, a_situation()).on == MIDSUMMER_EVE
    with pytest.raises(AppointmentClosedDayError) as refusal:
        book(Draft(REF, at), BEHIND, None, NOW, a_situation())
    assert refusal.value.values["nearest"] == date(2026, 6, 18)


def test_held_at_its_hour_or_another_of_its_day() -> None:
    """Without a time it was held when it was booked for; somebody may have come earlier on that day."""
    found = held(an_appointment(), None, 45, AT)
    assert (found.status, found.ended_at, found.minutes) == (AppointmentStatus.HELD, AT, 45)
    assert (found.arrangement.next_on, found.arrangement.closed_on) == (None, AT.date())
    early = AT - timedelta(minutes=15)
    assert held(an_appointment(), early, None, early).ended_at == early


def test_held_before_it_was_or_on_another_day() -> None:
    """Nothing is held before its hour, on another day, or twice."""
    with pytest.raises(BeforeItsHourError):
        held(an_appointment(), None, None, AT - timedelta(seconds=1))
    with pytest.raises(OtherDayError):
        held(an_appointment(), AT + timedelta(days=1), None, AT + timedelta(days=2))
    with pytest.raises(AppointmentEndedError):
        held(held(an_appointment(), None, None, AT), None, None, AT)


@pytest.mark.parametrize(
    ("on", "day", "hour", "minute", "late"),
    [
        (date(2026, 6, 18), 17, 10, 0, False),
        (date(2026, 6, 18), 17, 10, 1, True),
        (date(2026, 6, 18), 18, 9, 59, True),
        (date(2026, 6, 18), 17, 9, 59, False),
        (SPRING, 28, 10, 0, False),
        (SPRING, 28, 10, 1, True),
        (AUTUMN, 24, 10, 0, False),
        (AUTUMN, 24, 10, 30, True),
    ],
)
def test_late_is_less_than_a_day_on_the_clock(on: date, day: int, hour: int, minute: int, *, late: bool) -> None:
    """Exactly 24 hours before is in time; the clock on the wall counts, also over a change of the clocks."""
    early = datetime(2026, 1, 7, 12, 0, tzinfo=AT.tzinfo)
    appointment = an_appointment(helsinki(on), early, early.date())
    at = helsinki(on.replace(day=day), hour, minute)
    client = cancelled(appointment, Cancelling(CancelledBy.CLIENT, at), a_course(at.date()))
    unit = cancelled(appointment, Cancelling(CancelledBy.ORGANISATION, at), a_course(at.date()))
    assert (client.late, unit.late) == (late, False)


@given(st.integers(1, 60 * 24 * 30))
def test_only_the_person_is_late(minutes: int) -> None:
    """On days without a change of the clocks late is what lies less than 24 hours before; the unit never is."""
    appointment = an_appointment(AT + timedelta(days=30))
    at = appointment.at - timedelta(minutes=minutes)
    found = [cancelled(appointment, Cancelling(by, at), a_course(TODAY)) for by in CancelledBy]
    assert [one.late for one in found] == [minutes < 24 * 60, False]


def test_when_it_can_be_cancelled() -> None:
    """From the booking until its hour, and once only."""
    course = a_course(TODAY)
    with pytest.raises(AfterItsHourError):
        cancelled(an_appointment(), Cancelling(CancelledBy.CLIENT, AT), course)
    with pytest.raises(BeforeBookingError):
        cancelled(an_appointment(), Cancelling(CancelledBy.CLIENT, NOW - timedelta(seconds=1)), course)
    once = cancelled(an_appointment(), Cancelling(CancelledBy.CLIENT, NOW), course)
    with pytest.raises(AppointmentEndedError):
        cancelled(once, Cancelling(CancelledBy.CLIENT, NOW), course)
    with pytest.raises(AppointmentEndedError):
        missed(once, None, course, AT)


def test_national_codes_tell_the_two_apart() -> None:
    """Y30 is the person's, Y32 the organisation's (THL 6.126)."""
    assert {by.value: code for by, code in CANCEL_CODES.items()} == {"client": "Y30", "organisation": "Y32"}


def test_each_reason_fits_somewhere_and_not_everywhere() -> None:
    """Every reason belongs to who cancelled, or to a missed appointment, and the others are refused."""
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(AppointmentReason)
    must_fit(None, None)
    must_fit(AppointmentReason.AFRAID, None)
    for reason, by in (
        (AppointmentReason.WORKER_ILL, CancelledBy.CLIENT),
        (AppointmentReason.FORGOT, CancelledBy.ORGANISATION),
        (AppointmentReason.NO_ROOM, None),
    ):
        with pytest.raises(UnknownCodeError):
            must_fit(reason, by)


def test_a_request_behind_an_appointment() -> None:
    """An appointment takes the worker, the wished channel and the wish for no contact from its request."""
    found = behind_request(a_request(channel=Channel.EMAIL)._replace(worker="bo"), None)
    assert (found.worker, found.channel, found.may_contact, found.model, found.client) == (
        "bo",
        Channel.EMAIL,
        True,
        None,
        None,
    )
