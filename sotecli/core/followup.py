"""Who must be contacted, and why that day (contract 6: *item*)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.request import Request
from sotecli.core.workdays import WorkCalendar

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


def counted_days(start: date, end: date, calendar: WorkCalendar, first: str = "arrival") -> list[Day]:
    """Each day from `start` (never counted) to `end`, also backward, with whether it was counted and why."""
    forward = 1 if end >= start else -1
    days = [start + timedelta(forward * number) for number in range(abs((end - start).days) + 1)]
    return [
        Day(start, counted=False, why=first),
        *(Day(day, calendar.is_working(day), calendar.why(day)) for day in days[1:]),
    ]


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


def my_day(worker: str, on: date, items: Iterable[Item], new: Iterable[Request], waiting: Iterable[Request]) -> MyDay:
    """The day of a worker, from the unit's items, and what is planned later: of nobody yet, and of the worker."""
    seen = [item for item in items if item.request.worker is None or worker in {item.request.worker, item.request.pair}]
    late = [item for item in seen if item.status == "overdue"]
    due = [item for item in seen if item.status != "overdue" and item.request.worker is not None]
    fresh = [item.request for item in seen if item.status != "overdue" and item.request.worker is None]
    listed = {item.request.ref for item in seen}
    return MyDay(
        on=on,
        worker=worker,
        late=tuple(late),
        due=tuple(due),
        new=tuple(fresh + [request for request in new if request.ref not in listed]),
        waiting=tuple(one for one in waiting if one.next_on and one.next_on > on and one.ref not in listed),
    )
