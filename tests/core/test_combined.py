"""Which extracts may be counted together, over which months, and the county's report."""

from collections.abc import Mapping
from datetime import date

import pytest

from sotecli.core.combined import agreed_threshold, combined_period, combined_report, must_fit_together
from sotecli.core.extract import Head
from sotecli.core.pilot import pilot_report
from sotecli.core.report import Report
from sotecli.core.suppression import suppress
from sotecli.errors.base import SoteError
from sotecli.errors.extract import (
    ExtractTooShortError,
    OtherCalendarError,
    OtherDefinitionsError,
    SameUnitError,
    ThresholdOfUnitError,
    TrainingExtractError,
)
from sotecli.errors.usage import PeriodError
from tests.conftest import a_unit
from tests.core.test_pilot import COUNTS
from tests.extracts import HEAD

OTHER = HEAD._replace(unit="custody-2")
JUNE, JULY = (date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 7, 31))
PERIOD = JUNE[0], JULY[1]


def folder(*heads: Head) -> Mapping[str, Head]:
    """Extracts with these heads, in files named a, b, c."""
    return dict(zip("abc", heads, strict=False))


def county(*heads: Head, by_unit: Mapping[str, int] | None = None) -> Report:
    """The report over these extracts."""
    return combined_report(COUNTS, by_unit or {}, folder(*heads), name="County", period=PERIOD)


@pytest.mark.parametrize("heads", [[HEAD], [HEAD, OTHER, HEAD._replace(unit="c", promise_outer=5)]])
def test_units_may_promise_different_things(heads: list[Head]) -> None:
    """One unit, or several with promises of their own, can be counted together."""
    must_fit_together(folder(*heads))


@pytest.mark.parametrize(
    ("heads", "error", "path"),
    [
        ([HEAD, OTHER, HEAD], SameUnitError, "c"),
        ([HEAD._replace(definitions_version="pilot-2")], OtherDefinitionsError, "a"),
        ([HEAD, OTHER._replace(definitions_version="pilot-0")], OtherDefinitionsError, "b"),
        ([HEAD, OTHER._replace(calendar="ax-office")], OtherCalendarError, "b"),
        ([HEAD, OTHER._replace(training=False)], TrainingExtractError, "a"),
        ([HEAD._replace(training=False), OTHER], TrainingExtractError, "b"),
    ],
)
def test_what_cannot_be_counted_together(heads: list[Head], error: type[SoteError], path: str) -> None:
    """One unit twice, other definitions, other working days, invented people beside real ones: named and refused."""
    with pytest.raises(error) as caught:
        must_fit_together(folder(*heads))
    assert caught.value.values["path"] == path


def test_the_months_are_those_that_all_reach() -> None:
    """Without other wishes the period begins with the first extract and ends where the shortest one does."""
    early = OTHER._replace(start=date(2026, 3, 1), end=JUNE[1])
    assert combined_period(folder(HEAD, early), (None, None)) == (date(2026, 3, 1), JUNE[1])


def test_the_months_that_were_asked_for() -> None:
    """A month that was asked for is counted from its first day to its last."""
    assert combined_period(folder(HEAD), (JUNE[0], JUNE[0])) == JUNE
    assert combined_period(folder(HEAD), (JULY[0], None)) == JULY


def test_no_unit_is_left_out_of_a_month() -> None:
    """A month that one of the extracts does not reach is refused with its name and day."""
    short = OTHER._replace(end=JUNE[1], made_on=date(2026, 6, 17))
    with pytest.raises(ExtractTooShortError) as caught:
        combined_period(folder(HEAD, short), (None, JULY[0]))
    assert (caught.value.values["path"], caught.value.values["made"]) == ("b", date(2026, 6, 17))


def test_a_period_that_ends_before_it_begins() -> None:
    """Such months are refused."""
    with pytest.raises(PeriodError):
        combined_period(folder(HEAD), (JULY[0], JUNE[0]))


def test_the_report_is_the_pilots() -> None:
    """Figures and breakdowns are those of a unit's report over the same counts, with the persons by unit behind."""
    found = county(HEAD, OTHER, by_unit={"custody-1": 120, "custody-2": 80})
    alone = pilot_report(COUNTS, unit=a_unit(), start=PERIOD[0], end=PERIOD[1])
    assert (found.metrics, found.tables[:-1]) == (alone.metrics, alone.tables)
    assert [(row.code, row.count) for row in found.tables[-1].rows] == [("custody-1", 120), ("custody-2", 80)]
    assert (found.unit, found.calendar, found.extracts) == ("County", "fi-office", (HEAD, OTHER))


def test_a_unit_without_anybody_has_its_row() -> None:
    """A unit that nobody asked anything of is in the breakdown with 0, so that the rows tell nothing."""
    assert [row.count for row in county(OTHER, HEAD, by_unit={"custody-2": 200}).tables[-1].rows] == [0, 200]


def test_one_cut_off_hour_shows_both_views() -> None:
    """When one unit counts late requests as the next day's, both views are shown for all."""
    idents = [metric.ident for metric in county(HEAD, OTHER._replace(promise_cutoff="15:00")).metrics]
    assert "attempted_in_time_from_arrival" in idents
    assert "attempted_in_time_from_arrival" not in [metric.ident for metric in county(HEAD, OTHER).metrics]


def test_a_small_unit_is_hidden() -> None:
    """A unit of fewer persons than the threshold is not shown, nor can it be taken from the total."""
    found = suppress(county(HEAD, OTHER, by_unit={"custody-1": 197, "custody-2": 3}), 5).report.tables[-1]
    assert {row.count for row in found.rows} == {None}


def test_the_most_careful_unit_sets_the_threshold() -> None:
    """No unit's people are shown in smaller numbers than it shows them itself."""
    assert agreed_threshold(folder(HEAD, OTHER._replace(threshold=10)), None) == 10


def test_a_higher_threshold_may_be_asked_for() -> None:
    """What was asked for holds, if no unit is more careful."""
    extracts = folder(HEAD, OTHER._replace(threshold=7))
    assert [agreed_threshold(extracts, asked) for asked in (7, 10)] == [7, 10]


@pytest.mark.parametrize("asked", [3, 6])
def test_no_threshold_goes_below_a_units(asked: int) -> None:
    """A threshold that would show what one of the units hides is refused, with that unit's extract and threshold."""
    with pytest.raises(ThresholdOfUnitError) as caught:
        agreed_threshold(folder(HEAD, OTHER._replace(threshold=7)), asked)
    assert caught.value.values == {"path": "b", "known": 7, "threshold": asked}
