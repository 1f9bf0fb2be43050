"""Concern reports: rows in, `Concern` out."""

from sotecli.core.act import Act
from sotecli.core.codes import ConcernKind
from sotecli.core.concern import Concern
from sotecli.core.moment import from_text, to_text
from sotecli.errors.feedback import NotedAlreadyError
from sotecli.errors.missing import UnknownConcernError
from sotecli.storage import cases, log
from sotecli.storage.database import Database, Row, stored_day

ADD = """
INSERT INTO concerns (ref, model, kind, source, on_day, worker, at)
VALUES (:ref, :model, :kind, :source, :on_day, :worker, :at)
"""
SAME = """
SELECT id FROM concerns
WHERE ref IS :ref AND model = :model AND kind = :kind AND source IS :source AND on_day = :on_day LIMIT 1
"""
ALL = """
SELECT concerns.*, cases.opened_on FROM concerns LEFT JOIN cases ON cases.ref = concerns.ref
WHERE {condition} ORDER BY concerns.on_day, concerns.id
"""


def add(database: Database, concern: Concern, act: Act, *, another: bool = False) -> Concern:
    """Keep a report, in one transaction; the reference may be the beginning of one, and the model then is the case's.

    Raises:
        UnknownReferenceError: There is no such case.
        NotedAlreadyError: The same was noted already, and this is not said to be `another`.
    """
    case = cases.get(database, concern.ref) if concern.ref else None
    if case:
        concern = concern._replace(ref=case.ref, model=case.model, opened_on=case.opened_on)
    named = [case.ref] if case else []
    row: dict[str, object] = {"kind": concern.kind.value, "source": concern.source, "on_day": concern.on.isoformat()}
    about = {"ref": concern.ref, "model": concern.model}
    with log.refusals(database, act, *named), database.transaction(keep=not act.dry_run):
        same = None if another else database.row(SAME, **row, **about)
        if same:
            raise NotedAlreadyError(number=same["id"])
        database.write(ADD, **row, **about, worker=concern.worker, at=to_text(concern.at))
        (number,) = database.rows("SELECT last_insert_rowid() AS id")
        log.event(database, act, concern.ref or f"model {concern.model}", {"concern": row})
        log.entry(database, act, named)
    if act.dry_run:
        log.shown(database, act, named)
    return concern._replace(number=number["id"])


def remove(database: Database, number: int, act: Act) -> Concern:
    """Take a report back that was mistyped: its event keeps it, and the figures no longer do.

    Raises:
        UnknownConcernError: No report has that number.
    """
    with database.transaction(keep=not act.dry_run):
        found = next(iter(database.read(_from_row, ALL.format(condition="concerns.id = :number"), number=number)), None)
        if found is None:
            raise UnknownConcernError(number=number)
        named = [found.ref] if found.ref else []
        database.write("DELETE FROM concerns WHERE id = :number", number=number)
        row = {"kind": found.kind.value, "source": found.source, "on_day": found.on.isoformat(), "number": number}
        log.event(database, act, found.ref or f"model {found.model}", {"removed": row})
        log.entry(database, act, named)
    if act.dry_run:
        log.shown(database, act, named)
    return found


def listing(database: Database, ref: str | None = None, model: str | None = None) -> list[Concern]:
    """The reports about a case, or about a model's cases and cohort, or all of them, in the order of their days."""
    chosen = {"concerns.ref = :ref": ref, "concerns.model = :model": model}
    condition = next((text for text, value in chosen.items() if value), "true")
    return database.read(_from_row, ALL.format(condition=condition), ref=ref, model=model)


def _from_row(row: Row) -> Concern:
    return Concern(
        number=row["id"],
        ref=row["ref"],
        model=row["model"],
        kind=ConcernKind(row["kind"]),
        source=row["source"],
        on=stored_day(row["on_day"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        opened_on=stored_day(row["opened_on"]) if row["opened_on"] else None,
    )
