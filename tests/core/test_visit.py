"""One visit: what it adds to the totals, and when it can have been."""

from datetime import date

import pytest

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.visit import Count, Matter, Visit, day_of_visit, must_be_sound, tally, totals
from sotecli.core.when import read_day
from sotecli.core.workdays import calendar_named
from sotecli.errors.days import FutureError
from sotecli.errors.missing import UnknownSiteError
from tests.conftest import NOW, TODAY

HELPED = Matter("benefits", "served", None, "helped")
CONTACT = Matter("digital-help", "helped-to-contact", None, "helped")
KELA = Matter("benefits", "directed-outside", "kela", "directed")
SOCIAL = Matter("services", "forwarded-social", None, "forwarded-social")


def a_visit(*matters: Matter, **told: object) -> Visit:
    """A visit of today in one site."""
    values = {"on": TODAY, "site": "keskusta", "channel": VisitChannel.IN_PERSON, "worker": "anna", "at": NOW}
    return Visit(**{**values, "version": 1, "matters": matters, **told})  # type: ignore[arg-type]


def test_one_visit_may_have_several_matters() -> None:
    """Two matters are two matters of one visit and of one client."""
    found = tally(a_visit(HELPED, KELA))
    assert found["visits", ""] == Count(1, 1)
    assert found["matters", ""] == Count(2, 1)
    assert found["topic", "benefits"] == Count(2, 1)
    assert found["counts", "directed"] == Count(1, 1)
    assert found["but", "directed"] == Count(1, 1)


def test_two_persons_in_one_visit() -> None:
    """Two who come together are two clients of one visit with one matter."""
    found = tally(a_visit(HELPED, persons=2))
    assert (found["visits", ""], found["matters", ""]) == (Count(1, 2), Count(1, 2))


def test_a_return_visit_is_a_visit_and_no_client() -> None:
    """Who has been counted before is counted once only; the visit and its matters are counted all the same."""
    found = tally(a_visit(HELPED, again=True))
    assert (found["visits", ""], found["matters", ""], found["solved", ""].persons) == (Count(1, 0), Count(1, 0), 0)


def test_participants_of_a_group_are_nothing_else() -> None:
    """A group adds to groups and participants only: no client, no visit, no matter."""
    assert tally(a_visit(participants=12, times=2)) == {("groups", ""): Count(2, 24)}


@pytest.mark.parametrize(
    ("matters", "solved", "settled"),
    [
        ([HELPED], True, True),
        ([HELPED, CONTACT], True, True),
        ([HELPED, KELA], False, True),
        ([KELA], False, True),
        ([HELPED, SOCIAL], False, False),
        ([Matter("other-matter", "urgent")], False, False),
    ],
)
def test_solved_means_all_matters(matters: list[Matter], solved: bool, settled: bool) -> None:
    """A client is helped at the first meeting if every matter was; one that goes on elsewhere is not."""
    found = tally(a_visit(*matters))
    assert (("solved", "") in found, ("settled", "") in found) == (solved, settled)


def test_a_row_of_a_paper_tally_counts_as_often_as_it_says() -> None:
    """Four such visits are four of everything; minutes are added up."""
    found = tally(a_visit(HELPED, times=4, minutes=10, age=AgeBand.FROM_75))
    assert found["visits", ""] == Count(4, 4)
    assert (found["minutes", ""].events, found["timed", ""].events) == (40, 4)
    assert found["age", "75-84"] == Count(4, 4)


def test_visits_without_minutes_are_not_timed() -> None:
    """Minutes that were not told are not none: the visit is left out of their mean."""
    assert ("timed", "") not in tally(a_visit(HELPED))
    assert totals([a_visit(HELPED, minutes=0), a_visit(HELPED)])["2026-06", "keskusta", "timed", ""] == Count(1, 1)


def test_a_visit_lies_in_the_past_at_a_site_of_the_unit() -> None:
    """Tomorrow is refused, and so is a site that the settled ones do not name; any will do where none are settled."""
    visit = a_visit(HELPED)
    assert must_be_sound(visit, TODAY, None) == must_be_sound(visit, TODAY, {"keskusta"}) == visit
    with pytest.raises(FutureError):
        must_be_sound(visit, date(2026, 6, 16), None)
    with pytest.raises(UnknownSiteError):
        must_be_sound(visit, TODAY, {"lielahti"})


def test_a_day_to_come_is_not_last_years() -> None:
    """20.6. on 17.6. is a slip; 12.6. is this year's, 20.12. last year's, and with its year any day is meant."""
    calendar = calendar_named("fi-office")
    assert day_of_visit(None, TODAY, calendar) == TODAY
    assert day_of_visit(read_day("12.6."), TODAY, calendar) == date(2026, 6, 12)
    assert day_of_visit(read_day("20.12."), TODAY, calendar) == date(2025, 12, 20)
    assert day_of_visit(read_day("20.6.2025"), TODAY, calendar) == date(2025, 6, 20)
    with pytest.raises(FutureError):
        day_of_visit(read_day("20.6."), TODAY, calendar)
