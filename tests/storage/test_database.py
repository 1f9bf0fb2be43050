"""Opening the file, and one transaction at a time."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher

from sotecli import keys
from sotecli.errors.file import (
    BusyError,
    DamagedError,
    NewerSchemaError,
    NoFileError,
    NotSoteFileError,
    StorageFailedError,
    WrongPassphraseError,
)
from sotecli.storage import database as module
from sotecli.storage import requests, unit
from sotecli.storage.database import APPLICATION_ID, SCHEMA, Database, UnreadableFileError, open_database
from tests.conftest import PASSPHRASE, PHONE, a_request, an_act, derive_once

PAGE = keys.PAGE
REF = "P-7K3F9QX"


def open_as_session(path: Path, passphrase: str = PASSPHRASE) -> Database:
    """Open a file as `Session` does, with a key that is remembered."""
    file_key = derive_once(passphrase, keys.read_salt(path))
    try:
        return open_database(path, file_key.raw)
    except UnreadableFileError:
        raise keys.verdict(path, file_key) from None


def raw_connection(path: Path) -> Any:  # noqa: ANN401 (the driver has no types)
    """A connection of somebody else's to the same file."""
    connection = sqlcipher.connect(str(path), isolation_level=None, timeout=0)
    connection.set_key(derive_once(PASSPHRASE, path.read_bytes()[:16]).raw)
    return connection


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table."""
    names = [row["name"] for row in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: [tuple(row) for row in database.rows(f"SELECT * FROM {name}")] for name in names}


def flipped(place: int) -> Callable[[Path], None]:
    """Damage that turns one byte."""

    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[place] ^= 0x01
        path.write_bytes(data)

    return damage


def cut(size: int) -> Callable[[Path], None]:
    """Damage that leaves `size` bytes, or takes them from the end."""
    return lambda path: os.truncate(path, size if size >= 0 else path.stat().st_size + size)


def random_bytes(size: int) -> Callable[[Path], int]:
    """Bytes that say nothing."""
    return lambda path: path.write_bytes(os.urandom(size))


def plain_sqlite(path: Path) -> None:
    """An unencrypted SQLite file."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE requests (ref TEXT)")
    connection.close()


def folder(path: Path) -> None:
    """A folder in the file's place."""
    path.unlink()
    path.mkdir()


def rewritten(pragma: str) -> Callable[[Path], None]:
    """The same file with another mark in its head."""

    def write(path: Path) -> None:
        connection = raw_connection(path)
        connection.execute(f"PRAGMA {pragma}")
        connection.close()

    return write


