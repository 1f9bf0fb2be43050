"""`sote worker absent|back`: due work shows under the deputy, and comes back."""

import pytest

from tests.conftest import Desk


def absent(desk: Desk, *words: str) -> None:
    """Anna is away this week, and bo stands in."""
    ran = desk("worker", "absent", "anna", "--from", "2026-06-17", "--to", "2026-06-18", "--deputy", "bo", *words)
    assert ran.code == 0, ran.err


def mine(desk: Desk, worker: str, on: str) -> list[tuple[str, str | None]]:
    """What a worker's own list shows on a day: each item's owner and deputy."""
    items = desk("followup", "due", "--mine", "--on", on, "--json", worker=worker).json["items"]
    return [(item["worker"], item["deputy"]) for item in items]


def test_due_work_shows_under_the_deputy_and_comes_back(inside: Desk) -> None:
    """While anna is away bo's list holds her due work with her name; afterwards it is hers alone again."""
    inside("worker", "assign", inside.add(now="2026-06-16T09:00:00+03:00"), "anna")
    assert mine(inside, "bo", "2026-06-17") == []
    absent(inside)
    assert mine(inside, "bo", "2026-06-17") == [("anna", "bo")]
    assert mine(inside, "anna", "2026-06-18") == [("anna", "bo")]
    assert mine(inside, "bo", "2026-06-22") == []
    assert mine(inside, "anna", "2026-06-22") == [("anna", None)]


def test_the_deputys_day(inside: Desk) -> None:
    """`sote` shows the deputy what is due in the absent worker's name, and people read who stands in."""
    ref = inside.add(now="2026-06-16T09:00:00+03:00")
    inside("worker", "assign", ref, "anna")
    absent(inside)
    day = inside("--json", worker="bo").json
    assert [item["ref"] for item in day["today"]] == [ref]
    assert "anna (deputy bo)" in inside("followup", "due", "--mine", worker="bo").out


def test_a_worker_comes_back_early(inside: Desk) -> None:
    """From the day of `back` on, the work is the owner's alone."""
    inside("worker", "assign", inside.add(now="2026-06-16T09:00:00+03:00"), "anna")
    absent(inside)
    assert inside("worker", "back", "anna", now="2026-06-18T08:00:00+03:00").code == 0
    assert mine(inside, "bo", "2026-06-18") == []
    again = inside("worker", "back", "anna", "--json", now="2026-06-18T08:00:00+03:00")
    assert (again.code, again.error["rule"]) == (5, "absent")


def test_the_answer_counts_open_requests(inside: Desk) -> None:
    """Who goes away or comes back is shown with their open requests, also those of a pair."""
    for words in ((), ("--pair",)):
        ref = inside.add()
        inside("worker", "assign", ref, "bo" if words else "anna")
        if words:
            inside("worker", "assign", ref, "anna", *words)
    days = ("--from", "2026-06-17", "--to", "2026-06-18", "--deputy", "bo")
    assert inside("worker", "absent", "ANNA", *days, "--json").json["open"] == 2
    assert inside("worker", "back", "anna", "--json").json["open"] == 2


def test_the_list_of_workers_says_who_is_away(inside: Desk) -> None:
    """Absences of today and later are shown with their deputies."""
    absent(inside)
    listed = {one["code"]: one["absences"] for one in inside("worker", "list", "--json").json}
    assert listed["anna"] == [{"from": "2026-06-17", "to": "2026-06-18", "deputy": "bo"}]
    assert listed["bo"] == []
    assert "away: Wed 17 Jun – Thu 18 Jun 2026\ndeputy: bo" in inside("worker", "list").out
    later = inside("worker", "list", "--json", now="2026-06-22T08:00:00+03:00").json
    assert [one["absences"] for one in later if one["code"] == "anna"] == [[]]


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("anna", "--from", "18.6.", "--to", "22.6.", "--deputy", "bo"), 5, "one-absence-at-a-time"),
        (("bo", "--from", "17.6.2026", "--to", "18.6.", "--deputy", "dan"), 5, "deputy-present"),
        (("dan", "--from", "18.6.", "--to", "30.6.", "--deputy", "anna"), 5, "deputy-present"),
        (("dan", "--from", "18.6.", "--to", "30.6.", "--deputy", "dan"), 5, "deputy-is-another"),
        (("dan", "--from", "18.6.", "--to", "30.6.", "--deputy", "cia"), 5, "evaluator-reports-only"),
        (("dan", "--from", "18.6.", "--to", "30.6.", "--deputy", "eve"), 4, None),
        (("eve", "--from", "18.6.", "--to", "30.6.", "--deputy", "bo"), 4, None),
        (("dan", "--from", "30.6.", "--to", "18.6.", "--deputy", "bo"), 2, None),
        (("dan", "--from", "18.6.", "--deputy", "bo"), 2, None),
        (("dan", "--from", "18.6.", "--to", "30.6."), 2, None),
    ],
)
def test_absences_that_cannot_be(inside: Desk, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """Overlapping absences, a deputy who is away too or may not, days in the wrong order, something missing."""
    inside("worker", "add", "dan")
    absent(inside)
    refused = inside("worker", "absent", *words, "--json")
    assert (refused.code, refused.error.get("rule")) == (code, rule), refused.err


def test_a_dry_run_sends_nobody_away(inside: Desk) -> None:
    """The absence is shown and not kept."""
    absent(inside, "--dry-run")
    assert not any(one["absences"] for one in inside("worker", "list", "--json").json)
