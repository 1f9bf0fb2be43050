"""What stands beside a report's figures in every format: months of sites, goals and their quarters."""

import io
from contextlib import redirect_stdout

import openpyxl
import pytest

from sotecli.core.codes import Form
from sotecli.core.smart_report import Tally
from sotecli.i18n import speaking
from sotecli.render.report import report
from sotecli.render.report_html import page
from sotecli.render.report_rows import Tidy, tidy_rows
from sotecli.render.report_xlsx import HEADING_ROW, workbook
from tests.publishables import goals, visits

FEW = (Tally(30, 50), Tally(3, 60))


def parts_of(
    rows: list[Tidy], ident: str
) -> dict[tuple[str | None, str | None], tuple[float | None, bool, str | None]]:
    """Row and part of a figure, with its value, whether it is hidden, and why."""
    return {
        (row.code, row.part): (row.value, row.suppressed, row.suppression_reason)
        for row in rows
        if row.metric_id == ident
    }


def sheet(content: bytes, title: str) -> list[tuple[object, ...]]:
    """The rows below the heading of the sheet that is titled so."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    (name,) = (name for name in book.sheetnames if book[name]["A1"].value == title)
    return [tuple(cell.value for cell in row) for row in list(book[name].rows)[HEADING_ROW + 1 :]]


def test_months_of_sites_are_rows_of_their_own() -> None:
    """Each month of a site stands beside the site, and says which month it is."""
    found = parts_of(tidy_rows(visits(None, june=20)), "visits_by_site")
    assert found["lielahti", None] == (40, False, None)
    assert found["lielahti", "2026-05"] == found["lielahti", "2026-06"] == (20, False, None)


def test_months_of_sites_leave_the_unit_in_no_format() -> None:
    """A release has neither rows nor a sheet nor a picture of them, however large they are."""
    found = visits(5, june=20)
    assert not [key for key in parts_of(tidy_rows(found), "visits_by_site") if key[1]]
    with speaking("en"):
        names = openpyxl.load_workbook(io.BytesIO(workbook(found))).sheetnames
        html = page(found)
    assert not [name for name in names if "months" in name]
    assert "Visits by site, by month" not in html


def test_months_of_sites_on_sheet_and_page() -> None:
    """A sheet and a table tell what a terminal draws."""
    found = visits(None, june=20)
    with speaking("en"):
        assert [row[1:] for row in sheet(workbook(found), "Visits by site, by month")] == [(40, 20), (20, 20)]
        assert "<td>40</td><td>20</td>" in page(found)


@pytest.mark.parametrize(("parts", "hidden"), [(FEW, True), ((Tally(30, 50), Tally(42, 60)), False)])
def test_goals_and_their_quarters(parts: tuple[Tally, Tally], hidden: bool) -> None:
    """The quarters of a goal are in every format, all of them hidden or none."""
    found = goals(parts)
    (series,) = (series for series in found.report.series if len(series.points) > 1)
    told = parts_of(tidy_rows(found), series.ident)
    assert [told[None, part][1] for part in ("2026-Q1", "2026-Q2")] == [hidden, hidden]
    with speaking("en"):
        values = [row[2] for row in sheet(workbook(found), "Goals by quarter")]
        html = page(found)
    assert values == ([".."] * 2 if hidden else [0.6, 0.7])
    assert ("30 / 50" in html) is not hidden
    assert html.count('<dl class="goal">') == len(found.report.goals)


def test_a_page_of_goals_says_each_thing_once() -> None:
    """The goals' figures stand with the goals and in no second table, and what is counted of each is defined once."""
    with speaking("en"):
        html = page(goals())
    assert "Key figures" not in html
    assert html.count("How many answered the goal") == 1


def test_a_page_of_visits_defines_clients_once() -> None:
    """Who is a client stands where clients are counted; shares by site or month need no words of their own."""
    with speaking("en"):
        html = page(visits(None, june=20))
    assert html.count("not marked as a return visit") == 1
    assert html.count("The share of matters that were forwarded to social services.") == 1


def test_shares_on_a_terminal() -> None:
    """Shares by site have bars and no row of dots."""
    with speaking("en"):
        told = io.StringIO()
        with redirect_stdout(told):
            report(Form.TABLE, visits(None, june=20))
    assert "...." not in told.getvalue()
    title = "Helped at the first meeting, of clients, by month"
    assert [line.removeprefix(title).strip() for line in told.getvalue().splitlines() if title in line][:1] == ["██"]


def test_a_goal_is_told_in_words() -> None:
    """What is wanted stands beside what is, on the page and on a sheet of its own."""
    with speaking("en"):
        told = sheet(workbook(goals()), "Goals")[:1]
        html = page(goals())
    assert told[0][0] == "goal"
    assert str(told[0][1]) in html
