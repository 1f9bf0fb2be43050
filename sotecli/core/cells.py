"""The figures of a report as numbers of persons, and how they hang together.

Each count of a report is a cell with a name: a metric `assigned` has the cells `assigned` (numerator), `assigned.of`
(denominator) and `assigned.rest`; a breakdown `outcomes` has its total, its rows `outcomes.guided` and what each row
leaves of the total, `outcomes.guided.rest`. Sums that follow from these shapes are found here; a report's builder says
the others in `Report.relations`, a line each, such as `requests = closed + open`. A name that no figure has (`open`)
is a cell that nobody sees and everybody can count. A relation that is forgotten is a leak: `tests/core/test_cells.py`
looks for them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sotecli.core.report import Metric, Report, Row, Table


class Sum(NamedTuple):
    """A cell that is the sum of others, whatever the persons are."""

    whole: str
    parts: tuple[str, ...]


class Cells(NamedTuple):
    """The true cells of a report."""

    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    names: Mapping[str, str]
    """Name of a cell -> the name under which it is kept: figures that are always equal are one cell."""
    rows: frozenset[str]
    """The cells that are rows of a breakdown."""
    events: frozenset[str]
    """The cells that count events, not persons."""
    telling: frozenset[str]
    """The cells in which nobody, being 0 % or 100 % of a group, would tell something of everybody."""


def cells_of(report: Report) -> Cells:
    """The cells of a report, and every sum that holds between them."""
    values: dict[str, int] = {}
    sums: list[Sum] = []
    for metric in report.metrics:
        values |= _metric_cells(metric)
        sums += _metric_sums(metric)
    for table in report.tables:
        values |= dict(_table_cells(table))
        sums += _table_sums(table)
    told, names = _told(report.relations, values)
    kept = {names.get(name, name): value for name, value in values.items()}
    rows = {_row_name(table, row) for table in report.tables for row in table.rows}
    return Cells(
        values=kept,
        sums=tuple(dict.fromkeys(_renamed(found, names) for found in [*sums, *told])),
        names=names,
        rows=frozenset(names.get(name, name) for name in rows),
        events=frozenset(names.get(name, name) for name in _events(report)),
        telling=frozenset(names.get(name, name) for name in _telling(report, values)) - report.structural,
    )


def written(sums: Iterable[Sum]) -> list[str]:
    """Sums as the lines that `read` reads."""
    return [f"{found.whole} = {' + '.join(found.parts)}" for found in sums]


def read(line: str) -> Sum:
    """A line such as `requests = closed + open`."""
    whole, _equals, parts = line.partition(" = ")
    return Sum(whole, tuple(parts.split(" + ")))


def covered(clients: str, rows: Sequence[str]) -> list[str]:
    """The lines that say that each of some clients stands in one at least of some rows, and others may, too."""
    if len(rows) == 1:
        return [f"{rows[0]} = {clients} + {clients}.others"]
    return [f"{clients}.rows = {' + '.join(rows)}", f"{clients}.rows = {clients} + {clients}.others"] if rows else []


def name_of(table: Table) -> str:
    """The name of a breakdown's total."""
    return f"{table.ident}_{table.part}" if table.part else table.ident


def _row_name(table: Table, row: Row) -> str:
    return f"{name_of(table)}.{row.code}"


def _metric_cells(metric: Metric) -> dict[str, int]:
    """The counts of a metric, where there are any."""
    found: dict[str, int] = {}
    if metric.numerator is not None:
        found[metric.ident] = metric.numerator
    if metric.base is not None:
        found[f"{metric.ident}.of"] = metric.base
    if metric.unit == "percent" and len(found) > 1:
        found[f"{metric.ident}.rest"] = found[f"{metric.ident}.of"] - found[metric.ident]
    if metric.behind:
        found[f"{metric.ident}.persons"] = metric.behind[0]
    return found


def _metric_sums(metric: Metric) -> list[Sum]:
    if metric.unit != "percent" or metric.numerator is None:
        return []
    return [Sum(f"{metric.ident}.of", (metric.ident, f"{metric.ident}.rest"))]


