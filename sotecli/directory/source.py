"""Files of services, opened and cut into rows: the elements of a JSON list or page, JSON Lines, or rows of CSV.

A file is read in pieces, and only the row that is being read is in memory. JSON is cut by its brackets before it is
read, so that a broken element spoils itself and no other.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO
from unicodedata import category, normalize

from sotecli.core.codes import DirectoryFormat
from sotecli.core.service import FIELDS
from sotecli.errors.service import BadServiceFileError, NoServiceFileError, RowError
from sotecli.intake import whole_input

PIECE, LONGEST, MOST_INPUT = 65_536, 1_000_000, 50_000_000  # characters: at a time, of a row, of standard input
LABEL = 40  # characters in which "contents": fits
RUNNABLE = "=+@\t\r-\u2212"
"""What Excel would take for the beginning of a formula, whatever width it has and whatever mark stands before it."""
UNSEEN = {"Mn", "Me", "Mc", "Cf"}
"""Categories of combining marks and of what only says how others are shown."""
TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*(?P<whole>")?|[\[\]{},]', re.DOTALL)
CONTENTS = re.compile(r'"contents"\s*:\s*$')
ENDINGS = {".csv": DirectoryFormat.CSV, ".json": DirectoryFormat.HSDS, ".jsonl": DirectoryFormat.HSDS}


def runs(cell: str) -> bool:
    """Whether Excel could take the cell for a formula."""
    seen = (character for character in normalize("NFKC", cell) if category(character) not in UNSEEN)
    return next(seen, " ") in RUNNABLE or cell[:1] in RUNNABLE


def is_escaped(cell: str) -> bool:
    """Whether an apostrophe stands before what Excel could run, or before such an apostrophe."""
    return cell.startswith("'") and (cell.startswith("''") or runs(cell[1:]))


class Row(NamedTuple):
    """One row of a file, counted as its kind of file counts: elements from 1, lines from 1."""

    number: int
    found: object
    """What stands in it, or the `RowError` of why it cannot be read."""


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file as text in UTF-8, with or without a byte order mark; - is standard input.

    Raises:
        NoServiceFileError: It is not there, or cannot be opened.
        BadServiceFileError: It is not text in UTF-8.
        TooMuchInputError: Standard input does not end in time.
    """
    try:
        if str(path) == "-":
            yield io.StringIO(whole_input(sys.stdin, MOST_INPUT).removeprefix("\ufeff"), newline="")
            return
        if path.exists() and not path.is_file():  # a pipe would be waited for without an end
            raise NoServiceFileError(path=path, reason=RowError("no-file"))
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError:
        raise BadServiceFileError(path=path, reason=RowError("not-utf8")) from None
    except RowError as error:  # not of a row: of the heading
        raise BadServiceFileError(path=path, reason=error) from None
    except OSError as error:
        reason = (error.strerror or "").lower() or RowError("unreadable")
        raise NoServiceFileError(path=path, reason=reason) from None


def shape_of(path: Path, file: TextIO) -> DirectoryFormat:
    """The format that a file's name or its first character tells; the file is read from its beginning after that."""
    ending = ENDINGS.get(path.suffix.lower())
    if ending:
        return ending
    beginning = file.read(PIECE).lstrip()
    file.seek(0)
    return DirectoryFormat.HSDS if beginning[:1] in {"{", "["} else DirectoryFormat.CSV


def json_rows(file: TextIO) -> Iterator[Row]:
    """The services of a JSON list, of a page with `contents`, of JSON Lines, or the only one that there is."""
    first = file.readline(LONGEST)
    file.seek(0)
    if _is_line(first):
        yield from _lines(file)
        return
    for number, element in enumerate(_elements(file), start=1):
        yield Row(number, _read(element) if isinstance(element, str) else element)


def _is_line(line: str) -> bool:
    """Whether the first line is a whole service, so that each line is one."""
    found = _read(line)
    return isinstance(found, dict) and "contents" not in found


def _lines(file: TextIO) -> Iterator[Row]:
    for number, line in _numbered(file, 1):
        if line is None:
            yield Row(number, RowError("too-long"))
        elif line.strip():
            yield Row(number, _read(line))


def _numbered(file: TextIO, first: int) -> Iterator[tuple[int, str | None]]:
    """The lines from here on with their numbers; of one that is too long nothing is kept, its end neither."""
    number = first
    while line := file.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield number, line
        else:
            while line and not line.endswith("\n"):
                line = file.readline(LONGEST)
            yield number, None
        number += 1


