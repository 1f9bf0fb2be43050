"""How long somebody may still wait, from how long others waited."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from sotecli.core.estimate import (
    ENOUGH_ENDED,
    ENOUGH_LONGER,
    LATER,
    SOONER,
    Cases,
    Estimate,
    Point,
    Range,
    Span,
    Wait,
    curve,
    estimate,
    rounded_range,
)

# Weeks of remission from Freireich et al. (Blood 21, 1963), as textbooks of survival analysis have them; + is censored
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
UNTREATED = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
WAITS = st.lists(st.builds(Wait, st.integers(0, 60), st.booleans()), min_size=1, max_size=60)
DAYS = st.none() | st.integers(1, 3000)


def waits(text: str) -> list[Wait]:
    """Histories as they are written in textbooks."""
    return [Wait(int(word.rstrip("+")), ended=not word.endswith("+")) for word in text.split()]


@st.composite
def queues(draw: st.DrawFn) -> tuple[list[Wait], int]:
    """Histories with enough longer ones than the wait so far, and that wait."""
    waited = draw(st.integers(0, 40))
    later = st.builds(Wait, st.integers(waited + 1, 60), st.booleans())
    return draw(WAITS) + draw(st.lists(later, min_size=ENOUGH_LONGER, max_size=30)), waited


def found(low: int | None, high: int | None, reach: int = 400, *, enough: bool = True) -> Estimate:
    """An estimate of these further days."""
    return Estimate(low, high, reach, Cases(40, 30, 20), enough)


def test_the_curve_of_a_textbook() -> None:
    """The curve of the treated is the published one, and steps down only where a wait ended."""
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {point.day: round(point.share, 3) for point in curve(waits(TREATED))} == published


def test_those_who_still_wait_make_the_estimate_longer() -> None:
    """Without anybody censored the points are plain quartiles; the treated have no upper one."""
    few = ENOUGH_ENDED - 1  # nine of the treated have an end
    assert estimate(waits(UNTREATED), 0) == Estimate(4, 12, 23, Cases(21, 21, 21), enough=True)
    assert estimate(waits(TREATED), 0, few) == Estimate(
        13, None, 25, Cases(21, 9, 21), enough=True
    )  # five were followed for 25 weeks
    assert not estimate(waits(TREATED), 0).enough


def test_whoever_has_waited_is_compared_with_those_who_waited_longer() -> None:
    """Eight of the untreated are left after eight weeks; the shares of these eight, worked by hand."""
    by_hand = {11: 0.75, 12: 0.5, 15: 0.375, 17: 0.25, 22: 0.125, 23: 0.0}
    assert dict(curve(waits(UNTREATED), 8)) == pytest.approx(by_hand)
    assert estimate(waits(UNTREATED), 8) == Estimate(3, 9, 15, Cases(21, 21, 8), enough=True)


def test_a_place_and_an_exit_on_one_day() -> None:
    """Who leaves on the day on which another gets a place was in the queue until then."""
    assert curve([Wait(5, ended=True), Wait(5, ended=False)]) == [Point(5, 0.5)]


def test_a_place_on_the_first_day() -> None:
    """A wait of no days is on the curve, but tells nothing to somebody who is still there."""
    histories = [Wait(0, ended=True), Wait(3, ended=True)]
    assert curve(histories) == [Point(0, 0.5), Point(3, 0.0)]
    assert curve(histories, 0) == [Point(3, 0.0)]


@pytest.mark.parametrize(
    ("histories", "waited"),
    [
        ([], 0),
        ([Wait(10, ended=True)], 0),
        ([Wait(10, ended=True)] * 3, 5),
        ([Wait(10, ended=False)] * 50, 0),
        ([Wait(10, ended=True)] * (ENOUGH_ENDED - 1) + [Wait(20, ended=False)] * 30, 0),
        ([Wait(10, ended=True)] * 50 + [Wait(20, ended=True)] * (ENOUGH_LONGER - 1), 10),
        ([Wait(10, ended=True)] * 50, 10),
    ],
    ids=["nobody", "one", "three", "all still wait", "nine ended", "four waited longer", "nobody waited longer"],
)
def test_too_few_to_say(histories: list[Wait], waited: int) -> None:
    """Without enough histories there are no days, and nothing may be said."""
    told = estimate(histories, waited)
    assert (told.low, told.high, told.enough) == (None, None, False)
    assert rounded_range(told) is None


def test_just_enough() -> None:
    """Ten ended waits, five of them longer than that of the one who asks, are enough."""
    histories = [Wait(10, ended=True)] * (ENOUGH_ENDED - ENOUGH_LONGER) + [Wait(30, ended=True)] * ENOUGH_LONGER
    assert estimate(histories, 10) == Estimate(20, 20, 20, Cases(10, 10, 5), enough=True)


@given(WAITS)
def test_the_curve_is_that_of_an_established_library(histories: list[Wait]) -> None:
    """SciPy counts the same shares from the same histories."""
    ended = [wait.days for wait in histories if wait.ended]
    other = ecdf(CensoredData(uncensored=ended, right=[wait.days for wait in histories if not wait.ended])).sf
    points = curve(histories)
    assert [point.share for point in points] == pytest.approx(list(other.evaluate([point.day for point in points])))


@given(queues())
def test_the_points_are_those_of_an_established_library(queue: tuple[list[Wait], int]) -> None:
    """The days are where SciPy's curve, divided by its share at the wait so far, has come down to the share."""
    histories, waited = queue
    told = estimate(histories, waited, threshold=0)
    ended = [wait.days for wait in histories if wait.ended]
    other = ecdf(CensoredData(uncensored=ended, right=[wait.days for wait in histories if not wait.ended])).sf
    left = other.evaluate(range(waited, waited + told.reach + 1)) / other.evaluate(waited)
    for share, day in ((SOONER, told.low), (LATER, told.high)):
        reached = [more for more, still in enumerate(left) if still <= share + 1e-9]
        assert day == (reached[0] if reached else None)


