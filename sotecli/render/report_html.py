"""A report as one page of HTML, to read on a screen or a phone and to print: figures, charts, what each figure means.

The page loads nothing from anywhere and may run nothing; its style is allowed by what it is, not by where it stands
(CSP hash). Whether it may leave the unit stands on every printed page.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from sotecli.core.housing import BAND_ENDS
from sotecli.core.report import Metric, Report, Row, Series, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import N_, _, language
from sotecli.render import charts, words
from sotecli.render.figure import base_of, count_of, value_of
from sotecli.render.output import clean
from sotecli.render.repeats import undated
from sotecli.render.report import heading, notes, standing
from sotecli.render.report_dictionary import Entry, entries
from sotecli.render.report_notes import remarks
from sotecli.render.report_tables import table_ident, table_label
from sotecli.render.report_words import (
    MARKS,
    column_labels,
    counts_of,
    in_order,
    metric_label,
    months_in,
    reason_label,
    row_label,
    short_label,
    what_is_counted,
)
from sotecli.render.smart import told_goals

TEMPLATE, STYLE, LEAD_TIMES = "report.html.j2", "report.css", "lead_time_days"

LABELS = {
    "key_figures": N_("Key figures"),
    "figure": N_("figure"),
    "value": N_("value"),
    "base": N_("part / whole"),
    "breakdowns": N_("Breakdowns"),
    "goals": N_("Goals"),
    "hidden": N_("Hidden for privacy."),
    "reading": N_("How to read this"),
    "meanings": N_("What each figure means"),
    "counted": N_("Counted:"),
    "out_of": N_("Out of:"),
    "sources": N_("Sources:"),
}
"""The words of the page itself."""


class Line(NamedTuple):
    """One line of the key figures."""

    label: str
    value: str
    base: str
    note: str


class Breakdown(NamedTuple):
    """One breakdown: its picture, and the same as a table; neither where it is hidden."""

    title: str
    svg: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: bool = False
    """It needs the width of two."""


def page(publishable: Publishable) -> str:
    """The whole page in the language that is spoken."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (slow)

    loader = PackageLoader("sotecli", "render")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style, report = loader.get_source(made, STYLE)[0], undated(publishable.report)
    meanings = _meanings(report)
    return made.get_template(TEMPLATE).render(
        language=language(),
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        unit=clean(report.unit),
        title=_whole_dates(clean(heading(publishable))),
        level=publishable.level.value,
        standing=standing(publishable),
        facts=_facts(publishable),
        remarks=remarks(publishable),
        lines=[] if report.goals else [_line(metric) for metric in report.metrics],
        goals=[[(clean(label), clean(told)) for label, told in pairs] for pairs in told_goals(publishable)],
        breakdowns=[*_trends(report), *(found for table in report.tables for found in _all(report, table))],
        marks=[(mark, _(meaning)) for mark, meaning in MARKS.items()],
        notes=notes(publishable),
        meanings=meanings,
        sources=list(dict.fromkeys(meaning.source for meaning in meanings if meaning.source)),
        labels={key: _(text) for key, text in LABELS.items()},
    )


def _whole_dates(text: str) -> str:
    """The text without line breaks within a date, or before a dash."""
    return re.sub(r" (?=[\d–])", words.NO_BREAK_SPACE, text)


def _facts(publishable: Publishable) -> list[str]:
    """When it was counted, and by what."""
    report = publishable.report
    facts = [_("Counted on {day}").format(day=words.day_in_text(report.frozen_on))] if report.frozen_on else []
    return [*facts, _("Definitions {version}").format(version=report.definitions_version)]


def _meanings(report: Report) -> list[Entry]:
    """What each figure means, once: what is counted of several questions or goals, or also by site or month."""
    counted = {metric.ident: what_is_counted(metric) for metric in report.metrics if "." in metric.ident}
    shares = {table_ident(table) for table in report.tables if table.shape == "shares"}
    told = [
        entry._replace(ident="", unit="", label=counted.get(entry.ident, entry.label))
        for entry in entries(report)
        if entry.ident not in shares
    ]
    return list(dict.fromkeys(told))


