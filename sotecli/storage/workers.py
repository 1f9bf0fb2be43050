"""Workers: rows in, `Worker` out. Codes are kept as they were typed and found in capital or small letters."""

from collections.abc import Callable

from sotecli.core.act import Act
from sotecli.core.codes import Qualification, Role
from sotecli.core.worker import Worker
from sotecli.errors.missing import UnknownWorkerError
from sotecli.errors.refused import WorkerExistsError
from sotecli.storage import log
from sotecli.storage.database import Database, Row

OPEN = (
    "(SELECT count(*) FROM requests WHERE worker = w.code AND closed_at IS NULL)"
    " + (SELECT count(*) FROM requests WHERE pair = w.code AND closed_at IS NULL)"
    " + (SELECT count(*) FROM cases WHERE worker = w.code AND closed_on IS NULL)"
    " + (SELECT count(*) FROM cases WHERE pair = w.code AND closed_on IS NULL)"
    " + (SELECT count(*) FROM cases WHERE area = w.code AND closed_on IS NULL)"
)


def add(database: Database, worker: Worker, act: Act) -> Worker:
    """Store a new worker.

    Raises:
        WorkerExistsError: The code is taken, in whatever letters.
    """
    with database.transaction(keep=not act.dry_run):
        taken = _find(database, worker.code)
        if taken:
            raise WorkerExistsError(worker=taken["code"])
        insert(database, worker, act)
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return worker


def change(database: Database, code: str, decide: Callable[..., Worker], act: Act) -> Worker:
    """Store what `decide` makes of a worker, seeing how many active team leads there are.

    Raises:
        UnknownWorkerError: There is no such worker; or whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        before = get(database, code)
        leads = len(database.rows("SELECT 1 FROM workers WHERE active AND role = 'lead'"))
        after = decide(before, leads=leads)
        values = {"role": after.role, "qualification": after.qualification}
        database.write(
            "UPDATE workers SET role = :role, qualification = :qualification WHERE code = :code",
            code=after.code,
            **values,
        )
        log.event(database, act, f"worker {after.code}", {"worker": values})
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return after


def insert(database: Database, worker: Worker, act: Act) -> None:
    """Write a worker with the event, inside the caller's transaction."""
    values = {"code": worker.code, "role": worker.role, "qualification": worker.qualification}
    database.write(
        "INSERT INTO workers (code, folded, role, qualification) VALUES (:code, :folded, :role, :qualification)",
        folded=worker.code.casefold(),
        **values,
    )
    log.event(database, act, f"worker {worker.code}", {"worker": values})


def get(database: Database, code: str) -> Worker:
    """The worker of a code.

    Raises:
        UnknownWorkerError: There is none.
    """
    row = _find(database, code)
    if row is None:
        raise UnknownWorkerError(worker=code)
    return _from_row(row, opened=0)


def counted(database: Database, code: str) -> Worker:
    """The worker of a code with the number of their open requests.

    Raises:
        UnknownWorkerError: There is none.
    """
    worker = get(database, code)
    row = database.row(f"SELECT {OPEN} AS open FROM workers AS w WHERE w.code = :code", code=worker.code)  # noqa: S608 (ours)
    return worker._replace(open=row["open"] if row else 0)


def active_codes(database: Database) -> list[str]:
    """The codes of those who work here now."""
    return [row["code"] for row in database.rows("SELECT code FROM workers WHERE active ORDER BY folded")]


def known(database: Database) -> dict[str, Worker]:
    """Every worker by code, those who have left too; open matters are not counted."""
    return {row["code"]: _from_row(row, opened=0) for row in database.rows("SELECT * FROM workers")}


def listing(database: Database) -> list[Worker]:
    """All workers with the number of their open requests."""
    rows = database.rows(f"SELECT w.*, {OPEN} AS open FROM workers AS w ORDER BY w.folded")  # noqa: S608 (ours)
    return [_from_row(row, opened=row["open"]) for row in rows]


def _find(database: Database, code: str) -> Row | None:
    return database.row("SELECT * FROM workers WHERE folded = :folded", folded=code.casefold())


def _from_row(row: Row, *, opened: int) -> Worker:
    return Worker(
        code=row["code"],
        role=Role(row["role"]),
        qualification=Qualification(row["qualification"]),
        active=bool(row["active"]),
        open=opened,
    )
