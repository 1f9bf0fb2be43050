"""Who must be contacted, and why that day (contract 6: *item*)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from sotecli.core.arrangement import Arrangement
from sotecli.core.case import PLAN_RULE, Case
from sotecli.core.closures import Closure, closure_after
from sotecli.core.moment import local_day
from sotecli.core.pauses import Pause
from sotecli.core.request import Request
from sotecli.core.workdays import LAST, WorkCalendar
from sotecli.errors.usage import OutsideCalendarError

PROMISE_RULE = "promise.outer"
FIRST = datetime.min.replace(tzinfo=UTC)
NOBODY_AWAY: Mapping[str, str] = MappingProxyType({})


Matter = Request | Case | Arrangement
"""What the day's list is of; an arrangement is a referral or an appointment."""


class Item(NamedTuple):
    """One line of the day's list."""

    matter: Matter
    due_on: date
    """The promise while nothing was attempted, then the plan."""
    status: str
    """`overdue`, `today` or `ahead`."""
    days_late: int
    """Working days after `due_on`, up to and including the day that was asked for."""
    rule: str
    deputy: str | None = None
    """Who stands in for the personal worker while they are away."""
    statutory: bool = False

    @property
    def kind(self) -> str:
        """`request`, `case`, `referral` or `appointment`."""
        if isinstance(self.matter, Arrangement):
            return self.matter.kind
        return "case" if isinstance(self.matter, Case) else "request"

    @property
    def since(self) -> datetime:
        """When the request arrived, the case was opened, or the arrangement was made."""
        if isinstance(self.matter, Arrangement):
            return self.matter.made_at
        return self.matter.opened_at if isinstance(self.matter, Case) else self.matter.received_at

    @property
    def day(self) -> date:
        """The day that it is planned for or, when that is earlier, promised for."""
        return min(self.due_on, self.matter.next_on or self.due_on)


class Day(NamedTuple):
    """One day of an explained deadline."""

    date: date
    counted: bool
    why: str
    """`arrival`, `working-day`, `saturday`, `sunday`, or the name of the closed day such as `midsummer-eve`."""


def horizon(on: date, ahead: int, calendar: WorkCalendar) -> date:
    """The last planned day that the list for `on` shows: the next working day when `on` itself is closed."""
    count = max(ahead, 0 if calendar.is_working(on) else 1)
    try:
        return calendar.add(on, count)
    except OutsideCalendarError:  # nothing can be planned after the calendar's last day
        return date.fromordinal(LAST)


def due_items(
    matters: Iterable[Matter],
    on: date,
    until: date,
    calendar: WorkCalendar,
    deputies: Mapping[str, str] = NOBODY_AWAY,
) -> list[Item]:
    """The items of the list for `on`, planned up to `until`, most urgent first; `deputies` are those of `on`."""
    items = [_item(matter, on, calendar, deputies) for matter in matters if matter.next_on is not None]
    shown = [item for item in items if item.status != "ahead" or (item.matter.next_on or until) <= until]
    return sorted(shown, key=lambda item: (-item.days_late, item.due_on, item.since, item.matter.ref))


def behind_closure(
    items: Sequence[Item], matters: Iterable[Matter], on: date, calendar: WorkCalendar, deputies: Mapping[str, str]
) -> list[Item]:
    """On the last day before a closure of three days or more, what its end brings: planned or promised by then."""
    closure = closure_after(on, calendar)
    if closure is None:
        return []
    listed = {item.matter.ref for item in items}
    ahead = due_items(matters, on, date.max, calendar, deputies)
    return [item for item in ahead if item.matter.ref not in listed and item.day <= closure.opens]


def concerns(worker: str, matter: Matter, deputies: Mapping[str, str]) -> bool:
    """Whether a matter is a worker's to handle: their own, as the pair, beside it, or as somebody's deputy."""
    people = {matter.worker, matter.pair, matter.area if isinstance(matter, Case) else None}
    return worker in people or worker in {deputies.get(person) for person in people if person}


