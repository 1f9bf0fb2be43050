"""`sote case goal`: goals of recovery by the person's own choice."""

from typing import Any

import pytest

from tests.conftest import Desk

NEXT_WEEK = "2026-06-24T09:00:00+03:00"


@pytest.fixture
def ref(inside: Desk) -> str:
    """A case of the recovery-oriented unit."""
    return opened(inside, "satakunta-assi")


def opened(desk: Desk, model: str) -> str:
    """A new case by a model."""
    return str(desk("case", "open", "--new", "--model", model, "--json").json["ref"])


def goals(desk: Desk, ref: str) -> list[Any]:
    """The goals that `case show` tells."""
    found: list[Any] = desk("case", "show", ref, "--json").json["goals"]
    return found


def test_goals_keep_their_history(inside: Desk, ref: str) -> None:
    """A goal is set, moves and is reached; every entry stays, with its day and who noted it."""
    assert inside("case", "goal", ref, "hope", "--json").json["goals"][0]["state"] == "set"
    inside("case", "goal", ref, "BELONG")
    moved = inside("case", "goal", ref, "hope", "--state", "moving", "--on", "22.6.2026", "--json", now=NEXT_WEEK)
    assert [(one["goal"], one["state"], one["on"]) for one in moved.json["goals"]] == [
        ("hope", "moving", "2026-06-22"),
        ("belong", "set", "2026-06-17"),
    ]
    inside("case", "goal", ref, "hope", "--state", "reached", now=NEXT_WEEK, worker="bo")
    told = goals(inside, ref)[0]
    assert [(entry["state"], entry["on"], entry["worker"]) for entry in told["history"]] == [
        ("set", "2026-06-17", "anna"),
        ("moving", "2026-06-22", "anna"),
        ("reached", "2026-06-24", "bo"),
    ]
    out = inside("case", "show", ref).out
    assert "I believe in my future" in out
    assert "set Wed 17 Jun 2026, moving Mon 22 Jun 2026" in out


@pytest.mark.parametrize("goal", ["happiness", "24-hour", "own-wish"])
def test_goals_that_the_model_does_not_name(inside: Desk, ref: str, goal: str) -> None:
    """A goal of nobody's, a level or a reason is exit 2, with the goals of the model."""
    ran = inside("case", "goal", ref, goal, "--json")
    assert ran.code == 2
    assert "hope" in ran.error["hint"]
    assert goals(inside, ref) == []


def test_a_model_without_goals(inside: Desk) -> None:
    """Where the model names no goals none can be set."""
    ref = opened(inside, "luvn-housing-path")
    assert inside("case", "goal", ref, "hope", "--json").code == 2
    assert inside("case", "goal", ref, "--json").code == 2


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("meaning", "--state", "moving"), 5, "goal-order"),
        (("hope", "--state", "set"), 5, "goal-order"),
        (("hope", "--state", "reached", "--on", "16.6.2026"), 5, "goal-day"),
        (("hope", "--state", "reached", "--on", "2026-06-18"), 2, None),
        (("hope", "--state", "lost"), 2, None),
        ((), 2, None),
    ],
)
def test_entries_that_cannot_be(inside: Desk, ref: str, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """Not set yet, set already, before the case or its latest entry, in the future, no such state, no goal."""
    inside("case", "goal", ref, "hope")
    ran = inside("case", "goal", ref, *words, "--json")
    assert (ran.code, ran.error.get("rule")) == (code, rule)
    assert [one["state"] for one in goals(inside, ref)] == ["set"]


def test_goals_of_a_case_that_has_ended(inside: Desk, ref: str) -> None:
    """What was aimed at stays to be read, and nothing is added."""
    inside("case", "goal", ref, "hope")
    inside("case", "step", ref, "withdrawn", "--reason", "own-wish")
    assert inside("case", "goal", ref, "belong", "--json").error["rule"] == "open-case"
    assert len(goals(inside, ref)) == 1


def test_a_goal_that_was_dropped_can_be_taken_up_again(inside: Desk, ref: str) -> None:
    """Recovery is no straight line."""
    for state in ("set", "dropped", "set", "reached", "moving"):
        assert inside("case", "goal", ref, "hope", "--state", state).code == 0
    assert goals(inside, ref)[0]["state"] == "moving"


def test_a_dry_run_notes_nothing(inside: Desk, ref: str) -> None:
    """--dry-run shows the goal as it would stand, and keeps nothing."""
    ran = inside("case", "goal", ref, "hope", "--dry-run", "--json")
    assert ran.json["goals"][0]["state"] == "set"
    assert goals(inside, ref) == []
