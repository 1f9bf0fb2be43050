"""Keeps the catalogues.

`python tests/catalogues.py` takes new messages from the code into the three `.po` files and compiles the `.mo`
files. A test holds both against the code.

English texts are the keys; the English catalogue repeats them unless somebody writes a better text there.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sotecli"
LANGUAGES = ("fi", "sv", "en")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Every message of the code, with where it stands."""
    found = Catalog(project="sotecli", fuzzy=False)
    for file, line, message, _comments, _context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        if message:
            found.add(message, locations=[(f"sotecli/{file}", line)])
    return found


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "sote.po"


def stored(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """A language's catalogue with the messages of the code, and no others."""
    before, after = stored(language), Catalog(locale=language, project="sotecli", fuzzy=False)
    for message in template():
        if not message.id:
            continue
        known = before.get(message.id[0] if isinstance(message.id, tuple) else message.id)
        text = known.string if known and _same_kind(known, message) else ""
        if language == "en" and not (text and any(text)):
            text = message.id
        after.add(message.id, text, locations=[(file, 0) for file, _line in message.locations])
    return after


def _same_kind(known: Message, message: Message) -> bool:
    return isinstance(known.id, tuple) == isinstance(message.id, tuple)


def po_text(catalogue: Catalog) -> bytes:
    """The `.po` file of a catalogue, without dates so that it changes only when its words do."""
    out = BytesIO()
    write_po(out, catalogue, width=116, omit_header=False, include_lineno=False, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    noise = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid',
        '"Generated-By',
    )
    return "".join(line for line in lines if not line.startswith((*noise, "# "))).encode()


def mo_bytes(language: str) -> bytes:
    """The compiled catalogue."""
    out, catalogue = BytesIO(), stored(language)
    catalogue.creation_date = catalogue.revision_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # the same words, the same bytes
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    for code in LANGUAGES:
        path_of(code).parent.mkdir(parents=True, exist_ok=True)
        path_of(code).write_bytes(po_text(updated(code)))
        path_of(code).with_suffix(".mo").write_bytes(mo_bytes(code))
        left = sum(not (message.string and all(message.string)) for message in stored(code) if message.id)
        print(f"{code}: {len(stored(code))} messages, {left} without words")  # noqa: T201 (a tool of the developers)
