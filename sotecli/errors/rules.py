"""What is wrong with a file of deadline rules: exit code 2."""

from sotecli.errors.usage import UsageError
from sotecli.i18n import N_


class BadRuleFileError(UsageError):
    """A file of rules that is no file of rules."""

    message = N_("{path} cannot be read as a file of rules: {reason}.")
    hint = N_("Look at the rules that ship with sote: each begins with [[rule]].")


class BadRuleTextError(BadRuleFileError):
    """A file of rules with bytes that are no text."""

    message = N_("{path} cannot be read as a file of rules: line {line} is not text in UTF-8.")


class BadRuleError(UsageError):
    """A rule that cannot be read."""

    message = N_("The rule that begins on line {line} cannot be read: {field} is missing or does not fit.")
    hint = N_("Look at the rules that ship with sote: each field has its kind and its codes.")


class NoRuleFileError(BadRuleFileError):
    """A file of rules that is not there or cannot be opened, or a folder."""

    message = N_("{path} cannot be read: {reason}.")
    hint = N_("Check the path.")
