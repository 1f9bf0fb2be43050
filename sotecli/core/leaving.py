"""A worker leaves: what is open under their code goes to somebody else first, so that nobody's matter is left behind.

The day may lie ahead. What is open is given on already when the day is set, and nothing new is given to the worker
from then on; so nothing is theirs when it comes, and no job has to run on that day.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from sotecli.core.absence import Absence, checked
from sotecli.core.arrangement import Arrangement
from sotecli.core.case import RELATIONS, Case
from sotecli.core.case import assign as assign_case
from sotecli.core.codes import Role
from sotecli.core.followup import Matter
from sotecli.core.request import Request, assign, assign_pair
from sotecli.core.worker import Worker
from sotecli.errors.leaving import (
    CannotGiveError,
    DeputyFoundError,
    LastLeadError,
    ManyCannotGiveError,
    ManyOpenMattersError,
    OpenMattersError,
    OwnReceiverError,
    StandsInError,
    TwoPeopleError,
)
from sotecli.errors.refused import RefusedError

MOST_NAMED = 20
Before = TypeVar("Before")
After = TypeVar("After")


class Held(NamedTuple):
    """What is open under a worker's code."""

    requests: Sequence[Request]
    cases: Sequence[Case]
    absences: Sequence[Absence]
    """All absences that are not over, those in which they are the deputy among them."""
    arrangements: Sequence[Arrangement] = ()
    """Their referrals and appointments; those of an open request or case go with it."""

    @property
    def left_over(self) -> list[Arrangement]:
        """The arrangements whose request or case has ended, or is nobody's."""
        open_refs = {request.ref for request in self.requests} | {case.ref for case in self.cases}
        return [found for found in self.arrangements if found.matter not in open_refs]


class Handed(NamedTuple):
    """What goes to somebody else: each matter before and after."""

    requests: Sequence[tuple[Request, Request]] = ()
    cases: Sequence[tuple[Case, Case]] = ()
    absences: Sequence[tuple[Absence, Sequence[Absence]]] = ()
    """Each absence, and what takes its place: the days that are over, and those of the new deputy."""
    arrangements: Sequence[tuple[Arrangement, Arrangement]] = ()

    @property
    def refs(self) -> list[str]:
        """The references of the requests, cases and arrangements."""
        return [matter.ref for matter in self.given]

    @property
    def given(self) -> list[Matter]:
        """The requests, cases and arrangements as they were."""
        requests, cases = (before for before, _after in self.requests), (before for before, _after in self.cases)
        return [*requests, *cases, *(before for before, _after in self.arrangements)]


class Leaving(NamedTuple):
    """A worker with the day set on which they leave, and where their matters go."""

    worker: Worker
    handed: Handed
    receiver: str | None


class Staff(NamedTuple):
    """What a hand-over looks at besides the matters."""

    known: dict[str, Worker]
    office: Callable[[Case], bool]
    """Whether the case's model asks a social worker in office for special support."""
    today: date


def leave(worker: Worker, on: date, receiver: Worker | None, held: Held, staff: Staff) -> Leaving:
    """How a worker leaves on a day, giving what is open to `receiver`.

    Raises:
        InactiveWorkerError: They have left already; or the receiver leaves, or `EvaluatorError`, may run reports only.
        LastLeadError: No other lead would stay.
        OpenMattersError: Something is open and there is no receiver; the matters are named.
        CannotGiveError: The receiver cannot take over some of it; each is named with its reason.
    """
    worker.must_be_active(staff.today)
    leads = [one for one in staff.known.values() if one.role is Role.LEAD and one.left_on is None]
    if worker.role is Role.LEAD and not [one for one in leads if one.code != worker.code]:
        raise LastLeadError(worker=worker.code)
    away = [found for found in held.absences if found.deputy == worker.code]
    if receiver is None:
        _must_be_free(worker.code, held, away)
        return Leaving(worker._replace(left_on=on), Handed(), None)
    if receiver.code == worker.code:
        raise OwnReceiverError(worker=worker.code)
    receiver.must_work_with_clients()
    handed = _handed(worker, receiver, held, away, staff)
    return Leaving(worker._replace(left_on=on), handed, receiver.code)


