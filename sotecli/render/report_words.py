"""The words of reports: their figures and breakdowns, why something is hidden, and what was counted over whom."""

from sotecli.i18n import N_

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
    "queue": N_("In the queue at the end of the day"),
    "declines_by_party": N_("Declined places by whose doing it was"),
    "declines_by_reason": N_("Declined places by reason"),
    "levels": N_("Persons by level of support on the last day"),
    "level_changes": N_("Changes of support in {quarter}"),
}
REASONS = {
    "small_count": N_("hidden: here or beside it are too few persons"),
    "band": N_("a band of five points, because it is of fewer than 20 persons"),
    "base_hidden": N_("how many persons it is of is hidden; a half is left out"),
    "no_tally": N_("no tally from the custody yet"),
    "not_in_model": N_("the model does not say it"),
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
RULE_WORDS = {
    "persons": N_("Persons are counted; where events are, the persons behind them are held against the rules, too."),
    "counts": N_("1–{most} persons are never shown, {threshold} or more exactly; nothing is rounded."),
    "complementary": N_("Whatever would tell a hidden figure by adding and subtracting is hidden, too."),
    "bases": N_(
        "Rates, means and medians need at least {base} persons; a rate of fewer than 20 is a band of five points."
    ),
    "extremes": N_("No smallest and no largest value is shown."),
    "cohort": N_("A group of fewer than 10 persons is not broken down."),
    "groups": N_("0 % and 100 % of a group are not shown, except where they tell nothing of a person."),
    "one-way": N_("Groups are by one thing at a time, days by months or longer; small months are put together."),
    "ledger": N_(
        "A figure changes when at least {threshold} persons have come or gone since each earlier release; else the old "
        "one is repeated with its day."
    ),
    "attack": N_(
        "Before a release the program attacks it: every hidden row and every small group must be possible with 1, 2 … "
        "{most} persons, beside all earlier releases, and for somebody who is one of the persons."
    ),
}
"""The rules of disclosure control (`core.suppression.RULES`) in words."""
