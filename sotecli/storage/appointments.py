"""Appointments: rows in, `Appointment` out, each with its line in the day's list. Lists use an index."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from sotecli.core.act import Act
from sotecli.core.appointment import (
    Appointment,
    Behind,
    Draft,
    behind_case,
    behind_request,
)
from sotecli.core.arrangement import AFTERWARDS
from sotecli.core.arrangement_codes import AppointmentHow, AppointmentReason, AppointmentStatus, CancelledBy, Settlement
from sotecli.core.codes import Channel, Result, Step
from sotecli.core.moment import from_text, local_day, to_text
from sotecli.core.recovery import Try, settle
from sotecli.storage import arrangements, cases, log, requests
from sotecli.storage.database import Database, Row
from sotecli.storage.rows import by_reference, kept

JOINED = "appointments JOIN arrangements USING (ref)"
OWN = (
    "ref",
    "starts_at",
    "on_day",
    "how",
    "status",
    "cancelled_by",
    "late",
    "reason",
    "ended_at",
    "minutes",
    "settled",
)
INSERT = f"INSERT INTO appointments ({', '.join(OWN)}) VALUES ({', '.join(f':{field}' for field in OWN)})"  # noqa: S608 (our own columns)
UPDATE = f"UPDATE appointments SET {', '.join(f'{field} = :{field}' for field in OWN[1:])} WHERE ref = :ref"  # noqa: S608 (our own columns)
ADD_TRY = """
INSERT INTO appointment_tries (ref, at, channel, result, worker) VALUES (:ref, :at, :channel, :result, :worker)
"""
OTHERS = f"""
SELECT appointments.ref AS ref FROM {JOINED}
LEFT JOIN cases ON cases.ref = arrangements.matter OR cases.request = arrangements.matter
WHERE status = 'booked' AND appointments.ref <> :ref AND (arrangements.matter = :matter OR cases.client = :client)
"""  # noqa: S608 (our own tables)
CLASH = f"{OTHERS} AND on_day = :day AND starts_at = :at"
LATER = f"{OTHERS} AND on_day >= :day AND starts_at > :at"
OPEN = "SELECT ref FROM arrangements INDEXED BY arrangements_next WHERE closed_on IS NULL"
OF_WORKER = """
SELECT ref FROM arrangements INDEXED BY arrangements_worker WHERE worker = :worker
UNION
SELECT ref FROM arrangements INDEXED BY arrangements_pair WHERE pair = :worker
"""
OF_MATTER = "SELECT ref FROM arrangements INDEXED BY arrangements_matter WHERE matter = :matter"


class Story(NamedTuple):
    """An appointment with what lies behind it and what was tried after it."""

    appointment: Appointment
    behind: Behind
    tries: list[Try]
    clash: str | None
    """Another one that the same person has at the same time."""
    later: str | None
    """Another one that is booked for the same person, for a later time."""


class Booking(NamedTuple):
    """A new appointment, and what had waited for a new time and ended with it."""

    appointment: Appointment
    ended: list[Appointment]


def get(database: Database, ref: str) -> Appointment:
    """The appointment of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return by_reference(database, JOINED, ref, _from_row)


def story(database: Database, ref: str) -> Story:
    """An appointment with everything that decisions about it look at.

    Raises:
        UnknownReferenceError: There is none.
    """
    found = get(database, ref)
    there = behind(database, found.matter)
    clash, later = (_other(database, sql, found.ref, found, there) for sql in (CLASH, LATER))
    return Story(found, there, tries(database, found.ref), clash, later)


def behind(database: Database, ref: str) -> Behind:
    """The request or case of a reference, or of the beginning of one, as far as appointments need it.

    Raises:
        UnknownReferenceError: There is none.
    """
    if ref.startswith("A"):
        case = cases.get(database, ref)
        found = behind_case(case, requests.get(database, case.request) if case.request else None)
    else:
        request = requests.get(database, ref)
        grown = cases.of_request(database, request.ref)
        found = behind_request(request, cases.get(database, grown) if grown else None)
    said = [one.channel for one in arrangements.of_matter(database, found.ref) if one.channel]
    return found._replace(channel=said[-1]) if said else found


def tries(database: Database, ref: str) -> list[Try]:
    """What was tried after a missed appointment, in the order in which it happened."""
    sql = "SELECT at, channel, result, worker FROM appointment_tries WHERE ref = :ref ORDER BY at, id"
    return database.read(_try_of, sql, ref=ref)


def book(
    database: Database, matter: str, draft: Draft, decide: Callable[[Behind, str | None], Appointment], act: Act
) -> Booking:
    """Store the appointment that `decide` books, and end what waited for a new time, in one transaction.

    Raises:
        UnknownReferenceError: There is no such request or case; or whatever `decide` raises.
    """
    whole = behind(database, matter).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        there = behind(database, whole)
        appointment = decide(there, _other(database, CLASH, draft.ref, draft, there))
        waited = [one for one in listing(database, matter=whole) if one.arrangement.step in AFTERWARDS]
        for waiting in waited:
            keep(database, waiting, settle(waiting, Settlement.REBOOKED, local_day(act.at)), act)
        keep(database, None, appointment, act)
        refs = [whole, *(waiting.ref for waiting in waited)]
        log.entry(database, act, [appointment.ref, *refs])
    if act.dry_run:
        log.shown(database, act, refs)  # the appointment's reference was invented for the show
    return Booking(appointment, waited)


