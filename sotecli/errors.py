"""Every mistake that `sote` knows, with its exit code and its words.

A class a mistake; the message and the hint stand in the class as catalogue keys, the values that fill them are given
by keyword. Values are references, codes, paths, dates and numbers, never contents of a request. They are translated
and printed in one place only, the boundary in `cli.main`.
"""

from sotecli.i18n import N_


class SoteError(Exception):
    """A mistake that has a name, an exit code and a next step."""

    exit_code = 3
    code = "bug"
    rule = ""
    message = ""
    hint = ""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values


# 2: how the command was called


class UsageError(SoteError):
    """The command was called in a way that cannot be carried out."""

    exit_code, code = 2, "usage"


class UnknownCodeError(UsageError):
    """A fixed code that does not exist."""

    message = N_("“{value}” is not one of the codes that fit here.")
    hint = N_("Use one of: {allowed}.")


class NotANumberError(UsageError):
    """A count that is not a whole number in its range."""

    message = N_("“{value}” is not a whole number from {lowest} to {highest}.")


class BadCodeShapeError(UsageError):
    """A worker, source or service code of the wrong shape."""

    message = N_("“{value}” cannot be a code here.")
    hint = N_("{shape}")


class ImpossibleDateError(UsageError):
    """Something that is no date or time, or one that does not exist."""

    message = N_("“{value}” is not a date or time that exists.")
    hint = N_("Write 23.6.2026, 2026-06-23, a weekday such as ti, tomorrow, or +3wd; a time as 14.30.")


class OutsideCalendarError(UsageError):
    """A day that the calendar does not know."""

    message = N_("The working-day calendar knows the years {first}–{last} only.")


class FutureError(UsageError):
    """Something that has happened cannot lie in the future."""

    message = N_("{when} has not come yet.")
    hint = N_("Give the time when it happened, or leave the option out if it is now.")


class BeforeArrivalError(UsageError):
    """A contact cannot come before the request."""

    message = N_("The request {ref} arrived on {arrived}; a contact cannot come before it.")


class PeriodError(UsageError):
    """A period that ends before it starts."""

    message = N_("The period ends before it starts: {start} – {end}.")


class MissingValueError(UsageError):
    """Something is needed, and nobody can be asked."""

    message = N_("{option} is needed.")
    hint = N_("Give it as an option, or run the command on a terminal: it asks.")


class NoTerminalError(UsageError):
    """A prompt is needed and there is no terminal."""

    message = N_("The passphrase has to be asked, and there is no terminal to ask it on.")
    hint = N_("Use --passphrase-fd N or SOTE_PASSPHRASE_FILE.")


class StandardInputTakenError(UsageError):
    """Standard input cannot be two things at once."""

    message = N_("Standard input cannot be the passphrase and the data at once.")
    hint = N_("Give the passphrase by another descriptor, such as --passphrase-fd 3.")


class PassphraseSourceError(UsageError):
    """The file, descriptor or command that should give the passphrase does not, or not safely."""

    message = N_("No passphrase could be read from {source}.")
    hint = N_("It must hold one line, and a file must be readable by its owner only (chmod 600).")


class ShortPassphraseError(UsageError):
    """A new passphrase is too short."""

    message = N_("The passphrase is too short: it needs at least {least} characters.")
    hint = N_("Six words that you can remember are best.")


class DifferentPassphrasesError(UsageError):
    """The two passphrases typed at `init` differ."""

    message = N_("The two passphrases were not the same.")
    hint = N_("Nothing was made. Run the command again.")


class FixedClockError(UsageError):
    """`SOTE_NOW` with a file that is not for training, or one that is no instant."""

    message = N_("SOTE_NOW is set, and this is not a training file.")
    hint = N_("Remove SOTE_NOW from the environment; only training files may have a clock of their own.")


class BadClockError(UsageError):
    """`SOTE_NOW` is no instant."""

    message = N_("SOTE_NOW is not an instant such as 2026-06-17T09:00:00+03:00.")


class BadConfigurationError(UsageError):
    """`sote.toml` cannot be read."""

    message = N_("The configuration file {path} cannot be read.")
    hint = N_("It is a TOML file with the keys file, worker and lang, each a text in quotation marks.")


