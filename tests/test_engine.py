"""Counting over extracts: the figures are those of the units' own reports, whichever way the requests lie."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotecli import keys
from sotecli.core.codes import Engine
from sotecli.core.extract import month_ends
from sotecli.core.request import Request
from sotecli.engine import counts
from sotecli.errors.export import MissingExtraError
from sotecli.errors.extract import NoEngineError
from sotecli.extract import heads
from sotecli.storage import pilot
from sotecli.storage.database import Database, open_database
from tests.conftest import PASSPHRASE, derive_once
from tests.extracts import NEW, REACHED, an_extract
from tests.storage.test_pilot import TODAY, states, store

MAY, JULY = date(2026, 5, 1), date(2026, 7, 31)
SUMMER = date(2026, 6, 1), JULY
PERIODS = [(MAY, JULY), SUMMER, (date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 1), JULY)]


class NoSpark:
    """A Spark that fails when its session is to be built."""

    @property
    def builder(self) -> float:
        """The beginning of a session."""
        return 1 / 0


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An open copy of the template for all examples of a property."""
    path = tmp_path_factory.mktemp("shared") / "unit.db"
    path.write_bytes(template.read_bytes())
    database = open_database(path, derive_once(PASSPHRASE, keys.read_salt(path)).raw)
    yield database
    database.close()


def extracted(database: Database, found: list[Request], path: Path) -> None:
    """Give the extract of these requests, as of the day of the tests."""
    store(database, found)
    rows = pilot.coded(database, start=MAY, end=JULY, today=TODAY)
    an_extract(path, *rows, unit=path.stem, start=MAY, end=JULY, made_on=TODAY)


@settings(max_examples=30)
@given(st.lists(st.lists(states(), max_size=8), min_size=1, max_size=3), st.sampled_from(PERIODS))
def test_figures_are_those_of_one_report_over_all_requests(
    shared: Database,
    tmp_path_factory: pytest.TempPathFactory,
    units: list[list[Request]],
    period: tuple[date, date],
) -> None:
    """However requests are shared out among units, their extracts count what one file counts over the same months."""
    folder = tmp_path_factory.mktemp("extracts")
    for number, requests in enumerate(units):
        extracted(shared, requests, folder / f"unit-{number}.parquet")
    found, by_unit = counts(heads(folder), Engine.DUCKDB, period)
    store(shared, [request for requests in units for request in requests])
    start, end = period
    assert found == pilot.counts(shared, start=start, end=end, today=TODAY)
    for number, requests in enumerate(units):
        store(shared, requests)
        of_unit = pilot.counts(shared, start=start, end=end, today=TODAY).requests
        assert by_unit.get(f"unit-{number}", 0) == of_unit


def test_equal_rows_are_different_people(tmp_path: Path) -> None:
    """Rows that say the same are counted each, within a unit and across units."""
    for unit in ("custody-1", "custody-2"):
        an_extract(tmp_path / f"{unit}.parquet", REACHED, REACHED, REACHED, unit=unit)
    found, by_unit = counts(heads(tmp_path), Engine.DUCKDB, SUMMER)
    assert (found.requests, found.contacts, found.by_outcome) == (6, 12, {"guided": 6})
    assert by_unit == {"custody-1": 3, "custody-2": 3}


def test_nobody(tmp_path: Path) -> None:
    """Extracts without a row count nobody."""
    an_extract(tmp_path / "one.parquet")
    found, by_unit = counts(heads(tmp_path), Engine.DUCKDB, SUMMER)
    assert not any(vars(found).values())
    assert not by_unit


def test_only_whole_months_of_the_period_count(tmp_path: Path) -> None:
    """Rows of other months are left out."""
    an_extract(tmp_path / "one.parquet", REACHED, NEW, NEW)
    june = SUMMER[0], month_ends(SUMMER[0])
    assert counts(heads(tmp_path), Engine.DUCKDB, june)[0].by_month == {"2026-06": 1}


@pytest.mark.parametrize("name", ["unit[1]*", "a b?", "ä{1,2}"])
def test_a_path_is_no_pattern(tmp_path: Path, name: str) -> None:
    """Signs that engines read as patterns are part of a name; what they would also fit is not read."""
    folder, beside = tmp_path / name, tmp_path / "unit1x"
    for place in (folder, beside):
        place.mkdir()
        an_extract(place / "[ab].parquet", REACHED)
        an_extract(place / "a.parquet", NEW, unit="custody-2")
    assert counts(heads(folder), Engine.DUCKDB, SUMMER)[0].requests == 2


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting writes nothing beside the extracts, nor where it is run."""
    monkeypatch.chdir(tmp_path)
    an_extract(tmp_path / "one.parquet", REACHED)
    counts(heads(tmp_path), Engine.DUCKDB, SUMMER)
    assert {path.name for path in tmp_path.iterdir()} == {"one.parquet", "home"}


def test_spark_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java, Spark's own trouble becomes one error that says what to do."""
    errors, sql = ModuleType("pyspark.errors"), ModuleType("pyspark.sql")
    errors.PySparkException = ZeroDivisionError  # type: ignore[attr-defined]
    sql.SparkSession = NoSpark()  # type: ignore[attr-defined]
    for module in (ModuleType("pyspark"), errors, sql):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    an_extract(tmp_path / "one.parquet", REACHED)
    with pytest.raises(NoEngineError):
        counts(heads(tmp_path), Engine.SPARK, SUMMER)


@pytest.mark.parametrize(("engine", "library", "extra"), [("duckdb", "ibis", "combine"), ("spark", "pyspark", "spark")])
def test_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, library: str, extra: str
) -> None:
    """Without an engine's library one error names the extra that brings it."""
    an_extract(tmp_path / "one.parquet", REACHED)
    found = heads(tmp_path)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        counts(found, Engine(engine), SUMMER)
    assert caught.value.values == {"extra": extra}
