"""Keeping feedback and concern reports: all or nothing."""

from datetime import timedelta
from itertools import permutations

import pytest

from sotecli.core.arrangement_codes import Consent
from sotecli.core.codes import ConcernKind, GoalState
from sotecli.core.concern import Concern
from sotecli.core.feedback import Feedback
from sotecli.core.goal import GoalEntry
from sotecli.feedbackset import set_of, shipped_text
from sotecli.modelset import shipped_model
from sotecli.storage import concerns, feedback, feedback_counts, feedback_sets, goals, log
from sotecli.storage.database import Database
from tests.conftest import NOW, TODAY, an_act
from tests.histories import REVIEWS, path, store

THREE = set_of(shipped_text())
TABLES = ("feedback_counts", "feedback_asked", "feedback_answers", "feedback_sets", "concerns", "events", "log")
STEPS = path((shipped_model(REVIEWS).first.ident, "2026-01-07"))


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables that are written."""
    return {table: [tuple(row) for row in database.rows(f"SELECT * FROM {table}")] for table in TABLES}


def given(answers: dict[str, int], consent: Consent | None = None) -> Feedback:
    """A feedback of today."""
    return Feedback(THREE, answers, TODAY, consent)


def note(database: Database, ref: str, days: int) -> None:
    """Note a goal of a case some days from today."""
    noted = GoalEntry("heard", GoalState.SET, TODAY, "anna", NOW + timedelta(days))
    goals.add(database, ref, lambda _case, _history: noted, an_act())


@pytest.mark.parametrize("consent", [None, Consent.SPOKEN])
def test_a_failure_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch, consent: Consent | None) -> None:
    """When the log cannot be written no counter, flag, answer, set or report is kept either."""
    case = store(database, "A-2222222", STEPS)
    before = rows(database)

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(log, "entry", fail)
    with pytest.raises(ZeroDivisionError):
        feedback.add(database, case.ref, given({"met": 5}, consent), an_act())
    with pytest.raises(ZeroDivisionError):
        feedback_sets.adopt(database, THREE, shipped_text(), dict, an_act())
    with pytest.raises(ZeroDivisionError):
        concerns.add(database, Concern(0, case.ref, "", ConcernKind.NEED, None, TODAY, "anna", NOW), an_act())
    assert rows(database) == before


def test_a_failed_withdrawal_erases_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linked answers are all there or all gone."""
    case = store(database, "A-2222222", STEPS)
    feedback.add(database, case.ref, given({"met": 5}, Consent.WRITTEN), an_act())
    before = rows(database)
    monkeypatch.setattr(log, "event", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        feedback.withdraw(database, case.ref, None, an_act())
    assert rows(database) == before


def test_counters_do_not_tell_the_order(database: Database) -> None:
    """In whatever order visitors answer, the counters of the month are the same rows in the same order."""
    found = set()
    for order in permutations(({"met": 5}, {"met": 1, "copes": 2}, {"copes": 2})):
        with database.transaction():
            database.write("DELETE FROM feedback_counts")
        for answers in order:
            feedback.add(database, feedback.visitor("lahitori-1"), given(answers), an_act())
        found.add(tuple(tuple(row) for row in database.rows("SELECT * FROM feedback_counts")))
    assert len(found) == 1


def test_the_same_person_is_counted_once_behind_the_answers(database: Database) -> None:
    """Answers about a case on several days have one person behind them; visitors are each one."""
    case = store(database, "A-2222222", STEPS)
    for days in range(3):
        note(database, case.ref, days)
        told = given({"met": 5})._replace(on=TODAY + timedelta(days))
        feedback.add(database, case.ref, told, an_act())
    for _number in range(2):
        feedback.add(database, feedback.visitor("lahitori-1"), given({"met": 5}), an_act())
    feedback.add(database, feedback.visitor("lahitori-1"), given({}), an_act())
    counts = feedback_counts.counts(database, None, (TODAY, TODAY))
    assert (counts.asked, counts.answered, counts.persons, counts.asked_persons) == (6, 5, 3, 4)
    assert counts.answers == {"met": {5: 5}}
