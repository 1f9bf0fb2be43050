"""A report as a page: it loads and runs nothing, tells its charts in words, and hides what is hidden."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from sotecli.core import housing
from sotecli.core.codes import Level
from sotecli.core.report import Report
from sotecli.core.suppression import Publishable, exact
from sotecli.i18n import LANGUAGES, speaking
from sotecli.modelset import shipped_model
from sotecli.render.report_html import page
from tests.conftest import a_unit
from tests.core.test_case_reports import END, HOUSING, START
from tests.publishables import a_publishable, partly_hidden, wholly_hidden

HOSTILE = "<script>alert('1')</script>\" onload=\"x & y"
LARGEST = 200_000


class Page(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def count(self, tag: str) -> int:
        """How often a tag occurs."""
        return sum(found == tag for found, _attributes in self.tags)


def html(publishable: Publishable, language: str = "en") -> str:
    """The page in a language."""
    with speaking(language):
        return page(publishable)


def a_housing_report(counts: housing.Counts = HOUSING) -> Report:
    """A report with a curve of lead time."""
    models = [shipped_model("luvn-housing-path")]
    return housing.housing_report(counts, models, unit=a_unit(), period=(START, END), waiting=[END])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_loads_and_runs_nothing(language: str) -> None:
    """The page says its language, forbids everything but its own style, and refers to nothing outside."""
    text = html(a_publishable(), language)
    found = Page(text)
    style = re.search(r"<style>(.*)</style>", text, re.DOTALL)
    assert style is not None
    allowed = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = next(
        attributes["content"] for tag, attributes in found.tags if tag == "meta" and "http-equiv" in attributes
    )
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    assert found.tags[0] == ("html", {"lang": language})
    assert not {tag for tag, _attributes in found.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    attributes = {name for _tag, named in found.tags for name in named}
    assert not [name for name in attributes if name.startswith("on") or name in {"src", "href", "style", "xlink:href"}]
    assert not re.search(r"https?:|//|@import|url\(", text.replace(allowed, ""))
    assert len(text.encode()) < LARGEST


def test_every_chart_has_words_and_a_table() -> None:
    """Each breakdown has a picture with title and description, and the same figures as a table with headings."""
    found = Page(html(a_publishable()))
    assert (found.count("figure"), found.count("svg"), found.count("figcaption")) == (4, 4, 4)
    assert (found.count("title"), found.count("desc"), found.count("table")) == (5, 4, 5)
    images = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert all(image["role"] == "img" and image["aria-labelledby"] for image in images)
    named = {attributes.get("id") for _tag, attributes in found.tags}
    assert all(set((image["aria-labelledby"] or "").split()) <= named for image in images)
    headings = [attributes.get("scope") for tag, attributes in found.tags if tag == "th"]
    assert set(headings) == {"col", "row"}
    assert [tag for tag, _attributes in found.tags if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * 4]


def test_figures_in_the_languages_own_form() -> None:
    """Numbers have the language's decimal sign, a thousand its blank, nobody a dash, and days do not break."""
    finnish, english = html(a_publishable(), "fi"), html(a_publishable())
    assert "58,4\u00a0%" in finnish
    assert "58.4%" in english
    assert "695 / 1\u00a0190" in finnish
    assert "<td>–</td>" in finnish
    assert "ma\u00a01.6.2026\u00a0– la\u00a031.10.2026" in finnish


@pytest.mark.parametrize("level", list(Level))
def test_the_page_says_whether_it_may_leave(level: Level) -> None:
    """The mark is the first thing on the page, and its style puts it on each printed one."""
    text = html(a_publishable(level))
    body = text[text.index("<body>") :]
    assert re.match(rf'<body>\s*<p class="mark {level}">({"INTERNAL" if level is Level.INTERNAL else "PREVIEW"})', body)
    assert "table-header-group" in text


def test_what_is_hidden_is_not_drawn() -> None:
    """A breakdown hidden whole has neither picture nor table; a hidden row is a gap in both."""
    found = Page(html(wholly_hidden()))
    assert (found.count("figure"), found.count("svg"), found.count("table")) == (4, 3, 4)
    whole, part = html(a_publishable()), html(partly_hidden("requests_by_month", "2026-09"))
    assert part.count("<rect") == whole.count("<rect") - 1
    assert "<td>..</td>" in part
    assert "Sep 2026: .." in part


def test_lead_time_has_a_curve() -> None:
    """Bands of lead time are shown as columns and as a curve; where nobody arrived there is none."""
    text = html(exact(a_housing_report(), 5))
    assert text.count("<polyline") == 1
    assert "30: 50%; 60: 100%" in text
    nobody = replace(HOUSING, arrived=(0, 0), arrived_within={}, days={})
    assert "<polyline" not in html(exact(a_housing_report(nobody), 5))


def test_hostile_words_are_text() -> None:
    """A unit's name stands on the page as it is written, and is nothing else."""
    found = Page(html(a_publishable(unit=HOSTILE)))
    assert sum(text.count(HOSTILE) for text in found.texts) == 2
    assert "script" not in {tag for tag, _attributes in found.tags}


def test_the_same_report_is_the_same_page() -> None:
    """There is no time of day on the page."""
    assert html(a_publishable()) == html(a_publishable())
