"""What an attacker can conclude: cells that are known, sums that hold, and the values that the other cells may have.

A `Program` is an integer program: every cell is a whole number, every sum holds, the known cells have their true
values. A cell that must be protected has to be able to take every value from 1 to T-1, for everybody outside and for
an insider, who is one of the counted persons, knows it, and so knows of a cell that it is not empty.

`unproved` looks for a witness for each such value: a whole assignment in which everything holds. What it finds is a
proof; where it finds none the cell counts as unprotected, so it can only be stricter than a complete solver. The
solver that judges releases is `sotecli.attack`, which shares nothing with this search but the program.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import NamedTuple

from sotecli.core.cells import Sum

NOW, THEN, NEW = "now|", "then|", "new|"
"""Prefixes of a cell: as it is, as it was at an earlier release, and what lies between."""
MOST_STEPS, MOST_TRIES, ORDERS = 4000, 30, 6
Bounds = dict[str, tuple[int, int]]
Witness = dict[str, int]
"""The cells in which an assignment differs from the truth."""


class Program(NamedTuple):
    """What is known, what holds, and which cells must be able to take every value from 1 to `most`."""

    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    known: frozenset[str]
    demands: tuple[str, ...]
    most: int


class Finding(NamedTuple):
    """The values that an attacker must leave open for a hidden cell."""

    cell: str
    least: int
    most: int
    every: bool
    """Every value that must stay possible is."""


Solver = Callable[[Program], list[Finding]]
"""Attacks a program: the exact bounds of each cell that must be protected."""


class Row(NamedTuple):
    """A sum over the cells that are not known: signed cells that give a constant."""

    terms: tuple[tuple[str, int], ...]
    constant: int


class System(NamedTuple):
    """The sums of a program with the known cells put in, in which of them a cell stands, and what they leave it."""

    rows: list[Row]
    standing: dict[str, list[int]]
    strict: Bounds
    """When all cells with somebody in them are known not to be empty: more than any one insider knows."""
    loose: Bounds
    """When nobody inside helps."""


def range_of(program: Program, cell: str) -> tuple[int, int]:
    """Between what a cell that is not known is sought: from nobody to no real upper limit.

    Between two releases nobody has left where nobody did on balance; else there is no lower limit either.
    """
    far = 2 * abs(program.values[cell]) + 10 * program.most
    return (0 if program.values[cell] >= 0 else -far), far


def insiders(program: Program) -> list[str]:
    """The cells that are not known and that somebody may know not to be empty, because they are in it."""
    return [
        name
        for name, value in program.values.items()
        if value > 0 and name not in program.known and not name.startswith(NEW)
    ]


def system_of(program: Program) -> System:
    """Every sum with the known cells put in; those of known cells only are left out."""
    rows = [row for row in (_row(program, found) for found in program.sums) if row.terms]
    standing: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name, _sign in row.terms:
            standing.setdefault(name, []).append(number)
    loose = {name: range_of(program, name) for name in standing}
    strict = loose | {name: (1, loose[name][1]) for name in insiders(program) if name in standing}
    system = System(rows, standing, strict, loose)
    for bounds in (strict, loose):
        _narrow(bounds, system, range(len(rows)))
    return system


def _row(program: Program, found: Sum) -> Row:
    signed = [(found.whole, -1), *((part, 1) for part in found.parts)]
    constant = -sum(program.values[name] * sign for name, sign in signed if name in program.known)
    return Row(tuple((name, sign) for name, sign in signed if name not in program.known), constant)


def unproved(program: Program, witnesses: list[Witness]) -> str | None:
    """The first cell for which some value was not shown to be possible; witnesses that are found are added."""
    usable = [witness for witness in witnesses if not witness.keys() & program.known]
    possible = {pair for witness in usable for pair in witness.items()}
    system = system_of(program)
    for cell in program.demands:
        for value in range(1, program.most + 1):
            if value == program.values[cell] or (cell, value) in possible:
                continue
            found = _witness(program, system, system.strict, (cell, value))
            if found is not None:
                witnesses.append(found)
                possible |= found.items()
            elif not _possible_inside(program, system, (cell, value)):
                return cell
    return None


def _possible_inside(program: Program, system: System, asked: tuple[str, int]) -> bool:
    """Whether a cell can have a value for each insider by themselves."""
    found: list[Witness] = []
    for insider in [asked[0], *insiders(program)]:
        if any(witness.get(insider, program.values[insider]) > 0 for witness in found):
            continue
        bounds = dict(system.loose)
        if insider in bounds:
            bounds[insider] = max(1, bounds[insider][0]), bounds[insider][1]
            if not _narrow(bounds, system, system.standing[insider]):
                return False
        witness = _witness(program, system, bounds, asked)
        if witness is None:
            return False
        found.append(witness)
    return True


def tight(program: Program, cell: str) -> list[Sum]:
    """The sums that, beside the bounds of their other cells, keep a cell from its values."""
    bounds = system_of(program).strict
    return [found for found in program.sums if _keeps(_row(program, found), bounds, cell, program)]


def _keeps(row: Row, bounds: Bounds, cell: str, program: Program) -> bool:
    sign = dict(row.terms).get(cell)
    if sign is None:
        return False
    others = Row(tuple(term for term in row.terms if term[0] != cell), row.constant)
    least, most = ((row.constant - end) * sign for end in reversed(_reach(others, bounds)))
    return min(least, most) > 1 or max(least, most) < program.most


def _witness(program: Program, system: System, within: Bounds, asked: tuple[str, int]) -> Witness | None:
    """An assignment in which the cell has the value, or `None` where none was found.

    Sums are mended in a sensible order first and then, because such a search can lose itself, in some others.
    """
    cell, value = asked
    if cell not in system.standing:
        return {cell: value}
    low, high = within[cell]
    bounds = within | {cell: (value, value)}
    if not low <= value <= high or not _narrow(bounds, system, system.standing[cell]):
        return None
    for order in range(ORDERS):
        chance = Random(order) if order else None  # noqa: S311 (the same page each time)
        found = _mended(program, system, bounds, [MOST_TRIES], chance)
        if found:
            return found
    return None


def _mended(
    program: Program, system: System, bounds: Bounds, tries: list[int], chance: Random | None
) -> Witness | None:
    """The truth as far as the bounds let it, with cells of broken sums moved until every sum holds."""
    truth = program.values
    values = {
        name: max(low, min(high, truth[name])) for name, (low, high) in bounds.items() if not low <= truth[name] <= high
    }
    broken, missing = _broken(program, system, values)
    if broken is None:
        return values
    for name, wanted in _moves(broken, missing, system, (bounds, {**truth, **values}), chance):
        tries[0] -= 1
        moved = bounds | {name: (wanted, wanted)}
        holds = _narrow(moved, system, system.standing[name])
        found = _mended(program, system, moved, tries, chance) if holds else None
        if found or tries[0] < 0:
            return found
    return None


def _moves(
    broken: Row, missing: int, system: System, held: tuple[Bounds, Witness], chance: Random | None
) -> list[tuple[str, int]]:
    """The cells of a broken sum with the values that mend it: whole before half, then cells of today in few sums."""
    moves = []
    for name, sign in broken.terms:
        (low, high), value = held[0][name], held[1][name]
        wanted = min(max(value + missing * sign, low), high)
        order = chance.random() if chance else len(system.standing[name]) + 1000 * name.startswith(THEN)
        if wanted != value:
            moves.append((abs(wanted - value) < abs(missing), order, name.partition("|")[2], name, wanted))
    return [move[3:] for move in sorted(moves)]


def _broken(program: Program, system: System, values: Witness) -> tuple[Row | None, int]:
    """The first sum that does not hold with these `values` in place of the truth, and by how much."""
    for number in sorted({number for name in values for number in system.standing[name]}):
        row = system.rows[number]
        missing = row.constant - sum(values.get(name, program.values[name]) * sign for name, sign in row.terms)
        if missing:
            return row, missing
    return None, 0


def _narrow(bounds: Bounds, system: System, touched: Iterable[int]) -> bool:
    """Narrow the bounds by the sums until nothing changes; false when a sum cannot hold, or it takes too long."""
    waiting = set(touched)
    for _step in range(MOST_STEPS):
        if not waiting:
            return True
        row = system.rows[waiting.pop()]
        least, most = _reach(row, bounds)
        if not least <= row.constant <= most:
            return False
        for name, sign in row.terms:
            low, high = bounds[name]
            slack = (
                (row.constant - most, row.constant - least) if sign > 0 else (least - row.constant, most - row.constant)
            )
            narrowed = max(low, high + slack[0]), min(high, low + slack[1])
            if narrowed != (low, high):
                bounds[name] = narrowed
                waiting.update(system.standing[name])
    return False


def _reach(row: Row, bounds: Bounds) -> tuple[int, int]:
    """The least and the most that the cells of a sum can give together."""
    least = most = 0
    for name, sign in row.terms:
        low, high = bounds[name]
        least += low if sign > 0 else -high
        most += high if sign > 0 else -low
    return least, most
