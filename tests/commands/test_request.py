"""`sote request` as a script would run it."""

import json
from collections import Counter

import pytest

from tests.conftest import PHONE, Desk

REQUEST_KEYS = [
    "ref",
    "status",
    "received_at",
    "source",
    "channel",
    "time_wish",
    "language",
    "message_ok",
    "due_on",
    "next_on",
    "attempts",
    "contacts_made",
    "worker",
    "pair",
    "outcome",
    "closed_at",
]


def test_intake_answers_with_a_request(unit: Desk) -> None:
    """`request add` gives the contract's keys, the dates of the promise, and nothing on standard error."""
    ran = unit(
        "request", "add", "--channel", "call", "--contact-stdin", "--received", "17.6.2026 8.30", "--json", stdin=PHONE
    )
    assert ran.code == 0
    assert ran.err == ""
    assert set(REQUEST_KEYS) <= set(ran.json)
    assert ran.json["received_at"] == "2026-06-17T08:30:00+03:00"
    assert (ran.json["due_on"], ran.json["next_on"]) == ("2026-06-23", "2026-06-18")
    assert (ran.json["status"], ran.json["time_wish"], ran.json["message_ok"]) == ("received", "any", False)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fi", "ti 23.6.2026, 3. arkipäivä. Ei lasketa: pe 19.6. (juhannusaatto), viikonloppu."),
        ("sv", "ti 23.6.2026, vardag nr 3. Räknas inte: fr 19.6. (midsommarafton), veckoslutet."),
        ("en", "Tue 23 Jun 2026, working day 3. Not counted: Fri 19 Jun (Midsummer Eve), the weekend."),
    ],
)
def test_intake_says_why_that_day(inside: Desk, lang: str, sentence: str) -> None:
    """The answer for people says in one line which working day it is and what was skipped."""
    ran = inside("--lang", lang, "request", "add", "--channel", "call", "--contact-stdin", stdin=PHONE)
    assert sentence in ran.out


def test_json_on_standard_input(inside: Desk) -> None:
    """Each line of JSON is one request, answered one a line in the same order."""
    lines = [
        {"channel": "sms", "contact": "040 123 4567", "received": "16.6.2026", "time_wish": "evening"},
        {
            "channel": "email",
            "contact": "Nimeton@Example.ORG",
            "received_at": "2026-06-15T23:59:00+03:00",
            "source": "custody-1",
        },
        {"channel": "call", "contact": PHONE, "message_ok": True, "language": "sv"},
    ]
    ran = inside("request", "add", "--input", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["channel"] for answer in answers] == ["sms", "email", "call"]
    assert [answer["received_at"] for answer in answers] == [
        "2026-06-16T12:00:00+03:00",
        "2026-06-15T23:59:00+03:00",
        "2026-06-17T09:00:00+03:00",
    ]
    assert answers[1]["source"] == "custody-1"


def test_one_object_over_several_lines(inside: Desk) -> None:
    """One JSON object is one request, however it is laid out."""
    ran = inside(
        "request", "add", "--input", "-", "--json", stdin=json.dumps({"channel": "call", "contact": PHONE}, indent=2)
    )
    assert ran.json["channel"] == "call"


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ('{"channel": "call", "contact": "12"}', 2),
        ('{"channel": "call", "contact": "+358401234567", "name": "Aino Keksitty"}', 2),
        ('{"channel": "call", "contact": "+358401234567", "received": "31.2.2026"}', 2),
        ('{"channel": "call", "contact": "+358401234567", "received": "18.6.2026"}', 2),
        ('{"channel": "pigeon", "contact": "+358401234567"}', 2),
        ('{"channel": "call", "contact": 401234567}', 2),
        ("not json", 2),
        ("[]", 2),
    ],
)
def test_one_bad_line_stores_nothing(inside: Desk, bad: str, line: int) -> None:
    """A bad line refuses all with exit 2 and its number, and repeats nothing of what stood in it."""
    good = json.dumps({"channel": "call", "contact": PHONE})
    ran = inside("request", "add", "--input", "-", "--json", stdin=f"{good}\n{bad}\n{good}")
    assert ran.code == 2
    assert f"Line {line} " in ran.error["message"]
    assert not [word for word in ("Aino", "401234567", "pigeon", "12}") if word in ran.err]
    assert inside("request", "list", "--json").json == []


