"""`sote report extract` and `sote report combine`: across units."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from sotecli import attack, engine
from sotecli.core.proof import Finding
from sotecli.storage.database import Database
from tests.conftest import PHONE, Desk, Ran
from tests.extracts import NEW, REACHED, an_extract

INTERNAL = ["--level", "internal"]


def fill(desk: Desk, reached: int, missed: int) -> None:
    """Take in requests, some of them from a source, reached and guided."""
    lines = "\n".join(json.dumps({"channel": "call", "contact": PHONE, "source": "police-4"}) for _ in range(reached))
    lines += "\n" + "\n".join(json.dumps({"channel": "sms", "contact": PHONE}) for _ in range(missed))
    ran = desk("request", "add", "--input", "-", "--json", stdin=lines)
    refs = [json.loads(line)["ref"] for line in ran.out.splitlines()]
    for ref in refs[:reached]:
        desk("contact", "log", ref, "--channel", "call", "--result", "reached", "--gave", "guidance")
        desk("request", "close", ref, "--outcome", "supported")


def extract(desk: Desk, path: Path, *words: str) -> Ran:
    """Write the unit's extract."""
    return desk("report", "extract", *INTERNAL, "--output", str(path), "--json", *words)


def last_entry(database: Database) -> list[str]:
    """The last entry of the log."""
    (row,) = database.rows("SELECT worker, action, refs, fields, purpose FROM log ORDER BY seq DESC LIMIT 1")
    return list(row)


@pytest.fixture
def coded(inside: Desk) -> Desk:
    """A unit with a code and sixteen requests, ten of them reached."""
    assert inside("setting", "set", "unit.code", "custody-1").code == 0
    fill(inside, 10, 6)
    return inside


def figures(document: dict[str, object]) -> dict[str, object]:
    """What a report says beside whose it is."""
    return {key: document[key] for key in ("period", "calendar", "definitions_version", "threshold", "metrics")}


@pytest.mark.parametrize("level", ["internal", "release"])
def test_the_countys_figures_are_the_units_own(coded: Desk, tmp_path: Path, level: str) -> None:
    """Over one unit's extract the county sees what the unit's own report of whole months shows, hidden alike."""
    assert extract(coded, tmp_path / "one.parquet").code == 0
    own = coded("report", "pilot", "--level", level, "--from", "1.6.2026", "--to", "30.6.2026", "--json").json
    county = coded("report", "combine", str(tmp_path), "--level", level, "--json").json
    assert figures(county) == figures(own)
    assert county["tables"][:-1] == own["tables"]
    assert county["tables"][-1]["id"] == "requests_by_unit"
    assert county["tables"][-1]["rows"][0]["code"] == "custody-1"


def test_an_extract_is_private_and_coded(coded: Desk, tmp_path: Path) -> None:
    """The file is only its owner's, holds no reference, source, worker or day, and its rows are in no order of time."""
    path = tmp_path / "one.parquet"
    assert extract(coded, path).json == {
        "file": str(path),
        "unit": "custody-1",
        "from": "2026-06",
        "to": "2026-06",
        "made_on": "2026-06-17",
        "promise_outer": 3,
        "training": True,
        "requests": 16,
    }
    assert path.stat().st_mode & 0o777 == 0o600
    rows = parquet.read_table(path).to_pylist()
    assert [row["channel"] for row in rows] == ["call"] * 10 + ["sms"] * 6
    said = json.dumps(rows)
    refs = [request["ref"] for request in coded("request", "list", "--status", "all", "--json").json]
    assert not [word for word in [*refs, "police-4", "anna", "2026-06-"] if word in said]
    again = extract(coded, path).error
    assert (again["rule"], "init" in again["hint"], "another name" in again["hint"]) == ("never-overwrite", False, True)


def test_rows_have_the_order_of_what_they_say(coded: Desk, tmp_path: Path) -> None:
    """The same requests in another order of arrival are the same bytes."""
    fill(coded, 0, 1)
    extract(coded, tmp_path / "one.parquet")
    rows = [list(row.values()) for row in parquet.read_table(tmp_path / "one.parquet").to_pylist()]
    assert rows == sorted(rows, key=lambda row: [(value is not None, value) for value in row])


