"""`sote appointment`: booked, held, cancelled, missed, and the way on after a missed one."""

from typing import Any

import pytest

from tests.appointments import AFTER, booked, noted
from tests.cases import ASSI, VARHA, new_case, refused, walk
from tests.conftest import Desk

MONDAY, TUESDAY, WEDNESDAY = ("2026-06-22T09:00:00+03:00", "2026-06-23T09:00:00+03:00", "2026-06-24T09:00:00+03:00")
FRIDAY, NEXT_MONDAY = "2026-06-26T09:00:00+03:00", "2026-06-29T09:00:00+03:00"
NO_ANSWER = ("--channel", "call", "--result", "no-answer")


@pytest.fixture
def case(inside: Desk) -> str:
    """A case of anna's by the model of joint clients."""
    ref = str(new_case(inside, model=VARHA)["ref"])
    inside("worker", "assign", ref, "anna")
    return ref


def listed(desk: Desk, ref: str, now: str) -> list[dict[str, Any]]:
    """The lines of the day's list about an appointment."""
    return [item for item in desk("followup", "due", "--json", now=now).json["items"] if item["ref"] == ref]


def shown(desk: Desk, ref: str) -> dict[str, Any]:
    """Everything about an appointment."""
    return dict(desk("appointment", "show", ref, "--json").json)


def test_booked_and_held(inside: Desk, case: str) -> None:
    """An appointment is read as people write it, stands in the lists of its day, and ends when it was held."""
    ref = booked(inside, case, "--how", "home", "--channel", "sms")
    assert shown(inside, ref)["at"] == "2026-06-18T10:00:00+03:00"
    assert (shown(inside, ref)["how"], shown(inside, ref)["status"]) == ("home", "booked")
    assert listed(inside, ref, "2026-06-17T09:00:00+03:00") == []
    (item,) = listed(inside, ref, "2026-06-18T08:00:00+03:00")
    assert (item["kind"], item["step"], item["status"], item["matter"]) == ("appointment", "appointment", "today", case)
    assert (item["at"], item["channel"], item["rule"]) == ("2026-06-18T10:00:00+03:00", "sms", "appointment")
    assert ref in inside(now="2026-06-18T08:00:00+03:00").out
    found = noted(inside, "held", ref, "--minutes", "45")
    assert (found["status"], found["minutes"], found["closed_on"], found["step"]) == ("held", 45, "2026-06-18", None)
    assert listed(inside, ref, MONDAY) == []


def test_what_nobody_noted_is_asked_for(inside: Desk, case: str) -> None:
    """From the next day on the list asks whether it was held, and later how many working days ago."""
    ref = booked(inside, case)
    (item,) = listed(inside, ref, MONDAY)
    assert (item["status"], item["days_late"], item["step"]) == ("overdue", 1, "appointment")
    assert "note whether it was held" in inside("followup", "due", now=MONDAY).out
    assert "note whether it was held" in inside(now=MONDAY).out


def test_a_missed_one_is_followed_by_reaching_out(inside: Desk, case: str) -> None:
    """The days 1, 3 and 5 of the model, by the wished channel; then people decide, and it stays until they do."""
    ref = booked(inside, case, "--channel", "sms")
    found = noted(inside, "missed", ref)
    assert (found["status"], found["step"], found["due_on"], found["closed_on"]) == (
        "missed",
        "reach-out",
        "2026-06-22",
        None,
    )
    days = []
    for now in (MONDAY, WEDNESDAY, FRIDAY):
        (item,) = listed(inside, ref, now)
        assert (item["step"], item["channel"], item["rule"], item["status"]) == (
            "reach-out",
            "sms",
            "recovery",
            "today",
        )
        days.append(noted(inside, "tried", ref, *NO_ANSWER, now=now)["due_on"])
    assert days == ["2026-06-24", "2026-06-26", "2026-06-29"]
    (item,) = listed(inside, ref, "2026-08-03T09:00:00+03:00")
    assert (item["step"], item["status"], item["at"]) == ("decide", "overdue", None)
    assert len(shown(inside, ref)["tries"]) == 3
    assert inside("case", "show", case, "--json").json["closed_on"] is None


def test_an_answer_ends_the_reaching_out(inside: Desk, case: str) -> None:
    """After an answer people decide; the decision is theirs, with its own code."""
    ref = booked(inside, case)
    noted(inside, "missed", ref)
    assert noted(inside, "tried", ref, "--channel", "sms", "--result", "reached")["step"] == "decide"
    over = noted(inside, "settle", ref, "--as", "pair-decided", now=MONDAY)
    assert (over["settled"], over["closed_on"], over["step"]) == ("pair-decided", "2026-06-22", None)
    assert refused(inside, "appointment", "settle", ref, "--as", "continues") == (5, "open-recovery")


