"""Instants, and the day on which they fall in Helsinki."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.moment import from_text, local, local_day, to_text

ZONES = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-14 * 60, 14 * 60))
SECONDS = st.integers(700_000_000, 4_130_000_000)  # 1992-2100
INSTANTS = st.builds(datetime.fromtimestamp, SECONDS, ZONES)


@given(INSTANTS)
def test_what_is_stored_is_what_is_read(instant: datetime) -> None:
    """An instant of any zone comes back as the same instant, in UTC."""
    found = from_text(to_text(instant))
    assert found == instant
    assert found.utcoffset() == timedelta(0)


@given(INSTANTS, INSTANTS)
def test_stored_texts_sort_like_instants(one: datetime, other: datetime) -> None:
    """The stored texts stand in the order of the instants, so SQL may compare them."""
    assert (to_text(one) < to_text(other)) == (one < other)


def test_stored_form() -> None:
    """The stored form is UTC to the second."""
    assert to_text(datetime(2026, 6, 17, 21, 40, 7, 900_000, tzinfo=timezone(timedelta(hours=3)))) == (
        "2026-06-17T18:40:07Z"
    )


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-06-17T20:59:59+00:00", date(2026, 6, 17)),
        ("2026-06-17T21:00:00+00:00", date(2026, 6, 18)),
        ("2026-12-31T21:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T22:00:00+00:00", date(2027, 1, 1)),
        ("2026-06-18T08:30:00+14:00", date(2026, 6, 17)),
    ],
)
def test_the_day_turns_at_midnight_in_helsinki(instant: str, day: date) -> None:
    """The day of an instant is its date in Helsinki, in summer and in winter."""
    assert local_day(datetime.fromisoformat(instant)) == day


@given(INSTANTS)
def test_local_time_is_the_same_instant(instant: datetime) -> None:
    """The clock of Helsinki shows the same instant, two or three hours ahead of UTC."""
    shown = local(instant)
    assert shown.astimezone(UTC) == instant
    assert shown.utcoffset() in {timedelta(hours=2), timedelta(hours=3)}
    assert local_day(instant) == shown.date()
