"""What an attacker can conclude: cells that are known, sums that hold, and the values that the other cells may have.

A `Program` is an integer program: every cell is a whole number, every sum holds, the known cells have their true
values. A cell that must be protected has to be able to take every value from 1 to T-1, for everybody outside and for
an insider, who is one of the counted persons, knows it, and so knows of a cell that it is not empty.

`unproved` looks for a witness for each such value: a whole assignment in which everything holds. What it finds is a
proof; where it finds none the cell counts as unprotected, so it can only be stricter than a complete solver. The
solver that judges releases is `sotecli.attack`, which shares nothing with this search but the program.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from math import gcd
from typing import NamedTuple

from sotecli.core.cells import Sum
from sotecli.core.witness import Bounds, Marks, Row, System, Work, assignment, holds, reach, system_of, with_somebody

NOW, THEN, NEW = "now|", "then|", "new|"
"""Prefixes of a cell: as it is, as it was at an earlier release, and what lies between."""

MOST_CANDIDATES, BUILDING = 10, 20
"""How many moves from elsewhere are tried for a value, and how many the building of a program is worth."""
Move = Mapping[str, int]
WAYS = {"now": ((1, 0), (1, 1)), "then": ((0, 1), (1, 1)), "new": ((1, 0), (0, -1))}
"""How a cell can be moved: with today's cells, with those of then, or with both alike."""
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


def _placed(program: Program) -> tuple[dict[str, int], System]:
    """The places of the cells that are not known, and every sum over them with the known cells put in."""
    signed = [(terms, constant) for terms, constant in (_signed(program, found) for found in program.sums) if terms]
    names = list(dict.fromkeys(name for terms, _constant in signed for name, _sign in terms))
    places = {name: place for place, name in enumerate(names)}
    rows = [Row(tuple((places[name], sign) for name, sign in terms), constant) for terms, constant in signed]
    then = frozenset(place for name, place in places.items() if name.startswith(THEN))
    inside = frozenset(places[name] for name in insiders(program) if name in places)
    ranges = [range_of(program, name) for name in names]
    return places, system_of([program.values[name] for name in names], rows, ranges, Marks(then, inside))


def _signed(program: Program, found: Sum) -> tuple[list[tuple[str, int]], int]:
    """The cells of a sum that are not known, signed, and what they give together."""
    signed = [(found.whole, -1), *((part, 1) for part in found.parts)]
    constant = -sum(program.values[name] * sign for name, sign in signed if name in program.known)
    return [(name, sign) for name, sign in signed if name not in program.known], constant


