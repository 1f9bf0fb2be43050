"""`sote case goal`: what the person aims at, by their own choice among the goals of the model."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.case.group import CaseRef, app, ground_of
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_text, read_when, session_of
from sotecli.core import goal as core
from sotecli.core.case import Case
from sotecli.core.codes import GoalState
from sotecli.core.goal import GoalEntry
from sotecli.core.when import When
from sotecli.errors.usage import UnknownCodeError
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render.goal import noted
from sotecli.storage import cases, goals


@command(app, N_("A goal of recovery that the person has chosen: set it, and note how it goes"))
def goal(
    ctx: typer.Context,
    ref: CaseRef,
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", parser=read_text, help=N_("A goal of the model."))
    ] = None,
    state: Annotated[
        GoalState | None,
        typer.Option(metavar="CODE", parser=code_of(GoalState), help=N_("How it stands; set, unless you say.")),
    ] = None,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day; today unless you say."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note a goal as the person sees it; what was noted before stays."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, case = session.act("case.goal"), cases.get(session.database, ref)
    model = ground_of(session, case).model
    if code is None and not model.goals:
        raise UnknownCodeError(value="–", allowed="–")
    chosen = code or questions.needed(
        "CODE", partial(questions.named, N_("Which goal did the person choose?"), model.goals), may_ask=session.may_ask
    )
    core.must_be_known(model, chosen.lower())
    day = session.day(on, past=True)
    entry = GoalEntry(chosen.lower(), state or GoalState.SET, day, session.worker.code, session.now)

    def decide(found: Case, history: Sequence[GoalEntry]) -> GoalEntry:
        return core.noted(found, history, entry, session.today)

    noted(session.form, case, goals.add(session.database, case.ref, decide, act), model)
