"""`sote demo`: an invented pilot in a throw-away training file: my day, one explanation, the pilot report."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from sotecli import keys
from sotecli.commands import pilot_stories as told
from sotecli.commands.options import Json, Plain, read_path, session_of
from sotecli.commands.today import my_day_of, today
from sotecli.core import request as core
from sotecli.core.act import Act
from sotecli.core.codes import Channel, Form, Outcome, Role
from sotecli.core.contact import Contact, after_contact
from sotecli.core.followup import counted_days
from sotecli.core.moment import HELSINKI, local_day
from sotecli.core.pilot import pilot_report
from sotecli.core.reference import new_reference
from sotecli.core.request import Draft, Request
from sotecli.core.suppression import suppress
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.worker import Worker
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import followup, output, report
from sotecli.render.today import day_document
from sotecli.session import Session
from sotecli.storage import contacts, pilot, requests, workers
from sotecli.storage.database import open_database
from sotecli.storage.making import make

app = new_group()


@command(app, N_("Look around in an invented pilot"))
def demo(
    ctx: typer.Context,
    keep: Annotated[
        Path | None, typer.Option(metavar="PATH", parser=read_path, help=N_("Keep the training file there."))
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Make the training file, fill it, and show what a morning looks like."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    output.note(_("An invented pilot is being made; nobody in it exists …"))
    with TemporaryDirectory() as folder:
        path = keep or Path(folder) / "demo.db"
        _open_training_file(session, path)
        _fill(session)
        _show(session)
        session.close()
    output.note(_("This was a training file with invented people."))
    if keep:
        output.note(_("It is kept: {path}, passphrase: {words}").format(path=keep, words=told.PASSPHRASE))
    output.note(_('Begin with your own: sote init --unit "Our unit" --worker anna'))


def _open_training_file(session: Session, path: Path) -> None:
    """Make the file and put it into the session, with its fixed clock."""
    session.now = datetime.fromisoformat(told.CLOCK)
    unit = Unit(name=told.UNIT, training=True, settings={key: found.default for key, found in SETTINGS.items()})
    file_key = keys.derive(told.PASSPHRASE, keys.new_salt())
    first, second = (
        Worker(code=code, role=role) for code, role in zip(told.WORKERS, (Role.LEAD, Role.WORKER), strict=True)
    )
    begun = Act(worker=first.code, at=datetime.combine(told.FIRST_DAY, time(8), HELSINKI), action="init")
    make(path, file_key.raw, unit, first, begun)
    session.path, session.unit, session.worker = path, unit, first
    session.database = open_database(path, file_key.raw)
    workers.add(session.database, second, begun)


def _fill(session: Session) -> None:
    chance = random.Random(told.UNIT)  # noqa: S311 (the same references each time)
    refs = partial(new_reference, "P", chance.choice)
    for number in range(told.ROUNDS * len(told.CLOSED)):
        channel, tries, outcome = told.CLOSED[number % len(told.CLOSED)]
        day = told.FIRST_DAY + timedelta(number * 10 // 9)
        request = _arrive(session, refs(), datetime.combine(day, time(5, 40), HELSINKI), channel)
        ended = _try(session, request, tries, first=told.LATE if outcome is Outcome.NOT_REACHED else 1)
        close = partial(core.close, outcome=outcome, at=ended)
        requests.change(session.database, request.ref, close, _act(session, ended, "request.close"))
    for arrived, channel, tries in told.OPEN:
        request = _arrive(session, refs(), datetime.fromisoformat(arrived), channel)
        _try(session, request, tries, first=1)


def _arrive(session: Session, ref: str, at: datetime, channel: Channel) -> Request:
    draft = Draft(channel=channel, contact=told.CONTACTS[channel], source="custody-1")
    request = core.open_request(ref, draft, at, session.situation)
    requests.add(session.database, [(request, draft.contact)], _act(session, at, "request.add"))
    return request


def _try(session: Session, request: Request, tries: str, *, first: int) -> datetime:
    """Make the attempts of a story, one a working day from the `first` on; gives the time of the last one."""
    at = request.received_at
    if tries:
        assign = partial(core.assign, worker=session.worker)
        requests.change(session.database, request.ref, assign, _act(session, at, "worker.assign"))
    for number, letter in enumerate(tries):
        day = session.calendar.add(request.received_on, first + number)
        at = datetime.combine(day, time(10 + 4 * (number % 2), 30), HELSINKI)
        contacts.add(session.database, request.ref, _contact(session, at, letter), _act(session, at, "contact.log"))
    return at


def _contact(session: Session, at: datetime, letter: str) -> Callable[[Request], tuple[Contact, Request]]:
    result, gave = told.RESULTS[letter]

    def decide(request: Request) -> tuple[Contact, Request]:
        contact = Contact(
            ref=request.ref, at=at, channel=request.channel, result=result, gave=gave, worker=session.worker.code
        )
        situation = session.situation._replace(today=local_day(at))
        return contact, after_contact(request, contact, situation)

    return decide


def _act(session: Session, at: datetime, action: str) -> Act:
    return Act(worker=session.worker.code, at=at, action=action)


def _show(session: Session) -> None:
    """What a morning looks like."""
    request = requests.listing(session.database)[-1]
    days = counted_days(request.counted_from, request.due_on, session.calendar)
    counts = pilot.counts(session.database, start=told.FIRST_DAY, end=session.today, today=session.today)
    figures = pilot_report(counts, unit=session.unit, start=told.FIRST_DAY, end=session.today)
    publishable = suppress(replace(figures, training=True), session.unit.threshold)
    if session.form is Form.JSON:
        explanation = followup.explanation_document(request, days, session.calendar)
        morning = {"today": day_document(my_day_of(session)), "explanation": explanation}
        output.document({**morning, "report": report.report_document(publishable)})
        return
    output.say("\n$ sote")
    today(session)
    output.say(f"\n$ sote followup explain {request.ref}")
    followup.explained(session.form, request, days, session.calendar)
    output.say("\n$ sote report pilot")
    report.report(session.form, publishable, report.Ways("sote report pilot", "--confirm CODE"))
