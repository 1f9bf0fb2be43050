"""Where a case stands: its history folded over its model's steps.

A history is a list of entries that is only added to. A wrong entry is corrected by a later one, which takes its place
when the history is read. From what is left follow the step, the level, the waiting in the queue, the deadlines and the
next review; nothing of it is set by hand, so a correction makes all of it right again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.case import PLAN_RULE, REVIEW_RULE, Case, Clock, Taken, Waited, must_be_open
from sotecli.core.limits import months_after
from sotecli.core.model import Model, ModelStep, may_follow, stands_on
from sotecli.core.pauses import Pause, paused_days
from sotecli.core.rules import Rule, deadline
from sotecli.core.workdays import WorkCalendar
from sotecli.core.worker import Worker
from sotecli.errors.case import (
    CorrectedAlreadyError,
    LastEntryError,
    ReviewDayError,
    StepDayError,
    StepNeedsError,
    StepOrderError,
    StepQualificationError,
)
from sotecli.errors.days import FutureError
from sotecli.errors.missing import MissingEntryError

PROMISE = "promise"
EXIT = "exit"
MOST_REVIEW_MONTHS = 36
"""The longest interval of reviews that a unit may settle, and the farthest agreed day."""
LOOK_AGAIN = 20
"""Working days after which somebody looks at a case again for which no deadline and no plan is set: about a month."""


class Ground(NamedTuple):
    """What a path is read with: the model, the rules, the working days."""

    model: Model
    rules: Mapping[str, Rule]
    calendars: Callable[[Rule], Callable[[str], WorkCalendar]]
    """The working days by name that a rule goes by: the unit's own for its promises, the national ones for the law."""
    calendar: WorkCalendar
    today: date
    review_months: int | None
    """The unit's own interval of reviews, or the model's."""


class Standing(NamedTuple):
    """Where a case stands after its history."""

    step: str
    step_on: date
    began: date
    """The day of the first step."""
    level: str | None = None
    review_on: date | None = None
    closed_on: date | None = None
    queue: tuple[Waited, ...] = ()
    """The times in the queue."""
    clocks: tuple[Clock, ...] = ()

    @property
    def queued_on(self) -> date | None:
        """Since when the person waits."""
        return self.queue[-1].since if self.queue and self.queue[-1].until is None else None


def effective(history: Sequence[Taken]) -> list[Taken]:
    """The entries that hold: each corrected one replaced by its correction, or left out where it was taken back."""
    places: dict[int, int] = {}
    holding: dict[int, Taken] = {}
    for entry in history:
        place = places.get(entry.corrects, entry.corrects) if entry.corrects else entry.number
        places[entry.number] = place
        holding[place] = entry
    return [holding[place] for place in sorted(holding) if holding[place].step is not None]


def corrected_by(case: Case, history: Sequence[Taken], number: int | None) -> Taken | None:
    """The entry that a correction of that number takes the place of, as it holds now; `None` without a number.

    Raises:
        MissingEntryError: There is no such entry.
        CorrectedAlreadyError: It was corrected; the correction is what can be corrected.
    """
    if number is None:
        return None
    found = next((entry for entry in history if entry.number == number), None)
    if found is None:
        raise MissingEntryError(ref=case.ref, number=number)
    later = next((entry.number for entry in history if entry.corrects == number), None)
    if later is not None:
        raise CorrectedAlreadyError(ref=case.ref, number=number, later=later)
    return found


def with_review(entry: Taken, ground: Ground) -> Taken:
    """The entry with the day of the next review: the agreed one, else that of the interval that holds today.

    It is kept with the entry, so that another interval later moves no day that was set.

    Raises:
        ReviewDayError: The agreed day is not after the entry, or too far away.
        ClosedDayError: It is no working day.
    """
    step = ground.model.step_named(entry.step) if entry.step else None
    if step is None or step.closes or entry.outcome == EXIT:
        return entry._replace(review_on=None)
    if entry.review_on:
        latest = months_after(entry.on, MOST_REVIEW_MONTHS, ground.calendar).raw
        if not entry.on < entry.review_on <= latest:
            raise ReviewDayError(day=entry.review_on, first=entry.on, latest=latest)
        return entry
    if step.review and ground.review_months:
        return entry._replace(review_on=months_after(entry.on, ground.review_months, ground.calendar).raw)
    return entry


