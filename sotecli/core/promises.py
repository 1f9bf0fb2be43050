"""A unit's own promises beside that of the first attempt, each a setting.

`promise.home-visit` set to `5 working-day request talk-held` promises a talk within five working days of the request.
A promise is a rule like one of the law: a length, an event that it runs from, and what must have happened by then. Its
working days are the unit's own, and it is never mixed with a limit of the law.
"""

import re

from sotecli.core.personal import looks_personal
from sotecli.core.rules import MILESTONES, STARTS, UNITS, Rule
from sotecli.errors.usage import BadPromiseNameError, UnsafeArgumentError

KEY = r"promise\.[a-z0-9-]{2,32}"
TEXT = r"([0-9]{1,3}) ([a-z-]+) ([a-z-]+) ([a-z-]+)"
EXAMPLE = "5 working-day request talk-held"
PREFIX = "promise."


def must_name_promise(key: str) -> None:
    """Raise unless a promise of the unit's own may have that key.

    Raises:
        UnsafeArgumentError: The name looks as if it identified a person.
        BadPromiseNameError: It has other letters, or too many.
    """
    if looks_personal(key.removeprefix(PREFIX)):
        raise UnsafeArgumentError
    if not re.fullmatch(KEY, key):
        raise BadPromiseNameError


def read_promise(key: str, text: str, calendar: str) -> Rule | None:
    """The promise that a setting says, counted on the unit's `calendar`; `None` if it cannot be read."""
    match = re.fullmatch(TEXT, text)
    if match is None or int(match[1]) == 0 or match[2] not in UNITS - {"none"}:
        return None
    if match[3] not in STARTS or match[4] not in MILESTONES:
        return None
    return Rule(
        ident=key,
        law="",
        kind="promise",
        covers="everyone",
        start=match[3],
        length=int(match[1]),
        unit=match[2],
        calendar=calendar,
        milestone=match[4],
        valid_from=None,
        valid_to=None,
        source="",
        confidence="H",
    )
