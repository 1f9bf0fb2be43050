"""What may be done with a referral: make it, enter what became of it, take that back, plan when to ask again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from sotecli.core.arrangement import Arrangement
from sotecli.core.arrangement_codes import ReferralOutcome, ReferralReason
from sotecli.core.case import PLAN_RULE, Case
from sotecli.core.codes import Outcome, Party
from sotecli.core.referral import CHASED, NEXT, Entry, Referral, Terms, counted_from, effective, stood
from sotecli.core.request import Request, must_be_plannable
from sotecli.core.unit import Situation
from sotecli.core.when import must_be_near
from sotecli.errors.days import FutureError
from sotecli.errors.referral import (
    ClosedReferralError,
    ConsentFirstError,
    NothingEnteredError,
    NothingToReferError,
    OpenReferralError,
    PromiseFirstError,
    ReferralDayError,
    ReferralOrderError,
)
from sotecli.errors.usage import TogetherError, UnknownCodeError

MOST_MONTHS_AHEAD = 36
"""What is promised for later has a mistyped year."""
GUIDED = frozenset({Outcome.GUIDED, Outcome.SUPPORTED})
"""How a request can have ended from which a referral can still be made."""
REASONS: Mapping[Party, tuple[ReferralReason, ...]] = MappingProxyType(
    {
        Party.CLIENT: (
            ReferralReason.OWN_WISH,
            ReferralReason.NOT_REACHED,
            ReferralReason.WENT_ELSEWHERE,
            ReferralReason.LIFE_SITUATION,
            ReferralReason.ILL,
            ReferralReason.FORGOT,
            ReferralReason.NO_TRANSPORT,
            ReferralReason.AFRAID,
            ReferralReason.OTHER,
        ),
        Party.PROVIDER: (
            ReferralReason.FULL,
            ReferralReason.NOT_ELIGIBLE,
            ReferralReason.WRONG_SERVICE,
            ReferralReason.CLOSED,
            ReferralReason.OTHER,
        ),
        Party.UNIT: (ReferralReason.ERROR, ReferralReason.OTHER),
    }
)
EXPLAINED = frozenset({ReferralOutcome.DECLINED, ReferralOutcome.NOT_ARRIVED, ReferralOutcome.ENDED})
"""The outcomes that need whose doing they were, and why."""


class Surroundings(NamedTuple):
    """What lies around a referral when something is decided about it."""

    matter: Request | Case
    people: tuple[str | None, str | None]
    """The matter's worker and pair, as far as they still work here."""
    rival: str | None
    """Another open referral of the matter to the same service."""


def refer(ref: str, made: tuple[datetime, str], terms: Terms, around: Surroundings, situation: Situation) -> Referral:
    """A new referral of a request or case; `made` says when and by whom, whose it is while the matter is nobody's.

    Raises:
        NothingToReferError: That has ended, and not so that somebody would be guided on.
        OpenReferralError: It has an open referral to the service already.
        FutureError: The day of sending has not come.
        ConsentFirstError: The consent is later than the sending.
        ReferralDayError: The sending lies before its start.
        PromiseFirstError: The promised day lies before the sending.
    """
    matter = around.matter
    _must_be_referable(matter)
    _must_be_only(terms, around)
    _must_be_sound(terms, matter, situation.today)
    (made_at, maker), (worker, pair) = made, around.people
    common = Arrangement(
        ref=ref,
        kind="referral",
        matter=matter.ref,
        made_at=made_at,
        step="",
        rule="",
        due_on=terms.sent_on,
        next_on=terms.sent_on,
        worker=worker or maker,
        pair=pair,
        channel=matter.channel if isinstance(matter, Request) and matter.closed_at is None else None,
    )
    return stood(Referral(common, terms), (), situation)


