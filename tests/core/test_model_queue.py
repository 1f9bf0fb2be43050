"""The `[queue]` table of a model."""

import pytest

from sotecli.core.model_queue import QueueRules
from sotecli.modelset import shipped_model
from tests.core.test_model import GOOD, found, line_of, read

QUEUE = """
[queue]
requires = ["started"]
offer_open = ["offered"]
urgency = [9, 5, 0]
per_day = 2
most_days = 730
per_wish = 0
"""
TEXT = GOOD + QUEUE


def test_the_rules_are_read() -> None:
    """What a model says of its queue is taken; what it leaves out has its default."""
    assert read(TEXT).queue == QueueRules(("started",), ("offered",), (9, 5, 0), 2, 730, 0)
    assert read(GOOD).queue == QueueRules()
    assert QueueRules().urgency == (300, 150, 0)
    assert found(TEXT) == []


def test_the_housing_path() -> None:
    """A place is offered after the assessment and the SAS, one at a time, and every day of waiting counts."""
    model = shipped_model("luvn-housing-path")
    assert model.has_queue
    assert model.queue.requires == ("pta-complete", "sas-handled")
    assert {"offered", "visited", "accepted", "decided"} < set(model.queue.offer_open)
    assert (model.queue.urgency, model.queue.per_day, model.queue.most_days, model.queue.per_wish) == (
        (300, 150, 0),
        1,
        None,
        20,
    )
    assert not shipped_model("satakunta-assi").has_queue


@pytest.mark.parametrize(
    ("old", "new", "what", "value"),
    [
        ('requires = ["started"]', 'requires = ["begun"]', "unknown-step", "begun"),
        ('offer_open = ["offered"]', 'offer_open = "offered"', "unfit", "offer_open"),
        ("urgency = [9, 5, 0]", "urgency = [9, 5]", "unfit", "urgency"),
        ("urgency = [9, 5, 0]", "urgency = [0, 5, 9]", "unfit", "urgency"),
        ("urgency = [9, 5, 0]", 'urgency = [9, 5, "0"]', "unfit", "urgency"),
        ("urgency = [9, 5, 0]", "urgency = 9", "unfit", "urgency"),
        ("per_day = 2", "per_day = -1", "unfit", "per_day"),
        ("per_day = 2", "per_day = true", "unfit", "per_day"),
        ("most_days = 730", "most_days = 0", "unfit", "most_days"),
        ("per_wish = 0", "per_dream = 3", "unknown-key", "per_dream"),
    ],
)
def test_mistakes(old: str, new: str, what: str, value: str) -> None:
    """Each mistake is told with its line."""
    text = TEXT.replace(old, new)
    assert found(text) == [(line_of(text, new), what, value)]
