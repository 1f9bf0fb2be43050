"""How the figures of a model's goals hang together (`core.cells`): what a page tells of one tells of the others.

A goal is counted over several stretches of days: the whole of it, its quarters and its baseline. Where answers or
appointments are counted, stretches add up. Where clients are, one of them may be in several, so it is said who is in a
longer stretch if they are in a shorter one, and that whoever is in the whole is in one of its quarters.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import NamedTuple

from sotecli.core.cells import covered
from sotecli.core.report import quarters_within
from sotecli.core.smart import CANCELLED, CONCERNS, COPING, IN_TIME, MET_EVERY, POSITIVE, Smart, window_of

Days = tuple[date, date]
SHARE, PERSONS, BASELINE = ("", ".of", ".rest"), ".persons", "baseline"
OF_EVENTS = frozenset({POSITIVE, CANCELLED})
WITHIN: Mapping[str, tuple[str, ...]] = {
    MET_EVERY: (".of", ".rest"),
    IN_TIME: (".rest",),
    COPING: (".of",),
    POSITIVE: (*SHARE, PERSONS),
    CANCELLED: (*SHARE, PERSONS),
    CONCERNS: ("",),
}
"""What stays counted over more days: who was not met once was not met every time; another answer may come last."""
IN_QUARTERS = {MET_EVERY: SHARE, IN_TIME: SHARE, COPING: SHARE, CANCELLED: (PERSONS,)}
"""Whoever is in the whole is so in a quarter; of answers it is only known behind how many at most a person stands."""


class Stretch(NamedTuple):
    """A figure of a goal, and the days over which it is counted."""

    name: str
    days: Days

    def holds(self, other: "Stretch") -> bool:
        """Whether all days of another one are its own."""
        return self.days[0] <= other.days[0] and other.days[1] <= self.days[1]

    def meets(self, other: "Stretch") -> bool:
        """Whether they share a day."""
        return self.days[0] <= other.days[1] and other.days[0] <= self.days[1]


def relations(goals: Sequence[Smart], counted: Mapping[str, Collection[str]], period: Days) -> tuple[str, ...]:
    """The lines of a report; `counted` are the quarters in which a goal has something, and `baseline`."""
    lines: list[str] = []
    for goal in goals:
        stretches = _stretches(goal, counted[goal.ident], period)
        lines += [*_beside(goal, stretches), *_over_time(goal, stretches), *_over_quarters(goal, stretches, period)]
        lines += [line for other in goals for line in _same_question(goal, other, counted[goal.ident])]
    return tuple(lines)


def cohort_days(baseline: Days, end: date) -> Days:
    """The days after a baseline, as many as it has, as far as they have come."""
    first, last = baseline
    return last + timedelta(1), min(last + (last - first) + timedelta(1), end)


def own_days(goal: Smart) -> Iterator[str]:
    """The figures whose days are not those of the period: other periods count the same clients or events in them."""
    yield from (f"{goal.ident}.{name}" for name in (BASELINE, "cohort_before", "cohort_after"))
    if goal.measure == COPING:
        yield goal.ident


def _stretches(goal: Smart, counted: Collection[str], period: Days) -> list[Stretch]:
    whole = window_of(goal, period) if goal.measure == COPING else period
    parts = [*quarters_within(period), *([(BASELINE, goal.baseline)] if goal.baseline else [])]
    return [
        Stretch(goal.ident, whole),
        *(Stretch(f"{goal.ident}.{part}", days) for part, days in parts if part in counted),
    ]


def _beside(goal: Smart, stretches: Sequence[Stretch]) -> Iterator[str]:
    """What stands beside a figure is of the same clients or the same events."""
    ident = goal.ident
    if goal.measure in {MET_EVERY, POSITIVE, COPING}:
        yield f"{ident}.response = {ident}.of"
    if goal.measure in OF_EVENTS:
        yield from (f"{name}.of = {name}.persons + {name}.again" for name, _days in stretches)
    if goal.measure == CONCERNS:
        yield f"{ident}.persons = {ident}.before.persons"
        yield from _over_time(goal, _nobodys(goal, stretches[0].days))
    if goal.measure == IN_TIME:
        yield f"{ident}.of = {ident}.pending.rest"
        yield from (f"{ident}.pending.of = {name}.of + {name}.elsewhere" for name, _days in stretches[1:])
    if goal.measure == CANCELLED:
        beside = [f"{ident}.{name}" for name in ("late", "organisation", "unrecorded")]
        yield from (f"{ident}{end} = {name}{end}" for name in beside for end in (".of", PERSONS))
        yield f"{ident} = {ident}.late + {ident}.lost_otherwise"
        yield f"{ident}.rest = {ident}.organisation + {ident}.unrecorded + {ident}.held"


def _nobodys(goal: Smart, period: Days) -> list[Stretch]:
    """The reports about nobody's case, in the period and in as long a time before and after something was changed."""
    found = [Stretch(f"{goal.ident}.cohort", period)]
    if goal.baseline:
        found.append(Stretch(f"{goal.ident}.cohort_before", goal.baseline))
        found.append(Stretch(f"{goal.ident}.cohort_after", cohort_days(goal.baseline, period[1])))
    return found


