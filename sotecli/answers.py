"""One answer on the terminal: a text, one of several codes, some of them, or yes. A slip is told and asked again."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sotecli import terminal
from sotecli.errors.base import SoteError
from sotecli.errors.usage import NotYesOrNoError, UnknownCodeError
from sotecli.i18n import _
from sotecli.render.failure import told
from sotecli.render.labels import label

Answer = TypeVar("Answer")
YES = {"k", "kyllä", "joo", "juu", "j", "ja", "jo", "y", "yes"}
NO = {"", "e", "ei", "n", "nej", "no"}


def until(question: str, read: Callable[[str], Answer]) -> Answer:
    """What somebody types, once it can be read."""
    while True:
        try:
            return read(terminal.ask(question))
        except SoteError as error:
            for line in told(error):
                terminal.tell(line)


def choice(
    question: str, named: Mapping[str, str], codes: Callable[[str], Answer], default: Answer | None = None
) -> Answer:
    """One of several codes, by its number, its code or its words; a code that is a number is its own."""
    read = _offered(question, named, codes)
    return until(">", lambda typed: default if not typed and default is not None else read(typed))


def perhaps(question: str, named: Mapping[str, str], codes: Callable[[str], Answer]) -> Answer | None:
    """As `choice`, or `None` for Enter."""
    read = _offered(question, named, codes)
    return until(">", lambda typed: read(typed) if typed else None)


def several(
    question: str,
    named: Mapping[str, str],
    codes: Callable[[str], Answer],
    own: Callable[[str], Answer] | None = None,
) -> list[Answer]:
    """Some of several codes, with commas or blanks between; none for Enter. `own` reads what is none of them."""
    offered = _offered(question, named, codes)

    def read(typed: str) -> Answer:
        try:
            return offered(typed)
        except UnknownCodeError:
            if own is None:
                raise
            return own(typed)

    def read_all(typed: str) -> list[Answer]:
        parts = typed.split(",") if "," in typed else [typed]
        try:
            return [read(part.strip()) for part in parts if part.strip()]
        except SoteError:  # no words of one code, so perhaps several numbers or codes
            return [read(part) for part in typed.replace(",", " ").split()]

    return until(">", read_all)


def yes(question: str) -> bool:
    """Whether it is so; Enter says no."""

    def read(typed: str) -> bool:
        if typed.lower() not in YES | NO:
            raise NotYesOrNoError
        return typed.lower() in YES

    return until(question, read)


def _offered(question: str, named: Mapping[str, str], codes: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Show what there is to choose from; gives the reader of one choice."""
    terminal.tell(question)
    numbered = [(code if code.isdecimal() else str(number), code) for number, code in enumerate(named, start=1)]
    for number, code in numbered:
        terminal.tell(f"  {number}  {label(named, code)}")

    def read(typed: str) -> Answer:
        for number, code in numbered:
            if typed.lower() in {number, code, named[code], _(named[code]).lower()}:
                return codes(code)
        raise UnknownCodeError(value=typed, allowed=", ".join(number for number, _code in numbered))

    return read
