"""Evaluation reports. Only a `Publishable`, which only `core.suppression` makes, can be shown."""

import io
from contextlib import redirect_stdout
from pathlib import Path

from sotecli.core.codes import Form, Level
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import N_, _
from sotecli.render import labels, output, words
from sotecli.render.labels import label

HIDDEN = ".."
LONGEST_BAR = 20
METRICS = {
    "requests": N_("contact requests"),
    "assigned": N_("got a personal worker"),
    "attempted_in_time": N_("first attempt in the promised time"),
    "attempted_in_time_from_arrival": N_("first attempt in time, counted from arrival"),
    "reached": N_("reached"),
    "reached_by_phone": N_("reached by phone, of those called"),
    "contacts_per_request": N_("contacts with each person reached"),
    "guided": N_("guided to a service, of those reached"),
    "became_client": N_("agreed on a clientship, of those reached"),
    "not_reached": N_("closed without being reached"),
    "working_days_to_first_attempt": N_("working days to the first attempt (median)"),
    "working_days_to_first_attempt_from_receipt": N_("median working days, receipt to first try"),
    "offered": N_("offered the possibility in custody"),
    "uptake": N_("left a request, of those offered"),
}
TABLES = {
    "requests_by_month": N_("Requests by month of arrival"),
    "requests_by_channel": N_("Requests by the wished way of contact"),
    "outcomes": N_("How closed requests ended"),
}
REASONS = {
    "small_count": N_("too few persons to show"),
    "hidden_together": N_("hidden together with another figure"),
    "no_tally": N_("no tally from the custody yet"),
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
        output.say(_(TABLES[table.ident]))
        if table.suppressed:
            output.say(_("Hidden: too few persons to show this without revealing somebody."))
        else:
            output.table(form, [_("group"), _("persons"), ""], _breakdown(table))
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
        "preview": publishable.level is Level.RELEASE,
        "preliminary": True,
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
        "id": table.ident,
        "label": _(TABLES[table.ident]),
        "suppressed": table.suppressed,
        "reason": table.reason,
        "rows": rows,
    }


def _cell_document(table: Table, row: Row) -> dict[str, object]:
    return {"value": row.count, "persons": row.count, "suppressed": table.suppressed, "reason": table.reason}


def _head(publishable: Publishable) -> list[str]:
    report = publishable.report
    period = _("Contact requests, {start} – {end}").format(
        start=words.long_day(report.start), end=words.long_day(report.end)
    )
    if publishable.level is Level.INTERNAL:
        return [report.unit, period, _("INTERNAL: exact figures, for the unit's own eyes. Not to be passed on.")]
    return [
        report.unit,
        period,
        _("Preview of what may leave the unit; figures of 1–{most} persons are hidden.").format(
            most=publishable.threshold - 1
        ),
    ]


def _notes(publishable: Publishable) -> list[str]:
    notes = [_("One request counts as one person. Duplicates are left out.")]
    if publishable.level is Level.RELEASE:
        notes.append(_("Exact figures for the unit's own use: sote report pilot --level internal"))
        notes.append(
            _(
                "The disclosure control is preliminary: do not publish several periods that overlap, and do not "
                "publish this page beside other figures of the same people."
            )
        )
    return notes


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


def _breakdown(table: Table) -> list[list[str]]:
    most = max((row.count or 0 for row in table.rows), default=0) or 1
    bars = ["█" * round(LONGEST_BAR * (row.count or 0) / most) for row in table.rows]
    return [[_row_label(table, row), str(row.count), bar] for row, bar in zip(table.rows, bars, strict=True)]


def _row_label(table: Table, row: Row) -> str:
    if table.ident == "requests_by_month":
        return words.month(row.code)
    return label(labels.CHANNEL if table.ident == "requests_by_channel" else labels.OUTCOME, row.code)
