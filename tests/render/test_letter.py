"""Letters to clients."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from sotecli.core.estimate import Cases, Estimate
from sotecli.i18n import LANGUAGES, choose_language, language, speaking
from sotecli.render.letter import Letter, letter_html

VOID = {"meta", "link", "img", "br", "hr", "input", "base"}
HOSTILE = "</p><script>alert(1)</script><img src=x onerror='y'>\"{{ 7*7 }}&"
CASES = Cases(known=46, ended=31, longer=19)
LETTER = Letter(
    day=date(2026, 6, 17),
    unit="Merenranta",
    ref="A-7K2M-9QXD",
    stage="A place is being looked for",
    stage_since=date(2026, 5, 4),
    next_steps=("A place is offered", "A visit is agreed"),
    worker="anna",
    queued_on=date(2026, 2, 11),
    estimate=Estimate(40, 160, 500, CASES, enough=True),
)


class Page(HTMLParser):
    """What a page holds; anything not closed in its order is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag with its attributes."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text that people read."""
        if data.strip() and self.open[-1] != "style":
            self.texts.append(data.strip())

    @property
    def names(self) -> set[str]:
        """The tags that there are."""
        return {tag for tag, _attributes in self.tags}


def texts(letter: Letter, code: str = "en") -> list[str]:
    """The texts of a letter, from above."""
    return Page(letter_html(letter, code)).texts


def waiting(estimate: Estimate) -> list[str]:
    """What the letter says below the heading of waiting."""
    found = texts(LETTER._replace(estimate=estimate))
    return found[found.index("How long you may still have to wait") + 1 : found.index("Whom you can call")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_that_loads_and_runs_nothing(code: str) -> None:
    """The page says its language, forbids everything but its own style, and refers to nothing outside."""
    html = letter_html(LETTER, code)
    page = Page(html)
    attributes = {name for _tag, found in page.tags for name in found}
    style = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert style is not None
    allowed = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = next(found["content"] for tag, found in page.tags if tag == "meta" and "http-equiv" in found)
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    assert page.tags[0] == ("html", {"lang": code})
    assert not page.names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert attributes == {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert not re.search(r"https?:|//|@import|url\(", html.replace(allowed, ""))  # a hash may hold two slashes


def test_headings_come_in_order() -> None:
    """One heading of the page, then one for each thing that it tells."""
    page = Page(letter_html(LETTER, "en"))
    assert [tag for tag, _attributes in page.tags if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * 5]


def test_what_a_letter_tells() -> None:
    """Unit, day, reference, stage, what may come, whom to call with lines to write on, and rights."""
    found = texts(LETTER)
    assert found[1:4] == ["Merenranta", "17 June 2026", "Reference A-7K2M-9QXD"]
    stage = found.index("Where your matter stands now")
    assert found[stage + 1 : stage + 3] == ["A place is being looked for", "It has been so since 4 May 2026."]
    then = found.index("What happens next")
    assert found[then + 1 : then + 4] == ["One of these comes next:", "A place is offered", "A visit is agreed"]
    call = found.index("Worker's code")
    assert found[call + 1 : call + 4] == ["anna", "Name", "Telephone"]
    assert "Social Welfare Act, section 45" in found[found.index("Your rights") + 3]
    assert letter_html(LETTER, "en").count('class="blank"') == 2


def test_little_to_tell() -> None:
    """Without next step, worker and queue the letter still is one, and does not speak of waiting."""
    found = texts(Letter(day=date(2026, 6, 17), unit="Merenranta", ref="A-7K2M-9QXD", stage="Closed"))
    assert "No next step is planned. Please ask us if something is unclear." in found
    assert not {"Worker's code", "How long you may still have to wait"} & set(found)
    assert "This comes next:" in texts(LETTER._replace(next_steps=("A visit is agreed",)))


@pytest.mark.parametrize(
    ("low", "high", "reach", "lead", "meaning"),
    [
        (40, 160, 500, "1–6 months from today", "About half"),
        (24, 160, 500, "3 weeks – 6 months from today", "About half"),
        (5, 7, 500, "0–1 week from today", "About half"),
        (14, 14, 500, "About 2 weeks from today", "About half"),
        (40, None, 430, "At least 5 weeks, perhaps longer than 14 months from today", "Some of the people"),
        (40, None, 41, "Longer than 5 weeks from today", "Some of the people"),
        (None, None, 430, "Longer than 14 months from today", "Most people"),
    ],
)
def test_an_estimate_in_words(low: int | None, high: int | None, reach: int, lead: str, meaning: str) -> None:
    """The range, what it means in people, how many it comes from, and that it is no promise."""
    told = waiting(Estimate(low, high, reach, CASES, enough=True))
    assert told[0] == lead
    assert told[1] == "You have been in the queue since 11 February 2026."
    assert told[2].startswith(meaning)
    assert "from 46 people" in told[3]
    assert "31 of them have got a place, and 19 waited longer" in told[3]
    assert told[4].startswith("This is an estimate, not a promise.")


@pytest.mark.parametrize(
    "estimate",
    [Estimate(None, None, 0, Cases(3, 1, 2), enough=False), Estimate(None, None, 5, CASES, enough=True)],
    ids=["three cases", "histories of a few days"],
)
def test_too_few_to_say(estimate: Estimate) -> None:
    """Where nothing may be said, the letter says so, and neither days nor how many there were."""
    told = waiting(estimate)
    assert told[0] == "We cannot give you an estimate yet."
    assert told[2].startswith("Too few people")
    assert not re.search(r"\d", told[0] + told[2])


def test_hostile_labels_are_text() -> None:
    """What was handed in stands on the page as it is written, and is nothing else."""
    letter = LETTER._replace(unit=HOSTILE, ref=HOSTILE, stage=HOSTILE, next_steps=(HOSTILE,), worker=HOSTILE)
    page = Page(letter_html(letter, "en"))
    assert sum(text.count(HOSTILE) for text in page.texts) == 6
    assert not page.names & {"script", "img"}


def test_the_letter_speaks_the_clients_language() -> None:
    """A letter has its own language, and the run keeps its own also when making one fails."""
    choose_language(lambda: "sv")
    try:
        assert "17 June 2026" in texts(LETTER, "en")
        assert "17.6.2026" in texts(LETTER, "fi")
        with pytest.raises(ZeroDivisionError), speaking("en"):
            _ = len(language()) // 0
        assert language() == "sv"
    finally:
        choose_language(lambda: "fi")


def test_an_unknown_language_is_finnish() -> None:
    """A page says the language that it is in, not the one that was asked for."""
    assert Page(letter_html(LETTER, "xx")).tags[0] == ("html", {"lang": "fi"})
