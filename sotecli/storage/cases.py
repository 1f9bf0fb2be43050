"""Cases: rows in, `Case` out, with the history of steps that each of them stands on."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sotecli.core.act import Act
from sotecli.core.arrangement import ended_with_matter
from sotecli.core.case import Case, Taken, Waited
from sotecli.core.moment import from_text, local_day, to_text
from sotecli.core.pauses import Pause
from sotecli.storage import arrangements, log
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import by_reference, kept, pause_of

ROLES = ("worker", "pair", "area")
INSERT = f"INSERT INTO cases ({', '.join(Case._fields)}) VALUES ({', '.join(f':{field}' for field in Case._fields)})"  # noqa: S608 (our own columns)
UPDATE = f"UPDATE cases SET {', '.join(f'{field} = :{field}' for field in Case._fields[1:])} WHERE ref = :ref"  # noqa: S608 (our own columns)
ADD_STEP = """
INSERT INTO case_steps (ref, number, step, on_day, worker, at, level, outcome, reason, party, place, review_on,
  corrects)
VALUES (:ref, :number, :step, :on, :worker, :at, :level, :outcome, :reason, :party, :place, :review_on, :corrects)
"""
ADD_PAUSE = "INSERT INTO case_pauses (ref, from_on, until_on, reason) VALUES (:ref, :from_on, :until_on, :reason)"


class Change(NamedTuple):
    """What becomes of a case: how it stands, and what else is kept with it."""

    case: Case
    entry: Taken | None = None
    """The new entry of its history."""
    queue: tuple[Waited, ...] | None = None
    """The times in the queue, where they may have changed."""
    reason: str | None = None
    """Why somebody else has a role now."""
    on: date | None = None
    """The day of a hand-over, where it is not today's."""
    pause: Pause | None = None
    ended: Pause | None = None
    """A pause that ends, or is cut short to `pause`."""


def add(database: Database, change: Change, act: Act) -> None:
    """Write a new case with its first step, inside the caller's transaction, which logs it."""
    keep(database, None, change, act)


def change(database: Database, ref: str, decide: Callable[[Case], Change], act: Act) -> Case:
    """Read a case, let `decide` say what becomes of it, and store that, in one transaction.

    Raises:
        UnknownReferenceError: There is no such case; or whatever `decide` raises.
    """
    with changing(database, ref, act) as before:
        changed = decide(before)
        keep(database, before, changed, act)
    return changed.case


@contextmanager
def changing(database: Database, ref: str, act: Act) -> Iterator[Case]:
    """A case while nobody else can write; what is written meanwhile is kept with a log entry, a refusal is logged.

    Raises:
        UnknownReferenceError: There is no such case.
    """
    whole = get(database, ref).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        yield get(database, whole)
        log.entry(database, act, [whole])
    if act.dry_run:
        log.shown(database, act, [whole])


def get(database: Database, ref: str) -> Case:
    """The case of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return by_reference(database, "cases", ref, from_row)


def exists(database: Database, ref: str) -> bool:
    """Whether the whole reference is taken."""
    return database.row("SELECT 1 FROM cases WHERE ref = :ref", ref=ref) is not None


def of_request(database: Database, ref: str) -> str | None:
    """The case that was opened from a request, if there is one."""
    row = database.row("SELECT ref FROM cases WHERE request = :ref", ref=ref)
    return str(row["ref"]) if row else None


def running(database: Database, client: str, model: str) -> str | None:
    """The running case of a person by a model, if there is one."""
    row = database.row(
        "SELECT ref FROM cases WHERE client = :client AND model = :model AND closed_on IS NULL",
        client=client,
        model=model,
    )
    return str(row["ref"]) if row else None


def history(database: Database, ref: str) -> list[Taken]:
    """Every entry of a case, in the order in which they were made."""
    return database.read(_entry_of, "SELECT * FROM case_steps WHERE ref = :ref ORDER BY number", ref=ref)


def _entry_of(row: Row) -> Taken:
    return Taken(
        number=row["number"],
        step=row["step"],
        on=stored_day(row["on_day"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        level=row["level"],
        outcome=row["outcome"],
        reason=row["reason"],
        party=row["party"],
        place=row["place"],
        review_on=_day(row["review_on"]),
        corrects=row["corrects"],
    )


def pauses(database: Database, ref: str) -> list[Pause]:
    """The pauses of a case, in their order."""
    return database.read(pause_of, "SELECT * FROM case_pauses WHERE ref = :ref ORDER BY from_on, id", ref=ref)


def rewrite(database: Database, before: Case, after: Case, act: Act) -> None:
    """Write a changed case with its event, inside the caller's transaction, which logs it."""
    database.write(UPDATE, **_to_row(after))
    keep(database, before, Change(after), act)


