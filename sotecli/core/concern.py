"""Concern reports (huoli-ilmoitukset): which of the three acts of the law, from whom, about whom, and on which day.

No content and no name: what a report says belongs into the official client record. Whether it came before or after is
never told but derived: of a case by the day of its opening, of the cohort as a whole by the model's baseline.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sotecli.core.codes import ConcernKind
from sotecli.core.smart import CONCERNS, Smart
from sotecli.errors.days import FutureError
from sotecli.errors.usage import MissingOptionError, TogetherError


class Concern(NamedTuple):
    """One report."""

    number: int
    ref: str | None
    """The case that it is about; `None` when it is about the cohort of the model and nobody's case."""
    model: str
    kind: ConcernKind
    source: str | None
    """A code of THL's set 6.1243; `None` when it was not told."""
    on: date
    worker: str
    at: datetime
    """When it was entered."""
    opened_on: date | None = None
    """When the case began."""


def must_be_about(ref: str | None, model: str | None) -> None:
    """Raise unless it is said once whom it is about.

    Raises:
        TogetherError: A case and a model.
        MissingOptionError: Neither.
    """
    if ref and model:
        raise TogetherError(one="REF", other="--model")
    if not ref and not model:
        raise MissingOptionError(option="REF / --model")


def must_have_come(on: date, today: date) -> None:
    """Raise `FutureError` if the day has not come."""
    if on > today:
        raise FutureError(when=on)


def baseline_of(goals: Sequence[Smart]) -> tuple[date, date] | None:
    """The baseline of the model's goal about concern reports, where it has one."""
    return next((goal.baseline for goal in goals if goal.measure == CONCERNS and goal.baseline), None)


def came_before(concern: Concern, baseline: tuple[date, date] | None) -> bool | None:
    """Whether it came before the case, or the cohort's new way of working, began; `None` where nothing tells."""
    if concern.opened_on is not None:
        return concern.on < concern.opened_on
    return concern.on <= baseline[1] if baseline else None
