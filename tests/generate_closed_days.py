"""Writes sotecli/core/closed_days.py and closed_day_names.py from the `holidays` package.

Run it after a new release of `holidays`: `python tests/generate_closed_days.py`. A test compares what it would
write with what is there, so that no command has to import `holidays`.
"""

from datetime import date
from pathlib import Path

from holidays.countries.finland import Finland

FIRST_YEAR, LAST_YEAR = 1992, 2100  # since 1992 every source agrees on the Finnish days (domain notes 1.4)
FRIDAY = 4
NAMES = {  # what `holidays` calls a day in English -> our name for it
    "New Year's Day": "new-year",
    "Epiphany": "epiphany",
    "Good Friday": "good-friday",
    "Easter Monday": "easter-monday",
    "May Day": "may-day",
    "Ascension Day": "ascension-day",
    "Midsummer Eve": "midsummer-eve",
    "Independence Day": "independence-day",
    "Christmas Eve": "christmas-eve",
    "Christmas Day": "christmas-day",
    "Second Day of Christmas": "second-christmas-day",
}


def closed_days() -> dict[date, str]:
    """Each closed day between Monday and Friday, with our name for it, ascending."""
    finland = Finland(  # type: ignore[no-untyped-call]
        years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_US"
    )
    return {
        day: max(NAMES[name] for name in names.split("; "))  # 1.5.2008 was May Day and Ascension Day
        for day, names in sorted(finland.items())
        if day.weekday() <= FRIDAY
    }


def sources() -> dict[str, str]:
    """The text of each generated module, by its file name."""
    days = closed_days()
    ordinals = [str(day.toordinal()) for day in days]
    lines = "\n".join(f"    {', '.join(ordinals[at : at + 14])}," for at in range(0, len(ordinals), 14))
    names = "\n".join(f'    {day.toordinal()}: "{name}",' for day, name in days.items())
    made = "Made by tests/generate_closed_days.py from the `holidays` package (vacanza, MIT); do not edit.\n"
    days_text = "Closed days between Monday and Friday of the calendar `fi-office`, as ordinals."
    names_text = "Why each closed day of `fi-office` is closed, by its ordinal; loaded when somebody asks."
    years = f"FIRST_YEAR, LAST_YEAR = {FIRST_YEAR}, {LAST_YEAR}"
    return {
        "closed_days.py": f'"""{days_text}\n\n{made}"""\n\n{years}\n\n# fmt: off\nFI_OFFICE = (\n{lines}\n)\n',
        "closed_day_names.py": f'"""{names_text}\n\n{made}"""\n\nNAMES = {{\n{names}\n}}\n',
    }


if __name__ == "__main__":
    for file, text in sources().items():
        (Path(__file__).parent.parent / "sotecli" / "core" / file).write_text(text, encoding="utf-8")
