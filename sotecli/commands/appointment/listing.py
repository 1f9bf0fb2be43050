"""`sote appointment list|show`: what was booked and how it went."""

from itertools import chain
from typing import Annotated, Any

import typer

from sotecli.commands.appointment.group import AppointmentRef, app
from sotecli.commands.options import (
    Json,
    Mine,
    Of,
    Plain,
    read_matter,
    read_when,
    safe,
    session_of,
    stood_in_for,
    whose,
)
from sotecli.core.arrangement_codes import AppointmentStatus
from sotecli.core.followup import refs
from sotecli.core.when import When
from sotecli.errors.usage import UnknownCodeError
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import appointment as render
from sotecli.storage import appointments

OPEN, ALL = "open", "all"
STATUSES = (OPEN, *AppointmentStatus, ALL)


def _read_status(typed: str) -> str:
    if typed.lower() not in STATUSES:
        raise UnknownCodeError(value=typed, allowed=", ".join(STATUSES))
    return typed.lower()


read_status: Any = safe(_read_status)


@command(app, N_("Appointments: what is still open, or those of a request, a case, a day"), name="list")
def listing(
    ctx: typer.Context,
    matter: Annotated[
        str | None, typer.Argument(metavar="[REF]", parser=read_matter, help=N_("Only those of this request or case."))
    ] = None,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("Only those booked for this day."))
    ] = None,
    mine: Mine = False,
    of: Of = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(STATUSES),
            parser=read_status,
            help=N_("Which ones: open ones, unless you say; all of a request, a case or a day."),
        ),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show appointments in the order of their hours."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("appointment.list")
    whole = appointments.behind(session.database, matter).ref if matter else None
    people = stood_in_for(session, whose(session, mine=mine, of=of))
    wanted, day = status or (ALL if matter or on else OPEN), session.day(on) if on else None
    lists = [
        appointments.listing(session.database, status=wanted, matter=whole, on=day, worker=person) for person in people
    ]
    found = sorted({one.ref: one for one in chain(*lists)}.values(), key=lambda one: (one.at, one.ref))
    session.will_show("appointment.list", refs(one.arrangement for one in found))
    render.listing(session.form, found)


@command(app, N_("One appointment: how it stands, what was tried after it, what comes next"))
def show(ctx: typer.Context, ref: AppointmentRef, as_json: Json = False, plain: Plain = False) -> None:
    """Show everything about an appointment."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("appointment.show")
    found = appointments.get(session.database, ref)
    session.will_show("appointment.show", refs([found.arrangement]), fields="history")
    render.shown(session.form, found, appointments.tries(session.database, found.ref))
