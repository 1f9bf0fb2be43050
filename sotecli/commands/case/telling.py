"""`sote case told`: who was told what, and when."""

from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.case.group import CaseRef, app
from sotecli.commands.case.steps import On
from sotecli.commands.options import DryRun, Json, Plain, code_of, session_of, whole
from sotecli.core.case import Case
from sotecli.core.codes import ToldHow, ToldWhat
from sotecli.core.telling import Telling, must_be_sound
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import queue as render
from sotecli.session import Session
from sotecli.storage import tellings

MOST_DAYS = 36_500
WHAT, HOW = N_("What was the person told?"), N_("How was it told?")


@command(app, N_("Note what the person was told: estimated wait, place in the queue, stage, decision"))
def told(
    ctx: typer.Context,
    ref: CaseRef,
    what: Annotated[
        ToldWhat | None, typer.Option(metavar="CODE", parser=code_of(ToldWhat), help=N_("What was told."))
    ] = None,
    how: Annotated[
        ToldHow | None, typer.Option(metavar="CODE", parser=code_of(ToldHow), help=N_("How it was told."))
    ] = None,
    on: On = None,
    low: Annotated[
        int | None,
        typer.Option(metavar="DAYS", parser=whole(0, MOST_DAYS), help=N_("The shortest wait that was told.")),
    ] = None,
    high: Annotated[
        int | None,
        typer.Option(metavar="DAYS", parser=whole(0, MOST_DAYS), help=N_("The longest wait that was told.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note what was told; people have the right to know how their matter goes on."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day = session.act("case.told"), session.day(on, past=True)
    content = what or questions.needed("--what", partial(questions.chosen, WHAT, ToldWhat), may_ask=session.may_ask)
    way = how or questions.needed("--how", partial(questions.chosen, HOW, ToldHow), may_ask=session.may_ask)
    telling = Telling(content, way, day, session.worker.code, session.now, low, high)
    case, kept = tellings.add(session.database, ref, partial(_sound, session, telling), act)
    render.told(session.form, case.ref, kept)


def _sound(session: Session, telling: Telling, case: Case) -> Telling:
    """What was told, if it can have been told so."""
    must_be_sound(case, telling, session.today)
    return telling
