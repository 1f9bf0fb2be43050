"""Appointments in the file: what is kept, logged and counted."""

import json
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from sotecli import keys
from sotecli.core.appointment import Appointment, Draft, book, held
from sotecli.core.appointment_counts import AppointmentCounts, Count
from sotecli.core.arrangement import Arrangement
from sotecli.core.arrangement_codes import AppointmentHow, AppointmentReason, AppointmentStatus, CancelledBy, Settlement
from sotecli.core.recovery import Cancelling, Course, cancelled, missed
from sotecli.core.reference import new_reference
from sotecli.errors.base import SoteError
from sotecli.errors.file import DamagedError
from sotecli.storage import appointment_counts, appointments, log, requests
from sotecli.storage.database import Database, open_database
from tests.appointments import AFTER, AT, booked, noted
from tests.cases import LUVN, VARHA, new_case
from tests.conftest import NOW, PASSPHRASE, TODAY, Desk, a_request, a_situation, an_act, derive_once

if TYPE_CHECKING:
    from collections.abc import Callable

JUNE, JULY = (date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 7, 31))


def opened(desk: Desk) -> Database:
    """A desk's file."""
    return open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)


def an_appointment(
    database: Database, ref: str = "K-2222228", matter: str = "P-2222228", at: datetime = AT
) -> Appointment:
    """A booked appointment of a request that the file has."""
    if not requests.exists(database, matter):
        requests.add(database, [(a_request(matter), "+358401234567")], an_act("request.add"))
    draft = Draft(ref, at)
    return appointments.book(
        database,
        matter,
        draft,
        lambda behind, clash: book(draft, behind, clash, NOW, a_situation()),
        an_act("appointment.book"),
    ).appointment


def test_what_is_kept_is_read_again(database: Database) -> None:
    """Every way an appointment can stand comes out of its row as it went in."""
    requests.add(database, [(a_request(), "+358401234567")], an_act())
    ends: list[tuple[AppointmentStatus, CancelledBy | None, Settlement | None]] = [
        (AppointmentStatus.BOOKED, None, None),
        (AppointmentStatus.HELD, None, None),
        *((AppointmentStatus.CANCELLED, by, how) for by in CancelledBy for how in (None, *Settlement)),
        *((AppointmentStatus.MISSED, None, how) for how in (None, *Settlement)),
    ]
    chance, made = Random(1), list[Appointment]()
    for number, (status, by, settled) in enumerate(ends):
        ref = new_reference("K", chance.choice)
        line = Arrangement(ref, "appointment", "P-2222228", NOW, "decide", "recovery", TODAY, TODAY)
        ended = None if status is AppointmentStatus.BOOKED else NOW + timedelta(hours=number)
        how, reason = chance.choice(list(AppointmentHow)), chance.choice([None, *AppointmentReason])
        at = AT + timedelta(minutes=number)
        made.append(Appointment(line, at, how, status, by, reason, ended, number or None, settled))
    with database.transaction(keep=False):
        for one in made:
            appointments.keep(database, None, one, an_act())
        assert appointments.listing(database, status="all") == made


def test_the_log_names_the_matter_too(inside: Desk) -> None:
    """What is booked, shown, changed or refused is logged with the appointment and with its request."""
    request = inside.add()
    ref = booked(inside, request)
    inside("appointment", "show", ref)
    inside("appointment", "held", ref)
    inside("followup", "due", "--on", "18.6.")
    noted(inside, "missed", ref)
    database = opened(inside)
    rows = database.rows("SELECT action, refs FROM log WHERE action LIKE 'appointment.%' OR action LIKE 'followup.%'")
    database.close()
    named = {row["action"]: json.loads(row["refs"]) for row in rows}
    for action in ("book", "show", "held.refused", "missed"):
        assert named[f"appointment.{action}"] == [ref, request]
    assert {ref, request} <= set(named["followup.due"])


