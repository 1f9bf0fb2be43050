"""Days on which a unit's calendar differs: its own closures and openings, and national changes taken in by refresh."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from sotecli.core.act import Act
from sotecli.core.arrangement import moved_arrangement
from sotecli.core.closures import CLOSURES, OPENING, Move, Settled, moved_case, moves
from sotecli.core.moment import local_day
from sotecli.core.workdays import WorkCalendar
from sotecli.storage import arrangements, caseload, cases, log, pauses, requests
from sotecli.storage.database import Database, Row, stored_day


def local_days(database: Database) -> dict[date, str]:
    """The unit's own closed and opened days, with the code of why, in their order."""
    return dict(database.read(_local_day, "SELECT day, why FROM local_days ORDER BY day"))


def _local_day(row: Row) -> tuple[date, str]:
    if row["why"] not in {*CLOSURES, OPENING}:
        raise ValueError
    return stored_day(row["day"]), row["why"]


def national_days(database: Database, ident: str) -> dict[date, str]:
    """The days of a national calendar that a newer release changed, with the code of why."""
    sql = "SELECT day, why FROM national_days WHERE calendar = :ident ORDER BY day"
    return dict(database.read(lambda row: (stored_day(row["day"]), str(row["why"])), sql, ident=ident))


def settle(
    database: Database, national: WorkCalendar, decide: Callable[[dict[date, str]], dict[date, str]], act: Act
) -> Settled:
    """Store the unit's own days as `decide` says, and move what lay on them.

    Raises:
        RefusedError: Whatever `decide` raises.
    """

    def keep() -> tuple[Settled, dict[str, object]]:
        before = local_days(database)
        after = decide(before)
        database.write("DELETE FROM local_days")
        for day, why in after.items():
            database.write("INSERT INTO local_days (day, why) VALUES (:day, :why)", day=day.isoformat(), why=why)
        changed = sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day))
        calendar = national.amended(after)
        moved = _move(database, changed[0], national.amended(before), calendar, act)
        stays = [ref for day in changed if not calendar.is_working(day) for ref in requests.promised_on(database, day)]
        return Settled(calendar, moved, stays), {"local": {str(day): after.get(day) for day in changed}}

    return _kept(database, keep, act)


def refresh(
    database: Database,
    changes: Mapping[str, dict[date, str]],
    national: WorkCalendar,
    act: Act,
) -> list[Move]:
    """Store national changes by calendar, and move what lay on them; `national` is the unit's calendar until now."""

    def keep() -> tuple[Settled, dict[str, object]]:
        for ident, days in changes.items():
            for day, why in days.items():
                database.write(
                    "INSERT INTO national_days (calendar, day, why) VALUES (:ident, :day, :why)"
                    " ON CONFLICT (calendar, day) DO UPDATE SET why = excluded.why",
                    ident=ident,
                    day=day.isoformat(),
                    why=why,
                )
        named = {ident: {str(day): why for day, why in days.items()} for ident, days in changes.items()}
        own, after = local_days(database), national.amended(changes.get(national.ident, {}))
        moved = _move(database, local_day(act.at), national.amended(own), after.amended(own), act)
        return Settled(after.amended(own), moved, []), {"national": named}

    return _kept(database, keep, act).moved


def recount(
    database: Database, calendars: Callable[[str], WorkCalendar], act: Act, idents: tuple[str, str]
) -> list[Move]:
    """Move what another calendar of the unit moves, inside a transaction; `idents` are the old and the new one."""
    own = local_days(database)
    old, new = (calendars(ident).amended(own) for ident in idents)
    return _move(database, local_day(act.at), old, new, act)


def _kept(database: Database, keep: Callable[[], tuple[Settled, dict[str, object]]], act: Act) -> Settled:
    """Let `keep` store a change of the working days, with its event and log entry, in one transaction."""
    with database.transaction(keep=not act.dry_run):
        settled, told = keep()
        refs = list(dict.fromkeys([*(move.after.ref for move in settled.moved), *settled.stays]))
        log.event(database, act, "calendar", told)
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, refs)
    return settled


def _move(database: Database, first: date, old: WorkCalendar, new: WorkCalendar, act: Act) -> list[Move]:
    """Store what becomes of open requests, cases and arrangements that are promised or planned on `first` or later."""
    moved = moves(requests.planned_from(database, first), partial(pauses.listing, database), old, new)
    for move in moved:
        requests.keep(database, move.before, move.after, act)
    for case in caseload.planned_from(database, first):
        if case.next_on and not new.is_working(case.next_on):
            cases.rewrite(database, case, moved_case(case, new), act)
    for arrangement in arrangements.planned_from(database, first):
        arrangements.keep(database, arrangement, moved_arrangement(arrangement, new), act)
    return moved
