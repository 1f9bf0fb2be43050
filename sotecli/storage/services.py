"""The directory of services: rows in, `Service` out.

Topics stand in a table of their own, so that a topic is found by an index, as a place is.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sotecli.core.act import Act
from sotecli.core.codes import Cost
from sotecli.core.hours import hours_text, read_hours
from sotecli.core.service import Kept, Service, Wish, folded, names_folded
from sotecli.errors.missing import SimilarServiceError, UnknownServiceError
from sotecli.errors.service import BadHoursError, RowError
from sotecli.storage import log
from sotecli.storage.database import Database, Row, stored_day

LISTS = ("topics", "languages")
COLUMNS = (*Service._fields, "names")
KEEP = (
    f"INSERT INTO services ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"  # noqa: S608 (our own columns)
    f" ON CONFLICT (code) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS[1:])}"
)
BEGINNING = 4
SIMILAR = """
SELECT code, name FROM services WHERE ended = 0 AND (substr(code, 1, length(:word)) = :word
  OR instr(char(10) || names, char(10) || :word)) ORDER BY code LIMIT 3
"""
STALE = "ended = 0 AND checked_on < :stale"  # what was never checked is kept as an empty text, before every day


EVERYTHING = Wish(ended=True)


def get(database: Database, code: str) -> Service:
    """The service of a code.

    Raises:
        UnknownServiceError: The directory has none.
    """
    found = find(database, code)
    if found is None:
        raise _unknown(database, code)
    return found


def find(database: Database, code: str) -> Service | None:
    """The service of a code, or `None`."""
    rows = database.read(_from_row, "SELECT * FROM services WHERE code = :code", code=code)
    return rows[0] if rows else None


def must_exist(database: Database, codes: Iterable[str]) -> None:
    """Let every code pass while the directory is empty; then only those that it has.

    Raises:
        UnknownServiceError: The directory has others, but not this one.
    """
    wanted = tuple(codes)
    if wanted and database.row("SELECT 1 FROM services LIMIT 1"):
        for code in wanted:
            if not exists(database, code):
                raise _unknown(database, code)


def _unknown(database: Database, code: str) -> UnknownServiceError:
    """What is wrong with a code that the directory does not have: it may be meant for one that begins like it."""
    rows = database.rows(SIMILAR, word=folded(code)[:BEGINNING])
    if not rows:
        return UnknownServiceError(value=code)
    return SimilarServiceError(value=code, similar=", ".join(f"{row['code']} ({row['name']})" for row in rows))


def exists(database: Database, code: str) -> bool:
    """Whether the directory has that code."""
    return database.row("SELECT 1 FROM services WHERE code = :code", code=code) is not None


def of_source(database: Database, source_id: str) -> Service | None:
    """The service that a file told of under that id, or `None`."""
    sql = "SELECT * FROM services WHERE source_id = :source_id AND source_id <> ''"
    rows = database.read(_from_row, sql, source_id=source_id)
    return rows[0] if rows else None


def listing(database: Database, wish: Wish = EVERYTHING) -> list[Service]:
    """The services that fit a wish, by their code."""
    where, given = _fitting(wish)
    return database.read(_from_row, f"SELECT * FROM services WHERE {where} ORDER BY code", **given)  # noqa: S608 (ours)


def _fitting(wish: Wish) -> tuple[str, dict[str, object]]:
    """The terms of a wish, with the values that they compare."""
    wanted: dict[str, tuple[str, object]] = {
        "topic": ("code IN (SELECT code FROM service_topics WHERE topic = :topic)", wish.topic),
        "place": ("place = :place", wish.place),
        "language": ("EXISTS (SELECT 1 FROM json_each(languages) WHERE value = :language)", wish.language),
        "age": ("coalesce(min_age, 0) <= :age AND coalesce(max_age, 999) >= :age", wish.age),
        "stale": (STALE, wish.stale_before and wish.stale_before.isoformat()),
    }
    wanted |= {f"word{n}": (f"instr(names, :word{n})", folded(word)) for n, word in enumerate(wish.words)}
    given = {key: (term, value) for key, (term, value) in wanted.items() if value is not None}
    terms = [term for term, _value in given.values()] + ([] if wish.ended else ["ended = 0"])
    return " AND ".join(terms) or "true", {key: value for key, (_term, value) in given.items()}


def count_stale(database: Database, stale_before: date) -> int:
    """How many services should be checked again."""
    row = database.row(f"SELECT count(*) AS stale FROM services WHERE {STALE}", stale=stale_before.isoformat())  # noqa: S608 (ours)
    return int(row["stale"]) if row else 0


def add(database: Database, code: str, decide: Callable[[Service | None], Service], act: Act) -> Service:
    """Keep what `decide` makes of the entry of a code, if there is one.

    Raises:
        ServiceExistsError: Whatever `decide` raises.
    """
    with _acting(database, act):
        after = decide(find(database, code))
        keep(database, after, act)
    return after


def change(database: Database, code: str, decide: Callable[[Service], Service], act: Act) -> Service:
    """Keep what `decide` makes of a service.

    Raises:
        UnknownServiceError: There is no such service; or whatever `decide` raises.
    """
    with _acting(database, act):
        after = decide(get(database, code))
        keep(database, after, act)
    return after


def take_in(database: Database, batch: Sequence[Callable[[], Kept | RowError]], act: Act) -> list[Kept | RowError]:
    """Keep some rows of a file in one transaction; each decides when those before it are kept."""
    results = []
    with _acting(database, act):
        for decide in batch:
            result = decide()
            if isinstance(result, Kept) and result.change != "same":
                keep(database, result.service, act)
            results.append(result)
    return results


@contextmanager
def _acting(database: Database, act: Act) -> Iterator[None]:
    """One transaction with its log entry."""
    with database.transaction(keep=not act.dry_run):
        yield
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])


def keep(database: Database, service: Service, act: Act) -> None:
    """Write an entry over the one of its code, with the event, inside the caller's transaction."""
    row = _to_row(service)
    database.write(KEEP, names=names_folded(service), **row)
    database.write("DELETE FROM service_topics WHERE code = :code", code=service.code)
    for topic in service.topics:
        database.write(
            "INSERT INTO service_topics (topic, code) VALUES (:topic, :code)", topic=topic, code=service.code
        )
    log.event(
        database, act, f"service {service.code}", {"service": {key: value for key, value in row.items() if value}}
    )


def _to_row(service: Service) -> dict[str, Any]:
    return {
        **service._asdict(),
        **{field: json.dumps(getattr(service, field)) for field in LISTS},
        "hours": hours_text(service.hours),
        "cost": service.cost.value,
        "walk_in": None if service.walk_in is None else int(service.walk_in),
        "checked_on": service.checked_on.isoformat() if service.checked_on else "",
        "ended": int(service.ended),
    }


def _from_row(row: Row) -> Service:
    values = {field: row[field] for field in Service._fields}
    try:
        hours = read_hours(row["hours"])
    except BadHoursError:
        raise ValueError from None
    values |= {field: tuple(json.loads(row[field])) for field in LISTS}
    values |= {"hours": hours, "cost": Cost(row["cost"]), "ended": bool(row["ended"])}
    values |= {"walk_in": None if row["walk_in"] is None else bool(row["walk_in"])}
    return Service(**values | {"checked_on": stored_day(row["checked_on"]) if row["checked_on"] else None})


def topics(database: Database) -> list[str]:
    """The topics that the entries have."""
    return [str(row["topic"]) for row in database.rows("SELECT DISTINCT topic FROM service_topics ORDER BY topic")]
