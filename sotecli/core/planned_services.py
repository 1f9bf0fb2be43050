"""Whether clients got each service of their plan by the day that it was promised for (domain notes 4.2, SMART b).

A service counts as got when the person arrived, not when somebody was referred. A second referral to the same service
moves no promise: the earliest one holds.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Planned(NamedTuple):
    """One referral of a client, as far as the measure looks at it."""

    client: str
    """The code that the cases of one person share."""
    service: str
    promised_on: date | None
    arrived_on: date | None


class Service(NamedTuple):
    """One service of a client's plan."""

    client: str
    service: str
    promised_on: date
    arrived_on: date | None
    in_time: bool | None
    """`None` while the promised day has not passed and the person has not arrived."""


class ServicesInTime(NamedTuple):
    """Clients by whether they got each service of their plan in time; each of them is counted once."""

    in_time: int
    missed: int
    """One service at least came late, or not at all."""
    pending: int
    """None was missed, and one at least may still come in time."""

    @property
    def clients(self) -> int:
        """All clients with a plan of which something can be said already."""
        return self.in_time + self.missed


def planned_services(referrals: Iterable[Planned], today: date) -> list[Service]:
    """Each service of each client that was promised for a day, with whether they got it by then."""
    found: dict[tuple[str, str], list[Planned]] = {}
    for referral in referrals:
        found.setdefault((referral.client, referral.service), []).append(referral)
    promised = [(key, [one.promised_on for one in made if one.promised_on], made) for key, made in found.items()]
    return [_service(key, min(days), made, today) for key, days, made in promised if days]


def services_in_time(services: Iterable[Service], start: date, end: date) -> ServicesInTime:
    """The clients to whom a service was promised for a day of the period, both ends included."""
    clients: dict[str, list[bool | None]] = {}
    for service in services:
        if start <= service.promised_on <= end:
            clients.setdefault(service.client, []).append(service.in_time)
    missed = sum(False in got for got in clients.values())
    in_time = sum(all(got) for got in clients.values())
    return ServicesInTime(in_time=in_time, missed=missed, pending=len(clients) - missed - in_time)


def _service(key: tuple[str, str], promised_on: date, made: Iterable[Planned], today: date) -> Service:
    arrived_on = min((one.arrived_on for one in made if one.arrived_on), default=None)
    in_time = arrived_on <= promised_on if arrived_on else None if today <= promised_on else False
    return Service(*key, promised_on, arrived_on, in_time)
