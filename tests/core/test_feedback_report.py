"""What of feedback and of goals leaves the unit: the parts behind an answer, agreement, means, and who was asked."""

from dataclasses import replace
from datetime import date

import pytest

from sotecli.core.feedback import REQUESTS, VISITS
from sotecli.core.feedback_report import feedback_report
from sotecli.core.report import Metric, Report
from sotecli.core.smart import CONCERNS, Smart
from sotecli.core.smart_report import Counted, Exposure, goals_report
from sotecli.core.suppression import suppress
from tests.answers import CLIENTS, QUESTIONS, Contact, counts
from tests.clients import MODEL, Place, counted
from tests.conftest import a_unit

DAY = date(2026, 2, 3)
PERIOD = (date(2026, 1, 1), date(2026, 3, 31))
Group = tuple[str, bool, int, int]
"""A model, whether the answers are linked, and how many were positive and how many were not."""
MIXED: Group = (CLIENTS, True, 20, 20)


def given(*groups: Group, item: str = "met", values: tuple[int, int] = (5, 2)) -> list[Contact]:
    """A contact for each answer, each of another person."""
    told = [
        (model, linked, value)
        for model, linked, *numbers in groups
        for value, number in zip(values, numbers, strict=True)
        for _answer in range(number)
    ]
    return [
        Contact(person, model, DAY, asked=True, linked=linked, answers={item: value})
        for person, (model, linked, value) in enumerate(told)
    ]


def summary(contacts: list[Contact]) -> Report:
    """The exact summary of them all."""
    return feedback_report(counts(contacts, None, PERIOD), QUESTIONS, None, unit=a_unit(), period=PERIOD)


def goals(contacts: list[Contact]) -> Report:
    """The exact report of the goal that counts the answers about being met."""
    (goal,) = [goal for goal in MODEL.smart if goal.ident == "contacts-met"]
    return goal_report(goal, counted(Place(contacts, [], []), goal, PERIOD))


def goal_report(goal: Smart, found: Counted) -> Report:
    """The exact report of one goal."""
    model, fixed = MODEL._replace(smart=(goal,)), {goal.ident: PERIOD[0]}
    return goals_report({goal.ident: found}, model, fixed, unit=a_unit(), period=PERIOD, items={})


def shown(report: Report, ident: str, threshold: int = 5) -> Metric:
    """A figure as it leaves the unit."""
    return next(metric for metric in suppress(report, threshold).report.metrics if metric.ident == ident)


@pytest.mark.parametrize(
    ("other", "hidden"),
    [
        ((REQUESTS, False, 5, 5), False),
        ((REQUESTS, False, 0, 0), False),
        ((REQUESTS, False, 4, 5), True),
        ((REQUESTS, False, 5, 4), True),
        ((REQUESTS, False, 2, 1), True),
        ((CLIENTS, False, 5, 5), False),
        ((CLIENTS, False, 1, 0), True),
        ((CLIENTS, False, 5, 4), True),
        ((VISITS, False, 9, 3), True),
    ],
)
def test_a_part_of_few_answers_hides_the_whole(other: Group, hidden: bool) -> None:
    """Answers under two models, or linked and anonymous ones, are shown if no part holds 1 to 4 of a kind."""
    found = summary(given(MIXED, other))
    assert shown(found, "met.positive").suppressed == hidden
    assert shown(found, "met.mean").suppressed == hidden


def test_a_part_of_few_persons_hides_the_whole() -> None:
    """Ten answers of two persons under another model are of few, however many they are."""
    often = [contact._replace(person=100 + contact.person % 2) for contact in given((REQUESTS, False, 5, 5))]
    assert shown(summary([*given(MIXED), *often]), "met.positive").suppressed
    assert not shown(summary([*given(MIXED), *given((REQUESTS, False, 5, 5))]), "met.positive").suppressed


