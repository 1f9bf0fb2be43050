"""Reports on a page: what is drawn, and what is not."""

from datetime import date

import pytest

from sotecli.core.codes import Form
from sotecli.core.suppression import Publishable, exact, suppress
from sotecli.i18n import choose_language
from sotecli.render.report import LEVELS, report, report_document
from tests.core import test_visit_report
from tests.core.test_visit import HELPED, a_visit

MAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """The words of these tests, whichever language another test spoke last."""
    choose_language(lambda: "en")


def visits(threshold: int | None, june: int) -> Publishable:
    """Forty visits in May and some in June in one site; as many each month in another one."""
    told = [
        a_visit(HELPED, on=MAY, times=40),
        a_visit(HELPED, times=june),
        *(a_visit(HELPED, on=on, site="lielahti", times=20) for on in (MAY, test_visit_report.PERIOD[1])),
    ]
    found = test_visit_report.report(told)
    return suppress(found, threshold) if threshold else exact(found, 5)


def curves(text: str) -> list[str]:
    """The words of a page that are made of the levels of a curve and are no bars."""
    return [word for word in text.split() if set(word) <= set(LEVELS) and len(word) == 2]


def test_months_are_drawn_beside_the_rows_own_highest_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A month of half the highest one is drawn half as high; of two alike both are full."""
    report(Form.TABLE, visits(None, june=20))
    assert curves(capsys.readouterr().out)[:2] == ["█▅", "██"]


def test_hidden_months_are_neither_drawn_nor_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A month of three hides the months of all sites in every form; the sites themselves stay."""
    found = visits(5, june=3)
    report(Form.TABLE, found)
    assert not curves(capsys.readouterr().out)
    report(Form.PLAIN, found)
    assert "by month:" not in capsys.readouterr().out
    rows = [table["rows"] for table in report_document(found)["tables"] if table["id"] == "visits_by_site"]  # type: ignore[attr-defined]
    assert [(row["cells"][0]["value"], row["series"]) for row in rows[0]] == [(43, []), (40, [])]


def test_plain_lines_say_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """A screen reader gets numbers, not a curve."""
    report(Form.PLAIN, visits(None, june=20))
    text = capsys.readouterr().out
    assert "by month: 40, 20" in text
    assert not curves(text)
