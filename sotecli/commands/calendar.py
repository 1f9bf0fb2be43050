"""`sote calendar`: counting working days and months, which needs no file; next steps for calendar programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import (
    Json,
    Mine,
    Of,
    Plain,
    day_without_file,
    read_dash,
    read_path,
    read_when,
    safe,
    session_of,
    whole,
    whose,
)
from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.followup import counted_days
from sotecli.core.limits import months_after, weekdays_closed
from sotecli.core.when import When
from sotecli.core.workdays import CALENDARS, calendar_named
from sotecli.errors.usage import MissingValueError, UnknownCodeError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.intake import counted_lines
from sotecli.render import calendar as render

app = new_group()
MOST, MOST_MONTHS = 50_000, 1_600  # more than the calendars hold


def _read_calendar(typed: str) -> str:
    if typed.strip().lower() not in CALENDARS:
        raise UnknownCodeError(value=typed, allowed=", ".join(CALENDARS))
    return typed.strip().lower()


Calendar = Annotated[
    str, typer.Option("--calendar", metavar="ID", parser=safe(_read_calendar), help=N_("Which working days."))
]
Start = Annotated[When, typer.Argument(metavar="START", parser=read_when, help=N_("The day to count from."))]


@command(app, N_("The N-th working day after a day, with each day between"))
def count(
    ctx: typer.Context,
    start: Annotated[
        When | None, typer.Argument(metavar="START", parser=read_when, help=N_("The day to count from, not counted."))
    ] = None,
    number: Annotated[
        int | None, typer.Argument(metavar="N", parser=whole(-MOST, MOST), help=N_("How many working days."))
    ] = None,
    calendar: Calendar = "fi-office",
    data: Annotated[
        str | None, typer.Option("--input", metavar="-", parser=read_dash, help=N_("JSON Lines from standard input."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> int:
    """Count forward or backward; from standard input one count a line, a broken line does not stop the others."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    if data:
        return render.stream(counted_lines(sys.stdin))
    if start is None or number is None:
        raise MissingValueError(option="START N")
    begin, chosen = day_without_file(start), calendar_named(calendar)
    end = chosen.add(begin, number)
    render.counted(session.form, chosen, (begin, end), number, counted_days(begin, end, chosen, "start"))
    return 0


@command(app, N_("The day so many months after a day, as counted and as rolled (150/1930)"))
def months(
    ctx: typer.Context,
    start: Start,
    number: Annotated[int, typer.Argument(metavar="N", parser=whole(0, MOST_MONTHS), help=N_("How many months."))],
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Count months: the same number of a later month, or its last day."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    render.months(session.form, months_after(day_without_file(start), number), number)


@command(app, N_("The days from Monday to Friday of a year that are not working days"))
def year(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="YEAR", parser=whole(FIRST_YEAR, LAST_YEAR), help=N_("A year from 1970 to 2100."))
    ],
    calendar: Calendar = "fi-office",
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show a year's closed days."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    chosen = calendar_named(calendar)
    render.year(session.form, weekdays_closed(number, chosen))


@command(app, N_("Next steps as a file for calendar programs: references and days only"))
def export(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="FILE.ics", parser=read_path, help=N_("The calendar file to write."))],
    mine: Mine = False,
    of: Of = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("Replace the file if it is a calendar already."))
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Write the day of each open request's next step, and take away what has ended lately."""
    from sotecli.render import ics  # noqa: PLC0415 (counting days reads no file)
    from sotecli.storage import agenda  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("calendar.export")
    entries = agenda.entries(session.database, session.today, worker=whose(session, mine=mine, of=of))
    session.will_show("calendar.export", [entry.ref for entry in entries])
    session.speak_units_language()
    ics.export(session.form, entries, output, replace=replace)
