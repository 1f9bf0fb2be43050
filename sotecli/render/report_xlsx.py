"""A report as a workbook: what it is, its figures, one sheet for each breakdown, and what each figure means.

Made from nothing, so there is nothing hidden in it: no formulas, links, comments or names, whatever a text begins
with. Numbers, percents and dates are typed; hidden figures are the text `..`. The only time in it is the day on which
was counted, so the same report is the same file.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from sotecli.core.codes import Level
from sotecli.core.releases import UNTIL
from sotecli.core.report import Metric, Report, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import N_, _, language
from sotecli.render import words
from sotecli.render.figure import COUNTS, band_of
from sotecli.render.output import clean
from sotecli.render.pictures import HIDDEN, NOT_COUNTED
from sotecli.render.repeats import undated
from sotecli.render.report import heading, notes, standing
from sotecli.render.report_dictionary import UNITS, entries
from sotecli.render.report_notes import remarks
from sotecli.render.report_tables import short_title, table_label
from sotecli.render.report_words import (
    MARKS,
    column_labels,
    counts_of,
    in_time,
    metric_label,
    months_in,
    reason_label,
    row_label,
)
from sotecli.render.smart import told_goals

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXT = {"quote_prefix": True, "text_wrap": True, "valign": "top"}
FORMATS: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "title": {**TEXT, "bold": True, "font_size": 14, "text_wrap": False},
    "internal": {**TEXT, "bold": True, "font_color": "#A80000", "text_wrap": False},
    "release": {**TEXT, "italic": True, "text_wrap": False},
    "heading": {**TEXT, "bold": True, "bottom": 1, "bg_color": "#E8EEF4"},
    "hidden": {"align": "right", "valign": "top"},
    "count": {"num_format": '#,##0;-#,##0;"–"', "valign": "top"},
    "number": {"num_format": "#,##0;-#,##0;0", "valign": "top"},
    "value": {"num_format": "0.0#", "valign": "top"},
    "percent": {"num_format": "0.0 %", "valign": "top"},
    "month": {"num_format": "m/yyyy", "align": "left", "valign": "top"},
}
DAYS = {"en": "d mmm yyyy"}
FINNISH_DAY = "d.m.yyyy"
A4 = 9
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
HEADING_ROW = 3
METRIC_COLUMNS = (N_("figure"), N_("value"), N_("numerator"), N_("denominator"), N_("unit"), N_("note"))
PART_COLUMNS = (N_("goal"), N_("quarter"), N_("value"), N_("numerator"), N_("denominator"))
DICTIONARY_COLUMNS = (N_("figure"), N_("meaning"), N_("counted in"), N_("out of"), N_("unit"), N_("source"))
LEVELS = {Level.RELEASE: N_("may be published"), Level.INTERNAL: N_("internal")}
Cell = tuple[object, str]
"""A value and the name of its format."""


def workbook(publishable: Publishable) -> bytes:
    """The content of the .xlsx file."""
    from xlsxwriter import Workbook  # noqa: PLC0415 (slow)

    made, report = io.BytesIO(), publishable.report
    with Workbook(made, OPTIONS) as book:
        counted_on = datetime.combine(report.frozen_on or report.end, time())
        book.set_properties({"title": clean(heading(publishable)), "created": counted_on})
        written = _Sheets(book, publishable)
        for sheet in _sheets(publishable):
            written.add(sheet)
    return made.getvalue()


class Sheet(NamedTuple):
    """One sheet before it is written; `name` stands on its tab."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


def _sheets(publishable: Publishable) -> Iterator[Sheet]:
    """Every sheet in its order."""
    report = undated(publishable.report)
    yield _plain(_("About"), [_("what"), ""], _about(publishable), [34, 60])
    figures = [_metric(metric) for metric in report.metrics]
    yield _plain(_("Figures"), [_(column) for column in METRIC_COLUMNS], figures, [46, 12, 12, 12, 16, 40])
    if report.goals:
        yield _plain(_("Goals"), [_("what"), ""], _goals(publishable), [34, 80])
        columns = [_(column) for column in PART_COLUMNS]
        yield _plain(_("Goals by quarter"), columns, _parts(report), [46, 14, 12, 12, 12])
    for table in report.tables:
        columns, widths = _table_columns(table)
        yield Sheet(short_title(table), table_label(table), columns, [_row(table, row) for row in table.rows], widths)
        if months := months_in(report, table):
            yield _by_month(table, months)
    yield _definitions(report)


