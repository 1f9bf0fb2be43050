"""Absences of workers: rows in, `Absence` out."""

from collections.abc import Callable, Sequence
from datetime import date

from sotecli.core.absence import Absence
from sotecli.core.act import Act
from sotecli.storage import log
from sotecli.storage.database import Database, stored_day


def since(database: Database, day: date) -> list[Absence]:
    """The absences that end on `day` or later, by their first day."""
    return database.read(
        lambda row: Absence(row["worker"], stored_day(row["from_on"]), stored_day(row["to_on"]), row["deputy"]),
        "SELECT worker, from_on, to_on, deputy FROM absences WHERE to_on >= :day ORDER BY from_on, worker",
        day=day.isoformat(),
    )


def add(database: Database, since_day: date, decide: Callable[[Sequence[Absence]], Absence], act: Act) -> Absence:
    """Store the absence that `decide` allows beside those that end on `since_day` or later.

    Raises:
        SoteError: Whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        absence = decide(since(database, since_day))
        _insert(database, absence)
        _keep(database, act, absence.worker, {"absent": _named(absence)})
    if act.dry_run:
        log.shown(database, act, [])
    return absence


def end(
    database: Database, today: date, decide: Callable[[Sequence[Absence]], tuple[Absence, Absence | None]], act: Act
) -> Absence:
    """Take away the absence that `decide` ends, but for the days of it that are over.

    Raises:
        SoteError: Whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        absence, over = decide(since(database, today))
        database.write(
            "DELETE FROM absences WHERE worker = :worker AND from_on = :from_on",
            worker=absence.worker,
            from_on=absence.from_on.isoformat(),
        )
        if over:
            _insert(database, over)
        _keep(database, act, absence.worker, {"absent": _named(absence), "left": _named(over) if over else None})
    if act.dry_run:
        log.shown(database, act, [])
    return absence


def _insert(database: Database, absence: Absence) -> None:
    database.write(
        "INSERT INTO absences (worker, deputy, from_on, to_on) VALUES (:worker, :deputy, :from_on, :to_on)",
        **_named(absence),
    )


def _keep(database: Database, act: Act, worker: str, payload: dict[str, object]) -> None:
    log.event(database, act, f"worker {worker}", payload)
    log.entry(database, act, [])


def _named(absence: Absence) -> dict[str, object]:
    return {
        "worker": absence.worker,
        "deputy": absence.deputy,
        "from_on": absence.from_on.isoformat(),
        "to_on": absence.to_on.isoformat(),
    }
