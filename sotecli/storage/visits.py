"""Visits: rows in, `Visit` out; and the totals by month and site, which grow and shrink in the same transaction."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.act import Act
from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.moment import from_text
from sotecli.core.visit import Count, Matter, Visit, totals
from sotecli.core.visit_report import Counts
from sotecli.errors.missing import UnknownVisitError
from sotecli.storage import log
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import kept

ADD = """
INSERT INTO visits (on_day, site, channel, worker, at, version, age, minutes, persons, again, participants, times)
VALUES (:on_day, :site, :channel, :worker, :at, :version, :age, :minutes, :persons, :again, :participants, :times)
"""
ADD_MATTER = """
INSERT INTO visit_matters (visit, place, topic, outcome, towards, counts)
VALUES (:visit, :place, :topic, :outcome, :towards, :counts)
"""
COUNT = """
INSERT INTO visit_totals (month, site, what, code, events, persons)
VALUES (:month, :site, :what, :code, :events, :persons)
ON CONFLICT (month, site, what, code) DO UPDATE SET events = events + excluded.events,
  persons = persons + excluded.persons
"""
FORGET = """
DELETE FROM visit_totals
WHERE month = :month AND site = :site AND what = :what AND code = :code AND events = 0 AND persons = 0
"""
TOTALS = """
SELECT what, code, sum(events) AS events, sum(persons) AS persons FROM visit_totals
WHERE month BETWEEN :first AND :last GROUP BY what, code
"""
BY_PLACE = """
SELECT site, month, what, code, events, persons FROM visit_totals
WHERE month BETWEEN :first AND :last AND what IN ('visits', 'matters', 'solved', 'counts', 'but')
"""
LATEST = "SELECT * FROM visits {where} ORDER BY on_day DESC, number DESC LIMIT :most"


def add(database: Database, visits: Sequence[Visit], act: Act) -> list[Visit]:
    """Keep visits with what they add to the totals, all in one transaction; gives them with their numbers."""
    with database.transaction(keep=not act.dry_run):
        numbered = [_keep(database, visit, act) for visit in visits]
        _count(database, numbered, 1)
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return numbered


def remove(database: Database, number: int, act: Act) -> Visit:
    """Take a visit back: its event keeps it, and the totals no longer do.

    Raises:
        UnknownVisitError: No visit has that number.
    """
    with database.transaction(keep=not act.dry_run):
        visit = get(database, number)
        database.write("DELETE FROM visit_matters WHERE visit = :number", number=number)
        database.write("DELETE FROM visits WHERE number = :number", number=number)
        _count(database, [visit], -1)
        log.event(database, act, f"visit {number}", {"removed": _payload(visit)})
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return visit


def get(database: Database, number: int) -> Visit:
    """The visit of that number.

    Raises:
        UnknownVisitError: There is none.
    """
    rows = database.rows("SELECT * FROM visits WHERE number = :number", number=number)
    if not rows:
        raise UnknownVisitError(number=number)
    return database.value(lambda row: _from_row(database, row), rows[0])


def listing(
    database: Database, days: tuple[date, date] | None = None, site: str | None = None, *, most: int = 20
) -> list[Visit]:
    """The last visits, the newest day first, perhaps of some days or of one site only; `most` of them."""
    conditions = [*(["site = :site"] if site else []), *(["on_day BETWEEN :first AND :last"] if days else [])]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    between = {"first": days[0].isoformat(), "last": days[1].isoformat()} if days else {}
    sql = LATEST.format(where=where)
    return database.read(lambda row: _from_row(database, row), sql, site=site, most=most, **between)


def last_site(database: Database, worker: str) -> str | None:
    """The site of a worker's own last visit."""
    row = database.row("SELECT site FROM visits WHERE worker = :worker ORDER BY number DESC LIMIT 1", worker=worker)
    return str(row["site"]) if row else None


def first_day(database: Database) -> date | None:
    """The first day of the month of the first visit."""
    row = database.row("SELECT month FROM visit_totals ORDER BY month LIMIT 1")
    return date.fromisoformat(f"{row['month']}-01") if row else None


def counts(database: Database, *, start: date, end: date) -> Counts:
    """The totals of whole months, from that of `start` to that of `end`."""
    months = {"first": f"{start:%Y-%m}", "last": f"{end:%Y-%m}"}
    with database.transaction(keep=False):  # all figures of one moment
        by_code = {(row["what"], row["code"]): _counted(row) for row in database.rows(TOTALS, **months)}
        by_place: dict[tuple[str, str], dict[tuple[str, str], Count]] = {}
        for row in database.rows(BY_PLACE, **months):
            by_place.setdefault((row["site"], row["month"]), {})[row["what"], row["code"]] = _counted(row)
    return Counts(by_code=by_code, by_place=by_place)


def _keep(database: Database, visit: Visit, act: Act) -> Visit:
    """Write one visit with its event, inside the caller's transaction."""
    row = kept({key: value for key, value in visit._asdict().items() if key not in {"matters", "number"}})
    database.write(ADD, on_day=row.pop("on"), **row)
    found = database.row("SELECT last_insert_rowid() AS number")
    numbered = visit._replace(number=int(found["number"]) if found else 0)
    for place, matter in enumerate(numbered.matters, start=1):
        told = {"topic": matter.topic, "outcome": matter.outcome, "towards": matter.where, "counts": matter.counts}
        database.write(ADD_MATTER, visit=numbered.number, place=place, **told)
    log.event(database, act, f"visit {numbered.number}", {"added": _payload(numbered)})
    return numbered


def _payload(visit: Visit) -> dict[str, object]:
    """A visit as its event keeps it."""
    row = {key: value for key, value in kept(visit._asdict()).items() if key not in {"matters", "number", "at"}}
    return {**row, "matters": [matter._asdict() for matter in visit.matters]}


def _count(database: Database, visits: Sequence[Visit], sign: int) -> None:
    """Add what visits add to the totals, or take it away again."""
    for (month, site, what, code), (events, persons) in totals(visits).items():
        place = {"month": month, "site": site, "what": what, "code": code}
        database.write(COUNT, **place, events=sign * events, persons=sign * persons)
        if sign < 0:
            database.write(FORGET, **place)


def _counted(row: Row) -> Count:
    return Count(row["events"], row["persons"])


def _from_row(database: Database, row: Row) -> Visit:
    matters = database.rows("SELECT * FROM visit_matters WHERE visit = :number ORDER BY place", number=row["number"])
    return Visit(
        on=stored_day(row["on_day"]),
        site=row["site"],
        channel=VisitChannel(row["channel"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        version=row["version"],
        age=AgeBand(row["age"]),
        minutes=row["minutes"],
        matters=tuple(Matter(found["topic"], found["outcome"], found["towards"], found["counts"]) for found in matters),
        persons=row["persons"],
        again=bool(row["again"]),
        participants=row["participants"],
        times=row["times"],
        number=row["number"],
    )
