"""A unit's own closed and opened days, and what they move.

They hold for the unit's promise and plans only; a limit of the law goes by the national calendar. A closed day moves
the promise of whoever has not been tried yet, and every step that is planned for it, to the next working day, so that
a closed office has nothing scheduled and nobody becomes late by it. What a cut-off hour made count as the next working
day's counts from another day when that one is closed or opened, so that requests of one evening keep one promise.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.case import Case
from sotecli.core.codes import ClosureReason
from sotecli.core.pauses import Pause, paused_days
from sotecli.core.request import Request
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.refused import (
    ClosedAlreadyError,
    OpenAlreadyError,
    OverDayError,
    UnitClosedAlreadyError,
    UnitOpenAlreadyError,
)
from sotecli.errors.usage import OutsideCalendarError

LOCAL = "local-"
OPENING = f"{LOCAL}opening"
CLOSURES = frozenset(f"{LOCAL}{reason}" for reason in ClosureReason)


class Move(NamedTuple):
    """A request before and after the calendar changed."""

    before: Request
    after: Request


class Settled(NamedTuple):
    """What came of a change of the working days."""

    calendar: WorkCalendar
    """The unit's working days as they hold then."""
    moved: list[Move]
    stays: list[str]
    """The references of requests that stay promised for a day that is closed now, because they were tried already."""


class Closure(NamedTuple):
    """The days on which nobody works, between two working days."""

    first: date
    last: date
    opens: date
    """The working day after it."""


def closed(
    days: dict[date, str], day: date, reason: ClosureReason, national: WorkCalendar, today: date
) -> dict[date, str]:
    """The unit's own days with `day` closed: it is named, or taken back from those that were opened.

    Raises:
        OverDayError: The day has passed.
        ClosedAlreadyError: It is no working day anyway.
    """
    if day < today:
        raise OverDayError(day=day)
    if days.get(day) in CLOSURES:
        raise UnitClosedAlreadyError(day=day)
    if not national.amended(days).is_working(day):
        raise ClosedAlreadyError(day=day, why=_reason(day, national))
    kept = {known: why for known, why in days.items() if known != day}
    return kept if days.get(day) == OPENING else {**kept, day: LOCAL + reason}


def _reason(day: date, national: WorkCalendar) -> str:
    """Why a day is closed, as a code; of a holiday at the weekend that it is the holiday."""
    from sotecli.core.closed_day_names import NAMES  # noqa: PLC0415 (only a refusal asks)

    why = national.why(day)
    return NAMES.get(day.toordinal(), why) if why in {"saturday", "sunday"} else why


def opened(days: dict[date, str], day: date, national: WorkCalendar, today: date) -> dict[date, str]:
    """The unit's own days with `day` open: a closure is taken back, or a day that the calendar closes is opened.

    Raises:
        OverDayError: The day has passed.
        OpenAlreadyError: It is a working day anyway.
    """
    if day < today:
        raise OverDayError(day=day)
    if days.get(day) == OPENING:
        raise UnitOpenAlreadyError(day=day)
    if national.amended(days).is_working(day):
        raise OpenAlreadyError(day=day)
    kept = {known: why for known, why in days.items() if known != day}
    return kept if days.get(day) in CLOSURES else {**kept, day: OPENING}


def moves(
    requests: Sequence[Request], pauses: Callable[[str], Sequence[Pause]], old: WorkCalendar, new: WorkCalendar
) -> list[Move]:
    """What becomes of open requests when the unit's working days change from `old` to `new`."""
    found = [Move(request, _moved(request, pauses(request.ref), old, new)) for request in requests]
    return [move for move in found if move.after != move.before]


def _moved(request: Request, pauses: Sequence[Pause], old: WorkCalendar, new: WorkCalendar) -> Request:
    planned = request.next_on or request.due_on
    if request.attempts:
        return request._replace(next_on=new.on_or_after(planned))
    start, arrived = _counted_from(request, old, new), request.received_on
    promised, from_arrival = request.due_on, request.arrival_due_on
    due_on = new.add(start, _left(pauses, request.counted_from, promised, old) + paused_days(pauses, start, new))
    before = [pause for pause in pauses if pause.from_on <= from_arrival]  # a later one found that promise over
    arrival_due_on = new.add(arrived, _left(before, arrived, from_arrival, old) + paused_days(before, arrived, new))
    next_on = new.on_or_after(planned)
    if planned <= promised:  # a first try that was planned in time stays in time
        next_on = min(next_on, due_on)
    return request._replace(counted_from=start, due_on=due_on, arrival_due_on=arrival_due_on, next_on=next_on)


def moved_case(case: Case, calendar: WorkCalendar) -> Case:
    """The case, shown on the next working day; its deadlines stay, so it may show after one, as late."""
    planned, shows = case.planned_on, case.next_on
    return case._replace(
        planned_on=calendar.on_or_after(planned) if planned else None,
        next_on=calendar.on_or_after(shows) if shows else None,
    )


def _left(pauses: Sequence[Pause], start: date, end: date, calendar: WorkCalendar) -> int:
    """How many working days from `start` to `end` were promised, those of pauses left out."""
    return calendar.count(start, end) - paused_days(pauses, start, calendar)


def _counted_from(request: Request, old: WorkCalendar, new: WorkCalendar) -> date:
    """The day that the promise counts from; one that a cut-off hour made the next working day goes with that one."""
    arrived, start = request.received_on, request.counted_from
    return new.add(arrived, 1) if arrived != start == old.add(arrived, 1) else start


def closure_after(day: date, calendar: WorkCalendar, shortest: int = 3) -> Closure | None:
    """The closure that begins after the working day `day`, if it lasts at least `shortest` days."""
    if not calendar.is_working(day):
        return None
    try:
        opens = calendar.add(day, 1)
    except OutsideCalendarError:  # the calendar ends before the unit opens again
        return None
    first, last = date.fromordinal(day.toordinal() + 1), date.fromordinal(opens.toordinal() - 1)
    return Closure(first, last, opens) if (opens - first).days >= shortest else None