def test_a_new_time_ends_the_reaching_out(inside: Desk, case: str) -> None:
    """Booking for the same matter settles what waited for it; the attempt itself can still be logged."""
    ref = booked(inside, case, "--channel", "sms")
    noted(inside, "missed", ref)
    new = booked(inside, case, at="25.6. 13.00", now=MONDAY)
    assert (shown(inside, ref)["settled"], shown(inside, ref)["step"]) == ("rebooked", None)
    assert shown(inside, new)["channel"] == "sms"
    after = noted(inside, "tried", ref, "--channel", "call", "--result", "reached", now=MONDAY)
    assert after["settled"] == "rebooked"
    assert len(shown(inside, ref)["tries"]) == 1
    assert listed(inside, ref, NEXT_MONDAY) == []


def test_who_cancelled_is_told_apart(inside: Desk, case: str) -> None:
    """The person's cancelling is Y30 and may be late; the organisation's is Y32 and never is."""
    ref = booked(inside, case)
    late = noted(inside, "cancel", ref, "--by", "client", "--reason", "ill", now="2026-06-17T11:00:00+03:00")
    assert (late["cancelled_by"], late["cancel_code"], late["late"], late["reason"]) == ("client", "Y30", True, "ill")
    assert (late["step"], late["due_on"]) == ("rebook", "2026-06-18")
    other = booked(inside, case)
    unit = noted(inside, "cancel", other, "--by", "organisation", now="2026-06-18T09:59:00+03:00")
    assert (unit["cancel_code"], unit["late"], unit["step"], unit["due_on"]) == ("Y32", False, "rebook", "2026-06-22")
    assert "Y32" in inside("appointment", "show", other).out
    assert "less than 24 hours" in inside("appointment", "show", ref).out
    assert shown(inside, ref)["settled"] == "rebooked"


