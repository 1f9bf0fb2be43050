"""The search for a witness: what it finds holds, and it ends after a count of moves."""

from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.witness import Marks, Row, System, Work, assignment, holds, system_of, with_somebody

PLACES = 6
TERMS = st.dictionaries(st.integers(0, PLACES - 1), st.sampled_from([-1, 1]), min_size=2, max_size=4)


def a_system(truth: list[int], sums: list[dict[int, int]]) -> System:
    """A system in which these places, each from 0 to 40, keep the sums that they have now; none is known to be full."""
    rows = [Row(tuple(terms.items()), sum(truth[place] * sign for place, sign in terms.items())) for terms in sums]
    return system_of(truth, rows, [(0, 40)] * len(truth), Marks(frozenset(), frozenset()))


@given(
    st.lists(st.integers(0, 9), min_size=PLACES, max_size=PLACES),
    st.lists(TERMS, min_size=1, max_size=4),
    st.integers(0, PLACES - 1),
    st.integers(0, 9),
)
def test_a_witness_holds(truth: list[int], sums: list[dict[int, int]], place: int, value: int) -> None:
    """Whatever is found has the value that was asked for, keeps every sum, and stays within the bounds."""
    system = a_system(truth, sums)
    found = assignment(system, system.loose, (place, value), Work(1000))
    if found is None:
        return
    assert found[place] == value
    assert all(0 <= number <= 40 for number in found)
    for row in system.rows:
        assert sum(found[other] * sign for other, sign in row.terms) == row.constant
    assert holds(system, {other: number for other, number in enumerate(found) if number != truth[other]})


def test_of_two_places_with_a_sum_one_goes_up_when_the_other_goes_down() -> None:
    """The truth is moved as little as it must be."""
    system = a_system([3, 4, 5], [{0: 1, 1: 1}])
    assert assignment(system, system.loose, (0, 1), Work(100)) == [1, 6, 5]
    assert assignment(system, system.loose, (0, 8), Work(100)) is None


def test_a_change_that_breaks_a_sum_does_not_hold() -> None:
    """One place alone cannot move, nor may one go below nobody."""
    system = a_system([3, 4], [{0: 1, 1: 1}])
    assert holds(system, {0: 2, 1: 5})
    assert not holds(system, {0: 2})
    assert not holds(system, {0: -1, 1: 8})


def test_somebody_in_a_place_narrows_the_others() -> None:
    """Who is in one of two places with 4 persons knows that the other has 3 at most."""
    system = a_system([2, 2], [{0: 1, 1: 1}])
    narrower = with_somebody(system, system.loose, 0)
    assert narrower
    assert narrower[1][1] == 3
    assert with_somebody(a_system([0, 0], [{0: 1, 1: 1}]), ([0, 0], [0, 0]), 0) is None


def test_the_search_ends_when_its_moves_are_spent() -> None:
    """Without moves nothing is found, and what was found has cost some."""
    system, work = a_system([3, 4, 5], [{0: 1, 1: 1}]), Work(100)
    assert assignment(system, system.loose, (0, 1), Work(0)) is None
    assert assignment(system, system.loose, (0, 1), work)
    assert work.moves < 100
