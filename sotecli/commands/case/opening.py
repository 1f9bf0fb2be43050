"""`sote case open|unlink|list|show`: a clientship begins, and how it stands."""

import secrets
from datetime import date
from functools import partial
from typing import Annotated

import typer

from sotecli.commands.case.group import CaseRef, app, ground_of, ground_with, model_for
from sotecli.commands.options import (
    DryRun,
    Json,
    Mine,
    Of,
    Plain,
    read_case,
    read_code,
    read_ref,
    read_status,
    read_text,
    read_when,
    session_of,
    whole,
    whose,
)
from sotecli.core import case as core
from sotecli.core.case import Case, Taken
from sotecli.core.path import Ground, Standing, clocks_with, effective, standing, stood
from sotecli.core.reference import new_reference
from sotecli.core.when import When
from sotecli.errors.days import FutureError
from sotecli.errors.model import MissingModelError, ModelSubjectError
from sotecli.errors.usage import MissingOptionError, TogetherError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.modelset import shipped_text
from sotecli.render import case as render
from sotecli.session import Session
from sotecli.storage import arrangements, caseload, cases, clientships, feedback, goals, queue, tellings, workers

MOST_URGENT, NOT_URGENT = 1, 3


@command(app, N_("Open a case: from a request in which a clientship was agreed, or a new one"), name="open")
def open_case(
    ctx: typer.Context,
    request: Annotated[
        str | None, typer.Argument(metavar="[REF]", parser=read_ref, help=N_("The request that it grows from."))
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--agreed", help=N_("The person has agreed; the request ends as became-client."))
    ] = False,
    new: Annotated[bool, typer.Option("--new", help=N_("The person comes in another way than by a request."))] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="ID", parser=read_text, help=N_("The model, such as satakunta-assi.")),
    ] = None,
    same_as: Annotated[
        str | None, typer.Option(metavar="REF", parser=read_case, help=N_("A case of the same person."))
    ] = None,
    special: Annotated[bool, typer.Option("--special", help=N_("The person needs special support (SHL 3 §)."))] = False,
    urgency: Annotated[
        int | None,
        typer.Option(metavar="1|2|3", parser=whole(MOST_URGENT, NOT_URGENT), help=N_("1 most urgent … 3 not urgent.")),
    ] = None,
    wish: Annotated[
        list[str] | None, typer.Option(metavar="CODE", parser=read_code, help=N_("A wish, as a code; may be repeated."))
    ] = None,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day it began; today unless you say."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Open a case; a request is not a clientship until that was agreed."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.open")
    _one_way(request, agreed=agreed, new=new)
    if model is None:
        raise MissingModelError(option="--model")
    ground = _ground(session, model)
    case, first, now = _fresh(session, ground, session.day(on, past=True))
    case = case._replace(special=special, urgency=urgency, wishes=tuple(wish or ()))
    office, text = ground.model.special_support, shipped_text(ground.model)
    grows = clientships.Grows(request=request, same_as=same_as, office=office, text=text)
    opened = clientships.open_case(session.database, cases.Change(case, first, now.queue), grows, act)
    render.changed(session.form, opened, ground.model, _("Opened."))


