"""Who must be contacted, and why that day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Outcome
from sotecli.core.followup import MyDay, counted_days, due_items, horizon, my_day
from sotecli.core.moment import HELSINKI
from sotecli.core.request import Request, close
from sotecli.core.workdays import calendar_named
from tests.conftest import NOW, a_request

OFFICE = calendar_named("fi-office")
DAYS = st.dates(date(2026, 5, 1), date(2026, 9, 30))
WORKING_DAYS = DAYS.map(OFFICE.on_or_after)
WEDNESDAY, SATURDAY = date(2026, 6, 17), date(2026, 6, 13)


def requested(
    next_on: date, due_on: date, attempts: int = 0, worker: str | None = None, ref: str = "P-222222P"
) -> Request:
    """An open request with these dates."""
    return a_request(ref)._replace(next_on=next_on, due_on=due_on, attempts=attempts, worker=worker)


REQUESTS = st.lists(
    st.builds(
        requested,
        next_on=WORKING_DAYS,
        due_on=WORKING_DAYS,
        attempts=st.integers(0, 3),
        worker=st.sampled_from([None, "anna", "bo"]),
        ref=st.integers(0, 999).map(lambda number: f"P-{number}"),
    ),
    max_size=8,
    unique_by=lambda request: request.ref,
)


@pytest.mark.parametrize(
    ("next_on", "due_on", "attempts", "status", "days_late"),
    [
        ("2026-06-16", "2026-06-18", 0, "today", 0),
        ("2026-06-17", "2026-06-17", 0, "today", 0),
        ("2026-06-18", "2026-06-18", 0, None, 0),
        ("2026-06-16", "2026-06-16", 0, "overdue", 1),
        ("2026-06-24", "2026-06-12", 0, "overdue", 3),
        ("2026-06-24", "2026-06-12", 1, None, 0),
        ("2026-06-17", "2026-06-12", 1, "today", 0),
        ("2026-06-15", "2026-06-30", 1, "overdue", 2),
    ],
)
def test_items_of_a_wednesday(next_on: str, due_on: str, attempts: int, status: str | None, days_late: int) -> None:
    """Until a first attempt the promise is what counts, afterwards the plan; what lies ahead is not in the list."""
    request = requested(date.fromisoformat(next_on), date.fromisoformat(due_on), attempts)
    found = [(item.status, item.days_late) for item in due_items([request], WEDNESDAY, WEDNESDAY, OFFICE)]
    assert found == ([] if status is None else [(status, days_late)])


@given(REQUESTS, DAYS, st.integers(0, 5))
def test_the_list_is_what_the_contract_says(requests: list[Request], on: date, ahead: int) -> None:
    """Late, planned and coming items, their days and their order are those of contract 6."""
    until = horizon(on, ahead, OFFICE)
    items = due_items(requests, on, until, OFFICE)
    wanted = {}
    for request in requests:
        assert request.next_on is not None
        due_on = request.next_on if request.attempts else request.due_on
        status = "overdue" if on > due_on else "today" if request.next_on <= on else "ahead"
        if status != "ahead" or request.next_on <= until:
            days = [due_on + timedelta(number) for number in range(1, (on - due_on).days + 1)]
            late = sum(OFFICE.is_working(day) for day in days)
            wanted[request.ref] = (due_on, status, late, "plan" if request.attempts else "promise.outer")
    assert {item.matter.ref: (item.due_on, item.status, item.days_late, item.rule) for item in items} == wanted
    order = [(-item.days_late, item.due_on, item.since, item.matter.ref) for item in items]
    assert order == sorted(order)
    assert not any(item.statutory or item.kind != "request" for item in items)


def test_who_asked_first_stands_first() -> None:
    """Between equally urgent ones the earlier arrival comes first, then the reference."""
    late, early = requested(WEDNESDAY, WEDNESDAY), requested(WEDNESDAY, WEDNESDAY, ref="P-999999X")
    early = early._replace(received_at=NOW - timedelta(hours=1))
    twin = early._replace(ref="P-333333X")
    items = due_items([late, early, twin], WEDNESDAY, WEDNESDAY, OFFICE)
    assert [item.matter.ref for item in items] == ["P-333333X", "P-999999X", "P-222222P"]


def test_closed_requests_are_in_no_list() -> None:
    """A closed request is neither due nor late."""
    closed = close(requested(WEDNESDAY, date(2026, 6, 1)), Outcome.WITHDRAWN, NOW)
    assert due_items([closed], WEDNESDAY, date(2026, 12, 31), OFFICE) == []


@pytest.mark.parametrize(
    ("on", "ahead", "until"),
    [
        ("2026-06-17", 0, "2026-06-17"),
        ("2026-06-17", 1, "2026-06-18"),
        ("2026-06-17", 3, "2026-06-23"),
        ("2026-06-13", 0, "2026-06-15"),
        ("2026-06-19", 0, "2026-06-22"),
        ("2026-06-13", 2, "2026-06-16"),
    ],
)
def test_how_far_the_list_looks(on: str, ahead: int, until: str) -> None:
    """A working day's list ends with the day, a closed day's with the next working day, and further if asked."""
    assert horizon(date.fromisoformat(on), ahead, OFFICE) == date.fromisoformat(until)


@given(DAYS, st.integers(1, 30))
def test_an_explanation_adds_up(start: date, count: int) -> None:
    """The explained days are all days from arrival on; as many are counted as were promised, the last one included."""
    end = OFFICE.add(start, count)
    days = counted_days(start, end, OFFICE)
    assert [day.date for day in days] == [start + timedelta(number) for number in range((end - start).days + 1)]
    assert sum(day.counted for day in days) == count
    assert (days[0].counted, days[0].why, days[-1].counted) == (False, "arrival", True)
    assert all(day.counted == (day.why == "working-day") for day in days[1:])


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-06-17", "working-day"),
        ("2026-06-19", "midsummer-eve"),
        ("2026-06-27", "saturday"),
        ("2026-06-28", "sunday"),
        ("2026-12-24", "christmas-eve"),
        ("2026-12-25", "christmas-day"),
        ("2026-04-06", "easter-monday"),
        ("2027-01-06", "epiphany"),
    ],
)
def test_why_a_day_counts(day: str, reason: str) -> None:
    """Each day has one reason, as a code."""
    asked = date.fromisoformat(day)
    assert counted_days(asked - timedelta(1), asked, OFFICE)[-1].why == reason


def day_of_anna(requests: list[Request], on: date) -> MyDay:
    """Anna's day over the unit's open requests, put together as `sote` does it."""
    items = due_items(requests, on, horizon(on, 0, OFFICE), OFFICE)
    unassigned = [request for request in requests if request.worker is None]
    mine = [request for request in requests if "anna" in {request.worker, request.pair}]
    return my_day("anna", on, items, (unassigned, mine))


def test_my_day_of_a_worker() -> None:
    """Late ones of mine and of nobody's, mine due today, everybody's new ones, mine that wait; not my colleague's."""
    today, tomorrow, past = WEDNESDAY, date(2026, 6, 18), date(2026, 6, 12)
    requests = [
        requested(past, past, worker="anna", ref="late-mine"),
        requested(past, past, ref="late-nobody's"),
        requested(past, past, worker="bo", ref="late-bo's"),
        requested(today, tomorrow, worker="anna", ref="due-mine"),
        requested(today, tomorrow, worker="bo", ref="due-paired")._replace(pair="anna"),
        requested(today, tomorrow, worker="bo", ref="due-bo's"),
        requested(today, tomorrow, ref="new-today"),
        requested(tomorrow, tomorrow, ref="new-tomorrow"),
        requested(tomorrow, tomorrow, worker="anna", ref="waiting-mine"),
        requested(tomorrow, tomorrow, worker="bo", ref="waiting-bo's"),
    ]
    day = day_of_anna(requests, today)
    assert {item.matter.ref for item in day.late} == {"late-mine", "late-nobody's"}
    assert {item.matter.ref for item in day.due} == {"due-mine", "due-paired"}
    assert [request.ref for request in day.new] == ["new-today", "new-tomorrow"]
    assert [request.ref for request in day.waiting] == ["waiting-mine"]
    assert (day.on, day.worker) == (today, "anna")


@given(REQUESTS, DAYS)
def test_my_day_holds_everything_of_mine_once(requests: list[Request], on: date) -> None:
    """Every open request of mine or of nobody's stands in exactly one group, a closed day included."""
    day = day_of_anna(requests, on)
    assert sorted(day.refs) == sorted(request.ref for request in requests if request.worker != "bo")


def test_a_closed_day_shows_the_next_working_day_once() -> None:
    """On a Saturday what is planned for Monday is shown, and only once."""
    monday = date(2026, 6, 15)
    day = day_of_anna([requested(monday, monday, worker="anna")], SATURDAY)
    assert day.refs == ["P-222222P"]


def test_the_order_does_not_depend_on_the_zone() -> None:
    """Arrivals are compared as instants, whatever the offset they are written with."""
    first = requested(WEDNESDAY, WEDNESDAY)._replace(received_at=datetime(2026, 6, 16, 1, 0, tzinfo=HELSINKI))
    second = first._replace(ref="P-000000X", received_at=NOW)
    assert [item.matter for item in due_items([second, first], WEDNESDAY, WEDNESDAY, OFFICE)] == [first, second]
