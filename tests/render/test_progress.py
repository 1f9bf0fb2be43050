"""What a person at a terminal sees while something takes a while."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from sotecli.render import progress
from sotecli.render.progress import working


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
