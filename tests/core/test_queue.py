"""The queue: its order, its arithmetic, its replay."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.case import Case, Taken
from sotecli.core.codes import PauseReason
from sotecli.core.model_queue import QueueRules
from sotecli.core.pauses import Pause
from sotecli.core.queue import (
    FACTS,
    Facts,
    InLine,
    Kind,
    Place,
    QueueChange,
    Reason,
    Waiter,
    facts_on,
    place_at,
    queue_on,
    release,
)
from sotecli.errors.case import CaseClosedError, NotPlacedError, NotQueuedError, QueuePositionError
from sotecli.modelset import shipped_model
from tests.conftest import NOW, TODAY

HOUSING = shipped_model("luvn-housing-path")
RULES = HOUSING.queue
REFS = [f"A-{letter}" for letter in "ACDEFGHJ"]
WISHES = ["near-family", "own-flat", "sauna", "unit-1"]
FACT = st.builds(Facts, st.none() | st.integers(1, 3), st.lists(st.sampled_from(WISHES), unique=True).map(tuple))
DAYS = st.integers(0, 40).map(lambda days: TODAY - timedelta(days))
PATH = ("need-identified", "pta-started", "pta-complete", "sas-submitted", "sas-handled", "searching")


def day(number: int) -> date:
    """A day of June 2026."""
    return date(2026, 6, number)


FIRST = day(1)


def entry(step: str, on: date = FIRST, place: str | None = None) -> Taken:
    """A step that was taken."""
    return Taken(1, step, on, "anna", NOW, place=place)


def a_waiter(ref: str = "A-A", queued_on: date = FIRST, **values: Any) -> Waiter:  # noqa: ANN401 (fields of any type)
    """Somebody who has waited since the beginning of June."""
    taken = tuple(entry(step) for step in PATH)
    return Waiter(ref, queued_on, Facts(), HOUSING, taken)._replace(**values)


def a_change(kind: Kind, number: int = 1, on: date = TODAY, **values: Any) -> QueueChange:  # noqa: ANN401
    """A human change."""
    return QueueChange(number, kind, on, "anna", NOW, "safety", Facts(), Facts())._replace(**values)


def a_case(ref: str = "A-A", closed_on: date | None = None) -> Case:
    """A case of the housing path."""
    days = (NOW, day(1), "searching", day(1), day(1), "plan", "plan", False, None)
    return Case(ref, "K-1", HOUSING.ident, 1, *days, closed_on=closed_on)


def order(line: Sequence[InLine]) -> list[str]:
    """The references in their order."""
    return [found.ref for found in line]


@st.composite
def queues(draw: st.DrawFn) -> list[Waiter]:
    """People who wait, with a history of changes in the order in which they were made."""
    refs = draw(st.lists(st.sampled_from(REFS), unique=True, min_size=1))
    found = {ref: a_waiter(ref, draw(DAYS) - timedelta(60), facts=draw(FACT)) for ref in refs}
    for number, on in enumerate(sorted(draw(st.lists(DAYS, max_size=8))), start=1):
        ref = draw(st.sampled_from(refs))
        kinds: list[Kind] = ["place", "release", *FACTS]
        found[ref] = changed(found[ref], draw(st.sampled_from(kinds)), number, on, draw)
    return list(found.values())


def changed(waiter: Waiter, kind: Kind, number: int, on: date, draw: Callable[..., Any]) -> Waiter:
    """The waiter with one more change, as storage would keep it."""
    now = draw(FACT) if kind in FACTS else waiter.facts
    ahead = tuple(draw(st.lists(st.sampled_from([ref for ref in REFS if ref != waiter.ref]), unique=True)))
    change = a_change(kind, number, on, was=waiter.facts, now=now)
    if kind == "place":
        change = change._replace(position=len(ahead) + 1, ahead=ahead)
    return waiter._replace(facts=now, changes=(*waiter.changes, change))


@given(queues(), DAYS, st.integers())
def test_the_order_is_total(waiters: list[Waiter], on: date, seed: int) -> None:
    """Everybody stands at one position, and in whatever order the file gives them, the queue is the same."""
    line = queue_on(waiters, on, RULES)
    assert [found.position for found in line] == list(range(1, len(waiters) + 1))
    assert sorted(found.proposed for found in line) == list(range(1, len(waiters) + 1))
    assert sorted(order(line)) == sorted(waiter.ref for waiter in waiters)
    shuffled = list(waiters)
    Random(seed).shuffle(shuffled)
    assert queue_on(shuffled, on, RULES) == line


@given(queues(), DAYS, st.lists(st.sampled_from(WISHES)))
def test_the_arithmetic_adds_up(waiters: list[Waiter], on: date, offers: list[str]) -> None:
    """The points are the model's numbers times what is shown, and the proposal goes by them alone."""
    rules = QueueRules(urgency=(90, 40, 5), per_day=3, most_days=70, per_wish=7)
    line = queue_on(waiters, on, rules, Place("unit-1", tuple(offers)))
    for found in line:
        urgent = {1: 90, 2: 40, 3: 5, None: 0}[found.facts.urgency]
        waited = min((on - found.queued_on).days, 70) * 3
        fits = len({"unit-1", *offers} & set(found.facts.wishes)) * 7
        assert [summand.points for summand in found.summands] == [urgent, waited, fits]
        assert found.points == urgent + waited + fits
    proposal = sorted(line, key=lambda found: found.proposed)
    assert proposal == sorted(line, key=lambda found: (-found.points, found.queued_on, found.ref))


