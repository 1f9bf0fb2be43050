"""Reports of every kind over random persons, in which relations between figures are looked for."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

from sotecli.core import housing, reviews
from sotecli.core.pilot import pilot_report
from sotecli.core.report import Report
from sotecli.modelset import shipped_model
from tests import answers, clients, visitors
from tests.conftest import a_unit
from tests.pilots import counts, people, report_on

PERIOD = (date(2026, 1, 10), date(2026, 5, 20))
BANDS = (*housing.BAND_ENDS, None)


def a_pilot(chance: Random) -> Report:
    """A pilot's report, seen with a cut-off hour, so that it has every figure."""
    return report_on(people(chance, chance.randrange(20, 200)), chance.randrange(30, 200), cutoff="15:00")


def a_housing(chance: Random) -> Report:
    """A report of housing over random persons, each with their placements, decisions, queue and declines."""
    model = shipped_model("luvn-housing-path")
    placed = [chance.choice([0, 0, 1, 1, 2]) for _person in range(60)]
    arrived = [chance.choice([0, 1, 1, 2]) for _person in range(60)]
    said = [
        (step.party, reason.ident)
        for step in model.steps
        if step.counts == "decline"
        for reason in model.reasons_for(step)
    ]
    declines = [(person, *chance.choice(said)) for person in range(40) for _n in range(2) if chance.random() < 0.6]
    parties, reasons = {party for party, _reason in said}, {reason for _party, reason in said}
    decided, queued = chance.randrange(60), chance.randrange(60)
    counts = housing.Counts(
        days={chance.randrange(90): 1 for _case in range(9)},
        arrived=(sum(arrived), sum(map(bool, arrived))),
        arrived_within=dict(
            Counter(band for times in arrived for band in {chance.choice(BANDS) for _ in range(times)})
        ),
        placements=(sum(placed), sum(map(bool, placed))),
        offers=chance.randrange(200),
        decided=decided,
        visited=chance.randint(0, decided),
        queued=queued,
        told=chance.randint(0, queued),
        waiting={PERIOD[1]: chance.randrange(40)},
        declined=len({person for person, _party, _reason in declines}),
        by_party={code: tally([person for person, party, _r in declines if party == code]) for code in parties},
        by_reason={code: tally([person for person, _p, reason in declines if reason == code]) for code in reasons},
    )
    return housing.housing_report(counts, [model], unit=a_unit(), period=PERIOD, waiting=[PERIOD[1]])


def tally(persons: list[int]) -> tuple[int, int]:
    """Events and the persons behind them."""
    return len(persons), len(set(persons))


def a_reviews(chance: Random) -> Report:
    """A report of reviews over random persons, each with a level, perhaps a worker, perhaps special support."""
    share = [chance.uniform(0.1, 0.9) for _flag in range(4)]
    persons = [[chance.random() < its for its in share] for _person in range(chance.randrange(5, 90))]
    codes = [level.ident for level in shipped_model("satakunta-assi").levels]
    levels: list[str | None] = [chance.choice([*codes, None]) for _person in persons]
    done = [[chance.random() < share[3] for _review in range(chance.randrange(4))] for _person in persons]
    quarters = [(quarter, change) for quarter in ("2026-Q1", "2026-Q2") for change in reviews.CHANGES]
    counts = reviews.Counts(
        clients=len(persons),
        has_worker=sum(worker for worker, _s, _o, _t in persons),
        special=sum(special for _w, special, _o, _t in persons),
        special_covered=sum(worker and special and office for worker, special, office, _t in persons),
        by_level={level: levels.count(level) for level in set(levels)},
        changes={quarter: chance.randrange(30) for quarter in quarters},
        fell_due=sum(map(len, done)),
        on_time=sum(map(sum, done)),
        behind=(sum(map(bool, done)), sum(map(any, done)), sum(not all(reviewed) for reviewed in done)),
    )
    return reviews.reviews_report(counts, [shipped_model("satakunta-assi")], unit=a_unit(), period=PERIOD)


def a_visits(chance: Random) -> Report:
    """A report of visits to three sites over five months."""
    return visitors.report_on(visitors.visits(chance, chance.randrange(60, 160)), 150)


def a_feedback(chance: Random) -> Report:
    """A summary of feedback under three models, some of it linked."""
    return answers.report_on(answers.contacts(chance, chance.randrange(40, 160)), 150)


def a_goals(chance: Random) -> Report:
    """A report of goals of every measure, with a baseline, over two quarters."""
    return clients.report_on(clients.place(chance, chance.randrange(80, 160)), 167)


REPORTS: dict[str, Callable[[Random], Report]] = {
    "pilot": a_pilot,
    "housing": a_housing,
    "reviews": a_reviews,
    "visits": a_visits,
    "feedback": a_feedback,
    "goals": a_goals,
}


def one_of_a_pilot(chance: Random) -> Report:
    """A pilot of a single person."""
    (person,) = people(chance, 1, 190)
    counted = counts([person], person.day + chance.randrange(chance.choice([5, 60])))
    return pilot_report(counted, unit=a_unit(promise_cutoff="15:00"), start=date(2026, 1, 1), end=date(2026, 7, 10))


def one_visit(chance: Random) -> Report:
    """A single visit."""
    return visitors.report_on(visitors.visits(chance, 1), 150)


SINGLE: dict[str, Callable[[Random], Report]] = {"pilot": one_of_a_pilot, "visits": one_visit}
