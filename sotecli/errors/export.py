"""Reports written into files: what is in the way, what does not fit, and what is not installed."""

from sotecli.errors.refused import AlreadyThereError
from sotecli.errors.usage import UsageError
from sotecli.i18n import N_


class ReportThereError(AlreadyThereError):
    """A file in the place of a report."""

    hint = N_("Choose another path, or add --force: it replaces the file.")


class NeedsFileError(UsageError):
    """A format that is no text, on standard output."""

    message = N_("A report in the format {format} is no text and needs a file.")
    hint = N_("Say where: --output PATH.")


class MissingExtraError(UsageError):
    """A library that comes with an extra is not installed."""

    message = N_("This needs the extra “{extra}”, which is not installed.")
    hint = N_("Install it: pip install 'sotecli[{extra}]'.")
