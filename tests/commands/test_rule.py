"""`sote rule`, and `sote followup whatif` that uses it."""

from pathlib import Path

import pytest

from sotecli.ruleset import SHIPPED
from tests.conftest import Desk


def test_rules_in_force(inside: Desk) -> None:
    """The list shows the rules of a day; repealed ones only with --all; no file is needed."""
    inside.environment = {"SOTE_FILE": "/nowhere/at.all"}
    now = {rule["id"] for rule in inside("rule", "list", "--json").json}
    then = {rule["id"] for rule in inside("rule", "list", "--on", "1.6.2023", "--json").json}
    every = {rule["id"] for rule in inside("rule", "list", "--all", "--json").json}
    assert "THL51" in now - then
    assert "THL51-3wd" in then - now
    assert now | then <= every


def test_one_rule_with_its_source(inside: Desk) -> None:
    """A rule says its law, whom it covers, from when it runs, and where to read it, in three languages."""
    rule = inside("rule", "show", "SHL45-3m", "--json").json
    assert (rule["length"], rule["unit"], rule["start"], rule["confidence"]) == (3, "month", "pending", "H")
    assert rule["source"].startswith("https://finlex.fi/")
    shown = {inside("--lang", lang, "rule", "show", "SHL45-3m").out for lang in ("fi", "sv", "en")}
    assert len(shown) == 3
    assert inside("rule", "show", "SHL99", "--json").code == 4


def test_checking_a_file(inside: Desk, tmp_path: Path) -> None:
    """A file of rules is read or refused with the line on which the broken rule begins."""
    path = tmp_path / "own.toml"
    path.write_text(SHIPPED.read_text())
    assert inside("rule", "check", str(path), "--json").code == 0
    path.write_text(SHIPPED.read_text().replace("length = 28", 'length = "28"'))
    ran = inside("rule", "check", str(path), "--json")
    assert ran.code == 2
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if '"THL53-28d"' in text) - 1
    assert str(line) in ran.error["message"]


def test_what_if(inside: Desk) -> None:
    """Another start or a rule of the law gives its dates with each day, and changes nothing."""
    ref = inside.add()
    before = inside("request", "show", ref, "--json").json
    promise = inside("followup", "whatif", ref, "--start", "12.6.2026", "--json").json
    assert (promise["kind"], promise["raw"], promise["due_on"]) == ("promise", "2026-06-17", "2026-06-23")
    law = inside("followup", "whatif", ref, "--rule", "SHL36-7wd-75", "--json").json
    assert (law["kind"], law["raw"], law["plan_by"]) == ("law", "2026-06-29", "2026-06-29")
    assert sum(day["counted"] for day in law["days"]) == 7
    months = inside("followup", "whatif", ref, "--rule", "SHL45-3m", "--start", "19.3.2026", "--json").json
    assert (months["raw"], months["rolled"], months["plan_by"]) == ("2026-06-19", "2026-06-22", "2026-06-19")
    old = inside("followup", "whatif", ref, "--rule", "THL51-3wd", "--json")
    assert (old.code, old.error["rule"]) == (5, "rule-in-force")
    assert inside("request", "show", ref, "--json").json == before


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_without_delay_shows_the_age(inside: Desk, lang: str) -> None:
    """Where the law has no number, the calendar days since the start are shown, and the keys of a limit are null."""
    ref = inside.add(now="2026-06-12T09:00:00+03:00")
    words = ("followup", "whatif", ref, "--rule", "SHL36-urgent")
    found = inside(*words, "--json").json
    assert (found["start"], found["age_days"]) == ("2026-06-12", 5)
    assert [found[key] for key in ("raw", "rolled", "plan_by", "why", "days")] == [None, None, None, None, []]
    assert "5" in inside("--lang", lang, *words).out.splitlines()[-1]
    assert inside(*words, "--start", "20.6.2026", "--json").json["age_days"] == 0
    assert inside("followup", "whatif", ref, "--json").json["age_days"] is None


def test_a_promise_of_ones_own_minds_the_cut_off(inside: Desk) -> None:
    """After the cut-off hour the unit's own promises count from the next working day, and the law from arrival."""
    inside("setting", "set", "promise.cutoff", "15:00")
    inside("setting", "set", "promise.visit", "2 working-day request talk-held")
    evening = "2026-06-17T20:00:00+03:00"
    ref = inside.add(now=evening)
    visit = inside("followup", "whatif", ref, "--rule", "promise.visit", "--json", now=evening).json
    assert (visit["start"], visit["raw"]) == ("2026-06-18", "2026-06-23")
    law = inside("followup", "whatif", ref, "--rule", "SHL36-7wd-75", "--json", now=evening).json
    assert law["start"] == "2026-06-17"


def test_a_start_outside_the_calendars(inside: Desk) -> None:
    """A start or a day before 1970 or after 2100 is refused, also where nothing is counted."""
    ref = inside.add()
    for day in ("1.1.1960", "1.1.2101"):
        urgent = inside("followup", "whatif", ref, "--rule", "VanhL15", "--start", day, "--json")
        assert (urgent.code, inside("rule", "list", "--on", day, "--json").code) == (2, 2)
    assert inside("rule", "list", "--on", "1.1.1970", "--json").code == 0


def test_rules_before_their_law(inside: Desk) -> None:
    """What 1301/2014 says did not hold before it came into force."""
    listed = [
        {rule["id"] for rule in inside("rule", "list", "--on", day, "--json").json} for day in ("31.3.2015", "1.4.2015")
    ]
    assert not {ident for ident in listed[0] if ident.startswith("SHL")}
    assert {"SHL36-urgent", "SHL45-3m", "SHL36-child-ready"} <= listed[1]


def test_what_cannot_be_read(inside: Desk, tmp_path: Path) -> None:
    """Bytes that are no text are named by their line; a folder, a missing file and odd TOML are refused, too."""
    path = tmp_path / "own.toml"
    path.write_bytes(b"# rules\n\xff\n")
    told = inside("rule", "check", str(path), "--json")
    assert (told.code, "line 2" in told.error["message"]) == (2, True)
    assert inside("rule", "check", str(tmp_path), "--json").code == 2
    assert inside("rule", "check", str(tmp_path / "none.toml"), "--json").code == 2
    for odd in ("a = " + "[" * 5000, "a = " + "1" * 5000, "rule = ['''\n[[rule]]\n''']"):
        path.write_text(odd)
        assert inside("rule", "check", str(path), "--json").code == 2
