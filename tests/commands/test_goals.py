"""`sote report goals`: the model's own goals, with their two numbers, their trend, and what is missing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sotecli.modelset import SHIPPED
from sotecli.storage.database import Database
from tests import cases
from tests.appointments import booked, noted
from tests.cases import VARHA, new_case
from tests.conftest import Desk

JULY = "2026-07-01T09:00:00+03:00"
OPENED = ["--on", "7.1.2026"]


def at(day: str) -> str:
    """A day of 2026 as an instant."""
    return f"2026-{day}T09:00:00+03:00"


def told(desk: Desk, ref: str, *words: str, on: str = "06-17") -> None:
    """A feedback that is linked to a case, after something that was noted of it."""
    cases.told(desk, ref, at(on))
    link = ["--linked", "--consent", "spoken", "--json"]
    ran = desk("feedback", "add", "--after", ref, *words, *link, now=at(on))
    assert ran.code == 0, ran.err


def report(desk: Desk, *words: str, level: str = "internal", now: str | None = None) -> dict[str, Any]:
    """The whole report."""
    ran = desk("report", "goals", "--level", level, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def figures(found: dict[str, Any], goal: str) -> dict[str, tuple[Any, Any, Any]]:
    """What is counted of a goal: numerator, denominator and value of its figure (under "") and of those beside."""
    return {
        metric["id"].removeprefix(goal).removeprefix("."): (
            metric["numerator"],
            metric["denominator"],
            metric["value"],
        )
        for metric in found["metrics"]
        if metric["id"].partition(".")[0] == goal
    }


def goal_of(found: dict[str, Any], ident: str) -> dict[str, Any]:
    """One goal of the report."""
    return next(dict(goal) for goal in found["goals"] if goal["id"] == ident)


def own_model(path: Path, *changes: tuple[str, str], version: int = 2) -> str:
    """The shipped model with changes, as a file of the unit's own."""
    text = (SHIPPED / f"{VARHA}.toml").read_text(encoding="utf-8").replace("version = 1", f"version = {version}", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_met_in_every_contact_counts_clients(inside: Desk) -> None:
    """One contact in which somebody did not feel met counts for the client, not for the contact; silence does not."""
    first, second, _silent = (new_case(inside, *OPENED, model=VARHA)["ref"] for _number in range(3))
    told(inside, first, "--met", "5", on="06-15")
    told(inside, first, "--met", "3", on="06-16")
    told(inside, second, "--met", "4", on="06-16")
    told(inside, second, "--copes", "1", on="06-17")
    found = report(inside)
    assert figures(found, "met-in-every-contact") == {"": (1, 2, 50.0), "response": (2, 3, 66.7)}
    assert figures(found, "contacts-met") == {"": (2, 3, 66.7), "response": (3, 4, 75.0), "asked": (0, 0, None)}
    goal = goal_of(found, "met-in-every-contact")
    assert (goal["target"], goal["by"], goal["reached"], goal["missing"]) == (100, "2024-01-31", False, ["no-baseline"])


def test_anonymous_answers_count_by_contact_only(inside: Desk) -> None:
    """An anonymous answer is a positive contact, and cannot be told by client."""
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    inside("feedback", "add", "--after", ref, "--met", "5", "--copes", "5")
    found = report(inside)
    assert figures(found, "contacts-met")[""] == (1, 1, 100.0)
    assert figures(found, "met-in-every-contact")[""] == (0, 0, None)
    assert figures(found, "copes") == {"": (0, 0, None), "response": (0, 1, 0.0), "lost": (0, None, 0)}


def test_coping_is_the_last_answer_in_the_window(inside: Desk) -> None:
    """The last answer of six months counts; whoever answered before it and no more is lost, and said to be."""
    first, second, lost = (new_case(inside, "--on", "7.10.2025", model=VARHA)["ref"] for _number in range(3))
    told(inside, lost, "--copes", "5", on="01-02")
    told(inside, first, "--copes", "1", on="05-15")
    told(inside, first, "--copes", "3", on="06-15")
    told(inside, second, "--copes", "5", on="06-15")
    told(inside, second, "--copes", "2", on="06-16")
    found = report(inside, now=at("07-10"))
    assert figures(found, "copes") == {"": (1, 2, 50.0), "response": (2, 3, 66.7), "lost": (1, None, 1)}
    points = {point["id"]: (point["numerator"], point["denominator"]) for point in goal_of(found, "copes")["trend"]}
    assert points == {"2025-Q4": (0, 0), "2026-Q1": (1, 1), "2026-Q2": (1, 2), "2026-Q3": (0, 0)}
    assert goal_of(found, "copes")["direction"] == "falling"


def test_concern_reports_before_and_after(inside: Desk) -> None:
    """Reports stand against the months in which they could have come, which differ; windows have ends."""
    ref = new_case(inside, "--on", "17.12.2025", model=VARHA)["ref"]
    other = new_case(inside, "--on", "17.3.2026", model=VARHA)["ref"]
    for day in ("16.12.2024", "17.12.2024", "16.12.2025", "17.12.2025", "17.6.2026"):
        assert inside("concern", "add", ref, "--kind", "need", "--on", day).code == 0
    inside("concern", "add", other, "--kind", "child", "--on", "1.1.2026")
    found = figures(report(inside), "fewer-concerns")
    assert found["before"] == (3, 24, 12.5)
    assert found[""] == (2, 9.1, 22.1)
    assert goal_of(report(inside), "fewer-concerns")["direction"] == "rising"


def test_the_time_after_ends_with_the_case(inside: Desk) -> None:
    """A case that has ended is exposed no longer, and a long one only for as long as the time before it."""
    long = new_case(inside, "--on", "17.1.2025", model=VARHA)["ref"]
    short = new_case(inside, "--on", "17.3.2026", model=VARHA)["ref"]
    inside("case", "close", short, "ended-early", "--reason", "own-wish", "--on", "16.4.2026")
    inside("concern", "add", long, "--kind", "need", "--on", "17.1.2026")
    inside("concern", "add", short, "--kind", "need", "--on", "17.4.2026")
    assert figures(report(inside), "fewer-concerns")[""] == (0, 13, 0.0)


def test_a_short_time_has_no_rate(inside: Desk) -> None:
    """Days are told as a part of a month, never as none, and give neither a rate nor a trend."""
    ref = new_case(inside, "--on", "16.6.2026", model=VARHA)["ref"]
    for day in ("16.6.2026", "1.6.2026"):
        assert inside("concern", "add", ref, "--kind", "need", "--on", day).code == 0
    found = report(inside)
    assert figures(found, "fewer-concerns")[""] == (1, 0.1, None)
    assert figures(found, "fewer-concerns")["before"] == (1, 12, 8.3)
    assert next(one for one in found["metrics"] if one["id"] == "fewer-concerns")["reason"] == "short_time"
    assert (goal_of(found, "fewer-concerns")["direction"], goal_of(found, "fewer-concerns")["reached"]) == (None, None)
    page = inside("report", "goals", "--level", "internal").out
    assert "before the opening, over its own client-months: 8.3 (1 / 12)" in page


def test_the_share_asked_stands_beside_answers(inside: Desk) -> None:
    """How many answered this question, of those asked; how many were asked, of those who could have been."""
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    noon = "2026-06-17T12:00:00+03:00"
    held = [booked(inside, ref, at=f"17.6.2026 {hour}.00") for hour in (10, 11)]
    for one in held:
        noted(inside, "held", one, now=noon)
    assert inside("feedback", "add", "--after", held[0], "--copes", "4", now=noon).code == 0
    found = figures(report(inside, now=noon), "contacts-met")
    assert found == {"": (0, 0, None), "response": (0, 1, 0.0), "asked": (1, 2, 50.0)}


def test_what_cannot_be_said_yet(inside: Desk) -> None:
    """Without referrals and appointments the goals about them have no figure, and say why."""
    new_case(inside, *OPENED, model=VARHA)
    found = report(inside)
    reasons = {metric["id"]: metric["reason"] for metric in found["metrics"]}
    assert reasons["services-smoothly"] == "no_referrals"
    assert reasons["fewer-cancelled"] == "no_appointments"
    assert goal_of(found, "fewer-cancelled")["missing"] == ["no-appointments", "no-target", "no-baseline"]
    page = inside("report", "goals", "--level", "internal").out
    assert "no service was promised for a day in this time" in page
    assert "the model says no number, only the direction" in page


def test_the_page_says_each_goal(inside: Desk) -> None:
    """Definition, figure with its two numbers, target with its day, how many answered, trend in words, what lacks."""
    first, _second = (new_case(inside, *OPENED, model=VARHA)["ref"] for _number in range(2))
    told(inside, first, "--met", "2", on="03-16")
    told(inside, first, "--met", "5", on="06-16")
    page = inside("report", "goals", "--level", "internal").out
    assert "goal: The client feels met in every contact" in page
    assert "now: 0% (0 / 1)" in page
    assert "counts as positive: being met at least 4" in page
    assert "100% by Wed 31 Jan 2024: target not reached" in page
    assert "clients who answered this question, of all clients: 50% (1 / 2)" in page
    assert "quarter 1 of 2026: 0%, quarter 2 of 2026: 100%, ↗ rising" in page
    assert "answers from 1 of 2" in page


def test_a_release_hides_small_numbers(inside: Desk) -> None:
    """Outside, the figures of few are hidden, in the goals, the trend and the sentences alike."""
    for number in range(12):
        ref = new_case(inside, *OPENED, model=VARHA)["ref"]
        told(inside, ref, "--met", "15"[number % 2], "--copes", "1" if number < 2 else "4", on="06-16")
    found = report(inside, level="release")
    assert figures(found, "met-in-every-contact")[""] == (None, 12, 50)  # a band
    assert figures(found, "copes")[""] == (None, 12, None)
    goal = goal_of(found, "copes")
    assert (goal["reached"], goal["direction"]) == (None, None)
    assert all(point["value"] is None for point in goal["trend"])
    page = inside("report", "goals").out
    assert "hidden for privacy" in page
    assert "10 / 12" not in page


def test_a_part_could_be_told_from_the_others(inside: Desk) -> None:
    """When one quarter is too small, the whole trend is hidden and not only that quarter; the figure itself stays."""
    for number in range(20):
        ref = new_case(inside, *OPENED, model=VARHA)["ref"]
        told(inside, ref, "--met", "15"[number % 2], on="06-16" if number else "03-16")
    found = report(inside, level="release")
    assert figures(found, "met-in-every-contact")[""] == (10, 20, 50.0)
    assert all(point["value"] is None for point in goal_of(found, "met-in-every-contact")["trend"])


def test_the_pages_do_not_tell_one_persons_answer(inside: Desk) -> None:
    """Ten linked answers and an anonymous one: neither page shows all eleven, which less the ten tell the last one."""
    for number in range(10):
        ref = new_case(inside, *OPENED, model=VARHA)["ref"]
        told(inside, ref, "--met", "15"[number % 2], on="06-16")
    assert figures(report(inside, level="release"), "met-in-every-contact")[""] == (None, 10, 50)
    summary = ("feedback", "summary", "--model", VARHA, "--json")

    def shown() -> Any:  # noqa: ANN401
        metrics = inside(*summary, now=at("06-17")).json["metrics"]
        return next(metric["value"] for metric in metrics if metric["id"] == "met.positive")

    assert shown() == 50  # a band
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    assert inside("feedback", "add", "--after", ref, "--met", "1", now=at("06-16")).code == 0
    assert shown() is None
    assert inside("feedback", "summary", "--json", now=at("06-17")).json["metrics"][2]["value"] is None


def test_a_changed_definition_is_not_compared(inside: Desk, tmp_path: Path) -> None:
    """A period over which a threshold was moved is refused with the goal and the day; a later period is shown."""
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    moved = own_model(tmp_path / "own.toml", ("threshold = 3", "threshold = 2"))
    assert inside("model", "adopt", moved, now=JULY).code == 0
    ran = inside("report", "goals", "--json", now=at("08-03"))
    assert (ran.code, ran.error["rule"]) == (5, "one-definition")
    assert "copes" in ran.error["message"]
    told(inside, ref, "--copes", "2", on="07-02")
    found = report(inside, "--from", "1.7.2026", now=at("08-03"))
    assert figures(found, "copes")[""] == (1, 1, 100.0)
    assert found["definitions_version"] == f"goals-1 {VARHA} 2"
    earlier = report(inside, "--to", "30.6.2026", now=at("08-03"))
    assert earlier["definitions_version"] == f"goals-1 {VARHA} 1"


def test_new_words_are_no_new_definition(inside: Desk, tmp_path: Path) -> None:
    """A version with other words or steps, but the same goals, goes on with the series."""
    new_case(inside, *OPENED, model=VARHA)
    words = own_model(tmp_path / "own.toml", ("The client feels met in every contact", "Everybody feels met"))
    assert inside("model", "adopt", words, now=JULY).code == 0
    assert report(inside, now=at("08-03"))["definitions_version"] == f"goals-1 {VARHA} 2"


def test_other_questions_are_not_compared(inside: Desk, tmp_path: Path) -> None:
    """Answers to another version of the questions in the period are refused, not left out silently."""
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    told(inside, ref, "--met", "5", on="06-16")
    text = inside("feedback", "set", "show", "--text").out.replace("version = 1", "version = 2").replace("met in", "in")
    (tmp_path / "set.toml").write_text(text, encoding="utf-8")
    assert inside("feedback", "set", "adopt", str(tmp_path / "set.toml"), now=JULY).code == 0
    told(inside, ref, "--met", "5", on="07-02")
    ran = inside("report", "goals", "--json", now=at("07-03"))
    assert (ran.code, ran.error["rule"]) == (5, "one-definition")


BASELINE = ("threshold = 4\n", "threshold = 4\nbaseline = { from = 2026-02-01, to = 2026-03-31 }\n")


@pytest.mark.parametrize(
    ("adopted", "baseline", "missing"),
    [("01-07", (0, 1, 0.0), []), ("03-02", None, ["threshold-after-baseline"])],
)
def test_the_threshold_stands_before_the_baseline(
    inside: Desk, tmp_path: Path, adopted: str, baseline: tuple[int, int, float] | None, missing: list[str]
) -> None:
    """A baseline is compared with only if the definition was fixed before it began."""
    own = own_model(tmp_path / "own.toml", BASELINE)
    assert inside("model", "adopt", own, now=at(adopted)).code == 0
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    told(inside, ref, "--met", "2", on="03-03")
    told(inside, ref, "--met", "5", on="06-03")
    found = report(inside, "--from", "1.4.2026")
    assert figures(found, "met-in-every-contact").get("baseline") == baseline
    assert goal_of(found, "met-in-every-contact")["missing"] == missing


def test_reports_about_the_cohort_stand_apart(inside: Desk, tmp_path: Path) -> None:
    """Reports about nobody's case are counted in the baseline and after it, and are in no rate."""
    fewer = 'better = "lower"\nwindow_months = 12\n'
    own = own_model(tmp_path / "own.toml", (fewer, f"{fewer}baseline = {{ from = 2026-02-01, to = 2026-02-28 }}\n"))
    assert inside("model", "adopt", own, now=at("01-07")).code == 0
    new_case(inside, *OPENED, model=VARHA)
    for day in ("1.2.2026", "28.2.2026", "1.3.2026", "29.3.2026"):
        inside("concern", "add", "--model", VARHA, "--kind", "need", "--on", day)
    found = figures(report(inside), "fewer-concerns")
    assert (found["cohort_before"][0], found["cohort_after"][0], found[""][0]) == (2, 1, 0)
    assert found["cohort"] == (4, None, 4)


def test_reports_about_nobodys_case_are_always_told(inside: Desk) -> None:
    """Without a baseline, too, the page says how many reports are in no rate, also when there are none."""
    new_case(inside, *OPENED, model=VARHA)
    assert figures(report(inside), "fewer-concerns")["cohort"] == (0, None, 0)
    inside("concern", "add", "--model", VARHA, "--kind", "need", "--on", "16.6.2026")
    found = figures(report(inside), "fewer-concerns")
    assert (found["cohort"], found[""][0]) == ((1, None, 1), 0)
    assert "reports about nobody's case, in no rate: 1" in inside("report", "goals", "--level", "internal").out


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--model", "nowhere"], 4), (["--model", "vantaa-request"], 2), (["--model", "satakunta-assi"], 2)],
)
def test_bad_calls(inside: Desk, words: list[str], code: int) -> None:
    """An unknown model is exit 4; one without cases or without goals of its own 2."""
    assert inside("report", "goals", *words).code == code