class NoWorkerError(UsageError):
    """It is not known who acts."""

    message = N_("Who is working? The file has several workers.")
    hint = N_("Use --worker CODE or set SOTE_WORKER. Workers: {workers}.")


class UnknownSettingError(UsageError):
    """A setting that does not exist."""

    message = N_("There is no setting {key}.")
    hint = N_("Settings: {known}.")


class BadSettingError(UsageError):
    """A value that the setting cannot have."""

    message = N_("The setting {key} cannot be “{value}”.")
    hint = N_("It can be: {allowed}.")


class BadInputError(UsageError):
    """Standard input does not hold what it should; the first bad line is named."""

    message = N_("Line {line} of the input cannot be taken: {reason}. Nothing was stored.")


class BadLineError(UsageError):
    """A line of standard input that is no request."""

    message = N_("{reason}")


class BadInputValueError(UsageError):
    """A value on standard input that does not fit its key; the value itself is not repeated."""

    message = N_("the value of {key} does not fit")


class BadContactError(UsageError):
    """The contact details do not fit the channel."""

    message = N_("The contact details do not fit the channel {channel}.")
    hint = N_("A call needs a phone number, a text message a mobile number, an e-mail an address.")


class UnsafeArgumentError(UsageError):
    """Something that identifies a person was given as an argument."""

    code = "unsafe_argument"
    message = N_("An argument looks like a phone number, an e-mail address or a personal identity code.")
    hint = N_(
        "Such things stay in the shell's history. Leave it out: the command asks for it, or reads it from standard "
        "input with --contact-stdin. Remove the line from the history, too (history -d)."
    )


class CallError(UsageError):
    """What typer found wrong with the call; `message` and `hint` are chosen by the kind of mistake."""

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(**values)
        self.message, self.hint = message, hint


# 4: what is not in the file


class NotFoundError(SoteError):
    """Something that is not in the file."""

    exit_code, code = 4, "not_found"


class UnknownReferenceError(NotFoundError):
    """No request has this reference."""

    message = N_("There is no request {ref} in this file.")
    hint = N_("`sote request list --status all` shows the references.")


class WrongCheckCharacterError(NotFoundError):
    """The last character of a reference does not fit the others."""

    message = N_("{ref} has a slip in it: its last character does not fit the others.")
    hint = N_("Look at the reference again; a part from its beginning is enough, such as P-7K.")


class UnknownWorkerError(NotFoundError):
    """No worker has this code."""

    message = N_("There is no worker {worker} in this file.")
    hint = N_("`sote worker list` shows the workers, `sote worker add CODE` adds one.")


class UnknownSourceError(NotFoundError):
    """A source that the unit's settings do not name."""

    message = N_("There is no source {source} in this unit's settings.")
    hint = N_("Sources: {known}. `sote setting set sources CODE,CODE` changes them.")


class AmbiguousReferenceError(SoteError):
    """A prefix that fits several references."""

    exit_code, code = 4, "ambiguous"
    message = N_("{ref} fits several requests: {candidates}.")
    hint = N_("Type one more character.")


# 5: what a rule refuses


class RefusedError(SoteError):
    """A rule refuses it; `rule` names the rule."""

    exit_code, code = 5, "refused"


class FileExistsError_(RefusedError):  # noqa: N801 (Python has a FileExistsError)
    """A file that must not exist yet exists."""

    rule = "never-overwrite"
    message = N_("{path} exists already, and is not overwritten.")
    hint = N_("Choose another path.")


class WorkerExistsError(RefusedError):
    """The worker is in the file already."""

    rule = "one-code-one-worker"
    message = N_("There is a worker {worker} already.")
    hint = N_("Each worker has a code of their own.")


class InactiveWorkerError(RefusedError):
    """The worker has left."""

    rule = "active-worker"
    message = N_("{worker} no longer works here.")
    hint = N_("`sote worker list` shows who does.")


class EvaluatorError(RefusedError):
    """An evaluator may run reports only."""

    rule = "evaluator-reports-only"
    message = N_("{worker} is an evaluator and may run reports only.")
    hint = N_("Ask a worker of the unit.")


class ClosedRequestError(RefusedError):
    """The request is closed."""

    rule = "open-request"
    message = N_("{ref} is closed.")
    hint = N_("`sote request show {ref}` shows how it ended.")


