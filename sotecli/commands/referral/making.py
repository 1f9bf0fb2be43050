"""`sote referral add`: somebody is referred to a service, with their consent."""

import secrets
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import (
    DryRun,
    Json,
    Plain,
    code_of,
    read_matter,
    read_service,
    read_when,
    session_of,
)
from sotecli.commands.referral.group import app
from sotecli.core import referring as core
from sotecli.core.arrangement_codes import Consent, Shared
from sotecli.core.reference import new_reference
from sotecli.core.referral import Referral, Terms
from sotecli.core.when import When
from sotecli.errors.usage import ConsentNeededError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.render import referral as render
from sotecli.session import Session
from sotecli.storage import arrangements, referrals, services


@command(app, N_("Refer somebody to a service; their consent comes first"))
def add(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", parser=read_matter, help=N_("A request or case, or enough of its beginning.")),
    ],
    service: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_service, help=N_("The service, as a code."))
    ] = None,
    consent: Annotated[
        Consent | None,
        typer.Option(metavar="CODE", parser=code_of(Consent), help=N_("How the person gave their consent.")),
    ] = None,
    consent_on: Annotated[
        When | None,
        typer.Option(
            metavar="DATE", parser=read_when, help=N_("The day of the consent; that of the sending otherwise.")
        ),
    ] = None,
    shares: Annotated[
        list[Shared] | None,
        typer.Option(
            metavar="CODE",
            parser=code_of(Shared),
            help=N_("What the service may be told; may be repeated. Without it the person goes there alone."),
        ),
    ] = None,
    sent: Annotated[
        When | None,
        typer.Option(metavar="DATE", parser=read_when, help=N_("The day of sending; today unless you say.")),
    ] = None,
    promised: Annotated[
        When | None,
        typer.Option(metavar="DATE", parser=read_when, help=N_("The day by which the plan promises the service.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Make a referral; it is followed until the person has arrived and the result is known."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("referral.add")
    ask = partial(questions.code, N_("Which service? A code, such as debt-advice"), read_service)
    chosen = service or questions.needed("--service", ask, may_ask=session.may_ask)
    days = session.day(sent, past=True), session.day(promised) if promised else None
    agreed_on = session.day(consent_on, past=True) if consent_on else days[0]
    services.must_exist(session.database, [chosen])
    agreed = consent or _consent(session)
    told = _told(_shared(session) if shares is None else shares)
    terms = Terms(chosen, agreed, agreed_on, days[0], told, days[1])
    decide = partial(_made, session, terms)
    made = referrals.add(session.database, ref, chosen, decide, act)
    render.changed(session.form, made, _("Referred."))


def _consent(session: Session) -> Consent:
    """How the person agreed, asked on a terminal.

    Raises:
        ConsentNeededError: Nobody can be asked.
    """
    if not session.may_ask:
        raise ConsentNeededError(option="--consent")
    return questions.chosen(N_("How did the person give their consent?"), Consent)


def _shared(session: Session) -> list[Shared]:
    """What the service may be told, asked on a terminal; nothing else is known of it otherwise."""
    if not session.is_interactive:
        return []
    return questions.chosen_several(N_("What may the service be told? (Enter: nothing, the person goes alone)"), Shared)


def _told(shares: list[Shared]) -> tuple[Shared, ...]:
    """What the service may be told, once each and always in the same order."""
    return tuple(what for what in Shared if what in shares)


def _made(session: Session, terms: Terms, around: core.Surroundings) -> Referral:
    """The new referral, under a reference that nobody has yet."""
    services.must_exist(session.database, [terms.service])
    ref = new_reference("L", secrets.choice)
    while arrangements.exists(session.database, ref):
        ref = new_reference("L", secrets.choice)
    return core.refer(ref, (session.now, session.worker.code), terms, around, session.fresh_situation())
