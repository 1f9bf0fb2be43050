"""Reading dates and times as people write them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sotecli.core.moment import HELSINKI, local
from sotecli.core.when import (
    WEEKDAYS,
    When,
    coming_instant_of,
    day_of,
    instant_of,
    last_day_of,
    read_day,
    read_moment,
    with_hour,
)
from sotecli.core.workdays import calendar_named
from sotecli.errors.days import FutureError, HourNeededError, ImpossibleDateError, JustPassedError, LastDayError
from sotecli.errors.usage import OutsideCalendarError

OFFICE = calendar_named("fi-office")
TODAY = date(2026, 6, 17)  # a Wednesday
NOW = datetime(2026, 6, 17, 6, 0, tzinfo=UTC)  # 9.00 in Helsinki
DAYS = st.dates(date(1993, 1, 1), date(2098, 12, 31))
ONE_DAY = timedelta(1)
# fmt: off
NO_DAYS = [
    "", "30.2.2026", "31.6.", "0.1.", "1.13.", "2026-02-30", "2026-6-3", "23.13", "23.6.26", "juhannus", "+3", "+ap",
    "-3d", "3ap", "+3 ap", "14.30", "2026-06-17T09:00", "9999-99-99", "0000-01-01", "+12345d", "+9999999m",
]
NO_MOMENTS = [
    "", "24.00", "9.60", "2026-06-17T25:00", "2026-06-17 09.00 10.00", "9", "klo", "16.6. klo", "keskiyö",
    "8.30 16.6.", "2026-06-31T09:00", "2026-06-17T09:00:00+25:00", "0001-01-01T00:00:00+14:00",
]
FUTURE = ["9.01", "18.6.2026", "tomorrow 8.00", "+1d", "2026-06-17T09:00:01+03:00", "31.12.2098"]
NO_YEARS = [
    "1.1.0001 0.30", "0001-01-01T00:10", "0001-01-01T00:00:00Z", "31.12.9999", "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00", "1.1.1900", "1.1.2200",
]
# fmt: on


def at(text: str, now: datetime = NOW) -> datetime:
    """The instant that `text` means at `now`, on the clock of Helsinki."""
    return local(instant_of(read_moment(text), now, OFFICE))


def on(text: str, today: date = TODAY, *, past: bool = False) -> date:
    """The day that `text` means."""
    return day_of(read_day(text), today, OFFICE, past=past)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-23", "2026-06-23"),
        ("23.6.2026", "2026-06-23"),
        ("03.06.2026", "2026-06-03"),
        (" 23.6. ", "2026-06-23"),
        ("23.6", "2026-06-23"),
        ("16.6.", "2027-06-16"),
        ("17.6.", "2026-06-17"),
        ("tänään", "2026-06-17"),
        ("HUOMENNA", "2026-06-18"),
        ("ylihuomenna", "2026-06-19"),
        ("eilen", "2026-06-16"),
        ("i dag", "2026-06-17"),
        ("imorgon", "2026-06-18"),
        ("igår", "2026-06-16"),
        ("today", "2026-06-17"),
        ("tomorrow", "2026-06-18"),
        ("ti", "2026-06-23"),
        ("Ke", "2026-06-17"),
        ("lördag", "2026-06-20"),
        ("Friday", "2026-06-19"),
        ("+3ap", "2026-06-23"),
        ("+3wd", "2026-06-23"),
        ("+0ap", "2026-06-17"),
        ("+14d", "2026-07-01"),
        ("+14pv", "2026-07-01"),
        ("+3kk", "2026-09-17"),
        ("+3m", "2026-09-17"),
    ],
)
def test_days_as_people_write_them(text: str, day: str) -> None:
    """Each form of the contract means its day, seen from Wednesday 17.6.2026, in capital or small letters."""
    assert on(text) == date.fromisoformat(day)


def test_a_month_further_ends_with_the_month() -> None:
    """Three months after 30.11. is the last day of February (150/1930 3 §)."""
    assert on("+3kk", date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day(text: str) -> None:
    """What is no date, or one that never exists, is refused when it is read."""
    with pytest.raises(ImpossibleDateError):
        read_day(text)


@given(DAYS, DAYS)
def test_a_day_without_its_year(today: date, meant: date) -> None:
    """Without a year it is the earliest such day not before today, or the latest not after it for what is past."""
    when = read_day(f"{meant.day}.{meant.month}.")
    assume((meant.month, meant.day) != (2, 29))
    after = before = today
    while (after.month, after.day) != (meant.month, meant.day):
        after += ONE_DAY
    while (before.month, before.day) != (meant.month, meant.day):
        before -= ONE_DAY
    assert day_of(when, today, OFFICE) == after
    assert day_of(when, today, OFFICE, past=True) == before


@pytest.mark.parametrize(
    ("today", "past", "day"),
    [
        (date(2028, 2, 29), False, date(2028, 2, 29)),
        (date(2028, 3, 1), True, date(2028, 2, 29)),
        (date(2027, 12, 31), False, date(2028, 2, 29)),
        (date(2029, 1, 7), True, date(2028, 2, 29)),
    ],
)
def test_the_leap_day_of_this_year_or_the_next(today: date, past: bool, day: date) -> None:
    """The 29th of February is found in the neighbouring year; further off it is taken for a slip."""
    assert on("29.2.", today, past=past) == day
    with pytest.raises(ImpossibleDateError):
        on("29.2.", date(2026, 6, 17), past=past)


@given(DAYS, st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_is_within_a_week(today: date, word: str) -> None:
    """A weekday's name means one of the seven days from today on, or up to today for what is past."""
    forward, back = on(word, today), on(word, today, past=True)
    assert 0 <= (forward - today).days < 7
    assert 0 <= (today - back).days < 7
    assert forward.weekday() == back.weekday() == WEEKDAYS[word]