class Moves:
    """Changes that leave every sum of a day as it is; what was found beside one release is tried beside the others."""

    def __init__(self) -> None:
        """None are known yet."""
        self._beside: dict[str, dict[tuple[tuple[str, int], ...], Move]] = {}

    def keep(self, program: Program, witness: Witness) -> None:
        """Keep how the cells of today moved in a witness, and those of then."""
        for prefix in (NOW, THEN):
            moved = {name: value - program.values[name] for name, value in witness.items() if name.startswith(prefix)}
            factor = gcd(*moved.values())
            move = {name.removeprefix(prefix): by // factor for name, by in sorted(moved.items())}
            for name in move:
                self._beside.setdefault(name, {})[tuple(move.items())] = move

    def to(self, program: Program, asked: tuple[str, int]) -> Iterator[Witness]:
        """What may be witnesses: a move of today, of then, or of both, so far that the cell has the value."""
        prefix, _bar, plain = asked[0].partition("|")
        missing = asked[1] - program.values[asked[0]]
        for move in self._beside.get(plain, {}).values():
            far, rest = divmod(missing, move[plain])
            if not rest:
                yield from (_far(program, move, (far * now, far * then)) for now, then in WAYS[prefix])


def _far(program: Program, move: Move, far: tuple[int, int]) -> Witness:
    """A move of today and one of then, each so far, with what it makes of those between."""
    moved = [
        (prefix + name, by * steps)
        for name, by in move.items()
        for prefix, steps in ((NOW, far[0]), (THEN, far[1]), (NEW, far[0] - far[1]))
        if steps
    ]
    return {name: program.values[name] + by for name, by in moved if name in program.values}


def unproved(program: Program, witnesses: list[Witness], moves: Moves, work: Work) -> str | None:
    """The first cell for which some value was not shown to be possible; witnesses that are found are added."""
    proof = _Proof(program, moves, work)
    work.moves -= BUILDING
    if (weak := proof.weak_at_sight()) is not None:
        return weak
    for witness in witnesses:
        if not witness.keys() & program.known:
            proof.note(witness)
    for cell in program.demands:
        for value in range(1, program.most + 1):
            if value != program.values[cell] and not proof.is_possible((cell, value), witnesses):
                return cell
    return None


class _Proof:
    """What was shown of a program: for each value of a cell, by whom it was not yet shown to be possible.

    They are the bits of a number: an insider each, and one for everybody outside.
    """

    def __init__(self, program: Program, moves: Moves, work: Work) -> None:
        self._program, self._moves, self._work = program, moves, work
        self._places, self._system = _placed(program)
        self._inside = [name for name in insiders(program) if name in self._places]
        self._bits = {name: 1 << number for number, name in enumerate(self._inside)}
        self._left: dict[tuple[str, int], int] = {}

    def weak_at_sight(self) -> str | None:
        """A cell of which the sums, each by itself, tell too much: its values, or that of few persons with others."""
        places, names = self._places, list(self._places)
        low, high = self._system.loose
        for row in self._system.rows:
            alike = {sign * (low[place] >= 0) for place, sign in row.terms} in ({1}, {-1})
            if len(row.terms) > 1 and alike and 1 <= abs(row.constant) <= self._program.most:
                return names[row.terms[0][0]]  # it and others hold 1 to T-1 persons together
        for cell in self._program.demands:
            if cell in places and (low[places[cell]] > 1 or high[places[cell]] < self._program.most):
                return cell
        return None

    def note(self, witness: Witness) -> None:
        """Keep whom a witness satisfies, and all other whole numbers on the line from the truth through it."""
        truth = self._program.values
        factor = gcd(*(value - truth[name] for name, value in witness.items()))
        move = {name: (value - truth[name]) // factor for name, value in witness.items()}
        for steps in (range(1, factor + self._program.most), range(-1, -self._program.most, -1)):
            for step in steps:
                if not self._note_one({name: truth[name] + by * step for name, by in move.items()}):
                    break

    def _note_one(self, witness: Witness) -> bool:
        """Keep whom an assignment satisfies, if its cells are within their ranges: all but those in an empty cell."""
        low, high = self._system.loose
        empty = 0
        for name, value in witness.items():
            place = self._places[name]
            if not low[place] <= value <= high[place]:
                return False
            if value == 0:
                empty |= self._bits.get(name, 0)
        for name, value in witness.items():
            if 1 <= value <= self._program.most:
                self._left[name, value] = self._left.get((name, value), empty) & empty
        return True

    def is_possible(self, asked: tuple[str, int], witnesses: list[Witness]) -> bool:
        """Whether a cell can have a value, for all insiders at once or for each by themselves."""
        if asked[0] not in self._places or self._left.get(asked) == 0:
            return True
        for witness in islice(self._moves.to(self._program, asked), MOST_CANDIDATES):
            if witness.keys() <= self._places.keys() and holds(self._system, self._in_places(witness)):
                self.note(witness)
                witnesses.append(witness)
                if self._left.get(asked) == 0:
                    return True
        self._seek(self._system.strict, asked, witnesses)
        everybody = (2 << len(self._inside)) - 1
        while left := self._left.get(asked, everybody):
            alone = self._known_by(1 << left.bit_length() - 1)
            if alone is None:
                return False
            together = self._known_by(left)
            if not (together and self._seek(together, asked, witnesses)) and not self._seek(alone, asked, witnesses):
                return False
        return True

    def _in_places(self, witness: Witness) -> dict[int, int]:
        return {self._places[name]: value for name, value in witness.items()}

    def _known_by(self, left: int) -> Bounds | None:
        """The bounds for the first of those who are left, with as many of the others as may be besides."""
        bounds, first = self._system.loose, left.bit_length() - 1
        for number in range(min(first, len(self._inside) - 1), -1, -1):
            if left >> number & 1:
                tried = with_somebody(self._system, bounds, self._places[self._inside[number]])
                if tried is None and number == first:
                    return None
                bounds = tried or bounds
        return bounds

    def _seek(self, bounds: Bounds, asked: tuple[str, int], witnesses: list[Witness]) -> bool:
        """Look for a witness, and keep it."""
        values = assignment(self._system, bounds, (self._places[asked[0]], asked[1]), self._work)
        if values is None:
            return False
        truth = self._system.truth
        witness = {name: values[place] for name, place in self._places.items() if values[place] != truth[place]}
        witnesses.append(witness)
        self._moves.keep(self._program, witness)
        self.note(witness)
        return True


def tight(program: Program, cell: str) -> list[Sum]:
    """The sums that, beside the bounds of their other cells, keep a cell from its values."""
    placed = _placed(program)
    return [found for found in program.sums if _keeps(program, placed, found, cell)]


def _keeps(program: Program, placed: tuple[dict[str, int], System], found: Sum, cell: str) -> bool:
    places, system = placed
    terms, constant = _signed(program, found)
    sign = dict(terms).get(cell)
    if sign is None:
        return False
    others = Row(tuple((places[name], sign) for name, sign in terms if name != cell), constant)
    least, most = ((constant - end) * sign for end in reversed(reach(others, system.strict)))
    return min(least, most) > 1 or max(least, most) < program.most
