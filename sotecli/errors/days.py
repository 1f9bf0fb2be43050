"""What is wrong with a day or an hour that was typed: exit code 2."""

from sotecli.errors.usage import UsageError
from sotecli.i18n import N_


class HourNeededError(UsageError):
    """An appointment on a day, without an hour."""

    message = N_("An appointment needs an hour.")
    hint = N_("Write the day and the hour, for example “24.6. 10.00” or “tomorrow 10.00”.")


class LastDayError(UsageError):
    """A last day that has not come, of what is counted."""

    message = N_("{when} has not come yet.")
    hint = N_("Give today at most as the last day.")


class JustPassedError(UsageError):
    """A day to come, written without a year, that has just passed."""

    message = N_("{day} has already passed.")
    hint = N_("If you meant the year {year}, write {full}.")


class FarAwayError(UsageError):
    """A day that lies so far away that its year must be a slip."""

    message = N_("{day} is more than {months} months away.")
    hint = N_("Check the year.")


class FutureError(UsageError):
    """What has happened cannot lie in the future."""

    message = N_("{when} has not come yet.")
    hint = N_("If you meant yesterday, write for example: yesterday 22.40.")


class ImpossibleDateError(UsageError):
    """Something that is no date or time, or one that does not exist."""

    message = N_("“{value}” is not a date or time that exists.")
    hint = N_("Write for example 23.6.2026, 23.6., Tuesday, tomorrow or +3wd; of the past: yesterday 22.40.")
