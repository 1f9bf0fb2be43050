"""The `[recovery]` table of a model."""

import pytest

from sotecli.core.model_recovery import RecoveryRules
from sotecli.modelset import shipped_model
from tests.core.test_model import GOOD, found, line_of, read

TEXT = (
    GOOD
    + """
[recovery]
days = [1, 3, 5]
step = "coached"
"""
)


def test_the_rules_are_read() -> None:
    """The days and the step are taken; a model may name no step, and may say nothing at all."""
    assert read(TEXT).recovery == RecoveryRules((1, 3, 5), "coached")
    assert read(TEXT.replace('step = "coached"\n', "")).recovery == RecoveryRules((1, 3, 5))
    assert read(GOOD).recovery == RecoveryRules()
    assert found(TEXT) == []


def test_the_joint_clients() -> None:
    """Varha's model reaches out on working days 1, 3 and 5, and names its step; the others say nothing."""
    assert shipped_model("varha-shared-client").recovery == RecoveryRules((1, 3, 5), "no-show-recovery")
    assert shipped_model("luvn-housing-path").recovery == RecoveryRules()


@pytest.mark.parametrize(
    ("old", "new", "what", "value"),
    [
        ("days = [1, 3, 5]", "days = []", "unfit", "days"),
        ("days = [1, 3, 5]", "days = [3, 1]", "unfit", "days"),
        ("days = [1, 3, 5]", "days = [1, 1]", "unfit", "days"),
        ("days = [1, 3, 5]", "days = [0, 1]", "unfit", "days"),
        ("days = [1, 3, 5]", "days = [1, 251]", "unfit", "days"),
        ("days = [1, 3, 5]", "days = [true]", "unfit", "days"),
        ("days = [1, 3, 5]", "days = 1", "unfit", "days"),
        ('step = "coached"', 'step = "called"', "unknown-step", "called"),
        ('step = "coached"', "step = 3", "unfit", "step"),
        ('step = "coached"', "end = true", "unknown-key", "end"),
    ],
)
def test_mistakes(old: str, new: str, what: str, value: str) -> None:
    """Each mistake is told with its line."""
    text = TEXT.replace(old, new)
    assert found(text) == [(line_of(text, new), what, value)]


def test_a_table_without_days() -> None:
    """A `[recovery]` table says on which days."""
    text = TEXT.replace("days = [1, 3, 5]\n", "")
    assert found(text) == [(line_of(text, "[recovery]"), "missing", "days")]
