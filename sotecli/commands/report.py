"""`sote report`: the evaluation of the pilot, of the housing path, of reviews; and the unit's own workload."""

import dataclasses
from datetime import date
from typing import Annotated, NamedTuple

import typer

from sotecli.commands.case.group import model_for
from sotecli.commands.options import (
    Json,
    LevelOption,
    Plain,
    must_lie_apart,
    read_text,
    read_when,
    session_of,
    whole,
)
from sotecli.commands.writing import (
    Excel,
    Force,
    FormatOption,
    Output,
    PageOption,
    Wanted,
    contents,
    counting,
    may_replace,
    must_go_together,
    put,
)
from sotecli.core import housing as core_housing
from sotecli.core import marks
from sotecli.core import reviews as core_reviews
from sotecli.core import workload as core_workload
from sotecli.core.codes import Level, PageFormat, ReportFormat
from sotecli.core.model import Model
from sotecli.core.pilot import pilot_report, reported_period
from sotecli.core.report import Report, period_of
from sotecli.core.suppression import exact, suppress
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
ModelOption = Annotated[
    str, typer.Option("--model", metavar="ID", parser=read_text, help=N_("The model whose cases it is about."))
]


class Asked(NamedTuple):
    """How a report was asked for."""

    level: Level | None
    threshold: int | None
    written: Wanted


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
    excel: Excel = False,
    force: Force = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the pilot's figures over the requests that arrived in a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    asked = Asked(level, threshold, Wanted(form, output, excel, force))
    must_go_together(session, asked.written)
    first, last = reported_period(
        _asked_days(session, start, end), session.unit, requests.first_day(session.database), session.today
    )
    with counting():
        counts = counted.counts(session.database, start=first, end=last, today=session.today)
    _show(session, pilot_report(counts, unit=session.unit, start=first, end=last), asked)


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
    excel: Excel = False,
    force: Force = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the figures of a path to a home over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    asked = Asked(level, threshold, Wanted(form, output, excel, force))
    must_go_together(session, asked.written)
    session.check("report.housing")
    models = _models(session, model)
    ident = models[0].ident
    period = period_of(_asked_days(session, start, end), histories.first_day(session.database, ident), session.today)
    days = core_housing.stock_days(*period, session.today)
    with counting():
        counts = counted_housing.counts(session.database, ident, marks.counted(models), period=period, waiting=days)
    report = core_housing.housing_report(counts, models, unit=session.unit, period=period, waiting=days)
    _show(session, report, asked)


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
    excel: Excel = False,
    force: Force = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the levels of support and their reviews over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    asked = Asked(level, threshold, Wanted(form, output, excel, force))
    must_go_together(session, asked.written)
    session.check("report.reviews")
    models = _models(session, model)
    ident, unit, today = models[0].ident, session.unit, session.today
    period = period_of(_asked_days(session, start, end), histories.first_day(session.database, ident), today)
    wanted, ranks = marks.reviewing(models, unit.review_months), marks.ranks(models)
    with counting():
        counts = counted_reviews.counts(session.database, ident, wanted, ranks, period=period, today=today)
    report = core_reviews.reviews_report(counts, models, unit=unit, period=period)
    _show(session, report, asked)


@command(app, N_("Who has how much, and who could take the next case; for the unit's own eyes"))
def workload(
    ctx: typer.Context,
    form: PageOption = None,
    output: Output = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show each worker's open matters and a suggestion; nothing is assigned."""
    session = session_of(ctx, as_json=as_json or form is PageFormat.JSON, plain=plain)
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


def _show(session: Session, report: Report, asked: Asked) -> None:
    """Let disclosure control decide what is shown, log that it is, and show it."""
    guard = exact if asked.level is Level.INTERNAL else suppress
    counted = dataclasses.replace(report, frozen_on=session.today)
    publishable = guard(counted, asked.threshold or session.unit.threshold)
    session.speak_units_language()
    made = contents(session, publishable, asked.written)
    replace = may_replace(session, made, force=asked.written.force)
    about = f"{report.model} " if report.model else ""
    said = f"{about}{publishable.level} {publishable.threshold} {report.start}..{report.end}"
    session.will_show(f"report.{report.name}", [], fields="counts", purpose=said)
    put(session, publishable, made, asked.written, replace=replace)
