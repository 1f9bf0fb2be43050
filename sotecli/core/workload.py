"""Who has how much: each worker's open matters, and who could take the next case. It proposes; people decide.

The page is about workers, so it is internal by nature. The arithmetic is kept so simple that it can be said aloud:
`points` adds up the weights below. It knows nothing of how heavy one matter is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.absence import Absence
from sotecli.core.codes import Role
from sotecli.core.worker import Worker

AS_WORKER = 2
"""Points for a matter as the personal worker, who answers for it."""
AS_PAIR = 1
"""Points for a matter as the pair."""
AS_AREA = 1
"""Points for a case as the area social worker, who stays beside the central team."""
LATE = 1
"""Points more for a matter of one's own (as personal worker) that is late."""
SUNDAY = 7


class Load(NamedTuple):
    """The open matters of one worker."""

    requests_worker: int = 0
    requests_pair: int = 0
    cases_worker: int = 0
    cases_pair: int = 0
    cases_area: int = 0
    late: int = 0
    """Of their own matters (as personal worker) those whose day has passed."""
    due: int = 0
    """Of their own matters those to be handled by the end of this week, late ones among them."""

    @property
    def as_worker(self) -> int:
        """Matters as the personal worker."""
        return self.requests_worker + self.cases_worker

    @property
    def as_pair(self) -> int:
        """Matters as the pair."""
        return self.requests_pair + self.cases_pair

    @property
    def points(self) -> int:
        """The sum of the weights."""
        beside = AS_PAIR * self.as_pair + AS_AREA * self.cases_area
        return AS_WORKER * self.as_worker + beside + LATE * self.late


class Line(NamedTuple):
    """One worker with their load and their next absence."""

    worker: Worker
    load: Load
    absence: Absence | None
    away: bool
    """Whether they are away today."""


class Workload(NamedTuple):
    """The unit's workload on a day."""

    on: date
    week_end: date
    lines: tuple[Line, ...]
    nobody: Load
    """The matters that nobody has as personal worker."""
    proposed: Line | None
    """Who could take the next case: the fewest points, then the least due this week, then by code."""


def end_of_week(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(SUNDAY - day.isoweekday())


def workload(
    known: Sequence[Worker], loads: Mapping[str | None, Load], absences: Sequence[Absence], on: date
) -> Workload:
    """The workload of those who work with clients, and of those who left while matters are theirs."""
    lines = [
        Line(worker, loads.get(worker.code, Load()), found, away=found is not None and found.covers(on))
        for worker in known
        if worker.role is not Role.EVALUATOR and (worker.is_active(on) or loads.get(worker.code, Load()).points)
        for found in [_next_absence(worker.code, absences, on)]
    ]
    free = [line for line in lines if line.worker.left_on is None and not line.away]
    proposed = min(free, default=None, key=lambda line: (line.load.points, line.load.due, line.worker.code.casefold()))
    return Workload(on, end_of_week(on), tuple(lines), loads.get(None, Load()), proposed)


def _next_absence(code: str, absences: Sequence[Absence], on: date) -> Absence | None:
    """The absence of a worker that is going on, or begins this week or the next."""
    near = [found for found in absences if found.worker == code and found.to_on >= on]
    return min((found for found in near if found.from_on <= end_of_week(on) + timedelta(SUNDAY)), default=None)
