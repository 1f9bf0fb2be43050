"""Reading what comes from outside: contact details, and JSON on standard input (new requests, days to count).

Phone numbers are read with `phonenumbers` (Google's metadata, kept up to date), as Finnish ones unless they begin
with +. E-mail addresses are checked as far as can be done without sending anything; letters of the domain are made
small. No error carries what was typed.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TextIO, TypeVar
from unicodedata import normalize

from sotecli.core.codes import Channel, TimeWish
from sotecli.core.personal import looks_personal
from sotecli.core.request import Draft
from sotecli.core.unit import CODE
from sotecli.core.when import read_moment
from sotecli.core.workdays import calendar_named
from sotecli.errors.base import SoteError
from sotecli.errors.usage import (
    BadCodeShapeError,
    BadContactError,
    BadInputError,
    BadInputValueError,
    BadLanguageCodeError,
    BadLineError,
    MissingKeyError,
    TooMuchInputError,
)
from sotecli.i18n import N_

EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?=.{4,255}$)((?!-)[A-Za-z0-9-]{1,63}(?<!-)\.)+[A-Za-z]{2,63}"
)
LANGUAGE = re.compile(r"[a-z]{2,3}")
LONGEST_LINE, LONGEST_INPUT = 1_000_000, 10_000_000  # characters
TOO_LONG = "…"  # stands for a line that is not kept; no JSON
ALIASES = {"received_at": "received"}
Made = TypeVar("Made")


def checked_contact(channel: Channel, typed: str) -> str:
    """The contact details in the form that is kept: +358401234567, or an address.

    Raises:
        BadContactError: They do not fit the channel.
    """
    text = normalize("NFC", typed.strip())
    return _email(text) if channel is Channel.EMAIL else _phone(channel, text)


def read_language_code(typed: str) -> str:
    """A language as two or three small letters (ISO 639).

    Raises:
        BadLanguageCodeError: It has another shape.
    """
    code = typed.strip().lower()
    if not LANGUAGE.fullmatch(code):
        raise BadLanguageCodeError(value=typed)
    return code


def read_source(typed: str) -> str:
    """The code of whoever sends requests.

    Raises:
        BadCodeShapeError: It is not 2-32 small letters, digits or hyphens, or could be a phone number.
    """
    if not re.fullmatch(CODE, typed.strip()) or looks_personal(typed):
        raise BadCodeShapeError(value=typed)
    return typed.strip()


def whole_input(stream: TextIO, most: int = LONGEST_INPUT) -> str:
    """All of standard input, if it is no more than somebody can have meant.

    Raises:
        TooMuchInputError: It is; what comes after that is not read.
    """
    text = stream.read(most + 1)
    if len(text) > most:
        raise TooMuchInputError(most=most)
    return text


def read_drafts(text: str, make: Callable[[Draft], Made]) -> list[Made]:
    """What `make` makes of the requests in JSON: one object, or one object a line; all of them or none.

    Raises:
        BadInputError: Something cannot be taken; the first bad line is named, never what stands in it.
    """
    text = text.removeprefix("\ufeff")  # some programs put a byte order mark before UTF-8
    whole = _json(text)
    if isinstance(whole, dict):
        return [_line(1, whole, make)]
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise BadInputError(line=1, reason=BadLineError(N_("it is empty")))
    return [_line(number, _json(line), make) for number, line in lines]


def _line(number: int, found: object, make: Callable[[Draft], Made]) -> Made:
    try:
        return make(_draft(found))
    except SoteError as error:
        raise BadInputError(line=number, reason=error) from None


def _draft(found: object) -> Draft:
    """The draft in a JSON object.

    Raises:
        BadLineError: It is no object, or a key is missing, unknown or there twice.
        BadInputValueError: A value does not fit its key.
    """
    if not isinstance(found, dict):
        raise BadLineError(N_("it is not a JSON object"))
    values = {ALIASES.get(str(key), str(key)): value for key, value in found.items()}
    if set(values) - set(READERS) or len(values) < len(found):
        raise BadLineError(N_("it has a key that requests do not have, or one twice"))
    if not {"channel", "contact"} <= set(values):
        raise BadLineError(N_("channel or contact is missing"))
    read = {key: _value(key, value) for key, value in values.items()}
    return Draft(**{**read, "contact": checked_contact(read["channel"], read["contact"])})


def _value(key: str, value: object) -> Any:  # noqa: ANN401 (each key has its own type)
    """One value, read; a JSON null is like leaving the key out, where that can be."""
    kind, reader = READERS[key]
    if value is None and key == "source":
        return None
    try:
        if isinstance(value, kind):
            return reader(value)
    except (SoteError, ValueError):
        pass
    raise BadInputValueError(key=key)


READERS: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "channel": (str, Channel),
    "contact": (str, str),
    "received": (str, read_moment),
    "source": (str, read_source),
    "time_wish": (str, TimeWish),
    "language": (str, read_language_code),
    "message_ok": (bool, bool),
}


def counted_lines(stream: TextIO) -> Iterator[dict[str, object]]:
    """The answers to JSON Lines of `{"start", "n", "calendar"}`, one by one as they are read.

    A broken line answers with its number and what is wrong with it, and the others go on; an empty one is no line.
    """
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        try:
            yield _counted(_json(line))
        except SoteError as error:
            yield {"line": number, "error": error}


def _counted(found: object) -> dict[str, object]:
    """The answer to one line.

    Raises:
        BadLineError: It is no object.
        MissingKeyError: It has no start or no n.
        BadInputValueError: A value does not fit its key.
        OutsideCalendarError: A day lies outside the years of the calendars.
    """
    if not isinstance(found, dict):
        raise BadLineError(N_("the line is not a JSON object"))
    if not found.keys() <= COUNTED.keys():
        raise BadLineError(N_("it has a key other than start, n and calendar, or one twice"))
    asked = {"calendar": "fi-office", **found}
    start, count, calendar = (_fitting(asked, key) for key in COUNTED)
    end = calendar.add(start, count)
    return {"start": start.isoformat(), "n": count, "calendar": calendar.ident, "date": end.isoformat()}


def _fitting(asked: dict[str, object], key: str) -> Any:  # noqa: ANN401 (each key has its own type)
    """One value of a count, read."""
    kind, reader = COUNTED[key]
    if key not in asked:
        raise MissingKeyError(key=key)
    value = asked[key]
    try:
        if type(value) is kind:  # true is no number here
            return reader(value)
    except (KeyError, ValueError):
        pass
    raise BadInputValueError(key=key)


COUNTED: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "start": (str, date.fromisoformat),
    "n": (int, int),
    "calendar": (str, calendar_named),
}


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines, read in pieces: of one that is too long nothing is kept."""
    begun = False
    while piece := stream.readline(LONGEST_LINE):
        line = piece if begun else piece.removeprefix("\ufeff")  # some programs put a byte order mark before UTF-8
        while len(piece) == LONGEST_LINE and not piece.endswith("\n"):
            line, piece = TOO_LONG, stream.readline(LONGEST_LINE)
        yield line
        begun = True


def _phone(channel: Channel, text: str) -> str:
    import phonenumbers  # noqa: PLC0415 (50 ms, only at intake)

    kind = phonenumbers.PhoneNumberType
    no_messages = {kind.FIXED_LINE, kind.TOLL_FREE, kind.PREMIUM_RATE, kind.SHARED_COST, kind.PAGER, kind.UAN}
    if any(character.isalpha() for character in text):  # phonenumbers would dial letters as keypad digits
        raise BadContactError(channel=channel)
    try:
        number = phonenumbers.parse(text, "FI")
    except phonenumbers.NumberParseException:
        raise BadContactError(channel=channel) from None
    fits = phonenumbers.is_valid_number(number) and not number.extension
    if not fits or (channel is Channel.SMS and phonenumbers.number_type(number) in no_messages):
        raise BadContactError(channel=channel)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    local, _at, domain = text.partition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        raise BadContactError(channel=Channel.EMAIL) from None
    if not EMAIL.fullmatch(address) or ".." in local or local.startswith(".") or local.endswith("."):
        raise BadContactError(channel=Channel.EMAIL)
    return address


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of these pairs; one with a key twice gets a key that nothing has, so that it is refused."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else {**found, "": None}
