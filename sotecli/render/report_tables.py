"""What the breakdowns of reports are called: at length, in short, and the heading above their rows."""

from sotecli.core.report import Table
from sotecli.i18n import N_, _
from sotecli.render import words

TABLES = {
    "requests_by_month": N_("Requests by month of arrival"),
    "requests_by_channel": N_("Requests by the wished way of contact"),
    "outcomes": N_("How closed requests ended"),
    "first_attempt_days": N_("Working days to the first attempt"),
    "lead_time_days": N_("Lead time in calendar days"),
    "requests_by_unit": N_("Requests by unit"),
    "queue": N_("In the queue at the end of the day"),
    "declines_by_party": N_("Declined places by whose doing it was"),
    "declines_by_reason": N_("Declined places by reason"),
    "levels": N_("Persons by level of support on the last day"),
    "level_changes": N_("Changes of support in {quarter}"),
    "visits_by_month": N_("Visits by month"),
    "visits_by_site": N_("Visits by site"),
    "visits_by_channel": N_("Visits by channel"),
    "visits_by_age": N_("Visits by age"),
    "visits_by_topic": N_("Matters by topic"),
    "visits_by_outcome": N_("What came of the matters"),
    "visits_by_where": N_("Where people were directed outside the county"),
    "solved_by_site": N_("Helped at the first meeting, of clients, by site"),
    "solved_by_month": N_("Helped at the first meeting, of clients, by month"),
    "directed_by_site": N_("Directed outside the county, of matters, by site"),
    "directed_by_month": N_("Directed outside the county, of matters, by month"),
    "forwarded_social_by_site": N_("Forwarded to social services, of matters, by site"),
    "forwarded_social_by_month": N_("Forwarded to social services, of matters, by month"),
    "forwarded_health_by_site": N_("Forwarded to health services, of matters, by site"),
    "forwarded_health_by_month": N_("Forwarded to health services, of matters, by month"),
}
SHORT = {
    "requests_by_month": N_("Requests by month"),
    "requests_by_channel": N_("Way of contact"),
    "outcomes": N_("How it ended"),
    "first_attempt_days": N_("Wait"),
    "lead_time_days": N_("Lead time"),
    "requests_by_unit": N_("Units"),
    "queue": N_("Queue"),
    "declines_by_party": N_("Declines by party"),
    "declines_by_reason": N_("Declines by reason"),
    "levels": N_("Levels of support"),
    "level_changes": N_("Changes {quarter}"),
    "visits_by_month": N_("Months"),
    "visits_by_site": N_("Sites"),
    "visits_by_channel": N_("Channels"),
    "visits_by_age": N_("Ages"),
    "visits_by_topic": N_("Topics"),
    "visits_by_outcome": N_("Outcomes"),
    "visits_by_where": N_("Where to"),
    "solved_by_site": N_("Helped, sites"),
    "solved_by_month": N_("Helped, months"),
    "directed_by_site": N_("Directed, sites"),
    "directed_by_month": N_("Directed, months"),
    "forwarded_social_by_site": N_("Social, sites"),
    "forwarded_social_by_month": N_("Social, months"),
    "forwarded_health_by_site": N_("Health, sites"),
    "forwarded_health_by_month": N_("Health, months"),
}
"""The same where there is room for a word or two, as on the tab of a sheet: at most 24 characters."""
SITE, MONTH = N_("site"), N_("month")
GROUPS = {
    "requests_by_month": MONTH,
    "requests_by_channel": N_("way of contact"),
    "outcomes": N_("how it ended"),
    "first_attempt_days": N_("waited"),
    "lead_time_days": N_("lead time"),
    "requests_by_unit": N_("unit"),
    "queue": N_("day"),
    "declines_by_party": N_("whose doing"),
    "declines_by_reason": N_("reason"),
    "levels": N_("level"),
    "level_changes": N_("change"),
    "visits_by_month": MONTH,
    "visits_by_site": SITE,
    "visits_by_channel": N_("channel"),
    "visits_by_age": N_("age"),
    "visits_by_topic": N_("topic"),
    "visits_by_outcome": N_("outcome of the matter"),
    "visits_by_where": N_("where to"),
    "solved_by_site": SITE,
    "solved_by_month": MONTH,
    "directed_by_site": SITE,
    "directed_by_month": MONTH,
    "forwarded_social_by_site": SITE,
    "forwarded_social_by_month": MONTH,
    "forwarded_health_by_site": SITE,
    "forwarded_health_by_month": MONTH,
}
"""What the rows of a breakdown are: the heading above them."""


def table_label(table: Table) -> str:
    """The words for a breakdown, with the part of the period that it is of."""
    quarter = words.quarter(table.part) if table.part else ""
    return _(TABLES[table.ident]).format(quarter=quarter)


def table_ident(table: Table) -> str:
    """The name of a breakdown among all of its report, such as `level_changes_2026-Q2`."""
    return f"{table.ident}_{table.part}" if table.part else table.ident


def short_title(table: Table) -> str:
    """The words for a breakdown on the tab of a sheet."""
    return _(SHORT[table.ident]).format(quarter=table.part)


def group_label(table: Table) -> str:
    """The heading of the rows of a breakdown."""
    return _(GROUPS[table.ident])
