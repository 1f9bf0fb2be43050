"""Referrals and appointments as far as they are alike: rows in, `Arrangement` out. Lists use an index."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sotecli.core.act import Act
from sotecli.core.arrangement import Arrangement
from sotecli.core.codes import Channel
from sotecli.core.moment import from_text
from sotecli.storage import log
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import by_reference, kept

FIELDS = Arrangement._fields
INSERT = f"INSERT INTO arrangements ({', '.join(FIELDS)}) VALUES ({', '.join(f':{field}' for field in FIELDS)})"  # noqa: S608 (our own columns)
UPDATE = f"UPDATE arrangements SET {', '.join(f'{field} = :{field}' for field in FIELDS[1:])} WHERE ref = :ref"  # noqa: S608 (our own columns)
# As for requests: without statistics SQLite would rather read the whole table than trust that few are due.
DUE = """
SELECT * FROM arrangements WHERE ref IN (
  SELECT ref FROM arrangements INDEXED BY arrangements_next WHERE closed_on IS NULL AND next_on <= :until
  UNION
  SELECT ref FROM arrangements INDEXED BY arrangements_due WHERE closed_on IS NULL AND due_on <= :promised
)
"""
MINE = """
SELECT * FROM arrangements WHERE ref IN (
  SELECT ref FROM arrangements INDEXED BY arrangements_worker WHERE worker = :worker AND closed_on IS NULL
  UNION
  SELECT ref FROM arrangements INDEXED BY arrangements_pair WHERE pair = :worker AND closed_on IS NULL
) AND next_on > :after ORDER BY next_on, made_at, ref
"""
RUNNING = """
SELECT 1 FROM requests WHERE ref = :matter AND closed_at IS NULL
UNION ALL SELECT 1 FROM cases WHERE ref = :matter AND closed_on IS NULL
"""


def get(database: Database, ref: str) -> Arrangement:
    """The arrangement of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return by_reference(database, "arrangements", ref, from_row)


def exists(database: Database, ref: str) -> bool:
    """Whether the whole reference is taken."""
    return database.row("SELECT 1 FROM arrangements WHERE ref = :ref", ref=ref) is not None


def due_by(database: Database, on: date, until: date, *, opens: date | None = None) -> list[Arrangement]:
    """Open arrangements that show up to `until`, or were due before `on`.

    Before a closure also those that show or are due up to the day on which the unit `opens` again.
    """
    due, shows = opens or on - timedelta(1), max(until, opens or until)
    return database.read(from_row, DUE, promised=due.isoformat(), until=shows.isoformat())


def later(database: Database, after: date, *, worker: str) -> list[Arrangement]:
    """The open arrangements of one worker, or pair, that show after a day."""
    return database.read(from_row, MINE, worker=worker, after=after.isoformat())


def of_worker(database: Database, worker: str) -> list[Arrangement]:
    """Every open arrangement of one worker, or pair."""
    return later(database, date.min, worker=worker)


def of_matter(database: Database, matter: str) -> list[Arrangement]:
    """Every arrangement of a request or case, those that have ended too, in the order in which they were made."""
    sql = "SELECT * FROM arrangements WHERE matter = :matter ORDER BY made_at, ref"
    return database.read(from_row, sql, matter=matter)


def open_of(database: Database, matter: str) -> list[Arrangement]:
    """What is open of a request or case, in the order of the days."""
    found = [one for one in of_matter(database, matter) if one.closed_on is None]
    return sorted(found, key=lambda one: (one.next_on or one.due_on, one.ref))


def planned_from(database: Database, day: date) -> list[Arrangement]:
    """Open arrangements that show on `day` or later."""
    sql = (
        "SELECT * FROM arrangements INDEXED BY arrangements_next WHERE closed_on IS NULL AND next_on >= :day"
        " ORDER BY ref"
    )
    return database.read(from_row, sql, day=day.isoformat())


def follow(database: Database, matter: str, people: tuple[str | None, str | None], act: Act) -> None:
    """Let a matter's open arrangements go with its `people`, worker and pair, inside the caller's transaction."""
    worker, pair = people
    change_open(database, matter, lambda arrangement: arrangement._replace(worker=worker, pair=pair), act)


def change_open(database: Database, matter: str, change: Callable[[Arrangement], Arrangement], act: Act) -> None:
    """Let `change` say what becomes of a matter's open arrangements, inside the caller's transaction."""
    for arrangement in of_matter(database, matter):
        if arrangement.closed_on is None:
            keep(database, arrangement, change(arrangement), act)


def hand_over(database: Database, ref: str, decide: Callable[..., Arrangement], act: Act) -> Arrangement:
    """Let `decide` say who has an arrangement from now on, seeing whether its request or case has ended.

    Raises:
        UnknownReferenceError: There is no such arrangement; or whatever `decide` raises.
    """
    found = get(database, ref)
    refs = [found.ref, found.matter]
    with log.refusals(database, act, *refs), database.transaction(keep=not act.dry_run):
        before = get(database, found.ref)
        after = decide(before, ended=database.row(RUNNING, matter=before.matter) is None)
        keep(database, before, after, act)
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, refs)
    return after


def keep(database: Database, before: Arrangement | None, after: Arrangement, act: Act, **told: object) -> None:
    """Write an arrangement with its event, inside the caller's transaction, which logs it; `told` goes beside it."""
    new, old = kept(after._asdict()), kept(before._asdict()) if before else {}
    changed = {key: [old.get(key), value] for key, value in new.items() if old.get(key) != value}
    if not changed and not told:
        return
    database.write(UPDATE if before else INSERT, **new)
    log.event(database, act, after.ref, {"changed": changed, **told})


def from_row(row: Row) -> Arrangement:
    """The arrangement of a row."""
    values = {field: row[field] for field in FIELDS}
    read = {field: reader(values[field]) for field, reader in READERS.items() if values[field] is not None}
    return Arrangement(**(values | read))


READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(("due_on", "next_on", "closed_on"), stored_day),
    **dict.fromkeys(("made_at", "at"), from_text),
    "channel": Channel,
}
