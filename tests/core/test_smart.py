"""The goals of a model itself: reading them, and telling one definition from another."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.model import Label, Model
from sotecli.core.model_lines import lines_of
from sotecli.core.report import Metric, quarters, rate, whole_months
from sotecli.core.smart import Smart, changed_smart
from sotecli.core.smart_report import Adoption, definition_over, direction, fixed_on, may_have_baseline, reached
from sotecli.errors.feedback import DefinitionChangedError
from sotecli.errors.model import BadModelError
from sotecli.modelset import model_of, shipped, shipped_model

TEXT = shipped()["varha-shared-client"].read_text(encoding="utf-8")
VARHA = shipped_model("varha-shared-client")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def version(number: int, **changes: object) -> Model:
    """The shipped model as another version, with a changed goal about coping."""
    goals = [goal._replace(**changes) if goal.ident == "copes" else goal for goal in VARHA.smart]  # type: ignore[arg-type]
    return VARHA._replace(version=number, smart=tuple(goals))


def wrong(text: str) -> list[tuple[object, object, object]]:
    """The mistakes of a model's text: line, kind, value."""
    with pytest.raises(BadModelError) as caught:
        model_of(text)
    return [(one.values["line"], one.values["mistake"], one.values["value"]) for one in caught.value.findings]


def test_the_goals_of_varha() -> None:
    """What the seed states, with its numbers and days, and no number where it states none."""
    told = {goal.ident: (goal.measure, goal.target, goal.better, goal.by) for goal in VARHA.smart}
    assert told == {
        "met-in-every-contact": ("met-every-contact", 100, "higher", date(2024, 1, 31)),
        "contacts-met": ("positive-contacts", 100, "higher", date(2024, 1, 31)),
        "services-smoothly": ("services-in-time", 100, "higher", date(2025, 1, 31)),
        "copes": ("coping", 80, "higher", date(2025, 1, 31)),
        "fewer-concerns": ("concern-rate", None, "lower", None),
        "fewer-cancelled": ("cancelled-visits", None, "lower", None),
    }
    copes = next(goal for goal in VARHA.smart if goal.ident == "copes")
    assert (copes.questions, copes.item, copes.threshold, copes.baseline) == ("sote-three", "copes", 3, None)


@pytest.mark.parametrize(
    ("old", "new", "what", "value"),
    [
        ('measure = "coping"', 'measure = "happiness"', "unfit", "measure"),
        ('measure = "coping"', "measure = [1]", "unfit", "measure"),
        ('measure = "coping"\n', "", "missing", "measure"),
        ("target = 80", 'target = "80 %"', "unfit", "target"),
        ("target = 80", "target = nan", "unfit", "target"),
        ("target = 80", "goal = 80", "unknown-key", "goal"),
        ("threshold = 3\n", "", "missing", "threshold"),
        ("threshold = 3", "threshold = 11", "unfit", "threshold"),
        ("threshold = 3", "threshold = true", "unfit", "threshold"),
        ("window_months = 6\n", "", "missing", "window_months"),
        ('item = "copes"\n', "", "missing", "item"),
        ("by = 2025-01-31\nset", 'by = "1/25"\nset', "unfit", "by"),
        ("threshold = 3", "threshold = 3\nbaseline = { from = 2026-02-01, to = 2026-01-01 }", "unfit", "baseline"),
        ("threshold = 3", "threshold = 3\nbaseline = { from = 2026-02-01 }", "unfit", "baseline"),
        ('id = "copes"', 'id = "contacts-met"', "twice", "contacts-met"),
    ],
)
def test_mistakes_are_named_with_their_lines(old: str, new: str, what: str, value: str) -> None:
    """What does not fit, is missing, unknown or there twice is told with a line inside the goal's table."""
    assert old in TEXT
    begins = TEXT[: TEXT.index('id = "copes"')].count("\n")
    found = wrong(TEXT.replace(old, new, 1))
    assert (what, value) in {one[1:] for one in found}
    assert all(begins <= int(str(one[0])) <= begins + 10 for one in found)


def test_lines_of_a_goal_are_found() -> None:
    """A wrong value is told with its own line."""
    line = TEXT[: TEXT.index("target = 80")].count("\n") + 1
    assert wrong(TEXT.replace("target = 80", "target = -1")) == [(line, "unfit", "target")]
    assert lines_of(TEXT).at("smart", 3, "target") == line
    assert tomllib.loads(TEXT)["smart"][3]["target"] == 80


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({"threshold": 2}, ["copes"]),
        ({"item": "met"}, ["copes"]),
        ({"questions": "own"}, ["copes"]),
        ({"window_months": 3}, ["copes"]),
        ({"target": 70}, ["copes"]),
        ({"label": Label("Muu", "Annan", "Other")}, []),
        ({"baseline": (date(2026, 1, 1), date(2026, 2, 1))}, []),
        ({"ident": "manages"}, ["copes", "manages"]),
    ],
)
def test_what_makes_another_definition(change: dict[str, object], changed: list[str]) -> None:
    """Scale, question, window and target are the definition; words and the days of the baseline are not."""
    assert changed_smart(VARHA.smart, version(2, **change).smart) == changed


