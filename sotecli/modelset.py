"""The operating models that ship with the package, and reading a model's file."""

import re
import tomllib
from pathlib import Path
from typing import Any

from sotecli.core.model import Model, read_model
from sotecli.core.model_lines import lines_of
from sotecli.errors.missing import UnknownModelError
from sotecli.errors.model import BadModelError, Mistake
from sotecli.ruleset import rules_of

SHIPPED = Path(__file__).parent / "models"
DEEP = r"(?:\w\s*\.\s*){40}"
LONGEST = 200_000  # characters: a model is kept in the unit's file


def shipped() -> dict[str, Path]:
    """The files of the models that ship with the package, by id."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}


def shipped_model(ident: str) -> Model:
    """The model of that id that ships with the package.

    Raises:
        UnknownModelError: There is none.
    """
    path = shipped().get(ident.lower())
    if path is None:
        raise UnknownModelError(value=ident)
    return model_of(path.read_text(encoding="utf-8"))


def shipped_text(model: Model) -> str | None:
    """The text of a model if it is one that ships with the package, in that version."""
    path = shipped().get(model.ident)
    text = path.read_text(encoding="utf-8") if path else None
    return text if text is not None and model_of(text) == model else None


def text_of(path: Path, wrong: type[BadModelError] = BadModelError) -> str:
    """The text of a model's file, which may lie anywhere; `wrong` says what it is the file of, if of something else.

    Raises:
        BadModelError: It is no text, or far too long for a model.
    """
    if not path.is_file():
        raise wrong([Mistake(1, "not-toml")])
    with path.open("rb") as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise wrong([Mistake(1, "too-long")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong([Mistake(content[: error.start].count(b"\n") + 1, "not-toml")]) from None


def document_of(text: str, wrong: type[BadModelError] = BadModelError) -> dict[str, Any]:
    """The TOML document of a text.

    Raises:
        BadModelError: It is no TOML; the line is named.
    """
    if re.search(DEEP, text):  # such keys take tomllib minutes
        raise wrong([Mistake(1, "not-toml")])
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also a number of thousands of digits
        place = re.search(r"at line (\d+)", str(error))
        raise wrong([Mistake(int(place[1]) if place else text.count("\n") + 1, "not-toml")]) from None
    except RecursionError:
        raise wrong([Mistake(1, "not-toml")]) from None


def model_of(text: str) -> Model:
    """The model that a text tells.

    Raises:
        BadModelError: It cannot be read; every mistake is named with its line.
    """
    return read_model(document_of(text), lines_of(text), rules_of())
