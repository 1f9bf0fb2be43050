"""The queue of a model: whom a place can be offered to, in which order, and who changed that order on what ground.

The order is proposed by adding up (`summands`), and every addend can be shown:

* urgency: by the model 300 points for 1 (most urgent), 150 for 2, 0 for 3 and where nobody has told one;
* waiting: by the model 1 point for each day from the day on which the person came into the queue to the day that is
  looked at; days after the model's `most_days`, if it has any, count no more;
* wishes: only where a place is told, by the model 20 points for each of the person's wishes that is the place itself or
  something that it offers.

More points come first; of equal ones whoever came into the queue earlier, then the reference, so that the order is
total. A model may set other numbers (`core.model_queue`). Nothing else counts.

The proposal binds nobody: a person may be placed elsewhere on a ground. Whoever is placed stands right behind those who
were ahead then and moves up as they leave; somebody who comes later is ahead only by being ahead of them. A person
whose own urgency or wishes were changed since holds nobody back.

Any past day is replayed from what is kept: times in the queue, steps, pauses and changes up to and including that day,
as they stood at its end. Steps that were corrected later count as corrected.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from sotecli.core.case import Case, Taken, must_be_open
from sotecli.core.model import Model, stands_on
from sotecli.core.model_queue import QueueRules
from sotecli.core.pauses import Pause
from sotecli.errors.case import NotPlacedError, NotQueuedError, QueuePositionError

Kind = Literal["place", "release", "urgency", "wish"]
FACTS: tuple[Kind, ...] = ("urgency", "wish")
"""The changes of what counts, unlike those of the order itself."""


class Facts(NamedTuple):
    """What of a person counts in the order beside the wait."""

    urgency: int | None = None
    wishes: tuple[str, ...] = ()


class QueueChange(NamedTuple):
    """What a human changed: a place in the order, or a fact that counts in it."""

    number: int
    """A later change has a higher one, in all of the file."""
    kind: Kind
    on: date
    worker: str
    at: datetime
    ground: str | None
    """A code; only wishes, which are the person's own, need none."""
    was: Facts
    now: Facts
    position: int | None = None
    """Of a place: counted from 1, on the day it was given."""
    ahead: tuple[str, ...] = ()
    """Of a place: who was ahead then."""


class Waiter(NamedTuple):
    """Somebody who waits in the queue on a day, with everything that is kept about them."""

    ref: str
    queued_on: date
    facts: Facts
    """As they stand today."""
    model: Model
    """The version that the case goes by."""
    taken: tuple[Taken, ...] = ()
    """The entries that hold, of all days."""
    pauses: tuple[Pause, ...] = ()
    changes: tuple[QueueChange, ...] = ()
    """Of all days, in their order."""
    left_on: date | None = None
    """When an earlier time in the queue ended; a place that was given before is over."""


class Place(NamedTuple):
    """A place that is free."""

    code: str
    offers: tuple[str, ...] = ()
    """What it offers, in the codes of wishes."""


class Reason(NamedTuple):
    """Why no place can be offered to somebody now."""

    code: str
    """`missing-step`, `paused`, `offer-open` or `offered-before`."""
    value: str
    """The step, the day until which it rests, or the place."""


class Summand(NamedTuple):
    """One addend of somebody's points."""

    what: str
    """`urgency`, `waiting` or `wishes`."""
    value: str
    """What it is about: the urgency, the day since when, the wishes that fit."""
    times: int
    each: int
    """Points for one of them."""

    @property
    def points(self) -> int:
        """What it adds."""
        return self.times * self.each


class InLine(NamedTuple):
    """Where somebody stands in the queue on a day, and why."""

    position: int
    ref: str
    queued_on: date
    facts: Facts
    summands: tuple[Summand, ...]
    proposed: int
    """The position by points alone."""
    reasons: tuple[Reason, ...]
    """Why no place can be offered now; none where one can."""
    placed: QueueChange | None = None
    """The human change that holds."""
    changes: tuple[QueueChange, ...] = ()
    """All changes up to the day."""

    @property
    def points(self) -> int:
        """The sum."""
        return sum(summand.points for summand in self.summands)


def queue_on(waiters: Sequence[Waiter], day: date, rules: QueueRules, place: Place | None = None) -> list[InLine]:
    """The order of those who wait on a day; `rules` are those of the model's version that was in use then."""
    added = {waiter.ref: summands(waiter, day, rules, place) for waiter in waiters}
    points = {ref: sum(summand.points for summand in found) for ref, found in added.items()}
    proposal = sorted(waiters, key=lambda waiter: (-points[waiter.ref], waiter.queued_on, waiter.ref))
    by_points = {waiter.ref: number for number, waiter in enumerate(proposal, start=1)}
    placed = {waiter.ref: found for waiter in waiters if (found := placement(waiter, day))}
    known = {waiter.ref: waiter for waiter in waiters}
    held = {ref: found._replace(ahead=_unchanged(found, known, day)) for ref, found in placed.items()}
    return [
        InLine(
            position=position,
            ref=ref,
            queued_on=known[ref].queued_on,
            facts=facts_on(known[ref], day),
            summands=added[ref],
            proposed=by_points[ref],
            reasons=reasons(known[ref], day, place),
            placed=placed.get(ref),
            changes=_until(known[ref], day),
        )
        for position, ref in enumerate(lined_up([waiter.ref for waiter in proposal], held), start=1)
    ]