def _must_be_free(worker: str, held: Held, away: Sequence[Absence]) -> None:
    """Raise `OpenMattersError` if anything is open under a worker's code."""
    refs = [one.ref for one in held.requests] + [one.ref for one in held.cases] + [one.ref for one in held.left_over]
    found = [
        DeputyFoundError(worker=one.worker, start=one.from_on, end=one.to_on, deputy=worker)
        for one in away[:MOST_NAMED]
    ]
    named = refs[:MOST_NAMED]
    if len(refs) > MOST_NAMED:
        raise ManyOpenMattersError(
            worker=worker, matters=", ".join(named), more=len(refs) - MOST_NAMED, refs=named, findings=found
        )
    if refs:
        raise OpenMattersError(worker=worker, matters=", ".join(named), refs=named, findings=found)
    if away:
        raise StandsInError(worker=worker, findings=found)


def _handed(worker: Worker, receiver: Worker, held: Held, away: Sequence[Absence], staff: Staff) -> Handed:
    """Everything with the receiver in the worker's place.

    Raises:
        CannotGiveError: Some of it cannot be given to them.
    """
    errors: list[RefusedError] = []
    handed = Handed(
        requests=_each(held.requests, lambda request: _request(request, worker.code, receiver), errors),
        cases=_each(held.cases, lambda case: _case(case, worker.code, receiver, staff), errors),
        absences=_each(away, lambda absence: _absence(absence, receiver, held.absences, staff.today), errors),
        arrangements=[(found, _arrangement(found, worker.code, receiver.code)) for found in held.left_over],
    )
    _must_all_be_given(worker, receiver, errors)
    return handed


def _each(
    matters: Iterable[Before], give: Callable[[Before], After], errors: list[RefusedError]
) -> list[tuple[Before, After]]:
    """Each matter before and after; what a rule refuses goes to `errors`."""
    given = []
    for matter in matters:
        try:
            given.append((matter, give(matter)))
        except RefusedError as error:
            errors.append(error)
    return given


def _must_all_be_given(worker: Worker, receiver: Worker, errors: Sequence[RefusedError]) -> None:
    """Raise `CannotGiveError` with what cannot be given."""
    named = errors[:MOST_NAMED]
    refs = [str(error.values["ref"]) for error in named if "ref" in error.values]
    if len(errors) > MOST_NAMED:
        raise ManyCannotGiveError(
            worker=receiver.code, leaver=worker.code, more=len(errors) - MOST_NAMED, refs=refs, findings=named
        )
    if errors:
        raise CannotGiveError(worker=receiver.code, leaver=worker.code, refs=refs, findings=named)


def _request(request: Request, leaver: str, receiver: Worker) -> Request:
    _must_stay_two(request, receiver.code)
    return assign(request, receiver) if request.worker == leaver else assign_pair(request, receiver)


def _case(case: Case, leaver: str, receiver: Worker, staff: Staff) -> Case:
    after, office = case, case.special and staff.office(case)
    if leaver in {case.worker, case.pair}:
        _must_stay_two(case, receiver.code)
    for role in RELATIONS:
        if getattr(case, role) == leaver:
            after = assign_case(after, receiver, role, staff.known, office=office)
    return after


def _arrangement(arrangement: Arrangement, leaver: str, receiver: str) -> Arrangement:
    """The arrangement of a matter that has ended, with the receiver in the leaver's place."""
    people = [receiver if code == leaver else code for code in (arrangement.worker, arrangement.pair) if code]
    worker, pair = (*dict.fromkeys(people), None, None)[:2]
    return arrangement._replace(worker=worker, pair=pair)


def _must_stay_two(matter: Request | Case, receiver: str) -> None:
    """Raise `TwoPeopleError` where the receiver is the other one of the two already."""
    if receiver in {matter.worker, matter.pair}:
        raise TwoPeopleError(ref=matter.ref, worker=receiver)


def _absence(absence: Absence, receiver: Worker, known: Sequence[Absence], today: date) -> list[Absence]:
    """The absence with the receiver as its deputy from today on; the days before stay as they were."""
    rest = absence._replace(from_on=max(today, absence.from_on), deputy=receiver.code)
    checked(rest, receiver, [other for other in known if other != absence], today)
    over = [absence._replace(to_on=today - timedelta(1))] if absence.from_on < today else []
    return [*over, rest]