@given(queues())
def test_a_replay_of_today_is_the_queue_of_today(waiters: list[Waiter]) -> None:
    """What counts at the end of today is what stands in the cases."""
    line = queue_on(waiters, TODAY, RULES)
    assert {found.ref: found.facts for found in line} == {waiter.ref: waiter.facts for waiter in waiters}


@given(queues(), st.data())
def test_a_replay_never_changes(waiters: list[Waiter], data: st.DataObject) -> None:
    """Whatever is changed, taken, paused or placed on later days, a past day stays as it was."""
    past = TODAY + timedelta(1)
    before = queue_on(waiters, past, RULES)
    later = list(waiters)
    for number in range(100, 100 + data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(later) - 1))
        on = past + timedelta(data.draw(st.integers(1, 5)))
        kind: Kind = data.draw(st.sampled_from(["place", "release", *FACTS]))
        waiter = changed(later[place], kind, number, on, data.draw)
        pause = Pause(on, on + timedelta(9), PauseReason.AWAY)
        taken = (*waiter.taken, entry("offered", on, "unit-1"))
        later[place] = waiter._replace(taken=taken, pauses=(pause,))
    assert queue_on(later, past, RULES) == before


@given(queues(), st.data())
def test_whoever_is_placed_stands_there(waiters: list[Waiter], data: st.DataObject) -> None:
    """A human place holds at once, whatever was placed before; taken back, nothing of it is left."""
    place = data.draw(st.integers(0, len(waiters) - 1))
    kept = tuple(change for change in waiters[place].changes if change.kind in FACTS)
    without = [*waiters[:place], waiters[place]._replace(changes=kept), *waiters[place + 1 :]]
    line, case = queue_on(without, TODAY, RULES), a_case(waiters[place].ref)
    position = data.draw(st.integers(1, len(waiters)))
    change = place_at(case, line, position, a_change("place", 50))
    without[place] = without[place]._replace(changes=(*kept, change))
    after = queue_on(without, TODAY, RULES)
    assert order(after).index(case.ref) + 1 == position
    assert after[position - 1].placed == change
    back = release(case, after, a_change("release", 51))
    without[place] = without[place]._replace(changes=(*kept, change, back))
    assert order(queue_on(without, TODAY, RULES)) == order(line)


def test_equal_points() -> None:
    """Of equal points, whoever came earlier is first; then the reference decides."""
    rules = RULES._replace(per_day=0)
    waiters = [a_waiter("A-D", day(3)), a_waiter("A-C", day(3)), a_waiter("A-E", day(2))]
    assert order(queue_on(waiters, TODAY, rules)) == ["A-E", "A-C", "A-D"]


