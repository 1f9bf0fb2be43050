"""A mistyped year: wherever a day is an option, it is refused before anything is kept."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from sotecli.cli import GROUPS, SINGLES
from sotecli.commands.options import read_at, read_when
from sotecli.storage.database import Database
from tests.cases import VARHA, new_case
from tests.conftest import Desk

YEARS = ("16.6.1026", "2.1.0001", "31.12.9999")


def dated(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 (typer's own click)
    """The words up to each option of the command, and of those below it, that takes a day or an instant."""
    for name, below in getattr(command, "commands", {}).items():
        yield from dated(below, (*words, name))
    for param in command.params:
        if getattr(param.type, "func", None) in {read_when, read_at}:
            yield (*words, param.opts[0]) if param.param_type_name == "option" else words


def all_dated() -> list[tuple[str, ...]]:
    """Those of all commands."""
    found: list[tuple[str, ...]] = []
    for name in (*GROUPS, *SINGLES):
        app = importlib.import_module(f"sotecli.commands.{name}").app
        found += dated(typer.main.get_command(app), (name,))
    return found


@pytest.mark.parametrize("words", all_dated(), ids=" ".join)
def test_no_option_takes_a_year_outside_the_calendars(inside: Desk, words: tuple[str, ...]) -> None:
    """Years 1026, 1 and 9999 are exit 2 in every option that takes a day, and say what years there are."""
    for year in YEARS:
        ran = inside(*words, year, "--json")
        assert (ran.code, ran.error["code"]) == (2, "usage")
        assert "1970–2100" in ran.error["message"]


@pytest.mark.parametrize("day", ["on=16.6.1026", "on=16.6.2016", "on=31.12.9999"])
def test_the_words_of_a_visit(inside: Desk, database: Database, day: str) -> None:
    """Neither a year outside the calendars nor one many years back can be told of a visit."""
    assert inside("visit", "log", "e", "site=keskusta", day).code == 2
    assert not database.rows("SELECT * FROM visits")
    assert inside("visit", "list", "--json").json == []


def test_a_promise_decades_ahead(inside: Desk, database: Database) -> None:
    """A service is promised for a day of the next three years."""
    ref = new_case(inside)["ref"]
    words = ("referral", "add", ref, "--service", "debt-advice", "--consent", "spoken", "--promised")
    assert inside(*words, "31.12.2062").code == 2
    assert not database.rows("SELECT * FROM referrals")
    assert inside(*words, "31.12.2028").code == 0


@pytest.mark.parametrize("setting", ["2.1.0001", "31.12.9999"])
def test_the_pilots_start(inside: Desk, setting: str) -> None:
    """A setting that is a day takes no such year either."""
    assert inside("setting", "set", "pilot.start", setting).code == 2


@pytest.mark.parametrize("report", [("pilot",), ("visits",), ("goals", "--model", VARHA)])
def test_the_longest_period_is_no_bug(inside: Desk, report: tuple[str, ...]) -> None:
    """A report over all years of the calendars is shown."""
    ran = inside("report", *report, "--from", "1970-01-01", "--to", "2100-12-31", "--json")
    assert ran.code == 0, ran.err
