"""`sote service list`, `show` and `find`."""

from datetime import datetime
from typing import Annotated

import typer

from sotecli.commands.options import Json, Plain, read_at, read_site, read_text, safe, session_of, whole
from sotecli.commands.service.group import ServiceCode, app, holidays_of, proposed_topics, read_topic
from sotecli.core.service import OLDEST, Wish, must_be_topic, opens_at, stale_before
from sotecli.core.when import NOON, When, coming_instant_of
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.intake import read_language_code
from sotecli.render import service as render
from sotecli.session import Session
from sotecli.storage import services

NOW = When(text="now")


def _read_open(typed: str) -> When:
    return NOW if typed.strip().lower() in {"now", "nyt", "nu"} else read_at(typed)


@command(app, N_("The services of the directory"), name="list")
def listing(
    ctx: typer.Context,
    stale: Annotated[bool, typer.Option("--stale", help=N_("Only those that should be checked again."))] = False,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those that have ended, too."))] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show many services."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("service.list")
    months = session.unit.stale_months
    wish = Wish(stale_before=stale_before(session.today, months) if stale else None, ended=everything)
    render.listing(session.form, services.listing(session.database, wish), session.today, months)


@command(app, N_("One service: what, where, when, for whom, how to reach it"))
def show(ctx: typer.Context, code: ServiceCode, as_json: Json = False, plain: Plain = False) -> None:
    """Show everything about one service."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("service.show")
    service = services.get(session.database, code)
    is_open = opens_at(service, session.now, holidays_of(session)) if service.hours else None
    render.shown(session.form, service, session.today, session.unit.stale_months, proposed_topics(), is_open=is_open)


@command(app, N_("Find services by words of their names, topic, place, language, age, or when they are open"))
def find(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]…", parser=read_text, help=N_("Parts of the name."))
    ] = None,
    topic: Annotated[
        str | None, typer.Option(metavar="TOPIC", parser=read_topic, help=N_("What it helps with, such as housing."))
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_site, help=N_("Where it is, such as tampere."))
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="fi|sv|…", parser=safe(read_language_code), help=N_("A language it serves in.")),
    ] = None,
    age: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, OLDEST), help=N_("For somebody of this age."))
    ] = None,
    open_at: Annotated[
        When | None,
        typer.Option("--open", metavar="WHEN|now", parser=safe(_read_open), help=N_("Open then, as far as is known.")),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Find the services that fit everything that is told."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("service.find")
    wish = Wish(words=tuple(words or ()), topic=topic, place=place, language=language, age=age)
    found = services.listing(session.database, wish)
    if topic and not found:
        must_be_topic(topic, services.topics(session.database), proposed_topics())
    if open_at:
        instant, holidays = _instant(session, open_at), holidays_of(session)
        render.asked_of(session.form, instant, unknown=sum(not service.hours for service in found))
        found = [service for service in found if opens_at(service, instant, holidays)]
    render.listing(session.form, found, session.today, session.unit.stale_months)


def _instant(session: Session, when: When) -> datetime:
    """The instant that is asked about; of a day alone noon, when places are open."""
    if when is NOW:
        return session.now
    at = when if when.has_hour else when._replace(clock=NOON)
    return coming_instant_of(at, session.now, session.calendar)
