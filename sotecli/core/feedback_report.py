"""The summary of feedback: shares and means of each question, the recommendation index, and how many answered.

Denominators, because they are what such reports get wrong:

* a share is of the answers to that question; who left it out, declined or was never asked is no negative answer;
* how many answered: feedback that was given, of all that was asked; beside every result;
* how many were asked: of the two-way contacts with people who left a request, the appointments held and the visits;
* answers are counted, and one person may have given several; behind them stand at most as many persons as there are
  people, and visitors, who answered. What was answered anonymously is counted by the month in which it was entered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sotecli.core.feedback import Span
from sotecli.core.feedback_set import DETRACTS, PROMOTES, FeedbackSet, Item
from sotecli.core.model import Model
from sotecli.core.report import Metric, Report, rate
from sotecli.core.unit import Unit

DEFINITIONS_VERSION = "feedback-1"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What storage counts over whole months."""

    answers: Mapping[str, Mapping[int, int]]
    """Question -> value -> answers."""
    asked: int
    """Contacts after which feedback was asked, those without an answer too."""
    asked_persons: int
    """The people and visitors behind those."""
    answered: int
    persons: int
    """The people and visitors behind the answers."""
    asked_contacts: int
    """Of those, the ones after a contact that is kept: all but what was asked beside the path of a case."""
    contacts: int
    """Two-way contacts with people who left a request, appointments that were held, visits."""
    contact_persons: int
    """The people behind those, visitors each counted once."""
    spans: frozenset[Span] = frozenset()
    """Which questions were answered."""


def feedback_report(
    counts: Counts, questions: FeedbackSet, about: Model | None, *, unit: Unit, period: tuple[date, date]
) -> Report:
    """The exact report over `counts`; `about` is the model under which the feedback was given, if only one."""
    return Report(
        name="feedback",
        unit=unit.name,
        start=period[0],
        end=period[1],
        calendar=unit.settings["calendar"],
        definitions_version=f"{DEFINITIONS_VERSION} {questions.ident} {questions.version}",
        metrics=(
            *response(counts),
            *(metric for item in questions.items for metric in _of_item(counts, item)),
        ),
        tables=(),
        model=about.ident if about else None,
        about=about.name if about else None,
    )


def response(counts: Counts) -> tuple[Metric, Metric]:
    """How many answered of those asked, and how many were asked of those who could have been."""
    answered = rate("answered", counts.answered, counts.asked, behind=(counts.asked_persons,))
    return replace(answered, asking=True), asked_of("asked", counts)


def asked_of(ident: str, counts: Counts) -> Metric:
    """How many were asked, of the contacts about which they could have been, with the persons behind those."""
    asked = rate(ident, min(counts.asked_contacts, counts.contacts), counts.contacts, behind=(counts.contact_persons,))
    return replace(asked, asking=True)


def share(ident: str, values: Mapping[int, int], threshold: int, persons: int) -> Metric:
    """The share of answers from a threshold on, with the persons who can stand behind it."""
    total = sum(values.values())
    positive = sum(count for value, count in values.items() if value >= threshold)
    return rate(ident, positive, total, behind=(min(persons, total), positive, total - positive))


def _of_item(counts: Counts, item: Item) -> tuple[Metric, ...]:
    values = counts.answers.get(item.ident, {})
    if item.positive is None:
        return (replace(_index(f"{item.ident}.nps", values, counts.persons), label=item.label),)
    positive = share(f"{item.ident}.positive", values, item.positive, counts.persons)
    total = positive.denominator or 0
    mean = round(sum(value * count for value, count in values.items()) / total, 2) if total else None
    shown = Metric(f"{item.ident}.mean", None, total, mean, "points", behind=positive.behind, beside=positive.ident)
    return replace(positive, label=item.label), replace(shown, label=item.label)


def _index(ident: str, values: Mapping[int, int], persons: int) -> Metric:
    """The recommendation index: percent of 9 and 10 less percent of 0 to 6."""
    total = sum(values.values())
    promoters = sum(count for value, count in values.items() if value >= PROMOTES)
    detractors = sum(count for value, count in values.items() if value <= DETRACTS)
    index = round(100 * (promoters - detractors) / total) if total else None
    behind = (min(persons, total), promoters, detractors, total - promoters - detractors)
    return Metric(ident, None, total, index, "index", behind=behind)
