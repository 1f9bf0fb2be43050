"""The housing report (domain notes 4.4): how a path to a home went, from counts to figures and breakdowns.

Cohorts and denominators, because they are what such reports get wrong:

* lead time: calendar days between the steps that the model itself names, over cases that reached the end in the
  period, whenever they began; a median, never a mean of those still waiting;
* queue: who waits at the end of each month's last day and of the period's last day (a stock, no flow);
* offers per placement: over placements of the period, all offers of the same case before it, whenever they were made;
* declines: events of the period, by whose doing it was and by reason; the persons behind them are counted beside;
* visits before the decision: persons whose first decision came in the period, and a visit of theirs before it;
* told an estimate: persons who entered the queue in the period, and were told one by its last day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sotecli.core.codes import Party
from sotecli.core.marks import merged
from sotecli.core.model import Label, Model, ModelStep
from sotecli.core.report import Metric, Report, Row, Table, median, rate, unknown
from sotecli.core.unit import Unit

DEFINITIONS_VERSION = "housing-1"
NOT_TOLD = "not-told"
BAND_ENDS = (30, 60, 90, 120, 180, 270, 365)
"""Calendar days at which the bands of lead time end; after the last one there is one more, without end."""
RELATIONS = (
    "placements = offers_per_placement.persons",
    "lead_time.of = lead_time.persons + arrived_again",
    "lead_time_days = lead_time.persons + arrived_in_two_bands",
    "lead_time.of = lead_time_days + arrived_again_in_a_band",
    "offers_per_placement.of = placements + placed_again",
    "declines_by_party = declines_by_reason",
    "declines_by_party.times = declines_by_reason.times",
)
"""How the figures hang together, whatever the cases are (`core.cells`)."""
STOCK = frozenset({"queue"})
"""Counted at the end of a day; that nobody waits then is no share of a group, so it may be told.

Nor is it told of a person that nobody's way took so long."""

Tally = tuple[int, int]
"""Events and the persons behind them."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What storage counts over the cases of one model."""

    days: Mapping[int, int]
    """Calendar days of lead time -> cases that reached the end in the period."""
    arrived: Tally
    """Those cases, and their persons."""
    arrived_within: Mapping[int | None, int]
    """The end of a band of lead time -> the persons of the cases in it."""
    placements: Tally
    offers: int
    """Offers before those placements, of the same cases."""
    decided: int
    """Persons with a first decision in the period."""
    visited: int
    """Those of them with a visit before it."""
    queued: int
    """Persons who entered the queue in the period."""
    told: int
    """Those of them who were told an estimate."""
    waiting: Mapping[date, int]
    """Persons in the queue at the end of a day."""
    declined: int
    """Persons behind all declines of the period."""
    by_party: Mapping[str | None, Tally]
    by_reason: Mapping[str | None, Tally]


def stock_days(start: date, end: date, today: date) -> list[date]:
    """The last day of each month in the period, and the period's own last day; none that has not come."""
    last = min(end, today)
    days, month = [], start.replace(day=1)
    while month <= last:
        following = (month + timedelta(31)).replace(day=1)
        days.append(min(following - timedelta(1), last))
        month = following
    return days


def housing_report(
    counts: Counts, models: Sequence[Model], *, unit: Unit, period: tuple[date, date], waiting: Sequence[date]
) -> Report:
    """The exact report over `counts`; the newest of the model's versions stands first, `waiting` are the stock days."""
    model, (start, end) = models[0], period
    return Report(
        name="housing",
        unit=unit.name,
        start=start,
        end=end,
        calendar=unit.settings["calendar"],
        definitions_version=DEFINITIONS_VERSION,
        metrics=_metrics(counts, models),
        tables=tuple(_tables(counts, models, waiting)),
        model=model.ident,
        about=model.name,
        relations=(*RELATIONS, *_told_by_party(models)),
        structural=STOCK | {"lead_time_days"},
        stock=STOCK,
    )


def _metrics(counts: Counts, models: Sequence[Model]) -> tuple[Metric, ...]:
    """Every figure; one for which the model says nothing has no value."""
    known = {step.counts for step in _steps(models)}
    placed = "placement" in known
    placements = Metric("placements", counts.placements[1], None, counts.placements[1], "persons")
    visits = rate("visits_before_decision", counts.visited, counts.decided)
    left = counts.queued - counts.waiting.get(max(counts.waiting, default=date.min), 0)
    told = replace(rate("estimate_told", counts.told, counts.queued), apart=(left,))  # who entered and waits no more
    return (
        _if(placements, said=placed),
        _if(_lead_time(counts), said=any(model.lead_time for model in models)),
        _if(_offers(counts), said=placed and "offer" in known),
        _if(visits, said={"visit", "decision"} <= known),
        _if(told, said=_has_queue(models)),
    )


