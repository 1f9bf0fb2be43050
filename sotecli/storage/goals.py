"""Goals of recovery: rows in, `GoalEntry` out."""

from collections.abc import Callable, Sequence
from datetime import date

from sotecli.core.act import Act
from sotecli.core.case import Case
from sotecli.core.codes import GoalState
from sotecli.core.goal import GoalEntry
from sotecli.core.moment import from_text, to_text
from sotecli.storage import cases, log
from sotecli.storage.database import Database


def history(database: Database, ref: str) -> list[GoalEntry]:
    """Every entry about the goals of a case, in the order in which they were made."""
    rows = database.rows("SELECT goal, state, on_day, worker, at FROM goals WHERE ref = :ref ORDER BY id", ref=ref)
    return [
        GoalEntry(
            goal=row["goal"],
            state=GoalState(row["state"]),
            on=date.fromisoformat(row["on_day"]),
            worker=row["worker"],
            at=from_text(row["at"]),
        )
        for row in rows
    ]


def add(
    database: Database, ref: str, decide: Callable[[Case, Sequence[GoalEntry]], GoalEntry], act: Act
) -> list[GoalEntry]:
    """Store the entry that `decide` makes, seeing those before it; gives all of them.

    Raises:
        UnknownReferenceError: There is no such case; or whatever `decide` raises.
    """
    with cases.changing(database, ref, act) as case:
        entry = decide(case, history(database, case.ref))
        row: dict[str, object] = {
            **entry._asdict(),
            "on": entry.on.isoformat(),
            "at": to_text(entry.at),
        }
        database.write(
            "INSERT INTO goals (ref, goal, state, on_day, worker, at) VALUES (:ref, :goal, :state, :on, :worker, :at)",
            ref=case.ref,
            **row,
        )
        log.event(database, act, case.ref, {"goal": row})
        return history(database, case.ref)
