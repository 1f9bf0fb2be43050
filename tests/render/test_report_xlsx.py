"""A report as a workbook: typed cells, and nothing in it but what can be seen."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from sotecli.core.codes import Level
from sotecli.core.suppression import Publishable
from sotecli.i18n import LANGUAGES, _, speaking
from sotecli.render.report_tables import GROUPS, SHORT, TABLES
from sotecli.render.report_xlsx import HEADING_ROW, workbook
from tests.publishables import a_publishable, partly_hidden
from tests.render.test_report_csv import RUN

MONTHLY = [ident for ident in TABLES if ident.startswith("visits_by_") or ident.endswith("_by_site")]
FORBIDDEN = (
    *("<f>", "<f ", "<hyperlink", "<definedName", "externalReference", "<comment", "pivotTable", "pivotCache"),
    *("vba", "<dde", "oleObject"),
)


def sheets(publishable: Publishable) -> dict[str, list[list[Any]]]:
    """The cells of each sheet as another library reads them."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(publishable)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book.worksheets}


def parts(content: bytes) -> dict[str, str]:
    """The files inside the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_a_sheet_for_each_thing() -> None:
    """What it is, its figures, each breakdown, what each figure means: each has its own sheet."""
    with speaking("en"):
        found = sheets(a_publishable())
    assert [name[0] for name in found] == list("1234567")
    assert list(found)[:3] == ["1 About", "2 Figures", "3 Requests by month"]
    assert all(len(name) <= 31 for name in found)
    about = {row[0]: row[1] for row in found["1 About"] if row[0]}
    assert (about["first day"], about["counted on"]) == (datetime(2026, 6, 1), datetime(2026, 11, 2))  # noqa: DTZ001
    assert {"–", "..", "."} <= set(about)
    assert about["smallest number of persons shown"] == 5


def test_numbers_are_numbers() -> None:
    """Counts, percents and months are typed, so that a spreadsheet can go on counting; hidden ones are `..`."""
    with speaking("en"):
        book = openpyxl.load_workbook(io.BytesIO(workbook(a_publishable())))
    figures = {row[0].value: row for row in book["2 Figures"].rows}
    reached = figures["reached"]
    assert (reached[1].value, reached[1].number_format) == (0.584, "0.0 %")
    assert (reached[2].value, reached[3].value, reached[4].value) == (695, 1190, "percent")
    assert [cell.value for cell in figures["got a personal worker"][1:4]] == ["..", "..", 1200]
    assert figures["offered the possibility in custody"][1].value == "."
    months = list(book["3 Requests by month"].rows)[HEADING_ROW + 1 :]
    assert (months[0][0].value, months[0][0].number_format) == (datetime(2026, 6, 1), "m/yyyy")  # noqa: DTZ001
    assert [row[1].value for row in months] == [220, 180, 0, 400, 400]
    assert "–" in months[2][1].number_format  # nobody is shown as a dash, and stays a number


@pytest.mark.parametrize("code", LANGUAGES)
def test_short_names_are_whole(code: str) -> None:
    """Every breakdown has a name of at most 24 characters for its sheet, one of its own in each report."""
    with speaking(code):
        names = {ident: _(name).format(quarter="2026-Q2") for ident, name in SHORT.items()}
        months = [_("{breakdown}, months").format(breakdown=names[ident]) for ident in MONTHLY]
    assert SHORT.keys() == TABLES.keys() == GROUPS.keys()
    assert max(map(len, names.values())) <= 24
    assert max(map(len, months)) <= 28
    assert len(set(names.values())) == len(names)


def test_a_count_stands_once() -> None:
    """What is its own numerator is not said twice, and the first sheet says whether it may leave the unit."""
    with speaking("en"):
        found = sheets(a_publishable())
    requests = next(row for row in found["2 Figures"] if row[0] == "contact requests")
    assert requests[1:5] == [1200, None, None, "request"]
    assert ["level of the report", "may be published"] in found["1 About"]


def test_a_hidden_row_has_no_number() -> None:
    """Where single rows are hidden they are `..` with the reason beside."""
    with speaking("en"):
        found = sheets(partly_hidden("requests_by_month", "2026-07"))
    months = found["3 Requests by month"][HEADING_ROW + 1 :]
    assert [row[1] for row in months] == [220, "..", 0, 400, 400]
    assert months[1][2] == "hidden for privacy"


def test_headings_stay_in_sight() -> None:
    """Each sheet is frozen below its heading, so that long ones can be read."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(a_publishable())))
    assert {sheet.freeze_panes for sheet in book.worksheets} == {f"A{HEADING_ROW + 2}"}


@pytest.mark.parametrize("level", list(Level))
def test_each_sheet_says_whether_it_may_leave(level: Level) -> None:
    """The mark stands on every sheet, and on every page that is printed of it."""
    with speaking("en"):
        content = workbook(a_publishable(level))
        found = sheets(a_publishable(level))
    mark = "INTERNAL" if level is Level.INTERNAL else "PREVIEW"
    assert all(row[1][0].startswith(mark) for row in found.values())
    printed = [text for name, text in parts(content).items() if "/worksheets/sheet" in name]
    assert len(printed) == len(found)
    assert all(mark in text[text.index("<oddHeader>") :] for text in printed)


@pytest.mark.parametrize("text", [*RUN, "https://example.org", "mailto:a@example.org", "&Lx&[File]", "[x]:*?/\\'"])
def test_nothing_hides_in_the_file(text: str) -> None:
    """No formula, link, comment, name, hidden sheet or outside part, whatever a text begins with."""
    inside = parts(workbook(a_publishable(unit=text)))
    whole = "".join(inside.values())
    assert not [word for word in FORBIDDEN if word in whole]
    assert 'state="hidden"' not in whole
    assert "veryHidden" not in whole
    assert not [name for name in inside if re.search(r"external|embed|media|macro|query|connection", name)]
    assert {re.sub(r"\d+", "", name) for name in inside if "worksheets/" in name} == {"xl/worksheets/sheet.xml"}


def test_the_same_report_is_the_same_file() -> None:
    """The only time in it is the day on which was counted."""
    assert workbook(a_publishable()) == workbook(a_publishable())
    assert set(re.findall(r"20\d\d-\d\d-\d\dT[\d:]+", parts(workbook(a_publishable()))["docProps/core.xml"])) == {
        "2026-11-02T00:00:00"
    }
