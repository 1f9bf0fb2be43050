"""The summary of feedback: shares and means of each question, the recommendation index, and how many answered.

Denominators, because they are what such reports get wrong:

* a share is of the answers to that question; who left it out, declined or was never asked is no negative answer;
* how many answered: feedback that was given, of all that was asked; beside every result;
* how many were asked: of the two-way contacts with people who left a request, the appointments held and the visits;
* answers are counted, and one person may have given several; behind them stand at most as many persons as there are
  people, and visitors, who answered. What was answered anonymously is counted by the month in which it was entered;
* a figure could be subtracted from that of another page: of one model, or of the linked answers only. So whatever is
  said of answers says also what stands behind each of those parts (`behind`), and whether all of one agree (`agreed`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sotecli.core.feedback import Span
from sotecli.core.feedback_set import DETRACTS, HIGHEST, PROMOTES, FeedbackSet, Item
from sotecli.core.model import Model
from sotecli.core.report import Metric, Report, rate
from sotecli.core.unit import Unit

DEFINITIONS_VERSION = "feedback-1"
ANSWERS = "answers"
"""What several pages count: all answers, those under a model, and a model's goals."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What storage counts over whole months."""

    answers: Mapping[str, Mapping[int, int]]
    """Question -> value -> answers."""
    parts: Mapping[str, Mapping[str, Mapping[int, int]]] = field(default_factory=dict)
    """Question -> part -> value -> answers; a part is what another page may tell alone: a model, or linked or not."""
    persons_of: Mapping[str, int] = field(default_factory=dict)
    """Part -> the people and visitors behind its answers."""
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
        shares=ANSWERS,
        relations=tuple(
            f"{item.ident}.positive{end} = {item.ident}.mean{end}"
            for item in questions.items
            for end in (".of", ".persons")
        ),
    )


def response(counts: Counts) -> tuple[Metric, Metric]:
    """How many answered of those asked, and how many were asked of those who could have been."""
    answered = rate("answered", counts.answered, counts.asked, behind=(counts.asked_persons,))
    return replace(answered, asking=True), asked_of("asked", counts)


def asked_of(ident: str, counts: Counts) -> Metric:
    """How many were asked, of the contacts about which they could have been, with the persons behind those."""
    asked = rate(ident, min(counts.asked_contacts, counts.contacts), counts.contacts, behind=(counts.contact_persons,))
    return replace(asked, asking=True)


def behind(counts: Counts, ident: str, kinds: Sequence[range]) -> tuple[int, ...]:
    """The persons behind the answers to a question, those behind each part, and the answers of each kind in each."""
    together, parts = counts.answers.get(ident, {}), counts.parts.get(ident, {})
    persons = [max(1, min(counts.persons_of.get(part, 0), sum(values.values()))) for part, values in parts.items()]
    answers = [_of_kind(values, kind) for values in (together, *parts.values()) for kind in kinds]
    return min(counts.persons, sum(together.values())), *persons, *answers


def agreed(counts: Counts, ident: str, kinds: Sequence[range]) -> bool:
    """Whether all answers, or none, are of one kind, in the whole or in a part: then it is known what each said."""
    groups = [counts.answers.get(ident, {}), *counts.parts.get(ident, {}).values()]
    return any(not _of_kind(values, kind) for values in groups if any(values.values()) for kind in kinds)


def kinds_at(threshold: int) -> tuple[range, range]:
    """Positive answers and the others."""
    return range(threshold, HIGHEST + 1), range(threshold)


def _of_kind(values: Mapping[int, int], kind: range) -> int:
    return sum(count for value, count in values.items() if value in kind)


def _of_item(counts: Counts, item: Item) -> tuple[Metric, ...]:
    values = counts.answers.get(item.ident, {})
    total = sum(values.values())
    if item.positive is None:
        return (replace(_index(f"{item.ident}.nps", counts, item), label=item.label),)
    kinds = kinds_at(item.positive)
    people = behind(counts, item.ident, kinds)
    share = rate(f"{item.ident}.positive", _of_kind(values, kinds[0]), total, behind=people)
    share = replace(share, label=item.label, unanimous=agreed(counts, item.ident, kinds))
    mean = round(sum(value * count for value, count in values.items()) / total, 1) if total else None
    shown = Metric(f"{item.ident}.mean", None, total, mean, "points", behind=people, beside=share.ident)
    ends = _from_ends(values, item, item.positive)
    return share, replace(shown, label=item.label, apart=ends, unanimous=0 in ends)


def _from_ends(values: Mapping[int, int], item: Item, positive: int) -> tuple[int, int]:
    """By how many steps the answers together lie from the least and the most that they can be beside their share.

    Close to an end the mean tells what each single person answered.
    """
    many, few = (_of_kind(values, kind) for kind in kinds_at(positive))
    total = sum(value * count for value, count in values.items())
    return total - positive * many - item.lowest * few, item.highest * many + (positive - 1) * few - total


def _index(ident: str, counts: Counts, item: Item) -> Metric:
    """The recommendation index: percent of 9 and 10 less percent of 0 to 6."""
    values = counts.answers.get(item.ident, {})
    kinds = range(PROMOTES, HIGHEST + 1), range(DETRACTS + 1), range(DETRACTS + 1, PROMOTES)
    total, found = sum(values.values()), [_of_kind(values, kind) for kind in kinds]
    index = round(100 * (found[0] - found[1]) / total) if total else None
    people = behind(counts, item.ident, kinds)
    return Metric(ident, None, total, index, "index", behind=people, unanimous=agreed(counts, item.ident, kinds))
