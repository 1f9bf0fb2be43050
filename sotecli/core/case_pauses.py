"""Pauses of a case: its promises stand still and nobody is reminded until a day; a limit of the law never pauses."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.case import Case, must_be_open
from sotecli.core.codes import PauseReason
from sotecli.core.pauses import DAY, Pause
from sotecli.core.request import must_be_plannable
from sotecli.core.unit import Situation
from sotecli.errors.refused import AlreadyPausedError, NotPausedError


class Rest(NamedTuple):
    """What becomes of the pauses of a case."""

    added: Pause | None
    ended: Pause | None


def pause_case(case: Case, pauses: Sequence[Pause], until: date, reason: PauseReason, situation: Situation) -> Rest:
    """A pause from today until `until`.

    Raises:
        CaseClosedError: The case has ended.
        AlreadyPausedError: It is paused already.
        ClosedDayError: `until` is no working day after today.
    """
    must_be_open(case)
    if any(found.until_on > situation.today for found in pauses):
        raise AlreadyPausedError(ref=case.ref)
    must_be_plannable(until, situation, earliest=situation.today + DAY)
    return Rest(Pause(situation.today, until, reason), None)


def resume_case(case: Case, pauses: Sequence[Pause], today: date) -> Rest:
    """The end of the pause of today; the days that are over stay paused.

    Raises:
        CaseClosedError: The case has ended.
        NotPausedError: It is not paused today.
    """
    must_be_open(case)
    standing = next((found for found in pauses if found.covers(today)), None)
    if standing is None:
        raise NotPausedError(ref=case.ref)
    return Rest(standing._replace(until_on=today) if standing.from_on < today else None, standing)
