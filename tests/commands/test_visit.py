"""`sote visit` and `sote report visits`."""

import json
from pathlib import Path
from typing import Any

import pytest

from sotecli.storage.database import Database
from tests.conftest import Desk

SITE = ("--site", "keskusta")


def logged(desk: Desk, *words: str) -> Any:  # noqa: ANN401
    """What was understood of a visit."""
    ran = desk("visit", "log", *words, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def figures(desk: Desk, *words: str) -> dict[str, Any]:
    """The report's figures by id, exact."""
    ran = desk("report", "visits", "--level", "internal", "--json", *words)
    assert ran.code == 0, ran.err
    return {metric["id"]: metric for metric in ran.json["metrics"]}


def test_a_visit_in_four_keystrokes(inside: Desk) -> None:
    """Topic and age are enough: today, the worker's last site, face to face, helped at once."""
    logged(inside, "d", *SITE)
    assert logged(inside, "e", "75") == {
        "number": 2,
        "on": "2026-06-17",
        "site": "keskusta",
        "channel": "in-person",
        "age": "75-84",
        "minutes": None,
        "persons": 1,
        "again": False,
        "group": False,
        "participants": None,
        "times": 1,
        "worker": "anna",
        "matters": [{"topic": "benefits", "outcome": "served", "where": None}],
    }


def test_options_say_the_same_as_words(inside: Desk) -> None:
    """Long and short options hold for what the words leave out."""
    by_words = logged(inside, "e", "75", "10m", ":p", "2p", "again", "x4", "on=12.6.", "site=keskusta")
    long = ("--age", "75", "--minutes", "10", "--channel", "phone", "--persons", "2", "--again", "--times", "4")
    by_options = logged(inside, "e", *long, *SITE, "--on", "12.6.")
    short = ("-a", "75", "-m", "10", "-c", "phone", "-p", "2", "-r", "-x", "4", "-s", "keskusta", "-d", "12.6.")
    assert {**by_words, "number": 0} == {**by_options, "number": 0} == {**logged(inside, "e", *short), "number": 0}


def test_a_word_may_begin_with_a_minus(inside: Desk) -> None:
    """Under 65 is -64, which is no option; negative minutes and a mistyped option are refused."""
    assert logged(inside, "e", "-64", *SITE)["age"] == "-64"
    assert inside("visit", "log", "e", "-5m").code == 2
    assert "0–1" in inside("visit", "log", "--", "e", "-5m").err
    assert inside("visit", "log", "e", "-64", "--sito", "x").code == 2


def test_a_group_is_an_event_with_participants(inside: Desk) -> None:
    """Participants are neither clients nor visits."""
    assert logged(inside, "g12", "60m", *SITE)["participants"] == 12
    assert logged(inside, "--group", "8")["group"]
    found = figures(inside)
    assert (found["participants"]["value"], found["groups"]["value"], found["visits"]["value"]) == (20, 2, 0)


def test_what_was_understood_is_said_in_one_line(inside: Desk) -> None:
    """The line says the day with its year, the site, the matters in words, and everything else that was told."""
    out = inside("visit", "log", "ed/uk", "85", "10m", "2p", "again", "x3", *SITE).out
    assert len(out.splitlines()) == 1
    for word in (
        "17 Jun 2026",
        "keskusta",
        "face to face",
        "benefits, digital help – directed outside: Kela",
        "85 or over",
    ):
        assert word in out
    for word in ("10 min", "2 persons", "return visit", "3 such visits"):
        assert word in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["z"], 2),
        (["e/q"], 2),
        (["e/u"], 2),
        (["75"], 2),
        ([], 2),
        (["e", "-5m"], 2),
        (["e", "--minutes", "-5"], 2),
        (["g0"], 2),
        (["--group", "0"], 2),
        (["g12", "e"], 2),
        (["e", "--group", "5"], 2),
        (["--group", "5", "--age", "75"], 2),
        (["e", "on=18.6.2026"], 2),
        (["e", "on=18.6."], 2),
        (["e", "--on", "tomorrow"], 2),
        (["e", "site=nowhere"], 4),
        (["e", "--channel", "pigeon"], 2),
        (["e", "--age", "131"], 2),
        (["e", "e/", "--input", "-"], 2),
    ],
)
def test_bad_input(inside: Desk, words: list[str], code: int) -> None:
    """Unknown topics, outcomes, places and sites, days to come, odd numbers: refused, and nothing is kept."""
    inside("setting", "set", "sites", "keskusta,lielahti")
    assert inside("visit", "log", *SITE, *words).code == code
    assert inside("visit", "list", "--json").json == []


