"""`sote referral list|show`: how referrals stand."""

from itertools import chain
from typing import Annotated

import typer

from sotecli.commands.options import (
    Json,
    Mine,
    Of,
    Plain,
    read_matter,
    read_service,
    read_status,
    session_of,
    stood_in_for,
    whose,
)
from sotecli.commands.referral.group import ReferralRef, app
from sotecli.core.followup import refs
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import referral as render
from sotecli.storage import matters, referrals


@command(app, N_("Referrals, where they stand and when somebody asks next"), name="list")
def listing(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="[REF]", parser=read_matter, help=N_("Only those of a request or case.")),
    ] = None,
    status: Annotated[
        str, typer.Option(metavar="open|closed|all", parser=read_status, help=N_("Which ones."))
    ] = "open",
    mine: Mine = False,
    of: Of = None,
    service: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_service, help=N_("Only those to this service."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show a list of referrals in the order in which they were made."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("referral.list")
    matter = matters.get(session.database, ref).ref if ref else None
    people = stood_in_for(session, whose(session, mine=mine, of=of))
    wanted = [referrals.Wanted(status, person, matter, service) for person in people]
    lists = [referrals.listing(session.database, one) for one in wanted]
    found = sorted({one.ref: one for one in chain(*lists)}.values(), key=lambda one: (one.common.made_at, one.ref))
    session.will_show("referral.list", [*([matter] if matter else []), *refs(one.common for one in found)])
    render.listing(session.form, found)


@command(app, N_("One referral, with everything that has become of it"))
def show(ctx: typer.Context, ref: ReferralRef, as_json: Json = False, plain: Plain = False) -> None:
    """Show a referral with its history."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("referral.show")
    found = referrals.get(session.database, ref)
    history = referrals.history(session.database, found.ref)
    session.will_show("referral.show", [found.ref, found.common.matter], fields="history")
    render.shown(session.form, found, history)
