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
TABLES = {
    "requests_by_month": N_("Requests by month of arrival"),
    "requests_by_channel": N_("Requests by the wished way of contact"),
    "outcomes": N_("How closed requests ended"),
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
COUNTED = {
    **dict.fromkeys(
        ("visits_by_month", "visits_by_site", "visits_by_channel", "visits_by_age"), (N_("visits"), N_("clients"))
    ),
    **dict.fromkeys(("visits_by_topic", "visits_by_outcome", "visits_by_where"), (N_("matters"), N_("clients"))),
}
"""What the columns of a breakdown count, where it is not persons: the events, and who is behind them."""
GROUP = N_("group")
GROUPS = {
    "visits_by_month": N_("month"),
    "visits_by_site": N_("site"),
    "visits_by_channel": N_("channel"),
    "visits_by_age": N_("age"),
    "visits_by_topic": N_("topic"),
    "visits_by_outcome": N_("outcome of the matter"),
    "visits_by_where": N_("where to"),
}
"""What the rows of a breakdown are, where one word says it."""
REASONS = {
    "small_count": N_("too few persons to show"),
    "hidden_together": N_("hidden together with another figure"),
    "no_tally": N_("no tally from the custody yet"),
    "other_tally": N_("the custody's tally is not of just these days and sources"),
    "not_in_model": N_("the model does not say it"),
    "no_referrals": N_("no service was promised for a day in this time"),
    "no_appointments": N_("no appointments in this time"),
    "short_time": N_("less than one client-month, too short for a rate"),
}
ROWS = {"not-told": N_("not told"), "no-level": N_("no level yet")}
TITLES = {
    "visits": N_("Visits, {start} – {end}"),
    "pilot": N_("Contact requests, {start} – {end}"),
    "housing": N_("Cases by the model {model}, {start} – {end}"),
    "reviews": N_("Cases by the model {model}, {start} – {end}"),
    "goals": N_("The goals of the model {model}, {start} – {end}"),
    "feedback": N_("Feedback after contacts, {start} – {end}"),
}
NOTES = {
    "goals": [
        N_("Clients: those with a case by the model. Only answers that are linked with consent can be told by client."),
        N_(
            "Concern reports: per 100 client-months, from the opening of each case on and before it. The two have "
            "client-months of their own: a case that began lately has fewer after its opening than before it. Reports "
            "about nobody's case are in no rate."
        ),
        N_("Who was not asked or did not answer is in no numerator and in no denominator."),
    ],
    "feedback": [
        N_(
            "Answers are counted, by the months in which they were entered; one person may have answered several times."
        ),
        N_("Recommendation index: the share of 9–10 less the share of 0–6."),
        N_("Shares are of the answers to that question. Who was not asked or did not answer is no negative answer."),
    ],
    "pilot": [N_("One request counts as one person. Duplicates are left out.")],
    "visits": [
        N_(
            "A visit is one meeting; it may have several matters. Clients are persons counted once: those of visits "
            "that are not marked as return visits. Participants of groups are none of these."
        ),
        N_(
            "Helped at the first meeting: clients all of whose matters were helped with here, of clients. Directed and "
            "forwarded: matters, of all matters. Minutes: of the visits for which they were told."
        ),
        N_("The figures are of whole months. The months of sites are shown only if none of them is of too few."),
    ],
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
