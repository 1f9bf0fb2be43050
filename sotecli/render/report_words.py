"""The words of reports: their figures and breakdowns, why something is hidden, and what was counted over whom."""

from datetime import date

from sotecli.core.report import Metric, Row, Table
from sotecli.i18n import N_, _
from sotecli.render import labels, words
from sotecli.render.labels import label
from sotecli.render.pictures import HIDDEN, NOBODY, NOT_COUNTED

METRICS = {
    "requests": N_("contact requests"),
    "assigned": N_("got a personal worker"),
    "attempted_in_time": N_("first attempt in the promised time"),
    "attempted_in_time_from_arrival": N_("first attempt in time, counted from arrival"),
    "reached": N_("reached"),
    "reached_by_phone": N_("reached by phone, of those called"),
    "contacts_per_request": N_("contacts with each person reached"),
    "guided": N_("guided to a service, of those reached"),
    "became_client": N_("agreed on a clientship, of those reached"),
    "not_reached": N_("closed without being reached"),
    "working_days_to_first_attempt": N_("working days to the first attempt (median)"),
    "working_days_to_first_attempt_from_receipt": N_("median working days, receipt to first try"),
    "offered": N_("offered the possibility in custody"),
    "uptake": N_("left a request, of those offered"),
    "placements": N_("persons who moved in"),
    "lead_time": N_("lead time in calendar days (median)"),
    "offers_per_placement": N_("offers for each placement"),
    "visits_before_decision": N_("visited before the decision"),
    "estimate_told": N_("told an estimated waiting time"),
    "clients": N_("persons with an open case"),
    "reviews_on_time": N_("reviews made in time"),
    "has_worker": N_("have a personal worker"),
    "special_support_covered": N_("special support with a social worker"),
}
TABLES = {
    "requests_by_month": N_("Requests by month of arrival"),
    "requests_by_channel": N_("Requests by the wished way of contact"),
    "outcomes": N_("How closed requests ended"),
    "first_attempt_days": N_("Working days to the first attempt"),
    "lead_time_days": N_("Lead time in calendar days"),
    "queue": N_("In the queue at the end of the day"),
    "declines_by_party": N_("Declined places by whose doing it was"),
    "declines_by_reason": N_("Declined places by reason"),
    "levels": N_("Persons by level of support on the last day"),
    "level_changes": N_("Changes of support in {quarter}"),
}
REASONS = {
    "small_count": N_("too few persons to show"),
    "hidden_together": N_("hidden together with another figure"),
    "no_tally": N_("no tally from the custody yet"),
    "not_in_model": N_("the model does not say it"),
}
WAITED = {
    "0": N_("the same day"),
    "1": N_("1 working day"),
    "2": N_("2 working days"),
    "3": N_("3 working days"),
    "4-5": N_("4–5 working days"),
    "6+": N_("6 working days or more"),
}
CODES = {
    "requests_by_channel": labels.CHANNEL,
    "outcomes": labels.OUTCOME,
    "first_attempt_days": WAITED,
    "declines_by_party": labels.PARTY,
    "level_changes": labels.REVIEW,
}
"""The words for the rows of a breakdown, where they are codes of the program."""
MARKS = {
    NOBODY: N_("nobody, none"),
    HIDDEN: N_("hidden: too few persons to show this without revealing somebody"),
    NOT_COUNTED: N_("cannot be counted, or has no meaning here"),
}
ROWS = {"not-told": N_("not told"), "no-level": N_("no level yet")}
TITLES = {
    "pilot": N_("Contact requests, {start} – {end}"),
    "housing": N_("Cases by the model {model}, {start} – {end}"),
    "reviews": N_("Cases by the model {model}, {start} – {end}"),
}
NOTES = {
    "pilot": [N_("One request counts as one person. Duplicates are left out.")],
    "housing": [
        N_(
            "Lead time: calendar days between the model's own first and last step, over those who reached the last one "
            "in the period. Offers: those made before these placements."
        ),
        N_("Queue: who waits at the end of each month, and of the last day. A stock, so the days do not add up."),
        N_(
            "Visits: persons whose first decision came in the period. Estimate: persons who entered the queue in the "
            "period and were told one by its end."
        ),
        N_("Declines are counted each time; one person may be in several rows."),
    ],
    "reviews": [
        N_("Levels, workers and special support: persons with an open case at the end of the last day."),
        N_(
            "In time: reviews whose day lies in the period and has passed or that were made; made on or before that "
            "day. What ended or was moved before its day is left out. Intervals are those of today."
        ),
        N_("Changes: each person once a quarter, the level after the last review beside that before the first."),
    ],
}
"""What is counted over whom, as the page says it."""


def metric_label(metric: Metric) -> str:
    """The words for a figure."""
    return _(METRICS[metric.ident])


def table_label(table: Table) -> str:
    """The words for a breakdown, with the part of the period that it is of."""
    quarter = words.quarter(table.part) if table.part else ""
    return _(TABLES[table.ident]).format(quarter=quarter)


def table_ident(table: Table) -> str:
    """The name of a breakdown among all of its report, such as `level_changes_2026-Q2`."""
    return f"{table.ident}_{table.part}" if table.part else table.ident


def in_time(table: Table) -> bool:
    """Whether the rows of a breakdown follow each other in time."""
    return table.shape == "stock" or table.ident == "requests_by_month"


def in_order(table: Table) -> bool:
    """Whether the rows of a breakdown have an order of their own: of time, or of how long something took."""
    return in_time(table) or table.ident in {"first_attempt_days", "lead_time_days"}


def short_label(table: Table, row: Row) -> str:
    """The words for a row where there is little room, below a column."""
    if table.ident in {"first_attempt_days", "lead_time_days"}:
        return row.code.replace("-", "–")
    if table.shape == "stock":
        return words.short_day(date.fromisoformat(row.code))
    return row_label(table, row)


def row_label(table: Table, row: Row) -> str:
    """The words for a row: a model's, a day's or a month's, else those of its code."""
    if row.label:
        return words.of(row.label)
    if table.shape == "stock":
        return words.long_day(date.fromisoformat(row.code))
    if table.ident == "requests_by_month":
        return words.month(row.code)
    if table.ident == "lead_time_days":
        days = row.code.replace("-", "–")
        return _("more than a year") if days.endswith("+") else _("{days} days").format(days=days)
    return label(ROWS | CODES.get(table.ident, {}), row.code)


def reason_label(figure: Metric | Table) -> str:
    """Why a figure or a breakdown has no value; empty if it has one."""
    return _(REASONS[figure.reason]) if figure.reason else ""
