"""`sote setting`: what the unit settles."""

import pytest

from tests.conftest import Desk

DEFAULTS = {
    "promise.first": "1",
    "promise.outer": "3",
    "promise.cutoff": "none",
    "calendar": "fi-office",
    "contacts.max": "3",
    "attempts.max": "6",
    "report.threshold": "5",
    "pilot.start": "none",
    "sources": "any",
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
        ("calendar", "fi-monsat"),
        ("promise.cutoff", "15"),
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
