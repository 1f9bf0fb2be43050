"""Disclosure control: the only maker of what may be shown.

Preliminary in this version, and every page says so: no complementary suppression, no ledger of releases, no attack
on the program's own export. What holds (T is the threshold, 3 to 10):

* a metric is hidden whole when its numerator, or the rest up to its denominator, lies in 1…T-1, or when its
  denominator is below 10 (small counts in both directions; Statistics Finland's output checking, domain notes 3.5);
* a breakdown is shown only if every count in it, and every difference to its total, is 0 or at least T, and its
  total is at least 10; else it is hidden whole, because hiding single cells can be undone by subtraction;
* `reached` and `not_reached` nearly add up, so they are hidden together;
* two views of a rate are hidden together when one of them is hidden, or when they differ by 1…T-1 persons, because the
  two could be subtracted from each other;
* a mean of answers is shown only beside the share of its question, and neither when all or none answered positively,
  because they then tell what each single person thinks;
* answers that were given under several models, or some linked and some anonymously, are shown only if each of those
  parts has 0 or at least T persons and answers of each kind, because other pages tell of one part alone;
* a second median is shown only beside the first one, and only if 0 or at least T persons wait differently in it;
* persons are counted, not events: where a figure or a row counts offers, reviews or declines, the persons behind it
  and behind each of its parts are held against T (one person may give all six events);
* in a breakdown in which one person may stand in several rows, those who do are also 0 or at least T;
* a breakdown of shares is shown only if every share in it could be shown alone, and the figure that its rows add up to
  is shown, too; else it is hidden whole;
* a series of months goes with its row; all series of a breakdown are hidden together, because those of the shown
  rows could be subtracted from all months, and only a series that is shown is drawn;
* how many were asked and how many answered tells nothing of their matters, so the rest, who did not, may be small; but
  the persons asked are held against 10 (one person may be asked many times), and those who answered are 0 or at least
  T, because an answer of theirs may be told elsewhere;
* the parts of a series are hidden all together, and with the figure that they are parts of;
* counts of different days (a stock) have no total, so only the counts themselves are looked at.

Whether a figure is on the page at all never depends on the requests, because that would tell of them, too.
"""

from dataclasses import dataclass, replace

from sotecli.core.codes import Level
from sotecli.core.report import Metric, Report, Row, Series, Table

SAYS_APART = frozenset({"feedback", "pilot", "visits"})
"""Reports that say themselves (`apart`) which figures could be subtracted from which."""
SMALLEST_BASE = 10
HIDDEN_TOGETHER = (
    frozenset({"reached", "not_reached"}),
    frozenset({"attempted_in_time", "attempted_in_time_from_arrival"}),
)


@dataclass(frozen=True, kw_only=True)
class Publishable:
    """A report that may be shown at its level. Only this module makes one."""

    report: Report
    level: Level
    threshold: int


def suppress(report: Report, threshold: int) -> Publishable:
    """The report with everything hidden that must not leave the unit."""
    small = {metric.ident for metric in report.metrics if _discloses(metric, threshold)}
    withheld = _withheld(report, small, threshold) | _subtracted(report, small, threshold)
    metrics = [
        _hidden(metric, "small_count" if metric.ident in small else "hidden_together")
        if metric.ident in withheld
        else replace(metric, apart=())
        for metric in report.metrics
    ]
    tables = [
        _hidden_table(table)
        if table.part_of in withheld or _table_discloses(table, threshold)
        else _without_series(table, threshold)
        for table in report.tables
    ]
    series = tuple(_hidden_series(found, withheld, threshold) for found in report.series)
    safe = replace(report, metrics=tuple(metrics), tables=tuple(tables), series=series)
    return Publishable(report=safe, level=Level.RELEASE, threshold=threshold)


def _subtracted(report: Report, small: set[str], threshold: int) -> set[str]:
    """Figures of cases whose persons, or those beside them, a page's other figure or stock tells by subtraction.

    The pilot's bases repeat each other by the contract and are left to the whole disclosure control of a later version;
    of visits there are so many figures that some lie close to each other without having to do with each other; answers
    to different questions are no parts of each other, so feedback has nothing to subtract.
    """
    if report.name in SAYS_APART:
        return set()
    shown = [table for table in report.tables if not _table_discloses(table, threshold)]
    known = [count for table in shown for count in (row.count for row in table.rows) if count]
    hidden: set[str] = set()
    for metric in report.metrics:
        if metric.ident in small or metric.persons is None or metric.asking:
            continue
        parts = {metric.persons, metric.numerator or 0, metric.persons - (metric.numerator or 0)}
        if any(_small(abs(part - other), threshold) for part in parts for other in known if part and other):
            hidden.add(metric.ident)
        known += sorted(part for part in parts if part)
    return hidden


