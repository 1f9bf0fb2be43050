"""Putting text on standard output and standard error, in the three forms.

Everything that people read is cleaned first: control characters, escape sequences, bidirectional and invisible
characters become a visible mark, piled-up combining marks are cut (reliability notes 5.12).
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TextIO
from unicodedata import category, normalize

from sotecli.core.codes import Form
from sotecli.errors.file import OutputFailedError

MARK = "\N{REPLACEMENT CHARACTER}"
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f")
MOST_MARKS = 4
LONGEST = 2000
LONGEST_VALUE = 240  # room for twenty references
KEPT_WHOLE = 2  # the first columns (day, reference) are never broken over lines
NOTHING = "–"
UNBROKEN = "\0"  # a blank at which no line breaks; cleaned text has none of its own
UNPRINTABLE = "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"


def clean(text: str) -> str:
    """The text as it may be put on a terminal: what cannot be seen becomes �, line breaks stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    kept, marks = [], 0
    for character in normalize("NFC", text)[:LONGEST]:
        marks = marks + 1 if category(character).startswith("M") else 0
        if marks > MOST_MARKS:
            continue
        seen = character == "\n" or not (category(character) in INVISIBLE or character in FILLERS)
        kept.append(character if seen else MARK)
    return "".join(kept)


def say(text: str = "", *, fold: bool = True) -> None:
    """A line of results; a terminal gets it folded between words, unless it must stay one line."""
    _put(sys.stdout, clean(text), fold=fold)


def raw(content: bytes) -> None:
    """The content of a whole file on standard output, as it is."""
    with _told():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A line beside the results: a hint, a warning, progress."""
    _put(sys.stderr, clean(text), fold=True)


def document(value: object, *, error: bool = False) -> None:
    """One JSON document."""
    _print(sys.stderr if error else sys.stdout, json_text(value))


def json_text(value: object) -> str:
    """The value as JSON on one line; characters that a terminal could act on are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(UNPRINTABLE, lambda match: json.dumps(match[0])[1:-1], text)


def fields(form: Form, pairs: Sequence[tuple[str, str]], *, title: str = "") -> None:
    """Labels with their values, one a line."""
    if title:
        say(title)
    if form is Form.TABLE:
        width = _label_width(pairs)
        for pair in pairs:
            sides = zip_longest(_wrapped(pair[0], width), _wrapped(pair[1], _width() - width - 4), fillvalue="")
            say("\n".join(f"  {label:<{width}}  {value}".rstrip() for label, value in sides), fold=False)
    else:
        for label, value in pairs:
            say(f"{label}: {value}", fold=False)


def _label_width(pairs: Sequence[tuple[str, str]]) -> int:
    """Room for every label; where the values would lack it two fifths of the line, but no word of a label is broken."""
    labels = [clean(label) for label, _value in pairs]
    widest = max(map(len, labels), default=0)
    if widest + max((len(value) for _label, value in pairs), default=0) <= _width() - 4:
        return widest
    longest_word = max((len(word) for label in labels for word in label.split(" ")), default=0)
    return min(widest, max(2 * _width() // 5, longest_word))


def table(form: Form, columns: Sequence[str], rows: Sequence[Sequence[str]], *, late: Sequence[bool] = ()) -> None:
    """Rows under their headings; on a terminal a light table, else `label: value` lines with blank lines between."""
    if form is Form.TABLE:
        _rich_table(columns, rows, late)
        return
    for number, row in enumerate(rows):
        if number:
            say()
        for column, cell in zip(columns, row, strict=True):
            if column and cell:
                say(f"{column}: {cell}", fold=False)


def _put(stream: TextIO, text: str, *, fold: bool) -> None:
    if fold and stream.isatty():
        text = "\n".join(folded for line in text.split("\n") for folded in _folded(line))
    _print(stream, text)


def _print(stream: TextIO, text: str) -> None:
    """Print, flushed, so that a failure is told by the command that failed."""
    with _told():
        print(text, file=stream, flush=True)


@contextmanager
def _told() -> Iterator[None]:
    """Tell why the answer cannot be put out; a reader who has seen enough is no failure."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailedError(reason=(error.strerror or "").lower()) from None


def _width() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415

    return min(get_terminal_size().columns, 100)


def _folded(line: str) -> list[str]:
    """A line that a terminal would break in the middle of a word, broken between words; its indent holds."""
    if len(line) <= _width():
        return [line]
    indent = line[: len(line) - len(line.lstrip(" "))]
    return [indent + part for part in _wrapped(line[len(indent) :], _width() - len(indent))]


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines that break neither a code with hyphens nor a command between backticks."""
    from textwrap import wrap  # noqa: PLC0415

    whole = re.sub("`[^`\n]*`", lambda command: command[0].replace(" ", UNBROKEN), clean(text))
    lines = wrap(whole, max(width, 20), break_on_hyphens=False) or [""]
    return [line.replace(UNBROKEN, " ") for line in lines]


def _rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]], late: Sequence[bool]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 (only a terminal pays for rich)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console, gap = Console(highlight=False, emoji=False, markup=False), _gap(columns, rows)
    widths = _fitted(columns, rows, console.width - (1 + gap) * len(columns) + 1)
    drawn = Table(box=SIMPLE_HEAD, padding=(0, gap, 0, 0), header_style="bold", show_edge=False)
    for place, column in enumerate(columns):
        whole = place < min(KEPT_WHOLE, len(columns) - 1)
        drawn.add_column(
            Text(clean(column)), overflow="fold", no_wrap=whole and widths[place] is None, width=widths[place]
        )
    for number, row in enumerate(rows):
        style = "bold red" if number < len(late) and late[number] else ""
        drawn.add_row(*(Text(clean(cell), style=style if not place else "") for place, cell in enumerate(row)))
    console.print(drawn)


def _fitted(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int | None]:
    """Widths at which no word is broken, if the words allow that; otherwise none, and rich chooses.

    Each column gets its longest word or fraction, the first ones all of their text if they can; the rest goes one by
    one to the column with the most lines.
    """
    cells = [[clean(cell) for cell in column] for column in zip(columns, *rows, strict=True)]
    wanted = [max(map(len, column)) for column in cells]
    words = [max(len(word) for cell in column for word in cell.replace(" / ", "-/-").split(" ")) for column in cells]
    most = min(KEPT_WHOLE, len(columns) - 1)
    tried = [[*wanted[:kept], *words[kept:]] for kept in range(most, -1, -1)]
    widths = next((widths for widths in tried if sum(widths) <= room), None)
    if widths is None:
        return [None] * len(columns)
    for _cell in range(min(room, sum(wanted)) - sum(widths)):
        place = max(range(len(widths)), key=lambda place: wanted[place] / max(widths[place], 1))
        widths[place] += 1
    return list(widths)


def _gap(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Room between columns beside the box's own: none where it would only break words."""
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    return 1 if sum(widths) + 2 * (len(widths) - 1) <= _width() else 0


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with its values in place, each cleaned and cut short."""
    return message.format(**{key: clean(str(value))[:LONGEST_VALUE] for key, value in values.items()})
