"""`sote referral slip`: a page that the person takes along."""

from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import Json, Plain, must_lie_apart, read_language, read_output, session_of
from sotecli.commands.referral.group import ReferralRef, app
from sotecli.core import referring as core
from sotecli.core.codes import Language
from sotecli.core.referral import Referral
from sotecli.core.request import Request
from sotecli.core.service import Service, is_stale
from sotecli.grammar import command
from sotecli.i18n import LANGUAGES, N_
from sotecli.render import slip as render
from sotecli.render.slip import Slip
from sotecli.session import Session
from sotecli.storage import log, matters, referrals, services


@command(app, N_("A page for the person: where to go, what the service is told, whom to call"), name="slip")
def printed(
    ctx: typer.Context,
    ref: ReferralRef,
    output: Annotated[Path, typer.Option(metavar="FILE.html", parser=read_output, help=N_("The page to write."))],
    language: Annotated[
        Language | None,
        typer.Option(
            metavar="fi|sv|en", parser=read_language, help=N_("The language of the page; the person's unless you say.")
        ),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Write the page; it names nobody and says nothing about the reason."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    act = session.act("referral.slip")
    must_lie_apart(session, output)
    found = referrals.get(session.database, ref)
    refs = [found.ref, found.common.matter]
    with log.refusals(session.database, act, *refs):
        core.must_be_open(found)
    spoken = language or _language(session, found)
    session.will_show("referral.slip", refs)
    render.write_slip(session.form, output, _slip(session, found), spoken)


def _language(session: Session, referral: Referral) -> str:
    """The person's own language where somebody said it and there is a page in it, else the unit's."""
    matter = matters.get(session.database, referral.common.matter)
    wished = [matter.language] if isinstance(matter, Request) else []
    known = [code for code in (*wished, session.unit.settings["lang"]) if code in LANGUAGES]
    return known[0] if known else Language.FI


def _slip(session: Session, referral: Referral) -> Slip:
    """What the slip says; a service that the directory does not have goes by its code."""
    code = referral.terms.service
    service = services.find(session.database, code) or Service(code, name=code)
    stale = is_stale(service, session.today, session.unit.stale_months)
    return Slip(referral.ref, session.today, service, referral.terms.shares, stale)
