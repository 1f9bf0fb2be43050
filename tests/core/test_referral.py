"""What may become of a referral, and when somebody asks."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.arrangement_codes import Consent, ReferralOutcome, ReferralReason, Shared
from sotecli.core.codes import Party
from sotecli.core.referral import (
    ASKED,
    CHASED,
    CLOSING,
    NEXT,
    SENT,
    TAKEN_BACK,
    Entry,
    Referral,
    Terms,
    effective,
    stood,
)
from sotecli.core.referring import EXPLAINED, REASONS, Surroundings, entered, must_fit, refer, taken_back
from sotecli.errors.referral import NothingEnteredError, OpenReferralError, ReferralOrderError
from sotecli.errors.usage import TogetherError, UnknownCodeError
from tests.conftest import NOW, TODAY, a_request, a_situation

SENT_ON = date(2026, 6, 17)
LATER = date(2026, 12, 31)
AROUND = Surroundings(a_request(), ("anna", "bo"), None)


def a_referral(*shares: Shared, sent_on: date = SENT_ON) -> Referral:
    """A referral that was sent today."""
    return refer(
        "L-2222228",
        (NOW, "anna"),
        Terms("debt-advice", Consent.SPOKEN, sent_on, sent_on, shares),
        AROUND,
        a_situation(),
    )


def an_entry(what: str, on: date = SENT_ON) -> Entry:
    """An entry of anna's, with a reason where one is needed."""
    why = (Party.CLIENT, ReferralReason.OWN_WISH) if what in EXPLAINED else (None, None)
    return Entry(what, on, "anna", NOW, *why)


@st.composite
def stories(draw: st.DrawFn) -> list[Entry]:
    """Entries that are allowed, one after the other, some of them chases."""
    found: list[Entry] = []
    referral, on = a_referral(Shared.NEED), SENT_ON
    for _ in range(draw(st.integers(0, 8))):
        allowed: list[str] = [] if referral.is_closed else [CHASED, *NEXT[referral.state]]
        if not allowed:
            break
        on += timedelta(draw(st.integers(0, 12)))
        entry = an_entry(draw(st.sampled_from(allowed)), on)
        referral = entered(referral, found, entry, a_situation(LATER))
        found.append(entry)
    return found


@given(stories(), st.sampled_from(["1", "5", "30"]))
def test_nobody_falls_between(story: Sequence[Entry], chase: str) -> None:
    """Whatever is known: a referral ends by its three endings only, and until then there is a working day to ask."""
    situation = a_situation(LATER, referral_chase=chase)
    referral = stood(a_referral(Shared.NEED), story, situation)
    common = referral.common
    assert referral.is_closed == (referral.state in CLOSING)
    assert (common.next_on is None) == referral.is_closed
    if common.next_on:
        assert common.next_on == common.due_on >= LATER
        assert situation.calendar.is_working(common.next_on)


@given(stories())
def test_taking_everything_back_is_the_beginning(story: Sequence[Entry]) -> None:
    """Each entry can be taken back, the last one first, and then the referral stands as it was sent."""
    entries, situation = list(story), a_situation(LATER)
    begun = stood(a_referral(Shared.NEED), [], situation)
    referral = stood(begun, entries, situation)
    for _ in story:
        undo = an_entry(TAKEN_BACK)
        referral = taken_back(referral, entries, undo, AROUND, situation)
        entries.append(undo)
    assert referral == begun
    assert effective(entries) == []
    with pytest.raises(NothingEnteredError):
        taken_back(referral, entries, an_entry(TAKEN_BACK), AROUND, situation)


@given(stories(), st.sampled_from(list(ReferralOutcome)))
def test_only_what_may_follow(story: Sequence[Entry], outcome: ReferralOutcome) -> None:
    """An outcome that cannot follow an open referral's state is refused, every other one is taken."""
    referral = stood(a_referral(Shared.NEED), story, a_situation(LATER))
    if referral.is_closed:
        return
    entry = an_entry(outcome, LATER)
    if outcome in NEXT[referral.state]:
        assert entered(referral, story, entry, a_situation(LATER)).state == outcome
    else:
        with pytest.raises(ReferralOrderError):
            entered(referral, story, entry, a_situation(LATER))


