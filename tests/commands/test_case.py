"""`sote case`: a clientship that was agreed, and its path."""

import pytest

from tests.cases import ASSI, LUVN, VARHA, new_case, refused, walk
from tests.conftest import Desk


def reached_request(desk: Desk) -> str:
    """A request of anna's in which the person was reached."""
    ref = desk.add()
    desk("worker", "assign", ref, "anna")
    desk("contact", "log", ref, "--channel", "call", "--result", "reached")
    return ref


def test_a_request_becomes_a_clientship(inside: Desk) -> None:
    """The request ends as became-client, its contact details are wiped, its contacts stay, its worker goes on."""
    ref = reached_request(inside)
    case = inside("case", "open", ref, "--agreed", "--model", ASSI, "--json").json
    assert (case["request"], case["worker"], case["step"]) == (ref, "anna", "referred")
    request = inside("request", "show", ref, "--reveal", "--json").json
    assert (request["outcome"], request["contact"], len(request["contacts"])) == ("became-client", None, 1)


def test_a_clientship_is_agreed(inside: Desk) -> None:
    """Without a two-way contact, or after another ending, no case grows from a request; nor a second one."""
    fresh = inside.add()
    open_from = ("case", "open", fresh, "--agreed", "--model", ASSI)
    assert refused(inside, *open_from) == (5, "clientship-is-agreed")
    inside("request", "close", fresh, "--outcome", "withdrawn")
    assert refused(inside, *open_from) == (5, "clientship-is-agreed")
    ref = reached_request(inside)
    inside("request", "close", ref, "--outcome", "became-client")
    case = inside("case", "open", ref, "--agreed", "--model", ASSI, "--json").json["ref"]
    assert refused(inside, "case", "open", ref, "--agreed", "--model", VARHA) == (5, "one-case-a-request")
    assert inside("case", "unlink", case, "--json").json["request"] is None
    assert refused(inside, "case", "unlink", case) == (5, "linked")
    assert inside("case", "open", ref, "--agreed", "--model", VARHA).code == 0


def test_one_running_case_a_person_and_model(inside: Desk) -> None:
    """Another case of the same person runs by another model, not by the same one (seed 001: one process)."""
    first = new_case(inside, model=VARHA)["ref"]
    same = ("case", "open", "--new", "--same-as", first)
    again = inside(*same, "--model", VARHA, "--json")
    assert (again.code, again.error["rule"]) == (5, "one-running-case")
    assert first in again.error["message"]
    assert inside(*same, "--model", ASSI).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "--model", ASSI), 2),
        (("open", "--new"), 2),
        (("open", "--new", "--agreed", "--model", ASSI), 2),
        (("open", "--agreed", "--model", ASSI), 2),
        (("open", "--new", "--model", "unheard-of"), 4),
        (("open", "--new", "--model", "vantaa-request"), 2),
        (("open", "--new", "--model", ASSI, "--on", "2026-06-18"), 2),
        (("open", "--new", "--model", ASSI, "--urgency", "4"), 2),
        (("open", "P-2222228", "--agreed", "--model", ASSI), 4),
        (("open", "--new", "--model", ASSI, "--same-as", "A-2222228"), 4),
        (("show", "A-2222228"), 4),
        (("step", "A-2222228", "decided"), 4),
    ],
)
def test_calls_that_cannot_be_carried_out(inside: Desk, words: tuple[str, ...], code: int) -> None:
    """Cases come from a request or as new ones, by a model of cases, today or earlier."""
    assert inside("case", *words, "--json").code == code


def test_special_support_needs_a_social_worker(qualified: Desk) -> None:
    """SHL 42 §: the worker or the pair is a social worker in office; adding the pair ends no relation (seed 004)."""
    ref = new_case(qualified, "--special")["ref"]
    assert refused(qualified, "worker", "assign", ref, "bo") == (5, "SHL42-oma")
    qualified("worker", "assign", ref, "anna")
    paired = qualified("worker", "assign", ref, "bo", "--pair", "--json").json
    assert (paired["worker"], paired["pair"]) == ("anna", "bo")
    assert refused(qualified, "worker", "assign", ref, "bo") == (5, "SHL42-oma")
    assert refused(qualified, "worker", "assign", ref, "anna", "--pair") == (5, "pair-is-two-people")


