"""Figures that a page repeats from an earlier release: their day is said once where it is that of all, else of each."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from sotecli.core.report import Metric, Report, Row
from sotecli.core.suppression import Publishable
from sotecli.i18n import N_, _
from sotecli.render import words

Figure = TypeVar("Figure", Metric, Row)
ALL = N_(
    "The figures are those that were released on {day}. They change when at least {threshold} persons have come or "
    "gone."
)
SOME = N_(
    "A figure with a day is repeated from the release of that day. It changes when at least {threshold} persons have "
    "come or gone."
)


def repeated(publishable: Publishable) -> list[str]:
    """What a page that repeats figures says of it; nothing if it repeats none."""
    days = _days(publishable.report) - {None}
    if not days:
        return []
    only = _only_day(publishable.report)
    text = ALL if only else SOME
    return [_(text).format(day=words.day_in_text(only) if only else "", threshold=publishable.threshold)]


def undated(report: Report) -> Report:
    """The report as its rows say it: without the day of each figure where the page says it once of all."""
    if _only_day(report) is None:
        return report
    metrics = tuple(_undated(metric) for metric in report.metrics)
    tables = tuple(replace(table, rows=tuple(map(_undated, table.rows))) for table in report.tables)
    return replace(report, metrics=metrics, tables=tables)


def _undated(figure: Figure) -> Figure:
    return replace(figure, since=None, reason=None) if figure.since else figure


def _only_day(report: Report) -> date | None:
    """The release whose figures all of the shown ones are; that there is nobody needs no day."""
    days = _days(report)
    return next(iter(days)) if len(days) == 1 else None


def _days(report: Report) -> set[date | None]:
    """The days of the shown figures, `None` for what is counted anew."""
    shown = {metric.since for metric in report.metrics if metric.value}
    return shown | {row.since for table in report.tables for row in table.rows if row.count}
