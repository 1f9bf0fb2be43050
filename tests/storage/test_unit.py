"""The unit and its settings."""

import json
from functools import partial

import pytest

from sotecli.core.unit import SETTINGS, Unit, checked_value
from sotecli.errors.usage import BadSettingError
from sotecli.storage import unit
from sotecli.storage.database import Database
from tests.conftest import a_unit, an_act

VALUES = {
    "promise.first": "2",
    "promise.outer": "5",
    "promise.cutoff": "none",
    "calendar": "fi-office",
    "contacts.max": "4",
    "attempts.max": "8",
    "referral.chase": "3",
    "referral.result": "30",
    "review.months": "3",
    "report.threshold": "10",
    "pilot.start": "2026-06-01",
    "sources": "nuori-talo,p2",
    "sites": "keskusta,lielahti",
    "service.stale_months": "3",
    "unit.code": "custody-1",
    "contact.keep_days": "14",
    "lang": "sv",
}


def count(database: Database, table: str) -> int:
    """How many rows there are."""
    return len(database.rows(f"SELECT 1 FROM {table}"))


def test_a_new_file_has_its_unit_and_the_defaults(database: Database) -> None:
    """The unit comes back equal; what nobody has settled has its default."""
    assert unit.get(database) == a_unit()


def test_what_was_chosen_at_the_beginning_is_kept(database: Database) -> None:
    """Settings that differ from the defaults are written into a new file, the others are not."""
    database.write("DELETE FROM unit")
    chosen = a_unit(lang="sv", promise_outer="5")
    unit.start(database, chosen, an_act("init"))
    assert unit.get(database) == chosen
    assert count(database, "settings") == 2


def test_a_file_without_a_unit_is_a_bug(database: Database) -> None:
    """A file whose unit is missing is never taken for a unit with no name."""
    database.write("DELETE FROM unit")
    with pytest.raises(RuntimeError):
        unit.get(database)


def test_every_setting_can_be_settled() -> None:
    """These tests know every setting there is."""
    assert set(VALUES) == set(SETTINGS)


@pytest.mark.parametrize("key", list(VALUES))
def test_what_is_settled_is_what_is_read(database: Database, key: str) -> None:
    """A setting comes back as it was settled, twice too, and no other setting changes."""
    for value in (VALUES[key], SETTINGS[key].default, VALUES[key]):
        found = unit.settle(database, key, partial(checked_value, key, value), an_act("setting.set"))
        assert found == unit.get(database)
        assert found.settings == {**a_unit().settings, key: value}


def test_each_change_is_an_event(database: Database) -> None:
    """An event says which setting changed, from what to what."""
    unit.settle(database, "promise.outer", lambda _: "5", an_act("setting.set", "bo"))
    unit.settle(database, "promise.outer", lambda _: "4", an_act("setting.set"))
    events = database.rows("SELECT * FROM events WHERE subject = 'setting promise.outer' ORDER BY seq")
    assert [(row["worker"], row["action"]) for row in events] == [("bo", "setting.set"), ("anna", "setting.set")]
    assert [json.loads(row["payload"])["changed"] for row in events] == [
        {"promise.outer": ["3", "5"]},
        {"promise.outer": ["5", "4"]},
    ]


def test_a_change_is_logged(database: Database) -> None:
    """Like every write, a changed setting leaves one log entry that says who did it."""
    entries = count(database, "log")
    unit.settle(database, "promise.outer", lambda _: "5", an_act("setting.set"))
    assert count(database, "log") == entries + 1


def test_the_decision_sees_what_is_settled(database: Database) -> None:
    """The check reads the settings of the moment, and a refusal leaves nothing."""
    unit.settle(database, "promise.outer", lambda _: "5", an_act("setting.set"))
    unit.settle(database, "promise.first", lambda before: checked_value("promise.first", "4", before), an_act())
    before = [count(database, table) for table in ("settings", "events", "log")]
    with pytest.raises(BadSettingError):
        unit.settle(database, "promise.outer", lambda seen: checked_value("promise.outer", "3", seen), an_act())
    assert [count(database, table) for table in ("settings", "events", "log")] == before
    assert unit.get(database).promise_outer == 5


def test_a_dry_run_shows_the_change_and_keeps_nothing(database: Database) -> None:
    """A dry run gives the unit as it would be; the file stays as it was."""
    events, act = count(database, "events"), an_act("setting.set")._replace(dry_run=True)
    shown: Unit = unit.settle(database, "contacts.max", lambda _: "4", act)
    assert shown.contacts_max == 4
    assert unit.get(database) == a_unit()
    assert count(database, "events") == events


def test_a_dry_run_is_logged(database: Database) -> None:
    """The log records what a dry run has shown."""
    entries, act = count(database, "log"), an_act("setting.set")._replace(dry_run=True)
    unit.settle(database, "contacts.max", lambda _: "4", act)
    assert count(database, "log") == entries + 1
