"""The report of a model's own goals (domain notes 4.2): each with its definition, its two numbers, and what is missing.

Denominators, because they are what such reports get wrong; a person who did not answer is in none of them:

* met in every contact: clients all of whose linked answers are positive / clients with at least one linked answer;
* positive contacts: positive answers / answers, anonymous and linked;
* coping: clients whose last answer in the window is at the threshold or above / clients with an answer in it; those who
  had answered before the window and no more in it are lost, and stand beside;
* concern reports: reports per 100 client-months of the cases opened in the period, from each opening on for as long as
  the model says at most, beside as long a time before it; each window with its own client-months, which differ, and
  without a rate where they are less than one; reports about nobody's case are in no rate and stand beside;
* services in time: clients who got each planned service by its promised day / clients with a service that was promised
  for a day of the period; a client of whom nothing can be said yet stands beside;
* cancelled visits: cancelled by the client, or missed / booked; what the organisation cancelled is no client's doing
  and stands beside, as do those cancelled late and those of which nobody has noted how they went.

A goal that is defined otherwise is another series: a period that falls under two definitions is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sotecli.core.feedback_report import ANSWERS, Counts, asked_of
from sotecli.core.model import Label, Model
from sotecli.core.report import Metric, Report, Series, rate, unknown
from sotecli.core.smart import (
    CANCELLED,
    CONCERNS,
    IN_TIME,
    OF_ANSWERS,
    POSITIVE,
    Aim,
    Smart,
    changed_smart,
)
from sotecli.core.smart_relations import own_days, relations
from sotecli.core.unit import Unit
from sotecli.errors.feedback import DefinitionChangedError

NAME, DEFINITIONS_VERSION = "goals", "goals-1"
RATE = "per_100_client_months"
DAYS_OF_MONTH = 365.25 / 12
SHORTEST, SHORTEST_RATE = 0.1, 1
"""Client-months: what any time at all is told as, and from what on a rate means something."""
UNCOUNTED = {IN_TIME: "no_referrals", CANCELLED: "no_appointments"}


class Tally(NamedTuple):
    """A numerator and a denominator, with the persons behind them where events are counted."""

    part: int
    base: int
    behind: tuple[int, ...] = ()
    agreed: bool = False
    """Everybody behind it, or behind a part of it that another page tells, said the same."""


class Exposure(NamedTuple):
    """Concern reports over the time in which they could have come."""

    reports: int
    days: float
    """Days of all clients together."""
    behind: tuple[int, ...]
    """Clients; those about whom a report came; the others."""


class Counted(NamedTuple):
    """What storage counts of one goal."""

    whole: Tally | Exposure | None = None
    """`None`: nothing is kept yet that it could be counted from."""
    parts: tuple[tuple[str, Tally], ...] = ()
    """By quarter."""
    response: Tally | None = None
    """How many answered the goal's own question."""
    asked: Counts | None = None
    """What was asked and could have been, where the goal is counted by contact."""
    baseline: Tally | None = None
    before: Exposure | None = None
    cohort: Tally | None = None
    """Reports about nobody's case: in the baseline, and in as long a time after it."""
    nobodys: int | None = None
    """Those of the period; they are in no rate."""
    lost: int | None = None
    beside: tuple[tuple[str, Tally], ...] = ()
    """What must be told apart from it: for whom it may still come true; cancelled late, by us, or not noted."""
    other_questions: bool = False
    """In the baseline other questions were asked."""


class Adoption(NamedTuple):
    """A version of a model, and the day from which it was in use."""

    on: date
    model: Model


def definition_over(adoptions: Sequence[Adoption], period: tuple[date, date]) -> Model:
    """The version whose goals hold over the whole period; `adoptions` in the order of the versions.

    Raises:
        DefinitionChangedError: A goal was defined otherwise in a part of it.
    """
    start, end = period
    held = [found for found in adoptions if found.on <= start] or list(adoptions[:1])
    model = held[-1].model
    for later in adoptions:
        if later.model.version > model.version and later.on <= end:
            changed = changed_smart(model.smart, later.model.smart)
            if changed:
                raise DefinitionChangedError(goals=", ".join(changed), day=later.on)
            model = later.model
    return model


def fixed_on(adoptions: Sequence[Adoption], goal: Smart) -> date:
    """Since when the goal is defined as it is."""
    since = adoptions[-1].on
    for found in reversed(adoptions):
        if goal.definition not in {smart.definition for smart in found.model.smart}:
            break
        since = found.on
    return since


def may_have_baseline(goal: Smart, fixed: date) -> bool:
    """Whether it has a baseline that began after its definition was fixed; before that the share means nothing."""
    return goal.baseline is not None and fixed <= goal.baseline[0]