def _plain(name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> Sheet:
    """A sheet whose title is short enough for its tab."""
    return Sheet(name, name, columns, rows, widths)


class _Sheets:
    """The sheets of one workbook, each with its mark and its heading above what stays in sight."""

    def __init__(self, book: "Workbook", publishable: Publishable) -> None:
        self.book = book
        self.publishable = publishable
        day = {"num_format": DAYS.get(language(), FINNISH_DAY), "align": "left", "valign": "top"}
        self.formats = {name: book.add_format(found) for name, found in {**FORMATS, "day": day}.items()}

    def add(self, made: Sheet) -> None:
        """One more sheet."""
        number = len(self.book.worksheets()) + 1
        sheet = self.book.add_worksheet(_name(number, made.name))
        self._head(sheet, made.title)
        for place, (column, width) in enumerate(zip(made.columns, made.widths, strict=True)):
            sheet.set_column(place, place, width)
            self._write(sheet, HEADING_ROW, place, (column, "heading"))
        for line, row in enumerate(made.rows, HEADING_ROW + 1):
            for place, cell in enumerate(row):
                self._write(sheet, line, place, cell)
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        _fit_for_paper(sheet)

    def _head(self, sheet: "Worksheet", title: str) -> None:
        mark = self.publishable.level.value
        self._write(sheet, 0, 0, (title, "title"))
        self._write(sheet, 1, 0, (standing(self.publishable), mark))
        sheet.set_header(f"&L{_printed(self.publishable.report.unit)}&R{_printed(standing(self.publishable))}")

    def _write(self, sheet: "Worksheet", line: int, place: int, cell: Cell) -> None:
        """A typed cell: texts are texts, whatever they begin with."""
        value, form = cell
        if isinstance(value, date):
            sheet.write_datetime(line, place, datetime.combine(value, time()), self.formats[form])
        elif isinstance(value, int | float):
            sheet.write_number(line, place, value, self.formats[form])
        elif value:
            sheet.write_string(line, place, clean(str(value)), self.formats[form])


def _about(publishable: Publishable) -> list[list[Cell]]:
    """What the workbook is, how its marks are read, and what a reader must know."""
    report = publishable.report
    facts: list[tuple[str, Cell]] = [
        (_("report"), (heading(publishable), "text")),
        (_("unit"), (report.unit, "text")),
        (_("level of the report"), (_(LEVELS[publishable.level]), "text")),
        (_("model"), (report.model or "", "text")),
        (_("first day"), (report.start, "day")),
        (_("last day"), (report.end, "day")),
        (_("counted on"), (report.frozen_on or "", "day" if report.frozen_on else "text")),
        (_("smallest number of persons shown"), (publishable.threshold, "count")),
        (_("calendar"), (report.calendar, "text")),
        (_("definitions"), (report.definitions_version, "text")),
    ]
    marks: list[list[Cell]] = [[(mark, "text"), (_(meaning), "text")] for mark, meaning in MARKS.items()]
    told: list[list[Cell]] = [
        [(_("note"), "text"), (note, "text")] for note in [*remarks(publishable), *notes(publishable)]
    ]
    known: list[list[Cell]] = [[(label, "text"), cell] for label, cell in facts if cell[0]]
    return known + marks + told


def _metric(metric: Metric) -> list[Cell]:
    return [
        (metric_label(metric), "text"),
        _value(metric),
        _number(metric.numerator, hidden=metric.suppressed) if metric.denominator is not None else ("", "hidden"),
        _number(metric.denominator, hidden=metric.suppressed),
        (_(UNITS[metric.unit]), "text"),
        (reason_label(metric), "text"),
    ]


def _value(metric: Metric) -> Cell:
    if metric.value is None:
        return (HIDDEN if metric.suppressed else NOT_COUNTED, "hidden")
    if metric.band:
        return (band_of(metric.value, metric.band), "hidden")
    if metric.unit == "percent":
        return (metric.value / 100, "percent")
    if metric.unit in COUNTS:
        return (int(metric.value), "count")
    return (metric.value, "number" if isinstance(metric.value, int) else "value")


def _number(value: float | None, *, hidden: bool) -> Cell:
    return (
        HIDDEN if hidden and value is None else "" if value is None else value,
        "hidden" if value is None else "count" if isinstance(value, int) else "value",
    )


def _goals(publishable: Publishable) -> list[list[Cell]]:
    """Each goal as lines of what it says and how it stands, an empty line between two."""
    lines = [line for pairs in told_goals(publishable) for line in [*pairs, ("", "")]]
    return [[(label, "text"), (told, "text")] for label, told in lines[:-1]]


def _parts(report: Report) -> list[list[Cell]]:
    """The goals' figures by quarter, typed."""
    return [
        [
            (words.of(point.label) if point.label else series.ident, "text"),
            (words.quarter(point.ident), "text"),
            *_metric(point)[1:4],
        ]
        for series in report.series
        for point in series.points
    ]


def _table_columns(table: Table) -> tuple[list[str], list[int]]:
    labels = column_labels(table)
    if table.shape == "shares":
        labels = [labels[0], *(_(column) for column in METRIC_COLUMNS[1:4])]
    return [*labels, _("note")], [46, *(12 for _label in labels[1:]), 40]


def _row(table: Table, row: Row) -> list[Cell]:
    counts = [_number(count, hidden=True) for count in counts_of(table, row)]
    told = _metric(row.share)[1:4] if row.share else counts
    return [_group(table, row), *told, (reason_label(row), "text")]


def _by_month(table: Table, months: Sequence[str]) -> Sheet:
    """The rows of a breakdown by month; all hidden or none."""
    title = _("{breakdown}, by month").format(breakdown=table_label(table))
    rows = [[_group(table, row), *_months(row, months)] for row in table.rows]
    name = _("{breakdown}, months").format(breakdown=short_title(table))
    return Sheet(name, title, [column_labels(table)[0], *map(words.month, months)], rows, [30, *[12] * len(months)])


def _months(row: Row, months: Sequence[str]) -> list[Cell]:
    if row.points:
        return [_value(point) for point in row.points]
    events = {part.code: part.events for part in row.series}
    return [_number(events.get(month), hidden=True) for month in months]


def _definitions(report: Report) -> Sheet:
    """The data dictionary."""
    texts = [
        (entry.label, entry.definition, entry.numerator, entry.denominator, _(UNITS[entry.unit]), entry.source)
        for entry in entries(report)
    ]
    meanings: list[list[Cell]] = [[(text, "text") for text in line] for line in texts]
    return _plain(_("Definitions"), [_(column) for column in DICTIONARY_COLUMNS], meanings, [34, 60, 40, 40, 16, 30])


def _group(table: Table, row: Row) -> Cell:
    """The label of a row; days and months are dates."""
    if not in_time(table) or UNTIL in row.code:
        return (row_label(table, row), "text")
    if table.shape == "stock":
        return (date.fromisoformat(row.code), "day")
    return (date.fromisoformat(f"{row.code}-01"), "month")


def _fit_for_paper(sheet: "Worksheet") -> None:
    """As wide as the paper; headings are not repeated, because that would put names into the workbook."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")


def _name(number: int, name: str) -> str:
    """A name that no other sheet has and every spreadsheet takes."""
    return f"{number} {name.translate(NOT_IN_A_NAME)}"


def _printed(text: str) -> str:
    """A text in the header of a printed sheet, where an ampersand would be a command."""
    return clean(text).replace("&", "&&")
