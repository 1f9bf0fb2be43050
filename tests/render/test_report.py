"""Reports on a page: what is drawn, and what is not."""

from collections.abc import Iterator

import pytest

from sotecli.core.codes import Form
from sotecli.i18n import speaking
from sotecli.render.pictures import BLOCKS
from sotecli.render.report import report, report_document
from tests.publishables import visits


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The pages of these tests are in English."""
    with speaking("en"):
        yield


def curves(text: str) -> list[str]:
    """The words of a page that are made of the levels of a curve and are no bars."""
    return [word for word in text.split() if set(word) <= set(BLOCKS) and len(word) == 2]


def test_months_are_drawn_beside_the_rows_own_highest_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A month of half the highest one is drawn half as high; of two alike both are full; first all sites together."""
    report(Form.TABLE, visits(None, june=20))
    assert curves(capsys.readouterr().out)[:3] == ["█▆", "█▅", "██"]


def test_hidden_months_are_neither_drawn_nor_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A release has the months of no site, in no form."""
    found = visits(5, june=3)
    report(Form.TABLE, found)
    assert not curves(capsys.readouterr().out)
    report(Form.PLAIN, found)
    assert "by month:" not in capsys.readouterr().out
    rows = [table["rows"] for table in report_document(found)["tables"] if table["id"] == "visits_by_site"]  # type: ignore[attr-defined]
    assert not any("series" in row for row in rows[0])


def test_plain_lines_say_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """A screen reader gets numbers, not a curve."""
    report(Form.PLAIN, visits(None, june=20))
    text = capsys.readouterr().out
    assert "by month: 40, 20" in text
    assert not curves(text)
