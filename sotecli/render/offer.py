"""The custody's tallies of what it offered."""

from collections.abc import Sequence

from sotecli.core.codes import Form
from sotecli.core.offer import Offer
from sotecli.i18n import _
from sotecli.render import output, words


def offer_document(offer: Offer) -> dict[str, object]:
    """A tally as JSON."""
    counted = {"offered": offer.offered, "accepted": offer.accepted, "declined": offer.declined}
    return {"from": offer.start.isoformat(), "to": offer.end.isoformat(), "source": offer.source, **counted}


def tallied(form: Form, offer: Offer, replaced: Sequence[Offer]) -> None:
    """`sote offer tally`, with the tallies in whose place it came."""
    if form is Form.JSON:
        output.document({**offer_document(offer), "replaced": [offer_document(old) for old in replaced]})
        return
    for old in replaced:
        output.say(_("No longer counted: {tally}").format(tally=_in_words(old)))
    output.say(_in_words(offer))


def listing(form: Form, offers: Sequence[Offer]) -> None:
    """The tallies, the oldest first."""
    if form is Form.JSON:
        output.document([offer_document(offer) for offer in offers])
        return
    columns = [_("days"), _("source"), _("offered"), _("accepted"), _("said no")]
    rows = [
        [words.span(offer.start, offer.end), _source(offer), *map(str, (offer.offered, offer.accepted, offer.declined))]
        for offer in offers
    ]
    output.table(form, columns, rows)


def _in_words(offer: Offer) -> str:
    told = _("{days}, {source}: offered {offered}, accepted {accepted}, declined {declined}.")
    counted = {"offered": offer.offered, "accepted": offer.accepted, "declined": offer.declined}
    return told.format(days=words.span(offer.start, offer.end), source=_source(offer), **counted)


def _source(offer: Offer) -> str:
    return offer.source or _("all sources together")