@given(queues())
def test_rounding_of_shares_moves_no_point(queue: tuple[list[Wait], int]) -> None:
    """Counted in exact fractions, the days are the same."""
    histories, waited = queue
    told = estimate(histories, waited, threshold=0)
    share = Fraction(1)
    reached: dict[float, int] = {}
    for day in range(waited + 1, 61):
        waiting = sum(wait.days >= day for wait in histories)
        share *= 1 - Fraction(sum(wait == Wait(day, ended=True) for wait in histories), waiting or 1)
        reached |= {part: day - waited for part in (SOONER, LATER) if share <= part and part not in reached}
    assert (told.low, told.high) == (reached.get(SOONER), reached.get(LATER))


@given(queues())
def test_days_lie_ahead_and_within_what_is_known(queue: tuple[list[Wait], int]) -> None:
    """An estimate is never in the past, never upside down, never beyond the histories."""
    histories, waited = queue
    told = estimate(histories, waited, threshold=0)
    days = [day for day in (told.low, told.high) if day is not None]
    assert days == sorted(days)
    assert all(1 <= day <= told.reach for day in days)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4, 12, Range(Span(0, "week"), Span(2, "week"), None)),
        (14, 14, Range(Span(2, "week"), Span(2, "week"), None)),
        (20, 56, Range(Span(2, "week"), Span(8, "week"), None)),
        (20, 57, Range(Span(2, "week"), Span(2, "month"), None)),
        (6, 150, Range(Span(0, "month"), Span(5, "month"), None)),
        (61, 152, Range(Span(2, "month"), Span(5, "month"), None)),
        (365, 366, Range(Span(11, "month"), Span(13, "month"), None)),
        (40, None, Range(Span(5, "week"), None, Span(13, "month"))),
        (6, None, Range(None, None, Span(13, "month"))),
        (399, None, Range(None, None, Span(13, "month"))),
        (None, None, Range(None, None, Span(13, "month"))),
    ],
)
def test_what_is_said(low: int | None, high: int | None, said: Range) -> None:
    """Whole weeks up to eight, whole months above, the low end down and the high end up."""
    assert rounded_range(found(low, high)) == said


def test_longer_than_a_few_days_says_nothing() -> None:
    """Where the histories end within a week and nobody's point is known, nothing is said."""
    assert rounded_range(found(None, None, 6)) is None
    assert rounded_range(found(None, None, 7)) == Range(None, None, Span(1, "week"))


@given(DAYS, DAYS, st.integers(0, 3000))
def test_the_words_promise_no_more_than_the_days(low: int | None, high: int | None, reach: int) -> None:
    """What is said reaches at least as far as the estimate at both ends; "longer than" is never too long."""
    days = sorted(day for day in (low, high) if day is not None)
    ends = (days[0] if days else None, days[1] if len(days) == 2 else None)
    said = rounded_range(found(*ends, max(reach, *days, 0)))
    length = {"week": 7, "month": 365.25 / 12}
    if said and said.low:
        assert said.low.number * length[said.low.unit] <= (ends[0] or 0)
    if said and said.high:
        assert said.high.number * length[said.high.unit] >= (ends[1] or 0)
    if said and said.over:
        assert said.over.number * length[said.over.unit] <= max(reach, *days, 0)


def test_one_long_wait_makes_no_long_estimate() -> None:
    """Ten got a place after 100 days, four wait for 121, one for five years: nothing is said of five years."""
    queue = [Wait(100, ended=True)] * 10 + [Wait(121, ended=False)] * 4 + [Wait(1988, ended=False)]
    found = estimate(queue, 120)
    assert (found.low, found.high, found.reach) == (None, None, 1)
    assert rounded_range(found) is None
