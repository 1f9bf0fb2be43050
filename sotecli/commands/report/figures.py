"""`sote report`: the evaluation of the pilot, of visits, of housing, of reviews, of a model's goals; the workload."""

from datetime import date
from typing import Annotated

import typer

from sotecli.commands.feedback_set import known
from sotecli.commands.goals import counted as counted_goals
from sotecli.commands.goals import defined
from sotecli.commands.options import DryRun, Json, LevelOption, Plain, must_lie_apart, read_when, session_of
from sotecli.commands.release import Asked, Confirm, ConfirmAlone, begun, show
from sotecli.commands.report.group import app
from sotecli.commands.reporting import From, ModelOption, Threshold, To, asked_days, model_named, models_of
from sotecli.commands.writing import (
    Excel,
    Force,
    FormatOption,
    Output,
    PageOption,
    Wanted,
    counting,
)
from sotecli.core import housing as core_housing
from sotecli.core import marks
from sotecli.core import reviews as core_reviews
from sotecli.core import visit_report as core_visits
from sotecli.core import workload as core_workload
from sotecli.core.codes import Level, PageFormat, ReportFormat
from sotecli.core.offer import offered_in
from sotecli.core.pilot import Offered, pilot_report, reported_period
from sotecli.core.report import period_of, whole_months
from sotecli.core.smart_report import goals_report
from sotecli.core.when import When
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import workload as render_workload
from sotecli.session import ABOUT_WORKERS, Session
from sotecli.storage import absences, histories, offers, requests, workers
from sotecli.storage import housing as counted_housing
from sotecli.storage import pilot as counted
from sotecli.storage import reviews as counted_reviews
from sotecli.storage import visits as counted_visits
from sotecli.storage import workload as counted_workload

HOUSING, REVIEWS = "luvn-housing-path", "satakunta-assi"
GOALS, LAHITORI = "varha-shared-client", "pirha-lahitori"


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
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the pilot's figures over the requests that arrived in a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    asked = begun(session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "pilot")
    first, last = reported_period(
        asked_days(session, start, end), session.unit, requests.first_day(session.database), session.today
    )
    with counting():
        counts = counted.counts(session.database, start=first, end=last, today=session.today)
        offered = _offered(session, (first, last))
    report = pilot_report(counts, unit=session.unit, start=first, end=last, offered=offered)
    show(session, report, asked)


@command(app, N_("Visits of a lähitori: clients, visits and matters, what came of them, by site and month"))
def visits(
    ctx: typer.Context,
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
    """Show the figures of visits over whole months."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    asked = begun(
        session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "visits"
    )
    database, today = session.database, session.today
    days = period_of(asked_days(session, start, end), counted_visits.first_day(database), today)
    first, last = whole_months(days, today)
    with counting():
        counts = counted_visits.counts(database, start=first, end=last)
    model = model_named(session, LAHITORI)
    report = core_visits.visits_report(counts, model, unit=session.unit, period=(first, last))
    show(session, report, asked)


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
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the figures of a path to a home over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    asked = begun(
        session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "housing"
    )
    models = models_of(session, model)
    ident = models[0].ident
    period = period_of(asked_days(session, start, end), histories.first_day(session.database, ident), session.today)
    days = core_housing.stock_days(*period, session.today)
    with counting():
        counts = counted_housing.counts(session.database, ident, marks.counted(models), period=period, waiting=days)
    report = core_housing.housing_report(counts, models, unit=session.unit, period=period, waiting=days)
    show(session, report, asked)


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
    confirm: Confirm = None,
    confirm_alone: ConfirmAlone = False,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the levels of support and their reviews over a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    asked = begun(
        session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "reviews"
    )
    models = models_of(session, model)
    ident, unit, today = models[0].ident, session.unit, session.today
    period = period_of(asked_days(session, start, end), histories.first_day(session.database, ident), today)
    wanted, ranks = marks.reviewing(models, unit.review_months), marks.ranks(models)
    with counting():
        counts = counted_reviews.counts(session.database, ident, wanted, ranks, period=period, today=today)
    report = core_reviews.reviews_report(counts, models, unit=unit, period=period)
    show(session, report, asked)


@command(app, N_("The model's own goals: definition, figures, how many answered, trend, what is missing"))
def goals(
    ctx: typer.Context,
    model: ModelOption = GOALS,
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
    """Show the goals over the whole months of a period, if they are defined in one way all over it."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain, dry_run=dry_run)
    asked = begun(session, Asked(level, threshold, Wanted(form, output, excel, force), confirm, confirm_alone), "goals")
    found = defined(session, model, asked_days(session, start, end))
    items = {(one.ident, item.ident): item.label for one in known(session) for item in one.items}
    with counting():
        counts = counted_goals(session, found)
    report = goals_report(counts, found.model, found.fixed, unit=session.unit, period=found.period, items=items)
    show(session, report, asked)


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


def _offered(session: Session, period: tuple[date, date]) -> Offered:
    """How many were offered the possibility; who sent the requests is read only where somebody has tallied offers."""
    tallies = offers.listing(session.database, *period)
    sent = counted.sources(session.database, start=period[0], end=period[1]) if tallies else ()
    return offered_in(tallies, period, sent)
