"""`sote followup`: who is waiting, how late, and why."""

from typing import Any

import pytest

from tests.conftest import Desk

ITEM_KEYS = [
    "ref",
    "kind",
    "step",
    "due_on",
    "status",
    "days_late",
    "channel",
    "time_wish",
    "attempts",
    "worker",
    "rule",
    "statutory",
]


def due(desk: Desk, *words: str, now: str | None = None) -> dict[str, Any]:
    """The day's list."""
    return dict(desk("followup", "due", *words, "--json", now=now).json)


def test_items_have_the_contracts_keys(inside: Desk) -> None:
    """The list names its day, calendar and items."""
    inside.add(now="2026-06-16T09:00:00+03:00")
    found = due(inside)
    assert (found["on"], found["calendar"], found["working_day"]) == ("2026-06-17", "fi-office", True)
    (item,) = found["items"]
    assert set(ITEM_KEYS) <= set(item)
    assert (item["status"], item["rule"], item["statutory"], item["days_late"]) == ("today", "promise.outer", False, 0)


@pytest.mark.parametrize(
    ("on", "status", "late"),
    [
        ("2026-06-18", "today", 0),
        ("2026-06-22", "today", 0),
        ("2026-06-23", "today", 0),
        ("2026-06-24", "overdue", 1),
        ("2026-06-26", "overdue", 3),
        ("2026-06-27", "overdue", 3),
        ("2026-06-29", "overdue", 4),
    ],
)
def test_lateness_is_counted_in_working_days(inside: Desk, on: str, status: str, late: int) -> None:
    """A request of 17.6. with the promise 23.6. is late from the 24th on, and weekends add nothing."""
    inside.add()
    (item,) = due(inside, "--on", on)["items"]
    assert (item["status"], item["days_late"], item["due_on"]) == (status, late, "2026-06-23")


def test_not_before_its_day_unless_asked(inside: Desk) -> None:
    """An item shows from its planned day on, and earlier with --ahead."""
    inside.add()
    assert due(inside)["items"] == []
    (item,) = due(inside, "--ahead", "1")["items"]
    assert item["status"] == "ahead"


def test_a_closed_day_shows_the_next_working_day(inside: Desk) -> None:
    """On Midsummer Eve the list shows what is planned for Monday, too."""
    ref = inside.add()
    inside("followup", "plan", ref, "--on", "22.6.2026")
    found = due(inside, "--on", "2026-06-19")
    assert found["working_day"] is False
    (item,) = found["items"]
    assert item["status"] == "ahead"


def test_a_plan_does_not_move_the_promise(inside: Desk) -> None:
    """Planning beyond the promise keeps it: the request is late although its plan lies ahead."""
    ref = inside.add()
    assert inside("followup", "plan", ref, "--on", "30.6.2026", "--json").json["due_on"] == "2026-06-23"
    (item,) = due(inside, "--on", "2026-06-24")["items"]
    assert (item["status"], item["days_late"]) == ("overdue", 1)


def test_after_an_attempt_the_plan_counts(inside: Desk) -> None:
    """Once something was tried, lateness follows the plan."""
    ref = inside.add()
    inside("contact", "log", ref, "--channel", "call", "--result", "no-answer", "--next", "30.6.2026")
    assert due(inside, "--on", "2026-06-24")["items"] == []
    (item,) = due(inside, "--on", "2026-07-01")["items"]
    assert (item["rule"], item["due_on"], item["days_late"]) == ("plan", "2026-06-30", 1)


def test_most_urgent_first(inside: Desk) -> None:
    """The latest come first, then the earlier day, then the earlier arrival."""
    third = inside.add(now="2026-06-16T10:00:00+03:00")
    second = inside.add(now="2026-06-15T12:00:00+03:00")
    first = inside.add(now="2026-06-15T09:00:00+03:00")
    items = due(inside, "--on", "2026-06-23")["items"]
    assert [item["ref"] for item in items] == [first, second, third]


def test_scopes(inside: Desk) -> None:
    """Without a scope the whole unit, else one's own matters as worker or pair."""
    mine, theirs = inside.add(), inside.add()
    inside("worker", "assign", mine, "anna")
    inside("worker", "assign", theirs, "bo")

    def refs(*words: str) -> set[str]:
        items = due(inside, "--ahead", "1", *words)["items"]
        return {item["ref"] for item in items}

    assert refs() == {mine, theirs}
    assert refs("--mine") == {mine}
    assert refs("--of", "bo") == {theirs}
    assert inside("followup", "due", "--of", "nobody").code == 4


