"""Extracts as Parquet files: what is written is what is read, and what is not whole is refused."""

import io
import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from sotecli.core.codes import Channel, Outcome
from sotecli.core.extract import CodedRequest
from sotecli.errors.base import SoteError
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
from sotecli.extract import HEAD as HEAD_KEY
from sotecli.extract import MOST_BYTES, MOST_ROWS, SEAL, UNSEALED, heads, packed, unchanged
from tests.extracts import HEAD, NEW, REACHED, an_extract

WHOLE = packed([REACHED, NEW, REACHED], HEAD)
coded = st.builds(
    CodedRequest,
    month=st.sampled_from(["2026-06", "2026-07"]),
    channel=st.sampled_from(Channel).map(str),
    outcome=st.none() | st.sampled_from([str(one) for one in Outcome if one is not Outcome.DUPLICATE]),
    contacts=st.integers(0, 50),
    days_to_first_attempt=st.none() | st.integers(0, 400),
    days_from_receipt=st.none() | st.integers(0, 400),
)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


def forged(path: Path, table: pa.Table, head: dict[str, object] | None = None) -> None:
    """Write a table as if it were an extract, with a hash that fits."""
    said = table.schema.metadata[HEAD_KEY] if head is None else json.dumps(head).encode()
    written = io.BytesIO()
    with parquet.ParquetWriter(written, table.schema.remove_metadata(), store_schema=False) as writer:
        writer.write_table(table.replace_schema_metadata())
        writer.add_key_value_metadata({HEAD_KEY: said, SEAL: UNSEALED})
    path.write_bytes(written.getvalue().replace(UNSEALED, sha256(written.getvalue()).hexdigest().encode()))


@given(st.lists(coded, max_size=20))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, found: list[CodedRequest]) -> None:
    """Whatever the rows and the head, they come back equal."""
    path = an_extract(tmp_path_factory.mktemp("extract") / "one.parquet", *found)
    assert heads(path.parent) == {str(path): HEAD}
    assert rows_of(path) == [row._asdict() for row in found]


def test_the_same_rows_are_the_same_bytes() -> None:
    """An extract holds nothing of when or where it was written."""
    assert packed([REACHED, NEW, REACHED], HEAD) == WHOLE


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_no_flipped_bit_goes_unnoticed(tmp_path_factory: pytest.TempPathFactory, place: int, bit: int) -> None:
    """A file with any one bit changed is refused."""
    changed = bytearray(WHOLE)
    changed[place] ^= 1 << bit
    path = tmp_path_factory.mktemp("extract") / "one.parquet"
    path.write_bytes(changed)
    with pytest.raises(SoteError):
        heads(path.parent)


@pytest.mark.parametrize("length", [5, 100, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_cut_file_is_damaged(tmp_path: Path, length: int) -> None:
    """An extract that was cut off is damaged."""
    (tmp_path / "one.parquet").write_bytes(WHOLE[:length])
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hei", b"Aino Keksitty;040 123 4567\n" * 40])
def test_what_is_no_parquet_file_is_no_extract(tmp_path: Path, content: bytes) -> None:
    """Something else with the ending of an extract is told as such."""
    (tmp_path / "one.parquet").write_bytes(content)
    with pytest.raises(NotAnExtractError):
        heads(tmp_path)


def test_a_parquet_file_of_something_else_is_no_extract(tmp_path: Path) -> None:
    """A whole Parquet file without an extract's head is told as such."""
    parquet.write_table(pa.table({"month": ["2026-06"]}), tmp_path / "one.parquet")
    with pytest.raises(NotAnExtractError):
        heads(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe in the folder is no extract, and reading does not wait for somebody to write."""
    os.mkfifo(tmp_path / "one.parquet")
    with pytest.raises(NotAnExtractError):
        heads(tmp_path)


def test_another_version_of_the_format(tmp_path: Path) -> None:
    """An extract of another version is told with its version, not counted by guess."""
    forged(tmp_path / "one.parquet", pa.table({"persons": [1]}), {"format": 2, "rows": "of another kind"})
    with pytest.raises(NewerExtractError) as caught:
        heads(tmp_path)
    assert caught.value.values["version"] == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("month", "2026-08"),
        ("month", "2026-06-17"),
        ("channel", "letter"),
        ("outcome", "duplicate"),
        ("outcome", "0401234567"),
        ("contacts", -1),
        ("days_to_first_attempt", -1),
    ],
)
def test_rows_that_no_report_has_a_place_for(tmp_path: Path, column: str, value: object) -> None:
    """A value that would be left out of a breakdown without a word makes the extract a broken one."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    table = parquet.read_table(path)
    field = table.schema.field(column)
    forged(path, table.set_column(table.column_names.index(column), field, pa.array([value], field.type)))
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("unit", value) for value in ("Police 1", "", 1, None)),
        *(("threshold", value) for value in (1, 2, 11, 5.0, "5", None, True)),
        *(("promise_outer", value) for value in (0, 21, "3", "=1+1", True, None)),
        *(("promise_cutoff", value) for value in (15, "=cmd|1", "25:00", "", None)),
        *(("calendar", value) for value in ("se-office", 1, None, ["fi-office"])),
        *(("definitions_version", value) for value in (1, None, "Aino Keksitty", "\ud800")),
        *(("training", value) for value in ("no", "", 0, 1, None)),
        *(("start", value) for value in ("2026-06-02", "0001-01-01", "1.6.2026", 20260601, None)),
        *(("end", value) for value in ("2026-07-30", "9999-12-31", "", None)),
        *(("made_on", value) for value in ("0001-01-01", "2026-02-30", 3, None)),
        *(("format", value) for value in (True, "1", 1.0, None)),
    ],
)
def test_a_head_that_no_unit_can_have(tmp_path: Path, key: str, value: object) -> None:
    """A value that no unit can have settled, however well sealed, makes the extract a broken one."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    table = parquet.read_table(path)
    forged(path, table, json.loads(table.schema.metadata[HEAD_KEY]))
    assert heads(tmp_path) == {str(path): HEAD}
    forged(path, table, json.loads(table.schema.metadata[HEAD_KEY]) | {key: value})
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


def test_a_head_without_a_bottom(tmp_path: Path) -> None:
    """A head of lists within lists is a broken one, not the end of the program."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    forged(path, parquet.read_table(path).replace_schema_metadata({HEAD_KEY: b"[" * 200_000}))
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


def test_more_rows_than_a_unit_has_requests(tmp_path: Path) -> None:
    """A small file of very many rows is refused by what its metadata say, before its columns are looked at."""
    forged(tmp_path / "one.parquet", pa.table({"reached": pa.nulls(MOST_ROWS + 1, pa.bool_())}), {})
    with pytest.raises(HugeExtractError) as caught:
        heads(tmp_path)
    assert caught.value.values["highest"] == MOST_ROWS


def test_a_file_that_no_memory_holds(tmp_path: Path) -> None:
    """A file of more bytes than an extract can have is refused without being read."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(HugeExtractError):
        heads(tmp_path)


def test_a_text_that_swells(tmp_path: Path) -> None:
    """One long text under many rows, which a file holds once, is refused without being copied for each row."""
    many = 5000
    path = an_extract(tmp_path / "one.parquet", *[REACHED] * many)
    table, place = parquet.read_table(path), CodedRequest._fields.index("month")
    swollen = pa.DictionaryArray.from_arrays(pa.array([0] * many, pa.int32()), pa.array(["x" * 100_000]))
    field = pa.field("month", swollen.type, nullable=False)
    forged(path, table.set_column(place, field, swollen))
    pool, usual = pa.proxy_memory_pool(pa.default_memory_pool()), pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        with pytest.raises(BrokenExtractError):
            heads(tmp_path)
    finally:
        pa.set_memory_pool(usual)
    assert pool.max_memory() < 50_000_000


@pytest.mark.parametrize(("column", "value"), [("outcome", "letter"), ("contacts", -1)])
def test_the_last_row_is_checked_like_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str, value: object
) -> None:
    """Rows are looked at some at a time, and none is left out."""
    monkeypatch.setattr("sotecli.extract.ROWS_AT_A_TIME", 2)
    path = an_extract(tmp_path / "one.parquet", *[REACHED] * 5)
    table = parquet.read_table(path)
    field, kept = table.schema.field(column), table[column].to_pylist()
    forged(path, table.set_column(table.column_names.index(column), field, pa.array([*kept[:-1], value], field.type)))
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


def test_a_link_is_no_extract(tmp_path: Path) -> None:
    """A link in the folder is refused, though what it leads to is an extract."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.parquet").symlink_to(an_extract(tmp_path / "one.parquet", REACHED))
    with pytest.raises(NotAnExtractError):
        heads(tmp_path / "folder")


