"""What was arranged for a person and is not over: a referral (L-…, lähete) or an appointment (K-…, käynti).

An arrangement belongs to a request or a case, and to whoever works on it. It is open until somebody knows how it ended;
here is only what the day's list needs of it, the rest stands in `core.referral` and `core.appointment`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from sotecli.core.codes import Channel
from sotecli.core.workdays import WorkCalendar

Kind = Literal["referral", "appointment"]
LETTERS: dict[Kind, str] = {"referral": "L", "appointment": "K"}
APPOINTMENT = "appointment"
REACH_OUT, REBOOK, DECIDE = "reach-out", "rebook", "decide"
AFTERWARDS = frozenset({REACH_OUT, REBOOK, DECIDE})
"""What may follow an appointment that was missed or cancelled."""


class Arrangement(NamedTuple):
    """A referral or an appointment as the day's list sees it."""

    ref: str
    kind: Kind
    matter: str
    """The reference of the request or case that it belongs to."""
    made_at: datetime
    step: str
    """What is to be done next, as a code."""
    rule: str
    """What gives the due day: a setting's key, `referral.decide`, `appointment`, `recovery`, or `plan`."""
    due_on: date
    """The day after which it is late."""
    next_on: date | None
    """The day from which it shows in the day's list; `None` once it has ended."""
    worker: str | None = None
    """Whose the request or case is; while that is nobody's, who made the arrangement."""
    pair: str | None = None
    channel: Channel | None = None
    """How the person wishes to be contacted, where somebody said."""
    at: datetime | None = None
    """When the appointment is."""
    closed_on: date | None = None

    @property
    def act_by(self) -> date | None:
        """The day after which the open arrangement is late."""
        return None if self.closed_on else self.due_on


def moved_arrangement(arrangement: Arrangement, calendar: WorkCalendar) -> Arrangement:
    """The arrangement, shown on the next working day; a booked appointment stays where it is."""
    if arrangement.next_on is None or arrangement.step == APPOINTMENT:
        return arrangement
    return arrangement._replace(
        due_on=calendar.on_or_after(arrangement.due_on), next_on=calendar.on_or_after(arrangement.next_on)
    )


def ended_with_matter(arrangement: Arrangement, on: date) -> Arrangement:
    """The arrangement when people end its request or case: nobody reaches out any more.

    A booked appointment stays, because somebody must still say whether it was held; so does a referral, which is
    followed to its end.
    """
    if arrangement.kind != "appointment" or arrangement.step not in AFTERWARDS:
        return arrangement
    return arrangement._replace(next_on=None, closed_on=on)


def ended_with_request(arrangement: Arrangement, on: date) -> Arrangement:
    """The arrangement when its request ends: the contact details are wiped, so no way of contact is left to show."""
    return ended_with_matter(arrangement, on)._replace(channel=None)


def staying(arrangements: Iterable[Arrangement], on: date) -> list[str]:
    """The references of those that stay open when people end their request or case."""
    return [one.ref for one in arrangements if one.closed_on is None and ended_with_matter(one, on).closed_on is None]


def without_contact(arrangement: Arrangement) -> Arrangement:
    """The arrangement when the person asks not to be contacted: people decide how to go on, and nobody reaches out."""
    calls = arrangement.kind == "appointment" and arrangement.step in {REACH_OUT, REBOOK}
    return arrangement._replace(step=DECIDE) if calls else arrangement