def entered(referral: Referral, entries: Sequence[Entry], entry: Entry, situation: Situation) -> Referral:
    """The referral after one more outcome, or after it was asked again.

    Raises:
        ClosedReferralError: It has ended.
        FutureError: The day has not come.
        ReferralOrderError: The outcome cannot follow.
        ReferralDayError: The day lies before the sending or the latest entry.
    """
    must_be_open(referral)
    if entry.on > situation.today:
        raise FutureError(when=entry.on)
    allowed = NEXT[referral.state]
    if entry.what not in (*allowed, CHASED):
        wanted = ReferralOutcome(entry.what)
        raise ReferralOrderError(ref=referral.ref, stands=referral.state, outcome=(wanted,), allowed=allowed)
    latest = counted_from(referral, entries)
    if entry.on < latest:
        raise ReferralDayError(ref=referral.ref, day=entry.on, latest=latest)
    return stood(referral, [*entries, entry], situation)


def taken_back(
    referral: Referral, entries: Sequence[Entry], entry: Entry, around: Surroundings, situation: Situation
) -> Referral:
    """The referral without its latest entry; one that had ended goes on, with those who work on the matter now.

    Raises:
        NothingEnteredError: Nothing holds that could be taken back.
        OpenReferralError: It would go on beside another open one to the same service.
    """
    if not effective(entries):
        raise NothingEnteredError(ref=referral.ref)
    after = stood(referral, [*entries, entry], situation)
    if not referral.is_closed or after.is_closed:
        return after
    _must_be_only(referral.terms, around)
    worker, pair = around.people
    return after._replace(common=after.common._replace(worker=worker, pair=pair))


def planned(referral: Referral, day: date, situation: Situation) -> Referral:
    """The referral, to be asked about on another day.

    Raises:
        ClosedReferralError: It has ended.
        ClosedDayError: The day is past or not a working day; the nearest one is named.
    """
    must_be_open(referral)
    must_be_plannable(day, situation, earliest=situation.today)
    return referral._replace(common=referral.common._replace(rule=PLAN_RULE, due_on=day, next_on=day))


def must_be_open(referral: Referral) -> None:
    """Raise `ClosedReferralError` if the referral has ended."""
    if referral.is_closed:
        raise ClosedReferralError(ref=referral.ref)


def must_fit(outcome: ReferralOutcome, why: tuple[Party | None, ReferralReason | None], result: object) -> None:
    """Raise unless what was told fits the outcome; what is missing can still be asked.

    Raises:
        TogetherError: A party or reason with an outcome that has none, or a result without one.
        UnknownCodeError: The reason is not one of that party's.
    """
    party, reason = why
    if outcome not in EXPLAINED and (party or reason):
        raise TogetherError(one="--party" if party else "--reason", other=outcome.value)
    if outcome is not ReferralOutcome.RESULT and result:
        raise TogetherError(one="--result", other=outcome.value)
    if party and reason and reason not in REASONS[party]:
        raise UnknownCodeError(value=reason.value, allowed=REASONS[party])


def _must_be_referable(matter: Request | Case) -> None:
    ended = matter.closed_on if isinstance(matter, Case) else matter.closed_at
    if ended and (isinstance(matter, Case) or matter.outcome not in GUIDED):
        raise NothingToReferError(ref=matter.ref)


def _must_be_only(terms: Terms, around: Surroundings) -> None:
    if around.rival:
        raise OpenReferralError(matter=around.matter.ref, service=terms.service, ref=around.rival)


def _must_be_sound(terms: Terms, matter: Request | Case, today: date) -> None:
    if terms.sent_on > today:
        raise FutureError(when=terms.sent_on)
    if terms.consent_on > terms.sent_on:
        raise ConsentFirstError(consent=terms.consent_on, sent=terms.sent_on)
    start = matter.opened_on if isinstance(matter, Case) else matter.received_on
    if terms.sent_on < start:
        raise ReferralDayError(ref=matter.ref, day=terms.sent_on, latest=start)
    promised = must_be_near(terms.promised_on or terms.sent_on, today, MOST_MONTHS_AHEAD)
    if promised < terms.sent_on:
        raise PromiseFirstError(promised=promised, sent=terms.sent_on)
