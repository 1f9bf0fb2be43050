"""A visit as words."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import AgeBand, VisitChannel
from sotecli.core.visit import Matter
from sotecli.core.visit_words import (
    CHANNELS,
    Draft,
    completed,
    read_age,
    read_channel,
    read_lines,
    read_words,
    vocabulary_of,
)
from sotecli.errors import visit as errors
from sotecli.errors.base import SoteError
from sotecli.errors.usage import UnknownCodeError, UsageError
from sotecli.modelset import shipped_model
from tests.core.test_visit import HELPED, a_visit

WORDS = vocabulary_of(shipped_model("pirha-lahitori"))
KELA = Matter("benefits", "directed-outside", "kela", "directed")
PIECES = ["e", "ed", "e/uk", "75", "10m", ":p", "g12", "x4", "2p", "again", "on=12.6.", "site=keskusta"]


def read(text: str) -> Draft:
    """What words say, read by the model that ships."""
    return read_words(text.split(), WORDS)


@pytest.mark.parametrize(
    ("word", "matters"),
    [
        ("e", [HELPED]),
        ("E", [HELPED]),
        ("benefits", [HELPED]),
        ("e/h", [HELPED]),
        ("benefits/served", [HELPED]),
        ("ed", [HELPED, Matter("digital-help", "served", None, "helped")]),
        ("e/uk", [KELA]),
        ("e/u/k", [KELA]),
        ("benefits/directed-outside/kela", [KELA]),
        ("e/u/kela", [KELA]),
        ("p/s", [Matter("services", "forwarded-social", None, "forwarded-social")]),
        ("x/k", [Matter("other-matter", "urgent")]),
    ],
)
def test_matters(word: str, matters: list[Matter]) -> None:
    """Topics by letter or id, behind / what came of them; without it they ended as usual."""
    assert read(word).matters == tuple(matters)


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("75", "age", AgeBand.FROM_75),
        ("75-84", "age", AgeBand.FROM_75),
        ("85+", "age", AgeBand.FROM_85),
        ("-64", "age", AgeBand.UNDER_65),
        ("64", "age", AgeBand.UNDER_65),
        ("unknown", "age", AgeBand.UNKNOWN),
        ("10m", "minutes", 10),
        ("0min", "minutes", 0),
        (":p", "channel", VisitChannel.PHONE),
        (":home", "channel", VisitChannel.HOME),
        ("g12", "participants", 12),
        ("x4", "times", 4),
        ("2p", "persons", 2),
        ("again", "again", True),
        ("+", "again", True),
        ("site=keskusta", "site", "keskusta"),
    ],
)
def test_the_other_words(word: str, field: str, value: Any) -> None:  # noqa: ANN401
    """Each kind of word says one thing."""
    assert read(word) == Draft()._replace(**{field: value})


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("z", errors.UnknownTopicError),
        ("ez/u", errors.UnknownTopicError),
        ("e/q", errors.UnknownVisitOutcomeError),
        ("e/uq", errors.UnknownPlaceError),
        ("e/hk", errors.UnknownPlaceError),
        ("e/u", errors.NoPlaceError),
        ("57", errors.OddWordError),
        ("e/", errors.OddWordError),
        ("e/u/k/x", errors.OddWordError),
        ("75v", errors.OddWordError),
        (":q", errors.OddWordError),
        ("on=32.13.", errors.OddWordError),
        ("site=A!", errors.OddWordError),
        ("0401234567", errors.OddWordError),
        ("-5m", errors.NumberWordError),
        ("1441m", errors.NumberWordError),
        ("g0", errors.NumberWordError),
        ("x0", errors.NumberWordError),
        ("0p", errors.NumberWordError),
        ("75 85", errors.SameTwiceError),
        ("5m 10m", errors.SameTwiceError),
    ],
)
def test_slips(text: str, error: type[SoteError]) -> None:
    """What cannot be understood is told by the place of its word, never guessed."""
    with pytest.raises(error) as found:
        read(f"e {text}")
    assert found.value.values["place"] == 1 + len(text.split())


def test_an_error_repeats_one_letter_at_most() -> None:
    """A name on a paper tally does not come back in an error."""
    for word in ("matti.keksitty", "matti", "e/kaisa", "e/ukaisa"):
        with pytest.raises(SoteError) as found:
            read(word)
        assert all(len(str(value)) == 1 for key, value in found.value.values.items() if key != "letters")


@given(st.permutations(PIECES))
def test_the_order_says_nothing(pieces: list[str]) -> None:
    """Words in any order say the same; only matters keep theirs."""
    found, straight = read_words(pieces, WORDS), read_words(PIECES, WORDS)
    assert found._replace(matters=None) == straight._replace(matters=None)
    assert sorted(found.matters or ()) == sorted(straight.matters or ())


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    """Whatever is typed is a draft or a mistake that has a name."""
    with suppress(UsageError):
        assert isinstance(read_words(words, WORDS), Draft)


def test_defaults_fill_what_words_leave_out() -> None:
    """Options hold for words that say nothing else; words come first."""
    default = Draft(age=AgeBand.FROM_75, minutes=5, channel=VisitChannel.PHONE)
    assert completed(read("e 85 10m"), default) == Draft(
        matters=(HELPED,), age=AgeBand.FROM_85, minutes=10, channel=VisitChannel.PHONE
    )


def test_a_visit_has_a_matter_and_a_group_has_none() -> None:
    """A visit without a topic is refused, and a group with one, or with an age; a group takes minutes."""
    with pytest.raises(errors.NoMatterError):
        completed(read("75"), Draft())
    for text in ("g12 e", "g12 75", "g12 2p", "g12 again"):
        with pytest.raises(errors.GroupWordsError):
            completed(read(text), Draft())
    assert completed(read("g12 60m"), Draft(age=AgeBand.FROM_75)) == Draft(participants=12, minutes=60)
    assert completed(Draft(), Draft(participants=12)).participants == 12
    with pytest.raises(errors.GroupWordsError):
        completed(read("e"), Draft(participants=12))


def test_a_tally_keeps_its_good_lines() -> None:
    """Every line is taken or told with its number; empty lines and remarks are neither."""
    text = "\ufeffe 75\n\n# a remark\nz\ne 10m # four of them\ng0\n"
    taken, rejected = read_lines(text, lambda words: a_visit(*(read_words(words, WORDS).matters or ())))
    assert [row for row, _visit in taken] == [1, 5]
    assert [(row, type(error)) for row, error in rejected] == [
        (4, errors.UnknownTopicError),
        (6, errors.NumberWordError),
    ]


def test_channels_and_ages_as_options() -> None:
    """Each channel has a letter; a code that is none is refused."""
    assert set(CHANNELS.values()) == set(VisitChannel)
    assert (read_channel("p"), read_age("75")) == (VisitChannel.PHONE, AgeBand.FROM_75)
    for reader in (read_channel, read_age):
        with pytest.raises(UnknownCodeError):
            reader("q")


def test_the_letters_of_the_shipped_model() -> None:
    """Every topic, outcome and place of the model that ships has a letter, and the usual outcome is help at once."""
    model = shipped_model("pirha-lahitori")
    assert all(reason.key for reason in model.reasons)
    assert all(step.key for step in model.steps if step.closes)
    assert WORDS.usual.ident == "served"
