"""Invented clients of a model with goals of its own: what the relations of the goals' report are tried on."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from sotecli.core.feedback_report import agreed, behind, kinds_at
from sotecli.core.planned_services import Planned, planned_services, services_in_time
from sotecli.core.report import Report, quarters_within
from sotecli.core.smart import CANCELLED, CONCERNS, COPING, IN_TIME, POSITIVE, Smart, window_of
from sotecli.core.smart_relations import cohort_days
from sotecli.core.smart_report import Counted, Exposure, Tally, goals_report
from sotecli.modelset import shipped_model
from tests.answers import CLIENTS, FIRST, START, Contact, contacts, counts
from tests.conftest import a_unit

Days = tuple[date, date]
BASELINE = (date(2025, 10, 1), date(2025, 12, 31))
SHIPPED = shipped_model(CLIENTS)
MODEL = SHIPPED._replace(smart=tuple(goal._replace(baseline=BASELINE) for goal in SHIPPED.smart))
WENT = ("held", "in_time", "late", "organisation", "missed", "unrecorded")
LOST = {"in_time", "late", "missed"}


class Client(NamedTuple):
    """A client of the model, and what was noted of them."""

    person: int
    opened: date
    closed: date | None
    concerns: tuple[date, ...]
    planned: tuple[Planned, ...]
    appointments: tuple[tuple[date, str], ...]

    def exposed(self, end: date, *, before: bool) -> Days:
        """The days in which a report about them counts; the last one does not."""
        if before:
            return self.opened - relativedelta(months=12), self.opened
        ends = (end + timedelta(1), self.opened + relativedelta(months=12))
        return self.opened, min(*ends, *([self.closed + timedelta(1)] if self.closed else []))


class Place(NamedTuple):
    """A unit that works by the model."""

    contacts: Sequence[Contact]
    clients: Sequence[Client]
    nobodys: Sequence[date]
    """Reports about nobody's case."""


def place(chance: Random, size: int) -> Place:
    """A unit of its own kind: its own shares of everything."""
    share = {name: chance.betavariate(1.2, 0.8) for name in ("closed", "concern", "arrived", "planned", "booked")}
    weights = [chance.random() ** 3 + 0.01 for _went in WENT]
    found = contacts(chance, size)
    clients = [_client(chance, person, share, weights) for person in range(size)]
    return Place(found, clients, [_day(chance) for _report in range(chance.randrange(size))])


def _day(chance: Random) -> date:
    return FIRST + timedelta(chance.randrange(350))


def _client(chance: Random, person: int, share: dict[str, float], weights: Sequence[float]) -> Client:
    def times(name: str) -> range:
        return range(sum(chance.random() < share[name] for _time in range(2)))

    opened = _day(chance)
    planned = []
    for _service in times("planned"):
        promised = opened + timedelta(chance.randrange(120))
        late = timedelta(chance.choice([-9, -1, 0, 3]))
        arrived = promised + late if chance.random() < share["arrived"] else None
        planned.append(Planned(str(person), chance.choice(["kotihoito", "päivätoiminta"]), promised, arrived))
    return Client(
        person,
        opened,
        opened + timedelta(chance.randrange(200)) if times("closed") else None,
        tuple(opened + timedelta(chance.randrange(-300, 200)) for _report in times("concern")),
        tuple(planned),
        tuple((_day(chance), chance.choices(WENT, weights)[0]) for _booking in times("booked")),
    )


def counted(here: Place, goal: Smart, period: Days) -> Counted:
    """What storage counts of a goal, as `storage.smart` does."""
    if goal.measure == CONCERNS:
        return _concerns(here, period)
    if goal.measure == IN_TIME:
        return _planned(here, period)
    if goal.measure == CANCELLED:
        return _booked(here, period)
    return _answered(here, goal, period)


def _answered(here: Place, goal: Smart, period: Days) -> Counted:
    days = window_of(goal, period) if goal.measure == COPING else period
    tally = _positive if goal.measure == POSITIVE else _clients
    whole = tally(here, goal, days)
    common = {
        "whole": whole,
        "parts": _by_quarter(period, lambda part: tally(here, goal, part)),
        "baseline": tally(here, goal, BASELINE),
    }
    if goal.measure == POSITIVE:
        asked = counts(here.contacts, CLIENTS, days)
        return Counted(**common, response=Tally(whole.base, asked.asked, (asked.asked_persons,)), asked=asked)  # type: ignore[arg-type]
    known = [one for one in here.clients if one.opened <= days[1] and not (one.closed and one.closed < days[0])]
    known_too = len(known) + len(
        {person for person, _value in _linked(here, goal, days)} - {one.person for one in known}
    )
    earlier = {person for person, _value in _linked(here, goal, (FIRST, days[0] - timedelta(1)))}
    lost = earlier - {person for person, _value in _linked(here, goal, days)}
    response = Tally(whole.base, known_too)
    return Counted(**common, response=response, lost=len(lost) if goal.measure == COPING else None)  # type: ignore[arg-type]


