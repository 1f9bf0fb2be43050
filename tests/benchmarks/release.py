"""A pilot's report over a million requests: `python tests/benchmarks/release.py [requests] [rounds]`.

Prints, for a hundredth, a tenth and all of the requests, CPU seconds of counting with suppression beside the same
aggregates in hand-written SQL on the same open file, in pairs that alternate, and the median of their ratios; then the
attack, alone and beside earlier releases, and each whole command in a process of its own, the key's derivation apart.
Both ways of counting must give the same numbers. Everybody in the files is invented.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from multiprocessing import Process
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, sys.path.pop(0) and str(Path(__file__).parent.parent.parent))  # not beside a queue.py
from sotecli.core.codes import Channel
from sotecli.core.pilot import OUTCOMES, Counts, pilot_report
from sotecli.core.releases import Release
from sotecli.core.suppression import Publishable, suppress
from sotecli.keys import FileKey
from sotecli.storage import pilot, unit
from sotecli.storage.database import Database, open_database
from tests.benchmarks.arriving import DAYS, fill
from tests.benchmarks.building import NOW, build, workplace

TODAY = NOW.date()
START = TODAY - timedelta(DAYS)
EARLIER = (90, 60, 30)
"""How many days ago the report was released before."""
MOST_RATIO, MOST_ATTACK, MOST_MEMORY = 2.0, 5.0, 200
WHERE = "FROM requests WHERE received_on BETWEEN :start AND :end AND outcome IS NOT 'duplicate'"
SUMS = f"""
SELECT count(*) AS requests, sum(contacts_made) AS contacts, sum(ever_assigned) AS assigned,
  sum(attempts > 0) AS attempted, sum(attempts > 0 AND first_attempt_on <= due_on) AS attempted_in_time,
  sum(attempts > 0 OR due_on < :today) AS due_or_attempted,
  sum(attempts > 0 AND first_attempt_on <= arrival_due_on) AS attempted_in_time_from_arrival,
  sum(attempts > 0 OR arrival_due_on < :today) AS due_or_attempted_from_arrival,
  sum(attempts > 0 AND counted_from <> received_on) AS counted_later_attempted,
  sum(outcome IS NOT 'invalid-contact') AS reachable,
  sum(outcome IS NOT 'invalid-contact' AND contacts_made > 0) AS reachable_reached,
  sum(calls > 0) AS called, sum(calls_answered > 0) AS answered_call, sum(contacts_made > 0) AS reached,
  sum(contacts_made > 0 AND (guided OR outcome IS 'guided')) AS guided,
  sum(contacts_made > 0 AND outcome IS 'became-client') AS became_client,
  sum(closed_at IS NOT NULL) AS closed, sum(outcome IS 'not-reached') AS not_reached
{WHERE}
"""
BREAKDOWNS = {
    "days_to_first_attempt": f"SELECT first_attempt_days, count(*) {WHERE} AND attempts > 0 GROUP BY 1",
    "days_from_receipt": f"SELECT first_attempt_counted, count(*) {WHERE} AND attempts > 0 GROUP BY 1",
    "by_month": f"SELECT substr(received_on, 1, 7), count(*) {WHERE} GROUP BY 1",
    "by_channel": f"SELECT channel, count(*) {WHERE} GROUP BY 1",
    "by_outcome": f"SELECT outcome, count(*) {WHERE} AND closed_at IS NOT NULL GROUP BY 1",
}
RUN = (
    "import os, sys; from sotecli import keys\n"
    "{derived}"
    "def leave(code, leave=os._exit):\n"
    "    print(open('/proc/self/status').read(), file=sys.stderr, flush=True)\n"
    "    leave(code)\n"
    "os._exit = leave\n"
    "from sotecli.__main__ import run; sys.argv[1:] = {words!r}; run()"
)
DERIVED = "keys.derive = lambda passphrase, salt: keys.FileKey(bytes.fromhex({key!r}), salt)\n"
PILOT = ["report", "pilot"]
FORMATS = ("html", "xlsx", "csv", "parquet")


class File(NamedTuple):
    """A file that was built."""

    size: int
    path: Path
    key: FileKey

    def open(self) -> Database:
        """The open file."""
        return open_database(self.path, self.key.raw)


def built(folder: Path, size: int) -> File:
    """A training file with so many requests, filled by a process whose memory is its own."""
    path = folder / f"{size}.db"
    file_key = build(path, 1)
    filling = Process(target=fill, args=(path, file_key.raw, size))
    filling.start()
    filling.join()
    return File(size, path, file_key)


def by_hand(database: Database) -> Counts:
    """The counts as somebody writes them down who knows the file and SQL."""
    days = {"start": START.isoformat(), "end": TODAY.isoformat()}
    (sums,) = database.rows(SUMS, today=TODAY.isoformat(), **days)
    told: dict[str, Any] = {what: dict(map(tuple, database.rows(sql, **days))) for what, sql in BREAKDOWNS.items()}
    return Counts(**{name: sums[name] for name in sums.keys()}, **told)  # noqa: SIM118 (a row of the driver is no mapping)


def ours(database: Database, end: date = TODAY, earlier: tuple[Release, ...] = ()) -> Publishable:
    """The report as it may leave the unit."""
    counted = pilot.counts(database, start=START, end=end, today=end)
    report = pilot_report(counted, unit=unit.get(database), start=START, end=end)
    return suppress(report, 5, earlier, end, preview=False)


def cpu(call: Callable[[], object]) -> float:
    """CPU seconds of a call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def must_agree(database: Database) -> None:
    """Stop where the two ways of counting differ, or where the file is not of every kind."""
    counted = pilot.counts(database, start=START, end=TODAY, today=TODAY)
    assert counted == by_hand(database)
    assert set(counted.by_channel) == set(Channel)
    assert set(counted.by_outcome) == set(OUTCOMES)


