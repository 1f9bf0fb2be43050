"""The attack on a release before it leaves the unit: exact integer bounds of every hidden cell, by HiGHS in scipy.

It gets the integer programs that `core.releases.pairs` makes of a page and the ledger, and nothing of the search that
chose what to hide, so a mistake there is found here. Many questions about one program are asked as one program with a
block each, because most of the time goes into asking. scipy is an extra: `pip install 'sotecli[release]'`.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple

from sotecli.core.proof import Finding, Program, insiders, range_of
from sotecli.errors.usage import NoSolverError

IMPOSSIBLE = 1000
"""How much worse it is that a cell cannot have a value than that one insider knows better."""


class Question(NamedTuple):
    """Whether a cell can have a value while some cells, each of which an insider may be in, are not empty."""

    cell: str
    value: int
    inside: tuple[str, ...]


def check_solver() -> None:
    """Raise `NoSolverError` where scipy is not installed, before anything is counted."""
    if find_spec("scipy") is None:
        raise NoSolverError


def attacked(program: Program) -> list[Finding]:
    """What an attacker can conclude about each cell that must be protected.

    Whether a value is possible is asked for all insiders at once; for those whom the answer leaves out, one by one.
    """
    solver, cells, inside = _Solver(program), program.demands, tuple(insiders(program))
    least, most = solver.ends(cells, 1), solver.ends(cells, -1)
    wanted = [Question(cell, value, inside) for cell in cells for value in range(1, program.most + 1)]
    narrow = [asked for asked, left in zip(wanted, solver.possible(wanted), strict=True) if left is None]
    loose = solver.possible(narrow, some=True)
    cannot = {asked.cell for asked, left in zip(narrow, loose, strict=True) if left is None}
    alone = [
        asked._replace(inside=(insider,)) for asked, left in zip(narrow, loose, strict=True) for insider in left or ()
    ]
    cannot |= {asked.cell for asked, left in zip(alone, solver.possible(alone), strict=True) if left is None}
    return [Finding(cell, low, high, cell not in cannot) for cell, low, high in zip(cells, least, most, strict=True)]


class _Solver:
    """A program as matrices."""

    def __init__(self, program: Program) -> None:
        self._truth = program.values
        self._hidden = [name for name in program.values if name not in program.known]
        self._place = {name: number for number, name in enumerate(self._hidden)}
        self._ranges = [range_of(program, name) for name in self._hidden]
        self._sums = [
            (
                [(self._place[name], sign) for name, sign in signed if name in self._place],
                -sum(sign * program.values[name] for name, sign in signed if name not in self._place),
            )
            for whole, parts in program.sums
            for signed in [((whole, -1), *((part, 1) for part in parts))]
        ]

    def ends(self, cells: Sequence[str], sign: int) -> list[int]:
        """The least value of each cell, or the most with `sign` -1."""
        blocks = _Blocks()
        for cell in cells:
            start = self._block(blocks)
            blocks.aim[start + self._place[cell]] = sign
        solved = blocks.solved()
        return [solved[number * len(self._hidden) + self._place[cell]] for number, cell in enumerate(cells)]

    def possible(self, questions: Sequence[Question], *, some: bool = False) -> list[list[str] | None]:
        """For each question the insiders whom the answer leaves out; `None` where the cell cannot have the value.

        A value that cannot be gives way to the true one, which always can. Only with `some` are insiders left out.
        """
        blocks, places = _Blocks(), []
        for cell, value, inside in questions:
            start = self._block(blocks)
            gives_way = blocks.add(0, 1, IMPOSSIBLE)
            places.append(gives_way)
            blocks.row([(start + self._place[cell], 1), (gives_way, value - self._truth[cell])], value, value)
            for insider in inside:
                blocks.row([(start + self._place[insider], 1), (blocks.add(0, int(some), 1), 1)], 1, None)
        solved = blocks.solved()
        return [
            None
            if solved[place]
            else [name for number, name in enumerate(question.inside, 1) if solved[place + number]]
            for place, question in zip(places, questions, strict=True)
        ]

    def _block(self, blocks: "_Blocks") -> int:
        """Add the program once more; gives the place of its first cell."""
        start = len(blocks.aim)
        for low, high in self._ranges:
            blocks.add(low, high, 0)
        for terms, constant in self._sums:
            blocks.row([(start + place, sign) for place, sign in terms], constant, constant)
        return start


class _Blocks:
    """A large integer program that grows."""

    def __init__(self) -> None:
        self.aim: list[float] = []
        self._ranges: list[tuple[int, int]] = []
        self._terms: list[tuple[int, int, int]] = []
        self._holds: list[tuple[float, float]] = []

    def add(self, low: int, high: int, aim: int) -> int:
        """A new whole number; gives its place."""
        self.aim.append(aim)
        self._ranges.append((low, high))
        return len(self.aim) - 1

    def row(self, terms: Sequence[tuple[int, int]], low: int, high: int | None) -> None:
        """A new condition."""
        self._terms += [(len(self._holds), place, factor) for place, factor in terms]
        self._holds.append((low, float("inf") if high is None else high))

    def solved(self) -> Any:  # noqa: ANN401 (numpy gives a list of whole numbers)
        """The numbers that do best; the truth is a solution, so there is one."""
        import numpy as np  # noqa: PLC0415 (only a release pays for it)
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
        from scipy.sparse import csr_array  # noqa: PLC0415

        if not self.aim:
            return []
        rows, places, factors = np.array(self._terms).T
        matrix = csr_array((factors, (rows, places)), shape=(len(self._holds), len(self.aim)))
        conditions = LinearConstraint(matrix, *np.array(self._holds).T)
        bounds, whole = Bounds(*np.array(self._ranges, dtype=float).T), np.ones(len(self.aim))
        found = milp(self.aim, integrality=whole, bounds=bounds, constraints=conditions, options={"mip_rel_gap": 0})
        if found.x is None:
            msg = f"the attack could not be solved: {found.status}"
            raise RuntimeError(msg)
        return np.rint(found.x).astype(int).tolist()
