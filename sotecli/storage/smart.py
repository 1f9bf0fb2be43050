"""The figures of a model's own goals, counted by SQLite itself; `core.smart_report` says what they mean."""

from datetime import date
from typing import NamedTuple

from sotecli.core.appointment_counts import AppointmentCounts, Count
from sotecli.core.feedback import Span, only_span
from sotecli.core.feedback_report import Counts, agreed, behind, kinds_at
from sotecli.core.planned_services import planned_services, services_in_time
from sotecli.core.report import quarters_within
from sotecli.core.smart import CANCELLED, CONCERNS, COPING, IN_TIME, POSITIVE, Smart, window_of
from sotecli.core.smart_relations import cohort_days
from sotecli.core.smart_report import Counted, Exposure, Tally
from sotecli.storage import appointment_counts, feedback_counts, referrals
from sotecli.storage.database import Database, Row

Days = tuple[date, date]
# What was answered to one question, with consent, by the clients of a model.
GIVEN = """
WITH given AS (
  SELECT cases.client, value, on_day, feedback_answers.id
  FROM feedback_answers JOIN cases ON cases.ref = feedback_answers.ref
  WHERE cases.model = :model AND set_id = :questions AND feedback_answers.version = :asked AND item = :item
)
"""
WORST = """
SELECT client, min(value) AS value FROM given WHERE on_day BETWEEN :start AND :end GROUP BY client
"""
LATEST = """
SELECT client, value, max(on_day || printf('%012d', id)) FROM given WHERE on_day BETWEEN :start AND :end GROUP BY client
"""
SHARE = "SELECT count(*) AS base, coalesce(sum(value >= :threshold), 0) AS part FROM ({per_client})"
LOST = """
SELECT count(DISTINCT client) AS persons FROM given WHERE on_day < :start
  AND client NOT IN (SELECT client FROM given WHERE on_day BETWEEN :start AND :end)
"""
CLIENTS = """
SELECT count(DISTINCT client) AS persons FROM cases
WHERE model = :model AND opened_on <= :end AND (closed_on IS NULL OR closed_on >= :start)
"""
# A window ends with its last day; the day of the opening is the first one after.
COHORT = """
WITH cohort AS (
  SELECT ref, client, opened_on, date(opened_on, :back, 'floor') AS since, min(
    date(:end, '+1 day'), coalesce(date(closed_on, '+1 day'), '9999-12-31'), date(opened_on, :ahead, 'floor')
  ) AS until FROM cases WHERE model = :model AND opened_on BETWEEN :start AND :end
),
told AS (
  SELECT client, concerns.on_day < opened_on AS before FROM cohort JOIN concerns ON concerns.ref = cohort.ref
  WHERE concerns.on_day >= since AND concerns.on_day < until
)
"""
EXPOSED = """
SELECT count(DISTINCT client) AS persons, total(julianday(opened_on) - julianday(since)) AS before,
  total(julianday(until) - julianday(opened_on)) AS after FROM cohort
"""
REPORTS = """
SELECT coalesce(sum(before), 0) AS before, coalesce(sum(NOT before), 0) AS after,
  count(DISTINCT iif(before, client, NULL)) AS persons_before,
  count(DISTINCT iif(before, NULL, client)) AS persons_after FROM told
"""
NOBODYS = """
SELECT count(*) AS reports FROM concerns WHERE ref IS NULL AND model = :model AND on_day BETWEEN :start AND :end
"""


class Asked(NamedTuple):
    """A goal of a model, over a period, with what must hold of its questions."""

    model: str
    goal: Smart
    period: Days
    today: date
    baseline: bool
    """Whether its baseline can be compared with."""


def counted(database: Database, asked: Asked) -> Counted:
    """What is to be counted of a goal over whole months.

    Raises:
        QuestionsChangedError: Other questions were asked in a part of the time.
    """
    if asked.goal.measure == CONCERNS:
        return _concerns(database, asked)
    if asked.goal.measure == IN_TIME:
        return _planned(database, asked)
    if asked.goal.measure == CANCELLED:
        return _appointments(database, asked)
    return _of_answers(database, asked)


def _planned(database: Database, asked: Asked) -> Counted:
    """Clients who got each service of their plan by its promised day, of those of whom it can be said."""
    services = planned_services(referrals.planned(database, asked.model), asked.today)
    whole = services_in_time(services, *asked.period)
    everybody = whole.clients + whole.pending
    if not everybody:
        return Counted()
    found = [(part, services_in_time(services, *days)) for part, days in quarters_within(asked.period)]
    return Counted(
        whole=Tally(whole.in_time, whole.clients),
        parts=tuple((part, Tally(one.in_time, one.clients)) for part, one in found),
        beside=(("pending", Tally(whole.pending, everybody)),),
    )


def _appointments(database: Database, asked: Asked) -> Counted:
    """Appointments that the client cancelled or missed, of those booked."""
    whole = appointment_counts.counts(database, asked.model, *asked.period)
    if not whole.booked.visits:
        return Counted()
    apart = {"late": whole.late, "organisation": whole.organisation, "unrecorded": whole.unrecorded}
    found = [
        (part, appointment_counts.counts(database, asked.model, *days)) for part, days in quarters_within(asked.period)
    ]
    return Counted(
        whole=_of_booked(whole.lost, whole),
        parts=tuple((part, _of_booked(one.lost, one)) for part, one in found),
        beside=tuple((name, _of_booked(count, whole)) for name, count in apart.items()),
    )


