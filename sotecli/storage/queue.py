"""The queue of a model on any day: rows in, `Waiter` out; changes of the order and of what counts in it.

Every query goes by an index, so that the queue costs what its own length costs, however many cases there are.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sotecli.core.act import Act
from sotecli.core.case import Case, Taken
from sotecli.core.model import Model
from sotecli.core.moment import from_text, to_text
from sotecli.core.path import effective
from sotecli.core.queue import Facts, QueueChange, Waiter
from sotecli.storage import cases, log
from sotecli.storage.database import Database, Row
from sotecli.storage.rows import pause_of

# Who waits still is found apart from who waited then: together, SQLite would read every time that has ended.
WAITING = """
SELECT ref, from_on FROM case_queue INDEXED BY case_queue_waiting
WHERE model = :model AND to_on IS NULL AND from_on <= :on
UNION ALL
SELECT ref, from_on FROM case_queue INDEXED BY case_queue_waiting
WHERE model = :model AND to_on > :on AND from_on <= :on
"""
STANDING = """
SELECT cases.ref, cases.version, cases.urgency, cases.wishes,
  (SELECT max(to_on) FROM case_queue WHERE ref = cases.ref AND to_on <= :on) AS left_on
FROM json_each(:refs) AS asked CROSS JOIN cases ON cases.ref = asked.value
"""
STEPS = """
SELECT case_steps.* FROM json_each(:refs) AS asked CROSS JOIN case_steps ON case_steps.ref = asked.value
ORDER BY case_steps.ref, case_steps.number
"""
PAUSES = """
SELECT case_pauses.* FROM json_each(:refs) AS asked CROSS JOIN case_pauses ON case_pauses.ref = asked.value
ORDER BY case_pauses.id
"""
CHANGES = """
SELECT queue_changes.* FROM json_each(:refs) AS asked CROSS JOIN queue_changes ON queue_changes.ref = asked.value
ORDER BY queue_changes.id
"""
# Jumps from one model to the next, however many times in the queue each of them has.
MODELS = """
WITH RECURSIVE found (model) AS (
  SELECT (SELECT min(model) FROM case_queue)
  UNION ALL
  SELECT (SELECT min(model) FROM case_queue WHERE model > found.model) FROM found WHERE found.model IS NOT NULL
)
SELECT model FROM found WHERE model IS NOT NULL
"""
ADD = """
INSERT INTO queue_changes (ref, kind, on_day, worker, at, ground, urgency_was, urgency, wishes_was, wishes, position,
  ahead)
VALUES (:ref, :kind, :on_day, :worker, :at, :ground, :urgency_was, :urgency, :wishes_was, :wishes, :position, :ahead)
"""


def models_with_queue(database: Database) -> list[str]:
    """The models by which anybody waits or has waited."""
    return [row["model"] for row in database.rows(MODELS)]


def waiters(database: Database, model: str, on: date, version: Callable[[int], Model]) -> list[Waiter]:
    """Everybody who waited by a model on a day; `version` gives the versions that their cases go by."""
    since = {row["ref"]: row["from_on"] for row in database.rows(WAITING, model=model, on=on.isoformat())}
    refs = json.dumps(list(since))
    steps, pauses, changes = (_by_ref(database.rows(sql, refs=refs)) for sql in (STEPS, PAUSES, CHANGES))
    return [
        Waiter(
            ref=row["ref"],
            queued_on=date.fromisoformat(since[row["ref"]]),
            facts=Facts(row["urgency"], tuple(json.loads(row["wishes"]))),
            model=version(row["version"]),
            taken=tuple(effective([_taken(step) for step in steps.get(row["ref"], ())])),
            pauses=tuple(pause_of(pause) for pause in pauses.get(row["ref"], ())),
            changes=tuple(_change(change) for change in changes.get(row["ref"], ())),
            left_on=date.fromisoformat(row["left_on"]) if row["left_on"] else None,
        )
        for row in database.rows(STANDING, refs=refs, on=on.isoformat())
    ]


def changes(database: Database, ref: str) -> list[QueueChange]:
    """Every change of a case's place in the queue and of what counts there, in their order."""
    return [_change(row) for row in database.rows(CHANGES, refs=json.dumps([ref]))]


def change(database: Database, ref: str, decide: Callable[[Case], QueueChange], act: Act) -> tuple[Case, QueueChange]:
    """Read a case, let `decide` say what is changed, and store that, in one transaction.

    Raises:
        UnknownReferenceError: There is no such case; or whatever `decide` raises.
    """
    with cases.changing(database, ref, act) as before:
        decided = decide(before)
        row = _row(before.ref, decided)
        database.write(ADD, **row)
        database.write(
            "UPDATE cases SET urgency = :urgency, wishes = :wishes WHERE ref = :ref",
            urgency=row["urgency"],
            wishes=row["wishes"],
            ref=before.ref,
        )
        log.event(database, act, before.ref, {"queue": row})
    return before._replace(urgency=decided.now.urgency, wishes=decided.now.wishes), decided


def _by_ref(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["ref"], []).append(row)
    return found


def _taken(row: Row) -> Taken:
    """An entry, as far as the queue looks at it."""
    return Taken(
        number=row["number"],
        step=row["step"],
        on=date.fromisoformat(row["on_day"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        place=row["place"],
        corrects=row["corrects"],
    )


def _change(row: Row) -> QueueChange:
    return QueueChange(
        number=row["id"],
        kind=row["kind"],
        on=date.fromisoformat(row["on_day"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        ground=row["ground"],
        was=Facts(row["urgency_was"], tuple(json.loads(row["wishes_was"]))),
        now=Facts(row["urgency"], tuple(json.loads(row["wishes"]))),
        position=row["position"],
        ahead=tuple(json.loads(row["ahead"])),
    )


def _row(ref: str, change: QueueChange) -> dict[str, object]:
    return {
        "ref": ref,
        "kind": change.kind,
        "on_day": change.on.isoformat(),
        "worker": change.worker,
        "at": to_text(change.at),
        "ground": change.ground,
        "urgency_was": change.was.urgency,
        "urgency": change.now.urgency,
        "wishes_was": json.dumps(change.was.wishes),
        "wishes": json.dumps(change.now.wishes),
        "position": change.position,
        "ahead": json.dumps(change.ahead),
    }
