"""The file's key."""

import os
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher

from sotecli import keys
from sotecli.errors.file import DamagedError, NoFileError, NotSoteFileError, WrongPassphraseError
from sotecli.errors.usage import ShortPassphraseError
from sotecli.keys import PAGE, SALT, FileKey, page_authenticates, read_salt, sampled, verdict
from tests.conftest import PASSPHRASE, derive_once

KEY = FileKey(bytes(range(32)), bytes(range(16)))


def opened_by_passphrase(path: Path, passphrase: str) -> Any:  # noqa: ANN401 (the driver has no types)
    """A connection that derives the key itself, as any SQLCipher tool does."""
    connection = sqlcipher.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(passphrase)
    return connection


@pytest.fixture(scope="module")
def pages(template: Path) -> tuple[list[bytes], FileKey]:
    """The pages of a whole file, and its key."""
    data = template.read_bytes()
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)], derive_once(PASSPHRASE, data[:SALT])


def test_any_sqlcipher_tool_opens_the_file(unit_file: Path) -> None:
    """The key that we derive is the one that SQLCipher derives from the passphrase with its default settings."""
    connection = opened_by_passphrase(unit_file, PASSPHRASE)
    assert connection.execute("SELECT name FROM unit").fetchone()[0] == "Harjoitus"
    connection.close()


def test_sqlcipher_itself_refuses_another_passphrase(unit_file: Path) -> None:
    """The same tool with another passphrase reads nothing, so the test before proves something."""
    connection = opened_by_passphrase(unit_file, PASSPHRASE + "x")
    with pytest.raises(sqlcipher.DatabaseError):
        connection.execute("SELECT name FROM unit")
    connection.close()


def test_a_file_of_sqlcipher_opens_with_our_key(tmp_path: Path) -> None:
    """A file that SQLCipher made from a passphrase opens with the key that we derive from it and the salt."""
    connection = opened_by_passphrase(tmp_path / "theirs.db", "tyyni järvi äänetön yö")
    connection.execute("CREATE TABLE here (one INTEGER)")
    connection.close()
    ours = sqlcipher.connect(str(tmp_path / "theirs.db"))
    ours.set_key(keys.derive("tyyni järvi äänetön yö", read_salt(tmp_path / "theirs.db")).raw)
    assert ours.execute("SELECT name FROM sqlite_schema").fetchone()[0] == "here"
    ours.close()


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    """A passphrase gives the same key whichever way the keyboard makes its letters."""
    phrase = "tyyni järvi äänetön yö"
    composed, decomposed = normalize("NFC", phrase), normalize("NFD", phrase)
    assert composed != decomposed
    assert derive_once(composed, b"0123456789abcdef") == derive_once(decomposed, b"0123456789abcdef")


def test_another_salt_gives_another_key() -> None:
    """The same passphrase in two files gives two keys, and new salts differ."""
    assert derive_once(PASSPHRASE, b"0" * 16).key != derive_once(PASSPHRASE, b"1" * 16).key
    assert keys.new_salt() != keys.new_salt()
    assert len(keys.new_salt()) == SALT


def test_the_raw_form_has_key_and_salt() -> None:
    """The raw form is SQLCipher's: 96 hexadecimal digits between x' and '."""
    assert KEY.raw == f"x'{''.join(f'{number:02x}' for number in (*range(32), *range(16)))}'"


@pytest.mark.parametrize("typed", ["a" * 12, "ä" * 12, "kuusi sanaa riittää hyvin", normalize("NFD", "ä" * 12)])
def test_a_long_passphrase_is_taken(typed: str) -> None:
    """Twelve characters are enough, and the passphrase is left as it was typed."""
    assert keys.checked_new_passphrase(typed) == typed


@pytest.mark.parametrize("typed", ["", "a" * 11, normalize("NFD", "ä" * 11)])
def test_a_short_passphrase_is_refused(typed: str) -> None:
    """Fewer than twelve characters are refused; an ä is one of them, however it is made up, and nothing is repeated."""
    with pytest.raises(ShortPassphraseError) as refused:
        keys.checked_new_passphrase(typed)
    assert refused.value.values == {"least": 12}


