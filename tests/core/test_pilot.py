"""From counts to the pilot's metrics."""

import statistics
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.pilot import DEFINITIONS_VERSION, Counts, pilot_report, reported_period
from sotecli.core.report import Metric, Report, median
from sotecli.core.suppression import exact, suppress
from sotecli.errors.usage import PeriodError
from tests.conftest import a_unit
from tests.pilots import people, report_on

START, END = date(2026, 6, 1), date(2026, 8, 31)
COUNTS = Counts(
    requests=200,
    assigned=150,
    attempted=160,
    attempted_in_time=120,
    due_or_attempted=180,
    attempted_in_time_from_arrival=90,
    due_or_attempted_from_arrival=186,
    counted_later_attempted=0,
    reachable=190,
    reachable_reached=95,
    called=140,
    answered_call=70,
    reached=100,
    contacts=225,
    guided=60,
    became_client=25,
    closed=110,
    not_reached=22,
    days_to_first_attempt={0: 40, 1: 40, 2: 80},
    days_from_receipt={0: 60, 1: 60, 2: 40},
    by_month={"2026-06": 120, "2026-08": 80},
    by_channel={"call": 150, "sms": 50},
    by_outcome={"supported": 88, "not-reached": 22},
)
EMPTIED: dict[str, Any] = {key: 0 if isinstance(value, int) else {} for key, value in vars(COUNTS).items()}
NOBODY = replace(COUNTS, **EMPTIED)


def report(counts: Counts = COUNTS, cutoff: str = "none", outer: str = "3") -> Report:
    """The report of the summer."""
    return pilot_report(counts, unit=a_unit(promise_cutoff=cutoff, promise_outer=outer), start=START, end=END)


def metric(ident: str, counts: Counts = COUNTS, cutoff: str = "none") -> Metric:
    """One metric of the report."""
    (found,) = [metric for metric in report(counts, cutoff).metrics if metric.ident == ident]
    return found


def test_the_metrics_of_the_contract() -> None:
    """The metrics stand in the order of the contract, none missing."""
    assert [metric.ident for metric in report().metrics] == [
        *("requests", "assigned", "attempted_in_time", "reached", "reached_by_phone", "contacts_per_request", "guided"),
        *("became_client", "not_reached", "working_days_to_first_attempt", "offered", "uptake"),
    ]


@pytest.mark.parametrize(
    ("ident", "numerator", "denominator", "value", "unit", "persons"),
    [
        ("requests", 200, None, 200, "requests", 200),
        ("assigned", 150, 200, 75.0, "percent", 200),
        ("attempted_in_time", 120, 180, 66.7, "percent", 180),
        ("reached", 95, 190, 50.0, "percent", 190),
        ("reached_by_phone", 70, 140, 50.0, "percent", 140),
        ("contacts_per_request", 225, 100, 2.25, "contacts", 100),
        ("guided", 60, 100, 60.0, "percent", 100),
        ("became_client", 25, 100, 25.0, "percent", 100),
        ("not_reached", 22, 110, 20.0, "percent", 110),
        ("working_days_to_first_attempt", None, 160, 1.5, "working_days", 160),
    ],
)
def test_each_metric_has_its_own_denominator(  # the columns of the contract's table
    ident: str, numerator: int | None, denominator: int | None, value: float, unit: str, persons: int
) -> None:
    """Every metric is counted from the numerator and denominator that the contract names for it."""
    found = metric(ident)
    assert (found.numerator, found.denominator, found.value) == (numerator, denominator, value)
    assert (found.unit, found.persons) == (unit, persons)


def test_a_cut_off_hour_is_seen_from_both_days() -> None:
    """While the unit has a cut-off hour the promise is shown from arrival too, the waiting from receipt too."""
    later = replace(COUNTS, counted_later_attempted=41)
    idents = [found.ident for found in report(later, "15:00").metrics]
    for first, second in (
        ("attempted_in_time", "attempted_in_time_from_arrival"),
        ("working_days_to_first_attempt", "working_days_to_first_attempt_from_receipt"),
    ):
        assert idents.index(second) == idents.index(first) + 1
        assert metric(first, later, "15:00") == metric(first)
    in_time = metric("attempted_in_time_from_arrival", later, "15:00")
    assert (in_time.numerator, in_time.denominator, in_time.value) == (90, 186, 48.4)
    days = metric("working_days_to_first_attempt_from_receipt", later, "15:00")
    assert (days.numerator, days.denominator, days.value, days.apart) == (None, 160, 1, (41,))
    assert (in_time.unit, days.unit) == ("percent", "working_days")


@pytest.mark.parametrize("cutoff", ["none", "15:00"])
def test_which_figures_there_are_tells_nothing_of_the_requests(cutoff: str) -> None:
    """The page has the same figures whoever came when: the second views go by the setting alone."""
    pages = [
        [found.ident for found in report(replace(counts, counted_later_attempted=later), cutoff).metrics]
        for counts, later in ((NOBODY, 0), (COUNTS, 0), (COUNTS, 1), (COUNTS, 41))
    ]
    assert all(page == pages[0] for page in pages)
    assert ("attempted_in_time_from_arrival" in pages[0]) == (cutoff != "none")


@pytest.mark.parametrize("ident", ["offered", "uptake"])
def test_what_nobody_tallies_is_not_invented(ident: str) -> None:
    """What the custody would have to count has no value, and says why."""
    found = metric(ident)
    assert (found.numerator, found.denominator, found.value, found.reason) == (None, None, None, "no_tally")
    assert not found.suppressed


