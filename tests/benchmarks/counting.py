"""Counting working days beside other libraries, in one run: `python tests/benchmarks/counting.py`.

Needs numpy, pandas, holidays and workalendar beside sotecli (they are no dependencies of ours). Prints calls a second
for scalar counts, the million of deadlines in bulk, and a cold process against `python -c pass`.
"""

# mypy: ignore-errors
# The libraries beside which ours is measured have no types here.
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import holidays
import numpy as np
import pandas as pd
from workalendar.europe import Finland

from sotecli.core.closed_days import FI_OFFICE
from sotecli.core.workdays import calendar_named

ROUNDS, CALLS, MILLION = 7, 2_000, 1_000_000
STARTS = [date(2020, 1, 1) + timedelta(number % 3000) for number in range(CALLS)]


def rate(call: Callable[[date], object]) -> float:
    """Calls a second, the median of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        for start in STARTS:
            call(start)
        taken.append(CALLS / (time.perf_counter() - begun))
    return statistics.median(taken)


def scalar() -> None:
    """One deadline at a time."""
    closed = [date.fromordinal(ordinal) for ordinal in FI_OFFICE]
    office, finland, alendar = calendar_named("fi-office"), holidays.FI(years=range(2015, 2035)), Finland()
    busday = np.busdaycalendar(holidays=np.array(closed, dtype="datetime64[D]"))
    custom = {n: pd.offsets.CustomBusinessDay(n, calendar=busday) for n in (1, 10, 90)}
    office.add(STARTS[0], 1)
    for n in (1, 10, 90):
        rates = {
            "sote": rate(lambda start, n=n: office.add(start, n)),
            "numpy.busday_offset": rate(lambda start, n=n: np.busday_offset(start, n, "backward", busdaycal=busday)),
            "pandas.CustomBusinessDay": rate(lambda start, n=n: pd.Timestamp(start) + custom[n]),
            "holidays.get_nth_working_day": rate(lambda start, n=n: finland.get_nth_working_day(start, n)),
            "workalendar.add_working_days": rate(lambda start, n=n: alendar.add_working_days(start, n)),
        }
        print(f"n = {n}: " + ", ".join(f"{name} {found:,.0f}/s" for name, found in rates.items()))


def bulk() -> None:
    """A million deadlines, from ordinals to ordinals."""
    office = calendar_named("fi-office")
    first = date(2000, 1, 1).toordinal()
    starts = [first + number % 20_000 for number in range(MILLION)]
    counts = [1 + number % 59 for number in range(MILLION)]
    closed = np.array([date.fromordinal(ordinal) for ordinal in FI_OFFICE], dtype="datetime64[D]")
    busday = np.busdaycalendar(holidays=closed)
    epoch = date(1970, 1, 1).toordinal()
    days = (np.array(starts) - epoch).astype("datetime64[D]")
    many = np.array(counts)
    begun = time.perf_counter()
    office.add_many(starts[:1], counts[:1])
    print(f"bulk table made once: {(time.perf_counter() - begun) * 1000:.0f} ms")
    ratios = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        ours = office.add_many(starts, counts)
        middle = time.perf_counter()
        theirs = np.busday_offset(days, many, "backward", busdaycal=busday)
        ratios.append((time.perf_counter() - middle) / (middle - begun))
        assert (theirs.astype(int) + epoch).tolist() == ours
    print(f"a million deadlines: {statistics.median(ratios):.2f} x the speed of numpy.busday_offset")


def cold() -> None:
    """A process that counts one deadline."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    code = (
        "from datetime import date; from sotecli.core.workdays import calendar_named;"
        "calendar_named('fi-office').add(date(2026, 6, 17), 3)"
    )

    def cpu(what: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", what], env=environment, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    ratios = [cpu(code) / cpu("pass") for _round in range(31)]
    print(f"cold process: {statistics.median(ratios):.2f} x python -c pass")


if __name__ == "__main__":
    cold()
    scalar()
    bulk()
