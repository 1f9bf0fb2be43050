"""The open matters of each worker, counted by SQLite itself; `core.workload` says what they mean."""

from datetime import date

from sotecli.core.workload import Load, end_of_week
from sotecli.storage.database import Database

MATTERS = """
WITH matters AS (
  SELECT 'requests' AS kind, worker, pair, NULL AS area, act_by AS due_on, next_on FROM requests
  WHERE closed_at IS NULL
  UNION ALL
  SELECT 'cases', worker, pair, area, due_on, next_on FROM cases WHERE closed_on IS NULL
),
relations AS (
  SELECT worker AS code, kind || '_worker' AS relation, due_on, next_on FROM matters
  UNION ALL SELECT pair, kind || '_pair', NULL, NULL FROM matters WHERE pair IS NOT NULL
  UNION ALL SELECT area, kind || '_area', NULL, NULL FROM matters WHERE area IS NOT NULL
)
SELECT code, relation, count(*) AS matters, total(due_on < :today) AS late,
  total(due_on < :today OR next_on <= :until) AS due
FROM relations GROUP BY code, relation
"""


def loads(database: Database, on: date) -> dict[str | None, Load]:
    """The open matters of each worker by code, and under `None` those without a personal worker."""
    found: dict[str | None, Load] = {}
    for row in database.rows(MATTERS, today=on.isoformat(), until=end_of_week(on).isoformat()):
        load = found.get(row["code"], Load())
        late, due = load.late + int(row["late"]), load.due + int(row["due"])
        found[row["code"]] = load._replace(**{row["relation"]: row["matters"]}, late=late, due=due)
    return found
