"""`sote offer`, and the uptake of `report pilot`."""

from typing import Any

import pytest

from tests.conftest import Desk

COUNTS = ("--offered", "50", "--accepted", "30", "--declined", "10")


def uptake(desk: Desk, *words: str) -> tuple[Any, Any]:
    """The pilot's offers and uptake: value or reason of each."""
    ran = desk("report", "pilot", "--level", "internal", "--from", "1.5.", "--to", "31.5.", "--json", *words)
    found = {metric["id"]: metric for metric in ran.json["metrics"]}
    offered, share = (found[ident]["reason"] or found[ident]["value"] for ident in ("offered", "uptake"))
    return offered, share


def test_the_tally_fills_the_uptake(inside: Desk) -> None:
    """Uptake is requests of offers, once the custody has told its count of just these days."""
    for day in range(1, 6):
        inside.add("--received", f"{day}.5.")
    assert uptake(inside) == ("no_tally", "no_tally")
    ran = inside("offer", "tally", "--month", "2026-05", *COUNTS, "--json")
    assert ran.json == {
        "from": "2026-05-01",
        "to": "2026-05-31",
        "source": None,
        "offered": 50,
        "accepted": 30,
        "declined": 10,
        "replaced": [],
    }
    assert uptake(inside) == (50, 10.0)
    assert uptake(inside, "--to", "30.5.") == ("other_tally", "other_tally")


def test_a_tally_of_another_source_is_no_denominator(inside: Desk) -> None:
    """A request from elsewhere leaves the uptake untold."""
    inside.add("--received", "4.5.", "--source", "custody-1")
    inside("offer", "tally", "--month", "5/2026", "--source", "custody-1", *COUNTS)
    assert uptake(inside) == (50, 2.0)
    inside.add("--received", "5.5.", "--source", "custody-2")
    assert uptake(inside) == ("other_tally", "other_tally")


def test_no_offer_is_counted_twice(inside: Desk) -> None:
    """A second tally of the same days is refused, or takes the place of the first; the list shows what counts."""
    assert inside("offer", "tally", "--month", "2026-05", *COUNTS).code == 0
    again = ("offer", "tally", "--from", "15.5.", "--to", "31.5.", "--source", "a1", *COUNTS)
    ran = inside(*again, "--json")
    assert (ran.code, ran.error["rule"]) == (5, "tally-once")
    assert inside(*again, "--replace", "--dry-run").code == 0
    assert [offer["from"] for offer in inside("offer", "list", "--json").json] == ["2026-05-01"]
    assert "No longer counted" in inside(*again, "--replace").out
    assert [(offer["from"], offer["source"]) for offer in inside("offer", "list", "--json").json] == [
        ("2026-05-15", "a1")
    ]
    assert "a1" in inside("offer", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--month", "2026-05", "--offered", "39", "--accepted", "30", "--declined", "10"], 2),
        (["--month", "2026-05", "--offered", "-1", "--accepted", "0", "--declined", "0"], 2),
        (["--month", "2026-13", *COUNTS], 2),
        (["--month", "2026-06", *COUNTS], 2),
        (["--month", "2026-05", "--from", "1.5.", *COUNTS], 2),
        (["--from", "1.5.", *COUNTS], 2),
        (["--from", "5.5.", "--to", "4.5.", *COUNTS], 2),
        ([*COUNTS], 2),
        (["--month", "2026-05", "--offered", "5"], 2),
        (["--month", "2026-05", "--source", "elsewhere", *COUNTS], 4),
    ],
)
def test_bad_tallies(inside: Desk, words: list[str], code: int) -> None:
    """More answers than offers, odd months, days to come, missing numbers, unknown sources: nothing is kept."""
    inside("setting", "set", "sources", "custody-1")
    assert inside("offer", "tally", *words).code == code
    assert inside("offer", "list", "--json").json == []


def test_evaluators_tell_no_tallies(inside: Desk) -> None:
    """An evaluator may run reports only."""
    assert inside("offer", "tally", "--month", "2026-05", *COUNTS, worker="cia").code == 5
    assert inside("offer", "list", worker="cia").code == 5


def test_the_list_says_who_said_no(inside: Desk) -> None:
    """A person who is offered contact says no; it is the services that do not accept."""
    inside("offer", "tally", "--month", "2026-05", *COUNTS)
    assert "kieltäytyi: " in inside("--lang", "fi", "offer", "list").out
