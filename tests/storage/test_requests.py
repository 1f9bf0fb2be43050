"""Requests: rows in, `Request` out."""

import string
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from sotecli import keys
from sotecli.core import request as core
from sotecli.core.codes import Channel, Outcome, Step, TimeWish
from sotecli.core.moment import local_day
from sotecli.core.reference import ALPHABET
from sotecli.core.request import Request
from sotecli.core.worker import Worker
from sotecli.errors.missing import AmbiguousReferenceError, UnknownReferenceError
from sotecli.errors.refused import ContactNeededError
from sotecli.storage import requests, workers
from sotecli.storage.database import Database, open_database
from tests.conftest import NOW, PASSPHRASE, PHONE, a_request, an_act, derive_once

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
INSTANTS = st.builds(datetime.fromtimestamp, st.integers(1_600_000_000, 2_000_000_000), st.just(UTC))
COUNTS = st.integers(0, 50)


def add(database: Database, *found: Request) -> None:
    """Take in requests, each with the same invented phone number."""
    requests.add(database, [(request, PHONE) for request in found], an_act("request.add"))


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    """Everything in a table."""
    return [tuple(row) for row in database.rows(f"SELECT * FROM {table}")]  # the test's own names


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table."""
    names = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {str(row["name"]): rows(database, row["name"]) for row in names}


@st.composite
def whole_requests(draw: st.DrawFn) -> Request:
    """A request of any state that a file can hold."""
    received_at, ended = draw(INSTANTS), draw(st.booleans())
    worker = draw(st.sampled_from([None, "anna", "bo"]))
    attempted = draw(st.none() | DAYS)
    return Request(
        ref="P-" + draw(st.text(ALPHABET, min_size=7, max_size=7)),
        received_at=received_at,
        received_on=local_day(received_at),
        counted_from=draw(DAYS),
        channel=draw(st.sampled_from(Channel)),
        due_on=draw(DAYS),
        arrival_due_on=draw(DAYS),
        next_on=None if ended else draw(DAYS),
        source=draw(st.none() | st.text(string.ascii_lowercase + string.digits + "-", min_size=2, max_size=32)),
        time_wish=draw(st.sampled_from(TimeWish)),
        language=draw(st.text(string.ascii_lowercase, min_size=2, max_size=3)),
        message_ok=draw(st.booleans()),
        next_part=draw(st.sampled_from(TimeWish)),
        step=draw(st.sampled_from(Step)),
        attempts=draw(COUNTS),
        contacts_made=draw(COUNTS),
        first_attempt_on=attempted,
        first_attempt_days=draw(COUNTS) if attempted else None,
        first_attempt_counted=draw(COUNTS) if attempted else None,
        calls=draw(COUNTS),
        calls_answered=draw(COUNTS),
        guided=draw(st.booleans()),
        do_not_contact=draw(st.booleans()),
        ever_assigned=draw(st.booleans()),
        worker=worker,
        pair=draw(st.sampled_from([None, "cia"])) if worker else None,
        outcome=draw(st.sampled_from(Outcome)) if ended else None,
        closed_at=draw(INSTANTS) if ended else None,
    )


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the template for all examples of a property."""
    path = tmp_path_factory.mktemp("shared") / "unit.db"
    path.write_bytes(template.read_bytes())
    return path


def test_what_is_stored_is_what_is_read(shared: Path) -> None:
    """A request of any state comes back equal, both after being taken in and after being changed."""
    database = open_database(shared, derive_once(PASSPHRASE, keys.read_salt(shared)).raw)

    @given(whole_requests(), whole_requests())
    def there_and_back(first: Request, second: Request) -> None:
        database.write("DELETE FROM contact_details")
        database.write("DELETE FROM roles")
        database.write("DELETE FROM requests")
        add(database, first)
        assert requests.get(database, first.ref) == first
        fixed = (
            "ref",
            "received_at",
            "received_on",
            "counted_from",
            "channel",
            "due_on",
            "arrival_due_on",
            "source",
            "time_wish",
            "language",
        )
        kept = {key: getattr(first, key) for key in (*fixed, "message_ok")}
        changed = second._replace(**kept)
        assert requests.change(database, first.ref, lambda _: changed, an_act()) == changed
        assert requests.get(database, first.ref) == changed

    try:
        there_and_back()
    finally:
        database.close()


def test_a_beginning_finds_the_request(database: Database) -> None:
    """A beginning that fits one request finds it; a whole reference finds exactly that one."""
    add(database, a_request("P-7K3F9QX"), a_request("P-7K3G222"), a_request("P-AAAAAAA"))
    for typed, found in (("P-AA", "P-AAAAAAA"), ("P-7K3F", "P-7K3F9QX"), ("P-7K3G222", "P-7K3G222")):
        assert requests.get(database, typed).ref == found


