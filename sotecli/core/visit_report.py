"""The report of visits (domain notes 4.3 and 7, trap 14): each figure with its own denominator.

Clients, visits, matters and participants are four counts and never each other's denominators:

* clients: persons counted once, so those of visits that are not marked as return visits;
* solved at the first encounter: clients all of whose matters were helped with here, of clients;
* helped here or directed outside the county: clients all of whose matters were, of clients (Pirha's 70 %);
* directed outside, forwarded to social services (Pirha's 16 %), forwarded to health services: matters of matters;
* minutes: the mean of the visits whose minutes were told;
* solved, directed and forwarded are told by site and by month, too, as `core.visit_places` says.

The totals are kept by month, so the period is whole months.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sotecli.core.cells import covered
from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.model import Label, Model
from sotecli.core.report import Metric, Part, Report, Row, Shape, Table, months_of, rate
from sotecli.core.unit import Unit
from sotecli.core.visit import DIRECTED, HELPED, Count, Key
from sotecli.core.visit_places import FORWARDED, NONE, Counted, share_of, share_tables

DEFINITIONS_VERSION = "visits-1"
RELATIONS = (
    "visit_clients = visits.persons",
    "visit_clients = matters.persons",
    "visit_clients = directed_outside.persons",
    "visit_clients = forwarded_social.persons",
    "visit_clients = forwarded_health.persons",
    "visit_clients = solved_at_first.of",
    "visit_clients = helped_or_directed.of",
    *(f"visit_clients = visits_by_{what}" for what in ("month", "site", "channel", "age", "topic", "outcome")),
    *(f"visits = visits_by_{what}.times" for what in ("month", "site", "channel", "age")),
    *(f"matters = visits_by_{what}.times" for what in ("topic", "outcome")),
    "matters = directed_outside.of",
    "matters = forwarded_social.of",
    "matters = forwarded_health.of",
    "participants = groups.persons",
    "visits = visit_clients + return_visits",
    "matters = visits + further_matters",
    "visits = minutes_per_visit.of + untimed_visits",
    "visit_clients = minutes_per_visit.persons + untimed_clients",
    "minutes_per_visit.of = minutes_per_visit.persons + timed_again",
    "groups.persons = groups + further_participants",
    "helped_or_directed = solved_at_first + directed_besides",
    "directed_outside = visits_by_where.times",
)
"""How the figures hang together, whatever the visits are (`core.cells`)."""
STRUCTURAL = frozenset(
    {
        *("visits", "visit_clients", "matters", "groups", "participants"),
        *(f"visits_by_{what}" for what in ("month", "site", "channel", "age", "topic", "outcome", "where")),
    }
)
"""That nobody came at all, in a month, at an age or with a topic tells nothing of those who did; that all did would."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The totals of the period's months."""

    by_code: Mapping[Key, Count]
    by_place: Counted
    """What is told by site and month, too."""

    def of(self, what: str, code: str = "") -> Count:
        """One total."""
        return self.by_code.get((what, code), NONE)

    def visits(self, site: str, month: str) -> Count:
        """The visits of a site in a month."""
        return self.by_place.get((site, month), {}).get(("visits", ""), NONE)


def visits_report(counts: Counts, model: Model, *, unit: Unit, period: tuple[date, date]) -> Report:
    """The exact report over `counts`, in the words of the newest version of the model."""
    start, end = period
    return Report(
        name="visits",
        unit=unit.name,
        start=start,
        end=end,
        calendar=unit.settings["calendar"],
        definitions_version=DEFINITIONS_VERSION,
        metrics=_metrics(counts),
        tables=_tables(counts, model, unit, months_of(start, end)),
        model=model.ident,
        relations=(*RELATIONS, *_by_outcome(model)),
        structural=STRUCTURAL,
    )


def _by_outcome(model: Model) -> list[str]:
    """Matters that are counted apart are those with the outcomes that count so; a client has one outcome or several."""
    rows = [(f"visits_by_outcome.{step.ident}", step.counts) for step in model.steps if step.closes]
    helped, directed = ([row for row, counts in rows if counts == code] for code in (HELPED, DIRECTED))
    others = [row for row, _counts in rows if row not in {*helped, *directed}]
    lines = []
    for ident, code in FORWARDED.items():
        apart = [f"{row}.times" for row, counts in rows if counts == code]
        lines += [f"{ident} = {' + '.join(apart)}"] if apart else []
    for clients, among in (
        ("solved_at_first", helped),
        ("directed_besides", directed),
        ("helped_or_directed.rest", others),
    ):
        lines += covered(clients, among)
    lines += [f"solved_at_first.rest = {row} + {row}.beside" for row in directed]
    lines += [f"helped_or_directed.rest = {row} + {row}.beside" for row in others]
    return lines + [f"{row} = visits_by_where" for row in directed if len(directed) == 1]