def take(case: Case, history: Sequence[Taken], entry: Taken, ground: Ground) -> Standing:
    """Where the case stands when `entry` is added to its history.

    Raises:
        CaseClosedError: It has ended, and nothing is corrected.
        FutureError: The day has not come.
        StepOrderError: The step cannot follow, or was taken already and does not repeat.
        StepNeedsError: What must come before is missing.
        StepDayError: The day lies before the case's start or an earlier step.
    """
    if entry.corrects is None:
        must_be_open(case)
    if entry.on > ground.today:
        raise FutureError(when=entry.on)
    entries = effective([*history, entry])
    if not entries:
        raise LastEntryError(ref=case.ref)
    for place, found in enumerate(entries):
        _must_fit(case, entries[:place], found, ground.model)
    return standing(entries, ground)


def must_be_qualified(worker: Worker, step: ModelStep) -> None:
    """Raise `StepQualificationError` unless the model lets the worker take the step."""
    if step.qualification and worker.qualification not in step.qualification:
        raise StepQualificationError(worker=worker.code, wanted=step.ident, allowed=", ".join(step.qualification))
    if step.roles and worker.role not in step.roles:
        raise StepQualificationError(worker=worker.code, wanted=step.ident, allowed=", ".join(step.roles))


def standing(entries: Sequence[Taken], ground: Ground) -> Standing:
    """Where a case stands after these entries, corrections applied."""
    now = Standing(step="", step_on=entries[0].on, began=entries[0].on)
    for entry in entries:
        now = _after(now, entry, ground.model.step_named(entry.step or ""), ground)
    return now


def stood(case: Case, now: Standing, pauses: Sequence[Pause], ground: Ground) -> Case:
    """The case with everything that follows from where it stands; a day that somebody planned stays."""
    due_on, rule, what, statutory = _due(now, pauses, ground)
    paused = max((pause.until_on for pause in pauses if pause.covers(ground.today)), default=None)
    planned = case.planned_on or paused or (None if due_on else _look_again(now, ground))
    next_on = planned or _shows(now, due_on, rule, ground)
    return case._replace(
        opened_on=now.began,
        step=now.step,
        step_on=now.step_on,
        level=now.level,
        review_on=now.review_on,
        queued_on=None if now.closed_on else now.queued_on,
        closed_on=now.closed_on,
        due_on=due_on or planned or now.step_on,
        due_rule=rule,
        due_step=what,
        statutory=statutory,
        planned_on=None if now.closed_on else case.planned_on,
        next_on=None if now.closed_on else min(next_on, due_on) if next_on and due_on else next_on,
    )


def _shows(now: Standing, due_on: date | None, rule: str, ground: Ground) -> date | None:
    """The day from which a due day shows: some working days before, and a far deadline once a month until then."""
    if due_on is None:
        return None
    notice = ground.calendar.add(due_on, -ground.model.notice)
    return notice if rule == REVIEW_RULE else min(notice, _look_again(now, ground))


def clocks_with(clocks: Sequence[Clock], pauses: Sequence[Pause], ground: Ground) -> list[Clock]:
    """The clocks with the pauses in: a promise in working days ends later, a limit of the law never does."""
    return [_paused(clock, pauses, ground) for clock in clocks]


def _paused(clock: Clock, pauses: Sequence[Pause], ground: Ground) -> Clock:
    rule = ground.rules[clock.rule]
    if clock.statutory or clock.plan_by is None or rule.unit != "working-day":
        return clock
    calendar = ground.calendars(rule)(rule.calendar)
    later = calendar.add(clock.plan_by, paused_days(pauses, clock.start, calendar))
    return clock._replace(raw=later, rolled=later, plan_by=later)


