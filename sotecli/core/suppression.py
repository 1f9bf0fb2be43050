"""Disclosure control: the only maker of what may be shown.

The method is that of the reliability notes 5.10; `RULES` says each rule with its source, and the report's method page
says it in words. T is the threshold, 3 to 10.

A page has places, each of which shows a cell (`core.cells`). First what tells of few persons by itself is hidden;
then whatever lets an attacker conclude what was hidden, until `core.proof` has shown for every hidden row and every
small cell, on the page or between its figures, that it may be any number from 1 to T-1: beside everything else on the
page, beside every earlier release of the same persons, and for an attacker who is one of them. What was hidden in vain
is shown again. Months that are too small are merged with their neighbours before anything is hidden.

All that is hidden says the same reason, because saying which cell is small and which hides beside it would tell more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sotecli.core import hiding
from sotecli.core.cells import cells_of, name_of
from sotecli.core.codes import Level
from sotecli.core.page import entry_of, leaving, page_of, without_series
from sotecli.core.proof import Program
from sotecli.core.releases import UNTIL, Release, fits, series_of
from sotecli.core.report import Metric, Report, Row, Table

LEAST_BASE = 10
LEAST_COHORT = 10
UNCOUNTED = frozenset({"no_tally", "other_tally", "not_in_model", "no_referrals", "no_appointments", "short_time"})
"""Why a figure has no value, other than that it is hidden."""


class Rule(NamedTuple):
    """A rule of disclosure control, and where it comes from."""

    ident: str
    source: str


FIONA, OECD, BOOK, OWN = (
    "Statistics Finland, FIONA",  # its checking of outputs
    "OECD, Glossary of Statistical Terms",  # "some agencies use 3, some 5"
    "Hundepool et al., Statistical Disclosure Control, 2012",
    "sote",
)
RULES = (
    Rule("persons", OWN),
    Rule("counts", OECD),
    Rule("complementary", FIONA),
    Rule("bases", OWN),
    Rule("extremes", OWN),
    Rule("cohort", FIONA),
    Rule("groups", BOOK),
    Rule("one-way", FIONA),
    Rule("ledger", BOOK),
    Rule("attack", BOOK),
)
"""Each rule with its source; `render.protection` has the words of the method page."""


@dataclass(frozen=True, kw_only=True)
class Publishable:
    """A report that may be shown at its level. Only this module makes one."""

    report: Report
    level: Level
    threshold: int
    preview: bool = True
    """It is shown to the unit only; nothing of it enters the ledger."""
    nobody: bool = False
    """Every figure of it is of nobody."""
    release: Release | None = None
    """What enters the ledger when it is released; never shown."""
    programs: tuple[Program, ...] = ()
    """What an attacker would have to solve; never shown."""

    @property
    def frozen(self) -> date:
        """The day of the data."""
        return self.report.frozen_on or self.report.end


def exact(report: Report, threshold: int, frozen: date | None = None) -> Publishable:
    """The report as it is, for the unit's own eyes."""
    dated = replace(report, frozen_on=frozen or report.frozen_on)
    nobody = not any(cells_of(report).values.values())
    return Publishable(report=dated, level=Level.INTERNAL, threshold=threshold, preview=False, nobody=nobody)


def suppress(
    report: Report, threshold: int, earlier: Sequence[Release] = (), frozen: date | None = None, *, preview: bool = True
) -> Publishable:
    """The report with everything hidden that must not leave the unit, `earlier` releases of its series considered."""
    merged = leaving(report)
    merged = replace(merged, tables=tuple(_merged(table, threshold, earlier) for table in merged.tables))
    cells = cells_of(merged)
    barred = {metric.ident for metric in merged.metrics if _too_few(metric, threshold)}
    barred |= {name_of(table) for table in merged.tables if table.shape != "stock" and table.total < LEAST_COHORT}
    barred |= {name_of(table) for table in merged.tables if any(row.count and row.persons == 0 for row in table.rows)}
    found = hiding.protected(hiding.Page(merged, cells, frozenset(barred), threshold), earlier)
    while further := hiding.goes_along(merged, found):
        barred |= further
        found = hiding.protected(hiding.Page(merged, cells, frozenset(barred), threshold), earlier)
    page = page_of(merged, found, earlier)
    day = frozen or report.frozen_on or report.end
    return Publishable(
        report=replace(without_series(page), frozen_on=day),
        level=Level.RELEASE,
        threshold=threshold,
        preview=preview,
        nobody=not any(cells.values.values()),
        release=entry_of(page, cells, found, (threshold, day)),
        programs=tuple(found.programs),
    )


