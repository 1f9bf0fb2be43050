"""Counted days as small calendars of their months, for a terminal; elsewhere the days are a list.

A cell is the day of the month and a mark: an arrow where the count starts, pointing the way it runs, `#3` for the third
counted day, a dash for a day that is not counted, nothing for a day outside the span. The day on which the span ends
stands in brackets, because colour alone would say nothing to those who cannot see it.
"""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date

from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.i18n import _, ngettext
from sotecli.render import output, words

FORWARD, BACKWARD, SKIPPED = "→", "←", "–"
MOST_MONTHS, AT_EACH_END = 6, 3
SHORTEST_MARK = len("#1")
DAY_WIDTH = len("17 ")


def month_view(days: Sequence[Day]) -> None:
    """The months that the days touch, and what the marks mean; the middle of a long span is left out."""
    marks = _marks(days)
    months = sorted({(day.date.year, day.date.month) for day in days})
    left_out = len(months) - 2 * AT_EACH_END if len(months) > MOST_MONTHS else 0
    shown = months[:AT_EACH_END] + months[-AT_EACH_END:] if left_out else months
    for place, (year, month) in enumerate(shown):
        if left_out and place == AT_EACH_END:
            output.say(f"  {_left_out(left_out)}")
            output.say()
        weeks = _weeks(year, month, marks, whole=len(months) == 1)
        _draw(words.month_name(year, month), weeks, marks, days[-1].date)
        output.say()
    _legend(days, [day for day in days if (day.date.year, day.date.month) in shown])


def _marks(days: Sequence[Day]) -> dict[date, str]:
    """The mark of each day of the span."""
    marks, number = {days[0].date: _start(days)}, 0
    for day in days[1:]:
        number += day.counted
        marks[day.date] = f"#{number}" if day.counted else SKIPPED
    return marks


def _start(days: Sequence[Day]) -> str:
    """An arrow from the day that the count starts on, the way it runs."""
    return FORWARD if days[0].date <= days[-1].date else BACKWARD


def _weeks(year: int, month: int, marks: Mapping[date, str], *, whole: bool) -> list[list[date | None]]:
    """The weeks of a month from Monday on; of several months only those in the span, so that they fit a screen."""
    weeks = [
        [date(year, month, day) if day else None for day in week] for week in Calendar().monthdayscalendar(year, month)
    ]
    return [week for week in weeks if whole or any(day in marks for day in week)]


def _draw(title: str, weeks: Sequence[Sequence[date | None]], marks: Mapping[date, str], end: date) -> None:
    """One month under its heading."""
    room = DAY_WIDTH + max(SHORTEST_MARK, *map(len, marks.values()))
    output.say(f"  {title}", fold=False)
    _line([f" {weekday} " for weekday in words.weekdays()], room)
    for week in weeks:
        _line([_cell(day, marks.get(day, ""), last=day == end and len(marks) > 1) if day else "" for day in week], room)


def _line(cells: Sequence[str], room: int) -> None:
    output.say(" " + "".join(cell.ljust(room + 2) for cell in cells).rstrip(), fold=False)


def _cell(day: date, mark: str, *, last: bool) -> str:
    text = f"{day.day:>2} {mark}".rstrip()
    return f"[{text}]" if last else f" {text} "


def _left_out(count: int) -> str:
    return ngettext(
        "… {count} month between is left out; --json has every day",
        "… {count} months between are left out; --json has every day",
        count,
    ).format(count=count)


def _legend(days: Sequence[Day], shown: Sequence[Day]) -> None:
    """What the marks mean, and why the skipped days that can be seen are skipped."""
    first, *others = days
    meanings = [words.why(first.why)]
    if any(day.counted for day in others):
        meanings.append(_("#1 = 1st working day"))
    if others:
        last = _("[ ] last day, {day}").format(day=words.long_day(others[-1].date))
        meanings.append(last.replace(" ", words.NO_BREAK_SPACE))
    pairs = [(_start(days), "   ".join(meanings))]
    skipped = words.skipped_days([day for day in shown if day != first and not day.counted])
    if skipped:  # a day and its name are kept on one line
        kept = [text.replace(" ", words.NO_BREAK_SPACE) for text in skipped]
        pairs.append((SKIPPED, _("not counted: {days}").format(days=words.listed(kept))))
    output.fields(Form.TABLE, pairs)
