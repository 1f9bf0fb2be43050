"""Writing services as HSDS 3 (a page of full services) or as CSV that Excel opens and does not run."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sotecli.core.codes import Cost
from sotecli.core.hours import Group, clock_text, grouped
from sotecli.core.service import FIELDS, Service
from sotecli.directory.fields import cells
from sotecli.directory.hsds import BEYOND, CODE_TOLD, DAYS, EVERY_DAY, OWN, PLACE, TOPICS
from sotecli.directory.source import is_escaped, runs

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for another character set."""


def exported_id(service: Service, unit: str) -> str:
    """The id under which a unit tells of a service: that of its source, else one made of the unit and the code."""
    try:
        return str(UUID(service.source_id))
    except ValueError:
        return str(uuid5(uuid5(NAMESPACE_URL, unit), service.code))


def csv_text(services: Iterable[Service]) -> str:
    """The services as CSV with a heading; semicolons between, as Finnish and Swedish Excel expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(FIELDS)
    writer.writerows([[harmless(cell) for cell in cells(service).values()] for service in services])
    return BYTE_ORDER_MARK + out.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what Excel would run, and before what looks as if it had one already."""
    return f"'{cell}" if runs(cell) or is_escaped(cell) else cell


def hsds_text(services: Sequence[Service], unit: str) -> str:
    """The services as one page of HSDS, a service a line."""
    count = len(services)
    head = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
    head |= {"first_page": True, "last_page": True, "empty": not count}
    lines = ",\n".join(json.dumps(hsds_service(service, unit), ensure_ascii=False) for service in services)
    return f'{json.dumps(head)[:-1]}, "contents": [\n{lines}\n]}}\n'


def hsds_service(service: Service, unit: str) -> dict[str, Any]:
    """One service as HSDS tells it; what HSDS has no place for stands in attributes of ours."""
    ident = exported_id(service, unit)
    return {
        "id": ident,
        "name": service.name,
        "status": "inactive" if service.ended else "active",
        **_told(
            url=service.url,
            email=service.email,
            eligibility_description=service.for_whom,
            minimum_age=service.min_age,
            maximum_age=service.max_age,
            fees_description=service.cost_text,
            assured_date=service.checked_on and service.checked_on.isoformat(),
            phones=_parts(ident, "phone", [{"number": service.phone}] if service.phone else []),
            languages=_parts(ident, "language", [{"code": code, "name": code} for code in service.languages]),
            cost_options=_parts(ident, "cost", _cost(service.cost)),
            schedules=_parts(ident, "schedule", [one for found in grouped(service.hours) for one in _schedules(found)]),
            service_at_locations=_parts(ident, "at", _places(ident, service)),
        ),
        "attributes": _parts(ident, "attribute", _attributes(ident, service)),
    }


def _told(**fields: object) -> dict[str, object]:
    """The fields that are told."""
    return {key: value for key, value in fields.items() if value not in ("", None, [])}


def _parts(ident: str, kind: str, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts, each with an id of its own that stays the same from export to export."""
    return [{"id": _id(ident, f"{kind}-{number}"), **part} for number, part in enumerate(parts)]


def _id(ident: str, part: str) -> str:
    return str(uuid5(UUID(ident), part))


def _cost(cost: Cost) -> list[dict[str, Any]]:
    if cost is Cost.UNKNOWN:
        return []
    return [{"option": cost.value, **({"amount": 0, "currency": "EUR"} if cost is Cost.FREE else {})}]


def _schedules(group: Group) -> list[dict[str, Any]]:
    days = ",".join(DAYS[group.first : group.last + 1])
    return [
        {
            "freq": "WEEKLY",
            "byday": days,
            "opens_at": _clock(start),
            "closes_at": _clock(end),
            **({"attributes": [_own(days, EVERY_DAY, "yes")]} if group.holidays else {}),
        }
        for start, end in group.spans
    ]


def _clock(minute: int) -> str:
    """A time of the day; the end of a day is 00:00 of the next one."""
    return "00:00" if clock_text(minute) == "24:00" else clock_text(minute).zfill(len("00:00"))


def _places(ident: str, service: Service) -> list[dict[str, Any]]:
    if not (service.place or service.street or service.postal_code or service.city):
        return []
    address = {
        "id": _id(ident, "address"),
        "address_1": service.street,
        "city": service.city,
        "state_province": "",
        "postal_code": service.postal_code,
        "country": "FI",
        "address_type": "physical",
    }
    place = {"id": _id(ident, "location"), "location_type": "physical", "addresses": [address]}
    ours = {"external_identifier": service.place, "external_identifier_type": PLACE} if service.place else {}
    return [{"location": place | ours}]


def _attributes(ident: str, service: Service) -> list[dict[str, Any]]:
    """What stands in attributes: the code, fields without a place of their own, and topics."""
    told = cells(service)
    beyond = {f"{OWN}{field.replace('_', '-')}": told[field] for field in BEYOND}
    topics = [
        {"id": _id(ident, f"topic-{topic}"), "name": topic, "description": topic, "code": topic, "taxonomy": TOPICS}
        for topic in service.topics
    ]
    values = [(kind, value) for kind, value in ({CODE_TOLD: service.code} | beyond).items() if value]
    return [
        *({"link_id": ident, "link_entity": "service", "link_type": kind, "value": value} for kind, value in values),
        *({"link_id": ident, "link_entity": "service", "taxonomy_term": term} for term in topics),
    ]


def _own(ident: str, kind: str, value: str) -> dict[str, str]:
    return {"id": str(uuid5(NAMESPACE_URL, f"{kind} {ident}")), "link_type": kind, "value": value}
