"""A referral (lähete, L-…): the person's consent, where they were referred to, and whether they arrived.

Guidance counts only when the person arrived. So a referral stays in the day's list until somebody knows how it ended:
the service's answer is asked for, then whether the person arrived, then the result. What was declined or missed waits
for a decision; nothing ends by itself. How a referral stands follows from its entries, which are only added to: a
mistake is taken back by a later entry.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from sotecli.core.arrangement import Arrangement
from sotecli.core.arrangement_codes import Consent, ReferralOutcome, ReferralReason, ReferralResult, Shared
from sotecli.core.codes import Party
from sotecli.core.unit import Situation

SENT, CHASED, TAKEN_BACK = "sent", "chased", "taken-back"
CHASE_RULE, RESULT_RULE, DECIDE_RULE = "referral.chase", "referral.result", "referral.decide"
WAIT_TO_DECIDE = 1
"""Working days after a refusal or a missed start until somebody decides how to go on."""
CLOSING = (ReferralOutcome.RESULT, ReferralOutcome.ENDED, ReferralOutcome.WITHDRAWN)
_A, _STOP = ReferralOutcome, (ReferralOutcome.ENDED, ReferralOutcome.WITHDRAWN)
NEXT: Mapping[str, tuple[ReferralOutcome, ...]] = MappingProxyType(
    {
        SENT: (_A.ACCEPTED, _A.DECLINED, _A.ARRIVED, _A.NOT_ARRIVED, *_STOP),
        _A.ACCEPTED: (_A.DECLINED, _A.ARRIVED, _A.NOT_ARRIVED, *_STOP),
        _A.DECLINED: (_A.ACCEPTED, *_STOP),
        _A.NOT_ARRIVED: (_A.ACCEPTED, _A.DECLINED, _A.ARRIVED, *_STOP),
        _A.ARRIVED: (_A.RESULT, *_STOP),
        _A.RESULT: (),
        _A.ENDED: (),
        _A.WITHDRAWN: (),
    }
)
"""What may follow each state; a person may arrive without an answer, and no result is known before they did."""
ASKED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        SENT: ("answer", CHASE_RULE),
        _A.ACCEPTED: ("arrival", CHASE_RULE),
        _A.DECLINED: ("decide", DECIDE_RULE),
        _A.NOT_ARRIVED: ("decide", DECIDE_RULE),
        _A.ARRIVED: ("result", RESULT_RULE),
    }
)
"""What is to be done next in each state, and the rule that says when."""


class Terms(NamedTuple):
    """What was agreed with the person when the referral was made; it stays as it is."""

    service: str
    consent: Consent
    consent_on: date
    sent_on: date
    shares: tuple[Shared, ...] = ()
    """What the service may be told; nothing when the person goes there alone."""
    promised_on: date | None = None
    """The day by which the plan promises the service."""


class Entry(NamedTuple):
    """One entry of a referral's history: an outcome, that it was asked again, or that the latest entry was wrong."""

    what: str
    """An outcome, `chased` or `taken-back`."""
    on: date
    worker: str
    at: datetime
    """When it was entered."""
    party: Party | None = None
    reason: ReferralReason | None = None
    result: ReferralResult | None = None


class Referral(NamedTuple):
    """A referral as it stands."""

    common: Arrangement
    """What the day's list needs of it."""
    terms: Terms
    state: str = SENT
    """The latest outcome that holds."""
    party: Party | None = None
    reason: ReferralReason | None = None
    result: ReferralResult | None = None
    chases: int = 0
    """How often it was asked again since the latest outcome."""
    arrived_on: date | None = None

    @property
    def ref(self) -> str:
        """Its reference."""
        return self.common.ref

    @property
    def is_closed(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.common.closed_on is not None


def stood(referral: Referral, entries: Sequence[Entry], situation: Situation) -> Referral:
    """The referral with everything that follows from its entries."""
    holding = effective(entries)
    last = next((entry for entry in reversed(holding) if entry.what != CHASED), None)
    after = referral._replace(
        state=last.what if last else SENT,
        party=last.party if last else None,
        reason=last.reason if last else None,
        result=last.result if last else None,
        chases=len(list(takewhile(lambda entry: entry.what == CHASED, reversed(holding)))),
        arrived_on=next((entry.on for entry in holding if entry.what == ReferralOutcome.ARRIVED), None),
    )
    common = referral.common
    if last and last.what in CLOSING:
        return after._replace(common=common._replace(next_on=None, closed_on=last.on))
    step, rule = _asked(after)
    start, calendar = counted_from(referral, entries), situation.calendar
    days = situation.unit.referral_days.get(rule, WAIT_TO_DECIDE)
    due_on = max(calendar.add(start, days), calendar.on_or_after(situation.today))
    return after._replace(common=common._replace(step=step, rule=rule, due_on=due_on, next_on=due_on, closed_on=None))


def effective(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that hold, without those that were taken back."""
    holding: list[Entry] = []
    for entry in entries:
        if entry.what == TAKEN_BACK:
            holding.pop()
        else:
            holding.append(entry)
    return holding


def counted_from(referral: Referral, entries: Sequence[Entry]) -> date:
    """The day from which the next asking is counted: that of the latest entry that holds, else of the sending."""
    holding = effective(entries)
    return holding[-1].on if holding else referral.terms.sent_on


def _asked(referral: Referral) -> tuple[str, str]:
    """What is to be done next, and the rule that says when; a service that was told nothing gives no answer."""
    step, rule = ASKED[referral.state]
    if referral.state == SENT and not referral.terms.shares:
        step = "arrival"
    return step, CHASE_RULE if referral.chases else rule
