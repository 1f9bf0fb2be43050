"""What is decided on a terminal is decided by the days and settings of that moment, not by those of the question."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from sotecli.core.request import Request
from sotecli.session import Asked, Session
from sotecli.storage import requests
from tests.conftest import PHONE, Desk, a_request, an_act

SOTE = str(Path(sys.executable).parent / "sote")
Spawned = Any  # pexpect has no types


@pytest.fixture
def at_terminal(unit: Desk) -> Iterator[Any]:
    """A function that starts a command on a terminal; what is left of them ends with the test."""
    started: list[Spawned] = []

    def start(*words: str) -> Spawned:
        child = pexpect.spawn(
            SOTE,
            list(words),
            env=dict(os.environ) | unit.environment,
            encoding="utf-8",
            timeout=20,
            dimensions=(24, 80),
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def test_a_day_closed_while_somebody_types(at_terminal: Any, unit: Desk) -> None:  # noqa: ANN401
    """A plan for a day that was closed between question and answer is refused with the rule."""
    ref = unit.add()
    child = at_terminal("followup", "plan", ref)
    child.expect("On which day")
    assert unit("calendar", "close", "2026-06-22", "--reason", "training").code == 0
    child.sendline("22.6.")
    child.expect("is not a working day")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 5
    assert unit("request", "show", ref, "--json").json["next_on"] == "2026-06-18"


def test_a_request_taken_in_meanwhile(at_terminal: Any, unit: Desk) -> None:  # noqa: ANN401
    """A promise counts the day that was closed while the intake was being typed as closed."""
    child = at_terminal("request", "add", "--channel", "call")
    child.expect("Phone number")
    assert unit("calendar", "close", "2026-06-18", "--reason", "training").code == 0
    child.sendline(PHONE)
    for _question in range(5):
        child.sendline("")
    child.expect("reference")
    child.expect(pexpect.EOF)
    (taken,) = unit("request", "list", "--json").json
    assert (taken["next_on"], taken["due_on"]) == ("2026-06-22", "2026-06-24")


def test_a_fresh_situation_reads_again(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process changed is seen by the next fresh reading, and not before."""
    for name, value in inside.environment.items():
        monkeypatch.setenv(name, value)
    session = Session(Asked(), lambda codes: codes[0])
    seen = []

    def decide(request: Request) -> Request:
        seen.append((session.situation.unit.promise_outer, session.fresh_situation().unit.promise_outer))
        return request

    requests.add(session.database, [(a_request(), PHONE)], an_act())
    assert session.situation.unit.promise_outer == 3
    inside("setting", "set", "promise.outer", "5")
    requests.change(session.database, a_request().ref, decide, an_act())
    session.close()
    assert seen == [(3, 5)]
