"""One contact attempt, and what follows from it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Channel, Gave, Outcome, Result, Step, TimeWish
from sotecli.core.contact import Contact, after_contact, another_part
from sotecli.core.moment import HELSINKI, local_day
from sotecli.core.request import Request, close
from sotecli.errors.refused import ClosedDayError, ClosedRequestError, DoNotContactError, LimitReachedError
from sotecli.errors.usage import BeforeArrivalError
from tests.conftest import NOW, a_request, a_situation

TWO_WAY = {Result.REACHED, Result.DECLINED}
RETRIED = {Result.NO_ANSWER, Result.MESSAGE_SENT, Result.OTHER_PERSON}
RESULTS, CHANNELS = st.sampled_from(list(Result)), st.sampled_from(list(Channel))
TODAY = NOW.date()
HOURS = st.integers(0, 24 * 120).map(lambda hours: NOW + timedelta(hours=hours))


def a_contact(
    result: Result = Result.NO_ANSWER,
    at: datetime = NOW,
    channel: Channel = Channel.CALL,
    gave: tuple[Gave, ...] = (),
    services: tuple[str, ...] = (),
) -> Contact:
    """A call of anna's that was not answered, unless the test says otherwise."""
    return Contact(ref="P-222222P", at=at, channel=channel, result=result, gave=gave, services=services, worker="anna")


def logged(contacts: list[Contact], request: Request | None = None, today: date = TODAY) -> Request:
    """The request after these contacts, one after another."""
    after = request or a_request()
    for contact in contacts:
        after = after_contact(after, contact, a_situation(today))
    return after


CONTACTS = st.lists(
    st.builds(
        a_contact,
        result=RESULTS,
        at=HOURS,
        channel=CHANNELS,
        gave=st.lists(st.sampled_from(list(Gave)), max_size=2).map(tuple),
        services=st.sampled_from([(), ("velkaneuvonta",)]),
    ),
    min_size=1,
    max_size=8,
)


@given(CONTACTS)
def test_measures_are_those_of_the_whole_log(contacts: list[Contact]) -> None:
    """Whatever the order of logging, the measures are what one would count over the log."""
    after, calendar = logged(contacts), a_situation().calendar
    first = min(local_day(contact.at) for contact in contacts)
    calls = [contact for contact in contacts if contact.channel is Channel.CALL]
    assert after.attempts == len(contacts)
    assert after.contacts_made == sum(contact.result in TWO_WAY for contact in contacts)
    assert (after.first_attempt_on, after.first_attempt_days) == (first, calendar.count(after.received_on, first))
    assert after.calls == len(calls)
    assert after.calls_answered == sum(contact.result in TWO_WAY for contact in calls)
    assert after.guided == any(Gave.GUIDANCE in contact.gave or contact.services for contact in contacts)
    assert after.do_not_contact == any(contact.result is Result.DO_NOT_CONTACT for contact in contacts)
    assert (after.due_on, after.worker, after.ever_assigned) == (a_request().due_on, None, False)


@pytest.mark.parametrize(
    ("at", "from_arrival", "from_receipt"),
    [
        ("2026-06-17T16:30:00+03:00", 0, 0),
        ("2026-06-18T09:00:00+03:00", 1, 0),
        ("2026-06-22T09:00:00+03:00", 2, 1),
        ("2026-06-23T09:00:00+03:00", 3, 2),
    ],
)
def test_the_first_attempt_is_counted_from_both_days(at: str, from_arrival: int, from_receipt: int) -> None:
    """What arrived after the cut-off hour waits from its arrival, and from when it counts as arrived; never below 0."""
    request = a_request()._replace(counted_from=date(2026, 6, 18))
    after = after_contact(request, a_contact(at=datetime.fromisoformat(at)), a_situation())
    assert (after.first_attempt_days, after.first_attempt_counted) == (from_arrival, from_receipt)


@given(CONTACTS, st.dates(date(2026, 6, 17), date(2026, 12, 31)))
def test_the_next_step_is_a_working_day_that_has_not_passed(contacts: list[Contact], today: date) -> None:
    """Without a plan the next step is a working day after the contact, never before today, and the next such day.

    Only what is logged afterwards, when a next step is planned already, leaves that step where it is.
    """
    after, calendar = logged(contacts, today=today), a_situation().calendar
    on = local_day(contacts[-1].at)
    assert after.next_on is not None
    assert calendar.is_working(after.next_on)
    assert after.next_on > on
    assert after.next_on >= today
    if len(contacts) == 1 or on >= today:
        assert after.next_on in {calendar.add(on, 1), calendar.on_or_after(today)}


def test_what_is_logged_afterwards_moves_no_plan() -> None:
    """An attempt of an earlier day that is logged afterwards counts, and the planned step stays."""
    today = date(2026, 6, 18)
    planned = logged([a_contact(Result.NO_ANSWER, at=NOW + timedelta(1))], today=today)
    after = after_contact(planned, a_contact(Result.NO_ANSWER), a_situation(today))
    assert (after.attempts, after.next_on, after.step) == (2, planned.next_on, planned.step)


@pytest.mark.parametrize("result", list(Result))
def test_what_comes_next(result: Result) -> None:
    """Who was not reached is tried again the next working day at another time; else somebody decides."""
    after = logged([a_contact(result)])
    retried = result in RETRIED
    assert after.next_on == date(2026, 6, 18)
    assert (after.step, after.next_part) == (
        (Step.RETRY, TimeWish.AFTERNOON) if retried else (Step.DECIDE, TimeWish.ANY)
    )
    assert a_contact(result).two_way == (result in TWO_WAY)


