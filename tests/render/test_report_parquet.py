"""A report as Parquet: typed columns, the dictionary beside, and an extra that may be missing."""

import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from sotecli.errors.export import MissingExtraError
from sotecli.render.report_dictionary import Entry
from sotecli.render.report_parquet import dictionary_parquet, figures_parquet
from sotecli.render.report_rows import Tidy, tidy_rows
from tests.publishables import a_publishable


def read(content: bytes, folder: Path) -> tuple[list[str], list[str], list[tuple[object, ...]]]:
    """The columns, their types and the rows, as the engine reads them."""
    path = folder / "found.parquet"
    path.write_bytes(content)
    found = duckdb.read_parquet(str(path))
    return found.columns, [str(kind) for kind in found.types], found.fetchall()


def test_the_rows_come_back_typed(tmp_path: Path) -> None:
    """What an engine reads is what was written: dates, whole numbers, shares, truth and texts, hidden ones empty."""
    page = a_publishable(unit="=1+1")
    columns, types, rows = read(figures_parquet(page), tmp_path)
    assert tuple(columns) == Tidy._fields
    assert rows == [tuple(row) for row in tidy_rows(page)]
    kinds = dict(zip(columns, types, strict=True))
    assert (kinds["period_from"], kinds["numerator"], kinds["value"], kinds["suppressed"]) == (
        *("DATE", "BIGINT", "DOUBLE"),
        "BOOLEAN",
    )
    first = dict(zip(columns, rows[0], strict=True))
    assert (first["unit_name"], first["frozen_on"]) == ("=1+1", date(2026, 11, 2))


def test_the_dictionary_lies_beside(tmp_path: Path) -> None:
    """What each figure means is a second file, with the same ids in three languages."""
    columns, _types, rows = read(dictionary_parquet(a_publishable()), tmp_path)
    assert tuple(columns) == Entry._fields
    assert {row[1] for row in rows} == {"fi", "sv", "en"}
    assert {row[0] for row in rows} == {row.metric_id for row in tidy_rows(a_publishable())}


def test_the_same_report_is_the_same_file() -> None:
    """Nothing of chance or of the time is in it."""
    assert figures_parquet(a_publishable()) == figures_parquet(a_publishable())


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet is an extra; who lacks it is told its name."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError) as raised:
        figures_parquet(a_publishable())
    assert raised.value.values["extra"] == "parquet"
