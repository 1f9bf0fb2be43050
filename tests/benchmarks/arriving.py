"""Fills a file with the requests of a large invented pilot, week by week, in the order in which they arrive.

Each week is of a kind of its own: its shares of channels, outcomes, persons tried, reached and guided (`tests.pilots`).
Some arrive after the cut-off hour, some are paused, some came twice; every attempt stands in the contact log.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sotecli.core.moment import to_text
from sotecli.storage import requests
from sotecli.storage.database import open_database
from tests.benchmarks.building import NOW

if TYPE_CHECKING:
    from tests.pilots import Person

WEEKS = 78
DAYS = 7 * WEEKS
SETTINGS = {"promise.cutoff": "14:00", "unit.code": "custody-1"}
PROMISED, PAUSE = 3, 7
PAUSED_EACH, TWICE_EACH = 37, 97
CONTACT = """
INSERT INTO contacts (ref, at, channel, result, gave, services, worker)
VALUES (:ref, :at, :channel, :result, '[]', '[]', 'anna')
"""
PAUSED = "INSERT INTO pauses (ref, from_on, until_on, reason) VALUES (:ref, :from_on, :until_on, 'away')"
Row = dict[str, object]


def fill(path: Path, key: str, size: int) -> None:
    """Add so many requests of the weeks before `NOW`."""
    from tests.pilots import people  # noqa: PLC0415 (it loads what tests need; the memory is that of this process)

    database, chance, number = open_database(path, key), Random(size), 0
    for setting, value in SETTINGS.items():
        with database.transaction():
            database.write("INSERT INTO settings (key, value) VALUES (:key, :value)", key=setting, value=value)
    connection = database.for_migrations()
    for week in range(WEEKS):
        begun = NOW.date() - timedelta(DAYS - 7 * week)
        many = size * (week + 1) // WEEKS - number
        drawn = sorted(people(chance, many, 7), key=lambda person: person.day)
        arrived = [(f"P-{number + place:07}", person) for place, person in enumerate(drawn)]
        with database.transaction():
            connection.executemany(requests.INSERT, (_row(ref, person, begun) for ref, person in arrived))
            connection.executemany(PAUSED, _pauses(arrived, begun))
            connection.executemany(CONTACT, _contacts(arrived, begun))
        number += many
    database.close()


def _row(ref: str, person: "Person", begun: date) -> Row:
    """The request as it stands today."""
    number, arrived = int(ref[2:]), begun + timedelta(person.day)
    paused = PAUSE if number % PAUSED_EACH == 0 else 0
    tried = None if person.tried is None else person.tried - person.day
    due = arrived + timedelta(PROMISED + paused + person.late_receipt)
    outcome = "duplicate" if person.outcome and number % TWICE_EACH == 0 else person.outcome
    at, ended = to_text(NOW - (NOW.date() - arrived)), person.outcome is not None
    return {
        **dict.fromkeys(("source", "pair"), None),
        "ref": ref,
        "received_at": at,
        "received_on": arrived.isoformat(),
        "counted_from": (arrived + timedelta(person.late_receipt)).isoformat(),
        "channel": person.channel,
        "time_wish": "any",
        "language": "fi",
        "message_ok": 0,
        "due_on": due.isoformat(),
        "arrival_due_on": (due - timedelta(person.late_receipt)).isoformat(),
        "next_on": None if ended else due.isoformat(),
        "next_part": "any",
        "step": "first-contact" if tried is None else "decide",
        "act_by": None if ended else due.isoformat(),
        "attempts": _attempts(person),
        "contacts_made": person.contacts,
        "first_attempt_on": None if tried is None else (arrived + timedelta(tried)).isoformat(),
        "first_attempt_days": tried,
        "first_attempt_counted": None if tried is None else max(tried - person.late_receipt, 0),
        "calls": int(person.called),
        "calls_answered": int(person.answered),
        "guided": int(person.guided),
        "do_not_contact": 0,
        "ever_assigned": int(person.assigned),
        "worker": "anna" if person.assigned and not ended else None,
        "outcome": outcome,
        "closed_at": at if ended else None,
    }


def _attempts(person: "Person") -> int:
    return 0 if person.tried is None else max(person.contacts, 1)


def _pauses(arrived: Sequence[tuple[str, "Person"]], begun: date) -> Iterator[Row]:
    for ref, person in arrived:
        if int(ref[2:]) % PAUSED_EACH == 0:
            day = begun + timedelta(person.day + 1)
            yield {"ref": ref, "from_on": day.isoformat(), "until_on": (day + timedelta(PAUSE)).isoformat()}


def _contacts(arrived: Sequence[tuple[str, "Person"]], begun: date) -> Iterator[Row]:
    for ref, person in arrived:
        for _attempt in range(_attempts(person)):
            at = to_text(NOW - (NOW.date() - begun - timedelta(person.tried or 0)))
            channel = "call" if person.called else person.channel
            yield {"ref": ref, "at": at, "channel": channel, "result": "reached" if person.contacts else "no-answer"}
