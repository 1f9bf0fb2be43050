"""Counted days as small calendars."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Form, PauseReason
from sotecli.core.followup import Day, counted_days
from sotecli.core.pauses import Pause
from sotecli.core.workdays import calendar_named
from sotecli.i18n import choose_language
from sotecli.render import output, words
from sotecli.render.followup import days_table
from sotecli.render.month import month_view
from tests.conftest import Desk

ARRIVED = date(2026, 6, 17)
SOTE = str(Path(sys.executable).parent / "sote")
MIDSUMMER = """\
  June 2026
  Mon    Tue    Wed    Thu    Fri    Sat    Sun
   1      2      3      4      5      6      7
   8      9     10     11     12     13     14
  15     16     17 →   18 #1  19 –   20 –   21 –
  22 #2 [23 #3] 24     25     26     27     28
  29     30

  →  day of arrival, not counted   #1 = 1st working day
     [ ] last day, Tue 23 Jun 2026
  –  not counted: Fri 19 Jun Midsummer Eve, Saturday and Sunday
"""
NEW_YEAR = """\
  December 2026
  Mon    Tue    Wed    Thu    Fri    Sat    Sun
  28     29    [30 #3] 31 #2

  January 2027
  Mon    Tue    Wed    Thu    Fri    Sat    Sun
                               1 –    2 –    3 –
   4 #1   5 ←    6      7      8      9     10

  ←  the day to count from, not counted   #1 = 1st working day
     [ ] last day, Wed 30 Dec 2026
  –  not counted: Fri 1 Jan New Year's Day, Saturday and Sunday
"""
Speak = Callable[[str], None]


@pytest.fixture(autouse=True)
def speak() -> Iterator[Speak]:
    """Chooses the language; English at first, and afterwards what it was before."""

    def choose(code: str) -> None:
        choose_language(lambda: code)

    choose("en")
    yield choose
    choose("fi")


def span(start: date, count: int, *, calendar: str = "fi-office", first: str = "arrival") -> list[Day]:
    """The days of a count."""
    chosen = calendar_named(calendar)
    return counted_days(start, chosen.add(start, count), chosen, first)


def drawn(days: list[Day], capsys: pytest.CaptureFixture[str]) -> str:
    """What a terminal gets; no-break spaces look like spaces."""
    month_view(days)
    return capsys.readouterr().out.replace(words.NO_BREAK_SPACE, " ")


def test_a_count_inside_one_month(capsys: pytest.CaptureFixture[str]) -> None:
    """One month is drawn whole: start, counted days with their number, skipped days, the last day in brackets."""
    assert drawn(span(ARRIVED, 3), capsys) == MIDSUMMER


def test_a_pause_is_told_with_its_days(capsys: pytest.CaptureFixture[str]) -> None:
    """The legend names each pause with its first and last day and its reason, and weekends once."""
    pauses = [
        Pause(date(2026, 6, 18), date(2026, 6, 24), PauseReason.INFORMATION),
        Pause(date(2026, 6, 25), date(2026, 6, 26), PauseReason.INFORMATION),
        Pause(date(2026, 6, 26), date(2026, 6, 29), PauseReason.OTHER),
    ]
    days = counted_days(ARRIVED, date(2026, 6, 30), calendar_named("fi-office"), pauses=pauses)
    legend = " ".join(drawn(days, capsys).partition("not counted: ")[2].split())
    assert legend == (
        "Fri 19 Jun Midsummer Eve, a pause Thu 18 Jun – Tue 23 Jun (waiting for information), "
        "a pause Thu 25 Jun (waiting for information), a pause Fri 26 Jun, Saturday and Sunday"
    )


def test_a_count_backward_over_the_new_year(capsys: pytest.CaptureFixture[str]) -> None:
    """Of two months only the weeks of the span are drawn, in the order of the calendar, also when counting back."""
    assert drawn(span(date(2027, 1, 5), -3, first="start"), capsys) == NEW_YEAR


@pytest.mark.parametrize(
    ("code", "month", "weekdays"),
    [
        ("fi", "kesäkuu 2026", "ma ti ke to pe la su"),
        ("sv", "juni 2026", "må ti on to fr lö sö"),
        ("en", "June 2026", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_headings_in_each_language(
    code: str, month: str, weekdays: str, speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    """Month and weekdays are named in the chosen language, from Monday on."""
    speak(code)
    title, heading, *_weeks = drawn(span(ARRIVED, 3), capsys).splitlines()
    assert (title.strip(), heading.split()) == (month, weekdays.split())


@pytest.mark.parametrize("code", words.MONTHS)
def test_a_year_has_twelve_names(code: str) -> None:
    """Each language has twelve different names of months."""
    assert len(set(words.MONTHS[code])) == 12


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(-80, 80))
def test_each_day_is_drawn_once(start: date, count: int) -> None:
    """Whatever is counted, all its days stand in the months with their marks, and no line is wider than 80."""
    said: list[str] = []
    days = span(start, count, first="start")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(output, "say", lambda text="", **_how: said.append(text))
        month_view(days)
    page = "\n".join(said)
    grid = page[: page.index("the day to count from")]
    assert max(map(len, page.splitlines())) <= 80
    assert sorted(map(int, re.findall(r"#(\d+)", grid))) == list(range(1, abs(count) + 1))
    assert len(re.findall(r"\d –", grid)) == sum(not day.counted for day in days[1:])
    assert re.findall(r"\[ ?(\d+) #\d+]", grid) == ([str(days[-1].date.day)] if count else [])
    assert re.findall(r"(\d+) [→←]", grid) == [str(start.day)]


@pytest.mark.parametrize(
    ("count", "months", "left_out"),
    [(110, 6, None), (135, 6, "… 1 month between is left out"), (300, 6, "… 9 months between are left out")],
)
def test_the_middle_of_a_long_span(
    count: int, months: int, left_out: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of more than six months the first and the last three are drawn; between them stands how many are not."""
    page = drawn(span(ARRIVED, count), capsys)
    assert page.count("Mon    ") == months
    assert ("--json has every day" in page) == (left_out is not None)
    assert left_out is None or page.index("August 2026") < page.index(left_out) < page.index(f"#{count}]")


def test_the_longest_count_fits(capsys: pytest.CaptureFixture[str]) -> None:
    """Five figures in every cell are not wider than 80 columns either."""
    page = drawn(span(date(1970, 1, 2), 32_000), capsys)
    assert "#32000]" in page
    assert max(map(len, page.splitlines())) <= 80


def test_named_days_of_two_years_have_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the same date could be of two years, the named days say which; a day and its name stay on one line."""
    page = drawn(span(date(2026, 12, 23), 8), capsys)
    for text in ("Thu 24 Dec 2026 Christmas Eve", "Fri 1 Jan 2027 New Year's Day", "Wed 6 Jan 2027 Epiphany"):
        assert text in page
    assert "26 Dec" not in page  # a Saturday that year


def test_other_reasons_are_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that is skipped for a reason of its own is named, whatever the reason."""
    monkeypatch.setitem(words.CLOSED_DAYS, "local-fair", "the fair")
    days = [day._replace(counted=False, why="local-fair") if day.date.day == 18 else day for day in span(ARRIVED, 3)]
    assert "not counted: Thu 18 Jun the fair, Fri 19 Jun Midsummer Eve, Saturday and" in drawn(days, capsys)


def test_a_limit_may_end_on_a_closed_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The last day stands in brackets also when it is not counted."""
    office = calendar_named("fi-office")
    assert "[19 –]" in drawn(counted_days(ARRIVED, ARRIVED + timedelta(2), office), capsys)


def test_a_count_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A count of 0 is its start alone, and nothing else is explained."""
    page = drawn(span(ARRIVED, 0, first="start"), capsys)
    assert "17 →" in page
    assert page.endswith("\n\n  →  the day to count from, not counted\n")


def test_every_day_counts_in_the_calendar_of_all_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is skipped, nothing is said of skipped days."""
    page = drawn(span(ARRIVED, 3, calendar="fi-calendar"), capsys)
    assert "[20 #3]" in page
    assert "not counted:" not in page


def test_without_a_terminal_it_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    """The plain form has one entry a day and no grid."""
    days_table(Form.PLAIN, span(ARRIVED, 1))
    assert capsys.readouterr().out == (
        "day: Wed 17 Jun 2026\nwhy: day of arrival, not counted\n\nday: Thu 18 Jun 2026\ncounted: 1\nwhy: working day\n"
    )


def on_terminal(*typed: str, environment: dict[str, str]) -> list[str]:
    """The lines that a terminal of 80 by 24 gets from a run."""
    child = pexpect.spawn(
        SOTE, list(typed), env=dict(os.environ) | environment, encoding="utf-8", timeout=20, dimensions=(24, 80)
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before).replace("\r", "").splitlines()


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("arrived", ["2026-06-17", "2026-06-30", "2026-12-23"])
def test_an_explanation_fits_a_screen(unit: Desk, lang: str, arrived: str) -> None:
    """An explanation leaves room for the command and the next prompt on a terminal of 80 by 24."""
    ref = unit.add(now=f"{arrived}T09:00:00+02:00")
    lines = on_terminal("--lang", lang, "followup", "explain", ref, environment=unit.environment)
    assert any("#3]" in line for line in lines)
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80


def test_the_other_commands_that_show_days(unit: Desk) -> None:
    """`calendar count` and `followup whatif` draw the months too."""
    ref = unit.add()
    for typed in (["calendar", "count", "17.6.2026", "3"], ["followup", "whatif", ref, "--start", "17.6.2026"]):
        lines = on_terminal(*typed, environment=unit.environment)
        assert any("[23 #3]" in line for line in lines), typed