def lined_up(proposal: Sequence[str], placed: Mapping[str, QueueChange]) -> list[str]:
    """The proposal with those who were placed at their places, one after the other as they were placed.

    Each stands right behind the last of those who were ahead then and still wait; with none of them left, first.
    """
    line = list(proposal)
    for ref in sorted(placed, key=lambda ref: placed[ref].number):
        line.remove(ref)
        ahead = set(placed[ref].ahead)
        line.insert(max((number for number, other in enumerate(line, start=1) if other in ahead), default=0), ref)
    return line


def facts_on(waiter: Waiter, day: date) -> Facts:
    """The facts at the end of a day: as changed last up to then, else as they were before the first later change."""
    found = [change for change in waiter.changes if change.kind in FACTS]
    before = [change for change in found if change.on <= day]
    if before:
        return before[-1].now
    return found[0].was if found else waiter.facts


def placement(waiter: Waiter, day: date) -> QueueChange | None:
    """The human place that holds at the end of a day: the last one, unless it was taken back or the wait is another."""
    found = [
        change
        for change in _until(waiter, day)
        if change.kind not in FACTS and (waiter.left_on is None or change.on >= waiter.left_on)
    ]
    return found[-1] if found and found[-1].kind == "place" else None


def summands(waiter: Waiter, day: date, rules: QueueRules, place: Place | None = None) -> tuple[Summand, ...]:
    """The addends of somebody's points on a day, as the module's first sentences explain them."""
    facts = facts_on(waiter, day)
    days = (day - waiter.queued_on).days
    counted = days if rules.most_days is None else min(days, rules.most_days)
    told = "" if facts.urgency is None else str(facts.urgency)
    urgent = 0 if facts.urgency is None else rules.urgency[facts.urgency - 1]
    found = (
        Summand("urgency", told, 1, urgent),
        Summand("waiting", waiter.queued_on.isoformat(), counted, rules.per_day),
    )
    if place is None:
        return found
    fits = sorted({place.code, *place.offers}.intersection(facts.wishes))
    return (*found, Summand("wishes", ", ".join(fits), len(fits), rules.per_wish))


def reasons(waiter: Waiter, day: date, place: Place | None = None) -> tuple[Reason, ...]:
    """Why no place can be offered to somebody on a day, by the steps that the model of the case names."""
    rules = waiter.model.queue
    taken = [entry for entry in waiter.taken if entry.on <= day]
    steps = [entry.step or "" for entry in taken]
    stands = stands_on(waiter.model, steps)
    found = [Reason("missing-step", step) for step in rules.requires if step not in steps]
    found += [Reason("paused", pause.until_on.isoformat()) for pause in waiter.pauses if pause.covers(day)]
    if stands and stands.ident in rules.offer_open:
        found.append(Reason("offer-open", stands.ident))
    elif place and place.code in {entry.place for entry in taken}:
        found.append(Reason("offered-before", place.code))
    return tuple(found)


def place_at(case: Case, line: Sequence[InLine], position: int, change: QueueChange) -> QueueChange:
    """The change that places somebody at a position of `line`, today's order without an earlier place of theirs.

    Raises:
        CaseClosedError: The case has ended.
        NotQueuedError: The person does not wait.
        QueuePositionError: The queue is not that long.
    """
    _must_wait(case, [found.ref for found in line])
    if position > len(line):
        raise QueuePositionError(position=position, count=len(line))
    others = [found.ref for found in line if found.ref != case.ref]
    return change._replace(position=position, ahead=tuple(others[: position - 1]))


def release(case: Case, line: Sequence[InLine], change: QueueChange) -> QueueChange:
    """The change that takes a place back, so that the proposal holds for the person again.

    Raises:
        CaseClosedError: The case has ended.
        NotQueuedError: The person does not wait.
        NotPlacedError: Nobody has placed them.
    """
    _must_wait(case, [found.ref for found in line])
    if next(found for found in line if found.ref == case.ref).placed is None:
        raise NotPlacedError(ref=case.ref)
    return change


def _must_wait(case: Case, waiting: Collection[str]) -> None:
    must_be_open(case)
    if case.ref not in waiting:
        raise NotQueuedError(ref=case.ref)


def _unchanged(change: QueueChange, known: Mapping[str, Waiter], day: date) -> tuple[str, ...]:
    """Those who were ahead of somebody placed, still wait, and have the facts that they had then."""
    waiting = [known[ref] for ref in change.ahead if ref in known]
    return tuple(
        waiter.ref
        for waiter in waiting
        if not any(found.kind in FACTS and found.number > change.number for found in _until(waiter, day))
    )


def _until(waiter: Waiter, day: date) -> tuple[QueueChange, ...]:
    return tuple(change for change in waiter.changes if change.on <= day)
