"""Dates, times, numbers and lists as each language writes them (in Swedish as in Finland)."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sotecli.core.codes import PauseReason
from sotecli.core.followup import Day
from sotecli.core.moment import local
from sotecli.i18n import N_, _, language, ngettext
from sotecli.render import labels
from sotecli.render.labels import label

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
SHORTEST_GROUP = 4
PAUSED = "paused-"
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


def day_in_text(day: date) -> str:
    """The day in running text, without its weekday: `23.6.2026`, `23 June 2026`."""
    if language() == "en":
        return f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def shift(before: date, after: date) -> str:
    """A day that moves, or stays."""
    return short_day(after) if before == after else f"{short_day(before)} → {short_day(after)}"


def span(first: date, last: date) -> str:
    """The days from the first to the last one, with the year: once where it is the same."""
    begin = short_day(first) if first.year == last.year else long_day(first)
    return f"{begin} – {long_day(last)}"


def moment(instant: datetime) -> str:
    """The instant on the clock of Helsinki: `ke 17.6.2026 klo 21.40`."""
    return _("{day} at {clock}").format(day=long_day(local(instant).date()), clock=clock(instant))


def clock(instant: datetime) -> str:
    """The time of the day in Helsinki: `9.05`, in English `09:05`."""
    at = local(instant)
    return f"{at.hour:02}:{at.minute:02}" if language() == "en" else f"{at.hour}.{at.minute:02}"


def phone(stored: str) -> str:
    """A Finnish number as it is dialled here, its groups kept together: `050 123 4567`; any other as it is."""
    if not stored.startswith("+358"):
        return stored
    digits = "0" + stored.removeprefix("+358").replace(" ", "")
    area = re.match("0(?:4[0-9]|50|10|20|29|[678]00|1[3-9]|[235689])", digits)
    if area is None or not digits.isdecimal():
        return stored
    rest = digits[area.end() :]
    groups = [area[0], rest[:3], rest[3:]] if len(rest) > SHORTEST_GROUP else [area[0], rest]
    return NO_BREAK_SPACE.join(group for group in groups if group)


def number(value: float) -> str:
    """The number with a minus sign and the language's decimal sign; whole numbers have none."""
    text = f"{value:g}" if value != int(value) else str(int(value))
    return _as_written(text)


def decimal(value: float) -> str:
    """The same with at least one decimal, as a mean or a median has one also when it is whole."""
    return number(value) if value != int(value) else _as_written(f"{value:.1f}")


def _as_written(text: str) -> str:
    signed = text.replace("-", "\N{MINUS SIGN}")
    return signed if language() == "en" else signed.replace(".", ",")


def whole(value: int) -> str:
    """The whole number with its thousands apart and a minus sign."""
    return f"{value:,}".replace(",", NO_BREAK_SPACE).replace("-", "\N{MINUS SIGN}")


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
    told = _("{day}, working day {count}. Not counted: {skipped}.")
    return told.format(day=long_day(end), count=count, skipped=", ".join(skipped))


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
    """Days that were not counted: holidays and pauses by date and name, weekends once; the year where it matters."""
    write = short_day if len({day.date.year for day in days}) == 1 else long_day
    named = [f"{write(day.date)} {why(day.why)}" for day in sorted(days) if not _told_once(day.why)]
    weekend = [why(code) for code in dict.fromkeys(day.why for day in sorted(days)) if code in WEEKEND]
    return named + [_pause(run, write) for run in _pauses(days)] + weekend


def _pauses(days: Sequence[Day]) -> list[list[Day]]:
    """The paused days, those of each pause together: no counted day lies between them."""
    runs: list[list[Day]] = []
    skipped = {day.date.toordinal() for day in days}
    for day in sorted(day for day in days if day.why.startswith(PAUSED)):
        last = runs[-1][-1] if runs else day
        between = set(range(last.date.toordinal(), day.date.toordinal()))
        if runs and last.why == day.why and between <= skipped:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _pause(run: Sequence[Day], write: Callable[[date], str]) -> str:
    """A pause with its first and last working day, and why."""
    first, last = write(run[0].date), write(run[-1].date)
    days = first if first == last else f"{first} – {last}"
    reason = run[0].why.removeprefix(PAUSED)
    told = _("a pause {days}") if reason == PauseReason.OTHER else _("a pause {days} ({reason})")
    return told.format(days=days, reason=label(labels.PAUSE, reason))


def _told_once(code: str) -> bool:
    """Whether days with that code are not named one by one."""
    return code in WEEKEND or code.startswith(PAUSED)


def _skipped(days: Sequence[Day]) -> list[str]:
    """The days that were not counted: eves and holidays by name, weekends together."""
    paused = sum(day.why.startswith(PAUSED) for day in days)
    named = [f"{short_day(day.date)} ({why(day.why)})" for day in days if not (day.counted or _told_once(day.why))]
    if paused:
        told = ngettext("a pause of {count} working day", "a pause of {count} working days", paused)
        named.append(told.format(count=paused))
    weekends = sum(day.why == "sunday" for day in days) or sum(day.why == "saturday" for day in days)
    if not weekends:
        return named
    return [*named, ngettext("the weekend", "{count} weekends", weekends).format(count=weekends)]
