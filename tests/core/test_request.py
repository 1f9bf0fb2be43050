"""A request and what may be done with it."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sotecli.core.codes import Channel, Outcome, Role, Status, Step, TimeWish
from sotecli.core.moment import HELSINKI
from sotecli.core.request import (
    NEEDS_CONTACT,
    Draft,
    Request,
    assign,
    assign_pair,
    close,
    limit_reached,
    open_request,
    plan,
)
from sotecli.core.worker import Worker
from sotecli.errors.missing import UnknownSourceError
from sotecli.errors.refused import (
    ClosedDayError,
    ClosedRequestError,
    ContactNeededError,
    DoNotContactError,
    EvaluatorError,
    InactiveWorkerError,
    LimitReachedError,
    PairNeedsWorkerError,
    SamePersonError,
    WasReachedError,
)
from tests.conftest import NOW, PHONE, a_request, a_situation, a_unit

ANNA, BO = Worker(code="anna", role=Role.LEAD), Worker(code="bo")
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
NO_CONTACT_NEEDED = sorted(set(Outcome) - NEEDS_CONTACT)


def closed(request: Request | None = None, outcome: Outcome = Outcome.WITHDRAWN) -> Request:
    """A request that has ended."""
    return close(request or a_request(), outcome, NOW)


def test_a_new_request_has_its_dates_from_the_promise() -> None:
    """Arrived on Wednesday 17.6.2026: planned for the next working day, promised by the third, over Midsummer Eve."""
    request = a_request()
    assert (request.received_on, request.next_on, request.due_on) == (
        date(2026, 6, 17),
        date(2026, 6, 18),
        date(2026, 6, 23),
    )
    assert (request.status, request.step, request.act_by) == (Status.RECEIVED, Step.FIRST_CONTACT, date(2026, 6, 23))


def test_the_day_of_arrival_is_that_of_helsinki() -> None:
    """What arrived at 0.30 in Helsinki arrived on that day, though it is still yesterday in UTC."""
    assert a_request(received_at=datetime(2026, 6, 17, 21, 30, tzinfo=UTC)).received_on == date(2026, 6, 18)


@given(DAYS, st.integers(1, 20), st.integers(1, 20))
def test_promises_count_working_days_after_arrival(day: date, one: int, other: int) -> None:
    """Plan and promise are working days, as many after arrival as the unit has settled; the plan is never the later."""
    first, outer = sorted((one, other))
    situation = a_situation(promise_first=str(first), promise_outer=str(outer))
    received_at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    request = open_request("P-2222228", Draft(channel=Channel.SMS, contact=PHONE), received_at, situation)
    assert request.next_on is not None
    assert situation.calendar.count(day, request.next_on) == first
    assert situation.calendar.count(day, request.due_on) == outer
    assert situation.calendar.is_working(request.due_on)
    assert request.received_on < request.next_on <= request.due_on


@given(DAYS, st.integers(0, 23), st.integers(1, 20))
def test_a_cut_off_hour_leaves_the_day_from_arrival(day: date, hour: int, outer: int) -> None:
    """Beside the promise stands the day it would be without a cut-off hour, which is never the later one."""
    cut, uncut = (a_situation(promise_outer=str(outer), promise_cutoff=cutoff) for cutoff in ("15:00", "none"))
    draft = Draft(channel=Channel.SMS, contact=PHONE)
    received_at = datetime(day.year, day.month, day.day, hour, tzinfo=HELSINKI)
    request, without = (open_request("P-2222228", draft, received_at, situation) for situation in (cut, uncut))
    assert request.arrival_due_on == without.arrival_due_on == without.due_on
    assert request.arrival_due_on <= request.due_on
    assert (request.arrival_due_on == request.due_on) == (request.counted_from == request.received_on)


def test_what_the_draft_says_is_kept_without_the_contact_details() -> None:
    """Everything of the draft is in the request, except the contact details."""
    draft = Draft(Channel.EMAIL, "nimeton@example.org", None, "nuori-talo", TimeWish.EVENING, "sv", message_ok=True)
    request = open_request("P-2222228", draft, NOW, a_situation())
    assert (request.channel, request.source, request.time_wish) == (Channel.EMAIL, "nuori-talo", TimeWish.EVENING)
    assert (request.language, request.message_ok) == ("sv", True)
    assert "nimeton@example.org" not in repr(request)


def test_only_settled_sources_may_send() -> None:
    """Once sources are settled another one is unknown; before, any is taken, and none always is."""
    settled = a_situation(sources="nuori-talo,p2")
    draft = Draft(channel=Channel.CALL, contact=PHONE, source="muu")
    with pytest.raises(UnknownSourceError):
        open_request("P-2222228", draft, NOW, settled)
    assert open_request("P-2222228", draft, NOW, a_situation()).source == "muu"
    for source in ("p2", None):
        assert open_request("P-2222228", draft._replace(source=source), NOW, settled).source == source


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, Status.RECEIVED),
        ({"worker": "anna"}, Status.ASSIGNED),
        ({"attempts": 1}, Status.ATTEMPTING),
        ({"attempts": 1, "worker": "anna"}, Status.ATTEMPTING),
        ({"attempts": 2, "contacts_made": 1, "worker": "anna"}, Status.REACHED),
        ({"contacts_made": 1, "closed_at": NOW, "outcome": Outcome.DECLINED}, Status.CLOSED),
    ],
)
def test_the_first_status_that_fits(changes: dict[str, object], status: Status) -> None:
    """The status follows from what has happened, the furthest first."""
    assert Request(**{**a_request()._asdict(), **changes}).status is status


def test_late_is_measured_from_the_promise_and_then_from_the_plan() -> None:
    """Until a first attempt a request is late after the promise, afterwards after its plan, closed never."""
    request = a_request()._replace(next_on=date(2026, 6, 30))
    assert request.act_by == request.due_on
    assert request._replace(attempts=1).act_by == date(2026, 6, 30)
    assert closed(request).act_by is None


@pytest.mark.parametrize("outcome", NO_CONTACT_NEEDED)
def test_closing_ends_every_plan(outcome: Outcome) -> None:
    """A closed request has an outcome and an instant and no next step; its promise stays for the report."""
    request = closed(a_request()._replace(next_part=TimeWish.EVENING), outcome)
    assert (request.status, request.outcome, request.closed_at) == (Status.CLOSED, outcome, NOW)
    assert (request.next_on, request.next_part, request.due_on) == (None, TimeWish.ANY, a_request().due_on)


@pytest.mark.parametrize("outcome", sorted(NEEDS_CONTACT))
def test_outcomes_that_need_a_contact(outcome: Outcome) -> None:
    """Supported, guided and became-client need a two-way contact; attempts alone are not enough."""
    assert {"supported", "guided", "became-client"} == NEEDS_CONTACT
    with pytest.raises(ContactNeededError):
        close(a_request()._replace(attempts=3), outcome, NOW)
    assert close(a_request()._replace(attempts=3, contacts_made=1), outcome, NOW).outcome is outcome


def test_who_was_reached_does_not_end_as_not_reached() -> None:
    """After a two-way contact the outcome cannot be not-reached."""
    with pytest.raises(WasReachedError):
        close(a_request()._replace(attempts=1, contacts_made=1), Outcome.NOT_REACHED, NOW)


def test_nothing_is_done_to_a_closed_request() -> None:
    """A closed request is not closed again, assigned or planned."""
    request, situation = closed(a_request()._replace(worker="anna")), a_situation()
    acts: list[partial[Request]] = [
        partial(close, request, Outcome.WITHDRAWN, NOW),
        partial(assign, request, BO),
        partial(assign_pair, request, BO),
        partial(plan, request, date(2026, 6, 18), situation, agreed=True),
    ]
    for act in acts:
        with pytest.raises(ClosedRequestError):
            act()


def test_assigning_keeps_that_it_was_ever_done() -> None:
    """A request has one personal worker at a time, and remembers that it had one."""
    request = assign(assign(a_request(), ANNA), BO)
    assert (request.worker, request.pair, request.ever_assigned) == ("bo", None, True)
    assert a_request().ever_assigned is False


def test_a_pair_comes_beside_the_worker() -> None:
    """A pair ends nothing and is another person; when the pair becomes the worker, the pair is free."""
    paired = assign_pair(assign(a_request(), ANNA), BO)
    assert (paired.worker, paired.pair) == ("anna", "bo")
    assert assign(paired, Worker(code="eva")).pair == "bo"
    promoted = assign(paired, BO)
    assert (promoted.worker, promoted.pair) == ("bo", None)
    with pytest.raises(PairNeedsWorkerError):
        assign_pair(a_request(), BO)
    with pytest.raises(SamePersonError):
        assign_pair(paired, ANNA)


@pytest.mark.parametrize(
    ("worker", "refusal"),
    [
        (Worker(code="cia", role=Role.EVALUATOR), EvaluatorError),
        (Worker(code="eva", left_on=date(2026, 6, 1)), InactiveWorkerError),
    ],
)
def test_only_who_works_with_clients_is_given_one(worker: Worker, refusal: type[Exception]) -> None:
    """Neither an evaluator nor somebody who has left becomes personal worker or pair."""
    with pytest.raises(refusal):
        assign(a_request(), worker)
    with pytest.raises(refusal):
        assign_pair(assign(a_request(), ANNA), worker)


def test_planning_moves_the_plan_and_not_the_promise() -> None:
    """A plan says the day of the next step and nothing about the promise; a first contact stays the first."""
    before = a_request()._replace(next_part=TimeWish.MORNING)
    planned = plan(before, date(2026, 6, 24), a_situation())
    assert (planned.next_on, planned.due_on, planned.next_part) == (date(2026, 6, 24), before.due_on, TimeWish.ANY)
    assert planned.step is Step.FIRST_CONTACT
    assert plan(before._replace(attempts=1), date(2026, 6, 24), a_situation()).step is Step.PLANNED


@given(DAYS, DAYS)
def test_a_plan_is_a_working_day_to_come(today: date, day: date) -> None:
    """Exactly the working days from today on can be planned; else the nearest of them is named, the earlier of two."""
    situation = a_situation(today)
    if day >= today and situation.calendar.is_working(day):
        assert plan(a_request(), day, situation).next_on == day
        return
    with pytest.raises(ClosedDayError) as refused:
        plan(a_request(), day, situation)
    around = [day + timedelta(number) for number in range(-1200, 1201)]
    possible = [one for one in around if one >= today and situation.calendar.is_working(one)]
    assert refused.value.values["nearest"] == min(possible, key=lambda one: (abs(one - day), one))


@given(st.integers(1, 4), st.integers(1, 6), st.integers(0, 6), st.integers(0, 6), st.booleans())
def test_planning_beyond_the_limits_needs_an_agreement(
    most_contacts: int, most_attempts: int, contacts: int, attempts: int, agreed: bool
) -> None:
    """At the limit of contacts or of attempts one more can be planned only if it was agreed."""
    assume(contacts <= attempts)
    situation = a_situation(contacts_max=str(most_contacts), attempts_max=str(most_attempts))
    request = a_request()._replace(attempts=attempts, contacts_made=contacts)
    at_limit = contacts >= most_contacts or attempts >= most_attempts
    assert limit_reached(request, situation.unit) == at_limit
    if at_limit and not agreed:
        with pytest.raises(LimitReachedError):
            plan(request, date(2026, 6, 18), situation, agreed=agreed)
    else:
        assert plan(request, date(2026, 6, 18), situation, agreed=agreed).next_on == date(2026, 6, 18)


@pytest.mark.parametrize("agreed", [False, True])
def test_who_asked_not_to_be_contacted_is_left_alone(agreed: bool) -> None:
    """After do-not-contact every plan is refused, agreed or not."""
    with pytest.raises(DoNotContactError):
        plan(a_request()._replace(do_not_contact=True), date(2026, 6, 18), a_situation(), agreed=agreed)


def test_the_limit_is_the_units_own() -> None:
    """The unit's settings say how many contacts are enough."""
    request = a_request()._replace(attempts=3, contacts_made=3)
    assert limit_reached(request, a_unit())
    assert not limit_reached(request, a_unit(contacts_max="4"))
