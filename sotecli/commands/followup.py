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
    read_planned,
    read_text,
    read_when,
    session_of,
    whole,
    whose,
)
from sotecli.core import request as core
from sotecli.core.closures import closure_after
from sotecli.core.codes import PauseReason
from sotecli.core.followup import Matter, behind_closure, concerns, counted_days, due_items, horizon, refs
from sotecli.core.request import Request
from sotecli.core.when import When
from sotecli.core.workdays import known
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import followup as render
from sotecli.session import Session
from sotecli.storage import arrangements, caseload, pauses, requests

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sotecli.core.limits import Age, Limit
    from sotecli.core.pauses import Pause
    from sotecli.core.rules import Rule

app = new_group()
Matters = Annotated[
    str, typer.Argument(metavar="REF", parser=read_planned, help=N_("A reference, or enough of its beginning."))
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
    opens = closure.opens if closure else None
    found: list[Matter] = [*requests.due_by(session.database, day, until, opens=opens)]
    found += caseload.due_by(session.database, day, until, opens=opens)
    found += arrangements.due_by(session.database, day, until, opens=opens)
    who, deputies = whose(session, mine=mine, of=of), session.deputies(day)
    scope = [matter for matter in found if who is None or concerns(who, matter, deputies)]
    items = due_items(scope, day, until, session.calendar, deputies)
    behind = behind_closure(items, scope, day, session.calendar, deputies)
    session.will_show("followup.due", refs(item.matter for item in (*items, *behind)))
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
    """Plan the next contact of a request, or the day to look at a case or to ask about a referral again."""
    from sotecli import questions  # noqa: PLC0415 (the morning list asks nothing)
    from sotecli.render.request import changed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, situation = session.act("followup.plan"), session.situation
    day = (
        session.day(on)
        if on
        else questions.needed("--on", partial(questions.planned_day, situation), may_ask=session.may_ask)
    )
    if other := _planners().get(ref[0]):
        other(session, ref, day)
        return

    def decide(request: Request) -> Request:
        return core.plan(request, day, session.fresh_situation(), agreed=agreed)

    planned = requests.change(session.database, ref, decide, act)
    changed(session.form, planned, _("Planned."))


def _planners() -> "dict[str, Callable[[Session, str, date], None]]":
    """What plans the day of everything that is no request, by the letter of its reference."""
    from sotecli.commands.appointment.days import planned_appointment  # noqa: PLC0415 (the morning list plans nothing)
    from sotecli.commands.case.people import planned_case  # noqa: PLC0415
    from sotecli.commands.referral.days import planned_referral  # noqa: PLC0415

    return {"A": planned_case, "K": planned_appointment, "L": planned_referral}


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
    from sotecli.core import pauses as core_pauses  # noqa: PLC0415
    from sotecli.render.pauses import paused  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("followup.pause")
    why = reason or questions.needed("--reason", questions.pause_reason, may_ask=session.may_ask)
    ask_day = partial(questions.resumed_day, session.situation)
    day = session.coming_day(until) if until else questions.needed("--until", ask_day, may_ask=session.may_ask)

    def decide(request: Request, known: "Sequence[Pause]") -> "tuple[Request, Pause]":
        return core_pauses.pause(request, known, day, why, session.fresh_situation())

    paused(session.form, pauses.add(session.database, ref, decide, act))


@command(app, N_("Let a paused promise go on today"))
def resume(ctx: typer.Context, ref: Ref, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False) -> None:
    """End a pause before its day."""
    from sotecli.core import pauses as core_pauses  # noqa: PLC0415 (the morning list resumes nothing)
    from sotecli.render.pauses import resumed  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("followup.resume")

    def decide(request: Request, known: "Sequence[Pause]") -> "tuple[Request, Pause, Pause | None]":
        return core_pauses.resume(request, known, session.fresh_situation())

    resumed(session.form, pauses.end(session.database, ref, decide, act))


@command(app, N_("Why a request's promised day, or the due day of anything else, is that day"))
def explain(ctx: typer.Context, ref: Matters, as_json: Json = False, plain: Plain = False) -> None:
    """Show each day from arrival to the promised day, or what the due day of something else rests on."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.explain")
    if other := _explainers().get(ref[0]):
        other(session, ref)
        return
    request = requests.get(session.database, ref)
    days = promised_days(session, request)
    session.will_show("followup.explain", [request.ref])
    render.explained(session.form, request, days, session.calendar)


def _explainers() -> "dict[str, Callable[[Session, str], None]]":
    """What explains the day of everything that is no request, by the letter of its reference."""
    from sotecli.commands.appointment.days import explained_appointment  # noqa: PLC0415 (the morning list explains none)
    from sotecli.commands.case.people import explained_case  # noqa: PLC0415
    from sotecli.commands.referral.days import explained_referral  # noqa: PLC0415

    return {"A": explained_case, "K": explained_appointment, "L": explained_referral}


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
    from sotecli.core.limits import Limit  # noqa: PLC0415 (the morning list knows no law)
    from sotecli.render.rules import whatif as show  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("followup.whatif")
    request = requests.get(session.database, ref)
    law = _rule_named(session, rule)
    of_law = law is not None and law.kind == "law"  # a promise of the unit's own minds its cut-off hour
    usual = request.received_on if of_law else request.counted_from
    stood_still = [] if start or rule else pauses.listing(session.database, request.ref)
    limit = _limit_by(session, law, known(session.day(start, past=True)) if start else usual, stood_still)
    session.will_show("followup.whatif", [request.ref])
    calendar = days_of(session, law, law.calendar if law else "")
    days = counted_days(limit.start, limit.raw, calendar, "start", stood_still) if isinstance(limit, Limit) else []
    show(session.form, request, law, limit, days)


def _rule_named(session: Session, ident: str | None) -> "Rule | None":
    """A rule of the law or a promise of the unit's own; `None` is the promise of a first attempt."""
    from sotecli.core.rules import rule_named  # noqa: PLC0415
    from sotecli.ruleset import rules_of  # noqa: PLC0415

    return rule_named({**session.unit.promises, **rules_of()}, ident) if ident is not None else None


def _limit_by(session: Session, rule: "Rule | None", begin: date, stood_still: "Sequence[Pause]") -> "Limit | Age":
    """The limit by a rule, or by the promise of a first attempt with its pauses; without a number, the age."""
    from sotecli.core.limits import Age, promised  # noqa: PLC0415
    from sotecli.core.pauses import paused_days  # noqa: PLC0415
    from sotecli.core.rules import deadline  # noqa: PLC0415

    if rule is None:
        length = session.unit.promise_outer + paused_days(stood_still, begin, session.calendar)
        return promised(begin, session.calendar.add(begin, length), session.calendar)
    limit = deadline(rule, begin, partial(days_of, session, rule))
    return limit or Age(begin, max(0, (session.today - begin).days))
