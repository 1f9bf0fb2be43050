"""Counting working days on a named calendar.

One convention: the day a count starts from is never counted (150/1930 2 §), and a count of n > 0 ends on the n-th
working day after it. Days are `datetime.date`s on the wall calendar of Helsinki.

The arithmetic needs no loop over days. The days that a week's pattern opens (Mon-Fri, Mon-Sat or all) are numbered
1, 2, 3 … from 1.1.0001, a Monday. A calendar knows which of them it is closed on, and for each of those how many
working days came before it; two binary searches turn a day into its place among the working days and back.

A unit's own closed and opened days are laid over a calendar by `amended`, which gives another calendar.

This module imports `bisect` and `datetime` only: counting must cost nothing. Names and mistakes load when needed.
"""

from bisect import bisect_left, bisect_right
from datetime import date

from sotecli.core import closed_days
from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR

WEEK, SATURDAY = 7, 5
OPEN = frozenset({"working-day", "local-opening"})  # of the codes of `why`, those of working days
FIRST, LAST = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
# ident -> (days of the week that are open, from Monday on; days that are closed all the same)
CALENDARS = {
    "fi-office": (5, closed_days.FI_OFFICE),
    "fi-office-strict": (5, closed_days.FI_OFFICE_STRICT),
    "fi-monsat": (6, closed_days.FI_MONSAT),
    "fi-calendar": (7, closed_days.FI_CALENDAR),
    "ax-office": (5, closed_days.AX_OFFICE),
}
_made: "dict[str, WorkCalendar]" = {}


class WorkCalendar:
    """A calendar that says which days are working days, valid from 1970 to 2100."""

    def __init__(self, ident: str, open_days: int, closed: tuple[int, ...]) -> None:
        """Make the calendar `ident`, open on the first `open_days` of a week but not on the ordinals `closed`."""
        self.ident = ident
        self._week = self._open = open_days
        self._closed = closed
        self._amended: dict[int, str] = {}
        self._before: list[int] = []
        self._working: list[int] = []
        self._places: dict[int, int] = {}

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day."""
        ordinal = _known(day.toordinal())
        if (ordinal - 1) % WEEK >= self._open:
            return False
        index = bisect_left(self._closed, ordinal)
        return index == len(self._closed) or self._closed[index] != ordinal

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, or before it when `count` is negative; 0 gives `day` itself.

        Raises:
            OutsideCalendarError: The count leaves the years that the calendar knows.
        """
        if count == 0:
            return day
        number = self._number(_known(day.toordinal())) + count
        if count < 0 and not self.is_working(day):
            number += 1
        return date.fromordinal(self._ordinal(number))

    def count(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; negative when `end` is earlier."""
        return self._number(_known(end.toordinal())) - self._number(_known(start.toordinal()))

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def add_many(self, starts: list[int], counts: list[int]) -> list[int]:
        """`add` for many days at once, as ordinals (`date.toordinal`); every count is 1 or more.

        Raises:
            OutsideCalendarError: A day or a result lies outside the years that the calendar knows.
        """
        from operator import add  # noqa: PLC0415

        if not self._places:
            self._working = [
                ordinal for ordinal in range(FIRST, LAST + 1) if self.is_working(date.fromordinal(ordinal))
            ]
            before = self._number(FIRST - 1) + 1
            self._places = {ordinal: self._number(ordinal) - before for ordinal in range(FIRST, LAST + 1)}
        try:
            return list(map(self._working.__getitem__, map(add, map(self._places.__getitem__, starts), counts)))
        except LookupError:
            raise outside() from None

    def closed_days(self) -> list[date]:
        """The days that are closed although their weekday would be a working day."""
        return [date.fromordinal(ordinal) for ordinal in self._closed]

    def why(self, day: date) -> str:
        """Why `day` is a working day or not, as a code such as `working-day`, `saturday` or `midsummer-eve`."""
        from sotecli.core.closed_day_names import NAMES  # noqa: PLC0415 (the reasons load when somebody asks)

        if day.toordinal() in self._amended:
            return self._amended[day.toordinal()]
        if self.is_working(day):
            return "working-day"
        if day.weekday() >= self._week:
            return "saturday" if day.weekday() == SATURDAY else "sunday"
        return NAMES[day.toordinal()]

    def amended(self, days: dict[date, str]) -> "WorkCalendar":
        """This calendar with some days closed or opened: each with the code that `why` gives for it."""
        if not days:
            return self
        other = WorkCalendar(self.ident, self._open, self._closed)
        other._amended = self._amended | {day.toordinal(): code for day, code in days.items()}
        opened = {day.toordinal() for day, code in days.items() if code in OPEN}
        closed = {day.toordinal() for day, code in days.items() if code not in OPEN}
        if any((ordinal - 1) % WEEK >= self._open for ordinal in opened):  # then the week has no pattern any more
            closed |= {ordinal for ordinal in range(FIRST, LAST + 1) if (ordinal - 1) % WEEK >= self._open}
            other._open = WEEK
        inside = {ordinal for ordinal in closed if (ordinal - 1) % WEEK < other._open}
        other._closed = tuple(sorted(inside.union(self._closed) - opened))
        other._week = self._week
        return other

    def _number(self, ordinal: int) -> int:
        """How many working days there are up to and including the day `ordinal`, from 1.1.0001 on."""
        weeks, rest = divmod(ordinal, WEEK)
        return weeks * self._open + min(rest, self._open) - bisect_right(self._closed, ordinal)

    def _ordinal(self, number: int) -> int:
        """The working day with that number."""
        if not self._before:  # for each closed day, how many working days came before it
            self._before = [self._number(ordinal) for ordinal in self._closed]
        place = number + bisect_left(self._before, number)
        weeks, rest = divmod(place - 1, self._open)
        return _known(weeks * WEEK + rest + 1)


def known(day: date) -> date:
    """`day`, if it lies in the years of the calendars.

    Raises:
        OutsideCalendarError: It does not.
    """
    return date.fromordinal(_known(day.toordinal()))


def calendar_named(ident: str) -> WorkCalendar:
    """The calendar of that name, one of `CALENDARS`; made once, because it keeps the tables that it has built."""
    if ident not in _made:
        _made[ident] = WorkCalendar(ident, *CALENDARS[ident])
    return _made[ident]


def _known(ordinal: int) -> int:
    """The ordinal, if it lies in the years of the calendars."""
    if not FIRST <= ordinal <= LAST:
        raise outside()
    return ordinal


def outside() -> Exception:
    """The mistake of a day that lies outside the years of the calendars."""
    from sotecli.errors.usage import OutsideCalendarError  # noqa: PLC0415 (a mistake may cost an import)

    return OutsideCalendarError(first=FIRST_YEAR, last=LAST_YEAR)
