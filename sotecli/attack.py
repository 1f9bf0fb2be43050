"""The attack on a release before it leaves the unit: exact integer bounds of every hidden cell, by HiGHS.

It gets the integer programs that `core.releases.sides` makes of a page and the ledger, and nothing of the search that
chose what to hide, so a mistake there is found here. A program stays in the solver while it is asked one question
after the other, each from where the last one ended, and what an answer shows beside is not asked again. Most answers
are whole numbers by themselves; only where one is not HiGHS branches. An answer counts if every sum holds exactly in
it; a question that HiGHS gives up counts as answered by no.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sotecli.core.proof import Finding, Program, insiders, range_of

OPTIONS = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_max_nodes": 1000}
TOLERANCE = 1e-6
Answer = Mapping[str, int]


def attacked(program: Program) -> list[Finding]:
    """What an attacker can conclude about each cell that must be protected."""
    attack, values = _Attack(program), range(1, program.most + 1)
    every = [all(attack.possible(cell, value) for value in values) for cell in program.demands]
    return [Finding(cell, *attack.ends(cell), able) for cell, able in zip(program.demands, every, strict=True)]


class _Attack:
    """What the answers about a program have shown."""

    def __init__(self, program: Program) -> None:
        self._program, self._model = program, _Model(program)
        self._bits = {name: 1 << number for number, name in enumerate(insiders(program))}
        self._left: dict[tuple[str, int], int] = {}
        """For each value that was seen of a cell the insiders who know that no answer fits."""
        self._seen: dict[str, set[int]] = {cell: set() for cell in program.demands}
        self._note(program.values)

    def possible(self, cell: str, value: int) -> bool:
        """Whether a cell can have a value, for everybody outside and for each insider by themselves."""
        left = self._left.get((cell, value), -1)
        while left:
            aim = [name for name, bit in self._bits.items() if bit & left]
            answer = self._model.answer({cell: value}, somebody=aim)
            if answer is None:
                return False
            self._note(answer)
            if self._left.get((cell, value), -1) == left:
                return False
            left = self._left[cell, value]
        return True

    def ends(self, cell: str) -> tuple[int, int]:
        """The least and the most that a cell can be."""
        for end, sign in zip(range_of(self._program, cell), (1, -1), strict=True):
            if end not in self._seen[cell]:
                answer = self._model.answer({}, least={cell: sign})
                if answer is not None:
                    self._note(answer)
        return min(self._seen[cell]), max(self._seen[cell])

    def _note(self, answer: Answer) -> None:
        """Keep what an answer shows of every cell."""
        empty = sum(bit for name, bit in self._bits.items() if answer[name] == 0)
        for cell, seen in self._seen.items():
            value = answer[cell]
            seen.add(value)
            self._left[cell, value] = self._left.get((cell, value), -1) & empty


class _Model:
    """A program in the solver: a column for each hidden cell, then for each insider whether their cell is empty."""

    def __init__(self, program: Program) -> None:
        import highspy  # noqa: PLC0415 (only a release pays for it)

        self._truth = program.values
        self._hidden = [name for name in program.values if name not in program.known]
        self._place = {name: number for number, name in enumerate(self._hidden)}
        self._empty = {name: len(self._hidden) + number for number, name in enumerate(insiders(program))}
        self._ranges = [range_of(program, name) for name in self._hidden] + [(0, 1)] * len(self._empty)
        self._sums = [row for row in (self._row(whole, parts) for whole, parts in program.sums) if row[0]]
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._optimal = highspy.HighsModelStatus.kOptimal
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._load()

    def _row(self, whole: str, parts: Iterable[str]) -> tuple[dict[int, int], int]:
        """A sum as signed places that give a constant."""
        signed = [(whole, -1), *((part, 1) for part in parts)]
        constant = -sum(self._truth[name] * sign for name, sign in signed if name not in self._place)
        return {self._place[name]: sign for name, sign in signed if name in self._place}, constant

    def _load(self) -> None:
        import numpy as np  # noqa: PLC0415

        self._highs.addVars(len(self._ranges), *np.array(self._ranges, dtype=float).T)
        rows = [(terms, constant, constant) for terms, constant in self._sums]
        rows += [({self._place[name]: 1, empty: 1}, 1, 2**31) for name, empty in self._empty.items()]
        for terms, low, high in rows:
            self._highs.addRow(low, high, len(terms), np.array([*terms], np.int32), np.array([*terms.values()], float))

    def answer(
        self, fixed: Answer, *, somebody: Iterable[str] = (), least: Mapping[str, int] | None = None
    ) -> Answer | None:
        """An answer with the fixed cells, in which as few as can be of some cells are empty, or others are least."""
        aim = {self._empty[name]: 1 for name in somebody} | {
            self._place[name]: by for name, by in (least or {}).items()
        }
        bounds = {self._place[name]: (value, value) for name, value in fixed.items()}
        self._ask(aim, bounds)
        found = self._solved() or self._branched()
        self._ask(dict.fromkeys(aim, 0), {place: self._ranges[place] for place in bounds})
        return found

    def _ask(self, aim: Mapping[int, int], bounds: Mapping[int, tuple[int, int]]) -> None:
        for place, by in aim.items():
            self._highs.changeColCost(place, by)
        for place, (low, high) in bounds.items():
            self._highs.changeColBounds(place, low, high)

    def _solved(self) -> Answer | None:
        """What the solver says, if it is an answer in whole numbers in which every sum holds."""
        self._highs.run()
        if self._highs.getModelStatus() != self._optimal:
            return None
        found = self._highs.getSolution().col_value[: len(self._hidden)]
        values = [round(value) for value in found]
        if any(abs(value - whole) > TOLERANCE for value, whole in zip(found, values, strict=True)):
            return None
        if any(
            sum(values[place] * sign for place, sign in terms.items()) != constant for terms, constant in self._sums
        ):
            return None
        return {**self._truth, **dict(zip(self._hidden, values, strict=True))}

    def _branched(self) -> Answer | None:
        """The same with whole numbers asked for, unless there is no answer in any numbers."""
        if self._highs.getModelStatus() != self._optimal:
            return None
        self._ask_whole(1)
        found = self._solved()
        self._ask_whole(0)
        return found

    def _ask_whole(self, kind: int) -> None:
        import numpy as np  # noqa: PLC0415

        count = len(self._hidden)
        self._highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.full(count, kind, np.uint8))
