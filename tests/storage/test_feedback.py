"""Keeping feedback and concern reports: all or nothing."""

import shutil
from datetime import timedelta
from itertools import islice, permutations, product
from pathlib import Path

import pytest

from sotecli import keys
from sotecli.core.arrangement_codes import Consent
from sotecli.core.codes import ConcernKind, GoalState
from sotecli.core.concern import Concern
from sotecli.core.feedback import Feedback
from sotecli.core.feedback_report import behind, kinds_at
from sotecli.core.goal import GoalEntry
from sotecli.feedbackset import set_of, shipped_text
from sotecli.modelset import shipped_model
from sotecli.storage import concerns, feedback, feedback_counts, feedback_sets, goals, log
from sotecli.storage.database import Database, open_database
from tests.conftest import NOW, PASSPHRASE, TODAY, an_act, derive_once
from tests.histories import REVIEWS, path, store
from tests.pages import pages_of

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


@pytest.mark.parametrize("months", [1, 6])
def test_the_bytes_of_the_counters_do_not_tell_the_order(template: Path, tmp_path: Path, months: int) -> None:
    """Whoever of a month's people gave which answers, under two models, the counters' pages are the same bytes."""
    answers = ({"met": 5}, {"met": 1, "copes": 2, "recommend": 10}, {"copes": 2}, {"met": 5, "matter": 3})
    found, key = [], derive_once(PASSPHRASE, keys.read_salt(template))
    for number, order in enumerate(islice(permutations(answers), 0, None, 5)):
        database = open_database(Path(shutil.copy(template, tmp_path / f"{number}.db")), key.raw)
        about = store(database, "A-2222222", STEPS).ref
        for month, (day, told) in product(range(months), enumerate(order)):
            on = TODAY + timedelta(31 * month + day)
            note(database, about, 31 * month + day)
            for one in (about, feedback.visitor("lahitori-1"), feedback.visitor("lahitori-1")):
                feedback.add(database, one, given(told)._replace(on=on), an_act())
        found.append(pages_of(database, "feedback_counts", key))
        database.close()
    assert (len(found[0]) > 1) == (months > 1)
    assert all(pages == found[0] for pages in found)


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


def test_the_parts_that_another_page_tells(database: Database) -> None:
    """Each answer is counted under its model and as linked or not, with the persons behind each of those parts."""
    case = store(database, "A-2222222", STEPS)
    feedback.add(database, case.ref, given({"met": 5}, Consent.SPOKEN), an_act())
    note(database, case.ref, 1)
    feedback.add(database, case.ref, given({"met": 4})._replace(on=TODAY + timedelta(1)), an_act())
    for _number in range(3):
        feedback.add(database, feedback.visitor("lahitori-1"), given({"met": 4}), an_act())
    counts = feedback_counts.counts(database, None, (TODAY, TODAY + timedelta(1)))
    model, visits = f":{case.model}", ":pirha-lahitori"
    assert counts.parts == {"met": {"linked": {5: 1}, "answered": {4: 4}, model: {5: 1, 4: 1}, visits: {4: 3}}}
    assert counts.persons_of == {"linked": 1, "answered": 4, model: 1, visits: 3}
    one = feedback_counts.counts(database, case.model, (TODAY, TODAY + timedelta(1)))
    assert behind(one, "met", kinds_at(4))[0] == 1
    assert set(one.parts["met"]) == {"linked", "answered", model}
