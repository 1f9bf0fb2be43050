"""One figure of a report: its words, its value, and what it was counted from."""

from sotecli.core.report import Metric, Report
from sotecli.i18n import N_, _
from sotecli.render import words
from sotecli.render.pictures import HIDDEN, NOBODY, NOT_COUNTED
from sotecli.render.report_words import REASONS, counts_of, metric_label, reason_label

COUNTS = frozenset({"requests", "persons", "visits", "matters", "times", "reports"})
"""The units in which nothing means that there is nobody or none; a day or an index of 0 is a figure."""

LEGEND = {NOBODY: N_("nobody"), HIDDEN: REASONS["small_count"], NOT_COUNTED: N_("cannot be counted")}
"""The marks with as few words as a line has room for."""


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
    """The value with its unit, or the mark of one that is hidden, that nobody is in, or that cannot be counted."""
    if metric.value is None:
        return HIDDEN if metric.suppressed else NOT_COUNTED
    if metric.band:
        return band_of(metric.value, metric.band)
    if metric.unit == "percent":
        return words.percent(metric.value)
    if metric.unit in COUNTS:
        return count_of(int(metric.value))  # a repeated one comes from the ledger, where numbers have decimals
    return words.whole(metric.value) if isinstance(metric.value, int) else words.decimal(metric.value)


def count_of(count: int | None) -> str:
    """A count, or its mark where it is hidden or nobody."""
    return HIDDEN if count is None else words.whole(count) if count else NOBODY


def base_of(metric: Metric) -> str:
    """The two numbers that a value was counted from: the part and its whole, or the whole of a mean or a median.

    Where the value is hidden, what is shown of them stands beside what is not.
    """
    part = None if metric.numerator is None else words.whole(metric.numerator)
    base = None if metric.denominator is None else _denominator(metric.denominator)
    if metric.suppressed and (part or base) and (part or metric.unit == "percent"):
        return f"{part or HIDDEN} / {base or HIDDEN}"
    if base is None:
        return ""
    return base if part is None else f"{part} / {base}"


def _denominator(denominator: float) -> str:
    whole = int(denominator)
    return words.whole(whole) if denominator == whole else words.number(denominator)


def legend(report: Report) -> list[str]:
    """One line with the marks that stand on a page of the report, each with its meaning; none where there are none."""
    metrics = [*report.metrics, *(point for series in report.series for point in series.points)]
    rows = [(table, row) for table in report.tables if not table.is_hidden for row in table.rows]
    shown = {value_of(metric) for metric in [*metrics, *(row.share for _table, row in rows if row.share)]}
    shown |= {count_of(count) for table, row in rows if not row.share for count in counts_of(table, row)}
    told = "   ".join(f"{mark} {_(meaning)}" for mark, meaning in LEGEND.items() if mark in shown)
    return [told] if told else []


def band_of(value: float, width: int) -> str:
    """A band of percents in words: from its lower end to where the next one begins."""
    return f"{value:.0f}–{words.percent(value + width)}"
