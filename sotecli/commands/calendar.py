"""`sote calendar`: counting, which needs no file; the unit's own days and calendar files, which do."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import (
    DryRun,
    Json,
    Mine,
    Of,
    Plain,
    code_of,
    day_without_file,
    must_lie_apart,
    read_dash,
    read_output,
    read_when,
    safe,
    session_of,
    whole,
    whose,
)
from sotecli.core import closures
from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.codes import ClosureReason, Form
from sotecli.core.followup import counted_days
from sotecli.core.limits import months_after, weekdays_closed
from sotecli.core.when import When
from sotecli.core.workdays import CALENDARS, calendar_named
from sotecli.errors.usage import MissingOptionError, TogetherError, UnknownCodeError
from sotecli.grammar import NumberCommand, command, new_group
from sotecli.i18n import N_
from sotecli.intake import counted_lines
from sotecli.render import calendar as render
from sotecli.storage import closures as storage

app = new_group()
MOST, MOST_MONTHS = 50_000, 1_600  # more than the calendars hold


def _read_calendar(typed: str) -> str:
    if typed.strip().lower() not in CALENDARS:
        raise UnknownCodeError(value=typed, allowed=", ".join(CALENDARS))
    return typed.strip().lower()


def _nothing_beside(given: dict[str, object]) -> None:
    """Raise `TogetherError` when something was given beside JSON, which would not be heeded."""
    for name, value in given.items():
        if value is not None:
            raise TogetherError(one="--input", other=name)


Calendar = Annotated[
    str, typer.Option("--calendar", metavar="ID", parser=safe(_read_calendar), help=N_("Which working days."))
]
CalendarOrNone = Annotated[
    str | None, typer.Option("--calendar", metavar="ID", parser=safe(_read_calendar), help=N_("Which working days."))
]
Start = Annotated[When, typer.Argument(metavar="START", parser=read_when, help=N_("The day to count from."))]
Day = Annotated[When, typer.Argument(metavar="DATE", parser=read_when, help=N_("The day."))]


@command(app, N_("The N-th working day after a day, with each day between"), cls=NumberCommand)
def count(
    ctx: typer.Context,
    start: Annotated[
        When | None, typer.Argument(metavar="START", parser=read_when, help=N_("The day to count from, not counted."))
    ] = None,
    number: Annotated[
        int | None, typer.Argument(metavar="N", parser=whole(-MOST, MOST), help=N_("How many working days."))
    ] = None,
    calendar: CalendarOrNone = None,
    data: Annotated[
        str | None, typer.Option("--input", metavar="-", parser=read_dash, help=N_("JSON Lines from standard input."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> int:
    """Count forward or backward; from standard input one count a line, a broken line does not stop the others."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    if data:
        _nothing_beside({"START": start, "N": number, "--calendar": calendar})
        return render.stream(counted_lines(sys.stdin))
    if start is None or number is None:
        raise MissingOptionError(option="START" if start is None else "N")
    begin, chosen = day_without_file(start), calendar_named(calendar or "fi-office")
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
    limit = months_after(day_without_file(start), number, calendar_named("fi-office"))
    render.months(session.form, limit, number)


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


@command(app, N_("Close the unit on a day: what is promised or planned for it moves, limits of the law do not"))
def close(
    ctx: typer.Context,
    when: Day,
    reason: Annotated[
        ClosureReason | None,
        typer.Option(metavar="CODE", parser=code_of(ClosureReason), help=N_("Why the unit is closed.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Close a day that would be a working day."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day = session.act("calendar.close"), session.coming_day(when)
    why = reason or questions.needed("--reason", questions.closure_reason, may_ask=session.may_ask)
    national = session.national(session.unit.settings["calendar"])
    decide = partial(closures.closed, day=day, reason=why, national=national, today=session.today)
    found = storage.settle(session.database, national, decide, act)
    render.settled(session.form, day, found, dry_run=dry_run)


@command(app, N_("Open the unit on a day: takes a closure back, or opens a day that the calendar closes"), name="open")
def open_day(
    ctx: typer.Context, when: Day, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """Open a day that would be closed."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day = session.act("calendar.open"), session.coming_day(when)
    national = session.national(session.unit.settings["calendar"])
    decide = partial(closures.opened, day=day, national=national, today=session.today)
    found = storage.settle(session.database, national, decide, act)
    render.settled(session.form, day, found, dry_run=dry_run)


@command(app, N_("The unit's own closed and opened days"))
def local(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show the unit's own days."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("calendar.local")
    render.local_days(session.form, storage.local_days(session.database))


@command(app, N_("What a newer release of the national holidays changes; taken in when you agree"))
def refresh(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Take it in without asking."))] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show what the installed release of `holidays` changes, and take it into the file."""
    from sotecli.national_days import RELEASE, changes  # noqa: PLC0415 (slow, and only this command needs it)

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, found = session.act("calendar.refresh"), changes(session.national)
    if session.form is not Form.JSON or not (yes and found):
        render.refreshed(session.form, RELEASE, found)
    agreed = yes or (found and session.is_interactive and questions.agreed())
    if found and agreed:
        national = session.national(session.unit.settings["calendar"])
        moved = storage.refresh(session.database, found, national, act)
        render.refreshed(session.form, RELEASE, found, moved, dry_run=dry_run)
    elif found and not session.is_interactive:
        render.not_taken_in(session.form)


@command(app, N_("Next steps as a file for calendar programs: references and days only"))
def export(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option(metavar="FILE.ics", parser=read_output, help=N_("The calendar file to write."))
    ],
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
    must_lie_apart(session, output)
    entries = agenda.entries(session.database, session.today, worker=whose(session, mine=mine, of=of))
    session.will_show("calendar.export", [entry.ref for entry in entries])
    session.speak_units_language()
    ics.export(session.form, entries, output, replace=replace)
