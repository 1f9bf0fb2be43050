"""The report of reviews (domain notes 4.5): levels of support, what reviews changed, who answers for the person.

Cohorts and denominators, because they are what such reports get wrong:

* levels, personal worker, special support: persons with an open case at the end of the period's last day (a stock);
  a person without a level yet has a row of their own;
* level changes: persons with a review, or another change of level, in a quarter; each once a quarter, by the level
  after the last of them beside the level before the first;
* reviews on time: reviews whose day lies in the period and has passed or that were done; on time is done on or before
  that day. A review whose case ended, or whose day was moved, before the day did not fall due. The intervals are those
  that hold now, as `case show` counts them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sotecli.core.marks import merged
from sotecli.core.model import Label, Model
from sotecli.core.report import Metric, Report, Row, Table, quarters, rate, unknown
from sotecli.core.unit import Unit

DEFINITIONS_VERSION = "reviews-1"
NO_LEVEL = "no-level"
RELATIONS = (
    "clients = has_worker.of",
    "clients = levels",
    "clients = special_support_covered.of + without_special_support",
    "has_worker = special_support_covered + has_worker_otherwise",
    "reviews_on_time.of = reviews_on_time.persons + reviewed_again",
)
"""How the figures hang together, whatever the cases are (`core.cells`)."""
STOCK = frozenset({"clients", "has_worker", "special_support_covered", "levels"})
"""Counted at the end of the period, so that another period counts the same persons."""
CHANGES = ("lighter", "same", "heavier")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What storage counts over the cases of one model."""

    clients: int
    """Persons with an open case at the end of the period."""
    has_worker: int
    special: int
    """Those of them who need special support."""
    special_covered: int
    """Those of these with a social worker in office as personal worker or pair."""
    by_level: Mapping[str | None, int]
    changes: Mapping[tuple[str, str], int]
    """Quarter and `lighter`, `same` or `heavier` -> persons."""
    fell_due: int
    """Reviews, not persons."""
    on_time: int
    """Reviews, not persons."""
    behind: tuple[int, int, int]
    """The persons behind all those reviews, behind those on time, behind the others."""


def reviews_report(counts: Counts, models: Sequence[Model], *, unit: Unit, period: tuple[date, date]) -> Report:
    """The exact report over `counts`; the newest of the model's versions stands first."""
    model, (start, end) = models[0], period
    return Report(
        name="reviews",
        unit=unit.name,
        start=start,
        end=end,
        calendar=unit.settings["calendar"],
        definitions_version=DEFINITIONS_VERSION,
        metrics=_metrics(counts, models),
        tables=tuple(_tables(counts, models, [part for part, _first, _last in quarters(start, end)])),
        model=model.ident,
        about=model.name,
        relations=RELATIONS,
        stock=STOCK,
    )


def _metrics(counts: Counts, models: Sequence[Model]) -> tuple[Metric, ...]:
    reviewed = any(step.review for model in models for step in model.steps)
    special = any(model.special_support for model in models)
    return (
        Metric("clients", counts.clients, None, counts.clients, "persons"),
        rate("reviews_on_time", counts.on_time, counts.fell_due, counts.behind)
        if reviewed
        else unknown("reviews_on_time", "percent", "not_in_model"),
        rate("has_worker", counts.has_worker, counts.clients),
        rate("special_support_covered", counts.special_covered, counts.special)
        if special
        else unknown("special_support_covered", "percent", "not_in_model"),
    )


def _tables(counts: Counts, models: Sequence[Model], parts: Sequence[str]) -> list[Table]:
    levels = merged([model.levels for model in models])
    if not levels:
        return []
    words: list[tuple[str, Label | None]] = [*((level.ident, level.label) for level in levels), (NO_LEVEL, None)]
    by_level = {code or NO_LEVEL: persons for code, persons in counts.by_level.items()}
    rows = tuple(Row(code=code, count=by_level.get(code, 0), label=label) for code, label in words)
    return [Table(ident="levels", total=counts.clients, rows=rows), *(_changes(counts, found) for found in parts)]


def _changes(counts: Counts, quarter: str) -> Table:
    rows = tuple(Row(code=change, count=counts.changes.get((quarter, change), 0)) for change in CHANGES)
    return Table(ident="level_changes", total=sum(row.count or 0 for row in rows), rows=rows, part=quarter)
