"""Referrals: rows in, `Referral` out. What the day's list needs of them lies with the arrangements."""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sotecli.core.act import Act
from sotecli.core.arrangement_codes import Consent, ReferralReason, ReferralResult, Shared
from sotecli.core.codes import Party
from sotecli.core.moment import from_text
from sotecli.core.planned_services import Planned
from sotecli.core.referral import Entry, Referral, Terms
from sotecli.core.referring import Surroundings
from sotecli.core.request import Request
from sotecli.storage import arrangements, log, matters, requests
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import by_reference, kept

COLUMNS = ("ref", *Terms._fields, *Referral._fields[2:])
INSERT = f"INSERT INTO referrals ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"  # noqa: S608 (our own columns)
UPDATE = f"UPDATE referrals SET {', '.join(f'{name} = :{name}' for name in COLUMNS[1:])} WHERE ref = :ref"  # noqa: S608 (our own columns)
ADD_ENTRY = """
INSERT INTO referral_outcomes (ref, number, outcome, on_day, worker, at, party, reason, result)
VALUES (:ref, (SELECT coalesce(max(number), 0) + 1 FROM referral_outcomes WHERE ref = :ref), :what, :on, :worker, :at,
  :party, :reason, :result)
"""
WHOLE = "arrangements JOIN referrals USING (ref)"
STANDS = {"open": "closed_on IS NULL", "closed": "closed_on IS NOT NULL", "all": "true"}
# An index that holds the open ones only, so those that have ended are not even looked at.
OPEN = "ref IN (SELECT ref FROM arrangements INDEXED BY arrangements_next WHERE closed_on IS NULL AND next_on > '')"
WHOSE = """ref IN (
  SELECT ref FROM arrangements INDEXED BY arrangements_worker WHERE worker = :worker AND {stands}
  UNION
  SELECT ref FROM arrangements INDEXED BY arrangements_pair WHERE pair = :worker AND {stands}
)"""
RIVAL = f"SELECT ref FROM {WHOLE} WHERE matter = :matter AND service = :service AND closed_on IS NULL AND ref <> :ref"  # noqa: S608 (our own tables)
# A referral that was made in error was never part of anybody's plan.
PLANNED = f"""
SELECT client, service, promised_on, arrived_on FROM cases
JOIN ({WHOLE}) AS made ON made.matter = cases.ref
WHERE cases.model = :model AND NOT (made.state = 'ended' AND made.reason = 'error')
"""  # noqa: S608 (our own tables)


class Wanted(NamedTuple):
    """Which referrals a list shows."""

    status: str = "open"
    """`open`, `closed` or `all`."""
    worker: str | None = None
    """Of one worker, or pair."""
    matter: str | None = None
    service: str | None = None