def test_an_evaluator_may_run_it(inside: Desk, database: Database) -> None:
    """The report is an evaluator's, too, and what is shown is logged with its level."""
    assert inside("report", "goals", worker="cia").code == 0
    row = database.rows("SELECT action, purpose FROM log ORDER BY seq DESC LIMIT 1")[0]
    first = date(2026, 6, 1)
    assert tuple(row) == ("report.goals", f"{VARHA} release 5 {first}..2026-06-17")


def referred(desk: Desk, ref: str, service: str, promised: str, arrived: str | None) -> None:
    """A service of a plan, promised for a day, and when the person arrived."""
    days = ["--sent", "10.6.2026", "--consent-on", "10.6.2026", "--promised", promised]
    made = desk("referral", "add", ref, "--service", service, "--consent", "spoken", *days, "--json")
    assert made.code == 0, made.err
    if arrived:
        assert desk("referral", "outcome", made.json["ref"], "arrived", "--on", arrived).code == 0


def test_services_in_time_count_clients_with_a_plan(inside: Desk) -> None:
    """One service that came late counts against the client; of whom nothing can be said yet stands beside."""
    in_time, late, waiting, _without = (new_case(inside, *OPENED, model=VARHA)["ref"] for _number in range(4))
    referred(inside, in_time, "debt-advice", "15.6.2026", "15.6.2026")
    referred(inside, late, "debt-advice", "15.6.2026", "15.6.2026")
    referred(inside, late, "day-centre", "12.6.2026", "16.6.2026")
    referred(inside, waiting, "debt-advice", "17.6.2026", None)
    found = report(inside)
    assert figures(found, "services-smoothly") == {"": (1, 2, 50.0), "pending": (1, 3, 33.3)}


