"""A contact request: what it holds, what follows from it, and what may be done with it (contract 6).

A request is not a clientship. It holds a reference, dates and codes; contact details lie beside it and are wiped at
closing. Each act is a function from a request to the request after it, or a refusal that names its rule.
"""

from datetime import date, datetime
from typing import NamedTuple

from sotecli.core.codes import Channel, Outcome, Status, Step, TimeWish
from sotecli.core.moment import local, local_day
from sotecli.core.unit import Situation, Unit
from sotecli.core.when import When
from sotecli.core.workdays import WorkCalendar
from sotecli.core.worker import Worker
from sotecli.errors.missing import UnknownSourceError
from sotecli.errors.refused import (
    ClosedDayError,
    ClosedRequestError,
    ContactNeededError,
    DoNotContactError,
    LimitReachedError,
    PairNeedsWorkerError,
    PastDayError,
    SamePersonError,
    WasReachedError,
)

NEEDS_CONTACT = frozenset({Outcome.SUPPORTED, Outcome.GUIDED, Outcome.BECAME_CLIENT})


class Request(NamedTuple):
    """A contact request as it stands; contact details are not in it."""

    ref: str
    received_at: datetime
    received_on: date
    """The day of arrival in Helsinki, whoever read the message when."""
    counted_from: date
    """The day that the unit's promise counts from: the day of arrival, unless the unit has a cut-off hour."""
    channel: Channel
    due_on: date
    """The last promised day of the first attempt; moved by pauses and closed days, by no plan."""
    arrival_due_on: date
    """What `due_on` would be if the unit had no cut-off hour; moves as that does, for the reports only."""
    next_on: date | None
    """The day that the next step is planned for; `None` when closed."""
    source: str | None = None
    time_wish: TimeWish = TimeWish.ANY
    language: str = "fi"
    message_ok: bool = False
    """Whether a message may be left, or another person spoken to."""
    next_part: TimeWish = TimeWish.ANY
    """The part of that day which is proposed."""
    step: Step = Step.FIRST_CONTACT
    attempts: int = 0
    contacts_made: int = 0
    """Two-way contacts: `reached` or `declined`."""
    first_attempt_on: date | None = None
    first_attempt_days: int | None = None
    """Working days from arrival to the first attempt."""
    first_attempt_counted: int | None = None
    """Working days from `counted_from` to the first attempt; 0 when it was made before that day."""
    calls: int = 0
    calls_answered: int = 0
    guided: bool = False
    """Guidance was given, or a service named, in a contact; or a referral was made."""
    do_not_contact: bool = False
    ever_assigned: bool = False
    worker: str | None = None
    """The personal worker (omatyöntekijä) of this moment."""
    pair: str | None = None
    """The second of the working pair (työpari) of this moment."""
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def status(self) -> Status:
        """The first status that fits."""
        if self.closed_at is not None:
            return Status.CLOSED
        if self.contacts_made:
            return Status.REACHED
        if self.attempts:
            return Status.ATTEMPTING
        return Status.ASSIGNED if self.worker else Status.RECEIVED

    @property
    def act_by(self) -> date | None:
        """The day after which the open request is late: the promise until a first attempt, then the plan."""
        if self.closed_at is not None:
            return None
        return self.next_on if self.attempts else self.due_on


class Draft(NamedTuple):
    """What is known of a request before it is taken in."""

    channel: Channel
    contact: str
    """The contact details, checked and normalised; kept apart from the request."""
    received: When | None = None
    """When the request reached the team; now, if nobody said."""
    source: str | None = None
    time_wish: TimeWish = TimeWish.ANY
    language: str = "fi"
    message_ok: bool = False


def open_request(ref: str, draft: Draft, received_at: datetime, situation: Situation) -> Request:
    """A request that has just come in, with the dates that the unit's promise gives it.

    Raises:
        UnknownSourceError: The unit has settled who may send requests, and this is somebody else.
    """
    unit, calendar = situation.unit, situation.calendar
    if draft.source is not None and unit.sources is not None and draft.source not in unit.sources:
        raise UnknownSourceError(source=draft.source, known=", ".join(sorted(unit.sources)))
    received_on, counted_from = local_day(received_at), effective_day(received_at, situation)
    return Request(
        ref=ref,
        received_at=received_at,
        received_on=received_on,
        counted_from=counted_from,
        channel=draft.channel,
        source=draft.source,
        time_wish=draft.time_wish,
        language=draft.language,
        message_ok=draft.message_ok,
        due_on=calendar.add(counted_from, unit.promise_outer),
        arrival_due_on=calendar.add(received_on, unit.promise_outer),
        next_on=calendar.add(counted_from, unit.promise_first),
    )