def _due(now: Standing, pauses: Sequence[Pause], ground: Ground) -> tuple[date | None, str, str, bool]:
    """The earliest day that binds: its rule, what must have happened, and whether it is law."""
    open_clocks = [clock for clock in clocks_with(now.clocks, pauses, ground) if clock.met_on is None]
    bound = [(clock.plan_by, not clock.statutory, clock) for clock in open_clocks if clock.plan_by]
    first = min(bound, default=None, key=lambda found: found[:2])
    if now.review_on and (first is None or now.review_on < first[0]):
        return now.review_on, REVIEW_RULE, REVIEW_RULE, False
    if first is None:
        return None, PLAN_RULE, PLAN_RULE, False
    clock = first[2]
    return clock.plan_by, clock.rule, clock.milestone, clock.statutory


def _look_again(now: Standing, ground: Ground) -> date:
    """The day on which somebody looks at the case again though no deadline binds yet, so that nobody is forgotten."""
    return ground.calendar.add(max(now.step_on, ground.today), LOOK_AGAIN)


def _must_fit(case: Case, before: Sequence[Taken], entry: Taken, model: Model) -> None:
    """Raise unless the entry may follow those before it."""
    step = model.step_named(entry.step or "")
    taken = [found.step or "" for found in before]
    stands = stands_on(model, taken)
    missing = [found for found in step.requires if found not in taken]
    if missing:
        raise StepNeedsError(ref=case.ref, wanted=step.ident, required=", ".join(missing))
    allowed = [found.ident for found in may_follow(model, taken)]
    if step.ident not in allowed:
        at = stands.ident if stands else "–"
        raise StepOrderError(ref=case.ref, step=at, wanted=step.ident, allowed=", ".join(allowed) or "–")
    if not before:
        return
    path = [found.on for found in before if not model.step_named(found.step or "").side]
    latest = before[0].on if step.side else max(path)
    if entry.on < latest:
        raise StepDayError(ref=case.ref, day=entry.on, latest=latest)


def _after(now: Standing, entry: Taken, step: ModelStep, ground: Ground) -> Standing:
    """Where the case stands after one more entry."""
    met = [
        clock._replace(met_on=entry.on) if clock.met_on is None and clock.rule in step.meets else clock
        for clock in now.clocks
    ]
    running = {clock.rule for clock in met if clock.met_on is None}
    started = [ground.rules[rule] for rule in step.starts if rule in ground.rules and rule not in running]
    begun = [_clock(rule, entry.on, ground) for rule in started]
    now = now._replace(
        clocks=(*met, *(clock for clock in begun if clock)),
        level=entry.level or now.level,
        queue=_queue(now.queue, entry.on, step),
        review_on=_review(now, entry, step, ground),
    )
    if step.side:
        return now
    return now._replace(step=step.ident, step_on=entry.on, closed_on=entry.on if step.closes else None)


def _clock(rule: Rule, start: date, ground: Ground) -> Clock | None:
    """The clock that a rule starts on a day; none where the rule did not hold then."""
    if not rule.in_force(start):
        return None
    limit = deadline(rule, start, ground.calendars(rule))
    law = rule.kind != PROMISE
    if limit is None:
        return Clock(rule.ident, rule.milestone, law, start, None, None, None)
    return Clock(rule.ident, rule.milestone, law, start, limit.raw, limit.rolled, min(limit.raw, limit.rolled))


def _queue(queue: tuple[Waited, ...], on: date, step: ModelStep) -> tuple[Waited, ...]:
    waiting = bool(queue) and queue[-1].until is None
    if step.queue == "in" and not waiting:
        return (*queue, Waited(on))
    if waiting and (step.queue == "out" or step.closes):
        return (*queue[:-1], Waited(queue[-1].since, on, step.ident))
    return queue


def _review(now: Standing, entry: Taken, step: ModelStep, ground: Ground) -> date | None:
    """The next review: of the day that was agreed, else after the interval; none once the case has ended."""
    if step.closes:
        return None
    if entry.review_on or entry.outcome == EXIT:
        return entry.review_on
    if step.review and ground.review_months:
        return months_after(entry.on, ground.review_months, ground.calendar).raw
    return now.review_on