def test_an_extract_is_internal(coded: Desk, tmp_path: Path) -> None:
    """Without --level internal, and with --level release, there is no extract."""
    for words in ([], ["--level", "release"]):
        ran = coded("report", "extract", "--output", str(tmp_path / "one.parquet"), "--json", *words)
        assert (ran.code, ran.error["rule"]) == (5, "extract-internal")
    assert not (tmp_path / "one.parquet").exists()


@pytest.mark.parametrize("name", ["one.csv", "parquet", "-"])
def test_an_extract_is_named_as_one(coded: Desk, tmp_path: Path, name: str) -> None:
    """A name by which no folder's extract is found is exit 2."""
    path = name if name == "-" else str(tmp_path / name)
    assert coded("report", "extract", *INTERNAL, "--output", path).code == 2
    assert not (tmp_path / name).exists()


def test_an_extract_is_logged(coded: Desk, tmp_path: Path, database: Database) -> None:
    """The log says who gave an extract, and of which months."""
    extract(coded, tmp_path / "one.parquet")
    assert last_entry(database) == ["anna", "report.extract", "[]", "requests", "internal 2026-06-01..2026-06-30"]


def test_a_unit_without_a_code(inside: Desk, tmp_path: Path) -> None:
    """A unit that has no code is told how to set one."""
    ran = extract(inside, tmp_path / "one.parquet")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert "unit.code" in ran.error["hint"]


@pytest.mark.parametrize("code", ["a", "Police 1", "0401234567"])
def test_codes_that_no_unit_can_have(inside: Desk, code: str) -> None:
    """A code of another shape, or one that looks personal, is refused, and what fits is said in words."""
    ran = inside("setting", "set", "unit.code", code)
    assert ran.code == 2
    assert "[" not in ran.err
    assert code.startswith("0") or "2–32 small letters a–z, digits or hyphens, such as custody-1" in ran.err


@pytest.mark.parametrize("key", ["sources", "sites"])
def test_several_codes_are_described_in_words(inside: Desk, key: str) -> None:
    """A list of codes is said to be one without a pattern, too."""
    ran = inside("setting", "set", key, "Police 4")
    assert ran.code == 2
    assert "such as custody-1,custody-2" in ran.err


def test_the_months_of_an_extract(coded: Desk, tmp_path: Path) -> None:
    """An extract is of the months that were asked for; by default from the pilot's start."""
    assert extract(coded, tmp_path / "may.parquet", "--from", "4/2026", "--to", "5/2026").json["requests"] == 0
    coded("setting", "set", "pilot.start", "2026-06-18")
    assert extract(coded, tmp_path / "none.parquet", "--to", "12.2026").json["requests"] == 0
    assert extract(coded, tmp_path / "june.parquet", "--from", "2026-06").json["requests"] == 16


def test_an_evaluator_may_extract(coded: Desk, tmp_path: Path) -> None:
    """Reports are an evaluator's business, and so is the extract for the county's."""
    ran = coded("report", "extract", *INTERNAL, "--output", str(tmp_path / "one.parquet"), worker="cia")
    assert ran.code == 0


def test_combining_needs_no_file(coded: Desk, tmp_path: Path) -> None:
    """The county's report opens no unit's file; several units are one page."""
    for unit in ("custody-1", "custody-2"):
        an_extract(tmp_path / f"{unit}.parquet", *[REACHED] * 10, unit=unit)
    coded.path.unlink()
    ran = coded("report", "combine", str(tmp_path), "--name", "Our county")
    assert ran.code == 0
    assert ran.out.startswith("Our county\nContact requests, Mon 1 Jun 2026 – Fri 31 Jul 2026")
    assert "sote report combine DIR --level internal" in ran.out
    assert "custody-2: Jun 2026–Jul 2026, as of 3 August 2026; promise: 3 working days" in ran.out
    assert "county's own evaluation. Not to be passed on" in coded("report", "combine", str(tmp_path), *INTERNAL).out


