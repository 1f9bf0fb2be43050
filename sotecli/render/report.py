"""Evaluation reports. Only a `Publishable`, which only `core.suppression` makes, can be shown."""

import io
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from sotecli.core.codes import Form, Level
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.core.visit_places import SHARES
from sotecli.i18n import N_, _
from sotecli.render import labels, output, smart, words
from sotecli.render.figure import base_of, metric_document, metric_row, value_of
from sotecli.render.labels import label
from sotecli.render.report_words import COUNTED, GROUP, GROUPS, NOTES, ROWS, TABLES, TITLES

LONGEST_BAR = 20
LEVELS = "▁▂▃▄▅▆▇█"
ELSEWHERE = {"feedback": "sote feedback summary"}
"""Reports that another group runs."""
WITH_MONTHS = frozenset({"visits_by_site", *(f"{name}_by_site" for name in SHARES.values())})
"""Breakdowns whose rows are told by month, too."""
CODES = {
    "requests_by_channel": labels.CHANNEL,
    "outcomes": labels.OUTCOME,
    "declines_by_party": labels.PARTY,
    "level_changes": labels.REVIEW,
    "visits_by_channel": labels.VISIT_CHANNEL,
    "visits_by_age": labels.AGE,
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
    if publishable.report.goals:
        smart.goals(form, publishable)
    else:
        rows = [metric_row(metric) for metric in publishable.report.metrics]
        output.table(form, [_("figure"), _("value"), _("from"), _("note")], rows)
    for table in publishable.report.tables:
        output.say()
        output.say(_title(table))
        if table.suppressed:
            output.say(_("Hidden: too few persons to show this without revealing somebody."))
        else:
            output.table(form, _columns(table), _breakdown(form, table))
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
        "metrics": [metric_document(metric) for metric in report.metrics],
        "tables": [_table_document(table) for table in report.tables],
        **({"goals": smart.goal_documents(publishable)} if report.goals else {}),
    }


def _table_document(table: Table) -> dict[str, object]:
    return {
        "id": f"{table.ident}_{table.part}" if table.part else table.ident,
        "label": _title(table),
        "part": table.part,
        "suppressed": table.suppressed,
        "reason": table.reason,
        "rows": [_row_document(table, row) for row in table.rows],
    }


def _row_document(table: Table, row: Row) -> dict[str, object]:
    series: list[dict[str, object]]
    series = [{"code": part.code, "value": part.events, "persons": part.persons} for part in row.series]
    series += [_without_words(point) for point in row.points]
    return {
        "label": _row_label(table, row),
        "code": row.code,
        "cells": [_cell_document(table, row)],
        **({"series": series} if table.ident in WITH_MONTHS else {}),
    }


def _cell_document(table: Table, row: Row) -> dict[str, object]:
    if row.share:
        return _without_words(row.share)
    persons = row.count if row.persons is None else row.persons
    return {"value": row.count, "persons": persons, "suppressed": table.suppressed, "reason": table.reason}


def _without_words(share: Metric) -> dict[str, object]:
    return {key: value for key, value in metric_document(share).items() if key not in {"id", "label"}}


def _head(publishable: Publishable) -> list[str]:
    report = publishable.report
    about = words.of(report.about) if report.about else ""
    days = {"start": words.long_day(report.start), "end": words.long_day(report.end)}
    period = _(TITLES[report.name]).format(model=about, **days)
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
    notes = [_(note) for note in NOTES[publishable.report.name]]
    if publishable.level is Level.RELEASE:
        name = publishable.report.name
        command = f"{ELSEWHERE.get(name, f'sote report {name}')} --level internal"
        notes.append(_("Exact figures for the unit's own use: {command}").format(command=command))
        notes.append(
            _(
                "The disclosure control is preliminary: do not publish several periods that overlap, and do not "
                "publish this page beside other figures of the same people."
            )
        )
    return notes


def _title(table: Table) -> str:
    quarter = words.quarter(table.part) if table.part else ""
    return _(TABLES[table.ident]).format(quarter=quarter)


def _columns(table: Table) -> list[str]:
    """The headings; where events are counted, the persons behind them stand beside."""
    if table.shape == "shares":
        return [_("group"), _("share"), _("from"), *([_("by month")] if table.ident in WITH_MONTHS else [])]
    usual = (N_("times"), N_("persons")) if table.shape == "overlapping" else (N_("persons"),)
    counted = [_(text) for text in COUNTED.get(table.ident, usual)]
    months = [_("by month")] if table.ident in WITH_MONTHS else []
    return [_("day") if table.shape == "stock" else _(GROUPS.get(table.ident, GROUP)), *counted, "", *months]


def _breakdown(form: Form, table: Table) -> list[list[str]]:
    if table.shape == "shares":
        return [_share_row(form, table, row) for row in table.rows]
    most = max((row.count or 0 for row in table.rows), default=0) or 1
    return [
        [
            _row_label(table, row),
            str(row.count),
            *([] if row.persons is None else [str(row.persons)]),
            "█" * round(LONGEST_BAR * (row.count or 0) / most),
            *([_months(form, row)] if table.ident in WITH_MONTHS else []),
        ]
        for row in table.rows
    ]


def _share_row(form: Form, table: Table, row: Row) -> list[str]:
    """A share with its two numbers; a row without anybody has neither."""
    told = [value_of(row.share), base_of(row.share)] if row.share else ["", ""]
    return [_row_label(table, row), *told, *([_months(form, row)] if table.ident in WITH_MONTHS else [])]


def _months(form: Form, row: Row) -> str:
    """The months of a row: drawn on a terminal, each beside the row's own highest one, else as numbers."""
    counts = [part.events for part in row.series] or [round(point.value or 0) for point in row.points]
    if form is not Form.TABLE:
        return ", ".join(map(str, counts))
    most = max(counts, default=0) or 1
    return "".join(LEVELS[round((len(LEVELS) - 1) * count / most)] for count in counts)


def _row_label(table: Table, row: Row) -> str:
    """The words for a row: a model's, a day's or a month's, else those of its code."""
    if row.label:
        return words.of(row.label)
    if table.ident == "queue":
        return words.long_day(date.fromisoformat(row.code))
    if table.ident.endswith("_by_month"):
        return words.month(row.code)
    return label(ROWS | CODES.get(table.ident, {}), row.code)
