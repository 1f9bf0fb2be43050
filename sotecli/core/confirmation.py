"""A release is a step of two people (reliability notes 5.10, E10): who looked besides the one who makes it."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.codes import Role
from sotecli.core.worker import Worker
from sotecli.errors.release import NotAloneError, OwnConfirmationError, SecondPersonError


def confirmation(
    worker: Worker, other: Worker | None, team: Sequence[Worker], *, alone: bool, today: date, command: str
) -> str:
    """Who has looked at a release besides the worker who makes it; a dash in a unit of one.

    Evaluators may make a report, but whether it leaves the unit is the unit's own decision.

    Raises:
        SecondPersonError: Nobody has.
        OwnConfirmationError: It is the same worker, or an evaluator.
        InactiveWorkerError: They have left.
        NotAloneError: It is said that there is nobody else, but there is.
    """
    if other:
        other.must_be_active(today)
        if other.code == worker.code or other.role is Role.EVALUATOR:
            raise OwnConfirmationError(worker=other.code)
        return other.code
    if not alone:
        raise SecondPersonError(command=command)
    if [found.code for found in team if found.is_active(today) and found.role is not Role.EVALUATOR] != [worker.code]:
        raise NotAloneError
    return "-"