@command(app, N_("Take back the link between a case and a request that was made in error"))
def unlink(
    ctx: typer.Context, ref: CaseRef, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """Take a link back; the case and the request stay as they are."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.unlink")
    decide = partial(_unlinked, session)
    after = cases.change(session.database, ref, decide, act)
    render.changed(session.form, after, ground_of(session, after).model, _("The link is taken back."))


def _unlinked(session: Session, case: Case) -> cases.Change:
    answered = feedback.came_through(session.database, case.ref, case.request)
    return cases.Change(core.unlinked(case, answered=answered))


@command(app, N_("Say whether the person needs special support (SHL 3 §), as the assessment has shown"))
def support(
    ctx: typer.Context,
    ref: CaseRef,
    special: Annotated[
        bool, typer.Option("--special/--no-special", help=N_("Whether the person needs special support."))
    ] = True,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Set or take back special support, which asks for a social worker in office (SHL 42 §)."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, known = session.act("case.support"), workers.known(session.database)

    def decide(case: Case) -> cases.Change:
        core.must_be_open(case)
        after = case._replace(special=special)
        core.must_have_social_worker(after, known, office=ground_of(session, case).model.special_support)
        return cases.Change(after)

    after = cases.change(session.database, ref, decide, act)
    render.changed(session.form, after, ground_of(session, after).model, _("Noted."))


@command(app, N_("Cases: where they stand, what is due"), name="list")
def listing(
    ctx: typer.Context,
    status: Annotated[
        str, typer.Option(metavar="open|closed|all", parser=read_status, help=N_("Which ones."))
    ] = "open",
    mine: Mine = False,
    of: Of = None,
    model: Annotated[
        str | None, typer.Option(metavar="ID", parser=read_text, help=N_("Only those by this model."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show cases in the order of their opening."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("case.list")
    found = caseload.listing(session.database, status=status, worker=whose(session, mine=mine, of=of), model=model)
    session.will_show("case.list", [case.ref for case in found])
    named = {key: model_for(session, *key) for key in {(case.model, case.version) for case in found}}
    render.listing(session.form, found, named)


@command(app, N_("One case: its steps, its people, its deadlines, what may come next"))
def show(ctx: typer.Context, ref: CaseRef, as_json: Json = False, plain: Plain = False) -> None:
    """Show everything about a case."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("case.show")
    case = cases.get(session.database, ref)
    history, pauses = cases.history(session.database, case.ref), cases.pauses(session.database, case.ref)
    chosen = goals.history(session.database, case.ref)
    arranged = arrangements.open_of(session.database, case.ref)
    session.will_show("case.show", [case.ref, *(one.ref for one in arranged)], fields="history")
    ground = ground_of(session, case)
    clocks = clocks_with(standing(effective(history), ground).clocks, pauses, ground)
    told, changes = tellings.listing(session.database, case.ref), queue.changes(session.database, case.ref)
    story = render.Story(history, clocks, pauses, told, changes, chosen, arranged)
    render.shown(session.form, case, story, ground.model)


def _one_way(request: str | None, *, agreed: bool, new: bool) -> None:
    """Raise unless the case comes in one way: from a request with --agreed, or with --new."""
    if agreed and new:
        raise TogetherError(one="--agreed", other="--new")
    if request and new:
        raise TogetherError(one="REF", other="--new")
    if agreed and request is None:
        raise MissingOptionError(option="REF")
    if not agreed and not new:
        raise MissingOptionError(option="--agreed" if request else "--new")


def _ground(session: Session, ident: str) -> Ground:
    """What the path of a new case is read with.

    Raises:
        ModelSubjectError: The model is not one of cases.
    """
    model = model_for(session, ident)
    if model.subject != "client":
        raise ModelSubjectError(model=model.ident)
    return ground_with(session, model)


def _fresh(session: Session, ground: Ground, on: date) -> tuple[Case, Taken, Standing]:
    """A case that takes its first step, under a reference and a client code that nobody has yet.

    Raises:
        FutureError: The day has not come.
    """
    if on > session.today:
        raise FutureError(when=on)
    ref = new_reference("A", secrets.choice)
    while cases.exists(session.database, ref):
        ref = new_reference("A", secrets.choice)
    first = Taken(1, ground.model.first.ident, on, session.worker.code, session.now)
    now = standing([first], ground)
    case = Case(
        ref=ref,
        client=new_reference("K", secrets.choice),
        model=ground.model.ident,
        version=ground.model.version,
        opened_at=session.now,
        opened_on=on,
        step=now.step,
        step_on=on,
        due_on=on,
        due_rule="",
        due_step="",
        statutory=False,
        next_on=None,
    )
    return stood(case, now, [], ground), first, now
