"""The two chains: recomputed here, independently."""

import json
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sotecli.core import request as core
from sotecli.core.codes import Channel, Gave, Outcome, Result
from sotecli.core.contact import Contact, after_contact
from sotecli.core.request import Request
from sotecli.core.worker import Worker
from sotecli.storage import contacts, log, requests, unit, workers
from sotecli.storage.database import Database
from tests.conftest import NOW, PHONE, a_request, a_situation, an_act

EMAIL = "nimeton@example.org"
CALLED, WRITTEN = "P-7K3F9QX", "P-AAAAAAA"
withdraw = partial(core.close, outcome=Outcome.WITHDRAWN, at=NOW)
COVERED = {  # what each chain's hash covers, after the hash before it
    "events": ("at", "worker", "action", "subject", "payload_hash"),
    "log": ("at", "worker", "action", "refs", "fields", "purpose"),
}


def rows(database: Database, chain: str) -> list[dict[str, Any]]:
    """A chain from its beginning."""
    found = database.rows(f"SELECT * FROM {chain} ORDER BY seq")  # the test's own two names
    return [{key: row[key] for key in row.keys()} for row in found]  # noqa: SIM118 (a row of the driver is no mapping)


def holds(chain: str, found: list[dict[str, Any]]) -> bool:
    """Whether each entry is numbered after and linked to the one before it, by SHA-256 over what it says."""
    previous = "0" * 64
    for number, row in enumerate(found, start=1):
        said = json.dumps([row[column] for column in COVERED[chain]], ensure_ascii=False, separators=(",", ":"))
        linked = sha256(f"{previous}\n{said}".encode()).hexdigest()
        if (row["seq"], row["previous"], row["hash"]) != (number, previous, linked):
            return False
        payload = row.get("payload")
        if payload is not None and sha256(payload.encode()).hexdigest() != row["payload_hash"]:
            return False
        previous = linked
    return True


def contact(request: Request) -> tuple[Contact, Request]:
    """A call in which guidance was given."""
    made = Contact(
        ref=request.ref, at=NOW, channel=Channel.CALL, result=Result.REACHED, gave=(Gave.GUIDANCE,), worker="anna"
    )
    return made, after_contact(request, made, a_situation())


@pytest.fixture
def lived(database: Database) -> Database:
    """A file in which every kind of write has happened."""
    requests.add(database, [(a_request(CALLED), PHONE), (a_request(WRITTEN), EMAIL)], an_act("request.add"))
    requests.change(database, CALLED, partial(core.assign, worker=Worker(code="anna")), an_act("worker.assign"))
    contacts.add(database, CALLED, contact, an_act("contact.log"))
    requests.change(database, WRITTEN, withdraw, an_act("request.close")._replace(dry_run=True))
    requests.change(database, WRITTEN, withdraw, an_act("request.close", "bo"))
    log.shown(database, an_act("request.show")._replace(purpose="lead-check", fields="contact"), [CALLED, WRITTEN])
    unit.settle(database, "sources", lambda _: "nuori-talo", an_act("setting.set"))
    workers.add(database, Worker(code="Åsa"), an_act("worker.add"))
    return database


@pytest.mark.parametrize("chain", list(COVERED))
def test_chains_hold(lived: Database, chain: str) -> None:
    """Recomputed without any of the program's code, both chains hold from their first entry."""
    found = rows(lived, chain)
    assert len(found) >= 6
    assert holds(chain, found)


@pytest.mark.parametrize(
    ("chain", "column"), [(chain, column) for chain, columns in COVERED.items() for column in (*columns, "seq", "hash")]
)
def test_every_word_of_an_entry_is_covered(lived: Database, chain: str, column: str) -> None:
    """Whatever is changed in any entry, the chain no longer holds; nor without an entry, the last one excepted."""
    found = rows(lived, chain)
    for number, row in enumerate(found):
        changed = {**row, column: row[column] + 1 if column == "seq" else f"{row[column]}x"}
        assert not holds(chain, [*found[:number], changed, *found[number + 1 :]]), (number, column)
    assert not any(holds(chain, found[:number] + found[number + 1 :]) for number in range(len(found) - 1))


