"""A service of the directory: what, where, when, for whom, in which languages, at what cost, how to reach it.

An empty text and an empty tuple mean that it was not told. Nothing here is about a client.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from unicodedata import normalize

from sotecli.core.codes import Cost
from sotecli.core.hours import Opening, is_open
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.days import FutureError
from sotecli.errors.missing import UnknownTopicError
from sotecli.errors.refused import ServiceExistsError
from sotecli.errors.service import BadServiceValueError, RowError

TOPIC = r"[a-z0-9-]{2,40}"
PROPOSED_BY = "pirha-lahitori"
"""The model whose reasons are proposed as topics."""
LONGEST_NAME, LONGEST_TEXT = 120, 200
OLDEST = 130
MONTHS = 12


class Service(NamedTuple):
    """One entry of the directory."""

    code: str
    name: str
    """In Finnish."""
    name_sv: str = ""
    name_en: str = ""
    topics: tuple[str, ...] = ()
    place: str = ""
    """A code, such as of a municipality or a local service square."""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    hours: tuple[Opening, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    for_whom: str = ""
    for_whom_sv: str = ""
    for_whom_en: str = ""
    languages: tuple[str, ...] = ()
    cost: Cost = Cost.UNKNOWN
    cost_text: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    walk_in: bool | None = None
    """Whether one may come without an appointment; `None` while nobody has told."""
    checked_on: date | None = None
    """When somebody last made sure that this is right; `None` when nobody has."""
    ended: bool = False
    source_id: str = ""
    """The id under which a file told of it, so that the same file can be read again."""


FIELDS = Service._fields[:-1]
"""What people and files may say of a service."""


class Wish(NamedTuple):
    """What is looked for in the directory; everything that is told must fit."""

    words: tuple[str, ...] = ()
    """Parts of its names."""
    topic: str | None = None
    place: str | None = None
    language: str | None = None
    age: int | None = None
    stale_before: date | None = None
    ended: bool = False
    """Whether services that have ended are found, too."""


class Kept(NamedTuple):
    """What became of one row of a file."""

    service: Service
    change: str
    """`new`, `changed` or `same`."""


class Outcome(NamedTuple):
    """What became of one row of a file, as it is told."""

    row: int
    code: str = ""
    change: str = ""
    """`new`, `changed` or `same`; empty where it was rejected."""
    left_out: tuple[str, ...] = ()
    error: RowError | None = None


def folded(text: str) -> str:
    """The text as words are compared: large and small letters are the same, ä is not a."""
    return normalize("NFC", normalize("NFC", text).casefold())


def names_folded(service: Service) -> str:
    """All names of a service, as words are looked for in them."""
    return folded(f"{service.name}\n{service.name_sv}\n{service.name_en}")


def stale_before(today: date, months: int) -> date:
    """The first day that is fresh enough: what was checked before it should be checked again."""
    year, month = divmod(today.year * MONTHS + today.month - 1 - months, MONTHS)
    for day in (today.day, 30, 29):  # a month without that day: its last one
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, 28)


def is_stale(service: Service, today: date, months: int) -> bool:
    """Whether nobody has checked the entry for so many months; one that has ended is not checked any more."""
    if service.ended:
        return False
    return service.checked_on is None or service.checked_on < stale_before(today, months)


def opens_at(service: Service, instant: datetime, calendar: WorkCalendar) -> bool:
    """Whether a service is known to be open at an instant; `calendar` is a national one."""
    return not service.ended and is_open(service.hours, instant, calendar)


def sound(service: Service, today: date) -> Service:
    """The service, if its fields go together.

    Raises:
        BadServiceValueError: The youngest age is above the oldest.
        FutureError: It would have been checked on a day to come.
    """
    if service.min_age is not None and service.max_age is not None and service.min_age > service.max_age:
        raise BadServiceValueError(field="max_age")
    if service.checked_on and service.checked_on > today:
        raise FutureError(when=service.checked_on)
    return service


def added(found: Service | None, new: Service, *, replace: bool) -> Service:
    """The entry that is kept under a code.

    Raises:
        ServiceExistsError: There is one already, and it is not to be replaced.
    """
    if found and not replace:
        raise ServiceExistsError(service=found.code)
    return new._replace(source_id=found.source_id) if found else new


def imported(found: Service | None, fields: Mapping[str, Any], code: str, source_id: str) -> Kept:
    """What becomes of an entry when a file tells `fields` of it, or the new entry of that code.

    Its code stays, and so does a check that was made here later than the file's.
    """
    if found is None:
        return Kept(Service(**{**fields, "code": code, "source_id": source_id}), "new")
    told = found._replace(**{**fields, "code": found.code})
    checked = [day for day in (found.checked_on, told.checked_on) if day]
    after = told._replace(checked_on=max(checked, default=None))
    return Kept(after, "same" if after == found else "changed")


def must_be_topic(topic: str, known: Collection[str], proposed: Collection[str]) -> None:
    """Raise `UnknownTopicError` unless a topic is one that an entry has or that is proposed."""
    if topic not in {*known, *proposed}:
        raise UnknownTopicError(value=topic, known=", ".join(sorted(known)) or "–")
