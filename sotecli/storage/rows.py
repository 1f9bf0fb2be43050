"""What the tables of requests and of cases have in common: rows by their reference, and values as they are kept."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from sotecli.core.codes import PauseReason
from sotecli.core.moment import HELSINKI, to_text
from sotecli.core.pauses import Pause
from sotecli.core.reference import RANDOM_LENGTH
from sotecli.errors.missing import AmbiguousReferenceError, UnknownReferenceError
from sotecli.storage.database import Database, Row, stored_day

Value = TypeVar("Value")
CANDIDATES = 6
WHOLE = len("P-") + RANDOM_LENGTH + 1


def day_begins(day: date) -> str:
    """The instant at which a day begins in Helsinki, as it is stored."""
    return to_text(datetime.combine(day, time(), HELSINKI))


def by_reference(database: Database, table: str, ref: str, reader: Callable[[Row], Value]) -> Value:
    """The row of a reference, or of the beginning of one, as `reader` reads it.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    if len(ref) == WHOLE:
        rows = database.rows(f"SELECT * FROM {table} WHERE ref = :ref", ref=ref)  # noqa: S608 (our own tables)
    else:
        sql = f"SELECT * FROM {table} WHERE ref >= :ref AND ref < :end ORDER BY ref LIMIT {CANDIDATES}"  # noqa: S608 (our own tables)
        rows = database.rows(sql, ref=ref, end=ref + "~")
    if not rows:
        raise UnknownReferenceError(ref=ref)
    if len(rows) > 1:
        raise AmbiguousReferenceError(ref=ref, candidates=", ".join(row["ref"] for row in rows))
    return database.value(reader, rows[0])


def kept(values: Mapping[str, object]) -> dict[str, object]:
    """Values as columns keep them: flags as numbers, days and instants as text, lists as JSON."""
    return {key: _kept(value) for key, value in values.items()}


def _kept(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, tuple) else value


def pause_of(row: Row) -> Pause:
    """A pause, of a request or of a case."""
    return Pause(stored_day(row["from_on"]), stored_day(row["until_on"]), PauseReason(row["reason"]))
