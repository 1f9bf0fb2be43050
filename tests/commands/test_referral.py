"""`sote referral`: consent first, asked about on working days, until the person has arrived."""

import json
from pathlib import Path
from typing import Any

import pytest

from sotecli import keys
from sotecli.storage.database import open_database
from tests.cases import VARHA, new_case, refused
from tests.conftest import PASSPHRASE, Desk, derive_once

AGREED = ("--service", "debt-advice", "--consent", "spoken")
NEXT_WEEK = "2026-06-24T09:00:00+03:00"
WHY = ("--party", "provider", "--reason", "full")


@pytest.fixture
def ref(inside: Desk) -> str:
    """A request of anna's."""
    ref = inside.add()
    assert inside("worker", "assign", ref, "anna").code == 0
    return ref


def referred(desk: Desk, ref: str, *words: str, now: str | None = None) -> dict[str, Any]:
    """A new referral to debt advice."""
    ran = desk("referral", "add", ref, *AGREED, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def entered(desk: Desk, referral: str, *words: str, now: str | None = None) -> dict[str, Any]:
    """The referral after an outcome."""
    ran = desk("referral", "outcome", referral, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def items(desk: Desk, on: str) -> list[Any]:
    """The referrals of a day's list."""
    found = desk("followup", "due", "--on", on, "--json").json["items"]
    return [item for item in found if item["kind"] == "referral"]


def logged(desk: Desk) -> tuple[str, list[str]]:
    """The latest log entry: what was done, and to which references."""
    database = open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)
    row = database.rows("SELECT action, refs FROM log ORDER BY seq DESC LIMIT 1")[0]
    database.close()
    return row["action"], json.loads(row["refs"])


def test_a_referral_from_consent_to_result(inside: Desk, ref: str) -> None:
    """Sent, accepted, arrived, the result back: each asked for in turn, in the lists on its day, then over."""
    made = referred(inside, ref, "--shares", "need", "--shares", "contact", "--promised", "2026-07-10")
    assert (made["matter"], made["state"], made["step"], made["due_on"]) == (ref, "sent", "answer", "2026-06-25")
    assert (made["consent_on"], made["shares"], made["promised_on"]) == (
        "2026-06-17",
        ["contact", "need"],
        "2026-07-10",
    )
    assert [item["step"] for item in items(inside, "2026-06-25")] == ["answer"]
    accepted = entered(inside, made["ref"], "accepted", now=NEXT_WEEK)
    assert (accepted["step"], accepted["due_on"]) == ("arrival", "2026-07-01")
    arrived = entered(inside, made["ref"], "arrived", "--on", "2026-06-24", now=NEXT_WEEK)
    assert (arrived["step"], arrived["arrived_on"]) == ("result", "2026-06-24")
    ended = entered(inside, made["ref"], "result", "--result", "partly", now=NEXT_WEEK)
    assert (ended["status"], ended["result"], ended["next_on"]) == ("closed", "partly", None)
    assert items(inside, "2026-08-31") == []
    shown = inside("referral", "show", made["ref"], "--json").json
    assert [entry["what"] for entry in shown["history"]] == ["accepted", "arrived", "result"]
    assert shown["may_follow"] == []
    assert "helped in part" in inside("referral", "show", made["ref"]).out


def test_a_referral_makes_a_request_guided(inside: Desk, ref: str) -> None:
    """A referral counts as guidance among those who were reached, without a word in the contact log."""
    inside("contact", "log", ref, "--channel", "call", "--result", "reached")
    report = ("report", "pilot", "--level", "internal", "--json")
    guided = {found["id"]: found["numerator"] for found in inside(*report).json["metrics"]}["guided"]
    referred(inside, ref)
    after = {found["id"]: found["numerator"] for found in inside(*report).json["metrics"]}["guided"]
    assert (guided, after) == (0, 1)


def test_nothing_is_sent_without_consent(inside: Desk, ref: str) -> None:
    """Without the consent it is exit 2 and says to ask the person; nothing is stored."""
    ran = inside("referral", "add", ref, "--service", "debt-advice", "--json")
    assert ran.code == 2
    assert "Ask the person first" in ran.error["hint"]
    assert inside("referral", "list", "--status", "all", "--json").json == []


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("--consent-on", "2026-06-17", "--sent", "2026-06-16"), 5, "consent-first"),
        (("--sent", "2026-06-18"), 2, None),
        (("--sent", "2026-06-15", "--consent-on", "2026-06-15"), 5, "referral-day"),
        (("--promised", "2026-06-01"), 5, "promise-after-sending"),
        (("--shares", "diagnosis"), 2, None),
        (("--consent", "silent"), 2, None),
        (("--service", "Velkaneuvonta Oy"), 2, None),
        (("--service", "0401234567"), 2, None),
    ],
)
def test_referrals_that_cannot_be(inside: Desk, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """A consent after the sending, days that cannot be, codes that nobody knows: refused, and nothing is stored."""
    ref = inside.add(now="2026-06-16T09:00:00+03:00")
    assert refused(inside, "referral", "add", ref, *AGREED, *words) == (code, rule)
    assert inside("referral", "list", "--status", "all", "--json").json == []


def test_one_open_referral_to_a_service(inside: Desk, ref: str) -> None:
    """The same service twice is refused while the first is open; another service, and later again, is not."""
    first = referred(inside, ref)["ref"]
    ran = inside("referral", "add", ref, *AGREED, "--json")
    assert (ran.code, ran.error["rule"]) == (5, "one-open-referral")
    assert first in ran.error["message"]
    assert inside("referral", "add", ref, "--service", "health-centre", "--consent", "written").code == 0
    entered(inside, first, "withdrawn")
    referred(inside, ref)


@pytest.mark.parametrize(
    ("outcome", "code"), [("guided", 0), ("supported", 0), ("declined", 5), ("withdrawn", 5), ("became-client", 5)]
)
def test_what_a_new_referral_can_be_made_from(inside: Desk, ref: str, outcome: str, code: int) -> None:
    """A request that ended as guided or supported can still be referred, others cannot; what is open goes on."""
    inside("contact", "log", ref, "--channel", "call", "--result", "reached")
    open_one = referred(inside, ref)["ref"]
    assert inside("request", "close", ref, "--outcome", outcome).code == 0
    ran = inside("referral", "add", ref, "--service", "health-centre", "--consent", "spoken", "--json")
    assert ran.code == code
    assert not code or ran.error["rule"] == "referral-of-open-matter"
    assert entered(inside, open_one, "accepted")["state"] == "accepted"


def test_a_case_that_has_ended(inside: Desk) -> None:
    """A case refers while it is open."""
    ref = new_case(inside)["ref"]
    referred(inside, ref)
    inside("case", "step", ref, "withdrawn", "--reason", "own-wish")
    assert refused(inside, "referral", "add", ref, "--service", "health-centre", "--consent", "spoken")[0] == 5


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("result",), 5, "referral-order"),
        (("arrived", "--on", "2026-06-16"), 5, "referral-day"),
        (("arrived", "--on", "2026-06-18"), 2, None),
        (("declined",), 2, None),
        (("declined", "--party", "provider"), 2, None),
        (("declined", "--party", "provider", "--reason", "own-wish"), 2, None),
        (("declined", "--party", "neighbour", "--reason", "other"), 2, None),
        (("accepted", "--reason", "other"), 2, None),
        (("accepted", "--result", "helped"), 2, None),
        (("lost",), 2, None),
        ((), 2, None),
    ],
)
def test_outcomes_that_cannot_be(inside: Desk, ref: str, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """A result before the arrival, days before the sending or to come, missing or unknown reasons: all refused."""
    made = referred(inside, ref)["ref"]
    assert refused(inside, "referral", "outcome", made, *words) == (code, rule)
    assert inside("referral", "show", made, "--json").json["history"] == []


@pytest.mark.parametrize("ending", [("withdrawn",), ("ended", "--party", "client", "--reason", "own-wish")])
def test_a_closed_referral(inside: Desk, ref: str, ending: tuple[str, ...], tmp_path: Path) -> None:
    """After its end nothing is answered, asked, planned or printed; the refusal names the rule and is logged."""
    made = referred(inside, ref)["ref"]
    entered(inside, made, *ending)
    for words in (("outcome", made, "accepted"), ("outcome", made), ("chase", made)):
        assert refused(inside, "referral", *words) == (5, "open-referral")
    assert refused(inside, "followup", "plan", made, "--on", "2026-06-22") == (5, "open-referral")
    assert refused(inside, "referral", "slip", made, "--output", str(tmp_path / "slip.html")) == (5, "open-referral")
    assert logged(inside) == ("referral.slip.refused", [made, ref])
    assert items(inside, "2026-08-31") == []
    assert inside("followup", "explain", made, "--json").json["due_on"] is None


def test_a_declined_referral_waits_for_a_decision(inside: Desk, ref: str) -> None:
    """What the service declined is due on the next working day and stays so until somebody says how it goes on."""
    made = referred(inside, ref)["ref"]
    declined = entered(inside, made, "declined", *WHY)
    assert (declined["step"], declined["due_on"], declined["status"]) == ("decide", "2026-06-18", "open")
    assert items(inside, "2026-07-31")[0]["status"] == "overdue"
    assert "no room" in inside("referral", "show", made).out
    assert entered(inside, made, "accepted")["step"] == "arrival"


def test_asking_again(inside: Desk, ref: str) -> None:
    """Each chase sets the next working day to ask and is counted, until something is known."""
    made = referred(inside, ref, "--shares", "contact")["ref"]
    inside("referral", "chase", made, now="2026-06-25T09:00:00+03:00")
    again = inside("referral", "chase", made, "--json", now="2026-07-02T09:00:00+03:00").json
    assert (again["chases"], again["due_on"], again["state"]) == (2, "2026-07-09", "sent")
    assert "asked again 2 times" in inside("referral", "show", made).out
    assert entered(inside, made, "accepted", now="2026-07-02T10:00:00+03:00")["chases"] == 0


def test_the_unit_settles_the_days(inside: Desk, ref: str) -> None:
    """Its own working days between chases and until the result is asked for hold from then on."""
    assert inside("setting", "set", "referral.chase", "2").code == 0
    assert inside("setting", "set", "referral.result", "3").code == 0
    made = referred(inside, ref)
    assert made["due_on"] == "2026-06-22"
    assert entered(inside, made["ref"], "arrived")["due_on"] == "2026-06-23"
    assert inside("setting", "set", "referral.chase", "0").code == 2


def test_planning_and_explaining(inside: Desk, ref: str) -> None:
    """The day can be planned on a working day, and each day that was counted is told."""
    made = referred(inside, ref)["ref"]
    told = inside("followup", "explain", made, "--json").json
    assert (told["rule"], told["start"], told["due_on"]) == ("referral.chase", "2026-06-17", "2026-06-25")
    assert sum(day["counted"] for day in told["days"]) == 5
    assert "midsummer-eve" in {day["why"] for day in told["days"]}
    assert "Midsummer Eve" in inside("followup", "explain", made).out
    assert refused(inside, "followup", "plan", made, "--on", "2026-06-20") == (5, "plan-on-working-day")
    assert refused(inside, "followup", "plan", made, "--on", "2026-06-16") == (5, "plan-on-working-day")
    moved = inside("followup", "plan", made, "--on", "2026-06-22", "--json").json
    assert (moved["due_on"], moved["next_on"], moved["rule"]) == ("2026-06-22", "2026-06-22", "plan")
    assert inside("followup", "explain", made, "--json").json["days"] == []
    assert "somebody has planned this day" in inside("followup", "explain", made).out


def test_a_mistake_is_taken_back(inside: Desk, ref: str) -> None:
    """The latest entry is taken back, an ending too; both stay in the history."""
    made = referred(inside, ref)["ref"]
    assert refused(inside, "referral", "undo", made) == (5, "referral-entry")
    entered(inside, made, "withdrawn")
    back = inside("referral", "undo", made, "--json").json
    assert (back["status"], back["state"], back["worker"]) == ("open", "sent", "anna")
    history = inside("referral", "show", made, "--json").json["history"]
    assert [entry["what"] for entry in history] == ["withdrawn", "taken-back"]
    assert entered(inside, made, "arrived")["arrived_on"] == "2026-06-17"


def test_taking_back_beside_another(inside: Desk, ref: str) -> None:
    """An ending is not taken back while another referral to the same service is open."""
    made = referred(inside, ref)["ref"]
    entered(inside, made, "withdrawn")
    other = referred(inside, ref)["ref"]
    ran = inside("referral", "undo", made, "--json")
    assert (ran.code, ran.error["rule"]) == (5, "one-open-referral")
    assert other in ran.error["message"]


def test_a_referral_goes_with_its_matter(inside: Desk, ref: str) -> None:
    """Another worker of the request is the referral's, too; one who has left gets none back."""
    made = referred(inside, ref)["ref"]
    entered(inside, made, "withdrawn")
    inside("contact", "log", ref, "--channel", "call", "--result", "reached")
    inside("worker", "assign", ref, "bo")
    inside("request", "close", ref, "--outcome", "guided")
    assert inside("worker", "leave", "bo", "--on", "2026-06-17").code == 0
    assert inside("referral", "undo", made, "--json").json["worker"] is None


def test_lists(inside: Desk, ref: str) -> None:
    """By status, matter, worker and service; nothing of it where nothing is."""
    other = new_case(inside, model=VARHA)["ref"]
    inside("worker", "assign", other, "bo")
    mine, theirs = referred(inside, ref)["ref"], referred(inside, other)["ref"]
    entered(inside, theirs, "ended", "--party", "unit", "--reason", "error")

    def refs(*words: str) -> list[str]:
        return [found["ref"] for found in inside("referral", "list", *words, "--json").json]

    assert refs() == [mine]
    assert refs("--status", "closed") == refs(other[:4], "--status", "all") == [theirs]
    assert refs("--mine") == refs(ref) == refs("--service", "debt-advice") == [mine]
    assert refs("--of", "bo", "--status", "all") == [theirs]
    assert refs("--service", "health-centre") == []
    assert "No referrals here." in inside("referral", "list", "--of", "bo").out
    assert mine in inside("referral", "list", "--plain").out
    assert logged(inside) == ("referral.list", [mine, ref])


def test_the_log_names_both(inside: Desk, ref: str) -> None:
    """What is shown or changed of a referral is logged with its matter; a refusal, too."""
    made = referred(inside, ref)["ref"]
    assert logged(inside) == ("referral.add", [made, ref])
    inside("referral", "show", made)
    assert logged(inside) == ("referral.show", [made, ref])
    inside("followup", "explain", made)
    assert logged(inside) == ("followup.explain", [made, ref])
    inside("referral", "outcome", made, "result")
    assert logged(inside) == ("referral.outcome.refused", [made, ref])


def test_dry_runs_change_nothing(inside: Desk, ref: str) -> None:
    """--dry-run says what would be, and keeps nothing but that it was shown."""
    assert inside("referral", "add", ref, *AGREED, "--dry-run", "--json").json["state"] == "sent"
    assert logged(inside) == ("referral.add.dry-run", [ref])
    made = referred(inside, ref)["ref"]
    for words in (("outcome", made, "arrived"), ("chase", made)):
        assert inside("referral", *words, "--dry-run").code == 0
    assert inside("followup", "plan", made, "--on", "2026-06-22", "--dry-run").code == 0
    shown = inside("referral", "show", made, "--json").json
    assert (shown["history"], shown["due_on"]) == ([], "2026-06-25")
    entered(inside, made, "arrived")
    assert inside("referral", "undo", made, "--dry-run").code == 0
    assert inside("referral", "show", made, "--json").json["state"] == "arrived"


def test_references_that_are_none(inside: Desk, ref: str) -> None:
    """Unknown, of another kind, or with a slip: exit 4."""
    assert inside("referral", "show", "L-2222228").code == 4
    assert inside("referral", "show", ref).code == 4
    assert inside("referral", "show", "L-2222227").code == 4
    assert inside("referral", "add", "P-2222228", *AGREED).code == 4
    assert inside("followup", "plan", "L-2222228", "--on", "2026-06-22").code == 4


@pytest.mark.parametrize(
    "words", [("list",), ("show", "L-2222228"), ("chase", "L-2222228"), ("slip", "L-2222228", "--output", "x.html")]
)
def test_not_for_evaluators(inside: Desk, words: tuple[str, ...]) -> None:
    """An evaluator runs reports only."""
    ran = inside("referral", *words, "--json", worker="cia")
    assert (ran.code, ran.error["rule"]) == (5, "evaluator-reports-only")


def test_the_slip_speaks_the_persons_language(inside: Desk, tmp_path: Path) -> None:
    """By itself the page is in the request's language, for a case in the unit's; it is written once, with its log."""
    swedish, somali = inside.add("--language", "sv"), inside.add("--language", "so")
    case = new_case(inside)["ref"]
    inside("setting", "set", "lang", "en")
    for number, (matter, spoken) in enumerate({swedish: "sv", somali: "en", case: "en"}.items()):
        made, path = referred(inside, matter)["ref"], tmp_path / f"{number}.html"
        ran = inside("referral", "slip", made, "--output", str(path), "--json")
        assert ran.json == {"ref": made, "language": spoken, "output": str(path)}
        assert logged(inside) == ("referral.slip", [made, matter])
        assert f'<html lang="{spoken}">' in path.read_text(encoding="utf-8")
        assert inside("referral", "slip", made, "--output", str(path)).code == 5


def test_a_slip_never_lies_beside_the_file(inside: Desk, ref: str) -> None:
    """A name that belongs to the unit's file is refused, and so is standard output."""
    made = referred(inside, ref)["ref"]
    for output in (f"{inside.path}-wal", "-"):
        assert inside("referral", "slip", made, "--output", output).code == 2


def test_the_directory_knows_its_services(inside: Desk, tmp_path: Path) -> None:
    """Once there is a directory, a referral goes only to what it has, and the slip says where that is."""
    ref = inside.add()
    added = ("--name", "Ruoka-apu", "--topic", "benefits", "--place", "turku", "--street", "Rantatie 1")
    assert inside("service", "add", "food", *added, "--hours", "ma-pe 9-16", "--language", "fi").code == 0
    refused = inside("referral", "add", ref, "--service", "debt-advice", "--consent", "spoken", "--json")
    assert (refused.code, refused.error["code"]) == (4, "not_found")
    made = inside("referral", "add", ref, "--service", "food", "--consent", "spoken", "--json").json["ref"]
    page = tmp_path / "slip.html"
    assert inside("referral", "slip", made, "--output", str(page)).code == 0
    written = page.read_text(encoding="utf-8")
    assert all(text in written for text in ("Ruoka-apu", "Rantatie 1", "9–16"))


def test_nothing_is_promised_for_a_day_before_the_sending(inside: Desk) -> None:
    """A promised day before the sending is a slip; the day of the sending itself is fine."""
    ref = inside.add(now="2026-06-15T09:00:00+03:00")
    words = ["referral", "add", ref, "--service", "debt-advice", "--consent", "spoken", "--sent", "16.6.2026"]
    ran = inside(*words, "--promised", "15.6.2026", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "promise-after-sending")
    assert inside(*words, "--promised", "16.6.2026").code == 0
