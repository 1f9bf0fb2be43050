"""Concern reports: rows in, `Concern` out."""

from sotecli.core.act import Act
from sotecli.core.codes import ConcernKind
from sotecli.core.concern import Concern
from sotecli.core.moment import from_text, to_text
from sotecli.storage import cases, log
from sotecli.storage.database import Database, Row, stored_day

ADD = """
INSERT INTO concerns (ref, model, kind, source, on_day, worker, at)
VALUES (:ref, :model, :kind, :source, :on_day, :worker, :at)
"""
ALL = """
SELECT concerns.*, cases.opened_on FROM concerns LEFT JOIN cases ON cases.ref = concerns.ref
WHERE {condition} ORDER BY concerns.on_day, concerns.id
"""


def add(database: Database, concern: Concern, act: Act) -> Concern:
    """Keep a report, in one transaction; the reference may be the beginning of one, and the model then is the case's.

    Raises:
        UnknownReferenceError: There is no such case.
    """
    case = cases.get(database, concern.ref) if concern.ref else None
    if case:
        concern = concern._replace(ref=case.ref, model=case.model, opened_on=case.opened_on)
    named = [case.ref] if case else []
    row: dict[str, object] = {"kind": concern.kind.value, "source": concern.source, "on_day": concern.on.isoformat()}
    with database.transaction(keep=not act.dry_run):
        told = {"ref": concern.ref, "model": concern.model, "worker": concern.worker, "at": to_text(concern.at)}
        database.write(ADD, **row, **told)
        (number,) = database.rows("SELECT max(id) AS id FROM concerns")
        log.event(database, act, concern.ref or f"model {concern.model}", {"concern": row})
        log.entry(database, act, named)
    if act.dry_run:
        log.shown(database, act, named)
    return concern._replace(number=number["id"])


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
