"""A case (asiakkuus): a clientship that was agreed, on the path of an operating model.

A case holds a reference, dates and codes, no name. It begins by agreement and is another thing than the request that
may lie before it. Where it stands is derived from the steps that were taken (`core.path`), never set by hand.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from sotecli.core.codes import Outcome, Qualification
from sotecli.core.request import Request, close
from sotecli.core.worker import Worker
from sotecli.errors.case import (
    CaseClosedError,
    CaseNeedsWorkerError,
    CasePairError,
    LinkedAlreadyError,
    LinkedAnswersError,
    NotAgreedError,
    NotLinkedError,
    OnlySocialWorkerError,
    RunningCaseError,
    SocialWorkerNeededError,
)

PLAN_RULE, REVIEW_RULE = "plan", "review"
Relation = Literal["worker", "pair", "area"]
"""How a worker stands to a case: personal worker, pair, or area social worker beside a central team."""
RELATIONS: tuple[Relation, ...] = ("worker", "pair", "area")


class Clock(NamedTuple):
    """One deadline of a case: a rule that a step has started."""

    rule: str
    milestone: str
    """What must have happened, as a code of the rules."""
    statutory: bool
    start: date
    raw: date | None
    """The last day as it is counted; `None` where the law says "without delay"."""
    rolled: date | None
    plan_by: date | None
    met_on: date | None = None


class Waited(NamedTuple):
    """A time in the queue."""

    since: date
    until: date | None = None
    """`None` while the person waits."""
    ended_by: str | None = None
    """The step that ended it."""


class Taken(NamedTuple):
    """One entry of a case's history: a step that was taken, or the correction of an earlier entry."""

    number: int
    """1, 2, 3 … within the case."""
    step: str | None
    """`None` takes the corrected entry back."""
    on: date
    worker: str
    at: datetime
    """When it was entered."""
    level: str | None = None
    outcome: str | None = None
    """Of a review: `same`, `lighter`, `heavier` or `exit`."""
    reason: str | None = None
    party: str | None = None
    """Who did it, where that matters: `client`, `provider` or `unit`."""
    place: str | None = None
    """The code of a housing unit or provider."""
    review_on: date | None = None
    """The next review, where another day than the model's was agreed."""
    corrects: int | None = None


class Case(NamedTuple):
    """A case as it stands."""

    ref: str
    client: str
    """A random code that the cases of one person share; it says nothing else."""
    model: str
    version: int
    opened_at: datetime
    opened_on: date
    step: str
    step_on: date
    due_on: date
    """The day after which the case is late: the earliest deadline, review or plan."""
    due_rule: str
    """The rule that gives it, `review`, or `plan` where no rule does."""
    due_step: str
    """What is to be done by then, as a code."""
    statutory: bool
    next_on: date | None
    """The day from which it shows in the daily list; `None` when closed."""
    planned_on: date | None = None
    """The day that somebody has set for looking at it."""
    review_on: date | None = None
    level: str | None = None
    special: bool = False
    """Whether the person needs special support (SHL 3 § 3)."""
    urgency: int | None = None
    """1 most urgent … 3 not urgent (THL code set 6.1252)."""
    wishes: tuple[str, ...] = ()
    worker: str | None = None
    pair: str | None = None
    area: str | None = None
    """The area social worker, who stays beside a central team (seed 003)."""
    queued_on: date | None = None
    """Since when the person waits in the queue."""
    request: str | None = None
    """The request that it grew from; the link lies in the file only."""
    closed_on: date | None = None

    @property
    def act_by(self) -> date | None:
        """The day after which the open case is late."""
        return None if self.closed_on else self.due_on


def agreed_request(request: Request, at: datetime, *, linked: bool) -> Request:
    """The request, ended because a clientship was agreed.

    Raises:
        NotAgreedError: Nobody has been in contact with the person, or it ended in another way.
        LinkedAlreadyError: A case was opened from it already.
    """
    if linked:
        raise LinkedAlreadyError(ref=request.ref)
    if request.closed_at is None and request.contacts_made:
        return close(request, Outcome.BECAME_CLIENT, at)
    if request.outcome is not Outcome.BECAME_CLIENT:
        raise NotAgreedError(ref=request.ref)
    return request


