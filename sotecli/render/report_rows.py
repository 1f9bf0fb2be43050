"""A report as tidy rows for programs: one row a figure, and for each row of a breakdown (domain notes 5.6).

Hidden figures are empty and say so. There is no time of day, so the same export twice is the same file; `frozen_on` is
the day on which it was counted.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sotecli import __version__
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import LANGUAGES, speaking
from sotecli.render import words
from sotecli.render.report_dictionary import unit_of
from sotecli.render.report_tables import table_ident, table_label
from sotecli.render.report_words import metric_label, months_in, row_label


class Tidy(NamedTuple):
    """One figure with everything that says what it is."""

    period_from: date
    period_to: date
    report: str
    model: str | None
    unit_name: str
    level: str
    preview: bool
    """Nothing was released: the file is not one that may be published."""
    threshold: int
    metric_id: str
    code: str | None
    """The row of a breakdown; empty for a figure of its own."""
    part: str | None
    """The month or quarter that it is of; empty where it is of the whole period."""
    label_fi: str
    label_sv: str
    label_en: str
    numerator: int | None
    denominator: float | None
    value: float | None
    """Where there is a band, its lower end."""
    band: int | None
    unit: str
    persons: int | None
    suppressed: bool
    suppression_reason: str | None
    """Why there is no value or no new one: `small_count` where it is hidden, `no_tally` where there is none, …"""
    since: date | None
    """The day of the release whose figure this is, where too few have come or gone since."""
    definitions_version: str
    calendar_id: str
    frozen_on: date | None
    tool_version: str


class Figure(NamedTuple):
    """What differs from row to row."""

    metric_id: str
    code: str | None
    part: str | None
    numerator: int | None
    denominator: float | None
    value: float | None
    band: int | None
    unit: str
    persons: int | None
    suppressed: bool
    suppression_reason: str | None
    since: date | None


def tidy_rows(publishable: Publishable) -> list[Tidy]:
    """The rows in the order of the report."""
    report = publishable.report
    shared: dict[str, Any] = {
        "period_from": report.start,
        "period_to": report.end,
        "report": report.name,
        "model": report.model,
        "unit_name": report.unit,
        "level": publishable.level.value,
        "preview": publishable.preview,
        "threshold": publishable.threshold,
        "definitions_version": report.definitions_version,
        "calendar_id": report.calendar,
        "frozen_on": report.frozen_on,
        "tool_version": __version__,
    }
    labels = zip(*(_labels(publishable, code) for code in LANGUAGES), strict=True)
    return [
        Tidy(**shared, **figure._asdict(), label_fi=fi, label_sv=sv, label_en=en)
        for figure, (fi, sv, en) in zip(_figures(publishable), labels, strict=True)
    ]


def _figures(publishable: Publishable) -> Iterator[Figure]:
    report = publishable.report
    for metric in report.metrics:
        yield _of_metric(metric)
    for series in report.series:
        for point in series.points:
            yield _of_metric(point)._replace(metric_id=series.ident, part=point.ident)
    for table in report.tables:
        for row in table.rows:
            yield _of_row(table, row)
            yield from _by_month(table, row, months_in(report, table))


def _labels(publishable: Publishable, code: str) -> list[str]:
    """The words for each row in one language: a row of a breakdown has those of both."""
    report = publishable.report
    with speaking(code):
        metrics = [metric_label(metric) for metric in report.metrics]
        parts = [words.of(point.label) for series in report.series for point in series.points if point.label]
        rows = [
            f"{table_label(table)}: {row_label(table, row)}"
            for table in report.tables
            for row in table.rows
            for _told in ("", *months_in(report, table))
        ]
        return metrics + parts + rows


def _of_metric(metric: Metric) -> Figure:
    return Figure(
        metric_id=metric.ident,
        code=None,
        part=None,
        numerator=metric.numerator,
        denominator=metric.denominator,
        value=metric.value,
        band=metric.band,
        unit=metric.unit,
        persons=metric.persons,
        suppressed=metric.suppressed,
        suppression_reason=metric.reason,
        since=metric.since,
    )


def _of_row(table: Table, row: Row) -> Figure:
    if row.share:
        return _of_metric(row.share)._replace(metric_id=table_ident(table), code=row.code)
    return Figure(
        metric_id=table_ident(table),
        code=row.code,
        part=table.part,
        numerator=row.count,
        denominator=None,
        value=row.count,
        band=None,
        unit=unit_of(table),
        persons=row.count if row.persons is None else row.persons,
        suppressed=row.count is None,
        suppression_reason=row.reason,
        since=row.since,
    )


def _by_month(table: Table, row: Row, months: Sequence[str]) -> Iterator[Figure]:
    """The same row in each month; all empty where they are hidden."""
    for point, month in zip(row.points, months, strict=False):
        yield _of_metric(point)._replace(metric_id=table_ident(table), code=row.code, part=month)
    if row.points:
        return
    told = {part.code: part for part in row.series}
    for month in months:
        part = told.get(month)
        of_month = Row(code=row.code, count=part and part.events, persons=part and part.persons)
        found = _of_row(table, of_month)._replace(part=month)
        yield found if part else found._replace(suppression_reason="small_count")