def test_nothing_changes_while_it_is_counted(tmp_path: Path) -> None:
    """Files that stay as they are are counted."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    with unchanged(tmp_path) as found:
        path.read_bytes()
    assert found == {str(path): HEAD}


def rewritten(path: Path) -> None:
    """Write other content of the same length and put the day of the file back."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    """Put another extract in its place."""
    an_extract(path.with_suffix(".new"), REACHED, NEW).replace(path)


def linked(path: Path) -> None:
    """Put a link to the same content in its place."""
    path.rename(path.with_suffix(".old"))
    path.symlink_to(path.with_suffix(".old"))


def stumbled_over(path: Path) -> None:
    """Empty it, and fail as an engine does."""
    path.write_bytes(b"")
    raise ZeroDivisionError


@pytest.mark.parametrize("change", [rewritten, replaced, linked, Path.unlink, stumbled_over])
def test_a_file_that_changes_while_it_is_counted(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """What is counted is what was checked: another file in its place is told, and not what an engine made of it."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    with pytest.raises(BrokenExtractError), unchanged(tmp_path):
        change(path)


@pytest.mark.parametrize("head", [{"format": 1, "unit": "custody-1"}, {}, {"format": 1, "made_on": 3}])
def test_a_head_without_its_keys(tmp_path: Path, head: dict[str, object]) -> None:
    """A head that lacks something makes the extract a broken one."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    forged(path, parquet.read_table(path), head)
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


def test_a_column_too_many(tmp_path: Path) -> None:
    """An extract with a column of its own, such as a name, is a broken one."""
    path = an_extract(tmp_path / "one.parquet", REACHED)
    forged(path, parquet.read_table(path).append_column("name", pa.array(["Aino Keksitty"])))
    with pytest.raises(BrokenExtractError):
        heads(tmp_path)


def test_every_extract_of_the_folder_is_read(tmp_path: Path) -> None:
    """All files with the ending are read, in capital letters too; nothing else in the folder is."""
    for name in ("b.parquet", "a.PARQUET"):
        an_extract(tmp_path / name)
    (tmp_path / "notes.txt").write_text("not an extract")
    assert list(heads(tmp_path)) == [str(tmp_path / "a.PARQUET"), str(tmp_path / "b.parquet")]


@pytest.mark.parametrize(
    ("name", "error"), [(".", NoExtractsError), ("missing", NoExtractFolderError), ("file", FileForFolderError)]
)
def test_a_folder_without_extracts(tmp_path: Path, name: str, error: type[SoteError]) -> None:
    """An empty folder, a missing one and a file in its place are told as such."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(error):
        heads(tmp_path / name)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library one error names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as caught:
        packed([], HEAD)
    assert caught.value.values == {"extra": "combine"}