def refs(matters: Iterable[Matter]) -> list[str]:
    """What the log names of matters; of an arrangement also the request or case that it belongs to."""
    return [
        ref
        for matter in matters
        for ref in ((matter.ref, matter.matter) if isinstance(matter, Arrangement) else (matter.ref,))
    ]


def _item(matter: Matter, on: date, calendar: WorkCalendar, deputies: Mapping[str, str]) -> Item:
    due_on = matter.act_by or on
    late = on > due_on
    return Item(
        matter=matter,
        due_on=due_on,
        status="overdue" if late else "today" if (matter.next_on or on) <= on else "ahead",
        days_late=calendar.count(due_on, on) if late else 0,
        rule=_rule(matter),
        deputy=deputies.get(matter.worker or ""),
        statutory=isinstance(matter, Case) and matter.statutory,
    )


def _rule(matter: Matter) -> str:
    """Which rule gives the due day."""
    if isinstance(matter, Arrangement):
        return matter.rule
    if isinstance(matter, Case):
        return matter.due_rule
    return PLAN_RULE if matter.attempts else PROMISE_RULE


def counted_days(
    start: date, end: date, calendar: WorkCalendar, first: str = "arrival", pauses: Sequence[Pause] = ()
) -> list[Day]:
    """Each day from `start` (never counted) to `end`, also backward, with whether it was counted and why."""
    forward = 1 if end >= start else -1
    days = [start + timedelta(forward * number) for number in range(1, abs((end - start).days) + 1)]
    return [Day(start, counted=False, why=first), *(_counted(day, calendar, pauses) for day in days)]


def _counted(day: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Day:
    working = calendar.is_working(day)
    paused = next((pause for pause in pauses if working and pause.covers(day)), None)
    return Day(day, counted=False, why=f"paused-{paused.reason}") if paused else Day(day, working, calendar.why(day))


class MyDay(NamedTuple):
    """What one worker's day holds; an unassigned request is everybody's."""

    on: date
    worker: str
    late: tuple[Item, ...]
    due: tuple[Item, ...]
    new: tuple[Matter, ...]
    """Requests that nobody has taken yet and that are not late."""
    waiting: tuple[Matter, ...]
    """My matters whose next step lies ahead."""
    closure: Closure | None = None
    """The closure that begins tomorrow, if it lasts three days or more."""

    @property
    def refs(self) -> list[str]:
        """Every reference in it."""
        return refs([*(item.matter for item in (*self.late, *self.due)), *self.new, *self.waiting])


def my_day(
    worker: str,
    on: date,
    items: Iterable[Item],
    later: tuple[Iterable[Matter], Iterable[Matter]],
    *,
    deputies: Mapping[str, str] = NOBODY_AWAY,
    closure: Closure | None = None,
) -> MyDay:
    """The day of a worker, from the unit's items, and what is planned `later`: of nobody yet, and of the worker."""
    seen = [item for item in items if item.matter.worker is None or concerns(worker, item.matter, deputies)]
    late = [item for item in seen if item.status == "overdue"]
    current = [item for item in seen if item.status != "overdue"]
    due = sorted((item for item in current if not _is_new(item.matter)), key=lambda item: _hour(item, on))
    fresh = [item.matter for item in current if _is_new(item.matter)]
    listed = {item.matter.ref for item in seen}
    new, waiting = later
    return MyDay(
        on=on,
        worker=worker,
        late=tuple(late),
        due=tuple(due),
        new=tuple(fresh + [matter for matter in new if matter.ref not in listed]),
        waiting=tuple(one for one in waiting if one.next_on and one.next_on > on and one.ref not in listed),
        closure=closure,
    )


def _is_new(matter: Matter) -> bool:
    """Whether it is a request that nobody has taken yet."""
    return isinstance(matter, Request) and matter.worker is None


def _hour(item: Item, on: date) -> tuple[bool, datetime]:
    """The appointments of the day come first, in the order of their hours; the rest stays as it was."""
    at = item.matter.at if isinstance(item.matter, Arrangement) else None
    return (False, at) if at and local_day(at) == on else (True, FIRST)
