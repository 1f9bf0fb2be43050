"""The letters of a model: each is unique at the place where it can be typed.

The outcomes of a matter (the closing steps) are typed at one place, and the reasons of each step at another.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sotecli.core.model_lines import ModelLines
from sotecli.errors.model import Mistake

Entries = Sequence[Mapping[str, Any]]


def key_mistakes(steps: Entries, reasons: Entries, lines: ModelLines) -> Iterator[Mistake]:
    """The letters that are used twice at one place, each on the line of the later one."""
    yield from _twice(steps, [number for number, step in enumerate(steps) if step.get("closes") is True], lines, "step")
    for step in steps:
        fitting, needs = step.get("reasons"), step.get("needs")
        fits = fitting.__contains__ if isinstance(fitting, list) and fitting else lambda _ident: True
        here = [number for number, reason in enumerate(reasons) if fits(reason.get("id"))]
        if isinstance(needs, list) and "reason" in needs:
            yield from _twice(reasons, here, lines, "reason")


def _twice(entries: Entries, numbers: Sequence[int], lines: ModelLines, table: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number in numbers:
        key = entries[number].get("key")
        if isinstance(key, str):
            if key in seen:
                yield Mistake(lines.at(table, number, "key"), "letter-twice", key)
            seen.add(key)