def test_a_refused_booking_names_whose_it_was(inside: Desk) -> None:
    """Who is refused because the person has another appointment has been told of that one, too."""
    request = inside.add()
    ref = booked(inside, request)
    inside("appointment", "book", request, "--at", "18.6. 10.00")
    database = opened(inside)
    (row,) = database.rows("SELECT refs FROM log WHERE action = 'appointment.book.refused'")
    database.close()
    assert json.loads(row["refs"]) == [request, ref]


def test_every_change_is_an_event(inside: Desk) -> None:
    """Who noted what and when stays, what was taken back too, with each attempt."""
    ref = booked(inside, inside.add())
    noted(inside, "missed", ref, "--reason", "forgot")
    noted(inside, "tried", ref, "--channel", "sms", "--result", "message-sent")
    noted(inside, "reopen", ref)
    database = opened(inside)
    rows = database.rows("SELECT action, payload FROM events WHERE subject = :ref ORDER BY seq", ref=ref)
    database.close()
    told = [(row["action"].removeprefix("appointment."), json.loads(row["payload"])) for row in rows]
    assert [action for action, _payload in told] == ["book", "missed", "tried", "reopen"]
    assert told[1][1]["appointment"]["reason"] == [None, "forgot"]
    assert told[2][1]["tried"]["result"] == "message-sent"
    assert told[3][1]["appointment"]["status"] == ["missed", "booked"]