def compared(file: File, rounds: int) -> tuple[float, float]:
    """Print and give what counting with suppression takes, and its ratio to what is written by hand."""
    database = file.open()
    days = {"start": START.isoformat(), "end": TODAY.isoformat(), "today": TODAY.isoformat()}
    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: ours(database),
        "hand": lambda: by_hand(database),
        "sums": lambda: database.rows(SUMS, **days),
    }
    took: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds):
        for name in calls if number % 2 else reversed(calls):
            took[name].append(cpu(calls[name]))
    must_agree(database)
    database.close()
    mine, hand, sums = map(statistics.median, took.values())
    ratio, alone = (
        statistics.median(a / b for a, b in zip(took["ours"], took[name], strict=True)) for name in ("hand", "sums")
    )
    print(
        f"{file.size} requests: counted and suppressed {mine:.3f} s; by hand {hand:.3f} s, {ratio:.2f} x;"
        f" of that the sums without a breakdown {sums:.3f} s, {alone:.2f} x"
    )
    return mine, ratio


def attacks(file: File) -> float:
    """Print and give what the attack takes: on the report alone, and beside its earlier releases."""
    from sotecli.attack import attacked  # noqa: PLC0415 (its memory is its own)

    database, ledger, slowest = file.open(), (), 0.0
    for ago in (*EARLIER, 0):
        page = ours(database, TODAY - timedelta(ago), ledger)
        took = cpu(lambda page=page: [attacked(program) for program in page.programs])  # type: ignore[misc]
        cells = sum(len(program.demands) for program in page.programs)
        print(f"attack, beside {len(ledger)} releases: {took:.2f} s, {cells} cells that must be protected")
        ledger, slowest = (*ledger, page.release), max(slowest, took)  # type: ignore[assignment]
    database.close()
    return slowest


def whole(words: list[str], environment: Mapping[str, str], derived: str = "") -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory in MiB of a command in a process of its own."""
    before, begun = os.times(), time.perf_counter()
    code = RUN.format(words=words, derived=derived)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used, int(done.stderr.split("VmHWM:")[1].split()[0]) / 1024


def commands(file: File, folder: Path, environment: dict[str, str], rounds: int) -> float:
    """Print what each command takes as a whole, the derivation apart; gives the highest memory of a report, in MiB."""
    place, derived = environment | {"SOTE_FILE": str(file.path)}, DERIVED.format(key=file.key.key.hex())
    released = ["--confirm-alone", "--force", "--output"]
    reports = {"report pilot": PILOT, "report pilot --json": [*PILOT, "--json"]}
    reports |= {f"report pilot, {form}": [*PILOT, *released, str(folder / f"pilot.{form}")] for form in FORMATS}
    taken: dict[str, list[tuple[float, float, float]]] = {}
    for number in range(rounds):
        extract = ["report", "extract", "--level", "internal", "--output", str(folder / f"{number}.parquet")]
        for name, words in (reports | {"report extract": extract}).items():
            taken.setdefault(name, []).append(whole(words, place, derived))
        taken.setdefault("report pilot, with derivation", []).append(whole(PILOT, place))
    for name, found in taken.items():
        wall, used, peak = map(statistics.median, zip(*found, strict=True))
        print(f"{name:<30} {wall:6.2f} s wall {used:6.2f} s CPU {peak:5.0f} MiB")
    return max(peak for name in reports for _wall, _used, peak in taken[name])


def main() -> None:
    """Build, compare, attack, run."""
    size, rounds = (int(word) for word in (*sys.argv[1:], *("1000000", "7")[len(sys.argv) - 1 :]))
    with workplace() as (folder, environment):
        files = [built(folder, size // part) for part in (100, 10, 1)]
        print(f"{rounds} rounds; {files[-1].path.stat().st_size / 1e6:.0f} MB")
        taken = [compared(file, rounds) for file in files]
        print("growth: " + ", ".join(f"{after[0] / before[0]:.1f} x" for before, after in pairwise(taken)))
        slowest = attacks(files[-1])
        peak = commands(files[-1], folder, environment, max(1, rounds // 2))
    missed = taken[-1][1] > MOST_RATIO or slowest > MOST_ATTACK or peak >= MOST_MEMORY
    print("A LIMIT IS MISSED" if missed else "every limit is held")
    sys.exit(int(missed))


if __name__ == "__main__":
    main()
