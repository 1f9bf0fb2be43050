"""`sote report pilot`: the contract's figures, and what they may reveal."""

import json
from pathlib import Path

import pytest

from tests.conftest import PHONE, Desk

METRICS = [
    "requests",
    "assigned",
    "attempted_in_time",
    "reached",
    "reached_by_phone",
    "contacts_per_request",
    "guided",
    "became_client",
    "not_reached",
    "working_days_to_first_attempt",
    "offered",
    "uptake",
]


def fill(desk: Desk, reached: int, missed: int) -> None:
    """Take in requests, of which some are reached and guided and the others are not."""
    lines = "\n".join(json.dumps({"channel": "call", "contact": PHONE}) for _ in range(reached + missed))
    ran = desk("request", "add", "--input", "-", "--json", stdin=lines)
    for number, line in enumerate(ran.out.splitlines()):
        ref = json.loads(line)["ref"]
        result = ["reached", "--gave", "guidance"] if number < reached else ["no-answer"]
        desk("contact", "log", ref, "--channel", "call", "--result", *result)
        desk("request", "close", ref, "--outcome", "supported" if number < reached else "not-reached")


def metrics(desk: Desk, *words: str) -> dict[str, dict[str, object]]:
    """The report's metrics by their id."""
    return {metric["id"]: metric for metric in desk("report", "pilot", "--json", *words).json["metrics"]}


def test_the_report_has_the_contracts_keys(inside: Desk) -> None:
    """The document, its metrics and tables have their keys, and every metric of the contract is there."""
    fill(inside, 2, 1)
    report = inside("report", "pilot", "--format", "json").json
    assert set(report) >= {
        "report",
        "unit",
        "period",
        "level",
        "threshold",
        "calendar",
        "definitions_version",
        "preview",
        "metrics",
        "tables",
    }
    assert (report["level"], report["threshold"], report["preview"]) == ("release", 5, True)
    assert [metric["id"] for metric in report["metrics"]] == METRICS
    keys = ["id", "label", "numerator", "denominator", "value", "unit", "persons", "suppressed", "reason"]
    assert all(set(keys) <= set(metric) for metric in report["metrics"])
    assert all(row["cells"] for table in report["tables"] for row in table["rows"])


def test_internal_is_exact_and_says_so(inside: Desk) -> None:
    """At level internal the figures are exact and the page is marked."""
    fill(inside, 2, 1)
    found = metrics(inside, "--level", "internal")
    assert (found["reached"]["numerator"], found["reached"]["denominator"], found["reached"]["value"]) == (2, 3, 66.7)
    assert (found["guided"]["numerator"], found["guided"]["denominator"]) == (2, 2)
    assert (found["offered"]["value"], found["uptake"]["reason"]) == (None, "no_tally")
    assert "INTERNAL" in inside("report", "pilot", "--level", "internal").out


def test_small_numbers_are_hidden_whole(inside: Desk) -> None:
    """At level release a small pilot shows no figure and no row."""
    fill(inside, 2, 1)
    report = inside("report", "pilot", "--json").json
    for metric in report["metrics"]:
        assert metric["value"] is None
        assert metric["numerator"] is None
        assert metric["denominator"] is None
    assert all(cell["value"] is None for table in report["tables"] for row in table["rows"] for cell in row["cells"])


def test_large_numbers_are_shown(inside: Desk) -> None:
    """With ten reached and five missed the rate is a band; a higher threshold hides it."""
    fill(inside, 10, 5)
    found = metrics(inside)
    reached = found["reached"]
    assert (reached["value"], reached["band"], found["requests"]["value"]) == (65, 5, 15)
    assert found["guided"]["reason"] == "small_count"  # all of those reached
    assert metrics(inside, "--threshold", "6")["reached"]["suppressed"] is True


def tried(desk: Desk, late: int, early: int, missed: int = 0) -> None:
    """Requests of 10.6.: `late` ones after the hour, tried on the last promised day, others in time or not."""
    received = ["2026-06-10T16:00:00+03:00"] * late + ["2026-06-10T10:00:00+03:00"] * (early + missed)
    days = [16] * late + [11] * early + [17] * missed
    lines = [json.dumps({"channel": "call", "contact": PHONE, "received": moment}) for moment in received]
    ran = desk("request", "add", "--input", "-", "--json", stdin="\n".join(lines))
    for day, line in zip(days, ran.out.splitlines(), strict=True):
        words = ["--channel", "call", "--result", "no-answer", "--at", f"2026-06-{day}T08:00:00+03:00"]
        assert desk("contact", "log", json.loads(line)["ref"], *words).code == 0


