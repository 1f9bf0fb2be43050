"""Reading the fields of a service, as they stand in options, JSON, or a cell of CSV; and writing them for files."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sotecli.core.codes import Channel, Cost
from sotecli.core.hours import hours_text, read_hours
from sotecli.core.personal import looks_personal
from sotecli.core.service import FIELDS, LONGEST_NAME, LONGEST_TEXT, OLDEST, TOPIC, Service
from sotecli.core.unit import CODE
from sotecli.core.workdays import known
from sotecli.errors.base import SoteError
from sotecli.errors.service import (
    BadServiceValueError,
    NotOneServiceError,
    PersonalServiceValueError,
    UnknownServiceFieldError,
)
from sotecli.intake import LANGUAGE, checked_contact

LONGEST_URL, MOST = 500, 30
SHORT_NUMBER = r"1\d{2,5}"  # 112, 116117: dialled as they are
POSTAL_CODE = r"[0-9A-Z][0-9A-Z -]{2,9}"
FLAGS = {"no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


def read_field(field: str, value: object) -> Any:  # noqa: ANN401 (each field has its own type)
    """One field of a service, read; the value is never repeated.

    Raises:
        PersonalServiceValueError: It holds what could be a person's.
        BadServiceValueError: It does not fit the field.
    """
    if isinstance(value, str) and field in TEXTS and looks_personal(value):
        raise PersonalServiceValueError(field=field)
    try:
        return READERS[field](value)
    except (SoteError, ValueError, TypeError, AttributeError):
        raise BadServiceValueError(field=field) from None


def read_object(text: str) -> dict[str, Any]:
    """The fields of a service in one JSON object; a null is like leaving the key out.

    Raises:
        NotOneServiceError: It is no JSON object.
        UnknownServiceFieldError: It has a key that is no field.
        BadServiceValueError: A value does not fit.
    """
    listed = ", ".join(FIELDS)
    try:
        pairs = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise NotOneServiceError(known=listed) from None
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        raise NotOneServiceError(known=listed)
    found = dict(pairs)
    if len(found) < len(pairs) or not found.keys() <= set(FIELDS):
        raise UnknownServiceFieldError(known=listed)
    return {key: read_field(key, value) for key, value in found.items() if value is not None}


def cells(service: Service) -> dict[str, str]:
    """The fields as texts, each of which its reader takes back."""
    written = {field: getattr(service, field) for field in FIELDS}
    return {field: _written(value) for field, value in (written | {"hours": hours_text(service.hours)}).items()}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)


def _text(longest: int, least: int = 0) -> Callable[[Any], str]:
    def read(value: str) -> str:
        from unicodedata import normalize  # noqa: PLC0415

        text = " ".join(normalize("NFC", value).split())
        if not least <= len(text) <= longest or not text.isprintable():
            raise ValueError
        return text

    return read


def _shaped(pattern: str) -> Callable[[Any], str]:
    def read(value: str) -> str:
        text = value.strip()
        if text and (not re.fullmatch(pattern, text) or looks_personal(text)):
            raise ValueError
        return text

    return read


def _several(pattern: str) -> Callable[[Any], tuple[str, ...]]:
    """A reader of codes in a list, or with blanks between; each once, in their order."""

    def read(value: str | list[str]) -> tuple[str, ...]:
        found = value if isinstance(value, list | tuple) else value.split()
        if len(found) > MOST or not all(re.fullmatch(pattern, one) and not looks_personal(one) for one in found):
            raise ValueError
        return tuple(dict.fromkeys(found))

    return read


def _age(value: object) -> int | None:
    if value == "":
        return None
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,3}", str(value)) or int(str(value)) > OLDEST:
        raise ValueError
    return int(str(value))


def _flag_or_unknown(value: object) -> bool | None:
    return None if value == "" else _flag(value)


def _flag(value: object) -> bool:
    return value if isinstance(value, bool) else FLAGS[_text(5)(value).lower()]


def _day(value: str) -> date | None:
    return known(date.fromisoformat(value.strip())) if value.strip() else None


def _phone(value: str) -> str:
    squeezed = re.sub(r"[ -]", "", value)
    short = not squeezed or re.fullmatch(SHORT_NUMBER, squeezed)
    return squeezed if short else checked_contact(Channel.CALL, value)


def _url(value: str) -> str:
    text = value.strip()
    parts = urlsplit(text)
    fits = parts.scheme in {"http", "https"} and parts.hostname and "@" not in text and text.isprintable()
    if text and (not fits or len(text) > LONGEST_URL or " " in text):
        raise ValueError
    return text


def _code(value: str) -> str:
    if not re.fullmatch(CODE, value) or looks_personal(value):
        raise ValueError
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "code": _code,
    "name": _text(LONGEST_NAME, 1),
    "name_sv": _text(LONGEST_NAME),
    "name_en": _text(LONGEST_NAME),
    "topics": _several(TOPIC),
    "place": _shaped(CODE),
    "street": _text(LONGEST_NAME),
    "postal_code": _shaped(POSTAL_CODE),
    "city": _text(LONGEST_NAME),
    "hours": read_hours,
    "min_age": _age,
    "max_age": _age,
    "for_whom": _text(LONGEST_TEXT),
    "for_whom_sv": _text(LONGEST_TEXT),
    "for_whom_en": _text(LONGEST_TEXT),
    "languages": _several(LANGUAGE.pattern),
    "cost": lambda value: Cost(value.strip() or "unknown"),
    "cost_text": _text(LONGEST_TEXT),
    "phone": _phone,
    "email": lambda value: checked_contact(Channel.EMAIL, value) if value.strip() else "",
    "url": _url,
    "walk_in": _flag_or_unknown,
    "checked_on": _day,
    "ended": lambda value: value != "" and _flag(value),
}
TEXTS = {"name", "name_sv", "name_en", "street", "city", "for_whom", "for_whom_sv", "for_whom_en", "cost_text"}