def test_a_period_under_one_definition() -> None:
    """Before the first version its definition holds; between two that differ no period may reach over."""
    first, second = date(2026, 3, 1), date(2026, 6, 10)
    kept = [Adoption(first, version(1)), Adoption(second, version(2, threshold=2))]
    assert definition_over(kept, (date(2026, 1, 1), date(2026, 6, 9))).version == 1
    assert definition_over(kept, (second, date(2026, 7, 1))).version == 2
    with pytest.raises(DefinitionChangedError) as caught:
        definition_over(kept, (date(2026, 6, 9), second))
    assert caught.value.values == {"goals": "copes", "day": second}


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, st.integers(1, 3)), min_size=1, max_size=5))
def test_no_period_reaches_over_two_definitions(start: date, end: date, adopted: list[tuple[date, int]]) -> None:
    """Whatever was adopted when: a period is refused exactly when its first and a later day have different ones."""
    start, end = min(start, end), max(start, end)
    kept = [
        Adoption(day, version(number, threshold=threshold))
        for number, (day, (_day, threshold)) in enumerate(
            zip(sorted(day for day, _threshold in adopted), adopted, strict=True), 1
        )
    ]

    def held(day: date) -> Smart:
        """The goal about coping as it was defined at the end of a day."""
        found = [one for one in kept if one.on <= day] or kept[:1]
        return next(goal for goal in found[-1].model.smart if goal.ident == "copes")

    days = [start, *(one.on for one in kept if start < one.on <= end)]
    between = [one.model.smart for one in kept if start < one.on <= end]
    constant = len({held(day).threshold for day in days} | {smart[3].threshold for smart in between}) == 1
    try:
        definition_over(kept, (start, end))
    except DefinitionChangedError:
        assert not constant
    else:
        assert constant


def test_since_when_a_goal_is_fixed() -> None:
    """Since the first of the latest versions that define it alike."""
    days = [date(2026, month, 1) for month in (1, 2, 3, 4)]
    thresholds = [3, 2, 3, 3]
    kept = [
        Adoption(day, version(number, threshold=threshold))
        for number, (day, threshold) in enumerate(zip(days, thresholds, strict=True), 1)
    ]
    goal = kept[-1].model.smart[3]
    assert fixed_on(kept, goal) == date(2026, 3, 1)
    assert not may_have_baseline(goal, date(2026, 3, 1))
    dated = goal._replace(baseline=(date(2026, 3, 1), date(2026, 3, 31)))
    assert may_have_baseline(dated, date(2026, 3, 1))
    assert not may_have_baseline(dated, date(2026, 3, 2))


def test_where_a_trend_leads() -> None:
    """The last two values that are shown; one alone leads nowhere."""
    points = {value: rate("2026-Q1", value, 100) for value in (10, 20)}
    empty = Metric("2026-Q2", None, None, None, "percent", suppressed=True)
    assert direction([points[10], empty, points[20], empty]) == "rising"
    assert direction([points[20], points[10]]) == "falling"
    assert direction([points[20], points[20]]) == "level"
    assert direction([points[20], empty]) is None


def test_the_target() -> None:
    """At the target it is reached, from either side; without a number or a value nobody knows."""
    goal = VARHA.smart[3]
    assert [reached(goal, value) for value in (79.9, 80, 81, None)] == [False, True, True, None]
    lower = goal._replace(better="lower", target=5)
    assert [reached(lower, value) for value in (4.9, 5, 5.1)] == [True, True, False]
    assert reached(goal._replace(target=None), 99) is None


@given(DAYS, DAYS, DAYS)
def test_whole_months(start: date, end: date, today: date) -> None:
    """A widened period holds the asked one, begins on a first day, and never says days that have not come."""
    start, end = min(start, end), max(start, end)
    first, last = whole_months((start, end), today)
    assert first.day == 1
    assert first <= start <= end <= last
    assert (first.year, first.month) == (start.year, start.month)
    assert (last.year, last.month) == (end.year, end.month)
    assert last == end or last <= today


@given(DAYS, DAYS)
def test_quarters_lie_side_by_side(start: date, end: date) -> None:
    """Each day of a period lies in exactly one of its quarters."""
    start, end = min(start, end), max(start, end)
    found = quarters(start, end)
    assert found[0][1] <= start <= found[0][2]
    assert found[-1][1] <= end <= found[-1][2]
    for (_part, _first, last), (_next, first, _last) in pairwise(found):
        assert first - last == timedelta(1)
