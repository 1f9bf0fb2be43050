"""An appointment (K-…, käynti): booked, and then held, cancelled or missed.

Its line in the day's list is an `Arrangement`; what else is known of it stands here. Who cancelled is told apart from
the start, because an appointment that the unit cancelled is not one that the person cancelled. What follows when it was
missed or cancelled stands in `core.recovery`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from sotecli.core.arrangement import APPOINTMENT, Arrangement
from sotecli.core.arrangement_codes import AppointmentHow, AppointmentReason, AppointmentStatus, CancelledBy, Settlement
from sotecli.core.case import Case
from sotecli.core.codes import Channel
from sotecli.core.moment import local, local_day
from sotecli.core.request import Request, must_be_plannable
from sotecli.core.unit import Situation
from sotecli.errors.appointment import (
    AppointmentClosedDayError,
    AppointmentEndedError,
    AppointmentPastError,
    BeforeItsHourError,
    BookedAheadError,
    OtherDayError,
    SameTimeError,
)
from sotecli.errors.case import CaseClosedError
from sotecli.errors.refused import ClosedDayError, ClosedRequestError, DoNotContactError
from sotecli.errors.usage import UnknownCodeError

LATE = timedelta(hours=24)
CODE_SET = "1.2.246.537.6.126"
"""THL's code set of reasons for a cancellation (peruuntumisen syy), as its social-welfare document schemas name it."""
CANCEL_CODES: Mapping[CancelledBy, str] = MappingProxyType({CancelledBy.CLIENT: "Y30", CancelledBy.ORGANISATION: "Y32"})
"""Those values of the set that were seen in the schemas (Sosmeta); the set may hold others."""

Why = AppointmentReason
REASONS: Mapping[CancelledBy | None, tuple[AppointmentReason, ...]] = MappingProxyType(
    {
        CancelledBy.CLIENT: (
            *(Why.ILL, Why.NO_TRANSPORT, Why.AFRAID, Why.OTHER_PLANS),
            *(Why.NOT_WANTED, Why.MOVED, Why.OTHER, Why.UNKNOWN),
        ),
        CancelledBy.ORGANISATION: (Why.WORKER_ILL, Why.WORKER_AWAY, Why.NO_ROOM, Why.MOVED, Why.OTHER),
        None: (Why.FORGOT, Why.ILL, Why.NO_TRANSPORT, Why.AFRAID, Why.NOT_TOLD, Why.OTHER, Why.UNKNOWN),
    }
)
"""The reasons that fit, by who cancelled; `None`: of an appointment that was missed."""


class Behind(NamedTuple):
    """The request or case of an appointment, as far as that needs it."""

    ref: str
    worker: str | None
    pair: str | None
    ended: bool
    channel: Channel | None
    """How the person wished to be contacted when somebody last said it: at a booking, or in the request."""
    may_contact: bool
    """Whether nobody has asked not to be contacted."""
    client: str | None = None
    """What the cases of one person share."""
    model: tuple[str, int] | None = None
    """The id and version of a case's model."""


class Draft(NamedTuple):
    """What is known of an appointment before it is booked."""

    ref: str
    at: datetime
    how: AppointmentHow = AppointmentHow.IN_PERSON
    channel: Channel | None = None
    closed_day: bool = False
    """It was agreed for a day on which the unit is closed."""
    booked_by: str | None = None
    """Who books it; it is theirs while the request or case is nobody's."""


class Appointment(NamedTuple):
    """An appointment as it stands."""

    arrangement: Arrangement
    at: datetime
    how: AppointmentHow
    status: AppointmentStatus = AppointmentStatus.BOOKED
    cancelled_by: CancelledBy | None = None
    reason: AppointmentReason | None = None
    ended_at: datetime | None = None
    """When it was held, cancelled or missed; `None` while it is booked."""
    minutes: int | None = None
    settled: Settlement | None = None
    """How people ended the way on after it."""

    @property
    def ref(self) -> str:
        """Its own reference."""
        return self.arrangement.ref

    @property
    def matter(self) -> str:
        """The reference of its request or case."""
        return self.arrangement.matter

    @property
    def on(self) -> date:
        """Its day in Helsinki."""
        return local_day(self.at)

    @property
    def late(self) -> bool:
        """Whether the person cancelled it less than 24 hours before.

        The clock on the wall counts: the same hour of the day before is in time, also when the clocks change between.
        """
        if self.cancelled_by is not CancelledBy.CLIENT or self.ended_at is None:
            return False
        return local(self.at).replace(tzinfo=None) - local(self.ended_at).replace(tzinfo=None) < LATE

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.arrangement.closed_on is None


