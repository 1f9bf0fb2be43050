"""Evaluation reports. Only a `Publishable`, which only `core.suppression` makes, can be shown."""

import io
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from sotecli.core.codes import Form, Level
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.extract import head_document, head_line
from sotecli.render.labels import label
from sotecli.render.report_words import EXACT, INTERNAL, METRICS, NOTES, REASONS, RELEASE, ROWS, TABLES, TITLES

HIDDEN = ".."
LONGEST_BAR = 20
CODES = {
    "requests_by_channel": labels.CHANNEL,
    "outcomes": labels.OUTCOME,
    "declines_by_party": labels.PARTY,
    "level_changes": labels.REVIEW,
}


def report(form: Form, publishable: Publishable, path: Path | None = None) -> None:
    """The report on standard output, or in a new file that only its owner can read."""
    if path is None:
        _page(form, publishable)
        return
    written = io.StringIO()
    with redirect_stdout(written):
        _page(Form.JSON if form is Form.JSON else Form.PLAIN, publishable)
    output.write_file(path, written.getvalue())
    output.note(_("Written: {path}").format(path=path))


def _page(form: Form, publishable: Publishable) -> None:
    if form is Form.JSON:
        output.document(report_document(publishable))
        return
    for line in _head(publishable):
        output.say(line)
    output.say()
    rows = [_metric_row(metric) for metric in publishable.report.metrics]
    output.table(form, [_("figure"), _("value"), _("from"), _("note")], rows)
    for table in publishable.report.tables:
        output.say()
        output.say(_title(table))
        if table.suppressed:
            output.say(_("Hidden: too few persons to show this without revealing somebody."))
        else:
            output.table(form, _columns(table), _breakdown(table))
    output.say()
    for line in _notes(publishable):
        output.say(line)


def report_document(publishable: Publishable) -> dict[str, object]:
    """The contract's *report*."""
    report = publishable.report
    return {
        "report": report.name,
        "unit": report.unit,
        "period": {"from": report.start.isoformat(), "to": report.end.isoformat()},
        "level": publishable.level,
        "threshold": publishable.threshold,
        "calendar": report.calendar,
        "definitions_version": report.definitions_version,
        "model": report.model,
        "preview": publishable.level is Level.RELEASE,
        "preliminary": True,
        "extracts": [head_document(head) for head in report.extracts],
        "metrics": [_metric_document(metric) for metric in report.metrics],
        "tables": [_table_document(table) for table in report.tables],
    }


def _metric_document(metric: Metric) -> dict[str, object]:
    return {
        "id": metric.ident,
        "label": _(METRICS[metric.ident]),
        "numerator": metric.numerator,
        "denominator": metric.denominator,
        "value": metric.value,
        "unit": metric.unit,
        "persons": metric.persons,
        "suppressed": metric.suppressed,
        "reason": metric.reason,
    }


def _table_document(table: Table) -> dict[str, object]:
    rows = [
        {"label": _row_label(table, row), "code": row.code, "cells": [_cell_document(table, row)]} for row in table.rows
    ]
    return {
        "id": f"{table.ident}_{table.part}" if table.part else table.ident,
        "label": _title(table),
        "part": table.part,
        "suppressed": table.suppressed,
        "reason": table.reason,
        "rows": rows,
    }


def _cell_document(table: Table, row: Row) -> dict[str, object]:
    persons = row.count if row.persons is None else row.persons
    return {"value": row.count, "persons": persons, "suppressed": table.suppressed, "reason": table.reason}


def _head(publishable: Publishable) -> list[str]:
    report = publishable.report
    about = words.of(report.about) if report.about else ""
    days = {"start": words.long_day(report.start), "end": words.long_day(report.end)}
    period = _(TITLES[report.name]).format(model=about, **days)
    across = bool(report.extracts)
    if publishable.level is Level.INTERNAL:
        return [report.unit, period, _(INTERNAL[across])]
    return [report.unit, period, _(RELEASE[across]).format(most=publishable.threshold - 1)]


def _notes(publishable: Publishable) -> list[str]:
    report = publishable.report
    notes = [_(note) for note in [*NOTES[report.name], *(NOTES["combined"] if report.extracts else ())]]
    if publishable.level is Level.RELEASE:
        command = f"sote report {'combine DIR' if report.extracts else report.name} --level internal"
        notes.append(_(EXACT[bool(report.extracts)]).format(command=command))
        notes.append(
            _(
                "The disclosure control is preliminary: do not publish several periods that overlap, and do not "
                "publish this page beside other figures of the same people."
            )
        )
    return [*notes, *map(head_line, report.extracts)]


def _metric_row(metric: Metric) -> list[str]:
    base = ""
    if metric.numerator is not None and metric.denominator is not None:
        base = f"{metric.numerator} / {metric.denominator}"
    elif metric.denominator is not None:
        base = str(metric.denominator)
    note = _(REASONS[metric.reason]) if metric.reason else ""
    return [_(METRICS[metric.ident]), _value(metric), base, note]


def _value(metric: Metric) -> str:
    if metric.value is None:
        return HIDDEN if metric.suppressed else output.NOTHING
    return words.percent(metric.value) if metric.unit == "percent" else words.number(metric.value)


def _title(table: Table) -> str:
    quarter = words.quarter(table.part) if table.part else ""
    return _(TABLES[table.ident]).format(quarter=quarter)


def _columns(table: Table) -> list[str]:
    """The headings; where events are counted, the persons behind them stand beside."""
    persons = [_("times"), _("persons")] if table.shape == "overlapping" else [_("persons")]
    return [_("day") if table.shape == "stock" else _("group"), *persons, ""]


def _breakdown(table: Table) -> list[list[str]]:
    most = max((row.count or 0 for row in table.rows), default=0) or 1
    return [
        [
            _row_label(table, row),
            str(row.count),
            *([] if row.persons is None else [str(row.persons)]),
            "█" * round(LONGEST_BAR * (row.count or 0) / most),
        ]
        for row in table.rows
    ]


def _row_label(table: Table, row: Row) -> str:
    """The words for a row: a model's, a day's or a month's, else those of its code."""
    if row.label:
        return words.of(row.label)
    if table.ident == "queue":
        return words.long_day(date.fromisoformat(row.code))
    if table.ident == "requests_by_month":
        return words.month(row.code)
    return label(ROWS | CODES.get(table.ident, {}), row.code)