class ContactNeededError(RefusedError):
    """An outcome that needs a two-way contact."""

    rule = "outcome-needs-contact"
    message = N_("{ref} cannot end as {outcome}: nobody has been in contact with the person yet.")
    hint = N_("Log the contact first, or end it as not-reached, withdrawn or another outcome that fits.")


class WasReachedError(RefusedError):
    """`not-reached` for somebody who was reached."""

    rule = "outcome-not-reached"
    message = N_("{ref} cannot end as not-reached: the person was reached.")
    hint = N_("Use supported, guided, became-client, declined or withdrawn.")


class ClosedDayError(RefusedError):
    """A plan on a day that is closed or past."""

    rule = "plan-on-working-day"
    message = N_("{day} is not a working day to come.")
    hint = N_("The nearest working day is {nearest}.")


class LimitReachedError(RefusedError):
    """More contacts than the model allows without agreeing."""

    rule = "contact-limit"
    message = N_("{ref}: {attempts} attempts and {contacts} contacts have been made, and the limit is reached.")
    hint = N_("If the person wants it, add --agreed; otherwise `sote request close {ref} --outcome CODE`.")


class DoNotContactError(RefusedError):
    """The person has asked not to be contacted."""

    rule = "do-not-contact"
    message = N_("{ref}: the person has asked not to be contacted, so nothing is planned.")
    hint = N_("`sote request close {ref} --outcome declined` ends it.")


class PairNeedsWorkerError(RefusedError):
    """A pair without a personal worker."""

    rule = "pair-needs-worker"
    message = N_("{ref} has no personal worker yet, so it cannot have a pair.")
    hint = N_("First `sote worker assign {ref} CODE`.")


class SamePersonError(RefusedError):
    """A pair of one person."""

    rule = "pair-is-two-people"
    message = N_("{worker} is the personal worker of {ref}; the pair must be somebody else.")
    hint = N_("Choose another worker for the pair.")


class NotYetError(RefusedError):
    """Something that this version cannot do."""

    rule = "not-in-this-version"
    message = N_("This version of sote cannot do that: {what}.")


# 6-14: the file


class BusyError(SoteError):
    """Somebody else is writing."""

    exit_code, code = 6, "busy"
    message = N_("Somebody else is writing to {path} just now.")
    hint = N_("Nothing was changed. Try again in a moment.")


class NoFileError(SoteError):
    """There is no file."""

    exit_code, code = 10, "no_file"
    message = N_("There is no file {path}.")
    hint = N_("`sote init --unit NAME --worker CODE` makes one; --file PATH points to another.")


class WrongPassphraseError(SoteError):
    """The passphrase does not open the file."""

    exit_code, code = 11, "wrong_passphrase"
    message = N_("The passphrase does not open {path}.")
    hint = N_(
        "Check capital letters and the keyboard, and try again. A file that holds random bytes, or whose first bytes "
        "are damaged, looks just the same."
    )


class DamagedError(SoteError):
    """The passphrase is right and the file is not whole."""

    exit_code, code = 12, "damaged"
    message = N_("{path} is damaged: parts of it cannot be read.")
    hint = N_("Do not write to it. Take a copy of it as it is, and go back to the latest backup.")


class NotSoteFileError(SoteError):
    """A file of something else."""

    exit_code, code = 12, "not_sote_file"
    message = N_("{path} is not a file of sote.")
    hint = N_("Check the path. sote has not touched the file.")


class NewerSchemaError(SoteError):
    """The file was written by a newer version."""

    exit_code, code = 13, "newer_schema"
    message = N_("{path} was written by a newer version of sote (schema {schema}).")
    hint = N_("Update sote. Nothing was changed.")


class StorageFailedError(SoteError):
    """The disk is full or read-only, or fails."""

    exit_code, code = 14, "io"
    message = N_("{path} could not be written or read: {reason}.")
    hint = N_("Nothing was half written. Check the disk's free space and that the file may be written.")


class InterruptedByUserError(SoteError):
    """Ctrl-C."""

    exit_code, code = 130, "interrupted"
    message = N_("Interrupted. Nothing was half written.")


class BugError(SoteError):
    """A mistake in `sote` itself."""

    message = N_("sote made a mistake of its own (report {report}).")
    hint = N_("Nothing was half written. Please tell the maintainers the report number and what you were doing.")
