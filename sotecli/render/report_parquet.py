"""A report as Parquet, for engines that evaluate several units: the tidy rows, typed, and the dictionary beside them.

DuckDB writes it, because it is the engine that reads such extracts, and the smaller of the two libraries that could
(67 MB beside 169 MB of pyarrow). It can only write into a file, so it gets a folder that only its owner can enter.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sotecli.core.suppression import Publishable
from sotecli.errors.export import MissingExtraError
from sotecli.render.report_dictionary import Entry, in_every_language
from sotecli.render.report_rows import Tidy, tidy_rows

TYPES = {
    **dict.fromkeys(("period_from", "period_to", "frozen_on", "since"), "DATE"),
    **dict.fromkeys(("threshold", "numerator", "persons", "band"), "BIGINT"),
    **dict.fromkeys(("denominator", "value"), "DOUBLE"),  # client-months are no whole number
    "preview": "BOOLEAN",
    "suppressed": "BOOLEAN",
}
"""The columns of figures that are no text."""


def figures_parquet(publishable: Publishable) -> bytes:
    """The figures, one a row."""
    return _written(Tidy._fields, tidy_rows(publishable), TYPES)


def dictionary_parquet(publishable: Publishable) -> bytes:
    """What each figure means, one row a language."""
    return _written(Entry._fields, in_every_language(publishable.report), {})


def _written(columns: Sequence[str], rows: Sequence[Sequence[object]], types: Mapping[str, str]) -> bytes:
    """The content of one file.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingExtraError(extra="parquet") from None
    kinds = [types.get(column, "VARCHAR") for column in columns]
    typed = [
        tuple(duckdb.ConstantExpression(cell).cast(kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows
    ]
    names = [duckdb.ColumnExpression(f"col{place}").alias(column) for place, column in enumerate(columns)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.parquet"
        duckdb.values(*typed).select(*names).write_parquet(str(path))
        return path.read_bytes()
