"""The letters of a model."""

import pytest

from sotecli.errors.model import BadModelError
from sotecli.modelset import model_of, shipped

TEXT = shipped()["pirha-lahitori"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "letter", "later"),
    [
        ('id = "benefits"\nkey = "e"', 'id = "benefits"\nkey = "p"', "p", "benefits"),
        ('id = "urgent"\nkey = "k"', 'id = "urgent"\nkey = "h"', "h", "urgent"),
        ('id = "parish"\nkey = "r"', 'id = "parish"\nkey = "k"', "k", "parish"),
    ],
)
def test_a_letter_means_one_thing_where_it_is_typed(old: str, new: str, letter: str, later: str) -> None:
    """The same letter of two topics, two outcomes or two places is a mistake on the line of the later one."""
    text = TEXT.replace(old, new)
    with pytest.raises(BadModelError) as found:
        model_of(text)
    line = text[: text.index(f'id = "{later}"')].count("\n") + 2
    assert [
        (error.values["mistake"], error.values["value"], error.values["line"]) for error in found.value.findings
    ] == [("letter-twice", letter, line)]


def test_a_letter_may_mean_other_things_elsewhere() -> None:
    """One letter is urgent help as an outcome and Kela as a place; letters may be left out."""
    model = model_of(TEXT)
    assert model.step_named("urgent").key == "k" == next(one.key for one in model.reasons if one.ident == "kela")
    assert model_of(TEXT.replace('key = "v"\n', "")).reasons[8].key is None


@pytest.mark.parametrize("key", ['"E"', '"ee"', '"1"', '""', "7", '["e"]'])
def test_a_letter_is_one_small_letter(key: str) -> None:
    """Anything else does not fit."""
    with pytest.raises(BadModelError) as found:
        model_of(TEXT.replace('key = "e"', f"key = {key}", 1))
    assert [error.values["mistake"] for error in found.value.findings] == ["unfit"]
