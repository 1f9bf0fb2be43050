"""What a report says of itself: its title, whether it may leave the unit, and what was counted over whom."""

from sotecli.i18n import N_

TITLES = {
    "visits": N_("Visits, {start} – {end}"),
    "pilot": N_("Contact requests, {start} – {end}"),
    "housing": N_("Cases by the model {model}, {start} – {end}"),
    "reviews": N_("Cases by the model {model}, {start} – {end}"),
    "goals": N_("The goals of the model {model}, {start} – {end}"),
    "feedback": N_("Feedback after contacts, {start} – {end}"),
}
INTERNAL = (
    N_("INTERNAL: exact figures, for the unit's own eyes. Not to be passed on."),
    N_("INTERNAL: exact figures, for the county's own evaluation. Not to be passed on."),
)
RELEASE = (
    N_("PREVIEW: what would leave the unit. It leaves the unit with --output and a second worker."),
    N_("Preview of what may be published of all units; figures of 1–{most} persons are hidden."),
)
EXACT = (
    N_("Exact figures for the unit's own use: {command}"),
    N_("Exact figures for the county's own evaluation: {command}"),
)
"""What one unit's report says, then what the county's says instead."""
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
    "combined": [
        N_(
            "Counted from the units' extracts. Each request is held to the promise of its own unit, and stands as it "
            "was on the day of the extract."
        ),
        N_("Do not publish this page beside a unit's own figures, or beside the same months of other units together."),
    ],
    "visits": [
        N_(
            "A visit is one meeting; it may have several matters. Clients are persons counted once: those of visits "
            "that are not marked as return visits. Participants of groups are none of these."
        ),
        N_(
            "Helped at the first meeting: clients all of whose matters were helped with here, of clients. Directed and "
            "forwarded: matters, of all matters. Minutes: of the visits for which they were told."
        ),
        N_(
            "The figures are of whole months. The months of sites, and shares by site or by month, are for the unit's "
            "own eyes only."
        ),
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
