"""The counts of the report of reviews, beside counts made by hand."""

from datetime import date

import pytest

from sotecli.core.codes import Qualification
from sotecli.core.marks import ranks, reviewing
from sotecli.core.reviews import Counts
from sotecli.core.worker import Worker
from sotecli.modelset import shipped_model
from sotecli.storage import workers
from sotecli.storage.database import Database
from sotecli.storage.reviews import counts
from tests.conftest import TODAY, an_act
from tests.histories import REVIEWS, Entry, People, path, store

MODEL = shipped_model(REVIEWS)
PERIOD = (date(2026, 1, 1), date(2026, 6, 16))
HOME, UNIT, COMMUNAL = "supported-at-home", "supported-in-unit", "communal"


def housed(level: str, on: str) -> list[Entry]:
    """A case from its beginning to the first day of the housing, all on one day."""
    steps = path(("referred", on), ("assessment-started", on), ("assessment-complete", on))
    return [*steps, Entry("decided", on, level=level), Entry("housed", on)]


def reviewed(level: str, on: str, review_on: str | None = None) -> Entry:
    """A review that came to a level."""
    return Entry("reviewed", on, level=level, review_on=review_on)


def report(
    database: Database, period: tuple[date, date] = PERIOD, months: int | None = None, today: date = TODAY
) -> Counts:
    """The counts over a period."""
    return counts(database, REVIEWS, reviewing([MODEL], months), ranks([MODEL]), period=period, today=today)


def test_levels_are_those_of_the_last_day(database: Database) -> None:
    """Each open case stands in the level that it had at the end of the last day; none yet is told as such."""
    store(database, "A-1", [*housed(HOME, "2026-01-05"), reviewed(UNIT, "2026-03-02"), reviewed(HOME, "2026-06-17")])
    store(database, "A-2", housed(UNIT, "2026-01-05"))
    store(database, "A-3", path(("referred", "2026-06-01")))
    store(database, "A-4", [*housed(HOME, "2026-01-05"), Entry("exited", "2026-06-16", reason="independent")])
    store(database, "A-5", [*housed(HOME, "2026-01-05"), Entry("exited", "2026-06-17", reason="independent")])
    store(database, "A-6", path(("referred", "2026-06-17")))
    found = report(database)
    assert found.by_level == {UNIT: 2, HOME: 1, None: 1}
    assert found.clients == 4


def test_a_corrected_level_is_the_level(database: Database) -> None:
    """The entry that takes another's place tells the level, though it was entered later."""
    entries = [*housed(HOME, "2026-01-05"), reviewed(UNIT, "2026-03-02")]
    store(database, "A-1", [*entries, Entry("reviewed", "2026-03-02", level=COMMUNAL, corrects=6)])
    found = report(database)
    assert (found.by_level, found.changes) == ({COMMUNAL: 1}, {("2026-Q1", "heavier"): 1})


