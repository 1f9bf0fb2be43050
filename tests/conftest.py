"""Guards and factories.

No test sees the real home folder, the real environment or the real clock: every test runs with an empty home and
without `SOTE_…` variables. Everybody in these tests is invented.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from sotecli import keys
from sotecli.core.act import Act
from sotecli.core.codes import Channel, Role
from sotecli.core.request import Draft, Request, open_request
from sotecli.core.unit import SETTINGS, Situation, Unit
from sotecli.core.workdays import calendar_named
from sotecli.core.worker import Worker
from sotecli.storage.database import Database, open_database
from sotecli.storage.making import make

settings.register_profile("ci", max_examples=200, deadline=None)
settings.register_profile("again", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

PASSPHRASE = "korrekt hevonen akku"
NOW = datetime(2026, 6, 17, 6, 0, tzinfo=UTC)  # Wednesday 17.6.2026 at 9.00 in Helsinki
TODAY = NOW.date()
PHONE = "+358401234567"  # invented
derive_once = lru_cache(keys.derive)


@pytest.fixture(autouse=True)
def _guarded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty home, English, no `SOTE_…` variables."""
    for name in [name for name in os.environ if name.startswith(("SOTE_", "LC_", "LANG", "XDG_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")


def a_unit(**settled: str) -> Unit:
    """A training unit with default settings, except those given (`promise_outer="5"`)."""
    values = {key: found.default for key, found in SETTINGS.items()}
    return Unit(
        name="Harjoitus", training=True, settings=values | {k.replace("_", ".", 1): v for k, v in settled.items()}
    )


def a_situation(today: date = TODAY, **settled: str) -> Situation:
    """A working day at that unit."""
    return Situation(today=today, unit=a_unit(**settled), calendar=calendar_named("fi-office"))


def a_request(ref: str = "P-2222228", received_at: datetime = NOW, channel: Channel = Channel.CALL) -> Request:
    """A request that has just come in."""
    draft = Draft(channel=channel, contact=PHONE)
    return open_request(ref, draft, received_at, a_situation())


def an_act(action: str = "test", worker: str = "anna", at: datetime = NOW) -> Act:
    """An act of anna's."""
    return Act(worker=worker, at=at, action=action)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training file of the workers anna (lead), bo and cia (evaluator), made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "unit.db"
    file_key = derive_once(PASSPHRASE, keys.new_salt())
    make(path, file_key.raw, a_unit(), Worker(code="anna", role=Role.LEAD), an_act("init"))
    database = open_database(path, file_key.raw)
    from sotecli.storage import workers  # noqa: PLC0415

    workers.add(database, Worker(code="bo"), an_act("worker.add"))
    workers.add(database, Worker(code="cia", role=Role.EVALUATOR), an_act("worker.add"))
    database.close()
    return path


@pytest.fixture
def unit_file(template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the template."""
    path = tmp_path / "unit.db"
    shutil.copy(template, path)
    return path


@pytest.fixture
def database(unit_file: Path) -> Iterator[Database]:
    """An open copy of the template."""
    opened = open_database(unit_file, derive_once(PASSPHRASE, keys.read_salt(unit_file)).raw)
    yield opened
    opened.close()


@dataclass
class Ran:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error on standard error."""
        return dict(json.loads(self.err)["error"])


@dataclass
class Desk:
    """A unit's file, and the command run on it."""

    path: Path
    environment: dict[str, str]
    run_main: Callable[[Sequence[str], str, dict[str, str]], Ran]
    extra: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, stdin: str = "", now: str | None = None, worker: str | None = None) -> Ran:
        """Run the command; `now` moves the fixed clock."""
        environment = self.environment | self.extra
        if now:
            environment["SOTE_NOW"] = now
        if worker:
            environment["SOTE_WORKER"] = worker
        return self.run_main(words, stdin, environment)

    def add(self, *words: str, contact: str = "040 123 4567", channel: str = "call", now: str | None = None) -> str:
        """Take in a request and give its reference."""
        ran = self("request", "add", "--channel", channel, "--contact-stdin", "--json", *words, stdin=contact, now=now)
        assert ran.code == 0, ran.err
        return str(ran.json["ref"])


def environment_of(path: Path, secret: Path) -> dict[str, str]:
    """The variables that point the command at a training file."""
    secret.touch(mode=0o600)
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return {
        "SOTE_FILE": str(path),
        "SOTE_PASSPHRASE_FILE": str(secret),
        "SOTE_WORKER": "anna",
        "SOTE_NOW": "2026-06-17T09:00:00+03:00",
    }


@pytest.fixture
def unit(unit_file: Path, tmp_path: Path) -> Desk:
    """The installed command on a training file, in a process of its own, as a script would run it."""

    def run(words: Sequence[str], stdin: str, environment: dict[str, str]) -> Ran:
        return sote(*words, stdin=stdin, environment=environment)

    return Desk(unit_file, environment_of(unit_file, tmp_path / "passphrase"), run)


@pytest.fixture
def inside(unit_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Desk:
    """The same command inside the test's process: quicker, because a derived key is remembered."""
    import io  # noqa: PLC0415

    from sotecli.cli import main  # noqa: PLC0415
    from sotecli.settings import configuration  # noqa: PLC0415

    monkeypatch.setattr(keys, "derive", derive_once)

    def run(words: Sequence[str], stdin: str, environment: dict[str, str]) -> Ran:
        with monkeypatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            patched.setattr(sys, "stdin", io.StringIO(stdin))
            patched.setattr("sotecli.terminal.available", lambda: False)  # a test has no person to ask
            configuration.cache_clear()
            code = main(list(words))
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return Desk(unit_file, environment_of(unit_file, tmp_path / "passphrase"), run)


def sote(*words: str, stdin: str = "", environment: dict[str, str] | None = None) -> Ran:
    """Run the installed command without a terminal, in a process of its own."""
    done = subprocess.run(
        [Path(sys.executable).parent / "sote", *words],
        input=stdin,
        capture_output=True,
        text=True,
        env=dict(os.environ) | (environment or {}),
        start_new_session=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def qualified(inside: Desk) -> Desk:
    """A unit whose anna is a social worker in office and whose bo is a counsellor."""
    assert inside("worker", "change", "anna", "--qualification", "social-worker-office").code == 0
    assert inside("worker", "change", "bo", "--qualification", "social-counsellor").code == 0
    return inside
