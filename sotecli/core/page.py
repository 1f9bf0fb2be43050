"""A page as it is shown: hidden places emptied, small bases in bands, older figures where they may be repeated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sotecli.core.cells import Cells, name_of
from sotecli.core.hiding import Hidden
from sotecli.core.releases import Release, of_same_persons, series_of
from sotecli.core.report import Metric, Report, Row, Series, Table, parts_of

BAND_BELOW, BAND, HIGHEST_BAND = 20, 5, 95
Last = Callable[[str], Release | None]
"""The last release in which a figure was new."""


def page_of(report: Report, found: Hidden, earlier: Sequence[Release]) -> Report:
    """The report with what is hidden emptied, and with older figures where they may be repeated."""
    last = partial(_last, report, earlier)
    metrics = tuple(_metric(metric, found, last) for metric in report.metrics)
    return replace(report, metrics=metrics, tables=tuple(_table(table, found, last) for table in report.tables))


def _metric(metric: Metric, found: Hidden, last: Last) -> Metric:
    whole = replace(metric, apart=(), behind=metric.behind[:1])
    seen = replace(
        whole,
        numerator=metric.numerator if found.shows(metric.ident) else None,
        denominator=metric.denominator if metric.base is None or found.shows(f"{metric.ident}.of") else None,
        behind=whole.behind if found.shows(f"{metric.ident}.persons") else (),
    )
    if metric.ident not in found.barred and seen == whole:
        return _banded(whole)
    known = last(metric.ident)
    if known:
        return _repeated(metric, known)
    if metric.numerator is None and metric.value is not None and metric.ident not in found.barred and not metric.behind:
        # a half would tell that the hidden number of persons is even
        return replace(seen, value=int(metric.value), reason="base_hidden")
    return replace(seen, denominator=seen.base, value=None, suppressed=True, reason="small_count")


def _banded(metric: Metric) -> Metric:
    """A rate on fewer than 20 persons as the band of five points in which it lies."""
    if metric.unit != "percent" or metric.value is None or (metric.persons or 0) >= BAND_BELOW:
        return metric
    return replace(
        metric, numerator=None, value=min(int(metric.value // BAND * BAND), HIGHEST_BAND), band=BAND, reason="band"
    )


def _last(report: Report, earlier: Sequence[Release], figure: str) -> Release | None:
    """The last release in which a figure of the same persons was new."""
    same = [known for known in earlier if of_same_persons(report, known, figure)]
    shown = [known for known in same if f"{figure}.value" in known.figures]
    return max(shown, key=lambda known: known.frozen, default=None)


def _repeated(metric: Metric, known: Release) -> Metric:
    numerator, denominator, persons = (known.figures.get(f"{metric.ident}{end}") for end in ("", ".of", ".persons"))
    return replace(
        metric,
        numerator=None if numerator is None else int(numerator),
        denominator=denominator,
        value=known.figures[f"{metric.ident}.value"],
        band=BAND if f"{metric.ident}.band" in known.figures else None,
        behind=() if persons is None else (int(persons),),
        apart=(),
        reason="unchanged",
        since=known.frozen,
    )


def _table(table: Table, found: Hidden, last: Last) -> Table:
    rows = tuple(_row(f"{name_of(table)}.{row.code}", row, found, last) for row in table.rows)
    if all(row.suppressed for row in rows):
        return replace(table, total=0, rows=rows, suppressed=True, reason="small_count")
    return replace(table, total=0, rows=rows)


def _row(name: str, row: Row, found: Hidden, last: Last) -> Row:
    row = replace(row, series=())
    if found.shows(name) and (row.persons is None or not row.count or found.shows(f"{name}.times")):
        return row
    known = last(name)
    if known is None:
        return replace(row, count=None, persons=None, suppressed=True, reason="small_count")
    persons = known.figures.get(f"{name}.persons")
    return replace(
        row,
        count=int(known.figures[f"{name}.value"]),
        persons=None if persons is None else int(persons),
        reason="unchanged",
        since=known.frozen,
    )


def leaving(report: Report) -> Report:
    """What of a report can leave the unit: no groups by two things, each part of a series as a figure of its own.

    A part of a series in which nothing was is no figure.
    """
    parts = [
        replace(point, ident=ident)
        for series in report.series
        for ident, point in zip(parts_of(series), series.points, strict=True)
        if point.persons
    ]
    tables = tuple(table for table in report.tables if table.shape != "shares")
    return replace(report, metrics=(*report.metrics, *parts), tables=tables)


def without_series(report: Report) -> Report:
    """The report with the parts of each series back in it, all as they are on their day or all hidden."""
    found = {metric.ident: metric for metric in report.metrics}
    series = tuple(_together(series, found) for series in report.series)
    parts = {part for one in report.series for part in parts_of(one)}
    return replace(
        report, metrics=tuple(metric for metric in report.metrics if metric.ident not in parts), series=series
    )


def _together(series: Series, found: Mapping[str, Metric]) -> Series:
    parts = [found.get(ident, point) for ident, point in zip(parts_of(series), series.points, strict=True)]
    told = [replace(part, ident=point.ident) for part, point in zip(parts, series.points, strict=True)]
    whole = found[series.ident]
    if whole.value is not None and whole.since is None and not any(part.suppressed or part.since for part in told):
        return replace(series, points=tuple(told))
    hidden = (_hidden(replace(point, apart=(), behind=())) for point in told)
    return replace(series, points=tuple(hidden), suppressed=bool(told))


def _hidden(metric: Metric) -> Metric:
    return replace(
        metric,
        numerator=None,
        denominator=None,
        value=None,
        band=None,
        since=None,
        suppressed=True,
        reason="small_count",
    )


def entry_of(page: Report, cells: Cells, found: Hidden, said: tuple[int, date]) -> Release:
    """What the ledger keeps of a page: the true cells, and the figures that are new on it."""
    threshold, frozen = said
    figures: dict[str, float] = {}
    for metric in page.metrics:
        if metric.value is not None and metric.since is None:
            places = {"": metric.numerator, ".of": metric.denominator, ".value": metric.value, ".band": metric.band}
            places[".persons"] = metric.behind[0] if metric.behind else None
            figures |= {f"{metric.ident}{end}": value for end, value in places.items() if value is not None}
    for table in page.tables:
        for row in table.rows:
            if row.count is not None and row.since is None:
                figures[f"{name_of(table)}.{row.code}.value"] = row.count
                if row.persons is not None:
                    figures[f"{name_of(table)}.{row.code}.persons"] = row.persons
    told = (dict(cells.values), found.known, tuple(cells.sums), figures, dict(cells.names))
    return Release(page.start, page.end, threshold, frozen, *told, page.shares, series_of(page))
