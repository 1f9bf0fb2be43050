"""What a report says of itself: its title, whether it may leave the unit, and what was counted over whom."""

from sotecli.core.codes import Level
from sotecli.core.report import Metric, Report
from sotecli.core.suppression import LEAST_COHORT, Publishable
from sotecli.i18n import N_, _
from sotecli.render.repeats import repeated

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
    N_("PREVIEW: the report would leave the unit like this. Nothing has been released."),
    N_("PREVIEW: the report would leave the county like this. Nothing has been published."),
)
STILL_PREVIEW = (N_("PREVIEW: nothing has been released."), N_("PREVIEW: nothing has been published."))
EXACT = (
    N_("Exact figures for the unit's own use: {command}"),
    N_("Exact figures for the county's own evaluation: {command}"),
)
"""What one unit's report says, then what the county's says instead."""
TRAINING = N_("TRAINING: all persons are invented.")
NOBODY = N_("Nobody in this period.")
FEW = N_("Fewer than {least} persons, so no groups are shown. Wait for a longer period.")
UNCOMPARED = N_("This report was not compared with earlier releases.")
ALONE = N_("Do not publish it beside a unit's own figures, or beside the same months of other units together.")
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


def remarks(publishable: Publishable) -> list[str]:
    """What stands once above all figures: that there is little to see, or that they are older ones."""
    if publishable.nobody:
        return [_(NOBODY)]
    few = publishable.level is Level.RELEASE and _is_of_few(publishable.report)
    return [*([_(FEW).format(least=LEAST_COHORT)] if few else []), *repeated(publishable)]


def _is_of_few(report: Report) -> bool:
    """Whether every group is hidden and no figure that is shown speaks of as many persons as a group needs."""
    groups = [table for table in report.tables if table.shape != "stock"]
    hidden = bool(groups) and all(table.is_hidden for table in groups)
    stocks = [row.count or 0 for table in report.tables if table.shape == "stock" for row in table.rows]
    return hidden and max(stocks, default=0) < LEAST_COHORT and all(map(_may_be_of_few, report.metrics))


def _may_be_of_few(metric: Metric) -> bool:
    numbers = metric.numerator, metric.base, metric.persons
    has_numbers = metric.value is None or metric.numerator is not None
    return has_numbers and all((number or 0) < LEAST_COHORT for number in numbers)
