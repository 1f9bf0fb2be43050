"""What the figures about visits, feedback and the goals of a model mean; behind a goal's dot stands what is counted."""

from sotecli.core.smart import CANCELLED, CONCERNS, COPING, IN_TIME, MET_EVERY, POSITIVE
from sotecli.core.visit_places import SHARES
from sotecli.i18n import N_
from sotecli.render.report_meanings import Meaning

VISITS = N_("visits and groups")
FEEDBACK = N_("feedback that was asked for after contacts")
REPORTS = N_("concern reports and cases")
REFERRALS = N_("referrals and services planned with clients")
APPOINTMENTS = N_("appointments")
CLIENTS, MATTERS = N_("the clients"), N_("the matters")
"""Said at length where they are counted themselves."""
BOOKED = N_("appointments booked for the period")
MEANINGS = {
    "visits": Meaning(N_("Visits of the period; one visit is one meeting."), N_("visits"), source=VISITS),
    "visit_clients": Meaning(
        N_("Persons who visited, each counted once."),
        N_("clients: persons with a visit that is not marked as a return visit"),
        source=VISITS,
    ),
    "matters": Meaning(
        N_("What people came for; a visit may have several matters."), N_("matters of the visits"), source=VISITS
    ),
    "solved_at_first": Meaning(
        N_("The share of clients who were helped with everything at the first meeting."),
        N_("clients all of whose matters were helped with here"),
        CLIENTS,
        VISITS,
    ),
    "helped_or_directed": Meaning(
        N_("The share of clients who were helped here or directed to somebody outside the county."),
        N_("clients all of whose matters were helped with here or directed outside"),
        CLIENTS,
        VISITS,
    ),
    "directed_outside": Meaning(
        N_("The share of matters with which people were directed outside the county."),
        N_("matters directed outside the county"),
        MATTERS,
        VISITS,
    ),
    "forwarded_social": Meaning(
        N_("The share of matters that were forwarded to social services."),
        N_("matters forwarded to social services"),
        MATTERS,
        VISITS,
    ),
    "forwarded_health": Meaning(
        N_("The share of matters that were forwarded to health services."),
        N_("matters forwarded to health services"),
        MATTERS,
        VISITS,
    ),
    "minutes_per_visit": Meaning(
        N_("How many minutes a visit took, as a mean."), over=N_("visits whose minutes were told"), source=VISITS
    ),
    "groups": Meaning(N_("Groups and events of the period."), N_("groups and events"), source=VISITS),
    "participants": Meaning(
        N_("Who took part in groups and events; whoever came twice is counted twice, and none of them is a client."),
        N_("participants"),
        source=VISITS,
    ),
    "visits_by_month": Meaning(N_("Visits by month, with the clients who made them."), over=CLIENTS, source=VISITS),
    "visits_by_site": Meaning(N_("Visits by site, with the clients who made them."), over=CLIENTS, source=VISITS),
    "visits_by_channel": Meaning(
        N_("Visits by the way in which people came or called, with the clients who made them."),
        over=CLIENTS,
        source=VISITS,
    ),
    "visits_by_age": Meaning(
        N_("Visits by the age that people told, with the clients who made them."), over=CLIENTS, source=VISITS
    ),
    "visits_by_topic": Meaning(
        N_("Matters by topic, with the clients who brought them; one person may be in several rows."),
        over=CLIENTS,
        source=VISITS,
    ),
    "visits_by_outcome": Meaning(
        N_("Matters by what came of them, with the clients who brought them; one person may be in several rows."),
        over=CLIENTS,
        source=VISITS,
    ),
    "visits_by_where": Meaning(
        N_("Matters that were directed outside the county, by where; one person may be in several rows."),
        over=N_("clients directed outside the county"),
        source=VISITS,
    ),
    "answered": Meaning(
        N_("The share that answered, of those who were asked."),
        N_("feedback with an answer"),
        N_("feedback that was asked for"),
        FEEDBACK,
    ),
    "asked": Meaning(
        N_("After how large a share of the contacts feedback was asked for."),
        N_("contacts after which feedback was asked for"),
        N_("two-way contacts, appointments that were held, and visits"),
        FEEDBACK,
    ),
    "positive": Meaning(
        N_("The share of positive answers to the question; from which answer on is fixed in the set of questions."),
        N_("answers from that one on"),
        N_("answers to the question"),
        FEEDBACK,
    ),
    "mean": Meaning(
        N_("The mean of the answers to the question."), over=N_("answers to the question"), source=FEEDBACK
    ),
    "nps": Meaning(
        N_("The percentage of answers from 9 to 10 less the percentage of answers from 0 to 6."),
        over=N_("answers to the question"),
        source=FEEDBACK,
    ),
    MET_EVERY: Meaning(
        N_("The share of clients who felt met in every contact."),
        N_("clients all of whose linked answers are positive"),
        N_("clients with at least one linked answer"),
        FEEDBACK,
    ),
    POSITIVE: Meaning(
        N_("The share of positive answers."), N_("positive answers"), N_("answers, anonymous and linked"), FEEDBACK
    ),
    IN_TIME: Meaning(
        N_("The share of clients who got each planned service by its promised day."),
        N_("clients who got each of them in time"),
        N_("clients with a service that was promised for a day of the period"),
        REFERRALS,
    ),
    COPING: Meaning(
        N_("The share of clients who cope, by their last answer within the months that the model says."),
        N_("clients whose last answer is at the threshold or above"),
        N_("clients with an answer within those months"),
        FEEDBACK,
    ),
    CONCERNS: Meaning(
        N_("Concern reports about clients from the opening of each case on, per 100 client-months."),
        N_("concern reports"),
        N_("client-months of the cases opened in the period"),
        REPORTS,
    ),
    CANCELLED: Meaning(
        N_("The share of appointments that the client cancelled or missed."),
        N_("appointments that the client cancelled or missed"),
        BOOKED,
        APPOINTMENTS,
    ),
    "response": Meaning(
        N_("How many answered the goal's question, of those who were asked; it stands beside every result."),
        N_("feedback with an answer to it"),
        N_("feedback that was asked for"),
        FEEDBACK,
    ),
    "clients_response": Meaning(
        N_("How many clients answered the goal's question, of all whom the goal is about."),
        N_("clients with an answer to it"),
        N_("clients with a case by the model"),
        FEEDBACK,
    ),
    "baseline": Meaning(
        N_("The same figure over the days before anything was changed, where the definition was fixed before them."),
        source=FEEDBACK,
    ),
    "before": Meaning(
        N_("The same figure for the same clients, over a time before their cases were opened."),
        N_("concern reports"),
        N_("client-months before the cases were opened"),
        REPORTS,
    ),
    "cohort": Meaning(
        N_("Concern reports of the period about persons without a case; they are in no rate."), source=REPORTS
    ),
    "cohort_before": Meaning(
        N_("Concern reports about persons without a case, in the days of the baseline."), source=REPORTS
    ),
    "cohort_after": Meaning(
        N_("Concern reports about persons without a case, over as long a time after the baseline."), source=REPORTS
    ),
    "lost": Meaning(
        N_("Clients who answered before the months that are counted and no more in them."),
        N_("persons whose answers have ended"),
        source=FEEDBACK,
    ),
    "pending": Meaning(
        N_("The share of clients of whom nothing can be said yet: their promised day is still to come."),
        N_("clients who may still get the services in time"),
        N_("clients with a service that was promised for a day of the period"),
        REFERRALS,
    ),
    "late": Meaning(
        N_("The share of appointments that the client cancelled less than 24 hours before."),
        N_("appointments cancelled late"),
        BOOKED,
        APPOINTMENTS,
    ),
    "organisation": Meaning(
        N_("The share of appointments that the organisation cancelled; they are no client's doing."),
        N_("appointments that the organisation cancelled"),
        BOOKED,
        APPOINTMENTS,
    ),
    "unrecorded": Meaning(
        N_("The share of appointments of which nobody has noted how they went."),
        N_("past appointments without a note"),
        BOOKED,
        APPOINTMENTS,
    ),
}
MEANINGS |= {f"{name}_by_{what}": MEANINGS[ident] for ident, name in SHARES.items() for what in ("site", "month")}
