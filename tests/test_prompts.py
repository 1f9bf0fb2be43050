"""What is asked on a real (pseudo) terminal."""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.conftest import PASSPHRASE, Desk

SOTE = str(Path(sys.executable).parent / "sote")
Spawned = Any  # pexpect has no types


@pytest.fixture
def at_terminal() -> Iterator[list[Spawned]]:
    """The processes that a test starts on a terminal; whatever is left of them ends with it."""
    started: list[Spawned] = []
    yield started
    for child in started:
        child.close(force=True)


def start(started: list[Spawned], *words: str, **environment: str) -> Spawned:
    """Run the command on a terminal of 80 columns."""
    child = pexpect.spawn(
        SOTE, list(words), env=dict(os.environ) | environment, encoding="utf-8", timeout=20, dimensions=(24, 80)
    )
    started.append(child)
    return child


def ended(child: Spawned) -> int:
    """Wait for the end and give the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)


def test_a_newcomer_makes_a_file(at_terminal: list[Spawned], tmp_path: Path) -> None:
    """`init` asks the passphrase twice without echo, offers six words, and a file of mode 0600 is there."""
    path = tmp_path / "new.db"
    child = start(at_terminal, "--file", str(path), "init", "--unit", "Oma", "--worker", "anna")
    child.expect("six words: (\\w+ ){5}\\w+")
    child.expect("New passphrase")
    child.waitnoecho(5)
    child.sendline(PASSPHRASE)
    child.expect("again:")
    child.waitnoecho(5)
    child.sendline(PASSPHRASE)
    child.expect("Made")
    assert PASSPHRASE not in child.before
    assert ended(child) == 0
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("first", "second", "told"), [("lyhyt", "", "too short"), (PASSPHRASE, "toinen" * 3, "not the same")]
)
def test_a_bad_new_passphrase_makes_nothing(
    at_terminal: list[Spawned], tmp_path: Path, first: str, second: str, told: str
) -> None:
    """A short passphrase, or two different ones, is told and leaves no file."""
    child = start(at_terminal, "--file", str(tmp_path / "new.db"), "init", "--unit", "Oma", "--worker", "anna")
    child.expect("New passphrase")
    child.waitnoecho(5)
    child.sendline(first)
    if second:
        child.expect("again:")
        child.waitnoecho(5)
        child.sendline(second)
    child.expect(told)
    assert ended(child) == 2
    assert not list(tmp_path.glob("*new.db*"))


def test_the_passphrase_comes_before_any_other_question(at_terminal: list[Spawned], unit: Desk) -> None:
    """Intake asks the passphrase first, then what is missing, takes a slip without ending, and stores the request."""
    environment = {key: value for key, value in unit.environment.items() if key != "SOTE_PASSPHRASE_FILE"}
    child = start(at_terminal, "request", "add", **environment)
    child.expect("Passphrase")
    child.waitnoecho(5)
    child.sendline(PASSPHRASE)
    child.expect("How does the person wish to be contacted")
    child.expect(">")
    child.sendline("7")
    child.expect("not one of the codes")
    child.sendline("2")
    child.expect("Phone number:")
    child.sendline("09 310 1691")  # a landline takes no text message
    child.expect("do not fit")
    child.expect("Phone number:")
    child.sendline("040 123 4567")
    child.expect("reach the team")
    child.sendline("31.2.")
    child.expect("not a date")
    child.expect("reach the team")
    child.sendline("16.6. 22.15")
    child.expect("At what time")
    child.sendline("3")
    child.expect("language")
    child.sendline("")
    child.expect("message be left")
    child.sendline("y")
    child.expect("Who sent it")
    child.sendline("custody-1")
    child.expect("reference")
    assert ended(child) == 0
    stored = unit("request", "list", "--json").json[0]
    assert (stored["channel"], stored["time_wish"], stored["message_ok"], stored["source"]) == (
        "sms",
        "afternoon",
        True,
        "custody-1",
    )


PROMPTS = [
    "Passphrase",
    "wish to be contacted",
    "Phone number:",
    "reach the team",
    "At what time",
    "language",
    "left",
    "sent",
]


@pytest.mark.parametrize("stop", range(len(PROMPTS)), ids=PROMPTS)
def test_control_c_at_every_prompt(at_terminal: list[Spawned], unit: Desk, stop: int) -> None:
    """Ctrl-C at any prompt ends with 130, one sentence, and nothing stored."""
    environment = {key: value for key, value in unit.environment.items() if key != "SOTE_PASSPHRASE_FILE"}
    child = start(at_terminal, "request", "add", **environment)
    answers = [PASSPHRASE, "call", "040 123 4567", "", "", "", "", ""]
    for prompt, answer in zip(PROMPTS[:stop], answers, strict=False):
        child.expect(prompt)
        child.sendline(answer)
    child.expect(PROMPTS[stop])
    child.sendintr()
    child.expect("Interrupted")
    assert ended(child) == 130
    assert unit("request", "list", "--json").json == []


def test_a_terminal_asks_before_planning_the_next_try(at_terminal: list[Spawned], unit: Desk) -> None:
    """After a try that did not reach, the terminal proposes a day and another part of it, and takes another day."""
    ref = unit.add()
    child = start(at_terminal, "contact", "log", ref, "--channel", "call", "--result", "no-answer", **unit.environment)
    child.expect(r"Next try\? \(Enter: Thu 18 Jun, afternoon\)")
    child.sendline("la")
    child.expect("is not a working day")
    child.expect("Next try")
    child.sendline("ma")
    assert ended(child) == 0
    assert unit("request", "show", ref, "--json").json["next_on"] == "2026-06-22"


def test_contact_details_are_asked_a_purpose(at_terminal: list[Spawned], unit: Desk) -> None:
    """Looking at another worker's contact details asks why, and the log keeps the answer."""
    ref = unit.add()
    child = start(at_terminal, "request", "show", ref, "--reveal", **unit.environment)
    child.expect("For what purpose")
    child.sendline("4")
    child.expect(r"\+358401234567")
    assert ended(child) == 0


