"""Evaluation reports. Only a `Publishable`, which only `core.suppression` makes, can be shown."""

import io
from contextlib import redirect_stdout
from datetime import date

from sotecli.core.codes import Form, Level
from sotecli.core.releases import UNTIL
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import LEAST_BASE, RULES, Publishable
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.report_words import METRICS, NOTES, REASONS, ROWS, RULE_WORDS, TABLES, TITLES

HIDDEN = ".."
LONGEST_BAR = 20
CODES = {
    "requests_by_channel": labels.CHANNEL,
    "outcomes": labels.OUTCOME,
    "declines_by_party": labels.PARTY,
    "level_changes": labels.REVIEW,
}


def report(form: Form, publishable: Publishable) -> None:
    """The report on standard output."""
    _page(form, publishable)


def text(form: Form, publishable: Publishable) -> str:
    """The report as a file holds it: one JSON document, or lines."""
    written = io.StringIO()
    with redirect_stdout(written):
        _page(Form.JSON if form is Form.JSON else Form.PLAIN, publishable)
    return written.getvalue()


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
        "preview": publishable.preview,
        "frozen": publishable.frozen.isoformat() if publishable.frozen else None,
        "metrics": [_metric_document(metric) for metric in report.metrics],
        "tables": [_table_document(table) for table in report.tables],
        "rules": [rule._asdict() for rule in RULES] if publishable.level is Level.RELEASE else [],
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
        "band": metric.band,
        "since": metric.since.isoformat() if metric.since else None,
    }


def _table_document(table: Table) -> dict[str, object]:
    rows = [{"label": _row_label(table, row), "code": row.code, "cells": [_cell_document(row)]} for row in table.rows]
    return {
        "id": f"{table.ident}_{table.part}" if table.part else table.ident,
        "label": _title(table),
        "part": table.part,
        "suppressed": table.suppressed,
        "reason": table.reason,
        "rows": rows,
    }


def _cell_document(row: Row) -> dict[str, object]:
    persons = row.count if row.persons is None else row.persons
    since = row.since.isoformat() if row.since else None
    return {
        "value": row.count,
        "persons": persons,
        "suppressed": row.suppressed,
        "reason": row.reason,
        "since": since,
    }


def _head(publishable: Publishable) -> list[str]:
    report = publishable.report
    about = words.of(report.about) if report.about else ""
    days = {"start": words.long_day(report.start), "end": words.long_day(report.end)}
    period = _(TITLES[report.name]).format(model=about, **days)
    if publishable.level is Level.INTERNAL:
        return [report.unit, period, _("INTERNAL: exact figures, for the unit's own eyes. Not to be passed on.")]
    lines = [report.unit, period]
    if publishable.preview:
        lines.append(_("PREVIEW: what would leave the unit. It leaves the unit with --output and a second worker."))
    if publishable.frozen:
        lines.append(_("The data are those of {day}.").format(day=words.long_day(publishable.frozen)))
    return lines


def _notes(publishable: Publishable) -> list[str]:
    notes = [_(note) for note in NOTES[publishable.report.name]]
    if publishable.level is Level.RELEASE:
        notes += ["", _("How persons are protected:"), *(f"  {line}" for line in method(publishable.threshold)), ""]
        command = f"sote report {publishable.report.name} --level internal"
        notes.append(_("Exact figures for the unit's own use: {command}").format(command=command))
    else:
        notes.append(_("INTERNAL: exact figures, for the unit's own eyes. Not to be passed on."))
    return notes


def method(threshold: int) -> list[str]:
    """Each rule of disclosure control in words, with its source."""
    base = max(LEAST_BASE, 2 * threshold)
    return [
        f"{_(RULE_WORDS[rule.ident]).format(threshold=threshold, most=threshold - 1, base=base)} [{rule.source}]"
        for rule in RULES
    ]


def _metric_row(metric: Metric) -> list[str]:
    base = ""
    if metric.numerator is not None and metric.denominator is not None:
        base = f"{metric.numerator} / {metric.denominator}"
    elif metric.denominator is not None:
        base = str(metric.denominator)
    note = _reason(metric)
    return [_(METRICS[metric.ident]), _value(metric), base, note]


def _reason(figure: Metric | Row) -> str:
    """Why a figure is hidden, coarse or old; the day of the release that it repeats."""
    if figure.since:
        return _("as it was on {day}; too few have come or gone since").format(day=words.long_day(figure.since))
    return _(REASONS[figure.reason]) if figure.reason else ""


def _value(metric: Metric) -> str:
    if metric.value is None:
        return HIDDEN if metric.suppressed else output.NOTHING
    if metric.band:
        return f"{metric.value:.0f}–{words.percent(metric.value + metric.band)}"
    return words.percent(metric.value) if metric.unit == "percent" else words.number(metric.value)


def _title(table: Table) -> str:
    quarter = words.quarter(table.part) if table.part else ""
    return _(TABLES[table.ident]).format(quarter=quarter)


def _columns(table: Table) -> list[str]:
    """The headings; where events are counted, the persons behind them stand beside."""
    persons = [_("times"), _("persons")] if table.shape == "overlapping" else [_("persons")]
    return [_("day") if table.shape == "stock" else _("group"), *persons, "", _("note")]


def _breakdown(table: Table) -> list[list[str]]:
    most = max((row.count or 0 for row in table.rows), default=0) or 1
    beside = table.shape == "overlapping"
    return [
        [
            _row_label(table, row),
            HIDDEN if row.count is None else str(row.count),
            *([str(row.persons) if row.persons is not None else HIDDEN] if beside else []),
            "█" * round(LONGEST_BAR * (row.count or 0) / most),
            _reason(row),
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
        first, _until, last = row.code.partition(UNTIL)
        return f"{words.month(first)} – {words.month(last)}" if last else words.month(first)
    return label(ROWS | CODES.get(table.ident, {}), row.code)