def test_every_state_is_in_the_tables() -> None:
    """Each state says what may follow, each open one what is asked; a result needs an arrival before it."""
    assert set(NEXT) == {SENT, *ReferralOutcome}
    assert set(ASKED) == set(NEXT) - set(CLOSING)
    assert [state for state, allowed in NEXT.items() if ReferralOutcome.RESULT in allowed] == [ReferralOutcome.ARRIVED]
    assert all({ReferralOutcome.ENDED, ReferralOutcome.WITHDRAWN} <= set(NEXT[state]) for state in ASKED)


@pytest.mark.parametrize(
    ("words", "step", "rule", "due_on"),
    [
        ([], "answer", "referral.chase", date(2026, 6, 25)),  # Midsummer Eve and the weekend are not counted
        ([("accepted", 18)], "arrival", "referral.chase", date(2026, 6, 26)),
        ([("declined", 18)], "decide", "referral.decide", date(2026, 6, 22)),
        ([("accepted", 17), ("not-arrived", 18)], "decide", "referral.decide", date(2026, 6, 22)),
        ([("arrived", 18)], "result", "referral.result", date(2026, 7, 17)),
        ([("arrived", 18), (CHASED, 18)], "result", "referral.chase", date(2026, 6, 26)),
        ([("declined", 18), (CHASED, 18)], "decide", "referral.chase", date(2026, 6, 26)),
    ],
)
def test_what_is_asked_when(words: list[tuple[str, int]], step: str, rule: str, due_on: date) -> None:
    """The answer, the arrival and the result are asked for on working days; a refusal is decided on at once."""
    entries = [an_entry(what, date(2026, 6, day)) for what, day in words]
    common = stood(a_referral(Shared.CONTACT), entries, a_situation(date(2026, 6, 18))).common
    assert (common.step, common.rule, common.due_on) == (step, rule, due_on)


def test_a_service_that_was_told_nothing_gives_no_answer() -> None:
    """When the person goes there alone, it is asked whether they arrived."""
    assert a_referral().common.step == "arrival"


def test_what_was_sent_long_ago_is_asked_about_now() -> None:
    """A referral that is entered weeks later is due today, not in the past."""
    request = a_request(received_at=NOW - timedelta(40))
    terms = Terms("debt-advice", Consent.WRITTEN, date(2026, 5, 20), date(2026, 5, 20))
    made = refer("L-2222228", (NOW, "anna"), terms, AROUND._replace(matter=request), a_situation())
    assert made.common.due_on == TODAY


def test_a_referral_that_goes_on_again_has_those_who_work_on_it_now() -> None:
    """An ending that is taken back gives the referral to the matter's people, and not beside another open one."""
    referral, ending = a_referral(), an_entry("ended")
    ended = entered(referral, [], ending, a_situation())
    moved = AROUND._replace(people=("bo", None))
    back = taken_back(ended, [ending], an_entry(TAKEN_BACK), moved, a_situation())
    assert (back.common.worker, back.common.pair, back.common.closed_on) == ("bo", None, None)
    with pytest.raises(OpenReferralError):
        taken_back(ended, [ending], an_entry(TAKEN_BACK), AROUND._replace(rival="L-3333336"), a_situation())


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize("reason", list(ReferralReason))
def test_reasons_belong_to_a_party(party: Party, reason: ReferralReason) -> None:
    """A reason fits those whose it can be, and nobody else."""
    if reason in REASONS[party]:
        must_fit(ReferralOutcome.DECLINED, (party, reason), None)
    else:
        with pytest.raises(UnknownCodeError):
            must_fit(ReferralOutcome.DECLINED, (party, reason), None)


@pytest.mark.parametrize("outcome", [found for found in ReferralOutcome if found not in EXPLAINED])
def test_other_outcomes_have_no_reason(outcome: ReferralOutcome) -> None:
    """Whoever accepts, arrives or withdraws a consent needs not say why."""
    with pytest.raises(TogetherError):
        must_fit(outcome, (None, ReferralReason.OTHER), None)


def test_every_reason_is_somebodys() -> None:
    """No reason is left that nobody can give."""
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(ReferralReason)