def _of_booked(count: Count, of: AppointmentCounts) -> Tally:
    """Some of the booked appointments, with the persons behind."""
    persons = of.booked.persons
    return Tally(count.visits, of.booked.visits, (persons, count.persons, persons - count.persons))


def _of_answers(database: Database, asked: Asked) -> Counted:
    """A goal that is counted from answers to one question."""
    goal, (start, end) = asked.goal, asked.period
    days = window_of(goal, asked.period) if goal.measure == COPING else asked.period
    span = _span(database, asked, (min(start, days[0]), end))
    baseline = goal.baseline if asked.baseline else None
    others = bool(baseline and span and _other(database, asked, baseline, span))
    tally = _positive if goal.measure == POSITIVE else _clients
    whole = tally(database, asked, span, days)
    response, could_be_asked = _response(database, asked, days, whole)
    return Counted(
        whole=whole,
        parts=tuple((part, tally(database, asked, span, of_part)) for part, of_part in quarters_within(asked.period)),
        response=response,
        asked=could_be_asked,
        baseline=tally(database, asked, span, baseline) if baseline and not others else None,
        lost=_persons(database, GIVEN + LOST, asked, days, span) if goal.measure == COPING else None,
        other_questions=others,
    )


def _span(database: Database, asked: Asked, days: Days) -> Span | None:
    """The version of the goal's questions that was answered, if any was."""
    span = only_span(feedback_counts.counts(database, asked.model, days).spans)
    return span if span and span.questions == asked.goal.questions else None


def _other(database: Database, asked: Asked, days: Days, span: Span) -> bool:
    found = feedback_counts.counts(database, asked.model, days).spans
    return any((one.questions, one.version) != (span.questions, span.version) for one in found)


def _positive(database: Database, asked: Asked, span: Span | None, days: Days) -> Tally:
    """Positive answers of all answers, with at most as many persons behind them as answered anything."""
    if not span:
        return Tally(0, 0)
    counts = feedback_counts.counts(database, asked.model, days)
    item, kinds = asked.goal.item or "", kinds_at(asked.goal.threshold or 0)
    values = counts.answers.get(item, {})
    part = sum(count for value, count in values.items() if value in kinds[0])
    return Tally(part, sum(values.values()), behind(counts, item, kinds), agreed(counts, item, kinds))


def _clients(database: Database, asked: Asked, span: Span | None, days: Days) -> Tally:
    """Clients whose answers are positive, of those who gave one: each of them, or where coping is asked the last."""
    per_client = LATEST if asked.goal.measure == COPING else WORST
    threshold = {"threshold": asked.goal.threshold}
    row = _one(database, GIVEN + SHARE.format(per_client=per_client), **_told(asked, days, span), **threshold)
    return Tally(row["part"], row["base"])


def _response(database: Database, asked: Asked, days: Days, whole: Tally) -> tuple[Tally, Counts | None]:
    """How many answered this question: of those asked, with what could have been asked about; or of all clients."""
    if asked.goal.measure == POSITIVE:
        counts = feedback_counts.counts(database, asked.model, days)
        return Tally(whole.base, counts.asked, (counts.asked_persons,)), counts
    clients = _persons(database, CLIENTS, asked, days, None)
    return Tally(min(whole.base, clients), clients), None


def _persons(database: Database, sql: str, asked: Asked, days: Days, span: Span | None) -> int:
    return int(_one(database, sql, **_told(asked, days, span))["persons"])


def _told(asked: Asked, days: Days, span: Span | None) -> dict[str, object]:
    start, end = (day.isoformat() for day in days)
    version = span.version if span else 0
    goal = {"questions": asked.goal.questions, "item": asked.goal.item}
    return {"model": asked.model, "start": start, "end": end, "asked": version, **goal}


def _concerns(database: Database, asked: Asked) -> Counted:
    """Reports over the time after and before the opening of each case that was opened in the period."""
    months = asked.goal.window_months
    start, end = (day.isoformat() for day in asked.period)
    told = {"model": asked.model, "start": start, "end": end, "back": f"-{months} months", "ahead": f"+{months} months"}
    exposed, reports = _one(database, COHORT + EXPOSED, **told), _one(database, COHORT + REPORTS, **told)
    before, after = (
        Exposure(reports[when], exposed[when], _behind(exposed["persons"], reports[f"persons_{when}"]))
        for when in ("before", "after")
    )
    nobodys = _nobodys(database, asked, asked.period)
    return Counted(whole=after, before=before, nobodys=nobodys, cohort=_cohort(database, asked))


def _behind(persons: int, told: int) -> tuple[int, ...]:
    return persons, told, persons - told


def _cohort(database: Database, asked: Asked) -> Tally | None:
    """Reports about nobody's case: in the baseline, and in as many days after it as have come of them."""
    if not asked.goal.baseline:
        return None
    after_it = cohort_days(asked.goal.baseline, asked.period[1])
    before, after = (_nobodys(database, asked, days) for days in (asked.goal.baseline, after_it))
    return Tally(before, after)


def _nobodys(database: Database, asked: Asked, days: Days) -> int:
    """Reports about nobody's case that came on some days."""
    start, end = (day.isoformat() for day in days)
    return int(_one(database, NOBODYS, model=asked.model, start=start, end=end)["reports"])


def _one(database: Database, sql: str, **parameters: object) -> Row:
    (row,) = database.rows(sql, **parameters)
    return row
