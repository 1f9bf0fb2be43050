"""`sote service add`, `check`, `end`, `list`, `show` and `find`."""

import json
from typing import Any

import pytest

from tests.conftest import Desk, Ran

PHONE = {"phone": "03 565 6000", "email": "apu@example.fi"}


def add(inside: Desk, code: str, *words: str, name: str = "Ruoka-apu", **told: Any) -> Ran:  # noqa: ANN401
    """Add a service, with more of it on standard input."""
    more = ("--input", "-") if told else ()
    return inside("service", "add", code, "--name", name, "--json", *words, *more, stdin=json.dumps(told))


def codes(ran: Ran) -> list[str]:
    """The codes that were found."""
    assert ran.code == 0, ran.err
    return [found["code"] for found in ran.json]


def test_add_and_show(inside: Desk) -> None:
    """What was told is shown again: what, where, when, for whom, languages, cost, how to reach, when checked."""
    words = [
        "--topic",
        "benefits",
        "--topic",
        "food",
        "--topic",
        "food",
        "--place",
        "tampere",
        "--hours",
        "ma-pe 9-16",
        "--cost",
        "free",
    ]
    words += ["--language", "fi", "--min-age", "18", "--for-whom", "Kaikille", "--street", "Katu 1", "--walk-in"]
    assert add(inside, "food", *words, **PHONE).code == 0
    shown = inside("service", "show", "food", "--json").json
    expected = {
        "topics": ["benefits", "food"],
        "place": "tampere",
        "hours": "mon-fri 9:00-16:00",
        "cost": "free",
        "languages": ["fi"],
        "min_age": 18,
        "max_age": None,
        "phone": "+35835656000",
        "email": "apu@example.fi",
        "walk_in": True,
        "checked_on": "2026-06-17",
        "stale": False,
        "open_now": True,
    }
    assert shown.items() >= {**expected, "for_whom": "Kaikille", "street": "Katu 1"}.items()
    assert "03\xa0565\xa06000" in inside("service", "show", "food").out


def test_the_same_code_again(inside: Desk) -> None:
    """A code that is taken is refused with its rule; --replace puts the new entry in its place."""
    assert add(inside, "food", "--place", "turku").code == 0
    again = add(inside, "food", name="Toinen")
    assert (again.code, again.error["rule"]) == (5, "one-code-one-service")
    assert add(inside, "food", "--replace", name="Toinen").json["place"] is None


def test_a_dry_run_keeps_nothing(inside: Desk) -> None:
    """With --dry-run nothing is added."""
    assert add(inside, "food", "--dry-run").code == 0
    assert codes(inside("service", "list", "--json")) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--hours", "ma"],
        ["--topic", "No Topic"],
        ["--place", "Tampereen keskusta"],
        ["--min-age", "20", "--max-age", "10"],
        ["--checked", "2027-01-01"],
        ["--url", "javascript:alert(1)"],
        ["--url", "https://anna@example.fi/"],
        ["--street", "\u202eKatu"],
        ["--language", "finnish"],
        ["--cost", "cheap"],
    ],
)
def test_values_that_do_not_fit(inside: Desk, words: list[str]) -> None:
    """What does not fit is refused, and nothing is kept."""
    assert add(inside, "food", *words).code == 2
    assert codes(inside("service", "list", "--all", "--json")) == []


@pytest.mark.parametrize("value", ["040 123 4567", "anna@example.fi", "131052-308T"])
@pytest.mark.parametrize("option", ["--name-sv", "--for-whom", "--place", "--topic", "--city"])
def test_nothing_personal_in_arguments(inside: Desk, option: str, value: str) -> None:
    """What looks like a phone number, an address or an identity code is refused and never repeated."""
    ran = add(inside, "food", option, value)
    assert (ran.code, ran.error["code"]) == (2, "unsafe_argument")
    assert value not in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"name": "a", "nimi": "b"}',
        '{"name": 5}',
        '{"phone": "12"}',
        '{"email": "x"}',
        '{"min_age": true}',
        '{"name": "a", "name": "b"}',
        '{"topics": ["A B"]}',
        '{"name": "soita 131052-308T"}',
        "[" * 100_000,
    ],
)
def test_bad_input(inside: Desk, text: str) -> None:
    """Standard input that is not one object of a service is refused without repeating it."""
    ran = inside("service", "add", "food", "--name-en", "x", "--input", "-", "--json", stdin=text)
    assert ran.code == 2
    assert "131052" not in ran.err


def test_said_twice(inside: Desk) -> None:
    """An option and standard input that say different things of the same do not go together."""
    assert add(inside, "food", "--city", "Turku", city="Tampere").code == 2
    assert add(inside, "food", "--city", "Turku", city="Turku").code == 0


def test_missing_name(inside: Desk) -> None:
    """Without a name and a terminal the option is named."""
    ran = inside("service", "add", "food")
    assert ran.code == 2
    assert "--name" in ran.err


