"""The file of deadline rules that ships with the package, read when somebody asks about the law."""

import tomllib
from pathlib import Path

from sotecli.core.rules import Rule, read_rules
from sotecli.errors.rules import BadRuleFileError, BadRuleTextError, NoRuleFileError

SHIPPED = Path(__file__).parent / "rules.toml"
BEGINS = "[[rule]]"


def rules_of(path: Path = SHIPPED) -> dict[str, Rule]:
    """The rules of a file, by id.

    Raises:
        BadRuleFileError: It cannot be read, is no text or no TOML, or holds something else than rules.
        BadRuleError: A rule in it cannot be read; its line is named.
    """
    text = _text(path)
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, a number of too many digits, brackets in brackets
        raise BadRuleFileError(path=path, reason=str(error)) from None
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip() == BEGINS]
    entries = found.get("rule")
    if set(found) != {"rule"} or not isinstance(entries, list) or len(lines) != len(entries):
        raise BadRuleFileError(path=path, reason=BEGINS)
    if not all(isinstance(entry, dict) for entry in entries):
        raise BadRuleFileError(path=path, reason=BEGINS)
    return read_rules(entries, lines)


def _text(path: Path) -> str:
    """The text of a file.

    Raises:
        NoRuleFileError: It cannot be read.
        BadRuleTextError: It is not UTF-8; the first line that is not is named.
    """
    try:
        read = path.read_bytes()
    except OSError as error:
        raise NoRuleFileError(path=path, reason=(error.strerror or "").lower()) from None
    try:
        return read.decode()
    except UnicodeDecodeError as error:
        raise BadRuleTextError(path=path, line=read.count(b"\n", 0, error.start) + 1) from None
