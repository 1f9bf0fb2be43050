"""Writing results into files: only their owner can read them, and nothing is ever half written."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sotecli.errors.file import NoOutputFolderError, StorageFailedError
from sotecli.errors.refused import AlreadyThereError


def write_file(path: Path, content: str | bytes) -> None:
    """Write results into a new file that only its owner can read.

    Raises:
        AlreadyThereError: It exists already.
        NoOutputFolderError: Its folder is missing.
        StorageFailedError: It could not be written; nothing is left behind.
    """
    descriptor = _new(path)
    with _nothing_half_written(path, path):
        _fill(descriptor, content)


def write_together(
    contents: Mapping[Path, bytes], *, replace: bool = False, settle: Callable[[], None] = lambda: None
) -> None:
    """Put files that belong together in their places, each in one step once the disk has all of them whole.

    What depends on them is settled in between: where that fails nothing was written.

    Raises:
        AlreadyThereError: One exists already and may not be replaced, or is no ordinary file.
        NoOutputFolderError: Their folder is missing.
        StorageFailedError: They could not be written; what lay there stays, and nothing new is left behind.
    """
    with ExitStack() as stack:
        for path in contents:
            if not (replace and is_replaceable(path)):
                os.close(_new(path))  # holds the name, so that nobody's file is replaced unasked
                stack.enter_context(_nothing_half_written(path, path))
        whole = {}
        for path, content in contents.items():
            descriptor, whole[path] = _beside(path)
            stack.enter_context(_nothing_half_written(path, whole[path]))
            _fill(descriptor, content)
        settle()
        for path, beside in whole.items():
            beside.replace(path)


def is_replaceable(path: Path) -> bool:
    """Whether an ordinary file lies there: a device, a folder or a link to elsewhere never gives its place."""
    return path.is_file() and not path.is_symlink()


def replace_file(path: Path, text: str, beginning: str) -> None:
    """Put results in the place of a file that begins like them, in one step; or write a new one.

    Raises:
        AlreadyThereError: Something else lies there.
        StorageFailedError: It could not be written; what lay there stays.
    """
    if not os.path.lexists(path):
        write_file(path, text)
        return
    if not _begins(path, beginning.encode()):
        raise AlreadyThereError(path=path)
    descriptor, beside = _beside(path)
    with _nothing_half_written(path, beside):
        _fill(descriptor, text.encode())
        beside.replace(path)


def _new(path: Path) -> int:
    """A new file, open for writing; never one that is there already."""
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise AlreadyThereError(path=path) from None
    except FileNotFoundError:
        raise NoOutputFolderError(path=path.parent) from None
    except OSError as error:
        raise StorageFailedError(path=path, reason=(error.strerror or "").lower()) from None


def _beside(path: Path) -> tuple[int, Path]:
    """A new file of mode 0600 in the same folder, open for writing; only a neighbour can take a file's place."""
    from tempfile import mkstemp  # noqa: PLC0415

    try:
        descriptor, name = mkstemp(prefix=".sote-", dir=path.parent)
    except OSError as error:
        raise StorageFailedError(path=path, reason=(error.strerror or "").lower()) from None
    return descriptor, Path(name)


def _begins(path: Path, beginning: bytes) -> bool:
    """Whether an ordinary file begins like that; one that cannot be read does not."""
    try:
        if not path.is_file():  # reading a pipe would wait for ever
            return False
        with path.open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


@contextmanager
def _nothing_half_written(path: Path, made: Path) -> Iterator[None]:
    """Take away the file that was made when it cannot be finished, and tell of the one that was asked for."""
    try:
        yield
    except BaseException as error:
        made.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StorageFailedError(path=path, reason=(error.strerror or "").lower()) from None
        raise


def _fill(descriptor: int, content: str | bytes) -> None:
    """Write the content as it is, its line ends too, and wait until the disk has it."""
    with open(descriptor, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
