"""`sote model`."""

from pathlib import Path

import pytest

from sotecli.modelset import shipped
from sotecli.storage import models
from sotecli.storage.database import Database
from tests.conftest import Desk

ASSI = shipped()["satakunta-assi"].read_text(encoding="utf-8")
TAILORED = ASSI.replace("version = 1", "version = 2").replace("review_months = 6", "review_months = 3")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A tailored copy of a model."""
    path = tmp_path / "assi.toml"
    path.write_text(TAILORED, encoding="utf-8")
    return path


def test_models_without_a_file(inside: Desk) -> None:
    """The shipped models need no file of the unit."""
    inside.environment = {"SOTE_FILE": "/nowhere/at.all"}
    listed = inside("model", "list", "--json").json
    assert [(model["id"], model["adopted"]) for model in listed] == [(ident, False) for ident in shipped()]
    shown = inside("model", "show", "SATAKUNTA-ASSI", "--json").json
    assert (shown["id"], shown["version"], shown["review_months"]) == ("satakunta-assi", 1, 6)
    housed = next(step for step in shown["steps"] if step["id"] == "housed")
    assert (housed["after"], housed["next"], housed["meets"]) == (["decided"], ["reviewed", "exited"], ["SHL45-3m"])
    missing = inside("model", "show", "nowhere", "--json")
    assert (missing.code, missing.error["code"]) == (4, "not_found")


@pytest.mark.parametrize("ident", list(shipped()))
def test_a_model_is_told_in_full(inside: Desk, ident: str) -> None:
    """As lines, each step stands with its words, who may take it, and its deadlines, in three languages."""
    told = {lang: inside("--lang", lang, "model", "show", ident, "--plain").out for lang in ("fi", "sv", "en")}
    for step in inside("model", "show", ident, "--json").json["steps"]:
        for lang, out in told.items():
            assert step["label"][lang] in out
            assert all(rule in out for rule in (*step["starts"], *step["meets"]))


def test_the_picture_of_a_path(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a path is drawn: its beginning and its ends, arrows to what may follow, side steps apart."""
    monkeypatch.setattr("sotecli.terminal.is_terminal_output", lambda: True)
    out = inside("model", "show", "satakunta-assi").out
    path, _title, beside = out.partition("Beside the path")
    assert "● Referred to the unit (referred)\n" in path
    assert "◆ Left the service (exited)" in path
    decided = path[path.index("○ Service decided") :].split("\n\n")[0]
    assert "→ Housed" in decided
    assert "who may take it: social counsellor, social worker in office" in decided
    assert "clock stops: SHL45-decide" in decided
    assert "◇ Guidance and supervision visit to the provider" in beside
    assert "◇" not in path


def test_a_good_file(inside: Desk, file: Path) -> None:
    """A file without mistakes is said to be one; no file of the unit is needed."""
    inside.environment = {"SOTE_FILE": "/nowhere/at.all"}
    assert inside("model", "check", str(file), "--json").json["version"] == 2
    assert "no mistakes" in inside("model", "check", str(file)).out


@pytest.mark.parametrize("verb", ["check", "adopt"])
def test_every_mistake_is_told(inside: Desk, file: Path, verb: str) -> None:
    """A loop, an unreachable step, missing words and an unknown rule are told at once, each with its line."""
    text = TAILORED.replace('after = ["referred"]', 'after = ["housed"]').replace('"SHL45-3m"', '"SHL45-9m"')
    text = text.replace('sv = "Gemenskapsboende", ', "").replace(
        '"reviewed"]\nrepeats = true\nneeds', '"reviewed"]\nneeds'
    )
    file.write_text(text, encoding="utf-8")
    ran = inside("model", verb, str(file), "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    told = {(finding["mistake"], finding["value"]): finding["line"] for finding in ran.error["findings"]}
    lines = text.splitlines()
    assert {("unknown-rule", "SHL45-9m"), ("loop", "reviewed"), ("missing-label", "label.sv")} <= set(told)
    assert ("unreachable", "assessment-started") in told
    assert "Yhteisöllinen" in lines[told["missing-label", "label.sv"] - 1]
    assert '"reviewed"]' in lines[told["loop", "reviewed"] - 1]
    people = inside("model", verb, str(file)).err
    assert all(f"Line {line}:" in people for line in told.values())


def test_adopting(inside: Desk, file: Path, database: Database) -> None:
    """A tailored version comes into the file, is shown from there, and the change of each step is named."""
    dry = inside("model", "adopt", str(file), "--dry-run", "--json")
    assert (dry.code, dry.json["new"], models.newest(database)) == (0, True, {})
    assert inside("model", "adopt", str(file), "--json").json == {
        "id": "satakunta-assi",
        "version": 2,
        "new": True,
        "replaces": 1,
        "changed_steps": [],
        "open_cases": {},
    }
    assert models.versions(database, "satakunta-assi") == {2: TAILORED}
    assert inside("model", "show", "satakunta-assi", "--json").json["review_months"] == 3
    listed = {model["id"]: (model["version"], model["adopted"]) for model in inside("model", "list", "--json").json}
    assert listed["satakunta-assi"] == (2, True)
    assert listed["luvn-housing-path"] == (1, False)
    file.write_text(TAILORED.replace("version = 2", "version = 3").replace('review = "first"\n', ""), encoding="utf-8")
    assert inside("model", "adopt", str(file), "--json").json["changed_steps"] == ["housed"]
    assert sorted(models.versions(database, "satakunta-assi")) == [2, 3]
    file.write_text(TAILORED, encoding="utf-8")
    assert inside("model", "adopt", str(file), "--json").json["new"] is False
    assert inside("model", "show", "satakunta-assi", "--json").json["version"] == 3


def test_adopting_is_written_down(inside: Desk, file: Path, database: Database) -> None:
    """Adopting leaves one event and one entry of the log; the same text once more leaves no second event."""
    for _time in range(2):
        assert inside("model", "adopt", str(file)).code == 0
    events = database.rows("SELECT subject FROM events WHERE action = 'model.adopt'")
    assert [row["subject"] for row in events] == ["model satakunta-assi"]
    assert len(database.rows("SELECT seq FROM log WHERE action = 'model.adopt'")) == 2


@pytest.mark.parametrize("version", [1, 2])
def test_a_changed_text_needs_a_higher_version(inside: Desk, file: Path, database: Database, version: int) -> None:
    """Another text under a version in use, or under a lower one, is refused: shipped ones are in use, too."""
    assert inside("model", "adopt", str(file)).code == 0
    other = TAILORED.replace("review_months = 3", "review_months = 12").replace("version = 2", f"version = {version}")
    file.write_text(other, encoding="utf-8")
    ran = inside("model", "adopt", str(file), "--json")
    assert (ran.code, ran.error["rule"]) == (5, "model-version")
    assert models.newest(database) == {"satakunta-assi": TAILORED}


def test_a_model_of_the_units_own(inside: Desk, file: Path) -> None:
    """A unit may bring a model of its own id; the shipped text as it is changes nothing."""
    file.write_text(TAILORED.replace('id = "satakunta-assi"', 'id = "our-own"'), encoding="utf-8")
    assert inside("model", "adopt", str(file), "--json").json["replaces"] is None
    assert "our-own" in {model["id"] for model in inside("model", "list", "--json").json}
    file.write_text(ASSI, encoding="utf-8")
    assert inside("model", "adopt", str(file), "--json").json["new"] is False


def test_an_evaluator_adopts_nothing(inside: Desk, file: Path) -> None:
    """Evaluators run reports only."""
    assert inside("model", "adopt", str(file), worker="cia").code == 5