def _over_time(goal: Smart, stretches: Sequence[Stretch]) -> Iterator[str]:
    """What is counted in some days is counted in more days, too."""
    for (place, longer), (other, shorter) in permutations(enumerate(stretches), 2):
        if longer.days == shorter.days:
            equal = (*SHARE, PERSONS) if place < other else ()
            yield from (f"{longer.name}{end} = {shorter.name}{end}" for end in equal)
        elif longer.holds(shorter):
            for end in _held(goal, longer, shorter):
                yield f"{longer.name}{end} = {shorter.name}{end} + {longer.name}{end}.beside.{shorter.name}"


def _held(goal: Smart, longer: Stretch, shorter: Stretch) -> tuple[str, ...]:
    """What of a share a longer stretch holds of a shorter one, where quarters that add up do not say it already."""
    if goal.measure == COPING and longer.days[1] == shorter.days[1]:
        return SHARE
    adds_up = goal.measure in OF_EVENTS and longer.name == goal.ident and not shorter.name.endswith(BASELINE)
    return (PERSONS,) if adds_up else WITHIN[goal.measure]


def _over_quarters(goal: Smart, stretches: Sequence[Stretch], period: Days) -> Iterator[str]:
    """What is counted in days that end with a quarter is counted in its quarters: events in one, clients in several."""
    quarters = [Stretch(f"{goal.ident}.{part}", days) for part, days in quarters_within(period)]
    starts, ends = ({found.days[place] for found in quarters} for place in (0, 1))
    for whole in stretches:
        begins = whole.days[0] in starts or (goal.measure == COPING and whole.days[0] >= period[0])
        names = [found.name for found in stretches if found in quarters and found.meets(whole)]
        if whole in quarters or not names or not begins or whole.days[1] not in ends:
            continue
        if goal.measure in OF_EVENTS:
            yield from (f"{whole.name}{end} = {' + '.join(f'{name}{end}' for name in names)}" for end in ("", ".of"))
        for end in IN_QUARTERS.get(goal.measure, ()):
            yield from covered(f"{whole.name}{end}", [f"{name}{end}" for name in names])


def _same_question(clients: Smart, answers: Smart, counted: Collection[str]) -> Iterator[str]:
    """A client who answered gave an answer, and one who was not met gave one that is not positive."""
    same = (clients.questions, clients.item) == (answers.questions, answers.item)
    if not same or (clients.measure, answers.measure) != (MET_EVERY, POSITIVE):
        return
    parts = ["", *(f".{part}" for part in counted if part != BASELINE or clients.baseline == answers.baseline)]
    for one, other in ((f"{clients.ident}{part}", f"{answers.ident}{part}") for part in parts):
        alike = [("", ""), (".rest", ".rest")] if clients.threshold == answers.threshold else []
        for end, ends in ((PERSONS, ".of"), *alike):
            yield f"{other}{end} = {one}{ends} + {other}{end}.beside_clients"