def test_a_change_of_the_queue_is_asked_its_ground(at_terminal: list[Spawned], unit: Desk) -> None:
    """Placing somebody in the queue asks on what ground, and the file keeps the answer."""
    unit("worker", "add", "sam", "--qualification", "social-worker-office")
    unit.environment["SOTE_WORKER"] = "sam"
    ref = str(unit("case", "open", "--new", "--model", "luvn-housing-path", "--json").json["ref"])
    for step in ("pta-started", "pta-complete", "sas-submitted", "sas-handled"):
        assert unit("case", "step", ref, step).code == 0
    child = start(at_terminal, "case", "place", ref, "1", **unit.environment)
    child.expect("On what ground")
    child.sendline("2")
    child.expect("is placed 1 in the queue: safety")
    assert ended(child) == 0
    assert unit("case", "queue", "--json").json["waiting"][0]["placed"]["ground"] == "safety"


def test_a_table_fits_eighty_columns(at_terminal: list[Spawned], unit: Desk) -> None:
    """The morning list on a terminal is a table in which no line is longer than 80 characters."""
    unit.add("--time-wish", "afternoon", now="2026-06-15T09:00:00+03:00")
    unit.add(channel="sms")
    child = start(at_terminal, "followup", "due", "--ahead", "3", NO_COLOR="1", **unit.environment)
    child.expect(pexpect.EOF)
    lines = re.sub(r"\x1b\[\d*m", "", child.before).splitlines()
    assert any("reference" in line for line in lines)
    assert max(len(line) for line in lines) <= 80
    assert "\x1b[3" not in child.before


@pytest.mark.parametrize(
    ("lang", "words"), [("fi", ["tekstiviesti", "seuraavaksi"]), ("sv", ["försenad", "nästa steg"])]
)
def test_the_morning_list_breaks_no_word(at_terminal: list[Spawned], unit: Desk, lang: str, words: list[str]) -> None:
    """With the longest words of a language in it, the morning list is still one line an item."""
    unit.add("--time-wish", "afternoon", channel="sms", now="2026-06-10T09:00:00+03:00")
    child = start(at_terminal, "--lang", lang, "followup", "due", NO_COLOR="1", **unit.environment)
    child.expect(pexpect.EOF)
    lines = re.sub(r"\x1b\[\d*m", "", child.before).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert all(any(word in line for line in lines) for word in words)
    assert sum("P-" in line for line in lines) == 2  # the item and the hint