def _line(metric: Metric) -> Line:
    return Line(clean(metric_label(metric)), value_of(metric), base_of(metric), reason_label(metric))


def _count(value: float) -> str:
    return count_of(int(value))


def _share(value: float) -> str:
    return words.percent(round(value, 1))


def _all(report: Report, table: Table) -> list[Breakdown]:
    """The pictures of a breakdown, and its rows by month where there are such."""
    return [*_breakdowns(table), *_by_month(table, months_in(report, table))]


def _breakdowns(table: Table) -> list[Breakdown]:
    """The pictures of a breakdown; a row of days also as a curve of how many have come so far."""
    if table.is_hidden:
        return [Breakdown(table_label(table), "", (), ())]
    chart = _chart(table)
    drawn = (charts.columns if in_order(table) else charts.bars)(chart) if any(chart.values) else ""
    shares = charts.cumulated(chart.values) if table.ident == LEAD_TIMES else []
    curve = [_curve(chart, shares)] if shares else []
    return [Breakdown(chart.title, drawn, column_labels(table), _rows(table)), *curve]


def _chart(table: Table) -> charts.Chart:
    return charts.Chart(
        ident=table_ident(table),
        title=clean(table_label(table)),
        labels=[clean(short_label(table, row)) for row in table.rows],
        values=[row.share.value if row.share else row.count for row in table.rows],
        number=_share if table.shape == "shares" else _count,
    )


def _curve(chart: charts.Chart, shares: Sequence[float]) -> Breakdown:
    """How large a share had come to the end within so many days."""
    title = _("How large a share had arrived within so many days")
    drawn = charts.curve(chart._replace(ident="lead_time_curve", title=title), BAND_ENDS, _share)
    rows = [[words.whole(end), _share(share)] for end, share in zip(BAND_ENDS, shares, strict=False)]
    return Breakdown(title, drawn, [_("calendar days"), _("arrived so far")], rows)


def _rows(table: Table) -> list[list[str]]:
    return [[_group(table, row), *_cells(table, row)] for row in table.rows]


def _cells(table: Table, row: Row) -> list[str]:
    """What stands beside the words of a row: its counts, or a share with its two numbers."""
    return [value_of(row.share), base_of(row.share)] if row.share else [*map(count_of, counts_of(table, row))]


def _group(table: Table, row: Row) -> str:
    """The words for a row, with the day of an older figure."""
    label = clean(row_label(table, row))
    return f"{label} ({reason_label(row)})" if row.since else label


def _by_month(table: Table, months: Sequence[str]) -> list[Breakdown]:
    """The months of each row, on the unit's own pages."""
    if not months:
        return []
    title = clean(_("{breakdown}, by month").format(breakdown=table_label(table)))
    chart = _chart(table)._replace(ident=f"{table_ident(table)}_in_months", title=title)
    series = [[point.value or 0 for point in row.points] or [part.events for part in row.series] for row in table.rows]
    rows = [
        [_group(table, row), *map(value_of, row.points), *(count_of(part.events) for part in row.series)]
        for row in table.rows
    ]
    drawn = charts.small_columns(chart, [words.month(month) for month in months], series)
    return [Breakdown(title, drawn, [column_labels(table)[0], *map(words.month, months)], rows, wide=True)]


def _trends(report: Report) -> list[Breakdown]:
    """The goals' figures by quarter."""
    return [
        Breakdown(clean(_quarters_of(series)), "", [_("quarter"), _("value"), _("part / whole")], _points(series))
        for series in report.series
        if series.points
    ]


def _quarters_of(series: Series) -> str:
    label = series.points[0].label
    return _("{goal}, by quarter").format(goal=words.of(label) if label else series.ident)


def _points(series: Series) -> list[list[str]]:
    """A line for each quarter; none where they are hidden."""
    if series.suppressed:
        return []
    return [[words.quarter(point.ident), value_of(point), base_of(point)] for point in series.points]
