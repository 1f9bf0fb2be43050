"""One page of HTML for a client, to print or to read on a phone.

It loads nothing from anywhere and may run nothing; its style is allowed by what it is, not by where it stands (CSP
hash).
"""

from base64 import b64encode
from hashlib import sha256
from typing import NamedTuple

TEMPLATE, STYLE = "page.html.j2", "page.css"


class Section(NamedTuple):
    """One heading of the page and what stands below it."""

    heading: str
    lead: str = ""
    """What matters most, in large letters."""
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """Label and value; an empty value is a line to write on by hand."""


class Page(NamedTuple):
    """What the page says, in its language already."""

    title: str
    facts: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    small: str = ""


def page_html(page: Page, language: str) -> str:
    """The page as a whole HTML document in the language that it is in."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (slow)

    loader = PackageLoader("sotecli", "render")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style = loader.get_source(made, STYLE)[0]
    style_hash = b64encode(sha256(style.encode()).digest()).decode()
    return made.get_template(TEMPLATE).render(page=page, language=language, style=style, style_hash=style_hash)
