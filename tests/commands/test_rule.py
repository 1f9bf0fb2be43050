"""`sote rule`, and `sote followup whatif` that uses it."""

from pathlib import Path

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
    assert "raw" not in inside("followup", "whatif", ref, "--rule", "SHL36-urgent", "--json").json
    old = inside("followup", "whatif", ref, "--rule", "THL51-3wd", "--json")
    assert (old.code, old.error["rule"]) == (5, "rule-in-force")
    assert inside("request", "show", ref, "--json").json == before
