"""Invented feedback, contact by contact: what the relations of its report and the attack on it are tried on.

Somebody who asked for a contact answers under one model, who becomes a client under another one from then on, and a
visitor is a new person each time. Answers are linked or anonymous, and linked ones may be taken back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from sotecli.core.feedback import ANSWERED, LINKED, REQUESTS, VISITS
from sotecli.core.feedback_report import Counts, feedback_report
from sotecli.core.report import Report
from sotecli.feedbackset import set_of, shipped_text
from tests.conftest import a_unit

START = date(2026, 1, 1)
FIRST = date(2025, 7, 1)
CLIENTS = "varha-shared-client"
QUESTIONS = set_of(shipped_text())


class Contact(NamedTuple):
    """A contact about which feedback could be asked, and what came of it."""

    person: int
    model: str
    on: date
    beside: bool = False
    """It was asked beside the path of a case, after nothing that counts as a contact."""
    asked: bool = False
    linked: bool = False
    answers: Mapping[str, int] = {}
    withdrawn: date | None = None
    """The day on which the answers were taken back."""

    def until(self, end: date) -> "Contact":
        """As it stood on a day."""
        return self._replace(answers={}) if self.withdrawn and self.withdrawn <= end else self

    @property
    def parts(self) -> tuple[str, str]:
        """The parts in which its answers are."""
        return f":{self.model}", LINKED if self.linked else ANSWERED


def contacts(chance: Random, size: int, days: int = 350) -> list[Contact]:
    """Contacts of a unit of its own kind: its own shares of everything."""
    names = ("asked", "answers", "linked", "fits", "says", "beside", "visitor", "client", "often", "back")
    share = {name: chance.betavariate(1.4, 0.8) for name in names}
    means = {item.ident: chance.betavariate(2, 1.2) for item in QUESTIONS.items}
    return [contact for person in range(size) for contact in _of_person(chance, person, share, means, days)]


def _of_person(
    chance: Random, person: int, share: Mapping[str, float], means: Mapping[str, float], days: int
) -> list[Contact]:
    def is_so(name: str) -> bool:
        return chance.random() < share[name]

    visitor, times = is_so("visitor") and is_so("visitor"), 1 + is_so("often") + is_so("often")
    client_from = chance.randrange(3) if is_so("client") else 3
    on, found = FIRST + timedelta(chance.randrange(days)), []
    for number in range(1 if visitor else times):
        model = VISITS if visitor else CLIENTS if number >= client_from else REQUESTS
        asked, linked = is_so("asked"), model == CLIENTS and is_so("linked")
        answers = {ident: _value(chance, ident, mean) for ident, mean in means.items() if is_so("fits")}
        beside = model == CLIENTS and is_so("beside")
        back = on + timedelta(chance.randrange(90)) if linked and chance.random() < share["back"] / 8 else None
        told = {"answers": answers} if asked and is_so("answers") else {}
        if asked or not beside:
            found.append(Contact(person, model, on, beside, asked, linked, withdrawn=back, **told))
        on += timedelta(chance.randrange(60))
    return found


def _value(chance: Random, ident: str, mean: float) -> int:
    """An answer on the question's scale, around what is usual there."""
    item = QUESTIONS.item_named(ident)
    return item.lowest + sum(chance.random() < mean for _step in range(item.highest - item.lowest))


def counts(found: Sequence[Contact], model: str | None, period: tuple[date, date]) -> Counts:
    """What storage counts over a period, as `storage.feedback_counts` does."""
    start, end = period
    lying = [contact for contact in found if start <= contact.on <= end and model in {None, contact.model}]
    asked = [contact for contact in lying if contact.asked]
    given = [contact for contact in asked if contact.answers]
    met = [contact for contact in lying if not contact.beside]
    answers: dict[str, Counter[int]] = {}
    parts: dict[str, dict[str, Counter[int]]] = {}
    for contact in given:
        for item, value in contact.answers.items():
            answers.setdefault(item, Counter())[value] += 1
            for part in contact.parts:
                parts.setdefault(item, {}).setdefault(part, Counter())[value] += 1
    return Counts(
        answers=answers,
        parts=parts,
        persons_of={part: _persons([one for one in given if part in one.parts]) for one in given for part in one.parts},
        asked=len(asked),
        asked_persons=_persons(asked),
        answered=len(given),
        persons=_persons(given),
        asked_contacts=sum(not contact.beside for contact in asked),
        contacts=len(met),
        contact_persons=_persons(met),
    )


def _persons(found: Sequence[Contact]) -> int:
    return len({contact.person for contact in found})


def report_on(found: Sequence[Contact], on: int) -> Report:
    """The summary of all feedback from the first day to `on`."""
    period = (START, START + timedelta(on))
    counted = counts([contact.until(period[1]) for contact in found], None, period)
    return feedback_report(counted, QUESTIONS, None, unit=a_unit(), period=period)