def test_changes_are_net_and_each_person_is_once_a_quarter(database: Database) -> None:
    """Up and down again within a quarter is the same; a first level is no change; a decision after a review is one."""
    back = [reviewed(COMMUNAL, "2026-02-02"), reviewed(UNIT, "2026-03-02"), reviewed(HOME, "2026-04-02")]
    store(database, "A-1", [*housed(UNIT, "2026-01-05"), *back])
    store(database, "A-2", [*housed(UNIT, "2026-01-05"), reviewed(UNIT, "2026-02-02")])
    decided = [reviewed(UNIT, "2026-02-02"), Entry("decided", "2026-02-09", level=COMMUNAL)]
    store(database, "A-3", [*housed(UNIT, "2026-01-05"), *decided])
    again = [reviewed(HOME, "2026-02-02"), Entry("decided", "2026-04-09", level=HOME)]
    store(database, "A-4", [*housed(UNIT, "2026-01-05"), *again])
    assert report(database).changes == {
        ("2026-Q1", "same"): 2,
        ("2026-Q1", "heavier"): 1,
        ("2026-Q1", "lighter"): 1,
        ("2026-Q2", "lighter"): 1,
    }


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([reviewed(HOME, "2026-04-05")], (1, 1)),  # due 5.4.: done on the day
        ([reviewed(HOME, "2026-03-01")], (1, 1)),
        ([reviewed(HOME, "2026-04-06")], (1, 0)),
        ([], (1, 0)),
        ([Entry("exited", "2026-04-05", reason="independent")], (0, 0)),  # ended before it fell due
        ([Entry("exited", "2026-04-06", reason="independent")], (1, 0)),
        ([Entry("provider-visit", "2026-02-01", reason="in-order", party="unit")], (1, 0)),
        ([reviewed(HOME, "2026-03-01", "2026-05-01")], (2, 1)),  # the next day was agreed, and passed
        ([reviewed(HOME, "2026-03-01", "2026-06-17")], (1, 1)),
        ([Entry("reviewed", "2026-04-05", level=HOME), Entry(None, "2026-04-05", corrects=6)], (1, 0)),
        (
            [Entry("decided", "2026-03-01", level=UNIT), Entry("housed", "2026-03-02")],
            (0, 0),  # the new housing moved the day to 2.9.
        ),
    ],
)
def test_reviews_in_time(database: Database, after: list[Entry], expected: tuple[int, int]) -> None:
    """A review that fell due in the period was in time when it was done on or before its day."""
    store(database, "A-1", [*housed(HOME, "2025-10-05"), *after])
    found = report(database)
    assert (found.fell_due, found.on_time) == expected


def test_a_review_due_today_is_not_late_yet(database: Database) -> None:
    """Of reviews due today only those done count; the units's own interval holds; a short month has its last day."""
    store(database, "A-1", housed(HOME, "2025-12-17"))
    store(database, "A-2", [*housed(HOME, "2025-12-17"), reviewed(HOME, "2026-06-17")])
    period = (date(2026, 1, 1), TODAY)
    assert (report(database, period).fell_due, report(database, period).on_time) == (1, 1)
    store(database, "A-3", housed(HOME, "2025-11-30"))
    assert report(database, (date(2026, 2, 28), date(2026, 2, 28)), months=3).fell_due == 1
    assert report(database, (date(2026, 3, 1), date(2026, 3, 2)), months=3).fell_due == 0


def test_persons_stand_behind_reviews(database: Database) -> None:
    """One person with many late reviews is one person late."""
    late = [reviewed(HOME, f"2026-0{month}-10", f"2026-0{month + 1}-01") for month in range(1, 6)]
    store(database, "A-1", [*housed(HOME, "2025-07-05"), *late])
    store(database, "A-2", [*housed(HOME, "2025-07-05"), reviewed(HOME, "2026-01-02")])
    found = report(database)
    assert (found.fell_due, found.on_time, found.behind) == (7, 1, (2, 1, 1))


def test_who_answers_for_the_person(database: Database) -> None:
    """The personal worker and the social worker in office are those of the last day, the pair counts too."""
    office = Qualification.SOCIAL_WORKER_OFFICE
    workers.add(database, Worker("dan", qualification=office), an_act("worker.add"))
    start = path(("referred", "2026-01-05"))
    store(database, "A-1", start, people=People("anna", "dan", special=True))
    store(database, "A-2", start, people=People("anna", "bo", special=True))
    store(database, "A-3", start, people=People("dan", since="2026-06-17", special=True))  # given after the period
    store(database, "A-4", start, people=People("dan"))
    store(database, "A-5", start, people=People(area="dan", special=True))
    store(database, "A-6", start)
    found = report(database)
    assert (found.clients, found.has_worker) == (6, 3)
    assert (found.special, found.special_covered) == (4, 1)


def test_nobody(database: Database) -> None:
    """An empty file gives zeros."""
    found = report(database)
    assert (found.clients, found.fell_due, found.behind, found.by_level) == (0, 0, (0, 0, 0), {})
