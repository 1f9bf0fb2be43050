"""`sote contact`: the contact log."""

from datetime import date
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import (
    MOST_MINUTES,
    Agreed,
    DryRun,
    Json,
    Plain,
    Ref,
    code_of,
    read_at,
    read_service,
    read_when,
    session_of,
    whole,
)
from sotecli.core.codes import Channel, Gave, Result, Step
from sotecli.core.contact import Contact, after_contact
from sotecli.core.request import Request
from sotecli.core.when import When
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import request as render
from sotecli.session import Session
from sotecli.storage import contacts, requests

app = new_group()


@command(app, N_("Log one attempt or contact, and what comes next"), name="log")
def add(
    ctx: typer.Context,
    ref: Ref,
    channel: Annotated[
        Channel | None, typer.Option(metavar="CODE", parser=code_of(Channel), help=N_("How it was tried."))
    ] = None,
    result: Annotated[
        Result | None, typer.Option(metavar="CODE", parser=code_of(Result), help=N_("What came of it."))
    ] = None,
    at: Annotated[
        When | None, typer.Option(metavar="WHEN", parser=read_at, help=N_("When it was; now unless you say."))
    ] = None,
    gave: Annotated[
        list[Gave] | None,
        typer.Option(metavar="CODE", parser=code_of(Gave), help=N_("What the person got.")),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, MOST_MINUTES), help=N_("How many minutes it took."))
    ] = None,
    next_on: Annotated[
        When | None, typer.Option("--next", metavar="DATE", parser=read_when, help=N_("The day of the next contact."))
    ] = None,
    agreed: Agreed = False,
    service: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", parser=read_service, help=N_("A service that the person was guided to.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Log what happened; that is always possible. Planning has its limits."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("contact.log")
    instant, planned = session.instant(at), session.day(next_on) if next_on else None
    way = channel or questions.needed("--channel", questions.tried_channel, may_ask=session.may_ask)
    came = result or questions.needed("--result", questions.result, may_ask=session.may_ask)

    def decide(request: Request) -> tuple[Contact, Request]:
        contact = Contact(
            ref=request.ref,
            at=instant,
            channel=way,
            result=came,
            gave=tuple(gave or ()),
            services=tuple(service or ()),
            minutes=minutes,
            worker=act.worker,
        )
        after = after_contact(request, contact, session.fresh_situation(), next_on=planned, agreed=agreed)
        return contact, after

    if planned is None and session.is_interactive:
        planned = _asked(session, decide(requests.get(session.database, ref))[1])
    contact, after = contacts.add(session.database, ref, decide, act)
    render.contact_logged(session.form, contact, after)


@command(app, N_("What has been tried"), name="list")
def listing(ctx: typer.Context, ref: Ref, as_json: Json = False, plain: Plain = False) -> None:
    """Show the contact log of one request."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("contact.list")
    request = requests.get(session.database, ref)
    session.will_show("contact.list", [request.ref], fields="history")
    render.contact_log(session.form, contacts.listing(session.database, request.ref))


def _asked(session: Session, after: Request) -> date | None:
    """The day that somebody at the terminal wants for the next try; `None` takes the proposed one."""
    if after.step is not Step.RETRY or after.next_on is None:
        return None
    return questions.next_day(after, session.situation)
