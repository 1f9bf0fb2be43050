"""Invented visits, one by one: what the relations of their report and the attack on it are tried on."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.report import Report
from sotecli.core.visit import Count, Matter, Visit, totals
from sotecli.core.visit_report import Counts, visits_report
from sotecli.modelset import shipped_model
from tests.conftest import NOW, a_unit

START = date(2026, 1, 1)
SITES = ("hervanta", "keskusta", "lielahti")
MODEL = shipped_model("pirha-lahitori")
CLOSING = [step for step in MODEL.steps if step.closes]


def visits(chance: Random, size: int, days: int = 150) -> list[Visit]:
    """Visits of a place of its own kind: its own shares of everything; each is of one person, some come again."""
    share = {name: chance.betavariate(1.2, 0.8) for name in ("first", "timed", "more", "group")}
    weights = [[chance.random() ** 3 + 0.001 for _code in range(10)] for _what in ("channel", "age", "topic", "end")]
    return [_visit(chance, share, weights, START + timedelta(chance.randrange(days))) for _number in range(size)]


def _visit(chance: Random, share: dict[str, float], weights: Sequence[Sequence[float]], on: date) -> Visit:
    channels, ages, topics, ends = weights
    said = {"on": on, "site": chance.choice(SITES), "worker": "anna", "at": NOW, "version": 1}
    channel = chance.choices(list(VisitChannel), channels[: len(VisitChannel)])[0]
    if chance.random() < share["group"] / 5:
        return Visit(**said, channel=channel, participants=chance.randrange(2, 30))  # type: ignore[arg-type]
    count = 1 + (chance.random() < share["more"]) + (chance.random() < share["more"] / 3)
    return Visit(
        **said,  # type: ignore[arg-type]
        channel=channel,
        age=chance.choices(list(AgeBand), ages[: len(AgeBand)])[0],
        minutes=chance.randrange(60) if chance.random() < share["timed"] else None,
        matters=tuple(_matter(chance, topics, ends) for _number in range(count)),
        again=chance.random() > share["first"],
    )


def _matter(chance: Random, topics: Sequence[float], ends: Sequence[float]) -> Matter:
    known = MODEL.reasons_for(MODEL.first)
    topic = chance.choices(known, topics[: len(known)])[0]
    step = chance.choices(CLOSING, ends[: len(CLOSING)])[0]
    where = chance.choice(MODEL.reasons_for(step)).ident if "reason" in step.needs else None
    return Matter(topic.ident, step.ident, where, step.counts)


def counts(found: Sequence[Visit]) -> Counts:
    """What storage counts of visits."""
    by_code: dict[tuple[str, str], Count] = {}
    by_place: dict[tuple[str, str], dict[tuple[str, str], Count]] = {}
    for (month, site, what, code), count in totals(found).items():
        known = by_code.get((what, code), Count(0, 0))
        by_code[what, code] = Count(known.events + count.events, known.persons + count.persons)
        by_place.setdefault((site, month), {})[what, code] = count
    return Counts(by_code=by_code, by_place=by_place)


def report_on(found: Sequence[Visit], on: int) -> Report:
    """The report of the visits from the first day to `on`."""
    end = START + timedelta(on)
    counted = counts([visit for visit in found if visit.on <= end])
    return visits_report(counted, MODEL, unit=a_unit(sites=",".join(SITES)), period=(START, end))