def test_the_area_social_worker_stays(qualified: Desk) -> None:
    """The area social worker is a third relation that worker and pair do not end (seed 003)."""
    ref = new_case(qualified, model=LUVN)["ref"]
    qualified("worker", "assign", ref, "anna", "--area")
    handed = qualified("worker", "assign", ref, "bo", "--reason", "workload", "--on", "2026-06-17", "--json").json
    assert (handed["area"], handed["worker"]) == ("anna", "bo")
    due = qualified("followup", "due", "--on", "2026-07-20", "--mine", "--json").json["items"]
    assert [item["ref"] for item in due] == [ref]


def test_an_absent_workers_case_shows_under_the_deputy(qualified: Desk) -> None:
    """While anna is away her due case is in bo's list, with her name."""
    ref = new_case(qualified)["ref"]
    qualified("worker", "assign", ref, "anna")
    qualified("worker", "absent", "anna", "--from", "2026-09-10", "--to", "2026-09-18", "--deputy", "bo")
    (item,) = qualified("followup", "due", "--mine", "--on", "2026-09-15", "--json", worker="bo").json["items"]
    assert (item["ref"], item["worker"], item["deputy"]) == (ref, "anna", "bo")


def test_a_pause_stops_no_law(qualified: Desk) -> None:
    """A paused case rests, its statutory day stays where it is; resuming ends the rest."""
    case = new_case(qualified)
    paused = qualified("case", "pause", case["ref"], "--until", "26.6.", "--reason", "away", "--json").json
    assert (paused["due_on"], paused["next_on"]) == (case["due_on"], "2026-06-26")
    twice = ("case", "pause", case["ref"], "--until", "29.6.", "--reason", "away")
    assert refused(qualified, *twice) == (5, "one-pause-at-a-time")
    resumed = qualified("case", "resume", case["ref"], "--json").json
    assert resumed["next_on"] == case["next_on"]


def test_why_a_case_is_due(qualified: Desk) -> None:
    """The explanation names the rule with its source, the start and both last days."""
    ref = new_case(qualified)["ref"]
    told = qualified("followup", "explain", ref, "--json").json
    assert (told["rule"], told["start"], told["raw"], told["statutory"]) == (
        "SHL45-3m",
        "2026-06-17",
        "2026-09-17",
        True,
    )
    assert told["source"].startswith("https://")
    assert "3 months" in qualified("followup", "explain", ref).out


def test_a_housing_path(qualified: Desk) -> None:
    """Offers, visits and declines repeat; the queue begins with the SAS handling and ends with the move."""
    ref = new_case(qualified, model=LUVN, now="2026-06-01T09:00:00+03:00")["ref"]
    case = walk(
        qualified,
        ref,
        "pta-started",
        "occupational-therapist",
        "pta-complete",
        "sas-submitted",
        "sas-handled",
        "searching",
        "offered --place unit-1",
        "visit-agreed",
        "visited",
        "declined-by-client --reason too-far",
        "offered --place unit-2",
    )
    assert (case["step"], case["queued_on"]) == ("offered", "2026-06-17")
    done = walk(qualified, ref, "accepted", "class-negotiated", "plan-made", "decided", "moved")
    assert done["queued_on"] is None


def test_too_few_to_estimate(qualified: Desk) -> None:
    """An estimate from three cases is none, and says so; who does not wait has none to make."""
    refs = [new_case(qualified, model=LUVN)["ref"] for _number in range(3)]
    for ref in refs:
        walk(qualified, ref, "pta-started", "pta-complete", "sas-submitted", "sas-handled")
    told = qualified("case", "estimate", refs[0], "--json").json
    assert (told["enough"], told["low_days"], told["cases"]) == (False, None, None)
    assert "too few to say" in qualified("case", "estimate", refs[0]).out
    assert refused(qualified, "case", "estimate", new_case(qualified)["ref"]) == (5, "waits-in-queue")


