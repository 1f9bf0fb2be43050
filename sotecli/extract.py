"""Extracts as Parquet files: a unit writes one, its county reads those of all units.

The format, version 1. Columns: those of `CodedRequest`, in their order, flags as booleans, numbers as 32-bit integers;
only what may be missing is nullable. In the file's metadata stand `sote`, the head as JSON with sorted keys (`Head` and
`format`, days as ISO text), and `sote-sha256`, the hash of the whole file in which `UNSEALED` stands for the hash. It
may grow by columns and keys under a higher number of the format; a reader takes no number but its own. The hash shows
accidents; whoever changes a file on purpose can make another.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any

from sotecli.core.codes import Channel, Outcome
from sotecli.core.extract import FLAGS, CodedRequest, Head, can_be
from sotecli.core.report import months_of
from sotecli.errors.export import MissingExtraError
from sotecli.errors.extract import (
    BrokenExtractError,
    FileForFolderError,
    HugeExtractError,
    NewerExtractError,
    NoExtractFolderError,
    NoExtractsError,
    NotAnExtractError,
)

FORMAT = 1
ENDING = ".parquet"
MAGIC = b"PAR1"
HEAD, SEAL = b"sote", b"sote-sha256"
UNSEALED = b"not sealed yet".center(64, b".")
SEALED = re.compile(SEAL + rb"..([0-9a-f]{64})", re.DOTALL)  # between them how long the value is
MOST_ROWS, MOST_BYTES = 5_000_000, 256_000_000  # what no unit has, and what so many rows do not need
ROWS_AT_A_TIME = 65_536
DAYS = ("start", "end", "made_on")
TEXTS = ("month", "channel", "outcome")
NUMBERS = ("contacts", "days_to_first_attempt", "days_from_receipt")
MAY_BE_MISSING = ("outcome", "days_to_first_attempt", "days_from_receipt")
OUTCOMES = {None, *Outcome} - {Outcome.DUPLICATE}


def packed(rows: Sequence[CodedRequest], head: Head) -> bytes:
    """An extract as the bytes of its file.

    Raises:
        MissingExtraError: The library for it is not installed.
    """
    arrow = _arrow()
    schema = _schema(arrow).with_metadata({HEAD: _head_text(head), SEAL: UNSEALED})
    columns = [arrow.array([row[place] for row in rows], field.type) for place, field in enumerate(schema)]
    table = arrow.Table.from_arrays(columns, schema=schema)
    written = io.BytesIO()
    arrow.parquet.write_table(table, written, compression="zstd")
    return written.getvalue().replace(UNSEALED, _hash(written.getvalue()))


def heads(folder: Path) -> dict[str, Head]:
    """Every extract of a folder, by its path, with what it says of itself; each is read whole and checked by itself.

    Raises:
        NoExtractFolderError: There is no such folder.
        FileForFolderError: It is a file.
        NoExtractsError: There is none in it.
        NotAnExtractError: A `.parquet` file is something else.
        NewerExtractError: One is of another version of the format.
        BrokenExtractError: One is not as it was written; or `HugeExtractError`, its kind.
    """
    return {str(path): _read(path) for path in _named_so(folder)}


@contextmanager
def unchanged(folder: Path) -> Iterator[dict[str, Head]]:
    """The `heads` of a folder while somebody counts: an engine opens the files again, and must find what was checked.

    Raises:
        BrokenExtractError: A file is another one in the end; or what `heads` raises.
    """
    before = {str(path): _state(path) for path in _named_so(folder)}
    found = heads(folder)
    try:
        yield found
    finally:  # whatever an engine stumbled over in a changed file, the change is what is told
        for path in found:
            if _state(Path(path)) != before.get(path):
                raise BrokenExtractError(path=path)


def is_named_so(path: Path) -> bool:
    """Whether a file's name says that it is an extract."""
    return path.name.lower().endswith(ENDING)


