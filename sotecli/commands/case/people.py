"""What other groups do with cases: who works on one, when it is looked at again, why it is due."""

from datetime import date

from sotecli.commands.case.group import ground_of
from sotecli.core import case as core
from sotecli.core.case import Case, Relation
from sotecli.core.codes import HandOver
from sotecli.core.followup import Day, counted_days
from sotecli.core.path import clocks_with, effective, standing, stood
from sotecli.core.request import must_be_plannable
from sotecli.core.when import When
from sotecli.core.worker import Worker
from sotecli.errors.case import StepDayError
from sotecli.errors.days import FutureError
from sotecli.i18n import N_, _
from sotecli.render import case as render
from sotecli.render.explanation import show_case
from sotecli.session import Session
from sotecli.storage import cases, workers

GIVEN = {
    "worker": N_("{worker} is the personal worker of the case {ref}."),
    "pair": N_("{worker} is the pair of the case {ref}."),
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


def planned_case(session: Session, ref: str, day: date) -> None:
    """Set the day on which a case is looked at again, and show how it stands."""

    def decide(case: Case) -> cases.Change:
        core.must_be_open(case)
        must_be_plannable(day, session.situation, earliest=session.today)
        ground, pauses = ground_of(session, case), cases.pauses(session.database, case.ref)
        now = standing(effective(cases.history(session.database, case.ref)), ground)
        return cases.Change(stood(case._replace(planned_on=day), now, pauses, ground))

    after = cases.change(session.database, ref, decide, session.act("followup.plan"))
    render.changed(session.form, after, ground_of(session, after).model, _("Planned."))


def explained_case(session: Session, ref: str) -> None:
    """Show what a case's due day rests on: the rule, its source, each day counted in a limit of working days."""
    case = cases.get(session.database, ref)
    ground, pauses = ground_of(session, case), cases.pauses(session.database, case.ref)
    session.will_show("followup.explain", [case.ref], fields="history")
    now = standing(effective(cases.history(session.database, case.ref)), ground)
    running = [clock for clock in clocks_with(now.clocks, pauses, ground) if clock.met_on is None]
    clock = next((found for found in running if found.rule == case.due_rule), None)
    rule = ground.rules.get(case.due_rule)
    days: list[Day] = []
    if clock and rule and clock.raw and rule.unit == "working-day":
        calendar = ground.calendars(rule)(rule.calendar)
        stood_still = () if clock.statutory else pauses
        days = counted_days(clock.start, clock.raw, calendar, "start", pauses=stood_still)
    show_case(session.form, case, (rule, clock), days)
