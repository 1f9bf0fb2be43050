"""What is wrong with the words of a visit, or with a tally of offers: exit code 2.

Only the place of a word is told, and of a word never more than one letter, because a tally on paper may hold anything.
"""

from sotecli.errors.usage import MissingOptionError, UsageError
from sotecli.i18n import N_

LETTERS = N_("The letters here: {letters}. `sote visit codes` says what they mean.")


class OddWordError(UsageError):
    """A word that says nothing about a visit."""

    message = N_("Word {place} is not understood.")
    hint = N_("Write for example: e 75 10m, or ed/uk 85. `sote visit codes` shows what can be written.")


class SameTwiceError(UsageError):
    """Two words about the same thing."""

    message = N_("Word {place} says once more what another word says already.")
    hint = N_("Leave one of them out.")


class NumberWordError(UsageError):
    """A number that is not in its range."""

    message = N_("Word {place}: the number must be {lowest}–{highest}.")
    hint = N_("Correct the number.")


class UnknownTopicError(UsageError):
    """A letter that stands for no topic."""

    message = N_("Word {place}: no topic has the letter {letter}.")
    hint = LETTERS


class UnknownVisitOutcomeError(UsageError):
    """A letter that stands for no outcome."""

    message = N_("Word {place}: no outcome has the letter {letter}.")
    hint = LETTERS


class UnknownPlaceError(UsageError):
    """A letter that stands for no place to which people are directed."""

    message = N_("Word {place}: no place has the letter {letter}.")
    hint = LETTERS


class NoPlaceError(UsageError):
    """An outcome that needs to be told with where the person was directed."""

    message = N_("Word {place}: it must be told where the person was directed.")
    hint = LETTERS


class NoMatterError(MissingOptionError):
    """A visit without a matter."""

    message = N_("What was the visit about? At least one topic is needed.")
    hint = N_("Write for example e for benefits. `sote visit codes` shows the letters.")


class GroupWordsError(UsageError):
    """A group or an event for which something was told that only a visit has."""

    message = N_("A group or an event has only participants: no topics, age, persons or return visits.")
    hint = N_("Write for example: g12, or g12 60m.")


class OfferSumError(UsageError):
    """More answers than offers."""

    message = N_("Accepted and declined are together more than offered.")
    hint = N_("Check the three numbers; some may have given no answer, so there can be fewer.")


class BadMonthError(UsageError):
    """Something that is no month."""

    message = N_("This is not a month.")
    hint = N_("Write for example 2026-06 or 6/2026.")
