"""What follows an appointment that was missed or cancelled (seed 001: an unused appointment does not drop anybody).

After a missed one somebody reaches out on the working days that the model names, by the channel that the person wishes;
then people decide. It never ends by itself: not by trying, not by the calendar.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sotecli.core.appointment import (
    Appointment,
    Behind,
    must_be_booked,
    must_be_free,
    must_have_come,
    over_on,
)
from sotecli.core.arrangement import APPOINTMENT, DECIDE, REACH_OUT, REBOOK
from sotecli.core.arrangement_codes import AppointmentReason, AppointmentStatus, CancelledBy, Settlement
from sotecli.core.case import PLAN_RULE
from sotecli.core.codes import Channel, Result
from sotecli.core.contact import RETRIED
from sotecli.core.moment import local, local_day
from sotecli.core.request import must_be_plannable
from sotecli.core.unit import Situation
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.appointment import (
    AfterItsHourError,
    BeforeBookingError,
    BeforeMissedError,
    MovedByBookingError,
    NoNewTimeError,
    NothingOpenError,
    NothingToTakeBackError,
    NotMissedError,
)
from sotecli.errors.refused import DoNotContactError

RULE = "recovery"


class Try(NamedTuple):
    """One attempt to reach the person after a missed appointment."""

    at: datetime
    channel: Channel
    result: Result
    worker: str


class Course(NamedTuple):
    """What the way on depends on, besides the appointment."""

    behind: Behind
    tries: Sequence[Try]
    days: tuple[int, ...]
    """The working days of the model on which somebody reaches out."""
    situation: Situation


class Cancelling(NamedTuple):
    """Who cancelled, when and why, and whether a new time is to be offered."""

    by: CancelledBy
    at: datetime
    reason: AppointmentReason | None = None
    new_time: bool = True


def reaching_out(
    missed_on: date, days: Sequence[int], tries: Sequence[Try], calendar: WorkCalendar
) -> tuple[str, date]:
    """The next step after a missed appointment, and its day.

    It is the first of the model's days that lies after everything that was tried. When somebody answered, when trying
    on is no use, or when no day is left, people decide on the working day after.
    """
    last = max((local_day(one.at) for one in tries), default=missed_on)
    ahead = [day for day in (calendar.add(missed_on, count) for count in days) if day > last]
    if not ahead or any(one.result not in RETRIED for one in tries):
        return DECIDE, calendar.add(last, 1)
    return REACH_OUT, ahead[0]


def missed(appointment: Appointment, reason: AppointmentReason | None, course: Course, now: datetime) -> Appointment:
    """The appointment that the person did not come to, or with the reason that was learned later.

    Raises:
        AppointmentEndedError: It ended in another way.
        BeforeItsHourError: Its hour has not come.
    """
    if appointment.status is AppointmentStatus.MISSED and reason is not None:
        return appointment._replace(reason=reason)
    must_be_booked(appointment)
    must_have_come(appointment, appointment.at, now)
    after = appointment._replace(status=AppointmentStatus.MISSED, ended_at=appointment.at, reason=reason)
    return onward(after, course)


def cancelled(appointment: Appointment, cancelling: Cancelling, course: Course) -> Appointment:
    """The appointment, cancelled before its hour; a new time is to be offered unless nobody wants one.

    Raises:
        AppointmentEndedError: It was noted already how it ended.
        AfterItsHourError: Its hour had come.
        BeforeBookingError: It was not booked yet.
    """
    must_be_booked(appointment)
    if cancelling.at >= appointment.at:
        raise AfterItsHourError(ref=appointment.ref)
    if cancelling.at < appointment.arrangement.made_at:
        raise BeforeBookingError(ref=appointment.ref, when=local(appointment.arrangement.made_at))
    after = appointment._replace(
        status=AppointmentStatus.CANCELLED,
        cancelled_by=cancelling.by,
        reason=cancelling.reason,
        ended_at=cancelling.at,
    )
    if not cancelling.new_time:
        return after._replace(arrangement=over_on(after.arrangement, course.situation.today))
    return onward(after, course)


def tried(appointment: Appointment, one: Try, course: Course) -> Appointment:
    """The missed appointment after one more attempt, which `course` knows already; what is over stays so.

    Raises:
        NotMissedError: The appointment was not missed.
        BeforeMissedError: The attempt lies before that.
    """
    if appointment.status is not AppointmentStatus.MISSED:
        raise NotMissedError(ref=appointment.ref)
    if one.at < appointment.at:
        raise BeforeMissedError(ref=appointment.ref, when=local(appointment.at))
    return onward(appointment, course) if appointment.is_open else appointment


def decided(appointment: Appointment, how: Settlement, later: str | None, today: date) -> Appointment:
    """The appointment after which people have decided how to go on; `later` is one that is booked for the person.

    Raises:
        NothingOpenError: Nothing was open.
        NoNewTimeError: A new time is said to be booked, and there is none: the person would fall out.
    """
    after = settle(appointment, how, today)
    if how is Settlement.REBOOKED and later is None:
        raise NoNewTimeError(ref=appointment.ref, matter=appointment.matter)
    return after


def settle(appointment: Appointment, how: Settlement, today: date) -> Appointment:
    """The appointment with the way on after it ended.

    Raises:
        NothingOpenError: Nothing was open.
    """
    if appointment.status is AppointmentStatus.BOOKED or not appointment.is_open:
        raise NothingOpenError(ref=appointment.ref)
    return appointment._replace(arrangement=over_on(appointment.arrangement, today), settled=how)


def taken_back(appointment: Appointment, course: Course, clash: str | None) -> Appointment:
    """The appointment without what was noted last: the decision about the way on, else how it ended.

    Raises:
        NothingToTakeBackError: It is booked.
        SameTimeError: It would be booked again, and the person has another one at that time.
    """
    if appointment.status is AppointmentStatus.BOOKED:
        raise NothingToTakeBackError(ref=appointment.ref)
    if appointment.settled:
        return onward(appointment._replace(settled=None), course)
    must_be_free(clash)
    arrangement = appointment.arrangement._replace(
        step=APPOINTMENT,
        rule=APPOINTMENT,
        due_on=appointment.on,
        next_on=appointment.on,
        worker=_whose(appointment, course),
        pair=course.behind.pair,
        at=appointment.at,
        closed_on=None,
    )
    return Appointment(arrangement, appointment.at, appointment.how)


def plan(appointment: Appointment, day: date, course: Course) -> Appointment:
    """The appointment with the next step after it planned for `day`.

    Raises:
        MovedByBookingError: It is booked.
        NothingOpenError: Nothing is open after it.
        DoNotContactError: The person has asked not to be contacted.
        ClosedDayError: The day is past (`PastDayError`) or not a working day.
    """
    if appointment.status is AppointmentStatus.BOOKED:
        raise MovedByBookingError(ref=appointment.ref, matter=appointment.matter)
    if not appointment.is_open:
        raise NothingOpenError(ref=appointment.ref)
    if appointment.arrangement.step != DECIDE and not course.behind.may_contact:
        raise DoNotContactError(ref=appointment.matter)
    must_be_plannable(day, course.situation, earliest=course.situation.today)
    planned = appointment.arrangement._replace(rule=PLAN_RULE, due_on=day, next_on=day)
    return appointment._replace(arrangement=planned)


def onward(appointment: Appointment, course: Course) -> Appointment:
    """The missed or cancelled appointment with its next step, never planned for a day that is past."""
    today, calendar = course.situation.today, course.situation.calendar
    if appointment.status is AppointmentStatus.MISSED:
        step, day = reaching_out(appointment.on, course.days, course.tries, calendar)
    else:
        step, day = REBOOK, calendar.add(local_day(appointment.ended_at or appointment.at), 1)
    if step != DECIDE and (course.behind.ended or not course.behind.may_contact):  # nobody reaches out, nobody is lost
        step, day = DECIDE, calendar.add(today, 1)
    day = max(day, calendar.on_or_after(today))
    arrangement = appointment.arrangement._replace(
        step=step,
        rule=RULE,
        due_on=day,
        next_on=day,
        worker=_whose(appointment, course),
        pair=course.behind.pair,
        at=None,
        closed_on=None,
    )
    return appointment._replace(arrangement=arrangement)


def _whose(appointment: Appointment, course: Course) -> str | None:
    """Whose it is: that of the request or case; while that is nobody's, it stays whose it was until it ended."""
    was = appointment.arrangement
    return course.behind.worker or (None if was.closed_on else was.worker)
