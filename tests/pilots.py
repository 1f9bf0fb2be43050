"""Invented pilots, person by person: what disclosure control and the attack on it are tried on."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from sotecli.core.pilot import Counts, pilot_report
from sotecli.core.report import Report
from tests.conftest import a_unit

START = date(2026, 1, 1)
CHANNELS = ("call", "sms", "email")
AFTER_CONTACT = ("supported", "guided", "became-client", "declined", "withdrawn", "urgent-elsewhere", "invalid-contact")
WITHOUT = ("not-reached", "invalid-contact", "withdrawn", "urgent-elsewhere", "declined")


class Person(NamedTuple):
    """Somebody who asked for a contact, and what became of it; days are counted from the pilot's start."""

    day: int
    channel: str
    assigned: bool
    tried: int | None
    """The day of the first attempt."""
    called: bool
    reached: int | None
    answered: bool
    contacts: int
    guided: bool
    outcome: str | None
    closed: int | None
    late_receipt: bool
    """It counts as arrived a day later, by the cut-off hour."""

    def tried_by(self, on: int) -> bool:
        """Whether somebody has tried by a day."""
        return self.tried is not None and self.tried <= on

    def reached_by(self, on: int) -> bool:
        """Whether they were reached by a day."""
        return self.reached is not None and self.reached <= on

    def ended(self, on: int) -> str | None:
        """How it ended, if it has by that day."""
        return self.outcome if self.closed is not None and self.closed <= on else None

    @property
    def due(self) -> int:
        """The promised day."""
        return self.day + 3 + self.late_receipt


def people(chance: Random, size: int, days: int = 180) -> list[Person]:
    """A pilot of its own kind: its own shares of everything."""
    names = ("assigned", "tried", "called", "reached", "answered", "more", "outcome", "receipt")
    share = {name: chance.betavariate(1.2, 0.8) for name in names}
    weights = [chance.random() ** 12 + 0.001 for _outcome in AFTER_CONTACT]
    channels = [chance.uniform(0.05, 1) for _channel in CHANNELS]
    return [_person(chance, share, weights, channels, chance.randrange(days)) for _number in range(size)]


def _person(
    chance: Random, share: dict[str, float], weights: Sequence[float], channels: Sequence[float], day: int
) -> Person:
    def is_so(name: str) -> bool:
        return chance.random() < share[name]

    tried = day + chance.choice([0, 1, 1, 2, 3, 4, 6]) if is_so("tried") else None
    reached = tried + chance.choice([0, 0, 1, 3]) if tried is not None and is_so("reached") else None
    called = tried is not None and is_so("called")
    ends = AFTER_CONTACT if reached is not None else WITHOUT
    outcome = chance.choices(ends, weights[: len(ends)])[0] if is_so("outcome") else None
    closed = max(day, reached or tried or day) + chance.randrange(40) if outcome else None
    return Person(
        day=day,
        channel=chance.choices(CHANNELS, channels)[0],
        assigned=is_so("assigned"),
        tried=tried,
        called=called,
        reached=reached,
        answered=called and reached is not None and is_so("answered"),
        contacts=(1 + is_so("more") + is_so("more")) if reached is not None else 0,
        guided=reached is not None and (outcome == "guided" or is_so("more")),
        outcome=outcome,
        closed=closed,
        late_receipt=is_so("receipt"),
    )


def counts(persons: Sequence[Person], on: int) -> Counts:
    """The counts of a pilot on a day, as `storage.pilot` counts them."""
    cohort = [person for person in persons if person.day <= on]

    def number(fits: Callable[[Person], bool]) -> int:
        return sum(map(fits, cohort))

    reached = [person for person in cohort if person.reached_by(on)]
    tried = [person for person in cohort if person.tried_by(on)]
    return Counts(
        requests=len(cohort),
        assigned=number(lambda person: person.assigned),
        attempted=len(tried),
        attempted_in_time=sum((person.tried or 0) <= person.due for person in tried),
        due_or_attempted=number(lambda person: person.tried_by(on) or person.due < on),
        attempted_in_time_from_arrival=sum((person.tried or 0) <= person.day + 3 for person in tried),
        due_or_attempted_from_arrival=number(lambda person: person.tried_by(on) or person.day + 3 < on),
        counted_later_attempted=sum(person.late_receipt for person in tried),
        reachable=number(lambda person: person.ended(on) != "invalid-contact"),
        reachable_reached=sum(person.ended(on) != "invalid-contact" for person in reached),
        called=sum(person.called for person in tried),
        answered_call=sum(person.answered for person in reached),
        reached=len(reached),
        contacts=sum(person.contacts for person in reached),
        guided=sum(person.guided for person in reached),
        became_client=sum(person.ended(on) == "became-client" for person in reached),
        closed=number(lambda person: person.ended(on) is not None),
        not_reached=number(lambda person: person.ended(on) == "not-reached"),
        days_to_first_attempt=Counter((person.tried or 0) - person.day for person in tried),
        days_from_receipt=Counter(max((person.tried or 0) - person.day - person.late_receipt, 0) for person in tried),
        by_month=Counter((START + timedelta(person.day)).isoformat()[:7] for person in cohort),
        by_channel=Counter(person.channel for person in cohort),
        by_outcome=Counter(found for person in cohort if (found := person.ended(on))),
        by_outcome_in=Counter(
            ((START + timedelta(person.day)).isoformat()[:7], found) for person in cohort if (found := person.ended(on))
        ),
    )


def report_on(persons: Sequence[Person], on: int, *, cutoff: str = "none") -> Report:
    """The pilot's report from its first day to `on`."""
    unit = a_unit(promise_cutoff=cutoff)
    return pilot_report(counts(persons, on), unit=unit, start=START, end=START + timedelta(on))
