"""Many cases at once: lists, what is due, what is planned. Each finds its rows by an index."""

from datetime import date, timedelta

from sotecli.core.case import Case
from sotecli.storage.cases import from_row
from sotecli.storage.database import Database

# As for requests: without statistics SQLite would rather read the whole table than trust that few are due.
DUE = """
SELECT * FROM cases WHERE ref IN (
  SELECT ref FROM cases INDEXED BY cases_next WHERE closed_on IS NULL AND next_on <= :until
  UNION
  SELECT ref FROM cases INDEXED BY cases_due WHERE closed_on IS NULL AND due_on <= :promised
)
"""
MINE = """
SELECT ref FROM cases INDEXED BY cases_worker WHERE worker = :worker AND {stands}
UNION
SELECT ref FROM cases INDEXED BY cases_pair WHERE pair = :worker AND {stands}
UNION
SELECT ref FROM cases INDEXED BY cases_area WHERE area = :worker AND {stands}
"""


def standing_on(database: Database, model: str, version: int) -> dict[str, int]:
    """How many open cases by a version of a model stand on each step."""
    rows = database.rows(
        "SELECT step, count(*) AS cases FROM cases"
        " WHERE closed_on IS NULL AND model = :model AND version <= :version GROUP BY step",
        model=model,
        version=version,
    )
    return {row["step"]: row["cases"] for row in rows}


def listing(
    database: Database, *, status: str = "open", worker: str | None = None, model: str | None = None
) -> list[Case]:
    """The `open`, `closed` or `all` cases in the order of their opening, perhaps of one worker or model only."""
    stands = {"open": "closed_on IS NULL", "closed": "closed_on IS NOT NULL", "all": "true"}[status]
    conditions = [stands]
    if worker is not None:
        conditions.append(f"ref IN ({MINE.format(stands=stands)})")
    if model is not None:
        conditions.append("model = :model")
    sql = f"SELECT * FROM cases WHERE {' AND '.join(conditions)} ORDER BY opened_at, ref"  # noqa: S608 (our own conditions)
    return database.read(from_row, sql, worker=worker, model=model)


def later(database: Database, after: date, *, worker: str) -> list[Case]:
    """The open cases of one worker, or pair, that are planned after a day."""
    stands = "closed_on IS NULL"
    sql = f"SELECT * FROM cases WHERE ref IN ({MINE.format(stands=stands)}) AND next_on > :after ORDER BY next_on, ref"  # noqa: S608 (our own conditions)
    return database.read(from_row, sql, worker=worker, after=after.isoformat())


def due_by(database: Database, on: date, until: date, *, opens: date | None = None) -> list[Case]:
    """Open cases that show up to `until`, or were due before `on`.

    Before a closure also those that show or are due up to the day on which the unit `opens` again.
    """
    due, shows = opens or on - timedelta(1), max(until, opens or until)
    return database.read(from_row, DUE, promised=due.isoformat(), until=shows.isoformat())


def planned_from(database: Database, day: date) -> list[Case]:
    """Open cases that show on `day` or later."""
    sql = "SELECT * FROM cases INDEXED BY cases_next WHERE closed_on IS NULL AND next_on >= :day ORDER BY ref"
    return database.read(from_row, sql, day=day.isoformat())
