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
    code_of,
    days_of,
    promised_days,
    read_matter,
    read_text,
    read_when,
    session_of,
    whole,
    whose,
)
from sotecli.core import request as core
from sotecli.core.closures import closure_after
from sotecli.core.codes import PauseReason
from sotecli.core.followup import Matter, behind_closure, concerns, counted_days, due_items, horizon
from sotecli.core.when import When
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import followup as render
from sotecli.session import Session
from sotecli.storage import cases, pauses, requests

if TYPE_CHECKING:
    from sotecli.core.limits import Limit
    from sotecli.core.rules import Rule

app = new_group()
Matters = Annotated[
    str, typer.Argument(metavar="REF", parser=read_matter, help=N_("A reference, or enough of its beginning."))
]


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
    until, closure = horizon(day, ahead, session.calendar), closure_after(day, session.calendar)
    last = max(until, closure.opens) if closure else until
    found: list[Matter] = [*requests.due_by(session.database, day, last), *cases.due_by(session.database, day, last)]
    who, deputies = whose(session, mine=mine, of=of), session.deputies(day)
    scope = [matter for matter in found if who is None or concerns(who, matter, deputies)]
    items = due_items(scope, day, until, session.calendar, deputies)
    behind = behind_closure(items, scope, day, session.calendar, deputies)
    session.will_show("followup.due", [item.matter.ref for item in (*items, *behind)])
    render.due(session.form, day, session.calendar, items, (closure, behind))
    return int(check and any(item.status == "overdue" for item in items))


@command(app, N_("Set the day of the next step"))
def plan(
    ctx: typer.Context,
    ref: Matters,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("A working day, today or later."))
    ] = None,
    agreed: Agreed = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Plan the next contact of a request, or the day to look at a case again."""
    from sotecli import questions  # noqa: PLC0415 (the morning list asks nothing)
    from sotecli.commands.case.people import planned_case  # noqa: PLC0415
    from sotecli.render.request import changed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, situation = session.act("followup.plan"), session.situation
    day = (
        session.day(on)
        if on
        else questions.needed("--on", partial(questions.planned_day, situation), may_ask=session.may_ask)
    )
    if ref.startswith("A"):
        planned_case(session, ref, day)
        return
    decide = partial(core.plan, day=day, situation=situation, agreed=agreed)
    planned = requests.change(session.database, ref, decide, act)
    changed(session.form, planned, _("Planned."))


@command(app, N_("Let the promise stand still until a day; a limit of the law never does"))
def pause(
    ctx: typer.Context,
    ref: Ref,
    until: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The working day on which it goes on."))
    ] = None,
    reason: Annotated[
        PauseReason | None,
        typer.Option(metavar="CODE", parser=code_of(PauseReason), help=N_("Why the promise stands still.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Pause the unit's promise of a first attempt, from today on."""
    from sotecli import questions  # noqa: PLC0415 (the morning list asks nothing)
    from sotecli.core.pauses import pause as decide  # noqa: PLC0415
    from sotecli.render.request import changed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, situation = session.act("followup.pause"), session.situation
    why = reason or questions.needed("--reason", questions.pause_reason, may_ask=session.may_ask)
    ask_day = partial(questions.planned_day, situation)
    day = session.day(until) if until else questions.needed("--until", ask_day, may_ask=session.may_ask)
    decided = partial(decide, until=day, reason=why, situation=situation)
    changed(session.form, pauses.add(session.database, ref, decided, act), _("Paused."))


@command(app, N_("Let a paused promise go on today"))
def resume(ctx: typer.Context, ref: Ref, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False) -> None:
    """End a pause before its day."""
    from sotecli.core.pauses import resume as decide  # noqa: PLC0415 (the morning list resumes nothing)
    from sotecli.render.request import changed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("followup.resume")
    changed(
        session.form,
        pauses.end(session.database, ref, partial(decide, situation=session.situation), act),
        _("The promise goes on."),
    )


@command(app, N_("Why a request's promised day, or a case's due day, is that day"))
def explain(ctx: typer.Context, ref: Matters, as_json: Json = False, plain: Plain = False) -> None:
    """Show each day from arrival to the promised day, or what a case's due day rests on."""
    from sotecli.commands.case.people import explained_case  # noqa: PLC0415 (the morning list explains nothing)

    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.explain")
    if ref.startswith("A"):
        explained_case(session, ref)
        return
    request = requests.get(session.database, ref)
    days = promised_days(session, request)
    session.will_show("followup.explain", [request.ref])
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
    calendar = days_of(session, law, law.calendar if law else "")
    days = counted_days(begin, limit.raw, calendar, "start") if limit else []
    show(session.form, request, law, limit, days)


def _limit_by(session: Session, ident: str | None, begin: date) -> "tuple[Rule | None, Limit | None]":
    """The limit by a rule of the law, or by the unit's own promise."""
    from sotecli.core.limits import ending  # noqa: PLC0415
    from sotecli.core.rules import deadline, rule_named  # noqa: PLC0415
    from sotecli.ruleset import rules_of  # noqa: PLC0415

    if ident is None:
        due_on = session.calendar.add(begin, session.unit.promise_outer)
        return None, ending(begin, due_on, session.national("fi-office"))
    rule = rule_named({**session.unit.promises, **rules_of()}, ident)
    return rule, deadline(rule, begin, partial(days_of, session, rule))
