"""`sote request`: take in, look at, close."""

import secrets
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import (
    DryRun,
    Json,
    Mine,
    Of,
    Plain,
    Ref,
    code_of,
    promised_days,
    read_at,
    read_dash,
    read_status,
    safe,
    session_of,
    whose,
)
from sotecli.core import request as core
from sotecli.core.appointment import must_have_none_ahead
from sotecli.core.arrangement import staying
from sotecli.core.codes import Channel, Outcome, Purpose, TimeWish
from sotecli.core.reference import new_reference
from sotecli.core.request import Draft, Request
from sotecli.core.unit import Situation
from sotecli.core.when import When
from sotecli.errors.refused import NotYourMatterError
from sotecli.errors.usage import StandardInputTakenError, TogetherError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.intake import LONGEST_LINE, read_drafts, read_language_code, read_source, whole_input
from sotecli.render import request as render
from sotecli.session import Session
from sotecli.storage import appointments, arrangements, contacts, requests

app = new_group()


@command(app, N_("Take in a contact request; asks for what is missing"))
def add(
    ctx: typer.Context,
    channel: Annotated[
        Channel | None,
        typer.Option(metavar="CODE", parser=code_of(Channel), help=N_("How the person wishes to be contacted.")),
    ] = None,
    received: Annotated[
        When | None,
        typer.Option(metavar="WHEN", parser=read_at, help=N_("When it reached the team; now unless you say.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="CODE", parser=safe(read_source), help=N_("Who sent it, as a code."))
    ] = None,
    time_wish: Annotated[
        TimeWish | None,
        typer.Option(metavar="CODE", parser=code_of(TimeWish), help=N_("The wished part of the day.")),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="fi|sv|…", parser=safe(read_language_code), help=N_("The wished language."))
    ] = None,
    message_ok: Annotated[
        bool | None, typer.Option("--message-ok/--no-message", help=N_("Whether a message may be left."))
    ] = None,
    contact_stdin: Annotated[
        bool, typer.Option("--contact-stdin", help=N_("Read the contact details from standard input."))
    ] = False,
    data: Annotated[
        str | None, typer.Option("--input", metavar="-", parser=read_dash, help=N_("Read JSON from standard input."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take in one request, or as many as standard input holds."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    _one_standard_input(session, contact_stdin=contact_stdin, data=data)
    act = session.act("request.add")
    given: dict[str, object] = {"channel": channel, "received": received, "source": source, "time_wish": time_wish}
    given |= {"language": language, "message_ok": message_ok}
    if data:
        _nothing_beside(given)
        text = whole_input(sys.stdin)
        taken = requests.take_in(session.database, lambda: read_drafts(text, _maker(session)), act)
    else:
        typed = sys.stdin.readline(LONGEST_LINE) if contact_stdin else None
        asks = {"may_ask": session.may_ask, "interactive": session.is_interactive}
        draft = questions.completed(given, typed, **asks, check=session.instant)
        taken = requests.take_in(session.database, lambda: [_maker(session)(draft)], act)
    render.taken_in(session.form, [request for request, _detail in taken], session.calendar)


@command(app, N_("Contact requests, without contact details"), name="list")
def listing(
    ctx: typer.Context,
    status: Annotated[
        str, typer.Option(metavar="open|closed|all", parser=read_status, help=N_("Which ones."))
    ] = "open",
    mine: Mine = False,
    unassigned: Annotated[bool, typer.Option("--unassigned", help=N_("Only those that have no worker."))] = False,
    of: Of = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show a list of requests in the order of their arrival."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("request.list")
    if unassigned and (mine or of):
        raise TogetherError(one="--unassigned", other="--mine" if mine else "--of")
    who = whose(session, mine=mine, of=of)
    found = requests.listing(session.database, status=status, worker=who, unassigned=unassigned)
    session.will_show("request.list", [request.ref for request in found])
    render.listing(session.form, found)


@command(app, N_("One request; contact details only with --reveal"))
def show(
    ctx: typer.Context,
    ref: Ref,
    reveal: Annotated[bool, typer.Option("--reveal", help=N_("Show the contact details; the log keeps it."))] = False,
    purpose: Annotated[
        Purpose | None,
        typer.Option(metavar="CODE", parser=code_of(Purpose), help=N_("Why you need the contact details.")),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show everything about a request."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("request.show")
    request = requests.get(session.database, ref)
    ground = _ground(session, request, purpose) if reveal else ""
    detail = (requests.contact_detail(session.database, request.ref) or "") if reveal else None
    logged = contacts.listing(session.database, request.ref)
    days = promised_days(session, request)
    arranged = arrangements.open_of(session.database, request.ref)
    refs = [request.ref, *(one.ref for one in arranged)]
    session.will_show("request.show", refs, purpose=ground, fields="contact" if reveal else "history")
    render.shown(session.form, request, (logged, arranged), days, detail=detail)


@command(app, N_("End a request; its contact details are wiped"))
def close(
    ctx: typer.Context,
    ref: Ref,
    outcome: Annotated[
        Outcome | None, typer.Option(metavar="CODE", parser=code_of(Outcome), help=N_("How it ended."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Close a request and wipe its contact details."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("request.close")
    ended = outcome or questions.needed("--outcome", questions.outcome, may_ask=session.may_ask)
    stays: list[str] = []

    def decide(request: Request) -> Request:
        must_have_none_ahead(request.ref, appointments.booked_ahead(session.database, request.ref, session.now))
        stays.extend(staying(arrangements.of_matter(session.database, request.ref), session.today))
        return core.close(request, ended, session.now)

    closed = requests.change(session.database, ref, decide, act)
    render.changed(session.form, closed, _("Closed. The contact details are wiped."), stays)


def _maker(session: Session) -> Callable[[Draft], tuple[Request, str]]:
    """What makes new requests of drafts by the days and settings of this moment; for use inside a transaction."""
    return partial(_taken, session, session.fresh_situation(), set())


def _taken(session: Session, situation: Situation, given_out: set[str], draft: Draft) -> tuple[Request, str]:
    """A new request of a draft, with its contact details beside it."""
    ref = new_reference("P", secrets.choice)
    while ref in given_out or requests.exists(session.database, ref):
        ref = new_reference("P", secrets.choice)
    given_out.add(ref)
    received_at = session.instant(draft.received)
    return core.open_request(ref, draft, received_at, situation), draft.contact


def _nothing_beside(given: dict[str, object]) -> None:
    """Raise `TogetherError` when options were given beside JSON, which would not be heeded."""
    for key, value in given.items():
        if value is not None:
            raise TogetherError(one="--input", other=f"--{key.replace('_', '-')}")


def _ground(session: Session, request: Request, purpose: Purpose | None) -> Purpose:
    """The purpose of looking at contact details: one's own matter needs no asking."""
    mine = session.worker.code in {request.worker, request.pair}
    if purpose is Purpose.OWN_MATTER and not mine:
        raise NotYourMatterError(ref=request.ref)
    if purpose or mine:
        return purpose or Purpose.OWN_MATTER
    return questions.needed("--purpose", questions.purpose, may_ask=session.may_ask)


def _one_standard_input(session: Session, *, contact_stdin: bool, data: str | None) -> None:
    """Raise `StandardInputTakenError` when standard input would have to be two things."""
    if [session.asked.passphrase_fd == 0, contact_stdin, data is not None].count(True) > 1:
        raise StandardInputTakenError
