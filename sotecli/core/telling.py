"""Who was told what, and when: the estimated wait, the place in the queue, where the matter stands, the decision."""

from datetime import date, datetime
from typing import NamedTuple

from sotecli.core.case import Case
from sotecli.core.codes import ToldHow, ToldWhat
from sotecli.errors.case import StepDayError
from sotecli.errors.days import FutureError
from sotecli.errors.usage import EstimateOrderError, MissingValueError, TogetherError


class Telling(NamedTuple):
    """One time that the person, or who speaks for them, was told something."""

    what: ToldWhat
    how: ToldHow
    on: date
    worker: str
    at: datetime
    """When it was entered."""
    low: int | None = None
    """Of an estimate: the shortest wait that was told, in days from then."""
    high: int | None = None
    """Of an estimate: the longest."""


def must_be_sound(case: Case, telling: Telling, today: date) -> None:
    """Raise unless it can have been told so; a case that has ended can be told about, too.

    Raises:
        FutureError: The day has not come.
        StepDayError: The day lies before the case's start.
        MissingValueError: One number of an estimate without the other.
        TogetherError: Numbers of an estimate with something else.
        EstimateOrderError: The longest wait is shorter than the shortest.
    """
    if telling.on > today:
        raise FutureError(when=telling.on)
    if telling.on < case.opened_on:
        raise StepDayError(ref=case.ref, day=telling.on, latest=case.opened_on)
    if telling.low is None and telling.high is None:
        return
    if telling.what is not ToldWhat.ESTIMATE:
        raise TogetherError(one="--low", other=f"--what {telling.what}")
    if telling.low is None or telling.high is None:
        raise MissingValueError(option="--low" if telling.low is None else "--high")
    if telling.high < telling.low:
        raise EstimateOrderError(low=telling.low, high=telling.high)