def test_personal_words_are_refused_and_not_repeated(inside: Desk) -> None:
    """A phone number or a name among the words comes back nowhere."""
    ran = inside("visit", "log", "e", "0401234567", *SITE, "--json")
    assert (ran.code, ran.error["code"]) == (2, "unsafe_argument")
    ran = inside("visit", "log", "--input", "-", *SITE, stdin="e matti.keksitty@example.org\nkaisa 040 1234567\n")
    assert ran.code == 1
    assert not any(word in ran.out + ran.err for word in ("matti", "kaisa", "1234567"))


def test_the_site_is_the_last_one_or_the_only_one(inside: Desk) -> None:
    """Without a site: the worker's own last one while it is settled, else the only one, else it must be said."""
    assert inside("visit", "log", "e").code == 2
    logged(inside, "e", "site=keskusta")
    assert inside("visit", "log", "e", worker="bo").code == 2
    inside("setting", "set", "sites", "lielahti")
    assert logged(inside, "e")["site"] == "lielahti"


def test_a_paper_tally_keeps_its_good_lines(inside: Desk) -> None:
    """Every line is taken, or rejected with its number and a reason; the exit code says that some were."""
    text = "# Tuesday\ne 75 x4\n\nz\ned/uk :p on=12.6. site=lielahti\nbenefits on=1.1.2027\ng15\ne x0\n"
    ran = inside("visit", "log", "--input", "-", *SITE, "--on", "16.6.", "--json", stdin=text)
    assert ran.code == 1
    assert [(row["row"], row["on"], row["site"]) for row in ran.json["taken"]] == [
        (2, "2026-06-16", "keskusta"),
        (5, "2026-06-12", "lielahti"),
        (7, "2026-06-16", "keskusta"),
    ]
    assert [row["row"] for row in ran.json["rejected"]] == [4, 6, 8]
    assert all(row["reason"] for row in ran.json["rejected"])
    assert figures(inside)["visits"]["value"] == 5
    assert inside("visit", "log", "--input", "-", *SITE, stdin="e\n").code == 0


def test_a_dry_run_changes_nothing(inside: Desk) -> None:
    """Neither one visit, nor a tally, nor taking one back."""
    logged(inside, "e", *SITE)
    assert inside("visit", "log", "e", "--dry-run").code == 0
    assert inside("visit", "log", "--input", "-", "--dry-run", stdin="e\nd\n").code == 0
    assert inside("visit", "remove", "1", "--dry-run").code == 0
    assert [visit["number"] for visit in inside("visit", "list", "--json").json] == [1]
    assert figures(inside)["visits"]["value"] == 1


def test_a_mistyped_visit_is_taken_back(inside: Desk) -> None:
    """It leaves the list and the figures; a number that is none is exit 4."""
    logged(inside, "e", *SITE)
    logged(inside, "d")
    assert inside("visit", "remove", "1", "--json").json["number"] == 1
    assert [visit["number"] for visit in inside("visit", "list", "--json").json] == [2]
    assert figures(inside)["visits"]["value"] == 1
    assert (inside("visit", "remove", "1").code, inside("visit", "remove", "many").code) == (4, 2)


def test_lists_of_days_and_sites(inside: Desk) -> None:
    """A day, a period, a site; a day and a period do not go together."""
    logged(inside, "e", *SITE)
    logged(inside, "e", "on=12.6.", "site=lielahti")

    def numbers(*words: str) -> list[int]:
        return [visit["number"] for visit in inside("visit", "list", "--json", *words).json]

    assert (numbers(), numbers("--on", "12.6."), numbers("--from", "13.6.")) == ([1, 2], [2], [1])
    assert (numbers("--from", "1.6.", "--to", "12.6."), numbers("--site", "keskusta")) == ([2], [1])
    assert inside("visit", "list", "--on", "12.6.", "--to", "13.6.").code == 2
    assert inside("visit", "list", "--to", "13.6.").code == 2


def test_the_unit_may_have_its_own_letters(inside: Desk, tmp_path: Path) -> None:
    """An adopted version of the model gives topics, outcomes and letters of its own."""
    text = (Path(__file__).parents[2] / "sotecli/models/pirha-lahitori.toml").read_text()
    (tmp_path / "own.toml").write_text(
        text.replace("version = 1", "version = 2", 1).replace('key = "e"', 'key = "z"', 1)
    )
    assert inside("model", "adopt", str(tmp_path / "own.toml")).code == 0
    assert logged(inside, "z", *SITE)["matters"][0]["topic"] == "benefits"
    assert inside("visit", "log", "e").code == 2
    assert {"kind": "topic", "key": "z", "code": "benefits"} in inside("visit", "codes", "--json").json


def test_codes_are_explained(inside: Desk) -> None:
    """Every letter stands with its meaning; nothing is needed but the file."""
    out = inside("visit", "codes").out
    for word in ("benefits", "helped to contact a service", "Kela", ":p", "by phone", "e 75 10m"):
        assert word in out


