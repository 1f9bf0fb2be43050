"""The pilot's figures (contract, "The pilot's metrics"): from counts of the cohort to metrics and breakdowns.

The cohort C is every request whose local day of arrival lies in the period, ends included, except those closed as
duplicate. One request counts as one person. Denominators are named in `Counts`, because they are what such reports
get wrong (calls are not persons, attempts are not contacts).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sotecli.core.codes import Channel, Outcome
from sotecli.core.report import Metric, Part, Report, Row, Table, median, months_of, period_of, rate, unknown
from sotecli.core.unit import Unit

DEFINITIONS_VERSION = "pilot-1"
RELATIONS = (
    "requests = assigned.of",
    "requests = requests_by_month",
    "requests = requests_by_channel",
    "requests = reached.of + outcomes.invalid-contact",
    "requests = not_reached.of + open",
    "requests = attempted_in_time.of + not_yet_due",
    "not_reached.of = outcomes",
    "not_reached = outcomes.not-reached",
    "became_client = outcomes.became-client",
    "working_days_to_first_attempt.of = working_days_to_first_attempt_from_receipt.of",
    "attempted_in_time.of = working_days_to_first_attempt.of + never_tried",
    "working_days_to_first_attempt.of = first_attempt_days",
    "working_days_to_first_attempt.of = attempted_in_time + tried_late",
    "working_days_to_first_attempt.of = reached_by_phone.of + tried_otherwise",
    "contacts_per_request.of = guided.of",
    "contacts_per_request.of = became_client.of",
    "working_days_to_first_attempt.of = contacts_per_request.of + tried_in_vain",
    "contacts_per_request.of = reached + reached_invalid",
    "contacts_per_request.of = reached_by_phone + reached_otherwise",
    "contacts_per_request = contacts_per_request.of + further_contacts",
    "guided = outcomes.guided + guided_besides",
    "reached = outcomes.supported + outcomes.guided + became_client + reached_with_other_end",
    "outcomes.invalid-contact = reached_invalid + invalid_not_reached",
    "requests = contacts_per_request.of + not_reached + others_not_reached",
    "requests = attempted_in_time_from_arrival.of + not_yet_due_from_arrival",
    "attempted_in_time_from_arrival.of = attempted_in_time.of + due_by_arrival_only",
    "attempted_in_time_from_arrival.of = working_days_to_first_attempt.of + never_tried_from_arrival",
    "attempted_in_time = attempted_in_time_from_arrival + in_time_by_cutoff",
    "working_days_to_first_attempt.of = attempted_in_time_from_arrival + tried_late_from_arrival",
    "requests = uptake",
    "requests = working_days_to_first_attempt.of + untried",
    "requests = reached_by_phone.of + not_called",
    "requests = contacts_per_request.of + not_reached_yet",
    "working_days_to_first_attempt.of = reached_by_phone + tried_not_by_phone",
    "offered = uptake.of",
)
"""How the figures hang together, whatever the requests are (`core.cells`)."""
STRUCTURAL = frozenset(
    {"requests", "requests_by_month", "requests_by_channel", "first_attempt_days", "outcomes.invalid-contact"}
)
"""Nobody at all, in a month, by a channel, who waited so long or with a wrong number tells nothing of a person."""
OUTCOMES = [outcome for outcome in Outcome if outcome is not Outcome.DUPLICATE]
WAITED = {"0": 0, "1": 1, "2": 2, "3": 3, "4-5": 5}
"""Bands of working days to the first attempt, each up to a day."""
LONGER = "6+"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What storage counts over the cohort."""

    requests: int
    assigned: int
    """Ever assigned to a personal worker."""
    attempted: int
    attempted_in_time: int
    due_or_attempted: int
    """The promised day has passed, or an attempt was made."""
    attempted_in_time_from_arrival: int
    """As `attempted_in_time`, by the day that would be promised if there were no cut-off hour."""
    due_or_attempted_from_arrival: int
    counted_later_attempted: int
    """Attempted, and counts as arrived on a later day than it arrived, by the unit's cut-off hour."""
    reachable: int
    """Without outcome `invalid-contact`."""
    reachable_reached: int
    called: int
    """At least one call."""
    answered_call: int
    reached: int
    """At least one two-way contact."""
    contacts: int
    """Two-way contacts of those reached; the only count here that is not of persons."""
    guided: int
    became_client: int
    closed: int
    not_reached: int
    days_to_first_attempt: Mapping[int, int]
    """Working days from arrival to the first attempt -> persons."""
    days_from_receipt: Mapping[int, int]
    """Working days from the day it counts as arrived to the first attempt -> persons."""
    by_month: Mapping[str, int]
    by_channel: Mapping[str, int]
    by_outcome: Mapping[str, int]
    by_outcome_in: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Month of arrival and outcome -> persons."""


def reported_period(
    asked: tuple[date | None, date | None], unit: Unit, first_request: date | None, today: date
) -> tuple[date, date]:
    """The first and last day of the report: what was asked for, else from the pilot's start to today.

    Raises:
        PeriodError: It ends before it starts.
    """
    return period_of(asked, unit.pilot_start or first_request, today)


Offered = tuple[int | None, str | None]
"""How many were offered the possibility, or why that is not known."""


def pilot_report(
    counts: Counts, *, unit: Unit, start: date, end: date, offered: Offered = (None, "no_tally")
) -> Report:
    """The exact report over `counts`, with what the custody has offered."""
    months = months_of(start, end)
    return Report(
        name="pilot",
        unit=unit.name,
        start=start,
        end=end,
        calendar=unit.settings["calendar"],
        definitions_version=DEFINITIONS_VERSION,
        metrics=(*_metrics(counts, views=unit.promise_cutoff is not None), *_uptake(counts, *offered)),
        tables=(
            replace(_table("requests_by_month", counts.requests, counts.by_month, months), mergeable=True),
            _table("requests_by_channel", counts.requests, counts.by_channel, list(Channel)),
            _outcomes(counts, months),
            _waited(counts),
        ),
        relations=(*RELATIONS, *_tried_early(unit.promise_outer)),
        structural=STRUCTURAL,
    )


def _metrics(counts: Counts, *, views: bool) -> tuple[Metric, ...]:
    """The figures in their order; with second `views` while the unit has a cut-off hour, whatever the requests are."""
    mean = round(counts.contacts / counts.reached, 2) if counts.reached else None
    days = median(counts.days_to_first_attempt)
    in_time_views, days_views = _second_views(counts) if views else ((), ())
    return (
        Metric("requests", counts.requests, None, counts.requests, "requests"),
        rate("assigned", counts.assigned, counts.requests),
        rate("attempted_in_time", counts.attempted_in_time, counts.due_or_attempted),
        *in_time_views,
        rate("reached", counts.reachable_reached, counts.reachable),
        rate("reached_by_phone", counts.answered_call, counts.called),
        Metric("contacts_per_request", counts.contacts, counts.reached, mean, "contacts"),
        rate("guided", counts.guided, counts.reached),
        rate("became_client", counts.became_client, counts.reached),
        rate("not_reached", counts.not_reached, counts.closed),
        Metric(
            "working_days_to_first_attempt",
            None,
            counts.attempted,
            days,
            "working_days",
            beside="first_attempt_days",  # half of the persons wait no longer: a sum over its rows
        ),
        *days_views,
    )


def _uptake(counts: Counts, offered: int | None, reason: str | None) -> tuple[Metric, Metric]:
    """The custody's own count, and the requests as a share of it; the two tell those who left none by subtraction."""
    if offered is None:
        why = reason or "no_tally"
        return unknown("offered", "persons", why), unknown("uptake", "percent", why)
    left_none = offered - counts.requests
    return (
        Metric("offered", offered, None, offered, "persons", apart=(left_none,)),
        replace(rate("uptake", counts.requests, offered), apart=(left_none,)),
    )