def test_a_cut_off_hour_shows_two_views(inside: Desk) -> None:
    """With a cut-off hour the promise and the waiting are shown from arrival and from effective receipt."""
    inside("setting", "set", "promise.cutoff", "15:00")
    tried(inside, late=10, early=10)
    found = metrics(inside)
    idents = [*METRICS[:3], METRICS[2] + "_from_arrival", *METRICS[3:10], METRICS[9] + "_from_receipt", *METRICS[10:]]
    assert list(found) == idents
    views = "attempted_in_time", "attempted_in_time_from_arrival"
    assert [found[view]["reason"] for view in views] == ["small_count", None]  # 100 % is not shown
    assert found["attempted_in_time_from_arrival"]["value"] == 50.0
    days = "working_days_to_first_attempt"
    exactly = {
        metric["id"]: metric for metric in inside("report", "pilot", "--level", "internal", "--json").json["metrics"]
    }
    assert (exactly[days]["value"], exactly[f"{days}_from_receipt"]["value"]) == (2.5, 2)
    assert (found[days]["value"], found[f"{days}_from_receipt"]["value"]) == (2.5, None)  # it has no breakdown
    assert "first attempt in time, counted from arrival" in inside("report", "pilot").out


def test_without_a_cut_off_hour_there_is_one_view(inside: Desk) -> None:
    """Without a cut-off hour the day counted from is that of arrival, and nothing is shown twice."""
    tried(inside, late=10, early=10)
    assert list(metrics(inside)) == METRICS


def test_two_views_that_are_close_are_not_both_released(inside: Desk) -> None:
    """When only four persons came after the cut-off hour, the two views do not tell it; the unit itself sees them."""
    inside("setting", "set", "promise.cutoff", "15:00")
    tried(inside, late=4, early=10, missed=6)
    found = metrics(inside)
    one, other = found["attempted_in_time"], found["attempted_in_time_from_arrival"]
    assert None in {one["numerator"], other["numerator"]}
    assert found["working_days_to_first_attempt_from_receipt"]["value"] is None
    assert "hidden for privacy" in inside("report", "pilot").out
    assert metrics(inside, "--level", "internal")["attempted_in_time_from_arrival"]["value"] == 50.0


@pytest.mark.parametrize(
    "words",
    [["--threshold", "2"], ["--threshold", "11"], ["--format", "pdf"], ["--level", "public"], ["--from", "31.2."]],
)
def test_bad_calls(inside: Desk, words: list[str]) -> None:
    """Thresholds out of range, formats that do not exist and impossible dates are exit 2."""
    assert inside("report", "pilot", *words).code == 2


def test_a_period_that_ends_before_it_starts(inside: Desk) -> None:
    """Such a period is exit 2."""
    assert inside("report", "pilot", "--from", "10.6.2026", "--to", "9.6.2026").code == 2


def test_the_period_begins_with_the_pilot(inside: Desk) -> None:
    """The report runs from the pilot's start, else from the first request, to today; days of arrival count."""
    inside.add("--received", "1.6.2026")
    assert inside("report", "pilot", "--json").json["period"] == {"from": "2026-06-01", "to": "2026-06-17"}
    inside("setting", "set", "pilot.start", "2026-06-05")
    assert inside("report", "pilot", "--json").json["period"]["from"] == "2026-06-05"
    assert metrics(inside, "--level", "internal")["requests"]["value"] == 0
    assert metrics(inside, "--level", "internal", "--from", "1.6.2026")["requests"]["value"] == 1


def test_a_file_is_new_and_private(inside: Desk, tmp_path: Path) -> None:
    """--output writes a new file of mode 0600 and never replaces one."""
    path = tmp_path / "report.json"
    inside.add()
    assert inside("report", "pilot", "--format", "json", "--output", str(path), "--confirm", "bo").code == 0
    assert json.loads(path.read_text())["report"] == "pilot"
    assert path.stat().st_mode & 0o777 == 0o600
    assert inside("report", "pilot", "--output", str(path)).code == 5


def test_the_units_language(inside: Desk) -> None:
    """The report speaks the unit's language unless this run asks for another."""
    inside("setting", "set", "lang", "sv")
    swedish = inside("report", "pilot").out
    assert inside("--lang", "sv", "report", "pilot").out == swedish
    assert inside("--lang", "en", "report", "pilot").out != swedish
