"""Who works on a case: its personal worker, the pair, the area social worker."""

from sotecli.commands.case.group import ground_of
from sotecli.core import case as core
from sotecli.core.case import Case, Relation
from sotecli.core.codes import HandOver
from sotecli.core.when import When
from sotecli.core.worker import Worker
from sotecli.errors.case import StepDayError
from sotecli.errors.usage import FutureError
from sotecli.i18n import N_, _
from sotecli.render import case as render
from sotecli.session import Session
from sotecli.storage import cases, workers

GIVEN = {
    "worker": N_("{worker} is the personal worker of {ref}."),
    "pair": N_("{worker} is the pair of {ref}."),
    "area": N_("{worker} is the area social worker of {ref}."),
}


def given_case(
    session: Session, given: tuple[str, Worker], relation: Relation, when: tuple[When | None, HandOver | None]
) -> None:
    """Give a case to a worker in a relation, on a day and for a reason, and show how it stands."""
    (ref, worker), (on, reason) = given, when
    day = session.day(on, past=True)
    known = workers.known(session.database)

    def decide(case: Case) -> cases.Change:
        if day > session.today:
            raise FutureError(when=day)
        if day < case.opened_on:
            raise StepDayError(ref=case.ref, day=day, latest=case.opened_on)
        office = ground_of(session, case).model.special_support
        return cases.Change(core.assign(case, worker, relation, known, office=office), reason=reason, on=day)

    after = cases.change(session.database, ref, decide, session.act("worker.assign"))
    done = _(GIVEN[relation]).format(worker=worker.code, ref=after.ref)
    render.changed(session.form, after, ground_of(session, after).model, done)
