"""`sote feedback`: three short questions after any contact, cut from the case unless the person consents to a link."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

import typer

from sotecli import questions
from sotecli.commands import feedback_set
from sotecli.commands.feedback_set import asked, known
from sotecli.commands.options import (
    DryRun,
    Json,
    LevelOption,
    Plain,
    code_of,
    read_case,
    read_site,
    read_text,
    read_when,
    safe,
    session_of,
)
from sotecli.commands.release import Asked, Confirm, ConfirmAlone, begun, show
from sotecli.commands.reporting import From, Threshold, To, asked_days, model_named
from sotecli.commands.writing import Excel, Force, FormatOption, Output, Wanted, counting
from sotecli.core import feedback as core
from sotecli.core.arrangement_codes import Consent
from sotecli.core.codes import ReportFormat
from sotecli.core.feedback_report import feedback_report
from sotecli.core.feedback_set import FeedbackSet, fitting
from sotecli.core.reference import read_reference
from sotecli.core.report import period_of, whole_months
from sotecli.core.visit import must_be_site
from sotecli.core.when import When
from sotecli.errors.usage import MissingOptionError, TogetherError, UnknownCodeError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import feedback as render
from sotecli.session import Session
from sotecli.storage import cases, feedback_counts
from sotecli.storage import feedback as kept

app = new_group()
app.add_typer(feedback_set.app, name="set", help=N_("Which questions are asked"))
READ_AFTER = safe(partial(read_reference, letters="PAK"))


def _read_pair(typed: str) -> tuple[str, str]:
    item, sign, value = typed.partition("=")
    if not sign:
        raise UnknownCodeError(value=typed, allowed="ITEM=VALUE")
    return read_text(item).lower(), read_text(value)


def _answer(name: str, text: str, scale: str) -> Any:  # noqa: ANN401 (typer's own)
    return typer.Option(f"--{name}", metavar=scale, parser=read_text, help=text)


@command(app, N_("Feedback after a contact; asked aloud on a terminal, and anonymous unless --linked"))
def add(
    ctx: typer.Context,
    after: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            parser=READ_AFTER,
            help=N_("The request, case or appointment it is about."),
        ),
    ] = None,
    site: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_site, help=N_("The site of a visitor without a case."))
    ] = None,
    met: Annotated[str | None, _answer("met", N_("Felt met in this contact."), "1-5")] = None,
    matter: Annotated[str | None, _answer("matter", N_("The matter moved on."), "1-5")] = None,
    copes: Annotated[str | None, _answer("copes", N_("Copes in daily life; 3 is reasonably."), "1-5")] = None,
    recommend: Annotated[str | None, _answer("recommend", N_("Would recommend the service."), "0-10")] = None,
    answer: Annotated[
        list[Any] | None,
        typer.Option(metavar="ITEM=VALUE", parser=safe(_read_pair), help=N_("An answer to a set of the unit's own.")),
    ] = None,
    linked: Annotated[
        bool, typer.Option("--linked", help=N_("The person wants the answers linked to the case."))
    ] = False,
    consent: Annotated[
        Consent | None,
        typer.Option(metavar="CODE", parser=code_of(Consent), help=N_("How the person consented to the link.")),
    ] = None,
    declined: Annotated[bool, typer.Option("--declined", help=N_("Was asked and did not wish to answer."))] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Keep a feedback; what is left out is no negative answer."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("feedback.add")
    after, site = _about(session, after, site)
    core.must_fit(after, site, linked=linked, consent=consent)
    if site:
        must_be_site(site, session.unit.sites)
    about = kept.checked(session.database, after or kept.visitor(site or ""), session.today, act)
    typed = _once({"met": met, "matter": matter, "copes": copes, "recommend": recommend}, answer or [])
    if linked and not declined and consent is None:  # before the answers, which it is a consent to
        ask = partial(questions.chosen, N_("How did the person consent to linking the answers?"), Consent)
        consent = questions.needed("--consent", ask, may_ask=session.may_ask)
    answers = _answers(session, asked(session), typed, declined)
    feedback = core.Feedback(asked(session), answers, session.today, consent)
    found = kept.add(session.database, about, feedback, act)
    render.added(session.form, found, feedback)


@command(app, N_("The feedback that is linked to a case, by the person's consent"), name="list")
def listing(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", parser=read_case, help=N_("The case's reference."))],
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show what is linked to a case."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("feedback.list")
    whole = cases.get(session.database, ref).ref
    session.will_show("feedback.list", [whole], fields="history")
    render.listing(session.form, kept.linked(session.database, whole), known(session))


@command(app, N_("Take a consent back: the answers that are linked to a case are erased"))
def withdraw(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", parser=read_case, help=N_("The case's reference."))],
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("Only the feedback of this day."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Erase them without asking."))] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Erase linked answers; that somebody was asked stays counted."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("feedback.withdraw")
    day = session.day(on, past=True) if on else None
    if session.is_interactive and not (yes or dry_run or questions.erased()):
        render.untouched()
        return
    render.withdrawn(session.form, *kept.withdraw(session.database, ref, day, act))


@command(app, N_("What was answered: shares, means, the recommendation index, always with how many answered"))
def summary(
    ctx: typer.Context,
    model: Annotated[
        str | None, typer.Option(metavar="ID", parser=read_text, help=N_("Only feedback under this model."))
    ] = None,
    start: From = None,
    end: To = None,
    level: LevelOption = None,
    threshold: Threshold = None,
    form: FormatOption = None,
    output: Output = None,
    excel: Excel = False,
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the answers of whole months."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    wanted = begun(
        session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "feedback"
    )
    about, today = model_named(session, model) if model else None, session.today
    first = feedback_counts.first_day(session.database)
    period = whole_months(period_of(asked_days(session, start, end), first, today), today)
    with counting():
        counts = feedback_counts.counts(session.database, about.ident if about else None, period)
    span = core.only_span(counts.spans)
    chosen = next((one for one in known(session) if span and (one.ident, one.version) == span[:2]), asked(session))
    report = feedback_report(counts, chosen, about, unit=session.unit, period=period)
    show(session, report, wanted)


def _about(session: Session, after: str | None, site: str | None) -> tuple[str | None, str | None]:
    """The contact or the site that a feedback is about, asked on a terminal when neither was told."""
    if after or site or not session.may_ask:
        return after, site
    ask = N_("After which contact? Its reference, or Enter: a visitor of a lähitori")
    told = questions.typed(ask, lambda typed: READ_AFTER(typed) if typed else None)
    return told, None if told else questions.site(session.unit.sites)


def _once(by_name: Mapping[str, str | None], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What was typed of each question, by its own option or by --answer.

    Raises:
        TogetherError: One was answered twice.
    """
    typed = {ident: found for ident, found in by_name.items() if found}
    for ident, found in pairs:
        if ident in typed:
            raise TogetherError(one=f"--{ident}" if by_name.get(ident) else "--answer", other="--answer")
        typed[ident] = found
    return typed


def _answers(session: Session, asked_now: FeedbackSet, typed: Mapping[str, str], declined: bool) -> dict[str, int]:
    """The answers, asked one by one on a terminal when none was given; none when the person did not wish to.

    Raises:
        TogetherError: Answers, and that there are none.
        MissingOptionError: Neither, and nobody can be asked.
    """
    if typed and declined:
        raise TogetherError(one="--declined", other=f"--{next(iter(typed))}")
    if typed or declined:
        return fitting(asked_now, typed)
    if not session.may_ask:
        raise MissingOptionError(option=f"--{asked_now.items[0].ident} / --declined")
    found = {item.ident: questions.answer(item) for item in asked_now.items}
    return {ident: value for ident, value in found.items() if value is not None}
