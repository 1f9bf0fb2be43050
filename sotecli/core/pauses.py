"""Pauses of a unit's own promise: the clock stands still on the working days of the promise's own calendar.

A limit of the law never pauses, and nothing here touches one. A pause names its reason and the working day on which
the count goes on, so that nobody is forgotten; days that would not have counted anyway lengthen nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.codes import PauseReason, Step, TimeWish
from sotecli.core.request import Request, must_be_open, must_be_plannable
from sotecli.core.unit import Situation
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.refused import AlreadyPausedError, NotPausedError, PauseEndsTodayError, PromiseOverError

DAY = timedelta(1)


class Pause(NamedTuple):
    """A time during which a promise is not counted."""

    from_on: date
    """The first day that is not counted."""
    until_on: date
    """The day on which the count goes on."""
    reason: PauseReason

    def covers(self, day: date) -> bool:
        """Whether the promise stands still on `day`."""
        return self.from_on <= day < self.until_on


def paused_days(pauses: Sequence[Pause], start: date, calendar: WorkCalendar) -> int:
    """How many working days after `start` the pauses take out of the count."""
    return sum(
        calendar.count(max(pause.from_on - DAY, start), pause.until_on - DAY)
        for pause in pauses
        if pause.until_on - DAY > start
    )


def pause(
    request: Request, pauses: Sequence[Pause], until: date, reason: PauseReason, situation: Situation
) -> tuple[Request, Pause]:
    """The request with its promise at a standstill from today until `until`, when its next step is planned.

    Raises:
        ClosedRequestError: It is closed.
        PromiseOverError: The first attempt was made, or the promised day has passed: nothing is left to pause.
        AlreadyPausedError: It is paused already.
        ClosedDayError: `until` is no working day after today (`PauseEndsTodayError`, `PastDayError`).
    """
    must_be_open(request)
    today, calendar = situation.today, situation.calendar
    if request.attempts or request.due_on < today:
        raise PromiseOverError(ref=request.ref)
    if any(found.until_on > today for found in pauses):
        raise AlreadyPausedError(ref=request.ref)
    if until == today:
        raise PauseEndsTodayError(day=until, nearest=calendar.add(today, 1))
    must_be_plannable(until, situation, earliest=today + DAY)
    added = Pause(from_on=today, until_on=until, reason=reason)
    due_on = calendar.add(request.due_on, paused_days([added], request.counted_from, calendar))
    from_arrival = request.arrival_due_on
    if from_arrival >= today:
        from_arrival = calendar.add(from_arrival, paused_days([added], request.received_on, calendar))
    paused = request._replace(due_on=due_on, arrival_due_on=from_arrival, next_on=until)
    return paused._replace(next_part=TimeWish.ANY, step=Step.FIRST_CONTACT), added


def resume(request: Request, pauses: Sequence[Pause], situation: Situation) -> tuple[Request, Pause, Pause | None]:
    """The request with its count going on today, the pause that stood, and what is left of it: `None` of nothing.

    Raises:
        ClosedRequestError: It is closed.
        NotPausedError: It is not paused today.
    """
    must_be_open(request)
    today, calendar = situation.today, situation.calendar
    standing = next((found for found in pauses if found.covers(today)), None)
    if standing is None:
        raise NotPausedError(ref=request.ref)
    cut = standing._replace(until_on=today) if standing.from_on < today else None
    due_on = calendar.add(request.due_on, -_given_back(standing, cut, request.counted_from, calendar))
    from_arrival = request.arrival_due_on
    if from_arrival >= standing.from_on:
        from_arrival = calendar.add(from_arrival, -_given_back(standing, cut, request.received_on, calendar))
    next_on = request.next_on if request.attempts else calendar.on_or_after(today)
    return request._replace(due_on=due_on, arrival_due_on=from_arrival, next_on=next_on), standing, cut


def _given_back(standing: Pause, cut: Pause | None, start: date, calendar: WorkCalendar) -> int:
    """The working days after `start` that a pause took out of the count, and would not once it is cut."""
    return paused_days([standing], start, calendar) - paused_days([cut] if cut else [], start, calendar)
