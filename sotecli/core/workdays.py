"""Counting working days on a named calendar.

One convention: the day a count starts from is never counted (150/1930 2 §), and a count of n > 0 ends on the n-th
working day after it. Days are `datetime.date`s on the wall calendar of Helsinki.

The arithmetic needs no loop over days. The weekdays Mon-Fri are numbered 1, 2, 3 … from 1.1.0001, a Monday. A
calendar knows the numbers of the weekdays that it is closed on, and for each of them how many working days came
before it; two binary searches turn a day into its place among the working days and back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from sotecli.core.closed_days import FI_OFFICE, FIRST_YEAR, LAST_YEAR
from sotecli.errors.usage import OutsideCalendarError

SATURDAY = 5


class WorkCalendar:
    """A calendar that says which days are working days; Saturdays and Sundays never are."""

    def __init__(self, ident: str, closed: Sequence[int]) -> None:
        """Make the calendar `ident` from the ordinals of its closed days between Monday and Friday, ascending."""
        self.ident = ident
        self._closed = closed

    @cached_property
    def _before(self) -> list[int]:
        """For each closed day, how many working days came before it."""
        return [_weekday_number(ordinal) - index - 1 for index, ordinal in enumerate(self._closed)]

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day."""
        ordinal = _ordinal(day)
        index = bisect_left(self._closed, ordinal)
        closed = index < len(self._closed) and self._closed[index] == ordinal
        return day.weekday() < SATURDAY and not closed

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, or before it when `count` is negative; 0 gives `day` itself.

        Raises:
            OutsideCalendarError: The count leaves the years that the calendar knows.
        """
        if count == 0:
            return day
        before = self._number(day) if count > 0 else self._number(day) - self.is_working(day) + 1
        return self._day(before + count)

    def count(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; negative when `end` is earlier."""
        return self._number(end) - self._number(start)

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def _number(self, day: date) -> int:
        """How many working days there are up to and including `day`."""
        ordinal = _ordinal(day)
        return _weekday_number(ordinal) - bisect_right(self._closed, ordinal)

    def _day(self, number: int) -> date:
        """The working day with that number."""
        weekday = number + bisect_left(self._before, number)
        weeks, rest = divmod(weekday - 1, 5)
        day = date.fromordinal(weeks * 7 + rest + 1)
        _ordinal(day)
        return day


def _weekday_number(ordinal: int) -> int:
    """How many days between Monday and Friday there are from 1.1.0001 to the day `ordinal`, both included."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _ordinal(day: date) -> int:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutsideCalendarError(first=FIRST_YEAR, last=LAST_YEAR)
    return day.toordinal()


CALENDARS = {"fi-office": FI_OFFICE}


def calendar_named(ident: str) -> WorkCalendar:
    """The calendar of that name; `fi-office` is the only one in this version."""
    return WorkCalendar(ident, CALENDARS[ident])
