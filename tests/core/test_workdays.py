"""Counting working days."""

from datetime import date, timedelta

import pytest
from holidays.countries.finland import Finland
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.workdays import CALENDARS, calendar_named
from sotecli.errors.usage import OutsideCalendarError

OFFICE = calendar_named("fi-office")
HOLIDAYS = Finland(years=range(1992, 2101), language="fi")  # type: ignore[no-untyped-call]
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


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(2101, 1, 3)])
def test_outside_the_calendar(day: date) -> None:
    """A day that the calendar does not know is refused, not guessed."""
    with pytest.raises(OutsideCalendarError):
        OFFICE.is_working(day)


def test_counting_out_of_the_calendar() -> None:
    """A count that leaves the calendar is refused."""
    with pytest.raises(OutsideCalendarError):
        OFFICE.add(date(2100, 12, 20), 30)


MONSAT = calendar_named("fi-monsat")


@pytest.mark.parametrize(
    ("arrived", "count", "due"),
    [
        ("2026-06-17", 1, "2026-06-18"),
        ("2026-06-17", 7, "2026-06-27"),
        ("2026-06-19", 1, "2026-06-22"),
        ("2026-06-20", 7, "2026-06-29"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-23", 7, "2027-01-05"),
        ("2025-12-23", 7, "2026-01-05"),
        ("2026-12-31", 1, "2027-01-02"),
        ("2027-01-05", 7, "2027-01-14"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-04-02", 7, "2026-04-14"),
        ("2026-04-30", 1, "2026-05-02"),
        ("2026-05-13", 1, "2026-05-15"),
        ("2026-10-30", 1, "2026-11-02"),
    ],
)
def test_worked_examples_with_saturdays(arrived: str, count: int, due: str) -> None:
    """The worked examples of the domain notes (1.7) for `fi-monsat` come out as they stand there."""
    assert MONSAT.add(date.fromisoformat(arrived), count) == date.fromisoformat(due)


def easter(year: int) -> date:
    """Easter Sunday by the rule of Meeus, Jones and Butcher, so that the tests have days of their own."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def saturday_from(day: date) -> date:
    """The Saturday on or after a day."""
    return day + timedelta((5 - day.weekday()) % 7)


def rules(year: int) -> dict[date, str]:
    """Holidays and eves of a year by the rules of the law (domain notes 1.4), not by any library."""
    sunday = easter(year)
    moved = 1973 <= year <= 1991
    midsummer = saturday_from(date(year, 6, 20))
    return {
        date(year, 1, 1): "new-year",
        saturday_from(date(year, 1, 6)) if moved else date(year, 1, 6): "epiphany",
        sunday - timedelta(2): "good-friday",
        sunday + timedelta(1): "easter-monday",
        sunday + timedelta(34 if moved else 39): "ascension-day",
        date(year, 5, 1): "may-day",
        midsummer - timedelta(1): "midsummer-eve",
        midsummer: "midsummer-day",
        saturday_from(date(year, 10, 31)): "all-saints",
        date(year, 12, 6): "independence-day",
        date(year, 12, 24): "christmas-eve",
        date(year, 12, 25): "christmas-day",
        date(year, 12, 26): "second-christmas-day",
    }


def works(ident: str, day: date) -> bool:
    """Whether a day is a working day, by those rules alone."""
    closed = dict(rules(day.year))
    if ident == "fi-calendar":
        return True
    if ident == "fi-office-strict":
        closed = {one: name for one, name in closed.items() if not name.endswith("-eve")}
    if ident == "fi-monsat":
        closed[easter(day.year) - timedelta(1)] = "easter-saturday"
    if ident == "ax-office" and day.year >= 1993:
        closed[date(day.year, 6, 9)] = "aland-autonomy-day"
    return day.weekday() < (6 if ident == "fi-monsat" else 5) and day not in closed


@pytest.mark.parametrize("ident", list(CALENDARS))
def test_every_day_agrees_with_the_rules(ident: str) -> None:
    """Every day from 1970 to 2100 is open or closed in each calendar as an independent computation says."""
    calendar, day = calendar_named(ident), date(1970, 1, 1)
    while day.year <= 2100:
        assert calendar.is_working(day) == works(ident, day), day
        day += timedelta(1)


@pytest.mark.parametrize("ident", list(CALENDARS))
def test_many_at_once_are_the_same(ident: str) -> None:
    """Counting many days at once gives what counting each gives, over every start of 1970-2099."""
    calendar = calendar_named(ident)
    starts = list(range(date(1970, 1, 1).toordinal(), date(2099, 1, 1).toordinal(), 3))
    counts = [1 + number % 60 for number in range(len(starts))]
    expected = [calendar.add(date.fromordinal(one), n).toordinal() for one, n in zip(starts, counts, strict=True)]
    assert calendar.add_many(starts, counts) == expected


@given(st.sampled_from(list(CALENDARS)), DAYS, st.integers(-120, 120))
def test_adding_lands_on_working_days_and_counts_back(ident: str, start: date, count: int) -> None:
    """In every calendar adding lands on a working day, and `count` undoes `add`, backward too."""
    calendar = calendar_named(ident)
    end = calendar.add(start, count)
    assert count == 0 or calendar.is_working(end)
    if count > 0:
        assert calendar.count(start, end) == count
    if count < 0:
        assert calendar.count(end, start) == -count - (not calendar.is_working(start))


def test_historic_days() -> None:
    """Epiphany and Ascension were on Saturdays until 1991, on their own days from 1992; 1.5.2008 was both."""
    for day, name in (("1991-01-12", "epiphany"), ("1991-05-04", "ascension-day")):
        assert MONSAT.why(date.fromisoformat(day)) == name
    assert OFFICE.is_working(date(1991, 5, 9))
    for day, name in (("1992-01-06", "epiphany"), ("1992-05-28", "ascension-day"), ("2008-05-01", "may-day")):
        assert OFFICE.why(date.fromisoformat(day)) == name
    assert calendar_named("ax-office").why(date(2026, 6, 9)) == "aland-autonomy-day"
    assert calendar_named("fi-office-strict").is_working(date(2026, 6, 19))