def test_who_was_ahead_stays_ahead_until_they_leave() -> None:
    """Whoever is placed moves up as those ahead leave; a newcomer is ahead only by being ahead of them."""
    first, second, third = (a_waiter(ref, day(number)) for number, ref in enumerate(("A-A", "A-C", "A-D"), start=1))
    placed = a_waiter("A-E", day(9), changes=(a_change("place", position=2, ahead=("A-A",)),))
    assert order(queue_on([first, second, third, placed], TODAY, RULES)) == ["A-A", "A-E", "A-C", "A-D"]
    assert order(queue_on([second, third, placed], TODAY, RULES)) == ["A-E", "A-C", "A-D"]
    urgent = a_waiter("A-F", TODAY, facts=Facts(1))
    everybody = [first, second, third, placed, urgent]
    assert order(queue_on(everybody, TODAY, RULES)) == ["A-F", "A-A", "A-E", "A-C", "A-D"]


def test_a_later_change_of_those_ahead_pulls_nobody_down() -> None:
    """When somebody ahead loses their urgency, whoever was placed behind them does not fall with them."""
    was, now = Facts(1), Facts(3)
    fell = a_waiter("A-A", day(9), facts=now, changes=(a_change("urgency", 2, was=was, now=now),))
    placed = a_waiter("A-E", day(9), changes=(a_change("place", 1, position=2, ahead=("A-A",)),))
    assert order(queue_on([fell, a_waiter("A-C"), placed], TODAY, RULES)) == ["A-E", "A-C", "A-A"]


def test_a_place_ends_with_its_time_in_the_queue() -> None:
    """Who left the queue and came back stands where the proposal says."""
    place = a_change("place", on=day(3), position=1)
    again = a_waiter("A-E", day(10), changes=(place,), left_on=day(5))
    assert order(queue_on([a_waiter("A-A"), again], TODAY, RULES)) == ["A-A", "A-E"]


def test_facts_of_a_past_day() -> None:
    """Before the first change the facts are what they were, from its day on what they became."""
    first = a_change("urgency", 1, day(5), was=Facts(3), now=Facts(2))
    second = a_change("wish", 2, day(9), was=Facts(2), now=Facts(2, ("sauna",)))
    waiter = a_waiter(facts=Facts(2, ("sauna",)), changes=(first, second))
    found = [facts_on(waiter, day(number)) for number in (4, 5, 8, 9)]
    assert found == [Facts(3), Facts(2), Facts(2), Facts(2, ("sauna",))]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"taken": (entry("need-identified"),)}, [("missing-step", "pta-complete"), ("missing-step", "sas-handled")]),
        ({"pauses": (Pause(day(10), day(18), PauseReason.AWAY),)}, [("paused", "2026-06-18")]),
        ({"pauses": (Pause(day(10), day(17), PauseReason.AWAY),)}, []),
        ({"taken": tuple(map(entry, (*PATH, "offered")))}, [("offer-open", "offered")]),
        ({"taken": tuple(map(entry, (*PATH, "offered", "visit-agreed", "waiting")))}, [("offer-open", "visit-agreed")]),
        ({"taken": tuple(map(entry, (*PATH, "offered", "declined-by-client")))}, []),
        (
            {"taken": (*map(entry, PATH), entry("offered", place="unit-1"), entry("declined-by-client"))},
            [("offered-before", "unit-1")],
        ),
    ],
)
def test_why_no_place_is_offered(values: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Each thing that stands against an offer is told as a code with what it is about."""
    (found,) = queue_on([a_waiter(**values)], TODAY, RULES, Place("unit-1"))
    assert list(found.reasons) == [Reason(*reason) for reason in expected]


def test_what_cannot_be_placed() -> None:
    """Nobody is placed who does not wait, whose case has ended, or behind the end of the queue."""
    line, change = queue_on([a_waiter("A-A"), a_waiter("A-C")], TODAY, RULES), a_change("place")
    with pytest.raises(QueuePositionError):
        place_at(a_case(), line, 3, change)
    with pytest.raises(NotQueuedError):
        place_at(a_case("A-X"), line, 1, change)
    with pytest.raises(CaseClosedError):
        place_at(a_case(closed_on=TODAY), line, 1, change)
    with pytest.raises(NotPlacedError):
        release(a_case(), line, a_change("release"))
