"""`sote setting`: what the unit settles."""

import pytest

from sotecli import keys
from sotecli.storage.database import open_database
from tests.conftest import PASSPHRASE, Desk, derive_once

DEFAULTS = {
    "promise.first": "1",
    "promise.outer": "3",
    "promise.cutoff": "none",
    "calendar": "fi-office",
    "contacts.max": "3",
    "attempts.max": "6",
    "referral.chase": "5",
    "referral.result": "20",
    "review.months": "none",
    "report.threshold": "5",
    "pilot.start": "none",
    "sources": "any",
    "sites": "any",
    "service.stale_months": "6",
    "unit.code": "none",
    "contact.keep_days": "30",
    "lang": "none",
}


def test_defaults(inside: Desk) -> None:
    """A new unit has the contract's settings."""
    assert inside("setting", "list", "--json").json == DEFAULTS


def test_a_setting_changes_what_follows(inside: Desk) -> None:
    """A changed promise holds for requests that come after, not for those that are there."""
    before = inside.add()
    assert inside("setting", "set", "promise.outer", "5", "--json").json == {"promise.outer": "5"}
    after = inside.add()
    assert inside("request", "show", before, "--json").json["due_on"] == "2026-06-23"
    assert inside("request", "show", after, "--json").json["due_on"] == "2026-06-25"
    assert inside("setting", "get", "promise.outer", "--json").json == {"promise.outer": "5"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("promise.outer", "0"),
        ("promise.outer", "three"),
        ("promise.first", "4"),
        ("calendar", "us-office"),
        ("promise.cutoff", "25"),
        ("promise.cutoff", "noon"),
        ("report.threshold", "2"),
        ("pilot.start", "31.2.2026"),
        ("sources", "Poliisi Oy"),
        ("lang", "de"),
        ("nope", "1"),
        ("promise.outer", "٣"),
    ],
)
def test_values_that_cannot_be(inside: Desk, key: str, value: str) -> None:
    """An unknown key or a value that a setting cannot have is exit 2, and nothing changes."""
    assert inside("setting", "set", key, value).code == 2
    assert inside("setting", "list", "--json").json == DEFAULTS


def test_a_dry_run_settles_nothing(inside: Desk) -> None:
    """With --dry-run the new value is shown and not kept."""
    assert inside("setting", "set", "contacts.max", "4", "--dry-run", "--json").json == {"contacts.max": "4"}
    assert inside("setting", "list", "--json").json == DEFAULTS


@pytest.mark.parametrize(
    ("calendar", "due_on"),
    [
        ("fi-office", "2026-06-23"),
        ("fi-office-strict", "2026-06-22"),
        ("fi-monsat", "2026-06-23"),
        ("fi-calendar", "2026-06-20"),
        ("ax-office", "2026-06-23"),
    ],
)
def test_the_units_calendar(inside: Desk, calendar: str, due_on: str) -> None:
    """The promise, the list and the explanation count on the calendar that the unit has settled."""
    inside("setting", "set", "calendar", calendar)
    ref = inside.add()
    assert inside("request", "show", ref, "--json").json["due_on"] == due_on
    assert inside("followup", "due", "--json").json["calendar"] == calendar
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert sum(day["counted"] for day in days) == 3
    assert calendar in inside("followup", "explain", ref).out


@pytest.mark.parametrize(
    ("received", "counted_from", "due_on"),
    [
        ("2026-06-17T15:00:00+03:00", "2026-06-17", "2026-06-23"),
        ("2026-06-17T15:00:01+03:00", "2026-06-18", "2026-06-24"),
        ("2026-06-13T10:00:00+03:00", "2026-06-15", "2026-06-18"),
        ("2026-06-17T00:01:00+03:00", "2026-06-17", "2026-06-23"),
        ("2026-06-16T23:59:00+03:00", "2026-06-17", "2026-06-23"),
    ],
)
def test_a_cut_off_hour_moves_the_promise_only(inside: Desk, received: str, counted_from: str, due_on: str) -> None:
    """What comes after the cut-off or on a closed day counts from the next working day; arrival and law stay."""
    assert inside("setting", "set", "promise.cutoff", "15", "--json").json == {"promise.cutoff": "15:00"}
    now = "2026-06-17T20:00:00+03:00"
    ref = inside.add("--received", received, now=now)
    shown = inside("request", "show", ref, "--json", now=now).json
    assert (shown["received_at"], shown["counted_from"], shown["due_on"]) == (received, counted_from, due_on)
    told = inside("followup", "explain", ref, "--json", now=now).json
    assert (told["received_on"], told["start"]) == (received[:10], counted_from)
    law = inside("followup", "whatif", ref, "--rule", "SHL45-3m", "--json", now=now).json
    assert law["start"] == received[:10]


