"""Spark against DuckDB, the same expressions over the same extracts: `python tests/spark.py [units] [requests]`.

A command of its own, because it needs `pip install '.[test,spark]'` and Java 17. Prints the time of the start, of the
counting, and whether the figures are identical; its exit code is 1 when they are not.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from pyspark.sql import SparkSession

from sotecli.core.codes import Engine
from sotecli.core.combined import combined_period
from sotecli.engine import QUIET, counts
from sotecli.extract import heads
from tests.benchmarks.combining import write


def main() -> int:
    """Count with both engines and compare."""
    units, requests = (int(word) for word in (sys.argv[1:] or ["20", "50000"]))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), units, requests)
        found = heads(Path(folder))
        period = combined_period(found, (None, None))
        here = counts(found, Engine.DUCKDB, period)
        begun = time.perf_counter()
        SparkSession.builder.config(map=QUIET).getOrCreate()
        started = time.perf_counter()
        there = counts(found, Engine.SPARK, period)
        print(
            f"Spark started in {started - begun:.1f} s and counted {there[0].requests} requests of {units} units in "
            f"{time.perf_counter() - started:.1f} s; identical: {'yes' if here == there else 'no'}"
        )
    return int(here != there)


if __name__ == "__main__":
    raise SystemExit(main())
