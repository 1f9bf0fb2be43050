"""`sote referral outcome|chase|undo`: what has become of a referral."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import DryRun, Json, Plain, code_of, session_of
from sotecli.commands.referral.group import On, ReferralRef, app
from sotecli.core import referring as core
from sotecli.core.act import Act
from sotecli.core.arrangement_codes import ReferralOutcome, ReferralReason, ReferralResult
from sotecli.core.codes import Party
from sotecli.core.referral import CHASED, NEXT, TAKEN_BACK, Entry, Referral
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.render import referral as render
from sotecli.render.arrangement_labels import REFERRAL_PARTY
from sotecli.session import Session
from sotecli.storage import log, referrals

Why = tuple[Party | None, ReferralReason | None]


@command(app, N_("Enter what is known: accepted, declined, arrived, not arrived, the result, or the end"))
def outcome(
    ctx: typer.Context,
    ref: ReferralRef,
    what: Annotated[
        ReferralOutcome | None,
        typer.Argument(metavar="[OUTCOME]", parser=code_of(ReferralOutcome), help=N_("What is known now.")),
    ] = None,
    on: On = None,
    party: Annotated[
        Party | None, typer.Option(metavar="CODE", parser=code_of(Party), help=N_("Whose doing it was."))
    ] = None,
    reason: Annotated[
        ReferralReason | None, typer.Option(metavar="CODE", parser=code_of(ReferralReason), help=N_("Why."))
    ] = None,
    result: Annotated[
        ReferralResult | None,
        typer.Option(
            metavar="CODE", parser=code_of(ReferralResult), help=N_("With the result: whether it has helped.")
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Enter what has become of a referral; what was entered before stays in its history."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day = session.act("referral.outcome"), session.day(on, past=True)
    known = what or _asked(session, ref, act)
    core.must_fit(known, (party, reason), result)
    whose, why = _explained(session, known, (party, reason))
    core.must_fit(known, (whose, why), result)
    came = result or _helped(session, known)
    entry = Entry(known, day, session.worker.code, session.now, whose, why, came)
    after = referrals.change(session.database, ref, partial(_entered, session, entry), act)
    render.changed(session.form, after, _("Noted."))


@command(app, N_("Note that it was asked again and nothing is known yet: the next day to ask is set"))
def chase(
    ctx: typer.Context,
    ref: ReferralRef,
    on: On = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Set the next day to ask, counted from the day on which it was asked."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("referral.chase")
    entry = Entry(CHASED, session.day(on, past=True), session.worker.code, session.now)
    after = referrals.change(session.database, ref, partial(_entered, session, entry), act)
    render.changed(session.form, after, _("Noted."))


@command(app, N_("Take the latest entry of a referral back, when it was a mistake"))
def undo(
    ctx: typer.Context, ref: ReferralRef, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """Take the latest entry back; both stay in the history."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("referral.undo")
    entry = Entry(TAKEN_BACK, session.today, session.worker.code, session.now)

    def decide(found: Referral, entries: Sequence[Entry], around: core.Surroundings) -> tuple[Referral, Entry]:
        return core.taken_back(found, entries, entry, around, session.fresh_situation()), entry

    after = referrals.change(session.database, ref, decide, act)
    render.changed(session.form, after, _("Taken back."))


def _entered(
    session: Session, entry: Entry, found: Referral, entries: Sequence[Entry], _around: core.Surroundings
) -> tuple[Referral, Entry]:
    """The referral after one more entry."""
    return core.entered(found, entries, entry, session.fresh_situation()), entry


def _asked(session: Session, ref: str, act: Act) -> ReferralOutcome:
    """What is known now, asked on a terminal among what may follow."""
    found = referrals.get(session.database, ref)
    with log.refusals(session.database, act, found.ref, found.common.matter):
        core.must_be_open(found)
    ask = partial(questions.chosen, N_("What is known now?"), NEXT[found.state])
    return questions.needed("OUTCOME", ask, may_ask=session.may_ask)


def _helped(session: Session, known: ReferralOutcome) -> ReferralResult | None:
    """Whether the service has helped, asked with the result on a terminal; nobody has to know it."""
    if known is not ReferralOutcome.RESULT or not session.is_interactive:
        return None
    return questions.chosen(N_("Has the service helped?"), ReferralResult)


def _explained(session: Session, known: ReferralOutcome, why: Why) -> Why:
    """Whose doing an outcome was and why, asked on a terminal where it must be told."""
    if known not in core.EXPLAINED:
        return None, None
    party, reason = why
    ask_whose = partial(questions.chosen, N_("Whose doing was it?"), Party, REFERRAL_PARTY)
    whose = party or questions.needed("--party", ask_whose, may_ask=session.may_ask)
    ask = partial(questions.chosen, N_("What is the reason?"), core.REASONS[whose])
    return whose, reason or questions.needed("--reason", ask, may_ask=session.may_ask)