def _named_so(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FileForFolderError(path=folder) if folder.exists() else NoExtractFolderError(path=folder)
    found = sorted(path for path in folder.iterdir() if is_named_so(path))
    if not found:
        raise NoExtractsError(path=folder)
    return found


def _state(path: Path) -> tuple[int, ...] | None:
    """What is another when a file was changed or another one put in its place; `None` when it is gone."""
    try:
        now = path.lstat()
    except OSError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns  # the third can be put back, the last cannot


def _read(path: Path) -> Head:
    arrow = _arrow()
    content = _content(path)
    try:
        said = arrow.parquet.read_metadata(io.BytesIO(content))
        if sum(said.row_group(place).num_rows for place in range(said.num_row_groups)) > MOST_ROWS:
            raise _huge(path)
        head = _head(path, json.loads(said.metadata[HEAD]))
        has_columns = said.schema.to_arrow_schema().equals(_schema(arrow))
        as_written = has_columns and can_be(head) and _makes_sense(arrow, content, head)
    except (arrow.ArrowException, AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
        raise BrokenExtractError(path=path) from None
    if not as_written:
        raise BrokenExtractError(path=path)
    return head


def _content(path: Path) -> bytes:
    """The whole file, held against its hash before anybody takes it apart."""
    found = path.lstat()
    if not S_ISREG(found.st_mode):  # reading a pipe would wait for ever, and a link can lead elsewhere later
        raise NotAnExtractError(path=path)
    if found.st_size > MOST_BYTES:
        raise _huge(path)
    content = path.read_bytes()
    if content.startswith(MAGIC) and not content.endswith(MAGIC):
        raise BrokenExtractError(path=path)
    sealed = SEALED.search(content)
    if not sealed:
        raise NotAnExtractError(path=path)
    if _hash(content.replace(sealed[1], UNSEALED)) != sealed[1]:
        raise BrokenExtractError(path=path)
    return content


def _head(path: Path, told: dict[str, Any]) -> Head:
    version = told.pop("format")
    if type(version) is not int:
        raise BrokenExtractError(path=path)
    if version != FORMAT:
        raise NewerExtractError(path=path, version=version)
    return Head(**told | {key: date.fromisoformat(told[key]) for key in DAYS})


def _makes_sense(arrow: Any, content: bytes, head: Head) -> bool:  # noqa: ANN401
    """Whether the report has a place for every row; no more than some are in memory at a time, and each text once."""
    codes: tuple[set[Any], ...] = (set(months_of(head.start, head.end)), set(Channel), set(OUTCOMES))
    known = dict(zip(TEXTS, codes, strict=True))
    file = arrow.parquet.ParquetFile(io.BytesIO(content), read_dictionary=TEXTS)
    return all(
        all(set(rows[name].dictionary.to_pylist()) <= values for name, values in known.items())
        and all((number or 0) >= 0 for name in NUMBERS for number in rows[name].unique().to_pylist())
        for rows in file.iter_batches(ROWS_AT_A_TIME)
    )


def _huge(path: Path) -> HugeExtractError:
    return HugeExtractError(path=path, highest=MOST_ROWS, megabytes=MOST_BYTES // 1_000_000)


def _schema(arrow: Any) -> Any:  # noqa: ANN401
    kinds = {**dict.fromkeys(FLAGS, arrow.bool_()), **dict.fromkeys(NUMBERS, arrow.int32())}
    return arrow.schema(
        arrow.field(name, kinds.get(name, arrow.string()), nullable=name in MAY_BE_MISSING)
        for name in CodedRequest._fields
    )


def _head_text(head: Head) -> bytes:
    days = {key: value.isoformat() for key, value in head._asdict().items() if isinstance(value, date)}
    return json.dumps({"format": FORMAT, **head._asdict(), **days}, sort_keys=True).encode()


def _hash(text: bytes) -> bytes:
    return sha256(text).hexdigest().encode()


def _arrow() -> Any:  # noqa: ANN401
    """The library that reads and writes Parquet.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 (170 MB that other commands do without)
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError(extra="combine") from None
    return pa