def behind_request(request: Request, case: Case | None) -> Behind:
    """A request behind an appointment; `case` is the one that grew from it."""
    return Behind(
        ref=request.ref,
        worker=request.worker,
        pair=request.pair,
        ended=request.closed_at is not None,
        channel=request.channel,
        may_contact=not request.do_not_contact,
        client=case.client if case else None,
    )


def behind_case(case: Case, request: Request | None) -> Behind:
    """A case behind an appointment; `request` is the one that it grew from."""
    return Behind(
        ref=case.ref,
        worker=case.worker,
        pair=case.pair,
        ended=case.closed_on is not None,
        channel=request.channel if request else None,
        may_contact=not (request and request.do_not_contact),
        client=case.client,
        model=(case.model, case.version),
    )


def book(draft: Draft, behind: Behind, clash: str | None, now: datetime, situation: Situation) -> Appointment:
    """A new appointment; `clash` is one that the same person has at the same time.

    Raises:
        CaseClosedError: The case has ended; or `ClosedRequestError`, the request.
        DoNotContactError: The person has asked not to be contacted.
        AppointmentPastError: The time has passed.
        AppointmentClosedDayError: The unit is closed on that day, and nobody said that it is meant so.
        SameTimeError: The person has another one at that time.
    """
    _must_be_bookable(behind)
    on = local_day(draft.at)
    if draft.at <= now:
        raise AppointmentPastError(when=local(draft.at))
    if not draft.closed_day:
        try:
            must_be_plannable(on, situation, earliest=situation.today)
        except ClosedDayError as error:
            raise AppointmentClosedDayError(**error.values) from None
    must_be_free(clash)
    arrangement = Arrangement(
        ref=draft.ref,
        kind="appointment",
        matter=behind.ref,
        made_at=now,
        step=APPOINTMENT,
        rule=APPOINTMENT,
        due_on=on,
        next_on=on,
        worker=behind.worker or draft.booked_by,
        pair=behind.pair,
        channel=draft.channel or behind.channel,
        at=draft.at,
    )
    return Appointment(arrangement=arrangement, at=draft.at, how=draft.how)


def _must_be_bookable(behind: Behind) -> None:
    if behind.ended:
        raise (CaseClosedError if behind.model else ClosedRequestError)(ref=behind.ref)
    if behind.model is None and not behind.may_contact:
        raise DoNotContactError(ref=behind.ref)


def must_be_free(clash: str | None) -> None:
    """Raise `SameTimeError` if the person has an appointment at the same time."""
    if clash:
        raise SameTimeError(ref=clash)


def held(appointment: Appointment, at: datetime | None, minutes: int | None, now: datetime) -> Appointment:
    """The appointment, held at its hour, or `at` another hour of its day.

    Raises:
        AppointmentEndedError: It was noted already how it ended.
        OtherDayError: `at` lies on another day.
        BeforeItsHourError: Its hour has not come.
    """
    must_be_booked(appointment)
    if at is not None and local_day(at) != appointment.on:
        raise OtherDayError(ref=appointment.ref, day=appointment.on)
    when = at or appointment.at
    must_have_come(appointment, when, now)
    over = over_on(appointment.arrangement, local_day(now))
    return appointment._replace(arrangement=over, status=AppointmentStatus.HELD, ended_at=when, minutes=minutes)


def over_on(arrangement: Arrangement, day: date) -> Arrangement:
    """The arrangement, with nothing left to be done."""
    return arrangement._replace(next_on=None, closed_on=day)


def must_be_booked(appointment: Appointment) -> None:
    """Raise `AppointmentEndedError` if it was noted already how the appointment ended."""
    if appointment.status is not AppointmentStatus.BOOKED:
        raise AppointmentEndedError(ref=appointment.ref, status=appointment.status)


def must_have_none_ahead(matter: str, booked: Sequence[str]) -> None:
    """Raise `BookedAheadError` if a request or case that is to end has `booked` appointments ahead."""
    if booked:
        raise BookedAheadError(ref=matter, booked=booked)


def must_have_come(appointment: Appointment, when: datetime, now: datetime) -> None:
    """Raise `BeforeItsHourError` while `when` lies ahead."""
    if now < when:
        raise BeforeItsHourError(ref=appointment.ref, when=local(appointment.at))


def must_fit(reason: AppointmentReason | None, by: CancelledBy | None) -> None:
    """Raise `UnknownCodeError` if a reason is none of those of who cancelled, or of a missed appointment."""
    if reason is not None and reason not in REASONS[by]:
        raise UnknownCodeError(value=reason.value, allowed=REASONS[by])
