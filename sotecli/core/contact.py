"""One contact attempt, and what follows from it.

What happened can always be logged, also on a closed request; only planning has rules. An attempt is not a contact:
a contact is two-way (`reached` or `declined`), a busy line and voice mail are `no-answer`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sotecli.core.codes import Channel, Gave, Result, Step, TimeWish
from sotecli.core.moment import local, local_day
from sotecli.core.request import Request, limit_reached, plan
from sotecli.core.unit import Situation
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.usage import BeforeArrivalError

TWO_WAY = frozenset({Result.REACHED, Result.DECLINED})
RETRIED = frozenset({Result.NO_ANSWER, Result.MESSAGE_SENT, Result.OTHER_PERSON})
NOON, EVENING = 12, 16  # hours at which the parts of the day begin


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One attempt or contact, as it is logged."""

    ref: str
    at: datetime
    channel: Channel
    result: Result
    gave: tuple[Gave, ...] = ()
    services: tuple[str, ...] = ()
    minutes: int | None = None
    worker: str
    next_on: date | None = None
    """The day that was planned for the next step when this was logged."""

    @property
    def two_way(self) -> bool:
        """Whether the person was there."""
        return self.result in TWO_WAY


def after_contact(
    request: Request, contact: Contact, situation: Situation, *, next_on: date | None = None, agreed: bool = False
) -> Request:
    """The request after the contact, with its next step: the planned one, else the one that follows by itself.

    Raises:
        BeforeArrivalError: The contact lies before the day of arrival.
        SoteError: `next_on` cannot be planned; see `core.request.plan`.
    """
    on, calendar = local_day(contact.at), situation.calendar
    if on < request.received_on:
        raise BeforeArrivalError(ref=request.ref, arrived=request.received_on)
    counted = _counted(request, contact, on, calendar)
    if next_on is not None:
        return plan(counted, next_on, situation, agreed=agreed)
    if counted.closed_at is not None:
        return counted
    if _belated(request, on, situation):
        return counted
    retry = contact.result in RETRIED and not counted.do_not_contact and not limit_reached(counted, situation.unit)
    return counted._replace(
        next_on=max(calendar.add(on, 1), calendar.on_or_after(situation.today)),
        step=Step.RETRY if retry else Step.DECIDE,
        next_part=another_part(contact, request.time_wish) if retry else TimeWish.ANY,
    )


def _belated(request: Request, on: date, situation: Situation) -> bool:
    """Whether an earlier day is logged afterwards, when the next step is planned already and must stay."""
    planned = request.next_on is not None and request.next_on >= situation.today
    return on < situation.today and request.attempts > 0 and planned


def another_part(contact: Contact, wish: TimeWish) -> TimeWish:
    """The part of the day to propose after a try that did not reach: the wished one, if it was not tried just now."""
    hour = local(contact.at).hour
    tried = TimeWish.MORNING if hour < NOON else TimeWish.AFTERNOON if hour < EVENING else TimeWish.EVENING
    if wish not in {TimeWish.ANY, tried}:
        return wish
    return TimeWish.AFTERNOON if tried is TimeWish.MORNING else TimeWish.MORNING


def _counted(request: Request, contact: Contact, on: date, calendar: WorkCalendar) -> Request:
    """The request with the contact in its measures."""
    first = min(on, request.first_attempt_on or on)
    call = contact.channel is Channel.CALL
    return request._replace(
        attempts=request.attempts + 1,
        contacts_made=request.contacts_made + contact.two_way,
        first_attempt_on=first,
        first_attempt_days=calendar.count(request.received_on, first),
        first_attempt_counted=max(calendar.count(request.counted_from, first), 0),
        calls=request.calls + call,
        calls_answered=request.calls_answered + (call and contact.two_way),
        guided=request.guided or Gave.GUIDANCE in contact.gave or bool(contact.services),
        do_not_contact=request.do_not_contact or contact.result is Result.DO_NOT_CONTACT,
    )
