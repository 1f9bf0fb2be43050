"""`sote worker`: workers, and who works with whom."""

import pytest

from tests.conftest import Desk


def test_workers_have_the_contracts_keys(inside: Desk) -> None:
    """The list shows each worker with role, qualification and open requests."""
    ref = inside.add()
    inside("worker", "assign", ref, "anna")
    inside("worker", "assign", ref, "bo", "--pair")
    listed = {one["code"]: one for one in inside("worker", "list", "--json").json}
    assert set(listed["anna"]) >= {"code", "role", "qualification", "active", "open"}
    assert (listed["anna"]["role"], listed["anna"]["open"], listed["bo"]["open"]) == ("lead", 1, 1)


def test_codes_are_case_insensitive(inside: Desk) -> None:
    """A code is one worker in capital and small letters, å ä ö included."""
    assert inside("worker", "add", "Åke-2", "--role", "worker", "--qualification", "nurse").code == 0
    assert inside("worker", "add", "åKE-2", "--json").error["rule"] == "one-code-one-worker"
    ref = inside.add()
    assert inside("worker", "assign", ref, "åke-2", "--json").json["worker"] == "Åke-2"


@pytest.mark.parametrize("code", ["a", "a" * 13, "a b", "a_b", "", "anna@x", "ann\x1b[31m"])
def test_codes_of_another_shape(inside: Desk, code: str) -> None:
    """A code is 2-12 letters, digits and hyphens."""
    assert inside("worker", "add", code).code == 2


def test_one_personal_worker_at_a_time(inside: Desk) -> None:
    """A new personal worker takes the place of the old one; a pair comes beside and ends nothing."""
    ref = inside.add()
    assert inside("worker", "assign", ref, "anna", "--json").json["status"] == "assigned"
    paired = inside("worker", "assign", ref, "bo", "--pair", "--json").json
    assert (paired["worker"], paired["pair"]) == ("anna", "bo")
    inside("worker", "add", "dan")
    handed = inside("worker", "assign", ref, "dan", "--json").json
    assert (handed["worker"], handed["pair"]) == ("dan", "bo")


def test_a_pair_is_two_people(inside: Desk) -> None:
    """A pair needs a personal worker and is somebody else."""
    ref = inside.add()
    assert inside("worker", "assign", ref, "bo", "--pair", "--json").error["rule"] == "pair-needs-worker"
    inside("worker", "assign", ref, "bo")
    assert inside("worker", "assign", ref, "bo", "--pair", "--json").error["rule"] == "pair-is-two-people"


def test_a_pair_who_becomes_the_personal_worker(inside: Desk) -> None:
    """Handing over to the pair makes them the personal worker, and the pair ends."""
    ref = inside.add()
    inside("worker", "assign", ref, "anna")
    inside("worker", "assign", ref, "bo", "--pair")
    handed = inside("worker", "assign", ref, "bo", "--json").json
    assert (handed["worker"], handed["pair"]) == ("bo", None)


def test_evaluators_run_reports_only(inside: Desk) -> None:
    """An evaluator sees the report, and no request; no request is given to them."""
    ref = inside.add()
    for words in (
        ["request", "list"],
        ["followup", "due"],
        ["request", "show", ref],
        [],
        ["worker", "list"],
        ["setting", "list"],
    ):
        ran = inside(*words, "--json", worker="cia")
        assert (ran.code, ran.error["rule"]) == (5, "evaluator-reports-only"), words
        assert ref not in ran.out
    assert inside("report", "pilot", "--json", worker="cia").code == 0
    assert inside("worker", "assign", ref, "cia", "--json").error["rule"] == "evaluator-reports-only"


def test_who_acts(inside: Desk) -> None:
    """An unknown worker is exit 4; several workers and nobody named is exit 2 with the option."""
    assert inside("--worker", "nobody", "request", "list").code == 4
    del inside.environment["SOTE_WORKER"]
    ran = inside("request", "list", "--json")
    assert ran.code == 2
    assert "--worker" in ran.error["hint"]
