"""What every report is asked with, and how it comes to be shown: shared by the commands that run reports."""

from datetime import date
from typing import Annotated

import typer

from sotecli.commands.case.group import model_for
from sotecli.commands.options import read_text, read_when, whole
from sotecli.core.model import Model
from sotecli.core.when import When, last_day_of
from sotecli.errors.model import ModelSubjectError
from sotecli.i18n import N_
from sotecli.session import Session
from sotecli.storage import histories

LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 10
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


def asked_days(session: Session, start: When | None, end: When | None) -> tuple[date | None, date | None]:
    """The first and last day that were asked for, where they were.

    Raises:
        LastDayError: The last day was written without a year, and that of this year has not come.
    """
    first = session.day(start, past=True) if start else None
    return first, last_day_of(end, first, session.today, session.calendar) if end else None


def models_of(session: Session, ident: str) -> list[Model]:
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


def model_named(session: Session, ident: str) -> Model:
    """A model as new cases get it, whatever walks its path.

    Raises:
        UnknownModelError: There is none of that name.
    """
    return model_for(session, ident.lower())