def test_without_a_terminal_nothing_is_asked(unit: Desk) -> None:
    """Without a terminal and without a passphrase the command says how to give one, and does not wait."""
    ran = unit("followup", "due", "--json", stdin=PASSPHRASE)
    assert ran.code == 0
    del unit.environment["SOTE_PASSPHRASE_FILE"]
    ran = unit("followup", "due", "--json", stdin=PASSPHRASE)
    assert ran.code == 2
    assert json.loads(ran.err)["error"]["code"] == "usage"


def test_an_absence_asks_until_when_and_who(at_terminal: list[Spawned], unit: Desk) -> None:
    """On a terminal the last day and the deputy are asked; a day that has just passed is asked again."""
    child = start(at_terminal, "worker", "absent", "anna", **unit.environment)
    child.expect("Until which day")
    child.sendline("16.6.")
    child.expect("has already passed")
    child.expect("Until which day")
    child.sendline("18.6")
    child.expect("Who stands in")
    child.sendline("bo")
    assert ended(child) == 0
    (absence,) = next(one["absences"] for one in unit("worker", "list", "--json").json if one["code"] == "anna")
    assert absence == {"from": "2026-06-17", "to": "2026-06-18", "deputy": "bo"}


def test_visits_are_counted_line_by_line(at_terminal: list[Spawned], unit: Desk) -> None:
    """Without words: a visit a line, each said in words at once; a slip is told and typed again; an empty line ends."""
    child = start(at_terminal, "visit", "log", **unit.environment)
    child.expect("Visit \\(Enter: done\\)")
    child.sendline("e 75")
    child.expect("At which site")
    child.sendline("keskusta")
    child.expect("benefits")
    child.expect("Visit")
    child.sendline("z")
    child.expect("no topic has the letter z")
    child.expect("Visit")
    child.sendline("d/y")
    child.expect("keskusta")
    child.expect("Visit")
    child.sendline("")
    assert ended(child) == 0
    assert [visit["number"] for visit in unit("visit", "list", "--json").json] == [2, 1]


def test_a_service_is_asked_about(at_terminal: list[Spawned], unit: Desk) -> None:
    """What a service's options leave out is asked; a slip is told and asked again, Enter tells nothing."""
    child = start(at_terminal, "service", "add", "food", "--place", "turku", **unit.environment)
    for question, answer in (
        ("called in Finnish", "Ruoka-apu"),
        ("help with", "benefits food"),
        ("When is it open", "joskus"),
        ("cannot be read|does not fit", "ma-pe 9-16"),
        ("languages", ""),
        ("Phone number", "03 565 6000"),
        ("E-mail", ""),
        ("Web address", ""),
    ):
        child.expect(question)
        child.sendline(answer)
    assert ended(child) == 0
    shown = unit("service", "show", "food", "--json").json
    assert (shown["topics"], shown["phone"], shown["place"]) == (["benefits", "food"], "+35835656000", "turku")
    assert (shown["hours"], shown["email"]) == ("mon-fri 9:00-16:00", None)


def test_a_referral_is_asked_for(at_terminal: list[Spawned], unit: Desk) -> None:
    """What is missing is asked: the service, the consent; later what is known, whose doing it was, and why."""
    ref = unit.add()
    child = start(at_terminal, "referral", "add", ref, "--shares", "need", **unit.environment)
    child.expect("Which service")
    child.sendline("debt-advice")
    child.expect("give their consent")
    child.sendline("2")
    child.expect("Referred")
    child.expect("in writing")
    assert ended(child) == 0
    made = unit("referral", "list", "--json").json[0]["ref"]
    child = start(at_terminal, "referral", "outcome", made, **unit.environment)
    child.expect("What is known now")
    child.sendline("declined")
    child.expect("Whose doing")
    child.sendline("2")
    child.expect("What is the reason")
    child.expect("no room")
    child.sendline("1")
    child.expect("decide how to go on")
    assert ended(child) == 0
    child = start(at_terminal, "referral", "show", made, **unit.environment)
    child.expect("the service: no room")
    assert ended(child) == 0


