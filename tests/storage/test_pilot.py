"""The pilot's counts, against a count by hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli import keys
from sotecli.core.codes import Channel, Outcome, Result
from sotecli.core.contact import Contact, after_contact
from sotecli.core.moment import HELSINKI
from sotecli.core.pilot import Counts
from sotecli.core.reference import ALPHABET
from sotecli.core.request import Request, close
from sotecli.storage import pilot, requests
from sotecli.storage.database import Database, open_database
from tests.conftest import NOW, PASSPHRASE, PHONE, a_request, a_situation, an_act, derive_once

START, END, TODAY = date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 17)
NEVER_REACHED = [Outcome.NOT_REACHED, Outcome.INVALID_CONTACT, Outcome.DUPLICATE, Outcome.WITHDRAWN]


@st.composite
def states(draw: st.DrawFn) -> Request:
    """A request of June 2026 or around it, with measures that can occur together."""
    received_on = date(2026, 5, 20) + timedelta(draw(st.integers(0, 50)))
    received_at = datetime(2026, 6, 1, 12, tzinfo=HELSINKI) + timedelta((received_on - START).days)
    attempts = draw(st.integers(0, 4))
    calls = draw(st.integers(0, attempts))
    contacts = draw(st.integers(0, attempts))
    reached = [Outcome.SUPPORTED, Outcome.GUIDED, Outcome.BECAME_CLIENT, Outcome.DECLINED, Outcome.DUPLICATE]
    outcome = draw(st.none() | st.sampled_from([*reached, Outcome.INVALID_CONTACT] if contacts else NEVER_REACHED))
    after, later = draw(st.integers(0, 9)), draw(st.integers(0, 2))
    return a_request(received_at=received_at, channel=draw(st.sampled_from(Channel)))._replace(
        counted_from=received_on + timedelta(later),
        due_on=received_on + timedelta(draw(st.integers(1, 9))),
        arrival_due_on=received_on + timedelta(draw(st.integers(1, 9))),
        attempts=attempts,
        contacts_made=contacts,
        first_attempt_on=received_on + timedelta(after) if attempts else None,
        first_attempt_days=after if attempts else None,
        first_attempt_counted=max(after - later, 0) if attempts else None,
        calls=calls,
        calls_answered=draw(st.integers(0, min(calls, contacts))),
        guided=bool(attempts) and draw(st.booleans()),
        ever_assigned=draw(st.booleans()),
        outcome=outcome,
        closed_at=NOW if outcome else None,
        next_on=None if outcome else received_on,
    )


def by_hand(found: list[Request], start: date, end: date, today: date) -> Counts:
    """The counts as the contract's table says them, over the requests themselves."""
    cohort = [one for one in found if start <= one.received_on <= end and one.outcome is not Outcome.DUPLICATE]
    attempted = [one for one in cohort if one.attempts]
    reachable = [one for one in cohort if one.outcome is not Outcome.INVALID_CONTACT]
    reached = [one for one in cohort if one.contacts_made >= 1]
    closed = [one for one in cohort if one.outcome]
    return Counts(
        requests=len(cohort),
        assigned=sum(one.ever_assigned for one in cohort),
        attempted=len(attempted),
        attempted_in_time=len([one for one in attempted if (one.first_attempt_on or date.max) <= one.due_on]),
        due_or_attempted=len([one for one in cohort if one.due_on < today or one.attempts]),
        attempted_in_time_from_arrival=len(
            [one for one in attempted if (one.first_attempt_on or date.max) <= one.arrival_due_on]
        ),
        due_or_attempted_from_arrival=len([one for one in cohort if one.arrival_due_on < today or one.attempts]),
        counted_later_attempted=len([one for one in attempted if one.counted_from > one.received_on]),
        reachable=len(reachable),
        reachable_reached=len([one for one in reachable if one.contacts_made >= 1]),
        called=len([one for one in cohort if one.calls]),
        answered_call=len([one for one in cohort if one.calls_answered]),
        reached=len(reached),
        contacts=sum(one.contacts_made for one in reached),
        guided=len([one for one in reached if one.guided or one.outcome is Outcome.GUIDED]),
        became_client=len([one for one in reached if one.outcome is Outcome.BECAME_CLIENT]),
        closed=len(closed),
        not_reached=len([one for one in closed if one.outcome is Outcome.NOT_REACHED]),
        days_to_first_attempt=Counter(
            one.first_attempt_days for one in attempted if one.first_attempt_days is not None
        ),
        days_from_receipt=Counter(
            one.first_attempt_counted for one in attempted if one.first_attempt_counted is not None
        ),
        by_month=Counter(f"{one.received_on:%Y-%m}" for one in cohort),
        by_channel=Counter(str(one.channel) for one in cohort),
        by_outcome=Counter(str(one.outcome) for one in closed),
        by_outcome_in=Counter((f"{one.received_on:%Y-%m}", str(one.outcome)) for one in closed),
    )


