"""What calendar programs may know of the requests: the reference, the step and its day, and nothing else.

An event carries a number that grows with each change of its request, so that a program that took in an earlier
export knows which of the two is newer (RFC 5545 3.8.7.4).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sotecli.core.codes import Step
from sotecli.core.moment import local_day
from sotecli.core.request import Request

# Long enough for whoever comes back from a summer holiday to import once more and be rid of what has ended;
# after that nothing of an ended request needs to leave the file.
CANCELLED_DAYS = 30


class Revision(NamedTuple):
    """How often something has changed, and when it last did."""

    number: int
    """0 when it is as it came in."""
    at: datetime


class Entry(NamedTuple):
    """One day of a calendar, with everything that is told about it."""

    day: date
    """The day of the next step; of the closing when cancelled."""
    ref: str
    step: Step
    cancelled: bool
    revision: Revision


def agenda(requests: Iterable[Request], revisions: Mapping[str, Revision]) -> list[Entry]:
    """The requests as calendar entries, in the order of their days."""
    return sorted(
        Entry(
            day=local_day(request.closed_at) if request.closed_at else request.next_on or request.due_on,
            ref=request.ref,
            step=request.step,
            cancelled=request.closed_at is not None,
            revision=revisions[request.ref],
        )
        for request in requests
    )


def belongs(request: Request, today: date) -> bool:
    """Whether an export of today tells of the request: it is open, or has ended lately."""
    return request.closed_at is None or local_day(request.closed_at) >= today - timedelta(days=CANCELLED_DAYS)