def must_be_alone(running: str | None, model: str) -> None:
    """Raise `RunningCaseError` if the person has a running case by the model (seed 001: one process at a time)."""
    if running is not None:
        raise RunningCaseError(ref=running, model=model)


def must_be_open(case: Case) -> None:
    """Raise `CaseClosedError` if the case has ended."""
    if case.closed_on is not None:
        raise CaseClosedError(ref=case.ref)


def assign(case: Case, worker: Worker, role: Relation, known: dict[str, Worker], *, office: bool) -> Case:
    """The case with `worker` as its `worker`, `pair` or `area`; the other relations go on.

    `known` are the workers by code; with `office` the model asks an office-holding social worker for special support.

    Raises:
        CaseClosedError: It has ended.
        InactiveWorkerError: The worker has left; or `EvaluatorError`, may run reports only.
        CaseNeedsWorkerError: A pair without a personal worker.
        CasePairError: The pair would be the personal worker.
        SocialWorkerNeededError: Nobody of the two would be a social worker in office (SHL 42 §).
    """
    must_be_open(case)
    worker.must_work_with_clients()
    if role == "pair" and case.worker is None:
        raise CaseNeedsWorkerError(ref=case.ref)
    if role == "pair" and case.worker == worker.code:
        raise CasePairError(ref=case.ref, worker=worker.code)
    if role == "worker":
        after = case._replace(worker=worker.code, pair=None if case.pair == worker.code else case.pair)
    else:
        after = case._replace(pair=worker.code) if role == "pair" else case._replace(area=worker.code)
    must_have_social_worker(after, known, office=office)
    return after


def must_have_social_worker(case: Case, known: dict[str, Worker], *, office: bool) -> None:
    """Raise `SocialWorkerNeededError` when special support lacks a social worker in office as worker or pair.

    A case that nobody has taken yet is not refused: it waits for its worker.
    """
    people = [known[code] for code in (case.worker, case.pair) if code]
    qualified = any(one.qualification is Qualification.SOCIAL_WORKER_OFFICE for one in people)
    if office and case.special and people and not qualified:
        raise SocialWorkerNeededError(ref=case.ref)


def must_not_be_missed(worker: Worker, cases: Iterable[Case], known: dict[str, Worker]) -> None:
    """Raise `OnlySocialWorkerError` when special support would be without a social worker in office by a change.

    `worker` is as they will be, `known` as all are now.
    """
    office = Qualification.SOCIAL_WORKER_OFFICE
    if known[worker.code].qualification is not office or worker.qualification is office:
        return
    pairs = [(case, {case.worker, case.pair}) for case in cases if case.special]
    held = [case.ref for case, people in pairs if worker.code in people and not _others(people, worker.code, known)]
    if held:
        raise OnlySocialWorkerError(worker=worker.code, refs=", ".join(held[:20]))


def _others(people: set[str | None], code: str, known: dict[str, Worker]) -> list[str]:
    """Who of the people, beside one, is a social worker in office."""
    office = Qualification.SOCIAL_WORKER_OFFICE
    return [other for other in people if other and other != code and known[other].qualification is office]


def with_people_here(case: Case, known: dict[str, Worker]) -> Case:
    """The case without those whose leaving is set; a pair who stays takes the place of a worker who does not."""
    here = {code for code, worker in known.items() if worker.left_on is None}
    people = [code for code in (case.worker, case.pair) if code in here]
    worker, pair = (*people, None, None)[:2]
    return case._replace(worker=worker, pair=pair, area=case.area if case.area in here else None)


def unlinked(case: Case, *, answered: bool) -> Case:
    """The case without its link to a request; `answered`: answers about the request are linked to the case.

    Raises:
        NotLinkedError: It has none.
        LinkedAnswersError: The answers would stay with a person who did not give them.
    """
    if case.request is None:
        raise NotLinkedError(ref=case.ref)
    if answered:
        raise LinkedAnswersError(ref=case.ref)
    return case._replace(request=None)
