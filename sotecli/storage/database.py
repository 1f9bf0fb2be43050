"""The encrypted file: opening it, making it, one transaction at a time.

SQLCipher 4 with its default settings, keyed in the raw form x'<key><salt>', so that copies keep the salt and the
unit's passphrase opens them all. `journal_mode=DELETE` and `synchronous=EXTRA`: at rest there is one file and nothing
beside it. While a connection lives, nothing else in this process may open the file: closing a second handle would
drop SQLite's locks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlcipher3 import dbapi2 as sqlcipher

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.errors.base import SoteError
from sotecli.errors.file import BusyError, DamagedError, NewerSchemaError, NotSoteFileError, StorageFailedError

APPLICATION_ID = 0x534F5445  # "SOTE"
SCHEMA = 1
WAIT_SECONDS = 10
SAFE_SQLITE = (3, 51, 3)  # earlier ones can corrupt a file (WAL reset); an older wheel would shadow ours
PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
UNREADABLE = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
FAILED = frozenset({"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM"})

Value = TypeVar("Value")
Row = Any
"""A row of the driver: values by column name."""


class UnreadableFileError(Exception):
    """The file cannot be read with this key: the key is wrong or the file is damaged; `keys.verdict` tells which."""


class Database:
    """An open file. Storage functions take it as their first argument; nobody looks it up."""

    def __init__(self, connection: Any, path: Path) -> None:  # noqa: ANN401 (the driver has no types)
        self._connection = connection
        self.path = path

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """All rows of a query."""
        with translated(self.path):
            return list(self._connection.execute(sql, parameters).fetchall())

    def row(self, sql: str, **parameters: object) -> Row | None:
        """The first row of a query, or `None`."""
        with translated(self.path):
            return self._connection.execute(sql, parameters).fetchone()

    def read(self, reader: Callable[[Row], Value], sql: str, **parameters: object) -> list[Value]:
        """All rows of a query as values.

        Raises:
            DamagedError: A row holds what `sote` never writes, so that `reader` cannot read it.
        """
        return [self.value(reader, row) for row in self.rows(sql, **parameters)]

    def value(self, reader: Callable[[Row], Value], row: Row) -> Value:
        """One row as a value.

        Raises:
            DamagedError: It holds what `sote` never writes, so that `reader` cannot read it.
        """
        try:
            return reader(row)
        except ValueError:
            raise DamagedError(path=self.path) from None

    def write(self, sql: str, **parameters: object) -> None:
        """Run one statement inside a transaction that `transaction` has opened."""
        with translated(self.path):
            self._connection.execute(sql, parameters)

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Hold the file for writing: all or nothing. With `keep=False` (a dry run) it is nothing."""
        self.write("BEGIN IMMEDIATE")
        try:
            yield
            self.write("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def for_migrations(self) -> Any:  # noqa: ANN401
        """The connection itself, for `storage.migrations` only."""
        return self._connection


def stored_day(text: str) -> date:
    """A day as it is stored.

    Raises:
        ValueError: It has another shape, or lies outside the years of the calendars; `Database.read` tells of it.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


def open_database(path: Path, key: str) -> Database:
    """Open an existing file with its key in raw form, and check that it is ours and not newer.

    Raises:
        UnreadableFileError: The key is wrong, or the file is damaged.
        NotSoteFileError: Another application's file.
        NewerSchemaError: A newer program wrote it.
    """
    database = _connect(path, key)
    try:
        _check(database)
    except BaseException:
        database.close()
        raise
    return database


def make_database(path: Path, key: str) -> Database:
    """Key and mark the empty file at `path`, which the caller made with mode 0600; the schema comes after."""
    database = _connect(path, key)
    database.write(f"PRAGMA application_id = {APPLICATION_ID}")
    return database


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        raise _translation(error, path) from error


def _connect(path: Path, key: str) -> Database:
    with translated(path):
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=WAIT_SECONDS
        )
    connection.row_factory = sqlcipher.Row
    database = Database(connection, path)
    database.write("PRAGMA cipher_log_level = NONE")  # else a wrong key writes to stderr
    connection.set_key(key)
    if sqlcipher.sqlite_version_info < SAFE_SQLITE or not database.row("PRAGMA cipher_version"):
        msg = "the installed sqlcipher3 is not the one sote needs"
        raise RuntimeError(msg)
    return database


def _check(database: Database) -> None:
    """Read the file's head for the first time, then settle the connection."""
    try:
        application = database.row("PRAGMA application_id")
        schema = database.row("PRAGMA user_version")
    except DamagedError as error:
        raise UnreadableFileError from error
    if application is None or schema is None or (application[0], schema[0] > 0) != (APPLICATION_ID, True):
        raise NotSoteFileError(path=database.path)
    if schema[0] > SCHEMA:
        raise NewerSchemaError(path=database.path, schema=schema[0])
    for pragma in PRAGMAS:
        database.row(f"PRAGMA {pragma}")


def _translation(error: Exception, path: Path) -> SoteError | Exception:
    """Ours for the driver's error; a mistake in our SQL stays what it is, a bug."""
    name = str(getattr(error, "sqlite_errorname", ""))
    family = "_".join(name.split("_")[:2])
    if family in BUSY:
        return BusyError(path=path)
    if family in UNREADABLE:
        return DamagedError(path=path)
    if family in FAILED:
        return StorageFailedError(path=path, reason=family.removeprefix("SQLITE_").lower())
    return error
