"""Workers and their codes."""

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Role
from sotecli.core.worker import Worker, read_worker_code
from sotecli.errors.refused import EvaluatorError, InactiveWorkerError
from sotecli.errors.usage import BadCodeShapeError

LETTERS = "abcxyzåäöABCXYZÅÄÖ0123456789-"


@given(st.text(LETTERS, min_size=2, max_size=12))
def test_codes_are_kept_as_typed(code: str) -> None:
    """Two to twelve letters, digits or hyphens are a code, kept in the letters that were typed."""
    assert read_worker_code(f" {code}\t") == code


@given(st.text(LETTERS, min_size=2, max_size=12))
def test_composed_and_decomposed_letters_are_the_same(code: str) -> None:
    """An ä typed as one character or as two is the same code."""
    assert read_worker_code(normalize("NFD", code)) == read_worker_code(normalize("NFC", code))


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a" * 13, "anna b", "anna.b", "anna_b", "an/na", "ann\u00e9", "анна", "١٢٣", "ａｎｎａ", "anna\nbo"],
)
def test_other_shapes_are_refused(typed: str) -> None:
    """Too short, too long, or with any other character it is no code."""
    with pytest.raises(BadCodeShapeError):
        read_worker_code(typed)


def test_who_has_left_is_given_nothing() -> None:
    """A worker who has left neither acts nor is given requests, whatever the role."""
    gone = Worker(code="eva", role=Role.EVALUATOR, left_on=date(2026, 6, 1))
    gone.must_be_active(date(2026, 5, 31))
    with pytest.raises(InactiveWorkerError):
        gone.must_be_active(date(2026, 6, 1))
    with pytest.raises(InactiveWorkerError):
        gone.must_work_with_clients()


@pytest.mark.parametrize("role", list(Role))
def test_only_an_evaluator_works_without_clients(role: Role) -> None:
    """Workers and leads may be given requests, an evaluator may not."""
    worker = Worker(code="anna", role=role)
    worker.must_be_active(date(2026, 6, 1))
    if role is Role.EVALUATOR:
        with pytest.raises(EvaluatorError):
            worker.must_work_with_clients()
    else:
        worker.must_work_with_clients()