@pytest.mark.parametrize("step", ["entry", "event"])
def test_nothing_is_half_written(database: Database, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """When the log or an event cannot be written, neither the appointment nor its line in the list is."""

    def fail(*_words: object) -> None:
        raise SoteError

    booked_one = an_appointment(database)
    with monkeypatch.context() as patched:
        patched.setattr(log, step, fail)
        with pytest.raises(SoteError):
            an_appointment(database, "K-333333A")
        with pytest.raises(SoteError):
            appointments.change(
                database, booked_one.ref, lambda story: held(story.appointment, None, None, AT), an_act()
            )
    assert appointments.listing(database, status="all") == [booked_one]


def test_a_row_that_sote_never_writes(database: Database) -> None:
    """A status or way that does not exist is damage, told as such."""
    ref = an_appointment(database).ref
    with database.transaction():
        database.write("UPDATE appointments SET how = 'letter'")
    with pytest.raises(DamagedError):
        appointments.get(database, ref)


def test_lists_use_an_index(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """No list, no booking and no count reads every appointment, or every case."""
    asked: list[tuple[str, dict[str, Any]]] = []
    rows = database.rows

    def spying(sql: str, **parameters: Any) -> list[Any]:  # noqa: ANN401 (whatever the storage asks)
        asked.append((sql, parameters))
        return rows(sql, **parameters)

    def one(sql: str, **parameters: Any) -> Any:  # noqa: ANN401
        return next(iter(spying(sql, **parameters)), None)

    an_appointment(database)
    monkeypatch.setattr(database, "rows", spying)
    monkeypatch.setattr(database, "row", one)
    calls: list[Callable[[], object]] = [
        lambda: appointments.listing(database),
        lambda: appointments.listing(database, status="held"),
        lambda: appointments.listing(database, status="all", on=TODAY),
        lambda: appointments.listing(database, status="all", matter="P-2222228"),
        lambda: appointments.listing(database, worker="anna"),
        lambda: appointments.story(database, "K-2222228"),
        lambda: appointment_counts.counts(database, VARHA, *JUNE),
        lambda: appointment_counts.counts_by_month(database, VARHA, *JUNE),
    ]
    for call in calls:
        call()
    monkeypatch.undo()
    assert len(asked) > len(calls)
    for sql, parameters in asked:
        plan = [row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {sql}", **parameters)]
        scans = [line for line in plan if line.startswith("SCAN") and "USING" not in line and "subquery" not in line]
        assert not [line for line in scans if line.split()[1] in {"appointments", "arrangements", "cases"}], (sql, plan)


def course(story: appointments.Story) -> Course:
    """What the way on depends on, without a model."""
    return Course(story.behind, story.tries, (), a_situation())


def a_mixture(desk: Desk) -> list[str]:
    """Two cases with an appointment of each kind in June, and one ahead in July."""
    first, second = (str(new_case(desk, model=VARHA)["ref"]) for _count in range(2))
    for hour, matter, verb, words, now in (
        (8, first, "held", (), AFTER),
        (9, first, "cancel", ("--by", "client"), "2026-06-17T09:00:00+03:00"),
        (10, first, "cancel", ("--by", "client"), "2026-06-17T10:00:01+03:00"),
        (11, second, "cancel", ("--by", "client"), "2026-06-17T12:00:00+03:00"),
        (12, first, "cancel", ("--by", "organisation"), "2026-06-18T11:00:00+03:00"),
        (13, second, "missed", (), "2026-06-18T14:00:00+03:00"),
    ):
        ref = booked(desk, matter, at=f"18.6. {hour}.00")
        noted(desk, verb, ref, *words, now=now)
    booked(desk, second, at="22.6. 10.00")
    booked(desk, first, at="1.7. 10.00")
    return [first, second]


def test_counts(inside: Desk) -> None:
    """Who cancelled and how late is told apart; the organisation's cancelling is booked, and nobody's lost visit."""
    a_mixture(inside)
    request = inside.add()
    noted(inside, "missed", booked(inside, request))
    booked(inside, str(new_case(inside, model=LUVN)["ref"]))
    database = opened(inside)
    june = appointment_counts.counts(database, VARHA, *JUNE)
    months = appointment_counts.counts_by_month(database, VARHA, JUNE[0], JULY[1])
    asked = appointment_counts.counts(database, None, *JUNE)
    nothing = appointment_counts.counts(database, VARHA, date(2025, 1, 1), date(2025, 12, 31))
    database.close()
    assert june == AppointmentCounts(
        month=None,
        booked=Count(7, 2),
        held=Count(1, 1),
        in_time=Count(1, 1),
        late=Count(2, 2),
        organisation=Count(1, 1),
        missed=Count(1, 1),
        unrecorded=Count(1, 1),
        lost=Count(4, 2),
    )
    assert june.share == 4 / 7
    assert [(one.month, one.booked) for one in months] == [("2026-06", Count(7, 2)), ("2026-07", Count(1, 1))]
    assert (asked.booked, asked.missed, asked.share) == (Count(1, 1), Count(1, 1), 1)
    assert (nothing.booked, nothing.share) == (Count(0, 0), None)


def test_the_parts_make_the_whole(database: Database) -> None:
    """Whatever happened, each appointment is counted in exactly one way, and the lost ones are three of them."""
    chance, act = Random(7), an_act()
    tomorrow = AT + timedelta(days=1)
    ends: list[Callable[[appointments.Story], Appointment]] = [
        lambda story: held(story.appointment, None, None, tomorrow),
        lambda story: missed(story.appointment, None, course(story), tomorrow),
        lambda story: cancelled(story.appointment, Cancelling(CancelledBy.CLIENT, NOW), course(story)),
        lambda story: cancelled(story.appointment, Cancelling(CancelledBy.ORGANISATION, NOW), course(story)),
        lambda story: story.appointment,
    ]
    for number in range(60):
        matter = new_reference("P", Random(number % 9).choice)
        made = an_appointment(database, new_reference("K", chance.choice), matter, AT + timedelta(minutes=number - 60))
        appointments.change(database, made.ref, chance.choice(ends), act)
    found = appointment_counts.counts(database, None, *JUNE)
    parts = (found.held, found.in_time, found.late, found.organisation, found.missed, found.unrecorded)
    assert sum(part.visits for part in parts) == found.booked.visits == 60
    assert found.lost.visits == found.in_time.visits + found.late.visits + found.missed.visits
    assert max(part.persons for part in (*parts, found.lost)) <= found.booked.persons == 9