def test_a_units_own_promise(inside: Desk) -> None:
    """A promise is kept as a setting, counted on the unit's own days, and taken away with `none`."""
    key, value = "promise.home-visit", "5 working-day request talk-held"
    assert inside("setting", "set", key, value, "--json").json == {key: value}
    assert inside("setting", "list", "--json").json[key] == value
    inside("calendar", "close", "2026-06-22", "--reason", "training")
    found = inside("followup", "whatif", inside.add(), "--rule", key, "--json").json
    assert (found["kind"], found["raw"], found["rule"]["law"]) == ("promise", "2026-06-26", None)
    assert "the unit's own promise" in inside("followup", "whatif", inside.add(), "--rule", key).out
    assert inside("setting", "set", key, "none", "--json").json == {key: "none"}
    assert key not in inside("setting", "list", "--json").json


@pytest.mark.parametrize(
    "value",
    [
        "5",
        "soon",
        "0 day request talk-held",
        "٥ day request talk-held",
        "5 none request talk-held",
        "5 day party talk-held",
        "5 day request x",
    ],
)
def test_a_promise_that_cannot_be_read(inside: Desk, value: str) -> None:
    """A promise has a length, a unit, an event and a milestone that exist."""
    refused = inside("setting", "set", "promise.home-visit", value, "--json")
    assert (refused.code, "5 working-day request talk-held" in refused.error["hint"]) == (2, True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("040-123-4567", "unsafe_argument"),
        ("131052-308t", "unsafe_argument"),
        ("kotikäynti", "usage"),
        ("home_visit", "usage"),
        ("٥٥", "usage"),
        ("q", "usage"),
    ],
)
def test_a_name_that_a_promise_cannot_have(inside: Desk, name: str, code: str) -> None:
    """A promise's name has small letters, digits and hyphens, and identifies nobody."""
    refused = inside("setting", "set", f"promise.{name}", "5 day request talk-held", "--json")
    assert (refused.code, refused.error["code"]) == (2, code)
    assert name not in refused.err


def test_a_promise_that_is_taken_away_leaves_nothing(inside: Desk) -> None:
    """No row of it is left in the file, and the help shows how a promise is written."""
    inside("setting", "set", "promise.home-visit", "5 working-day request talk-held")
    assert "promise.home-visit: 5 working-day request talk-held" in inside("setting", "list").out
    inside("setting", "set", "promise.home-visit", "none")
    database = open_database(inside.path, derive_once(PASSPHRASE, keys.read_salt(inside.path)).raw)
    keys_left = [row["key"] for row in database.rows("SELECT key FROM settings")]
    database.close()
    assert keys_left == []
    assert "5 working-day request talk-held" in inside("setting", "set", "--help").out


def test_another_calendar_moves_what_lies_on_other_days(inside: Desk) -> None:
    """A promise of three working days stays one of three when the unit changes its calendar, and each move is named."""
    inside("setting", "set", "calendar", "fi-calendar")
    ref = inside.add()
    assert inside("request", "show", ref, "--json").json["due_on"] == "2026-06-20"
    assert ref in inside("setting", "set", "calendar", "fi-office").out
    request = inside("request", "show", ref, "--json").json
    assert (request["due_on"], request["next_on"]) == ("2026-06-23", "2026-06-18")
    inside("calendar", "close", "18.6.", "--reason", "other")
    inside("calendar", "open", "18.6.")
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert sum(day["counted"] for day in days) == 3
