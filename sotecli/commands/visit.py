"""`sote visit`: visits of a lähitori or of service advice, entered in a few letters; nobody is identified."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import typer

from sotecli import questions
from sotecli.commands.case.group import model_for
from sotecli.commands.options import (
    DryRun,
    Json,
    Plain,
    code_of,
    read_dash,
    read_site,
    read_text,
    read_when,
    safe,
    session_of,
    whole,
)
from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.model import Model
from sotecli.core.visit import Visit, day_of_visit, must_be_sound
from sotecli.core.visit_words import (
    MOST_MINUTES,
    MOST_PARTICIPANTS,
    MOST_PERSONS,
    MOST_TIMES,
    Draft,
    completed,
    read_age,
    read_lines,
    read_words,
    vocabulary_of,
)
from sotecli.core.when import When
from sotecli.errors.usage import MissingOptionError, StandardInputTakenError, TogetherError
from sotecli.grammar import NumberCommand, command, new_group
from sotecli.i18n import N_
from sotecli.intake import whole_input
from sotecli.render import visit as render
from sotecli.session import Session
from sotecli.storage import visits

app = new_group()
LAHITORI = "pirha-lahitori"
MOST_NUMBER, ALL, LAST = 999_999_999, -1, 20
Site = Annotated[str | None, typer.Option("--site", "-s", metavar="CODE", parser=read_site, help=N_("Where it was."))]
On = Annotated[
    When | None, typer.Option("--on", "-d", metavar="DATE", parser=read_when, help=N_("The day; today unless you say."))
]


@command(app, N_("Count a visit in a few letters: e 75; without words one a line"), name="log", cls=NumberCommand)
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD…", parser=read_text, help=N_("Letters: `sote visit codes` shows them.")),
    ] = None,
    site: Site = None,
    channel: Annotated[
        VisitChannel | None,
        typer.Option("--channel", "-c", metavar="CODE", parser=code_of(VisitChannel), help=N_("How it came about.")),
    ] = None,
    age: Annotated[
        AgeBand | None,
        typer.Option("--age", "-a", metavar="BAND", parser=safe(read_age), help=N_("Age: 64, 65, 75 or 85.")),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option("--minutes", "-m", metavar="N", parser=whole(0, MOST_MINUTES), help=N_("How long it took.")),
    ] = None,
    group: Annotated[
        int | None,
        typer.Option(
            "--group", "-g", metavar="N", parser=whole(1, MOST_PARTICIPANTS), help=N_("A group or an event; how many.")
        ),
    ] = None,
    persons: Annotated[
        int | None,
        typer.Option("--persons", "-p", metavar="N", parser=whole(1, MOST_PERSONS), help=N_("Came together.")),
    ] = None,
    times: Annotated[
        int | None,
        typer.Option("--times", "-x", metavar="N", parser=whole(1, MOST_TIMES), help=N_("So many such visits.")),
    ] = None,
    again: Annotated[bool, typer.Option("--again", "-r", help=N_("Has been counted as a client before."))] = False,
    on: On = None,
    data: Annotated[
        str | None, typer.Option("--input", metavar="-", parser=read_dash, help=N_("Read a tally, one visit a line."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Count one visit, those of a tally, or one a line until an empty line; options hold for what words leave out."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    session.check("visit.log")
    told: dict[str, Any] = {
        "age": age,
        "minutes": minutes,
        "channel": channel,
        "participants": group,
        "persons": persons,
    }
    default = Draft(**told, times=times, again=again or None, on=on, site=site)
    model = model_for(session, LAHITORI)
    entered = partial(_visit, session, model, default)
    if data:
        _take_lines(session, model, default, words)
    elif words or group or not session.is_interactive:
        _keep(session, model, entered(words or [], ask=session.may_ask))
    else:
        shown = partial(render.codes, session.form, model)
        questions.visits(lambda typed: _keep(session, model, entered(typed.split(), ask=True)), shown)


@command(app, N_("The last visits, or those of some days, with their numbers"), name="list")
def listing(
    ctx: typer.Context,
    on: Annotated[When | None, typer.Option("--on", metavar="DATE", parser=read_when, help=N_("This day."))] = None,
    start: Annotated[
        When | None, typer.Option("--from", metavar="DATE", parser=read_when, help=N_("The first day."))
    ] = None,
    end: Annotated[
        When | None, typer.Option("--to", metavar="DATE", parser=read_when, help=N_("The last day; today unless said."))
    ] = None,
    site: Site = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the last visits, the newest first."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("visit.list")
    if on and (start or end):
        raise TogetherError(one="--on", other="--from" if start else "--to")
    if end and not start:
        raise MissingOptionError(option="--from")
    first, last = on or start, on or end
    days = (session.day(first, past=True), session.day(last, past=True)) if first else None
    found = visits.listing(session.database, days, site, most=ALL if days else LAST)
    session.will_show("visit.list", [], fields="counts")
    render.listing(session.form, found, model_for(session, LAHITORI), session.today)


@command(app, N_("Take back a visit that was mistyped; it leaves the figures"))
def remove(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", parser=whole(1, MOST_NUMBER), help=N_("As `sote visit list` shows it."))
    ],
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take one visit back."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("visit.remove")
    render.removed(session.form, visits.remove(session.database, number, act), model_for(session, LAHITORI))


@command(app, N_("The letters of topics, outcomes, places and channels"))
def codes(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show what can be written of a visit."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("visit.codes")
    render.codes(session.form, model_for(session, LAHITORI))


def _visit(session: Session, model: Model, default: Draft, words: Sequence[str], *, ask: bool) -> Visit:
    """The visit that words tell, with the defaults for what they leave out."""
    draft = completed(read_words(words, vocabulary_of(model)), default)
    ask_site = partial(questions.site, session.unit.sites)
    visit = Visit(
        on=day_of_visit(draft.on, session.today, session.calendar),
        site=draft.site or _usual_site(session) or questions.needed("--site", ask_site, may_ask=ask),
        channel=draft.channel or VisitChannel.IN_PERSON,
        worker=session.worker.code,
        at=session.now,
        version=model.version,
        age=draft.age or AgeBand.UNKNOWN,
        minutes=draft.minutes,
        matters=draft.matters or (),
        persons=draft.persons or 1,
        again=bool(draft.again),
        participants=draft.participants,
        times=draft.times or 1,
    )
    return must_be_sound(visit, session.today, session.unit.sites)


def _usual_site(session: Session) -> str | None:
    """Where the worker counted the last visit, else the only site of the unit."""
    sites = session.unit.sites
    last = visits.last_site(session.database, session.worker.code)
    if last and (sites is None or last in sites):
        return last
    return next(iter(sites)) if sites and len(sites) == 1 else None


def _keep(session: Session, model: Model, visit: Visit) -> Visit:
    """Keep one visit and say what was understood."""
    (kept,) = visits.add(session.database, [visit], session.act("visit.log"))
    render.logged(session.form, kept, model)
    return kept


def _take_lines(session: Session, model: Model, default: Draft, words: Sequence[str] | None) -> None:
    """Keep every sound line of a tally, say what is wrong with the others, and end with 1 if there are any."""
    if words:
        raise TogetherError(one="--input", other="WORD")
    if session.asked.passphrase_fd == 0:
        raise StandardInputTakenError
    taken, rejected = read_lines(whole_input(sys.stdin), partial(_visit, session, model, default, ask=False))
    kept = visits.add(session.database, [visit for _row, visit in taken], session.act("visit.log"))
    rows = [row for row, _visit in taken]
    render.taken_in(session.form, dict(zip(rows, kept, strict=True)), rejected, model)
    if rejected:
        raise typer.Exit(1)
