"""How the command was called: exit code 2."""

from sotecli.errors.base import SoteError
from sotecli.i18n import N_


class UsageError(SoteError):
    """The command was called in a way that cannot be carried out."""

    exit_code, code = 2, "usage"


class UnknownCodeError(UsageError):
    """A fixed code that does not exist."""

    message = N_("“{value}” is not one of the codes that fit here.")
    hint = N_("Use one of: {allowed}.")


class NotYesOrNoError(UsageError):
    """An answer that is neither yes nor no."""

    message = N_("Answer y (yes) or n (no).")


class NotANumberError(UsageError):
    """A count that is not a whole number in its range."""

    message = N_("“{value}” is not a whole number in the range {lowest}–{highest}.")
    hint = N_("Give a number in that range.")


class BadNameError(UsageError):
    """A unit's name that is empty, too long, or holds characters that cannot be seen."""

    message = N_("The unit's name must be 1–80 characters that can be seen.")
    hint = N_("Write a name of several words in quotation marks.")


class BadCodeShapeError(UsageError):
    """A code of a source or a service that has another shape."""

    message = N_("“{value}” cannot be a code here.")
    hint = N_("A code is 2–32 small letters a–z, digits or hyphens, such as {example}.")

    def __init__(self, *, value: object, example: str = "custody-1") -> None:
        super().__init__(value=value, example=example)


class BadCodesShapeError(BadCodeShapeError):
    """Codes of another shape."""

    hint = N_(
        "Codes are 2–32 small letters a–z, digits or hyphens each, with commas between, such as {example}; or any."
    )


class BadWorkerCodeError(BadCodeShapeError):
    """A worker's code of another shape."""

    hint = N_("A worker's code is 2–12 letters, digits or hyphens.")


class BadLanguageCodeError(BadCodeShapeError):
    """A language that is not written as a code."""

    hint = N_("A language is two or three letters, such as fi, sv, en, ru.")


class OutsideCalendarError(UsageError):
    """A day that the calendar does not know."""

    message = N_("The working-day calendar knows the years {first}–{last} only.")
    hint = N_("Check the year.")


class BeforeArrivalError(UsageError):
    """A contact cannot come before the request."""

    message = N_("The request {ref} arrived on {arrived}; a contact cannot come before it.")
    hint = N_("Check the day and the reference.")


class PeriodError(UsageError):
    """A period that ends before it starts."""

    message = N_("The period ends before it begins: {start} – {end}.")
    hint = N_("Check --from and --to.")


class BadMonthError(UsageError):
    """Something that is no month."""

    message = N_("“{value}” is not a month.")
    hint = N_("Write for example 2026-06 or 6/2026.")


class EstimateOrderError(UsageError):
    """An estimate whose longest wait is shorter than its shortest."""

    message = N_("The estimate ends before it begins: {low} – {high} days.")
    hint = N_("Check --low and --high.")


class MissingValueError(UsageError):
    """Something is needed, and nobody can be asked."""

    message = N_("{option} is needed.")
    hint = N_("Give it as an option, or run the command on a terminal: it asks.")


class MissingOptionError(MissingValueError):
    """Something is needed that is not asked for."""

    hint = N_("Add it to the command; --help shows how.")


class ConsentNeededError(MissingValueError):
    """A referral of which nobody says that the person agreed to it."""

    hint = N_("Ask the person first: nothing is sent without consent. It is spoken or written.")


class TogetherError(UsageError):
    """Two options that exclude each other."""

    message = N_("{one} and {other} do not go together.")
    hint = N_("Leave one of them out.")


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
    hint = N_("Write your code right after the word sote: sote --worker CODE. Workers: {workers}.")


class UnknownSettingError(UsageError):
    """A setting that does not exist."""

    message = N_("There is no setting {key}.")
    hint = N_("Settings: {known}.")


class BadSettingError(UsageError):
    """A value that the setting cannot have."""

    message = N_("The setting {key} cannot be “{value}”.")
    hint = N_("It can be: {allowed}.")


class BadPromiseError(BadSettingError):
    """A promise of the unit's own that cannot be read."""

    hint = N_(
        "Write for example “{example}” (5 working days from the request, a talk had). Codes: `sote rule list --json`."
    )


class BadPromiseNameError(UsageError):
    """A name that a promise of the unit's own cannot have."""

    message = N_("A promise of your own cannot have that name.")
    hint = N_("Use small letters a–z, digits and hyphens only, for example promise.home-visit.")


class BadOutputError(UsageError):
    """A path that results must not be written to."""

    message = N_("The answer cannot be written to {path}.")
    hint = N_("Give a file a name of its own: not -, and not one that begins like the name of the unit's file.")


class BadInputError(UsageError):
    """Standard input does not hold what it should; the first bad line is named."""

    message = N_("Line {line} of the input cannot be taken: {reason}. Nothing was stored.")
    hint = N_("Correct the line and give all lines again.")


class TooMuchInputError(UsageError):
    """Standard input that is longer than any that somebody can mean."""

    message = N_("The input is longer than {most} characters. Nothing was stored.")
    hint = N_("Give it in parts.")


class BadLineError(UsageError):
    """A line of standard input that is no request; `message` says what is wrong with it."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message


class BadInputValueError(UsageError):
    """A value on standard input that does not fit its key; the value itself is not repeated."""

    message = N_("the value of {key} does not fit")


class MissingKeyError(UsageError):
    """A key that a line of standard input must have."""

    message = N_("{key} is missing")


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
