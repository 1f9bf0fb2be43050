"""Pages that count the same answers are released on one day: all feedback, a model's, and the goals of the model."""

from pathlib import Path

import pytest

from sotecli.core.feedback import REQUESTS
from sotecli.storage.database import Database
from tests.cases import VARHA, new_case
from tests.commands.test_feedback import reached
from tests.conftest import Desk, Ran

ALL = ("feedback", "summary")
ONE = ("feedback", "summary", "--model", REQUESTS)
CASES = ("feedback", "summary", "--model", VARHA)
GOALS = ("report", "goals", "--from", "1.6.2026")
NEXT_DAY, JULY = "2026-06-18T09:00:00+03:00", "2026-07-03T09:00:00+03:00"


@pytest.fixture
def asked(inside: Desk) -> Desk:
    """A unit with one answer to a request and one in a case."""
    assert inside("feedback", "add", "--after", reached(inside), "--met", "5").code == 0
    ref = new_case(inside, model=VARHA)["ref"]
    assert inside("feedback", "add", "--after", ref, "--met", "5").code == 0
    return inside


def release(desk: Desk, *words: str, now: str | None = None) -> tuple[int, str]:
    """Release a page; gives the exit code and the rule."""
    path = desk.path.parent / f"{len(list(desk.path.parent.iterdir()))}.json"
    ran: Ran = desk(*words, "--json", "--output", str(path), "--confirm", "bo", now=now)
    assert path.exists() == (ran.code == 0)
    return ran.code, ran.error["rule"] if ran.code else ""


REFUSED, DONE = (5, "pages-of-one-day"), (0, "")


@pytest.mark.parametrize("later", [ONE, CASES, GOALS])
def test_another_page_on_another_day_is_refused(asked: Desk, database: Database, later: tuple[str, ...]) -> None:
    """After the summary of all, neither that of a model nor its goals is released on the next day; previews stay."""
    assert release(asked, *ALL) == DONE
    assert release(asked, *later, now=NEXT_DAY) == REFUSED
    assert database.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 1")[0][0].endswith(".refused")
    assert asked(*later, "--json", now=NEXT_DAY).json["preview"] is True
    there = str(asked.path.parent / "dry.json")
    assert asked(*later, "--json", "--output", there, "--dry-run", now=NEXT_DAY).error["rule"] == "pages-of-one-day"
    assert database.rows("SELECT count(*), max(shares) FROM releases")[0][:2] == (1, "answers")


@pytest.mark.parametrize("first", [ONE, CASES, GOALS])
def test_the_summary_of_all_comes_on_the_same_day(asked: Desk, first: tuple[str, ...]) -> None:
    """On the day of another page the summary of all is released, and from then on both go on together."""
    assert release(asked, *first) == DONE
    assert release(asked, *ALL) == DONE
    assert release(asked, *ALL, now=NEXT_DAY) == DONE
    assert release(asked, *first, now=NEXT_DAY) == DONE


def test_who_missed_a_day_begins_a_new_period(asked: Desk) -> None:
    """A page that was not released on that day begins after the period of the one that was."""
    assert release(asked, *ALL) == DONE
    assert release(asked, *ONE, now=JULY) == REFUSED
    assert release(asked, *ONE, "--from", "1.7.2026", now=JULY) == (5, "nothing-to-release")  # not of another page


def test_models_share_no_answers(asked: Desk) -> None:
    """The pages of two models are released on days of their own."""
    assert release(asked, *ONE) == DONE
    assert release(asked, *CASES, now=NEXT_DAY) == DONE


def test_the_error_says_what_to_do(asked: Desk, tmp_path: Path) -> None:
    """The refusal names both periods and the day, and how the page can be released."""
    assert release(asked, *ALL) == DONE
    words = (*ONE, "--json", "--output", str(tmp_path / "late.json"), "--confirm", "bo")
    error = asked(*words, now=NEXT_DAY).error
    assert "17 Jun 2026" in error["message"]
    assert "begins after" in error["hint"]