def goals_report(
    counted: Mapping[str, Counted],
    model: Model,
    fixed: Mapping[str, date],
    *,
    unit: Unit,
    period: tuple[date, date],
    items: Mapping[tuple[str, str], Label],
) -> Report:
    """The exact report over what was counted of each goal; `fixed` says since when each is defined so.

    `items` has the words of the questions by their set and their id.
    """
    metrics = [metric for goal in model.smart for metric in _metrics(goal, counted[goal.ident])]
    return Report(
        name=NAME,
        unit=unit.name,
        start=period[0],
        end=period[1],
        calendar=unit.settings["calendar"],
        definitions_version=f"{DEFINITIONS_VERSION} {model.ident} {model.version}",
        metrics=tuple(metrics),
        tables=(),
        model=model.ident,
        about=model.name,
        series=tuple(_series(goal, counted[goal.ident]) for goal in model.smart),
        stock=frozenset(name for goal in model.smart for name in own_days(goal)),
        shares=ANSWERS if any(goal.measure in OF_ANSWERS for goal in model.smart) else None,
        relations=relations(model.smart, {goal.ident: _counted(counted[goal.ident]) for goal in model.smart}, period),
        goals=tuple(
            Aim(
                goal,
                _missing(goal, counted[goal.ident], fixed[goal.ident]),
                items.get((goal.questions or "", goal.item or "")),
            )
            for goal in model.smart
        ),
    )


def direction(points: Sequence[Metric]) -> str | None:
    """Where the last two values that are shown lead: `rising`, `falling` or `level`."""
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:  # noqa: PLR2004 (a trend takes two)
        return None
    return "level" if values[-1] == values[-2] else "rising" if values[-1] > values[-2] else "falling"


def reached(goal: Smart, value: float | None) -> bool | None:
    """Whether a value is at the target or better; `None` where either is not known."""
    if goal.target is None or value is None:
        return None
    return value >= goal.target if goal.better == "higher" else value <= goal.target


def _metrics(goal: Smart, found: Counted) -> list[Metric]:
    """The goal's figure first, then what must be seen beside it."""
    whole = _figure(goal.ident, goal.measure, found.whole)
    beside = [
        _response(goal, found.response) if found.response else None,
        asked_of(f"{goal.ident}.asked", found.asked) if found.asked else None,
        _figure(f"{goal.ident}.baseline", goal.measure, found.baseline) if found.baseline else None,
        _figure(f"{goal.ident}.before", goal.measure, found.before) if found.before else None,
        *_nobodys(goal, found),
        None if found.lost is None else Metric(f"{goal.ident}.lost", found.lost, None, found.lost, "persons"),
        *(rate(f"{goal.ident}.{name}", *tally[:2], behind=tally.behind) for name, tally in found.beside),
    ]
    return [replace(metric, label=goal.label) for metric in (whole, *beside) if metric]


def _figure(ident: str, measure: str, found: Tally | Exposure | None) -> Metric:
    if found is None:
        return unknown(ident, RATE if measure == CONCERNS else "percent", UNCOUNTED[measure])
    if isinstance(found, Tally):
        share = rate(ident, found.part, found.base, behind=found.behind)
        alike = measure in OF_ANSWERS and bool(found.base) and found.part in {0, found.base}
        return replace(share, unanimous=alike or found.agreed)
    months = found.days / DAYS_OF_MONTH
    told = max(round(months, 1), SHORTEST) if months else 0  # a short time is not none
    enough = told >= SHORTEST_RATE
    value = round(100 * found.reports / months, 1) if enough else None
    reason = None if enough else "short_time"
    return Metric(ident, found.reports, told, value, RATE, reason=reason, behind=found.behind)


def _response(goal: Smart, found: Tally) -> Metric:
    """How many answered the goal's own question; contacts are told apart from clients."""
    name = "response" if goal.measure == POSITIVE else "clients_response"
    told = rate(f"{goal.ident}.response", found.part, found.base, behind=found.behind)
    return replace(told, asking=True, words=name)


def _nobodys(goal: Smart, found: Counted) -> list[Metric]:
    """Reports about nobody's case, which are in no rate; where there is a baseline also by it."""
    before, after = found.cohort[:2] if found.cohort else (None, None)
    named = (("cohort", found.nobodys), ("cohort_before", before), ("cohort_after", after))
    return [Metric(f"{goal.ident}.{name}", count, None, count, "reports") for name, count in named if count is not None]


def _series(goal: Smart, found: Counted) -> Series:
    """The goal's figure by quarter; a quarter in which nothing was counted has no value."""
    points = [replace(_figure(part, goal.measure, tally), label=goal.label) for part, tally in found.parts]
    return Series(ident=goal.ident, points=tuple(points))


def _counted(found: Counted) -> list[str]:
    """The quarters in which something was counted, and the baseline if it was."""
    return [part for part, tally in found.parts if tally.base] + ["baseline"] * bool(found.baseline)


def _missing(goal: Smart, found: Counted, fixed: date) -> tuple[str, ...]:
    """What keeps the goal from being said, as far as the model tells; what the answers tell is seen in the figures."""
    said = {
        UNCOUNTED.get(goal.measure, "").replace("_", "-"): found.whole is None,
        "no-target": goal.target is None,
        "no-baseline": goal.baseline is None and goal.measure != CONCERNS,
        "threshold-after-baseline": goal.baseline is not None and fixed > goal.baseline[0],
        "baseline-other-questions": found.other_questions,
    }
    return tuple(code for code, holds in said.items() if holds)
