"""The attack on a release before it leaves the unit: exact integer bounds of every hidden cell, by HiGHS in scipy.

It gets the integer programs that `core.releases.pairs` makes of a page and the ledger, and nothing of the search that
chose what to hide, so a mistake there is found here. Many questions about one program are asked as one program with a
block each, because most of the time goes into asking. scipy is an extra: `pip install 'sotecli[release]'`.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple

from sotecli.core.proof import Finding, Program, range_of
from sotecli.errors.usage import NoSolverError


class Question(NamedTuple):
    """The least of a cell, or the most with `sign` -1; or whether it can have a value."""

    cell: str
    sign: int = 1
    value: int | None = None


def check_solver() -> None:
    """Raise `NoSolverError` where scipy is not installed, before anything is counted."""
    if find_spec("scipy") is None:
        raise NoSolverError


def attacked(program: Program) -> list[Finding]:
    """What an attacker can conclude about each cell that must be protected."""
    solver, cells = _Solver(program), program.demands
    least = solver.answers([Question(cell) for cell in cells])
    most = solver.answers([Question(cell, -1) for cell in cells])
    wanted = [Question(cell, 1, value) for cell in cells for value in range(1, program.most + 1)]
    cannot = solver.impossible(wanted)
    return [Finding(cell, low, high, cell not in cannot) for cell, low, high in zip(cells, least, most, strict=True)]


class _Solver:
    """A program as matrices; it remembers which values solutions gave."""

    def __init__(self, program: Program) -> None:
        import numpy as np  # noqa: PLC0415 (only a release pays for it)

        self._hidden = [name for name in program.values if name not in program.known]
        self._place = {name: number for number, name in enumerate(self._hidden)}
        ranges = [range_of(program, name) for name in self._hidden]
        self._low = np.array([low for low, _high in ranges], dtype=float)
        self._high = np.array([high for _low, high in ranges], dtype=float)
        self._rows, self._constants = self._equations(program)
        self._seen = {(name, program.values[name]) for name in self._hidden}

    def _equations(self, program: Program) -> tuple[Any, Any]:
        """The sums over hidden cells, and what they must give."""
        import numpy as np  # noqa: PLC0415
        from scipy.sparse import lil_array  # noqa: PLC0415

        rows = lil_array((len(program.sums), len(self._hidden)))
        constants = np.zeros(len(program.sums))
        for number, found in enumerate(program.sums):
            for name, sign in ((found.whole, -1), *((part, 1) for part in found.parts)):
                if name in self._place:
                    rows[number, self._place[name]] = sign
                else:
                    constants[number] -= sign * program.values[name]
        return rows.tocsr(), constants

    def answers(self, questions: Sequence[Question]) -> list[int]:
        """The least or most for each question; the truth is a solution, so there is always one."""
        found = self._solve(questions) if questions else []
        if found is None:
            msg = "the true figures do not fit their own sums"
            raise RuntimeError(msg)
        return [values[self._place[question.cell]] for question, values in zip(questions, found, strict=True)]

    def impossible(self, questions: Sequence[Question]) -> set[str]:
        """The cells that cannot have a value that was asked for: halved until the cells are found that cannot."""
        unseen = [question for question in questions if (question.cell, question.value) not in self._seen]
        if not unseen or self._solve(unseen) is not None:
            return set()
        if len(unseen) == 1:
            return {unseen[0].cell}
        half = len(unseen) // 2
        return self.impossible(unseen[:half]) | self.impossible(unseen[half:])

    def _solve(self, questions: Sequence[Question]) -> list[list[int]] | None:
        """One solution for each question, or `None` if one of them has none."""
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
        from scipy.sparse import block_diag  # noqa: PLC0415

        low, high, aim = (np.tile(values, (len(questions), 1)) for values in (self._low, self._high, self._low * 0))
        for number, (cell, sign, value) in enumerate(questions):
            place = self._place[cell]
            aim[number, place] = sign if value is None else 0
            if value is not None:
                low[number, place] = high[number, place] = value
        constants = np.tile(self._constants, len(questions))
        holds = LinearConstraint(block_diag([self._rows] * len(questions), format="csr"), constants, constants)
        bounds, whole = Bounds(low.ravel(), high.ravel()), np.ones(aim.size)
        found = milp(aim.ravel(), integrality=whole, bounds=bounds, constraints=holds, options={"mip_rel_gap": 0})
        if found.x is None:
            return None
        solutions = np.rint(found.x).astype(int).reshape(len(questions), -1).tolist()
        for values in solutions:
            self._seen |= set(zip(self._hidden, values, strict=True))
        return list(solutions)
