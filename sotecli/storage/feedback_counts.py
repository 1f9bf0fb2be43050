"""What was answered and how many were asked, counted by SQLite itself; `core.feedback_report` says what it means."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sotecli.core.feedback import ANSWERED, LINKED, REQUESTS, VISITS, Span
from sotecli.core.feedback_report import Counts
from sotecli.storage.database import Database, Row
from sotecli.storage.rows import day_begins

ANSWERS = """
WITH given AS (
  SELECT month, model, set_id, version, item, value, CAST(count AS INTEGER) AS count, 0 AS linked
  FROM feedback_counts
  WHERE month BETWEEN :first AND :last AND (:model IS NULL OR model = :model) AND CAST(count AS INTEGER) > 0
  UNION ALL
  SELECT substr(on_day, 1, 7), model, set_id, version, item, value, 1, 1 FROM feedback_answers
  WHERE on_day BETWEEN :start AND :end AND (:model IS NULL OR model = :model)
)
"""
VALUES = f"{ANSWERS} SELECT model, linked, item, value, sum(count) AS count FROM given GROUP BY 1, 2, 3, 4"  # noqa: S608 (our own text)
SPANS = f"{ANSWERS} SELECT set_id, version, min(month) AS first, max(month) AS last FROM given GROUP BY 1, 2"  # noqa: S608 (our own text)
# An appointment is of a case or a request, and a request may have become a case: one person, however often asked.
TOLD = """
WITH asked AS (
  SELECT feedback_asked.ref, came_to, model, count, coalesce(arrangements.matter, feedback_asked.ref) AS matter
  FROM feedback_asked LEFT JOIN arrangements ON arrangements.ref = feedback_asked.ref
  WHERE month BETWEEN :first AND :last AND (:model IS NULL OR model = :model)
),
told AS (
  SELECT asked.*, came_to IN ('answered', 'linked') AS answered,
    coalesce(own.client, grown.client, matter) AS person, asked.ref LIKE 'site %' AS visits
  FROM asked LEFT JOIN cases AS own ON own.ref = matter LEFT JOIN cases AS grown ON grown.request = matter
)
"""
PERSONS = """count(DISTINCT iif(answered AND NOT visits, person, NULL))
  + coalesce(sum(iif(answered AND visits, count, 0)), 0) AS persons"""
ASKED = f"""{TOLD}
SELECT coalesce(sum(count), 0) AS asked, coalesce(sum(iif(answered, count, 0)), 0) AS answered, {PERSONS},
  count(DISTINCT iif(visits, NULL, person)) + coalesce(sum(iif(visits, count, 0)), 0) AS asked_persons,
  coalesce(sum(iif(ref LIKE 'A-%', 0, count)), 0) AS asked_contacts
FROM told
"""  # noqa: S608 (our own text)
# The parts of which another page may tell alone: the answers under each model, and the linked ones.
PARTS = f"""{TOLD}
SELECT ':' || model AS part, {PERSONS} FROM told GROUP BY model
UNION ALL SELECT came_to, {PERSONS} FROM told WHERE answered GROUP BY came_to
"""  # noqa: S608 (our own text)
# What can be asked about: a two-way contact with somebody who left a request, an appointment that was held, a visit.
CONTACTS = f"""
WITH met AS (
  SELECT contacts.ref AS matter FROM contacts
  WHERE at >= :begins AND at < :ends AND result IN ('reached', 'declined')
    AND coalesce(:model, '{REQUESTS}') = '{REQUESTS}'
  UNION ALL
  SELECT matter FROM appointments JOIN arrangements USING (ref) LEFT JOIN cases ON cases.ref = matter
  WHERE status = 'held' AND on_day BETWEEN :start AND :end
    AND (:model IS NULL OR coalesce(model, '{REQUESTS}') = :model)
),
visitors AS (
  SELECT coalesce(sum(events), 0) AS visits, coalesce(sum(persons), 0) AS persons FROM visit_totals
  WHERE what = 'visits' AND month BETWEEN :first AND :last AND coalesce(:model, '{VISITS}') = '{VISITS}'
)
SELECT count(matter) + max(visits) AS contacts,
  count(DISTINCT coalesce(own.client, grown.client, matter)) + max(persons) AS contact_persons
FROM visitors LEFT JOIN met ON true LEFT JOIN cases AS own ON own.ref = matter
  LEFT JOIN cases AS grown ON grown.request = matter
"""  # noqa: S608 (our own codes)


def counts(database: Database, model: str | None, period: tuple[date, date]) -> Counts:
    """The counts over the whole months of a period, under one model or all."""
    start, end = period
    months = {"first": start.isoformat()[:7], "last": end.isoformat()[:7], "model": model}
    days = {"start": start.isoformat(), "end": end.isoformat()}
    with database.transaction(keep=False):  # all figures of one moment
        given = database.rows(VALUES, **months, **days)
        asked = _one(database, ASKED, **months)
        instants = {"begins": day_begins(start), "ends": day_begins(end + timedelta(1))}
        met = _one(database, CONTACTS, **months, **days, **instants)
        return Counts(
            answers=_answers(given),
            parts=_parts(given),
            persons_of={row["part"]: row["persons"] for row in database.rows(PARTS, **months)},
            contacts=met["contacts"],
            contact_persons=met["contact_persons"],
            spans=frozenset(map(_span, database.rows(SPANS, **months, **days))),
            **{key: asked[key] for key in asked.keys()},  # noqa: SIM118 (a row of the driver is no mapping)
        )


def first_day(database: Database) -> date | None:
    """The first day of the month in which feedback was first asked."""
    row = database.row("SELECT min(month) AS month FROM feedback_asked")
    return date.fromisoformat(f"{row['month']}-01") if row and row["month"] else None


def _answers(given: Sequence[Row]) -> dict[str, dict[int, int]]:
    """Question -> value -> answers."""
    found: dict[str, Counter[int]] = {}
    for row in given:
        found.setdefault(row["item"], Counter())[row["value"]] += row["count"]
    return {item: dict(values) for item, values in found.items()}


def _parts(given: Sequence[Row]) -> dict[str, dict[str, dict[int, int]]]:
    """Question -> part -> value -> answers: each answer is in the part of its model, and in that of its link."""
    found: dict[str, dict[str, Counter[int]]] = {}
    for row in given:
        for part in (f":{row['model']}", LINKED if row["linked"] else ANSWERED):
            found.setdefault(row["item"], {}).setdefault(part, Counter())[row["value"]] += row["count"]
    return {item: {part: dict(values) for part, values in parts.items()} for item, parts in found.items()}


def _span(row: Row) -> Span:
    return Span(row["set_id"], row["version"], row["first"], row["last"])


def _one(database: Database, sql: str, **parameters: object) -> Row:
    (row,) = database.rows(sql, **parameters)
    return row
