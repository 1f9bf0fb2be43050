"""`sote worker leave`: nobody's matter is left behind."""

from typing import Any

import pytest

from sotecli.storage.database import Database
from tests.conftest import Desk

NEXT_DAY = "2026-06-18T09:00:00+03:00"


def a_case(desk: Desk, *words: str) -> str:
    """A new case in which nobody works yet."""
    ran = desk("case", "open", "--new", "--model", "satakunta-assi", "--json", *words)
    assert ran.code == 0, ran.err
    return str(ran.json["ref"])


def leave(desk: Desk, *words: str, code: int = 0, **how: Any) -> Any:  # noqa: ANN401 (a document of any shape)
    """`worker leave`: its document, or its error."""
    ran = desk("worker", "leave", *words, "--json", **how)
    assert ran.code == code, ran.err
    return ran.error if code else ran.json


@pytest.fixture
def desk(inside: Desk) -> Desk:
    """The file with dan and eve, too; eve is a social worker in office."""
    inside("worker", "add", "dan")
    inside("worker", "add", "eve", "--qualification", "social-worker-office")
    return inside


def test_who_has_nothing_open_leaves_at_once(desk: Desk) -> None:
    """On today or an earlier day the worker is inactive at once, acts no more and is given nothing."""
    left = leave(desk, "bo", "--on", "2026-06-15")
    assert {key: left[key] for key in ("code", "active", "open", "left_on")} == {
        "code": "bo",
        "active": False,
        "open": 0,
        "left_on": "2026-06-15",
    }
    assert desk("request", "list", "--json", worker="bo").error["rule"] == "active-worker"
    assert desk("worker", "assign", desk.add(), "bo", "--json").error["rule"] == "active-worker"
    assert desk("worker", "assign", a_case(desk), "bo", "--json").error["rule"] == "active-worker"
    away = ("--from", "18.6.2026", "--to", "22.6.2026")
    assert desk("worker", "absent", "anna", *away, "--deputy", "bo", "--json").error["rule"] == "active-worker"
    assert desk("worker", "absent", "bo", *away, "--deputy", "anna", "--json").error["rule"] == "active-worker"
    assert leave(desk, "bo", "--on", "2026-06-17", code=5)["rule"] == "active-worker"


def test_open_matters_keep_a_worker(desk: Desk) -> None:
    """With requests, cases or absences open under their code nobody leaves; the sentence names them, the log too."""
    mine, paired, beside = desk.add(), desk.add(), a_case(desk)
    desk("worker", "assign", mine, "bo")
    desk("worker", "assign", paired, "anna")
    desk("worker", "assign", paired, "bo", "--pair")
    desk("worker", "assign", beside, "bo", "--area")
    desk("worker", "absent", "dan", "--to", "2026-06-22", "--deputy", "bo")
    error = leave(desk, "bo", "--on", "2026-06-17", code=5)
    assert error["rule"] == "no-open-matters"
    assert all(ref in error["message"] for ref in (mine, paired, beside))
    assert [(found["worker"], found["deputy"]) for found in error["findings"]] == [("dan", "bo")]
    assert {one["code"]: one["active"] for one in desk("worker", "list", "--json").json}["bo"] is True


def test_standing_in_keeps_a_worker(desk: Desk) -> None:
    """Whoever stands in for somebody away cannot leave, even with nothing of their own."""
    desk("worker", "absent", "dan", "--to", "2026-06-22", "--deputy", "bo")
    error = leave(desk, "bo", "--on", "2026-06-17", code=5)
    assert (error["rule"], len(error["findings"])) == ("no-open-matters", 1)


def test_many_open_matters_are_counted(desk: Desk) -> None:
    """Of more than twenty matters the first twenty are named, and how many more there are."""
    refs = [desk.add() for _number in range(22)]
    for ref in refs:
        desk("worker", "assign", ref, "bo")
    message = leave(desk, "bo", "--on", "2026-06-17", code=5)["message"]
    assert sum(ref in message for ref in refs) == 20
    assert "2 more" in message


