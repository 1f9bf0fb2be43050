"""`sote case step|review`: a case on the path of its model."""

import pytest

from sotecli.storage.database import Database
from tests.cases import VARHA, new_case, refused, walk
from tests.conftest import Desk


def test_the_steps_of_assi(qualified: Desk) -> None:
    """Referred, assessed, decided with a level, housed: deadlines of the law start and are met on the way."""
    ref = new_case(qualified)["ref"]
    case = walk(qualified, ref, "assessment-started", "assessment-complete", "decided --level communal", "housed")
    assert (case["step"], case["level"], case["review_on"]) == ("housed", "communal", "2026-12-17")
    assert {clock["rule"]: clock["met_on"] for clock in case["deadlines"]}["SHL45-3m"] == "2026-06-17"
    assert (case["rule"], case["due_on"], case["statutory"]) == ("review", "2026-12-17", False)
    assert "reviewed" in case["may_follow"]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("housed", "step-order"),
        ("referred", "step-order"),
        ("decided --level communal", "step-requires"),
        ("assessment-started --on 2026-06-09", "step-day"),
    ],
)
def test_steps_that_cannot_be_taken(qualified: Desk, words: str, rule: str) -> None:
    """A step out of order, twice, without its assessment, or before the case's start is refused with its rule."""
    ref = new_case(qualified, "--on", "2026-06-10")["ref"]
    assert refused(qualified, "case", "step", ref, *words.split()) == (5, rule)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("assessment-started --on 2026-06-18", 2),
        ("teleported", 4),
        ("assessment-started --level sky-high", 2),
        ("assessment-started --corrects 9", 4),
        ("", 2),
    ],
)
def test_steps_that_are_not_understood(qualified: Desk, words: str, code: int) -> None:
    """The future, an unknown step, level or entry, and no step at all without a terminal."""
    assert qualified("case", "step", new_case(qualified)["ref"], *words.split(), "--json").code == code


def test_a_step_needs_a_qualification(inside: Desk) -> None:
    """An assessment is made by somebody whom the model lets make it."""
    ref = new_case(inside)["ref"]
    assert refused(inside, "case", "step", ref, "assessment-started") == (5, "step-qualification")


def test_a_correction_is_a_new_entry(qualified: Desk) -> None:
    """A wrong day is corrected by another entry, a wrong step taken back; both stay in the history."""
    ref = new_case(qualified, "--on", "2026-06-01")["ref"]
    walk(qualified, ref, "assessment-started --on 2026-06-16", "assessment-complete")
    case = walk(qualified, ref, "assessment-started --on 2026-06-10 --corrects 2")
    assert case["step"] == "assessment-complete"
    assert [(entry["number"], entry["corrects"]) for entry in case["steps"]] == [
        (1, None),
        (2, None),
        (3, None),
        (4, 2),
    ]
    assert {clock["rule"]: clock["met_on"] for clock in case["deadlines"]}["SHL36-start-all"] == "2026-06-10"
    back = qualified("case", "step", ref, "--corrects", "3", "--json").json
    assert back["step"] == "assessment-started"
    assert refused(qualified, "case", "step", ref, "--corrects", "1") == (5, "step-order")


def test_a_closed_case_goes_nowhere(qualified: Desk) -> None:
    """After the last step nothing is taken, planned, paused or given; the reason of the end is kept."""
    ref = new_case(qualified)["ref"]
    case = walk(qualified, ref, "withdrawn --reason own-wish")
    assert (case["status"], case["closed_on"], case["next_on"]) == ("closed", "2026-06-17", None)
    for words in (
        ("case", "step", ref, "assessment-started"),
        ("case", "pause", ref, "--until", "22.6.", "--reason", "away"),
        ("case", "resume", ref),
        ("followup", "plan", ref, "--on", "22.6."),
        ("worker", "assign", ref, "bo"),
    ):
        assert refused(qualified, *words) == (5, "open-case"), words
    assert qualified("case", "list", "--json").json == []
    assert [one["ref"] for one in qualified("case", "list", "--status", "closed", "--json").json] == [ref]


def test_reviews_lighten_and_strengthen(qualified: Desk) -> None:
    """A review keeps the level, lowers or raises it; the next one follows by the interval or on the agreed day."""
    ref = new_case(qualified)["ref"]
    walk(qualified, ref, "assessment-started", "assessment-complete", "decided --level communal", "housed")
    review = ("case", "review", ref, "--outcome")
    lighter = qualified(*review, "lighter", "--level", "supported-in-unit", "--next-review", "1.9.", "--json").json
    assert (lighter["level"], lighter["review_on"]) == ("supported-in-unit", "2026-09-01")
    same = qualified(*review, "same", "--json").json
    assert (same["level"], same["review_on"]) == ("supported-in-unit", "2026-12-17")
    assert refused(qualified, *review, "heavier", "--level", "own-home") == (5, "review-level")
    assert refused(qualified, *review, "same", "--level", "communal") == (5, "review-level")
    assert qualified(*review, "lighter", "--json").code == 2
    assert qualified(*review, "lighter", "--level", "castle", "--json").code == 2
    qualified("setting", "set", "review.months", "3")
    assert qualified(*review, "heavier", "--level", "24-hour", "--json").json["review_on"] == "2026-09-17"


def test_a_review_is_due_in_the_daily_list(qualified: Desk) -> None:
    """The due list holds reviews and deadlines of cases beside the requests, in one order."""
    ref = new_case(qualified, now="2026-06-01T09:00:00+03:00")["ref"]
    request = qualified.add(now="2026-06-16T09:00:00+03:00")
    items = qualified("followup", "due", "--on", "2026-09-18", "--json").json["items"]
    assert [(item["ref"], item["kind"]) for item in items] == [(request, "request"), (ref, "case")]
    assert (items[1]["rule"], items[1]["statutory"], items[1]["due_on"]) == ("SHL45-3m", True, "2026-09-01")
    assert items[1]["step"] == "decision-implemented"
    told = qualified("followup", "due", "--on", "2026-09-18").out
    assert "the decision is carried out" in told


