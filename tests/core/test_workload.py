"""The workload and its arithmetic."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.absence import Absence
from sotecli.core.codes import Role
from sotecli.core.worker import Worker
from sotecli.core.workload import Load, end_of_week, workload
from tests.conftest import TODAY

ANNA, BO, CIA = Worker("anna"), Worker("bo"), Worker("cia", role=Role.EVALUATOR)
LOADS = st.builds(Load, *[st.integers(0, 30)] * 7)


def test_points_add_up() -> None:
    """Two for each matter of one's own, one as the pair or area, one more when one's own is late."""
    load = Load(requests_worker=1, requests_pair=2, cases_worker=3, cases_pair=4, cases_area=5, late=6, due=7)
    assert load.points == 2 * 4 + 6 + 5 + 6


def test_who_is_away_is_not_proposed() -> None:
    """The fewest points win, but not of somebody who is away today; an absence to come hinders nobody."""
    loads: dict[str | None, Load] = {"anna": Load(cases_worker=3)}
    away = Absence("bo", TODAY, TODAY, "anna")
    found = workload([ANNA, BO, CIA], loads, [away], TODAY)
    assert found.proposed is not None
    assert found.proposed.worker == ANNA
    assert [(line.worker.code, line.away) for line in found.lines] == [("anna", False), ("bo", True)]
    later = away._replace(from_on=date(2026, 6, 18), to_on=date(2026, 6, 19))
    proposed = workload([ANNA, BO, CIA], loads, [later], TODAY).proposed
    assert proposed is not None
    assert (proposed.worker, proposed.absence) == (BO, later)


def test_nobody_can_be_proposed() -> None:
    """When all are away, have left or evaluate, nobody is; who left is shown while matters are theirs."""
    left = Worker("dan", left_on=TODAY)
    found = workload([CIA, left, left._replace(code="eva")], {"dan": Load(cases_pair=1)}, [], TODAY)
    assert found.proposed is None
    assert [line.worker.code for line in found.lines] == ["dan"]


@given(st.lists(LOADS, min_size=1, max_size=6))
def test_nobody_has_less_than_the_proposed(loads: list[Load]) -> None:
    """Whatever the loads, no one present has fewer points, and of equals none has less due this week."""
    known = [Worker(f"w{number:02}") for number in range(len(loads))]
    found = workload(known, {worker.code: load for worker, load in zip(known, loads, strict=True)}, [], TODAY)
    assert found.proposed is not None
    least = min((line.load.points, line.load.due) for line in found.lines)
    assert (found.proposed.load.points, found.proposed.load.due) == least


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_ends_on_sunday(day: date) -> None:
    """The Sunday of a day's week is at most six days ahead."""
    assert (end_of_week(day).isoweekday(), 0 <= (end_of_week(day) - day).days <= 6) == (7, True)
