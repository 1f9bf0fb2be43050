"""`sote service add`, `check` and `end`: the entries of the directory."""

import sys
from functools import partial
from typing import Annotated, Any

import typer

from sotecli import questions
from sotecli.commands.options import (
    DryRun,
    Json,
    Plain,
    code_of,
    read_dash,
    read_service,
    read_site,
    read_when,
    safe,
    session_of,
    whole,
)
from sotecli.commands.service.group import (
    ServiceCode,
    app,
    proposed_topics,
    read_city,
    read_hours,
    read_name,
    read_postal_code,
    read_text,
    read_topic,
    read_url,
)
from sotecli.core.codes import Cost
from sotecli.core.service import OLDEST, Service, added, sound
from sotecli.core.when import When
from sotecli.directory.fields import read_field, read_object
from sotecli.errors.usage import StandardInputTakenError, TogetherError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.intake import read_language_code, whole_input
from sotecli.render import service as render
from sotecli.session import Session
from sotecli.storage import services

Name = typer.Option(metavar="TEXT", parser=read_name)
QUESTIONS = {
    "name": N_("What is the service called in Finnish?"),
    "topics": N_("What does it help with? Several with commas between, also topics of your own (Enter: not told)"),
    "place": N_("Where is it? A code, such as tampere (Enter: not told)"),
    "hours": N_("When is it open? For example “mon-fri 9-16, sat 10-14” (Enter: not told)"),
    "languages": N_("In which languages? fi, sv, en, … with blanks between (Enter: not told)"),
    "phone": N_("Phone number of the service (Enter: not told):"),
    "email": N_("E-mail address of the service (Enter: not told):"),
    "url": N_("Web address (Enter: not told):"),
}
OPTIONS = {"topics": "--topic", "languages": "--language", "checked_on": "--checked"}


@command(app, N_("Add a service to the directory; phone and e-mail are asked, or read with --input -"))
def add(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", parser=read_service, help=N_("A service's code, such as food-help-1.")),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_name, help=N_("What it is called in Finnish."))
    ] = None,
    name_sv: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_name, help=N_("What it is called in Swedish."))
    ] = None,
    name_en: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_name, help=N_("What it is called in English."))
    ] = None,
    topics: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TOPIC", parser=read_topic, help=N_("What it helps with, such as housing.")),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_site, help=N_("Where it is, such as tampere."))
    ] = None,
    street: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_city, help=N_("Its street address."))
    ] = None,
    postal_code: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_postal_code, help=N_("Its postal code."))
    ] = None,
    city: Annotated[str | None, typer.Option(metavar="TEXT", parser=read_city, help=N_("Its city."))] = None,
    hours: Annotated[
        object | None,
        typer.Option(
            metavar="HOURS", parser=read_hours, help=N_("When it is open, such as “mon-fri 9-16, sat 10-14”.")
        ),
    ] = None,
    min_age: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, OLDEST), help=N_("From which age on."))
    ] = None,
    max_age: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(0, OLDEST), help=N_("Up to which age."))
    ] = None,
    for_whom: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_text, help=N_("For whom it is, in Finnish."))
    ] = None,
    for_whom_sv: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_text, help=N_("For whom it is, in Swedish."))
    ] = None,
    for_whom_en: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_text, help=N_("For whom it is, in English."))
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "--language", metavar="fi|sv|…", parser=safe(read_language_code), help=N_("A language it serves in.")
        ),
    ] = None,
    cost: Annotated[Cost | None, typer.Option(metavar="CODE", parser=code_of(Cost), help=N_("What it costs."))] = None,
    cost_text: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=read_text, help=N_("More about what it costs."))
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", parser=read_url, help=N_("Its web address."))] = None,
    walk_in: Annotated[
        bool | None, typer.Option("--walk-in/--no-walk-in", help=N_("Whether one may come without an appointment."))
    ] = None,
    checked: Annotated[
        When | None,
        typer.Option(
            metavar="DATE", parser=read_when, help=N_("When this was last made sure of; today unless you say.")
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--input", metavar="-", parser=read_dash, help=N_("Read more of it as JSON from standard input.")),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("Put it in the place of the entry that has this code."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Add or replace one entry."""
    given = {key: value for key, value in locals().items() if key in Service._fields and value is not None}
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("service.add")
    ask = partial(questions.code, N_("Which code does the service get? For example food-help-1"))
    given["code"] = code or questions.needed("CODE", ask, may_ask=session.may_ask)
    if checked:
        given["checked_on"] = session.day(checked, past=True)
    told = _asked(session, _with_input(session, given) if data else given)
    new = sound(Service(**{"checked_on": session.today, **told}), session.today)
    proposed = proposed_topics()
    known = {*services.topics(session.database), *proposed}
    kept = services.add(session.database, new.code, lambda found: added(found, new, replace=replace), act)
    render.kept(session.form, kept, session.today, session.unit.stale_months, proposed)
    render.new_topics(session.form, [topic for topic in kept.topics if topic not in known])


@command(app, N_("Note that an entry was made sure of"))
def check(
    ctx: typer.Context,
    code: ServiceCode,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("When; today unless you say."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note the day on which somebody made sure that an entry is right."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day = session.act("service.check"), session.day(on, past=True)

    def decide(service: Service) -> Service:
        return sound(service._replace(checked_on=day), session.today)

    kept = services.change(session.database, code, decide, act)
    done = _("The entry of {code} was checked.")
    render.kept(session.form, kept, session.today, session.unit.stale_months, proposed_topics(), done)


@command(app, N_("A service has ended; what was guided to it stays in the log"))
def end(
    ctx: typer.Context, code: ServiceCode, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """Take a service out of what is found, without forgetting it."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("service.end")
    kept = services.change(session.database, code, lambda service: service._replace(ended=True), act)
    render.kept(session.form, kept, session.today, session.unit.stale_months, proposed_topics())


def _with_input(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """What options and standard input tell together.

    Raises:
        StandardInputTakenError: Standard input is the passphrase already.
        TogetherError: Both tell the same.
    """
    if session.asked.passphrase_fd == 0:
        raise StandardInputTakenError
    told = read_object(whole_input(sys.stdin))
    for field in told:
        if field in given and told[field] != given[field]:
            raise TogetherError(one="--input", other=OPTIONS.get(field, f"--{field.replace('_', '-')}"))
    return {**told, **given}


def _asked(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """What was told, with answers to what must not be missing, and on a terminal to the rest."""
    told = {field: tuple(dict.fromkeys(value)) if isinstance(value, list) else value for field, value in given.items()}
    if "name" not in told:
        told["name"] = questions.needed("--name", partial(_answer, "name"), may_ask=session.may_ask)
    if session.is_interactive:
        told |= {field: _answer(field) for field in QUESTIONS if field not in told}
    return told


def _answer(field: str) -> Any:  # noqa: ANN401 (each field has its own type)
    if field == "topics":
        return questions.topics(QUESTIONS[field], proposed_topics(), read_topic)
    read = read_hours if field == "hours" else partial(read_field, field)
    return questions.typed(QUESTIONS[field], read)