def effective_day(received_at: datetime, situation: Situation) -> date:
    """The day from which the unit's promise counts.

    Without a cut-off hour it is the day of arrival. With one, what comes after it or on a closed day counts as the
    next working day's. Never used for a limit of the law (13/2003 10 §, domain notes 1.7).
    """
    day, cutoff = local_day(received_at), situation.unit.promise_cutoff
    if cutoff is None or (local(received_at).time() <= cutoff and situation.calendar.is_working(day)):
        return day
    return situation.calendar.add(day, 1)


def close(request: Request, outcome: Outcome, at: datetime) -> Request:
    """The request, ended.

    Raises:
        ClosedRequestError: It is closed already.
        ContactNeededError: The outcome needs a two-way contact, and there is none.
        WasReachedError: It cannot be `not-reached` after a two-way contact.
    """
    must_be_open(request)
    if outcome in NEEDS_CONTACT and not request.contacts_made:
        raise ContactNeededError(ref=request.ref, outcome=outcome)
    if outcome is Outcome.NOT_REACHED and request.contacts_made:
        raise WasReachedError(ref=request.ref)
    return request._replace(outcome=outcome, closed_at=at, next_on=None, next_part=TimeWish.ANY)


def assign(request: Request, worker: Worker) -> Request:
    """The request with another personal worker; a pair stays, unless it is the same person.

    Raises:
        ClosedRequestError: It is closed.
        InactiveWorkerError: The worker has left.
        EvaluatorError: The worker may run reports only.
    """
    must_be_open(request)
    worker.must_work_with_clients()
    pair = None if request.pair == worker.code else request.pair
    return request._replace(worker=worker.code, pair=pair, ever_assigned=True)


def assign_pair(request: Request, worker: Worker) -> Request:
    """The request with a second worker beside the personal one, whose relation goes on (SHL 42 §, seed 004).

    Raises:
        ClosedRequestError: It is closed.
        PairNeedsWorkerError: There is no personal worker yet.
        SamePersonError: The pair would be the personal worker.
        InactiveWorkerError: The worker has left.
        EvaluatorError: The worker may run reports only.
    """
    must_be_open(request)
    worker.must_work_with_clients()
    if request.worker is None:
        raise PairNeedsWorkerError(ref=request.ref)
    if request.worker == worker.code:
        raise SamePersonError(ref=request.ref, worker=worker.code)
    return request._replace(pair=worker.code)


def plan(request: Request, day: date, situation: Situation, *, agreed: bool = False) -> Request:
    """The request with its next contact planned for `day`.

    Raises:
        ClosedRequestError: It is closed.
        DoNotContactError: The person has asked not to be contacted.
        LimitReachedError: The unit's limit of contacts or attempts is reached, and nothing was agreed.
        ClosedDayError: The day is past (`PastDayError`) or not a working day; the nearest one is named.
    """
    must_be_open(request)
    if request.do_not_contact:
        raise DoNotContactError(ref=request.ref)
    if limit_reached(request, situation.unit) and not agreed:
        raise LimitReachedError(ref=request.ref, attempts=request.attempts, contacts=request.contacts_made)
    must_be_plannable(day, situation, earliest=situation.today)
    step = Step.PLANNED if request.attempts else Step.FIRST_CONTACT
    return request._replace(next_on=day, next_part=TimeWish.ANY, step=step)


def limit_reached(request: Request, unit: Unit) -> bool:
    """Whether one more contact needs an agreement (seed 000: contacts may be about 1-3)."""
    return request.contacts_made >= unit.contacts_max or request.attempts >= unit.attempts_max


def must_be_open(request: Request) -> None:
    """Raise `ClosedRequestError` if the request is closed."""
    if request.closed_at is not None:
        raise ClosedRequestError(ref=request.ref)


def must_be_plannable(day: date, situation: Situation, *, earliest: date) -> None:
    """Raise `PastDayError` or `ClosedDayError`, naming the nearest day, unless `day` is a working day from then on."""
    if day < earliest:
        raise PastDayError(day=day, nearest=_nearest_working_day(day, situation.calendar, earliest))
    if not situation.calendar.is_working(day):
        raise ClosedDayError(day=day, nearest=_nearest_working_day(day, situation.calendar, earliest))


def _nearest_working_day(day: date, calendar: WorkCalendar, start: date) -> date:
    earliest = calendar.on_or_after(start)
    after = calendar.on_or_after(day)
    before = calendar.add(day, -1)
    candidates = [candidate for candidate in (before, after) if candidate >= earliest] or [earliest]
    return min(candidates, key=lambda candidate: (abs(candidate - day), candidate))
