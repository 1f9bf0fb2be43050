"""`sote calendar`: needs no file and asks nothing."""

import json

import pytest

from tests.conftest import Desk


def test_counting_shows_each_day(inside: Desk) -> None:
    """`count` gives the date and each day with why it was counted or not."""
    told = inside("calendar", "count", "17.6.2026", "3", "--json").json
    assert (told["start"], told["n"], told["calendar"], told["date"]) == ("2026-06-17", 3, "fi-office", "2026-06-23")
    assert [(day["date"], day["counted"], day["why"]) for day in told["days"]][:4] == [
        ("2026-06-17", False, "start"),
        ("2026-06-18", True, "working-day"),
        ("2026-06-19", False, "midsummer-eve"),
        ("2026-06-20", False, "saturday"),
    ]
    assert sum(day["counted"] for day in told["days"]) == 3


def test_it_needs_no_file(inside: Desk) -> None:
    """Without a file and a passphrase the calendar answers; SOTE_NOW stands for now."""
    inside.environment = {"SOTE_FILE": "/nowhere/at.all", "SOTE_NOW": "2026-06-17T09:00:00+03:00"}
    assert inside("calendar", "count", "tänään", "1", "--json").json["date"] == "2026-06-18"
    assert (
        inside("calendar", "count", "today", "1", "--calendar", "FI-MONSAT", "--json").json["calendar"] == "fi-monsat"
    )


def test_counting_backward(inside: Desk) -> None:
    """A negative count goes backward and the same days lie between."""
    for words in (["--json", "--", "23.6.2026", "-3"], ["23.6.2026", "-3", "--json"], ["--json", "23.6.2026", "-3"]):
        told = inside("calendar", "count", *words).json
        assert (told["date"], sum(day["counted"] for day in told["days"])) == ("2026-06-17", 3)
    far = inside("calendar", "count", "23.6.2026", "-300", "--calendar", "fi-calendar", "--json").json
    assert (far["date"], far["calendar"]) == ("2025-08-27", "fi-calendar")


@pytest.mark.parametrize(
    ("start", "months", "raw", "rolled", "why"),
    [
        ("2025-11-30", "3", "2026-02-28", "2026-03-02", "saturday"),
        ("2026-11-30", "3", "2027-02-28", "2027-03-01", "sunday"),
        ("2026-03-19", "3", "2026-06-19", "2026-06-22", "midsummer-eve"),
        ("2026-09-24", "3", "2026-12-24", "2026-12-28", "christmas-eve"),
        ("2026-10-06", "3", "2027-01-06", "2027-01-07", "epiphany"),
        ("2026-10-30", "3", "2027-01-30", "2027-02-01", "saturday"),
        ("2026-06-17", "1", "2026-07-17", "2026-07-17", "working-day"),
        ("2024-02-29", "12", "2025-02-28", "2025-02-28", "working-day"),
    ],
)
def test_months(inside: Desk, start: str, months: str, raw: str, rolled: str, why: str) -> None:
    """A limit of months ends as 150/1930 3 § says, and 5 § says where it may move."""
    told = inside("calendar", "months", start, months, "--json").json
    assert (told["raw"], told["rolled"], told["why"]) == (raw, rolled, why)


def test_a_year(inside: Desk) -> None:
    """The closed days of 2026 are those of the domain notes."""
    days = [day["date"][5:] for day in inside("calendar", "year", "2026", "--json").json]
    assert days == ["01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-19", "12-24", "12-25"]
    assert "juhannusaatto" in inside("--lang", "fi", "calendar", "year", "2026").out


