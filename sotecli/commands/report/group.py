"""The group itself, and what its commands share: how a report is asked for, and how it is shown."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sotecli.commands.options import code_of, read_output, whole
from sotecli.core.codes import Level, ReportFormat
from sotecli.core.report import Report
from sotecli.core.suppression import Publishable, exact, suppress
from sotecli.grammar import new_group
from sotecli.i18n import N_
from sotecli.render import report as render
from sotecli.session import Session

app = new_group()
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 10
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


class Asked(NamedTuple):
    """How a report was asked for."""

    level: Level | None
    threshold: int | None
    output: Path | None


def show(session: Session, report: Report, asked: Asked) -> None:
    """Let disclosure control decide what is shown, log that it is, and show it."""
    publishable = guarded(report, asked.level, asked.threshold or session.unit.threshold)
    about = f"{report.model} " if report.model else ""
    said = f"{about}{publishable.level} {publishable.threshold} {report.start}..{report.end}"
    session.will_show(f"report.{report.name}", [], fields="counts", purpose=said)
    session.speak_units_language()
    render.report(session.form, publishable, asked.output)


def guarded(report: Report, level: Level | None, threshold: int) -> Publishable:
    """The report as disclosure control lets it be seen at its level."""
    guard = exact if level is Level.INTERNAL else suppress
    return guard(report, threshold)
