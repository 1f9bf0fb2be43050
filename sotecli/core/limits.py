"""Time limits in days, weeks and months (150/1930), with the raw and the rolled last day always both there.

The day a limit starts from is not counted (2 §). Weeks and months end on the day of the same name or number, or on the
month's last day where that number is missing (3 §). A last day that is a Saturday, Sunday, holiday, May Day,
Independence Day, Christmas Eve or Midsummer Eve lets the act be done on the next working day (5 §); that set is what
the calendar `fi-office` is closed on, so that one is handed in as `office`. Whether a provider may use that against
the client is debated, so a plan goes by the earlier day (domain notes 1.2).
"""

from datetime import date
from typing import NamedTuple

from sotecli.core.workdays import WorkCalendar, outside


class Limit(NamedTuple):
    """The end of a time limit."""

    start: date
    raw: date
    """The last day as it is counted."""
    rolled: date
    """The day to which 5 § lets it move."""
    why: str
    """Why the raw day is a working day or not, as a code."""


class Age(NamedTuple):
    """How long something has waited, where the law says "without delay" and no number."""

    start: date
    days: int
    """Calendar days since `start`."""


def months_after(start: date, months: int, office: WorkCalendar) -> Limit:
    """The limit of so many months from `start`."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (a well-kept way to add months)

    try:
        return ending(start, start + relativedelta(months=months), office)
    except (ValueError, OverflowError):
        raise outside() from None


def days_after(start: date, days: int, office: WorkCalendar) -> Limit:
    """The limit of so many calendar days from `start`; a week is seven."""
    try:
        return ending(start, date.fromordinal(start.toordinal() + days), office)
    except (ValueError, OverflowError):
        raise outside() from None


def ending(start: date, raw: date, office: WorkCalendar) -> Limit:
    """The limit that ends on `raw`, rolled by 5 §."""
    return Limit(start, raw, office.on_or_after(raw), office.why(raw))


def promised(start: date, last: date, calendar: WorkCalendar) -> Limit:
    """The end of a promise that a unit made itself: 5 § is about limits of the law, so nothing rolls."""
    return Limit(start, last, last, calendar.why(last))


def weekdays_closed(year: int, calendar: WorkCalendar) -> list[tuple[date, str]]:
    """The days from Monday to Friday of a year that are not working days, with the code of why."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    return [(day, calendar.why(day)) for day in days if day.weekday() < 5 and not calendar.is_working(day)]  # noqa: PLR2004 (Friday is the fifth)