def test_of_nobody_there_is_no_rate() -> None:
    """Without anybody counts are 0 and every rate, mean and median is empty; nothing divides by zero."""
    for found in report(NOBODY).metrics:
        assert found.value == (0 if found.ident == "requests" else None), found.ident


def test_tables_have_a_row_for_everything_there_is() -> None:
    """Each breakdown has all its rows, those without anybody too, and its total is that of the persons it divides."""
    months, channels, outcomes, _waited = report().tables
    assert [(row.code, row.count) for row in months.rows] == [("2026-06", 120), ("2026-07", 0), ("2026-08", 80)]
    assert [(row.code, row.count) for row in channels.rows] == [("call", 150), ("sms", 50), ("email", 0)]
    assert (months.total, channels.total, outcomes.total) == (200, 200, 110)
    assert "duplicate" not in {row.code for row in outcomes.rows}
    assert len(outcomes.rows) == 8
    for table in report().tables:
        assert sum(row.count or 0 for row in table.rows) == table.total


@given(st.dictionaries(st.integers(0, 40), st.integers(1, 20), max_size=12))
def test_each_wait_has_its_band(days: dict[int, int]) -> None:
    """Everybody who was tried stands in the band of their own wait, and in no other."""
    attempted = sum(days.values())
    table = report(replace(COUNTS, days_to_first_attempt=days, attempted=attempted)).tables[-1]
    rows = {row.code: row.count for row in table.rows}
    assert list(rows) == ["0", "1", "2", "3", "4-5", "6+"]
    assert (rows["3"], rows["4-5"]) == (days.get(3, 0), days.get(4, 0) + days.get(5, 0))
    assert rows["6+"] == sum(persons for number, persons in days.items() if number > 5)
    assert (sum(count or 0 for count in rows.values()), table.total) == (attempted, attempted)


@pytest.mark.parametrize(("in_time", "hidden"), [(80, False), (84, True), (81, True), (85, False), (90, False)])
def test_waits_do_not_tell_who_was_late_by_subtraction(in_time: int, hidden: bool) -> None:
    """The share in time is not released beside a breakdown whose rows up to the promise differ by few persons."""
    days = {0: 40, 2: 40, 5: 40, 9: 40}
    counts = replace(COUNTS, attempted_in_time=in_time, days_to_first_attempt=days)
    for outer, expected in (("3", hidden), ("4", False)):
        shown = suppress(report(counts, outer=outer), 5).report
        share = next(metric for metric in shown.metrics if metric.ident == "attempted_in_time")
        assert (share.suppressed or shown.tables[-1].is_hidden) is expected


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1000))
def test_months_of_any_period(start: date, days: int) -> None:
    """A period's months are those of its days, in order."""
    end = date.fromordinal(start.toordinal() + days)
    found = pilot_report(COUNTS, unit=a_unit(), start=start, end=end).tables[0].rows
    every_day = [date.fromordinal(start.toordinal() + number) for number in range(days + 1)]
    assert [row.code for row in found] == sorted({f"{day:%Y-%m}" for day in every_day})


@given(st.lists(st.integers(0, 40), max_size=60))
def test_median_is_that_of_the_values(values: list[int]) -> None:
    """The median over how often each value occurs is the median of the values."""
    frequencies = {value: values.count(value) for value in values}
    assert median(frequencies) == (statistics.median(values) if values else None)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_rate_is_a_percentage_with_one_decimal(part: int, rest: int) -> None:
    """A rate lies within half a tenth of the exact percentage, from 0 to 100."""
    found = metric("assigned", replace(COUNTS, assigned=part, requests=part + rest))
    assert isinstance(found.value, float)
    assert abs(found.value - 100 * part / (part + rest)) <= 0.05 + 1e-9
    assert 0 <= found.value <= 100


def test_the_report_says_what_it_is_about() -> None:
    """Name, unit, period, calendar and the version of the definitions stand in the report."""
    found = report()
    assert (found.name, found.unit, found.start, found.end) == ("pilot", "Harjoitus", START, END)
    assert (found.calendar, found.definitions_version) == ("fi-office", DEFINITIONS_VERSION)


TODAY, FIRST, PILOT = date(2026, 6, 17), date(2026, 5, 4), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "pilot", "first", "period"),
    [
        ((START, END), "2026-06-02", FIRST, (START, END)),
        ((None, None), PILOT.isoformat(), FIRST, (PILOT, TODAY)),
        ((None, None), "none", FIRST, (FIRST, TODAY)),
        ((None, None), "none", None, (TODAY, TODAY)),
        ((START, None), "none", FIRST, (START, TODAY)),
        ((None, END), PILOT.isoformat(), None, (PILOT, END)),
        ((START, START), "none", FIRST, (START, START)),
    ],
)
def test_the_period_of_a_report(
    asked: tuple[date | None, date | None], pilot: str, first: date | None, period: tuple[date, date]
) -> None:
    """What was asked for holds, else it goes from the pilot's start or the first request to today."""
    assert reported_period(asked, a_unit(pilot_start=pilot), first, TODAY) == period


def test_a_period_does_not_end_before_it_starts() -> None:
    """A period turned round is refused."""
    with pytest.raises(PeriodError):
        reported_period((END, START), a_unit(), FIRST, TODAY)


def test_outcomes_by_month_stay_in_the_unit() -> None:
    """How requests ended by the month of their arrival is a group by two things: it is on the unit's own pages only."""
    report = report_on(people(Random(3), 300), 170)
    (exactly,) = (table for table in exact(report, 5).report.tables if table.ident == "outcomes")
    assert [sum(part.events for part in row.series) for row in exactly.rows] == [row.count for row in exactly.rows]
    assert not any(row.series for table in suppress(report, 5).report.tables for row in table.rows)
