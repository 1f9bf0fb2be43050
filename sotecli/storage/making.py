"""Making a new file: whole or not at all, readable by its owner only before the first byte."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sotecli.core.act import Act
from sotecli.core.unit import Unit
from sotecli.core.worker import Worker
from sotecli.errors.file import NoFolderError
from sotecli.errors.refused import AlreadyThereError
from sotecli.storage import log, workers
from sotecli.storage import unit as units
from sotecli.storage.database import Database, make_database


def make(path: Path, key: str, unit: Unit, worker: Worker, act: Act) -> None:
    """Make the unit's file at `path` with its first worker; it appears there only when it is whole.

    Raises:
        AlreadyThereError: There is something at `path` already.
        NoFolderError: The folder is missing.
    """
    from sotecli.storage.migrations import migrate  # noqa: PLC0415 (sqlite-utils takes its time)

    with _appearing(path, key) as database:
        with database.transaction():
            migrate(database.for_migrations())
        with database.transaction():
            units.start(database, unit, act)
            workers.insert(database, worker, act)
            log.entry(database, act, [])


@contextmanager
def _appearing(path: Path, key: str) -> Iterator[Database]:
    """An empty keyed file beside `path` that takes its name at the end, or vanishes."""
    hidden = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    if path.exists():
        raise AlreadyThereError(path=path)
    try:
        os.close(os.open(hidden, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileNotFoundError:
        raise NoFolderError(path=path.parent) from None
    try:
        database = make_database(hidden, key)
        try:
            yield database
        finally:
            database.close()
        _appear(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def _appear(hidden: Path, path: Path) -> None:
    try:
        os.link(hidden, path)  # unlike a rename, it never replaces anything
    except FileExistsError:
        raise AlreadyThereError(path=path) from None
    except OSError:  # a file system without links: take the name first, so that nobody else can
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise AlreadyThereError(path=path) from None
        hidden.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the folder reach the disk, where that can be asked for."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
