"""Instants and days in Helsinki.

Instants are stored in UTC and shown in Europe/Helsinki; the day of an instant is its date there, whatever the
machine's own zone is. Seconds are the finest that is kept.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def local(instant: datetime) -> datetime:
    """The instant on the clock of Helsinki, with its offset."""
    return instant.astimezone(HELSINKI)


def local_day(instant: datetime) -> date:
    """The day in Helsinki on which the instant falls."""
    return local(instant).date()


def to_text(instant: datetime) -> str:
    """The stored form: UTC, to the second, such as `2026-06-17T18:40:00Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """The instant of a stored form."""
    return datetime.fromisoformat(text)