def test_a_changed_payload_is_found(lived: Database) -> None:
    """A payload that was rewritten does not fit its hash."""
    found = rows(lived, "events")
    (added,) = [row for row in found if row["subject"] == "worker anna"]
    added["payload"] = added["payload"].replace("lead", "worker")
    assert not holds("events", found)


def test_a_blanked_payload_keeps_the_chain(lived: Database) -> None:
    """The payloads of one request can be blanked, and the chain of all events still holds."""
    lived.write("UPDATE events SET payload = NULL WHERE subject = :ref", ref=CALLED)
    found = rows(lived, "events")
    assert {row["payload"] is None for row in found if row["subject"] == CALLED} == {True}
    assert {row["payload"] is None for row in found if row["subject"] != CALLED} == {False}
    assert holds("events", found)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events",
        "DELETE FROM log",
        "DELETE FROM log WHERE seq = 1",
        "UPDATE log SET worker = 'bo'",
        "UPDATE log SET purpose = ''",
        "UPDATE events SET payload = '{}'",
        "UPDATE events SET payload = NULL, worker = 'bo'",
        "UPDATE events SET payload = NULL, at = ''",
        "UPDATE events SET payload = NULL, action = ''",
        "UPDATE events SET payload = NULL, subject = ''",
        "UPDATE events SET payload = NULL, payload_hash = ''",
        "UPDATE events SET payload = NULL, previous = ''",
        "UPDATE events SET payload = NULL, hash = ''",
        "UPDATE events SET payload = NULL, seq = seq + 1000",
    ],
)
def test_what_was_written_stays(lived: Database, statement: str) -> None:
    """The file itself refuses to change or remove an entry, except for blanking an event's payload."""
    before = rows(lived, "events"), rows(lived, "log")
    with pytest.raises(sqlcipher.IntegrityError):
        lived.write(statement)
    assert (rows(lived, "events"), rows(lived, "log")) == before


def test_a_blanked_payload_stays_blank(lived: Database) -> None:
    """What was blanked at a person's wish is not written again."""
    lived.write("UPDATE events SET payload = NULL WHERE seq = 1")
    with pytest.raises(sqlcipher.IntegrityError):
        lived.write("UPDATE events SET payload = 'x' WHERE seq = 1")


def test_contact_details_are_in_neither_chain(lived: Database) -> None:
    """No phone number and no address stands in any event or log entry."""
    text = json.dumps([rows(lived, "events"), rows(lived, "log")], ensure_ascii=False)
    assert CALLED in text
    for secret in (PHONE, PHONE[4:], EMAIL, "nimeton"):
        assert secret not in text


def test_an_event_says_what_changed(lived: Database) -> None:
    """An event of a change holds the old and new value of what changed, and of nothing else."""
    (assigned,) = [row for row in rows(lived, "events") if row["action"] == "worker.assign"]
    assert (assigned["worker"], assigned["subject"], assigned["at"]) == ("anna", CALLED, "2026-06-17T06:00:00Z")
    assert json.loads(assigned["payload"]) == {"changed": {"worker": [None, "anna"], "ever_assigned": [0, 1]}}
    (called,) = [row for row in rows(lived, "events") if row["action"] == "contact.log"]
    payload = json.loads(called["payload"])
    assert payload["changed"]["contacts_made"] == [0, 1]
    assert (payload["contact"]["result"], payload["contact"]["gave"]) == ("reached", '["guidance"]')


def test_a_log_entry_says_who_saw_what_and_why(lived: Database) -> None:
    """An entry holds the worker, the command, the references, the class of fields and the purpose."""
    (shown,) = [row for row in rows(lived, "log") if row["action"] == "request.show"]
    assert (shown["worker"], shown["fields"], shown["purpose"]) == ("anna", "contact", "lead-check")
    assert json.loads(shown["refs"]) == [CALLED, WRITTEN]


def test_intake_is_logged_as_handling_contact_details(lived: Database) -> None:
    """Who takes in requests has handled their contact details, all of them in one entry."""
    (added,) = [row for row in rows(lived, "log") if row["action"] == "request.add"]
    assert (added["fields"], json.loads(added["refs"])) == ("contact", [CALLED, WRITTEN])
