"""What a report looks for in the histories of cases: the steps of every version of a model that they were opened with.

A step means what the case's own version of the model says of it; a unit that tailors a model keeps its older cases.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sotecli.core.model import Model, Named

START, END = "start", "end"
"""Where the model's lead time begins and ends."""


class Mark(NamedTuple):
    """That a step of one version of a model is looked for, and as what."""

    version: int
    step: str
    what: str
    party: str | None = None
    months: int | None = None
    """After how many months the next review is due."""


def counted(models: Sequence[Model]) -> list[Mark]:
    """The steps between which lead times run, and those that reports count."""
    marks: list[Mark] = []
    for model in models:
        marks += [Mark(model.version, step.ident, step.counts, step.party) for step in model.steps if step.counts]
        if model.lead_time:
            marks.append(Mark(model.version, model.lead_time.start, START))
            marks.append(Mark(model.version, model.lead_time.end, END))
    return marks


def reviewing(models: Sequence[Model], unit_months: int | None) -> list[Mark]:
    """Every step, with what it does to the reviews: `first`, `done`, `closes` or `other` (an agreed day, a level)."""
    return [
        Mark(
            model.version,
            step.ident,
            "closes" if step.closes else step.review or "other",
            months=(unit_months or model.review_months) if step.review and not step.closes else None,
        )
        for model in models
        for step in model.steps
    ]


def ranks(models: Sequence[Model]) -> list[tuple[int, str, int]]:
    """The levels of each version with their places, from the lightest on."""
    return [(model.version, level.ident, place) for model in models for place, level in enumerate(model.levels)]


def merged(several: Sequence[Sequence[Named]]) -> list[Named]:
    """The levels or reasons of several versions, each once; the words of the first version that has it hold."""
    found: dict[str, Named] = {}
    for names in several:
        for named in names:
            found.setdefault(named.ident, named)
    return list(found.values())
