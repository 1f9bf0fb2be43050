"""The counts of the pilot's report, aggregated by SQLite itself; `core.pilot` says what they mean.

What a request counts in is said in one place, `CODED`: the counts sum it up, an extract hands it out row by row.
"""

from datetime import date
from typing import Any

from sotecli.core.extract import FLAGS, CodedRequest
from sotecli.core.pilot import Counts
from sotecli.storage.database import Database

COHORT = "FROM requests WHERE received_on BETWEEN :start AND :end AND outcome IS NOT 'duplicate'"
CODED = f"""
FROM (SELECT substr(received_on, 1, 7) AS month, channel, outcome, contacts_made AS contacts,
  first_attempt_days AS days_to_first_attempt, first_attempt_counted AS days_from_receipt,
  ever_assigned AS assigned,
  attempts > 0 AS attempted,
  attempts > 0 AND first_attempt_on <= due_on AS attempted_in_time,
  attempts > 0 OR due_on < :today AS due_or_attempted,
  attempts > 0 AND first_attempt_on <= arrival_due_on AS attempted_in_time_from_arrival,
  attempts > 0 OR arrival_due_on < :today AS due_or_attempted_from_arrival,
  counted_from <> received_on AND attempts > 0 AS counted_later_attempted,
  outcome IS NOT 'invalid-contact' AS reachable,
  outcome IS NOT 'invalid-contact' AND contacts_made > 0 AS reachable_reached,
  calls > 0 AS called,
  calls_answered > 0 AS answered_call,
  contacts_made > 0 AS reached,
  contacts_made > 0 AND (guided OR outcome IS 'guided') AS guided,
  contacts_made > 0 AND outcome IS 'became-client' AS became_client,
  closed_at IS NOT NULL AS closed,
  outcome IS 'not-reached' AS not_reached
{COHORT})
"""
SUMS = ", ".join(f"total({column}) AS {column}" for column in ("contacts", *FLAGS))
TOTALS = f"SELECT count(*) AS requests, {SUMS} {CODED}"
BY_VALUE = f"SELECT {', '.join(CodedRequest._fields)} {CODED} ORDER BY {', '.join(CodedRequest._fields)}"


def counts(database: Database, *, start: date, end: date, today: date) -> Counts:
    """The counts over the cohort that arrived from `start` to `end`, both included."""
    cohort = {"start": start.isoformat(), "end": end.isoformat(), "today": today.isoformat()}
    with database.transaction(keep=False):  # all figures of one moment
        (totals,) = database.rows(TOTALS, **cohort)
        return Counts(
            **{key: int(totals[key]) for key in totals.keys()},  # noqa: SIM118 (a row of the driver is no mapping)
            days_to_first_attempt=_grouped(database, "days_to_first_attempt", "attempted", cohort),
            days_from_receipt=_grouped(database, "days_from_receipt", "attempted", cohort),
            by_month=_grouped(database, "month", "true", cohort),
            by_channel=_grouped(database, "channel", "true", cohort),
            by_outcome=_grouped(database, "outcome", "closed", cohort),
        )


def sources(database: Database, *, start: date, end: date) -> set[str | None]:
    """Who sent the requests of the cohort; `None` where it was not told."""
    rows = database.rows(f"SELECT DISTINCT source {COHORT}", start=start.isoformat(), end=end.isoformat())
    return {row["source"] for row in rows}


def coded(database: Database, *, start: date, end: date, today: date) -> list[CodedRequest]:
    """The cohort's requests as coded rows, sorted by what they say, so that their order tells nothing."""
    rows = database.rows(BY_VALUE, start=start.isoformat(), end=end.isoformat(), today=today.isoformat())
    return [_from_row(row) for row in rows]


def _from_row(row: Any) -> CodedRequest:  # noqa: ANN401 (the driver has no types)
    return CodedRequest._make(bool(row[column]) if column in FLAGS else row[column] for column in CodedRequest._fields)


def _grouped(database: Database, what: str, condition: str, cohort: dict[str, str]) -> dict[Any, int]:
    rows = database.rows(
        f"SELECT {what} AS what, count(*) AS persons {CODED} WHERE {condition} GROUP BY 1 ORDER BY 1",
        **cohort,
    )
    return {row["what"]: row["persons"] for row in rows}