def _read(text: str) -> object:
    """What a piece of JSON says, or why it cannot be read."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        return RowError("too-deep")
    except ValueError:  # also a number of thousands of digits
        return RowError("not-json")


def _no_number(_constant: str) -> object:
    raise ValueError


def _elements(file: TextIO) -> Iterator[str | RowError]:
    """The text of each element."""
    cutter = _Cutter()
    while not cutter.ended and (piece := file.read(PIECE)):
        yield from cutter.feed(piece)
        if cutter.is_stuck:
            yield RowError("too-long")
            return
    if not cutter.ended:
        yield RowError("not-json") if cutter.base else cutter.text
    elif cutter.base == 1 and (cutter.text[cutter.at :] + file.read(PIECE)).strip():
        yield RowError("not-json")  # something stands behind the list


class _Cutter:
    """Cuts a JSON document into elements, piece by piece, by brackets and commas outside of strings."""

    def __init__(self) -> None:
        self.text = ""
        """What is not cut yet."""
        self.at = 0
        """How far that was looked at."""
        self.base = 0
        """How deep the list of services lies; 0 before it was found."""
        self.ended = False
        self._begin = self._depth = 0
        self._whole = True

    def feed(self, piece: str) -> Iterator[str | RowError]:
        """Go on with a piece; gives the elements that end in it."""
        self.text += piece
        for token in TOKEN.finditer(self.text, self.at):
            if token[0][0] == '"' and not token["whole"]:  # the piece ends within a string
                break
            self.at = token.end()
            if not token["whole"]:
                yield from self._meet(token[0], token.start())
            if self.ended:
                return
        if self.base:
            self._forget()

    @property
    def is_stuck(self) -> bool:
        """Whether a string, or what stands before the list, does not end."""
        return len(self.text) - (self.at if self.base else 0) > LONGEST

    def _meet(self, mark: str, start: int) -> Iterator[str | RowError]:
        """Heed a bracket or a comma."""
        if mark in "[{":
            self._depth += 1
            if not self.base and mark == "[" and self._begins_list(start):
                self.base, self._begin = self._depth, self.at
            return
        self._depth -= mark in "]}"
        closes = self._depth < self.base
        if closes or (self.base and mark == "," and self._depth == self.base):
            element, whole = self.text[self._begin : start], self._whole
            self._begin, self._whole, self.ended = self.at, True, closes
            if element.strip() or mark == "," or not whole:
                yield element if whole else RowError("too-long")

    def _begins_list(self, at: int) -> bool:
        """Whether the bracket opens the list of services: the outermost one, or that of `contents`."""
        return self._depth == 1 or (
            self._depth == len("{[") and bool(CONTENTS.search(self.text, max(0, at - LABEL), at))
        )

    def _forget(self) -> None:
        """Keep nothing of what is cut, nor of an element that is too long."""
        if self.at - self._begin > LONGEST:
            self._whole, self._begin = False, self.at
        self.text, self.at, self._begin = self.text[self._begin :], self.at - self._begin, 0


def csv_rows(file: TextIO) -> Iterator[Row]:
    """The rows of CSV, each by the names of its heading; a row is a line, so that a stray quote spoils no other.

    Raises:
        RowError: The heading is none of ours.
    """
    heading = file.readline(LONGEST)
    delimiter = ";" if ";" in heading else ","
    names = _split(heading, delimiter)
    if not names or len(set(names)) < len(names) or not {"code", "name"} <= set(names) <= set(FIELDS):
        raise RowError("heading")
    for number, line in _numbered(file, 2):
        if line is None:
            yield Row(number, RowError("too-long"))
        elif line.strip(f"{delimiter} \r\n"):
            yield Row(number, _celled(names, _split(line, delimiter)))


def _split(line: str, delimiter: str) -> list[str] | None:
    """The cells of one line without what keeps Excel from running them; `None` when it cannot be read."""
    try:
        (found,) = csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return None
    return [cell[1:] if is_escaped(cell) else cell for cell in found]


def _celled(names: list[str], found: list[str] | None) -> object:
    if found is None:
        return RowError("not-csv")
    return dict(zip(names, found, strict=True)) if len(found) == len(names) else RowError("cells")