def test_the_next_working_day_over_midsummer() -> None:
    """Tried on Thursday 18.6.2026, the next try is on Monday: Friday is Midsummer Eve."""
    contact = a_contact(at=datetime(2026, 6, 18, 15, 0, tzinfo=HELSINKI))
    assert logged([contact], today=date(2026, 6, 18)).next_on == date(2026, 6, 22)


@pytest.mark.parametrize(
    ("attempts", "contacts", "step"), [(4, 2, Step.RETRY), (5, 0, Step.DECIDE), (3, 3, Step.DECIDE)]
)
def test_at_the_limit_somebody_decides(attempts: int, contacts: int, step: Step) -> None:
    """With the sixth attempt, or after the third contact, no further try is proposed by itself."""
    request = a_request()._replace(attempts=attempts, contacts_made=contacts, first_attempt_on=TODAY)
    after = after_contact(request, a_contact(), a_situation())
    assert (after.step, after.next_on) == (step, date(2026, 6, 18))


def test_who_asked_not_to_be_contacted_is_not_retried() -> None:
    """After do-not-contact a later try that was made all the same proposes nothing."""
    assert logged([a_contact(Result.DO_NOT_CONTACT), a_contact()]).step is Step.DECIDE


@given(HOURS, st.sampled_from(list(TimeWish)))
def test_another_part_of_the_day(at: datetime, wish: TimeWish) -> None:
    """The proposed part is never the one just tried; it is the wished one, if that was not it."""
    hour = at.astimezone(HELSINKI).hour
    tried = TimeWish.MORNING if hour < 12 else TimeWish.AFTERNOON if hour < 16 else TimeWish.EVENING
    proposed = another_part(a_contact(at=at), wish)
    assert proposed not in {tried, TimeWish.ANY}
    if wish not in {tried, TimeWish.ANY}:
        assert proposed is wish


def test_the_day_of_a_contact_is_that_of_helsinki() -> None:
    """A call at 0.30 in Helsinki is an attempt of that day, though it is still yesterday in UTC."""
    contact = a_contact(at=datetime(2026, 6, 18, 0, 30, tzinfo=HELSINKI))
    assert logged([contact], today=date(2026, 6, 18)).first_attempt_on == date(2026, 6, 18)


def test_an_attempt_on_the_day_of_arrival_took_no_day() -> None:
    """Tried on the day of arrival, and on a weekend just after, it took 0 working days."""
    assert logged([a_contact()]).first_attempt_days == 0
    saturday = a_request(received_at=datetime(2026, 6, 13, 10, 0, tzinfo=HELSINKI))
    contact = a_contact(at=datetime(2026, 6, 14, 10, 0, tzinfo=HELSINKI))
    assert logged([contact], saturday).first_attempt_days == 0


def test_no_contact_before_the_day_of_arrival() -> None:
    """A contact before the day of arrival is a slip; earlier on the same day it can be."""
    with pytest.raises(BeforeArrivalError):
        logged([a_contact(at=NOW - timedelta(hours=9, minutes=1))])
    assert logged([a_contact(at=NOW - timedelta(hours=9))]).attempts == 1


def test_what_happened_can_be_logged_after_closing() -> None:
    """A contact on a closed request counts and plans nothing; a plan for it is refused."""
    closed = close(a_request(), Outcome.WITHDRAWN, NOW)
    after = logged([a_contact(Result.REACHED)], closed)
    assert (after.attempts, after.contacts_made, after.next_on, after.outcome) == (1, 1, None, Outcome.WITHDRAWN)
    with pytest.raises(ClosedRequestError):
        after_contact(closed, a_contact(), a_situation(), next_on=date(2026, 6, 18))


def test_a_plan_given_with_the_contact_holds() -> None:
    """The day that was agreed on is the next step's, with no part of the day proposed."""
    after = after_contact(a_request(), a_contact(), a_situation(), next_on=date(2026, 6, 24))
    assert (after.next_on, after.step, after.next_part) == (date(2026, 6, 24), Step.PLANNED, TimeWish.ANY)


def test_plans_given_with_a_contact_have_the_same_limits() -> None:
    """The contact itself counts towards the limits; closed days and do-not-contact are refused as in any plan."""
    request, day = a_request()._replace(attempts=5), date(2026, 6, 18)
    with pytest.raises(LimitReachedError):
        after_contact(request, a_contact(), a_situation(), next_on=day)
    assert after_contact(request, a_contact(), a_situation(), next_on=day, agreed=True).next_on == day
    with pytest.raises(ClosedDayError):
        after_contact(a_request(), a_contact(), a_situation(), next_on=date(2026, 6, 19))
    with pytest.raises(DoNotContactError):
        after_contact(a_request(), a_contact(Result.DO_NOT_CONTACT), a_situation(), next_on=day, agreed=True)


def test_what_happened_is_logged_beyond_every_limit() -> None:
    """Without a plan no limit keeps anybody from logging what happened."""
    request = a_request()._replace(attempts=50, contacts_made=20, do_not_contact=True)
    assert logged([a_contact(Result.REACHED)], request).attempts == 51
