"""Workers: rows in, `Worker` out."""

from datetime import date
from functools import partial

import pytest

from sotecli.core.codes import Outcome, Qualification, Role
from sotecli.core.request import Request, close
from sotecli.core.worker import Worker
from sotecli.errors.missing import UnknownWorkerError
from sotecli.errors.refused import WorkerExistsError
from sotecli.storage import requests, workers
from sotecli.storage.database import Database
from tests.conftest import NOW, PHONE, a_request, an_act

EVA = Worker(code="Åsa-1", role=Role.LEAD, qualification=Qualification.NURSE)


def count(database: Database, table: str) -> int:
    """How many rows there are."""
    return len(database.rows(f"SELECT 1 FROM {table}"))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("qualification", list(Qualification))
def test_what_is_stored_is_what_is_read(database: Database, role: Role, qualification: Qualification) -> None:
    """A worker of any role and qualification comes back equal."""
    worker = Worker(code="eva", role=role, qualification=qualification)
    assert workers.add(database, worker, an_act("worker.add")) == worker
    assert workers.get(database, "eva") == worker


@pytest.mark.parametrize("typed", ["Åsa-1", "åsa-1", "ÅSA-1"])
def test_capital_and_small_letters_are_the_same(database: Database, typed: str) -> None:
    """A code is kept as it was typed, found in any letters, also in those of Swedish, and taken in all of them."""
    workers.add(database, EVA, an_act("worker.add"))
    assert workers.get(database, typed).code == "Åsa-1"
    with pytest.raises(WorkerExistsError) as refused:
        workers.add(database, Worker(code=typed), an_act("worker.add"))
    assert refused.value.values["worker"] == "Åsa-1"


@pytest.mark.parametrize("typed", ["eva", "ann", "anna1", "%", ""])
def test_no_worker_of_that_code(database: Database, typed: str) -> None:
    """What is nobody's code finds nobody."""
    with pytest.raises(UnknownWorkerError):
        workers.get(database, typed)


def test_a_refusal_leaves_nothing(database: Database) -> None:
    """A code that is taken leaves no worker, no event and no log entry, and the file is free again."""
    before = [count(database, table) for table in ("workers", "events", "log")]
    with pytest.raises(WorkerExistsError):
        workers.add(database, Worker(code="ANNA"), an_act("worker.add"))
    assert [count(database, table) for table in ("workers", "events", "log")] == before
    workers.add(database, EVA, an_act("worker.add"))


def test_a_new_worker_is_one_event_and_one_log_entry(database: Database) -> None:
    """Like every write, adding a worker leaves one event, and one log entry that says who did it."""
    events, entries = count(database, "events"), count(database, "log")
    workers.add(database, EVA, an_act("worker.add"))
    assert (count(database, "events"), count(database, "log")) == (events + 1, entries + 1)


def test_a_dry_run_adds_nobody(database: Database) -> None:
    """A worker who is only shown is not in the file."""
    before = [count(database, table) for table in ("workers", "events")]
    assert workers.add(database, EVA, an_act("worker.add")._replace(dry_run=True)) == EVA
    assert [count(database, table) for table in ("workers", "events")] == before


def test_a_dry_run_is_logged(database: Database) -> None:
    """The log records what a dry run has shown."""
    entries = count(database, "log")
    workers.add(database, EVA, an_act("worker.add")._replace(dry_run=True))
    assert count(database, "log") == entries + 1


def test_the_list_counts_open_requests(database: Database) -> None:
    """Workers stand in the order of their codes, each with the open requests of which they are worker or pair."""
    refs = [f"P-AAAAAA{character}" for character in "234567"]
    requests.add(database, [(a_request(ref), PHONE) for ref in refs], an_act())
    given = {refs[0]: ("anna", None), refs[1]: ("anna", "bo"), refs[2]: ("bo", "anna"), refs[3]: ("bo", "anna")}
    for ref, (worker, pair) in given.items():
        requests.change(database, ref, partial(Request._replace, worker=worker, pair=pair), an_act())
    requests.change(database, refs[3], lambda request: close(request, Outcome.WITHDRAWN, NOW), an_act())
    workers.add(database, Worker(code="Bea"), an_act("worker.add"))
    assert [(worker.code, worker.open) for worker in workers.listing(database)] == [
        ("anna", 3),
        ("Bea", 0),
        ("bo", 2),
        ("cia", 0),
    ]


def test_who_works_here_now(database: Database) -> None:
    """Those who have left are no longer among the active, and can still be read."""
    database.write("UPDATE workers SET left_on = '2026-06-17' WHERE code = 'bo'")
    assert workers.active_codes(database, date(2026, 6, 16)) == ["anna", "bo", "cia"]
    assert workers.active_codes(database, date(2026, 6, 17)) == ["anna", "cia"]
    assert workers.get(database, "bo").left_on == date(2026, 6, 17)
