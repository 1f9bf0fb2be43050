"""Referrals and appointments in the day's list: who sees them, and with whom they go."""

from datetime import UTC, date, datetime

from sotecli import keys
from sotecli.core.arrangement import Arrangement, moved_arrangement
from sotecli.core.workdays import calendar_named
from sotecli.storage import arrangements
from sotecli.storage.database import Database, open_database
from tests.cases import new_case
from tests.conftest import NOW, PASSPHRASE, TODAY, Desk, an_act, derive_once

REF = "L-2222228"


def a_referral(matter: str, due_on: date = TODAY, **changed: object) -> Arrangement:
    """A referral of anna's whose answer is waited for."""
    made = Arrangement(
        ref=REF,
        kind="referral",
        matter=matter,
        made_at=NOW,
        step="answer",
        rule="referral.chase",
        due_on=due_on,
        next_on=due_on,
        worker="anna",
    )
    return made._replace(**changed)  # type: ignore[arg-type]


def stored(desk: Desk, arrangement: Arrangement) -> None:
    """Write an arrangement into a desk's file."""
    database = open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)
    with database.transaction():
        arrangements.keep(database, None, arrangement, an_act("referral.add"))
    database.close()


def test_what_is_arranged_shows_on_its_day(inside: Desk) -> None:
    """A referral whose answer is due stands in both lists of the day, with the matter that it belongs to."""
    ref = inside.add()
    inside("worker", "assign", ref, "anna")
    stored(inside, a_referral(ref))
    items = inside("followup", "due", "--json").json["items"]
    assert [(item["kind"], item["step"], item["matter"]) for item in items] == [("referral", "answer", ref)]
    assert REF in [item["ref"] for item in inside("--json").json["today"]]
    assert REF in inside("followup", "due", "--plain").out


def test_what_lies_ahead_waits(inside: Desk) -> None:
    """An arrangement of a later day stands among what waits, in words and as JSON."""
    ref = inside.add()
    inside("worker", "assign", ref, "anna")
    stored(inside, a_referral(ref, date(2026, 6, 24)))
    assert REF in [one["ref"] for one in inside("--json").json["waiting"]]
    assert REF in inside("--plain").out


def test_it_goes_with_its_matter(inside: Desk) -> None:
    """When a case gets another worker and a pair, its referral does, too."""
    ref = new_case(inside)["ref"]
    inside("worker", "assign", ref, "anna")
    stored(inside, a_referral(ref))
    inside("worker", "assign", ref, "bo")
    inside("worker", "assign", ref, "anna", "--pair")
    (item,) = [item for item in inside("followup", "due", "--json").json["items"] if item["ref"] == REF]
    assert item["worker"] == "bo"
    assert REF in [item["ref"] for item in inside("followup", "due", "--mine", "--json").json["items"]]


def test_nobody_leaves_with_an_open_arrangement(inside: Desk) -> None:
    """A referral of a request that has ended is named when its worker leaves, and can be given on."""
    ref = inside.add()
    inside("worker", "assign", ref, "bo")
    stored(inside, a_referral(ref, worker="bo"))
    inside("request", "close", ref, "--outcome", "withdrawn")
    refused = inside("worker", "leave", "bo", "--on", "2026-06-17", "--json")
    assert refused.code == 5
    assert REF in refused.error["message"]
    given = inside("worker", "leave", "bo", "--on", "2026-06-17", "--give-to", "anna", "--json")
    assert given.json["given"] == [{"ref": REF, "roles": ["worker"]}]
    assert inside("followup", "due", "--json").json["items"][0]["worker"] == "anna"


def test_a_closed_day_moves_the_chase(inside: Desk) -> None:
    """What is to be asked on a day that the unit closes is asked on the next working day."""
    ref = inside.add()
    stored(inside, a_referral(ref, date(2026, 6, 23)))
    inside("calendar", "close", "23.6.", "--reason", "training")
    items = inside("followup", "due", "--on", "24.6.", "--json").json["items"]
    assert [item["due_on"] for item in items if item["ref"] == REF] == ["2026-06-24"]


def test_an_appointment_stays_where_it_was_booked() -> None:
    """A closed day does not move a booked appointment: only people can."""
    calendar = calendar_named("fi-office").amended({TODAY: "local-training"})
    at = datetime(2026, 6, 17, 7, 0, tzinfo=UTC)
    booked = a_referral("A-2222228", kind="appointment", step="appointment", at=at)
    assert moved_arrangement(booked, calendar) == booked
    assert moved_arrangement(booked._replace(step="reach-out"), calendar).next_on == date(2026, 6, 18)


def test_lists_use_an_index(database: Database) -> None:
    """What is due, what waits and what belongs to a matter is found without reading the whole table."""
    for sql in (arrangements.DUE, arrangements.MINE):
        names = {"promised": "", "until": "", "worker": "", "after": ""}
        plan = database.rows(f"EXPLAIN QUERY PLAN {sql}", **{key: names[key] for key in names if f":{key}" in sql})
        assert not [row["detail"] for row in plan if row["detail"].startswith("SCAN arrangements")]
