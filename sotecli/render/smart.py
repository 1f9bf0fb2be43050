"""The goals of a model in a report: each with its definition, its figures, its trend, and what is missing."""

from collections.abc import Sequence

from sotecli.core.codes import Form
from sotecli.core.report import Metric, Series
from sotecli.core.smart import CONCERNS, Aim, Smart
from sotecli.core.smart_report import direction, reached
from sotecli.core.suppression import Publishable
from sotecli.i18n import N_, _
from sotecli.render import output, words
from sotecli.render.figure import base_of, metric_document, value_of
from sotecli.render.labels import label
from sotecli.render.pictures import HIDDEN
from sotecli.render.repeats import undated
from sotecli.render.report_words import REASONS, reason_label, what_is_counted

MISSING = {
    "no-baseline": N_("no baseline: the model does not say when it is measured"),
    "threshold-after-baseline": N_("the definition was not fixed before the baseline, so the two are not compared"),
    "baseline-other-questions": N_("in the baseline other questions were asked, so the two are not compared"),
    "no-target": N_("the model says no number, only the direction"),
    "no-referrals": REASONS["no_referrals"],
    "no-appointments": REASONS["no_appointments"],
}
DIRECTION = {"rising": N_("rising"), "falling": N_("falling"), "level": N_("unchanged")}
ARROW = {"rising": "↗", "falling": "↘", "level": "→"}


def goal_documents(publishable: Publishable) -> list[dict[str, object]]:
    """The goals as JSON, beside the contract's *metrics*, whose ids begin with those of the goals."""
    report = publishable.report
    return [
        {
            "id": aim.smart.ident,
            "definition": aim.smart.label._asdict(),
            "measure": aim.smart.measure,
            "target": aim.smart.target,
            "better": aim.smart.better,
            "by": aim.smart.by.isoformat() if aim.smart.by else None,
            "set": aim.smart.questions,
            "item": aim.smart.item,
            "threshold": aim.smart.threshold,
            "window_months": aim.smart.window_months,
            "baseline": [day.isoformat() for day in aim.smart.baseline] if aim.smart.baseline else None,
            "reached": reached(aim.smart, figures[0].value),
            "direction": direction(_way(figures, series)),
            "trend": [{**metric_document(point), "label": words.quarter(point.ident)} for point in series.points],
            "missing": list(aim.missing),
        }
        for aim, figures, series in _each(publishable)
        if report.goals
    ]


def goals(form: Form, publishable: Publishable) -> None:
    """Each goal as a block of lines."""
    for number, pairs in enumerate(told_goals(publishable)):
        if number:
            output.say()
        output.fields(form, pairs)


def told_goals(publishable: Publishable) -> list[list[tuple[str, str]]]:
    """Each goal in words: what it is, how it stands, what is wanted, what stands beside it, and what is missing."""
    return [[pair for pair in _pairs(aim, figures, series) if pair[1]] for aim, figures, series in _each(publishable)]


def _pairs(aim: Aim, figures: Sequence[Metric], series: Series) -> list[tuple[str, str]]:
    return [
        (_("goal"), words.of(aim.smart.label)),
        (_("now"), _told(figures[0])),
        (_("counts as positive"), _counts_as(aim)),
        (_("target"), _target(aim.smart, figures[0])),
        *((what_is_counted(metric), _told(metric)) for metric in figures[1:]),
        (_("trend"), _trend(figures, series)),
        (_("missing"), "; ".join(_missing(aim, figures))),
    ]


def _each(publishable: Publishable) -> list[tuple[Aim, list[Metric], Series]]:
    """Each goal with its figures, its own first, and its series."""
    report = undated(publishable.report)
    return [
        (aim, [metric for metric in report.metrics if metric.ident.partition(".")[0] == aim.smart.ident], series)
        for aim, series in zip(report.goals, report.series, strict=True)
    ]


def _way(figures: Sequence[Metric], series: Series) -> Sequence[Metric]:
    """What leads somewhere: the quarters, or what was before and what is now."""
    before = [metric for metric in figures if metric.ident.endswith(".before")]
    return [*before, figures[0]] if before else series.points


def _told(metric: Metric) -> str:
    """A value with the two numbers behind it, or why there is none."""
    base = base_of(metric)
    told = f"{value_of(metric)} ({base})" if base else value_of(metric)
    return f"{told} {reason_label(metric)}".strip()


def _counts_as(aim: Aim) -> str:
    """Which answers are positive, in the words of the question, or its codes where it is not known here."""
    goal = aim.smart
    if goal.threshold is None:
        return ""
    asked = words.of(aim.item) if aim.item else f"{goal.questions} {goal.item}"
    return _("{question} at least {threshold}").format(question=asked, threshold=goal.threshold)


def _target(goal: Smart, now: Metric) -> str:
    """What is wanted and by when, and whether it is so."""
    if goal.target is None:
        return _("fewer or less than before") if goal.better == "lower" else _("more than before")
    wanted = words.number(goal.target) if goal.measure == CONCERNS else words.percent(goal.target)
    told = wanted if goal.by is None else _("{target} by {day}").format(target=wanted, day=words.long_day(goal.by))
    found = reached(goal, now.value)
    if found is None:
        return told
    verdict = _("target reached") if found else _("target not reached")
    return f"{told}: {verdict}"


def _trend(figures: Sequence[Metric], series: Series) -> str:
    """The values in their order, with an arrow and a word for where they lead."""
    points = [point for point in series.points if point.value is not None]
    told = [HIDDEN] if series.suppressed else [f"{words.quarter(point.ident)}: {value_of(point)}" for point in points]
    way = direction(_way(figures, series))
    arrow = f"{ARROW[way]} {label(DIRECTION, way)}" if way else ""
    return ", ".join([*told, arrow] if arrow else told)


def _missing(aim: Aim, figures: Sequence[Metric]) -> list[str]:
    """What keeps the goal from being said: what the model leaves out, and what is seen in the figures."""
    told = [_(MISSING[code]) for code in aim.missing if code not in {"no-referrals", "no-appointments"}]
    for metric in figures:
        if metric.ident.endswith(".response") and (metric.numerator or 0) < (metric.denominator or 0):
            text = _("answers from {answered} of {all}")
            told.append(text.format(answered=metric.numerator, all=metric.denominator))
    return told