@pytest.mark.parametrize("data", ["", "\n\n", "[]", "null", "3"])
def test_input_without_a_request(inside: Desk, data: str) -> None:
    """Standard input without a request is exit 2."""
    assert inside("request", "add", "--input", "-", stdin=data).code == 2


@pytest.mark.parametrize(
    ("channel", "contact"),
    [
        ("call", "nimeton@example.org"),
        ("sms", "09 310 1691"),
        ("email", PHONE),
        ("email", "a@b"),
        ("call", "112"),
        ("call", ""),
    ],
)
def test_contact_details_must_fit_the_channel(inside: Desk, channel: str, contact: str) -> None:
    """Contact details that do not fit the channel are exit 2 and are not repeated."""
    ran = inside("request", "add", "--channel", channel, "--contact-stdin", "--json", stdin=contact)
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert not contact or contact not in ran.err


@pytest.mark.parametrize("missing", [["--channel", "call"], ["--contact-stdin"], []])
def test_nothing_is_guessed_without_a_terminal(inside: Desk, missing: list[str]) -> None:
    """What is missing and cannot be asked is exit 2 and names the option."""
    ran = inside("--no-input", "request", "add", *missing, "--json", stdin=PHONE)
    assert ran.code == 2
    assert "--" in ran.error["message"]


def test_sources_that_the_unit_has_settled(inside: Desk) -> None:
    """Any source code is taken until the unit settles them; then an unknown one is exit 4."""
    inside.add("--source", "custody-9")
    assert inside("setting", "set", "sources", "custody-1,custody-2").code == 0
    inside.add("--source", "custody-2")
    ran = inside(
        "request", "add", "--channel", "call", "--contact-stdin", "--source", "custody-9", "--json", stdin=PHONE
    )
    assert (ran.code, ran.error["code"]) == (4, "not_found")


def test_contact_details_are_shown_only_when_revealed(inside: Desk) -> None:
    """Contact details appear with --reveal and a purpose, or for one's own matter, and nowhere else."""
    ref = inside.add()
    for words in (["request", "show", ref], ["request", "list"], ["followup", "due", "--ahead", "3"], []):
        assert "401234567" not in inside(*words, "--json").out
    assert inside("request", "show", ref, "--reveal", "--json").code == 2
    assert inside("request", "show", ref, "--reveal", "--purpose", "lead-check", "--json").json["contact"] == PHONE
    inside("worker", "assign", ref, "anna")
    assert inside("request", "show", ref, "--reveal", "--json").json["contact"] == PHONE


def test_closing_wipes_and_keeps(inside: Desk) -> None:
    """Closing wipes the contact details, clears the plan, keeps the history, and happens once."""
    ref = inside.add()
    inside("contact", "log", ref, "--channel", "call", "--result", "reached", "--gave", "support")
    closed = inside("request", "close", ref, "--outcome", "supported", "--json").json
    assert (closed["status"], closed["outcome"], closed["next_on"]) == ("closed", "supported", None)
    shown = inside("request", "show", ref, "--reveal", "--purpose", "lead-check", "--json").json
    assert shown["contact"] is None
    assert len(shown["contacts"]) == 1
    again = inside("request", "close", ref, "--outcome", "supported", "--json")
    assert (again.code, again.error["rule"]) == (5, "open-request")
    assert [one["ref"] for one in inside("request", "list", "--status", "closed", "--json").json] == [ref]


@pytest.mark.parametrize("outcome", ["supported", "guided", "became-client"])
def test_some_outcomes_need_a_contact(inside: Desk, outcome: str) -> None:
    """`supported`, `guided` and `became-client` are refused while nobody was reached."""
    ref = inside.add()
    inside("contact", "log", ref, "--channel", "call", "--result", "no-answer")
    ran = inside("request", "close", ref, "--outcome", outcome, "--json")
    assert (ran.code, ran.error["rule"]) == (5, "outcome-needs-contact")