def prepared(
    report: Report, threshold: int, ledger: Sequence[Release], frozen: date, *, preview: bool
) -> tuple[Publishable, bool]:
    """The report as it may leave the unit, and whether just this was released already.

    The same data of the same day give the same bytes however often it is asked for, so of what was released already
    only the releases before it count.

    Raises:
        OtherSeriesError: Persons of the period were released by other definitions or another calendar.
        PeriodsOverlapError: The periods overlap in another way than going on from the same day.
        ThresholdOfSeriesError: Persons of the period were released with a higher threshold.
    """
    asked = (series_of(report), report.start, report.end, threshold, frozen)
    for number, known in enumerate(ledger):
        if asked == (known.series, known.start, known.end, known.threshold, known.frozen):
            again = suppress(report, threshold, ledger[:number], frozen, preview=preview)
            if again.release and again.release.values == known.values:
                return again, True
    fits(ledger, report, threshold)
    return suppress(report, threshold, ledger, frozen, preview=preview), False


def numbers(publishable: Publishable) -> tuple[int, int]:
    """How many figures of a page are shown as they are on its day, and how many it has."""
    report = publishable.report
    counted = [metric for metric in report.metrics if metric.reason not in UNCOUNTED]
    found = [metric.value is not None and metric.since is None for metric in counted]
    found += [row.count is not None and row.since is None for table in report.tables for row in table.rows]
    return sum(found), len(found)


def _too_few(metric: Metric, threshold: int) -> bool:
    """Whether a rate, mean or median stands on too few persons, or differs by too few from another one."""
    if any(1 <= abs(part) < threshold for part in (*metric.apart, *metric.behind[1:])):
        return True
    if metric.unanimous:
        return True
    if metric.denominator is None and not metric.numerator and not any(metric.behind):
        return False  # nothing happened to anybody
    has_base = metric.denominator is not None or metric.behind
    return bool(has_base) and (metric.persons or 0) < max(LEAST_BASE, 2 * threshold)


def _merged(table: Table, threshold: int, earlier: Sequence[Release]) -> Table:
    """Months that are too small together with their neighbours; where a release merged two they stay together."""
    if not table.mergeable or table.total < LEAST_COHORT:
        return table
    joined = {month for known in earlier for name in known.shown for month in _inner_months(name, table)}
    groups: list[list[Row]] = []
    for row in table.rows:
        before = sum(found.count or 0 for found in groups[-1]) if groups else 0
        if groups and (row.code in joined or 0 < before < threshold):
            groups[-1].append(row)
        else:
            groups.append([row])
    while len(groups) > 1 and 0 < sum(row.count or 0 for row in groups[-1]) < threshold:
        groups[-2:] = [groups[-2] + groups[-1]]
    return replace(table, rows=tuple(_one_row(group) for group in groups))


def _inner_months(name: str, table: Table) -> list[str]:
    """The months that a row which was shown joins to the one before."""
    ident, _dot, code = name.partition(".")
    first, _until, last = code.partition(UNTIL)
    return [row.code for row in table.rows if first < row.code <= last] if ident == name_of(table) else []


def _one_row(group: list[Row]) -> Row:
    if len(group) == 1:
        return group[0]
    return Row(code=f"{group[0].code}{UNTIL}{group[-1].code}", count=sum(row.count or 0 for row in group))
