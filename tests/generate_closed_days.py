"""Writes sotecli/core/closed_days.py and closed_day_names.py from the `holidays` package.

Run it after a new release of `holidays`: `python tests/generate_closed_days.py`. A test compares it with what is
there, so that no command has to import `holidays`. The days and names are those of the package, but for one correction
and one addition, each with its source below.
"""

from datetime import date, timedelta
from pathlib import Path

from holidays.countries.finland import Finland

FIRST_YEAR, LAST_YEAR = 1970, 2100
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
    days = {day: max(NAMES[name] for name in names.split("; ")) for day, names in found.items()}
    corrected = days | CORRECTED
    return {day: name for day, name in sorted(corrected.items()) if name}


def easter_saturdays() -> dict[date, str]:
    """Easter Saturday, which the annual-leave style of counting leaves out (162/2005 4 §)."""
    return {day + timedelta(1): "easter-saturday" for day, name in holidays_of().items() if name == "good-friday"}


def calendars() -> dict[str, dict[date, str]]:
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


def sources() -> dict[str, str]:
    """The text of each generated module, by its file name."""
    made = "Made by tests/generate_closed_days.py from the `holidays` package (vacanza, MIT); do not edit.\n"
    days_text = "Closed days of each calendar that its weekdays alone would not close, as ordinals."
    names_text = "The names of closed days by their ordinal; loaded when somebody asks why."
    literals = "\n".join(_literal(ident, list(days)) for ident, days in calendars().items())
    named = {day: name for days in calendars().values() for day, name in days.items()}
    names = "\n".join(f'    {day.toordinal()}: "{name}",' for day, name in sorted(named.items()))
    years = f"FIRST_YEAR, LAST_YEAR = {FIRST_YEAR}, {LAST_YEAR}"
    return {
        "closed_days.py": f'"""{days_text}\n\n{made}"""\n\n{years}\n\n# fmt: off\n{literals}',
        "closed_day_names.py": f'"""{names_text}\n\n{made}"""\n\nNAMES = {{\n{names}\n}}\n',
    }


def _literal(ident: str, days: list[date]) -> str:
    ordinals = [str(day.toordinal()) for day in days]
    lines = "".join(f"    {', '.join(ordinals[at : at + 14])},\n" for at in range(0, len(ordinals), 14))
    name = ident.upper().replace("-", "_")
    return f"{name}: tuple[int, ...] = (\n{lines})\n" if lines else f"{name}: tuple[int, ...] = ()\n"


if __name__ == "__main__":
    for file, text in sources().items():
        (Path(__file__).parent.parent / "sotecli" / "core" / file).write_text(text, encoding="utf-8")
