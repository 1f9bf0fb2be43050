"""How a value is written, and what stands for one that is not there."""

import pytest

from sotecli.core.codes import Form
from sotecli.core.report import Metric
from sotecli.i18n import speaking
from sotecli.render.figure import base_of, legend, value_of
from sotecli.render.report import text
from sotecli.render.report_html import page
from tests.publishables import a_publishable, a_report, wholly_hidden


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0, "persons", "–"),
        (90.0, "requests", "90"),
        (1225, "persons", "1\N{NO-BREAK SPACE}225"),
        (-7, "index", "\N{MINUS SIGN}7"),
        (0, "index", "0"),
        (0, "working_days", "0"),
        (1.0, "contacts", "1,0"),
        (3.1, "contacts", "3,1"),
        (0.0, "minutes", "0,0"),
        (60.0, "percent", "60\N{NO-BREAK SPACE}%"),
        (0.0, "percent", "0\N{NO-BREAK SPACE}%"),
        (None, "percent", "."),
    ],
)
def test_how_a_value_is_written(value: float | None, unit: str, told: str) -> None:
    """Nobody is a dash, a mean has a decimal, a minus is a minus sign, and a day or an index of 0 is a figure."""
    with speaking("fi"):
        assert value_of(Metric("any", None, None, value, unit)) == told


@pytest.mark.parametrize(("base", "told"), [(1225, "30 / 1 225"), (90.0, "30 / 90"), (12.5, "30 / 12,5")])
def test_the_two_numbers(base: float, told: str) -> None:
    """A whole number has its thousands apart and no decimals, wherever it comes from; client-months may have some."""
    with speaking("fi"):
        found = base_of(Metric("any", 30, base, 1.0, "percent"))
    assert found == told.replace("1 225", "1\N{NO-BREAK SPACE}225")


def test_hidden_is_not_what_cannot_be_counted() -> None:
    """The two marks are told apart."""
    assert value_of(Metric("any", None, None, None, "percent", suppressed=True)) == ".."


def test_the_legend_has_the_marks_that_occur() -> None:
    """A mark is explained where it stands, and only there; a breakdown that is hidden whole has no marks."""
    with speaking("en"):
        (told,) = legend(a_publishable().report)
        assert told == "– nobody   .. hidden for privacy   . cannot be counted"
        assert told in text(Form.PLAIN, a_publishable())
        (exact,) = legend(a_report())
    assert ".. hidden" not in exact


def test_terminal_and_page_have_the_same_marks() -> None:
    """What is nobody on one is nobody on the other, and whatever is hidden gives the same neutral reason."""
    with speaking("en"):
        shown, html = text(Form.PLAIN, wholly_hidden()), page(wholly_hidden())
    assert "month: Aug 2026\npersons: –" in shown
    assert "Hidden for privacy." in shown
    assert "Hidden for privacy." in html
    assert "too few" not in shown + html
