"""Pauses of promises: rows in, `Pause` out, and what a pause moves."""

from collections.abc import Callable, Sequence

from sotecli.core.act import Act
from sotecli.core.closures import Move
from sotecli.core.pauses import Pause
from sotecli.core.request import Request
from sotecli.storage import log, requests
from sotecli.storage.database import Database
from sotecli.storage.rows import pause_of


def listing(database: Database, ref: str) -> list[Pause]:
    """The pauses of one request, in their order."""
    return database.read(
        pause_of,
        "SELECT from_on, until_on, reason FROM pauses WHERE ref = :ref ORDER BY from_on, id",
        ref=ref,
    )


def add(
    database: Database, ref: str, decide: Callable[[Request, Sequence[Pause]], tuple[Request, Pause]], act: Act
) -> Move:
    """Pause a request as `decide` says.

    Raises:
        UnknownReferenceError: There is no such request; or whatever `decide` raises.
    """

    def keep(before: Request) -> Request:
        after, pause = decide(before, listing(database, before.ref))
        _insert(database, before.ref, pause)
        requests.keep_change(database, before, after, act, pause=_named(pause))
        return after

    return _changed(database, ref, keep, act)


def end(
    database: Database,
    ref: str,
    decide: Callable[[Request, Sequence[Pause]], tuple[Request, Pause, Pause | None]],
    act: Act,
) -> Move:
    """End the pause of a request as `decide` says; what was paused before today stays paused.

    Raises:
        UnknownReferenceError: There is no such request; or whatever `decide` raises.
    """

    def keep(before: Request) -> Request:
        after, standing, left = decide(before, listing(database, before.ref))
        database.write(
            "DELETE FROM pauses WHERE ref = :ref AND from_on = :from_on AND until_on = :until_on",
            ref=before.ref,
            from_on=standing.from_on.isoformat(),
            until_on=standing.until_on.isoformat(),
        )
        if left:
            _insert(database, before.ref, left)
        ended = {"pause": _named(standing), "left": _named(left) if left else None}
        requests.keep_change(database, before, after, act, **ended)
        return after

    return _changed(database, ref, keep, act)


def _changed(database: Database, ref: str, keep: Callable[[Request], Request], act: Act) -> Move:
    """Read a request and let `keep` store what becomes of it, in one transaction."""
    whole = requests.get(database, ref).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        before = requests.get(database, whole)
        after = keep(before)
    if act.dry_run:
        log.shown(database, act, [after.ref])
    return Move(before, after)


def _insert(database: Database, ref: str, pause: Pause) -> None:
    database.write(
        "INSERT INTO pauses (ref, from_on, until_on, reason) VALUES (:ref, :from_on, :until_on, :reason)",
        ref=ref,
        **_named(pause),
    )


def _named(pause: Pause) -> dict[str, object]:
    return {"from_on": pause.from_on.isoformat(), "until_on": pause.until_on.isoformat(), "reason": pause.reason}
