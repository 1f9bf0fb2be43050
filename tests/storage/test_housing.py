"""The counts of the housing report, beside counts made by hand."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sotecli.core.case import Taken
from sotecli.core.housing import Counts, stock_days
from sotecli.core.marks import START, Mark, counted
from sotecli.core.path import effective
from sotecli.modelset import shipped_model
from sotecli.storage import histories
from sotecli.storage.database import Database
from sotecli.storage.housing import counts
from tests.conftest import NOW, TODAY
from tests.histories import HOUSING, Entry, path, store

MARKS = counted([shipped_model(HOUSING)])
PERIOD = (date(2026, 3, 1), date(2026, 5, 31))
TO_SAS = path(
    ("need-identified", "2026-01-05"),
    ("pta-started", "2026-01-12"),
    ("pta-complete", "2026-02-02"),
    ("sas-submitted", "2026-02-09"),
    ("sas-handled", "2026-02-16"),
)


def tail(offered: str, decided: str, moved: str, *, visited: bool) -> list[Entry]:
    """From an offer to the move, with a visit or without."""
    visit = path(("visit-agreed", offered), ("visited", offered)) if visited else []
    accepted = path(("accepted", offered), ("class-negotiated", offered), ("plan-made", offered))
    return [Entry("offered", offered), *visit, *accepted, *path(("decided", decided), ("moved", moved))]


def declined(on: str, reason: str = "too-far") -> list[Entry]:
    """An offer that the person did not take."""
    return [Entry("offered", on), Entry("declined-by-client", on, reason=reason)]


def rejected(on: str, party: str | None = None) -> list[Entry]:
    """An offer that the provider took back."""
    return [Entry("offered", on), Entry("rejected-by-provider", on, reason="no-room", party=party)]


def search(on: str) -> list[Entry]:
    """The search begins."""
    return [Entry("searching", on)]


def report(database: Database, period: tuple[date, date] = PERIOD) -> Counts:
    """The counts over a period."""
    days = stock_days(*period, TODAY)
    return counts(database, HOUSING, MARKS, period=period, waiting=days)


def told(database: Database, ref: str, on: str, what: str = "estimate") -> None:
    """Note that somebody was told something."""
    with database.transaction():
        database.write(
            "INSERT INTO told (ref, number, on_day, at, worker, what, how)"
            " SELECT :ref, count(*) + 1, :on, :on, 'anna', :what, 'letter' FROM told WHERE ref = :ref",
            ref=ref,
            on=on,
            what=what,
        )


def test_lead_time_runs_between_the_models_own_steps(database: Database) -> None:
    """From assessment complete to the move, not from the need; by the day of the move, whenever the case began."""
    store(
        database,
        "A-1",
        TO_SAS + search("2026-02-17") + tail("2026-03-02", "2026-03-09", "2026-03-20", visited=False),
        model=HOUSING,
    )
    store(
        database,
        "A-2",
        TO_SAS + search("2026-02-17") + tail("2026-02-18", "2026-02-19", "2026-02-20", visited=False),
        model=HOUSING,
    )
    store(database, "A-3", TO_SAS + search("2026-02-17"), model=HOUSING)
    found = report(database)
    assert found.arrived_within == {60: 1}
    assert found.days == {46: 1}  # from 2.2. to 20.3.; the need was identified 74 days before
    assert (found.arrived, found.placements) == ((1, 1), (1, 1))


def test_a_person_who_moves_twice_is_one_person(database: Database) -> None:
    """Two cases of one person that end in the period are two lead times and one person."""
    first = TO_SAS + search("2026-02-17") + tail("2026-03-02", "2026-03-02", "2026-03-02", visited=True)
    store(database, "A-1", [*first, Entry("closed", "2026-03-03")], model=HOUSING, client="K-1")
    again = [Entry(entry.step, "2026-04-01") for entry in first]
    store(database, "A-2", again, model=HOUSING, client="K-1")
    found = report(database)
    assert (found.arrived, found.placements, found.days) == ((2, 1), (2, 1), {28: 1, 0: 1})
    assert found.arrived_within == {30: 1}
    assert (found.decided, found.visited) == (1, 1)


def test_the_queue_is_a_stock(database: Database) -> None:
    """Who waits at the end of a day; who left on that day does not, and who came on it does."""
    store(database, "A-1", TO_SAS, model=HOUSING)  # waits from 16.2. on
    moved = TO_SAS + search("2026-02-17") + tail("2026-03-02", "2026-03-09", "2026-03-31", visited=False)
    store(database, "A-2", moved, model=HOUSING)  # leaves on the last of March
    late = [*TO_SAS[:-1], Entry("sas-handled", "2026-04-30")]
    store(database, "A-3", late, model=HOUSING)  # comes on the last of April
    store(database, "A-4", [*TO_SAS, Entry("withdrawn", "2026-04-10", reason="own-wish")], model=HOUSING)
    found = report(database, (date(2026, 2, 1), date(2026, 5, 15)))
    assert found.waiting == {
        date(2026, 2, 28): 3,
        date(2026, 3, 31): 2,
        date(2026, 4, 30): 2,
        date(2026, 5, 15): 2,
    }


def test_offers_are_those_of_the_placed_whenever_made(database: Database) -> None:
    """Offers before the period count for a placement in it; offers to those still waiting do not."""
    entries = TO_SAS + search("2026-02-17") + declined("2026-02-18") + rejected("2026-02-19")
    store(database, "A-1", entries + tail("2026-03-02", "2026-03-09", "2026-03-20", visited=True), model=HOUSING)
    store(database, "A-2", TO_SAS + search("2026-03-17") + declined("2026-03-18"), model=HOUSING)
    found = report(database)
    assert (found.offers, found.placements) == (3, (1, 1))


def test_declines_by_party_and_reason(database: Database) -> None:
    """Declines of the period by whose doing, which the model says where the entry does not; persons are beside."""
    store(database, "A-1", TO_SAS + search("2026-03-02") + declined("2026-03-03") * 3, model=HOUSING)
    both = declined("2026-03-03", "wrong-kind") + rejected("2026-03-04", "unit") + rejected("2026-03-05")
    store(database, "A-2", TO_SAS + search("2026-03-02") + both, model=HOUSING)
    store(database, "A-3", TO_SAS + search("2026-02-17") + declined("2026-02-18"), model=HOUSING)  # before the period
    found = report(database)
    assert found.declined == 2
    assert found.by_party == {"client": (4, 2), "provider": (1, 1), "unit": (1, 1)}
    assert found.by_reason == {"too-far": (3, 1), "wrong-kind": (1, 1), "no-room": (2, 1)}


def test_only_a_visit_before_the_decision_counts(database: Database) -> None:
    """An agreed visit is none, a visit that was taken back is none; the denominator is who was decided on."""
    begin = TO_SAS + search("2026-02-17")
    store(database, "A-1", begin + tail("2026-03-02", "2026-03-02", "2026-06-01", visited=True), model=HOUSING)
    agreed = [Entry("offered", "2026-03-02"), Entry("visit-agreed", "2026-03-02")]
    store(
        database,
        "A-2",
        begin + agreed + tail("2026-03-02", "2026-03-02", "2026-06-01", visited=False)[1:],
        model=HOUSING,
    )
    store(
        database,
        "A-3",
        begin + path(("offered", "2026-03-02"), ("visit-agreed", "2026-03-02"), ("visited", "2026-03-03")),
        model=HOUSING,
    )
    mended = begin + tail("2026-03-02", "2026-03-02", "2026-06-01", visited=True)
    store(database, "A-4", [*mended, Entry(None, "2026-06-01", corrects=9)], model=HOUSING)
    found = report(database)
    assert mended[8].step == "visited"
    assert (found.decided, found.visited) == (3, 1)
    assert found.placements == (0, 0)  # they moved after the period


def test_who_was_told_an_estimate(database: Database) -> None:
    """Of those who entered the queue in the period, told by its end, in a letter or by the step."""
    queue = [*TO_SAS[:-1], Entry("sas-handled", "2026-03-02")]
    for ref in ("A-1", "A-2", "A-3", "A-4"):
        store(database, ref, queue, model=HOUSING)
    store(database, "A-5", [*queue, Entry("estimate-told", "2026-03-03")], model=HOUSING)
    store(database, "A-6", TO_SAS, model=HOUSING)  # entered before the period
    told(database, "A-1", "2026-03-04")
    told(database, "A-1", "2026-04-04")
    told(database, "A-2", "2026-06-01")  # after the period
    told(database, "A-3", "2026-03-04", what="stage")
    told(database, "A-6", "2026-03-04")
    found = report(database)
    assert (found.queued, found.told) == (5, 2)


def test_other_models_and_versions_are_left_out(database: Database) -> None:
    """Cases by another model do not count, and a step counts as what the case's own version says."""
    whole = TO_SAS + search("2026-02-17") + tail("2026-03-02", "2026-03-09", "2026-03-20", visited=True)
    store(database, "A-1", whole, model=HOUSING)
    with database.transaction():
        database.write("UPDATE cases SET version = 2")
    assert report(database).placements == (0, 0)
    again = [Mark(2, "moved", "placement"), Mark(2, "plan-made", START), Mark(2, "moved", "end")]
    found = counts(database, HOUSING, [*MARKS, *again], period=PERIOD, waiting=[])
    assert (found.placements, found.days) == ((1, 1), {18: 1})
    assert counts(database, "satakunta-assi", MARKS, period=PERIOD, waiting=[]).queued == 0