@given(DAYS)
def test_written_days_are_read_back(day: date) -> None:
    """A whole date means itself, whatever today is."""
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}"):
        assert on(text) == on(text, past=True) == day


def test_days_that_the_calendar_does_not_know() -> None:
    """A count of working days that leaves the calendar, and a count that leaves all years, are refused by name."""
    with pytest.raises(OutsideCalendarError):
        on("+9999ap", date(2090, 1, 1))
    with pytest.raises(ImpossibleDateError):
        on("+9999d", date(9990, 1, 1))
    with pytest.raises(ImpossibleDateError):
        on("+9999kk", date(9990, 1, 1))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("8.30", "2026-06-17T08:30:00+03:00"),
        ("08:30", "2026-06-17T08:30:00+03:00"),
        ("klo 8.30", "2026-06-17T08:30:00+03:00"),
        ("0.00", "2026-06-17T00:00:00+03:00"),
        ("16.6.2026", "2026-06-16T12:00:00+03:00"),
        ("16.6.", "2026-06-16T12:00:00+03:00"),
        ("16.6. 14.30", "2026-06-16T14:30:00+03:00"),
        ("16.6. klo 14.30", "2026-06-16T14:30:00+03:00"),
        ("2026-06-16 14:30", "2026-06-16T14:30:00+03:00"),
        ("18.6.", "2025-06-18T12:00:00+03:00"),
        ("ti 9:05", "2026-06-16T09:05:00+03:00"),
        ("i går 23.59", "2026-06-16T23:59:00+03:00"),
        ("2026-06-16T14:30", "2026-06-16T14:30:00+03:00"),
        ("2026-06-16T14:30:15", "2026-06-16T14:30:15+03:00"),
        ("2026-06-16T14:30:00Z", "2026-06-16T17:30:00+03:00"),
        ("2026-06-16T14:30:00-05:00", "2026-06-16T22:30:00+03:00"),
        ("2026-01-16T14:30", "2026-01-16T14:30:00+02:00"),
    ],
)
def test_moments_as_people_write_them(text: str, instant: str) -> None:
    """A date, a time, both or an ISO instant mean that instant in the past."""
    assert at(text) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment(text: str) -> None:
    """What is no date and time is refused when it is read."""
    with pytest.raises(ImpossibleDateError):
        read_moment(text)


@pytest.mark.parametrize("text", FUTURE)
def test_the_future_has_not_happened(text: str) -> None:
    """What lies after now cannot have happened."""
    with pytest.raises(FutureError):
        at(text)


@pytest.mark.parametrize("text", ["17.6.", "today", "ke", "2026-06-17", "+0d"])
def test_today_without_a_time_is_noon_or_now(text: str) -> None:
    """Today alone means 12.00, and now as long as it is not yet 12.00."""
    assert at(text) == NOW
    assert at(text, NOW + timedelta(hours=8)) == datetime(2026, 6, 17, 12, 0, tzinfo=HELSINKI)


def test_the_repeated_hour_means_the_first() -> None:
    """On 25.10.2026, when 3.30 comes twice, the first is meant."""
    assert at("25.10.2026 3.30", datetime(2026, 11, 1, tzinfo=UTC)).utctimetuple()[:5] == (2026, 10, 25, 0, 30)


@pytest.mark.parametrize("text", ["29.3.2026 3.00", "29.3. 3.30", "2026-03-29T03:59"])
def test_the_skipped_hour_never_was(text: str) -> None:
    """On 29.3.2026 there was no 3.30 in Helsinki."""
    with pytest.raises(ImpossibleDateError):
        at(text)
    assert at("29.3.2026 4.00").utctimetuple()[:5] == (2026, 3, 29, 1, 0)