def test_a_referral_is_asked_what_may_be_told_and_whether_it_helped(at_terminal: list[Spawned], unit: Desk) -> None:
    """Several things may be told; an unknown service is told before the consent is asked; later whether it helped."""
    ref = unit.add()
    child = start(at_terminal, "referral", "add", ref, "--service", "debt-advice", **unit.environment)
    child.expect("give their consent")
    child.sendline("1")
    child.expect("What may the service be told")
    child.sendline("1 9")
    child.expect("not one of the codes")
    child.sendline("1, need")
    child.expect("Referred")
    assert ended(child) == 0
    (made,) = unit("referral", "list", "--json").json
    assert made["shares"] == ["contact", "need"]
    assert unit("referral", "outcome", made["ref"], "arrived").code == 0
    child = start(at_terminal, "referral", "outcome", made["ref"], "result", **unit.environment)
    child.expect("Has the service helped")
    child.sendline("helped in part")
    assert ended(child) == 0
    assert unit("referral", "show", made["ref"], "--json").json["result"] == "partly"


def test_feedback_asks_after_which_contact(unit: Desk, at_terminal: list[Spawned]) -> None:
    """Without options the contact is asked, Enter means a visitor, and the unit's own sites are offered."""
    unit("setting", "set", "sites", "keskusta,koilliskeskus")
    child = start(at_terminal, "feedback", "add", "--met", "5", **unit.environment)
    child.expect("After which contact")
    child.sendline("P")
    child.expect("too short")
    child.expect("After which contact")
    child.sendline("")
    child.expect("At which site")
    child.expect("koilliskeskus")
    child.sendline("1")
    child.expect("keskusta")
    assert ended(child) == 0


def test_linked_feedback_asks_for_consent_first(unit: Desk, at_terminal: list[Spawned]) -> None:
    """The consent to the link comes before the first question; erasing the answers is asked again."""
    ref = unit("case", "open", "--new", "--model", "varha-shared-client", "--json").json["ref"]
    child = start(at_terminal, "feedback", "add", "--after", ref, "--linked", **unit.environment)
    child.expect("consent to linking")
    assert "I felt met" not in child.before
    child.sendline("1")
    for question in ("I felt met", "My matter moved on", "I cope in my daily life", "would you recommend"):
        child.expect(question)
        child.sendline("3")
    assert ended(child) == 0
    child = start(at_terminal, "feedback", "withdraw", ref, **unit.environment)
    child.expect("for good")
    child.sendline("")
    child.expect("Nothing was erased")
    assert ended(child) == 0
    assert len(unit("feedback", "list", ref, "--json").json) == 1
    child = start(at_terminal, "feedback", "withdraw", ref, "--yes", **unit.environment)
    assert ended(child) == 0
    assert unit("feedback", "list", ref, "--json").json == []


def test_the_first_visit_offers_the_sites(at_terminal: list[Spawned], unit: Desk) -> None:
    """A question mark shows the letters, and the first visit is asked which of the unit's sites it was at."""
    unit("setting", "set", "sites", "keskusta,koilliskeskus")
    child = start(at_terminal, "visit", "log", **unit.environment)
    child.expect("question mark")
    child.expect("Visit")
    child.sendline("?")
    child.expect("Visit \\(Enter")
    child.sendline("e 75")
    child.expect("At which site")
    child.sendline("2")
    child.expect("koilliskeskus")
    child.expect("Visit \\(Enter")
    child.sendline("")
    assert ended(child) == 0
    assert [one["site"] for one in unit("visit", "list", "--json").json] == ["koilliskeskus"]


