"""The ledger: what an earlier release told, what another page may have told, and which persons are the same."""

from dataclasses import replace
from datetime import date

import pytest

from sotecli.attack import attacked
from sotecli.core.releases import Days, Release, are_of_same, must_lie_together
from sotecli.core.report import Metric, Report, rate
from sotecli.core.suppression import Publishable, prepared, suppress
from sotecli.errors.release import SharedPagesError
from tests.core.test_case_reports import REVIEWS, reviews_report
from tests.core.test_suppression import END, START, a_report

MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))
FIRST, SECOND = date(2026, 7, 1), date(2026, 7, 8)


def shared(*metrics: Metric) -> Report:
    """A report of what other pages count, too."""
    return replace(a_report(*metrics), shares="answers")


def after(report: Report, first: Report, threshold: int = 5) -> Publishable:
    """The report as it is released after another one."""
    entry = suppress(first, 5).release
    assert entry
    page, _entered = prepared(report, threshold, [entry], FIRST, preview=False)
    assert all(found.every for program in page.programs for found in attacked(program))
    return page


@pytest.mark.parametrize(("positive", "hidden"), [(20, True), (22, True), (24, True), (25, False)])
def test_what_another_page_may_have_told_counts_as_told(positive: int, hidden: bool) -> None:
    """A figure that was hidden at an earlier release changes only by enough persons, if another page could show it."""
    first = replace(rate("met.positive", 20, 40), apart=(2,))
    second = rate("met.positive", positive, positive + 30)
    page = after(shared(second), shared(first)).report.metrics[0]
    assert page.suppressed == hidden
    assert not after(a_report(second), a_report(first)).report.metrics[0].suppressed


def test_few_who_came_are_hidden_from_who_knows_all_that_was() -> None:
    """Two of those who came hide behind the others even where every earlier figure is known, though none was shown."""
    few, more = (replace(rate("met.positive", number, 40), apart=(2,)) for number in (20, 22))
    page = after(shared(replace(more, denominator=45, apart=())), shared(few))
    assert [program.known for program in page.programs if program.known >= {"then|met.positive"}]
    assert page.report.metrics[0].numerator is None


@pytest.mark.parametrize(
    ("other", "allowed"),
    [
        (Days(*JUNE, FIRST), True),
        (Days(*JUNE, SECOND), False),
        (Days(*MAY, SECOND), True),
        (Days(MAY[0], JUNE[1], FIRST), False),
        (Days(MAY[0], JUNE[0], SECOND), False),
        (Days(JUNE[0], date(2026, 6, 20), date(2026, 6, 20)), True),
        (Days(JUNE[0], date(2026, 6, 20), date(2026, 6, 21)), False),
    ],
)
def test_pages_of_the_same_answers_are_of_one_day(other: Days, allowed: bool) -> None:
    """Another page of overlapping days is of the same days and data, or this series has a release that is."""
    report = replace(shared(), start=JUNE[0], end=JUNE[1])
    own = Release(JUNE[0], date(2026, 6, 20), 5, date(2026, 6, 20), {}, frozenset(), (), {})
    if allowed:
        must_lie_together(report, FIRST, [own], [other])
        return
    with pytest.raises(SharedPagesError):
        must_lie_together(report, FIRST, [own], [other])


def test_pages_of_two_models_share_nothing() -> None:
    """Answers are given under one model; the summary of all has those of each."""
    everything, varha, pirha = (f"feedback {model} feedback-1 sote-three 1 fi-office" for model in ("-", "a", "b"))
    assert are_of_same(everything, varha)
    assert are_of_same(varha, "goals a goals-1 a 1 fi-office")
    assert not are_of_same(varha, pirha)


def test_a_figure_of_another_period_is_not_repeated() -> None:
    """Persons of one day are the same in another period; reviews of one period are not those of another one."""
    first = suppress(reviews_report(), 5).release
    assert first
    few = reviews_report(replace(REVIEWS, behind=(30, 29, 3), clients=61, has_worker=51))
    page, _entered = prepared(
        replace(few, start=date(2026, 5, 21), end=date(2026, 6, 30)), 5, [first], FIRST, preview=False
    )
    found = {metric.ident: metric for metric in page.report.metrics}
    assert (found["reviews_on_time"].value, found["reviews_on_time"].since) == (None, None)
    assert (found["clients"].value, found["clients"].reason) == (60, "unchanged")


def test_what_was_equal_once_may_differ_later() -> None:
    """A quarter that was the whole of a short period is compared with it when the period has become longer."""
    quarter, whole = rate("met.2026-Q2", 20, 40), rate("met", 20, 40)
    equal = tuple(f"met{end} = met.2026-Q2{end}" for end in ("", ".of", ".rest"))
    first = replace(a_report(whole, quarter), relations=equal)
    page = after(a_report(rate("met", 40, 80), rate("met.2026-Q2", 22, 42)), first)
    found = {metric.ident: metric.reason for metric in page.report.metrics}
    assert found == {"met": None, "met.2026-Q2": "unchanged"}


def test_of_what_a_lower_threshold_told_nothing_is_demanded() -> None:
    """Four who were told are known; a higher threshold hides them from now on, and the release is still possible."""
    four = rate("assigned", 4, 40)
    first = suppress(a_report(four), 3).release
    assert first
    assert first.shown >= {"assigned"}
    page, _entered = prepared(replace(a_report(four), start=START, end=END), 5, [first], SECOND, preview=False)
    assert page.report.metrics[0].reason == "unchanged"
    assert all(found.every for program in page.programs for found in attacked(program))