def test_exactly_a_day_before_is_in_time(inside: Desk, case: str) -> None:
    """Twenty-four hours before is not late, and what was heard earlier can be noted later."""
    ref = booked(inside, case)
    words = ("--by", "client", "--at", "17.6. 10.00", "--no-new-time")
    found = noted(inside, "cancel", ref, *words, now="2026-06-18T09:00:00+03:00")
    assert (found["late"], found["ended_at"], found["step"]) == (False, "2026-06-17T10:00:00+03:00", None)


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("--at", "2026-06-17 08.00"), 5, "book-ahead"),
        (("--at", "16.6. 10.00"), 2, None),
        (("--at", "16.6.2026 10.00"), 5, "book-ahead"),
        (("--at", "19.6. 10.00"), 5, "plan-on-working-day"),
        (("--at", "20.6. 10.00", "--how", "home"), 5, "plan-on-working-day"),
        (("--at", "18.6. 10.00"), 5, "one-appointment-at-a-time"),
        (("--at", "31.6. 10.00"), 2, None),
        (("--at", "28.3.2027 3.30"), 2, None),
        (("--at", "22.6. 10.00", "--how", "letter"), 2, None),
        ((), 2, None),
    ],
)
def test_what_cannot_be_booked(inside: Desk, case: str, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """The past, a closed day, an hour that is taken or never comes, an unknown way, no hour at all."""
    booked(inside, case)
    assert refused(inside, "appointment", "book", case, *words) == (code, rule)
    assert len(inside("appointment", "list", case, "--json").json) == 1


def test_a_closed_day_names_the_nearest_and_the_way(inside: Desk, case: str) -> None:
    """The refusal names the nearest working day, and how to book it if it is meant so."""
    ran = inside("appointment", "book", case, "--at", "19.6. 10.00", "--json")
    assert "18 Jun" in ran.error["hint"]
    assert "--closed-day" in ran.error["hint"]
    ref = booked(inside, case, "--closed-day", at="19.6. 18.00")
    assert listed(inside, ref, "2026-06-19T09:00:00+03:00")[0]["status"] == "today"


def test_the_same_person_at_the_same_time(inside: Desk) -> None:
    """A request, the case that grew from it and another case of the person are one person; another's is free."""
    request = inside.add()
    inside("contact", "log", request, "--channel", "call", "--result", "reached")
    grown = inside("case", "open", request, "--agreed", "--model", VARHA, "--json").json["ref"]
    beside = new_case(inside, "--same-as", grown)["ref"]
    other = new_case(inside, model=VARHA)["ref"]
    first = booked(inside, grown)
    ran = inside("appointment", "book", beside, "--at", "18.6. 10.00", "--json")
    assert (ran.error["rule"], first in ran.error["message"]) == ("one-appointment-at-a-time", True)
    booked(inside, other)
    booked(inside, beside, at="18.6. 10.30")
    noted(inside, "cancel", first, "--by", "client", now="2026-06-17T10:00:00+03:00")
    booked(inside, beside)
    assert refused(inside, "appointment", "reopen", first) == (5, "one-appointment-at-a-time")


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("held",), 5, "after-its-hour"),
        (("missed",), 5, "after-its-hour"),
        (("missed", "--reason", "worker-ill"), 2, None),
        (("cancel", "--by", "client", "--reason", "forgot"), 2, None),
        (("cancel", "--by", "weather"), 2, None),
        (("cancel",), 2, None),
        (("cancel", "--by", "organisation", "--no-new-time"), 2, None),
        (("cancel", "--by", "client", "--at", "16.6. 10.00"), 5, "cancel-after-booking"),
        (("cancel", "--by", "client", "--at", "2026-06-18 09.00"), 2, None),
        (("held", "--at", "16.6. 10.00"), 5, "held-on-its-day"),
        (("tried", *NO_ANSWER), 5, "missed-appointment"),
        (("tried", "--channel", "call"), 2, None),
        (("settle", "--as", "continues"), 5, "open-recovery"),
        (("settle", "--as", "closed"), 2, None),
        (("settle",), 2, None),
        (("reopen",), 5, "ended-appointment"),
    ],
)
def test_what_cannot_be_noted(inside: Desk, case: str, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """Before its hour, with a reason or a code that does not fit, and what is missing; nothing is changed."""
    ref = booked(inside, case)
    before = shown(inside, ref)
    assert refused(inside, "appointment", words[0], ref, *words[1:]) == (code, rule)
    assert shown(inside, ref) == before


def test_an_end_has_come_already(inside: Desk, case: str) -> None:
    """What was cancelled, held or missed is not cancelled, held or missed once more."""
    for how, words in (("held", ()), ("missed", ()), ("cancel", ("--by", "client"))):
        ref = booked(inside, case, at="22.6. 10.00")
        now = "2026-06-22T08:00:00+03:00" if how == "cancel" else "2026-06-22T12:00:00+03:00"
        noted(inside, how, ref, *words, now=now)
        for again in (("held",), ("missed",), ("cancel", "--by", "organisation")):
            ran = inside("appointment", again[0], ref, *again[1:], "--json", now=TUESDAY)
            assert (ran.code, ran.error["rule"]) == (5, "booked-appointment")
    late = booked(inside, case)
    ran = inside("appointment", "cancel", late, "--by", "client", "--json", now=AFTER)
    assert ran.error["rule"] == "cancel-before-its-hour"


def test_a_reason_that_is_learned_later(inside: Desk, case: str) -> None:
    """Why somebody did not come is often heard later; it is added without anything else changing."""
    ref = booked(inside, case)
    noted(inside, "missed", ref)
    found = noted(inside, "missed", ref, "--reason", "no-transport", now=MONDAY)
    assert (found["reason"], found["step"], found["due_on"]) == ("no-transport", "reach-out", "2026-06-22")


def test_the_path_is_named_and_not_taken(inside: Desk, case: str) -> None:
    """Where the model has a step for it, its command is named beside the answer; people take it."""
    walk(inside, case, "mapped", "pair-named", "planned")
    ref = booked(inside, case)
    ran = inside("appointment", "missed", ref, now=AFTER)
    assert f"sote case step {case} no-show-recovery" in ran.err
    assert inside("case", "show", case, "--json").json["step"] == "planned"
    other = str(new_case(inside, model=VARHA)["ref"])
    early = booked(inside, other)
    assert "case step" not in inside("appointment", "missed", early, now=AFTER).err


def test_a_request_is_decided_on(inside: Desk) -> None:
    """After an appointment of a request people decide on the next working day; no model names days."""
    request = inside.add(channel="sms")
    ref = booked(inside, request)
    found = noted(inside, "missed", ref)
    assert (found["step"], found["due_on"], found["channel"]) == ("decide", "2026-06-22", "sms")


def test_who_wants_no_contact_is_left_in_peace(inside: Desk) -> None:
    """A person who asks for no contact while being reached out to is noted so with the request, too."""
    request = inside.add()
    ref = booked(inside, request)
    noted(inside, "missed", ref)
    assert noted(inside, "tried", ref, "--channel", "call", "--result", "do-not-contact")["step"] == "decide"
    assert refused(inside, "appointment", "book", request, "--at", "25.6. 10.00") == (5, "do-not-contact")
    assert refused(inside, "followup", "plan", request, "--on", "25.6.") == (5, "do-not-contact")
    other = inside.add()
    cancelled = booked(inside, other)
    found = noted(inside, "cancel", cancelled, "--by", "organisation", now="2026-06-18T09:00:00+03:00")
    assert found["step"] == "rebook"
    inside("contact", "log", other, "--channel", "call", "--result", "do-not-contact", now=AFTER)
    assert shown(inside, cancelled)["step"] == "decide"


def test_people_who_end_the_matter_end_the_reaching_out(inside: Desk, case: str) -> None:
    """With the case, or the request, the reaching out ends; a booked appointment still waits to be noted."""
    ref, request = booked(inside, case), inside.add()
    asked, unnoted = booked(inside, request), booked(inside, case, at="22.6. 8.00")
    noted(inside, "missed", ref)
    noted(inside, "missed", asked)
    ended = inside("case", "close", case, "ended-early", "--reason", "own-wish", "--json", now=MONDAY)
    assert ended.json["open"] == [unnoted]
    closed = inside("request", "close", request, "--outcome", "withdrawn", "--json", now=MONDAY)
    assert closed.json["open"] == []
    for over in (ref, asked):
        assert (shown(inside, over)["closed_on"], shown(inside, over)["settled"]) == ("2026-06-22", None)
    missed = noted(inside, "missed", unnoted, now=TUESDAY)
    assert (missed["step"], missed["due_on"], missed["closed_on"]) == ("decide", "2026-06-24", None)
    assert noted(inside, "settle", unnoted, "--as", "continues", now=TUESDAY)["closed_on"] == "2026-06-23"
    assert refused(inside, "appointment", "book", case, "--at", "1.7. 10.00") == (5, "open-case")


def test_nothing_ends_before_an_appointment(inside: Desk, case: str) -> None:
    """A request or case with an appointment ahead is not ended; cancelled or held first, it is."""
    request = inside.add()
    for matter, words in (
        (request, ("request", "close", request, "--outcome", "withdrawn")),
        (case, ("case", "close", case, "ended-early", "--reason", "own-wish")),
    ):
        ref = booked(inside, matter)
        ran = inside(*words, "--json")
        assert (ran.code, ran.error["rule"], ref in ran.error["message"]) == (5, "no-appointment-ahead", True)
        assert "cancel" in ran.error["hint"]
        noted(inside, "cancel", ref, "--by", "client", now="2026-06-17T10:00:00+03:00")
        assert inside(*words, "--json").json["open"] == []
    step = new_case(inside, model=VARHA)["ref"]
    booked(inside, step)
    assert refused(inside, "case", "step", step, "ended-early", "--reason", "own-wish") == (5, "no-appointment-ahead")


def test_what_stays_open_is_named_and_shows_no_wiped_channel(inside: Desk) -> None:
    """An unnoted appointment of an ended request is named, stays in the list, and says no way of contact."""
    request = inside.add(channel="sms")
    ref = booked(inside, request)
    assert ref in inside("request", "close", request, "--outcome", "withdrawn", "--dry-run", now=AFTER).out
    assert ref in inside("request", "close", request, "--outcome", "withdrawn", now=AFTER).out
    (item,) = listed(inside, ref, MONDAY)
    assert (item["channel"], item["status"]) == (None, "overdue")
    noted(inside, "missed", ref, now=MONDAY)
    (item,) = listed(inside, ref, WEDNESDAY)
    assert (item["step"], item["channel"]) == ("decide", None)


def test_a_new_time_must_be_booked(inside: Desk, case: str) -> None:
    """Rebooked without a later booked appointment of the person would lose a missed client; any of theirs will do."""
    earlier, ref = booked(inside, case, at="18.6. 9.00"), booked(inside, case)
    noted(inside, "missed", ref)
    assert refused(inside, "appointment", "settle", ref, "--as", "rebooked") == (5, "new-time-booked")
    assert shown(inside, ref)["step"] == "reach-out"
    assert shown(inside, earlier)["status"] == "booked"
    beside = new_case(inside, "--same-as", case, model=ASSI)["ref"]
    booked(inside, beside, at="25.6. 9.00")
    assert noted(inside, "settle", ref, "--as", "rebooked")["settled"] == "rebooked"


def test_mistakes_are_taken_back(inside: Desk, case: str) -> None:
    """What was noted last is taken back, and can be noted again otherwise."""
    ref = booked(inside, case)
    noted(inside, "missed", ref)
    assert noted(inside, "reopen", ref)["status"] == "booked"
    assert noted(inside, "held", ref)["status"] == "held"
    noted(inside, "reopen", ref)
    noted(inside, "missed", ref)
    noted(inside, "settle", ref, "--as", "not-wanted")
    assert noted(inside, "reopen", ref)["step"] == "reach-out"


def test_the_day_can_be_planned_and_explained(inside: Desk, case: str) -> None:
    """What follows can be planned for a working day; a booked appointment is cancelled and booked anew."""
    ref = booked(inside, case)
    assert refused(inside, "followup", "plan", ref, "--on", "24.6.") == (5, "move-by-booking")
    assert inside("followup", "explain", ref, "--json").json["rule"] == "appointment"
    noted(inside, "missed", ref)
    told = inside("followup", "explain", ref, "--json", now=MONDAY).json
    assert (told["rule"], told["start"], told["due_on"]) == ("recovery", "2026-06-18", "2026-06-22")
    assert [day["date"] for day in told["days"] if day["counted"]] == ["2026-06-22"]
    assert "no law sets these days" in inside("followup", "explain", ref).out
    assert refused(inside, "followup", "plan", ref, "--on", "19.6.") == (5, "plan-on-working-day")
    assert inside("followup", "plan", ref, "--on", "25.6.", "--json").json["due_on"] == "2026-06-25"
    assert inside("followup", "explain", ref, "--json").json["rule"] == "plan"
    cancelled = booked(inside, case, at="30.6. 10.00")
    noted(inside, "cancel", cancelled, "--by", "organisation", now=MONDAY)
    told = inside("followup", "explain", cancelled, "--json", now=MONDAY).json
    assert (told["start"], told["due_on"]) == ("2026-06-22", "2026-06-23")


def test_lists(inside: Desk, case: str) -> None:
    """Open ones by default; of a matter, a day, a worker, or by how they ended."""
    request = inside.add()
    first, second = booked(inside, case), booked(inside, request, at="23.6. 9.00")
    third = booked(inside, case, at="23.6. 12.00")
    noted(inside, "held", first)

    def refs(*words: str) -> list[str]:
        return [one["ref"] for one in inside("appointment", "list", *words, "--json").json]

    assert refs() == [second, third]
    assert refs("--status", "all") == [first, second, third]
    assert refs("--status", "held") == [first]
    assert refs(case) == [first, third]
    assert refs(case[:5]) == [first, third]
    assert refs("--on", "23.6.") == [second, third]
    assert refs("--mine") == [second, third]
    assert refs("--of", "bo") == []
    assert refs(case, "--status", "booked") == [third]
    out = inside("appointment", "list", "--plain").out
    assert "Tue 23 Jun 09:00" in out
    assert inside("appointment", "list", "--status", "lost").code == 2
    assert inside("appointment", "list", "--mine", "--of", "bo").code == 2
    assert "No appointments" in inside("appointment", "list", "--of", "bo").out


def test_references(inside: Desk, case: str) -> None:
    """The beginning of a reference is enough; a slip, another kind or nobody's is exit 4."""
    ref = booked(inside, case)
    assert shown(inside, ref[:4])["ref"] == ref
    for wrong in (case, "K-2222222", "K-22", "K"):
        assert inside("appointment", "show", wrong, "--json").code == 4
    assert inside("appointment", "book", ref, "--at", "24.6. 10.00", "--json").code == 4


def test_a_deputy_sees_what_the_absent_worker_has(inside: Desk, case: str) -> None:
    """As in the day's list, --mine shows a deputy the appointments and referrals of the absent worker, once each."""
    ref = booked(inside, case)
    made = inside("referral", "add", case, "--service", "debt-advice", "--consent", "spoken", "--json").json["ref"]
    lists = (("appointment", ref), ("referral", made))
    for noun, _found in lists:
        assert inside(noun, "list", "--mine", "--json", worker="bo").json == []
    assert inside("worker", "absent", "anna", "--to", "18.6.", "--deputy", "bo").code == 0
    inside("worker", "assign", case, "bo", "--pair")
    for noun, found in lists:
        assert [one["ref"] for one in inside(noun, "list", "--mine", "--json", worker="bo").json] == [found]
        assert [one["ref"] for one in inside(noun, "list", "--of", "anna", "--json").json] == [found]


def test_another_kind_of_reference_is_said_to_be_one(inside: Desk, case: str) -> None:
    """A command that does not take a kind of reference says so, and which ones it takes."""
    ref = booked(inside, case)
    for words in (
        ("contact", "log", case, "--channel", "call", "--result", "reached"),
        ("contact", "log", ref, "--channel", "call", "--result", "reached"),
        ("feedback", "add", "--after", "L-22", "--met", "4"),
        ("appointment", "book", ref, "--at", "24.6. 10.00"),
    ):
        ran = inside(*words, "--json")
        assert (ran.code, "does not take a reference of this kind" in ran.error["message"]) == (4, True)
        assert "It takes P-…" in ran.error["hint"]


def test_what_is_left_of_an_ended_matter_is_handed_over(inside: Desk, case: str) -> None:
    """While the case goes on its appointment goes with it; then somebody else can take it, until it is over."""
    ref = booked(inside, case)
    ran = inside("worker", "assign", ref, "bo", "--json")
    assert (ran.code, ran.error["rule"], f"sote worker assign {case} bo" in ran.error["hint"]) == (
        5,
        "goes-with-its-matter",
        True,
    )
    inside("case", "close", case, "ended-early", "--reason", "own-wish", now=AFTER)
    dry = inside("worker", "assign", ref[:4], "bo", "--dry-run", "--json", now=AFTER)
    assert (dry.json["worker"], shown(inside, ref)["worker"]) == ("bo", "anna")
    assert refused(inside, "worker", "assign", ref, "bo", "--pair") == (2, None)
    assert refused(inside, "worker", "assign", ref, "cia") == (5, "evaluator-reports-only")
    assert inside("worker", "assign", ref, "bo", "--json", now=AFTER).json["worker"] == "bo"
    assert [item["ref"] for item in inside("followup", "due", "--of", "bo", "--json", now=MONDAY).json["items"]] == [
        ref
    ]
    noted(inside, "held", ref)
    assert refused(inside, "worker", "assign", ref, "anna") == (5, "open-arrangement")


def test_a_dry_run_books_and_ends_nothing(inside: Desk, case: str) -> None:
    """--dry-run shows what would be, and keeps nothing, whatever is to be written."""
    ran = inside("appointment", "book", case, "--at", "18.6. 10.00", "--dry-run", "--json")
    assert ran.json["status"] == "booked"
    assert inside("appointment", "list", case, "--json").json == []
    ref = booked(inside, case)
    assert noted(inside, "missed", ref, "--dry-run")["status"] == "missed"
    assert shown(inside, ref)["status"] == "booked"
    noted(inside, "missed", ref)
    for words in (("tried", *NO_ANSWER), ("settle", "--as", "continues")):
        before = shown(inside, ref)
        noted(inside, words[0], ref, *words[1:], "--dry-run")
        assert shown(inside, ref) == before
    noted(inside, "reopen", ref, "--dry-run")
    assert shown(inside, ref)["status"] == "missed"


def test_evaluators_see_no_appointments(inside: Desk, case: str) -> None:
    """An evaluator may run reports only."""
    ref = booked(inside, case)
    for words in (("list",), ("show", ref), ("held", ref), ("book", case, "--at", "24.6. 10.00")):
        ran = inside("appointment", *words, "--json", worker="cia")
        assert ran.error["rule"] == "evaluator-reports-only"


def test_it_goes_with_the_worker_of_its_matter(inside: Desk, case: str) -> None:
    """Another worker of the case has its appointment; a new step after it goes to the workers of that day."""
    ref = booked(inside, case)
    noted(inside, "cancel", ref, "--by", "client", "--no-new-time", now="2026-06-17T10:00:00+03:00")
    inside("worker", "assign", case, "bo")
    noted(inside, "reopen", ref)
    assert shown(inside, ref)["worker"] == "bo"


def test_a_personal_thing_as_an_argument(inside: Desk) -> None:
    """A phone number where a reference or a time is expected is refused and not repeated."""
    for words in (("show", "0401234567"), ("book", "A-22", "--at", "0401234567"), ("list", "--status", "0401234567")):
        ran = inside("appointment", *words, "--json")
        assert (ran.code, ran.error["code"]) == (2, "unsafe_argument")
        assert "0401234567" not in ran.err
