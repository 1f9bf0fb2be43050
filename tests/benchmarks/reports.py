"""The reports about cases over 100 000 cases with 1 000 000 steps: `python tests/benchmarks/reports.py [cases]`.

Prints CPU seconds of each count in this process, the key derivation apart. Everybody in the file is invented.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli.core.housing import stock_days
from sotecli.core.marks import counted, ranks, reviewing
from sotecli.modelset import shipped_model
from sotecli.storage import housing, reviews, workload
from sotecli.storage.database import Database, open_database
from tests.benchmarks.building import NOW, build

HOUSING, REVIEWS = "luvn-housing-path", "satakunta-assi"
PATHS = {
    HOUSING: "need-identified pta-started pta-complete sas-submitted sas-handled searching offered declined-by-client "
    "offered visited accepted class-negotiated plan-made decided moved",
    REVIEWS: "referred decided housed reviewed reviewed",
}
CASE = """
INSERT INTO cases (ref, client, model, version, opened_at, opened_on, step, step_on, due_on, due_rule, due_step,
  statutory, next_on, special, wishes, worker)
VALUES (?, ?, ?, 1, '', ?, '', '', '2026-06-10', '', '', 0, '2026-06-10', 1, '[]', 'anna')
"""
STEP = """
INSERT INTO case_steps (ref, number, step, on_day, worker, at, level, reason, corrects)
VALUES (?, ?, ?, ?, 'anna', '', ?, 'too-far', ?)
"""
QUEUE = "INSERT INTO case_queue (ref, model, from_on, to_on) VALUES (?, ?, ?, ?)"
ROLE = "INSERT INTO case_roles (ref, role, worker, from_on) VALUES (?, 'worker', 'anna', ?)"


def fill(database: Database, size: int) -> None:
    """Cases half by the one, half by the other model, begun over five years; each hundredth has a correction."""
    connection = database.for_migrations()
    connection.execute("BEGIN")
    for number in range(size):
        model = (HOUSING, REVIEWS)[number % 2]
        ref = f"A-{number * 7919 % size:07}"
        opened = date(2021, 1, 1) + timedelta(number * 1800 // size)
        connection.execute(CASE, (ref, f"K-{number}", model, opened.isoformat()))
        steps, day = PATHS[model].split(), ""
        for place, step in enumerate(steps, 1):
            level = "communal" if step in {"decided", "reviewed"} else None
            day = (opened + timedelta(place * 20)).isoformat()
            connection.execute(STEP, (ref, place, step, day, level, None))
        if number % 100 == 0:
            connection.execute(STEP, (ref, len(steps) + 1, steps[-1], day, None, len(steps)))
        connection.execute(
            QUEUE, (ref, model, (opened + timedelta(100)).isoformat(), (opened + timedelta(300)).isoformat())
        )
        connection.execute(ROLE, (ref, opened.isoformat()))
    connection.execute("COMMIT")


def timed(name: str, call: Callable[[], object]) -> None:
    """Print what a call takes."""
    begun = time.process_time()
    call()
    print(f"{name}: {time.process_time() - begun:.2f} s")


def main() -> None:
    """Build, count, print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    today, period = NOW.date(), (date(2021, 1, 1), NOW.date())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "unit.db"
        database = open_database(path, build(path, 1).raw)
        timed("building", lambda: fill(database, size))
        print(database.rows("SELECT count(*) FROM case_steps")[0][0], "steps")
        models = {ident: [shipped_model(ident)] for ident in PATHS}
        days = stock_days(*period, today)
        marks, wanted = counted(models[HOUSING]), reviewing(models[REVIEWS], None)
        order = ranks(models[REVIEWS])
        for _round in range(2):
            timed("housing", lambda: housing.counts(database, HOUSING, marks, period=period, waiting=days))
            timed("reviews", lambda: reviews.counts(database, REVIEWS, wanted, order, period=period, today=today))
            timed("workload", lambda: workload.loads(database, today))
        database.close()


if __name__ == "__main__":
    main()
