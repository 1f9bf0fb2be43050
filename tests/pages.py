"""The bytes of a file's pages, decrypted one by one as they lie on the disk; SQLCipher's export would sort them."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sotecli.keys import HMAC, PAGE, SALT, FileKey
from sotecli.storage.database import Database

INNER, HEAD = 2, 12
"""The kind of an index's page that only points to others, and where its cells' places begin."""


def pages_of(database: Database, table: str, file_key: FileKey) -> dict[int, bytes]:
    """All pages of a table without row numbers, by their number."""
    root = database.row("SELECT rootpage FROM sqlite_schema WHERE name = :name", name=table)
    assert root
    return dict(_from(database.path.read_bytes(), file_key, root["rootpage"]))


def _from(raw: bytes, file_key: FileKey, number: int) -> list[tuple[int, bytes]]:
    page = _decrypted(raw[(number - 1) * PAGE : number * PAGE], file_key)
    if page[0] != INNER:
        return [(number, page)]
    end = HEAD + 2 * int.from_bytes(page[3:5])
    places = [HEAD - 4, *(int.from_bytes(page[at : at + 2]) for at in range(HEAD, end, 2))]
    below = [int.from_bytes(page[at : at + 4]) for at in places]
    return [(number, page), *(found for child in below for found in _from(raw, file_key, child))]


def _decrypted(page: bytes, file_key: FileKey) -> bytes:
    """A page other than the first, which begins with the salt."""
    end = PAGE - HMAC - SALT
    cipher = Cipher(algorithms.AES(file_key.key), modes.CBC(page[end : end + SALT])).decryptor()
    return cipher.update(page[:end]) + cipher.finalize()
