"""What is not in the file: exit code 4."""

from sotecli.errors.base import SoteError
from sotecli.i18n import N_


class NotFoundError(SoteError):
    """Something that is not in the file."""

    exit_code, code = 4, "not_found"


class UnknownReferenceError(NotFoundError):
    """No request has this reference."""

    message = N_("There is no {ref} in this file.")
    hint = N_("`sote request list`, `sote case list` and `sote referral list` with --status all show the references.")


class OtherKindError(NotFoundError):
    """A reference of a kind that the command does not take."""

    message = N_("{ref}: this command does not take a reference of this kind.")
    hint = N_("It takes {taken}. P is a request, A a case, L a referral, K an appointment.")


class ShortReferenceError(NotFoundError):
    """The beginning of a reference that could be that of many."""

    message = N_("{ref} is too short for a reference.")
    hint = N_("Write at least {letter}- and two characters.")


class UnknownRuleError(NotFoundError):
    """No deadline rule has this id."""

    message = N_("There is no rule {rule}.")
    hint = N_("`sote rule list` shows the rules.")


class UnknownModelError(NotFoundError):
    """No operating model has this id."""

    message = N_("There is no operating model {value}.")
    hint = N_("`sote model list` shows the models.")


class UnknownFeedbackSetError(NotFoundError):
    """No set of feedback questions has this id."""

    message = N_("There is no set of questions {value}.")
    hint = N_("`sote feedback set list` shows the sets.")


class UnknownModelStepError(NotFoundError):
    """No step of the model has this id."""

    message = N_("The model {model} has no step {value}.")
    hint = N_("`sote model show {model}` shows its steps.")


class WrongCheckCharacterError(NotFoundError):
    """The last character of a reference does not fit the others."""

    message = N_("{ref} has a slip in it: its last character does not fit the others.")
    hint = N_("Look at the reference again; a part from its beginning is enough, such as P-7K.")


class MissingEntryError(NotFoundError):
    """No entry of a case has this number."""

    message = N_("{ref} has no entry {number}.")
    hint = N_("`sote case show {ref}` shows the entries with their numbers.")


class UnknownWorkerError(NotFoundError):
    """No worker has this code."""

    message = N_("There is no worker {worker} in this file.")
    hint = N_("`sote worker list` shows the workers, `sote worker add CODE` adds one.")


class UnknownSourceError(NotFoundError):
    """A source that the unit's settings do not name."""

    message = N_("There is no source {source} in this unit's settings.")
    hint = N_("Sources: {known}. `sote setting set sources CODE,CODE` changes them.")


class UnknownSiteError(NotFoundError):
    """A site that the unit's settings do not name; what a tally says is never repeated."""

    message = N_("This site is not in the unit's settings.")
    hint = N_("Sites: {known}. `sote setting set sites CODE,CODE` changes them.")


class UnknownVisitError(NotFoundError):
    """No visit has this number."""

    message = N_("There is no visit number {number}.")
    hint = N_("`sote visit list` shows the last visits with their numbers.")


class UnknownConcernError(NotFoundError):
    """No concern report has this number."""

    message = N_("There is no concern report number {number}.")
    hint = N_("`sote concern list` shows the reports with their numbers.")


class UnknownServiceError(NotFoundError):
    """No service of the directory has this code."""

    message = N_("There is no service {value} in the directory.")
    hint = N_("`sote service find WORD` looks for one, `sote service add {value}` adds it.")


class SimilarServiceError(UnknownServiceError):
    """No service has this code, but some begin like it."""

    hint = N_("Did you mean: {similar}? `sote service find WORD` looks for others.")


class UnknownTopicError(NotFoundError):
    """A topic that no service of the directory has."""

    message = N_("No service has the topic {value}.")
    hint = N_("Topics of the directory: {known}.")


class AmbiguousReferenceError(SoteError):
    """A prefix that fits several references."""

    exit_code, code = 4, "ambiguous"
    message = N_("{ref} fits several requests: {candidates}.")
    hint = N_("Type one more character.")
