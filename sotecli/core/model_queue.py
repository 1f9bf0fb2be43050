"""What a model says of its queue: whom a place can be offered to, and what each thing counts in the proposed order."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sotecli.core.model_lines import ModelLines
from sotecli.errors.model import Mistake

TABLE = "queue"
MOST_POINTS, LONGEST_WAIT = 9999, 36_500
URGENCIES = 3


class QueueRules(NamedTuple):
    """The `[queue]` table of a model; what it leaves out is as here."""

    requires: tuple[str, ...] = ()
    """The steps that must have been taken before a place can be offered."""
    offer_open: tuple[str, ...] = ()
    """The steps on which a place is on offer already, so that no other one is offered."""
    urgency: tuple[int, ...] = (300, 150, 0)
    """Points for urgency 1, 2 and 3; an urgency that nobody has told counts nothing."""
    per_day: int = 1
    """Points for each day in the queue."""
    most_days: int | None = None
    """The days after which waiting counts no more; `None`: each day counts, however long it gets."""
    per_wish: int = 20
    """Points for each wish that a place fits."""


def _idents(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _points(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_POINTS


def _urgency(value: object) -> bool:
    """One number for each urgency, and never more for a lesser one."""
    if not isinstance(value, list) or len(value) != URGENCIES or not all(map(_points, value)):
        return False
    return value == sorted(value, reverse=True)


def _days(value: object) -> bool:
    return type(value) is int and 1 <= value <= LONGEST_WAIT


CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("requires", "offer_open"), _idents),
    **dict.fromkeys(("per_day", "per_wish"), _points),
    "urgency": _urgency,
    "most_days": _days,
}


def queue_mistakes(document: Mapping[str, Any], lines: ModelLines, steps: Collection[object]) -> Iterator[Mistake]:
    """What is wrong with the `[queue]` table of a document; `steps` are the ids of its steps."""
    told = document.get(TABLE)
    for key, value in told.items() if isinstance(told, dict) else ():
        line = lines.at(TABLE, 0, key)
        if key not in CHECKS:
            yield Mistake(line, "unknown-key", key)
        elif not CHECKS[key](value):
            yield Mistake(line, "unfit", key)
        elif CHECKS[key] is _idents:
            yield from (Mistake(line, "unknown-step", ident) for ident in value if ident not in steps)


def read_queue(document: Mapping[str, Any]) -> QueueRules:
    """The rules of a document without mistakes."""
    told: dict[str, Any] = document.get(TABLE, {})
    read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return QueueRules(**read)
