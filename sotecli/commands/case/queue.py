"""`sote case queue|place|urgency|wish`: the order in which people wait, and what a human changes in it."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.case.group import CaseRef, app, ground_of, model_for
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_code, read_text, read_when, session_of, whole
from sotecli.core import queue as core
from sotecli.core.case import Case, must_be_open
from sotecli.core.codes import QueueGround
from sotecli.core.model import Model
from sotecli.core.queue import Facts, InLine, Kind, Place, QueueChange
from sotecli.core.when import When
from sotecli.errors.case import NoQueueError
from sotecli.errors.days import FutureError
from sotecli.errors.model import MissingModelError
from sotecli.errors.usage import MissingOptionError, TogetherError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.modelset import model_of, shipped_model
from sotecli.render import case as case_render
from sotecli.render import queue as render
from sotecli.session import Session
from sotecli.storage import models
from sotecli.storage import queue as storage

HOUSING = "luvn-housing-path"
"""The model whose queue is shown while nobody waits in any."""
MOST_POSITIONS = 99_999
MOST_URGENT, NOT_URGENT = 1, 3
Ground = Annotated[
    QueueGround | None,
    typer.Option(metavar="CODE", parser=code_of(QueueGround), help=N_("On what ground it is changed.")),
]


@command(app, N_("The queue: the proposed order and its arithmetic, who was placed by whom, on any day"))
def queue(
    ctx: typer.Context,
    model: Annotated[
        str | None, typer.Option(metavar="ID", parser=read_text, help=N_("The model, where several have a queue."))
    ] = None,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("A past day; today unless you say."))
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_code, help=N_("A place that is free: wishes count, too."))
    ] = None,
    offers: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", parser=read_code, help=N_("What the place offers, as a wish; may be repeated.")),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the queue as it is, or as it was at the end of a past day."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("case.queue")
    day = session.day(on, past=True)
    if day > session.today:
        raise FutureError(when=day)
    if offers and place is None:
        raise MissingOptionError(option="--place")
    used = _in_use(session, _queue_model(session, model), day)
    free = Place(place, tuple(offers or ())) if place else None
    line = _line(session, used, day, free)
    session.will_show("case.queue", [found.ref for found in line], fields="queue")
    render.shown(session.form, render.View(used, day, session.today, free), line)


@command(app, N_("Place somebody elsewhere in the queue, on a ground; or take that back"))
def place(
    ctx: typer.Context,
    ref: CaseRef,
    position: Annotated[
        int | None,
        typer.Argument(metavar="[POSITION]", parser=whole(1, MOST_POSITIONS), help=N_("Counted from 1, the first.")),
    ] = None,
    ground: Ground = None,
    release: Annotated[
        bool, typer.Option("--release", help=N_("Take a human place back: the proposal holds again."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Change somebody's place in the order; the proposal stays visible beside it."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.place")
    if release and position is not None:
        raise TogetherError(one="POSITION", other="--release")
    if position is None and not release:
        raise MissingOptionError(option="POSITION")
    why = ground or questions.needed("--ground", questions.queue_ground, may_ask=session.may_ask)
    case, change = storage.change(session.database, ref, partial(_placed, session, position, why), act)
    render.placed(session.form, case.ref, change)


@command(app, N_("Change how urgent somebody's need is, on a ground"))
def urgency(
    ctx: typer.Context,
    ref: CaseRef,
    wanted: Annotated[
        int, typer.Argument(metavar="1|2|3", parser=whole(MOST_URGENT, NOT_URGENT), help=N_("1 most urgent …"))
    ],
    ground: Ground = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Change the urgency; what it was stays in the history of the queue."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.urgency")
    why = ground or questions.needed("--ground", questions.queue_ground, may_ask=session.may_ask)
    changed = partial(_facts, session, "urgency", why, lambda facts: facts._replace(urgency=wanted))
    case, _change = storage.change(session.database, ref, changed, act)
    case_render.changed(session.form, case, ground_of(session, case).model, _("Noted."))


@command(app, N_("Change what somebody wishes of a place; all wishes are told anew"))
def wish(
    ctx: typer.Context,
    ref: CaseRef,
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]...", parser=read_code, help=N_("The wishes, as codes, such as near-family.")),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help=N_("No wishes any more."))] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Change the wishes; what they were stays in the history of the queue."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.wish")
    if none and codes:
        raise TogetherError(one="CODE", other="--none")
    if not none and not codes:
        raise MissingOptionError(option="CODE")
    wishes = tuple(dict.fromkeys(codes or ()))
    changed = partial(_facts, session, "wish", None, lambda facts: facts._replace(wishes=wishes))
    case, _change = storage.change(session.database, ref, changed, act)
    case_render.changed(session.form, case, ground_of(session, case).model, _("Noted."))


def _queue_model(session: Session, asked: str | None) -> str:
    """The model whose queue is meant: the only one in which anybody has waited, if none is told."""
    known = [] if asked else storage.models_with_queue(session.database)
    if len(known) > 1:
        raise MissingModelError(option="--model")
    return (asked or "").lower() or (known[0] if known else HOUSING)


def _in_use(session: Session, ident: str, day: date) -> Model:
    """The version of a model that was in use on a day, by which the order of that day was proposed.

    Raises:
        UnknownModelError: There is no such model.
        NoQueueError: Nobody waits in a queue by it.
    """
    text = models.in_use(session.database, ident, day)
    found = model_of(text) if text else shipped_model(ident)
    if not found.has_queue:
        raise NoQueueError(model=found.ident)
    return found


def _line(session: Session, used: Model, day: date, place: Place | None = None, without: str = "") -> list[InLine]:
    """Everybody who waited by a model on a day, in the order of that day; `without` the human place of one of them."""
    version = cache(lambda number: used if number == used.version else model_for(session, used.ident, number))
    waiters = storage.waiters(session.database, used.ident, day, version)
    kept = [
        waiter._replace(changes=tuple(change for change in waiter.changes if change.kind in core.FACTS))
        if waiter.ref == without
        else waiter
        for waiter in waiters
    ]
    return core.queue_on(kept, day, used.queue, place)


def _placed(session: Session, position: int | None, ground: QueueGround, case: Case) -> QueueChange:
    """What becomes of a place in the queue; without a position it is taken back."""
    must_be_open(case)
    used = _in_use(session, case.model, session.today)
    if position is None:
        return core.release(case, _line(session, used, session.today), _blank(session, case, "release", ground))
    line = _line(session, used, session.today, without=case.ref)
    return core.place_at(case, line, position, _blank(session, case, "place", ground))


def _facts(
    session: Session, kind: Kind, ground: QueueGround | None, told: Callable[[Facts], Facts], case: Case
) -> QueueChange:
    """What becomes of what counts for somebody in the queue."""
    must_be_open(case)
    blank = _blank(session, case, kind, ground)
    return blank._replace(now=told(blank.was))


def _blank(session: Session, case: Case, kind: Kind, ground: QueueGround | None) -> QueueChange:
    facts = Facts(case.urgency, case.wishes)
    return QueueChange(0, kind, session.today, session.worker.code, session.now, ground, was=facts, now=facts)
