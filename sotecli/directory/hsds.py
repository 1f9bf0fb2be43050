"""Reading services of HSDS 3: what `hsds.schema.json` lets pass, in the fields that the directory has.

Contacts, assurers and whatever else could be of a person is never looked at. A service whose organization or topic
is its own ancestor is rejected; parents are remembered from row to row.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import fastjsonschema

from sotecli.core.codes import Cost
from sotecli.core.hours import HOUR, Opening, hours_text, read_hours
from sotecli.core.personal import looks_personal
from sotecli.core.service import OLDEST, TOPIC
from sotecli.core.when import WEEK
from sotecli.directory.fields import MOST, read_field
from sotecli.directory.told import Told, field_of, is_code, slug
from sotecli.errors.service import BadHoursError, BadServiceValueError, RowError
from sotecli.intake import LANGUAGE

SCHEMA = "hsds.schema.json"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CLOCK = r"(\d{1,2}):(\d{2})(?::00)?(?:[+]0[23]:?00)?"
NOT_WEEKLY = ("count", "until", "byweekno", "bymonthday", "byyearday", "valid_to")
OWN, CODE_TOLD, EVERY_DAY, PLACE, TOPICS = "sote-", "sote-code", "sote-every-day", "sote-place", "sote-topic"
"""How our own fields are told in attributes."""
BEYOND = ("name_sv", "name_en", "for_whom_sv", "for_whom_en", "walk_in", "cost")
"""Fields that HSDS has no place for, or not for all that they say."""
NAMED = r"[^\W\d_]{2,}[._-][^\W\d_]{2,}@.*"
DEEPEST = 100
Parts = list[dict[str, Any]]


@cache
def schema() -> Mapping[str, Any]:
    """The schema that a service must fit."""
    found: dict[str, Any] = json.loads(files("sotecli.directory").joinpath(SCHEMA).read_text(encoding="utf-8"))
    return found


@cache
def _validator() -> Callable[[object], object]:
    compiled: Callable[[object], object] = fastjsonschema.compile(dict(schema()))
    return compiled


class Reader:
    """Reads the services of one file; it remembers whose parent is who."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._parents: dict[tuple[str, str], str] = {}

    def read(self, found: object) -> Told:
        """One service.

        Raises:
            RowError: It cannot be taken.
        """
        if not isinstance(found, dict):
            raise RowError("not-object")
        try:
            service = _told_parts(found)
            _check(service)
            _check_id(service["id"])
        except RecursionError:
            raise RowError("too-deep") from None
        self._no_cycle("organization", service.get("organization", {}), "parent_organization_id")
        for attribute in service.get("attributes", []):
            self._no_cycle("taxonomy_term", attribute.get("taxonomy_term", {}), "parent_id")
        return _Service(service, self._today).told()

    def _no_cycle(self, kind: str, one: Mapping[str, Any], parent: str) -> None:
        """Raise `RowError` when something is its own ancestor."""
        if parent not in one:
            return
        above: str | None = one[parent]
        for _level in range(DEEPEST):
            if above is None:
                self._parents[kind, one["id"]] = one[parent]
                return
            if above == one["id"]:
                raise RowError("cycle", f"{kind}.{parent}")
            above = self._parents.get((kind, above))
        raise RowError("too-deep")


