"""Goals of recovery, chosen by the person from those of the model: participation, hopefulness, belonging (seed 004).

A goal is a code, never a sentence about the person. Each change is an entry of its own; the latest says how a goal
stands.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from sotecli.core.case import Case, must_be_open
from sotecli.core.codes import GoalState
from sotecli.core.model import Model
from sotecli.errors.case import GoalDayError, GoalOrderError
from sotecli.errors.days import FutureError
from sotecli.errors.usage import UnknownCodeError

NEXT: Mapping[GoalState | None, tuple[GoalState, ...]] = MappingProxyType(
    {
        None: (GoalState.SET,),
        GoalState.SET: (GoalState.MOVING, GoalState.REACHED, GoalState.DROPPED),
        GoalState.MOVING: (GoalState.SET, GoalState.REACHED, GoalState.DROPPED),
        GoalState.REACHED: (GoalState.SET, GoalState.MOVING),
        GoalState.DROPPED: (GoalState.SET, GoalState.MOVING),
    }
)
"""What may follow each state: a goal is set first, and one that was reached or dropped can be taken up again."""


class GoalEntry(NamedTuple):
    """One entry of the history of a case's goals."""

    goal: str
    state: GoalState
    on: date
    worker: str
    at: datetime


def goals_of(history: Sequence[GoalEntry]) -> dict[str, list[GoalEntry]]:
    """The entries of each goal, the goals in the order in which they were first set."""
    goals: dict[str, list[GoalEntry]] = {}
    for entry in history:
        goals.setdefault(entry.goal, []).append(entry)
    return goals


def must_be_known(model: Model, goal: str) -> None:
    """Raise `UnknownCodeError`, with those that it names, if the model does not name the goal."""
    known = [found.ident for found in model.goals]
    if goal not in known:
        raise UnknownCodeError(value=goal, allowed=", ".join(known) or "–")


def noted(case: Case, history: Sequence[GoalEntry], entry: GoalEntry, today: date) -> GoalEntry:
    """The entry, if it may come after those of the case.

    Raises:
        CaseClosedError: The case has ended.
        FutureError: The day has not come.
        GoalDayError: The day lies before the case's start or the goal's latest entry.
        GoalOrderError: The goal cannot come to stand so from where it stands.
    """
    must_be_open(case)
    if entry.on > today:
        raise FutureError(when=entry.on)
    own = goals_of(history).get(entry.goal, [])
    latest = own[-1].on if own else case.opened_on
    if entry.on < latest:
        raise GoalDayError(ref=case.ref, day=entry.on, latest=latest)
    allowed = NEXT[own[-1].state if own else None]
    if entry.state not in allowed:
        raise GoalOrderError(ref=case.ref, goal=entry.goal, state=entry.state, allowed=", ".join(allowed))
    return entry
