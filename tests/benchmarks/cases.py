"""Commands of cases in files of 1 000 and 100 000 cases: `python tests/benchmarks/cases.py [rounds]`.

Ten steps a case, so a million in the larger file; 50 items are due and 200 persons wait in the queue in both. Each
command runs in a fresh process, the files in turn; CPU time is compared in pairs, so that what else the machine does
counts little. The key derivation is replaced by its result, because it is the same in both and would hide a difference;
the lines with it tell the whole command. Also named: statements that read a whole table.
"""

import json
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli import keys
from sotecli.core.act import Act
from sotecli.core.case import Case, Taken, Waited
from sotecli.core.codes import Qualification, Role
from sotecli.core.moment import to_text
from sotecli.core.path import Ground, effective, standing, stood
from sotecli.core.reference import new_reference
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.workdays import calendar_named
from sotecli.core.worker import Worker
from sotecli.modelset import shipped_model
from sotecli.ruleset import rules_of
from sotecli.storage import cases, log
from sotecli.storage.database import Database, open_database
from sotecli.storage.making import make
from tests.benchmarks.building import NOW, PASSPHRASE, workplace

SIZES = (1_000, 100_000)
DUE, WAITING, AT_ONCE = 50, 200, 5_000
TODAY = NOW.date()
FAR = TODAY + timedelta(300)
PREPARED = ("need-identified", "pta-started", "pta-complete", "sas-submitted", "sas-handled")
SEARCHED = ("searching", "offered", "declined-by-client", "offered", "visit-agreed")
HOUSED = ("searching", "offered", "accepted", "plan-made", "decided", "moved")
QUEUED = (*PREPARED, *SEARCHED)
SETTLED = (*PREPARED, *HOUSED)
MOST = 1.5
DERIVED = (
    "import sys; from sotecli import keys\n"
    "keys.derive = lambda passphrase, salt: keys.FileKey(bytes.fromhex({key!r}), salt)\n"
    "from sotecli.__main__ import run; sys.argv[1:] = {words!r}; run()"
)
WHOLE = "import sys; from sotecli.__main__ import run; sys.argv[1:] = {words!r}; run()"
TRACED = (
    "import sys; from sotecli import keys\n"
    "keys.derive = lambda passphrase, salt: keys.FileKey(bytes.fromhex({key!r}), salt)\n"
    "from sotecli.storage.database import Database; from sotecli.cli import main\n"
    "kept, plain = [], (Database.rows, Database.row, Database.write)\n"
    "def traced(method):\n"
    "    def call(self, sql, **parameters):\n"
    "        if sql.split()[0] in ('SELECT', 'UPDATE', 'DELETE'):\n"
    "            plan = self._connection.execute('EXPLAIN QUERY PLAN ' + sql, parameters).fetchall()\n"
    "            kept.extend((' '.join(sql.split())[:90], row['detail']) for row in plan)\n"
    "        return method(self, sql, **parameters)\n"
    "    return call\n"
    "Database.rows, Database.row, Database.write = map(traced, plain)\n"
    "main({words!r})\n"
    "print(*(f'{{sql}} | {{plan}}' for sql, plan in kept), sep='\\n', file=sys.stderr)"
)
SMALL_TABLES = ("unit", "settings", "workers", "absences", "local_days", "national_days", "models", "json_each")


Built = tuple[Case, list[Taken], tuple[Waited, ...]]
"""A case, its history, its times in the queue."""


class File(NamedTuple):
    """A file that was built, and cases in it to look at."""

    path: Path
    key: str
    waiting: str


def build(path: Path, size: int) -> File:
    """A training file with `size` cases of ten steps."""
    unit = Unit(name="Mittaus", training=True, settings={key: found.default for key, found in SETTINGS.items()})
    file_key = keys.derive(PASSPHRASE, keys.new_salt())
    lead = Worker(code="anna", role=Role.LEAD, qualification=Qualification.SOCIAL_WORKER_OFFICE)
    make(path, file_key.raw, unit, lead, Act(worker="anna", at=NOW, action="init"))
    database = open_database(path, file_key.raw)
    chance = Random(size)
    refs: set[str] = set()
    while len(refs) < size:
        refs.add(new_reference("A", chance.choice))
    listed = chance.sample(sorted(refs), size)
    templates = {kind: template(steps) for kind, steps in {"waiting": QUEUED, "settled": SETTLED}.items()}
    for first in range(0, size, AT_ONCE):
        with database.transaction():
            fill(database, [a_case(ref, first + n, templates) for n, ref in enumerate(listed[first : first + AT_ONCE])])
    database.close()
    return File(path, file_key.key.hex(), listed[0])


def fill(database: Database, found: list[Built]) -> None:
    """Write the cases with all that is kept with them, inside the caller's transaction."""
    act = Act(worker="anna", at=NOW, action="benchmark")
    for case, _history, queue in found:
        cases.add(database, cases.Change(case, queue=queue), act)
        log.entry(database, act, [case.ref])
    rows = (row for case, history, _queue in found for row in step_rows(case, history))
    database.for_migrations().executemany(cases.ADD_STEP, rows)


