"""`sote appointment book|held|cancel`: appointments that go their way."""

import secrets
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.appointment.group import AppointmentRef, At, Reason, app, course_of, why_asked
from sotecli.commands.options import (
    MOST_MINUTES,
    DryRun,
    Json,
    Plain,
    code_of,
    read_at,
    read_matter,
    session_of,
    whole,
)
from sotecli.core import appointment as core
from sotecli.core.appointment import Appointment, Behind, Draft
from sotecli.core.arrangement import LETTERS
from sotecli.core.arrangement_codes import AppointmentHow, CancelledBy
from sotecli.core.codes import Channel
from sotecli.core.recovery import Cancelling, cancelled
from sotecli.core.reference import new_reference
from sotecli.core.when import When
from sotecli.errors.usage import TogetherError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.render import appointment as render
from sotecli.session import Session
from sotecli.storage import appointments, arrangements
from sotecli.storage.appointments import Story


@command(app, N_("Book an appointment for a request or a case"))
def book(
    ctx: typer.Context,
    matter: Annotated[
        str,
        typer.Argument(metavar="REF", parser=read_matter, help=N_("The request or case, or enough of its beginning.")),
    ],
    at: Annotated[
        When | None, typer.Option(metavar="WHEN", parser=read_at, help=N_("Day and hour, such as “24.6. 10.00”."))
    ] = None,
    how: Annotated[
        AppointmentHow | None,
        typer.Option(
            metavar="CODE", parser=code_of(AppointmentHow), help=N_("How it is held; in-person unless you say.")
        ),
    ] = None,
    channel: Annotated[
        Channel | None,
        typer.Option(
            metavar="CODE", parser=code_of(Channel), help=N_("How the person wishes to be contacted about it.")
        ),
    ] = None,
    closed_day: Annotated[
        bool, typer.Option("--closed-day", help=N_("It was agreed for a day on which the unit is closed."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Book a time to come; what waited for a new time is done by it."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("appointment.book")
    ask = partial(questions.coming_instant, session.now, session.calendar)
    instant = session.coming_instant(at) if at else questions.needed("--at", ask, may_ask=session.may_ask)
    draft = Draft(_fresh(session), instant, how or AppointmentHow.IN_PERSON, channel, closed_day, session.worker.code)

    def decide(behind: Behind, clash: str | None) -> Appointment:
        return core.book(draft, behind, clash, session.now, session.fresh_situation())

    booked = appointments.book(session.database, matter, draft, decide, act)
    render.booked(session.form, *booked)


@command(app, N_("Note that an appointment was held"))
def held(
    ctx: typer.Context,
    ref: AppointmentRef,
    minutes: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, MOST_MINUTES), help=N_("How many minutes it took."))
    ] = None,
    at: Annotated[
        When | None,
        typer.Option(metavar="WHEN", parser=read_at, help=N_("When it began, if not at the hour that was booked.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note an appointment that took place on its day."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, began = session.act("appointment.held"), session.instant(at) if at else None

    def decide(story: Story) -> Appointment:
        return core.held(story.appointment, began, minutes, session.now)

    after = appointments.change(session.database, ref, decide, act).appointment
    render.changed(session.form, after, _("Noted: it was held."), f"sote feedback add --after {after.ref}")


@command(app, N_("Note that an appointment was cancelled, and by whom"))
def cancel(
    ctx: typer.Context,
    ref: AppointmentRef,
    by: Annotated[
        CancelledBy | None,
        typer.Option(metavar="CODE", parser=code_of(CancelledBy), help=N_("Who cancelled it.")),
    ] = None,
    reason: Reason = None,
    at: At = None,
    no_new_time: Annotated[
        bool, typer.Option("--no-new-time", help=N_("The person wants no new time, or has one already."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Cancel an appointment before its hour; a new time is offered next, unless nobody wants one."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, instant = session.act("appointment.cancel"), session.instant(at)
    ask = partial(questions.chosen, N_("Who cancelled it?"), CancelledBy)
    who = by or questions.needed("--by", ask, may_ask=session.may_ask)
    core.must_fit(reason, who)
    why = reason or why_asked(session, who)
    if no_new_time and who is CancelledBy.ORGANISATION:  # the unit owes one; the person may do without: settle
        raise TogetherError(one="--by organisation", other="--no-new-time")
    cancelling = Cancelling(who, instant, why, new_time=not no_new_time)

    def decide(story: Story) -> Appointment:
        return cancelled(story.appointment, cancelling, course_of(session, story))

    after = appointments.change(session.database, ref, decide, act).appointment
    render.changed(session.form, after, _("Cancelled."))


def _fresh(session: Session) -> str:
    """A reference that nobody has yet."""
    ref = new_reference(LETTERS["appointment"], secrets.choice)
    while arrangements.exists(session.database, ref):
        ref = new_reference(LETTERS["appointment"], secrets.choice)
    return ref
