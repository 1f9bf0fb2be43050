"""Where a passphrase comes from: a descriptor, a file, a command, or a prompt on a real terminal. Never an argument.

One line; a trailing newline is not part of it, other blanks are.
"""

import os
import stat
import subprocess
from pathlib import Path

from sotecli import terminal
from sotecli.errors.usage import NoTerminalError, PassphraseSourceError
from sotecli.i18n import _

CONSONANTS, VOWELS = "hjklmnprstv", "aeiou"
WORDS, LONGEST = 6, 4096
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def given(descriptor: int | None) -> str | None:
    """The passphrase that the caller gave without a prompt, or `None`.

    Raises:
        PassphraseSourceError: The source is not there, is empty, or is readable by others.
    """
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if path := os.environ.get("SOTE_PASSPHRASE_FILE"):
        return _from_file(Path(path))
    if command := os.environ.get("SOTE_PASSPHRASE_COMMAND"):
        return _from_command(command)
    return None


def asked(question: str, *, may_ask: bool) -> str:
    """The passphrase, asked on the terminal.

    Raises:
        NoTerminalError: There is none, or `--no-input` was given.
    """
    if not may_ask or not terminal.available():
        raise NoTerminalError
    return terminal.ask_hidden(_(question))


def suggestion() -> str:
    """Six made-up words of two syllables each, easy to read aloud and write down: 69 random bits."""
    import secrets  # noqa: PLC0415 (only a new file needs it)

    syllables = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
    return " ".join(secrets.choice(syllables) + secrets.choice(syllables) for _word in range(WORDS))


def _from_descriptor(descriptor: int) -> str:
    try:
        with open(descriptor, encoding="utf-8", closefd=descriptor != 0) as source:
            return _one_line(source.readline(LONGEST), f"--passphrase-fd {descriptor}")
    except (OSError, UnicodeDecodeError):
        raise PassphraseSourceError(source=f"--passphrase-fd {descriptor}") from None


def _from_file(path: Path) -> str:
    name = f"SOTE_PASSPHRASE_FILE ({path})"
    try:
        status = path.stat()
        others_read = os.name == "posix" and (status.st_mode & OTHERS or status.st_uid not in {os.getuid(), 0})
        if others_read or not path.is_file():
            raise PassphraseSourceError(source=name)
        return _one_line(path.read_text(encoding="utf-8").split("\n", 1)[0], name)
    except (OSError, UnicodeDecodeError):
        raise PassphraseSourceError(source=name) from None


def _from_command(command: str) -> str:
    import shlex  # noqa: PLC0415

    try:
        words = shlex.split(command)
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True)  # noqa: S603
    except (OSError, ValueError, IndexError, subprocess.CalledProcessError):
        raise PassphraseSourceError(source="SOTE_PASSPHRASE_COMMAND") from None
    return _one_line(done.stdout.split("\n", 1)[0], "SOTE_PASSPHRASE_COMMAND")


def _one_line(line: str, source: str) -> str:
    passphrase = line.removesuffix("\n").removesuffix("\r")
    if not passphrase:
        raise PassphraseSourceError(source=source)
    return passphrase
