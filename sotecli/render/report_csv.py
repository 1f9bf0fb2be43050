"""A report as CSV, and its dictionary as a second file, for programs and for spreadsheets.

Comma, decimal point and plain UTF-8; for a Finnish Excel semicolon, decimal comma and a byte order mark. Every field
is quoted. Text that a spreadsheet would run as a formula gets an apostrophe in front (reliability notes
5.11): it is looked at as the spreadsheet sees it, without what cannot be seen and with full-width signs folded. So does
what stands behind a semicolon, a comma or a tab in it, where a spreadsheet that was told the wrong one would begin a
new cell, and a code that Excel would make a date of.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import category, normalize

from sotecli.core.suppression import Publishable
from sotecli.render.output import clean
from sotecli.render.report_dictionary import Entry, in_every_language
from sotecli.render.report_rows import Tidy, tidy_rows

RUN_BY_SPREADSHEETS = tuple("=+-@|%")
CELL_BEGINS = re.compile(r"(?<=[;,])|(?<=.\t)", re.DOTALL)  # a tab in front of all belongs to what runs
LONGEST_CELL = 32_000
LIKE_A_DATE = re.compile(r"\d+-\d+")


class Dialect(NamedTuple):
    """How one kind of reader wants it."""

    delimiter: str
    decimal: str
    encoding: str
    dates: bool = False
    """It takes a code such as `4-5` or `2026-06` for a date."""


PLAIN = Dialect(",", ".", "utf-8")
EXCEL = Dialect(";", ",", "utf-8-sig", dates=True)


def figures_csv(publishable: Publishable, dialect: Dialect = PLAIN) -> bytes:
    """The figures, one a row."""
    return _written(Tidy._fields, tidy_rows(publishable), dialect)


def dictionary_csv(publishable: Publishable, dialect: Dialect = PLAIN) -> bytes:
    """What each figure means, one row a language."""
    return _written(Entry._fields, in_every_language(publishable.report), dialect)


def guarded(text: str) -> str:
    """The text as a spreadsheet may have it: it never runs, has no line breaks, and is not endless."""
    parts = CELL_BEGINS.split(normalize("NFC", text))  # as `clean` does: a Greek question mark becomes a semicolon
    safe = "".join(f"'{part}" if _runs(part) else part for part in parts)
    return " / ".join(clean(safe).splitlines())[:LONGEST_CELL]


def _runs(part: str) -> bool:
    """Whether a spreadsheet runs a cell that begins so; a quote goes away where the spreadsheet cut the cell itself."""
    first = next((sign for sign in part if sign != '"' and category(sign)[0] not in "CZ"), "")
    return normalize("NFKC", first).startswith(RUN_BY_SPREADSHEETS)


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]], dialect: Dialect) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=dialect.delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([_cell(value, dialect) for value in row] for row in rows)
    return written.getvalue().encode(dialect.encoding)


def _cell(value: object, dialect: Dialect) -> str:
    """A value as text: nothing for what is not there or hidden, dates in ISO form, decimals as wanted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).replace(".", dialect.decimal)
    text = guarded(str(value))
    return f"'{text}" if dialect.dates and isinstance(value, str) and LIKE_A_DATE.fullmatch(text) else text
