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
WHERE case_roles.role IN ('worker', 'pair') AND from_on <= :end AND (to_on IS NULL OR to_on > :end)
GROUP BY case_roles.ref
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
# Within a quarter the differences from one level to the next add up to the net change.
CHANGES = """
WITH ranks (version, level, rank) AS MATERIALIZED (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:ranks)
),
told AS (
  SELECT held.client, held.on_day, held.what, held.level, own.version, (
    SELECT level FROM held AS earlier WHERE earlier.ref = held.ref AND earlier.place < held.place
      AND earlier.level IS NOT NULL ORDER BY earlier.place DESC LIMIT 1
  ) AS before
  FROM held JOIN own ON own.ref = held.ref WHERE held.level IS NOT NULL AND on_day BETWEEN :start AND :end
),
net AS (
  SELECT substr(on_day, 1, 4) || '-Q' || ((substr(on_day, 6, 2) + 2) / 3) AS quarter,
    sign(sum(new.rank - old.rank)) AS turned
  FROM told JOIN ranks AS new ON new.version = told.version AND new.level = told.level
  JOIN ranks AS old ON old.version = told.version AND old.level = told.before
  WHERE what = 'done' OR new.rank <> old.rank GROUP BY client, quarter
)
SELECT quarter, CASE turned WHEN -1 THEN 'lighter' WHEN 1 THEN 'heavier' ELSE 'same' END AS change,
  count(*) AS persons FROM net GROUP BY 1, 2
"""
ON_TIME = """
WITH days AS (
  SELECT ref, place, client, coalesce(review_on, date(on_day, '+' || months || ' months', 'floor')) AS due
  FROM held WHERE what <> 'closes' AND (what <> 'other' OR review_on IS NOT NULL)
),
following AS (
  SELECT client, due, (
    SELECT min(later.place) FROM held AS later WHERE later.ref = days.ref AND later.place > days.place
      AND (later.what <> 'other' OR later.review_on IS NOT NULL)
  ) AS next, ref FROM days WHERE due BETWEEN :start AND :end
),
fallen AS (
  SELECT following.client, held.what IS 'done' AND held.on_day <= due AS in_time
  FROM following LEFT JOIN held ON held.ref = following.ref AND held.place = following.next
  WHERE CASE WHEN held.on_day <= due THEN held.what = 'done' ELSE due < :today END
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
