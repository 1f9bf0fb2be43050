"""Counting over the extracts of many units: the same Ibis expressions on DuckDB, inside the process, or on Spark.

An extract says of each request which counts it is in (`storage.pilot`), so what is left is to sum up and to group.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from glob import escape
from pathlib import Path
from typing import Any

from sotecli.core.codes import Engine
from sotecli.core.extract import FLAGS, Head
from sotecli.core.pilot import Counts
from sotecli.core.report import months_of
from sotecli.errors.export import MissingExtraError
from sotecli.errors.extract import NoEngineError

KINDS = ("unit", "month", "channel", "outcome", "days_to_first_attempt", "days_from_receipt")
SUMMED = ("requests", "contacts", *FLAGS)
NO_SIDE_FILES = {"temp_directory": "", "autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""DuckDB would spill into the working folder what does not fit into memory, and fetch what it does not know."""

QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
"""Spark would open a web page of its own, and draw on the terminal; everything else is the county's to settle."""


def counts(heads: Mapping[str, Head], engine: Engine, period: tuple[date, date]) -> tuple[Counts, dict[str, int]]:
    """The pilot's counts over whole months of all extracts, and the persons of each unit.

    Raises:
        MissingExtraError: The engine is not installed.
        NoEngineError: Spark does not start.
    """
    with _connected(engine) as connection:
        alike = connection.to_pyarrow(_alike(_cohort(connection, heads, period))).to_pylist()
    found = Counts(
        **{column: sum(kind[column] for kind in alike) for column in SUMMED},
        days_to_first_attempt=_grouped(alike, "days_to_first_attempt"),
        days_from_receipt=_grouped(alike, "days_from_receipt"),
        by_month=_grouped(alike, "month"),
        by_channel=_grouped(alike, "channel"),
        by_outcome=_grouped(alike, "outcome"),
        by_outcome_in=_outcomes(alike),
    )
    return found, _grouped(alike, "unit")


def _cohort(connection: Any, heads: Mapping[str, Head], period: tuple[date, date]) -> Any:  # noqa: ANN401 (no types)
    """The rows of the period, each with its unit's code."""
    import ibis  # noqa: PLC0415 (400 MB that other commands do without)

    units = [
        connection.read_parquet(escape(str(Path(path).resolve()))).mutate(unit=ibis.literal(head.unit))
        for path, head in heads.items()
    ]
    rows = ibis.union(*units, distinct=False) if len(units) > 1 else units[0]  # equal rows are different people
    return rows.filter(rows.month.isin(months_of(*period)))


def _alike(rows: Any) -> Any:  # noqa: ANN401
    """How many persons there are of each kind, and how many of them each count has: the rows are read once."""
    sums = {column: rows[column].sum() for column in SUMMED if column != "requests"}
    return rows.group_by(KINDS).aggregate(requests=rows.count(), **sums)


def _grouped(alike: Sequence[Mapping[str, Any]], column: str) -> dict[Any, int]:
    """How many persons there are of each value; who has none is left out."""
    persons: Counter[Any] = Counter()
    for kind in alike:
        persons[kind[column]] += kind["requests"]
    return {value: count for value, count in persons.items() if value is not None}


def _outcomes(alike: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """How many persons there are of each month and outcome; who has none is left out."""
    persons: Counter[tuple[str, str]] = Counter()
    for kind in alike:
        if kind["outcome"] is not None:
            persons[kind["month"], kind["outcome"]] += kind["requests"]
    return persons


@contextmanager
def _connected(engine: Engine) -> Iterator[Any]:
    connect = {Engine.DUCKDB: _duckdb, Engine.SPARK: _spark}[engine]
    connection = connect()
    try:
        yield connection
    finally:
        connection.disconnect()


def _duckdb() -> Any:  # noqa: ANN401
    try:
        import ibis  # noqa: PLC0415
        import ibis.backends.duckdb  # noqa: PLC0415 (finds out whether DuckDB is there, too)
    except ImportError:
        raise MissingExtraError(extra="combine") from None
    return ibis.duckdb.connect(**NO_SIDE_FILES)


def _spark() -> Any:  # noqa: ANN401
    try:
        import ibis  # noqa: PLC0415
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError(extra="spark") from None
    try:
        session = SparkSession.builder.appName("sote").config(map=QUIET).getOrCreate()
    except PySparkException:
        raise NoEngineError from None
    return ibis.pyspark.connect(session)
