"""Writes sotecli/core/closed_days.py and closed_day_names.py from the `holidays` package (sotecli/national_days.py).

Run it after a new release of `holidays`: `python tests/generate_closed_days.py`. A test compares it with what is
there, so that no command has to import `holidays`.
"""

from datetime import date
from pathlib import Path

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.national_days import released


def sources() -> dict[str, str]:
    """The text of each generated module, by its file name."""
    made = "Made by tests/generate_closed_days.py from the `holidays` package (vacanza, MIT); do not edit.\n"
    days_text = "Closed days of each calendar that its weekdays alone would not close, as ordinals."
    names_text = "The names of closed days by their ordinal; loaded when somebody asks why."
    literals = "\n".join(_literal(ident, list(days)) for ident, days in released().items())
    named = {day: name for days in released().values() for day, name in days.items()}
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