def _metrics(counts: Counts) -> tuple[Metric, ...]:
    visits, matters = counts.of("visits"), counts.of("matters")
    clients, solved, settled = visits.persons, counts.of("solved").persons, counts.of("settled").persons
    groups = counts.of("groups")
    helped = rate("helped_or_directed", settled, clients)
    return (
        _total("visits", visits.events, clients, apart=visits.events - clients),
        Metric("visit_clients", clients, None, clients, "persons"),
        _total("matters", matters.events, clients, apart=matters.events - visits.events),
        share_of("solved_at_first", counts.of),
        Metric(**{**vars(helped), "apart": (settled - solved,)}),
        *(share_of(ident, counts.of) for ident in FORWARDED),
        _minutes(counts),
        Metric("groups", groups.events, None, groups.events, "visits", behind=(groups.persons,)),
        Metric("participants", groups.persons, None, groups.persons, "persons"),
    )


def _total(ident: str, events: int, clients: int, *, apart: int) -> Metric:
    """A number of events; the clients are behind it."""
    return Metric(ident, events, None, events, ident, apart=(apart,), behind=(clients,))


def _minutes(counts: Counts) -> Metric:
    timed = counts.of("timed")
    mean = round(counts.of("minutes").events / timed.events, 1) if timed.events else None
    return Metric("minutes_per_visit", None, timed.events, mean, "minutes", behind=(timed.persons,))


def _tables(counts: Counts, model: Model, unit: Unit, months: Sequence[str]) -> tuple[Table, ...]:
    """The breakdowns: of visits by month, site, channel and age; of matters by topic, outcome and place."""
    reasons = {reason.ident: reason.label for reason in model.reasons}
    closing = {step.ident: step.label for step in model.steps if step.closes}
    topics = {reason.ident: reasons[reason.ident] for reason in model.reasons_for(model.first)}
    needing = [step for step in model.steps if step.closes and "reason" in step.needs]
    places = {reason.ident: reason.label for step in needing for reason in model.reasons_for(step)}
    directed = counts.of("counts", "directed").persons
    return (
        _by_month(counts, months),
        _by_site(counts, unit, months),
        *share_tables(counts.by_place, unit.sites or (), months),
        _table(counts, "channel", dict.fromkeys(VisitChannel), "parts"),
        _table(counts, "age", dict.fromkeys(AgeBand), "parts"),
        _table(counts, "topic", topics, "overlapping"),
        _table(counts, "outcome", closing, "overlapping"),
        _table(counts, "where", places, "overlapping", directed),
    )


def _by_month(counts: Counts, months: Sequence[str]) -> Table:
    sites = {site for site, _month in counts.by_place}
    rows = [_row(month, (counts.visits(site, month) for site in sites)) for month in months]
    return Table(ident="visits_by_month", total=counts.of("visits").persons, rows=tuple(rows))


def _by_site(counts: Counts, unit: Unit, months: Sequence[str]) -> Table:
    """A row for every site there is, each with its months."""
    rows = []
    for site in sorted({site for site, _month in counts.by_place} | (unit.sites or set())):
        series = tuple(Part(month, *counts.visits(site, month)) for month in months)
        row = _row(site, (Count(part.events, part.persons) for part in series))
        rows.append(Row(code=site, count=row.count, persons=row.persons, series=series))
    return Table(ident="visits_by_site", total=counts.of("visits").persons, rows=tuple(rows))


def _table(
    counts: Counts, what: str, codes: Mapping[str, Label | None], shape: Shape, total: int | None = None
) -> Table:
    """A breakdown with a row for every code of the model, and for those of its other versions that were counted."""
    counted = {code for kind, code in counts.by_code if kind == what}
    rows = [
        _row(str(code), [counts.of(what, code)], codes.get(code)) for code in (*codes, *sorted(counted - set(codes)))
    ]
    persons = counts.of("visits").persons if total is None else total
    return Table(ident=f"visits_by_{what}", total=persons, rows=tuple(rows), shape=shape)


def _row(code: str, parts: Iterable[Count], label: Label | None = None) -> Row:
    found = list(parts)
    events, persons = sum(part.events for part in found), sum(part.persons for part in found)
    return Row(code=code, count=events, persons=persons, label=label)
