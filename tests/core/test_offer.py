"""The custody's tally: when it can be one, and when it is a denominator."""

from datetime import date

import pytest

from sotecli.core.offer import NO_TALLY, OTHER_TALLY, Offer, month_named, must_be_sound, offered_in, replaced_by
from sotecli.core.pilot import pilot_report
from sotecli.core.suppression import suppress
from sotecli.errors.days import LastDayError
from sotecli.errors.refused import TallyThereError
from sotecli.errors.usage import PeriodError
from sotecli.errors.visit import BadMonthError, OfferSumError
from tests.conftest import TODAY, a_unit
from tests.core.test_pilot import COUNTS

MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))
BOTH = (MAY[0], JUNE[1])


def an_offer(period: tuple[date, date] = MAY, source: str | None = None, offered: int = 50) -> Offer:
    """A tally of a month."""
    return Offer(*period, offered, 30, 10, source)


def test_a_tally_adds_up_and_has_happened() -> None:
    """Fewer answers than offers are fine, more are not; nor are days to come or backwards."""
    assert must_be_sound(an_offer(), TODAY) == an_offer()
    with pytest.raises(OfferSumError):
        must_be_sound(an_offer(offered=39), TODAY)
    with pytest.raises(LastDayError):
        must_be_sound(an_offer(JUNE), TODAY)
    with pytest.raises(PeriodError):
        must_be_sound(an_offer((JUNE[0], MAY[0])), TODAY)


def test_months() -> None:
    """A month is read in both ways of writing it, with its last day."""
    assert month_named("2026-05") == month_named("5/2026") == MAY
    assert month_named("12/2025").end == date(2025, 12, 31)
    assert month_named("2024-02").end == date(2024, 2, 29)
    for typed in ("2026-13", "2026-00", "toukokuu", "5/26", "1850-01", "2026-5"):
        with pytest.raises(BadMonthError):
            month_named(typed)


@pytest.mark.parametrize(
    ("source", "known", "overlaps"),
    [("a", "a", True), ("a", "b", False), (None, "a", True), ("a", None, True), (None, None, True)],
)
def test_no_offer_is_counted_twice(source: str | None, known: str | None, overlaps: bool) -> None:
    """A tally of all sources holds those of each; two sources stand side by side."""
    if overlaps:
        with pytest.raises(TallyThereError):
            replaced_by(an_offer(source=source), [an_offer(source=known)], replace=False)
    assert (
        replaced_by(an_offer(source=source), [an_offer(source=known)], replace=True)
        == [an_offer(source=known)] * overlaps
    )
    assert replaced_by(an_offer(JUNE, source), [an_offer(source=known)], replace=False) == []


def test_the_tally_must_be_of_just_the_days_of_the_requests() -> None:
    """A share of the offers of other days would be a share of something else."""
    assert offered_in([], MAY, {None}) == (None, NO_TALLY)
    assert offered_in([an_offer(JUNE)], MAY, {None}) == (None, NO_TALLY)
    assert offered_in([an_offer()], MAY, {None}) == (50, None)
    assert offered_in([an_offer()], MAY, set()) == (50, None)
    assert offered_in([an_offer(), an_offer(JUNE)], BOTH, {None}) == (100, None)
    assert offered_in([an_offer()], BOTH, {None}) == (None, OTHER_TALLY)
    assert offered_in([an_offer(BOTH)], MAY, {None}) == (None, OTHER_TALLY)


def test_the_tally_must_be_of_just_the_sources_of_the_requests() -> None:
    """Requests of a source that told no tally, or of nobody known, are not a share of another source's offers."""
    assert offered_in([an_offer(source="a")], MAY, {"a"}) == (50, None)
    assert offered_in([an_offer(source="a"), an_offer(source="b")], MAY, {"a"}) == (100, None)
    assert offered_in([an_offer(source="a")], MAY, {"a", "b"}) == (None, OTHER_TALLY)
    assert offered_in([an_offer(source="a")], MAY, {"a", None}) == (None, OTHER_TALLY)
    assert offered_in([an_offer()], MAY, {"a", "b", None}) == (50, None)
    assert offered_in([an_offer(source="a"), an_offer(JUNE)], BOTH, {"a"}) == (100, None)
    assert offered_in([an_offer(source="a"), an_offer(JUNE)], BOTH, {"b"}) == (None, OTHER_TALLY)


def test_those_who_left_no_request_are_not_told_by_subtraction() -> None:
    """Where all but two of those offered left a request, neither the offers nor the uptake leave the unit."""

    def shown(offered: int) -> list[float | int | None]:
        report = pilot_report(COUNTS, unit=a_unit(), start=MAY[0], end=MAY[1], offered=(offered, None))
        found = {metric.ident: metric.value for metric in suppress(report, 5).report.metrics}
        return [found["offered"], found["uptake"]]

    assert shown(COUNTS.requests + 2) == [None, None]
    assert shown(2 * COUNTS.requests) == [400, 50.0]
