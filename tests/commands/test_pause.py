"""`sote followup pause|resume`: a promise stands still, in the promise's own calendar."""

import pytest

from sotecli import keys
from sotecli.storage.database import open_database
from tests.conftest import PASSPHRASE, Desk, derive_once

THURSDAY = "2026-06-18T09:00:00+03:00"
MONDAY = "2026-06-22T09:00:00+03:00"


def test_a_pause_and_what_it_explains(inside: Desk) -> None:
    """Three working days are added for a pause over Midsummer, and each is named in the explanation."""
    ref = inside.add()
    paused = inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away", "--json", now=THURSDAY)
    assert (paused.json["next_on"], paused.json["due_on"]) == ("2026-06-24", "2026-06-26")
    days = inside("followup", "explain", ref, "--json").json["days"]
    assert [day["date"][-2:] for day in days if day["why"] == "paused-away"] == ["18", "22", "23"]
    assert sum(day["counted"] for day in days) == 3
    assert "a pause of 3 working days" in inside("request", "show", ref).out


def test_a_paused_request_waits(inside: Desk) -> None:
    """It is in no list until the pause ends, and then it is."""
    ref = inside.add()
    inside("followup", "pause", ref, "--until", "24.6.", "--reason", "person-asked", now=THURSDAY)
    assert inside("followup", "due", "--on", "23.6.", "--json").json["items"] == []
    (item,) = inside("followup", "due", "--on", "24.6.", "--json").json["items"]
    assert (item["ref"], item["status"]) == (ref, "today")


def test_resuming(inside: Desk) -> None:
    """An early end gives back the days that were not lost."""
    ref = inside.add()
    inside("followup", "pause", ref, "--until", "24.6.", "--reason", "information", now=THURSDAY)
    resumed = inside("followup", "resume", ref, "--json", now=MONDAY).json
    assert (resumed["next_on"], resumed["due_on"]) == ("2026-06-22", "2026-06-24")
    again = inside("followup", "resume", ref, "--json", now=MONDAY)
    assert (again.code, again.error["rule"]) == (5, "paused")


def test_a_limit_of_the_law_never_pauses(inside: Desk) -> None:
    """The pause moves the promise and no limit of the law."""
    ref = inside.add()
    law = ("followup", "whatif", ref, "--rule", "SHL36-7wd-75", "--json")
    before = inside(*law).json["raw"]
    inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away", now=THURSDAY)
    assert inside(*law).json["raw"] == before


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("--until", "19.6.", "--reason", "away"), 5, "plan-on-working-day"),
        (("--until", "17.6.2026", "--reason", "away"), 5, "plan-on-working-day"),
        (("--until", "24.6.", "--reason", "ill"), 2, None),
        (("--until", "24.6."), 2, None),
        (("--reason", "away"), 2, None),
    ],
)
def test_pauses_that_cannot_be(inside: Desk, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """A pause needs a reason and a working day after today on which it ends."""
    refused = inside("followup", "pause", inside.add(), *words, "--json")
    assert (refused.code, refused.error.get("rule")) == (code, rule)


def test_a_pause_cannot_end_on_the_day_it_begins(inside: Desk) -> None:
    """Today is not a day that has passed, and the next working day is named."""
    refused = inside("followup", "pause", inside.add(), "--until", "17.6.", "--reason", "away", "--json")
    assert refused.code == 5
    assert refused.error["message"] == "Wed 17 Jun 2026 is today; a pause ends on a later working day."
    assert "Thu 18 Jun 2026" in refused.error["hint"]


def test_pausing_twice_and_after_a_try(inside: Desk) -> None:
    """One pause at a time, and none once the promise was kept."""
    ref = inside.add()
    inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away")
    twice = inside("followup", "pause", ref, "--until", "25.6.", "--reason", "away", "--json")
    assert (twice.code, twice.error["rule"]) == (5, "one-pause-at-a-time")
    tried = inside.add()
    inside("contact", "log", tried, "--channel", "call", "--result", "no-answer")
    kept = inside("followup", "pause", tried, "--until", "24.6.", "--reason", "away", "--json")
    assert (kept.code, kept.error["rule"]) == (5, "pause-running-promise")


def test_a_dry_run_pauses_nothing(inside: Desk) -> None:
    """What the pause would give is shown, and the promise runs on."""
    ref = inside.add()
    shown = inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away", "--dry-run", "--json").json
    assert shown["next_on"] == "2026-06-24"
    assert inside("request", "show", ref, "--json").json["next_on"] == "2026-06-18"


def test_a_pause_says_what_it_moved(inside: Desk) -> None:
    """People read until when the promise is paused, and its day before and after; so they do when it goes on."""
    ref = inside.add()
    told = inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away", now=THURSDAY).out
    assert "The promise is paused until Wed 24 Jun 2026." in told
    assert "promised day: Tue 23 Jun → Fri 26 Jun" in told
    told = inside("followup", "resume", ref, now=MONDAY).out
    assert "The promise goes on today." in told
    assert "promised day: Fri 26 Jun → Wed 24 Jun" in told


def test_whatif_counts_the_pauses_in(inside: Desk) -> None:
    """What the promise gives today is what was promised; another start knows of no pause."""
    ref = inside.add()
    due_on = inside("followup", "pause", ref, "--until", "24.6.", "--reason", "away", "--json", now=THURSDAY).json
    found = inside("followup", "whatif", ref, "--json").json
    assert found["raw"] == found["due_on"] == due_on["due_on"] == "2026-06-26"
    assert {day["why"] for day in found["days"]} >= {"paused-away"}
    assert inside("followup", "whatif", ref, "--start", "17.6.2026", "--json").json["raw"] == "2026-06-23"


@pytest.mark.parametrize("words", [["followup", "pause", "P-7K", "--reason", "away", "--until"], ["calendar", "open"]])
def test_a_day_that_has_just_passed(inside: Desk, words: list[str]) -> None:
    """A day without a year that has passed is not taken for next year's, and the year that might be meant is named."""
    refused = inside("--lang", "fi", *words, "16.6.", "--json")
    assert (refused.code, refused.error["message"]) == (2, "16.6. on jo mennyt.")
    assert refused.error["hint"] == "Jos tarkoitat vuotta 2027, kirjoita 16.6.2027."


def test_a_refusal_is_logged_with_the_whole_reference(inside: Desk) -> None:
    """The log names the request, not the beginning that was typed."""
    ref = inside.add()
    inside("followup", "resume", ref[:4])
    inside("followup", "plan", ref[:4], "--on", "20.6.2026")
    inside("contact", "log", ref[:4], "--channel", "call", "--result", "no-answer", "--next", "20.6.2026")
    database = open_database(inside.path, derive_once(PASSPHRASE, keys.read_salt(inside.path)).raw)
    found = [(row["action"], row["refs"]) for row in database.rows("SELECT action, refs FROM log")]
    database.close()
    refused = {refs for action, refs in found if action.endswith(".refused")}
    assert refused == {f'["{ref}"]'}
