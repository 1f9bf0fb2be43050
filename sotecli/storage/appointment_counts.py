"""How appointments went, counted by SQLite itself; `core.appointment_counts` says what it means."""

from datetime import date

from sotecli.core.appointment_counts import AppointmentCounts, Count
from sotecli.storage.appointments import JOINED
from sotecli.storage.database import Database, Row

MEASURES = {
    "booked": "true",
    "held": "status = 'held'",
    "in_time": "cancelled_by = 'client' AND NOT late",
    "late": "cancelled_by = 'client' AND late",
    "organisation": "cancelled_by = 'organisation'",
    "missed": "status = 'missed'",
    "unrecorded": "status = 'booked'",
    "lost": "status = 'missed' OR cancelled_by = 'client'",
}
COUNTED = ", ".join(
    f"count(CASE WHEN {holds} THEN 1 END) AS {name},"
    f" count(DISTINCT CASE WHEN {holds} THEN person END) AS {name}_persons"
    for name, holds in MEASURES.items()
)
COHORT = f"""
SELECT substr(on_day, 1, 7) AS month, coalesce(cases.client, matter) AS person, status, cancelled_by, late
FROM {JOINED} LEFT JOIN cases ON cases.ref = matter
WHERE on_day BETWEEN :start AND :end AND cases.model IS :model
"""  # noqa: S608 (our own tables)


def counts(database: Database, model: str | None, start: date, end: date) -> AppointmentCounts:
    """How the appointments of a period went: those of a model's cases, or without a model of requests."""
    sql = f"SELECT NULL AS month, {COUNTED} FROM ({COHORT})"  # noqa: S608 (our own columns)
    (found,) = database.read(_counts_of, sql, model=model, start=start.isoformat(), end=end.isoformat())
    return found


def counts_by_month(database: Database, model: str | None, start: date, end: date) -> list[AppointmentCounts]:
    """As `counts`, for each month that has appointments."""
    sql = f"SELECT month, {COUNTED} FROM ({COHORT}) GROUP BY month ORDER BY month"  # noqa: S608 (our own columns)
    return database.read(_counts_of, sql, model=model, start=start.isoformat(), end=end.isoformat())


def _counts_of(row: Row) -> AppointmentCounts:
    return AppointmentCounts(row["month"], **{name: Count(row[name], row[f"{name}_persons"]) for name in MEASURES})
