"""`sote case estimate`: how long a person in the queue may still wait, and a letter that says so."""

from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.case.group import CaseRef, app, model_for
from sotecli.commands.options import Json, Plain, must_lie_apart, read_language, read_path, session_of
from sotecli.core.case import Case
from sotecli.core.codes import Language
from sotecli.core.estimate import Estimate, estimate
from sotecli.core.model import Model, may_follow
from sotecli.core.path import effective
from sotecli.errors.case import NotWaitingError
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import estimate as render
from sotecli.render.letter import Letter
from sotecli.session import Session
from sotecli.storage import cases, waits


@command(app, N_("How long the person may still wait, from the unit's own history; a letter for them"), name="estimate")
def estimated(
    ctx: typer.Context,
    ref: CaseRef,
    letter: Annotated[
        Path | None, typer.Option(metavar="FILE.html", parser=read_path, help=N_("Write a letter to the client."))
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(metavar="fi|sv|en", parser=read_language, help=N_("The language of the letter; Finnish.")),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Estimate a wait as a range; too few histories give none."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("case.estimate")
    if letter:
        must_lie_apart(session, letter)
    case = cases.get(session.database, ref)
    model = model_for(session, case.model, case.version)
    found = _estimate(session, case, model)
    if letter is None and found is None:
        session.will_show("case.estimate.refused", [case.ref])
        raise NotWaitingError(ref=case.ref)
    session.will_show("case.letter" if letter else "case.estimate", [case.ref], fields="history")
    chosen = language or Language.FI
    if letter is not None:
        render.write_letter(letter, _letter(session, case, model, found, chosen), chosen)
    render.estimated(session.form, case, found, letter)


def _estimate(session: Session, case: Case, model: Model) -> Estimate | None:
    """What the unit's own history says; `None` of somebody who does not wait."""
    if case.queued_on is None or model.lead_time is None:
        return None
    placed = {step.ident for step in model.steps if step.counts == "placement"} | {model.lead_time.end}
    others = waits.waits(session.database, case.model, placed, today=session.today, but=case.ref)
    return estimate(others, (session.today - case.queued_on).days)


def _letter(session: Session, case: Case, model: Model, found: Estimate | None, language: Language) -> Letter:
    """What the letter says: the stage and what may come next in the client's language."""
    history = [entry.step or "" for entry in effective(cases.history(session.database, case.ref))]
    following = [step for step in may_follow(model, history) if not step.side and not step.closes]
    return Letter(
        day=session.today,
        unit=session.unit.name,
        ref=case.ref,
        stage=getattr(model.step_named(case.step).label, language),
        stage_since=case.step_on,
        next_steps=tuple(getattr(step.label, language) for step in following),
        worker=case.worker or "",
        queued_on=case.queued_on,
        estimate=found,
    )