def exact(report: Report, threshold: int) -> Publishable:
    """The report as it is, for the unit's own eyes."""
    return Publishable(report=report, level=Level.INTERNAL, threshold=threshold)


def _withheld(report: Report, small: set[str], threshold: int) -> set[str]:
    """What is hidden: what is small itself, what lies too close to another figure, and what goes with those."""
    close = {metric.ident for metric in report.metrics if any(_small(abs(n), threshold) for n in metric.apart)}
    withheld = small | close
    for group in HIDDEN_TOGETHER:
        if group & withheld:
            withheld |= group
    return withheld | {metric.ident for metric in report.metrics if metric.beside in withheld}


def _small(count: float, threshold: int) -> bool:
    return 1 <= count < threshold


def _discloses(metric: Metric, threshold: int) -> bool:
    if metric.asking:
        return (metric.persons or 0) < SMALLEST_BASE or _small(metric.numerator or 0, threshold)
    if metric.unanimous:
        return True
    if metric.denominator is None and not metric.numerator and not any(metric.behind):
        return False  # nothing happened to anybody
    if metric.behind and (metric.behind[0] < SMALLEST_BASE or any(_small(part, threshold) for part in metric.behind)):
        return True
    if metric.denominator is None:
        return metric.numerator is not None and _small(metric.numerator, threshold)
    parts = () if metric.numerator is None else (metric.numerator, metric.denominator - metric.numerator)
    return metric.denominator < SMALLEST_BASE or any(_small(part, threshold) for part in parts)


def _table_discloses(table: Table, threshold: int) -> bool:
    if table.shape == "shares":
        return any(_share_discloses(row.share, threshold) for row in table.rows)
    persons = [_behind(row) for row in table.rows]
    if table.shape == "stock":
        return any(_small(count, threshold) for count in persons)
    parts = [part for count in persons for part in (count, table.total - count)]
    if table.shape == "overlapping":
        parts.append(sum(persons) - table.total)
    parts += [abs((row.count or 0) - count) for row, count in zip(table.rows, persons, strict=True)]
    return table.total < SMALLEST_BASE or any(_small(part, threshold) for part in parts)


def _share_discloses(share: Metric | None, threshold: int) -> bool:
    """Whether a share tells of too few; of nobody there is none."""
    return share is not None and bool(share.persons) and _discloses(share, threshold)


def _behind(row: Row) -> int:
    """The persons behind a row; where none is counted for the first time, there still is somebody."""
    count = row.count or 0
    return count if row.persons is None else max(row.persons, min(count, 1))


def _without_series(table: Table, threshold: int) -> Table:
    """The table; without the months of its rows when one of them is of too few."""
    parts = [part for row in table.rows for part in row.series]
    counted = [max(part.persons, min(part.events, 1)) for part in parts]
    counted += [abs(part.events - part.persons) for part in parts]
    shares = any(_share_discloses(point, threshold) for row in table.rows for point in row.points)
    if not shares and not any(_small(count, threshold) for count in counted):
        return table
    return replace(table, rows=tuple(replace(row, series=(), points=()) for row in table.rows))


def _hidden(metric: Metric, reason: str) -> Metric:
    emptied = replace(metric, numerator=None, denominator=None, value=None, apart=(), behind=())
    return replace(emptied, suppressed=True, reason=reason)


def _hidden_series(series: Series, withheld: set[str], threshold: int) -> Series:
    """The series, emptied when its figure or any of its parts is hidden; a part in which nothing was is none."""
    small = any(_discloses(point, threshold) for point in series.points if point.persons)
    if not small and series.ident not in withheld:
        return series
    return replace(series, points=tuple(_hidden(point, "small_count") for point in series.points), suppressed=True)


def _hidden_table(table: Table) -> Table:
    """The table without a figure; its total is not shown either."""
    emptied = [replace(row, count=None, persons=None, series=(), points=()) for row in table.rows]
    rows = tuple(replace(row, share=row.share and _hidden(row.share, "small_count")) for row in emptied)
    return replace(table, total=0, rows=rows, suppressed=True, reason="small_count")
