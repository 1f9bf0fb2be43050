"""One figure of a report: its words, its value, and what it was counted from."""

from sotecli.core.report import Metric
from sotecli.render import output, words
from sotecli.render.pictures import HIDDEN
from sotecli.render.report_words import metric_label, reason_label


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
        "band": metric.band,
        "since": metric.since.isoformat() if metric.since else None,
    }


def metric_row(metric: Metric) -> list[str]:
    """A figure as a row of a page: what, how much, from what, and why not."""
    return [metric_label(metric), value_of(metric), base_of(metric), reason_label(metric)]


def value_of(metric: Metric) -> str:
    """The value with its unit, or what stands for one that is hidden or not known."""
    if metric.value is None:
        return HIDDEN if metric.suppressed else output.NOTHING
    if metric.band:
        return band_of(metric.value, metric.band)
    return words.percent(metric.value) if metric.unit == "percent" else words.number(metric.value)


def base_of(metric: Metric) -> str:
    """The two numbers that a value was counted from: the part and its whole, or the whole of a mean or a median.

    Where the value is hidden, what is shown of them stands beside what is not.
    """
    part = None if metric.numerator is None else words.whole(metric.numerator)
    base = None if metric.denominator is None else _denominator(metric)
    if metric.suppressed and (part or base) and (part or metric.unit == "percent"):
        return f"{part or HIDDEN} / {base or HIDDEN}"
    if base is None:
        return ""
    return base if part is None else f"{part} / {base}"


def _denominator(metric: Metric) -> str:
    return words.number(metric.denominator or 0) if metric.base is None else words.whole(metric.base)


def band_of(value: float, width: int) -> str:
    """A band of percents in words: from its lower end to where the next one begins."""
    return f"{value:.0f}–{words.percent(value + width)}"
