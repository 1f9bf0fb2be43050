"""`sote report`: the evaluation of the pilot."""

from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import (
    Json,
    LevelOption,
    Plain,
    code_of,
    must_lie_apart,
    read_output,
    read_when,
    session_of,
    whole,
)
from sotecli.core.codes import Level, ReportFormat
from sotecli.core.pilot import pilot_report, reported_period
from sotecli.core.suppression import exact, suppress
from sotecli.core.when import When
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import report as render
from sotecli.storage import pilot as counted
from sotecli.storage import requests

app = new_group()
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 10


@app.callback()
def group() -> None:
    """Keep `pilot` a word of its own while it is the only report."""


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
    threshold: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=whole(LOWEST_THRESHOLD, HIGHEST_THRESHOLD),
            help=N_("Smallest number of persons shown (3–10)."),
        ),
    ] = None,
    form: Annotated[
        ReportFormat | None,
        typer.Option("--format", metavar="table|json", parser=code_of(ReportFormat), help=N_("How it is written.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="PATH", parser=read_output, help=N_("Write it into a new file."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the pilot's figures over the requests that arrived in a period."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    must_lie_apart(session, output)
    asked = (session.day(start, past=True) if start else None, session.day(end, past=True) if end else None)
    first, last = reported_period(asked, session.unit, requests.first_day(session.database), session.today)
    counts = counted.counts(session.database, start=first, end=last, today=session.today)
    report = pilot_report(counts, unit=session.unit, start=first, end=last)
    guard = exact if level is Level.INTERNAL else suppress
    publishable = guard(report, threshold or session.unit.threshold)
    said = f"{publishable.level} {publishable.threshold} {first}..{last}"
    session.will_show("report.pilot", [], fields="counts", purpose=said)
    session.speak_units_language()
    render.report(session.form, publishable, output)
