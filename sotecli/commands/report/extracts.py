"""Across units: a unit's extract, and the county's report over the extracts of all units."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sotecli import engine as engines
from sotecli import extract as extracts
from sotecli.commands.options import (
    Json,
    LevelOption,
    Plain,
    code_of,
    must_lie_apart,
    read_name,
    read_output,
    read_path,
    safe,
    session_of,
)
from sotecli.commands.release import must_withstand
from sotecli.commands.report.group import app
from sotecli.commands.reporting import Threshold
from sotecli.commands.writing import (
    Excel,
    Force,
    FormatOption,
    Output,
    Wanted,
    counting,
    must_go_together,
    placed,
    present,
    write,
)
from sotecli.core import combined as core_combined
from sotecli.core.codes import Engine, Level, ReportFormat
from sotecli.core.extract import extract_head, month_ends, read_month
from sotecli.core.pilot import DEFINITIONS_VERSION, reported_period
from sotecli.core.suppression import Publishable, exact, suppress
from sotecli.core.unit import CODE
from sotecli.errors.extract import ExtractEndingError, ExtractThereError, InternalOnlyError
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import extract as render_extract
from sotecli.render.report import Ways
from sotecli.render.report_files import must_have_folder
from sotecli.session import Session
from sotecli.storage import pilot as counted
from sotecli.storage import requests


def _read_extract(typed: Any) -> Path:  # noqa: ANN401 (typer gives defaults back as they are)
    path = read_output(typed)
    if not extracts.is_named_so(path):
        raise ExtractEndingError(path=path)
    return path


def _must_be_free(path: Path) -> None:
    """Look at the place before anything is counted; an extract never replaces anything.

    Raises:
        NoOutputFolderError: There is no folder for it.
        ExtractThereError: Something lies there.
    """
    must_have_folder(path)
    if path.is_symlink() or path.exists():
        raise ExtractThereError(path=path)


FromMonth = Annotated[
    date | None,
    typer.Option("--from", metavar="MONTH", parser=safe(read_month), help=N_("The first month, such as 2026-06.")),
]
ToMonth = Annotated[
    date | None,
    typer.Option("--to", metavar="MONTH", parser=safe(read_month), help=N_("The last month, such as 2026-06.")),
]


@command(app, N_("Coded rows of the pilot's requests for the county's evaluation, as Parquet; internal"))
def extract(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option(metavar="FILE.parquet", parser=_read_extract, help=N_("Write the extract into a new file."))
    ],
    start: FromMonth = None,
    end: ToMonth = None,
    level: LevelOption = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Write one coded row for each request of the months, for the county's own evaluation."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    must_lie_apart(session, output)
    if level is not Level.INTERNAL:
        raise InternalOnlyError
    session.check("report.extract")
    _must_be_free(output)
    asked = start, month_ends(end) if end else None
    unit, today, first_request = session.unit, session.today, requests.first_day(session.database)
    period = reported_period(asked, unit, first_request, today)
    head = extract_head(unit, period, today, DEFINITIONS_VERSION)
    with counting():
        rows = counted.coded(session.database, start=period[0], end=period[1], today=today)
        written = extracts.packed(rows, head)
    session.will_show("report.extract", [], fields="requests", purpose=f"{level} {head.start}..{head.end}")
    render_extract.extracted(session.form, head, written, output, len(rows))


@command(app, N_("The county's report over the extracts of its units"))
def combine(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=read_path, help=N_("A folder of extracts."))],
    start: FromMonth = None,
    end: ToMonth = None,
    level: LevelOption = None,
    threshold: Threshold = None,
    engine: Annotated[
        Engine | None,
        typer.Option(metavar="duckdb|spark", parser=code_of(Engine), help=N_("What counts; duckdb unless you say.")),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", parser=read_name, help=N_("The county's name; the folder's unless you say.")),
    ] = None,
    form: FormatOption = None,
    output: Output = None,
    excel: Excel = False,
    force: Force = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the pilot's figures over all units whose extracts lie in a folder; the unit's file is not needed."""
    session = session_of(ctx, as_json=as_json or form is ReportFormat.JSON, plain=plain)
    must_go_together(session, Wanted(form, output, excel, force))
    wanted = placed(session, Wanted(form, output, excel, force))
    with extracts.unchanged(folder) as heads:
        core_combined.must_fit_together(heads)
        threshold = core_combined.agreed_threshold(heads, threshold)
        period = core_combined.combined_period(heads, (start, end))
        counts, by_unit = engines.counts(heads, engine or Engine.DUCKDB, period)
    report = core_combined.combined_report(counts, by_unit, heads, name=name or folder.resolve().name, period=period)
    internal, preview = level is Level.INTERNAL, output is None
    publishable = exact(report, threshold) if internal else suppress(report, threshold, preview=preview)
    _hand_out(session, publishable, wanted, folder)


def _hand_out(session: Session, publishable: Publishable, wanted: Wanted, folder: Path) -> None:
    """Show the county's report, or write it; what may be published is attacked first, though beside no other."""
    if wanted.output is None:
        named = all(re.fullmatch(CODE, part) for part in folder.parts)
        present(session, publishable, wanted, Ways(f"sote report combine {folder if named else 'DIR'}", ""))
        return
    if publishable.level is Level.RELEASE:
        must_withstand(session.form, publishable, 0)
    write(session, publishable, wanted)