def _positive(here: Place, goal: Smart, days: Days) -> Tally:
    found = counts(here.contacts, CLIENTS, days)
    item = goal.item or ""
    values = found.answers.get(item, {})
    part = sum(count for value, count in values.items() if value >= (goal.threshold or 0))
    kinds = kinds_at(goal.threshold or 0)
    return Tally(part, sum(values.values()), behind(found, item, kinds), agreed(found, item, kinds))


def _linked(here: Place, goal: Smart, days: Days) -> list[tuple[int, int]]:
    """The linked answers of clients to the goal's question, the latest last."""
    lying = sorted(
        (contact for contact in here.contacts if days[0] <= contact.on <= days[1]),
        key=lambda contact: contact.on,
    )
    item = goal.item or ""
    return [(contact.person, contact.answers[item]) for contact in lying if contact.linked and item in contact.answers]


def _clients(here: Place, goal: Smart, days: Days) -> Tally:
    per_client: dict[int, int] = {}
    for person, value in _linked(here, goal, days):
        per_client[person] = value if goal.measure == COPING else min(value, per_client.get(person, value))
    return Tally(sum(value >= (goal.threshold or 0) for value in per_client.values()), len(per_client))


def _by_quarter(period: Days, tally: Callable[[Days], Tally]) -> tuple[tuple[str, Tally], ...]:
    return tuple((part, tally(days)) for part, days in quarters_within(period))


def _concerns(here: Place, period: Days) -> Counted:
    cohort = [client for client in here.clients if period[0] <= client.opened <= period[1]]
    before, after = (_exposure(cohort, period[1], before=when) for when in (True, False))
    told = Tally(_nobodys(here, BASELINE), _nobodys(here, cohort_days(BASELINE, period[1])))
    return Counted(whole=after, before=before, nobodys=_nobodys(here, period), cohort=told)


def _exposure(cohort: Sequence[Client], end: date, *, before: bool) -> Exposure:
    reports, days, told = 0, 0, 0
    for client in cohort:
        since, until = client.exposed(end, before=before)
        found = [day for day in client.concerns if since <= day < until and day <= end]
        reports, days, told = reports + len(found), days + (until - since).days, told + bool(found)
    return Exposure(reports, days, (len(cohort), told, len(cohort) - told))


def _nobodys(here: Place, days: Days) -> int:
    return sum(days[0] <= day <= days[1] for day in here.nobodys)


def _planned(here: Place, period: Days) -> Counted:
    known = [
        one._replace(arrived_on=one.arrived_on if one.arrived_on and one.arrived_on <= period[1] else None)
        for client in here.clients
        for one in client.planned
    ]
    services = planned_services(known, period[1])
    whole = services_in_time(services, *period)
    everybody = whole.clients + whole.pending
    if not everybody:
        return Counted()

    def tally(days: Days) -> Tally:
        found = services_in_time(services, *days)
        return Tally(found.in_time, found.clients)

    pending = Tally(whole.pending, everybody)
    return Counted(whole=tally(period), parts=_by_quarter(period, tally), beside=(("pending", pending),))


def _booked(here: Place, period: Days) -> Counted:
    whole = _went(here, period, LOST)
    if not whole.base:
        return Counted()
    beside = tuple((name, _went(here, period, {name})) for name in ("late", "organisation", "unrecorded"))
    parts = _by_quarter(period, lambda days: _went(here, days, LOST))
    return Counted(whole=whole, parts=parts, beside=beside)


def _went(here: Place, days: Days, so: set[str]) -> Tally:
    """The booked appointments of some days, and those that went so, with the persons behind."""
    lying = [(one.person, went) for one in here.clients for on, went in one.appointments if days[0] <= on <= days[1]]
    persons, these = {person for person, _went in lying}, [person for person, went in lying if went in so]
    told = len(set(these))
    return Tally(len(these), len(lying), (len(persons), told, len(persons) - told))


def report_on(here: Place, on: int) -> Report:
    """The report of the model's goals from the first day to `on`."""
    period = (START, START + timedelta(on))
    now = here._replace(contacts=[contact.until(period[1]) for contact in here.contacts])
    found = {goal.ident: counted(now, goal, period) for goal in MODEL.smart}
    fixed = {goal.ident: FIRST for goal in MODEL.smart}
    return goals_report(found, MODEL, fixed, unit=a_unit(), period=period, items={})
