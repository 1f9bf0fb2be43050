"""Nothing that was acknowledged is lost: random `kill -9` while requests come in, and eight processes at once."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from sotecli import keys
from sotecli.storage.database import Database, open_database
from tests.conftest import PASSPHRASE, Desk, derive_once

KILLS = int(os.environ.get("SOTE_TEST_KILLS", "50"))
WRITERS, EACH = 8, 20
# A process that takes in requests and logs contacts as fast as it can, and says each reference once it is stored.
WRITER = """
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
import secrets
from sotecli import keys
from sotecli.core import request as core
from sotecli.core.act import Act
from sotecli.core.codes import Channel, Outcome, Result
from sotecli.core.contact import Contact, after_contact
from sotecli.core.reference import new_reference
from sotecli.core.request import Draft, open_request
from sotecli.core.unit import Situation
from sotecli.core.workdays import calendar_named
from sotecli.storage import contacts, requests, unit
from sotecli.storage.database import open_database

path, key, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
database = open_database(path, key)
now = datetime(2026, 6, 17, 6, 0, tzinfo=UTC)
situation = Situation(today=now.date(), unit=unit.get(database), calendar=calendar_named("fi-office"))
act = Act(worker="anna", at=now, action="crash-test")
contact = lambda request: Contact(ref=request.ref, at=now, channel=Channel.CALL, result=Result.REACHED, worker="anna")
for _ in range(rounds):
    draft = Draft(channel=Channel.CALL, contact="+358401234567")
    request = open_request(new_reference("P", secrets.choice), draft, now, situation)
    requests.add(database, [(request, draft.contact)], act)
    print("added", request.ref, flush=True)
    contacts.add(database, request.ref, lambda one: (contact(one), after_contact(one, contact(one), situation)), act)
    print("reached", request.ref, flush=True)
    requests.change(database, request.ref, partial(core.close, outcome=Outcome.SUPPORTED, at=now), act)
    print("closed", request.ref, flush=True)
"""


def writer(path: Path, key: str, rounds: int) -> subprocess.Popen[str]:
    """Start a writing process."""
    words = [sys.executable, "-c", WRITER, str(path), key, str(rounds)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def stands(database: Database) -> None:
    """Raise unless the file is whole, its tables agree and both chains are unbroken."""
    assert database.row("PRAGMA cipher_integrity_check") is None
    assert database.rows("PRAGMA integrity_check")[0][0] == "ok"
    assert not database.rows("PRAGMA foreign_key_check")
    added = database.row("SELECT count(*) FROM events WHERE action = 'crash-test'")
    logged = database.row("SELECT count(*) FROM log WHERE action = 'crash-test'")
    assert added is not None
    assert logged is not None
    assert added[0] == logged[0]
    disagreeing = database.rows(
        "SELECT ref FROM requests AS r WHERE attempts <> (SELECT count(*) FROM contacts WHERE ref = r.ref)"
        " OR (closed_at IS NULL) <> EXISTS (SELECT 1 FROM contact_details WHERE ref = r.ref)"
    )
    assert not disagreeing
    for chain in ("events", "log"):
        assert not database.rows(
            f"SELECT seq FROM {chain} AS one WHERE seq > 1"
            f" AND previous IS NOT (SELECT hash FROM {chain} WHERE seq = one.seq - 1)"
        )


def test_killed_writers_lose_nothing(unit: Desk) -> None:
    """After each `kill -9` at a random moment every acknowledged step is there, and nothing is half written."""
    key = derive_once(PASSPHRASE, keys.read_salt(unit.path)).raw
    chance = random.Random(20260617)
    acknowledged: dict[str, str] = {}
    for _kill in range(KILLS):
        process = writer(unit.path, key, 1000)
        assert process.stdout is not None
        for _line in range(chance.randrange(1, 25)):
            step, ref = process.stdout.readline().split()
            acknowledged[ref] = step
        process.send_signal(signal.SIGKILL)
        for line in process.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):  # the last line may be cut off
                step, ref = line.split()
                acknowledged[ref] = step
        process.wait()
        process.stdout.close()
    database = open_database(unit.path, key)
    stands(database)
    stored = {row["ref"]: row for row in database.rows("SELECT * FROM requests")}
    for ref, step in acknowledged.items():
        assert ref in stored
        assert step == "added" or stored[ref]["contacts_made"] == 1
        assert step != "closed" or stored[ref]["outcome"] == "supported"
    with database.transaction():
        database.write("PRAGMA user_version = 1")  # the next writer tidies up what the last killed one left
    database.close()
    assert not unit.path.with_name(unit.path.name + "-journal").exists()


def test_eight_writers_at_once(unit: Desk) -> None:
    """Eight processes that write at once all succeed, and everything that they wrote is there."""
    key = derive_once(PASSPHRASE, keys.read_salt(unit.path)).raw
    processes = [writer(unit.path, key, EACH) for _ in range(WRITERS)]
    said = [process.communicate(timeout=200)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * WRITERS
    assert sum(text.count("closed") for text in said) == WRITERS * EACH
    database = open_database(unit.path, key)
    stands(database)
    closed = database.row("SELECT count(*) FROM requests WHERE outcome = 'supported'")
    assert closed is not None
    assert closed[0] == WRITERS * EACH
    database.close()


def test_two_workers_log_on_one_request(unit: Desk) -> None:
    """Contacts that several processes log on the same request at the same time are all counted."""
    ref = unit.add()
    words = [
        str(Path(sys.executable).parent / "sote"),
        "contact",
        "log",
        ref,
        "--channel",
        "call",
        "--result",
        "no-answer",
    ]
    environment = dict(os.environ) | unit.environment
    running = [
        subprocess.Popen(
            words, env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(6)
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * 6
    shown = unit("request", "show", ref, "--json").json
    assert shown["attempts"] == len(shown["contacts"]) == 6
