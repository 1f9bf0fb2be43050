"""What an extract says of itself, and months as people write them."""

from datetime import date

import pytest

from sotecli.core.extract import CodedRequest, extract_head, read_month
from sotecli.errors.extract import NoUnitCodeError
from sotecli.errors.usage import BadMonthError, OutsideCalendarError
from tests.conftest import TODAY, a_unit

JUNE = date(2026, 6, 1)


@pytest.mark.parametrize("text", ["2026-06", "2026-6", "6/2026", "06.2026", " 6.2026 "])
def test_months(text: str) -> None:
    """A month is read in each of the ways in which people write it."""
    assert read_month(text) == JUNE


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "0/2026", "17.6.2026", "2026-06-17", "0000-06", "٦/2026"])
def test_what_is_no_month(text: str) -> None:
    """A day, a year or a month that no year has is refused."""
    with pytest.raises(BadMonthError):
        read_month(text)


@pytest.mark.parametrize("text", ["1969-12", "1/2101", "9999-12"])
def test_months_that_no_calendar_has(text: str) -> None:
    """An extract of such a month could not be read again."""
    with pytest.raises(OutsideCalendarError):
        read_month(text)


def test_a_head_is_of_whole_months() -> None:
    """An extract is of whole months, whatever the days, and says what the unit had settled."""
    unit = a_unit(unit_code="custody-1", promise_outer="5", promise_cutoff="15:00", report_threshold="10")
    head = extract_head(unit, (date(2026, 4, 20), date(2026, 5, 3)), TODAY, "pilot-1")
    assert (head.unit, head.start, head.end, head.made_on) == ("custody-1", date(2026, 4, 1), date(2026, 5, 31), TODAY)
    assert (head.promise_outer, head.promise_cutoff, head.threshold) == (5, "15:00", 10)
    assert (head.calendar, head.training, head.definitions_version) == ("fi-office", True, "pilot-1")


def test_a_head_does_not_reach_into_the_future() -> None:
    """A period that goes on after today does not make the extract say that it has those months."""
    head = extract_head(a_unit(unit_code="custody-1"), (JUNE, date(2026, 12, 31)), TODAY, "pilot-1")
    assert head.end == date(2026, 6, 30)


def test_a_unit_without_a_code() -> None:
    """A unit that has no code yet is told so."""
    with pytest.raises(NoUnitCodeError):
        extract_head(a_unit(), (JUNE, TODAY), TODAY, "pilot-1")


def test_what_a_row_holds() -> None:
    """A row has no reference, no day, no source and no worker; whoever adds a column decides it here."""
    assert CodedRequest._fields[:6] == (
        *("month", "channel", "outcome", "contacts"),
        *("days_to_first_attempt", "days_from_receipt"),
    )
    assert {CodedRequest.__annotations__[name] for name in CodedRequest._fields[6:]} == {bool}
