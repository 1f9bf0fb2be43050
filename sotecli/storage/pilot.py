"""The counts of the pilot's report, aggregated by SQLite itself; `core.pilot` says what they mean.

What a request counts in is said in one place, `CODED`: the counts sum it up, an extract hands it out row by row.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sotecli.core.codes import Channel
from sotecli.core.extract import FLAGS, CodedRequest
from sotecli.core.pilot import OUTCOMES, Counts
from sotecli.storage.database import Database, Row

COHORT = "FROM requests WHERE received_on BETWEEN :start AND :end AND outcome IS NOT 'duplicate'"
CODED = f"""
FROM (SELECT received_on, substr(received_on, 1, 7) AS month, channel, outcome, contacts_made AS contacts,
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
BROKEN_DOWN = {"channel": tuple(Channel), "outcome": tuple(OUTCOMES)}
CODES = {f"{what}.{code}": f"{what} = '{code}'" for what, codes in BROKEN_DOWN.items() for code in codes}
COUNTED = {"requests": "true", **{flag: flag for flag in FLAGS}, **CODES}
PERSONS = ", ".join(f'count(*) FILTER (WHERE {condition}) AS "{name}"' for name, condition in COUNTED.items())
# First by the index `requests_received`, in whose order nothing is sorted, so all is counted in one reading.
OF_A_DAY = f"""
SELECT month, days_to_first_attempt, days_from_receipt, sum(contacts) AS contacts, {PERSONS}
{CODED} GROUP BY received_on, days_to_first_attempt, days_from_receipt
"""
TOTALS = ", ".join(f'sum("{name}") AS "{name}"' for name in ("contacts", *COUNTED))
COUNTS = f"SELECT month, days_to_first_attempt, days_from_receipt, {TOTALS} FROM ({OF_A_DAY}) GROUP BY 1, 2, 3"  # noqa: S608 (our own words)
SAID = ", ".join(CodedRequest._fields)
BY_VALUE = f"SELECT {SAID}, count(*) AS requests {CODED} GROUP BY {SAID} ORDER BY {SAID}"


def counts(database: Database, *, start: date, end: date, today: date) -> Counts:
    """The counts over the cohort that arrived from `start` to `end`, both included."""
    rows = database.rows(COUNTS, start=start.isoformat(), end=end.isoformat(), today=today.isoformat())
    totals = {name: sum(row[name] for row in rows) for name in ("contacts", *COUNTED)}
    return Counts(
        **{name: totals[name] for name in ("requests", "contacts", *FLAGS)},
        days_to_first_attempt=_spread(rows, "days_to_first_attempt", "attempted"),
        days_from_receipt=_spread(rows, "days_from_receipt", "attempted"),
        by_month=_spread(rows, "month", "requests"),
        by_channel=_broken_down(totals, "channel"),
        by_outcome=_broken_down(totals, "outcome"),
        by_outcome_in=_outcomes(rows),
    )


def sources(database: Database, *, start: date, end: date) -> set[str | None]:
    """Who sent the requests of the cohort; `None` where it was not told."""
    rows = database.rows(f"SELECT DISTINCT source {COHORT}", start=start.isoformat(), end=end.isoformat())
    return {row["source"] for row in rows}


def coded(database: Database, *, start: date, end: date, today: date) -> list[CodedRequest]:
    """The cohort's requests as coded rows, sorted by what they say, so that their order tells nothing.

    Those that say the same are one value many times, because a million of them would not fit into little memory.
    """
    rows = database.rows(BY_VALUE, start=start.isoformat(), end=end.isoformat(), today=today.isoformat())
    return [found for row in rows for found in [_from_row(row)] * row["requests"]]


def _from_row(row: Row) -> CodedRequest:
    return CodedRequest._make(bool(row[column]) if column in FLAGS else row[column] for column in CodedRequest._fields)


def _broken_down(totals: Mapping[str, int], what: str) -> dict[str, int]:
    """How many persons there are of each code that anybody has."""
    return {code: persons for code in BROKEN_DOWN[what] if (persons := totals[f"{what}.{code}"])}


def _outcomes(rows: Sequence[Row]) -> Counter[tuple[str, str]]:
    """How many persons there are of each month of arrival and outcome."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found.update({(row["month"], code): row[f"outcome.{code}"] for code in OUTCOMES})
    return +found


def _spread(rows: Sequence[Row], what: str, persons: str) -> Counter[Any]:
    """How many persons there are of each value."""
    spread: Counter[Any] = Counter()
    for row in rows:
        spread[row[what]] += row[persons]
    return +spread
