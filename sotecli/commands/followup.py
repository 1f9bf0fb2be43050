"""`sote followup`: who must be contacted, and why that day."""

from functools import partial
from typing import Annotated

import typer

from sotecli.commands.options import (
    MOST_AHEAD,
    Agreed,
    DryRun,
    Json,
    Mine,
    Of,
    Plain,
    Ref,
    read_when,
    session_of,
    whole,
    whose,
)
from sotecli.core import request as core
from sotecli.core.followup import counted_days, due_items, horizon
from sotecli.core.when import When
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import followup as render
from sotecli.storage import requests

app = new_group()


@command(app, N_("Who must be contacted, most urgent first"))
def due(
    ctx: typer.Context,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The list of another day."))
    ] = None,
    mine: Mine = False,
    of: Of = None,
    ahead: Annotated[
        int, typer.Option(metavar="N", parser=whole(0, MOST_AHEAD), help=N_("Also the next N working days."))
    ] = 0,
    check: Annotated[
        bool, typer.Option("--check", help=N_("Exit with 1 when something is late, for scripts."))
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> int:
    """Show the list of a day."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.due")
    day = session.day(on)
    until = horizon(day, ahead, session.calendar)
    found = requests.due_by(session.database, day, until)
    who = whose(session, mine=mine, of=of)
    scope = [request for request in found if who is None or who in {request.worker, request.pair}]
    items = due_items(scope, day, until, session.calendar)
    session.will_show("followup.due", [item.request.ref for item in items])
    render.due(session.form, day, session.calendar, items)
    return int(check and any(item.status == "overdue" for item in items))


@command(app, N_("Set the day of the next step"))
def plan(
    ctx: typer.Context,
    ref: Ref,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("A working day, today or later."))
    ] = None,
    agreed: Agreed = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Plan the next contact of a request."""
    from sotecli import questions  # noqa: PLC0415 (the morning list asks nothing)
    from sotecli.render.request import changed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, situation = session.act("followup.plan"), session.situation
    day = (
        session.day(on)
        if on
        else questions.needed("--on", partial(questions.planned_day, situation), may_ask=session.may_ask)
    )
    decide = partial(core.plan, day=day, situation=situation, agreed=agreed)
    planned = requests.change(session.database, ref, decide, act)
    changed(session.form, planned, _("Planned."))


@command(app, N_("Why a request's promised day is that day"))
def explain(ctx: typer.Context, ref: Ref, as_json: Json = False, plain: Plain = False) -> None:
    """Show each day from arrival to the promised day."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.explain")
    request = requests.get(session.database, ref)
    session.will_show("followup.explain", [request.ref])
    days = counted_days(request.received_on, request.due_on, session.calendar)
    render.explained(session.form, request, days, session.calendar)
