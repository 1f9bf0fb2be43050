"""What a model says of a missed appointment: on which working days somebody reaches out, and the step that notes it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sotecli.core.model_lines import ModelLines
from sotecli.errors.model import Mistake

TABLE, DAYS, STEP = "recovery", "days", "step"
MOST_DAYS, MOST_TRIES = 250, 20


class RecoveryRules(NamedTuple):
    """The `[recovery]` table of a model; without one there are no days, and people decide on the next working day."""

    days: tuple[int, ...] = ()
    """Working days after a missed appointment, each later than the one before."""
    step: str | None = None
    """The step of the path that notes it, taken by people only."""


def _days(value: object) -> bool:
    """A few working days, each later than the one before."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_TRIES:
        return False
    if not all(type(day) is int and 1 <= day <= MOST_DAYS for day in value):
        return False
    return sorted(set(value)) == value


def recovery_mistakes(document: Mapping[str, Any], lines: ModelLines, steps: Collection[object]) -> Iterator[Mistake]:
    """What is wrong with the `[recovery]` table of a document; `steps` are the ids of its steps."""
    told = document.get(TABLE)
    if not isinstance(told, dict):
        return
    yield from (Mistake(lines.at(TABLE, 0, key), "unknown-key", key) for key in told if key not in {DAYS, STEP})
    if DAYS not in told:
        yield Mistake(lines.at(TABLE), "missing", DAYS)
    elif not _days(told[DAYS]):
        yield Mistake(lines.at(TABLE, 0, DAYS), "unfit", DAYS)
    step = told.get(STEP)
    if step is not None and not isinstance(step, str):
        yield Mistake(lines.at(TABLE, 0, STEP), "unfit", STEP)
    elif step is not None and step not in steps:
        yield Mistake(lines.at(TABLE, 0, STEP), "unknown-step", step)


def read_recovery(document: Mapping[str, Any]) -> RecoveryRules:
    """The rules of a document without mistakes."""
    told = document.get(TABLE, {})
    return RecoveryRules(tuple(told.get(DAYS, ())), told.get(STEP))
