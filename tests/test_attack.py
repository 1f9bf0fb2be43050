"""The program's own attack, tried on simulated pilots: `SOTE_TEST_PILOTS=1000` is the long run (T30).

Each pilot is released again and again, and each page is attacked beside every earlier one. How many figures stay
visible is printed (`pytest -s`), because hiding everything is no art.
"""

import os
from datetime import date, timedelta
from random import Random

import pytest

from sotecli.attack import attacked
from sotecli.core.cells import Sum
from sotecli.core.proof import Finding, Program, unproved
from sotecli.core.releases import Release
from sotecli.core.suppression import numbers, prepared
from sotecli.core.witness import Work
from tests.pilots import people, report_on

PILOTS = int(os.environ.get("SOTE_TEST_PILOTS", "2"))
RELEASES = int(os.environ.get("SOTE_TEST_RELEASES", "3" if PILOTS < 100 else "20"))


def a_program(sums: tuple[Sum, ...], known: set[str], demands: tuple[str, ...], **values: int) -> Program:
    """A program with the threshold 5."""
    return Program(values, sums, frozenset(known), demands, 4)


def test_the_attack_finds_what_is_left() -> None:
    """A cell that is the total less the others is found exactly; beside a second hidden one its bounds are."""
    whole = (Sum("all", ("a", "b", "c")),)
    told = a_program(whole, {"all", "a", "b"}, ("c",), all=40, a=20, b=17, c=3)
    assert attacked(told) == [Finding("c", 3, 3, every=False)]
    hidden = a_program(whole, {"all", "a"}, ("b", "c"), all=40, a=20, b=17, c=3)
    assert attacked(hidden) == [Finding("b", 0, 20, every=True), Finding("c", 0, 20, every=True)]


def test_somebody_in_a_hidden_cell_knows_more() -> None:
    """Of two hidden cells with 4 persons together, who stands in one knows that the other has 3 at most."""
    whole = (Sum("all", ("a", "b", "c")),)
    narrow = a_program(whole, {"all", "a"}, ("b", "c"), all=24, a=20, b=2, c=2)
    assert attacked(narrow) == [Finding("b", 0, 4, every=False), Finding("c", 0, 4, every=False)]
    wide = a_program(whole, {"all", "a"}, ("b", "c"), all=25, a=20, b=2, c=3)
    assert all(found.every for found in attacked(wide))


@pytest.mark.parametrize("seed", range(30))
def test_the_search_is_never_less_strict_than_the_solver(seed: int) -> None:
    """On random programs whatever the search shows to be possible the solver finds possible, too."""
    chance = Random(seed)
    values = {f"c{number}": chance.randrange(9) for number in range(8)}
    sums = []
    for number in range(4):
        parts = tuple(chance.sample(sorted(values), chance.randint(2, 4)))
        values[f"s{number}"] = sum(values[part] for part in parts)
        sums.append(Sum(f"s{number}", parts))
    known = frozenset(chance.sample(sorted(values), 5))
    demands = tuple(sorted(values.keys() - known))
    program = Program(values, tuple(sums), known, demands, 4)
    for found in attacked(program):
        if unproved(program._replace(demands=(found.cell,)), [], Work(10**6)) is None:
            assert found.every, found


@pytest.mark.timeout(0)
def test_simulated_pilots_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """No hidden cell of any release can be told exactly, nor within less than 1 to T-1, alone or beside the others."""
    shown = every = cells = 0
    for pilot in range(PILOTS):
        chance = Random(pilot)
        persons, ledger, threshold = (
            people(chance, chance.randrange(20, 120)),
            list[Release](),
            chance.choice([3, 5, 5, 7]),
        )
        for number in range(1, RELEASES + 1):
            on = 20 + 170 * number // RELEASES
            day = date(2026, 1, 1) + timedelta(on)
            page, _entered = prepared(report_on(persons, on), threshold, ledger, day, preview=False)
            for program in page.programs:
                findings = attacked(program)
                cells += len(findings)
                assert [found for found in findings if not found.every or found.least == found.most] == [], (pilot, on)
            assert page.release
            ledger.append(page.release)
            shown, every = shown + numbers(page)[0], every + numbers(page)[1]
    with capsys.disabled():
        print(  # noqa: T201 (the figure that goes with the zero)
            f"\n{PILOTS} pilots x {RELEASES} releases, {cells} attacks, {100 * shown / every:.1f} % visible"
        )
    assert shown > every / 10