def test_everything_changes_hands(desk: Desk, database: Database) -> None:
    """With --give-to requests, cases and absences go to the receiver, roles dated, in one act that the log holds."""
    request, case = desk.add(), a_case(desk)
    desk("worker", "assign", request, "bo")
    desk("worker", "assign", case, "bo")
    desk("worker", "assign", case, "dan", "--pair")
    desk("worker", "assign", case, "bo", "--area")
    desk("worker", "absent", "dan", "--from", "2026-06-15", "--to", "2026-06-22", "--deputy", "bo")
    left = leave(desk, "bo", "--on", "2026-06-18", "--give-to", "EVE", now=NEXT_DAY)
    assert (left["active"], left["open"], left["given_to"]) == (False, 0, "eve")
    assert left["given"] == [{"ref": request, "roles": ["worker"]}, {"ref": case, "roles": ["worker", "area"]}]
    assert desk("request", "show", request, "--json").json["worker"] == "eve"
    shown = desk("case", "show", case, "--json").json
    assert (shown["worker"], shown["pair"], shown["area"]) == ("eve", "dan", "eve")
    listed = {one["code"]: one for one in desk("worker", "list", "--json").json}
    assert (listed["eve"]["open"], listed["dan"]["absences"]) == (
        3,
        [
            {"from": "2026-06-15", "to": "2026-06-17", "deputy": "bo"},
            {"from": "2026-06-18", "to": "2026-06-22", "deputy": "eve"},
        ],
    )
    roles = database.rows("SELECT worker, from_on, to_on, reason FROM case_roles WHERE role = 'worker' ORDER BY id")
    assert [tuple(row) for row in roles] == [
        ("bo", "2026-06-17", "2026-06-18", "leave"),
        ("eve", "2026-06-18", None, None),
    ]
    last = database.row("SELECT action, refs FROM log WHERE action LIKE 'worker.leave%' ORDER BY seq DESC LIMIT 1")
    assert last is not None
    assert (last["action"], request in last["refs"], case in last["refs"]) == ("worker.leave", True, True)
    told = database.rows("SELECT subject FROM events WHERE action = 'worker.leave' ORDER BY seq")
    assert [row["subject"] for row in told] == [request, case, "worker dan", "worker bo"]


def test_what_the_receiver_cannot_take(desk: Desk) -> None:
    """A pair of one person, special support without a social worker, one's own deputy: named, and nothing changes."""
    taken, special, fine = desk.add(), a_case(desk, "--special"), desk.add()
    desk("worker", "assign", taken, "dan")
    desk("worker", "assign", taken, "bo", "--pair")
    desk("worker", "assign", fine, "bo")
    desk("worker", "add", "fia", "--qualification", "social-worker-office")
    desk("worker", "assign", special, "fia")
    desk("worker", "assign", special, "bo", "--pair")
    desk("worker", "assign", special, "bo")
    assert desk("case", "show", special, "--json").json["worker"] == "fia"  # bo alone would not do
    desk("worker", "absent", "dan", "--to", "2026-06-22", "--deputy", "fia")
    error = leave(desk, "fia", "--on", "2026-06-17", "--give-to", "dan", code=5)
    assert error["rule"] == "receiver-fits"
    assert {found.get("ref", found["message"]) for found in error["findings"]} == {
        special,
        "dan cannot stand in for themselves.",
    }
    assert desk("case", "show", special, "--json").json["worker"] == "fia"
    error = leave(desk, "bo", "--on", "2026-06-17", "--give-to", "dan", code=5)
    assert [found["ref"] for found in error["findings"]] == [taken]
    assert desk("request", "show", fine, "--json").json["worker"] == "bo"
    assert leave(desk, "bo", "--on", "2026-06-17", "--give-to", "eve")["active"] is False


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("bo", "--on", "2026-06-17", "--give-to", "bo"), 5, "receiver-is-another"),
        (("bo", "--on", "2026-06-17", "--give-to", "cia"), 5, "evaluator-reports-only"),
        (("bo", "--on", "2026-06-17", "--give-to", "nobody"), 4, None),
        (("nobody", "--on", "2026-06-17"), 4, None),
        (("anna", "--on", "2026-06-17", "--give-to", "bo"), 5, "one-lead"),
        (("bo",), 2, None),
        (("bo", "--on", "31.2.2026"), 2, None),
    ],
)
def test_leavings_that_cannot_be(desk: Desk, words: tuple[str, ...], code: int, rule: str | None) -> None:
    """To oneself, to an evaluator, to nobody; the last lead; no day or none that exists."""
    assert leave(desk, *words, code=code).get("rule") == rule


