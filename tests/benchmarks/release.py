"""A pilot's report beside the same counts written by hand: `python tests/benchmarks/release.py [requests]`.

Prints CPU seconds of counting and suppression, of the hand-written SQL on the same open file, of the attack, and the
highest memory. Everybody in the file is invented.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli.core.pilot import pilot_report
from sotecli.core.suppression import Publishable, suppress
from sotecli.storage import pilot, unit
from sotecli.storage.database import Database, open_database
from tests.benchmarks.building import NOW, build

ROW = """
INSERT INTO requests (ref, received_at, received_on, counted_from, channel, message_ok, due_on, arrival_due_on, next_on,
  next_part, step, attempts, contacts_made, first_attempt_on, first_attempt_days, first_attempt_counted, calls,
  calls_answered, guided, do_not_contact, ever_assigned, outcome, closed_at)
SELECT printf('P-%07d', value), '', date(:first, '+' || (value % 360) || ' days'), '', 'call', 0,
  date(:first, '+' || (value % 360 + 3) || ' days'), date(:first, '+' || (value % 360 + 3) || ' days'), NULL, 'any', '',
  1, value % 3 > 0, date(:first, '+' || (value % 360 + 1) || ' days'), value % 5, value % 5, 1, value % 3 > 0,
  value % 7 = 0, 0, value % 11 > 0,
  CASE WHEN value % 3 = 0 THEN 'not-reached' WHEN value % 2 = 0 THEN 'supported' ELSE 'declined' END, '2026'
FROM (
  WITH RECURSIVE numbers (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM numbers WHERE value + 1 < :size)
  SELECT value FROM numbers
)
"""
BY_HAND = (
    (
        "SELECT count(*), sum(ever_assigned), sum(attempts > 0), sum(attempts > 0 AND first_attempt_on <= due_on),"
        " sum(attempts > 0 OR due_on < :today), sum(outcome IS NOT 'invalid-contact'), sum(contacts_made > 0),"
        " sum(calls > 0), sum(calls_answered > 0), sum(contacts_made), sum(contacts_made > 0 AND guided),"
        " sum(outcome IS 'became-client'), sum(closed_at IS NOT NULL), sum(outcome IS 'not-reached')"
        " FROM requests {where}"
    ),
    "SELECT first_attempt_days, count(*) FROM requests {where} AND attempts > 0 GROUP BY 1",
    "SELECT substr(received_on, 1, 7), count(*) FROM requests {where} GROUP BY 1",
    "SELECT channel, count(*) FROM requests {where} GROUP BY 1",
    "SELECT outcome, count(*) FROM requests {where} AND closed_at IS NOT NULL GROUP BY 1",
)
WHERE = "WHERE received_on BETWEEN :start AND :end AND outcome IS NOT 'duplicate'"


def fill(database: Database, size: int) -> None:
    """Requests of the last year, by the numbers from 0 on."""
    first = (NOW.date() - timedelta(365)).isoformat()
    with database.transaction():
        database.write(ROW, first=first, size=size)


def timed(name: str, call: Callable[[], object]) -> float:
    """Print and give what the quickest of three calls takes."""
    taken = []
    for _round in range(3):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    print(f"{name}: {min(taken):.2f} s")
    return min(taken)


def main() -> None:
    """Build, count, suppress, attack, print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    today = NOW.date()
    start = today - timedelta(365)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "unit.db"
        database = open_database(path, build(path, 1).raw)
        fill(database, size)
        days = {"start": start.isoformat(), "end": today.isoformat()}

        def ours() -> Publishable:
            counted = pilot.counts(database, start=start, end=today, today=today)
            return suppress(pilot_report(counted, unit=unit.get(database), start=start, end=today), 5)

        def by_hand() -> None:
            for sql in BY_HAND:
                more = {"today": today.isoformat()} if ":today" in sql else {}
                database.rows(sql.format(where=WHERE), **days, **more)

        ratio = timed("counted and suppressed", ours) / timed("by hand", by_hand)
        print(f"{ratio:.2f} x; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        from sotecli.attack import attacked  # noqa: PLC0415 (its memory is its own)

        page = ours()
        timed("attack", lambda: [attacked(program) for program in page.programs])
        database.close()


if __name__ == "__main__":
    main()
