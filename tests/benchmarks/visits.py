"""Visits in files of 1 000 and 1 000 000: `python tests/benchmarks/visits.py [rounds]`.

Two years, ten sites, one to three matters a visit, entered by the program's own storage. Each command runs in a fresh
process, the files in turn, and CPU time is compared in pairs (see `cases.py`, whose way of measuring this is). The
report is also timed as it is, with the key's derivation.
"""

import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli import keys
from sotecli.core.act import Act
from sotecli.core.codes import AgeBand, Role, VisitChannel
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.visit import Matter, Visit
from sotecli.core.worker import Worker
from sotecli.modelset import shipped_model
from sotecli.storage import visits
from sotecli.storage.database import open_database
from sotecli.storage.making import make
from tests.benchmarks.building import NOW, PASSPHRASE, workplace
from tests.benchmarks.cases import DERIVED, WHOLE, File, compare, whole_scans

SIZES = (1_000, 1_000_000)
AT_ONCE = 20_000
DAYS, SITES = 730, 10
LONGEST_REPORT = 2.0
LOG = ["visit", "log", "ed/uk", "75", "10m", "--json"]
COMMANDS = {
    "visit log": LOG,
    "visit log, dry": [*LOG, "--dry-run"],
    "visit list": ["visit", "list", "--json"],
    "report visits": ["report", "visits", "--json"],
}


def build(path: Path, size: int) -> File:
    """A training file with `size` visits."""
    unit = Unit(name="Mittaus", training=True, settings={key: found.default for key, found in SETTINGS.items()})
    file_key = keys.derive(PASSPHRASE, keys.new_salt())
    act = Act(worker="anna", at=NOW, action="benchmark")
    make(path, file_key.raw, unit, Worker(code="anna", role=Role.LEAD), act)
    database = open_database(path, file_key.raw)
    chance = Random(size)
    model = shipped_model("pirha-lahitori")
    topics = [reason.ident for reason in model.reasons_for(model.first)]
    closing = [step for step in model.steps if step.closes]
    for first in range(0, size, AT_ONCE):
        count = min(AT_ONCE, size - first)
        visits.add(database, [a_visit(chance, topics, closing) for _number in range(count)], act)
    database.close()
    return File(path, file_key.key.hex(), "")


def a_visit(chance: Random, topics: list[str], closing: list) -> Visit:  # type: ignore[type-arg]
    """One invented visit."""
    outcomes = [chance.choice(closing) for _matter in range(chance.choice((1, 1, 1, 2, 3)))]
    matters = tuple(
        Matter(chance.choice(topics), step.ident, "kela" if step.needs else None, step.counts) for step in outcomes
    )
    return Visit(
        on=NOW.date() - timedelta(chance.randrange(DAYS)),
        site=f"tori-{chance.randrange(SITES)}",
        channel=chance.choice(list(VisitChannel)),
        worker="anna",
        at=NOW,
        version=1,
        age=chance.choice(list(AgeBand)),
        minutes=chance.choice((None, 5, 10, 20)),
        matters=matters,
        again=chance.random() < 0.3,
    )


def seconds(words: list[str], environment: dict[str, str], rounds: int) -> float:
    """The median wall time of a whole command."""
    taken = []
    for _round in range(rounds):
        begun = time.perf_counter()
        code = WHOLE.format(words=words)
        subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with workplace() as (folder, base):
        files = [build(folder / f"{size}.db", size) for size in SIZES]
        places = [base | {"SOTE_FILE": str(file.path)} for file in files]
        print(f"{rounds} rounds; CPU time of {SIZES[0]} and {SIZES[1]} visits, ratio")
        slow = False
        for name, words in COMMANDS.items():
            codes = [DERIVED.format(key=file.key, words=words) for file in files]
            slow |= compare(name, codes, places, rounds) and name != "report visits"
            for line in whole_scans(files[1], words, places[1]):
                if "LIMIT" not in line and "CONSTANT" not in line:  # those read a few rows of an index, or none
                    print(f"reads a whole table: {name}: {line}")
        took = seconds(COMMANDS["report visits"], places[1], rounds)
        print(
            f"report visits, whole: {took:.2f} s (below {LONGEST_REPORT}); {files[1].path.stat().st_size / 1e6:.0f} MB"
        )
    sys.exit(1 if slow or took >= LONGEST_REPORT else 0)


if __name__ == "__main__":
    main()