def test_stale_entries_say_so(inside: Desk) -> None:
    """An entry that was not checked for the months of the setting says so everywhere, until it is checked."""
    add(inside, "old", "--checked", "2025-12-16")
    add(inside, "new", "--checked", "2025-12-17")
    assert codes(inside("service", "list", "--stale", "--json")) == ["old"]
    for words in (["list"], ["find"], ["show", "old"]):
        assert "check again" in inside("service", *words).out
    assert inside("--json").json["stale_services"] == 1
    assert "should be checked again" in inside().out
    assert inside("setting", "set", "service.stale_months", "7").code == 0
    assert codes(inside("service", "list", "--stale", "--json")) == []
    assert inside("setting", "set", "service.stale_months", "1").code == 0
    assert inside("service", "check", "old", "--on", "2026-06-16", "--json").json["checked_on"] == "2026-06-16"
    assert codes(inside("service", "list", "--stale", "--json")) == ["new"]
    assert inside("service", "check", "old", "--on", "2027-01-01").code == 2
    assert inside("service", "check", "nothing").code == 4


def test_an_ended_service(inside: Desk) -> None:
    """A service that has ended is found no more, and stays in the list of all."""
    add(inside, "food", "--checked", "2020-01-01")
    assert inside("service", "end", "food", "--json").json["ended"] is True
    assert codes(inside("service", "find", "--json")) == codes(inside("service", "list", "--stale", "--json")) == []
    assert codes(inside("service", "list", "--all", "--json")) == ["food"]


def test_find(inside: Desk) -> None:
    """Everything that is told must fit: words, topic, place, language, age."""
    add(inside, "aa", "--topic", "food", "--place", "turku", "--language", "fi", "--max-age", "17", name="Äidin APU")
    add(inside, "bb", "--topic", "food", "--place", "espoo", "--language", "sv", "--min-age", "18", name="Aidin apu")
    expected = {
        ("äidin",): ["aa"],
        ("aidin",): ["bb"],
        ("din", "APU"): ["aa", "bb"],
        ("100%",): [],
        ("--topic", "food"): ["aa", "bb"],
        ("--place", "espoo"): ["bb"],
        ("--language", "sv"): ["bb"],
        ("--age", "17"): ["aa"],
        ("--age", "18"): ["bb"],
        ("--topic", "food", "--place", "turku", "apu"): ["aa"],
    }
    assert {words: codes(inside("service", "find", *words, "--json")) for words in expected} == expected


def test_open_now(inside: Desk) -> None:
    """Open services are found for now or a time to come; the unit's own closed day closes nobody else."""
    add(inside, "day", "--hours", "mon-fri 9-16")
    add(inside, "always", "--hours", "every day 0-24")
    add(inside, "unknown")
    assert codes(inside("service", "find", "--open", "now", "--json")) == ["always", "day"]
    assert codes(inside("service", "find", "--open", "19.6. 12.00", "--json")) == ["always"]  # Midsummer Eve
    assert codes(inside("service", "find", "--open", "8.00", "--json")) == ["always"]
    assert inside("calendar", "close", "18.6.2026", "--reason", "training").code == 0
    ran = inside("service", "find", "--open", "18.6.")
    assert "Thu 18 Jun 2026 at 12:00" in ran.out
    assert "day" in ran.out
    assert "does not say when" in ran.err


def test_a_service_code_is_checked_once_there_is_a_directory(inside: Desk) -> None:
    """Any code passes while the directory is empty; then an unknown one is exit 4 and nothing is logged."""
    log = ("contact", "log", inside.add(), "--channel", "call", "--result", "reached", "--json")
    assert inside(*log, "--service", "anything").code == 0
    add(inside, "food")
    unknown = inside(*log, "--service", "anything")
    assert (unknown.code, unknown.error["code"]) == (4, "not_found")
    assert inside(*log, "--service", "food").code == 0


def test_an_evaluator_sees_no_directory(inside: Desk) -> None:
    """An evaluator runs reports only."""
    assert inside("service", "list", worker="cia").code == 5


def test_a_service_without_its_code_is_told_in_words(inside: Desk) -> None:
    """What is missing is said as help says it; a code may begin with a capital letter."""
    ran = inside("service", "show")
    assert ran.code == 2
    assert "a service's code" in ran.err
    inside("service", "add", "Ruoka-apu", "--name", "Ruoka-apu")
    assert "The entry of ruoka-apu was checked." in inside("service", "check", "RUOKA-APU").out
    assert "such as ruoka-apu" in inside("service", "show", "a b").err


def test_a_topic_that_nothing_has(inside: Desk) -> None:
    """A slip in a topic is told with the topics that there are; a proposed one without services finds none."""
    ran = inside("service", "add", "food-1", "--name", "Ruoka-apu", "--topic", "food-aid")
    assert "This topic is new: food-aid." in ran.out
    assert "new" not in inside("service", "add", "food-2", "--name", "Ruokala", "--topic", "food-aid").out
    ran = inside("service", "find", "--topic", "hosing", "--json")
    assert (ran.code, ran.error["code"], "food-aid" in ran.error["hint"]) == (4, "not_found", True)
    assert inside("service", "find", "--topic", "food-aid", "Nothing", "--json").json == []
    assert inside("service", "find", "--topic", "housing", "--json").code == 0