STATES: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "missing": (Path.unlink, NoFileError),
    "folder": (folder, NotSoteFileError),
    "empty": (cut(0), NotSoteFileError),
    "less than a page": (cut(PAGE - 1), NotSoteFileError),
    "plain": (plain_sqlite, NotSoteFileError),
    "text": (lambda path: path.write_text("moi\n" * PAGE), WrongPassphraseError),
    "random": (random_bytes(8 * PAGE), WrongPassphraseError),
    "random of an odd size": (random_bytes(8 * PAGE + 100), DamagedError),
    "cut at a page": (cut(-PAGE), DamagedError),
    "cut to one page": (cut(PAGE), DamagedError),
    "cut within a page": (cut(-PAGE // 2), DamagedError),
    "one byte short": (cut(-1), DamagedError),
    "salt": (flipped(0), WrongPassphraseError),
    "head of page 1": (flipped(16), DamagedError),
    "middle of page 1": (flipped(2000), DamagedError),
    "end of page 1": (flipped(PAGE - 1), DamagedError),
    "another application's": (rewritten("application_id = 1"), NotSoteFileError),
    "nobody's": (rewritten("application_id = 0"), NotSoteFileError),
    "newer": (rewritten(f"user_version = {SCHEMA + 1}"), NewerSchemaError),
}


@pytest.mark.parametrize("state", list(STATES))
def test_what_cannot_be_opened(unit_file: Path, state: str) -> None:
    """Each state of a file has its own error, and opening changes nothing and leaves nothing beside the file."""
    damage, error = STATES[state]
    damage(unit_file)
    before = unit_file.read_bytes() if unit_file.is_file() else None
    names = sorted(unit_file.parent.iterdir())
    with pytest.raises(error) as refused:
        open_as_session(unit_file)
    assert type(refused.value) is error
    assert (unit_file.read_bytes() if unit_file.is_file() else None) == before
    assert sorted(unit_file.parent.iterdir()) == names


def test_a_wrong_passphrase(unit_file: Path) -> None:
    """A passphrase that is almost right opens nothing and is not called damage."""
    for typed in (PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError):
            open_as_session(unit_file, typed)


def test_a_wrong_passphrase_does_not_excuse_a_cut(unit_file: Path) -> None:
    """What is cut off within a page is damaged, whatever the passphrase, before any is asked."""
    os.truncate(unit_file, unit_file.stat().st_size - 1)
    with pytest.raises(DamagedError):
        keys.read_salt(unit_file)


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    """A path with nothing at it stays without a file, even if somebody opens it with a key."""
    with pytest.raises(StorageFailedError):
        open_database(tmp_path / "no.db", derive_once(PASSPHRASE, b"0123456789abcdef").raw)
    assert not (tmp_path / "no.db").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example writes the whole file anew
@given(st.data())
def test_damage_is_never_read_as_content(template: Path, unit_file: Path, data: st.DataObject) -> None:
    """Wherever a byte after the salt is turned, reading everything gives the true content or `DamagedError`."""
    whole = template.read_bytes()
    place = data.draw(st.integers(keys.SALT, len(whole) - 1))
    unit_file.write_bytes(whole)
    flipped(place)(unit_file)
    found: object = None
    try:
        database = open_as_session(unit_file)
    except DamagedError:
        return
    try:
        found = contents(database)
    except DamagedError:
        return
    finally:
        database.close()
    unit_file.write_bytes(whole)
    database = open_as_session(unit_file)
    assert found == contents(database)
    database.close()


def test_a_damaged_page_is_found_when_it_is_read(unit_file: Path) -> None:
    """A turned byte in page 3 does not keep the file from opening, and checking every page finds it."""
    flipped(2 * PAGE + 100)(unit_file)
    database = open_as_session(unit_file)
    with pytest.raises(DamagedError):
        database.rows("PRAGMA integrity_check")
    database.close()


def test_the_file_at_rest(unit_file: Path) -> None:
    """After writing and closing there is one file with the mode 0600, which shows nothing of what it is or holds."""
    names = sorted(unit_file.parent.iterdir())
    unit_file.chmod(0o600)
    database = open_as_session(unit_file)
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    assert sorted(unit_file.parent.iterdir()) == names
    database.close()
    assert sorted(unit_file.parent.iterdir()) == names
    assert stat.S_IMODE(unit_file.stat().st_mode) == 0o600
    for secret in (b"SQLite format 3", b"CREATE TABLE", PHONE.encode(), REF.encode(), b"anna"):
        assert secret not in unit_file.read_bytes()


def test_the_connection_is_settled(database: Database) -> None:
    """Every opened file has the journal, safety and secrecy settings of the contract."""
    pragmas = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema", "temp_store")
    assert {name: database.rows(f"PRAGMA {name}")[0][0] for name in pragmas} == {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }


def test_somebody_else_is_writing(unit_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who cannot write within the wait is told so, nothing is changed, and afterwards it works."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    database, other = open_as_session(unit_file), raw_connection(unit_file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError):
        requests.add(database, [(a_request(REF), PHONE)], an_act())
    assert not requests.exists(database, REF)
    other.execute("ROLLBACK")
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    assert requests.exists(database, REF)
    other.close()
    database.close()


def test_opening_while_somebody_else_holds_the_file(unit_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is held so that it cannot even be read is busy, neither damaged nor closed to the passphrase."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    other = raw_connection(unit_file)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError):
        open_as_session(unit_file)
    other.close()
    open_as_session(unit_file).close()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError, SystemExit])
def test_a_transaction_is_all_or_nothing(database: Database, interruption: type[BaseException]) -> None:
    """Whatever interrupts a transaction takes all of it back, and the next one works."""

    def interrupted() -> None:
        with database.transaction():
            database.write("UPDATE unit SET name = 'Muu'")
            raise interruption

    with pytest.raises(interruption):
        interrupted()
    assert unit.get(database).name == "Harjoitus"
    with database.transaction():
        database.write("UPDATE unit SET name = 'Muu'")
    assert unit.get(database).name == "Muu"


def test_a_transaction_that_keeps_nothing(database: Database) -> None:
    """A dry run sees its own changes and leaves none."""
    with database.transaction(keep=False):
        database.write("UPDATE unit SET name = 'Muu'")
        assert unit.get(database).name == "Muu"
    assert unit.get(database).name == "Harjoitus"


@pytest.mark.parametrize(
    ("pragma", "reason"), [("max_page_count = 1", "full"), ("query_only = ON", "readonly")]
)  # SQLite's own limits stand in for a full disk and a read-only one
def test_a_disk_that_takes_nothing(database: Database, unit_file: Path, pragma: str, reason: str) -> None:
    """When nothing can be written it is said why, and nothing is half written."""
    before = contents(database)
    database.rows(f"PRAGMA {pragma}")
    with pytest.raises(StorageFailedError) as refused:
        requests.add(database, [(a_request(f"P-{number}AAAAAA"), PHONE) for number in range(200)], an_act())
    assert refused.value.values == {"path": unit_file, "reason": reason}
    assert contents(database) == before


def test_a_mistake_in_sql_is_a_bug(database: Database) -> None:
    """A statement that SQLite does not understand is not dressed up as somebody's mistake."""
    with pytest.raises(sqlcipher.OperationalError):
        database.rows("SELECT nothing FROM nowhere")
