"""What a file tells of services, row by row, and what becomes of each: taken, the same as before, or rejected."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple, TextIO
from unicodedata import normalize

from sotecli.core.codes import DirectoryFormat
from sotecli.core.service import Kept, Service, imported, sound
from sotecli.core.unit import CODE
from sotecli.directory import source
from sotecli.directory.fields import read_field
from sotecli.errors.days import FutureError
from sotecli.errors.service import BadServiceValueError, PersonalServiceValueError, RowError

LONGEST_CODE = 32


class Told(NamedTuple):
    """One service as a file tells it."""

    fields: Mapping[str, Any]
    """The fields that the file knows of; others stay as they are."""
    code: str
    """The code that it gets when it is new and the code is free."""
    source_id: str = ""
    own: bool = False
    """Whether a directory of sote wrote it, so that its code is one of ours."""
    left_out: tuple[str, ...] = ()
    """What of it cannot be kept, as keys of `errors.service.LEFT_OUT`."""


def told(file: TextIO, form: DirectoryFormat, today: date) -> Iterator[tuple[int, Told | RowError]]:
    """The services of a file with the numbers of their rows, or why a row is not one.

    Raises:
        RowError: It is CSV with a heading that is none of ours.
    """
    if form is DirectoryFormat.CSV:
        rows, read = source.csv_rows(file), _of_cells
    else:
        from sotecli.directory.hsds import Reader  # noqa: PLC0415 (CSV needs no schema)

        rows, read = source.json_rows(file), Reader(today).read
    once = partial(_once, {})
    for row in rows:
        try:
            yield row.number, row.found if isinstance(row.found, RowError) else once(read(row.found))
        except RowError as error:
            yield row.number, error


def decided(found: Service | None, one: Told, code: str, today: date) -> Kept | RowError:
    """What becomes of a row, seeing the entry that it is about, if there is one; a new one gets `code`."""
    try:
        kept = imported(found, one.fields, code, one.source_id)
        sound(kept.service, today)
    except FutureError:
        return RowError("future", "checked_on")
    except BadServiceValueError as error:
        return RowError("unfit", str(error.values["field"]))
    return kept


def free_code(one: Told, is_taken: Callable[[str], bool]) -> str:
    """The code of a new service: the one that it asks for, else with an ending made of its source's id."""
    digest = sha256(one.source_id.encode()).hexdigest()
    longer = (f"{one.code[: LONGEST_CODE - 1 - size]}-{digest[:size]}" for size in (4, 8, 16, 30))
    return next(code for code in (one.code, *longer) if not is_taken(code))


def slug(text: str) -> str:
    """The text as a code, if it has at least two letters or digits in it; å and ä become a, ö becomes o."""
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE].rstrip("-")


def field_of(name: str, value: object) -> Any:  # noqa: ANN401 (each field has its own type)
    """A field of a row, read.

    Raises:
        RowError: It does not fit; the row is not taken.
    """
    try:
        return read_field(name, value)
    except PersonalServiceValueError:
        raise RowError("personal", name) from None
    except BadServiceValueError:
        raise RowError("unfit", name) from None


def _of_cells(found: object) -> Told:
    cells: dict[str, str] = found if isinstance(found, dict) else {}
    for field in ("code", "name"):
        if not cells[field].strip():
            raise RowError("missing", field)
    fields = {field: field_of(field, value.strip()) for field, value in cells.items()}
    return Told(fields, fields["code"], own=True)


def _once(seen: dict[str, int], one: Told) -> Told:
    """The service, unless the file told something else under the same id before."""
    key, contents = one.source_id or one.code, hash(tuple(sorted((k, repr(v)) for k, v in one.fields.items())))
    if seen.setdefault(key, contents) != contents:
        raise RowError("twice")
    return one


def is_code(text: str) -> bool:
    """Whether a text is shaped like a code and cannot be a phone number."""
    try:
        return bool(re.fullmatch(CODE, text)) and read_field("code", text) == text
    except BadServiceValueError:
        return False
