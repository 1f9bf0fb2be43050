"""A worker leaves: everything that is open under their code changes hands in one transaction."""

from collections.abc import Callable
from datetime import date

from sotecli.core.act import Act
from sotecli.core.codes import HandOver
from sotecli.core.leaving import Handed, Held, Leaving
from sotecli.core.worker import Worker
from sotecli.storage import absences, arrangements, caseload, cases, log, requests, workers
from sotecli.storage.database import Database


def leave(
    database: Database, code: str, today: date, decide: Callable[[Worker, Held, dict[str, Worker]], Leaving], act: Act
) -> Leaving:
    """Let a worker leave as `decide` says of what is open under their code.

    Raises:
        UnknownWorkerError: There is no such worker; or whatever `decide` raises.
    """
    with log.refusals(database, act), database.transaction(keep=not act.dry_run):
        worker = workers.get(database, code)
        held = Held(
            requests=requests.listing(database, worker=worker.code),
            cases=caseload.listing(database, worker=worker.code),
            absences=absences.since(database, today),
            arrangements=arrangements.of_worker(database, worker.code),
        )
        leaving = decide(worker, held, workers.known(database))
        _give(database, leaving.handed, act)
        workers.set_leaving(database, leaving.worker, act, leaving.receiver)
        log.entry(database, act, leaving.handed.refs)
    if act.dry_run:
        log.shown(database, act, leaving.handed.refs)
    return leaving


def _give(database: Database, handed: Handed, act: Act) -> None:
    """Write what goes to somebody else, each with its event."""
    for request, given in handed.requests:
        requests.keep(database, request, given, act, reason=HandOver.LEAVE)
    for case, after in handed.cases:
        cases.keep(database, case, cases.Change(after, reason=HandOver.LEAVE), act)
    for arrangement, other in handed.arrangements:
        arrangements.keep(database, arrangement, other, act, reason=HandOver.LEAVE)
    for absence, instead in handed.absences:
        absences.replace(database, absence, instead, act)