def test_a_stream_goes_on_after_a_broken_line(inside: Desk) -> None:
    """Each line has its answer in its place; a broken one has its number and a reason, and the exit code is 1."""
    lines = [
        '{"start": "2026-06-17", "n": 3}',
        "",
        "x",
        '{"start": "2026-06-17", "n": 1, "calendar": "nope"}',
        '{"n": 1}',
    ]
    lines += [
        '{"start": "1969-01-01", "n": 1}',
        '{"start": "2026-06-17", "n": true}',
        '{"start": "2026-06-17", "n": 7}',
    ]
    ran = inside("calendar", "count", "--input", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [answer.get("line") for answer in answers] == [None, 3, 4, 5, 6, 7, None]
    assert [answer.get("date") for answer in answers if "date" in answer] == ["2026-06-23", "2026-06-29"]
    assert inside("calendar", "count", "--input", "-", stdin=lines[0]).code == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"n": 3}', "start is missing"),
        ('{"start": "2026-06-17"}', "n is missing"),
        ('{"start": "17.6.2026", "n": 3}', "the value of start does not fit"),
        ('{"start": 20260617, "n": 3}', "the value of start does not fit"),
        ('{"start": "2026-06-17", "n": "3"}', "the value of n does not fit"),
        ('{"start": "2026-06-17", "n": true}', "the value of n does not fit"),
        ('{"start": "2026-06-17", "n": 3, "calendar": "us-office"}', "the value of calendar does not fit"),
        ('{"start": "2026-06-17", "n": 3, "calendar": ["fi-office"]}', "the value of calendar does not fit"),
        ("[]", "the line is not a JSON object"),
    ],
)
def test_a_broken_line_says_what_does_not_fit(inside: Desk, line: str, told: str) -> None:
    """The answer to a broken line names the key that is missing or does not fit, and skips empty lines."""
    ran = inside("calendar", "count", "--input", "-", stdin=f"\n  \n{line}\n\n")
    assert (ran.code, json.loads(ran.out)) == (1, {"line": 3, "error": told})


@pytest.mark.parametrize(
    "words",
    [
        ["count", "17.6.2026", "99999"],
        ["count", "17.6.2026", "many"],
        ["count", "31.12.2100", "1"],
        ["count", "1.1.1969", "1"],
        ["count", "17.6.2026"],
        ["count", "17.6.2026", "-3", "--nope"],
        ["count", "17.6.2026", "-3x"],
        ["count", "-3", "17.6.2026"],
        ["count", "17.6.2026", "1", "--calendar", "us-office"],
        ["months", "17.6.2026", "9999"],
        ["months", "17.6.2026", "-1"],
        ["year", "1969"],
        ["year", "2101"],
    ],
)
def test_bad_calls(inside: Desk, words: list[str]) -> None:
    """Days outside the calendars, huge counts and unknown calendars are exit 2."""
    assert inside("calendar", *words, "--json").code == 2


@pytest.mark.parametrize(
    "line",
    [
        '{"start": "2026-06-17", "n": 3, "n": 4}',
        '{"start": "2026-06-17", "n": 3, "kalender": "fi-office"}',
        '{"start": "2026-06-17", "n": 3, "x": "' + "x" * 1_000_001 + '"}',
        '{"start": "2026-06-17", "n": 3}' + " " * 2_500_000,
    ],
    ids=["twice", "unknown", "long", "longer"],
)
def test_lines_that_are_broken(inside: Desk, line: str) -> None:
    """A key twice, an unknown key and a line of more than a million characters are broken; the next one counts."""
    ran = inside("calendar", "count", "--input", "-", stdin=f'{line}\n{{"start": "2026-06-17", "n": 3}}\n')
    first, second = map(json.loads, ran.out.splitlines())
    assert (ran.code, first["line"], second["date"]) == (1, 1, "2026-06-23")


def test_a_byte_order_mark_is_skipped(inside: Desk) -> None:
    """What some programs put before UTF-8 is no part of the first line."""
    ran = inside("calendar", "count", "--input", "-", stdin='\ufeff{"start": "2026-06-17", "n": 3}\n')
    assert (ran.code, ran.json["date"]) == (0, "2026-06-23")


@pytest.mark.parametrize("beside", [["17.6.2026"], ["17.6.2026", "3"], ["--calendar", "fi-office"]])
def test_nothing_goes_beside_standard_input(inside: Desk, beside: list[str]) -> None:
    """What would not be heeded is refused."""
    assert inside("calendar", "count", *beside, "--input", "-").code == 2


def test_what_is_missing_is_named(inside: Desk) -> None:
    """Without N only N is missing; the answer says in whose days it was counted."""
    assert inside("calendar", "count", "17.6.2026", "--json").error["message"] == "N is needed."
    assert "without the unit's own days" in inside("calendar", "count", "17.6.2026", "3").out
    assert "−50\N{NO-BREAK SPACE}000–50\N{NO-BREAK SPACE}000" in (
        inside("--lang", "fi", "calendar", "count", "17.6.2026", "99999").err
    )
