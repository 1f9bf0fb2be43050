"""The contact log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli import keys
from sotecli.core.codes import Channel, Gave, Outcome, Result
from sotecli.core.contact import Contact, after_contact
from sotecli.core.request import Request, close
from sotecli.errors.missing import UnknownReferenceError
from sotecli.errors.usage import BeforeArrivalError
from sotecli.storage import contacts, requests
from sotecli.storage.database import Database, open_database
from tests.conftest import NOW, PASSPHRASE, PHONE, a_request, a_situation, an_act, derive_once

REF = "P-7K3F9QX"
INSTANTS = st.builds(datetime.fromtimestamp, st.integers(1_781_700_000, 2_000_000_000), st.just(UTC))
CONTACTS = st.builds(
    Contact,
    ref=st.just(REF),
    at=INSTANTS,
    channel=st.sampled_from(Channel),
    result=st.sampled_from(Result),
    gave=st.lists(st.sampled_from(Gave), max_size=4).map(tuple),
    services=st.lists(st.text("abc0-å", min_size=2, max_size=32), max_size=3).map(tuple),
    minutes=st.none() | st.integers(0, 1440),
    worker=st.sampled_from(["anna", "bo"]),
)


def a_contact(result: Result = Result.NO_ANSWER, at: datetime = NOW) -> Contact:
    """A call of anna's."""
    return Contact(ref=REF, at=at, channel=Channel.CALL, result=result, worker="anna")


def log(database: Database, contact: Contact, *, dry_run: bool = False) -> tuple[Contact, Request]:
    """Log a contact, with what follows from it, as the command does."""

    def decide(request: Request) -> tuple[Contact, Request]:
        return contact, after_contact(request, contact, a_situation())

    return contacts.add(database, contact.ref, decide, an_act("contact.log")._replace(dry_run=dry_run))


def count(database: Database) -> tuple[int, ...]:
    """How many contacts, events and log entries there are."""
    return tuple(len(database.rows(f"SELECT 1 FROM {table}")) for table in ("contacts", "events", "log"))


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the template for all examples of a property."""
    path = tmp_path_factory.mktemp("shared") / "unit.db"
    path.write_bytes(template.read_bytes())
    return path


def test_what_is_logged_is_what_is_read(shared: Path) -> None:
    """Contacts come back equal, in the order in which they happened, and the request has counted them."""
    database = open_database(shared, derive_once(PASSPHRASE, keys.read_salt(shared)).raw)
    requests.add(database, [(a_request(REF), PHONE)], an_act())

    @given(st.lists(CONTACTS, min_size=1, max_size=4))
    def there_and_back(found: list[Contact]) -> None:
        database.write("DELETE FROM contacts")
        requests.change(database, REF, lambda _: a_request(REF), an_act())
        for contact in found:
            log(database, contact)
        read = [replace(contact, next_on=None) for contact in contacts.listing(database, REF)]
        assert read == sorted(found, key=lambda contact: contact.at)
        assert requests.get(database, REF).attempts == len(found)

    try:
        there_and_back()
    finally:
        database.close()


def test_contact_and_request_are_stored_together(database: Database) -> None:
    """One contact is one row, one event and one log entry, and the request is the one after it."""
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    before = count(database)
    contact, after = log(database, a_contact(Result.REACHED))
    assert (contact, after.contacts_made) == (replace(a_contact(Result.REACHED), next_on=after.next_on), 1)
    assert requests.get(database, REF) == after
    assert count(database) == tuple(number + 1 for number in before)


def test_a_refusal_leaves_nothing(database: Database) -> None:
    """A contact that cannot be is not counted; the access log says that it was refused, and the file is free again."""
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    before = count(database)
    with pytest.raises(BeforeArrivalError):
        log(database, a_contact(at=NOW - timedelta(2)))
    with pytest.raises(UnknownReferenceError):
        contacts.add(database, "P-AAAAAAA", lambda request: (a_contact(), request), an_act())
    assert count(database) == (before[0], before[1], before[2] + 1)
    assert requests.get(database, REF) == a_request(REF)
    log(database, a_contact())


def test_a_dry_run_changes_the_log_only(database: Database) -> None:
    """A contact that is only shown leaves one log entry and nothing else."""
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    logged, events, entries = count(database)
    _contact, after = log(database, a_contact(), dry_run=True)
    assert after.attempts == 1
    assert count(database) == (logged, events, entries + 1)
    assert requests.get(database, REF) == a_request(REF)


def test_a_contact_on_a_closed_request_is_logged(database: Database) -> None:
    """What happened after closing is kept, and brings no contact details back."""
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    requests.change(database, REF, lambda request: close(request, Outcome.WITHDRAWN, NOW), an_act("request.close"))
    _contact, after = log(database, a_contact(Result.REACHED))
    assert (after.attempts, after.outcome, after.next_on) == (1, Outcome.WITHDRAWN, None)
    assert requests.contact_detail(database, REF) is None


def test_the_same_contact_twice_is_two_contacts(database: Database) -> None:
    """Two tries in the same minute are two attempts."""
    requests.add(database, [(a_request(REF), PHONE)], an_act())
    log(database, a_contact())
    log(database, a_contact())
    assert [contact.result for contact in contacts.listing(database, REF)] == [Result.NO_ANSWER] * 2


def test_each_request_has_its_own_log(database: Database) -> None:
    """The log of one request shows nothing of another one."""
    requests.add(database, [(a_request(REF), PHONE), (a_request("P-AAAAAAA"), PHONE)], an_act())
    log(database, a_contact())
    assert contacts.listing(database, "P-AAAAAAA") == []
