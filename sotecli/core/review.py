"""What is told with a step or a review, held against the model: levels, reasons, parties."""

from typing import NamedTuple

from sotecli.core.case import Case, Taken
from sotecli.core.codes import ReviewOutcome
from sotecli.core.model import Model, ModelStep
from sotecli.errors.case import ReviewLevelError, UseReviewError
from sotecli.errors.usage import UnknownCodeError


class Told(NamedTuple):
    """What is told with a step."""

    level: str | None = None
    reason: str | None = None
    party: str | None = None
    place: str | None = None
    outcome: str | None = None


def missing(step: ModelStep, told: Told) -> list[str]:
    """What the step needs and was not told: `level`, `reason`, `party`, `place`."""
    return [need for need in step.needs if getattr(told, need) is None]


def kept_of(entry: Taken, told: Told) -> Told:
    """What is told, and for the rest what the entry of the same step had told."""
    return Told(*(new if new is not None else getattr(entry, field) for field, new in told._asdict().items()))


def must_have_outcome(case: Case, model: Model, entry: Taken) -> None:
    """Raise `UseReviewError` when a review is taken as a step, without what it came to."""
    if entry.step and model.step_named(entry.step).review == "done" and entry.outcome is None:
        raise UseReviewError(ref=case.ref)


def must_be_known(model: Model, step: ModelStep, told: Told) -> None:
    """Raise `UnknownCodeError` if the model has no such level, or no such reason for the step."""
    levels = [level.ident for level in model.levels]
    reasons = [reason.ident for reason in model.reasons_for(step)]
    for value, known in ((told.level, levels), (told.reason, reasons)):
        if value is not None and value not in known:
            raise UnknownCodeError(value=value, allowed=", ".join(known) or "–")


def reviewed_level(case: Case, outcome: ReviewOutcome, level: str | None, model: Model) -> str | None:
    """The level after a review; `None` when it must still be told.

    Raises:
        ReviewLevelError: The level does not fit the outcome.
        UnknownCodeError: The model has no such level.
    """
    order = [found.ident for found in model.levels]
    if level is not None and level not in order:
        raise UnknownCodeError(value=level, allowed=", ".join(order))
    if level is None or case.level is None:
        return level or (case.level if outcome in {ReviewOutcome.SAME, ReviewOutcome.EXIT} else None)
    step = order.index(level) - order.index(case.level) if case.level in order else 0
    fits = {
        ReviewOutcome.SAME: step == 0,
        ReviewOutcome.LIGHTER: step < 0,
        ReviewOutcome.HEAVIER: step > 0,
        ReviewOutcome.EXIT: True,
    }
    if not fits[outcome]:
        raise ReviewLevelError(ref=case.ref, outcome=outcome, level=level, now=case.level, levels=", ".join(order))
    return level