def test_a_beginning_that_fits_several(database: Database) -> None:
    """A beginning that fits several is refused with the candidates; the list does not grow beyond six."""
    add(database, *(a_request(f"P-7K{number}9QXX", NOW - timedelta(number)) for number in (5, 9, 2, 7, 3, 8, 6, 4)))
    with pytest.raises(AmbiguousReferenceError) as refused:
        requests.get(database, "P-7K")
    assert refused.value.values["candidates"] == ", ".join(f"P-7K{character}9QXX" for character in "234567")


@pytest.mark.parametrize("typed", ["P-ZZ", "P-7L", "P-7K3F9QY", "P-7K3F9Q%", "P-__"])
def test_no_request_of_that_reference(database: Database, typed: str) -> None:
    """What fits no request finds none, and nothing in it is taken for a pattern."""
    add(database, a_request("P-7K3F9QX"))
    with pytest.raises(UnknownReferenceError):
        requests.get(database, typed)
    assert not requests.exists(database, typed)
    assert requests.exists(database, "P-7K3F9QX")


def plan_of(database: Database, *sql: str) -> list[str]:
    """How SQLite would run these statements, as far as it reads requests."""
    steps = [row["detail"] for one in sql for row in database.rows(f"EXPLAIN QUERY PLAN {one}")]
    return [step for step in steps if " requests" in step]


QUERIES: dict[str, Callable[[Database], object]] = {
    "due_by": lambda database: requests.due_by(database, date(2026, 6, 17), date(2026, 6, 18)),
    "get": lambda database: requests.get(database, "P-7K3F9QX"),
    "get by its beginning": lambda database: requests.get(database, "P-7K"),
    "exists": lambda database: requests.exists(database, "P-7K3F9QX"),
    "mine": lambda database: requests.listing(database, worker="anna"),
    "workers": workers.listing,
}


@pytest.mark.parametrize("query", list(QUERIES))
def test_no_daily_query_reads_all_requests(database: Database, query: str) -> None:
    """The queries of a working day find their rows by an index and never read all requests."""
    add(database, a_request("P-7K3F9QX"))
    asked: list[str] = []
    database.for_migrations().set_trace_callback(asked.append)
    QUERIES[query](database)
    database.for_migrations().set_trace_callback(None)
    steps = plan_of(database, *asked)
    assert steps
    assert [step for step in steps if not step.startswith("SEARCH requests USING")] == []


def test_due_are_the_planned_and_the_promised(database: Database) -> None:
    """Found are open requests planned up to a day or promised before another, and no others."""
    planned, late, later, ended = (a_request(f"P-222222{letter}") for letter in "ACDE")
    late = late._replace(next_on=date(2026, 7, 30), due_on=date(2026, 6, 15))
    later = later._replace(next_on=date(2026, 7, 30))
    add(database, planned, late, later, ended)
    requests.change(database, ended.ref, partial(core.close, outcome=Outcome.WITHDRAWN, at=NOW), an_act())
    found = requests.due_by(database, date(2026, 6, 16), date(2026, 6, 18))
    assert {request.ref for request in found} == {planned.ref, late.ref}
    assert requests.due_by(database, date(2026, 6, 15), date(2026, 6, 17)) == []
    ahead = requests.due_by(database, date(2026, 6, 15), date(2026, 6, 15), opens=date(2026, 6, 23))
    assert {request.ref for request in ahead} == {planned.ref, late.ref, later.ref}


def test_lists_are_in_order_of_arrival(database: Database) -> None:
    """Lists show open, closed or all requests, a worker's own and paired ones, or nobody's, by arrival."""
    arrivals = {"A": 1, "C": 4, "D": 2, "E": 3}
    one, two, three, four = (a_request(f"P-222222{c}", NOW - timedelta(hours=h)) for c, h in arrivals.items())
    two = two._replace(worker="bo", pair="anna")
    three = three._replace(worker="anna")
    add(database, one, two, three, four)
    requests.change(database, four.ref, partial(core.close, outcome=Outcome.DUPLICATE, at=NOW), an_act())
    listing = partial(requests.listing, database)
    assert [request.ref for request in listing()] == [two.ref, three.ref, one.ref]
    assert [request.ref for request in listing(status="all")] == [two.ref, four.ref, three.ref, one.ref]
    assert [request.ref for request in listing(status="closed")] == [four.ref]
    assert [request.ref for request in listing(worker="anna")] == [two.ref, three.ref]
    assert [request.ref for request in listing(worker="bo")] == [two.ref]
    assert [request.ref for request in listing(unassigned=True)] == [one.ref]


def test_the_first_day_of_the_file(database: Database) -> None:
    """The first day is that of the earliest arrival, and there is none in an empty file."""
    assert requests.first_day(database) is None
    add(database, a_request("P-AAAAAAA"), a_request("P-CCCCCCC", NOW - timedelta(30)))
    assert requests.first_day(database) == date(2026, 5, 18)


