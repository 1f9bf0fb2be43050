"""`sote offer`: how often the custody offered the possibility, by its own tally."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import DryRun, Json, Plain, read_when, safe, session_of, whole
from sotecli.core.offer import Month, Offer, month_named, must_be_sound, replaced_by
from sotecli.core.when import When
from sotecli.errors.missing import UnknownSourceError
from sotecli.errors.usage import MissingOptionError, TogetherError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.intake import read_source
from sotecli.render import offer as render
from sotecli.session import Session
from sotecli.storage import offers

app = new_group()
MOST = 1_000_000
QUESTIONS = {
    "offered": N_("How many were offered the possibility?"),
    "accepted": N_("How many said yes?"),
    "declined": N_("How many said no?"),
}


@command(app, N_("The custody's own count of a month or of other days, for the uptake"))
def tally(
    ctx: typer.Context,
    offered: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, MOST), help=N_("How many were offered the possibility."))
    ] = None,
    accepted: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, MOST), help=N_("How many said yes."))
    ] = None,
    declined: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, MOST), help=N_("How many said no."))
    ] = None,
    month: Annotated[
        Month | None,
        typer.Option(metavar="MONTH", parser=safe(month_named), help=N_("The month, such as 2026-06 or 6/2026.")),
    ] = None,
    start: Annotated[
        When | None, typer.Option("--from", metavar="DATE", parser=read_when, help=N_("The first day, not a month."))
    ] = None,
    end: Annotated[
        When | None, typer.Option("--to", metavar="DATE", parser=read_when, help=N_("The last day, that one included."))
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="CODE", parser=safe(read_source), help=N_("Whose count; all together unless you say.")),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("In the place of what was told of those days before."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Keep what the custody counted."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("offer.tally")
    first, last = _days(session, month, start, end)
    told = {"offered": offered, "accepted": accepted, "declined": declined}
    counts = {name: _counted(session, name, count) for name, count in told.items()}
    offer = must_be_sound(Offer(first, last, **counts, source=source), session.today)
    known = session.unit.sources
    if source is not None and known is not None and source not in known:
        raise UnknownSourceError(source=source, known=", ".join(sorted(known)))
    replaced = offers.add(session.database, offer, partial(replaced_by, offer, replace=replace), act)
    render.tallied(session.form, offer, replaced)


@command(app, N_("The tallies"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show the tallies, the oldest first."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("offer.list")
    found = offers.listing(session.database)
    session.will_show("offer.list", [], fields="counts")
    render.listing(session.form, found)


def _counted(session: Session, name: str, count: int | None) -> int:
    """One number of a tally, asked on a terminal when it was not told."""
    if count is not None:
        return count
    ask = partial(questions.typed, QUESTIONS[name], whole(0, MOST))
    return questions.needed(f"--{name}", ask, may_ask=session.may_ask)


def _days(session: Session, month: Month | None, start: When | None, end: When | None) -> tuple[date, date]:
    """The days of a tally: a month, or from one day to another.

    Raises:
        TogetherError: Both were given.
        MissingOptionError: Neither was, or one of the two days is missing.
    """
    if month and (start or end):
        raise TogetherError(one="--month", other="--from" if start else "--to")
    if month:
        return month
    if not start and not end and session.may_ask:
        return questions.typed(N_("Which month? For example 2026-06"), month_named)
    if not start or not end:
        raise MissingOptionError(option="--to" if start else "--from" if end else "--month")
    return session.day(start, past=True), session.day(end, past=True)