def store(database: Database, found: list[Request]) -> None:
    """Leave exactly these requests in the file, each with a reference of its own."""
    for table in ("contact_details", "roles", "requests"):
        database.write(f"DELETE FROM {table}")
    refs = [f"P-{one}{other}AAAAA" for one in ALPHABET for other in ALPHABET]
    taken = [(one._replace(ref=ref), PHONE) for one, ref in zip(found, refs, strict=False)]
    requests.add(database, taken, an_act("request.add"))


def counted(database: Database, *found: Request, today: date = TODAY) -> Counts:
    """The counts of June over these requests."""
    store(database, list(found))
    return pilot.counts(database, start=START, end=END, today=today)


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An open copy of the template for all examples of a property."""
    path = tmp_path_factory.mktemp("shared") / "unit.db"
    path.write_bytes(template.read_bytes())
    database = open_database(path, derive_once(PASSPHRASE, keys.read_salt(path)).raw)
    yield database
    database.close()


@given(st.lists(states(), max_size=20), st.integers(-20, 40), st.integers(0, 50), st.integers(-20, 60))
def test_counts_are_those_by_hand(shared: Database, found: list[Request], first: int, length: int, passed: int) -> None:
    """Over any requests, any period and any today, SQL counts what one counts by hand."""
    start, today = START + timedelta(first), START + timedelta(passed)
    end = start + timedelta(length)
    store(shared, found)
    assert pilot.counts(shared, start=start, end=end, today=today) == by_hand(found, start, end, today)


def test_everything_is_counted_in_one_reading(database: Database) -> None:
    """A million requests are read once and never sorted: only the sums of days are put together into months."""
    days = dict.fromkeys(("start", "end", "today"), "2026-06-17")
    plan = [row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {pilot.COUNTS}", **days)]
    assert [step for step in plan if "requests" in step] == [
        "SEARCH requests USING INDEX requests_received (received_on>? AND received_on<?)"
    ]
    assert [step for step in plan if "TEMP" in step] == plan[-1:]


def test_nobody(database: Database) -> None:
    """In an empty file every count is 0."""
    assert counted(database) == by_hand([], START, END, TODAY)


def ended(outcome: Outcome, contacts: int = 0) -> Request:
    """A request that ended, after as many two-way contacts."""
    request = a_request()._replace(
        attempts=contacts, contacts_made=contacts, first_attempt_on=TODAY, first_attempt_days=0, first_attempt_counted=0
    )
    return close(request, outcome, NOW)


def logged(*contacts: tuple[Channel, Result]) -> Request:
    """A request with these contacts."""
    request = a_request()
    for channel, result in contacts:
        contact = Contact(ref=request.ref, at=NOW, channel=channel, result=result, worker="anna")
        request = after_contact(request, contact, a_situation())
    return request


def test_a_duplicate_is_nobody(database: Database) -> None:
    """A request closed as duplicate is in no count, however much was done for it."""
    assert counted(database, ended(Outcome.DUPLICATE, contacts=2)) == by_hand([], START, END, TODAY)


def test_an_open_request_is_in_the_cohort(database: Database) -> None:
    """A request without an outcome is no duplicate and not unreachable: it counts."""
    found = counted(database, a_request())
    assert (found.requests, found.reachable, found.closed) == (1, 1, 0)


@pytest.mark.parametrize(("contacts", "persons"), [(0, 1), (1, 2)])
def test_invalid_contact_is_out_of_reached(database: Database, contacts: int, persons: int) -> None:
    """Who left wrong contact details is neither in the numerator nor in the denominator of `reached`."""
    found = counted(database, ended(Outcome.INVALID_CONTACT, contacts), ended(Outcome.SUPPORTED, 1))
    assert (found.reachable, found.reachable_reached) == (1, 1)
    assert (found.requests, found.closed, found.reached) == (2, 2, persons)


def test_calls_are_not_persons(database: Database) -> None:
    """A person who was called five times and answered twice is one person called and one who answered."""
    call, tried, answered = Channel.CALL, Result.NO_ANSWER, Result.REACHED
    person = logged((call, tried), (call, answered), (call, tried), (call, answered), (call, tried))
    found = counted(database, person)
    assert (found.called, found.answered_call, found.reached, found.contacts) == (1, 1, 1, 2)


def test_reached_by_message_is_not_reached_by_phone(database: Database) -> None:
    """Who was called in vain and answered a message is reached, and not by phone; an unanswered try reaches nobody."""
    by_message = logged((Channel.CALL, Result.NO_ANSWER), (Channel.SMS, Result.REACHED))
    in_vain = logged((Channel.CALL, Result.MESSAGE_SENT), (Channel.CALL, Result.OTHER_PERSON))
    declined = logged((Channel.CALL, Result.DECLINED))
    found = counted(database, by_message, in_vain, declined)
    assert (found.called, found.answered_call, found.reached, found.attempted) == (3, 1, 2, 3)


@pytest.mark.parametrize(
    ("due_on", "attempted_on", "in_time", "persons"),
    [
        (TODAY, None, 0, 0),
        (TODAY + timedelta(1), None, 0, 0),
        (TODAY - timedelta(1), None, 0, 1),
        (TODAY + timedelta(1), TODAY, 1, 1),
        (TODAY - timedelta(1), TODAY - timedelta(1), 1, 1),
        (TODAY - timedelta(1), TODAY, 0, 1),
    ],
)
def test_who_may_still_be_attempted_in_time(
    database: Database, due_on: date, attempted_on: date | None, in_time: int, persons: int
) -> None:
    """Whose promised day has not passed is counted only once attempted; the promised day itself is in time."""
    request = a_request()._replace(due_on=due_on)
    if attempted_on:
        request = request._replace(
            attempts=1, first_attempt_on=attempted_on, first_attempt_days=1, first_attempt_counted=1
        )
    found = counted(database, request)
    assert (found.attempted_in_time, found.due_or_attempted) == (in_time, persons)


@pytest.mark.parametrize(
    ("local_time", "persons"),
    [
        ("2026-05-31T23:59:59+03:00", 0),
        ("2026-06-01T00:00:00+03:00", 1),
        ("2026-06-30T23:59:59+03:00", 1),
        ("2026-07-01T00:00:00+03:00", 0),
    ],
)
def test_the_period_is_one_of_days_in_helsinki(database: Database, local_time: str, persons: int) -> None:
    """The cohort is chosen by the local day of arrival, the ends included."""
    found = counted(database, a_request(received_at=datetime.fromisoformat(local_time)))
    assert found.requests == persons


def test_guided_only_if_reached(database: Database) -> None:
    """Guidance counts of those reached: by what was given, or by the outcome; not by a message into the void."""
    guided = logged((Channel.CALL, Result.REACHED))._replace(guided=True)
    void = logged((Channel.SMS, Result.MESSAGE_SENT))._replace(guided=True)
    found = counted(database, guided, void, ended(Outcome.GUIDED, 1), ended(Outcome.SUPPORTED, 1))
    assert (found.guided, found.reached) == (2, 3)


def test_who_was_assigned_once_stays_assigned(database: Database) -> None:
    """Assigned is who ever had a personal worker, whoever it is now."""
    assert counted(database, a_request()._replace(ever_assigned=True), a_request()).assigned == 1
