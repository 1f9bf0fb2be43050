"""`sote worker`: who works with the file, and who works with whom."""

from datetime import date
from functools import cache, partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_planned, read_when, read_worker, session_of
from sotecli.core import request as core
from sotecli.core.absence import Absence, checked, ended
from sotecli.core.arrangement import LETTERS
from sotecli.core.case import Relation, must_not_be_missed
from sotecli.core.codes import HandOver, Qualification, Role
from sotecli.core.leaving import Held, Leaving, Staff
from sotecli.core.leaving import leave as leave_as
from sotecli.core.when import When
from sotecli.core.worker import Worker, changed_worker
from sotecli.errors.usage import MissingOptionError, TogetherError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import unit as render
from sotecli.render.request import changed
from sotecli.session import Session
from sotecli.storage import absences, caseload, leaving, requests, workers

app = new_group()
WorkerCode = Annotated[
    str, typer.Argument(metavar="CODE", parser=read_worker, help=N_("A worker's code, such as initials; no name."))
]


@command(app, N_("Add a worker"))
def add(
    ctx: typer.Context,
    code: WorkerCode,
    role: Annotated[
        Role | None,
        typer.Option(metavar="CODE", parser=code_of(Role), help=N_("What they may do; worker unless you say.")),
    ] = None,
    qualification: Annotated[
        Qualification | None,
        typer.Option(metavar="CODE", parser=code_of(Qualification), help=N_("Their profession, as a code.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Add a worker to the file."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    worker = Worker(code=code, role=role or Role.WORKER, qualification=qualification or Qualification.NONE)
    added = workers.add(session.database, worker, session.act("worker.add"))
    render.worker_added(session.form, added, session.today)


@command(app, N_("Change a worker's role or profession"))
def change(
    ctx: typer.Context,
    code: WorkerCode,
    role: Annotated[
        Role | None, typer.Option(metavar="CODE", parser=code_of(Role), help=N_("What they may do from now on."))
    ] = None,
    qualification: Annotated[
        Qualification | None,
        typer.Option(metavar="CODE", parser=code_of(Qualification), help=N_("Their profession, as a code.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Change what a worker may do or is; what was done before stays."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    if role is None and qualification is None:
        raise MissingOptionError(option="--role")

    def decide(worker: Worker, *, leads: int) -> Worker:
        after = changed_worker(worker, today=session.today, leads=leads, role=role, qualification=qualification)
        mine = caseload.listing(session.database, worker=worker.code)
        must_not_be_missed(after, mine, workers.known(session.database))
        return after

    changed_one = workers.change(session.database, code, decide, session.act("worker.change"))
    render.worker_added(session.form, changed_one, session.today)


@command(app, N_("Workers and their open requests"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show the workers."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.act("worker.list")
    away = absences.since(session.database, session.today)
    render.worker_listing(session.form, workers.listing(session.database), away, session.today)


@command(app, N_("A worker is away: their due work shows under the deputy, and comes back"))
def absent(
    ctx: typer.Context,
    code: WorkerCode,
    first: Annotated[
        When | None, typer.Option("--from", metavar="DATE", parser=read_when, help=N_("The first day away; today."))
    ] = None,
    last: Annotated[
        When | None, typer.Option("--to", metavar="DATE", parser=read_when, help=N_("The last day away."))
    ] = None,
    deputy: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_worker, help=N_("Who stands in for them."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Say when a worker is away and who stands in; why is not asked."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, away = session.act("worker.absent"), workers.counted(session.database, code)
    away.must_be_active(session.today)
    others = [known for known in workers.active_codes(session.database, session.today) if known != away.code]
    ask_day, ask_deputy = partial(questions.last_day_away, session.situation), partial(questions.deputy, others)
    to_on = session.coming_day(last) if last else questions.needed("--to", ask_day, may_ask=session.may_ask)
    named = deputy or questions.needed("--deputy", ask_deputy, may_ask=session.may_ask and bool(others))
    instead = workers.get(session.database, named)
    absence = Absence(away.code, session.coming_day(first), to_on, instead.code)
    decide = partial(checked, absence, instead, today=session.today)
    absences.add(session.database, min(absence.from_on, session.today), decide, act)
    render.absent(session.form, away, absence, session.today)


@command(app, N_("A worker is back before the last day of their absence"))
def back(
    ctx: typer.Context, code: WorkerCode, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """End the absence of today, or take back the next one."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, worker = session.act("worker.back"), workers.counted(session.database, code)
    decide = partial(ended, worker.code, today=session.today)
    ended_one = absences.end(session.database, session.today, decide, act)
    render.back(session.form, worker, ended_one, session.today)


@command(app, N_("A worker leaves; what is open under their code goes to somebody else first"))
def leave(
    ctx: typer.Context,
    code: WorkerCode,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day from which they are gone."))
    ] = None,
    give_to: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_worker, help=N_("Who takes over everything that is open."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a worker leave; without somebody who takes over, only when nothing is open."""
    from sotecli.render.leaving import left  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, today = session.act("worker.leave"), session.today
    if on is None:
        raise MissingOptionError(option="--on")
    receiver = workers.get(session.database, give_to) if give_to else None
    decide = partial(_leaving, session, session.day(on), receiver)
    left(session.form, leaving.leave(session.database, code, today, decide, act), today)


@command(app, N_("Give a request, a case, or what is left of an ended one to a worker, or add the pair"))
def assign(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", parser=read_planned, help=N_("A reference, or enough of its beginning."))
    ],
    code: WorkerCode,
    pair: Annotated[bool, typer.Option("--pair", help=N_("As the second of a working pair."))] = False,
    area: Annotated[bool, typer.Option("--area", help=N_("Of a case: as the area social worker beside it."))] = False,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("Of a case: the day of the hand-over."))
    ] = None,
    reason: Annotated[
        HandOver | None,
        typer.Option(metavar="CODE", parser=code_of(HandOver), help=N_("Of a case: why it is handed over.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Give a request a personal worker; a pair comes beside the worker and ends nothing."""
    from sotecli.commands.case.people import given_case  # noqa: PLC0415 (requests are given without models)
    from sotecli.commands.handing import given_arrangement  # noqa: PLC0415

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, worker = session.act("worker.assign"), workers.get(session.database, code)
    if ref[0] in LETTERS.values():
        _as_worker(pair=pair, area=area)
        given_arrangement(session, ref, worker)
        return
    if ref.startswith("A"):
        given_case(session, (ref, worker), _relation(pair=pair, area=area), (on, reason))
        return
    decide = partial(core.assign_pair if pair else core.assign, worker=worker)
    assigned = requests.change(session.database, ref, decide, act)
    done = _("{worker} is the pair of {ref}.") if pair else _("{worker} is the personal worker of {ref}.")
    changed(session.form, assigned, done.format(worker=worker.code, ref=assigned.ref))


def _leaving(
    session: Session, on: date, receiver: Worker | None, worker: Worker, held: Held, known: dict[str, Worker]
) -> Leaving:
    """How a worker leaves; a case's model is read only where somebody with special support changes hands."""
    from sotecli.commands.case.group import model_for  # noqa: PLC0415 (requests are given without models)

    @cache
    def office(model: str, version: int) -> bool:
        return model_for(session, model, version).special_support

    staff = Staff(known, lambda case: office(case.model, case.version), session.today)
    return leave_as(worker, on, receiver, held, staff)


def _as_worker(*, pair: bool, area: bool) -> None:
    """Raise `TogetherError` if a referral or appointment is to be given to somebody beside its worker."""
    if pair or area:
        raise TogetherError(one="--pair" if pair else "--area", other="L-… / K-…")


def _relation(*, pair: bool, area: bool) -> Relation:
    """How the worker will stand to a case.

    Raises:
        TogetherError: --pair and --area were both given.
    """
    if pair and area:
        raise TogetherError(one="--pair", other="--area")
    return "pair" if pair else "area" if area else "worker"
