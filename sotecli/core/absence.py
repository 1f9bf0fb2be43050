"""Absences: while a worker is away, a deputy has their due work; the matters stay the worker's own.

An absence has days and a deputy and no reason: why somebody is away is nobody's business here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.closed_days import LAST_YEAR
from sotecli.core.workdays import outside
from sotecli.core.worker import Worker
from sotecli.errors.refused import (
    DeputyAbsentError,
    NotAbsentError,
    OverAbsenceError,
    OverlappingAbsenceError,
    OwnDeputyError,
)
from sotecli.errors.usage import PeriodError


class Absence(NamedTuple):
    """Days on which a worker is away, ends included, and who stands in."""

    worker: str
    from_on: date
    to_on: date
    deputy: str

    def covers(self, day: date) -> bool:
        """Whether the worker is away on `day`."""
        return self.from_on <= day <= self.to_on


def checked(absence: Absence, deputy: Worker, known: Iterable[Absence], today: date) -> Absence:
    """The absence, if it can be.

    Raises:
        PeriodError: It ends before it begins.
        OverAbsenceError: It has passed.
        OutsideCalendarError: It ends after the years that the calendars know.
        OwnDeputyError: Nobody is their own deputy.
        InactiveWorkerError: The deputy has left; or `EvaluatorError`, may run reports only.
        OverlappingAbsenceError: The worker is away on some of the days already.
        DeputyAbsentError: The deputy is away on some of them, or the worker stands in for somebody then.
    """
    if absence.to_on < absence.from_on:
        raise PeriodError(start=absence.from_on, end=absence.to_on)
    if absence.to_on < today:
        raise OverAbsenceError(day=absence.to_on)
    if absence.to_on.year > LAST_YEAR:
        raise outside()
    if absence.worker == absence.deputy:
        raise OwnDeputyError(worker=absence.worker)
    deputy.must_work_with_clients()
    for other in known:
        if other.from_on <= absence.to_on and absence.from_on <= other.to_on:
            _must_fit(absence, other)
    return absence


def _must_fit(absence: Absence, other: Absence) -> None:
    """Raise when two absences on the same days cannot both be."""
    if other.worker == absence.worker:
        raise OverlappingAbsenceError(worker=other.worker, start=other.from_on, end=other.to_on)
    if other.worker == absence.deputy:
        raise DeputyAbsentError(deputy=other.worker, worker=absence.worker, start=other.from_on, end=other.to_on)
    if other.deputy == absence.worker:
        raise DeputyAbsentError(deputy=absence.worker, worker=other.worker, start=absence.from_on, end=absence.to_on)


def ended(worker: str, known: Sequence[Absence], today: date) -> tuple[Absence, Absence | None]:
    """The worker's absence of today or else the next one, and what is left of it: `None` when nothing is.

    Raises:
        NotAbsentError: There is none.
    """
    own = sorted(found for found in known if found.worker == worker and found.to_on >= today)
    if not own:
        raise NotAbsentError(worker=worker, day=today)
    absence = own[0]
    return absence, absence._replace(to_on=today - timedelta(1)) if absence.from_on < today else None


def deputies_on(day: date, absences: Iterable[Absence]) -> Mapping[str, str]:
    """Who stands in for whom on `day`: worker -> deputy."""
    return {absence.worker: absence.deputy for absence in absences if absence.covers(day)}
