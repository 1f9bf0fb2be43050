"""What a person at a terminal sees while something takes a while."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pexpect
import pytest

from sotecli.render import progress
from sotecli.render.progress import working
from tests.conftest import Desk

UNTIL_ENTER = """
import sys
from sotecli.render import progress
from {module} import {name} as quick
def slow(*told, **more):
    sys.stdin.readline()
    return quick(*told, **more)
import {module} as module
module.{name}, progress.PATIENCE = slow, 0
from sotecli.__main__ import run
run()
"""
"""Something that takes as long as nobody presses Enter."""
WIPED = "\x1b[2K"
SHOWN_AGAIN = "\x1b[?25h"
"""The cursor."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Whether something was shown, and whether it was taken away again."""
    begun, ended = Event(), Event()

    @contextmanager
    def moving(text: str) -> Iterator[None]:
        assert text == "Counting"
        begun.set()
        try:
            yield
        finally:
            ended.set()

    monkeypatch.setattr(progress, "_moving", moving)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    return begun, ended


def test_who_waits_is_told(shown: tuple[Event, Event], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal long work is told of, and the telling is taken away when it is done, also when it fails."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    def work() -> None:
        with working("Counting"):
            assert shown[0].wait(20)
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        work()
    assert shown[1].is_set()


def test_programs_are_told_nothing(shown: tuple[Event, Event], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing is written anywhere."""
    with working("Counting"):
        pass
    assert not shown[0].is_set()
    assert capsys.readouterr() == ("", "")


def test_short_work_shows_nothing(shown: tuple[Event, Event], monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done before anybody wonders leaves no trace."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "PATIENCE", 1000)
    with working("Counting"):
        pass
    assert not shown[0].is_set()


@pytest.mark.parametrize(
    ("module", "name", "told"),
    [("sotecli.storage.pilot", "counts", "Counting"), ("sotecli.commands.release", "prepared", "Checking that nobody")],
)
def test_on_a_terminal_it_comes_and_goes(unit: Desk, module: str, name: str, told: str) -> None:
    """On a real terminal the line stands while the work lasts; then it is wiped, and the report stands alone."""
    unit.add()
    child = pexpect.spawn(
        sys.executable,
        ["-c", UNTIL_ENTER.format(module=module, name=name), "report", "pilot"],
        env=dict(os.environ) | unit.environment | {"TERM": "xterm"},
        encoding="utf-8",
        timeout=20,
    )
    try:
        child.expect_exact(told)
        child.sendline()
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    wiped, _cursor, after = child.before.rpartition(SHOWN_AGAIN)
    assert WIPED in wiped
    assert "Harjoitus" in after
    assert told not in after
    assert child.exitstatus == 0


@pytest.mark.parametrize("words", [["report", "pilot"], ["report", "pilot", "--json"]])
def test_without_a_terminal_nothing_is_put_beside_a_report(
    inside: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """However long it takes, a script finds nothing on standard error."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    assert inside(*words).err == ""
