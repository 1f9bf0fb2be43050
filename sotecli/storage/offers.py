"""The custody's tallies of offers: rows in, `Offer` out."""

from collections.abc import Callable, Sequence
from datetime import date

from sotecli.core.act import Act
from sotecli.core.moment import to_text
from sotecli.core.offer import Offer
from sotecli.storage import log
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import kept

ADD = """
INSERT INTO offers (source, from_on, to_on, offered, accepted, declined, worker, at)
VALUES (:source, :start, :end, :offered, :accepted, :declined, :worker, :at)
"""
REMOVE = "DELETE FROM offers WHERE source IS :source AND from_on = :start AND to_on = :end"


def listing(database: Database, start: date = date.min, end: date = date.max) -> list[Offer]:
    """The tallies that touch a period, the oldest first."""
    sql = "SELECT * FROM offers WHERE to_on >= :start AND from_on <= :end ORDER BY from_on, source"
    return database.read(_from_row, sql, start=start.isoformat(), end=end.isoformat())


def add(
    database: Database, offer: Offer, decide: Callable[[Sequence[Offer]], Sequence[Offer]], act: Act
) -> list[Offer]:
    """Keep a tally in the place of those that `decide` gives, seeing all of those days; these are given back.

    Raises:
        TallyThereError: Whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        replaced = list(decide(listing(database, offer.start, offer.end)))
        for old in replaced:
            database.write(REMOVE, source=old.source, start=old.start.isoformat(), end=old.end.isoformat())
        row = kept(offer._asdict())
        database.write(ADD, **row, worker=act.worker, at=to_text(act.at))
        log.event(database, act, "offers", {"tally": row, "replaced": [kept(old._asdict()) for old in replaced]})
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return replaced


def _from_row(row: Row) -> Offer:
    counted = {key: row[key] for key in ("offered", "accepted", "declined", "source")}
    return Offer(start=stored_day(row["from_on"]), end=stored_day(row["to_on"]), **counted)
