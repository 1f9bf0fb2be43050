"""Builds large invented files for the benchmarks: quickly, by the storage layer's own row format."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sotecli import keys
from sotecli.core.act import Act
from sotecli.core.codes import Channel, Role
from sotecli.core.reference import new_reference
from sotecli.core.request import Draft, Request, open_request, plan
from sotecli.core.unit import SETTINGS, Situation, Unit
from sotecli.core.workdays import calendar_named
from sotecli.core.worker import Worker
from sotecli.storage import requests
from sotecli.storage.database import open_database
from sotecli.storage.making import make

PASSPHRASE = "mittaus ei ole totta"
NOW = datetime(2026, 6, 17, 6, 0, tzinfo=UTC)


@contextmanager
def workplace() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder for the files of a benchmark, and the environment in which their commands run."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "passphrase"
        secret.touch(mode=0o600)
        secret.write_text(PASSPHRASE)
        yield Path(folder), environment | {"SOTE_NOW": NOW.isoformat(), "SOTE_PASSPHRASE_FILE": str(secret)}


def build(path: Path, size: int, due: int = 50) -> keys.FileKey:
    """A training file with `size` open requests, of which `due` are to be shown on the day of `NOW`."""
    unit = Unit(name="Mittaus", training=True, settings={key: found.default for key, found in SETTINGS.items()})
    situation = Situation(today=NOW.date(), unit=unit, calendar=calendar_named("fi-office"))
    act = Act(worker="anna", at=NOW, action="benchmark")
    file_key = keys.derive(PASSPHRASE, keys.new_salt())
    make(path, file_key.raw, unit, Worker(code="anna", role=Role.LEAD), act)
    database = open_database(path, file_key.raw)
    chance = Random(size)
    refs: set[str] = set()
    while len(refs) < size:
        refs.add(new_reference("P", chance.choice))
    batch = [(_request(ref, number, due, situation), "+358401234567") for number, ref in enumerate(sorted(refs))]
    requests.add(database, batch, act)
    database.close()
    return file_key


def _request(ref: str, number: int, due: int, situation: Situation) -> Request:
    arrived = NOW - timedelta(days=1 if number < due else 0, minutes=number % 600 + 60)
    request = open_request(ref, Draft(channel=Channel.CALL, contact=""), arrived, situation)
    if number < due:
        return request
    return plan(request, situation.calendar.add(situation.today, 1 + number % 60), situation)
