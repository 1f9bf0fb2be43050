"""The file of deadline rules that ships with the package, read when somebody asks about the law."""

import tomllib
from pathlib import Path

from sotecli.core.rules import Rule, read_rules
from sotecli.errors.usage import BadRuleFileError

SHIPPED = Path(__file__).parent / "rules.toml"
BEGINS = "[[rule]]"


def rules_of(path: Path = SHIPPED) -> dict[str, Rule]:
    """The rules of a file, by id.

    Raises:
        BadRuleFileError: It is no TOML, or holds something else than rules.
        BadRuleError: A rule in it cannot be read; its line is named.
    """
    text = path.read_text(encoding="utf-8")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRuleFileError(path=path, reason=str(error)) from None
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip() == BEGINS]
    entries = found.get("rule")
    if set(found) != {"rule"} or not isinstance(entries, list) or len(lines) != len(entries):
        raise BadRuleFileError(path=path, reason=BEGINS)
    return read_rules(entries, lines)
