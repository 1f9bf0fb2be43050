"""`sote report`: the evaluation of the pilot, of the housing path, of reviews; and the unit's own workload."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands import release
from sotecli.commands.case.group import model_for
from sotecli.commands.options import (
    DryRun,
    Json,
    LevelOption,
    Plain,
    code_of,
    must_lie_apart,
    read_output,
    read_text,
    read_when,
    session_of,
    whole,
)
from sotecli.commands.release import Asked, Confirm, ConfirmAlone, Force
from sotecli.core import housing as core_housing
from sotecli.core import marks
from sotecli.core import reviews as core_reviews
from sotecli.core import workload as core_workload
from sotecli.core.codes import Level, ReportFormat
from sotecli.core.model import Model
from sotecli.core.pilot import pilot_report, reported_period
from sotecli.core.report import period_of
from sotecli.core.when import When
from sotecli.errors.model import ModelSubjectError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import workload as render_workload
from sotecli.session import ABOUT_WORKERS, Session
from sotecli.storage import absences, histories, requests, workers
from sotecli.storage import housing as counted_housing
from sotecli.storage import pilot as counted
from sotecli.storage import reviews as counted_reviews
from sotecli.storage import workload as counted_workload

app = new_group()
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 10
HOUSING, REVIEWS = "luvn-housing-path", "satakunta-assi"
From = Annotated[
    When | None,
    typer.Option("--from", metavar="DATE", parser=read_when, help=N_("The first day of the period.")),
]
To = Annotated[
    When | None,
    typer.Option(
        "--to", metavar="DATE", parser=read_when, help=N_("The last day of the period; today unless you say.")
    ),
]
Threshold = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=whole(LOWEST_THRESHOLD, HIGHEST_THRESHOLD),
        help=N_("Smallest number of persons shown (3–10)."),
    ),
]
FormatOption = Annotated[
    ReportFormat | None,
    typer.Option("--format", metavar="table|json", parser=code_of(ReportFormat), help=N_("How it is written.")),
]
Output = Annotated[Path | None, typer.Option(metavar="PATH", parser=read_output, help=N_("Write it into a new file."))]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="ID", parser=read_text, help=N_("The model whose cases it is about."))
]


@command(app, N_("How the pilot went"))
def pilot(
    ctx: typer.Context,
    start: Annotated[
        When | None,
        typer.Option(
            "--from", metavar="DATE", parser=read_when, help=N_("Requests that arrived on this day or later.")
        ),
    ] = None,
    end: Annotated[
        When | None,
        typer.Option(
            "--to", metavar="DATE", parser=read_when, help=N_("Requests that arrived on this day or earlier.")
        ),
    ] = None,
    level: LevelOption = None,
    threshold: Threshold = None,
    form: FormatOption = None,
    output: Output = None,
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the pilot's figures over the requests that arrived in a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    must_lie_apart(session, output)
    first, last = reported_period(
        _asked_days(session, start, end), session.unit, requests.first_day(session.database), session.today
    )
    counts = counted.counts(session.database, start=first, end=last, today=session.today)
    asked = Asked(level, threshold, output, confirm, confirm_alone, force)
    release.show(session, pilot_report(counts, unit=session.unit, start=first, end=last), asked)


@command(app, N_("How the path to a home goes: lead time, queue, offers, declines, visits, estimates"))
def housing(
    ctx: typer.Context,
    model: ModelOption = HOUSING,
    start: From = None,
    end: To = None,
    level: LevelOption = None,
    threshold: Threshold = None,
    form: FormatOption = None,
    output: Output = None,
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the figures of a path to a home over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    must_lie_apart(session, output)
    session.check("report.housing")
    models = _models(session, model)
    ident = models[0].ident
    period = period_of(_asked_days(session, start, end), histories.first_day(session.database, ident), session.today)
    days = core_housing.stock_days(*period, session.today)
    counts = counted_housing.counts(session.database, ident, marks.counted(models), period=period, waiting=days)
    report = core_housing.housing_report(counts, models, unit=session.unit, period=period, waiting=days)
    release.show(session, report, Asked(level, threshold, output, confirm, confirm_alone, force))


@command(app, N_("Levels of support, reviews in time, who answers for the persons"))
def reviews(
    ctx: typer.Context,
    model: ModelOption = REVIEWS,
    start: From = None,
    end: To = None,
    level: LevelOption = None,
    threshold: Threshold = None,
    form: FormatOption = None,
    output: Output = None,
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the levels of support and their reviews over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    must_lie_apart(session, output)
    session.check("report.reviews")
    models = _models(session, model)
    ident, unit, today = models[0].ident, session.unit, session.today
    period = period_of(_asked_days(session, start, end), histories.first_day(session.database, ident), today)
    wanted, ranks = marks.reviewing(models, unit.review_months), marks.ranks(models)
    counts = counted_reviews.counts(session.database, ident, wanted, ranks, period=period, today=today)
    report = core_reviews.reviews_report(counts, models, unit=unit, period=period)
    release.show(session, report, Asked(level, threshold, output, confirm, confirm_alone, force))


@command(app, N_("Who has how much, and who could take the next case; for the unit's own eyes"))
def workload(
    ctx: typer.Context,
    form: FormatOption = None,
    output: Output = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show each worker's open matters and a suggestion; nothing is assigned."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    must_lie_apart(session, output)
    session.check(ABOUT_WORKERS)
    database, today = session.database, session.today
    known, loads = workers.listing(database), counted_workload.loads(database, today)
    load = core_workload.workload(known, loads, absences.since(database, today), today)
    session.will_show(ABOUT_WORKERS, [], fields="workers", purpose=f"{Level.INTERNAL} {today}")
    session.speak_units_language()
    render_workload.workload(session.form, load, session.unit.name, output)


def _asked_days(session: Session, start: When | None, end: When | None) -> tuple[date | None, date | None]:
    """The first and last day that were asked for, where they were."""
    return session.day(start, past=True) if start else None, session.day(end, past=True) if end else None


def _models(session: Session, ident: str) -> list[Model]:
    """A model as new cases get it, then the older versions by which there are cases.

    Raises:
        UnknownModelError: There is none of that name.
        ModelSubjectError: Its subject is no client, so there are no cases by it.
    """
    newest = model_for(session, ident.lower())
    if newest.subject != "client":
        raise ModelSubjectError(model=newest.ident)
    older = [found for found in histories.versions(session.database, newest.ident) if found != newest.version]
    return [newest, *(model_for(session, newest.ident, version) for version in older)]
