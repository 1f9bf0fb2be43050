"""The directory in the file: rows come back as they were, are found by an index, and each change is an event."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from sotecli.core.service import Service, Wish
from sotecli.errors.file import DamagedError
from sotecli.errors.missing import UnknownServiceError
from sotecli.storage import services
from sotecli.storage.database import Database
from tests.conftest import an_act
from tests.directory.test_files import SERVICES


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(SERVICES)
def test_a_row_comes_back(database: Database, service: Service) -> None:
    """What is kept is what is read, with its topics."""
    services.add(database, service.code, lambda _found: service, an_act())
    assert services.get(database, service.code) == service
    found = [services.listing(database, Wish(topic=topic, ended=True)) for topic in service.topics]
    assert all(service in those for those in found)


@pytest.mark.parametrize(
    ("wish", "index"),
    [
        (Wish(topic="food"), "SEARCH service_topics USING PRIMARY KEY (topic=?)"),
        (Wish(place="turku"), "SEARCH services USING INDEX services_place (place=?)"),
        (Wish(stale_before=date(2026, 1, 1)), "SEARCH services USING INDEX services_checked (checked_on<?)"),
    ],
)
def test_found_by_an_index(database: Database, wish: Wish, index: str) -> None:
    """Topic, place and stale entries are found by an index; the whole table is not read."""
    where, given = services._fitting(wish)  # noqa: SLF001 (the plan of the very query)
    plan = [row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN SELECT * FROM services WHERE {where}", **given)]
    assert index in plan
    assert not [step for step in plan if step.startswith("SCAN")]


def test_each_change_is_an_event(database: Database) -> None:
    """Adding and changing write an event and a log entry each; a dry run writes the log only."""
    first = services.add(database, "food", lambda _found: Service("food", "Ruoka"), an_act("service.add"))
    services.change(database, "food", lambda found: found._replace(ended=True), an_act("service.end"))
    dry = an_act("service.end")._replace(dry_run=True)
    services.change(database, "food", lambda _found: first, dry)
    events = database.rows("SELECT action FROM events WHERE subject = 'service food' ORDER BY seq")
    assert [row["action"] for row in events] == ["service.add", "service.end"]
    logged = database.rows("SELECT action FROM log WHERE action LIKE 'service%' ORDER BY seq")
    assert [row["action"] for row in logged] == ["service.add", "service.end", "service.end.dry-run"]
    assert services.get(database, "food").ended


def test_codes_must_exist_once_there_are_some(database: Database) -> None:
    """In an empty directory every code passes, later only those that it has."""
    services.must_exist(database, ["anything"])
    services.add(database, "food", lambda _found: Service("food", "Ruoka"), an_act())
    services.must_exist(database, ["food"])
    services.must_exist(database, [])
    with pytest.raises(UnknownServiceError):
        services.must_exist(database, ["food", "anything"])


@pytest.mark.parametrize("broken", ["hours = 'never'", "topics = '{'", "cost = 'cheap'", "checked_on = '2026-6-1'"])
def test_a_foreign_row(database: Database, broken: str) -> None:
    """A row with what sote never writes is told as damage."""
    services.add(database, "food", lambda _found: Service("food", "Ruoka"), an_act())
    with database.transaction():
        database.write(f"UPDATE services SET {broken}")
    with pytest.raises(DamagedError):
        services.get(database, "food")
