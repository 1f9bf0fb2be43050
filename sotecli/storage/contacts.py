"""The contact log: rows in, `Contact` out."""

import json
from collections.abc import Callable
from dataclasses import replace

from sotecli.core.act import Act
from sotecli.core.codes import Channel, Gave, Result
from sotecli.core.contact import Contact
from sotecli.core.moment import from_text, to_text
from sotecli.core.request import Request
from sotecli.storage import log, requests, services
from sotecli.storage.database import Database, Row, stored_day


def add(
    database: Database, ref: str, decide: Callable[[Request], tuple[Contact, Request]], act: Act
) -> tuple[Contact, Request]:
    """Log one contact on a request, and what follows from it, in one transaction.

    Raises:
        UnknownReferenceError: There is no such request; or whatever `decide` raises.
        UnknownServiceError: It names a service that the directory does not have.
    """
    whole = requests.get(database, ref).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        before = requests.get(database, whole)
        contact, after = decide(before)
        services.must_exist(database, contact.services)
        contact = replace(contact, next_on=after.next_on)
        row = _to_row(contact)
        database.write(
            "INSERT INTO contacts (ref, at, channel, result, gave, services, minutes, worker, next_on)"
            " VALUES (:ref, :at, :channel, :result, :gave, :services, :minutes, :worker, :next_on)",
            **row,
        )
        requests.keep_change(database, before, after, act, contact=row)
    if act.dry_run:
        log.shown(database, act, [after.ref])
    return contact, after


def listing(database: Database, ref: str) -> list[Contact]:
    """The contacts of one request, in the order in which they happened."""
    return database.read(_from_row, "SELECT * FROM contacts WHERE ref = :ref ORDER BY at, id", ref=ref)


def _to_row(contact: Contact) -> dict[str, object]:
    return {
        **vars(contact),
        "at": to_text(contact.at),
        "gave": json.dumps(contact.gave),
        "services": json.dumps(contact.services),
        "next_on": contact.next_on.isoformat() if contact.next_on else None,
    }


def _from_row(row: Row) -> Contact:
    return Contact(
        ref=row["ref"],
        at=from_text(row["at"]),
        channel=Channel(row["channel"]),
        result=Result(row["result"]),
        gave=tuple(Gave(code) for code in json.loads(row["gave"])),
        services=tuple(json.loads(row["services"])),
        minutes=row["minutes"],
        worker=row["worker"],
        next_on=stored_day(row["next_on"]) if row["next_on"] else None,
    )