class _Service:
    """One valid service, read field by field; what cannot be kept is gathered."""

    def __init__(self, found: dict[str, Any], today: date) -> None:
        self._found = found
        self._today = today
        self._left_out: list[str] = []
        self._own = {
            one["link_type"].removeprefix(OWN).replace("-", "_"): one.get("value", "")
            for one in found.get("attributes", [])
            if one.get("link_type", "").startswith(OWN)
        }

    def told(self) -> Told:
        """The service as it is kept."""
        found, name = self._found, field_of("name", self._found["name"])
        own = is_code(self._own.get("code", ""))
        asked = self._own["code"] if own else found["id"] if is_code(found["id"]) else slug(name)
        fields = {
            "name": name,
            "topics": self._topics(),
            **self._place(),
            "hours": self._hours(),
            "min_age": field_of("min_age", _whole(found.get("minimum_age"))),
            "max_age": field_of("max_age", _whole(found.get("maximum_age"))),
            "for_whom": self._or_left_out("for_whom", found.get("eligibility_description", ""), "text"),
            "languages": self._languages(),
            "cost": _cost(found.get("cost_options", [])),
            "cost_text": self._or_left_out("cost_text", found.get("fees_description", ""), "text"),
            "phone": self._phone(),
            "email": self._email(own=own),
            "url": self._or_left_out("url", found.get("url", ""), "url"),
            "checked_on": field_of("checked_on", found.get("assured_date", "")[:10]),
            "ended": found["status"] in {"inactive", "defunct"},
        }
        if own:
            fields |= {key: field_of(key, value) for key, value in self._own.items() if key in BEYOND}
        left_out = tuple(dict.fromkeys(self._left_out))
        return Told(fields, asked if is_code(asked) else "service", found["id"], own, left_out)

    def _or_left_out(self, field: str, value: object, why: str) -> Any:  # noqa: ANN401 (each field has its own type)
        try:
            return read_field(field, value)
        except BadServiceValueError:
            self._left_out.append(why)
            return ""

    def _topics(self) -> tuple[str, ...]:
        terms = [one["taxonomy_term"] for one in self._found.get("attributes", []) if "taxonomy_term" in one]
        codes = [_topic(term) for term in terms]
        return tuple(dict.fromkeys(code for code in codes if re.fullmatch(TOPIC, code)))[:MOST]

    def _place(self) -> dict[str, str]:
        """Where it is: the first address; its city is the place where the file has no code of ours."""
        places = [one["location"] for one in self._found.get("service_at_locations", []) if "location" in one]
        if len(places) > 1:
            self._left_out.append("places")
        location = places[0] if places else {}
        address: dict[str, str] = next(iter(location.get("addresses", [])), {})
        told = {"street": address.get("address_1", ""), "city": address.get("city", "")}
        kept = {field: self._or_left_out(field, value, "text") for field, value in told.items()}
        ours = location.get("external_identifier_type") == PLACE
        place = location.get("external_identifier", "") if ours else "" if self._own else slug(kept["city"])
        postal_code = self._or_left_out("postal_code", address.get("postal_code", ""), "text")
        return {**kept, "place": place if is_code(place) else "", "postal_code": postal_code}

    def _hours(self) -> tuple[Opening, ...]:
        schedules: Parts = self._found.get("schedules", [])
        for place in self._found.get("service_at_locations", []):
            schedules = schedules or place.get("schedules", [])
        hours = _weekly(schedules, self._today)
        if hours is None or (hours and self._found["status"] == "temporarily closed"):
            self._left_out.append("hours")
            return ()
        return hours

    def _languages(self) -> tuple[str, ...]:
        codes = [one.get("code", "").lower() for one in self._found.get("languages", [])]
        return tuple(dict.fromkeys(code for code in codes if LANGUAGE.fullmatch(code)))[:MOST]

    def _phone(self) -> str:
        phones: Parts = self._found.get("phones", [])
        for place in self._found.get("service_at_locations", []):
            phones = phones or place.get("phones", [])
        return str(self._or_left_out("phone", phones[0]["number"].strip('" '), "phone")) if phones else ""

    def _email(self, *, own: bool) -> str:
        """The service's address; of other directories none that is shaped like first name and last name."""
        typed = self._found.get("email", "")
        if not own and re.fullmatch(NAMED, typed.strip()):
            self._left_out.append("email")
            return ""
        return str(self._or_left_out("email", typed, "email"))


def _told_parts(found: Any) -> Any:  # noqa: ANN401 (JSON)
    """The JSON without what is null: many publishers write null for what they do not tell."""
    if isinstance(found, dict):
        return {key: _told_parts(value) for key, value in found.items() if value is not None}
    return [_told_parts(one) for one in found if one is not None] if isinstance(found, list) else found


def _check(service: dict[str, Any]) -> None:
    """Raise `RowError` for the first thing that the schema does not let pass."""
    try:
        _validator()(service)
    except fastjsonschema.JsonSchemaValueException as error:
        path = error.path[1:]  # names of the schema and places in lists: nothing of what stands in the file
        if error.rule == "required":
            path.append(next(key for key in error.rule_definition if key not in error.value))
            raise RowError("missing", ".".join(path)) from None
        raise RowError("unfit", ".".join(path)) from None


def _check_id(ident: str) -> None:
    """Raise `RowError` for an id that cannot be kept, or must not; digits of a UUID are nobody's."""
    if not ident.isprintable():  # half of a surrogate pair, for one
        raise RowError("unfit", "id")
    try:
        UUID(ident)
    except ValueError:
        if looks_personal(ident):
            raise RowError("personal", "id") from None


def _topic(term: Mapping[str, str]) -> str:
    code = term.get("code", "")
    return code if re.fullmatch(TOPIC, code) else slug(term["name"])


def _cost(options: Sequence[Mapping[str, Any]]) -> Cost:
    """What it costs: free only where every option says so."""
    free = [one.get("amount") == 0 or one.get("option") == Cost.FREE for one in options]
    if any(one.get("amount", 0) > 0 or one.get("option") == Cost.FEE for one in options):
        return Cost.FEE
    return Cost.FREE if free and all(free) else Cost.UNKNOWN


def _whole(age: float | None) -> object:
    """An age in whole years; one that nobody reaches stays as it is, and does not fit."""
    return "" if age is None else int(age) if age <= OLDEST else age


def _weekly(schedules: Parts, today: date) -> tuple[Opening, ...] | None:
    """The hours of a week; `None` where schedules tell of something else than every week."""
    found: list[Opening] = []
    for one in schedules:
        if one.get("valid_to", "9")[:10] < today.isoformat():
            continue
        begins, ends = _clock(one.get("opens_at", "")), _clock(one.get("closes_at", ""))
        days = one.get("byday", "").replace(" ", "").split(",")
        unfit = one.get("freq", "WEEKLY") != "WEEKLY" or one.get("interval", 1) != 1 or set(NOT_WEEKLY) & set(one)
        later = one.get("valid_from", "")[:10] > today.isoformat()
        if unfit or later or begins is None or ends is None or not set(days) <= set(DAYS):
            return None
        every = any(attribute.get("link_type") == EVERY_DAY for attribute in one.get("attributes", []))
        if every and len(days) < WEEK:
            return None
        found += [Opening(DAYS.index(day), begins, ends or 24 * HOUR, holidays=every) for day in days]
    try:
        return read_hours(hours_text(sorted(found)))
    except BadHoursError:
        return None


def _clock(text: str) -> int | None:
    match = re.fullmatch(CLOCK, text.strip())
    return int(match[1]) * HOUR + int(match[2]) if match else None
