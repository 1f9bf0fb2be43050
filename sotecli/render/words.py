"""Dates, times, numbers and lists as each language writes them (in Swedish as in Finland)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sotecli.core.followup import Day
from sotecli.core.moment import local
from sotecli.i18n import N_, _, language, ngettext

if TYPE_CHECKING:
    from sotecli.core.model import Label

WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {
    "fi": (
        *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu"),
        *("heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
    ),
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
WEEKEND = ("saturday", "sunday")
CLOSED_DAYS = {
    "new-year": N_("New Year's Day"),
    "epiphany": N_("Epiphany"),
    "good-friday": N_("Good Friday"),
    "easter-saturday": N_("Easter Saturday"),
    "easter-sunday": N_("Easter Sunday"),
    "easter-monday": N_("Easter Monday"),
    "may-day": N_("May Day"),
    "ascension-day": N_("Ascension Day"),
    "pentecost": N_("Whit Sunday"),
    "midsummer-eve": N_("Midsummer Eve"),
    "midsummer-day": N_("Midsummer Day"),
    "all-saints": N_("All Saints' Day"),
    "aland-autonomy-day": N_("Åland's Autonomy Day"),
    "independence-day": N_("Independence Day"),
    "christmas-eve": N_("Christmas Eve"),
    "christmas-day": N_("Christmas Day"),
    "second-christmas-day": N_("Boxing Day"),
    "local-training": N_("the unit is closed: training"),
    "local-holiday": N_("the unit is closed: its holiday"),
    "local-staffing": N_("the unit is closed: nobody at work"),
    "local-other": N_("the unit is closed"),
    "paused-person-asked": N_("paused: the person asked for it"),
    "paused-away": N_("paused: the person is away"),
    "paused-information": N_("paused: waiting for information"),
    "paused-other": N_("paused"),
}


def short_day(day: date) -> str:
    """The day with its weekday, without the year: `ti 23.6.`, `Tue 23 Jun`."""
    weekday = WEEKDAYS[language()][day.weekday()]
    return (
        f"{weekday} {day.day} {MONTHS_EN[day.month - 1]}" if language() == "en" else f"{weekday} {day.day}.{day.month}."
    )


def long_day(day: date) -> str:
    """The day with its weekday and year: `ti 23.6.2026`, `Tue 23 Jun 2026`."""
    return f"{short_day(day)} {day.year}" if language() == "en" else f"{short_day(day)}{day.year}"


def moment(instant: datetime) -> str:
    """The instant on the clock of Helsinki: `ke 17.6.2026 klo 21.40`."""
    at = local(instant)
    clock = f"{at.hour:02}:{at.minute:02}" if language() == "en" else f"{at.hour}.{at.minute:02}"
    return _("{day} at {clock}").format(day=long_day(at.date()), clock=clock)


def number(value: float) -> str:
    """The number with the language's decimal sign; whole numbers have none."""
    text = f"{value:g}" if value != int(value) else str(int(value))
    return text if language() == "en" else text.replace(".", ",")


def percent(value: float) -> str:
    """`62,5 %` in Finnish and Swedish, `62.5%` in English."""
    return f"{number(value)}%" if language() == "en" else f"{number(value)}{NO_BREAK_SPACE}%"


def listed(parts: Sequence[str]) -> str:
    """`a, b ja c`."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return _("{all_but_last} and {last}").format(all_but_last=", ".join(parts[:-1]), last=parts[-1])


def month(text: str) -> str:
    """The month of `2026-06`: `6/2026`, `Jun 2026`."""
    year, of_year = text.split("-")
    return f"{MONTHS_EN[int(of_year) - 1]} {year}" if language() == "en" else f"{int(of_year)}/{year}"


def quarter(text: str) -> str:
    """The quarter of `2026-Q2`: `quarter 2 of 2026`."""
    year, number = text.split("-Q")
    return _("quarter {number} of {year}").format(number=number, year=year)


def month_name(year: int, of_year: int) -> str:
    """The month as the heading of a calendar: `kesäkuu 2026`, `June 2026`."""
    return f"{MONTHS[language()][of_year - 1]} {year}"


def weekdays() -> tuple[str, ...]:
    """The weekdays from Monday on, as headings."""
    return WEEKDAYS[language()]


def why_that_day(days: Sequence[Day]) -> str:
    """One line that says which working day the last one is, and which days between were not counted."""
    end, count = days[-1].date, sum(day.counted for day in days)
    skipped = _skipped(days[1:])
    if not skipped:
        return _("{day}, working day {count} after arrival").format(day=long_day(end), count=count)
    return ngettext(
        "{day}, working day {count}: {skipped} is not a working day",
        "{day}, working day {count}: {skipped} are not working days",
        len(skipped),
    ).format(day=long_day(end), count=count, skipped=listed(skipped))


def of(label: "Label") -> str:
    """The words of a model in the language of this run."""
    return str(getattr(label, language()))


def why(code: str) -> str:
    """Why a day is counted or not, in words; a holiday that this version has no words for keeps its code."""
    fixed = {
        "arrival": N_("day of arrival, not counted"),
        "counts-as-arrival": N_("counts as the day of arrival, not counted"),
        "start": N_("the day to count from, not counted"),
        "working-day": N_("working day"),
        "local-opening": N_("the unit is open"),
        "saturday": N_("Saturday"),
        "sunday": N_("Sunday"),
    }
    return _(fixed.get(code) or CLOSED_DAYS.get(code, code))


def skipped_days(days: Sequence[Day]) -> list[str]:
    """Days that were not counted: each by its date and name, weekends and pauses once; the year where it matters."""
    write = short_day if len({day.date.year for day in days}) == 1 else long_day
    named = [f"{write(day.date)} {why(day.why)}" for day in sorted(days) if not _told_once(day.why)]
    return named + [why(code) for code in dict.fromkeys(day.why for day in sorted(days)) if _told_once(code)]


def _told_once(code: str) -> bool:
    """Whether days with that code are not named one by one."""
    return code in WEEKEND or code.startswith("paused-")


def _skipped(days: Sequence[Day]) -> list[str]:
    """The days that were not counted: eves and holidays by name, weekends together."""
    paused = sum(day.why.startswith("paused-") for day in days)
    named = [f"{short_day(day.date)} {why(day.why)}" for day in days if not (day.counted or _told_once(day.why))]
    if paused:
        named.append(ngettext("{count} paused day", "{count} paused days", paused).format(count=paused))
    weekends = sum(day.why == "sunday" for day in days) or sum(day.why == "saturday" for day in days)
    if not weekends:
        return named
    return [*named, ngettext("the weekend", "{count} weekends", weekends).format(count=weekends)]
