"""Weekly opening hours: reading, writing, and whether a place is open at an instant."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.hours import HOUR, Opening, hours_text, is_open, read_hours
from sotecli.core.moment import HELSINKI
from sotecli.core.workdays import calendar_named
from sotecli.errors.service import BadHoursError

OFFICE = calendar_named("fi-office")


def at(day: str, clock: str) -> datetime:
    """An instant by the clock of Helsinki."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HELSINKI).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ma-pe 9-16", "mon-fri 9:00-16:00"),
        ("MON–FRI 9 – 16", "mon-fri 9:00-16:00"),
        ("må-fre 9-16", "mon-fri 9:00-16:00"),
        ("maanantai-perjantai klo 9.00-16.00", "mon-fri 9:00-16:00"),
        ("la 10-14, ma-pe 9-16", "mon-fri 9:00-16:00, sat 10:00-14:00"),
        ("ma, ke 9-12", "mon 9:00-12:00, wed 9:00-12:00"),
        ("ti 9-11.30 12-16", "tue 9:00-11:30 12:00-16:00"),
        ("ti 9-11.30, ti 12-16", "tue 9:00-11:30 12:00-16:00"),
        ("pe-su 22-6", "fri-sun 22:00-6:00"),
        ("la-ma 10-12", "mon 10:00-12:00, sat-sun 10:00-12:00"),
        ("joka päivä 0-24", "every day 0:00-24:00"),
        ("alla dagar 0-0", "every day 0:00-24:00"),
        ("ma 9-12, ma-su 13-15", "mon 9:00-12:00 13:00-15:00, tue-sun 13:00-15:00"),
        ("", ""),
    ],
)
def test_hours_as_people_write_them(typed: str, kept: str) -> None:
    """Days and times are read in three languages and kept in one form."""
    assert hours_text(read_hours(typed)) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("ma", "9-16", "ma 9", "ma 9-25", "ma 9-9", "ma 9.60-10", "xx 9-16", "ma 24-3", "ma 9-12 11-13"),
        *("ma 22-6, ti 5-7", "su 22-6, ma 5-7", "joka päivä 9-12, ma 11-13", "ma 9-16 " * 200, "ma 9-16, ti", "ma;"),
    ],
)
def test_hours_that_cannot_be(typed: str) -> None:
    """What is no hour, has no day, or overlaps (over midnight and the week's end too) is refused."""
    with pytest.raises(BadHoursError):
        read_hours(typed)


@given(
    st.sets(st.sampled_from(range(7))),
    st.tuples(st.integers(0, 11 * HOUR), st.integers(1, 11 * HOUR)),
    st.booleans(),
)
def test_what_is_kept_is_read_back(days: set[int], span: tuple[int, int], over_midnight: bool) -> None:
    """Writing hours and reading them gives the same hours."""
    start, end = (span[0] + 12 * HOUR, span[1]) if over_midnight else (span[0], span[0] + span[1])
    hours = tuple(Opening(day, start, end) for day in sorted(days))
    assert read_hours(hours_text(hours)) == hours


@pytest.mark.parametrize(
    ("hours", "day", "clock", "expected"),
    [
        ("ma-pe 9-16", "2026-06-17", "09:00", True),
        ("ma-pe 9-16", "2026-06-17", "08:59", False),
        ("ma-pe 9-16", "2026-06-17", "16:00", False),
        ("ma-pe 9-16", "2026-06-19", "10:00", False),  # Midsummer Eve, a Friday
        ("la 10-14", "2026-06-20", "11:00", False),  # Midsummer Day, a Saturday
        ("la 10-14", "2026-06-13", "11:00", True),  # an ordinary Saturday, though no working day of an office
        ("su 10-14", "2026-04-05", "11:00", False),  # Easter Sunday
        ("su 10-14", "2026-05-24", "11:00", False),  # Whit Sunday
        ("su 10-14", "2026-05-17", "11:00", True),
        ("la 10-14", "2029-06-09", "11:00", True),  # Åland's day is no holiday on the mainland
        ("su 10-14", "2033-12-25", "11:00", False),  # Christmas Day, a Sunday
        ("la 10-14", "2026-12-26", "11:00", False),
        ("la 10-14", "2026-04-04", "11:00", False),  # between Good Friday and Easter
        ("joka päivä 10-14", "2026-12-25", "11:00", True),
        ("pe 22-6", "2026-06-13", "05:59", True),
        ("pe 22-6", "2026-06-13", "06:00", False),
        ("pe 22-6", "2026-06-12", "05:00", False),
        ("pe 22-6", "2026-06-20", "05:00", False),  # the Friday before was Midsummer Eve
        ("to 22-6", "2026-06-19", "05:00", True),  # what began before the holiday goes on
        ("su 22-6", "2026-06-15", "01:00", True),
        ("su 0-24", "2026-10-25", "03:30", True),  # the hour that comes twice
        ("ma-pe 9-16", "2026-01-14", "15:59", True),  # winter time
    ],
)
def test_open_at(hours: str, day: str, clock: str, expected: bool) -> None:
    """A place is open in its hours, over midnight too; on holidays and closed eves only if it is open every day."""
    assert is_open(read_hours(hours), at(day, clock), OFFICE) is expected


def test_alands_own_day() -> None:
    """Åland's day closes places on Åland, at the weekend too."""
    hours = read_hours("la 10-14")
    assert not is_open(hours, at("2029-06-09", "11:00"), calendar_named("ax-office"))