def test_nothing_stays_behind(database: Database) -> None:
    """The gathered tables vanish, so that a second report can be made, and nothing is written."""
    store(database, "A-1", TO_SAS, model=HOUSING)
    before = database.rows("SELECT count(*) FROM case_steps")[0][0]
    assert report(database) == report(database)
    assert database.rows("SELECT count(*) FROM case_steps")[0][0] == before
    assert not database.rows("SELECT name FROM temp.sqlite_schema")


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 8)), max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_holds_is_what_the_path_says(database: Database, corrections: list[tuple[bool, int]]) -> None:
    """However entries were corrected, also corrections of corrections, SQL and `core.path` agree on what holds."""
    entries = [Entry("need-identified", "2026-01-05"), Entry("waiting", "2026-01-06")]
    for back, number in corrections:
        step = None if back else "waiting"
        entries.append(Entry(step, "2026-01-07", corrects=min(max(number, 2), len(entries))))
    history = [
        Taken(number, entry.step, date.fromisoformat(entry.on), "anna", NOW, corrects=entry.corrects)
        for number, entry in enumerate(entries, 1)
    ]
    database.write("DELETE FROM case_steps")
    database.write("DELETE FROM case_queue")
    database.write("DELETE FROM cases")
    store(database, "A-1", entries[:1], model=HOUSING)
    for entry in history[1:]:
        database.write(
            "INSERT INTO case_steps (ref, number, step, on_day, worker, at, corrects)"
            " VALUES ('A-1', :number, :step, :on, 'anna', '', :corrects)",
            number=entry.number,
            step=entry.step,
            on=entry.on.isoformat(),
            corrects=entry.corrects,
        )
    marks = [Mark(1, "need-identified", "visit"), Mark(1, "waiting", "offer")]
    with histories.gathered(database, HOUSING, marks):
        held = database.rows("SELECT on_day, what FROM held ORDER BY place")
    steps = {"visit": "need-identified", "offer": "waiting"}
    assert [(row["on_day"], steps[row["what"]]) for row in held] == [
        (entry.on.isoformat(), entry.step) for entry in effective(history)
    ]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((2026, 2, 1), (2026, 4, 30), [(2026, 2, 28), (2026, 3, 31), (2026, 4, 30)]),
        ((2026, 2, 10), (2026, 2, 12), [(2026, 2, 12)]),
        ((2025, 12, 31), (2026, 1, 1), [(2025, 12, 31), (2026, 1, 1)]),
        ((2026, 6, 1), (2026, 9, 30), [(2026, 6, 17)]),
        ((2026, 7, 1), (2026, 9, 30), []),
    ],
)
def test_days_of_the_stock(
    start: tuple[int, int, int], end: tuple[int, int, int], days: list[tuple[int, int, int]]
) -> None:
    """Each month's last day and the period's own; no day that has not come (today is 17.6.2026)."""
    assert stock_days(date(*start), date(*end), TODAY) == [date(*day) for day in days]