def _table_cells(table: Table) -> Iterator[tuple[str, int]]:
    for row in table.rows:
        name, count = _row_name(table, row), row.count or 0
        persons = count if row.persons is None else row.persons
        yield name, persons
        if table.shape != "stock" and len(table.rows) > 1:  # what a single row leaves of the total is nobody
            yield f"{name}.rest", table.total - persons
        if row.persons is not None:
            yield from ((f"{name}.times", count), (f"{name}.more", count - persons))
    if table.shape != "stock":
        yield name_of(table), table.total
    if table.shape == "overlapping":
        persons = sum(row.persons or 0 for row in table.rows)
        yield from ((f"{name_of(table)}.all", persons), (f"{name_of(table)}.overlap", persons - table.total))
    if _counts_events(table):
        yield f"{name_of(table)}.times", sum(row.count or 0 for row in table.rows)


def _counts_events(table: Table) -> bool:
    return table.shape == "overlapping" or any(row.persons is not None for row in table.rows)


def _table_sums(table: Table) -> list[Sum]:
    if table.shape == "stock" or not table.rows:
        return []
    name, rows = name_of(table), [_row_name(table, row) for row in table.rows]
    sums = [Sum(name, (row, f"{row}.rest")) for row in rows if len(rows) > 1]
    if _counts_events(table):
        sums += [Sum(f"{row}.times", (row, f"{row}.more")) for row in rows]
        sums.append(Sum(f"{name}.times", tuple(f"{row}.times" for row in rows)))
    if table.shape == "parts":
        return [Sum(name, tuple(rows)), *sums]
    return [*sums, Sum(f"{name}.all", tuple(rows)), Sum(f"{name}.all", (name, f"{name}.overlap"))]


def _told(relations: Iterable[str], values: dict[str, int]) -> tuple[list[Sum], dict[str, str]]:
    """The sums that a builder tells, with the cells that only they know put into `values`, and equal cells.

    A relation between figures that a page does not have says nothing; one that the data contradicts (a contact taken
    back, a case made by hand) is none.
    """
    sums: list[Sum] = []
    names: dict[str, str] = {}
    for line in relations:
        found = read(line)
        unknown = [name for name in (found.whole, *found.parts) if name not in values]
        if len(unknown) > 1:
            continue
        if unknown:
            signed = {found.whole: -1} | dict.fromkeys(found.parts, 1)
            known = sum(values[name] * sign for name, sign in signed.items() if name not in unknown)
            values[unknown[0]] = -known * signed[unknown[0]]
        if values[found.whole] != sum(values[name] for name in found.parts):
            continue
        if len(found.parts) == 1:
            names[found.parts[0]] = names.get(found.whole, found.whole)
        else:
            sums.append(found)
    return sums, names


def _renamed(found: Sum, names: Mapping[str, str]) -> Sum:
    return Sum(names.get(found.whole, found.whole), tuple(sorted(names.get(part, part) for part in found.parts)))


def _events(report: Report) -> Iterator[str]:
    for metric in report.metrics:
        if metric.behind or metric.unit in {"contacts", "offers", "reports"}:
            yield metric.ident
        if metric.behind:
            yield f"{metric.ident}.of"
    for table in report.tables:
        if _counts_events(table):
            yield from (f"{_row_name(table, row)}.times" for row in table.rows)


def _telling(report: Report, values: Mapping[str, int]) -> Iterator[str]:
    """Rates in both directions and rows; those of nobody and those that the report lists as structural apart."""
    for metric in report.metrics:
        if metric.ident not in report.structural and metric.denominator != 0 and not metric.asking:
            yield from ({metric.ident, f"{metric.ident}.rest"} & values.keys())
    for table in report.tables:
        for row in table.rows if table.total or table.shape == "stock" else ():
            if table.ident not in report.structural and _row_name(table, row) not in report.structural:
                yield _row_name(table, row)
            if table.shape == "parts" and len(table.rows) > 1:
                yield f"{_row_name(table, row)}.rest"
