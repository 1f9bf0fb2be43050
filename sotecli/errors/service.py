"""What is wrong with a service, or with a file of services: exit code 2. Of a file each row has a reason of its own."""

from sotecli.errors.usage import UsageError
from sotecli.i18n import N_

REASONS = {
    "not-json": N_("this is no JSON, or the file breaks off here"),
    "not-object": N_("this is no service: a JSON object is needed"),
    "too-long": N_("it is too long for one service"),
    "too-deep": N_("it is nested too deep"),
    "no-file": N_("it is no ordinary file"),
    "unreadable": N_("it cannot be opened"),
    "not-utf8": N_("it is not text in UTF-8"),
    "heading": N_("its heading has no code and name, or a column that services do not have"),
    "not-csv": N_("the row cannot be read as CSV"),
    "cells": N_("it has another number of cells than the heading"),
    "missing": N_("{field} is missing"),
    "unfit": N_("the value of {field} does not fit"),
    "personal": N_("{field} looks as if it held something of a person"),
    "cycle": N_("{field} comes back to itself"),
    "future": N_("{field} is a day that has not come yet"),
    "twice": N_("the same service stands in the file twice, with other contents"),
}
LEFT_OUT = {
    "hours": N_("opening hours that no week tells: left out"),
    "places": N_("more places than one: the first is kept"),
    "phone": N_("a phone number that cannot be called: left out"),
    "email": N_("an e-mail address that could be a person's: left out"),
    "text": N_("a text that does not fit: left out"),
    "url": N_("a web address that cannot be opened: left out"),
}


class BadHoursError(UsageError):
    """Opening hours that cannot be read."""

    message = N_("These opening hours cannot be read.")
    hint = N_("Write for example “mon-fri 9-16, sat 10-14”, “tue 9-11.30 12-16” or “every day 0-24”.")


class BadTopicError(UsageError):
    """A topic of another shape."""

    message = N_("“{value}” cannot be a topic.")
    hint = N_("A topic is 2–40 small letters a–z, digits or hyphens, such as {proposed}.")


class BadServiceValueError(UsageError):
    """A value of a service that does not fit; it is not repeated."""

    message = N_("The value of {field} does not fit.")
    hint = N_("`sote service add --help` shows what each field can be.")


class PersonalServiceValueError(BadServiceValueError):
    """A text that holds a phone number, an address or an identity code where none belongs."""

    message = N_("{field} looks as if it held a phone number, an e-mail address or a personal identity code.")
    hint = N_("Phone and e-mail of a service have fields of their own: the command asks, or reads them with --input -.")


class UnknownServiceFieldError(UsageError):
    """A field that services do not have."""

    message = N_("The input has a field that services do not have, or one twice.")
    hint = N_("Fields: {known}.")


class NotOneServiceError(UsageError):
    """Standard input that is not one JSON object."""

    message = N_("The input is not one JSON object.")
    hint = N_("Fields: {known}.")


class NoServiceFileError(UsageError):
    """A file of services that is not there or cannot be opened, or a folder."""

    message = N_("{path} cannot be read: {reason}.")
    hint = N_("Check the path.")


class BadServiceFileError(UsageError):
    """A file that is neither HSDS nor CSV of services."""

    message = N_("{path} cannot be read as services: {reason}.")
    hint = N_(
        "It is HSDS 3 in JSON or JSON Lines, or CSV in UTF-8 with the headings that `sote service export` writes."
    )


class RowError(UsageError):
    """Why one row of a file is not taken; what stands in the row is not repeated."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(field=field)
        self.reason, self.field = reason, field
        self.message = REASONS[reason]