def test_a_dry_run_changes_nothing_but_the_log(inside: Desk) -> None:
    """With --dry-run the answer is shown and nothing is stored."""
    ref = inside.add()
    before = inside("request", "show", ref, "--json").json
    assert inside("request", "close", ref, "--outcome", "withdrawn", "--dry-run", "--json").json["status"] == "closed"
    assert inside("worker", "assign", ref, "bo", "--dry-run", "--json").json["worker"] == "bo"
    assert inside("contact", "log", ref, "--channel", "call", "--result", "reached", "--dry-run", "--json").code == 0
    assert inside("followup", "plan", ref, "--on", "+2wd", "--dry-run", "--json").json["next_on"] == "2026-06-22"
    inside("request", "add", "--channel", "call", "--contact-stdin", "--dry-run", stdin=PHONE)
    assert inside("request", "show", ref, "--json").json == before
    assert len(inside("request", "list", "--json").json) == 1


def test_prefixes_and_slips(inside: Desk) -> None:
    """The beginning of a reference is enough, in small letters too; a slip in the check character is named."""
    ref = inside.add()
    assert inside("request", "show", ref[:5].lower(), "--json").json["ref"] == ref
    wrong = ref[:-1] + ("2" if ref[-1] != "2" else "3")
    ran = inside("request", "show", wrong, "--json")
    assert (ran.code, ran.error["code"]) == (4, "not_found")
    assert "slip" in ran.error["message"]
    for unknown in ("P-22", "X-7K3F9QX", "nonsense", "P-0000000", "P-2"):
        assert inside("request", "show", unknown, "--json").code == 4


def test_ambiguous_prefixes_list_candidates(inside: Desk) -> None:
    """A prefix that fits two references is exit 4 with the candidates."""
    lines = "\n".join(json.dumps({"channel": "call", "contact": PHONE}) for _ in range(800))  # more than 28² prefixes
    ran = inside("request", "add", "--input", "-", "--json", stdin=lines)
    beginnings = Counter(json.loads(line)["ref"][:4] for line in ran.out.splitlines())
    shared, count = beginnings.most_common(1)[0]
    assert count > 1
    ran = inside("request", "show", shared, "--json")
    assert (ran.code, ran.error["code"]) == (4, "ambiguous")
    assert ran.error["message"].count(shared) == min(count, 6) + 1  # the first six are named


def test_lists_by_worker(inside: Desk) -> None:
    """--mine and --of show the personal worker's and the pair's requests, --unassigned the others."""
    mine, shared, free = inside.add(), inside.add(), inside.add()
    inside("worker", "assign", mine, "anna")
    inside("worker", "assign", shared, "bo")
    inside("worker", "assign", shared, "anna", "--pair")

    def refs(*words: str) -> set[str]:
        return {one["ref"] for one in inside("request", "list", *words, "--json").json}

    assert refs("--mine") == {mine, shared}
    assert refs("--of", "BO") == {shared}
    assert refs("--unassigned") == {free}
    assert refs("--of", "bo", "--status", "closed") == set()


def test_received_in_the_future_is_refused(inside: Desk) -> None:
    """A request cannot have arrived in the future."""
    for when in ("18.6.2026", "2026-06-17T09:01:00+03:00", "9.01"):
        ran = inside(
            "request", "add", "--channel", "call", "--contact-stdin", "--received", when, "--json", stdin=PHONE
        )
        assert ran.code == 2


@pytest.mark.parametrize(
    "when", ["31.2.2026", "29.2.2026", "29.2.", "20266-01-01", "1.1.20266", "25:00", "17.6.2026 25:00", "soon"]
)
def test_impossible_dates(inside: Desk, when: str) -> None:
    """Dates and times that do not exist are exit 2."""
    ran = inside("request", "add", "--channel", "call", "--contact-stdin", "--received", when, "--json", stdin=PHONE)
    assert (ran.code, ran.error["code"]) == (2, "usage")


def test_somebody_elses_matter_is_not_ones_own(inside: Desk) -> None:
    """The purpose own-matter is refused for a request of somebody else."""
    ref = inside.add()
    inside("worker", "assign", ref, "bo")
    ran = inside("request", "show", ref, "--reveal", "--purpose", "own-matter", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "own-matter")
    assert PHONE not in ran.out + ran.err


def test_the_clock_and_the_role_come_before_any_look_up(inside: Desk) -> None:
    """An evaluator learns nothing about references, not even whether they exist."""
    ref = inside.add()
    for words in (
        ["request", "show", ref],
        ["request", "show", "P-22"],
        ["contact", "list", ref],
        ["followup", "explain", ref],
    ):
        assert inside(*words, worker="cia").code == 5
