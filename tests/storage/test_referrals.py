"""Referrals in the file."""

from datetime import date

import pytest

from sotecli import keys
from sotecli.core.planned_services import planned_services
from sotecli.errors.file import DamagedError
from sotecli.storage import referrals
from sotecli.storage.database import Database, open_database
from tests.cases import VARHA, new_case
from tests.conftest import PASSPHRASE, Desk, derive_once


def opened(desk: Desk) -> Database:
    """The desk's file."""
    return open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)


def add(desk: Desk, ref: str, service: str, *words: str) -> str:
    """A new referral with a promised day."""
    ran = desk("referral", "add", ref, "--service", service, "--consent", "spoken", *words, "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["ref"])


def test_the_plan_of_a_models_clients(inside: Desk) -> None:
    """Cases of one person are one client; other models, requests and referrals made in error are left out."""
    first = new_case(inside, model=VARHA)["ref"]
    same = new_case(inside, "--same-as", first)["ref"]
    promised = ("--promised", "2026-07-01")
    arrived = add(inside, first, "debt-advice", *promised)
    inside("referral", "outcome", arrived, "arrived")
    wrong = add(inside, first, "health-centre", *promised)
    inside("referral", "outcome", wrong, "ended", "--party", "unit", "--reason", "error")
    add(inside, same, "debt-advice", *promised)
    add(inside, inside.add(), "debt-advice", *promised)
    database = opened(inside)
    (service,) = planned_services(referrals.planned(database, VARHA), date(2026, 6, 17))
    database.close()
    assert (service.service, service.arrived_on, service.in_time) == ("debt-advice", date(2026, 6, 17), True)


def test_lists_use_an_index(database: Database) -> None:
    """What is open, of a worker, of a matter or to a service is found without reading the whole table."""
    lists = [referrals.Wanted(), *(referrals.Wanted(status, worker="anna") for status in ("open", "closed", "all"))]
    lists += [referrals.Wanted("all", matter="P-2222228"), referrals.Wanted("all", service="debt-advice")]
    for wanted in lists:
        sql, values = referrals.asked(wanted)
        plan = [row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]
        assert not [detail for detail in plan if detail.startswith("SCAN")], wanted


@pytest.mark.parametrize(
    ("column", "value"),
    [("sent_on", "yesterday"), ("consent", "silent"), ("shares", '["diagnosis"]'), ("party", "neighbour")],
)
def test_what_sote_never_writes_is_damage(inside: Desk, column: str, value: str) -> None:
    """A row that holds something else than `sote` writes is told as damage."""
    made = add(inside, inside.add(), "debt-advice")
    database = opened(inside)
    with database.transaction():
        database.write(f"UPDATE referrals SET {column} = :value WHERE ref = :ref", value=value, ref=made)
    with pytest.raises(DamagedError):
        referrals.get(database, made)
    database.close()