def change(
    database: Database, ref: str, decide: Callable[[Story], Appointment], act: Act, one: Try | None = None
) -> Story:
    """Read an appointment, let `decide` say what becomes of it, and store that with `one` more attempt.

    Raises:
        UnknownReferenceError: There is no such appointment; or whatever `decide` raises.
    """
    found = get(database, ref)
    refs = [found.ref, found.matter]
    with log.refusals(database, act, *refs), database.transaction(keep=not act.dry_run):
        if one:
            database.write(ADD_TRY, **_try_row(found.ref, one))
        before = story(database, found.ref)
        after = decide(before)
        keep(database, before.appointment, after, act, **({"tried": _try_row(found.ref, one)} if one else {}))
        if one and one.result is Result.DO_NOT_CONTACT:
            _no_more_contact(database, found.matter, act)
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, refs)
    return before._replace(appointment=after)


def listing(
    database: Database,
    *,
    status: str = "open",
    matter: str | None = None,
    on: date | None = None,
    worker: str | None = None,
) -> list[Appointment]:
    """The appointments of a `status`, `open` or `all`, in the order of their hours; perhaps of one matter, day, worker.

    Those are `open` of which something is still to be done.
    """
    conditions = {"open": f"ref IN ({OPEN})", "all": "true"}.get(status, "status = :status")
    conditions += f" AND ref IN ({OF_MATTER})" if matter else ""
    conditions += f" AND ref IN ({OF_WORKER})" if worker else ""
    conditions += " AND on_day = :on" if on else ""
    sql = f"SELECT * FROM {JOINED} WHERE {conditions} ORDER BY starts_at, ref"  # noqa: S608 (our own conditions)
    given = {"status": status, "matter": matter, "worker": worker, "on": on.isoformat() if on else None}
    return database.read(_from_row, sql, **{key: value for key, value in given.items() if f":{key}" in sql})


def booked_ahead(database: Database, matter: str, now: datetime) -> list[str]:
    """The references of a matter's booked appointments whose hour lies ahead."""
    return [one.ref for one in listing(database, status="booked", matter=matter) if one.at > now]


def keep(database: Database, before: Appointment | None, after: Appointment, act: Act, **told: object) -> None:
    """Write an appointment and its line in the day's list with one event, inside the caller's transaction."""
    new, old = to_row(after), to_row(before) if before else {}
    changed = {key: [old.get(key), value] for key, value in new.items() if old.get(key) != value}
    details = {"appointment": changed} if changed else {}
    arrangements.keep(database, before.arrangement if before else None, after.arrangement, act, **details, **told)
    if changed:
        database.write(UPDATE if before else INSERT, **new)


def _no_more_contact(database: Database, matter: str, act: Act) -> None:
    """Keep with an open request that the person asked not to be contacted."""
    if matter.startswith("A"):
        return
    request = requests.get(database, matter)
    if request.closed_at is None and not request.do_not_contact:
        requests.keep(database, request, request._replace(do_not_contact=True, step=Step.DECIDE), act)


def _other(database: Database, sql: str, ref: str, wanted: Draft | Appointment, there: Behind) -> str | None:
    """Another booked appointment of the same person, at the same time or a later one."""
    row = database.row(
        sql,
        day=local_day(wanted.at).isoformat(),
        at=to_text(wanted.at),
        ref=ref,
        matter=there.ref,
        client=there.client,
    )
    return str(row["ref"]) if row else None


def to_row(appointment: Appointment) -> dict[str, object]:
    """The columns of an appointment beside those of its line in the list."""
    values = {
        "ref": appointment.ref,
        "starts_at": appointment.at,
        "on_day": appointment.on,
        "late": appointment.late,
        **{field: getattr(appointment, field) for field in SAME},
    }
    return kept(values)


def _from_row(row: Row) -> Appointment:
    values = {field: reader(row[field]) for field, reader in READERS.items() if row[field] is not None}
    return Appointment(
        arrangement=arrangements.from_row(row), at=from_text(row["starts_at"]), minutes=row["minutes"], **values
    )


def _try_of(row: Row) -> Try:
    return Try(from_text(row["at"]), Channel(row["channel"]), Result(row["result"]), row["worker"])


def _try_row(ref: str, one: Try) -> dict[str, object]:
    return kept({"ref": ref, **one._asdict()})


SAME = ("how", "status", "cancelled_by", "reason", "ended_at", "minutes", "settled")
READERS: dict[str, Callable[[Any], Any]] = {
    "how": AppointmentHow,
    "status": AppointmentStatus,
    "cancelled_by": CancelledBy,
    "reason": AppointmentReason,
    "ended_at": from_text,
    "settled": Settlement,
}
"""How the columns that are not text or numbers are read."""