def _steps(models: Sequence[Model]) -> list[ModelStep]:
    return [step for model in models for step in model.steps]


def _has_queue(models: Sequence[Model]) -> bool:
    return any(step.queue for step in _steps(models))


def _if(metric: Metric, *, said: bool) -> Metric:
    return metric if said else unknown(metric.ident, metric.unit, "not_in_model")


def _lead_time(counts: Counts) -> Metric:
    """The median, hidden where its cases are nearly but not quite those of the placements."""
    cases, persons = counts.arrived
    apart = (persons - counts.placements[1],) if counts.placements[1] else ()
    return Metric(
        "lead_time", None, cases, median(counts.days), "days", apart=apart, behind=(persons,), beside="lead_time_days"
    )


def _offers(counts: Counts) -> Metric:
    """The mean; by how much offers exceed placements says how many persons at most had more than one."""
    cases, persons = counts.placements
    mean = round(counts.offers / cases, 2) if cases else None
    behind = (persons, abs(counts.offers - cases))
    return Metric("offers_per_placement", counts.offers, cases, mean, "offers", behind=behind)


def _tables(counts: Counts, models: Sequence[Model], waiting: Sequence[date]) -> list[Table]:
    declining = [(model, step) for model in models for step in model.steps if step.counts == "decline"]
    tables = []
    if any(model.lead_time for model in models):
        tables.append(_lead_times(counts))
    if _has_queue(models):
        stock = tuple(Row(code=day.isoformat(), count=counts.waiting.get(day, 0)) for day in waiting)
        highest = max((row.count or 0 for row in stock), default=0)
        tables.append(Table(ident="queue", total=highest, rows=stock, shape="stock"))
    if declining:
        reasons = merged([model.reasons_for(step) for model, step in declining])
        rows: dict[str, Label | None] = {reason.ident: reason.label for reason in reasons}
        tables.append(_declines("declines_by_party", counts.declined, counts.by_party, dict.fromkeys(Party)))
        tables.append(_declines("declines_by_reason", counts.declined, counts.by_reason, rows))
    return tables


def _lead_times(counts: Counts) -> Table:
    """The persons of each band of lead time; somebody may have arrived twice, by two cases."""
    starts = (0, *(end + 1 for end in BAND_ENDS))
    codes = [f"{start}-{end}" for start, end in zip(starts, BAND_ENDS, strict=False)] + [f"{starts[-1]}+"]
    rows = tuple(
        Row(code=code, count=counts.arrived_within.get(end, 0))
        for code, end in zip(codes, [*BAND_ENDS, None], strict=True)
    )
    return Table(ident="lead_time_days", total=sum(row.count or 0 for row in rows), rows=rows, whole=True)


def _told_by_party(models: Sequence[Model]) -> list[str]:
    """A party's declines are those for the reasons that only its step has; data in which they are not have no such sum.

    A party without a step, and declines without a reason, have nobody then.
    """
    reasons: dict[str, list[str]] = {}
    for model in models:
        for step in model.steps:
            if step.counts == "decline" and step.party:
                known = reasons.setdefault(step.party, [])
                known += [found.ident for found in model.reasons_for(step) if found.ident not in known]
    return [
        f"declines_by_party.{party}.times = {' + '.join(f'declines_by_reason.{reason}.times' for reason in found)}"
        for party, found in reasons.items()
    ]


def _declines(
    ident: str, persons: int, counted: Mapping[str | None, Tally], codes: Mapping[str, Label | None]
) -> Table:
    """A row for every code there is and one for those not told, so that the rows themselves tell nothing."""
    found = {code or NOT_TOLD: tally for code, tally in counted.items()}
    rows = [
        Row(code=code, count=events, persons=behind, label=label)
        for code, label in [*codes.items(), (NOT_TOLD, None)]
        for events, behind in [found.get(code, (0, 0))]
    ]
    return Table(ident=ident, total=persons, rows=tuple(rows), shape="overlapping")
