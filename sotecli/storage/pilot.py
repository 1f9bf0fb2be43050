"""The counts of the pilot's report, aggregated by SQLite itself; `core.pilot` says what they mean."""

from datetime import date
from typing import Any

from sotecli.core.pilot import Counts
from sotecli.storage.database import Database

COHORT = "FROM requests WHERE received_on BETWEEN :start AND :end AND outcome IS NOT 'duplicate'"
TOTALS = f"""
SELECT count(*) AS requests,
  total(ever_assigned) AS assigned,
  total(attempts > 0) AS attempted,
  total(attempts > 0 AND first_attempt_on <= due_on) AS attempted_in_time,
  total(attempts > 0 OR due_on < :today) AS due_or_attempted,
  total(attempts > 0 AND first_attempt_on <= arrival_due_on) AS attempted_in_time_from_arrival,
  total(attempts > 0 OR arrival_due_on < :today) AS due_or_attempted_from_arrival,
  total(counted_from <> received_on AND attempts > 0) AS counted_later_attempted,
  total(outcome IS NOT 'invalid-contact') AS reachable,
  total(outcome IS NOT 'invalid-contact' AND contacts_made > 0) AS reachable_reached,
  total(calls > 0) AS called,
  total(calls_answered > 0) AS answered_call,
  total(contacts_made > 0) AS reached,
  total(contacts_made) AS contacts,
  total(contacts_made > 0 AND (guided OR outcome IS 'guided')) AS guided,
  total(contacts_made > 0 AND outcome IS 'became-client') AS became_client,
  total(closed_at IS NOT NULL) AS closed,
  total(outcome IS 'not-reached') AS not_reached
{COHORT}
"""


def counts(database: Database, *, start: date, end: date, today: date) -> Counts:
    """The counts over the cohort that arrived from `start` to `end`, both included."""
    period = {"start": start.isoformat(), "end": end.isoformat()}
    with database.transaction(keep=False):  # all figures of one moment
        (totals,) = database.rows(TOTALS, today=today.isoformat(), **period)
        return Counts(
            **{key: int(totals[key]) for key in totals.keys()},  # noqa: SIM118 (a row of the driver is no mapping)
            days_to_first_attempt=_grouped(database, "first_attempt_days", "attempts > 0", period),
            days_from_receipt=_grouped(database, "first_attempt_counted", "attempts > 0", period),
            by_month=_grouped(database, "substr(received_on, 1, 7)", "true", period),
            by_channel=_grouped(database, "channel", "true", period),
            by_outcome=_grouped(database, "outcome", "closed_at IS NOT NULL", period),
        )


def sources(database: Database, *, start: date, end: date) -> set[str | None]:
    """Who sent the requests of the cohort; `None` where it was not told."""
    rows = database.rows(f"SELECT DISTINCT source {COHORT}", start=start.isoformat(), end=end.isoformat())
    return {row["source"] for row in rows}


def _grouped(database: Database, what: str, condition: str, period: dict[str, str]) -> dict[Any, int]:
    rows = database.rows(
        f"SELECT {what} AS what, count(*) AS persons {COHORT} AND {condition} GROUP BY 1 ORDER BY 1",
        **period,
    )
    return {row["what"]: row["persons"] for row in rows}
