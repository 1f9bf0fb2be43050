"""`sote report housing|reviews|workload`."""

import json
from pathlib import Path

import pytest

from sotecli.storage.database import Database
from tests.conftest import Desk
from tests.histories import HOUSING, Entry, People, path, store
from tests.storage.test_housing import TO_SAS, search, tail
from tests.storage.test_reviews import housed, reviewed

PATH = TO_SAS + search("2026-02-17") + tail("2026-03-02", "2026-03-09", "2026-03-20", visited=True)


def metrics(desk: Desk, *words: str) -> dict[str, dict[str, object]]:
    """A report's metrics by their id."""
    ran = desk("report", *words, "--json")
    assert ran.code == 0, ran.err
    return {metric["id"]: metric for metric in ran.json["metrics"]}


def test_housing_inside_and_outside(inside: Desk, database: Database) -> None:
    """Three who moved are exact inside and hidden outside; twelve are shown, but not that all waited alike."""
    for number in range(3):
        store(database, f"A-{number}", PATH, model=HOUSING)
    found = metrics(inside, "housing", "--level", "internal")
    assert (found["lead_time"]["value"], found["lead_time"]["persons"]) == (46, 3)
    assert (found["visits_before_decision"]["value"], found["offers_per_placement"]["value"]) == (100.0, 1)
    assert all(metric["value"] is None for metric in metrics(inside, "housing").values())
    for number in range(3, 12):
        store(database, f"A-{number}", PATH, model=HOUSING)
    report = inside("report", "housing", "--json").json
    shown = {metric["id"]: metric["value"] for metric in report["metrics"]}
    assert (shown["placements"], shown["lead_time"]) == (12, None)
    assert (report["definitions_version"], report["model"], report["report"]) == ("housing-1", HOUSING, "housing")
    assert report["period"] == {"from": "2026-01-05", "to": "2026-06-17"}
    assert [table["id"] for table in report["tables"]] == [
        *("lead_time_days", "queue", "declines_by_party", "declines_by_reason")
    ]
    waiting = [row["cells"][0]["value"] for row in report["tables"][1]["rows"]]
    assert waiting == [0, 12, 0, 0, 0, 0]


def test_reviews_inside_and_outside(inside: Desk, database: Database) -> None:
    """Levels, changes and reviews in time, exact inside; the changes of few are hidden outside."""
    for number in range(12):
        store(database, f"A-{number:02}", housed("communal", "2025-12-01"), people=People("anna"))
    entries = [*housed("communal", "2025-12-01"), reviewed("supported-in-unit", "2026-05-29")]
    for number in range(12, 14):
        store(database, f"A-{number:02}", entries, people=People("anna"))
    found = metrics(inside, "reviews", "--level", "internal")
    assert (found["reviews_on_time"]["numerator"], found["reviews_on_time"]["denominator"]) == (2, 14)
    report = inside("report", "reviews", "--from", "1.4.2026", "--json").json
    assert (report["definitions_version"], report["model"]) == ("reviews-1", "satakunta-assi")
    assert {table["id"]: table["suppressed"] for table in report["tables"]} == {
        "levels": True,
        "level_changes_2026-Q2": True,
    }
    assert {metric["id"]: metric["value"] for metric in report["metrics"]} == {
        "clients": 14,
        "reviews_on_time": None,
        "has_worker": None,
        "special_support_covered": None,
    }


@pytest.mark.parametrize("report", ["housing", "reviews"])
def test_pages_say_what_was_counted(inside: Desk, database: Database, report: str) -> None:
    """Each page says its model, its cohorts, that it is a preview, and how to see exact figures."""
    store(database, "A-1", PATH, model=HOUSING)
    store(database, "A-2", [*housed("communal", "2025-12-01"), reviewed("communal", "2026-05-29")])
    page = inside("report", report).out
    assert "PREVIEW" in page
    assert "How persons are protected" in page
    assert f"sote report {report} --level internal" in page
    exact = inside("report", report, "--level", "internal").out
    assert "INTERNAL" in exact
    words = (
        ["Queue: who waits", "Declines are counted"]
        if report == "housing"
        else ["In time: reviews", "quarter 2 of 2026"]
    )
    assert all(word in exact for word in words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["housing", "--model", "nowhere"], 4),
        (["housing", "--model", "vantaa-request"], 2),
        (["reviews", "--threshold", "2"], 2),
        (["housing", "--from", "10.6.2026", "--to", "9.6.2026"], 2),
        (["workload", "--level", "internal"], 2),
    ],
)
def test_bad_calls(inside: Desk, words: list[str], code: int) -> None:
    """Unknown models are exit 4; models without cases, odd thresholds and periods, and a level of the workload 2."""
    assert inside("report", *words).code == code


