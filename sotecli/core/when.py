"""Dates and times as people write them: 23.6.2026, 23.6., 2026-06-23, ti, huomenna, +3ap, 14.30.

Reading has two steps, because the syntax is known when the command is parsed and today only when the file is open
(a training file has a clock of its own): `read_day` and `read_moment` give a `When`, `day_of` and `instant_of` place
it. Without a year, and for weekday names, it is the latest such day not after today where the past is meant, else the
earliest one not before today. A year outside those of the calendars is a slip and never becomes a day.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.moment import HELSINKI, local
from sotecli.core.workdays import WorkCalendar, known
from sotecli.errors.days import (
    FarAwayError,
    FutureError,
    HourNeededError,
    ImpossibleDateError,
    JustPassedError,
    LastDayError,
)

WORDS = {
    **dict.fromkeys(("tänään", "tanaan", "idag", "i dag", "today"), 0),
    **dict.fromkeys(("huomenna", "imorgon", "i morgon", "tomorrow"), 1),
    **dict.fromkeys(("ylihuomenna", "i övermorgon", "övermorgon"), 2),
    **dict.fromkeys(("eilen", "igår", "i går", "yesterday"), -1),
    **dict.fromkeys(("toissapäivänä", "i förrgår", "förrgår"), -2),
}
WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "ma maanantai maanantaina må måndag mon monday",
            "ti tiistai tiistaina tisdag tue tuesday",
            "ke keskiviikko keskiviikkona on onsdag wed wednesday",
            "to torstai torstaina torsdag thu thursday",
            "pe perjantai perjantaina fr fredag fri friday",
            "la lauantai lauantaina lö lördag sat saturday",
            "su sunnuntai sunnuntaina sö söndag sun sunday",
        )
    )
    for word in words.split()
}
ISO = r"(\d{4})-(\d{2})-(\d{2})"
FINNISH = r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?"
COUNTED = r"\+(\d{1,4})(ap|wd|vd|d|pv|kk|m)"
CLOCK = r"(?:(?:klo |kl\.? )?(\d{1,2})[.:](\d{2})|(?:klo|kl\.?) (\d{1,2}))"
HOUR = r"()()(\d{1,2})"  # only where it cannot be the day of a month
NOON = time(12, 0)
WEEK, LONGEST_MONTH = 7, 31
MOST_AHEAD = 335  # days; what lies further ahead without a year was meant for the year that is going on


class When(NamedTuple):
    """A date, a time or both, as somebody wrote them; what was left out is `None`."""

    text: str
    day: date | None = None
    day_month: tuple[int, int] | None = None
    weekday: int | None = None
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    clock: time | None = None
    instant: datetime | None = None

    @property
    def has_hour(self) -> bool:
        """Whether an hour was told."""
        return self.clock is not None or self.instant is not None


def read_day(text: str) -> When:
    """A day as somebody wrote it, not yet placed.

    Raises:
        ImpossibleDateError: Nothing that is a date, or one that never exists.
        OutsideCalendarError: The year is none of the calendars'.
    """
    typed = text.strip().lower()
    if typed in WORDS:
        return When(text=text, days=WORDS[typed])
    if typed in WEEKDAYS:
        return When(text=text, weekday=WEEKDAYS[typed])
    if match := re.fullmatch(COUNTED, typed):
        count, unit = int(match[1]), match[2]
        if unit in {"ap", "wd", "vd"}:
            return When(text=text, working_days=count)
        return When(text=text, days=count) if unit in {"d", "pv"} else When(text=text, months=count)
    return _written_day(text, typed)


def read_moment(text: str) -> When:
    """A date, a time, both, or an ISO instant, not yet placed.

    Raises:
        ImpossibleDateError: Nothing that is a date or time, or one that never exists.
        OutsideCalendarError: The year is none of the calendars'.
    """
    typed = text.strip().lower()
    if match := re.fullmatch(CLOCK, typed):
        return When(text=text, clock=_clock(text, match))
    if "t" in typed and re.match(ISO, typed):
        return _iso_instant(text)
    if (match := re.search(f" {CLOCK}$", typed) or re.search(f" {HOUR}$", typed)) and match.start():
        day = read_day(typed[: match.start()].rstrip(","))
        return day._replace(text=text, clock=_clock(text, match))
    return read_day(typed)


def with_hour(when: When, text: str) -> When:
    """A day with the hour that somebody wrote beside it, such as 10.00 or 10.

    Raises:
        ImpossibleDateError: It is no hour.
    """
    typed = text.strip().lower()
    match = re.fullmatch(CLOCK, typed) or re.fullmatch(HOUR, typed)
    if match is None:
        raise ImpossibleDateError(value=text)
    return when._replace(clock=_clock(text, match))


def day_of(when: When, today: date, calendar: WorkCalendar, *, past: bool = False) -> date:
    """The day that is meant, seen from `today`.

    Raises:
        ImpossibleDateError: There is no such day.
        OutsideCalendarError: It lies outside the years of the calendars.
    """
    try:
        return known(_placed(when, today, calendar, past=past))
    except (OverflowError, ValueError):
        raise ImpossibleDateError(value=when.text) from None


def _placed(when: When, today: date, calendar: WorkCalendar, *, past: bool) -> date:
    if when.day_month is not None:
        return _nearest(when.day_month, today, past=past)
    if when.weekday is not None:
        forward = (when.weekday - today.weekday()) % WEEK
        return today + timedelta(forward - WEEK if past and forward else forward)
    if when.working_days is not None:
        return calendar.add(today, when.working_days)
    if when.months is not None:
        return _add_months(today, when.months)
    return when.day or today + timedelta(when.days or 0)


def must_be_near(day: date, today: date, months: int) -> date:
    """The day, if it is so many months from today at most: what lies further away has a mistyped year.

    Raises:
        FarAwayError: It lies further away.
    """
    if abs(day - today).days > months * LONGEST_MONTH:
        raise FarAwayError(day=day, months=months)
    return day


def coming_day_of(when: When, today: date, calendar: WorkCalendar) -> date:
    """As `day_of`, for what is to come: a day without a year that has just passed is a slip, not next year's.

    Raises:
        ImpossibleDateError: There is no such day.
        JustPassedError: It would be nearly a year away.
    """
    day = day_of(when, today, calendar)
    if when.day_month is not None and (day - today).days > MOST_AHEAD:
        short = f"{day.day}.{day.month}."
        raise JustPassedError(day=short, year=day.year, full=f"{short}{day.year}")
    return day


def last_day_of(when: When, first: date | None, today: date, calendar: WorkCalendar) -> date:
    """The last day of a period that has begun on `first`, which only a day without a year can miss.

    Raises:
        ImpossibleDateError: There is no such day.
        LastDayError: It would be nearly a year ago, or before the first one, because this year's has not come.
    """
    day = day_of(when, today, calendar, past=True)
    if when.day_month is not None and ((today - day).days > MOST_AHEAD or (first and day < first)):
        coming = day_of(when, today, calendar)
        if coming > today:
            raise LastDayError(when=coming)
    return day


def instant_of(when: When, now: datetime, calendar: WorkCalendar) -> datetime:
    """The instant that is meant by something that has happened: a date alone is 12.00, a time alone is today.

    A date alone that is today means now while it is not yet 12.00. In the hour that a clock change repeats, the
    first is meant.

    Raises:
        ImpossibleDateError: The clocks skipped that time.
        FutureError: It has not come yet.
    """
    instant = when.instant or _local_instant(when, now, calendar)
    if instant > now and when.clock is None and when.instant is None and local(instant).date() == local(now).date():
        return now
    if instant > now:
        raise FutureError(when=local(instant))
    return instant.replace(microsecond=0)


def coming_instant_of(when: When, now: datetime, calendar: WorkCalendar) -> datetime:
    """The instant that is meant by something to come, which has an hour; a time alone is today.

    Raises:
        HourNeededError: Only a day was told.
        ImpossibleDateError: The clocks will skip that time.
        JustPassedError: It was written without a year and would be nearly a year away.
    """
    if not when.has_hour:
        raise HourNeededError
    instant = when.instant or _on_the_clock(when, coming_day_of(when, local(now).date(), calendar))
    return instant.replace(microsecond=0)


def _local_instant(when: When, now: datetime, calendar: WorkCalendar) -> datetime:
    return _on_the_clock(when, day_of(when, local(now).date(), calendar, past=True))


def _on_the_clock(when: When, day: date) -> datetime:
    """The instant on a day, if the clock of Helsinki shows it."""
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise ImpossibleDateError(value=when.text)
    moment = datetime.combine(day, when.clock or NOON, HELSINKI)
    if moment.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ImpossibleDateError(value=when.text)
    return moment.astimezone(UTC)


def _written_day(text: str, typed: str) -> When:
    try:
        if match := re.fullmatch(ISO, typed):
            return When(text=text, day=known(date(int(match[1]), int(match[2]), int(match[3]))))
        if match := re.fullmatch(FINNISH, typed):
            day, month = int(match[1]), int(match[2])
            if match[3]:
                return When(text=text, day=known(date(int(match[3]), month, day)))
            return When(text=text, day_month=(date(2000, month, day).month, day))
    except ValueError:
        pass
    raise ImpossibleDateError(value=text)


def _iso_instant(text: str) -> When:
    try:
        instant = datetime.fromisoformat(text.strip())
        if instant.tzinfo is None:
            return When(text=text, day=instant.date(), clock=instant.time())
        if FIRST_YEAR < instant.year < LAST_YEAR:  # a day of room for the offset
            return When(text=text, instant=instant.astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    raise ImpossibleDateError(value=text)


def _clock(text: str, match: re.Match[str]) -> time:
    try:
        return time(int(match[1] or match[3]), int(match[2] or 0))
    except ValueError:
        raise ImpossibleDateError(value=text) from None


def _nearest(day_month: tuple[int, int], today: date, *, past: bool) -> date:
    month, day = day_month
    for year in (today.year, today.year - 1 if past else today.year + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if day_month == (2, 29) and not leap:  # more than a year away: a slip rather than a plan
            continue
        candidate = date(year, month, day)
        if candidate <= today if past else candidate >= today:
            return candidate
    raise ValueError(day_month)


def _add_months(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (only who writes +3kk pays for it)

    return day + relativedelta(months=months)