def keep(database: Database, before: Case | None, changed: Change, act: Act) -> None:
    """Write a case, what is kept with it, and the event, inside the caller's transaction, which logs it."""
    after, payload = changed.case, _difference(before, changed)
    database.write(UPDATE if before else INSERT, **_to_row(after))
    if changed.entry:
        row = {**changed.entry._asdict(), "ref": after.ref, "at": to_text(changed.entry.at)}
        row |= {"on": changed.entry.on.isoformat(), "review_on": _text(changed.entry.review_on)}
        database.write(ADD_STEP, **row)
        payload["entry"] = row
    for role in ROLES:
        was, now = getattr(before, role, None), getattr(after, role)
        if was != now:
            _hand_over(database, changed, role, now, act)
    if before:
        _arranged(database, before, after, act)
    if changed.queue is not None:
        _queue(database, after, changed.queue)
    if changed.ended:
        database.write(
            "DELETE FROM case_pauses WHERE ref = :ref AND from_on = :from_on",
            ref=after.ref,
            from_on=changed.ended.from_on.isoformat(),
        )
    if changed.pause:
        database.write(ADD_PAUSE, ref=after.ref, **_named(changed.pause))
    log.event(database, act, after.ref, payload)


def _arranged(database: Database, before: Case, after: Case, act: Act) -> None:
    """Let what was arranged follow the case: to other people, to its end."""
    if (before.worker, before.pair) != (after.worker, after.pair):
        arrangements.follow(database, after.ref, (after.worker, after.pair), act)
    if after.closed_on and not before.closed_on:
        arrangements.change_open(database, after.ref, partial(ended_with_matter, on=local_day(act.at)), act)


def _difference(before: Case | None, changed: Change) -> dict[str, object]:
    new, old = _to_row(changed.case), _to_row(before) if before else {}
    payload: dict[str, object] = {
        "changed": {key: [old.get(key), value] for key, value in new.items() if old.get(key) != value}
    }
    told: dict[str, object] = {"reason": changed.reason, "on": _text(changed.on)}
    told |= {key: _named(found) for key, found in (("pause", changed.pause), ("ended", changed.ended)) if found}
    return payload | {key: value for key, value in told.items() if value}


def _hand_over(database: Database, changed: Change, role: str, worker: str | None, act: Act) -> None:
    """End the running role, if there is one, and begin the next; what was stays as history."""
    on = (changed.on or local_day(act.at)).isoformat()
    database.write(
        "UPDATE case_roles SET to_on = :on, reason = :reason WHERE ref = :ref AND role = :role AND to_on IS NULL",
        on=on,
        reason=changed.reason,
        ref=changed.case.ref,
        role=role,
    )
    if worker is not None:
        database.write(
            "INSERT INTO case_roles (ref, role, worker, from_on) VALUES (:ref, :role, :worker, :on)",
            ref=changed.case.ref,
            role=role,
            worker=worker,
            on=on,
        )


def _queue(database: Database, case: Case, times: Sequence[Waited]) -> None:
    """Write the times in the queue anew; a correction may have changed any of them."""
    database.write("DELETE FROM case_queue WHERE ref = :ref", ref=case.ref)
    for waited in times:
        database.write(
            "INSERT INTO case_queue (ref, model, from_on, to_on, ended_by)"
            " VALUES (:ref, :model, :since, :until, :ended_by)",
            ref=case.ref,
            model=case.model,
            since=waited.since.isoformat(),
            until=_text(waited.until),
            ended_by=waited.ended_by,
        )


def _to_row(case: Case) -> dict[str, object]:
    return kept(case._asdict())


def from_row(row: Row) -> Case:
    """The case of a row."""
    values = {field: row[field] for field in Case._fields}
    read = {field: reader(values[field]) for field, reader in READERS.items() if values[field] is not None}
    return Case(**(values | read))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _named(pause: Pause) -> dict[str, object]:
    return {"from_on": pause.from_on.isoformat(), "until_on": pause.until_on.isoformat(), "reason": pause.reason}


DAYS = ("opened_on", "step_on", "due_on", "next_on", "planned_on", "review_on", "queued_on", "closed_on")
READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(DAYS, stored_day),
    "opened_at": from_text,
    "statutory": bool,
    "special": bool,
    "wishes": lambda text: tuple(json.loads(text)),
}
"""How the columns that are not text or numbers are read."""
