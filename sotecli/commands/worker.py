"""`sote worker`: who works with the file, and who works with whom."""

from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_matter, read_when, read_worker, session_of
from sotecli.core import request as core
from sotecli.core.absence import Absence, checked, ended
from sotecli.core.case import Relation
from sotecli.core.codes import HandOver, Qualification, Role
from sotecli.core.when import When
from sotecli.core.worker import Worker, changed_worker
from sotecli.errors.usage import MissingValueError, TogetherError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_, _
from sotecli.render import unit as render
from sotecli.render.request import changed
from sotecli.storage import absences, requests, workers

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
    render.worker_added(session.form, added)


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
        raise MissingValueError(option="--role")
    decide = partial(changed_worker, role=role, qualification=qualification)
    render.worker_added(session.form, workers.change(session.database, code, decide, session.act("worker.change")))


@command(app, N_("Workers and their open requests"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show the workers."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.act("worker.list")
    render.worker_listing(
        session.form, workers.listing(session.database), absences.since(session.database, session.today)
    )


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
    others = [known for known in workers.active_codes(session.database) if known != away.code]
    ask_day, ask_deputy = partial(questions.last_day_away, session.situation), partial(questions.deputy, others)
    to_on = session.coming_day(last) if last else questions.needed("--to", ask_day, may_ask=session.may_ask)
    named = deputy or questions.needed("--deputy", ask_deputy, may_ask=session.may_ask and bool(others))
    instead = workers.get(session.database, named)
    absence = Absence(away.code, session.coming_day(first), to_on, instead.code)
    decide = partial(checked, absence, instead, today=session.today)
    absences.add(session.database, min(absence.from_on, session.today), decide, act)
    render.absent(session.form, away, absence)


@command(app, N_("A worker is back before the last day of their absence"))
def back(
    ctx: typer.Context, code: WorkerCode, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """End the absence of today, or take back the next one."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, worker = session.act("worker.back"), workers.counted(session.database, code)
    decide = partial(ended, worker.code, today=session.today)
    render.back(session.form, worker, absences.end(session.database, session.today, decide, act))


@command(app, N_("Give a request or a case to a personal worker, or add the pair"))
def assign(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", parser=read_matter, help=N_("A reference, or enough of its beginning."))
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

    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, worker = session.act("worker.assign"), workers.get(session.database, code)
    if ref.startswith("A"):
        given_case(session, (ref, worker), _relation(pair=pair, area=area), (on, reason))
        return
    decide = partial(core.assign_pair if pair else core.assign, worker=worker)
    assigned = requests.change(session.database, ref, decide, act)
    done = _("{worker} is the pair of {ref}.") if pair else _("{worker} is the personal worker of {ref}.")
    changed(session.form, assigned, done.format(worker=worker.code, ref=assigned.ref))


def _relation(*, pair: bool, area: bool) -> Relation:
    """How the worker will stand to a case.

    Raises:
        TogetherError: --pair and --area were both given.
    """
    if pair and area:
        raise TogetherError(one="--pair", other="--area")
    return "pair" if pair else "area" if area else "worker"
