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
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sotecli.core.codes import Channel, Outcome
from sotecli.core.extract import FLAGS, CodedRequest, Head
from sotecli.core.report import months_of
from sotecli.core.unit import CODE
from sotecli.errors.export import MissingExtraError
from sotecli.errors.extract import (
    BrokenExtractError,
    FileForFolderError,
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
DAYS = ("start", "end", "made_on")
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
        BrokenExtractError: One is not as it was written.
    """
    if not folder.is_dir():
        raise FileForFolderError(path=folder) if folder.exists() else NoExtractFolderError(path=folder)
    found = sorted(path for path in folder.iterdir() if is_named_so(path))
    if not found:
        raise NoExtractsError(path=folder)
    return {str(path): _read(path) for path in found}


def is_named_so(path: Path) -> bool:
    """Whether a file's name says that it is an extract."""
    return path.name.lower().endswith(ENDING)


def _read(path: Path) -> Head:
    arrow = _arrow()
    content = _content(path)
    try:
        table = arrow.parquet.read_table(io.BytesIO(content))
        head = _head(path, json.loads(table.schema.metadata[HEAD]))
        as_written = table.schema.equals(_schema(arrow)) and _makes_sense(table, head)
    except (arrow.ArrowException, AttributeError, KeyError, OSError, TypeError, ValueError):
        raise BrokenExtractError(path=path) from None
    if not as_written:
        raise BrokenExtractError(path=path)
    return head


def _content(path: Path) -> bytes:
    """The whole file, held against its hash before anybody takes it apart."""
    if not path.is_file():  # reading a pipe would wait for ever
        raise NotAnExtractError(path=path)
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
    if version != FORMAT:
        raise NewerExtractError(path=path, version=version)
    return Head(**told | {key: date.fromisoformat(told[key]) for key in DAYS})


def _makes_sense(table: Any, head: Head) -> bool:  # noqa: ANN401
    """Whether the report has a place for every row."""
    values = {name: set(table[name].unique().to_pylist()) for name in ("month", "channel", "outcome", *NUMBERS)}
    numbers = set().union(*(values[name] for name in NUMBERS)) - {None}
    return (
        re.fullmatch(CODE, head.unit) is not None
        and values["month"] <= set(months_of(head.start, head.end))
        and values["channel"] <= set(Channel)
        and values["outcome"] <= OUTCOMES
        and min(numbers, default=0) >= 0
    )


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