def test_a_lead_leaves_when_another_stays(desk: Desk) -> None:
    """The last lead who stays cannot leave, whoever of them leaves first."""
    desk("worker", "add", "fia", "--role", "lead")
    assert leave(desk, "fia", "--on", "2026-06-30")["active"] is True
    assert leave(desk, "anna", "--on", "2026-06-17", code=5)["rule"] == "one-lead"
    assert leave(desk, "fia", "--on", "2026-07-31")["left_on"] == "2026-07-31"


def test_a_day_that_lies_ahead(desk: Desk) -> None:
    """What is open is given on at once, nothing new is given, and the worker acts until the day, without any job."""
    ref = desk.add()
    desk("worker", "assign", ref, "bo")
    assert leave(desk, "bo", "--on", "2026-06-18", code=5)["rule"] == "no-open-matters"
    left = leave(desk, "bo", "--on", "2026-06-18", "--give-to", "dan")
    assert (left["active"], left["left_on"]) == (True, "2026-06-18")
    assert desk("request", "show", ref, "--json", worker="bo").json["worker"] == "dan"
    assert desk("worker", "assign", ref, "bo", "--json").error["rule"] == "active-worker"
    assert desk("request", "show", ref, "--json", worker="bo", now=NEXT_DAY).error["rule"] == "active-worker"
    listed = {one["code"]: one["active"] for one in desk("worker", "list", "--json", now=NEXT_DAY).json}
    assert (listed["bo"], listed["dan"]) == (False, True)
    assert "leaves on Thu 18 Jun 2026" in desk("worker", "list").out


def test_a_dry_run_moves_nothing(desk: Desk) -> None:
    """--dry-run shows what would move, and nothing moves."""
    ref = desk.add()
    desk("worker", "assign", ref, "bo")
    told = desk("worker", "leave", "bo", "--on", "2026-06-17", "--give-to", "dan", "--dry-run")
    assert ref in told.out
    assert "Given to dan" in told.out
    assert desk("request", "show", ref, "--json").json["worker"] == "bo"
    assert desk("request", "list", "--json", worker="bo").code == 0


def test_nothing_comes_back_to_who_has_left(desk: Desk) -> None:
    """A case that opens again by a correction, or grows from an old request, has only people who are here."""
    case, request = a_case(desk), desk.add(now="2026-06-16T09:00:00+03:00")
    desk("worker", "assign", case, "bo")
    desk("worker", "assign", case, "dan", "--pair")
    assert desk("case", "step", case, "withdrawn", "--reason", "own-wish").code == 0
    desk("worker", "assign", request, "bo")
    desk("contact", "log", request, "--channel", "call", "--result", "reached")
    assert desk("request", "close", request, "--outcome", "became-client").code == 0
    leave(desk, "bo", "--on", "2026-06-17")
    assert desk("case", "step", case, "--corrects", "2", "--json").json["worker"] == "dan"
    grown = desk("case", "open", request, "--agreed", "--model", "satakunta-assi", "--json").json
    assert (grown["status"], grown["worker"]) == ("open", None)
