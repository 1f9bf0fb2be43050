"""Counting working days."""

from datetime import date, timedelta

import pytest
from holidays.countries.finland import Finland
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.workdays import calendar_named
from sotecli.errors.usage import OutsideCalendarError

OFFICE = calendar_named("fi-office")
HOLIDAYS = Finland(years=range(1992, 2101), language="fi")
DAYS = st.dates(date(1993, 1, 1), date(2099, 12, 31))
COUNTS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("arrived", "count", "due"),
    [
        ("2026-06-17", 1, "2026-06-18"),
        ("2026-06-17", 3, "2026-06-23"),
        ("2026-06-17", 7, "2026-06-29"),
        ("2026-06-19", 1, "2026-06-22"),
        ("2026-06-20", 7, "2026-06-30"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-23", 7, "2027-01-07"),
        ("2025-12-23", 7, "2026-01-08"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-01-05", 7, "2027-01-15"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-04-02", 7, "2026-04-15"),
        ("2026-04-30", 1, "2026-05-04"),
        ("2026-05-13", 1, "2026-05-15"),
        ("2026-10-30", 1, "2026-11-02"),
    ],
)
def test_worked_examples(arrived: str, count: int, due: str) -> None:
    """The worked examples of the domain notes (1.7) come out as they stand there."""
    assert OFFICE.add(date.fromisoformat(arrived), count) == date.fromisoformat(due)


def test_every_day_agrees_with_holidays() -> None:
    """From 1992 to 2100 a day is a working day exactly when it is Mon-Fri and no holiday of the `holidays` package."""
    day = date(1992, 1, 1)
    while day.year <= 2100:
        assert OFFICE.is_working(day) == (day.weekday() < 5 and day not in HOLIDAYS), day
        day += timedelta(1)


def test_office_days_of_a_year() -> None:
    """The years 2025-2030 have as many office days as the domain notes counted."""
    found = [OFFICE.count(date(year - 1, 12, 31), date(year, 12, 31)) for year in range(2025, 2031)]
    assert found == [251, 252, 253, 251, 251, 251]


@given(DAYS, COUNTS)
def test_adding_steps_day_by_day(start: date, count: int) -> None:
    """Adding gives what stepping day by day gives, and lands on a working day."""
    day, left = start, count
    while left:
        day += timedelta(1)
        left -= day.weekday() < 5 and day not in HOLIDAYS
    assert OFFICE.add(start, count) == day


@given(DAYS, COUNTS)
def test_counting_undoes_adding(start: date, count: int) -> None:
    """The days after the start up to the n-th working day are n."""
    assert OFFICE.count(start, OFFICE.add(start, count)) == count


@given(DAYS, COUNTS)
def test_going_back_undoes_going_forward(start: date, count: int) -> None:
    """From a working day, n forward and n back is where one began."""
    begin = OFFICE.on_or_after(start)
    assert OFFICE.add(OFFICE.add(begin, count), -count) == begin


@given(DAYS, DAYS, COUNTS)
def test_later_start_is_never_due_earlier(one: date, other: date, count: int) -> None:
    """Who asks later is never promised an earlier day."""
    first, second = sorted((one, other))
    assert OFFICE.add(first, count) <= OFFICE.add(second, count)


@pytest.mark.parametrize("day", [date(1991, 12, 31), date(2101, 1, 3)])
def test_outside_the_calendar(day: date) -> None:
    """A day that the calendar does not know is refused, not guessed."""
    with pytest.raises(OutsideCalendarError):
        OFFICE.is_working(day)


def test_counting_out_of_the_calendar() -> None:
    """A count that leaves the calendar is refused."""
    with pytest.raises(OutsideCalendarError):
        OFFICE.add(date(2100, 12, 20), 30)
