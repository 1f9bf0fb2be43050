"""How the figures of a report hang together: every relation holds, and none is forgotten."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from sotecli.core import housing, reviews
from sotecli.core.cells import Cells, Sum, cells_of, read, written
from sotecli.core.pilot import pilot_report
from sotecli.core.report import Report
from sotecli.modelset import shipped_model
from tests.conftest import a_unit
from tests.pilots import counts, people, report_on

PERIOD = (date(2026, 1, 10), date(2026, 5, 20))
DRAWS = 150
BANDS = (*housing.BAND_ENDS, None)
LEVELS = ("home", "supported", "communal", "24-hour", None)


def a_pilot(chance: Random) -> Report:
    """A pilot's report, seen with a cut-off hour, so that it has every figure."""
    return report_on(people(chance, chance.randrange(20, 200)), chance.randrange(30, 200), cutoff="15:00")


def a_housing(chance: Random) -> Report:
    """A report of housing over random persons, each with their placements, decisions, queue and declines."""
    model = shipped_model("luvn-housing-path")
    placed = [chance.choice([0, 0, 1, 1, 2]) for _person in range(60)]
    arrived = [chance.choice([0, 1, 1, 2]) for _person in range(60)]
    said = [
        (step.party, reason.ident)
        for step in model.steps
        if step.counts == "decline"
        for reason in model.reasons_for(step)
    ]
    declines = [(person, *chance.choice(said)) for person in range(40) for _n in range(2) if chance.random() < 0.6]
    parties, reasons = {party for party, _reason in said}, {reason for _party, reason in said}
    decided, queued = chance.randrange(60), chance.randrange(60)
    counts = housing.Counts(
        days={chance.randrange(90): 1 for _case in range(9)},
        arrived=(sum(arrived), sum(map(bool, arrived))),
        arrived_within=dict(
            Counter(band for times in arrived for band in {chance.choice(BANDS) for _ in range(times)})
        ),
        placements=(sum(placed), sum(map(bool, placed))),
        offers=chance.randrange(200),
        decided=decided,
        visited=chance.randint(0, decided),
        queued=queued,
        told=chance.randint(0, queued),
        waiting={PERIOD[1]: chance.randrange(40)},
        declined=len({person for person, _party, _reason in declines}),
        by_party={code: tally([person for person, party, _r in declines if party == code]) for code in parties},
        by_reason={code: tally([person for person, _p, reason in declines if reason == code]) for code in reasons},
    )
    return housing.housing_report(counts, [model], unit=a_unit(), period=PERIOD, waiting=[PERIOD[1]])


def tally(persons: list[int]) -> tuple[int, int]:
    """Events and the persons behind them."""
    return len(persons), len(set(persons))


def a_reviews(chance: Random) -> Report:
    """A report of reviews over random persons, each with a level, perhaps a worker, perhaps special support."""
    share = [chance.uniform(0.1, 0.9) for _flag in range(4)]
    persons = [[chance.random() < its for its in share] for _person in range(chance.randrange(5, 90))]
    codes = [level.ident for level in shipped_model("satakunta-assi").levels]
    levels: list[str | None] = [chance.choice([*codes, None]) for _person in persons]
    done = [[chance.random() < share[3] for _review in range(chance.randrange(4))] for _person in persons]
    quarters = [(quarter, change) for quarter in ("2026-Q1", "2026-Q2") for change in reviews.CHANGES]
    counts = reviews.Counts(
        clients=len(persons),
        has_worker=sum(worker for worker, _s, _o, _t in persons),
        special=sum(special for _w, special, _o, _t in persons),
        special_covered=sum(worker and special and office for worker, special, office, _t in persons),
        by_level={level: levels.count(level) for level in set(levels)},
        changes={quarter: chance.randrange(30) for quarter in quarters},
        fell_due=sum(map(len, done)),
        on_time=sum(map(sum, done)),
        behind=(sum(map(bool, done)), sum(map(any, done)), sum(not all(reviewed) for reviewed in done)),
    )
    return reviews.reviews_report(counts, [shipped_model("satakunta-assi")], unit=a_unit(), period=PERIOD)


REPORTS = {"pilot": a_pilot, "housing": a_housing, "reviews": a_reviews}


def draws(name: str) -> list[Cells]:
    """The cells of many random reports of a kind that have the same cells."""
    chance = Random(name)
    found: list[Cells] = []
    while len(found) < DRAWS:
        cells = cells_of(REPORTS[name](chance))
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


def test_no_part_of_another_is_forgotten() -> None:
    """Where one figure of the pilot never counts a person whom another one leaves out, the sums know it."""
    chance, unit, end = Random("one by one"), a_unit(promise_cutoff="15:00"), date(2026, 7, 10)
    found = []
    for _number in range(4000):
        (person,) = people(chance, 1, 190)
        counted = counts([person], person.day + chance.randrange(chance.choice([5, 60])))
        found.append(cells_of(pilot_report(counted, unit=unit, start=date(2026, 1, 1), end=end)))
    names, rows = list(found[0].values), matrix(found[0])
    data = np.array([list(cells.values.values()) for cells in found])
    idents = {metric.ident for metric in a_pilot(Random(0)).metrics}
    shown = [name for name in names if name in found[0].rows or name.removesuffix(".of") in idents]
    forgotten = []
    for part in shown:
        for whole in shown:
            aim = np.zeros(len(names))
            aim[names.index(whole)], aim[names.index(part)] = 1, -1
            if part == whole or (data @ aim < 0).any():
                continue
            least = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=(0, 100))
            if least.fun < -0.5:
                forgotten.append((part, whole))
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