def test_a_tally_and_a_service_ask_what_they_need(at_terminal: list[Spawned], unit: Desk) -> None:
    """Without arguments the month and the counts are asked, and the code of a service; topics are offered by words."""
    child = start(at_terminal, "offer", "tally", **unit.environment)
    for question, answer in (("Which month", "2026-05"), ("How many were", "9"), ("said yes", "5"), ("said no", "2")):
        child.expect(question)
        child.sendline(answer)
    assert ended(child) == 0
    assert [one["offered"] for one in unit("offer", "list", "--json").json] == [9]
    child = start(at_terminal, "service", "add", "--name", "Ruoka-apu", **unit.environment)
    child.expect("Which code")
    child.sendline("food-1")
    child.expect("What does it help with")
    child.expect("2  benefits")
    child.sendline("2, ruoka")
    for _number in range(6):
        child.expect("not told")
        child.sendline("")
    assert ended(child) == 0
    assert unit("service", "show", "food-1", "--json").json["topics"] == ["benefits", "ruoka"]


def test_an_appointment_is_asked_for(unit: Desk, at_terminal: list[Spawned]) -> None:
    """The hour and who cancelled are asked; a slip is told and asked again."""
    request = unit.add()
    child = start(at_terminal, "appointment", "book", request, **unit.environment)
    child.expect("When")
    child.sendline("31.6. 10.00")
    child.expect("not a date")
    child.sendline("24.6.")
    child.expect("At what time")
    child.sendline("kymmeneltä")
    child.expect("not a date or time")
    child.expect("At what time")
    child.sendline("10")
    child.expect("Wed 24 Jun 2026 at 10:00")
    child.expect("sote appointment held")
    assert ended(child) == 0
    (ref,) = [one["ref"] for one in unit("appointment", "list", "--json").json]
    child = start(at_terminal, "appointment", "cancel", ref, **unit.environment)
    child.expect("Who cancelled it")
    child.sendline("organisation")
    child.expect("Why")
    child.sendline("")
    child.expect("Y32")
    assert ended(child) == 0
    child = start(at_terminal, "appointment", "list", **unit.environment)
    child.expect(ref)
    assert ended(child) == 0


def test_feedback_is_asked_aloud(unit: Desk, at_terminal: list[Spawned]) -> None:
    """Each question is shown with its scale, a slip is asked again, Enter leaves a question out."""
    ref = unit.add()
    unit("contact", "log", ref, "--channel", "call", "--result", "reached")
    child = start(at_terminal, "feedback", "add", "--after", ref, **unit.environment)
    child.expect("I felt met in this contact")
    child.sendline("6")
    child.expect("not a whole number in the range 1–5")
    child.expect("I felt met in this contact")
    child.sendline("5")
    for question in ("My matter moved on", "I cope in my daily life", "would you recommend"):
        child.expect(question)
        child.sendline("")
    child.expect("cut from the case")
    assert ended(child) == 0
    found = unit("feedback", "summary", "--level", "internal", "--json").json["metrics"]
    assert {metric["id"]: metric["denominator"] for metric in found}["met.positive"] == 1
    assert {metric["id"]: metric["denominator"] for metric in found}["matter.positive"] == 0


def test_nobody_is_asked_twice_aloud(unit: Desk, at_terminal: list[Spawned]) -> None:
    """Whether it may be asked is looked at before the first question is read aloud."""
    ref = unit.add()
    child = start(at_terminal, "feedback", "add", "--after", ref, **unit.environment)
    child.expect("no contact yet")
    assert "I felt met" not in child.before
    assert ended(child) == 5


def test_a_concern_report_is_asked(unit: Desk, at_terminal: list[Spawned]) -> None:
    """On a terminal the kind and the source are asked; a national code, also one after a gap, is its own number."""
    ref = unit("case", "open", "--new", "--model", "varha-shared-client", "--json").json["ref"]
    child = start(at_terminal, "concern", "add", ref, **unit.environment)
    child.expect("Which report was it")
    child.expect(">")
    child.sendline("2")
    child.expect("Who reported")
    child.expect(">")
    child.sendline("20")
    child.expect("not one of the codes")
    child.sendline("22")
    child.expect("client record")
    child.expect("\\(22\\)")
    assert ended(child) == 0
    (found,) = unit("concern", "list", "--json").json
    assert (found["kind"], found["source"]) == ("need", "22")
