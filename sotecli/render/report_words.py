"""The words of reports: their figures and breakdowns, why something is hidden, and what was counted over whom."""

from datetime import date

from sotecli.core.releases import UNTIL
from sotecli.core.report import Metric, Report, Row, Table, months_of
from sotecli.i18n import N_, _
from sotecli.render import labels, words
from sotecli.render.labels import label
from sotecli.render.pictures import HIDDEN, NOBODY, NOT_COUNTED
from sotecli.render.report_tables import group_label

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
    "visits": N_("visits"),
    "visit_clients": N_("clients, each counted once"),
    "matters": N_("matters"),
    "solved_at_first": N_("helped at the first meeting, of clients"),
    "helped_or_directed": N_("helped here or directed outside, of clients"),
    "directed_outside": N_("directed outside the county, of matters"),
    "forwarded_social": N_("forwarded to social services, of matters"),
    "forwarded_health": N_("forwarded to health services, of matters"),
    "minutes_per_visit": N_("minutes of a visit (mean)"),
    "groups": N_("groups and events"),
    "participants": N_("participants of groups and events"),
    "answered": N_("answered, of those asked"),
    "asked": N_("asked, of the contacts with people reached"),
    "positive": N_("positive answers"),
    "mean": N_("mean"),
    "response": N_("answered this question, of those asked"),
    "clients_response": N_("clients who answered this question, of all clients"),
    "baseline": N_("baseline"),
    "before": N_("before the opening, over its own client-months"),
    "cohort": N_("reports about nobody's case, in no rate"),
    "cohort_before": N_("reports about nobody's case, in the baseline"),
    "cohort_after": N_("reports about nobody's case, after it"),
    "lost": N_("answered before and no more"),
    "pending": N_("may still get them in time"),
    "late": N_("cancelled less than 24 hours before"),
    "organisation": N_("cancelled by the organisation"),
    "unrecorded": N_("not noted how it went"),
    "nps": N_("recommendation index"),
}
COUNTED = {
    **dict.fromkeys(
        ("visits_by_month", "visits_by_site", "visits_by_channel", "visits_by_age"), (N_("visits"), N_("clients"))
    ),
    **dict.fromkeys(("visits_by_topic", "visits_by_outcome", "visits_by_where"), (N_("matters"), N_("clients"))),
}
"""What the columns of a breakdown count, where it is not persons: the events, and who is behind them."""
REASONS = {
    "small_count": N_("hidden for privacy"),
    "band": N_("a band of five points, because it is of fewer than 20 persons"),
    "base_hidden": N_("how many persons it is of is hidden; a half is left out"),
    "no_tally": N_("no tally from the custody yet"),
    "other_tally": N_("the custody's tally is not of just these days and sources"),
    "not_in_model": N_("the model does not say it"),
    "no_referrals": N_("no service was promised for a day in this time"),
    "no_appointments": N_("no appointments in this time"),
    "short_time": N_("less than one client-month, too short for a rate"),
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
    "visits_by_channel": labels.VISIT_CHANNEL,
    "visits_by_age": labels.AGE,
}
"""The words for the rows of a breakdown, where they are codes of the program."""
MARKS = {
    NOBODY: N_("nobody, none"),
    HIDDEN: N_(
        "hidden for privacy: the figure is small, holds for all or for nobody, or would tell another hidden one"
    ),
    NOT_COUNTED: N_("cannot be counted, or has no meaning here"),
}
ROWS = {"not-told": N_("not told"), "no-level": N_("no level yet")}


def metric_label(metric: Metric) -> str:
    """The words for a figure: our own, a question's or a goal's, or both where something is counted of it."""
    if metric.label is None:
        return what_is_counted(metric)
    return f"{words.of(metric.label)}: {what_is_counted(metric)}" if "." in metric.ident else words.of(metric.label)


def what_is_counted(metric: Metric) -> str:
    """Our own words for a figure, without those of a question or a goal."""
    return _(METRICS[metric.words or metric.ident.rpartition(".")[2]])


def column_labels(table: Table) -> list[str]:
    """The headings of a breakdown; where events are counted, the persons behind them stand beside."""
    group = group_label(table)
    if table.shape == "shares":
        return [group, _("share"), _("part / whole")]
    usual = (N_("times"), N_("persons")) if table.shape == "overlapping" else (N_("persons"),)
    counted = [_(text) for text in COUNTED.get(table.ident, usual)]
    return [group, *counted]


def counts_of(table: Table, row: Row) -> list[int | None]:
    """The counts of a row, one a column: of persons alone, or of events and of the persons behind them."""
    events = table.shape == "overlapping" or table.ident in COUNTED
    return [row.count, row.persons] if events else [row.count]


def months_in(report: Report, table: Table) -> list[str]:
    """The months by which the rows of a breakdown are told, too; none outside the unit."""
    return months_of(report.start, report.end) if any(row.series or row.points for row in table.rows) else []


def in_time(table: Table) -> bool:
    """Whether the rows of a breakdown follow each other in time."""
    return table.shape == "stock" or table.ident.endswith("_by_month")


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
    if table.ident.endswith("_by_month"):
        first, _until, last = row.code.partition(UNTIL)
        return f"{words.month(first)} – {words.month(last)}" if last else words.month(first)
    if table.ident == "lead_time_days":
        days = row.code.replace("-", "–")
        return _("more than a year") if days.endswith("+") else _("{days} days").format(days=days)
    return label(ROWS | CODES.get(table.ident, {}), row.code)


def reason_label(figure: Metric | Row) -> str:
    """Why a figure is hidden, coarse or missing, or the day of the release that it repeats; empty if it is itself."""
    if figure.since:
        return _("as on {day}").format(day=words.day_in_text(figure.since))
    return _(REASONS[figure.reason]) if figure.reason else ""
