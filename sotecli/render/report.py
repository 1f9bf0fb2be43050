"""Evaluation reports. Only a `Publishable`, which only `core.suppression` makes, can be shown."""

import io
from contextlib import redirect_stdout
from typing import NamedTuple

from sotecli.core.codes import Form, Level
from sotecli.core.report import Metric, Row, Table
from sotecli.core.suppression import Publishable
from sotecli.i18n import _
from sotecli.render import output, smart, words
from sotecli.render.extract import head_document, head_line
from sotecli.render.figure import base_of, count_of, legend, metric_document, metric_row, value_of
from sotecli.render.pictures import bar, sparkline
from sotecli.render.protection import method, rules
from sotecli.render.repeats import undated
from sotecli.render.report_dictionary import dictionary_document, entries
from sotecli.render.report_notes import (
    ALONE,
    EXACT,
    INTERNAL,
    NOTES,
    RELEASE,
    STILL_PREVIEW,
    TITLES,
    TRAINING,
    UNCOMPARED,
    remarks,
)
from sotecli.render.report_tables import table_ident, table_label
from sotecli.render.report_words import REASONS, column_labels, counts_of, in_time, months_in, reason_label, row_label


class Ways(NamedTuple):
    """What leads on from a preview on standard output."""

    command: str
    """What shows the report."""
    confirm: str
    """How it is confirmed here; nothing where nobody confirms it."""


def text(form: Form, publishable: Publishable) -> str:
    """The report as it stands on standard output."""
    written = io.StringIO()
    with redirect_stdout(written):
        report(form, publishable)
    return written.getvalue()


def report(form: Form, publishable: Publishable, ways: Ways | None = None) -> None:
    """The report on standard output; without ways as it stands in a file."""
    if form is Form.JSON:
        output.document(report_document(publishable))
        return
    for line in (publishable.report.unit, heading(publishable), standing(publishable), *remarks(publishable)):
        output.say(line)
    output.say()
    shown = undated(publishable.report)
    if shown.goals:
        smart.goals(form, publishable)
    else:
        rows = [metric_row(metric) for metric in shown.metrics]
        _table(form, [_("figure"), _("value"), _("part / whole"), _("note")], rows)
    for table in shown.tables:
        output.say()
        output.say(table_label(table) + _trend(form, table))
        if table.is_hidden:
            output.say(_("Hidden for privacy."))
        else:
            months = months_in(shown, table)
            _table(form, _columns(table, months), _breakdown(form, table, months))
    output.say()
    told = _notes_in_short if ways and publishable.preview else notes
    meanings = [] if ways else _meanings(publishable)
    for line in [*legend(shown), *told(publishable), *meanings, *_end(publishable, ways)]:
        output.say(line)


def _meanings(publishable: Publishable) -> list[str]:
    """The data dictionary, as it travels with a file of text."""
    lines = [f"{entry.label}: {entry.definition}" for entry in entries(publishable.report) if entry.definition]
    return [_("What each figure means"), *lines]


def _table(form: Form, columns: list[str], rows: list[list[str]]) -> None:
    """A table; without its column of notes where there is nothing to note beside the marks, which have their legend."""
    if form is Form.TABLE:
        reason = REASONS["small_count"]
        hidden = _(reason)
        rows = [[*row[:-1], "" if row[-1] == hidden else row[-1]] for row in rows]
    width = len(columns) if any(row[-1] for row in rows) else -1
    output.table(form, columns[:width], [row[:width] for row in rows])


def _notes_in_short(publishable: Publishable) -> list[str]:
    """The notes of a preview, which only says where the rules of protection stand."""
    return [*_counted(publishable), _("How persons are protected stands in every file that --output writes.")]


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
        "training": report.training,
        "preview": publishable.preview,
        "extracts": [head_document(head) for head in report.extracts],
        "metrics": [metric_document(metric) for metric in report.metrics],
        "tables": [_table_document(table) for table in report.tables],
        **({"goals": smart.goal_documents(publishable)} if report.goals else {}),
        "frozen_on": report.frozen_on.isoformat() if report.frozen_on else None,
        "dictionary": dictionary_document(report),
        "rules": [rule._asdict() for rule in rules(report)] if publishable.level is Level.RELEASE else [],
    }


def _table_document(table: Table) -> dict[str, object]:
    return {
        "id": table_ident(table),
        "label": table_label(table),
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
        "label": row_label(table, row),
        "code": row.code,
        "cells": [_cell_document(row)],
        **({"series": series} if series else {}),
    }


