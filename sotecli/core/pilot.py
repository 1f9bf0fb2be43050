"""The pilot's figures (contract, "The pilot's metrics"): from counts of the cohort to metrics and breakdowns.

The cohort C is every request whose local day of arrival lies in the period, ends included, except those closed as
duplicate. One request counts as one person. Denominators are named in `Counts`, because they are what such reports
get wrong (calls are not persons, attempts are not contacts).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sotecli.core.report import Metric, Report, Row, Table
from sotecli.core.unit import Unit
from sotecli.errors import PeriodError

DEFINITIONS_VERSION = "pilot-1"


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
    by_month: Mapping[str, int]
    by_channel: Mapping[str, int]
    by_outcome: Mapping[str, int]


def reported_period(
    asked: tuple[date | None, date | None], unit: Unit, first_request: date | None, today: date
) -> tuple[date, date]:
    """The first and last day of the report: what was asked for, else from the pilot's start to today.

    Raises:
        PeriodError: It ends before it starts.
    """
    start = asked[0] or unit.pilot_start or first_request or today
    end = asked[1] or today
    if end < start:
        raise PeriodError(start=start, end=end)
    return start, end


def pilot_report(counts: Counts, *, unit: Unit, start: date, end: date) -> Report:
    """The exact report over `counts`."""
    return Report(
        name="pilot",
        unit=unit.name,
        start=start,
        end=end,
        calendar=unit.settings["calendar"],
        definitions_version=DEFINITIONS_VERSION,
        metrics=_metrics(counts),
        tables=(
            _table("requests_by_month", counts.requests, counts.by_month),
            _table("requests_by_channel", counts.requests, counts.by_channel),
            _table("outcomes", counts.closed, counts.by_outcome),
        ),
    )


def median(frequencies: Mapping[int, int]) -> float | None:
    """The median of values given with how often each occurs; `None` of nothing."""
    total = sum(frequencies.values())
    if not total:
        return None
    return (_at(frequencies, (total - 1) // 2) + _at(frequencies, total // 2)) / 2


def _at(frequencies: Mapping[int, int], place: int) -> int:
    """The value at `place`, counted from 0, in ascending order."""
    passed = 0
    for value in sorted(frequencies):
        passed += frequencies[value]
        if passed > place:
            return value
    raise IndexError(place)


def _metrics(counts: Counts) -> tuple[Metric, ...]:
    mean = round(counts.contacts / counts.reached, 2) if counts.reached else None
    return (
        Metric(
            ident="requests", numerator=counts.requests, denominator=None, value=counts.requests, unit="requests"
        ),
        _rate("assigned", counts.assigned, counts.requests),
        _rate("attempted_in_time", counts.attempted_in_time, counts.due_or_attempted),
        _rate("reached", counts.reachable_reached, counts.reachable),
        _rate("reached_by_phone", counts.answered_call, counts.called),
        Metric(
            ident="contacts_per_request",
            numerator=counts.contacts,
            denominator=counts.reached,
            value=mean,
            unit="contacts",
        ),
        _rate("guided", counts.guided, counts.reached),
        _rate("became_client", counts.became_client, counts.reached),
        _rate("not_reached", counts.not_reached, counts.closed),
        Metric(
            ident="working_days_to_first_attempt",
            numerator=None,
            denominator=counts.attempted,
            value=median(counts.days_to_first_attempt),
            unit="working_days",
        ),
        Metric(ident="offered", numerator=None, denominator=None, value=None, unit="persons", reason="no_tally"),
        Metric(ident="uptake", numerator=None, denominator=None, value=None, unit="percent", reason="no_tally"),
    )


def _rate(ident: str, numerator: int, denominator: int) -> Metric:
    value = round(100 * numerator / denominator, 1) if denominator else None
    return Metric(ident=ident, numerator=numerator, denominator=denominator, value=value, unit="percent")


def _table(ident: str, total: int, counted: Mapping[str, int]) -> Table:
    return Table(ident=ident, total=total, rows=tuple(Row(code=code, count=count) for code, count in counted.items()))
