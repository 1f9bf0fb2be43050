"""The file itself: exit codes 6 to 14."""

from sotecli.errors.base import SoteError
from sotecli.i18n import N_


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


class NoFolderError(SoteError):
    """There is no folder for a new file."""

    exit_code, code = 10, "no_file"
    message = N_("There is no folder {path}.")
    hint = N_("Make the folder first, or choose another place with --file PATH.")


class WrongPassphraseError(SoteError):
    """The passphrase does not open the file."""

    exit_code, code = 11, "wrong_passphrase"
    message = N_("The passphrase does not open {path}.")
    hint = N_(
        "Nothing was changed. Check capital letters, blanks and the keyboard, and try again. If it still does not "
        "open, the file's first bytes may be damaged, or it holds something else: that looks just the same."
    )


class DamagedError(SoteError):
    """The passphrase is right and the file is not whole."""

    exit_code, code = 12, "damaged"
    message = N_("{path} is damaged: parts of it cannot be read.")
    hint = N_(
        "Keep a copy of it as it is, with the -journal file beside it if there is one. Then put the latest backup in "
        "its place; take the -journal away first, because it belongs to the damaged file."
    )


class ForeignJournalError(DamagedError):
    """A journal of another owner lies beside the file."""

    message = N_("{path} belongs to somebody else, and opening the file would let it change the file.")
    hint = N_("Move it away, keep a copy of the file as it is, and find out who put it there.")


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


class OutputFailedError(SoteError):
    """The results could not be written out."""

    exit_code, code = 14, "io"
    message = N_("The answer could not be written out: {reason}.")
    hint = N_("What was asked for may have been stored. Look before you do it again: sote request list.")


class StorageFailedError(SoteError):
    """The disk is full or read-only, or fails."""

    exit_code, code = 14, "io"
    message = N_("{path} could not be written or read: {reason}.")
    hint = N_("Nothing was half written. Check the disk's free space and that the file may be written.")


class NoOutputFolderError(StorageFailedError):
    """There is no folder for results."""

    message = N_("There is no folder {path}.")
    hint = N_("Make the folder first, or choose another path.")
