"""One figure of a report: its words, its value, and what it was counted from."""

from sotecli.core.report import Metric
from sotecli.i18n import _
from sotecli.render import output, words
from sotecli.render.report_words import METRICS, REASONS

HIDDEN = ".."


def metric_document(metric: Metric) -> dict[str, object]:
    """The contract's *metric*."""
    return {
        "id": metric.ident,
        "label": metric_label(metric),
        "numerator": metric.numerator,
        "denominator": metric.denominator,
        "value": metric.value,
        "unit": metric.unit,
        "persons": metric.persons,
        "suppressed": metric.suppressed,
        "reason": metric.reason,
    }


def metric_row(metric: Metric) -> list[str]:
    """A figure as a row of a page: what, how much, from what, and why not."""
    note = _(REASONS[metric.reason]) if metric.reason else ""
    return [metric_label(metric), value_of(metric), base_of(metric), note]


def metric_label(metric: Metric) -> str:
    """The words for a figure: our own, a question's or a goal's, or both where something is counted of it."""
    if metric.label is None:
        return what_is_counted(metric)
    return f"{words.of(metric.label)}: {what_is_counted(metric)}" if "." in metric.ident else words.of(metric.label)


def what_is_counted(metric: Metric) -> str:
    """Our own words for a figure, without those of a question or a goal."""
    return _(METRICS[metric.words or metric.ident.rpartition(".")[2]])


def value_of(metric: Metric) -> str:
    """The value with its unit, or what stands for one that is hidden or not known."""
    if metric.value is None:
        return HIDDEN if metric.suppressed else output.NOTHING
    return words.percent(metric.value) if metric.unit == "percent" else words.number(metric.value)


def base_of(metric: Metric) -> str:
    """The two numbers that a value was counted from, as far as they are shown."""
    if metric.denominator is None:
        return ""
    base = words.number(metric.denominator)
    return base if metric.numerator is None else f"{metric.numerator} / {base}"
