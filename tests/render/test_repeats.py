"""Figures of an earlier release: their day stands once where it is that of all, else beside each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sotecli.core.codes import Form
from sotecli.core.report import Row
from sotecli.core.suppression import Publishable
from sotecli.i18n import speaking
from sotecli.render.repeats import repeated
from sotecli.render.report import text
from sotecli.render.report_html import page
from tests.publishables import END, a_publishable

ONCE, EACH = "released on 31 October 2026. They change when at least 5 persons", "A figure with a day is repeated"


def of_a_release(*idents: str) -> Publishable:
    """A page that repeats some figures of an earlier release, or all of them."""
    page = a_publishable()
    metrics = [
        replace(metric, since=END, reason="unchanged")
        if metric.value is not None and (not idents or metric.ident in idents)
        else metric
        for metric in page.report.metrics
    ]
    tables = [
        table if idents else replace(table, rows=tuple(map(_repeated, table.rows))) for table in page.report.tables
    ]
    return replace(page, report=replace(page.report, metrics=tuple(metrics), tables=tuple(tables)))


def _repeated(row: Row) -> Row:
    return replace(row, since=END, reason="unchanged") if row.count else row


@pytest.mark.parametrize("write", [page, lambda found: text(Form.PLAIN, found)], ids=["html", "text"])
def test_the_day_of_all_stands_once(write: Callable[[Publishable], str]) -> None:
    """Where all that is shown is repeated, the page says so once, and no row does; that there is nobody has no day."""
    with speaking("en"):
        found = write(of_a_release())
    assert found.count(ONCE) == 1
    assert EACH not in found
    assert "as on 31" not in found


@pytest.mark.parametrize("write", [page, lambda found: text(Form.PLAIN, found)], ids=["html", "text"])
def test_the_day_of_some_stands_beside_them(write: Callable[[Publishable], str]) -> None:
    """Where some are counted anew, only the others have their day, and the page says once what it means."""
    with speaking("en"):
        found = write(of_a_release("requests", "reached"))
    assert (found.count("as on 31 October 2026"), found.count(EACH)) == (2, 1)
    assert ONCE not in found


def test_a_page_that_repeats_nothing_says_nothing() -> None:
    """The first release has no such line."""
    assert repeated(a_publishable()) == []
