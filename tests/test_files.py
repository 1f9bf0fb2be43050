"""Bad files, full disks and other hands on the file: each has its verdict, and nothing of clients is told."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sotecli import keys
from sotecli.storage.database import open_database
from tests.conftest import PASSPHRASE, Desk, Ran, derive_once

PAGE = 4096


def damage(path: Path, kind: str) -> None:
    """Make a file of some bad kind at `path`, beginning from a good one."""
    content = path.read_bytes()
    if kind == "plain SQLite":
        path.unlink()
        with sqlite3.connect(path) as plain:
            plain.execute("CREATE TABLE t (x)")
        return
    changed = {
        "empty": b"",
        "random bytes": random.Random(1).randbytes(len(content)),
        "text": b"Aino Keksitty 131052-308T\n" * 400,
        "short": b"hei",
        "cut at a page": content[: len(content) // PAGE // 2 * PAGE],
        "cut in a page": content[:-100],
        "page 1 damaged": content[:100] + bytes([content[100] ^ 1]) + content[101:],
        "salt damaged": bytes([content[0] ^ 1]) + content[1:],
    }
    path.write_bytes(changed[kind])


@pytest.mark.parametrize(
    ("kind", "code", "name"),
    [
        ("empty", 12, "not_sote_file"),
        ("plain SQLite", 12, "not_sote_file"),
        ("short", 12, "not_sote_file"),
        ("random bytes", 11, "wrong_passphrase"),
        ("salt damaged", 11, "wrong_passphrase"),
        ("cut at a page", 12, "damaged"),
        ("cut in a page", 12, "damaged"),
        ("page 1 damaged", 12, "damaged"),
        ("text", 12, "damaged"),
    ],
)
def test_bad_files(inside: Desk, kind: str, code: int, name: str) -> None:
    """Each bad file has its verdict, is not changed, and nothing of it is told."""
    damage(inside.path, kind)
    before = inside.path.read_bytes()
    ran = inside("followup", "due", "--json")
    assert (ran.code, ran.error["code"], ran.error["exit"]) == (code, name, code)
    assert inside.path.read_bytes() == before
    assert "Aino" not in ran.err


@pytest.mark.parametrize("missing", ["nothing.db", "no/folder/unit.db"])
def test_missing_files(inside: Desk, tmp_path: Path, missing: str) -> None:
    """A missing file or folder is exit 10 with the next step, and stays missing."""
    inside.environment["SOTE_FILE"] = str(tmp_path / missing)
    ran = inside("followup", "due", "--json")
    assert (ran.code, ran.error["code"]) == (10, "no_file")
    assert "sote init" in ran.error["hint"]
    assert not (tmp_path / missing).exists()


def test_a_folder_is_no_file(inside: Desk, tmp_path: Path) -> None:
    """A folder instead of a file is exit 12."""
    inside.environment["SOTE_FILE"] = str(tmp_path)
    assert inside("followup", "due").code == 12


def test_a_wrong_passphrase(inside: Desk) -> None:
    """A wrong passphrase is exit 11, in one sentence without the passphrase, and changes nothing."""
    secret = Path(inside.environment["SOTE_PASSPHRASE_FILE"])
    secret.write_text("väärä hevonen akku")
    before = inside.path.read_bytes()
    ran = inside("followup", "due", "--json")
    assert (ran.code, ran.error["code"]) == (11, "wrong_passphrase")
    assert "hevonen" not in ran.err
    assert inside.path.read_bytes() == before


def test_a_newer_file(inside: Desk) -> None:
    """A file of a newer schema is exit 13."""
    key = derive_once(PASSPHRASE, keys.read_salt(inside.path)).raw
    database = open_database(inside.path, key)
    database.write("PRAGMA user_version = 99")
    database.close()
    ran = inside("followup", "due", "--json")
    assert (ran.code, ran.error["code"]) == (13, "newer_schema")


def test_somebody_else_is_writing(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the file longer than the wait allows it is exit 6, and nothing is shown."""
    ref = inside.add()
    database = open_database(inside.path, derive_once(PASSPHRASE, keys.read_salt(inside.path)).raw)
    monkeypatch.setattr("sotecli.storage.database.WAIT_SECONDS", 0.2)
    with database.transaction():
        for words in (["request", "list"], ["request", "close", ref, "--outcome", "withdrawn"]):
            ran = inside(*words, "--json")
            assert (ran.code, ran.error["code"]) == (6, "busy")
            assert ran.out == ""
    database.close()


# Root may write everywhere, so the process becomes nobody after it has imported what it needs.
AS_NOBODY = """
import os, sys
import platformdirs.unix, sotecli.cli, sotecli.commands.request, sotecli.storage.log
from sotecli import i18n
from sotecli.__main__ import run
i18n._catalogue("en")
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
sys.argv[1:] = ["request", "list", "--json"]
run()
"""
# No file may grow, as on a disk without room.
DISK_FULL = """
import resource, sys
from sotecli.__main__ import run
import sotecli.commands.request
sys.argv[1:] = ["request", "close", sys.argv[1], "--outcome", "withdrawn", "--json"]
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
run()
"""


def python(code: str, *words: str, environment: dict[str, str]) -> Ran:
    """Run code in a process of its own, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env=dict(os.environ) | environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_read_only_file_shows_nothing(unit: Desk) -> None:
    """When the log entry cannot be written, it is exit 14 and nothing of clients is shown."""
    ref = unit.add()
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        secret = Path(shutil.copy(unit.environment["SOTE_PASSPHRASE_FILE"], folder))
        path = Path(shutil.copy(unit.path, folder))
        if os.getuid() == 0:
            os.chown(secret, 65534, 65534)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        place = {"SOTE_FILE": str(path), "SOTE_PASSPHRASE_FILE": str(secret), "HOME": folder}
        ran = python(AS_NOBODY, environment=unit.environment | place)
        Path(folder).chmod(0o755)
    assert (ran.code, ran.error["code"]) == (14, "io")
    assert ref not in ran.out + ran.err


def test_a_full_disk_changes_nothing(unit: Desk) -> None:
    """When the disk is full, it is exit 14 and the request stands as it stood."""
    ref = unit.add()
    ran = python(DISK_FULL, ref, environment=unit.environment)
    assert (ran.code, ran.error["code"]) == (14, "io")
    assert unit("request", "show", ref, "--json").json["status"] == "received"


def test_a_foreign_journal_is_not_played_back(inside: Desk) -> None:
    """A journal of another owner beside the file is refused before SQLite could play it back."""
    if os.getuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    journal = inside.path.with_name(inside.path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    os.chown(journal, 65534, 65534)
    before = inside.path.read_bytes()
    assert inside("followup", "due").code == 12
    assert inside.path.read_bytes() == before
