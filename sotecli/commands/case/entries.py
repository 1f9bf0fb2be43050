"""New entries of a case's history: what the commands that take steps share."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from sotecli import questions
from sotecli.commands.case.group import ground_of
from sotecli.core import review as core
from sotecli.core.appointment import must_have_none_ahead
from sotecli.core.case import Case, Taken, must_be_alone, must_be_open, must_have_social_worker, with_people_here
from sotecli.core.codes import ReviewOutcome
from sotecli.core.model import Model, ModelStep, may_follow
from sotecli.core.path import corrected_by, effective, must_be_qualified, stood, take, with_review
from sotecli.core.request import must_be_plannable
from sotecli.core.review import Told
from sotecli.core.when import When
from sotecli.errors.case import NoClosingStepError, NoReviewError, SocialWorkerNeededError
from sotecli.i18n import N_
from sotecli.session import Session
from sotecli.storage import appointments, cases, log, workers


def new_entry(session: Session, case: Case, what: tuple[str | None, int | None], told: Told, on: When | None) -> Taken:
    """The new entry of a case's history, asking on a terminal for what the step needs.

    A correction keeps what it does not tell otherwise of the entry that it corrects. A refusal tells something about
    the case, so it is logged.
    """
    with log.refusals(session.database, session.act("case.step"), case.ref):
        return _new_entry(session, case, what, told, on)


def _new_entry(session: Session, case: Case, what: tuple[str | None, int | None], told: Told, on: When | None) -> Taken:
    wanted, corrects = what
    if corrects is None:
        must_be_open(case)
    model, history = ground_of(session, case).model, cases.history(session.database, case.ref)
    was = corrected_by(case, history, corrects)
    day = session.day(on, past=True) if on or was is None else was.on
    blank = Taken(len(history) + 1, None, day, session.worker.code, session.now, corrects=corrects)
    if wanted is None and was:
        return blank
    step = model.step_named(wanted) if wanted else _asked(session, model, history)
    must_be_qualified(session.worker, step)
    if was and was.step == step.ident:
        blank, told = blank._replace(review_on=was.review_on), core.kept_of(was, told)
    core.must_be_known(model, step, told)
    answers = {need: _needed(session, model, step, need) for need in core.missing(step, told)}
    return blank._replace(step=step.ident, **(told._asdict() | answers))


def taken(session: Session, entry: Taken, planned: date | None, case: Case) -> cases.Change:
    """What becomes of a case by one more entry."""
    ground, history = ground_of(session, case), cases.history(session.database, case.ref)
    if entry.outcome:  # somebody else may have reviewed it since it was asked
        core.reviewed_level(case, ReviewOutcome(entry.outcome), entry.level, ground.model)
    corrected_by(case, history, entry.corrects)
    entry = with_review(entry._replace(number=len(history) + 1), ground)
    now = take(case, history, entry, ground)
    if planned:
        must_be_plannable(planned, session.situation, earliest=session.today)
    after = stood(case._replace(planned_on=planned), now, cases.pauses(session.database, case.ref), ground)
    if after.special and ground.model.special_support and after.worker is None and not after.closed_on:
        raise SocialWorkerNeededError(ref=case.ref)  # nothing goes on until somebody who may has it
    if after.closed_on and not case.closed_on:
        must_have_none_ahead(case.ref, appointments.booked_ahead(session.database, case.ref, session.now))
    if case.closed_on and not after.closed_on:
        after = _opened_again(session, after, office=ground.model.special_support)
    return cases.Change(after, entry, now.queue)


def _opened_again(session: Session, case: Case, *, office: bool) -> Case:
    """A case that a correction opens again: its people may have left since, and another may run by now."""
    must_be_alone(cases.running(session.database, case.client, case.model), case.model)
    known = workers.known(session.database)
    after = with_people_here(case, known)
    must_have_social_worker(after, known, office=office)
    return after


def _asked(session: Session, model: Model, history: Sequence[Taken]) -> ModelStep:
    """The step, asked on a terminal among those that may come next."""
    allowed = may_follow(model, [entry.step or "" for entry in effective(history)])
    return _chosen(session, model, allowed)


def _chosen(session: Session, model: Model, steps: Sequence[ModelStep]) -> ModelStep:
    """One of the steps, asked on a terminal."""
    ask = partial(questions.named, N_("Which step?"), steps)
    return model.step_named(questions.needed("STEP", ask, may_ask=session.may_ask))


def closing_step(session: Session, case: Case, model: Model, wanted: str | None) -> ModelStep:
    """The step that ends a case: the one that was named, else the only one that may follow, else asked.

    Raises:
        CaseClosedError: The case has ended.
        NoClosingStepError: The step does not end a case, or none may follow.
    """
    with log.refusals(session.database, session.act("case.close"), case.ref):
        chosen = _closing_steps(session, case, model, wanted)
    return chosen[0] if len(chosen) == 1 else _chosen(session, model, chosen)


def _closing_steps(session: Session, case: Case, model: Model, wanted: str | None) -> list[ModelStep]:
    must_be_open(case)
    taken = [entry.step or "" for entry in effective(cases.history(session.database, case.ref))]
    endings = [step for step in may_follow(model, taken) if step.closes]
    chosen = [step for step in endings if step.ident == wanted] if wanted else endings
    if not chosen:
        raise NoClosingStepError(ref=case.ref, allowed=", ".join(step.ident for step in endings) or "–")
    return chosen


def _needed(session: Session, model: Model, step: ModelStep, need: str) -> str:
    """What a step needs and was not told."""
    asks: dict[str, Callable[[], str]] = {
        "level": partial(questions.named, N_("Which level of support?"), model.levels),
        "reason": partial(questions.named, N_("What is the reason?"), model.reasons_for(step)),
        "party": questions.party,
        "place": partial(questions.code, N_("Which housing unit or provider? A code, such as unit-1")),
    }
    return questions.needed(f"--{need}", asks[need], may_ask=session.may_ask)


def reviewed(session: Session, case: Case, model: Model, outcome: ReviewOutcome, level: str | None) -> str | None:
    """The level after a review, asked on a terminal where it must be told; a refusal is logged."""
    with log.refusals(session.database, session.act("case.review"), case.ref):
        must_be_open(case)
        after = core.reviewed_level(case, outcome, level, model)
        if after is None and model.levels:
            ask = partial(questions.named, N_("Which level of support?"), model.levels)
            after = questions.needed("--level", ask, may_ask=session.may_ask)
            core.reviewed_level(case, outcome, after, model)
    return after


def review_step(case: Case, model: Model) -> ModelStep:
    """The model's step that is a review.

    Raises:
        NoReviewError: The model has none.
    """
    for step in model.steps:
        if step.review == "done":
            return step
    raise NoReviewError(ref=case.ref, model=model.ident)
