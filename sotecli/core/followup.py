"""Who must be contacted, and why that day (contract 6: *item*)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.request import Request
from sotecli.core.workdays import SATURDAY, WorkCalendar

PROMISE_RULE = "promise.outer"
PLAN_RULE = "plan"


class Item(NamedTuple):
    """One line of the day's list."""

    request: Request
    due_on: date
    """The promise while nothing was attempted, then the plan."""
    status: str
    """`overdue`, `today` or `ahead`."""
    days_late: int
    """Working days after `due_on`, up to and including the day that was asked for."""
    rule: str
    statutory: bool = False
    kind: str = "request"


class Day(NamedTuple):
    """One day of an explained deadline."""

    date: date
    counted: bool
    why: str
    """`arrival`, `working-day`, `saturday`, `sunday`, or the name of the closed day such as `midsummer-eve`."""


def horizon(on: date, ahead: int, calendar: WorkCalendar) -> date:
    """The last planned day that the list for `on` shows: the next working day when `on` itself is closed."""
    return calendar.add(on, max(ahead, 0 if calendar.is_working(on) else 1))


def due_items(requests: Iterable[Request], on: date, until: date, calendar: WorkCalendar) -> list[Item]:
    """The items of the list for `on`, planned up to `until`, most urgent first."""
    items = [_item(request, on, calendar) for request in requests if request.next_on is not None]
    shown = [item for item in items if item.status != "ahead" or (item.request.next_on or until) <= until]
    return sorted(shown, key=lambda item: (-item.days_late, item.due_on, item.request.received_at, item.request.ref))


def _item(request: Request, on: date, calendar: WorkCalendar) -> Item:
    due_on = request.act_by or on
    late = on > due_on
    return Item(
        request=request,
        due_on=due_on,
        status="overdue" if late else "today" if (request.next_on or on) <= on else "ahead",
        days_late=calendar.count(due_on, on) if late else 0,
        rule=PLAN_RULE if request.attempts else PROMISE_RULE,
    )


def counted_days(start: date, end: date, calendar: WorkCalendar) -> list[Day]:
    """Each day from `start` (never counted) to `end`, with whether it was counted and why."""
    days = [start + timedelta(number) for number in range((end - start).days + 1)]
    return [
        Day(date=day, counted=day != start and calendar.is_working(day), why="arrival" if day == start else why(day))
        for day in days
    ]


def why(day: date) -> str:
    """Why `day` is counted or not, as a code."""
    from sotecli.core.closed_day_names import NAMES  # noqa: PLC0415 (the reasons load when somebody asks)

    if day.weekday() >= SATURDAY:
        return "saturday" if day.weekday() == SATURDAY else "sunday"
    return NAMES.get(day.toordinal(), "working-day")


class MyDay(NamedTuple):
    """What one worker's day holds; an unassigned request is everybody's."""

    on: date
    worker: str
    late: tuple[Item, ...]
    due: tuple[Item, ...]
    new: tuple[Request, ...]
    """Requests that nobody has taken yet and that are not late."""
    waiting: tuple[Request, ...]
    """My requests whose next step lies ahead."""

    @property
    def refs(self) -> list[str]:
        """Every reference in it."""
        return [item.request.ref for item in (*self.late, *self.due)] + [one.ref for one in (*self.new, *self.waiting)]


def my_day(
    worker: str, on: date, items: Iterable[Item], unassigned: Iterable[Request], mine: Iterable[Request]
) -> MyDay:
    """The day of a worker, from the unit's items, its unassigned requests and the worker's own."""
    seen = [item for item in items if item.request.worker is None or worker in {item.request.worker, item.request.pair}]
    late = tuple(item for item in seen if item.status == "overdue")
    due = tuple(item for item in seen if item.status != "overdue" and item.request.worker is not None)
    listed = {item.request.ref for item in (*late, *due)}
    return MyDay(
        on=on,
        worker=worker,
        late=late,
        due=due,
        new=tuple(request for request in unassigned if request.ref not in listed),
        waiting=tuple(one for one in mine if one.next_on and one.next_on > on and one.ref not in listed),
    )
