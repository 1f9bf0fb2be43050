"""Which places of a page stay empty: what is small, what lies close to an earlier figure, and what hides them.

`protected` begins with the cells that must not be seen and goes on with those that would give them away, the cheapest
first: a row before a figure, a small one before a large one. It ends when nothing can be concluded any more, because
a page without a figure tells nothing. It ends soon, too: what it may try is counted, so that the same page is the same
on every machine, and when that is spent it hides more at a time, in the end all, and shows again what it still can.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sotecli.core.cells import Cells, Sum, name_of
from sotecli.core.proof import Moves, Program, Witness, tight, unproved
from sotecli.core.releases import Release, changed_little, is_small, sides, told_before
from sotecli.core.report import Metric, Report, parts_of
from sotecli.core.witness import Work

FIGURE_COST, ROW_COST = 2, 1
MOVES, FEWER_MOVES = (6000, 2000), 3000
"""How much may be tried in hiding cell by cell, then neighbourhood by neighbourhood, and in showing cells again."""


class Place(NamedTuple):
    """Where a page shows a cell."""

    figure: str
    """The metric or breakdown."""
    name: str
    cell: str
    cost: int


class Page(NamedTuple):
    """A report with its cells, and the figures that have no place on it."""

    report: Report
    cells: Cells
    barred: frozenset[str]
    threshold: int


class Hidden(NamedTuple):
    """What came of it."""

    barred: frozenset[str]
    names: frozenset[str]
    """The places that show their cell."""
    known: frozenset[str]
    """The cells that are shown somewhere."""
    programs: list[Program]

    def shows(self, name: str) -> bool:
        """Whether a place shows its cell."""
        return name in self.names


def protected(page: Page, earlier: Sequence[Release]) -> Hidden:
    """What of a page may be shown, so that nothing that must be protected can be concluded from it."""
    places = list(_places(page))
    small = {name for name in page.cells.values if is_small(page.cells, name, page.threshold)}
    small |= changed_little(page.report, page.cells, earlier, page.threshold)
    small = {
        place.cell for place in places if small & {place.cell, page.cells.names.get(rest := f"{place.name}.rest", rest)}
    }
    search = Search(page, frozenset(small), places, earlier)
    return search.result(search.fewest(search.enough()))


def goes_along(report: Report, found: Hidden) -> set[str]:
    """What is hidden whole because a part of it is: breakdowns beside a median, series, figures beside a hidden one."""
    seen = {metric.ident for metric in report.metrics if metric.ident not in found.barred and _is_shown(metric, found)}
    figures = {metric.ident for metric in report.metrics}
    whole = {
        name_of(table)
        for table in report.tables
        if table.rows and all(found.shows(f"{name_of(table)}.{row.code}") for row in table.rows)
    }
    alone = {metric.ident for metric in report.metrics if metric.beside and metric.beside not in seen | whole}
    torn = {name_of(table) for table in report.tables if table.whole} - whole
    series = [{part for part in parts_of(one) if part in figures} for one in report.series]
    return (alone | torn).union(*(parts for parts in series if not parts <= seen)) - found.barred


def _is_shown(metric: Metric, found: Hidden) -> bool:
    names = (metric.ident, f"{metric.ident}.of", f"{metric.ident}.persons")
    return all(found.shows(name) for name in names if _has(name, metric))


def _places(page: Page) -> Iterator[Place]:
    """Every place of a page that shows a cell, those apart that have none."""
    cells, barred = page.cells, page.barred
    for metric in page.report.metrics:
        for name in (metric.ident, f"{metric.ident}.of", f"{metric.ident}.persons"):
            cell = cells.names.get(name, name)
            if cell in cells.values and _has(name, metric) and metric.ident not in barred:
                yield Place(metric.ident, name, cell, FIGURE_COST)
    for table in page.report.tables:
        for row in table.rows if name_of(table) not in barred else ():
            for name in [f"{name_of(table)}.{row.code}"] + [f"{name_of(table)}.{row.code}.times"] * bool(row.persons):
                yield Place(name_of(table), name, cells.names.get(name, name), ROW_COST)


def _has(name: str, metric: Metric) -> bool:
    """Whether a metric has such a place."""
    counts = {metric.ident: metric.numerator, f"{metric.ident}.of": metric.base}
    return counts.get(name) is not None or (name.endswith(".persons") and bool(metric.behind))


class Search:
    """The search for what must be hidden beside what is small; it remembers the witnesses that it found."""

    def __init__(self, page: Page, small: frozenset[str], places: Sequence[Place], earlier: Sequence[Release]) -> None:
        """`small` are the cells that are hidden whatever else is."""
        self._page, self._small, self._places = page, small, places
        self._headline = next((page.cells.names.get(one.ident, one.ident) for one in page.report.metrics), "")
        self._told = told_before(page.report, page.cells, earlier)
        self._sides = sides(page.report, page.cells, earlier, page.threshold - 1)
        self._weakest = 0
        self._witnesses: list[list[Witness]] = [[] for _side in self._sides]
        self._moves, self._work = Moves(), Work(0)

    def enough(self) -> list[str]:
        """Cells that are enough to hide; in the end, when too much was tried already, all of them."""
        added: list[str] = []
        for whole, moves in enumerate(MOVES):
            self._work.moves = moves
            while (weak := self._weak(added)) is None or self._work.moves > 0:
                if weak is None:
                    return added
                beside = self._beside(*weak, self._known(added))
                added += beside if whole else beside[:1]
        return sorted(self._known([]))

    def fewest(self, added: list[str]) -> list[str]:
        """Of the cells those that are not hidden in vain."""
        self._work.moves = FEWER_MOVES
        for cell in sorted(added, key=self._cost, reverse=True):
            if self._work.moves <= 0:
                break
            fewer = [other for other in added if other != cell]
            if self._weak(fewer) is None:
                added = fewer
        return added

    def _weak(self, added: Iterable[str]) -> tuple[Program, str] | None:
        """A cell that is not protected enough while `added` is hidden, too, with the program that tells."""
        if not self._known(added):
            return None
        for number, program in self._programs(added):
            cell = unproved(program, self._witnesses[number], self._moves, self._work)
            if cell:
                self._weakest = number
                return program, cell
        return None

    def _beside(self, program: Program, cell: str, shown: frozenset[str]) -> list[str]:
        """The cells that are shown beside a weak one, the cheapest first; how many there are at all comes last."""
        others = shown - {self._headline}
        found = (others & nearby for nearby in self._nearby(program, cell))
        return sorted(next(filter(None, found), shown), key=self._cost)

    def _nearby(self, program: Program, cell: str) -> Iterator[set[str]]:
        """Cells in sums with a cell: first those that tell of it, then all, then all of their hidden neighbours'."""
        tight_ones = tight(program, cell)
        yield from (_plain(found) for found in tight_ones)
        reached = {cell}
        while True:
            touched = [found for found in program.sums if reached & {found.whole, *found.parts}]
            yield set().union(*(_plain(found) for found in touched))
            further = {name for found in touched for name in (found.whole, *found.parts)} - program.known
            if further <= reached:
                return
            reached |= further

    def _cost(self, cell: str) -> tuple[int, bool, int, str]:
        """How much of the page a cell takes with it; small ones first, those with nobody in them last."""
        value = self._page.cells.values[cell]
        places = sum(place.cost for place in self._places if place.cell == cell)
        return places, value == 0, value, cell

    def result(self, added: Iterable[str]) -> Hidden:
        """What may be shown while `added` is hidden, too."""
        hidden = self._small | set(added)
        names = frozenset(place.name for place in self._places if place.cell not in hidden)
        programs = [program for _number, program in sorted(self._programs(added))] if self._known(added) else []
        return Hidden(self._page.barred, names, self._known(added), programs)

    def _known(self, added: Iterable[str]) -> frozenset[str]:
        hidden = self._small | set(added)
        return frozenset(place.cell for place in self._places if place.cell not in hidden)

    def _programs(self, added: Iterable[str]) -> Iterator[tuple[int, Program]]:
        """The programs of the page; that which was weak last is the first, because it mostly is again."""
        page, hidden, known = self._page, self._small | set(added), self._known(added)
        rows = frozenset(place.cell for place in self._places if place.cell in hidden and place.cell in page.cells.rows)
        for number in sorted(range(len(self._sides)), key=lambda number: number != self._weakest):
            yield number, self._sides[number].program(known, rows - self._told, page.threshold - 1)


def _plain(found: Sum) -> set[str]:
    """The cells of a sum, whenever they were counted."""
    return {name.partition("|")[2] for name in (found.whole, *found.parts)}
