"""Disclosure control."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Level
from sotecli.core.report import Metric, Report, Row, Table
from sotecli.core.suppression import exact, suppress

THRESHOLDS = st.integers(3, 10)
SMALL = st.integers(0, 40)


def a_metric(ident: str = "assigned", numerator: int | None = 20, denominator: int | None = 40) -> Metric:
    """A rate over 40 persons."""
    return Metric(ident=ident, numerator=numerator, denominator=denominator, value=50.0, unit="percent")


def a_table(*counts: int, total: int | None = None) -> Table:
    """A breakdown into these counts."""
    rows = tuple(Row(code=f"row{number}", count=count) for number, count in enumerate(counts))
    return Table(ident="outcomes", total=sum(counts) if total is None else total, rows=rows)


def a_report(*metrics: Metric, tables: tuple[Table, ...] = ()) -> Report:
    """A report of these figures."""
    return Report(
        name="pilot",
        unit="Harjoitus",
        start=date(2026, 6, 1),
        end=date(2026, 6, 30),
        calendar="fi-office",
        definitions_version="1",
        metrics=metrics,
        tables=tables,
    )


def released(metric: Metric, threshold: int = 5) -> Metric:
    """The metric as it leaves the unit."""
    return suppress(a_report(metric), threshold).report.metrics[0]


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        (0, 40, False),
        (1, 40, True),
        (4, 40, True),
        (5, 40, False),
        (35, 40, False),
        (36, 40, True),
        (39, 40, True),
        (40, 40, False),
        (0, 9, True),
        (5, 10, False),
        (0, 0, True),
        (None, 9, True),
        (None, 10, False),
        (4, None, True),
        (5, None, False),
        (0, None, False),
        (None, None, False),
    ],
)
def test_small_counts_in_both_directions(numerator: int | None, denominator: int | None, hidden: bool) -> None:
    """With the threshold 5, counts of 1 to 4, such a rest, and bases below 10 are hidden; 0 and 5 are shown."""
    assert released(a_metric(numerator=numerator, denominator=denominator)).suppressed == hidden


@given(st.one_of(st.none(), SMALL), st.one_of(st.none(), SMALL), THRESHOLDS)
def test_no_small_group_leaves_the_unit(numerator: int | None, denominator: int | None, threshold: int) -> None:
    """What is shown is exact and tells of no group of 1 to T-1 persons; what is hidden is hidden whole."""
    metric = a_metric(numerator=numerator, denominator=denominator)
    shown = released(metric, threshold)
    if shown.suppressed:
        assert (shown.numerator, shown.denominator, shown.value, shown.persons) == (None, None, None, None)
        assert shown.reason == "small_count"
        return
    assert shown == metric
    if numerator is not None:
        assert numerator not in range(1, threshold)
        assert denominator is None or denominator - numerator not in range(1, threshold)
    assert denominator is None or denominator >= 10


@pytest.mark.parametrize("small", ["reached", "not_reached"])
def test_what_nearly_adds_up_is_hidden_together(small: str) -> None:
    """When one of reached and not_reached is hidden the other one is too, and says why; others stay."""
    metrics = [
        a_metric(ident, numerator=2 if ident == small else 20) for ident in ("reached", "not_reached", "assigned")
    ]
    shown = {metric.ident: metric for metric in suppress(a_report(*metrics), 5).report.metrics}
    other = shown["not_reached" if small == "reached" else "reached"]
    assert (shown[small].reason, other.reason) == ("small_count", "hidden_together")
    assert (other.numerator, other.denominator, other.value, other.suppressed) == (None, None, None, True)
    assert not shown["assigned"].suppressed


def test_what_is_large_enough_is_shown_together() -> None:
    """When neither is small both are shown."""
    metrics = (a_metric("reached"), a_metric("not_reached"))
    assert suppress(a_report(*metrics), 5).report.metrics == metrics


@pytest.mark.parametrize(
    ("apart", "hidden"),
    [
        ((), False),
        ((0, 0), False),
        ((5, 0), False),
        ((12, -5), False),
        ((1, 0), True),
        ((4, 0), True),
        ((0, -4), True),
        ((12, -1), True),
        ((3,), True),
    ],
)
def test_a_second_view_cannot_be_subtracted_from_the_first(apart: tuple[int, ...], hidden: bool) -> None:
    """With the threshold 5, two views that differ by 1 to 4 persons are both hidden, and say why."""
    first, second = a_metric("attempted_in_time"), a_metric("attempted_in_time_from_arrival")
    page = suppress(a_report(first, replace(second, apart=apart)), 5).report.metrics
    for shown in page:
        assert shown.suppressed == hidden
        assert shown.reason == ("hidden_together" if hidden else None)
        assert shown.apart == ()
        if hidden:
            assert (shown.numerator, shown.denominator, shown.value) == (None, None, None)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ((14, 20), (19, 20), ("hidden_together", "small_count")),
        ((19, 20), (14, 20), ("small_count", "hidden_together")),
        ((19, 20), (18, 20), ("small_count", "small_count")),
        ((14, 20), (6, 20), (None, None)),
        ((14, 20), (12, 20), ("hidden_together", "hidden_together")),
    ],
)
def test_a_hidden_view_cannot_be_told_from_the_other(
    one: tuple[int, int], other: tuple[int, int], reasons: tuple[str | None, str | None]
) -> None:
    """Of 20 requests 14 in time by one count and 19 by the other: that one was late by both is not left to be seen."""
    first, second = a_metric("attempted_in_time", *one), a_metric("attempted_in_time_from_arrival", *other)
    apart = (one[0] - other[0], one[1] - other[1])
    page = suppress(a_report(first, replace(second, apart=apart)), 5).report.metrics
    assert tuple(metric.reason for metric in page) == reasons
    assert [metric.numerator is None for metric in page] == [reason is not None for reason in reasons]


@pytest.mark.parametrize(
    ("base", "later", "reasons"),
    [
        (20, 0, (None, None)),
        (20, 5, (None, None)),
        (20, 4, (None, "hidden_together")),
        (9, 0, ("small_count", "small_count")),
    ],
)
def test_a_second_median_shows_beside_the_first(base: int, later: int, reasons: tuple[str | None, str | None]) -> None:
    """With the threshold 5 the second median needs the first one, and 0 or at least 5 persons who count otherwise."""
    first = a_metric("working_days_to_first_attempt", None, base)
    second = replace(a_metric("working_days_to_first_attempt_from_receipt", None, base), apart=(later,))
    page = suppress(a_report(first, second), 5).report.metrics
    assert tuple(metric.reason for metric in page) == reasons


@given(SMALL, SMALL, SMALL, SMALL, THRESHOLDS)
def test_two_views_tell_of_no_small_group(late: int, on_time: int, missed: int, more: int, threshold: int) -> None:
    """When both views are shown, neither those in time, nor those missed, nor the bases differ by 1 to T-1 persons."""
    first = a_metric("attempted_in_time", late + on_time, late + on_time + missed)
    second = a_metric("attempted_in_time_from_arrival", on_time, late + on_time + missed + more)
    page = suppress(a_report(first, replace(second, apart=(late, -more, -more - late))), threshold).report.metrics
    if not any(metric.suppressed for metric in page):
        one, other = page
        parts = [(metric.numerator or 0, metric.denominator or 0) for metric in (one, other)]
        (part, base), (other_part, other_base) = parts
        for difference in (part - other_part, other_base - base, (other_base - other_part) - (base - part)):
            assert difference not in range(1, threshold)


def test_what_is_small_itself_says_so_first() -> None:
    """A second view that is small by itself is hidden for that reason."""
    assert released(replace(a_metric(numerator=2), apart=(1,))).reason == "small_count"


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        (a_table(20, 15, 5), False),
        (a_table(20, 16, 4), True),
        (a_table(20, 0, 20), False),
        (a_table(40, 0, 0), False),
        (a_table(5, 4, 0), True),
        (a_table(0, 0), True),
        (a_table(20, 20, total=41), False),
        (a_table(38, total=40), True),
    ],
)
def test_a_breakdown_is_shown_whole_or_not_at_all(table: Table, hidden: bool) -> None:
    """One small cell, a small rest or a total below 10 hides the whole breakdown."""
    (shown,) = suppress(a_report(tables=(table,)), 5).report.tables
    assert shown.suppressed == hidden
    if hidden:
        assert [row.count for row in shown.rows] == [None] * len(table.rows)
        assert (shown.total, shown.reason) == (0, "small_count")
        assert [row.code for row in shown.rows] == [row.code for row in table.rows]
    else:
        assert shown == table


@given(st.lists(SMALL, min_size=1, max_size=6), THRESHOLDS)
def test_no_cell_can_be_told_by_subtraction(counts: list[int], threshold: int) -> None:
    """In a breakdown that is shown neither a cell nor all others together are 1 to T-1 persons."""
    (shown,) = suppress(a_report(tables=(a_table(*counts),)), threshold).report.tables
    if not shown.suppressed:
        assert sum(counts) >= 10
        for count in counts:
            assert count not in range(1, threshold)
            assert sum(counts) - count not in range(1, threshold)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(10, 40), st.integers(10, 40))
def test_hidden_figures_leave_no_trace(one: int, other: int, one_base: int, other_base: int) -> None:
    """Two reports that differ in hidden figures only look the same."""
    pages = [
        suppress(a_report(a_metric(numerator=part, denominator=base), tables=(a_table(base, part),)), 5)
        for part, base in ((one, one_base), (other, other_base))
    ]
    assert pages[0] == pages[1]


def test_the_units_own_eyes_see_everything() -> None:
    """The exact report changes nothing, and is marked as one that does not leave the unit."""
    report = a_report(a_metric(numerator=1), a_metric("reached", 2, 3), tables=(a_table(1, 2),))
    publishable = exact(report, 5)
    assert (publishable.report, publishable.level, publishable.threshold) == (report, Level.INTERNAL, 5)


def test_a_released_report_says_its_threshold() -> None:
    """A released report carries its level and threshold, and the rest of it as it was."""
    report = a_report(a_metric())
    publishable = suppress(report, 7)
    assert (publishable.level, publishable.threshold, publishable.report) == (Level.RELEASE, 7, report)


@pytest.mark.parametrize(("asked", "hidden"), [(0, False), (2, True), (4, True), (5, False), (13, False)])
def test_few_who_were_asked(asked: int, hidden: bool) -> None:
    """How many were asked or answered is hidden when it was few; how many were not is no secret."""
    metric = replace(a_metric("asked", asked, 14), asking=True)
    assert released(metric).suppressed == hidden