def _cell_document(row: Row) -> dict[str, object]:
    if row.share:
        return _without_words(row.share)
    persons = row.count if row.persons is None else row.persons
    return {
        "value": row.count,
        "persons": persons,
        "suppressed": row.suppressed,
        "reason": row.reason,
        "since": row.since.isoformat() if row.since else None,
    }


def _without_words(share: Metric) -> dict[str, object]:
    return {key: value for key, value in metric_document(share).items() if key not in {"id", "label"}}


def heading(publishable: Publishable) -> str:
    """What the report is about, and of which days."""
    report = publishable.report
    about = words.of(report.about) if report.about else ""
    days = {"start": words.long_day(report.start), "end": words.long_day(report.end)}
    return _(TITLES[report.name]).format(model=about, **days)


def standing(publishable: Publishable) -> str:
    """Whether it may leave the unit, and whether it is of invented people: the mark of every page and sheet."""
    mark = _mark(publishable)
    return f"{_(TRAINING)} {mark}" if publishable.report.training else mark


def _mark(publishable: Publishable) -> str:
    across = bool(publishable.report.extracts)
    if publishable.level is Level.INTERNAL:
        return _(INTERNAL[across])
    if publishable.preview:
        return _(RELEASE[across])
    return _("The data are those of {day}.").format(day=words.long_day(publishable.frozen))


def notes(publishable: Publishable) -> list[str]:
    """What a reader must know to read the figures right."""
    protected = [_("How persons are protected:"), *method(publishable.report, publishable.threshold)]
    return _counted(publishable) + (protected if publishable.level is Level.RELEASE else [])


def _counted(publishable: Publishable) -> list[str]:
    """What was counted over whom, and from which extracts."""
    report = publishable.report
    told = [*NOTES[report.name], *(NOTES["combined"] if report.extracts else ())]
    if report.extracts and publishable.level is Level.RELEASE:
        told.append(UNCOMPARED)
    return [*map(_, told), *map(head_line, report.extracts)]


def _end(publishable: Publishable, ways: Ways | None) -> list[str]:
    """The mark of exact figures once more; below a preview what leads on from it, and that it is one."""
    if publishable.level is Level.INTERNAL:
        return [standing(publishable)]
    if ways is None:
        return []
    across = bool(publishable.report.extracts)
    exact = _(EXACT[across]).format(command=f"{ways.command} --level internal")
    further = [] if publishable.nobody else [_way_out(ways)]
    return [exact, *([_(ALONE)] if across else []), _(STILL_PREVIEW[across]), *further]


def _way_out(ways: Ways) -> str:
    """How the report is released, by two people or by the unit's only one; the county writes its own."""
    if not ways.confirm:
        return _("Publish it: --output FILE.")
    told = _("Release it: --output FILE {confirm}, when another worker has looked at it.")
    if ways.confirm == "--confirm-alone":
        told = _("Release it: --output FILE {confirm}.")
    return told.format(confirm=ways.confirm)


def _columns(table: Table, months: list[str]) -> list[str]:
    """The headings; where events are counted, the persons behind them stand beside."""
    return [*column_labels(table), "", *([_("by month")] if months else []), _("note")]


def _breakdown(form: Form, table: Table, months: list[str]) -> list[list[str]]:
    heights = _heights(table)
    most = 100 if table.shape == "shares" else max((height or 0 for height in heights), default=0)
    return [
        [
            row_label(table, row),
            *_counts(table, row),
            bar(height, most),
            *([_months(form, row)] if months else []),
            reason_label(row),
        ]
        for row, height in zip(table.rows, heights, strict=True)
    ]


def _heights(table: Table) -> list[int | None]:
    """How high each row is drawn: by its count or its share; a share of nobody has no height."""
    return [round(row.share.value or 0) if row.share else row.count for row in table.rows]


def _counts(table: Table, row: Row) -> list[str]:
    """What stands beside the words of a row: its counts, or a share with its two numbers."""
    if row.share:
        return [value_of(row.share), base_of(row.share)]
    return [count_of(count) for count in counts_of(table, row)]


def _months(form: Form, row: Row) -> str:
    """The months of a row: drawn on a terminal, each beside the row's own highest one, else as numbers."""
    counts = [part.events for part in row.series] or [round(point.value or 0) for point in row.points]
    return sparkline(counts) if form is Form.TABLE else ", ".join(map(str, counts))


def _trend(form: Form, table: Table) -> str:
    """A series of days or months as one line of blocks; lines of words have the numbers alone."""
    if form is not Form.TABLE or table.is_hidden or not in_time(table):
        return ""
    return "  " + sparkline(_heights(table))
