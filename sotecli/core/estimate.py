"""How long somebody in the queue may still wait, told from how long others waited.

The curve is that of Kaplan & Meier (Nonparametric Estimation from Incomplete Observations, Journal of the American
Statistical Association 53, 1958, 457-481): those who still wait, or left the queue without a place, count for as long
as they were in it. Leaving them out would make every wait look shorter than it is. Who leaves on a day on which
others get a place was still in the queue when they got it.

The share is a product of many quotients and not exact to the last bit, so a point counts as reached within `NEARLY`.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

ENOUGH_ENDED = 10
"""Ended waits that an estimate needs: with fewer, a quarter of them is the fate of one or two persons."""
ENOUGH_LONGER = 5
"""Persons who waited longer than the one who asks: what is said rests on them alone."""
SOONER, LATER = 0.75, 0.25
"""Shares still waiting when a quarter has a place, and when a quarter has none yet."""
NEARLY = 1e-9
WEEK, MONTH = 7, 365.25 / 12
MOST_WEEKS = 8


class Wait(NamedTuple):
    """One history: calendar days in the queue, and whether a place ended them (else still waiting, or left)."""

    days: int
    ended: bool


class Point(NamedTuple):
    """The share still waiting after a day."""

    day: int
    share: float


class Cases(NamedTuple):
    """How many histories an estimate rests on: all, those that ended, those longer than the wait so far."""

    known: int
    ended: int
    longer: int


class Estimate(NamedTuple):
    """Further days: a quarter has a place by `low`, a quarter has none by `high`; half get theirs between."""

    low: int | None
    """`None`: later than `reach`, or not `enough`."""
    high: int | None
    reach: int
    """Further days that are known: `ENOUGH_LONGER` persons were followed for them, or a place was got as late."""
    cases: Cases
    enough: bool
    """Whether an estimate may be told at all; without it there are no days."""


class Span(NamedTuple):
    """A time that may be said: whole weeks or months."""

    number: int
    unit: str
    """`week` or `month`."""


class Range(NamedTuple):
    """What may be said of an estimate: from `low` to `high`, or where an end is unknown, longer than `over`."""

    low: Span | None
    high: Span | None
    over: Span | None


def curve(waits: Sequence[Wait], after: int = -1) -> list[Point]:
    """The share still waiting of those who waited longer than `after` days, at each day on which a wait ended."""
    beyond = [wait for wait in waits if wait.days > after]
    ending = Counter(wait.days for wait in beyond if wait.ended)
    leaving = Counter(wait.days for wait in beyond)
    waiting, share, points = len(beyond), 1.0, []
    for day in sorted(leaving):
        if ending[day]:
            share *= (waiting - ending[day]) / waiting
            points.append(Point(day, share))
        waiting -= leaving[day]
    return points


def estimate(waits: Sequence[Wait], waited: int, threshold: int = ENOUGH_ENDED) -> Estimate:
    """The further wait of somebody who has waited `waited` days, if `threshold` waits have ended to tell it from."""
    longer = [wait for wait in waits if wait.days > waited]
    cases = Cases(known=len(waits), ended=sum(wait.ended for wait in waits), longer=len(longer))
    enough = cases.ended >= threshold and cases.longer >= ENOUGH_LONGER
    days = sorted((wait.days for wait in longer), reverse=True)
    points = curve(longer, waited) if enough else []
    followed = days[ENOUGH_LONGER - 1] if enough else waited  # as far as so many were, not as far as any one was
    reach = max([followed, *(point.day for point in points)])
    return Estimate(
        low=_further(points, SOONER, waited),
        high=_further(points, LATER, waited),
        reach=reach - waited,
        cases=cases,
        enough=enough,
    )


def rounded_range(found: Estimate) -> Range | None:
    """The estimate in whole weeks or months, never to the day; `None` if nothing may be said.

    Up to eight weeks are said in weeks, more in months, both ends alike unless the low end were less than a month.
    The low end is rounded down and the high end up, so that the words promise no more than the days; what is only
    known to be longer is rounded down.
    """
    over = _down(found.reach)
    if not found.enough or (found.low is None and over.number == 0):
        return None
    if found.low is None:
        return Range(None, None, over)
    if found.high is None:
        low = _down(found.low)
        return Range(low if low.number and low != over else None, None, over)
    high = _up(found.high)
    return Range(_down_like(found.low, high), high, None)


def _further(points: Sequence[Point], share: float, waited: int) -> int | None:
    """The days after `waited` on which no more than `share` still wait."""
    return next((point.day - waited for point in points if point.share <= share + NEARLY), None)


def _down(days: int) -> Span:
    weeks = days // WEEK
    return Span(weeks, "week") if weeks <= MOST_WEEKS else Span(int(days / MONTH), "month")


def _up(days: int) -> Span:
    weeks = -(-days // WEEK)
    return Span(weeks, "week") if weeks <= MOST_WEEKS else Span(-int(-days // MONTH), "month")


def _down_like(days: int, high: Span) -> Span:
    """The low end in the unit of the high one; less than a month is said in weeks, less than a week is nothing."""
    if high.unit == "month" and (days >= MONTH or days < WEEK):
        return Span(int(days / MONTH), "month")
    return Span(days // WEEK, "week")
