"""Disclosure control: the rules, one by one. `tests/test_attack.py` attacks what comes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotecli.core.codes import Level
from sotecli.core.report import Metric, Report, Row, Table
from sotecli.core.suppression import RULES, Publishable, exact, numbers, prepared, suppress
from sotecli.errors.release import PeriodsOverlapError, ThresholdOfSeriesError
from sotecli.render.protection import RULE_WORDS
from tests.pilots import people, report_on

if TYPE_CHECKING:
    from sotecli.core.releases import Release

THRESHOLDS = st.integers(3, 10)
SMALL = st.integers(0, 40)
START, END = date(2026, 6, 1), date(2026, 6, 30)


def a_metric(ident: str = "assigned", numerator: int | None = 20, denominator: int | None = 40) -> Metric:
    """A rate over 40 persons."""
    value = round(100 * numerator / denominator, 1) if numerator is not None and denominator else 50.0
    return Metric(ident=ident, numerator=numerator, denominator=denominator, value=value, unit="percent")


def a_count(number: int) -> Metric:
    """A number of persons."""
    return Metric("requests", number, None, number, "requests")


def a_table(*counts: int, total: int | None = None, ident: str = "outcomes") -> Table:
    """A breakdown into these counts."""
    rows = tuple(Row(code=f"row{number}", count=count) for number, count in enumerate(counts))
    return Table(ident=ident, total=sum(counts) if total is None else total, rows=rows)


def a_report(*metrics: Metric, tables: tuple[Table, ...] = (), relations: tuple[str, ...] = ()) -> Report:
    """A report of these figures."""
    return Report(
        name="pilot",
        unit="Harjoitus",
        start=START,
        end=END,
        calendar="fi-office",
        definitions_version="1",
        metrics=metrics,
        tables=tables,
        relations=relations,
    )


def released(metric: Metric, threshold: int = 5) -> Metric:
    """The metric as it leaves the unit."""
    return suppress(a_report(metric), threshold).report.metrics[0]


def rows_of(*counts: int, threshold: int = 5, ident: str = "outcomes") -> list[int | None]:
    """The rows of a breakdown whose total stands on the page, as they leave the unit."""
    report = a_report(a_count(sum(counts)), tables=(a_table(*counts, ident=ident),), relations=(f"requests = {ident}",))
    return [row.count for row in suppress(report, threshold).report.tables[0].rows]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "reason"),
    [
        (20, 40, 50.0, None),
        (0, 40, None, "small_count"),
        (1, 40, None, "small_count"),
        (4, 40, None, "small_count"),
        (5, 40, 12.5, None),
        (35, 40, 87.5, None),
        (36, 40, None, "small_count"),
        (39, 40, None, "small_count"),
        (40, 40, None, "small_count"),
        (5, 9, None, "small_count"),
        (0, 0, None, "small_count"),
        (5, 10, 50, "band"),
        (12, 19, 60, "band"),
        (13, 20, 65.0, None),
    ],
)
def test_rates(numerator: int, denominator: int, value: float | None, reason: str | None) -> None:
    """Small counts in both directions, 0 % and 100 %, bases below 10 are hidden; below 20 there is a band of five."""
    shown = released(a_metric(numerator=numerator, denominator=denominator))
    assert (shown.value, shown.reason) == (value, reason)
    assert shown.suppressed == (value is None)
    assert shown.band == (5 if reason == "band" else None)
    if reason == "band":
        assert (shown.numerator, shown.denominator) == (None, denominator)


@pytest.mark.parametrize(("threshold", "base", "shown"), [(3, 9, False), (3, 10, True), (7, 13, False), (7, 14, True)])
def test_bases_grow_with_the_threshold(threshold: int, base: int, shown: bool) -> None:
    """A median needs at least 10 persons, and at least twice the threshold."""
    median = Metric("working_days", None, base, 2.5, "working_days")
    assert (released(median, threshold).value is not None) == shown


@given(st.integers(0, 30), THRESHOLDS)
def test_counts(number: int, threshold: int) -> None:
    """A number of persons is shown exactly from the threshold on, and not below it."""
    shown = released(a_count(number), threshold)
    assert shown.value == (number if number >= threshold else None)
    assert shown.numerator == shown.value


@given(SMALL, SMALL, THRESHOLDS)
def test_no_small_group_leaves_the_unit(numerator: int, more: int, threshold: int) -> None:
    """What is shown is exact and tells of no group of 0 to T-1 persons, in neither direction."""
    shown = released(a_metric(numerator=numerator, denominator=numerator + more), threshold)
    if shown.value is not None:
        assert numerator >= threshold
        assert more >= threshold
        assert numerator + more >= max(10, 2 * threshold)
    if shown.numerator is not None and shown.denominator is not None:
        assert more >= threshold


def test_all_in_one_cell() -> None:
    """When everybody stands in one row the whole breakdown is hidden, because it tells of each of them."""
    assert rows_of(40, 0, 0) == [None, None, None]


def test_a_small_row_takes_the_next_smallest_with_it() -> None:
    """One hidden row beside its total would be told by subtraction; the cheapest other one hides beside it."""
    assert rows_of(20, 30, 6, 3) == [20, 30, None, None]


def test_a_breakdown_of_few_is_dropped() -> None:
    """Fewer than 10 persons are not broken down; their number is shown."""
    page = suppress(a_report(a_count(9), tables=(a_table(9, 0),)), 5).report
    assert page.tables[0].suppressed
    assert page.metrics[0].value == 9


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.integers(3, 5))
def test_every_hidden_row_may_be_any_small_number(counts: list[int], threshold: int) -> None:
    """Tried out by counting: beside the total and the shown rows each hidden row can be 1 to T-1, for insiders, too."""
    shown = rows_of(*counts, threshold=threshold)
    if sum(counts) < 10:
        return
    hidden = [place for place, count in enumerate(shown) if count is None]
    left = sum(counts[place] for place in hidden)
    possible = [tried for tried in product(range(left + 1), repeat=len(hidden)) if sum(tried) == left]
    for insider in [number for number, place in enumerate(hidden) if counts[place]]:
        for number, place in enumerate(hidden):
            told = {tried[number] for tried in possible if tried[insider]}
            assert set(range(1, threshold)) <= told, place


def test_hidden_figures_say_one_reason() -> None:
    """Whether a row is small or hides beside a small one is not said."""
    report = a_report(a_count(59), tables=(a_table(20, 30, 6, 3),), relations=("requests = outcomes",))
    rows = suppress(report, 5).report.tables[0].rows
    assert [(row.suppressed, row.reason) for row in rows[2:]] == [(True, "small_count")] * 2
    assert [(row.suppressed, row.reason) for row in rows[:2]] == [(False, None)] * 2


def test_small_months_are_merged() -> None:
    """Months of 1 to T-1 persons become one row with their neighbours; nothing is hidden, and the sum is right."""
    months = [8, 2, 4, 12, 0, 9, 1]
    rows = tuple(Row(code=f"2026-0{number}", count=count) for number, count in enumerate(months, start=1))
    table = Table(ident="requests_by_month", total=sum(months), rows=rows, mergeable=True)
    report = a_report(a_count(sum(months)), tables=(table,), relations=("requests = requests_by_month",))
    page = suppress(replace(report, structural=frozenset({"requests_by_month"})), 5).report
    assert [(row.code, row.count) for row in page.tables[0].rows] == [
        ("2026-01", 8),
        ("2026-02..2026-03", 6),
        ("2026-04", 12),
        ("2026-05", 0),
        ("2026-06..2026-07", 10),
    ]


@pytest.mark.parametrize(("apart", "hidden"), [((), False), ((0,), False), ((5,), False), ((1,), True), ((-4,), True)])
def test_a_second_view_of_few_is_hidden(apart: tuple[int, ...], hidden: bool) -> None:
    """A second view that differs from the first one by 1 to 4 persons is hidden."""
    assert released(replace(a_metric(), apart=apart)).suppressed == hidden


def test_an_empty_pilot_and_one_person() -> None:
    """Of one person nothing is shown at all, and where there is nobody only that."""
    for size, told in ((0, [("requests", 0)]), (1, [])):
        page = suppress(report_on(people(Random(size), size), 170), 5).report
        assert [(metric.ident, metric.value) for metric in page.metrics if metric.value is not None] == told
        assert all(row.count is None for table in page.tables for row in table.rows)


def test_the_units_own_eyes_see_everything() -> None:
    """The exact report changes nothing, and is marked as one that does not leave the unit."""
    report = a_report(a_metric(numerator=1), a_metric("reached", 2, 3), tables=(a_table(1, 2),))
    publishable = exact(report, 5)
    assert (publishable.report, publishable.level, publishable.threshold) == (report, Level.INTERNAL, 5)


def test_every_rule_has_its_words() -> None:
    """Each rule says its source, and has its sentence on the method page."""
    assert [rule.ident for rule in RULES] == list(RULE_WORDS)
    assert all(rule.source for rule in RULES)


def series(seed: int, days: Sequence[int], size: int = 60) -> list[Publishable]:
    """Releases of one pilot, one after the other."""
    persons = people(Random(seed), size)
    ledger: list[Release] = []
    pages = []
    for on in days:
        page, _entered = prepared(report_on(persons, on), 5, ledger, date(2026, 1, 1) + timedelta(on), preview=False)
        assert page.release is not None
        ledger.append(page.release)
        pages.append(page)
    return pages


@pytest.mark.parametrize("seed", range(4))
def test_a_figure_changes_only_when_enough_came_or_went(seed: int) -> None:
    """Between any two releases that show a cell it changed by nobody, or by at least T persons."""
    releases = [page.release for page in series(seed, (90, 104, 118, 132, 146)) if page.release]
    for number, later in enumerate(releases):
        for earlier in releases[:number]:
            for name in earlier.shown & later.shown:
                assert abs(earlier.values[name] - later.values[name]) not in range(1, 5), name


def test_an_old_figure_is_repeated_with_its_day() -> None:
    """A figure to which too few have come is the one of the last release, and says so."""
    first, second = series(2, (120, 123))
    repeated = [metric for metric in second.report.metrics if metric.since]
    assert repeated
    old = {metric.ident: metric for metric in first.report.metrics}
    for metric in repeated:
        assert (metric.value, metric.since, metric.reason) == (old[metric.ident].value, first.frozen, "unchanged")
    assert numbers(second)[0] < numbers(second)[1]


def test_the_same_export_is_the_same_page() -> None:
    """What was released already is found again, with the same page and no new entry; later releases do not matter."""
    persons = people(Random(3), 80)
    first, second = series(3, (100, 150), size=80)
    assert first.release
    assert second.release
    ledger = [first.release, second.release]
    for on, page in ((100, first), (150, second)):
        again, entered = prepared(report_on(persons, on), 5, ledger, date(2026, 1, 1) + timedelta(on), preview=False)
        assert entered
        assert again == page


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (START, END, True),
        (START, END + timedelta(9), True),
        (END + timedelta(1), END + timedelta(9), True),
        (START, END - timedelta(1), False),
        (START + timedelta(1), END, False),
        (START - timedelta(1), END, False),
        (START - timedelta(9), START, False),
        (START - timedelta(9), START - timedelta(1), False),
    ],
)
def test_periods_of_a_series(start: date, end: date, fits: bool) -> None:
    """A period goes on from the same day, or begins after those that were released; others are refused."""
    first = suppress(a_report(a_metric()), 5).release
    assert first
    report = replace(a_report(a_metric()), start=start, end=end)
    later = END + timedelta(20)
    if fits:
        assert prepared(report, 5, [first], later, preview=True)[1] is False
        return
    with pytest.raises(PeriodsOverlapError):
        prepared(report, 5, [first], later, preview=True)


def test_a_threshold_does_not_fall_within_a_series() -> None:
    """What a higher threshold hid is not shown by a lower one; a higher one is fine."""
    first = suppress(a_report(a_metric()), 5).release
    assert first
    with pytest.raises(ThresholdOfSeriesError):
        prepared(a_report(a_metric()), 4, [first], END + timedelta(2), preview=True)
    assert prepared(a_report(a_metric()), 6, [first], END + timedelta(2), preview=True)
