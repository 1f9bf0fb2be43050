"""The counts of the housing report, aggregated by SQLite itself; `core.housing` says what they mean."""

import json
from collections.abc import Sequence
from datetime import date

from sotecli.core.housing import BAND_ENDS, Counts, Tally
from sotecli.core.marks import Mark
from sotecli.storage.database import Database, Row
from sotecli.storage.histories import gathered

FIRSTS = """
CREATE TEMP TABLE firsts AS SELECT what, ref, client, min(on_day) AS on_day, place FROM held
WHERE what IN ('start', 'end', 'placement', 'decision') GROUP BY what, ref
"""
ARRIVED = """
CREATE TEMP TABLE arrived AS
SELECT ends.client, CAST(julianday(ends.on_day) - julianday(starts.on_day) AS INTEGER) AS days
FROM firsts AS ends JOIN firsts AS starts ON starts.ref = ends.ref AND starts.what = 'start'
WHERE ends.what = 'end' AND ends.on_day BETWEEN :start AND :end
"""
LEAD_TIMES = "SELECT days, count(*) AS cases FROM arrived GROUP BY days"
ARRIVED_WITHIN = """
SELECT (SELECT min(value) FROM json_each(:ends) WHERE value >= days) AS band, count(DISTINCT client) AS persons
FROM arrived GROUP BY 1
"""
ARRIVALS = "SELECT count(*) AS events, count(DISTINCT client) AS persons FROM arrived"
PLACEMENTS = """
SELECT count(*) AS events, count(DISTINCT client) AS persons, coalesce(sum((
  SELECT count(*) FROM held AS offer WHERE offer.what = 'offer' AND offer.ref = placed.ref
    AND (offer.on_day, offer.place) < (placed.on_day, placed.place)
)), 0) AS offers FROM firsts AS placed WHERE what = 'placement' AND on_day BETWEEN :start AND :end
"""
DECISIONS = """
WITH decided AS (
  SELECT client, EXISTS (
    SELECT 1 FROM held AS visit WHERE visit.what = 'visit' AND visit.ref = decision.ref
      AND (visit.on_day, visit.place) < (decision.on_day, decision.place)
  ) AS visited FROM firsts AS decision WHERE what = 'decision' AND on_day BETWEEN :start AND :end
)
SELECT count(DISTINCT client) AS decided, count(DISTINCT iif(visited, client, NULL)) AS visited FROM decided
"""
DECLINED = """
SELECT count(DISTINCT client) AS persons FROM held WHERE what = 'decline' AND on_day BETWEEN :start AND :end
"""
DECLINES = """
SELECT {what} AS what, count(*) AS events, count(DISTINCT client) AS persons FROM held
WHERE held.what = 'decline' AND on_day BETWEEN :start AND :end GROUP BY 1
"""
TOLD = """
WITH entered AS (
  SELECT own.client, EXISTS (
    SELECT 1 FROM told WHERE told.ref = own.ref AND told.what = 'estimate' AND told.on_day <= :end
  ) OR EXISTS (
    SELECT 1 FROM held WHERE held.what = 'estimate' AND held.ref = own.ref AND held.on_day <= :end
  ) AS told FROM case_queue JOIN own ON own.ref = case_queue.ref
  WHERE case_queue.model = :model AND case_queue.from_on BETWEEN :start AND :end
)
SELECT count(DISTINCT client) AS queued, count(DISTINCT iif(told, client, NULL)) AS told FROM entered
"""
WAITING = """
WITH waited AS MATERIALIZED (
  SELECT own.client, case_queue.from_on, coalesce(case_queue.to_on, '9999') AS to_on
  FROM case_queue JOIN own ON own.ref = case_queue.ref WHERE case_queue.model = :model
)
SELECT days.value AS day, count(DISTINCT waited.client) AS persons
FROM json_each(:days) AS days JOIN waited ON waited.from_on <= days.value AND waited.to_on > days.value GROUP BY 1
"""


def counts(
    database: Database, model: str, marks: Sequence[Mark], *, period: tuple[date, date], waiting: Sequence[date]
) -> Counts:
    """The counts over the cases of a model; `waiting` are the days at whose end the queue is counted."""
    start, end = (day.isoformat() for day in period)
    days = json.dumps([day.isoformat() for day in waiting])
    with gathered(database, model, marks):
        database.write(FIRSTS)
        database.write(ARRIVED, start=start, end=end)
        placed = _one(database, PLACEMENTS, start=start, end=end)
        decided = _one(database, DECISIONS, start=start, end=end)
        told = _one(database, TOLD, start=start, end=end, model=model)
        bands = database.rows(ARRIVED_WITHIN, ends=json.dumps(BAND_ENDS))
        waited = database.rows(WAITING, days=days, model=model)
        return Counts(
            days={row["days"]: row["cases"] for row in database.rows(LEAD_TIMES)},
            arrived=_tally(_one(database, ARRIVALS)),
            arrived_within={row["band"]: row["persons"] for row in bands},
            placements=_tally(placed),
            offers=placed["offers"],
            decided=decided["decided"],
            visited=decided["visited"],
            queued=told["queued"],
            told=told["told"],
            waiting={date.fromisoformat(row["day"]): row["persons"] for row in waited},
            declined=_one(database, DECLINED, start=start, end=end)["persons"],
            by_party=_declines(database, "party", start, end),
            by_reason=_declines(database, "reason", start, end),
        )


def _declines(database: Database, what: str, start: str, end: str) -> dict[str | None, Tally]:
    rows = database.rows(DECLINES.format(what=what), start=start, end=end)
    return {row["what"]: _tally(row) for row in rows}


def _one(database: Database, sql: str, **parameters: object) -> Row:
    (row,) = database.rows(sql, **parameters)
    return row


def _tally(row: Row) -> Tally:
    return row["events"], row["persons"]
