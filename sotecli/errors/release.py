"""What keeps a report from leaving the unit: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class NothingToReleaseError(RefusedError):
    """A report of nobody: it would say nothing, and bind every later period."""

    rule = "nothing-to-release"
    message = N_("There is nothing to release: nobody is in this period.")
    hint = N_("Choose a period with --from and --to; --level internal writes the empty page.")


class PeriodsOverlapError(RefusedError):
    """A period that shares days with one that was released, in another way than going on from the same day."""

    rule = "periods-of-a-series"
    message = N_(
        "The period {start} – {end} shares days with {known_start} – {known_end}, which was released on {day}. The "
        "difference of the two could tell of single persons."
    )
    hint = N_(
        "For the unit's own use: --level internal. For a release begin on {known_start} and end on {known_end} or "
        "later, or begin after every period that was released."
    )


class PeriodBeforeError(PeriodsOverlapError):
    """A period before one that was released."""

    message = N_(
        "The period {start} – {end} lies before {known_start} – {known_end}, which was released on {day}, and releases "
        "only go on from what was released."
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


class OtherSeriesError(RefusedError):
    """A period of which another series, by other definitions or another calendar, was released."""

    rule = "periods-of-a-series"
    message = N_(
        "The definitions or the calendar have changed since {day}, when {known_start} – {known_end} was released: "
        "{start} – {end} shares days with it."
    )
    hint = N_(
        "Figures by other definitions begin after the last period that was released. For the unit's own use: "
        "--level internal."
    )


class ThresholdOfSeriesError(RefusedError):
    """A threshold below the one that an earlier release of the same persons promised."""

    rule = "threshold-of-a-series"
    message = N_("These persons were released with the threshold {known}, so {threshold} would show what that hid.")
    hint = N_("Add --threshold {known}, or a higher one.")


class SecondPersonError(RefusedError):
    """A release that nobody else has looked at."""

    rule = "second-person"
    message = N_("A release is a step of two people: another worker looks at the report and at the check above.")
    hint = N_(
        "Look at the report first: `{command}`. Then add --confirm CODE with the code of the worker who looked; in a "
        "unit of one --confirm-alone."
    )


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
    message = N_("From these figures too much could be concluded: {cells}, so the report does not leave the unit.")
    hint = N_("Choose a longer period or a higher --threshold.")
