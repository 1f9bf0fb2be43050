"""`sote concern`: which report of the law, from whom, about whom; before or after is derived."""

import json
from pathlib import Path

import pytest

from sotecli.codeset import NOTIFIER, codes_of
from sotecli.modelset import SHIPPED
from sotecli.storage.database import Database
from tests.cases import VARHA, new_case
from tests.conftest import Desk

BASELINE = 'better = "lower"\nwindow_months = 12\nbaseline = { from = 2026-01-01, to = 2026-05-31 }'


def test_a_report_about_a_case(inside: Desk, database: Database) -> None:
    """Kind, source and day are kept, before or after the opening is derived; an event and a log entry tell of it."""
    ref = new_case(inside, "--on", "1.6.2026", model=VARHA)["ref"]
    ran = inside("concern", "add", ref[:6], "--kind", "need", "--source", "10", "--on", "30.5.2026", "--json")
    assert ran.json == {
        "number": 1,
        "ref": ref,
        "model": VARHA,
        "kind": "need",
        "source": "10",
        "source_label": "the police (10)",
        "on": "2026-05-30",
        "before": True,
        "worker": "anna",
        "at": "2026-06-17T09:00:00+03:00",
    }
    assert inside("concern", "add", ref, "--kind", "child", "--json").json["before"] is False
    event = database.rows("SELECT subject, payload FROM events WHERE action = 'concern.add' ORDER BY seq LIMIT 1")[0]
    assert event["subject"] == ref
    assert json.loads(event["payload"]) == {"concern": {"kind": "need", "source": "10", "on_day": "2026-05-30"}}
    assert database.rows("SELECT refs FROM log WHERE action = 'concern.add'")[0]["refs"] == f'["{ref}"]'
    assert [one["kind"] for one in inside("concern", "list", ref, "--json").json] == ["need", "child"]
    out = inside("concern", "list", ref).out
    assert f"model: {VARHA}" in out
    assert "child welfare notification" in out
    assert "§" not in out
    assert "before" in out


def test_a_report_about_the_cohort(inside: Desk, tmp_path: Path) -> None:
    """About nobody's case it is about the model's cohort; before or after the end of its baseline, if it has one."""
    words = ["concern", "add", "--model", VARHA, "--kind", "contact", "--on", "31.5.2026", "--json"]
    ran = inside(*words)
    assert (ran.json["ref"], ran.json["model"], ran.json["before"]) == (None, VARHA, None)
    text = (SHIPPED / f"{VARHA}.toml").read_text(encoding="utf-8").replace("version = 1", "version = 2", 1)
    own = tmp_path / "own.toml"
    own.write_text(text.replace('better = "lower"\nwindow_months = 12', BASELINE), encoding="utf-8")
    assert inside("model", "adopt", str(own)).code == 0
    inside("concern", "add", "--model", VARHA, "--kind", "contact", "--on", "1.6.2026")
    found = inside("concern", "list", "--model", VARHA, "--json").json
    assert [one["before"] for one in found] == [True, False]
    assert "the cohort of" in inside("concern", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--kind", "need"], 2),
        (["REF", "--model", VARHA, "--kind", "need"], 2),
        (["REF"], 2),
        (["REF", "--kind", "worry"], 2),
        (["REF", "--kind", "need", "--source", "20"], 2),
        (["REF", "--kind", "need", "--source", "police"], 2),
        (["REF", "--kind", "need", "--on", "18.6.2026"], 2),
        (["--model", "nowhere", "--kind", "need"], 4),
        (["A-2222228", "--kind", "need"], 4),
    ],
)
def test_bad_calls(inside: Desk, database: Database, words: list[str], code: int) -> None:
    """About nobody, about two, an unknown kind or source, a day to come, an unknown model or case: nothing is kept."""
    ref = new_case(inside, model=VARHA)["ref"]
    assert inside("concern", "add", *(ref if word == "REF" else word for word in words)).code == code
    assert not database.rows("SELECT * FROM concerns")


@pytest.mark.parametrize("about", ["case", "cohort"])
def test_the_same_report_twice(inside: Desk, database: Database, about: str) -> None:
    """The same kind from the same source about the same on one day is refused, unless it is said to be another."""
    where = [new_case(inside, model=VARHA)["ref"]] if about == "case" else ["--model", VARHA]
    words = ["concern", "add", *where, "--kind", "need", "--source", "10", "--on", "16.6.2026"]
    assert inside(*words).code == 0
    ran = inside(*words, "--json")
    assert (ran.code, ran.error["rule"], "number 1" in ran.error["message"]) == (5, "one-concern-once", True)
    assert database.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 1")[0][0] == "concern.add.refused"
    assert inside(*words, "--another").code == 0
    assert inside(*words[:-2], "--on", "15.6.2026").code == 0
    assert inside("concern", "add", *where, "--kind", "need", "--on", "16.6.2026").code == 0
    assert len(inside("concern", "list", "--json").json) == 4


def test_a_mistyped_report_is_taken_back(inside: Desk, database: Database) -> None:
    """By its number, which the list shows and nobody gets again; the event stays, the figures forget it."""
    ref = new_case(inside, model=VARHA)["ref"]
    for kind in ("need", "child"):
        inside("concern", "add", ref, "--kind", kind)
    assert "#: 2" in inside("concern", "list").out
    assert inside("concern", "remove", "2", "--dry-run", "--json").json["kind"] == "child"
    assert len(inside("concern", "list", "--json").json) == 2
    assert inside("concern", "remove", "2", "--json").json["ref"] == ref
    assert [one["number"] for one in inside("concern", "list", "--json").json] == [1]
    assert inside("concern", "remove", "2").code == 4
    assert inside("concern", "remove", "1", worker="cia").code == 5
    assert inside("concern", "add", ref, "--kind", "child", "--json").json["number"] == 3
    row = database.rows("SELECT payload FROM events WHERE action = 'concern.remove'")[0]
    assert json.loads(row["payload"])["removed"]["number"] == 2


def test_a_dry_run_keeps_nothing(inside: Desk, database: Database) -> None:
    """--dry-run shows the report and keeps none."""
    ref = new_case(inside, model=VARHA)["ref"]
    assert inside("concern", "add", ref, "--kind", "need", "--dry-run", "--json").json["ref"] == ref
    assert not database.rows("SELECT * FROM concerns")
    assert inside("concern", "list", "--json").json == []


def test_an_evaluator_sees_no_reports_about_cases(inside: Desk) -> None:
    """Concern reports are the workers' business; an evaluator sees them in reports only."""
    assert inside("concern", "list", worker="cia").code == 5


def test_the_national_codes() -> None:
    """The codes that were seen are all there, in three languages, and those that were not seen are not."""
    codes = codes_of(NOTIFIER)
    assert list(codes) == [str(number) for number in (*range(1, 20), 22, 23, 24)]
    assert codes["10"].label.fi == "poliisi"
    for language in ("fi", "sv", "en"):
        words = [getattr(found.label, language) for found in codes.values()]
        assert all(words)
        assert len(set(words)) == len(words)
