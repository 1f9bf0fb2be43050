"""What calendar programs may know."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.agenda import CANCELLED_DAYS, Revision, agenda, belongs
from sotecli.core.codes import Outcome, Step
from sotecli.core.request import close
from tests.conftest import NOW, TODAY, a_request


@given(st.integers(0, 400))
def test_an_open_request_belongs_however_old(days: int) -> None:
    """However long ago it came in or was planned for, an open request is told of."""
    assert belongs(a_request(), TODAY + timedelta(days=days))


@given(st.integers(0, 400))
def test_a_closed_one_belongs_for_a_while(days: int) -> None:
    """A closed request is told of up to the last day of its time, and not after."""
    closed = close(a_request(), Outcome.WITHDRAWN, NOW)
    assert belongs(closed, TODAY + timedelta(days=days)) is (days <= CANCELLED_DAYS)


def test_days_are_those_of_helsinki() -> None:
    """What is closed half past midnight in Helsinki is closed on that day, though it is the day before in UTC."""
    closed = close(a_request(), Outcome.WITHDRAWN, datetime(2026, 6, 24, 21, 30, tzinfo=UTC))
    (entry,) = agenda([closed], {closed.ref: Revision(1, NOW)})
    assert (entry.day.isoformat(), entry.cancelled, entry.step) == ("2026-06-25", True, Step.FIRST_CONTACT)
