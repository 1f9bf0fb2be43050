"""The feedback questions that ship with the package, and reading a file of a unit's own."""

from pathlib import Path

from sotecli.core.feedback_set import FeedbackSet, read_set
from sotecli.core.model_lines import lines_of
from sotecli.errors.model import BadFeedbackSetError
from sotecli.modelset import document_of, text_of

SHIPPED = Path(__file__).parent / "feedback" / "sote-three.toml"
"""The set that is asked until the unit adopts another."""


def shipped_text() -> str:
    """The text of the set that ships with the package."""
    return SHIPPED.read_text(encoding="utf-8")


def set_text(path: Path) -> str:
    """The text of a set's file, which may lie anywhere.

    Raises:
        BadFeedbackSetError: It is no text, or far too long.
    """
    return text_of(path, BadFeedbackSetError)


def set_of(text: str) -> FeedbackSet:
    """The questions that a text tells.

    Raises:
        BadFeedbackSetError: It cannot be read; every mistake is named with its line.
    """
    return read_set(document_of(text, BadFeedbackSetError), lines_of(text))
