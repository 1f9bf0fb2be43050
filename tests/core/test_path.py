"""Where a case stands: laws of every history that its model allows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.case import Case, Taken
from sotecli.core.model import may_follow
from sotecli.core.path import Ground, Standing, effective, standing, stood, take
from sotecli.core.workdays import calendar_named
from sotecli.errors.case import StepOrderError
from sotecli.modelset import shipped, shipped_model
from sotecli.ruleset import rules_of

TODAY = date(2026, 12, 31)
BEGAN = date(2026, 1, 7)
OFFICE = calendar_named("fi-office")
RULES = rules_of()
MODELS = {ident: shipped_model(ident) for ident in shipped()}
CASES = sorted(ident for ident, model in MODELS.items() if model.subject == "client")


def ground(ident: str) -> Ground:
    """What a path by a shipped model is read with."""
    return Ground(MODELS[ident], RULES, lambda _rule: calendar_named, OFFICE, TODAY, MODELS[ident].review_months)


def entry(number: int, step: str | None, on: date, corrects: int | None = None) -> Taken:
    """One entry of anna's."""
    return Taken(number, step, on, "anna", datetime(2026, 12, 31, 9, tzinfo=UTC), corrects=corrects)


def a_case(ident: str) -> Case:
    """A case that has only begun."""
    first = MODELS[ident].first.ident
    return Case(
        ref="A-2222228",
        client="K-2222228",
        model=ident,
        version=1,
        opened_at=datetime(2026, 1, 7, 9, tzinfo=UTC),
        opened_on=BEGAN,
        step=first,
        step_on=BEGAN,
        due_on=BEGAN,
        due_rule="plan",
        due_step="plan",
        statutory=False,
        next_on=BEGAN,
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Taken]]:
    """A model and a history that it allows, one entry after the other."""
    ident = draw(st.sampled_from(CASES))
    on, found = BEGAN, [entry(1, MODELS[ident].first.ident, BEGAN)]
    for number in range(2, draw(st.integers(2, 16))):
        allowed = may_follow(MODELS[ident], [taken.step or "" for taken in found])
        if not allowed:
            break
        on += timedelta(draw(st.integers(0, 20)))
        found.append(entry(number, draw(st.sampled_from(allowed)).ident, on))
    return ident, found


def told(ident: str, history: list[Taken]) -> Standing:
    """Where a case stands after a history."""
    return standing(effective(history), ground(ident))


@given(histories())
def test_every_allowed_history_can_be_taken(drawn: tuple[str, list[Taken]]) -> None:
    """What may follow can be taken, and the case then stands on the last step that is not beside the path."""
    ident, history = drawn
    model = MODELS[ident]
    for place in range(1, len(history)):
        before = told(ident, history[:place])
        case = stood(a_case(ident), before, [], ground(ident))
        now = take(case, history[:place], history[place], ground(ident))
        on_path = [taken for taken in history[: place + 1] if not model.step_named(taken.step or "").side]
        assert (now.step, now.step_on) == (on_path[-1].step, on_path[-1].on)
        assert (now.closed_on is not None) == model.step_named(now.step).closes


@given(histories())
def test_what_may_not_follow_is_refused(drawn: tuple[str, list[Taken]]) -> None:
    """Every step of the model either may follow or is refused; nothing slips through."""
    ident, history = drawn
    if told(ident, history).closed_on:
        return
    allowed = {step.ident for step in may_follow(MODELS[ident], [taken.step or "" for taken in history])}
    case = stood(a_case(ident), told(ident, history), [], ground(ident))
    for step in MODELS[ident].steps:
        if step.ident not in allowed and not step.requires:
            with pytest.raises(StepOrderError):
                take(case, history, entry(len(history) + 1, step.ident, TODAY), ground(ident))


@given(histories())
def test_taking_an_entry_back_undoes_it(drawn: tuple[str, list[Taken]]) -> None:
    """After the last entry is taken back the case stands where it stood before it."""
    ident, history = drawn
    back = entry(len(history) + 1, None, TODAY, corrects=len(history))
    if len(history) > 1:
        assert told(ident, [*history, back]) == told(ident, history[:-1])


@given(histories(), st.data())
def test_a_correction_to_the_same_changes_nothing(drawn: tuple[str, list[Taken]], data: st.DataObject) -> None:
    """An entry that is corrected to what it was leaves the case where it stands, also when corrected twice."""
    ident, history = drawn
    wrong = data.draw(st.sampled_from(history))
    once = [*history, wrong._replace(number=len(history) + 1, corrects=wrong.number)]
    twice = [*once, wrong._replace(number=len(once) + 1, corrects=len(once))]
    assert told(ident, once) == told(ident, twice) == told(ident, history)


@given(histories())
def test_clocks_are_met_once_and_never_before_they_start(drawn: tuple[str, list[Taken]]) -> None:
    """A deadline starts with a step, is met by a later one, and runs once at a time."""
    now = told(*drawn)
    assert all(clock.met_on is None or clock.met_on >= clock.start for clock in now.clocks)
    running = [clock.rule for clock in now.clocks if clock.met_on is None]
    assert len(running) == len(set(running))


@given(histories())
def test_times_in_the_queue_follow_each_other(drawn: tuple[str, list[Taken]]) -> None:
    """Nobody waits twice at a time; a closed case waits no more."""
    now = told(*drawn)
    ends = [waited.until for waited in now.queue]
    assert all(end is not None for end in ends[:-1])
    assert all(waited.until is None or waited.since <= waited.until for waited in now.queue)
    assert now.closed_on is None or now.queued_on is None


@given(histories())
def test_an_open_case_always_shows_some_day(drawn: tuple[str, list[Taken]]) -> None:
    """No open case is without a day on which somebody looks at it; a closed one has none."""
    ident, history = drawn
    case = stood(a_case(ident), told(ident, history), [], ground(ident))
    assert (case.next_on is None) == (case.closed_on is not None)
    assert case.next_on is None or case.next_on <= max(case.due_on, OFFICE.add(TODAY, 20))
