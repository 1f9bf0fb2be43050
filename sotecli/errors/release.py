"""What keeps a report from leaving the unit: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class PeriodsOverlapError(RefusedError):
    """A period that shares days with one that was released, in another way than going on from the same day."""

    rule = "periods-of-a-series"
    message = N_("{start} – {end} overlaps with {known_start} – {known_end}, which was released on {day}.")
    hint = N_(
        "Two tables of overlapping periods can be subtracted from each other. Begin on {known_start} and end on "
        "{known_end} or later, or begin after every period that was released."
    )


class SharedPagesError(RefusedError):
    """A page that counts what another one does, of other data than that one was released with."""

    rule = "pages-of-one-day"
    message = N_(
        "Another page with the same answers was released on {day}, for {known_start} – {known_end}. Subtracted from "
        "{start} – {end} of today it would tell what the few said who answered in between."
    )
    hint = N_(
        "Release pages that count the same answers on one day and for the same days: all feedback, that of a model, "
        "and the model's goals. This one can be released again for a period that begins after {known_end}."
    )


class ThresholdOfSeriesError(RefusedError):
    """A threshold below the one that an earlier release of the same persons promised."""

    rule = "threshold-of-a-series"
    message = N_("These persons were released with the threshold {known}, so {threshold} would show what that hid.")
    hint = N_("Add --threshold {known}, or a higher one.")


class SecondPersonError(RefusedError):
    """A release that nobody else has looked at."""

    rule = "second-person"
    message = N_("A release is a step of two people: another worker looks at the report and at the attack above.")
    hint = N_("Add --confirm CODE with the code of the worker who looked; in a unit of one --confirm-alone.")


class OwnConfirmationError(RefusedError):
    """Somebody confirms their own release, or an evaluator the unit's."""

    rule = "second-person"
    message = N_("{worker} cannot confirm this release.")
    hint = N_("Another worker of the unit confirms it, neither the one who makes it nor an evaluator.")


class NotAloneError(RefusedError):
    """A confirmation alone in a unit of several."""

    rule = "second-person"
    message = N_("You are not the only worker of the unit, so a release needs the second one.")
    hint = N_("Add --confirm CODE with the code of the worker who looked.")


class AttackSucceededError(RefusedError):
    """The program found out more of its own report than it promises."""

    rule = "attack-before-release"
    message = N_("The attack found out too much about {cells}, so the report does not leave the unit.")
    hint = N_("Release a longer period, or a higher threshold, and tell the maintainers of sote about it.")
