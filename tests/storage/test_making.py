"""Making a new file: whole or not at all."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sotecli import keys
from sotecli.core.codes import Role
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.worker import Worker
from sotecli.errors.file import NoFolderError
from sotecli.errors.refused import AlreadyThereError
from sotecli.storage import unit as units
from sotecli.storage import workers
from sotecli.storage.database import SCHEMA, open_database
from sotecli.storage.making import make
from tests.conftest import PASSPHRASE, a_unit, an_act, derive_once

KEY = derive_once(PASSPHRASE, b"0123456789abcdef")
LEAD = Worker(code="anna", role=Role.LEAD)


def made(path: Path, unit: Unit | None = None) -> Path:
    """A new file of anna's."""
    make(path, KEY.raw, unit or a_unit(), LEAD, an_act("init"))
    return path


def test_a_new_file_is_whole(tmp_path: Path) -> None:
    """A new file has its unit, settings, first worker, schema and an event for each, and nothing beside it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = made(folder / "unit.db", a_unit(lang="sv"))
    assert [found.name for found in folder.iterdir()] == ["unit.db"]
    database = open_database(path, KEY.raw)
    assert units.get(database) == a_unit(lang="sv")
    assert workers.listing(database) == [LEAD]
    assert database.rows("PRAGMA user_version")[0][0] == SCHEMA
    assert [row["subject"] for row in database.rows("SELECT subject FROM events ORDER BY seq")] == [
        "unit",
        "worker anna",
    ]
    database.close()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_a_new_file(tmp_path: Path, mask: int) -> None:
    """Whatever the user's mask is, the file has the mode 0600."""
    before = os.umask(mask)
    try:
        path = made(tmp_path / "unit.db")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_salt_is_the_one_that_was_given(tmp_path: Path) -> None:
    """The file begins with its salt, so that the passphrase opens it again."""
    assert keys.read_salt(made(tmp_path / "unit.db")) == KEY.salt


@pytest.mark.parametrize("name", ["yksikkö 1.db", "a?mode=memory", "100%25.db", "#1;x='y'.db", "-unit.db"])
def test_any_name_is_a_name(tmp_path: Path, name: str) -> None:
    """Names with blanks, signs and foreign letters make, and open, a file of exactly that name."""
    path = made(tmp_path / name)
    assert path.is_file()
    open_database(path, KEY.raw).close()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Where there is a file, a folder or a link to nowhere already, it stays as it is."""
    file, folder, link = tmp_path / "file", tmp_path / "folder", tmp_path / "link"
    file.write_bytes(b"mine")
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir())
    for path in (file, folder, link):
        with pytest.raises(AlreadyThereError):
            made(path)
    assert file.read_bytes() == b"mine"
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    with pytest.raises(NoFolderError) as refused:
        made(tmp_path / "no" / "unit.db")
    assert refused.value.values["path"] == tmp_path / "no"
    assert not (tmp_path / "no").exists()


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """When something goes wrong half-way there is no file, whole or hidden."""
    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyError):
        made(tmp_path / "unit.db", a_unit()._replace(settings={"no.such": "setting"}))
    assert sorted(tmp_path.iterdir()) == before


class Slow(Mapping[str, str]):
    """Settings during whose reading somebody else makes the file: the one moment that a test cannot hit otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __getitem__(self, key: str) -> str:
        return SETTINGS[key].default

    def __iter__(self) -> Iterator[str]:
        self.path.write_bytes(b"theirs")
        return iter(SETTINGS)

    def __len__(self) -> int:
        return len(SETTINGS)


def test_who_comes_second_loses(tmp_path: Path) -> None:
    """When somebody else makes the file meanwhile, theirs stays and ours vanishes."""
    before = sorted(tmp_path.iterdir())
    with pytest.raises(AlreadyThereError):
        made(tmp_path / "unit.db", a_unit()._replace(settings=Slow(tmp_path / "unit.db")))
    assert (tmp_path / "unit.db").read_bytes() == b"theirs"
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "unit.db"])