@pytest.mark.parametrize("numbers", [(12, 0), (0, 12)])
@pytest.mark.parametrize(("model", "linked"), [(REQUESTS, False), (CLIENTS, False)])
def test_a_part_that_agrees_hides_the_whole(model: str, linked: bool, numbers: tuple[int, int]) -> None:
    """Where all answers of a part are of one kind, one page less the other would tell what everybody in it said."""
    found = summary(given(MIXED, (model, linked, *numbers)))
    assert found.metrics[2].unanimous
    assert shown(found, "met.positive").suppressed
    assert shown(found, "met.mean").suppressed


@pytest.mark.parametrize(
    ("other", "hidden"),
    [((CLIENTS, False, 6, 6), False), ((CLIENTS, False, 12, 0), True), ((CLIENTS, False, 0, 12), True)],
)
def test_goals_look_at_the_same_parts(other: Group, hidden: bool) -> None:
    """A goal of answers is hidden where its linked or its anonymous answers agree; its quarters are, too."""
    report = goals(given(MIXED, other))
    assert shown(report, "contacts-met").suppressed == hidden
    assert suppress(report, 5).report.series[0].suppressed == hidden


@pytest.mark.parametrize("values", [(9, 9), (9, 3), (9, 8), (7, 3)])
def test_an_index_needs_all_three_kinds(values: tuple[int, int]) -> None:
    """The index tells of nobody's opinion only where some recommend, some do not, and some are between."""
    found = given(MIXED, item="recommend", values=values)
    assert shown(summary(found), "recommend.nps").suppressed
    third = given((CLIENTS, True, 0, 0), (CLIENTS, True, 20, 0), item="recommend", values=(7, 0))
    two = given(MIXED, item="recommend", values=(9, 3))
    assert not shown(
        summary([*two, *(one._replace(person=90 + one.person) for one in third)]), "recommend.nps"
    ).suppressed


def test_a_mean_stands_beside_its_share_only() -> None:
    """Where the share of a question is hidden its mean is, although it has enough persons and is small in nothing."""
    report = summary(given(MIXED))
    assert shown(report, "met.mean").value == 3.5
    share, mean = report.metrics[2:4]
    lonely = replace(report, metrics=(*report.metrics[:2], replace(share, apart=(2,)), mean, *report.metrics[4:]))
    assert shown(lonely, "met.positive").suppressed
    assert shown(lonely, "met.mean").suppressed


@pytest.mark.parametrize(
    ("answered", "asked", "hidden"),
    [(0, 20, False), (4, 20, True), (5, 20, False), (20, 20, False), (19, 20, True), (5, 9, True), (0, 9, True)],
)
def test_how_many_answered(answered: int, asked: int, hidden: bool) -> None:
    """It takes ten persons who were asked; none or at least the threshold who answered, and who did not."""
    silent = [Contact(100 + person, REQUESTS, DAY, asked=True, answers={}) for person in range(asked - answered)]
    report = summary([*given((REQUESTS, False, answered, 0)), *silent])
    assert shown(report, "answered").suppressed == hidden
    if not hidden:
        assert (shown(report, "answered").numerator, shown(report, "answered").denominator) == (answered, asked)


@pytest.mark.parametrize(
    ("reports", "behind", "hidden"),
    [(12, (20, 8, 12), False), (4, (20, 4, 16), True), (40, (20, 16, 4), True), (12, (9, 5, 4), True)],
)
def test_a_concern_rate_goes_with_its_months(reports: int, behind: tuple[int, int, int], hidden: bool) -> None:
    """Client-months are a time and no persons: they are no cell, and stand or go with the rate and the reports."""
    (goal,) = [goal for goal in MODEL.smart if goal.measure == CONCERNS]
    exposed = Exposure(reports, 3652.5, behind)
    report = goal_report(goal, Counted(whole=exposed, before=Exposure(15, 7305.0, (behind[0], 10, 10))))
    assert report.metrics[0].base is None
    page = suppress(report, 5)
    assert page.release
    assert f"{goal.ident}.of" not in page.release.values
    found = page.report.metrics[0]
    told = (None, None, None) if hidden else (reports, 120.0, round(reports / 1.2, 1))
    assert (found.numerator, found.denominator, found.value) == told
