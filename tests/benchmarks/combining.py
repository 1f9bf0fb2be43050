"""The county's report over extracts: `python tests/benchmarks/combining.py [units] [requests]`.

Prints seconds and the most memory that this process had. Everybody in the extracts is invented.
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, sys.path.pop(0) and str(Path(__file__).parent.parent.parent))  # not beside a queue.py
from sotecli.core.codes import Engine
from sotecli.core.combined import combined_period
from sotecli.core.extract import FLAGS, CodedRequest
from sotecli.engine import counts
from sotecli.extract import heads
from tests.extracts import an_extract

CHANNELS, OUTCOMES = ("call", "sms", "email"), (None, "guided", "supported", "not-reached")


def a_row(drawn: random.Random) -> CodedRequest:
    """A request that says anything."""
    return CodedRequest(
        month=drawn.choice(("2026-06", "2026-07")),
        channel=drawn.choice(CHANNELS),
        outcome=drawn.choice(OUTCOMES),
        contacts=drawn.randrange(4),
        days_to_first_attempt=drawn.choice((None, 0, 1, 2, 3)),
        days_from_receipt=drawn.choice((None, 0, 1, 2, 3)),
        **{flag: drawn.random() < 0.5 for flag in FLAGS},
    )


def write(folder: Path, units: int, requests: int) -> None:
    """Write the extracts of all units."""
    drawn = random.Random(8)
    for number in range(units):
        rows = sorted((a_row(drawn) for _ in range(requests)), key=repr)
        an_extract(folder / f"{number}.parquet", *rows, unit=f"custody-{number}")


def main() -> None:
    """Write extracts, read and check them, count over them."""
    units, requests = (int(word) for word in (sys.argv[1:] or ["20", "50000"]))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), units, requests)
        print(f"{sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6:.1f} MB of extracts")
        start = time.perf_counter()
        found = heads(Path(folder))
        print(f"read and checked: {time.perf_counter() - start:.2f} s")
        start = time.perf_counter()
        total, _by_unit = counts(found, Engine.DUCKDB, combined_period(found, (None, None)))
        print(f"counted {total.requests}: {time.perf_counter() - start:.2f} s, Ibis imported and DuckDB started")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
