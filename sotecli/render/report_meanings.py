"""What the figures about requests and cases mean: the definition, what is counted, over whom, and from which data."""

from typing import NamedTuple

from sotecli.i18n import N_


class Meaning(NamedTuple):
    """What a figure means, as messages; `over` is what a share or a mean is taken of, or a breakdown's whole."""

    definition: str
    counted: str = ""
    over: str = ""
    source: str = N_("contact requests and their contact log")


CASES = N_("cases and the steps of their history")
CUSTODY = N_("the custody's own tally")
COHORT = N_("requests that arrived in the period, without duplicates")
REACHED = N_("persons with at least one two-way contact")
TRIED = N_("requests with at least one attempt")
OPEN = N_("persons with an open case at the end of the last day")
MEANINGS = {
    "requests": Meaning(
        N_("Contact requests that arrived in the period. One request counts as one person."),
        COHORT,
    ),
    "assigned": Meaning(
        N_("The share that was ever given to a personal worker."),
        N_("requests that ever had a personal worker"),
        COHORT,
    ),
    "attempted_in_time": Meaning(
        N_("The share that was first tried on or before the last promised day, whether the person was reached or not."),
        N_("requests first tried on or before the promised day"),
        N_("requests whose promised day has passed, or that were tried"),
    ),
    "attempted_in_time_from_arrival": Meaning(
        N_("The same share with the promise counted from the day of arrival, as if there were no cut-off hour."),
        N_("requests first tried on or before that day"),
        N_("requests whose day has passed, or that were tried"),
    ),
    "reached": Meaning(
        N_("The share with whom a two-way contact was made, whatever the person then wished."),
        REACHED,
        N_("requests whose contact details worked"),
    ),
    "reached_by_phone": Meaning(
        N_("Of those who were called, the share that answered at least one call."),
        N_("requests with an answered call"),
        N_("requests with at least one call"),
    ),
    "contacts_per_request": Meaning(
        N_("How many two-way contacts a person who was reached had, as a mean."),
        N_("two-way contacts of the persons reached"),
        REACHED,
    ),
    "guided": Meaning(
        N_("Of those reached, the share that was guided to a service."),
        N_("persons who got guidance or a service, or whose request was closed as guided"),
        REACHED,
    ),
    "became_client": Meaning(
        N_("Of those reached, the share with whom a clientship was agreed. A request alone makes nobody a client."),
        N_("requests closed with a clientship agreed"),
        REACHED,
    ),
    "not_reached": Meaning(
        N_("Of the closed requests, the share in which the person was never reached."),
        N_("requests closed as not reached"),
        N_("closed requests"),
    ),
    "working_days_to_first_attempt": Meaning(
        N_("Half of those who were tried waited this long or less: working days from the day of arrival."),
        over=TRIED,
    ),
    "working_days_to_first_attempt_from_receipt": Meaning(
        N_("The same median, counted from the day on which the request counts as arrived by the cut-off hour."),
        over=TRIED,
    ),
    "offered": Meaning(
        N_("Persons who were offered the possibility to leave a request."), N_("persons offered"), source=CUSTODY
    ),
    "uptake": Meaning(
        N_("Of those who were offered it, the share that left a request."), COHORT, N_("persons offered"), CUSTODY
    ),
    "requests_by_month": Meaning(
        N_("Requests by the month in which they arrived. Months at the ends of the period may be parts."), over=COHORT
    ),
    "requests_by_channel": Meaning(N_("Requests by the way in which the person wished to be contacted."), over=COHORT),
    "outcomes": Meaning(
        N_("Closed requests by how they ended. Not crossed with months: the groups would be too small."),
        over=N_("closed requests"),
    ),
    "requests_by_unit": Meaning(N_("Requests by the unit at which they arrived."), over=COHORT),
    "first_attempt_days": Meaning(
        N_("How long those who were tried waited for the first attempt: working days from the day of arrival."),
        over=TRIED,
    ),
    "placements": Meaning(N_("Persons who moved in."), N_("persons with a placement in the period"), source=CASES),
    "lead_time": Meaning(
        N_("Half of the cases came from the model's first step to its last one in so many calendar days or fewer."),
        over=N_("cases that reached the last step in the period"),
        source=CASES,
    ),
    "lead_time_days": Meaning(
        N_("Persons by how many calendar days the path took them from the model's first step to its last one."),
        over=N_("persons who reached the last step in the period"),
        source=CASES,
    ),
    "offers_per_placement": Meaning(
        N_("How many places were offered before a placement, as a mean."),
        N_("offers made before those placements, in the same cases"),
        N_("placements of the period"),
        CASES,
    ),
    "visits_before_decision": Meaning(
        N_("The share that visited the place before the first decision."),
        N_("persons with a visit before their first decision"),
        N_("persons whose first decision came in the period"),
        CASES,
    ),
    "estimate_told": Meaning(
        N_("The share that was told an estimated waiting time."),
        N_("those who were told one by the end of the period"),
        N_("persons who entered the queue in the period"),
        CASES,
    ),
    "queue": Meaning(N_("Persons in the queue at the end of a day. A stock: the days do not add up."), source=CASES),
    "declines_by_party": Meaning(
        N_("Declined places by whose doing it was, each time counted; one person may be in several rows."),
        over=N_("persons with a declined place in the period"),
        source=CASES,
    ),
    "declines_by_reason": Meaning(
        N_("Declined places by reason, each time counted; one person may be in several rows."),
        over=N_("persons with a declined place in the period"),
        source=CASES,
    ),
    "clients": Meaning(N_("Persons with an open case by this model."), OPEN, source=CASES),
    "reviews_on_time": Meaning(
        N_("The share of reviews that were made on or before their day."),
        N_("reviews made on or before their day"),
        N_("reviews whose day lies in the period and has passed, or that were made"),
        CASES,
    ),
    "has_worker": Meaning(N_("The share with a personal worker."), N_("persons with a personal worker"), OPEN, CASES),
    "special_support_covered": Meaning(
        N_("Of those who need special support, the share with a social worker in office as worker or pair."),
        N_("persons with a social worker in office as worker or pair"),
        N_("persons with an open case who need special support"),
        CASES,
    ),
    "levels": Meaning(N_("Persons by the level of their support at the end of the last day."), over=OPEN, source=CASES),
    "level_changes": Meaning(
        N_("Persons by how their support changed in the quarter, each person once."),
        over=N_("persons with a review or another change of level in the quarter"),
        source=CASES,
    ),
}
"""By the name of a figure or a breakdown."""