def test_a_folder_is_named_if_its_name_is_a_code(inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to the exact figures repeats a folder's name that cannot be a person's."""
    monkeypatch.chdir(tmp_path)
    for folder, named in (("north/2026-11", "north/2026-11"), ("Matti Keksitty", "DIR")):
        Path(folder).mkdir(parents=True)
        an_extract(Path(folder) / "one.parquet", *[REACHED] * 10)
        page = inside("report", "combine", folder).out
        assert f"sote report combine {named} --level internal" in page


def test_the_countys_page_says_what_holds_for_it(inside: Desk, tmp_path: Path) -> None:
    """It has no ledger and says so once; a preview is marked at both ends, and nobody confirms it."""
    an_extract(tmp_path / "one.parquet", *[REACHED] * 20)
    page = inside("report", "combine", str(tmp_path)).out
    assert page.count("This report was not compared with earlier releases.") == 1
    assert page.count("PREVIEW") == 2
    assert page.endswith("Publish it: --output FILE.\n")
    path = tmp_path / "county.txt"
    ran = inside("report", "combine", str(tmp_path), "--output", str(path))
    assert "Result: hidden figures cannot be concluded. The report may be published." in ran.out
    assert "Do not publish it beside a unit's own figures" in ran.err
    told = path.read_text()
    assert told.splitlines()[2] == "TRAINING: all persons are invented. The data are those of Mon 3 Aug 2026."
    assert told.count("This report was not compared with earlier releases.") == 1
    assert not [word for word in ("PREVIEW", "each earlier release", "all earlier releases", "DIR") if word in told]
    rules = [rule["ident"] for rule in inside("report", "combine", str(tmp_path), "--json").json["rules"]]
    assert ("ledger" in rules, "attack" in rules) == (False, True)


def test_the_countys_page_is_attacked(inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the attack concludes too much of it, or nobody is in it, it is not written."""
    an_extract(tmp_path / "one.parquet", *[REACHED] * 20, *[NEW] * 3)
    path = tmp_path / "county.json"
    monkeypatch.setattr(attack, "attacked", lambda _program: [Finding("now|open", 2, 2, every=False)])
    ran = inside("report", "combine", str(tmp_path), "--output", str(path), "--json")
    assert (ran.code, ran.error["rule"]) == (5, "attack-before-release")
    an_extract(tmp_path / "one.parquet")
    ran = inside("report", "combine", str(tmp_path), "--output", str(path), "--json")
    assert (ran.code, ran.error["rule"], path.exists()) == (5, "nothing-to-release", False)


def test_where_the_extracts_are(inside: Desk, tmp_path: Path) -> None:
    """A folder that is missing and a file in its place have words of their own."""
    ran = inside("report", "combine", str(tmp_path / "none"), "--json")
    assert (ran.code, ran.error["message"]) == (10, f"There is no folder {tmp_path / 'none'}.")
    path = an_extract(tmp_path / "e.parquet", REACHED)
    ran = inside("report", "combine", str(path), "--json")
    assert (ran.code, ran.error["message"]) == (2, f"{path} is a file.")
    assert "folder" in ran.error["hint"]


def test_the_report_goes_into_a_file(inside: Desk, tmp_path: Path) -> None:
    """--output writes a new private file."""
    an_extract(tmp_path / "one.parquet", *[REACHED] * 10)
    path = tmp_path / "county.json"
    assert inside("report", "combine", str(tmp_path), "--format", "json", "--output", str(path)).code == 0
    assert json.loads(path.read_text())["extracts"][0]["unit"] == "custody-1"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("told", "code", "name", "rule"),
    [
        ({"unit": "custody-1"}, 5, "refused", "one-extract-a-unit"),
        ({"definitions_version": "pilot-0"}, 5, "refused", "same-definitions"),
        ({"calendar": "ax-office"}, 5, "refused", "same-calendar"),
        ({"training": False}, 5, "refused", "training-apart"),
        ("cut", 12, "damaged", None),
        ("text", 12, "not_sote_file", None),
    ],
)
def test_what_cannot_be_combined(
    inside: Desk, tmp_path: Path, told: dict[str, object] | str, code: int, name: str, rule: str | None
) -> None:
    """Nothing is left out without a word: a file that cannot be counted is named, and there is no report."""
    an_extract(tmp_path / "a.parquet", REACHED)
    path = tmp_path / "b.parquet"
    if isinstance(told, dict):
        an_extract(path, NEW, **({"unit": "custody-2"} | told))
    else:
        path.write_bytes((tmp_path / "a.parquet").read_bytes()[:-9] if told == "cut" else b"hello")
    ran = inside("report", "combine", str(tmp_path), "--json")
    assert (ran.code, ran.error["code"], ran.error.get("rule"), ran.out) == (code, name, rule, "")
    assert "b.parquet" in ran.error["message"] + ran.error["hint"]


