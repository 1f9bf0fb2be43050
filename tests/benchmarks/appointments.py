"""The day's list in files of 1 000 and 100 000 appointments: `python tests/benchmarks/appointments.py [rounds]`.

50 of them are due in both; the others are over or lie ahead. CPU time of fresh processes is compared in pairs, the key
derivation replaced by its result, because it is the same in both and would hide a difference.
"""

import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from sotecli.core.appointment import Appointment, Draft, behind_request, book
from sotecli.core.arrangement_codes import AppointmentStatus
from sotecli.core.reference import new_reference
from sotecli.core.unit import SETTINGS, Situation, Unit
from sotecli.core.workdays import calendar_named
from sotecli.storage import appointment_counts, appointments, arrangements, requests
from sotecli.storage.database import Database, open_database
from sotecli.storage.rows import kept
from tests.benchmarks.building import NOW, build, workplace
from tests.benchmarks.morning import DERIVED, cpu

SIZES = (1_000, 100_000)
DUE = 50
TODAY = NOW.date()


def fill(database: Database, size: int) -> None:
    """Appointments of the file's requests: 50 missed ones to reach out for, half of the others held, half ahead."""
    chance, unit = (
        Random(size),
        Unit("Mittaus", training=True, settings={key: one.default for key, one in SETTINGS.items()}),
    )
    situation = Situation(TODAY, unit, calendar_named("fi-office"))
    found, refs = requests.listing(database), set[str]()
    while len(refs) < size:
        refs.add(new_reference("K", chance.choice))
    with database.transaction():
        for number, ref in enumerate(sorted(refs)):
            behind = behind_request(found[number % len(found)], None)
            at = NOW + timedelta(days=1 + number % 365, minutes=number % 480)
            draft = Draft(ref, at, closed_day=True)
            made = book(draft, behind, None, NOW, situation)
            one = _ended(made, number)
            database.write(arrangements.INSERT, **kept(one.arrangement._asdict()))
            database.write(appointments.INSERT, **appointments.to_row(one))


def _ended(made: Appointment, number: int) -> Appointment:
    """How an appointment of the benchmark stands."""
    line = made.arrangement
    if number < DUE:
        reach = line._replace(step="reach-out", rule="recovery", next_on=TODAY, due_on=TODAY, at=None)
        return made._replace(arrangement=reach, status=AppointmentStatus.MISSED, ended_at=made.at)
    if number % 2:
        over = line._replace(next_on=None, closed_on=TODAY)
        return made._replace(arrangement=over, status=AppointmentStatus.HELD, ended_at=made.at)
    return made


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with workplace() as (folder, base):
        commands = []
        for size in SIZES:
            path = folder / f"{size}.db"
            key = build(path, 1_000, due=0)
            database = open_database(path, key.raw)
            fill(database, size)
            begin = time.process_time()
            counted = appointment_counts.counts(database, None, TODAY, TODAY + timedelta(365))
            print(f"counts of a year, {size}: {time.process_time() - begin:.2f} s, {counted.booked.visits} booked")
            database.close()
            commands.append((DERIVED.format(key=key.key.hex()), base | {"SOTE_FILE": str(path)}))
        taken = [[cpu(code, place) for code, place in commands] for _round in range(rounds)]
        small, large = (statistics.median(pair[place] for pair in taken) * 1000 for place in (0, 1))
        ratio = statistics.median(pair[1] / pair[0] for pair in taken)
        print(f"followup due: {small:.0f} ms and {large:.0f} ms CPU, {ratio:.2f} x, {rounds} rounds")


if __name__ == "__main__":
    main()
