"""One visit to a lähitori or to service advice, and what it adds to the totals (domain notes 4.3 and 7, trap 14).

Nobody is identified. Four counts are told apart: a visit is one meeting; matters are what it was about, one or several;
clients are persons, counted once, so those of visits that are not marked as return visits; participants are those of
groups and events, and are none of the others.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.when import MOST_AHEAD, When, day_of, must_be_near
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.days import FutureError
from sotecli.errors.missing import UnknownSiteError

HELPED, DIRECTED = "helped", "directed"
MOST_MONTHS_BACK = 60
"""What lies further back has a mistyped year."""
APART = (DIRECTED, "forwarded-social", "forwarded-health")
"""What matters count as that reports tell as a share of all matters."""


class Matter(NamedTuple):
    """One matter of a visit."""

    topic: str
    outcome: str
    where: str | None = None
    """To which place outside the county the person was directed."""
    counts: str | None = None
    """What the model says that the outcome counts as."""


class Visit(NamedTuple):
    """One visit, or several alike of a paper tally; or a group or an event, which has `participants`."""

    on: date
    site: str
    channel: VisitChannel
    worker: str
    at: datetime
    version: int
    """The version of the model by which it was entered."""
    age: AgeBand = AgeBand.UNKNOWN
    minutes: int | None = None
    matters: tuple[Matter, ...] = ()
    persons: int = 1
    again: bool = False
    """The persons have been counted as clients before."""
    participants: int | None = None
    times: int = 1
    """How many such visits there were."""
    number: int = 0

    @property
    def clients(self) -> int:
        """The persons who are counted for the first time."""
        return 0 if self.again or self.participants is not None else self.persons * self.times


class Count(NamedTuple):
    """How often something was, and how many clients are behind it."""

    events: int
    persons: int


Key = tuple[str, str]
"""What is counted, and its code; the code is empty where there is none."""


def day_of_visit(when: When | None, today: date, calendar: WorkCalendar) -> date:
    """The day that is meant, today without one; a day without a year that has not come yet is a slip, not last year's.

    Raises:
        ImpossibleDateError: There is no such day.
        FutureError: It has not come yet.
    """
    if when is None:
        return today
    day = day_of(when, today, calendar, past=True)
    if when.day_month is not None and (today - day).days > MOST_AHEAD:
        raise FutureError(when=day_of(when, today, calendar))
    return day


def must_be_sound(visit: Visit, today: date, sites: Collection[str] | None) -> Visit:
    """The visit, if it can have been.

    Raises:
        FutureError: Its day has not come yet.
        FarAwayError: It lies years back.
        UnknownSiteError: The unit has settled its sites, and this is none of them.
    """
    if visit.on > today:
        raise FutureError(when=visit.on)
    must_be_near(visit.on, today, MOST_MONTHS_BACK)
    must_be_site(visit.site, sites)
    return visit


def must_be_site(site: str, sites: Collection[str] | None) -> None:
    """Raise `UnknownSiteError` if the unit has settled its sites, and this is none of them."""
    if sites is not None and site not in sites:
        raise UnknownSiteError(known=", ".join(sorted(sites)))


def tally(visit: Visit) -> Mapping[Key, Count]:
    """What a visit adds to the totals of its month and site."""
    if visit.participants is not None:
        return {("groups", ""): Count(visit.times, visit.participants * visit.times)}
    found = dict(_of_visit(visit))
    for kind, codes in _of_matters(visit):
        for code in set(codes):
            found[kind, code] = Count(codes.count(code) * visit.times, visit.clients)
    return found


def totals(visits: Iterable[Visit]) -> Mapping[tuple[str, str, str, str], Count]:
    """What visits add to the totals, by month, site, what is counted and its code; nothing is left out that counts."""
    events: Counter[tuple[str, str, str, str]] = Counter()
    persons: Counter[tuple[str, str, str, str]] = Counter()
    for visit in visits:
        for (what, code), count in tally(visit).items():
            place = (f"{visit.on:%Y-%m}", visit.site, what, code)
            events[place] += count.events
            persons[place] += count.persons
    return {place: Count(events[place], persons[place]) for place in events if events[place] or persons[place]}


def _of_visit(visit: Visit) -> Iterator[tuple[Key, Count]]:
    """What a visit adds as a whole."""
    once = Count(visit.times, visit.clients)
    came_to = {matter.counts for matter in visit.matters}
    yield ("visits", ""), once
    yield ("matters", ""), Count(len(visit.matters) * visit.times, visit.clients)
    yield ("channel", visit.channel.value), once
    yield ("age", visit.age.value), once
    if came_to <= {HELPED}:
        yield ("solved", ""), once
    if came_to <= {HELPED, DIRECTED}:
        yield ("settled", ""), once
    if visit.minutes is not None:
        yield ("timed", ""), once
        yield ("minutes", ""), Count(visit.minutes * visit.times, visit.clients)


def _of_matters(visit: Visit) -> Iterator[tuple[str, list[str]]]:
    """What the matters of a visit count as; `but` are those that are something else."""
    yield "topic", [matter.topic for matter in visit.matters]
    yield "outcome", [matter.outcome for matter in visit.matters]
    yield "where", [matter.where for matter in visit.matters if matter.where]
    yield "counts", [matter.counts for matter in visit.matters if matter.counts in APART]
    yield "but", [code for matter in visit.matters for code in APART if matter.counts != code]