def test_a_month_that_an_extract_does_not_reach(inside: Desk, tmp_path: Path) -> None:
    """A later month than an extract has is refused with the file's name; an earlier one is counted."""
    an_extract(tmp_path / "a.parquet", *[REACHED] * 10)
    ran = inside("report", "combine", str(tmp_path), "--to", "8/2026", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "extract-covers-period")
    assert "a.parquet" in ran.error["message"]
    june = inside("report", "combine", str(tmp_path), "--to", "6/2026", "--json").json
    assert june["period"] == {"from": "2026-06-01", "to": "2026-06-30"}


@pytest.mark.parametrize("level", ["internal", "release"])
def test_a_threshold_below_a_units_own(inside: Desk, tmp_path: Path, level: str) -> None:
    """The county shows no smaller numbers than the most careful unit does, and is told which it may ask for."""
    an_extract(tmp_path / "a.parquet", *[REACHED] * 20)
    an_extract(tmp_path / "b.parquet", *[REACHED] * 20, unit="custody-2", threshold=8)
    words = ["report", "combine", str(tmp_path), "--level", level, "--json", "--threshold"]
    ran = inside(*words, "7")
    assert (ran.code, ran.error["rule"], ran.out) == (5, "threshold-of-a-unit", "")
    assert "b.parquet" in ran.error["message"]
    assert "--threshold 8" in ran.error["hint"]
    assert inside(*words, "8").json["threshold"] == 8


def test_an_extract_that_changes_while_it_is_counted(
    inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no report over a file that nobody has checked."""
    path, counts = an_extract(tmp_path / "one.parquet", *[REACHED] * 20), engine.counts

    def meanwhile(*words: Any) -> Any:  # noqa: ANN401
        an_extract(path, *[REACHED] * 2)
        return counts(*words)

    monkeypatch.setattr(engine, "counts", meanwhile)
    ran = inside("report", "combine", str(tmp_path), "--json")
    assert (ran.code, ran.error["code"], ran.out) == (12, "damaged", "")
    assert "one.parquet" in ran.error["message"]


def test_an_extract_of_endless_rows(inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extract that would fill the memory is exit 12, and the limit is told."""
    monkeypatch.setattr("sotecli.extract.MOST_ROWS", 19)
    an_extract(tmp_path / "one.parquet", *[REACHED] * 20)
    ran = inside("report", "combine", str(tmp_path), "--json")
    assert (ran.code, ran.error["code"], ran.out) == (12, "damaged", "")
    assert "more than 19 requests" in ran.error["message"]


@pytest.mark.parametrize(
    "words", [["--from", "June"], ["--from", "2026-06-17"], ["--engine", "oracle"], ["--threshold", "2"]]
)
def test_bad_calls(inside: Desk, tmp_path: Path, words: list[str]) -> None:
    """What is no month, no engine and no threshold is exit 2."""
    an_extract(tmp_path / "a.parquet", REACHED)
    assert inside("report", "combine", str(tmp_path), *words).code == 2


def test_a_folder_without_extracts(inside: Desk, tmp_path: Path) -> None:
    """A folder without extracts is exit 10 with how to make one."""
    ran = inside("report", "combine", str(tmp_path), "--json")
    assert (ran.code, ran.error["code"]) == (10, "no_file")
    assert "sote report extract" in ran.error["hint"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_extract_of_somebody_else(inside: Desk, tmp_path: Path) -> None:
    """An extract that may not be read is exit 14, not left out."""
    an_extract(tmp_path / "a.parquet", REACHED).chmod(0)
    assert inside("report", "combine", str(tmp_path)).code == 14


def test_without_the_extra_nothing_is_logged_or_written(
    coded: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    """Without the extra the extract is one clear error with the line that installs it."""
    before = last_entry(database)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = extract(coded, tmp_path / "one.parquet")
    assert (ran.code, ran.error["hint"]) == (2, "Install it: pip install 'sotecli[combine]'.")
    assert last_entry(database) == before
    assert not (tmp_path / "one.parquet").exists()


def test_other_commands_do_without_the_extra(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of a unit need neither library."""
    for library in ("pyarrow", "ibis", "duckdb"):
        monkeypatch.setitem(sys.modules, library, None)
    assert inside("report", "pilot").code == 0