def test_every_page_authenticates(pages: tuple[list[bytes], FileKey]) -> None:
    """Each page of a whole file is known as written with its key, at its place."""
    found, file_key = pages
    assert len(found) > 20
    assert all(page_authenticates(page, number, file_key) for number, page in enumerate(found, start=1))


@given(st.data())
def test_no_other_page_authenticates(pages: tuple[list[bytes], FileKey], data: st.DataObject) -> None:
    """A page with one turned bit, at another place, or under another key is not taken for one."""
    found, file_key = pages
    number = data.draw(st.integers(1, len(found)))
    page, other = found[number - 1], data.draw(st.integers(1, 2**32 - 1).filter(lambda place: place != number))
    turned = bytearray(page)
    turned[data.draw(st.integers(SALT, PAGE - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not page_authenticates(bytes(turned), number, file_key)
    assert not page_authenticates(page, other, file_key)
    assert not page_authenticates(page, number, KEY)
    assert not page_authenticates(page, number, file_key._replace(salt=KEY.salt))


def test_any_whole_page_proves_the_key(unit_file: Path) -> None:
    """As long as one page that is looked at is whole, the passphrase is right and the file damaged."""
    file_key = derive_once(PASSPHRASE, read_salt(unit_file))
    data = unit_file.read_bytes()
    for number in sorted({looked_at - 1 for looked_at in sampled(len(data) // PAGE)}):
        page = data[number * PAGE : (number + 1) * PAGE]
        rubbish = data[:SALT] + bytes(len(data) - SALT)
        unit_file.write_bytes(rubbish[: number * PAGE] + page + rubbish[(number + 1) * PAGE :])
        assert isinstance(verdict(unit_file, file_key), DamagedError)
    unit_file.write_bytes(data[:SALT] + bytes(len(data) - SALT))
    assert isinstance(verdict(unit_file, file_key), WrongPassphraseError)


@pytest.mark.parametrize("count", [1, 2, 31, 32, 33, 64, 1000, 4097])
def test_a_large_file_is_looked_at_in_samples(tmp_path: Path, template: Path, count: int) -> None:
    """Of any number of pages at most 64 are looked at, the first and the last among them."""
    file_key = derive_once(PASSPHRASE, read_salt(template))
    whole = template.read_bytes()[:PAGE]
    path = tmp_path / "large.db"
    with path.open("wb") as file:
        file.write(whole)
        file.truncate(count * PAGE)
    assert isinstance(verdict(path, file_key), DamagedError)
    looked_at = list(keys.sampled(count))
    assert {1, count} <= set(looked_at) <= set(range(1, count + 1))
    assert len(looked_at) <= 65


def test_a_cut_file_beside_its_journal_can_be_repaired(unit_file: Path) -> None:
    """A file cut off within a page is damaged, unless a journal beside it can still repair it."""
    os.truncate(unit_file, PAGE * 3 + 1)
    with pytest.raises(DamagedError):
        read_salt(unit_file)
    unit_file.with_name(unit_file.name + "-journal").write_bytes(b"")
    assert read_salt(unit_file) == unit_file.read_bytes()[:SALT]


@pytest.mark.parametrize("below", ["missing.db", "no/folder.db", "unit.db/below.db"])
def test_there_is_no_file(unit_file: Path, below: str) -> None:
    """Nothing at the path, no folder, and a file in the folder's place are all no file."""
    with pytest.raises(NoFileError):
        read_salt(unit_file.parent / below)


def test_what_was_never_a_file_of_ours(tmp_path: Path) -> None:
    """A folder, too few bytes and a plain SQLite file are refused before a passphrase is asked."""
    for name, data in (("empty", b""), ("short", b"x" * (PAGE - 1)), ("plain", b"SQLite format 3\0" + bytes(PAGE))):
        (tmp_path / name).write_bytes(data)
    for name in ("empty", "short", "plain", "."):
        with pytest.raises(NotSoteFileError):
            read_salt(tmp_path / name)