@pytest.mark.parametrize("text", NO_YEARS)
def test_years_that_no_calendar_knows(text: str) -> None:
    """An instant in a year that the calendar does not know is refused as a slip, not a crash."""
    with pytest.raises((ImpossibleDateError, OutsideCalendarError)):
        at(text)


@pytest.mark.parametrize("text", ["16.6.1026", "1.1.0001", "31.12.9999", "1969-12-31", "1.1.2101", "+9999m"])
def test_a_day_of_no_calendar(text: str) -> None:
    """A day in such a year is refused, whether it was written or counted."""
    with pytest.raises(OutsideCalendarError):
        on(text)


@given(st.datetimes(NOW.replace(tzinfo=None) - timedelta(9000), NOW.replace(tzinfo=None) - timedelta(2)))
def test_written_moments_are_read_back(moment: datetime) -> None:
    """A local time to the minute, in any form, means the same clock time in Helsinki, or never was."""
    wall = moment.replace(second=0, microsecond=0)
    for text in (f"{wall:%Y-%m-%dT%H:%M}", f"{wall.day}.{wall.month}.{wall.year} {wall.hour}.{wall.minute:02}"):
        try:
            assert at(text).replace(tzinfo=None) == wall
        except ImpossibleDateError:
            assert (wall.month, wall.hour) == (3, 3)


def test_what_was_left_out_is_none() -> None:
    """Reading places nothing: the day and the clock are kept as they were written."""
    assert read_moment("14.30") == When(text="14.30", clock=time(14, 30))
    assert read_moment("ti 14.30") == When(text="ti 14.30", weekday=1, clock=time(14, 30))
    assert read_day("23.6.") == When(text="23.6.", day_month=(6, 23))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.6. 10.00", "2026-06-24T10:00:00+03:00"),
        ("huomenna klo 9", "2026-06-18T09:00:00+03:00"),
        ("15.30", "2026-06-17T15:30:00+03:00"),
        ("huomenna 10", "2026-06-18T10:00:00+03:00"),
        ("perjantai 9.15", "2026-06-19T09:15:00+03:00"),
        ("7.1. 9.00", "2027-01-07T09:00:00+02:00"),
        ("25.10. 3.30", "2026-10-25T03:30:00+03:00"),
        ("2026-06-24T10:00:00+03:00", "2026-06-24T10:00:00+03:00"),
    ],
)
def test_instants_to_come(text: str, expected: str) -> None:
    """What is to come is read forward; in the repeated hour the first is meant."""
    found = coming_instant_of(read_moment(text), NOW, calendar_named("fi-office"))
    assert found == datetime.fromisoformat(expected)


@pytest.mark.parametrize("text", ["to", "24.6.", "+3ap", "2026-06-24"])
def test_what_is_to_come_needs_an_hour(text: str) -> None:
    """A day alone is no time of an appointment, and no hour is made up."""
    with pytest.raises(HourNeededError):
        coming_instant_of(read_moment(text), NOW, calendar_named("fi-office"))


def test_an_hour_beside_a_day() -> None:
    """An hour that is told by itself goes with the day; what is none is a slip."""
    for text in ("10", "10.00", "klo 10"):
        assert with_hour(read_day("24.6."), text).clock == time(10)
    for text in ("", "24.6.", "25", "10.75"):
        with pytest.raises(ImpossibleDateError):
            with_hour(read_day("24.6."), text)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("16.6.", None, date(2026, 6, 16)),
        ("30.6.", None, None),
        ("30.6.2025", None, date(2025, 6, 30)),
        ("31.12.", None, date(2025, 12, 31)),
        ("31.12.", date(2025, 11, 1), date(2025, 12, 31)),
        ("31.7.", date(2026, 1, 1), None),
    ],
)
def test_a_last_day_that_has_not_come(text: str, first: date | None, expected: date | None) -> None:
    """A last day without a year is not taken for one of last year that nobody meant."""
    if expected is None:
        with pytest.raises(LastDayError):
            last_day_of(read_day(text), first, TODAY, calendar_named("fi-office"))
    else:
        assert last_day_of(read_day(text), first, TODAY, calendar_named("fi-office")) == expected


def test_an_hour_to_come_that_does_not_exist() -> None:
    """The hour that the clocks will skip, and a day that has just passed without its year, are slips."""
    with pytest.raises(ImpossibleDateError):
        coming_instant_of(read_moment("28.3.2027 3.30"), NOW, calendar_named("fi-office"))
    with pytest.raises(JustPassedError):
        coming_instant_of(read_moment("16.6. 10.00"), NOW, calendar_named("fi-office"))
