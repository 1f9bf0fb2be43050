"""On which line of a model's file each table and key stands; the TOML reader does not tell."""

import re
from collections.abc import Mapping
from typing import NamedTuple

HEADER = re.compile(r"\s*\[(\[?)\s*([A-Za-z0-9_-]+)\s*(?:\.\s*([A-Za-z0-9_-]+)\s*)?\]")
KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*[.=]")
QUOTES = ('"""', "'''")


class ModelLines(NamedTuple):
    """The lines of a text, by table, number of the table among those of its name, and key."""

    found: Mapping[tuple[str, int, str], int]

    def at(self, table: str = "", number: int = 0, key: str = "") -> int:
        """The line of a key, else that of its table, else that on which such tables are told at all, else the first."""
        places = ((table, number, key), (table, number, ""), ("", 0, table))
        return next((self.found[place] for place in places if place in self.found), 1)


def lines_of(text: str) -> ModelLines:
    """Where the tables and keys of a text stand."""
    found: dict[tuple[str, int, str], int] = {}
    table, number, quoted = "", 0, False
    for line, words in enumerate(text.splitlines(), start=1):
        begins = not quoted
        quoted ^= sum(words.count(quote) for quote in QUOTES) % 2 == 1
        if not begins:
            continue
        if header := HEADER.match(words):
            if header[2] != table or (header[1] and not header[3]):
                table = header[2]
                number = sum(key == "" and name == table for name, _number, key in found)
            found.setdefault((table, number, header[3] or ""), line)
        elif key := KEY.match(words):
            found.setdefault((table, number, key[1]), line)
    return ModelLines(found)
