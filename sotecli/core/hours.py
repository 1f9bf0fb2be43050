"""Weekly opening hours: reading them as people write them, and whether a place is open at an instant.

`ma-pe 9-16, la 10-14` are hours of the week's ordinary days: on a public holiday or an eve on which offices are closed
the place is closed, too. Hours of `every day` hold on those days as well. Hours that end at or before the time at which
they begin go on over midnight, and belong to the day on which they begin.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from sotecli.core.moment import local
from sotecli.core.when import WEEK, WEEKDAYS
from sotecli.core.workdays import OPEN, WorkCalendar
from sotecli.errors.service import BadHoursError

HOUR, MIDNIGHT = 60, 24 * 60
LONGEST, MOST = 600, 28  # characters; openings of a week
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHORT = {"mån": 0, "tis": 1, "ons": 2, "tor": 3, "tors": 3, "fre": 4, "lör": 5, "sön": 6}
EVERY_DAY = r"(?:every day|joka päivä|alla dagar|varje dag)"
WORKING_DAYS = r"(?:weekdays|arkisin|arkipäivisin|vardagar)"
SPAN = r"(\d{1,2})(?:[.:](\d{2}))?-(\d{1,2})(?:[.:](\d{2}))?"
PART = rf"(?P<days>{EVERY_DAY}|[^\W\d]+(?:-[^\W\d]+)?)(?P<spans>(?: {SPAN})*)"
EASTER_MONDAY, PENTECOST = "easter-monday", 48  # days from Easter Monday to Whit Sunday
SATURDAY = 5
FIXED = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
"""Holidays and closed eves of the same date every year; where they fall on a Sunday no calendar of ours names them."""
AX_FIXED = FIXED | {(6, 9)}


class Opening(NamedTuple):
    """From when to when a place is open on one day of the week, in minutes after midnight."""

    day: int
    """0 is Monday."""
    start: int
    end: int
    """1 … 1440; not after `start` where it lies on the next day."""
    holidays: bool = False
    """Whether it is open on public holidays, too."""


class Group(NamedTuple):
    """Days that follow one another and are open at the same times."""

    first: int
    last: int
    holidays: bool
    spans: tuple[tuple[int, int], ...]


def read_hours(typed: str) -> tuple[Opening, ...]:
    """Weekly hours as people write them: `ma-pe 9-16, la 10-14`, `mon-fri 9-11.30 12-16`, `joka päivä 0-24`.

    Raises:
        BadHoursError: They cannot be read, or overlap.
    """
    text = re.sub(r" *[-–—] *", "-", " ".join(typed.lower().split()).replace("klo ", "").replace("kl. ", ""))
    found: set[Opening] = set()
    waiting: list[tuple[list[int], bool]] = []
    for part in [part.strip() for part in text.split(",") if part.strip()] if len(typed) <= LONGEST else ["?"]:
        match = re.fullmatch(PART, part)
        if not match:
            raise BadHoursError
        waiting.append(_days(match["days"]))
        spans = [_span(*span) for span in re.findall(SPAN, match["spans"])]
        if spans:
            found |= {Opening(day, *span, every) for days, every in waiting for day in days for span in spans}
            waiting = []
    if waiting or len(found) > MOST:
        raise BadHoursError
    return _apart(sorted(found))


def hours_text(hours: Sequence[Opening]) -> str:
    """The hours in the form that is kept, which `read_hours` reads: `mon-fri 9:00-16:00, sat 10:00-14:00`."""
    return ", ".join(f"{days_text(group, DAYS, 'every day')} {_spans_text(group)}" for group in grouped(hours))


def days_text(group: Group, days: Sequence[str], every_day: str) -> str:
    """The days of a group in the words given."""
    if group.holidays and (group.first, group.last) == (0, WEEK - 1):
        return every_day
    return days[group.first] if group.first == group.last else f"{days[group.first]}-{days[group.last]}"


def grouped(hours: Sequence[Opening]) -> list[Group]:
    """The hours with days together that are open at the same times; `every day` hours come last."""
    every = {(found.start, found.end) for found in hours if found.holidays}
    groups = _runs([found for found in hours if not found.holidays])
    return [*groups, *([Group(0, WEEK - 1, holidays=True, spans=tuple(sorted(every)))] if every else [])]


def clock_text(minute: int) -> str:
    """A time of the day as `9:00`; the end of a day as `24:00`."""
    return f"{minute // HOUR}:{minute % HOUR:02}"


def is_open(hours: Sequence[Opening], instant: datetime, calendar: WorkCalendar) -> bool:
    """Whether a place of these hours is open at an instant, by the clock of Helsinki.

    `calendar` is a national one: a unit that is closed for its training closes no other place.
    """
    at = local(instant)
    minute, yesterday = at.hour * HOUR + at.minute, at.date() - timedelta(1)
    today = any(found.start <= minute < _end(found) for found in _on(at.date(), hours, calendar))
    return today or any(minute < _end(found) - MIDNIGHT for found in _on(yesterday, hours, calendar))


def is_holiday(day: date, calendar: WorkCalendar) -> bool:
    """Whether places with ordinary hours are closed on a day: a holiday or a closed eve, at the weekend too."""
    from sotecli.core.closed_day_names import NAMES  # noqa: PLC0415 (only who asks for hours needs the names)

    why, ordinal = calendar.why(day), day.toordinal()
    if why in OPEN:
        return False
    if day.weekday() < SATURDAY:
        return True
    if (day.month, day.day) in (AX_FIXED if calendar.ident == "ax-office" else FIXED):
        return True
    sundays = (NAMES.get(ordinal + 1), NAMES.get(ordinal - PENTECOST))  # Easter and Whitsun fall on Sundays
    return ordinal in NAMES or EASTER_MONDAY in sundays


def _on(day: date, hours: Sequence[Opening], calendar: WorkCalendar) -> list[Opening]:
    """What is open on a day, beginning on it."""
    found = [opening for opening in hours if opening.day == day.weekday()]
    if not found or all(opening.holidays for opening in found) or not is_holiday(day, calendar):
        return found
    return [opening for opening in found if opening.holidays]


def _end(found: Opening) -> int:
    return found.end if found.end > found.start else found.end + MIDNIGHT


def _days(word: str) -> tuple[list[int], bool]:
    """The days of a word such as `ma-pe`, and whether they are every day."""
    if re.fullmatch(EVERY_DAY, word):
        return list(range(WEEK)), True
    if re.fullmatch(WORKING_DAYS, word):
        return list(range(SATURDAY)), False
    first, _dash, last = word.partition("-")
    begin, end = _day(first), _day(last or first)
    return [(begin + number) % WEEK for number in range((end - begin) % WEEK + 1)], False


def _day(word: str) -> int:
    if word not in WEEKDAYS and word not in SHORT:
        raise BadHoursError
    return WEEKDAYS[word] if word in WEEKDAYS else SHORT[word]


def _span(start: str, start_minute: str, end: str, end_minute: str) -> tuple[int, int]:
    """A span in minutes; one that ends at midnight ends with its day."""
    begins, ends = (int(hour) * HOUR + int(minute or 0) for hour, minute in ((start, start_minute), (end, end_minute)))
    ends = ends or MIDNIGHT
    minutes = (int(start_minute or 0), int(end_minute or 0))
    if begins >= MIDNIGHT or ends > MIDNIGHT or begins == ends or max(minutes) >= HOUR:
        raise BadHoursError
    return begins, ends


def _apart(hours: list[Opening]) -> tuple[Opening, ...]:
    """The hours, if no two of them overlap."""
    spans = sorted((found.day * MIDNIGHT + found.start, found.day * MIDNIGHT + _end(found)) for found in hours)
    if spans:
        spans.append((spans[0][0] + WEEK * MIDNIGHT, 0))
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise BadHoursError
    return tuple(hours)


def _runs(hours: Sequence[Opening]) -> list[Group]:
    """Days in a row with the same times."""
    by_day = {day: tuple(sorted((o.start, o.end) for o in hours if o.day == day)) for day in range(WEEK)}
    groups: list[Group] = []
    for day, spans in by_day.items():
        if groups and groups[-1].last == day - 1 and groups[-1].spans == spans:
            groups[-1] = groups[-1]._replace(last=day)
        elif spans:
            groups.append(Group(day, day, holidays=False, spans=spans))
    return groups


def _spans_text(group: Group) -> str:
    return " ".join(f"{clock_text(start)}-{clock_text(end)}" for start, end in group.spans)
