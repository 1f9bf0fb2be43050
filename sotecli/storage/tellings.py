"""Who was told what and when: rows in, `Telling` out."""

from collections.abc import Callable
from datetime import date

from sotecli.core.act import Act
from sotecli.core.case import Case
from sotecli.core.codes import ToldHow, ToldWhat
from sotecli.core.moment import from_text, to_text
from sotecli.core.telling import Telling
from sotecli.storage import cases, log
from sotecli.storage.database import Database

ADD = """
INSERT INTO told (ref, number, what, how, on_day, low, high, worker, at)
VALUES (:ref, (SELECT coalesce(max(number), 0) + 1 FROM told WHERE ref = :ref), :what, :how, :on_day, :low, :high,
  :worker, :at)
"""


def listing(database: Database, ref: str) -> list[Telling]:
    """Everything that was told about a case, in the order in which it was entered."""
    return [
        Telling(
            what=ToldWhat(row["what"]),
            how=ToldHow(row["how"]),
            on=date.fromisoformat(row["on_day"]),
            worker=row["worker"],
            at=from_text(row["at"]),
            low=row["low"],
            high=row["high"],
        )
        for row in database.rows("SELECT * FROM told WHERE ref = :ref ORDER BY number", ref=ref)
    ]


def add(database: Database, ref: str, check: Callable[[Case], Telling], act: Act) -> tuple[Case, Telling]:
    """Keep what was told about a case, as `check` finds it sound.

    Raises:
        UnknownReferenceError: There is no such case; or whatever `check` raises.
    """
    with cases.changing(database, ref, act) as case:
        telling = check(case)
        row = {
            "what": telling.what.value,
            "how": telling.how.value,
            "on_day": telling.on.isoformat(),
            "low": telling.low,
            "high": telling.high,
            "worker": telling.worker,
            "at": to_text(telling.at),
        }
        database.write(ADD, ref=case.ref, **row)
        log.event(database, act, case.ref, {"told": row})
    return case, telling
