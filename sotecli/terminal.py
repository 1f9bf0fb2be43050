"""Asking a person: always on the controlling terminal, so that standard input stays free for data.

`getpass` alone would echo when there is no terminal, so it is only called when there is one.
"""

import os
import sys

TERMINAL = ("CONIN$", "CONOUT$") if os.name == "nt" else ("/dev/tty", "/dev/tty")
WIDTH = 78


def available() -> bool:
    """Whether there is a terminal to ask on."""
    try:
        with open(TERMINAL[0], encoding="utf-8"):  # noqa: PTH123 (a device, not a file)
            return True
    except OSError:
        return False


def is_terminal_output() -> bool:
    """Whether the results are read on a terminal."""
    return sys.stdout.isatty()


def ask(question: str) -> str:
    """One line, as it was typed, without blanks around it.

    Raises:
        KeyboardInterrupt: Ctrl-C or the end of input.
    """
    shown, typing = open(TERMINAL[1], "w", encoding="utf-8"), open(TERMINAL[0], encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115
    with shown as out, typing as typed:
        out.write(_folded(question) + " ")
        out.flush()
        try:
            line = typed.readline()
        except KeyboardInterrupt:
            out.write("\n")
            raise
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def ask_hidden(question: str) -> str:
    """One line that is not shown while it is typed.

    Raises:
        KeyboardInterrupt: Ctrl-C or the end of input.
    """
    from getpass import getpass  # noqa: PLC0415

    try:
        return getpass(question + " ")
    except EOFError:
        raise KeyboardInterrupt from None
    except UnicodeDecodeError:  # a terminal of another character set: no passphrase of ours
        return "\N{REPLACEMENT CHARACTER}"
    except KeyboardInterrupt:
        tell("")
        raise


def tell(text: str) -> None:
    """A line to the person at the terminal, beside the results."""
    with open(TERMINAL[1], "w", encoding="utf-8") as out:  # noqa: PTH123
        out.write(_folded(text) + "\n")


def _folded(text: str) -> str:
    """The text broken between words, so that no terminal breaks it within one."""
    from textwrap import fill  # noqa: PLC0415

    return (
        fill(text, WIDTH, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False)
        if len(text) > WIDTH
        else text
    )
