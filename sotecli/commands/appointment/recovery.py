"""`sote appointment missed|tried|settle|reopen`: an unused appointment does not drop anybody."""

from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.appointment.group import AppointmentRef, At, Reason, app, course_of, model_behind, why_asked
from sotecli.commands.options import DryRun, Json, Plain, code_of, session_of
from sotecli.core import recovery as core
from sotecli.core.appointment import Appointment, Behind, must_fit
from sotecli.core.arrangement_codes import Settlement
from sotecli.core.codes import Channel, Result
from sotecli.core.model import may_follow
from sotecli.core.path import effective
from sotecli.core.recovery import Try
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.render import appointment as render
from sotecli.session import Session
from sotecli.storage import appointments, cases
from sotecli.storage.appointments import Story


@command(app, N_("Note that the person did not come, or why, when that is learned later"))
def missed(
    ctx: typer.Context,
    ref: AppointmentRef,
    reason: Reason = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note a missed appointment; somebody reaches out next, and only people end that."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("appointment.missed")
    must_fit(reason, None)
    why = reason or why_asked(session, None)

    def decide(story: Story) -> Appointment:
        return core.missed(story.appointment, why, course_of(session, story), session.now)

    after, behind, *_rest = appointments.change(session.database, ref, decide, act)
    render.changed(session.form, after, _("Noted: the person did not come."), _on_the_path(session, behind))


@command(app, N_("Log an attempt to reach the person after a missed appointment"))
def tried(
    ctx: typer.Context,
    ref: AppointmentRef,
    channel: Annotated[
        Channel | None, typer.Option(metavar="CODE", parser=code_of(Channel), help=N_("How it was tried."))
    ] = None,
    result: Annotated[
        Result | None, typer.Option(metavar="CODE", parser=code_of(Result), help=N_("What came of it."))
    ] = None,
    at: At = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Log one attempt; the next day of reaching out follows, or people decide."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, instant = session.act("appointment.tried"), session.instant(at)
    way = channel or questions.needed("--channel", questions.tried_channel, may_ask=session.may_ask)
    came = result or questions.needed("--result", questions.result, may_ask=session.may_ask)
    one = Try(instant, way, came, session.worker.code)

    def decide(story: Story) -> Appointment:
        return core.tried(story.appointment, one, course_of(session, story))

    after = appointments.change(session.database, ref, decide, act, one).appointment
    render.changed(session.form, after, _("Logged."))


@command(app, N_("Decide how to go on after a missed or cancelled appointment"))
def settle(
    ctx: typer.Context,
    ref: AppointmentRef,
    how: Annotated[
        Settlement | None,
        typer.Option("--as", metavar="CODE", parser=code_of(Settlement), help=N_("What was decided.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """End the way on after an appointment by a decision; the request or case goes on."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("appointment.settle")
    ask = partial(questions.chosen, N_("What was decided?"), Settlement)
    decided = how or questions.needed("--as", ask, may_ask=session.may_ask)

    def decide(story: Story) -> Appointment:
        return core.decided(story.appointment, decided, story.later, session.today)

    after = appointments.change(session.database, ref, decide, act).appointment
    render.changed(session.form, after, _("Noted."))


@command(app, N_("Take back what was noted last of an appointment; the history keeps it"))
def reopen(
    ctx: typer.Context, ref: AppointmentRef, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """Correct a mistake: the decision about the way on is taken back, else how the appointment ended."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("appointment.reopen")

    def decide(story: Story) -> Appointment:
        return core.taken_back(story.appointment, course_of(session, story), story.clash)

    after = appointments.change(session.database, ref, decide, act).appointment
    render.changed(session.form, after, _("Taken back."))


def _on_the_path(session: Session, behind: Behind) -> str:
    """The command that notes a missed appointment on the path of a case, where its model has a step for that."""
    model = model_behind(session, behind)
    if model is None or behind.ended:
        return ""
    taken = [entry.step or "" for entry in effective(cases.history(session.database, behind.ref))]
    fits = model.recovery.step in {step.ident for step in may_follow(model, taken)}
    return f"sote case step {behind.ref} {model.recovery.step}" if fits else ""
