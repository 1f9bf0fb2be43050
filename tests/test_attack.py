"""The program's own attack, tried on simulated pilots: `SOTE_TEST_PILOTS=1000` is the long run (T30).

Each pilot is released again and again, and each page is attacked beside every earlier one. How many figures stay
visible is printed, because hiding everything is no art. `SOTE_TEST_FIRST_PILOT` spreads a long run over several.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from time import process_time
from typing import NamedTuple

import highspy
import pytest

from sotecli.attack import attacked
from sotecli.core import hiding
from sotecli.core.cells import Sum
from sotecli.core.proof import Finding, Moves, Program, unproved
from sotecli.core.releases import Release
from sotecli.core.suppression import numbers, prepared, suppress
from sotecli.core.witness import Work
from tests.pilots import START, people, report_on

PILOTS = int(os.environ.get("SOTE_TEST_PILOTS", "2"))
FIRST = int(os.environ.get("SOTE_TEST_FIRST_PILOT", "0"))
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
        if unproved(program._replace(demands=(found.cell,)), [], Moves(), Work(10**6)) is None:
            assert found.every, found


def test_a_question_that_is_given_up_is_answered_by_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver comes to no end the cell counts as told, so the report does not leave the unit."""
    program = a_program((Sum("all", ("a", "b")),), {"all"}, ("a",), all=40, a=3, b=37)
    assert attacked(program)[0].every
    monkeypatch.setattr(highspy.Highs, "run", lambda _highs: None)
    assert not attacked(program)[0].every


def test_whole_numbers_are_asked_for_where_there_are_halves() -> None:
    """Where the best answer has halves the solver branches, and gives the bounds that whole numbers have."""
    sums = (Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c")), Sum("ac", ("d", "e")))
    program = a_program(sums, {"ab", "bc"}, ("a", "d"), ab=5, bc=5, ac=4, a=2, b=3, c=2, d=1, e=3)
    found = attacked(program)
    assert found[0] == Finding("a", 0, 5, every=True)
    assert found[1] == Finding("d", 0, 10, every=True)


@pytest.mark.parametrize("moves", [0, 300])
def test_what_could_not_be_tried_is_hidden(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the search has spent its moves it hides more, the same each time, and nothing of it can be told."""
    monkeypatch.setattr(hiding, "MOVES", (moves, moves))
    monkeypatch.setattr(hiding, "FEWER_MOVES", moves)
    persons = people(Random(4), 90)
    ledger = [suppress(report_on(persons, 100), 5).release]
    earlier = [known for known in ledger if known]
    page = suppress(report_on(persons, 150), 5, earlier)
    assert page == suppress(report_on(persons, 150), 5, earlier)
    monkeypatch.undo()
    assert numbers(page)[0] <= numbers(suppress(report_on(persons, 150), 5, earlier))[0]
    assert [found for program in page.programs for found in attacked(program) if not found.every] == []


@pytest.mark.timeout(0)
def test_simulated_pilots_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """No hidden cell of any release can be told exactly, nor within less than 1 to T-1, alone or beside the others."""
    tried = [found for pilot in range(FIRST, FIRST + PILOTS) for found in released(pilot)]
    assert [found for found in tried if found.broken] == []
    shown, every = sum(found.shown for found in tried), sum(found.figures for found in tried)
    with capsys.disabled():
        print(  # noqa: T201 (the figures that go with the zero)
            f"\n{PILOTS} pilots x {RELEASES} releases, {sum(found.attacks for found in tried)} attacks, "
            f"{100 * shown / every:.1f} % visible; longest suppression {max(found.search for found in tried):.1f} s, "
            f"longest attack {max(found.attack for found in tried):.1f} s"
        )
    assert shown > every / 10


class Tried(NamedTuple):
    """One release of a simulated pilot, and how the attack on it went."""

    pilot: int
    size: int
    day: int
    shown: int
    figures: int
    attacks: int
    broken: tuple[str, ...]
    search: float
    """Seconds of the processor."""
    attack: float


def released(pilot: int) -> Iterator[Tried]:
    """The releases of one pilot, each with its own size, length, threshold and perhaps a cut-off hour."""
    chance = Random(pilot)
    size, days = round(12 * (400 / 12) ** chance.random()), chance.choice([60, 120, 180, 360, 540])
    persons, threshold = people(chance, size, days), chance.choice([3, 5, 5, 5, 7, 10])
    cutoff, ledger = chance.choice(["none", "none", "15:00"]), list[Release]()
    for number in range(1, RELEASES + 1):
        on = 20 + (days - 10) * number // RELEASES
        report, begun = report_on(persons, on, cutoff=cutoff), process_time()
        page, _entered = prepared(report, threshold, ledger, START + timedelta(on), preview=False)
        between = process_time()
        findings = [found for program in page.programs for found in attacked(program)]
        broken = tuple(found.cell for found in findings if not found.every or found.least == found.most)
        taken = between - begun, process_time() - between
        yield Tried(pilot, size, on, *numbers(page), len(findings), broken, *taken)
        if page.release:
            ledger.append(page.release)