def test_a_letter_to_the_client(qualified: Desk) -> None:
    """The letter is a page of its own language with the stage and no client data but the reference."""
    ref = new_case(qualified, model=LUVN)["ref"]
    page = qualified.path.parent / "letter.html"
    ran = qualified("case", "estimate", ref, "--letter", str(page), "--language", "sv", "--json")
    assert ran.code == 0, ran.err
    text = page.read_text(encoding="utf-8")
    assert 'lang="sv"' in text
    assert ref in text
    assert page.stat().st_mode & 0o777 == 0o600
    assert qualified("case", "estimate", ref, "--letter", str(page)).code == 5


def test_dry_runs_change_nothing(qualified: Desk) -> None:
    """Opening, a step and a review are shown and not kept."""
    assert qualified("case", "open", "--new", "--model", ASSI, "--dry-run", "--json").code == 0
    assert qualified("case", "list", "--json").json == []
    ref = new_case(qualified)["ref"]
    assert (
        qualified("case", "step", ref, "assessment-started", "--dry-run", "--json").json["step"] == "assessment-started"
    )
    assert qualified("case", "show", ref, "--json").json["step"] == "referred"


def test_an_evaluator_sees_no_case(inside: Desk) -> None:
    """An evaluator may run reports only."""
    ref = new_case(inside)["ref"]
    for words in (("list",), ("show", ref), ("step", ref, "assessment-started"), ("estimate", ref)):
        assert inside("case", *words, worker="cia").code == 5


def test_open_cases_keep_their_model(qualified: Desk) -> None:
    """After a tailored version is adopted new cases follow it, and the open one goes on by its own."""
    old = new_case(qualified, model=VARHA)
    shipped = qualified("model", "show", VARHA, "--json").json
    assert (old["version"], shipped["version"]) == (1, 1)
    from sotecli.modelset import shipped as files  # noqa: PLC0415

    path = qualified.path.parent / "own.toml"
    path.write_text(files()[VARHA].read_text(encoding="utf-8").replace("version = 1", "version = 2"), encoding="utf-8")
    assert qualified("model", "adopt", str(path)).code == 0
    assert new_case(qualified, model=VARHA)["version"] == 2
    assert qualified("case", "show", old["ref"], "--json").json["version"] == 1


def test_a_case_is_closed_by_a_step_of_its_model(qualified: Desk) -> None:
    """The only ending that may follow is taken by itself; several are to be told apart; others are refused."""
    ref = new_case(qualified)["ref"]
    closed = qualified("case", "close", ref, "--reason", "own-wish", "--json").json
    assert (closed["status"], closed["step"]) == ("closed", "withdrawn")
    assert refused(qualified, "case", "close", ref, "--reason", "own-wish") == (5, "open-case")
    assert refused(qualified, "case", "close", new_case(qualified)["ref"], "exited") == (5, "step-order")
    assert qualified("case", "close", new_case(qualified)["ref"], "--json").code == 2


def test_a_closed_day_moves_what_cases_are_planned_for(qualified: Desk) -> None:
    """A closed office has nothing planned: the case shows on the next working day, its limit of the law stays."""
    case = new_case(qualified)
    qualified("followup", "plan", case["ref"], "--on", "22.6.")
    qualified("calendar", "close", "22.6.", "--reason", "training")
    moved = qualified("case", "show", case["ref"], "--json").json
    assert (moved["next_on"], moved["due_on"]) == ("2026-06-23", case["due_on"])


def test_adopting_tells_of_open_cases_on_changed_steps(qualified: Desk) -> None:
    """Whoever changes a step hears how many open cases stand on it; they keep their version."""
    from sotecli.modelset import shipped  # noqa: PLC0415

    new_case(qualified, model=VARHA)
    text = shipped()[VARHA].read_text(encoding="utf-8").replace("version = 1", "version = 2")
    first = new_case(qualified, model=VARHA)["step"]
    text = text.replace(f'id = "{first}"', f'id = "{first}-by-us"').replace(f'"{first}"', f'"{first}-by-us"')
    path = qualified.path.parent / "own.toml"
    path.write_text(text, encoding="utf-8")
    adopted = qualified("model", "adopt", str(path), "--json").json
    assert adopted["open_cases"] == {first: 2}