def test_evaluators_see_the_report_only(inside: Desk, database: Database) -> None:
    """An evaluator runs the report, which is logged, and may neither enter nor list visits."""
    logged(inside, "e", *SITE)
    assert inside("report", "visits", worker="cia").code == 0
    for words in (["log", "e"], ["list"], ["remove", "1"], ["codes"]):
        assert inside("visit", *words, worker="cia").code == 5
    row = database.row("SELECT action, worker, purpose FROM log WHERE action = 'report.visits'")
    assert row is not None
    assert tuple(row) == ("report.visits", "cia", "pirha-lahitori release 5 2026-06-01..2026-06-17")


def test_the_report_is_of_whole_months_and_says_so(inside: Desk) -> None:
    """Days in the middle of months are widened to whole ones, and the page says that it is of whole months."""
    logged(inside, "e", "on=4.5.", *SITE)
    logged(inside, "e", "on=30.5.")
    logged(inside, "e")
    report = inside("report", "visits", "--from", "10.5.", "--to", "20.5.", "--level", "internal", "--json").json
    assert report["period"] == {"from": "2026-05-01", "to": "2026-05-31"}
    assert report["metrics"][0]["value"] == 2
    assert inside("report", "visits", "--json").json["period"] == {"from": "2026-05-01", "to": "2026-06-17"}
    assert "whole months" in inside("report", "visits").out
    assert inside("report", "visits", "--from", "10.6.", "--to", "9.6.").code == 2


def test_few_visits_do_not_leave_the_unit(inside: Desk) -> None:
    """Three visits are hidden in every figure and breakdown; the unit itself sees thirty, with the site's months."""
    logged(inside, "e", "x3", *SITE)
    report = inside("report", "visits", "--json").json
    assert {metric["value"] for metric in report["metrics"] if metric["id"] not in {"groups", "participants"}} == {None}
    assert all(table["suppressed"] for table in report["tables"])
    logged(inside, "e", "x27")
    report = inside("report", "visits", "--level", "internal", "--json").json
    assert report["metrics"][0]["value"] == 30
    (sites,) = [table for table in report["tables"] if table["id"] == "visits_by_site"]
    assert sites["rows"][0]["series"] == [{"code": "2026-06", "value": 30, "persons": 30}]


def test_months_of_sites_as_numbers(inside: Desk, tmp_path: Path) -> None:
    """Lines and files say the months of a site as numbers; the page defines what a client is."""
    logged(inside, "e", "x30", "on=4.5.", *SITE)
    logged(inside, "e", "x10")
    page = inside("report", "visits", "--level", "internal", "--plain").out
    assert "by month: 30, 10" in page
    assert "Clients are persons counted once" in page
    place = tmp_path / "visits.json"
    assert inside("report", "visits", "--format", "json", "--output", str(place), "--confirm", "bo").code == 0
    assert json.loads(place.read_text())["definitions_version"] == "visits-1"


@pytest.mark.parametrize("word", ["site=0401234567", "site=131052-308t", "site=matti-keksitty"])
def test_nobody_is_named_as_a_site(inside: Desk, database: Database, word: str) -> None:
    """A tally's word that could be a person's is not taken, and no answer repeats it, nor any unknown site."""
    assert inside("setting", "set", "sites", "keskusta").code == 0
    ran = inside("visit", "log", "--input", "-", "--json", stdin=f"e site=keskusta\ne {word}\n")
    assert (ran.code, [row["row"] for row in ran.json["rejected"]]) == (1, [2])
    assert word.removeprefix("site=") not in ran.out + ran.err
    assert inside("visit", "log", "e", word).code in {2, 4}
    assert [row["site"] for row in database.rows("SELECT site FROM visits")] == ["keskusta"]
    assert not any(word[5:] in str(tuple(row)) for row in database.rows("SELECT * FROM events"))


@pytest.mark.parametrize(("age", "band"), [("0", "-64"), ("64", "-64"), ("70", "65-74"), ("99", "85+")])
def test_an_exact_age_falls_into_its_band(inside: Desk, age: str, band: str) -> None:
    """Only the band is kept."""
    assert logged(inside, "e", *SITE, "--age", age)["age"] == band


def test_sites_may_be_written_with_a_capital_letter(inside: Desk) -> None:
    """A capital letter is lowered; what cannot be a site is told with a site as an example."""
    assert logged(inside, "e", "--site", "Keskusta")["site"] == "keskusta"
    assert logged(inside, "e", "site=Keskusta")["site"] == "keskusta"
    ran = inside("visit", "log", "e", "--site", "a b")
    assert (ran.code, "such as keskusta" in ran.err) == (2, True)


def test_the_list_leaves_out_what_is_usual(inside: Desk) -> None:
    """Days of this year have no year, and each worker sees the visits without who counted them."""
    logged(inside, "e", *SITE)
    out = inside("visit", "list").out
    assert "day: Wed 17 Jun\n" in out
    assert "anna" not in out
