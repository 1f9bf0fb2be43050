"""Reports written into files: what is in the way, what does not fit, and what is not installed."""

from sotecli.errors.refused import AlreadyThereError
from sotecli.errors.usage import UsageError
from sotecli.i18n import N_


class ReportThereError(AlreadyThereError):
    """A file in the place of a report."""

    hint = N_("Choose another path, or add --force: it replaces the file.")


class UnknownEndingError(UsageError):
    """A file whose name tells no format, and nobody said one."""

    message = N_("The ending of {path} is not known.")
    hint = N_("Give the name one of the endings {known}, or say the format with --format.")


class EndingFormatError(UsageError):
    """A file whose name tells another format than was asked for."""

    message = N_("The ending {ending} and the format {format} do not go together.")
    hint = N_("Change the ending, or leave the format out.")


class NeedsFileError(UsageError):
    """A format that is no text, on standard output."""

    message = N_("A report in the format {format} is no text and needs a file.")
    hint = N_("Say where: --output PATH.")


class NotReleasedError(UsageError):
    """A confirmation of what is not released."""

    message = N_("{option} belongs to a release.")
    hint = N_("Add --output FILE.")


class MissingExtraError(UsageError):
    """A library that comes with an extra is not installed."""

    message = N_("This needs the extra “{extra}”, which is not installed.")
    hint = N_("Install it: pip install 'sotecli[{extra}]'.")
