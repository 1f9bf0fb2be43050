"""The ledger of what was released: which periods go together, and what two releases tell by subtraction.

A series is a report, its model, its definitions and its calendar; when one of the last two changes a new series begins,
after the periods of the old one. In a
series a period either begins on the same day as an earlier one and ends on the same day or later, or it begins after
it (reliability notes 5.10, E9). A cell gets a new figure only when at least T persons more or fewer are in it than at
every earlier release that showed it; `sides` makes the integer programs in which those who came between two releases
are cells of their own, so that what was kept back cannot be told from what was not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.cells import Cells, Sum
from sotecli.core.proof import NEW, NOW, THEN, Program
from sotecli.core.report import Report
from sotecli.errors.release import (
    OtherSeriesError,
    PeriodBeforeError,
    PeriodsOverlapError,
    SharedPagesError,
    ThresholdOfSeriesError,
)

UNTIL = ".."
MONTH = re.compile(r"\d{4}-\d\d")


class Release(NamedTuple):
    """One release, with the true values behind it."""

    start: date
    end: date
    threshold: int
    frozen: date
    """The day of the data."""
    values: Mapping[str, int]
    """The true cells."""
    shown: frozenset[str]
    """The cells of which it told a figure of that day."""
    sums: tuple[Sum, ...]
    figures: Mapping[str, float]
    """What stood on the page as new: `assigned`, `assigned.of`, `assigned.value`, `outcomes.guided` …"""
    names: Mapping[str, str] = {}
    """Name of a cell -> the name under which it is kept: what is equal in a short period may differ in a longer one."""
    shares: str | None = None
    """What other pages count, too."""
    series: str = ""


class Days(NamedTuple):
    """When something was released: the period, and the day of the data."""

    start: date
    end: date
    frozen: date


def series_of(report: Report) -> str:
    """The name of the series that a report belongs to."""
    return " ".join([report.name, report.model or "-", report.definitions_version, report.calendar])


def fits(earlier: Iterable[Release], report: Report, threshold: int) -> None:
    """Refuse a period or a threshold that would undo what an earlier release of the report promised.

    Raises:
        OtherSeriesError: Persons of the period were released by other definitions or another calendar.
        PeriodsOverlapError: The periods overlap in another way than going on from the same day.
        PeriodBeforeError: It ends before an earlier release begins.
        ThresholdOfSeriesError: Persons of the period were released with a higher threshold.
    """
    start, end, series = report.start, report.end, series_of(report)
    for known in earlier:
        if known.end < start or end < known.start:
            if end < known.start:
                raise PeriodBeforeError(**_days(known, start, end))
        elif known.series != series:
            raise OtherSeriesError(**_days(known, start, end))
        elif known.start != start or end < known.end:
            raise PeriodsOverlapError(**_days(known, start, end))
        elif threshold < known.threshold:
            raise ThresholdOfSeriesError(known=known.threshold, threshold=threshold)


def must_lie_together(report: Report, frozen: date, earlier: Iterable[Release], others: Iterable[Days]) -> None:
    """Refuse a release of what another page tells, too, unless both tell it of the same data.

    Of the same days on the same day they count the same. Where another page was released on a day on which this one
    was, too, the ledger of this one says what changed since.

    Raises:
        SharedPagesError: Another page tells of some of these days, on a day of which the ledger knows nothing.
    """
    known = {Days(report.start, report.end, frozen), *(Days(one.start, one.end, one.frozen) for one in earlier)}
    for other in others:
        if other not in known and other.start <= report.end and report.start <= other.end:
            raise SharedPagesError(
                start=report.start, end=report.end, known_start=other.start, known_end=other.end, day=other.frozen
            )


def are_of_same(series: str, other: str) -> bool:
    """Whether two series that share something may tell of the same: of one model, or one of them of all models."""
    models = {found.split()[1] for found in (series, other)}
    return len(models) == 1 or "-" in models


def _days(known: Release, start: date, end: date) -> dict[str, date]:
    return {"start": start, "end": end, "known_start": known.start, "known_end": known.end, "day": known.frozen}


def linked(report: Report, cells: Cells, known: Release) -> dict[str, tuple[str, ...]]:
    """Cell -> the cells of an earlier release that count the same persons as they were then.

    Of another period only stocks are about the same persons. Months that became one row are what they were before.
    """
    merged = {table.ident for table in report.tables if table.mergeable}
    found = {}
    for name in cells.values:
        ident = name.split(".")[0]
        if not of_same_persons(report, known, name):
            continue
        if ident in merged and name != ident:
            parts = tuple(sorted(part for part in known.values if _within(part, name)))
        else:
            kept = known.names.get(name, name)
            parts = (kept,) if kept in known.values else ()
        if parts:
            found[name] = parts
    return found


def of_same_persons(report: Report, known: Release, name: str) -> bool:
    """Whether an earlier release counted the same persons in a cell or figure, as they were then."""
    return known.start == report.start or any(f"{name}.".startswith(f"{figure}.") for figure in report.stock)


def _within(part: str, name: str) -> bool:
    """Whether a row of months lies within another one; what it leaves of the total is no such row."""
    first, last = bounds_of(name)
    part_first, part_last = bounds_of(part)
    return part.split(".", maxsplit=1)[0] == name.split(".", maxsplit=1)[0] and first <= part_first <= part_last <= last


def bounds_of(name: str) -> tuple[str, str]:
    """The first and last month of a row; what is no row of months has none within it."""
    code = name.partition(".")[2]
    first, _until, last = code.partition(UNTIL)
    return ("~", "") if code.endswith(".rest") or not code else (first, last or first)


def changed_little(report: Report, cells: Cells, earlier: Sequence[Release], threshold: int) -> set[str]:
    """The cells in which fewer than T persons more or fewer are than at a release that showed them.

    That nobody came may only be told where nobody tells nothing. What other pages share counts as shown by them.
    """
    little = set()
    for known in earlier:
        for name, parts in linked(report, cells, known).items():
            if not (report.shares or set(parts) <= known.shown):
                continue
            change = abs(cells.values[name] - sum(known.values[part] for part in parts))
            if 1 <= change < threshold or (change == 0 and name in cells.telling):
                little.add(name)
    return little


def told_before(report: Report, cells: Cells, earlier: Sequence[Release]) -> set[str]:
    """The cells of which an earlier release told a figure, so that everybody knows how many there were then.

    A single row is told with its total.
    """
    told = {name for known in earlier for name, parts in linked(report, cells, known).items() if known.shown & {*parts}}
    return told | {found.parts[0] for found in cells.sums if len(found.parts) == 1 and found.whole in told}


class Side(NamedTuple):
    """This report, alone or beside an earlier one: what of its program stays the same whatever the page shows."""

    cells: Cells
    links: Mapping[str, tuple[str, ...]]
    past: Release | None
    told: frozenset[str]
    """The cells of then that are known."""
    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    few: frozenset[str]
    """Cells of today in which few persons are."""
    demands: tuple[str, ...]
    """Cells of then, and those between then and today, in which few persons are."""
    settled: frozenset[str] = frozenset()
    """What everybody knows to stay as it was: months that had ended when they were released."""
    all_told: bool = False
    """Everything of then is taken as known, and only who came and went since must not be told."""

    def program(self, known: frozenset[str], rows: frozenset[str], most: int) -> Program:
        """The program when the page shows the `known` cells; `rows` are hidden rows, which look alike, small or not."""
        demands = () if self.all_told else _ordered(NOW, (self.few | rows) - known)
        seen = _names(NOW, known)
        if self.past is not None:
            both = self.settled | {
                NEW + name for name in known if name in self.links and self.told.issuperset(self.links[name])
            }
            demands += tuple(cell for cell in self.demands if cell not in both)
            seen = seen | _names(THEN, self.told) | both
        return Program(self.values, self.sums, seen, demands, most)


def sides(report: Report, cells: Cells, earlier: Sequence[Release], most: int) -> list[Side]:
    """This report beside each earlier release of the same persons, or alone where there is none.

    What other pages tell, too, stands a second time beside each of them, with all that was then taken as known.
    """
    few = frozenset(name for name in cells.values if is_small(cells, name, most + 1))
    here = Side(cells, {}, None, frozenset(), _under(NOW, cells.values), _sums(NOW, cells.sums), few, ())
    beside = [(past, linked(report, cells, past)) for past in earlier if past.shown or report.shares]
    found = [_beside(here, past, links, most) for past, links in beside if links]
    if report.shares:
        found += [_with_all_told(side) for side in found]
    return found or [here]


def _with_all_told(side: Side) -> Side:
    """The side for somebody who knows everything that was then."""
    told = frozenset(side.past.values) if side.past else frozenset[str]()
    demands = tuple(name for name in side.demands if name.startswith(NEW))
    return side._replace(told=told, demands=demands, all_told=True)


def _beside(here: Side, past: Release, links: Mapping[str, tuple[str, ...]], most: int) -> Side:
    """This report beside an earlier one: what is now is what was then and what lies between.

    Of few who were told then, because the threshold was lower, nothing can be demanded any more.
    """
    cells = here.cells
    then = {name: sum(past.values[part] for part in parts) for name, parts in links.items() if past.shown >= {*parts}}
    between = {name: cells.values[name] - sum(past.values[part] for part in parts) for name, parts in links.items()}
    joined = tuple(
        Sum(NOW + name, (*(THEN + part for part in parts), NEW + name)) for name, parts in sorted(links.items())
    )
    small_then = [name for name in past.values if name not in past.shown and _is_few(past.values, cells, name, most)]
    small_new = [name for name in between if _is_few(between, cells, name, most)]
    return here._replace(
        links=links,
        past=past,
        told=past.shown,
        few=frozenset(name for name in here.few if not 1 <= then.get(name, 0) <= most),
        values={**here.values, **_under(THEN, past.values), **_under(NEW, between)},
        sums=(*here.sums, *_sums(THEN, past.sums), *joined),
        demands=(*_ordered(THEN, small_then), *_ordered(NEW, small_new)),
        settled=frozenset(NEW + name for name in links if _had_ended(name, past)),
    )


def _had_ended(name: str, past: Release) -> bool:
    """Whether a row of months had ended when it was released; few come in late (`bounds_of` has none for others)."""
    first, last = bounds_of(name)
    return bool(MONTH.fullmatch(first)) and last < past.frozen.isoformat()[:7]


def _is_few(values: Mapping[str, int], cells: Cells, name: str, most: int) -> bool:
    """Whether few persons are in it, came or went; or nobody where that tells something."""
    return 1 <= abs(values[name]) <= most or (values[name] == 0 and name in cells.telling)


def is_small(cells: Cells, name: str, threshold: int) -> bool:
    """Whether a cell holds 1 to T-1 persons, or nobody where that tells something."""
    return _is_few(cells.values, cells, name, threshold - 1)


def _under(prefix: str, values: Mapping[str, int]) -> dict[str, int]:
    return {prefix + name: value for name, value in values.items()}


def _sums(prefix: str, sums: Iterable[Sum]) -> tuple[Sum, ...]:
    return tuple(Sum(prefix + found.whole, tuple(prefix + part for part in found.parts)) for found in sums)


def _names(prefix: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(prefix + name for name in names)


def _ordered(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(prefix + name for name in names))
