"""The measure of SMART (b): each service of the plan by its promised day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.planned_services import Planned, planned_services, services_in_time

TODAY, START, END = date(2026, 6, 30), date(2026, 1, 1), date(2026, 12, 31)
PROMISED = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("referrals", "in_time"),
    [
        ([(PROMISED, PROMISED)], True),
        ([(PROMISED, PROMISED + timedelta(1))], False),
        ([(PROMISED, None)], False),
        ([(TODAY, None)], None),
        ([(date(2026, 7, 1), None)], None),
        ([(PROMISED, None), (date(2026, 7, 15), date(2026, 6, 20))], False),  # a new referral moves no promise
        ([(PROMISED, None), (None, date(2026, 6, 10))], True),
    ],
)
def test_one_service(referrals: list[tuple[date | None, date | None]], in_time: bool | None) -> None:
    """It counts when the person arrived by the first promised day; until that day nothing can be said."""
    (service,) = planned_services([Planned("c", "debt-advice", *days) for days in referrals], TODAY)
    assert service.in_time is in_time


def test_a_service_without_a_promise_is_no_part_of_the_plan() -> None:
    """Guidance outside the plan is not measured against it."""
    assert planned_services([Planned("c", "debt-advice", None, TODAY)], TODAY) == []


def test_a_client_needs_each_service_in_time() -> None:
    """One late service makes the client missed, one that may still come makes them pending; each counts once."""
    made = [
        Planned("both", "a-1", PROMISED, PROMISED),
        Planned("both", "b-1", PROMISED, PROMISED),
        Planned("one", "a-1", PROMISED, PROMISED),
        Planned("one", "b-1", PROMISED, TODAY),
        Planned("late", "a-1", PROMISED, None),
        Planned("late", "b-1", END, None),
        Planned("waits", "a-1", PROMISED, PROMISED),
        Planned("waits", "b-1", END, None),
    ]
    found = services_in_time(planned_services(made, TODAY), START, END)
    assert (found.in_time, found.missed, found.pending, found.clients) == (1, 2, 1, 3)


DAYS = st.none() | st.dates(START, END)


@given(st.lists(st.builds(Planned, st.sampled_from("abc"), st.sampled_from(["x-1", "y-1"]), DAYS, DAYS)))
def test_nobody_is_counted_twice(made: list[Planned]) -> None:
    """In time, missed and pending together are the clients with a promise, in any order of the referrals."""
    found = services_in_time(planned_services(made, TODAY), START, END)
    assert found == services_in_time(planned_services(reversed(made), TODAY), START, END)
    assert found.clients + found.pending == len({one.client for one in made if one.promised_on})
