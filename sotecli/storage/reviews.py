"""The counts of the report of reviews, aggregated by SQLite itself; `core.reviews` says what they mean."""

import json
from collections.abc import Sequence
from datetime import date

from sotecli.core.codes import Qualification
from sotecli.core.marks import Mark
from sotecli.core.reviews import Counts
from sotecli.storage.database import Database, Row
from sotecli.storage.histories import gathered

# One person has one running case by a model; should two overlap, the newer one stands for the person.
CURRENT = """
CREATE TEMP TABLE current AS SELECT ref, client, special, max(opened_on) AS opened_on FROM own
WHERE opened_on <= :end AND (closed_on IS NULL OR closed_on > :end) GROUP BY client
"""
PEOPLE = """
CREATE TEMP TABLE people AS SELECT case_roles.ref, max(case_roles.role = 'worker') AS has_worker,
  max(workers.qualification = :office) AS covered
FROM case_roles JOIN workers ON workers.code = case_roles.worker
WHERE case_roles.role IN ('worker', 'pair') AND from_on <= :end AND (to_on IS NULL OR to_on > :end) GROUP BY case_roles.ref
"""
RELATIONS = """
SELECT count(*) AS clients, coalesce(sum(has_worker), 0) AS has_worker, coalesce(sum(special), 0) AS special,
  coalesce(sum(special AND covered), 0) AS covered
FROM current LEFT JOIN people ON people.ref = current.ref
"""
LEVELS = """
SELECT last.level AS level, count(*) AS persons FROM current LEFT JOIN (
  SELECT ref, level, max(place) FROM held WHERE level IS NOT NULL AND on_day <= :end GROUP BY ref
) AS last ON last.ref = current.ref GROUP BY 1
"""
CHANGES = """
WITH ranks (version, level, rank) AS MATERIALIZED (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:ranks)
),
ranked AS (
  SELECT held.client, held.place, held.on_day, held.what, rank,
    lag(rank) OVER (PARTITION BY held.ref ORDER BY held.place) AS previous
  FROM held JOIN own ON own.ref = held.ref JOIN ranks ON ranks.version = own.version AND ranks.level = held.level
),
changed AS (
  SELECT *, substr(on_day, 1, 4) || '-Q' || ((substr(on_day, 6, 2) + 2) / 3) AS quarter FROM ranked
  WHERE previous IS NOT NULL AND (what = 'done' OR rank <> previous) AND on_day BETWEEN :start AND :end
),
net AS (
  SELECT DISTINCT client, quarter, sign(last_value(rank) OVER whole - first_value(previous) OVER whole) AS turned
  FROM changed WINDOW whole AS (
    PARTITION BY client, quarter ORDER BY on_day, place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
)
SELECT quarter, CASE turned WHEN -1 THEN 'lighter' WHEN 1 THEN 'heavier' ELSE 'same' END AS change,
  count(*) AS persons FROM net GROUP BY 1, 2
"""
ON_TIME = """
WITH days AS (
  SELECT client, CASE what WHEN 'closes' THEN NULL
      ELSE coalesce(review_on, date(on_day, '+' || months || ' months', 'floor')) END AS due,
    lead(what) OVER next AS after, lead(on_day) OVER next AS after_on
  FROM held WHERE what <> 'other' OR review_on IS NOT NULL WINDOW next AS (PARTITION BY ref ORDER BY place)
),
fallen AS (
  SELECT client, after IS 'done' AND after_on <= due AS in_time FROM days
  WHERE due BETWEEN :start AND :end AND CASE
    WHEN after IS NOT NULL AND after_on <= due THEN after = 'done'
    ELSE due < :today
  END
)
SELECT count(*) AS reviews, coalesce(sum(in_time), 0) AS on_time, count(DISTINCT client) AS persons,
  count(DISTINCT iif(in_time, client, NULL)) AS persons_on_time,
  count(DISTINCT iif(in_time, NULL, client)) AS persons_late FROM fallen
"""


def counts(
    database: Database,
    model: str,
    marks: Sequence[Mark],
    ranks: Sequence[tuple[int, str, int]],
    *,
    period: tuple[date, date],
    today: date,
) -> Counts:
    """The counts over the cases of a model; `ranks` are the levels of its versions with their places."""
    start, end = (day.isoformat() for day in period)
    with gathered(database, model, marks):
        database.write(CURRENT, end=end)
        database.write(PEOPLE, end=end, office=Qualification.SOCIAL_WORKER_OFFICE)
        people = _one(database, RELATIONS)
        changed = database.rows(CHANGES, ranks=json.dumps(ranks), start=start, end=end)
        reviews = _one(database, ON_TIME, start=start, end=end, today=today.isoformat())
        return Counts(
            clients=people["clients"],
            has_worker=people["has_worker"],
            special=people["special"],
            special_covered=people["covered"],
            by_level={row["level"]: row["persons"] for row in database.rows(LEVELS, end=end)},
            changes={(row["quarter"], row["change"]): row["persons"] for row in changed},
            fell_due=reviews["reviews"],
            on_time=reviews["on_time"],
            behind=(reviews["persons"], reviews["persons_on_time"], reviews["persons_late"]),
        )


def _one(database: Database, sql: str, **parameters: object) -> Row:
    (row,) = database.rows(sql, **parameters)
    return row
