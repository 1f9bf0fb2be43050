"""`sote case queue` with 200 persons waiting, at 1 000 and 100 000 cases, today and on past days.

Run it with `python tests/benchmarks/queue.py [rounds]`. Each case has ten steps. Key derivation is replaced by its
result in the measured process. Prints the median CPU time of a fresh process, less that of one that only derives
nothing (`sote --version`), and the ratio of the two sizes.
"""

import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli import keys
from sotecli.core.reference import new_reference
from sotecli.storage.database import open_database
from tests.benchmarks.building import NOW, build, workplace

SIZES, WAITING, MODEL = (1_000, 100_000), 200, "luvn-housing-path"
STEPS = ("need-identified", "pta-started", "pta-complete", "sas-submitted", "sas-handled", "searching")
ENDED = ("offered", "visit-agreed", "visited", "withdrawn")
CODE = (
    "import sys; from sotecli import keys\n"
    "keys.derive = lambda passphrase, salt: keys.FileKey(bytes.fromhex({key!r}), salt)\n"
    "from sotecli.cli import main; sys.exit(main({words!r}))"
)
Rows = Iterator[tuple[object, ...]]


def filled(path: Path, size: int) -> keys.FileKey:
    """A training file with `size` cases of ten steps each, of which 200 wait; the others left on days long past."""
    file_key = build(path, 1)
    database = open_database(path, file_key.raw)
    connection, chance = database.for_migrations(), Random(size)
    refs: set[str] = set()
    while len(refs) < size:
        refs.add(new_reference("A", chance.choice))
    listed = sorted(refs)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO cases VALUES ({', '.join('?' * 25)})", _cases(listed))
    connection.executemany(
        "INSERT INTO case_steps (ref, number, step, on_day, worker, at) VALUES (?,?,?,?,?,?)", _steps(listed)
    )
    connection.executemany("INSERT INTO case_queue (ref, model, from_on, to_on) VALUES (?,?,?,?)", _times(listed))
    connection.execute("COMMIT")
    database.close()
    return file_key


def _begun(number: int) -> date:
    """Those who wait have come in within a year; the others within the ten years before."""
    back = number % 365 if number < WAITING else 365 + 400 + number * 7 % 3650
    return NOW.date() - timedelta(back)


def _ended(number: int) -> date | None:
    return None if number < WAITING else _begun(number) + timedelta(number % 400)


def _cases(refs: list[str]) -> Rows:
    for number, ref in enumerate(refs):
        day, ended = _begun(number).isoformat(), _ended(number)
        closed = ended.isoformat() if ended else None
        step = "withdrawn" if closed else "searching"
        head = (ref, f"K-{ref}", MODEL, 1, NOW.isoformat(), day, step, day, day, "plan", "plan", 0)
        tail = (
            None if closed else day,
            None,
            None,
            None,
            0,
            number % 3 + 1,
            "[]",
            None,
            None,
            None,
            None,
            None,
            closed,
        )
        yield (*head, *tail)


def _steps(refs: list[str]) -> Rows:
    for number, ref in enumerate(refs):
        last = ENDED if _ended(number) else ("waiting",) * len(ENDED)
        for place, step in enumerate((*STEPS, *last), start=1):
            day = (_ended(number) or _begun(number)) if place > len(STEPS) else _begun(number)
            yield ref, place, step, day.isoformat(), "anna", "2026-06-01T06:00:00Z"


def _times(refs: list[str]) -> Rows:
    for number, ref in enumerate(refs):
        ended = _ended(number)
        yield ref, MODEL, _begun(number).isoformat(), ended.isoformat() if ended else None


def cpu(words: list[str], key: str, environment: dict[str, str]) -> tuple[float, int]:
    """CPU seconds of one fresh process, and how many waited."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = CODE.format(key=key, words=words)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waiting = len(json.loads(done.stdout)["waiting"]) if "queue" in words else 0
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, waiting


def main() -> None:
    """Print the times and their ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    days = ["17.6.2026", "1.6.2024", "1.6.2020", "1.6.2016"]
    with workplace() as (folder, base):
        taken: dict[tuple[str, int], list[float]] = {}
        waited: dict[tuple[str, int], int] = {}
        places = [(size, folder / f"{size}.db") for size in SIZES]
        made = {size: filled(path, size).key.hex() for size, path in places}
        for _round in range(rounds):
            for day in days:
                for size, path in places:
                    words = ["case", "queue", "--json", "--on", day]
                    found, waited[day, size] = cpu(words, made[size], base | {"SOTE_FILE": str(path)})
                    taken.setdefault((day, size), []).append(found)
    for (day, size), times in taken.items():
        print(f"{day}, {size} cases: {statistics.median(times) * 1000:.0f} ms CPU, {waited[day, size]} waiting")
    first, second = (taken[days[0], size] for size in SIZES)
    print(
        f"today, {SIZES[1]} / {SIZES[0]}: {statistics.median(b / a for a, b in zip(first, second, strict=True)):.2f} x"
    )


if __name__ == "__main__":
    main()
