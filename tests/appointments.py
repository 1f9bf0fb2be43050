"""What tests of appointments share: booking one, noting how it went."""

from datetime import date, datetime
from typing import Any

from sotecli.core.appointment import Appointment, Behind, Draft, book
from sotecli.core.codes import Channel
from sotecli.core.moment import HELSINKI
from sotecli.core.recovery import Course, Try
from tests.conftest import NOW, TODAY, Desk, a_situation

REF = "K-2222228"
BEHIND = Behind(
    ref="A-2222228",
    worker="anna",
    pair=None,
    ended=False,
    channel=Channel.SMS,
    may_contact=True,
    client="K-333333A",
    model=("varha-shared-client", 1),
)
AT = datetime(2026, 6, 18, 10, 0, tzinfo=HELSINKI)  # Thursday; the days after it: Mon 22.6., Wed 24.6., Fri 26.6.
AFTER = "2026-06-18T12:00:00+03:00"


def helsinki(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An instant on the clock of Helsinki."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HELSINKI)


def an_appointment(at: datetime = AT, now: datetime = NOW, today: date = TODAY) -> Appointment:
    """A booked appointment of anna's."""
    return book(Draft(REF, at, closed_day=True), BEHIND, None, now, a_situation(today))


def a_course(
    today: date, tries: tuple[Try, ...] = (), days: tuple[int, ...] = (1, 3, 5), behind: Behind = BEHIND
) -> Course:
    """What the way on depends on, on a day."""
    return Course(behind, tries, days, a_situation(today))


def booked(desk: Desk, matter: str, *words: str, at: str = "18.6. 10.00", now: str | None = None) -> str:
    """Book an appointment and give its reference."""
    ran = desk("appointment", "book", matter, "--at", at, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return str(ran.json["ref"])


def noted(desk: Desk, verb: str, ref: str, *words: str, now: str = AFTER) -> dict[str, Any]:
    """Note something of an appointment and give it."""
    ran = desk("appointment", verb, ref, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)
