"""Invented cases with the histories that a test tells, stored as the program stores them."""

from datetime import date
from typing import NamedTuple

from sotecli.core.case import Case, Taken
from sotecli.core.path import Ground, effective, standing, stood
from sotecli.core.workdays import calendar_named
from sotecli.modelset import shipped_model
from sotecli.storage import cases
from sotecli.storage.database import Database
from tests.conftest import NOW, TODAY, an_act

HOUSING, REVIEWS = "luvn-housing-path", "satakunta-assi"


class Entry(NamedTuple):
    """One entry as a test tells it; without a step it takes the corrected one back."""

    step: str | None
    on: str
    level: str | None = None
    reason: str | None = None
    party: str | None = None
    review_on: str | None = None
    corrects: int | None = None


class People(NamedTuple):
    """Who stands around a case, and from when."""

    worker: str | None = None
    pair: str | None = None
    area: str | None = None
    special: bool = False
    since: str | None = None


def ground(model: str) -> Ground:
    """What a path by a shipped model is read with, without deadlines."""
    calendar = calendar_named("fi-office")
    return Ground(shipped_model(model), {}, lambda _rule: lambda _name: calendar, calendar, TODAY, None)


def taken(entries: list[Entry]) -> list[Taken]:
    """The history that these entries are."""
    return [
        Taken(
            **{**entry._asdict(), "on": date.fromisoformat(entry.on)}
            | {"review_on": date.fromisoformat(entry.review_on) if entry.review_on else None},
            number=number,
            worker="anna",
            at=NOW,
        )
        for number, entry in enumerate(entries, 1)
    ]


def store(
    database: Database,
    ref: str,
    entries: list[Entry],
    *,
    model: str = REVIEWS,
    client: str | None = None,
    people: People | None = None,
) -> Case:
    """Store a case with its whole history; one person for each case unless told."""
    history, who = taken(entries), people or People()
    now = standing(effective(history), ground(model))
    opened = history[0].on
    due = {"due_on": opened, "due_rule": "", "due_step": "", "statutory": False, "next_on": None}
    case = Case(ref, client or f"K-{ref}", model, 1, NOW, opened, now.step, now.step_on, **due)  # type: ignore[arg-type]
    case = case._replace(worker=who.worker, pair=who.pair, area=who.area, special=who.special)
    case = stood(case, now, [], ground(model))
    with database.transaction():
        since = date.fromisoformat(who.since) if who.since else opened
        cases.add(database, cases.Change(case, history[0], now.queue, on=since), an_act())
        for entry in history[1:]:
            row = {**entry._asdict(), "on": entry.on.isoformat(), "at": NOW.isoformat(), "ref": ref}
            row["review_on"] = entry.review_on.isoformat() if entry.review_on else None
            database.write(cases.ADD_STEP, **row)
    return case


def path(*days: tuple[str, str]) -> list[Entry]:
    """Steps without anything told beside."""
    return [Entry(step, on) for step, on in days]