def get(database: Database, ref: str) -> Referral:
    """The referral of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return by_reference(database, WHOLE, ref, _from_row)


def listing(database: Database, wanted: Wanted) -> list[Referral]:
    """The referrals that are wanted, in the order in which they were made."""
    sql, values = asked(wanted)
    return database.read(_from_row, sql, **values)


def asked(wanted: Wanted) -> tuple[str, dict[str, str]]:
    """The query for the referrals that are wanted, with its values."""
    values = {name: value for name, value in wanted._asdict().items() if value and name != "status"}
    stands = STANDS[wanted.status]
    conditions = [f"{name} = :{name}" for name in values if name != "worker"]
    if wanted.worker:
        conditions.append(WHOSE.format(stands=stands))
    if wanted.status == "open" and not conditions:
        conditions.append(OPEN)
    return f"SELECT * FROM {WHOLE} WHERE {' AND '.join([stands, *conditions])} ORDER BY made_at, ref", values  # noqa: S608 (our own conditions)


def history(database: Database, ref: str) -> list[Entry]:
    """Every entry of a referral, in the order in which they were made."""
    return database.read(_entry_of, "SELECT * FROM referral_outcomes WHERE ref = :ref ORDER BY number", ref=ref)


def planned(database: Database, model: str) -> list[Planned]:
    """The referrals of the clients of a model, for `core.planned_services`."""
    return database.read(_planned_of, PLANNED, model=model)


def add(database: Database, ref: str, service: str, decide: Callable[[Surroundings], Referral], act: Act) -> Referral:
    """Store the referral that `decide` makes of a request or case; a request counts as guided from then on.

    Raises:
        UnknownReferenceError: There is no such request or case; or whatever `decide` raises.
    """
    whole = matters.get(database, ref).ref
    with log.refusals(database, act, whole), database.transaction(keep=not act.dry_run):
        around = _around(database, whole, service)
        referral = decide(around)
        _keep(database, None, referral, act)
        if isinstance(around.matter, Request) and not around.matter.guided:
            requests.keep(database, around.matter, around.matter._replace(guided=True), act)
        log.entry(database, act, [referral.ref, whole])
    if act.dry_run:
        log.shown(database, act, [whole])  # the reference was invented for the show and does not exist
    return referral


def change(
    database: Database,
    ref: str,
    decide: Callable[[Referral, Sequence[Entry], Surroundings], tuple[Referral, Entry | None]],
    act: Act,
) -> Referral:
    """Read a referral, let `decide` say what becomes of it, and store that with its new entry, in one transaction.

    Raises:
        UnknownReferenceError: There is no such referral; or whatever `decide` raises.
    """
    common = get(database, ref).common
    refs = [common.ref, common.matter]
    with log.refusals(database, act, *refs), database.transaction(keep=not act.dry_run):
        before = get(database, common.ref)
        around = _around(database, common.matter, before.terms.service, common.ref)
        after, entry = decide(before, history(database, common.ref), around)
        _keep(database, before, after, act, entry)
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, refs)
    return after


def _around(database: Database, matter: str, service: str, ref: str = "") -> Surroundings:
    found = matters.get(database, matter)
    rival = database.row(RIVAL, matter=matter, service=service, ref=ref)
    return Surroundings(found, matters.people_here(database, found), rival["ref"] if rival else None)


def _keep(database: Database, before: Referral | None, after: Referral, act: Act, entry: Entry | None = None) -> None:
    """Write a referral with its entry and one event, inside the caller's transaction, which logs it."""
    row = _to_row(after)
    told: dict[str, object] = {"entry": kept(entry._asdict())} if entry else {}
    told |= {"referral": row} if before is None else {}
    arrangements.keep(database, before.common if before else None, after.common, act, **told)
    database.write(UPDATE if before else INSERT, **row)
    if entry:
        database.write(ADD_ENTRY, ref=after.ref, **kept(entry._asdict()))


def _to_row(referral: Referral) -> dict[str, object]:
    own = dict(zip(Referral._fields[2:], referral[2:], strict=True))
    return {"ref": referral.ref, **kept(referral.terms._asdict()), **kept(own)}


def _from_row(row: Row) -> Referral:
    values = {name: row[name] for name in COLUMNS}
    read = values | {name: reader(values[name]) for name, reader in READERS.items() if values[name] is not None}
    terms = Terms(**{name: read[name] for name in Terms._fields})
    own = {name: read[name] for name in Referral._fields[2:]}
    return Referral(arrangements.from_row(row), terms, **own)


def _entry_of(row: Row) -> Entry:
    return Entry(
        what=row["outcome"],
        on=stored_day(row["on_day"]),
        worker=row["worker"],
        at=from_text(row["at"]),
        party=Party(row["party"]) if row["party"] else None,
        reason=ReferralReason(row["reason"]) if row["reason"] else None,
        result=ReferralResult(row["result"]) if row["result"] else None,
    )


def _planned_of(row: Row) -> Planned:
    promised, arrived = (stored_day(row[name]) if row[name] else None for name in ("promised_on", "arrived_on"))
    return Planned(row["client"], row["service"], promised, arrived)


READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(("consent_on", "sent_on", "promised_on", "arrived_on"), stored_day),
    "consent": Consent,
    "shares": lambda text: tuple(Shared(code) for code in json.loads(text)),
    "party": Party,
    "reason": ReferralReason,
    "result": ReferralResult,
}
