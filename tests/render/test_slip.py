"""The slip that a client takes along."""

import re
from datetime import date

import pytest

from sotecli.core.arrangement_codes import Shared
from sotecli.core.codes import Cost
from sotecli.core.hours import read_hours
from sotecli.core.service import Service
from sotecli.i18n import LANGUAGES
from sotecli.render.slip import Slip, slip_html
from tests.render.test_letter import HOSTILE, Page

SERVICE = Service(
    code="debt-advice",
    name="Velkaneuvonta",
    name_en="Debt advice",
    street="Station street 4",
    hours=read_hours("mon-fri 9-15"),
    phone="the desk's number",
)
SLIP = Slip("L-2222228", date(2026, 6, 17), SERVICE, (Shared.CONTACT, Shared.NEED))


def texts(slip: Slip) -> list[str]:
    """The texts of a slip in English, from above."""
    return Page(slip_html(slip, "en")).texts


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_that_loads_and_runs_nothing(code: str) -> None:
    """The page says its language, forbids everything but its own style, and refers to nothing outside."""
    html = slip_html(SLIP, code)
    page = Page(html)
    (policy,) = (found["content"] for tag, found in page.tags if tag == "meta" and "http-equiv" in found)
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert page.tags[0] == ("html", {"lang": code})
    assert not page.names & {"script", "link", "img", "iframe", "object", "form", "base"}


def test_what_a_slip_tells() -> None:
    """Where to go and when, what is told on and nothing else, whom to call; the reference is small and last."""
    found = texts(SLIP)
    where = found.index("Where to go")
    assert found[where + 1 :][:7] == [
        "Debt advice",
        *("Address", "Station street 4", "Open", "Mon–Fri 09:00–15:00", "Telephone", "the desk's number"),
    ]
    told = found.index("What the service is told about you")
    assert found[told + 2 : told + 4] == ["how you can be reached", "what you need support with"]
    assert "what has been agreed in your plan" not in found
    assert found[-1] == "Reference L-2222228"


def test_lines_to_write_on() -> None:
    """What no directory tells is left blank, as are the worker's name and number."""
    html = slip_html(SLIP._replace(service=Service("debt-advice", name="debt-advice")), "en")
    assert html.count('class="blank"') == 5
    assert slip_html(SLIP, "en").count('class="blank"') == 2


def test_whoever_goes_alone() -> None:
    """When nothing is told on, the page says that, and speaks of nothing that could be taken back."""
    found = texts(SLIP._replace(shares=()))
    assert any(text.startswith("We tell the service nothing about you.") for text in found)
    assert not any("no longer want us" in text for text in found)


def test_the_sender_is_neutral() -> None:
    """Whoever finds the page learns neither the unit nor a reason: no word of substances, police or clientships."""
    said = " ".join(texts(SLIP)).lower()
    assert not re.search(r"substance|police|custody|client|social|mental", said)


def test_hostile_places_are_text() -> None:
    """What a directory says stands on the page as it is written, and is nothing else."""
    page = Page(slip_html(SLIP._replace(service=Service("x", name=HOSTILE, street=HOSTILE)), "en"))
    assert sum(text.count(HOSTILE) for text in page.texts) == 2
    assert not page.names & {"script", "img"}


def test_doubtful_hours_say_so() -> None:
    """Hours that nobody has checked lately come with the advice to call first."""
    advice = "The times may have changed. It is good to call first."
    assert advice in texts(SLIP._replace(stale=True))
    assert advice not in texts(SLIP)


def test_the_slip_tells_what_makes_it_easy_to_go() -> None:
    """Cost, coming without an appointment and languages stand there when they are known, and leave no line else."""
    known = SERVICE._replace(cost=Cost.FREE, walk_in=True, languages=("fi", "sv"))
    told = texts(SLIP._replace(service=known))
    assert {"free of charge", "one may come", "fi, sv"} <= set(told)
    assert "What it costs" not in texts(SLIP)
