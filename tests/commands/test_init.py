"""`sote init`: how a file comes to be."""

import os
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE, Desk, sote


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file with a passphrase that only its owner can read."""
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    path.write_text(PASSPHRASE)
    return path


def init(path: Path, secret: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """Run `init` for `path`."""
    ran = sote(
        "--file",
        str(path),
        "init",
        "--unit",
        "Oma",
        "--worker",
        "Anna",
        *words,
        environment={"SOTE_PASSPHRASE_FILE": str(secret), **environment},
    )
    return ran.code, ran.out, ran.err


def test_a_new_file(tmp_path: Path, secret: Path) -> None:
    """The file is there, private, encrypted, alone, and its first worker is the lead."""
    folder = tmp_path / "unit"
    folder.mkdir()
    old = os.umask(0)
    try:
        code, out, _err = init(folder / "u.db", secret, "--json", "--lang", "fi")
    finally:
        os.umask(old)
    assert code == 0
    assert '"schema": 1' in out
    assert [path.name for path in folder.iterdir()] == ["u.db"]
    assert (folder / "u.db").stat().st_mode & 0o777 == 0o600
    assert not (folder / "u.db").read_bytes().startswith(b"SQLite format 3")
    listed = sote(
        "--file", str(folder / "u.db"), "worker", "list", "--json", environment={"SOTE_PASSPHRASE_FILE": str(secret)}
    )
    assert listed.json[0] == {
        "code": "Anna",
        "role": "lead",
        "qualification": "none",
        "active": True,
        "open": 0,
        "left_on": None,
        "absences": [],
    }


def test_never_over_something(tmp_path: Path, secret: Path) -> None:
    """An existing file, of whatever kind, is not touched."""
    path = tmp_path / "there.db"
    path.write_bytes(b"")
    assert init(path, secret)[0] == 5
    assert path.read_bytes() == b""


def test_a_missing_folder(tmp_path: Path, secret: Path) -> None:
    """A missing folder is exit 10."""
    assert init(tmp_path / "no" / "u.db", secret)[0] == 10


def test_the_default_place(tmp_path: Path, secret: Path) -> None:
    """Without --file the file goes into the user's data folder, which is made private."""
    ran = sote("init", "--unit", "Oma", "--worker", "anna", environment={"SOTE_PASSPHRASE_FILE": str(secret)})
    assert ran.code == 0
    found = list((tmp_path / "home").rglob("sote.db"))
    assert len(found) == 1
    assert found[0].parent.stat().st_mode & 0o777 == 0o700


def test_a_real_file_has_the_real_clock(tmp_path: Path, secret: Path) -> None:
    """SOTE_NOW is refused by `init` of a real file and by every command on one, and taken by a training file."""
    now = "2026-06-17T09:00:00+03:00"
    assert init(tmp_path / "real.db", secret, SOTE_NOW=now)[0] == 2
    assert init(tmp_path / "real.db", secret)[0] == 0
    ran = sote(
        "--file",
        str(tmp_path / "real.db"),
        "followup",
        "due",
        "--json",
        environment={"SOTE_PASSPHRASE_FILE": str(secret), "SOTE_NOW": now},
    )
    assert ran.code == 2
    assert init(tmp_path / "training.db", secret, "--training", SOTE_NOW=now)[0] == 0
    assert init(tmp_path / "training2.db", secret, "--training", SOTE_NOW="yesterday")[0] == 2


def test_a_short_passphrase(tmp_path: Path, secret: Path) -> None:
    """A passphrase of fewer than twelve characters makes no file."""
    secret.write_text("lyhyt sana")
    assert init(tmp_path / "u.db", secret)[0] == 2
    assert not (tmp_path / "u.db").exists()


def test_a_passphrase_that_others_can_read(unit: Desk, tmp_path: Path) -> None:
    """A passphrase file that others can read is refused."""
    (tmp_path / "passphrase").chmod(0o640)
    assert unit("request", "list").code == 2


def test_other_sources_of_the_passphrase(unit: Desk, tmp_path: Path) -> None:
    """A descriptor and a command give the passphrase as well; blanks are part of it, a newline is not."""
    secret = unit.environment.pop("SOTE_PASSPHRASE_FILE")
    assert unit("--passphrase-fd", "0", "request", "list", "--json", stdin=PASSPHRASE + "\n").code == 0
    assert unit("--passphrase-fd", "0", "request", "list", "--json", stdin=PASSPHRASE + " ").code == 11
    unit.extra["SOTE_PASSPHRASE_COMMAND"] = f"cat {secret}"
    assert unit("request", "list", "--json").code == 0
    unit.extra["SOTE_PASSPHRASE_COMMAND"] = "false"
    assert unit("request", "list", "--json").code == 2
    assert unit("--passphrase-fd", "77", "request", "list", "--json").code == 2
    del tmp_path


def test_a_dry_run_makes_nothing(tmp_path: Path, secret: Path) -> None:
    """With --dry-run no file is made."""
    assert init(tmp_path / "u.db", secret, "--dry-run")[0] == 0
    assert not (tmp_path / "u.db").exists()


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\x1b[31mred", "x" * 81])
def test_names_that_cannot_be_seen(tmp_path: Path, secret: Path, name: str) -> None:
    """A unit's name is 1-80 characters that can be seen."""
    path = tmp_path / "u.db"
    ran = sote(
        "--file",
        str(path),
        "init",
        "--unit",
        name,
        "--worker",
        "anna",
        environment={"SOTE_PASSPHRASE_FILE": str(secret)},
    )
    assert ran.code == 2
    assert not path.exists()


@pytest.mark.parametrize("name", ["väli lyönti.db", "a?b#c%41.db", "it's.db", "ö.db", ":memory:"])
def test_odd_paths(tmp_path: Path, secret: Path, name: str) -> None:
    """Blanks, quotes, letters and signs in a path are only letters of a name."""
    path = tmp_path / name
    assert init(path, secret)[0] == 0
    assert path.stat().st_size > 0
    ran = sote("--file", f"/{path}", "worker", "list", "--json", environment={"SOTE_PASSPHRASE_FILE": str(secret)})
    assert ran.code == 0
