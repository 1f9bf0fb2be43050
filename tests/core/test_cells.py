"""How the figures of a report hang together: every relation holds, and none is forgotten."""

from dataclasses import replace
from itertools import permutations
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from sotecli.core.cells import Cells, Sum, cells_of, read, written
from sotecli.core.page import leaving
from tests.core.drawn import REPORTS, SINGLE, a_pilot

DRAWS = 150


def draws(name: str) -> list[Cells]:
    """The cells of many random reports of a kind that have the same cells."""
    chance = Random(name)
    found: list[Cells] = []
    while len(found) < DRAWS:
        cells = cells_of(leaving(REPORTS[name](chance)))
        if not found or cells.values.keys() == found[0].values.keys():
            found.append(cells)
    return found


def matrix(cells: Cells) -> np.ndarray:
    """The sums, each a row over the cells."""
    names = list(cells.values)
    rows = np.zeros((len(cells.sums), len(names)))
    for number, found in enumerate(cells.sums):
        for name, sign in ((found.whole, -1), *((part, 1) for part in found.parts)):
            rows[number, names.index(name)] += sign
    return rows


@pytest.mark.parametrize("name", REPORTS)
def test_every_relation_holds(name: str) -> None:
    """In every draw every sum is right, none is left out, and no cell is below zero."""
    found = draws(name)
    for cells in found:
        assert cells.sums == found[0].sums
        assert cells.names == found[0].names
        for whole, parts in cells.sums:
            assert cells.values[whole] == sum(cells.values[part] for part in parts), (whole, parts)
        assert min(cells.values.values()) >= 0


@pytest.mark.parametrize("name", REPORTS)
def test_no_equality_is_forgotten(name: str) -> None:
    """Every linear equation that holds in all draws follows from the sums: a forgotten one would be a leak."""
    found = draws(name)
    data = np.array([list(cells.values.values()) for cells in found], dtype=float)
    never = [number for number in range(data.shape[1]) if not data[:, number].any()]
    sums = np.vstack([matrix(found[0]), np.eye(data.shape[1])[never]])  # a cell in which nobody ever is
    assert data.shape[1] - np.linalg.matrix_rank(data) == np.linalg.matrix_rank(sums)


@pytest.mark.parametrize("name", SINGLE)
def test_no_part_of_another_is_forgotten(name: str) -> None:
    """Where one figure never counts a person whom another one leaves out, the sums know it."""
    chance = Random("one by one")
    found = [cells_of(leaving(SINGLE[name](chance))) for _number in range(4000)]
    whole = max(found, key=lambda cells: len(cells.sums))  # nothing in it contradicts a relation
    names, rows = list(whole.values), matrix(whole)
    data = np.array([[cells.values.get(cells.names.get(name, name), 0) for name in names] for cells in found])
    idents = {metric.ident for metric in REPORTS[name](Random(0)).metrics}
    shown = [place for place, cell in enumerate(names) if cell in whole.rows or cell.removesuffix(".of") in idents]
    forgotten = []
    for part, other in permutations(shown, 2):
        aim = np.zeros(len(names))
        aim[other], aim[part] = 1, -1
        if (data[:, other] < data[:, part]).any():
            continue
        least = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=(0, 100))
        if least.fun < -0.5:
            forgotten.append((names[part], names[other]))
    assert not forgotten, str(forgotten)


def test_a_line_says_a_sum() -> None:
    """Sums are written as lines and read from them."""
    assert read("requests = closed + open") == Sum("requests", ("closed", "open"))
    assert written([Sum("requests", ("closed", "open"))]) == ["requests = closed + open"]


def test_figures_that_are_always_equal_are_one_cell() -> None:
    """The number of requests is one cell, wherever it stands."""
    cells = cells_of(a_pilot(Random(1)))
    assert {cells.names[name] for name in ("assigned.of", "requests_by_month", "requests_by_channel")} == {"requests"}
    assert "assigned.of" not in cells.values


def test_what_the_data_contradict_is_no_relation() -> None:
    """A relation that does not hold in a file is left out, and the others stay."""
    report = a_pilot(Random(2))
    odd = [line for line in report.relations if line != "requests = assigned.of"] + ["requests = became_client"]

    cells = cells_of(replace(report, relations=tuple(odd)))
    assert "became_client" in cells.values
    assert cells.names.get("became_client") is None
