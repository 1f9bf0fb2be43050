"""Requests: rows in, `Request` out. Contact details lie in a table of their own, which no list reads."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sotecli.core.act import Act
from sotecli.core.arrangement import ended_with_request, without_contact
from sotecli.core.codes import Channel, Outcome, Step, TimeWish
from sotecli.core.moment import from_text, local_day, to_text
from sotecli.core.request import Request
from sotecli.storage import arrangements, log
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import by_reference, kept

PERSONAL, PAIR = "personal", "pair"
INSERT = """
INSERT INTO requests (ref, received_at, received_on, counted_from, source, channel, time_wish, language, message_ok,
  due_on, arrival_due_on, next_on, next_part, step, act_by, attempts, contacts_made, first_attempt_on,
  first_attempt_days, first_attempt_counted, calls, calls_answered, guided, do_not_contact, ever_assigned,
  worker, pair, outcome, closed_at)
VALUES (:ref, :received_at, :received_on, :counted_from, :source, :channel, :time_wish, :language, :message_ok,
  :due_on, :arrival_due_on, :next_on, :next_part, :step, :act_by, :attempts, :contacts_made, :first_attempt_on,
  :first_attempt_days, :first_attempt_counted, :calls, :calls_answered, :guided, :do_not_contact, :ever_assigned,
  :worker, :pair, :outcome, :closed_at)
"""
UPDATE = """
UPDATE requests SET counted_from = :counted_from, due_on = :due_on, arrival_due_on = :arrival_due_on,
  next_on = :next_on, next_part = :next_part, step = :step, act_by = :act_by,
  attempts = :attempts, contacts_made = :contacts_made, first_attempt_on = :first_attempt_on,
  first_attempt_days = :first_attempt_days, first_attempt_counted = :first_attempt_counted,
  calls = :calls, calls_answered = :calls_answered, guided = :guided,
  do_not_contact = :do_not_contact, ever_assigned = :ever_assigned, worker = :worker, pair = :pair,
  outcome = :outcome, closed_at = :closed_at
WHERE ref = :ref
"""
# Without statistics SQLite would rather read the whole table than trust that few requests are due.
DUE = """
SELECT * FROM requests WHERE ref IN (
  SELECT ref FROM requests INDEXED BY requests_next WHERE closed_at IS NULL AND next_on <= :until
  UNION
  SELECT ref FROM requests INDEXED BY requests_act_by WHERE closed_at IS NULL AND act_by <= :promised
)
"""
PLANNED = """
SELECT * FROM requests WHERE ref IN (
  SELECT ref FROM requests INDEXED BY requests_next WHERE closed_at IS NULL AND next_on >= :day
  UNION
  SELECT ref FROM requests INDEXED BY requests_act_by WHERE closed_at IS NULL AND act_by >= :day
) ORDER BY ref
"""
MINE = """
SELECT ref FROM requests INDEXED BY requests_worker WHERE worker = :worker AND {stands}
UNION
SELECT ref FROM requests INDEXED BY requests_pair WHERE pair = :worker AND {stands}
"""


def add(database: Database, taken: Sequence[tuple[Request, str]], act: Act) -> None:
    """Store new requests, each with its contact details: all of them or none."""
    take_in(database, lambda: taken, act)


def take_in(
    database: Database, make: Callable[[], Sequence[tuple[Request, str]]], act: Act
) -> Sequence[tuple[Request, str]]:
    """Store the new requests that `make` makes while nobody else can change what it looks at.

    Raises:
        SoteError: Whatever `make` raises.
    """
    with database.transaction(keep=not act.dry_run):
        taken = make()
        for request, detail in taken:
            keep(database, None, request, act)
            database.write(
                "INSERT INTO contact_details (ref, detail) VALUES (:ref, :detail)", ref=request.ref, detail=detail
            )
        refs = [request.ref for request, _detail in taken]
        log.entry(database, act._replace(fields="contact"), refs)
    if act.dry_run:
        log.shown(database, act, [])  # the references were invented for the show and do not exist
    return taken


def change(database: Database, ref: str, decide: Callable[[Request], Request], act: Act) -> Request:
    """Read a request, let `decide` say what becomes of it, and store that, in one transaction.

    Nobody else can write between the reading and the storing, so nothing that was acknowledged is lost.

    Raises:
        UnknownReferenceError: There is no such request; or whatever `decide` raises.
    """
    whole = get(database, ref).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        before = get(database, whole)
        after = decide(before)
        keep_change(database, before, after, act)
    if act.dry_run:
        log.shown(database, act, [after.ref])
    return after


def keep_change(database: Database, before: Request, after: Request, act: Act, **contact: object) -> None:
    """Store what changed, with its event and log entry, inside the caller's transaction."""
    if after != before or contact:
        keep(database, before, after, act, **contact)
    log.entry(database, act, [after.ref])


def get(database: Database, ref: str) -> Request:
    """The request of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return by_reference(database, "requests", ref, _from_row)


def exists(database: Database, ref: str) -> bool:
    """Whether the whole reference is taken."""
    return database.row("SELECT 1 FROM requests WHERE ref = :ref", ref=ref) is not None


def contact_detail(database: Database, ref: str) -> str | None:
    """The person's phone number or e-mail address, as long as it is kept; the caller logs it before it is shown."""
    row = database.row("SELECT detail FROM contact_details WHERE ref = :ref", ref=ref)
    return str(row["detail"]) if row else None


