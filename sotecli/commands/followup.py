"""`sote followup`: who must be contacted, and why that day."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

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
    read_text,
    read_when,
    session_of,
    whole,
    whose,
)
from sotecli.core import request as core
from sotecli.core.followup import counted_days, due_items, horizon
from sotecli.core.when import When
from sotecli.core.workdays import WorkCalendar, calendar_named
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import followup as render
from sotecli.session import Session
from sotecli.storage import requests

if TYPE_CHECKING:
    from sotecli.core.limits import Limit
    from sotecli.core.rules import Rule

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
    days = counted_days(request.counted_from, request.due_on, session.calendar)
    render.explained(session.form, request, days, session.calendar)


@command(app, N_("What another start or another rule would give"))
def whatif(
    ctx: typer.Context,
    ref: Ref,
    start: Annotated[
        When | None,
        typer.Option(metavar="DATE", parser=read_when, help=N_("Count from this day, not from arrival.")),
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(metavar="ID", parser=read_text, help=N_("Count by this rule, not by the promise.")),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show a date that is not set: nothing is changed."""
    from sotecli.render.rules import whatif as show  # noqa: PLC0415 (the morning list knows no law)

    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.whatif")
    request = requests.get(session.database, ref)
    begin = session.day(start, past=True) if start else request.received_on if rule else request.counted_from
    law, limit = _limit_by(session, rule, begin)
    session.will_show("followup.whatif", [request.ref])
    days = counted_days(begin, limit.raw, _calendar_of(session, law), "start") if limit else []
    show(session.form, request, law, limit, days)


def _limit_by(session: Session, ident: str | None, begin: date) -> "tuple[Rule | None, Limit | None]":
    """The limit by a rule of the law, or by the unit's own promise."""
    from sotecli.core.limits import ending  # noqa: PLC0415
    from sotecli.core.rules import deadline, rule_named  # noqa: PLC0415
    from sotecli.ruleset import rules_of  # noqa: PLC0415

    if ident is None:
        return None, ending(begin, session.calendar.add(begin, session.unit.promise_outer))
    law = rule_named(rules_of(), ident)
    return law, deadline(law, begin)


def _calendar_of(session: Session, law: "Rule | None") -> WorkCalendar:
    return session.calendar if law is None else calendar_named(law.calendar)
