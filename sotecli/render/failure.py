"""Errors, in the user's language or as JSON, always on standard error and never with client data."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sotecli.errors.base import SoteError
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.arrangement_labels import REFERRAL

TYPED = frozenset({"value", "ref", "worker", "source", "key", "what"})
CODE_SHAPED = r"[0-9A-Za-zÅÄÖåäö._:+<>|/-]{1,40}"
DATE_SHAPED = r"\d{1,5}[-.]\d{1,2}[-.](\d{1,5})?"
MOST_DIGITS = 6


def failure(error: SoteError, *, as_json: bool) -> None:
    """What happened, to which reference, and what to do next."""
    message, hint = sentence(error), _words(error.hint, error.values)
    if as_json:
        described = {"code": error.code, "exit": error.exit_code, "message": message, "hint": hint}
        rule = {"rule": error.rule} if error.rule else {}
        found = {"findings": [_finding(finding) for finding in error.findings]} if error.findings else {}
        output.document({"error": {**described, **rule, **found}}, error=True)
        return
    output.note(message)
    for finding in error.findings:
        output.note(sentence(finding))
    if hint:
        output.note(_("→ {hint}").format(hint=hint))


def told(error: SoteError) -> list[str]:
    """What happened and what to do, as lines for a question that is asked again."""
    hint = _words(error.hint, error.values)
    return [sentence(error), *([_("→ {hint}").format(hint=hint)] if hint else [])]


def sentence(error: SoteError) -> str:
    """What happened, without the next step."""
    return _words(error.message, error.values)


def _finding(error: SoteError) -> dict[str, object]:
    """One finding as JSON: what a program can look up, and the sentence."""
    values = {key: value if isinstance(value, int) else _typed(key, value) for key, value in error.values.items()}
    return {**values, "message": sentence(error)}


def _words(message: str, values: Mapping[str, object]) -> str:
    return output.filled(_(message), {key: _typed(key, value) for key, value in values.items()}) if message else ""


def _typed(key: str, value: object) -> str:
    """The value in words; what somebody typed is repeated only if it is shaped like a code or a date."""
    if key == "why":
        return words.why(str(value))
    if key == "stands":
        return labels.with_code(REFERRAL, str(value))
    if key in {"lowest", "highest"} and isinstance(value, int):
        return words.whole(value)
    text = _word(value)
    if key not in TYPED or isinstance(value, StrEnum | date):
        return text
    few = sum(character.isdigit() for character in text) <= MOST_DIGITS or re.fullmatch(DATE_SHAPED, text)
    return text if few and re.fullmatch(CODE_SHAPED, text) else "…"


def _word(value: object) -> str:
    if isinstance(value, SoteError):
        return sentence(value).rstrip(".")
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.long_day(value)
    if isinstance(value, StrEnum):
        return labels.of_code(value)
    if isinstance(value, tuple):
        return ", ".join(map(labels.explained, value))
    return str(value)
