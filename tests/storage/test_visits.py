"""Visits in the file, and the totals beside them."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.visit import Count, Matter, Visit, totals
from sotecli.errors.file import DamagedError
from sotecli.errors.missing import UnknownVisitError
from sotecli.storage import log, visits
from sotecli.storage.database import Database
from tests.conftest import TODAY, an_act
from tests.core.test_visit import HELPED, KELA, SOCIAL, a_visit

MATTERS = st.lists(st.sampled_from([HELPED, KELA, SOCIAL, Matter("other-matter", "urgent")]), min_size=1, max_size=4)
VISITS = st.builds(
    lambda matters, told: a_visit(*matters, **told),
    MATTERS,
    st.fixed_dictionaries(
        {
            "on": st.integers(0, 90).map(lambda days: TODAY - timedelta(days)),
            "site": st.sampled_from(["keskusta", "lielahti"]),
            "channel": st.sampled_from(VisitChannel),
            "age": st.sampled_from(AgeBand),
            "minutes": st.none() | st.integers(0, 60),
            "persons": st.integers(1, 3),
            "again": st.booleans(),
            "times": st.integers(1, 4),
        }
    ),
)
GROUPS = st.builds(lambda participants: a_visit(participants=participants), st.integers(1, 40))


def kept_totals(database: Database) -> Mapping[tuple[str, str, str, str], Count]:
    """The totals of the file."""
    rows = database.rows("SELECT * FROM visit_totals")
    return {(row["month"], row["site"], row["what"], row["code"]): Count(row["events"], row["persons"]) for row in rows}


@given(first=st.lists(VISITS | GROUPS, max_size=6), then=st.lists(VISITS, max_size=2), taken=st.sets(st.integers(0, 7)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_totals_are_a_recount(database: Database, first: list[Visit], then: list[Visit], taken: set[int]) -> None:
    """After any visits, some of them taken back, the totals are those of the visits that are left."""
    before = [visit.number for visit in visits.listing(database, most=-1)]
    for number in before:
        visits.remove(database, number, an_act())
    assert kept_totals(database) == {}
    kept = [*visits.add(database, first, an_act()), *(visits.add(database, [visit], an_act())[0] for visit in then)]
    for place in taken:
        if place < len(kept):
            visits.remove(database, kept[place].number, an_act())
    left = [visit for place, visit in enumerate(kept) if place not in taken]
    assert kept_totals(database) == totals(left)
    assert sorted(visits.listing(database, most=-1), key=lambda visit: visit.number) == left


def test_a_number_is_never_given_out_again(database: Database) -> None:
    """The number of a visit that was taken back stays its own; a second time there is none to take back."""
    (visit,) = visits.add(database, [a_visit(HELPED)], an_act())
    visits.remove(database, visit.number, an_act())
    (later,) = visits.add(database, [a_visit(HELPED)], an_act())
    assert later.number > visit.number
    with pytest.raises(UnknownVisitError):
        visits.remove(database, visit.number, an_act())


def test_what_was_taken_back_stays_as_an_event(database: Database) -> None:
    """Adding and removing leave an event each, and a log entry."""
    (visit,) = visits.add(database, [a_visit(HELPED)], an_act("visit.log"))
    visits.remove(database, visit.number, an_act("visit.remove"))
    rows = database.rows("SELECT action, payload FROM events WHERE subject = :subject", subject=f"visit {visit.number}")
    assert [row["action"] for row in rows] == ["visit.log", "visit.remove"]
    assert all("benefits" in row["payload"] for row in rows)
    logged = database.rows("SELECT action, refs FROM log ORDER BY seq DESC LIMIT 2")
    assert [tuple(row) for row in logged] == [("visit.remove", "[]"), ("visit.log", "[]")]


def test_a_failure_keeps_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Visits, matters, totals and event are kept together or not at all."""

    def fail(*_parts: object) -> None:
        raise OSError

    monkeypatch.setattr(log, "entry", fail)
    with pytest.raises(OSError):  # noqa: PT011 (made above)
        visits.add(database, [a_visit(HELPED)], an_act())
    for table in ("visits", "visit_matters", "visit_totals"):
        assert not database.rows(f"SELECT 1 FROM {table}")


def test_a_dry_run_keeps_nothing(database: Database) -> None:
    """What a dry run shows is taken back; the log says that it was shown."""
    visits.add(database, [a_visit(HELPED)], an_act("visit.log")._replace(dry_run=True))
    assert not kept_totals(database)
    row = database.row("SELECT action FROM log ORDER BY seq DESC")
    assert row is not None
    assert row["action"] == "visit.log.dry-run"


def test_the_last_ones_of_days_and_sites(database: Database) -> None:
    """The newest day first; of some days, of one site, a number of them; and the worker's own last site."""
    told = [("keskusta", 3), ("lielahti", 1), ("keskusta", 0)]
    visits.add(database, [a_visit(HELPED, site=site, on=TODAY - timedelta(ago)) for site, ago in told], an_act())
    assert [(visit.site, visit.on) for visit in visits.listing(database, most=2)] == [
        ("keskusta", TODAY),
        ("lielahti", TODAY - timedelta(1)),
    ]
    assert len(visits.listing(database, (TODAY - timedelta(3), TODAY - timedelta(1)))) == 2
    assert len(visits.listing(database, site="keskusta")) == 2
    assert (visits.last_site(database, "anna"), visits.last_site(database, "bo")) == ("keskusta", None)


def test_lists_and_sites_are_found_by_an_index(database: Database) -> None:
    """Neither the default site nor a list of days or of a site reads all visits."""
    for sql in (
        "SELECT site FROM visits WHERE worker = 'anna' ORDER BY number DESC LIMIT 1",
        visits.LATEST.format(where=""),
        visits.LATEST.format(where="WHERE site = :site AND on_day BETWEEN :first AND :last"),
    ):
        plan = database.rows(f"EXPLAIN QUERY PLAN {sql}", most=20, site="x", first="a", last="b")
        assert all("INDEX" in row["detail"] and "TEMP" not in row["detail"] for row in plan)


def test_foreign_values_are_damage(database: Database) -> None:
    """A row that sote never writes is told as damage, not as a bug."""
    visits.add(database, [a_visit(HELPED)], an_act())
    with database.transaction():
        database.write("UPDATE visits SET channel = 'pigeon'")
    with pytest.raises(DamagedError):
        visits.listing(database)