def template(steps: tuple[str, ...]) -> Built:
    """A case that has taken these steps, one a week, as the program itself would store it."""
    begun = TODAY - timedelta(7 * len(steps))
    told = {"offered": {"place": "talo-1"}, "declined-by-client": {"reason": "too-far"}}
    history = [
        Taken(number, step, begun + timedelta(7 * number), "anna", NOW, **told.get(step, {}))  # type: ignore[arg-type]
        for number, step in enumerate(steps, start=1)
    ]
    model = shipped_model("luvn-housing-path")
    case = Case("", "", model.ident, 1, NOW, history[0].on, "", TODAY, TODAY, "", "", statutory=False, next_on=None)
    ground = Ground(
        model=model,
        rules=rules_of(),
        calendars=lambda _rule: calendar_named,
        calendar=calendar_named("fi-office"),
        today=TODAY,
        review_months=None,
    )
    now = standing(effective(history), ground)
    return stood(case, now, [], ground), history, now.queue


def a_case(ref: str, number: int, templates: dict[str, Built]) -> Built:
    """One of the cases: the first wait in the queue, the next are due, of the others every second has ended."""
    case, history, queue = templates["waiting" if number < WAITING else "settled"]
    is_due = WAITING <= number < WAITING + DUE
    day = TODAY - timedelta(1) if is_due else FAR + timedelta(number % 90)
    ended = not is_due and number >= WAITING and number % 2 == 0
    case = case._replace(
        ref=ref,
        client=f"K-{number:07}",
        due_on=day,
        next_on=None if ended else day,
        closed_on=TODAY if ended else None,
        urgency=number % 3 + 1,
        worker="anna" if number < SIZES[0] else None,
    )
    return case, history, queue


def step_rows(case: Case, history: list[Taken]) -> Iterator[dict[str, object]]:
    """The rows of a case's history."""
    for entry in history:
        row: dict[str, object] = {**entry._asdict(), "ref": case.ref, "at": to_text(entry.at)}
        yield row | {"on": entry.on.isoformat(), "review_on": None}


def commands_for(file: File) -> dict[str, list[str]]:
    """What is measured, by name; the queue only where the program has it."""
    from sotecli.commands.case import app  # noqa: PLC0415

    found = {
        "followup due": ["followup", "due", "--json"],
        "case show": ["case", "show", file.waiting, "--json"],
        "case step, dry": ["case", "step", file.waiting, "estimate-told", "--dry-run", "--json"],
        "case step": ["case", "step", file.waiting, "estimate-told", "--json"],
    }
    if any(command.name == "queue" for command in app.registered_commands):
        found["case queue"] = ["case", "queue", "--json"]
    return found


def cpu(code: str, environment: dict[str, str]) -> float:
    """CPU seconds of one fresh interpreter that runs `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name: str, codes: list[str], places: list[dict[str, str]], rounds: int) -> bool:
    """Print how a command fares in the larger file beside the smaller one; whether it is slower than it may be."""
    taken: list[list[float]] = [[], []]
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            taken[which].append(cpu(codes[which], places[which]))
    small, large = (statistics.median(times) * 1000 for times in taken)
    ratio = statistics.median(b / a for a, b in zip(*taken, strict=True))
    slow = bool(ratio > MOST)
    print(f"{name:<32} {small:6.0f} ms {large:6.0f} ms {ratio:6.2f} x{'  SLOW' if slow else ''}")
    return slow


def whole_scans(file: File, words: list[str], environment: dict[str, str]) -> list[str]:
    """The statements of a command that read a whole table or index of those that grow."""
    code = TRACED.format(key=file.key, words=words)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    lines = [line for line in done.stderr.splitlines() if "| SCAN " in line and "seq DESC LIMIT 1" not in line]
    return sorted({line for line in lines if line.split("| SCAN ")[1].split()[0] not in SMALL_TABLES})


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with workplace() as (folder, base):
        files = [build(folder / f"{size}.db", size) for size in SIZES]
        places = [base | {"SOTE_FILE": str(file.path)} for file in files]
        print(f"{rounds} rounds; CPU time of {SIZES[0]} and {SIZES[1]} cases, ratio (at most {MOST})")
        named = [commands_for(file) for file in files]
        slow = []
        for name in named[0]:
            words = [found[name] for found in named]
            codes = [DERIVED.format(key=file.key, words=word) for file, word in zip(files, words, strict=True)]
            if compare(name, codes, places, rounds):
                slow.append(name)
            compare(
                f"{name}, with derivation", [WHOLE.format(words=word) for word in words], places, max(3, rounds // 3)
            )
        for name, called in named[1].items():
            for line in whole_scans(files[1], called, places[1]):
                print(f"reads a whole table: {name}: {line}")
        items = subprocess.run(
            [sys.executable, "-c", DERIVED.format(key=files[1].key, words=named[1]["followup due"])],
            env=places[1],
            capture_output=True,
            check=True,
        )
        print(f"items due: {len(json.loads(items.stdout)['items'])}; file {files[1].path.stat().st_size / 1e6:.0f} MB")
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
