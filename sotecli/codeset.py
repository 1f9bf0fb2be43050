"""National code sets as data, read from the files that ship with the package; their origin stands in each file."""

import tomllib
from pathlib import Path

from sotecli.core.model import Label, Named

FOLDER = Path(__file__).parent / "codes"
NOTIFIER = "service-need-notifier"
"""Who tells of the need for services (THL 1.2.246.537.6.1243)."""


def codes_of(name: str) -> dict[str, Named]:
    """The codes of a set with their words, in the order of the file."""
    document = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {entry["code"]: Named(entry["code"], Label(**entry["label"])) for entry in document["code"]}
