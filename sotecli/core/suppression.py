"""Disclosure control: the only maker of what may be shown.

Preliminary in this version, and every page says so: no complementary suppression, no ledger of releases, no attack
on the program's own export. What holds (T is the threshold, 3 to 10):

* a metric is hidden whole when its numerator, or the rest up to its denominator, lies in 1…T-1, or when its
  denominator is below 10 (small counts in both directions; Statistics Finland's output checking, domain notes 3.5);
* a breakdown is shown only if every count in it, and every difference to its total, is 0 or at least T, and its
  total is at least 10; else it is hidden whole, because hiding single cells can be undone by subtraction;
* `reached` and `not_reached` nearly add up, so they are hidden together;
* a second view of a figure is hidden when it differs from the first one by 1…T-1 persons, because the two could be
  subtracted from each other;
* persons are counted, not events: where a figure or a row counts offers, reviews or declines, the persons behind it
  and behind each of its parts are held against T (one person may give all six events);
* in a breakdown in which one person may stand in several rows, those who do are also 0 or at least T;
* counts of different days (a stock) have no total, so only the counts themselves are looked at.
"""

from dataclasses import dataclass, replace

from sotecli.core.codes import Level
from sotecli.core.report import Metric, Report, Table

SMALLEST_BASE = 10
HIDDEN_TOGETHER = frozenset({"reached", "not_reached"})


@dataclass(frozen=True, kw_only=True)
class Publishable:
    """A report that may be shown at its level. Only this module makes one."""

    report: Report
    level: Level
    threshold: int


def suppress(report: Report, threshold: int) -> Publishable:
    """The report with everything hidden that must not leave the unit."""
    metrics = [_guarded(metric, threshold) for metric in report.metrics]
    if any(metric.suppressed for metric in metrics if metric.ident in HIDDEN_TOGETHER):
        metrics = [_hidden_together(metric) for metric in metrics]
    tables = [_hidden_table(table) if _table_discloses(table, threshold) else table for table in report.tables]
    safe = replace(report, metrics=tuple(metrics), tables=tuple(tables))
    return Publishable(report=safe, level=Level.RELEASE, threshold=threshold)


def exact(report: Report, threshold: int) -> Publishable:
    """The report as it is, for the unit's own eyes."""
    return Publishable(report=report, level=Level.INTERNAL, threshold=threshold)


def _guarded(metric: Metric, threshold: int) -> Metric:
    """The metric, hidden if it alone tells too much, or would beside the figure that it is a second view of."""
    if _discloses(metric, threshold):
        return _hidden(metric)
    if any(_small(abs(persons), threshold) for persons in metric.apart):
        return _hidden(metric, "close_to_another")
    return replace(metric, apart=())


def _small(count: int, threshold: int) -> bool:
    return 1 <= count < threshold


def _discloses(metric: Metric, threshold: int) -> bool:
    if metric.behind and (metric.behind[0] < SMALLEST_BASE or any(_small(part, threshold) for part in metric.behind)):
        return True
    if metric.denominator is None:
        return metric.numerator is not None and _small(metric.numerator, threshold)
    parts = () if metric.numerator is None else (metric.numerator, metric.denominator - metric.numerator)
    return metric.denominator < SMALLEST_BASE or any(_small(part, threshold) for part in parts)


def _table_discloses(table: Table, threshold: int) -> bool:
    persons = [(row.count if row.persons is None else row.persons) or 0 for row in table.rows]
    if table.shape == "stock":
        return any(_small(count, threshold) for count in persons)
    parts = [part for count in persons for part in (count, table.total - count)]
    if table.shape == "overlapping":
        parts.append(sum(persons) - table.total)
    return table.total < SMALLEST_BASE or any(_small(part, threshold) for part in parts)


def _hidden(metric: Metric, reason: str = "small_count") -> Metric:
    emptied = replace(metric, numerator=None, denominator=None, value=None, apart=(), behind=())
    return replace(emptied, suppressed=True, reason=reason)


def _hidden_together(metric: Metric) -> Metric:
    if metric.ident not in HIDDEN_TOGETHER or metric.suppressed:
        return metric
    return _hidden(metric, "hidden_together")


def _hidden_table(table: Table) -> Table:
    """The table without a figure; its total is not shown either."""
    rows = tuple(replace(row, count=None, persons=None) for row in table.rows)
    return replace(table, total=0, rows=rows, suppressed=True, reason="small_count")
