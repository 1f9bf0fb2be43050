"""Closed days as the installed `holidays` package knows them; slow, so only `sote calendar refresh` imports it.

The days that ship with the program (`core/closed_days.py`) were generated from here. The days and names are those of
the package, but for one correction and one addition, each with its source below.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version

from holidays.countries.finland import Finland

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.workdays import WorkCalendar

RELEASE = f"holidays {version('holidays')}"
FRIDAY, SATURDAY = 4, 5
EVES = frozenset({"midsummer-eve", "christmas-eve"})
NAMES = {  # what `holidays` calls a day in English -> our name for it
    "New Year's Day": "new-year",
    "Epiphany": "epiphany",
    "Good Friday": "good-friday",
    "Easter Sunday": "easter-sunday",
    "Easter Monday": "easter-monday",
    "May Day": "may-day",
    "Ascension Day": "ascension-day",
    "Pentecost": "pentecost",
    "Midsummer Eve": "midsummer-eve",
    "Midsummer Day": "midsummer-day",
    "All Saints' Day": "all-saints",
    "Independence Day": "independence-day",
    "Christmas Eve": "christmas-eve",
    "Christmas Day": "christmas-day",
    "Second Day of Christmas": "second-christmas-day",
    "Åland's Autonomy Day": "aland-autonomy-day",
}
# Epiphany and Ascension were moved to Saturdays in 1973-1991; `holidays` ends one year early (domain notes 1.4, from
# Kotimaa and Kirkko ja kaupunki after the Almanac Office): in 1991 they were on 12 January and 4 May.
CORRECTED = {
    date(1991, 1, 6): None,
    date(1991, 5, 9): None,
    date(1991, 1, 12): "epiphany",
    date(1991, 5, 4): "ascension-day",
}


def holidays_of(subdivision: str | None = None) -> dict[date, str]:
    """Every holiday and eve with our name for it, ascending."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = Finland(years=years, language="en_US", subdiv=subdivision)  # type: ignore[no-untyped-call]
    days = {day: max(_named(name) for name in names.split("; ")) for day, names in found.items()}
    corrected = days | CORRECTED
    return {day: name for day, name in sorted(corrected.items()) if name}


def _named(name: str) -> str:
    """Our name for a day; one that this version has no words for gets a code made of its English name."""
    return NAMES.get(name) or re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def easter_saturdays() -> dict[date, str]:
    """Easter Saturday, which the annual-leave style of counting leaves out (162/2005 4 §)."""
    return {day + timedelta(1): "easter-saturday" for day, name in holidays_of().items() if name == "good-friday"}


def released() -> dict[str, dict[date, str]]:
    """For each calendar the days that are closed although their weekday would be a working day."""
    finland, aland = holidays_of(), holidays_of("01")
    office = {day: name for day, name in finland.items() if day.weekday() <= FRIDAY}
    monsat = {day: name for day, name in sorted((finland | easter_saturdays()).items()) if day.weekday() <= SATURDAY}
    return {
        "fi-office": office,
        "fi-office-strict": {day: name for day, name in office.items() if name not in EVES},
        "fi-monsat": monsat,
        "fi-calendar": {},
        "ax-office": {day: name for day, name in aland.items() if day.weekday() <= FRIDAY},
    }


def changes(calendars: Callable[[str], WorkCalendar]) -> dict[str, dict[date, str]]:
    """What the installed release knows otherwise than `calendars`: by calendar, days with the code of why."""
    found = {ident: _differing(days, calendars(ident)) for ident, days in released().items()}
    return {ident: days for ident, days in found.items() if days}


def _differing(days: dict[date, str], calendar: WorkCalendar) -> dict[date, str]:
    """Days that are closed now, or for another reason, and days that are working days now."""
    closed = {day: name for day, name in days.items() if calendar.why(day) != name}
    opened = {day: "working-day" for day in calendar.closed_days() if day not in days}
    return dict(sorted((closed | opened).items()))