def test_cancelled_visits_tell_whose_doing_it_was(inside: Desk) -> None:
    """Cancelled by the client or missed, of all booked; what we cancelled is no client's doing."""
    ref = new_case(inside, *OPENED, model=VARHA)["ref"]
    for day, how in (
        ("9.6.", ["held"]),
        ("10.6.", ["missed"]),
        ("11.6.", ["cancel", "--by", "client", "--at", "10.6.2026 15.00"]),
        ("12.6.", ["cancel", "--by", "organisation", "--at", "8.6.2026 12.00"]),
        ("15.6.", []),
    ):
        made = booked(inside, ref, at=f"{day}2026 10.00", now=at("06-01"))
        if how:
            noted(inside, how[0], made, *how[1:])
    found = report(inside)
    apart = {"late": (1, 5, 20.0), "organisation": (1, 5, 20.0), "unrecorded": (1, 5, 20.0)}
    assert figures(found, "fewer-cancelled") == {"": (2, 5, 40.0), **apart}


ANSWERED = """
[[smart]]
id = "visitors-met"
label = { fi = "Kohdattu", sv = "Bemött", en = "Visitors feel met" }
measure = "MEASURE"
better = "higher"
target = 80
set = "sote-three"
item = "met"
threshold = 4
window_months = 6
"""


