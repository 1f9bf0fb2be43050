"""Absences of workers and who stands in."""

from datetime import date

import pytest

from sotecli.core.absence import Absence, checked, deputies_on, ended
from sotecli.core.codes import Role
from sotecli.core.worker import Worker
from sotecli.errors.refused import (
    DeputyAbsentError,
    EvaluatorError,
    InactiveWorkerError,
    NotAbsentError,
    OverDayError,
    OverlappingAbsenceError,
    OwnDeputyError,
)
from sotecli.errors.usage import PeriodError
from tests.conftest import TODAY

BO = Worker(code="bo")


def days(worker: str, first: int, last: int, deputy: str) -> Absence:
    """An absence in June 2026."""
    return Absence(worker, date(2026, 6, first), date(2026, 6, last), deputy)


def test_an_absence_that_fits() -> None:
    """Others may be away before, after, or with other deputies."""
    known = [days("anna", 1, 16, "bo"), days("bo", 23, 24, "anna"), days("dan", 17, 18, "bo")]
    assert checked(days("anna", 17, 22, "bo"), BO, known, TODAY) == days("anna", 17, 22, "bo")


@pytest.mark.parametrize(
    ("absence", "known", "deputy", "error"),
    [
        (days("anna", 22, 18, "bo"), [], BO, PeriodError),
        (days("anna", 8, 16, "bo"), [], BO, OverDayError),
        (days("anna", 17, 18, "anna"), [], Worker(code="anna"), OwnDeputyError),
        (days("anna", 17, 18, "bo"), [], BO._replace(left_on=date(2026, 6, 1)), InactiveWorkerError),
        (days("anna", 17, 18, "bo"), [], BO._replace(role=Role.EVALUATOR), EvaluatorError),
        (days("anna", 17, 18, "bo"), [days("anna", 18, 30, "dan")], BO, OverlappingAbsenceError),
        (days("anna", 17, 18, "bo"), [days("anna", 10, 17, "bo")], BO, OverlappingAbsenceError),
        (days("anna", 17, 18, "bo"), [days("bo", 18, 18, "dan")], BO, DeputyAbsentError),
        (days("anna", 17, 18, "bo"), [days("dan", 15, 17, "anna")], BO, DeputyAbsentError),
    ],
)
def test_absences_that_cannot_be(
    absence: Absence, known: list[Absence], deputy: Worker, error: type[Exception]
) -> None:
    """Backward, past, one's own deputy, a deputy who may not, overlapping, a deputy who is away, a deputy elsewhere."""
    with pytest.raises(error):
        checked(absence, deputy, known, TODAY)


def test_deputies_of_a_day() -> None:
    """Somebody stands in from the first day to the last, and on no other."""
    absence = days("anna", 17, 22, "bo")
    assert [deputies_on(date(2026, 6, day), [absence]) for day in (16, 17, 22, 23)] == [
        {},
        {"anna": "bo"},
        {"anna": "bo"},
        {},
    ]


def test_coming_back_early() -> None:
    """The days that are over stay, an absence that has not begun goes whole, and the earliest one is meant."""
    running, later = days("anna", 15, 19, "bo"), days("anna", 29, 30, "bo")
    assert ended("anna", [later, running], TODAY) == (running, days("anna", 15, 16, "bo"))
    assert ended("anna", [later], TODAY) == (later, None)
    with pytest.raises(NotAbsentError):
        ended("bo", [running], TODAY)