def test_evaluators_run_reports_about_clients_only(inside: Desk) -> None:
    """An evaluator may run housing and reviews; the workload is about workers and refused."""
    for report in ("housing", "reviews"):
        assert inside("report", report, worker="cia").code == 0
    ran = inside("report", "workload", "--json", worker="cia")
    assert (ran.code, ran.error["rule"]) == (5, "workload-not-for-evaluators")
    assert ran.out == ""


def test_what_is_shown_is_logged(inside: Desk, database: Database) -> None:
    """Each report leaves a log entry with its level and period before it is shown."""
    inside("report", "housing", "--level", "internal", "--from", "1.6.2026")
    inside("report", "workload")
    rows = database.rows("SELECT action, fields, purpose FROM log ORDER BY seq DESC LIMIT 2")
    assert [tuple(row) for row in rows] == [
        ("report.workload", "workers", "internal 2026-06-17"),
        ("report.housing", "counts", f"{HOUSING} internal 5 2026-06-01..2026-06-17"),
    ]


def test_the_workload_counts_and_proposes(inside: Desk, database: Database) -> None:
    """Open requests and cases by relation, late ones, what is due this week; a suggestion, and nothing assigned."""
    ref = inside.add("--received", "1.6.2026")
    inside("worker", "assign", ref, "anna")
    inside("worker", "assign", ref, "bo", "--pair")
    store(database, "A-1", path(("referred", "2026-06-16")), people=People("anna", "bo", "bo"))
    store(database, "A-2", path(("referred", "2026-06-16")))
    found = inside("report", "workload", "--json").json
    anna, bo = found["workers"]
    assert (anna["requests"], anna["cases"]) == ({"worker": 1, "pair": 0}, {"worker": 1, "pair": 0, "area": 0})
    assert (anna["late"], anna["due_this_week"], anna["points"]) == (1, 1, 5)
    assert (bo["requests"]["pair"], bo["cases"], bo["points"]) == (1, {"worker": 0, "pair": 1, "area": 1}, 3)
    assert found["unassigned"]["cases"]["worker"] == 1
    assert found["suggestion"] == {"worker": "bo", "arithmetic": "2 × 0 + 1 × 2 + 1 × 1 + 1 × 0 = 3"}
    page = inside("report", "workload").out
    assert "INTERNAL" in page
    assert "2 × 0 + 1 × 2 + 1 × 1 + 1 × 0 = 3" in page
    assert database.rows("SELECT worker FROM cases WHERE ref = 'A-2'")[0]["worker"] is None


def test_who_is_away_is_shown_and_not_proposed(inside: Desk) -> None:
    """An absence stands on the page with its deputy, and the worker is passed over."""
    inside("worker", "absent", "anna", "--from", "17.6.2026", "--to", "19.6.2026", "--deputy", "bo")
    found = inside("report", "workload", "--json").json
    assert found["workers"][0]["absence"] == {"from": "2026-06-17", "to": "2026-06-19", "deputy": "bo"}
    assert (found["workers"][0]["away"], found["suggestion"]["worker"]) == (True, "bo")


@pytest.mark.parametrize("report", ["housing", "reviews", "workload"])
def test_a_file_is_new_and_private(inside: Desk, tmp_path: Path, report: str) -> None:
    """--output writes a new file of mode 0600 and never replaces one."""
    place = tmp_path / "report.json"
    internal = ["--level", "internal"] if report != "workload" else []
    assert inside("report", report, "--format", "json", "--output", str(place), *internal).code == 0
    assert json.loads(place.read_text())["report"] == report
    assert place.stat().st_mode & 0o777 == 0o600
    assert inside("report", report, "--output", str(place)).code == 5


def test_a_tailored_model_keeps_its_older_cases(inside: Desk, database: Database, tmp_path: Path) -> None:
    """Cases of an older version count by what that version says, beside those of the newer one."""
    store(database, "A-1", PATH, model=HOUSING)
    text = (Path(__file__).parents[2] / "sotecli/models/luvn-housing-path.toml").read_text()
    tailored = text.replace("version = 1", "version = 2", 1).replace('counts = "placement"\n', "")
    (tmp_path / "own.toml").write_text(tailored)
    assert inside("model", "adopt", str(tmp_path / "own.toml")).code == 0
    assert metrics(inside, "housing", "--level", "internal")["placements"]["value"] == 1
    with database.transaction():
        database.write("UPDATE cases SET version = 2")
    assert metrics(inside, "housing", "--level", "internal")["placements"]["reason"] == "not_in_model"


def test_entries_without_a_step_do_no_harm(inside: Desk, database: Database) -> None:
    """A step that was taken back does not count."""
    store(database, "A-1", [*PATH, Entry(None, "2026-03-20", corrects=len(PATH))], model=HOUSING)
    assert metrics(inside, "housing", "--level", "internal")["placements"]["value"] == 0
