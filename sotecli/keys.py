"""The file's key: deriving it, and telling a wrong passphrase from a damaged file.

SQLCipher 4's default derivation, done here once: PBKDF2-HMAC-SHA512, 256 000 rounds, over the passphrase (UTF-8, NFC)
and the file's first 16 bytes. The raw form of key and salt then opens the file at once.

Each page of 4096 bytes ends in an IV (16) and an HMAC-SHA512 (64) over the page up to and with the IV, and the page
number (4 bytes, little-endian); page 1 begins after the salt. The HMAC's key is PBKDF2-HMAC-SHA512 with 2 rounds over
the key and the salt XOR 0x3a. (SQLCipher 4 design: zetetic.net/sqlcipher/design.)
"""

import os
from collections.abc import Iterator
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from sotecli.errors.file import DamagedError, ForeignJournalError, NoFileError, NotSoteFileError, WrongPassphraseError
from sotecli.errors.usage import ShortPassphraseError

ROUNDS = 256_000
PAGE, SALT, HMAC = 4096, 16, 64
PLAIN_HEAD = b"SQLite format 3\0"
LEAST_LENGTH = 12
SAMPLED_PAGES = 32


class FileKey(NamedTuple):
    """The data key of a file and the salt in its first bytes."""

    key: bytes
    salt: bytes

    @property
    def raw(self) -> str:
        """The form that SQLCipher takes without deriving anything, and that keeps the salt."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


def checked_new_passphrase(passphrase: str) -> str:
    """The passphrase, if it is long enough for a new file.

    Raises:
        ShortPassphraseError: It has fewer than 12 characters.
    """
    if len(normalize("NFC", passphrase)) < LEAST_LENGTH:
        raise ShortPassphraseError(least=LEAST_LENGTH)
    return passphrase


def new_salt() -> bytes:
    """Sixteen random bytes for the head of a new file."""
    return os.urandom(SALT)


def derive(passphrase: str, salt: bytes) -> FileKey:
    """The key that SQLCipher derives from the passphrase; takes 0.2-0.6 s."""
    return FileKey(pbkdf2_hmac("sha512", normalize("NFC", passphrase).encode(), salt, ROUNDS, 32), salt)


def read_salt(path: Path) -> bytes:
    """The first bytes of an existing file; what cannot be one of ours is refused before a passphrase is asked.

    Raises:
        NoFileError: There is nothing, or a folder is missing.
        NotSoteFileError: It is empty, no file, a plain SQLite file, or of a size that no such file has.
        DamagedError: It has been cut off in the middle of a page.
        ForeignJournalError: The journal beside it belongs to somebody else.
    """
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NoFileError(path=path) from None
    if not path.is_file() or size < PAGE:
        raise NotSoteFileError(path=path)
    with path.open("rb") as file:
        head = file.read(SALT)
    if head == PLAIN_HEAD:
        raise NotSoteFileError(path=path)
    journal = path.with_name(path.name + "-journal")
    if size % PAGE and not journal.exists():  # a journal still repairs the file
        raise DamagedError(path=path)
    if journal.exists() and journal.stat().st_uid != path.stat().st_uid:  # SQLite would play back whatever is in it
        raise ForeignJournalError(path=journal)
    return head


def verdict(path: Path, file_key: FileKey) -> WrongPassphraseError | DamagedError:
    """Why a file could not be read, when no connection holds it: if any page authenticates, the key is right."""
    with path.open("rb") as file:
        for number in sampled(path.stat().st_size // PAGE):
            file.seek((number - 1) * PAGE)
            if page_authenticates(file.read(PAGE), number, file_key):
                return DamagedError(path=path)
    return WrongPassphraseError(path=path)


def page_authenticates(page: bytes, number: int, file_key: FileKey) -> bool:
    """Whether the page was written with this key, at this place, and is whole."""
    import hmac  # noqa: PLC0415 (only a file that does not open needs it)

    hmac_salt = bytes(byte ^ 0x3A for byte in file_key.salt)
    hmac_key = pbkdf2_hmac("sha512", file_key.key, hmac_salt, 2, 32)
    start = SALT if number == 1 else 0
    signed = page[start : PAGE - HMAC] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(hmac_key, signed, "sha512"), page[PAGE - HMAC :])


def sampled(pages: int) -> Iterator[int]:
    """Numbers of up to 32 pages, spread over the file, the last one included."""
    stride = max(1, pages // SAMPLED_PAGES)
    yield from range(1, pages + 1, stride)
    yield pages
