"""Extracts: what a unit gives to its county's evaluation, one coded row a request, and what an extract says of itself.

A row says in which month a request arrived and in which counts of the pilot's report (`core.pilot`) it is: no
reference, no day, no source, no worker. It is still about one person, so an extract is internal.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.unit import CODE, SETTINGS, Unit
from sotecli.core.workdays import outside
from sotecli.errors.extract import NoUnitCodeError
from sotecli.errors.usage import BadMonthError

MONTH = r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})"


class CodedRequest(NamedTuple):
    """One request of the cohort; each flag says whether it is in the count of that name."""

    month: str
    """Of its arrival, such as `2026-06`."""
    channel: str
    outcome: str | None
    contacts: int
    """Two-way contacts."""
    days_to_first_attempt: int | None
    days_from_receipt: int | None
    assigned: bool
    attempted: bool
    attempted_in_time: bool
    due_or_attempted: bool
    """By the day on which the extract was made."""
    attempted_in_time_from_arrival: bool
    due_or_attempted_from_arrival: bool
    counted_later_attempted: bool
    reachable: bool
    reachable_reached: bool
    called: bool
    answered_call: bool
    reached: bool
    guided: bool
    became_client: bool
    closed: bool
    not_reached: bool


FLAGS = tuple(name for name, kind in CodedRequest.__annotations__.items() if kind is bool)


class Head(NamedTuple):
    """What an extract says of itself."""

    unit: str
    """The unit's code."""
    start: date
    """The first day of the first month that it is of."""
    end: date
    """The last day of the last one."""
    made_on: date
    """As everything stood on this day."""
    definitions_version: str
    calendar: str
    promise_outer: int
    promise_cutoff: str
    threshold: int
    """The smallest number of persons that the unit lets out."""
    training: bool
    """Everybody in it is invented."""


SETTLED = {
    "unit": "unit.code",
    "calendar": "calendar",
    "promise_outer": "promise.outer",
    "promise_cutoff": "promise.cutoff",
    "threshold": "report.threshold",
}
"""What of a head is a setting of the unit, and so can have the values that the setting can."""


def can_be(head: Head) -> bool:
    """Whether a unit can have said this of itself; the values may be of any type, for somebody else wrote them."""
    kinds = Head.__annotations__.values()
    return (
        all(type(value) is kind for value, kind in zip(head, kinds, strict=True))  # True would pass for the number 1
        and all(SETTINGS[key].fits(str(getattr(head, name))) for name, key in SETTLED.items())
        and re.fullmatch(CODE, head.definitions_version) is not None
        and all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (head.start, head.end, head.made_on))
        and head.start.day == 1
        and head.end == month_ends(head.end)
    )


def read_month(text: str) -> date:
    """The first day of a month that somebody wrote: 2026-06, 6/2026 or 6.2026.

    Raises:
        BadMonthError: It is no month.
        OutsideCalendarError: No calendar has it.
    """
    match = re.fullmatch(MONTH, text.strip(), re.ASCII)
    try:
        year, month = (match[1] or match[4], match[2] or match[3]) if match else ("", "")
        first = date(int(year), int(month), 1)
    except ValueError:
        raise BadMonthError(value=text) from None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise outside()
    return first


def month_ends(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def extract_head(unit: Unit, period: tuple[date, date], today: date, definitions_version: str) -> Head:
    """What an extract of a unit's requests says of itself; it never reaches beyond the month of `today`.

    Raises:
        NoUnitCodeError: The unit has no code yet.
    """
    code = unit.settings["unit.code"]
    if code == "none":
        raise NoUnitCodeError
    return Head(
        unit=code,
        start=period[0].replace(day=1),
        end=month_ends(min(period[1], today)),
        made_on=today,
        definitions_version=definitions_version,
        calendar=unit.settings["calendar"],
        promise_outer=unit.promise_outer,
        promise_cutoff=unit.settings["promise.cutoff"],
        threshold=unit.threshold,
        training=unit.training,
    )
