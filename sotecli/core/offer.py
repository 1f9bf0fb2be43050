"""The custody's own tally of the possibility that it offered: the denominator of the pilot's uptake.

A tally is of a period and of one source, or of all sources together. Two tallies never cover the same day of the same
source, so that no offer is counted twice. Uptake is requests / offered, and only where both are of the same days and
of the same sources: anything else would be a share of something else (domain notes 7, trap 14).
"""

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.errors.days import LastDayError
from sotecli.errors.refused import TallyThereError
from sotecli.errors.usage import PeriodError
from sotecli.errors.visit import BadMonthError, OfferSumError

MONTHS = 12
NO_TALLY, OTHER_TALLY = "no_tally", "other_tally"


class Month(NamedTuple):
    """The first and last day of a month."""

    start: date
    end: date


class Offer(NamedTuple):
    """One tally: how many were offered the possibility, and what they said; some say neither."""

    start: date
    end: date
    offered: int
    accepted: int
    declined: int
    source: str | None = None
    """`None`: all sources together."""

    def overlaps(self, other: "Offer") -> bool:
        """Whether some offers could be in both."""
        same = None in {self.source, other.source} or self.source == other.source
        return same and self.start <= other.end and other.start <= self.end


def month_named(typed: str) -> Month:
    """The first and last day of a month such as 2026-06 or 6/2026.

    Raises:
        BadMonthError: It is none.
    """
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})/([0-9]{4})", typed.strip())
    year, month = (int(match[1] or match[4]), int(match[2] or match[3])) if match else (0, 0)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS):
        raise BadMonthError
    return Month(date(year, month, 1), date(year + month // MONTHS, month % MONTHS + 1, 1) - timedelta(1))


def must_be_sound(offer: Offer, today: date) -> Offer:
    """The tally, if it can be one.

    Raises:
        PeriodError: It ends before it begins.
        LastDayError: It ends on a day that has not come yet.
        OfferSumError: More were accepted and declined than offered.
    """
    if offer.end < offer.start:
        raise PeriodError(start=offer.start, end=offer.end)
    if offer.end > today:
        raise LastDayError(when=offer.end)
    if offer.accepted + offer.declined > offer.offered:
        raise OfferSumError
    return offer


def replaced_by(offer: Offer, known: Sequence[Offer], *, replace: bool) -> list[Offer]:
    """The tallies in whose place a new one comes.

    Raises:
        TallyThereError: There are some, and they are not to be replaced.
    """
    found = [other for other in known if offer.overlaps(other)]
    if found and not replace:
        raise TallyThereError(start=found[0].start, end=found[0].end)
    return found


def offered_in(
    offers: Sequence[Offer], period: tuple[date, date], sources: Collection[str | None]
) -> tuple[int | None, str | None]:
    """How many were offered in a period, or why that cannot be told; `sources` are those of the requests.

    The tallies must cover every day of the period and none beside it, for each source of a request or of a tally.
    """
    start, end = period
    found = [offer for offer in offers if offer.start <= end and start <= offer.end]
    if not found:
        return None, NO_TALLY
    wanted = {*sources, *(offer.source for offer in found if offer.source)} or {None}
    whole = all(offer.start >= start and offer.end <= end for offer in found)
    if whole and all(_covers(found, period, source) for source in wanted):
        return sum(offer.offered for offer in found), None
    return None, OTHER_TALLY


def _covers(offers: Sequence[Offer], period: tuple[date, date], source: str | None) -> bool:
    """Whether the tallies of a source, and those of all sources, leave no day of the period out."""
    following = period[0]
    for offer in sorted(offers, key=lambda offer: offer.start):
        if offer.source in {None, source} and offer.start == following:
            following = offer.end + timedelta(1)
    return following > period[1]
