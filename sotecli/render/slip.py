"""A slip that a client takes along: where to go, what the service is told, whom to call.

It lies on tables and in pockets where others read it. So it names neither the person nor the unit, and says nothing
about why somebody goes there; the worker writes their own name and number on it by hand.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from sotecli.core.arrangement_codes import Shared
from sotecli.core.codes import Form
from sotecli.core.service import Service
from sotecli.i18n import N_, _, speaking
from sotecli.render import files, output, words
from sotecli.render.output import clean
from sotecli.render.page import Page, Section, page_html
from sotecli.render.service import address_of, cost_of, hours_in_words, name_of

TOLD = {
    Shared.CONTACT: N_("how you can be reached"),
    Shared.NEED: N_("what you need support with"),
    Shared.PLAN: N_("what has been agreed in your plan"),
}


class Slip(NamedTuple):
    """What one slip says."""

    ref: str
    day: date
    service: Service
    """As the directory tells it; what it does not becomes a line to write on."""
    shares: tuple[Shared, ...]
    stale: bool = False
    """Whether nobody has checked lately that the directory is right."""


def write_slip(form: Form, path: Path, slip: Slip, language: str) -> None:
    """The slip in a new file that only its owner can read, and where it was written."""
    files.write_file(path, slip_html(slip, language))
    if form is Form.JSON:
        output.document({"ref": slip.ref, "language": language, "output": str(path)})
        return
    output.say(_("The page is written: {path}").format(path=path))


def slip_html(slip: Slip, language: str) -> str:
    """The slip in the client's language as a whole HTML page."""
    with speaking(language) as spoken:
        page = Page(
            title=_("Where to go next"),
            facts=(words.day_in_text(slip.day),),
            opening=(_("We have agreed on this together. Take this page with you."),),
            sections=(
                _where(slip.service, stale=slip.stale),
                _told(slip.shares),
                _change_of_mind(slip.shares),
                _whom_to_call(),
            ),
            small=_("Reference {ref}").format(ref=slip.ref),
        )
        return page_html(page, spoken)


def _where(service: Service, *, stale: bool) -> Section:
    told = (address_of(service), hours_in_words(service.hours), words.phone(service.phone))
    always = zip((_("Address"), _("Open"), _("Telephone")), told, strict=True)
    fields = tuple((name, clean(text)) for name, text in (*always, *_more(service)))
    doubt = (_("The times may have changed. It is good to call first."),) if stale and service.hours else ()
    return Section(_("Where to go"), lead=clean(name_of(service)), paragraphs=doubt, fields=fields)


def _more(service: Service) -> list[tuple[str, str]]:
    """What makes it easier to go there, as far as the directory tells it; no line is left for what it does not."""
    told = [
        (_("What it costs"), cost_of(service)),
        (_("Without an appointment"), _("one may come") if service.walk_in else ""),
        (_("Languages"), ", ".join(service.languages)),
    ]
    return [(name, text) for name, text in told if text]


def _told(shares: tuple[Shared, ...]) -> Section:
    heading = _("What the service is told about you")
    if not shares:
        nothing = _("We tell the service nothing about you. You decide yourself what you tell there.")
        return Section(heading, paragraphs=(nothing,))
    agreed = _("You have agreed that we may tell the service only this:")
    return Section(heading, paragraphs=(agreed,), items=tuple(_(TOLD[what]) for what in shares))


def _change_of_mind(shares: tuple[Shared, ...]) -> Section:
    told = [_("You go there because you want to. You can change your mind at any time.")]
    told += [_("If you no longer want us to tell the service anything, let us know.")] if shares else []
    return Section(_("You can change your mind"), paragraphs=tuple(told))


def _whom_to_call() -> Section:
    return Section(
        _("If it does not work out"),
        paragraphs=(_("You can call us, also if you could not go or did not get help. We look for another way."),),
        fields=((_("Worker"), ""), (_("The worker's telephone"), "")),
    )
