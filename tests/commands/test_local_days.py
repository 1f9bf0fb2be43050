"""`sote calendar close|open|local|refresh`: days on which the unit's calendar is its own."""

from datetime import date
from typing import Any

import pytest
from holidays.countries.finland import Finland

from tests.conftest import Desk


def dates(desk: Desk, ref: str) -> tuple[str, str]:
    """The planned and the promised day of a request."""
    found = desk("request", "show", ref, "--json").json
    return found["next_on"], found["due_on"]


def test_a_closed_day_moves_what_lies_on_it(inside: Desk) -> None:
    """Closing Thursday moves the first try and the promise of Wednesday's request, and says so."""
    ref = inside.add()
    assert dates(inside, ref) == ("2026-06-18", "2026-06-23")
    closed = inside("calendar", "close", "18.6.", "--reason", "training", "--json").json
    assert (closed["date"], closed["working_day"], closed["why"]) == ("2026-06-18", False, "local-training")
    moved = {"ref": ref, "due_on": ["2026-06-23", "2026-06-24"], "next_on": ["2026-06-18", "2026-06-22"]}
    assert closed["moved"] == [moved]
    assert dates(inside, ref) == ("2026-06-22", "2026-06-24")


def test_opening_takes_a_closure_back(inside: Desk) -> None:
    """Opening the day again brings the promise back, and the day is no longer the unit's own."""
    ref = inside.add()
    inside("calendar", "close", "18.6.", "--reason", "staffing")
    opened = inside("calendar", "open", "18.6.", "--json").json
    assert (opened["working_day"], opened["why"]) == (True, "working-day")
    assert dates(inside, ref)[1] == "2026-06-23"
    assert inside("calendar", "local", "--json").json == []


def test_a_new_request_counts_the_units_own_days(inside: Desk) -> None:
    """A closed day is not counted, an opened Midsummer Eve is, and an opened Saturday too; each says why."""
    inside("calendar", "close", "2026-06-18", "--reason", "holiday")
    inside("calendar", "open", "2026-06-19")
    inside("calendar", "open", "2026-06-20")
    ref = inside.add()
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert [(day["date"][-2:], day["counted"], day["why"]) for day in days] == [
        ("17", False, "arrival"),
        ("18", False, "local-holiday"),
        ("19", True, "local-opening"),
        ("20", True, "local-opening"),
        ("21", False, "sunday"),
        ("22", True, "working-day"),
    ]
    listed = inside("calendar", "local", "--json").json
    assert [(day["date"], day["working_day"]) for day in listed] == [
        ("2026-06-18", False),
        ("2026-06-19", True),
        ("2026-06-20", True),
    ]


def test_a_limit_of_the_law_does_not_move(inside: Desk) -> None:
    """The unit's closed day changes its own promise and no limit of the law (domain notes 1.7)."""
    ref = inside.add()
    law = ("followup", "whatif", ref, "--rule", "SHL36-7wd-75", "--json")
    before = inside(*law).json["raw"]
    inside("calendar", "close", "2026-06-22", "--reason", "training")
    assert inside(*law).json["raw"] == before == "2026-06-29"
    assert inside("followup", "whatif", ref, "--json").json["raw"] == "2026-06-24"