def test_goals_of_visitors(inside: Desk, tmp_path: Path) -> None:
    """A model of visits has goals of answers; what is counted by case is refused with its line when it is adopted."""
    text = (SHIPPED / "pirha-lahitori.toml").read_text(encoding="utf-8").replace("version = 1", "version = 2", 1)
    own = tmp_path / "own.toml"
    for measure in ("coping", "met-every-contact", "concern-rate", "cancelled-visits", "services-in-time"):
        own.write_text(text + ANSWERED.replace("MEASURE", measure), encoding="utf-8")
        ran = inside("model", "check", str(own))
        (line,) = [number for number, one in enumerate(own.read_text().splitlines(), 1) if f'"{measure}"' in one]
        assert ran.code != 0
        assert f"Line {line}: {measure} is counted by case" in ran.err
        assert inside("model", "adopt", str(own)).code != 0
    own.write_text(text + ANSWERED.replace("MEASURE", "positive-contacts"), encoding="utf-8")
    assert inside("model", "adopt", str(own)).code == 0
    for answer in ("5", "2", "4"):
        inside("feedback", "add", "--site", "keskusta", "--met", answer)
    found = report(inside, "--model", "pirha-lahitori")
    assert figures(found, "visitors-met")[""] == (2, 3, 66.7)
    assert figures(found, "visitors-met")["response"] == (3, 3, 100.0)