def listing(
    database: Database, *, status: str = "open", worker: str | None = None, unassigned: bool = False
) -> list[Request]:
    """The `open`, `closed` or `all` requests in the order of their arrival, perhaps of one worker (or pair) only."""
    stands = {"open": "closed_at IS NULL", "closed": "closed_at IS NOT NULL", "all": "true"}[status]
    conditions = [stands]
    if worker is not None:
        conditions.append(f"ref IN ({MINE.format(stands=stands)})")
    if unassigned:
        conditions.append("worker IS NULL")
    sql = f"SELECT * FROM requests WHERE {' AND '.join(conditions)} ORDER BY received_at, ref"  # noqa: S608 (our own conditions)
    return database.read(_from_row, sql, worker=worker)


def later(database: Database, after: date, *, worker: str | None) -> list[Request]:
    """The open requests planned after a day: of one worker (or pair), or those that have none."""
    whose = f"ref IN ({MINE.format(stands='closed_at IS NULL')})" if worker else "worker IS NULL AND closed_at IS NULL"
    sql = f"SELECT * FROM requests WHERE {whose} AND next_on > :after ORDER BY next_on, received_at, ref"  # noqa: S608 (our own conditions)
    return database.read(_from_row, sql, worker=worker, after=after.isoformat())


def due_by(database: Database, on: date, until: date, *, opens: date | None = None) -> list[Request]:
    """Open requests that are planned up to `until`, or were promised before `on`.

    Before a closure also those planned or promised up to the day on which the unit `opens` again.
    """
    promised, planned = opens or on - timedelta(1), max(until, opens or until)
    return database.read(_from_row, DUE, promised=promised.isoformat(), until=planned.isoformat())


def planned_from(database: Database, day: date) -> list[Request]:
    """Open requests whose promise or plan lies on `day` or later, by reference."""
    return database.read(_from_row, PLANNED, day=day.isoformat())


def promised_on(database: Database, day: date) -> list[str]:
    """The references of open requests whose promised day is `day`."""
    sql = "SELECT ref FROM requests WHERE closed_at IS NULL AND due_on = :day ORDER BY ref"
    return [row["ref"] for row in database.rows(sql, day=day.isoformat())]


def first_day(database: Database) -> date | None:
    """The day on which the first request of the file arrived."""
    days = "SELECT received_on AS day FROM requests ORDER BY received_on LIMIT 1"
    return next(iter(database.read(lambda row: stored_day(row["day"]), days)), None)


def keep(database: Database, before: Request | None, after: Request, act: Act, **contact: object) -> None:
    """Write a request with its event, inside the caller's transaction, which logs it."""
    new, old = _to_row(after), _to_row(before) if before else {}
    database.write(UPDATE if before else INSERT, **new)
    changed = {key: [old.get(key), value] for key, value in new.items() if old.get(key) != value}
    log.event(database, act, after.ref, {"changed": changed, **contact})
    for role, was, now in (
        (PERSONAL, before.worker if before else None, after.worker),
        (PAIR, before.pair if before else None, after.pair),
    ):
        if was != now:
            _hand_over(database, after.ref, role, now, act)
    if before:
        _arranged(database, before, after, act)
    if after.closed_at is not None:
        database.write("DELETE FROM contact_details WHERE ref = :ref", ref=after.ref)


def _arranged(database: Database, before: Request, after: Request, act: Act) -> None:
    """Let what was arranged follow the request: to other people, to its end, to no more contact."""
    if (before.worker, before.pair) != (after.worker, after.pair):
        arrangements.follow(database, after.ref, (after.worker, after.pair), act)
    if after.do_not_contact and not before.do_not_contact:
        arrangements.change_open(database, after.ref, without_contact, act)
    if after.closed_at and not before.closed_at:
        ended = partial(ended_with_request, on=local_day(after.closed_at))
        arrangements.change_open(database, after.ref, ended, act)


def _hand_over(database: Database, ref: str, role: str, worker: str | None, act: Act) -> None:
    """End the running role, if there is one, and begin the next; what was stays as history."""
    at = to_text(act.at)
    database.write(
        "UPDATE roles SET to_at = :at WHERE ref = :ref AND role = :role AND to_at IS NULL", at=at, ref=ref, role=role
    )
    if worker is not None:
        database.write(
            "INSERT INTO roles (ref, role, worker, from_at) VALUES (:ref, :role, :worker, :at)",
            ref=ref,
            role=role,
            worker=worker,
            at=at,
        )


def _to_row(request: Request) -> dict[str, object]:
    row = kept(request._asdict())
    act_by = request.act_by
    return {**row, "act_by": act_by.isoformat() if act_by else None}


def _from_row(row: Row) -> Request:
    values = {field: row[field] for field in Request._fields}
    read = {field: reader(values[field]) for field, reader in READERS.items() if values[field] is not None}
    return Request(**(values | read))


READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(("received_at", "closed_at"), from_text),
    **dict.fromkeys(
        ("received_on", "counted_from", "due_on", "arrival_due_on", "next_on", "first_attempt_on"), stored_day
    ),
    **dict.fromkeys(("message_ok", "guided", "do_not_contact", "ever_assigned"), bool),
    **dict.fromkeys(("time_wish", "next_part"), TimeWish),
    "channel": Channel,
    "step": Step,
    "outcome": Outcome,
}
"""How the columns that are not text or numbers are read."""