def test_a_refusal_leaves_only_its_log_entry(database: Database) -> None:
    """When the decision is refused there is no change and no event; the log says so, and the file is free again."""
    add(database, a_request("P-7K3F9QX"))
    before = everything(database)
    with pytest.raises(ContactNeededError):
        requests.change(
            database, "P-7K3F9QX", partial(core.close, outcome=Outcome.SUPPORTED, at=NOW), an_act("request.close")
        )
    with pytest.raises(UnknownReferenceError):
        requests.change(database, "P-AAAAAAA", lambda request: request, an_act())
    after = everything(database)
    assert [row["action"] for row in database.rows("SELECT action FROM log")][-1] == "request.close.refused"
    assert {name: rows for name, rows in after.items() if name not in {"log", "sqlite_sequence"}} == {
        name: rows for name, rows in before.items() if name not in {"log", "sqlite_sequence"}
    }
    add(database, a_request("P-AAAAAAA"))


def test_a_batch_is_taken_whole_or_not_at_all(database: Database) -> None:
    """When one request of a batch cannot be stored none is."""
    before = everything(database)
    with pytest.raises(Exception, match="UNIQUE"):
        add(database, a_request("P-AAAAAAA"), a_request("P-CCCCCCC"), a_request("P-AAAAAAA"))
    assert everything(database) == before


def test_a_change_is_one_event_and_one_log_entry(database: Database) -> None:
    """What changed is one event, who did it one log entry; a change of nothing is logged only."""
    add(database, a_request("P-7K3F9QX"))
    events, entries = len(rows(database, "events")), len(rows(database, "log"))
    assign = partial(core.assign, worker=Worker(code="bo"))
    for _ in range(2):
        requests.change(database, "P-7K3F9QX", assign, an_act("worker.assign"))
    assert (len(rows(database, "events")), len(rows(database, "log"))) == (events + 1, entries + 2)


@pytest.mark.parametrize("new", [True, False])
def test_a_dry_run_changes_the_log_only(database: Database, new: bool) -> None:
    """A dry run gives the changed request, keeps nothing of it, and the log says that it was shown."""
    add(database, a_request("P-7K3F9QX"))
    before, act = everything(database), an_act("request.close")._replace(dry_run=True)
    if new:
        requests.add(database, [(a_request("P-AAAAAAA"), PHONE)], act)
    else:
        close = partial(core.close, outcome=Outcome.WITHDRAWN, at=NOW)
        assert requests.change(database, "P-7K3F9QX", close, act).outcome is Outcome.WITHDRAWN
    after = everything(database)
    assert len(after.pop("log")) == len(before.pop("log")) + 1
    assert after.pop("sqlite_sequence") != before.pop("sqlite_sequence")
    assert after == before


def test_roles_are_dated_and_their_history_is_kept(database: Database) -> None:
    """Each hand-over ends the running role and begins the next; a pair ends nothing."""
    add(database, a_request("P-7K3F9QX"))
    steps = [(core.assign, "anna"), (core.assign_pair, "cia"), (core.assign, "bo"), (core.assign, "cia")]
    for hour, (assign, code) in enumerate(steps):
        act = an_act("worker.assign", at=NOW + timedelta(hours=hour))
        requests.change(database, "P-7K3F9QX", partial(assign, worker=Worker(code=code)), act)
    found = database.rows("SELECT role, worker, from_at, to_at FROM roles ORDER BY id")
    assert [(row["role"], row["worker"], row["from_at"][11:13], (row["to_at"] or "")[11:13]) for row in found] == [
        ("personal", "anna", "06", "08"),
        ("pair", "cia", "07", "09"),
        ("personal", "bo", "08", "09"),
        ("personal", "cia", "09", ""),
    ]


def decrypted_pages(path: Path, file_key: keys.FileKey) -> bytes:
    """Every page of the file without its cipher: AES-256-CBC with the IV at the page's end, free pages included."""
    data, plain = path.read_bytes(), b""
    for number in range(len(data) // keys.PAGE):
        page = data[number * keys.PAGE : (number + 1) * keys.PAGE]
        end = keys.PAGE - keys.HMAC - 16
        cipher = Cipher(algorithms.AES(file_key.key), modes.CBC(page[end : end + 16])).decryptor()
        plain += cipher.update(page[keys.SALT if number == 0 else 0 : end]) + cipher.finalize()
    return plain


def test_closing_wipes_the_contact_details(database: Database, unit_file: Path) -> None:
    """After closing, the phone number is in no table and on no page of the file, not even a free one."""
    file_key = derive_once(PASSPHRASE, keys.read_salt(unit_file))
    add(database, *(a_request(f"P-AAAAAA{character}") for character in ALPHABET))
    assert requests.contact_detail(database, "P-AAAAAA2") == PHONE
    assert decrypted_pages(unit_file, file_key).count(PHONE.encode()) == len(ALPHABET)
    close = partial(core.close, outcome=Outcome.WITHDRAWN, at=NOW)
    for character in ALPHABET:
        requests.change(database, f"P-AAAAAA{character}", close, an_act("request.close"))
    assert requests.contact_detail(database, "P-AAAAAA2") is None
    assert rows(database, "contact_details") == []
    assert PHONE not in str(everything(database))
    assert PHONE[4:].encode() not in decrypted_pages(unit_file, file_key)
    assert database.rows("PRAGMA secure_delete")[0][0] == 1