def test_nobody_is_forgotten_without_a_deadline(inside: Desk) -> None:
    """A case for which no day is set is looked at again after a month, and a plan takes the place of that."""
    case = new_case(inside, model=VARHA)
    assert (case["rule"], case["next_on"]) == ("plan", "2026-07-16")
    planned = inside("followup", "plan", case["ref"], "--on", "22.6.", "--json").json
    assert planned["next_on"] == "2026-06-22"
    assert refused(inside, "followup", "plan", case["ref"], "--on", "19.6.") == (5, "plan-on-working-day")


def test_the_first_entry_stays_and_its_correction_moves_the_beginning(qualified: Desk) -> None:
    """Nothing is left of a case without its first entry; corrected to an earlier day, the case began then."""
    ref = new_case(qualified, "--on", "2026-06-10")["ref"]
    assert refused(qualified, "case", "step", ref, "--corrects", "1") == (5, "first-step")
    corrected = qualified("case", "step", ref, "referred", "--corrects", "1", "--on", "2026-03-02", "--json").json
    assert (corrected["opened_on"], corrected["due_on"]) == ("2026-03-02", "2026-06-02")


def test_a_correction_keeps_what_it_does_not_tell(qualified: Desk) -> None:
    """Corrected only in its level, a decision keeps its day."""
    ref = new_case(qualified, "--on", "2026-06-01")["ref"]
    walk(qualified, ref, "assessment-started --on 2026-06-02", "assessment-complete --on 2026-06-05")
    walk(qualified, ref, "decided --level communal --on 2026-06-08")
    case = walk(qualified, ref, "decided --level supported-in-unit --corrects 4")
    assert (case["step_on"], case["level"]) == ("2026-06-08", "supported-in-unit")


def test_a_case_opens_again_only_alone(qualified: Desk) -> None:
    """A correction does not open a case again while another one of the same person runs by the model."""
    first = new_case(qualified, model=VARHA)["ref"]
    qualified("case", "step", first, "ended-early", "--reason", "own-wish")
    assert new_case(qualified, "--same-as", first, model=VARHA)["ref"] != first
    assert refused(qualified, "case", "step", first, "--corrects", "2") == (5, "one-running-case")


@pytest.mark.parametrize("day", ["2099-06-20", "2026-06-17", "2020-01-01"])
def test_a_next_review_lies_ahead_and_not_too_far(qualified: Desk, day: str) -> None:
    """The next review is after this one and within three years, so that nobody falls out of every list."""
    ref = new_case(qualified)["ref"]
    walk(qualified, ref, "assessment-started", "assessment-complete", "decided --level communal", "housed")
    review = ("case", "review", ref, "--outcome", "same", "--next-review", day)
    assert refused(qualified, *review) == (5, "review-day")


def test_another_interval_moves_no_review_that_was_set(qualified: Desk) -> None:
    """The day of the next review is kept when it is set; a new interval holds from the next one on."""
    ref = new_case(qualified)["ref"]
    walk(qualified, ref, "assessment-started", "assessment-complete", "decided --level communal", "housed")
    qualified("setting", "set", "review.months", "3")
    assert qualified("case", "show", ref, "--json").json["review_on"] == "2026-12-17"
    qualified("case", "pause", ref, "--until", "26.6.", "--reason", "away")
    assert qualified("case", "show", ref, "--json").json["review_on"] == "2026-12-17"


def test_a_review_says_what_it_came_to(qualified: Desk) -> None:
    """A review is not a step without an outcome; one that ends the support names the next command."""
    ref = new_case(qualified)["ref"]
    walk(qualified, ref, "assessment-started", "assessment-complete", "decided --level communal", "housed")
    assert refused(qualified, "case", "step", ref, "reviewed", "--level", "24-hour") == (5, "review-outcome")
    ended = qualified("case", "review", ref, "--outcome", "exit")
    assert "sote case close" in ended.out
    assert qualified("case", "show", ref, "--json").json["review_on"] is None
    assert qualified("case", "close", ref, "--reason", "independent").code == 0


def test_special_support_is_learned_on_the_way(qualified: Desk) -> None:
    """It is set when the assessment shows it, if a social worker is on the case, who then cannot cease to be one."""
    ref = new_case(qualified)["ref"]
    qualified("worker", "assign", ref, "bo")
    assert refused(qualified, "case", "support", ref, "--special") == (5, "SHL42-oma")
    qualified("worker", "assign", ref, "anna", "--pair")
    assert qualified("case", "support", ref, "--special", "--json").json["special"] is True
    change = ("worker", "change", "anna", "--qualification", "nurse")
    assert refused(qualified, *change) == (5, "SHL42-oma")
    assert qualified("case", "support", ref, "--no-special", "--json").json["special"] is False
    assert qualified(*change).code == 0


def test_a_refusal_that_tells_of_a_case_is_logged(inside: Desk, database: Database) -> None:
    """Who is refused a step for want of a profession has learned something, and the log says so."""
    ref = new_case(inside)["ref"]
    assert refused(inside, "case", "step", ref[:5], "assessment-started") == (5, "step-qualification")
    (last,) = database.rows("SELECT action, refs FROM log ORDER BY seq DESC LIMIT 1")
    assert (last["action"], last["refs"]) == ("case.step.refused", f'["{ref}"]')
