"""How long people waited in a queue, for the estimate of who still waits."""

import json
from collections.abc import Collection
from datetime import date

from sotecli.core.estimate import Wait
from sotecli.storage.database import Database

WAITS = """
SELECT CAST(julianday(coalesce(to_on, :today)) - julianday(from_on) AS INTEGER) AS days,
  ended_by IN (SELECT value FROM json_each(:placed)) AS ended
FROM case_queue WHERE model = :model AND ref <> :ref AND from_on <= :today
"""


def waits(database: Database, model: str, placed: Collection[str], *, today: date, but: str) -> list[Wait]:
    """The calendar days of every wait in a model's queue but one case's; `placed` are the steps that mean a place."""
    rows = database.rows(WAITS, model=model, placed=json.dumps(sorted(placed)), today=today.isoformat(), ref=but)
    return [Wait(row["days"], bool(row["ended"])) for row in rows]