def test_nothing_is_planned_on_a_closed_day(inside: Desk) -> None:
    """A closed office schedules nothing: a plan for the day is refused, a retry goes past it, the list says so."""
    ref = inside.add()
    inside("calendar", "close", "2026-06-18", "--reason", "training")
    refused = inside("followup", "plan", ref, "--on", "18.6.", "--json")
    assert (refused.code, refused.error["rule"]) == (5, "plan-on-working-day")
    tried = inside("contact", "log", ref, "--channel", "call", "--result", "no-answer", "--json").json
    assert tried["next_on"] == "2026-06-22"
    assert inside("followup", "due", "--on", "18.6.", "--json").json["working_day"] is False


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("close", "2026-06-19", "--reason", "other"), 5, "working-day"),
        (("close", "2026-06-16", "--reason", "other"), 5, "day-not-over"),
        (("open", "2026-06-18"), 5, "closed-day"),
        (("open", "2026-06-14"), 5, "day-not-over"),
        (("close", "2026-06-18", "--reason", "party"), 2, None),
        (("close", "2026-06-18"), 2, None),
        (("close", "2101-06-17", "--reason", "other"), 2, None),
        (("close", "2026-02-30", "--reason", "other"), 2, None),
    ],
)
def test_days_that_cannot_be_settled(inside: Desk, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """A day that is closed, open or past already, and one that does not exist, are refused with the rule."""
    refused = inside("calendar", *words, "--json")
    assert (refused.code, refused.error.get("rule")) == (code, rule)


def test_a_dry_run_moves_nothing(inside: Desk) -> None:
    """What would move is shown, and nothing moves."""
    ref = inside.add()
    shown = inside("calendar", "close", "18.6.", "--reason", "training", "--dry-run", "--json").json
    assert [move["ref"] for move in shown["moved"]] == [ref]
    assert dates(inside, ref) == ("2026-06-18", "2026-06-23")
    assert inside("calendar", "local", "--json").json == []


def test_people_are_told_what_moves_and_what_does_not(inside: Desk) -> None:
    """The answer names each request with its old and new days, and that the law's limits stay."""
    ref = inside.add()
    told = inside("calendar", "close", "18.6.", "--reason", "training").out
    assert f"reference: {ref}" in told
    assert "promised: Tue 23 Jun → Wed 24 Jun" in told
    assert "Limits of the law and promises that were kept or have passed stay as they are." in told
    assert "has no closed or opened days" in inside("calendar", "open", "18.6.").out + inside("calendar", "local").out


def test_what_was_tried_stays(inside: Desk) -> None:
    """A closure names what is promised for its day and stays, whenever it is planned for; an opening names nothing."""
    moves, planned, late = inside.add(), inside.add(), inside.add()
    for ref in (planned, late):
        inside("contact", "log", ref, "--channel", "call", "--result", "no-answer")
    inside("followup", "plan", planned, "--on", "30.6.")
    inside("followup", "plan", late, "--on", "18.6.")
    close = ("calendar", "close", "23.6.", "--reason", "training")
    monday = "2026-06-22T09:00:00+03:00"
    shown = inside(*close, "--dry-run", "--json", now=monday).json
    assert ([move["ref"] for move in shown["moved"]], shown["stays"]) == ([moves], sorted([planned, late]))
    told = inside(*close, now=monday).out
    assert "tried already: " + " and ".join(sorted([planned, late])) in told
    assert inside("calendar", "open", "23.6.", "--json", now=monday).json["stays"] == []


class NewerFinland(Finland):
    """Finland as a later release might know it; a newer release cannot be had, so this stands for one."""

    def _populate_public_holidays(self) -> None:
        super()._populate_public_holidays()  # type: ignore[no-untyped-call]
        if self._year == 2026:
            self._add_holiday_jun_18("Day of Listening")
            self.pop(date(2026, 6, 19))


def test_a_newer_release_is_shown_first(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a newer release changes is shown, and nothing is taken in without a yes."""
    monkeypatch.setattr("sotecli.national_days.Finland", NewerFinland)
    ref = inside.add()
    shown = inside("calendar", "refresh", "--json").json
    office = [change for change in shown["changes"] if change["calendar"] == "fi-office"]
    assert office == [
        {"calendar": "fi-office", "date": "2026-06-18", "why": "day-of-listening", "working_day": False},
        {"calendar": "fi-office", "date": "2026-06-19", "why": "working-day", "working_day": True},
    ]
    assert (shown["applied"], shown["moved"]) == (False, [])
    assert dates(inside, ref) == ("2026-06-18", "2026-06-23")


def test_a_newer_release_is_taken_in(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a yes the file counts by the new days, limits of the law too, what lay on them moved, and it is all."""
    monkeypatch.setattr("sotecli.national_days.Finland", NewerFinland)
    ref = inside.add()
    taken: dict[str, Any] = inside("calendar", "refresh", "--yes", "--json").json
    assert taken["applied"]
    assert [move["ref"] for move in taken["moved"]] == [ref]
    assert dates(inside, ref) == ("2026-06-19", "2026-06-23")
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert [day["why"] for day in days[:3]] == ["arrival", "day-of-listening", "working-day"]
    assert inside("followup", "whatif", ref, "--rule", "SHL36-7wd-75", "--json").json["raw"] == "2026-06-29"
    assert inside("calendar", "refresh", "--json").json["changes"] == []


class RenamedFinland(Finland):
    """Finland with another name for a day that is closed already."""

    def _populate_public_holidays(self) -> None:
        super()._populate_public_holidays()  # type: ignore[no-untyped-call]
        if self._year == 2026:
            self.pop(date(2026, 6, 19))
            self._add_holiday_jun_19("Day of Listening")


def test_a_new_name_is_taken_in(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that stays closed under another name is a change; nothing moves by it, and it is told by the new name."""
    monkeypatch.setattr("sotecli.national_days.Finland", RenamedFinland)
    ref = inside.add()
    taken = inside("calendar", "refresh", "--yes", "--json").json
    assert {change["why"] for change in taken["changes"]} == {"day-of-listening"}
    assert taken["moved"] == []
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert [day["why"] for day in days if day["date"] == "2026-06-19"] == ["day-of-listening"]
    assert inside("calendar", "refresh", "--json").json["changes"] == []


def test_nobody_to_ask(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day is shown once with its calendars, and without a terminal --yes is named."""
    monkeypatch.setattr("sotecli.national_days.Finland", NewerFinland)
    ran = inside("calendar", "refresh")
    assert ran.out.count("Thu 18 Jun 2026") == 1
    assert "calendar: fi-office, fi-office-strict, fi-monsat, ax-office" in ran.out
    assert "`sote calendar refresh --yes` takes it in" in ran.err
    assert "--yes" not in inside("calendar", "refresh", "--json").err + inside("calendar", "refresh", "--yes").err
    assert "--yes" not in inside("calendar", "refresh").err


def test_the_installed_release_changes_nothing(inside: Desk) -> None:
    """The days that ship are those of the release that they were generated from."""
    fresh = inside("calendar", "refresh")
    assert fresh.code == 0
    assert "up to date" in fresh.out


@pytest.mark.parametrize(
    ("before", "words", "told"),
    [
        (("close", "24.6.", "--reason", "other"), ("close", "24.6.", "--reason", "other"), "already"),
        (("open", "19.6."), ("open", "19.6."), "The unit has opened Fri 19 Jun 2026 already."),
        (
            None,
            ("close", "20.6.", "--reason", "other"),
            "Sat 20 Jun 2026 is Midsummer Day, so the unit is closed anyway.",
        ),
        (None, ("open", "24.6."), "Wed 24 Jun 2026 is a working day anyway."),
    ],
)
def test_who_closed_or_opened_it_is_told(
    inside: Desk, before: tuple[str, ...] | None, words: tuple[str, ...], told: str
) -> None:
    """What the unit has done itself is told as that, and what the calendar does with its reason."""
    if before:
        assert inside("calendar", *before).code == 0
    refused = inside("calendar", *words, "--json")
    assert (refused.code, told in refused.error["message"]) == (5, True)


def test_a_dry_run_of_a_newer_release_applies_nothing(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would move is shown, and nothing counts as applied."""
    monkeypatch.setattr("sotecli.national_days.Finland", NewerFinland)
    ref = inside.add()
    shown = inside("calendar", "refresh", "--yes", "--dry-run", "--json").json
    assert (shown["applied"], [move["ref"] for move in shown["moved"]]) == (False, [ref])
    assert inside("calendar", "refresh", "--json").json["changes"] == shown["changes"]


def test_moving_is_told_in_its_time(inside: Desk) -> None:
    """Before it is done it would move, afterwards it moved, and nothing is not a number."""
    assert "No request moves." in inside("calendar", "close", "1.7.", "--reason", "training").out
    inside.add()
    assert "1 request would move." in inside("calendar", "close", "18.6.", "--reason", "training", "--dry-run").out
    done = inside("calendar", "close", "18.6.", "--reason", "training").out
    assert "The unit is closed on Thu 18 Jun 2026." in done
    assert "1 request moved." in done


def test_my_day_says_that_the_unit_is_closed(inside: Desk) -> None:
    """On a closed day the day's own list says so."""
    assert "The unit is closed today." not in inside().out
    inside("calendar", "close", "17.6.2026", "--reason", "training")
    assert "The unit is closed today." in inside().out


def test_requests_of_one_evening_keep_one_promise(inside: Desk) -> None:
    """A closed day that a cut-off request counts from makes it count from the next one; opening brings it back."""
    inside("setting", "set", "promise.cutoff", "15:00")
    evening = "2026-06-17T20:00:00+03:00"
    first = inside.add(now=evening)
    inside("calendar", "close", "18.6.", "--reason", "training", now=evening)
    second = inside.add(now=evening)
    shown = [inside("request", "show", ref, "--json").json for ref in (first, second)]
    assert {(one["counted_from"], one["due_on"]) for one in shown} == {("2026-06-22", "2026-06-25")}
    inside("calendar", "open", "18.6.", now=evening)
    shown = [inside("request", "show", ref, "--json").json for ref in (first, second)]
    assert {(one["counted_from"], one["due_on"]) for one in shown} == {("2026-06-18", "2026-06-24")}
