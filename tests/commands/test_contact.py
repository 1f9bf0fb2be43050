"""`sote contact`: an attempt is not a contact, and what happened can always be logged."""

import pytest

from tests.conftest import Desk


def log(desk: Desk, ref: str, result: str, *words: str, now: str | None = None) -> dict[str, object]:
    """Log one attempt and give the answer."""
    ran = desk("contact", "log", ref, "--channel", "call", "--result", result, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def test_a_try_that_did_not_reach(inside: Desk) -> None:
    """A try is an attempt, not a contact; the next one is proposed for the next working day."""
    ref = inside.add()
    logged = log(inside, ref, "no-answer")
    assert set(logged) >= {"ref", "at", "channel", "result", "gave", "minutes", "worker", "next_on"}
    assert logged["next_on"] == "2026-06-18"
    request = inside("request", "show", ref, "--json").json
    assert (request["attempts"], request["contacts_made"], request["status"]) == (1, 0, "attempting")


def test_reached_leads_to_a_decision(inside: Desk) -> None:
    """A two-way contact makes the request reached; the next working day somebody decides how to go on."""
    ref = inside.add()
    logged = log(
        inside, ref, "reached", "--gave", "discussion", "--gave", "guidance", "--minutes", "25", "--service", "aa"
    )
    assert logged["gave"] == ["discussion", "guidance"]
    request = inside("request", "show", ref, "--json").json
    assert (request["status"], request["contacts_made"], request["step"]) == ("reached", 1, "decide")
    assert request["next_on"] == "2026-06-18"


def test_the_next_day_is_a_working_day(inside: Desk) -> None:
    """Before Midsummer the next working day is Monday."""
    ref = inside.add()
    assert log(inside, ref, "message-sent", now="2026-06-18T15:00:00+03:00")["next_on"] == "2026-06-22"


@pytest.mark.parametrize(
    ("day", "nearest"), [("20.6.2026", "2026-06-22"), ("19.6.2026", "18 Jun"), ("1.6.2026", "17 Jun")]
)
def test_a_closed_or_past_day_cannot_be_planned(inside: Desk, day: str, nearest: str) -> None:
    """A plan for a closed or past day is refused with the nearest working day, and nothing is logged."""
    ref = inside.add()
    ran = inside("contact", "log", ref, "--channel", "call", "--result", "no-answer", "--next", day, "--json")
    assert (ran.code, ran.error["rule"]) == (5, "plan-on-working-day")
    assert nearest in ran.error["hint"] or "18 Jun" in ran.error["hint"]
    assert inside("contact", "list", ref, "--json").json == []


def test_limits_hold_plans_and_never_the_log(inside: Desk) -> None:
    """Beyond six attempts logging goes on, planning needs --agreed, and the next step is to decide."""
    ref = inside.add()
    for _ in range(7):
        log(inside, ref, "no-answer")
    request = inside("request", "show", ref, "--json").json
    assert (request["attempts"], request["step"]) == (7, "decide")
    refused = inside("followup", "plan", ref, "--on", "+2wd", "--json")
    assert (refused.code, refused.error["rule"]) == (5, "contact-limit")
    assert inside("followup", "plan", ref, "--on", "+2wd", "--agreed", "--json").json["next_on"] == "2026-06-22"


def test_three_contacts_are_the_limit(inside: Desk) -> None:
    """A fourth two-way contact is planned only when it was agreed."""
    ref = inside.add()
    for _ in range(2):
        log(inside, ref, "reached", "--next", "+1wd")
    ran = inside("contact", "log", ref, "--channel", "call", "--result", "reached", "--next", "+1wd", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "contact-limit")
    assert log(inside, ref, "reached", "--next", "+1wd", "--agreed")["next_on"] == "2026-06-18"


def test_whoever_asks_is_left_alone(inside: Desk) -> None:
    """After do-not-contact every plan is refused, agreed or not."""
    ref = inside.add()
    log(inside, ref, "do-not-contact")
    for words in (["followup", "plan", ref, "--on", "+1wd"], ["followup", "plan", ref, "--on", "+1wd", "--agreed"]):
        ran = inside(*words, "--json")
        assert (ran.code, ran.error["rule"]) == (5, "do-not-contact")


def test_a_contact_on_a_closed_request_is_logged(inside: Desk) -> None:
    """What happened can be logged after closing too; a plan cannot."""
    ref = inside.add()
    inside("request", "close", ref, "--outcome", "withdrawn")
    assert log(inside, ref, "reached")["next_on"] is None
    ran = inside("contact", "log", ref, "--channel", "call", "--result", "reached", "--next", "+1wd", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "open-request")


@pytest.mark.parametrize("at", ["18.6.2026", "9.30", "16.6.2026 12.00"])
def test_contacts_in_the_future_or_before_arrival(inside: Desk, at: str) -> None:
    """A contact lies neither in the future nor before the day of arrival."""
    ref = inside.add()
    ran = inside("contact", "log", ref, "--channel", "call", "--result", "reached", "--at", at, "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")


def test_anyone_may_log_and_logging_does_not_assign(inside: Desk) -> None:
    """A colleague logs on an unassigned request, which stays unassigned."""
    ref = inside.add()
    ran = inside("contact", "log", ref, "--channel", "sms", "--result", "message-sent", "--json", worker="bo")
    assert ran.json["worker"] == "bo"
    assert inside("request", "show", ref, "--json").json["worker"] is None


@pytest.mark.parametrize(
    "words",
    [
        ["--channel", "fax", "--result", "reached"],
        ["--channel", "call", "--result", "busy"],
        ["--channel", "call", "--result", "reached", "--minutes", "-1"],
        ["--channel", "call", "--result", "reached", "--minutes", "1.5"],
        ["--channel", "call", "--result", "reached", "--gave", "money"],
        ["--channel", "call", "--result", "reached", "--service", "A B"],
        ["--channel", "call"],
    ],
)
def test_unknown_codes(inside: Desk, words: list[str]) -> None:
    """An unknown code, a bad number or a missing option is exit 2."""
    ref = inside.add()
    assert inside("contact", "log", ref, *words).code == 2
