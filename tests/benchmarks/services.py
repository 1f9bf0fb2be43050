"""The directory with many services: `python tests/benchmarks/services.py [SIZE]`.

Prints how long a file of that many services takes to come in, as HSDS and again as CSV, how much memory that needs,
and for single acts the time with SIZE services beside the time with a thousand.
"""

# mypy: ignore-errors
# What stands for a session here is less than one.
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sotecli import keys
from sotecli.commands.service.moving import _taken_in
from sotecli.core.act import Act
from sotecli.core.codes import Cost, DirectoryFormat, Role
from sotecli.core.hours import read_hours
from sotecli.core.service import Outcome, Service, Wish, stale_before
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.worker import Worker
from sotecli.directory.export import csv_text, hsds_text
from sotecli.directory.source import opened
from sotecli.directory.told import told
from sotecli.session import Session
from sotecli.storage import services
from sotecli.storage.database import Database, open_database
from sotecli.storage.making import make
from tests.benchmarks.building import NOW, PASSPHRASE

TODAY, ROUNDS = NOW.date(), 21
ACT = Act(worker="anna", at=NOW, action="benchmark")
UNIT = Unit(name="Mittaus", training=True, settings={key: found.default for key, found in SETTINGS.items()})


@dataclass
class Bench(Session):
    """What importing needs of a session."""

    database: Database
    unit: Unit
    today = TODAY


def invented(number: int) -> Service:
    """One of many services."""
    return Service(
        code=f"palvelu-{number}",
        name=f"Palvelu {number}",
        name_sv=f"Service {number}",
        topics=(f"topic-{number % 997}", f"theme-{number % 991}"),
        place=f"place-{number % 499}",
        street=f"Katu {number}",
        city="Paikka",
        hours=read_hours("ma-pe 9-16, la 10-14"),
        min_age=18,
        languages=("fi", "sv"),
        cost=Cost.FREE,
        url="https://example.fi/palvelu",
        email="palvelu@example.fi",
        checked_on=TODAY,
    )


def made(folder: Path, name: str) -> Database:
    """An empty file."""
    file_key = keys.derive(PASSPHRASE, keys.new_salt())
    make(folder / name, file_key.raw, UNIT, Worker(code="anna", role=Role.LEAD), ACT)
    return open_database(folder / name, file_key.raw)


def imported(database: Database, path: Path, form: DirectoryFormat) -> list[Outcome]:
    """A file, taken in as the command does."""
    with opened(path) as text:
        return list(_taken_in(Bench(database, UNIT), told(text, form, TODAY), ACT))


def median(call: Callable[[], object]) -> float:
    """Milliseconds, the median of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def acts(database: Database) -> dict[str, float]:
    """What single acts take."""
    fresh = stale_before(TODAY, 6)
    return {
        "add": median(lambda: services.add(database, "uusi", lambda _found: invented(7)._replace(code="uusi"), ACT)),
        "show": median(lambda: services.get(database, "palvelu-7")),
        "find one topic": median(lambda: services.listing(database, Wish(topic="topic-7"))),
        "find one place": median(lambda: services.listing(database, Wish(place="place-7"))),
        "find a word": median(lambda: services.listing(database, Wish(words=("elu 777",)))),
        "count stale": median(lambda: services.count_stale(database, fresh)),
    }


def main(size: int) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = made(folder, "few.db"), made(folder, "many.db")
        (folder / "few.json").write_text(hsds_text([invented(number) for number in range(1000)], "Muu"))
        (folder / "many.json").write_text(hsds_text([invented(number) for number in range(size)], "Muu"))
        (folder / "many.csv").write_text(csv_text([invented(number) for number in range(size)]))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        imported(few, folder / "few.json", DirectoryFormat.HSDS)
        for file, form in (
            ("many.json", DirectoryFormat.HSDS),
            ("many.json", DirectoryFormat.HSDS),
            ("many.csv", DirectoryFormat.CSV),
        ):
            begun = time.perf_counter()
            outcomes = imported(many, folder / file, form)
            print(
                f"{file}: {time.perf_counter() - begun:.1f} s, {(folder / file).stat().st_size / 1e6:.0f} MB,",
                json.dumps(
                    {change: sum(one.change == change for one in outcomes) for change in ("new", "changed", "same", "")}
                ),
            )
        print(f"memory grew by {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB")
        small, large = acts(few), acts(many)
        for act, taken in large.items():
            print(f"{act}: {taken:.2f} ms, {taken / small[act]:.2f} x a thousand services")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