def test_check_is_for_scripts(inside: Desk) -> None:
    """--check exits with 1 only when somebody is late."""
    inside.add()
    assert inside("followup", "due", "--check").code == 0
    assert inside("followup", "due", "--check", now="2026-06-24T08:00:00+03:00").code == 1


def test_explain_shows_each_day(inside: Desk) -> None:
    """The explanation lists every day from arrival to the promise, counted or not, with its reason."""
    ref = inside.add()
    told = inside("followup", "explain", ref, "--json").json
    assert set(told) >= {"ref", "rule", "source", "start", "due_on", "days"}
    assert [(day["date"][-2:], day["counted"], day["why"]) for day in told["days"]] == [
        ("17", False, "arrival"),
        ("18", True, "working-day"),
        ("19", False, "midsummer-eve"),
        ("20", False, "saturday"),
        ("21", False, "sunday"),
        ("22", True, "working-day"),
        ("23", True, "working-day"),
    ]


def test_a_request_of_the_night_belongs_to_its_day(inside: Desk) -> None:
    """A message at 23.59 counts from its own day, one at 0.01 from the next, as the clocks of Helsinki say."""
    for received, due_on in (("2026-06-30T23:59:00+03:00", "2026-07-03"), ("2026-06-30T21:01:00+00:00", "2026-07-06")):
        ref = inside.add("--received", received, now="2026-07-02T09:00:00+03:00")
        assert inside("request", "show", ref, "--json").json["due_on"] == due_on


@pytest.mark.parametrize(
    "words", [["--on", "31.2."], ["--ahead", "-1"], ["--ahead", "999"], ["--on", "1.1.2101"], ["--nope"]]
)
def test_bad_calls(inside: Desk, words: list[str]) -> None:
    """Impossible dates, counts and options are exit 2."""
    assert inside("followup", "due", *words).code == 2


def test_before_a_closure_the_list_looks_ahead(inside: Desk) -> None:
    """On the Thursday before Midsummer the list also holds what falls due on the Monday after it."""
    ref = inside.add(now="2026-06-18T08:00:00+03:00")
    found = due(inside, now="2026-06-18T09:00:00+03:00")
    assert found["items"] == []
    ahead = found["closure"]
    assert (ahead["from"], ahead["to"], ahead["opens"]) == ("2026-06-19", "2026-06-21", "2026-06-22")
    assert [item["ref"] for item in ahead["items"]] == [ref]
    told = inside("followup", "due", now="2026-06-18T09:00:00+03:00").out
    assert "Closed Fri 19 Jun – Sun 21 Jun, open again Mon 22 Jun." in told
    assert ref in told
    assert due(inside, now="2026-06-17T09:00:00+03:00")["closure"] is None


def test_my_day_says_that_a_closure_is_ahead(inside: Desk) -> None:
    """`sote` on the last working day before a closure says when the unit opens again."""
    assert "open again Mon 22 Jun" in inside(now="2026-06-18T09:00:00+03:00").out
    assert inside("--json", now="2026-06-18T09:00:00+03:00").json["closure"]["opens"] == "2026-06-22"


def test_a_promise_that_ends_when_the_unit_opens_again(inside: Desk) -> None:
    """Before a closure what is promised for the day after it is listed, although its plan lies later."""
    inside("setting", "set", "promise.outer", "2")
    ref = inside.add()
    inside("followup", "plan", ref, "--on", "24.6.")
    found = due(inside, now="2026-06-18T09:00:00+03:00")
    assert found["items"] == []
    assert [(item["ref"], item["due_on"]) for item in found["closure"]["items"]] == [(ref, "2026-06-22")]
    told = inside("followup", "due", now="2026-06-18T09:00:00+03:00").out
    assert "due: Mon 22 Jun" in told


@pytest.mark.parametrize("day", ["1.1.1970", "2.1.1970", "30.12.2100", "31.12.2100"])
@pytest.mark.parametrize("ahead", ["0", "250"])
def test_the_ends_of_the_calendars(inside: Desk, day: str, ahead: str) -> None:
    """The first and the last day of the calendars have their lists; the days beyond have none."""
    inside.add()
    found = inside("followup", "due", "--on", day, "--ahead", ahead, "--json")
    assert (found.code, found.json["closure"]) == (0, None)
    beyond = "31.12.1969" if day.endswith("1970") else "1.1.2101"
    assert inside("followup", "due", "--on", beyond, "--ahead", ahead, "--json").code == 2