def _second_views(counts: Counts) -> tuple[tuple[Metric, ...], tuple[Metric, ...]]:
    """What a cut-off hour makes of the promise and of the waiting, seen from the other day (domain notes 1.7).

    The promise goes by the day that a request counts as arrived, the waiting by the day that it arrived.
    """
    in_time = rate(
        "attempted_in_time_from_arrival", counts.attempted_in_time_from_arrival, counts.due_or_attempted_from_arrival
    )
    days = Metric(
        "working_days_to_first_attempt_from_receipt",
        None,
        counts.attempted,
        median(counts.days_from_receipt),
        "working_days",
        apart=(counts.counted_later_attempted,),
        beside="first_attempt_days_from_receipt",  # which no page has, so it stays in the unit
    )
    return (in_time,), (days,)


def _table(ident: str, total: int, counted: Mapping[str, int], codes: Sequence[str]) -> Table:
    """A breakdown with a row for every code there is, so that the rows themselves tell nothing."""
    return Table(ident=ident, total=total, rows=tuple(Row(code=code, count=counted.get(code, 0)) for code in codes))


def _outcomes(counts: Counts, months: Sequence[str]) -> Table:
    """How closed requests ended; on the unit's own pages also by the month in which they arrived."""
    table = _table("outcomes", counts.closed, counts.by_outcome, OUTCOMES)
    found = counts.by_outcome_in
    rows = tuple(
        replace(row, series=tuple(Part(month, *[found.get((month, row.code), 0)] * 2) for month in months))
        for row in table.rows
    )
    return replace(table, rows=rows) if found else table


def _waited(counts: Counts) -> Table:
    """How long those who were tried waited for it."""
    bands: dict[str, int] = dict.fromkeys([*WAITED, LONGER], 0)
    for days, persons in counts.days_to_first_attempt.items():
        bands[next((band for band, last in WAITED.items() if days <= last), LONGER)] += persons
    return replace(_table("first_attempt_days", counts.attempted, bands, list(bands)), whole=True)


def _tried_early(promised: int) -> list[str]:
    """Where a band ends with the promise, the rows up to it are nearly those who were tried in time."""
    if promised not in WAITED.values():
        return []
    rows = " + ".join(f"first_attempt_days.{band}" for band, last in WAITED.items() if last <= promised)
    return [
        f"tried_early = {rows}",
        "attempted_in_time = tried_early + in_time_by_pause_or_cutoff",
        "attempted_in_time_from_arrival = tried_early + in_time_by_pause",
    ]
