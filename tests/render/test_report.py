"""Reports on a page: what is drawn, and what is not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sotecli.core.codes import Form
from sotecli.core.report import Metric
from sotecli.i18n import speaking
from sotecli.render.figure import base_of
from sotecli.render.pictures import BLOCKS
from sotecli.render.report import report, report_document, text
from sotecli.render.report_html import page as html
from tests.publishables import a_publishable, visits


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
    assert "\nby month:" not in capsys.readouterr().out
    rows = [table["rows"] for table in report_document(found)["tables"] if table["id"] == "visits_by_site"]  # type: ignore[attr-defined]
    assert not any("series" in row for row in rows[0])


def test_plain_lines_say_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """A screen reader gets numbers, not a curve."""
    report(Form.PLAIN, visits(None, june=20))
    text = capsys.readouterr().out
    assert "by month: 40, 20" in text
    assert not curves(text)


@pytest.mark.parametrize(
    ("metric", "base"),
    [
        (Metric("reached", 79, None, None, "percent", suppressed=True, reason="small_count"), "79 / .."),
        (Metric("reached", None, 90, None, "percent", suppressed=True, reason="small_count"), ".. / 90"),
        (Metric("reached", 88, 90, None, "percent", suppressed=True, reason="small_count"), "88 / 90"),
        (Metric("reached", None, None, None, "percent", suppressed=True, reason="small_count"), ""),
        (Metric("reached", 120, None, None, "contacts", suppressed=True, reason="small_count"), "120 / .."),
        (Metric("reached", None, 90, None, "days", suppressed=True, reason="small_count"), "90"),
        (Metric("reached", None, None, None, "persons", suppressed=True, reason="small_count"), ""),
        (Metric("reached", 1200, None, 1200, "persons"), ""),
        (Metric("reached", None, 17, 15, "percent", band=5), "17"),
        (Metric("reached", 45, 90, 50.0, "percent"), "45 / 90"),
    ],
)
def test_what_is_shown_of_a_hidden_rate(metric: Metric, base: str) -> None:
    """A page shows the two numbers behind a figure as far as files have them, and no others."""
    assert base_of(metric) == base
    page = a_publishable()
    shown = replace(page, report=replace(page.report, metrics=(metric,)))
    assert (f"<td>{base}</td>" in html(shown)) is True
    found = report_document(shown)["metrics"][0]  # type: ignore[index]
    for key in ("numerator", "denominator"):
        assert found[key] is None or not base or str(found[key]) in base


def test_only_invented_people_are_called_so() -> None:
    """A page of real people has no such mark."""
    assert "TRAINING" not in text(Form.PLAIN, a_publishable())
