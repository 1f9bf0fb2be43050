"""References and their check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.reference import ALPHABET, check_character, new_reference, read_reference
from sotecli.errors.missing import (
    OtherKindError,
    ShortReferenceError,
    UnknownReferenceError,
    WrongCheckCharacterError,
)

CHARACTERS = st.sampled_from(ALPHABET)
BODIES = st.text(ALPHABET, min_size=6, max_size=6)


def test_alphabet_has_no_look_alikes() -> None:
    """Of characters that look alike at most one is in the alphabet of 28."""
    assert len(ALPHABET) == len(set(ALPHABET)) == 28
    for twins in ("0O", "1IL", "2Z", "5S", "8B"):
        assert sum(character in ALPHABET for character in twins) <= 1, twins


def test_new_reference_is_what_was_picked_and_its_check_character() -> None:
    """A new reference asks for each of its six characters, from the whole alphabet."""
    asked: list[str] = []

    def pick(characters: str) -> str:
        asked.append(characters)
        return characters[0]

    assert new_reference("P", pick) == "P-2222228"
    assert asked == [ALPHABET] * 6


@given(BODIES)
def test_check_character_is_that_of_iso_7064(body: str) -> None:
    """Body and check character together satisfy the test of ISO/IEC 7064 for MOD 29,28."""
    product = 28
    for character in body:
        product = (((product + ALPHABET.index(character)) % 28 or 28) * 2) % 29
    assert (product + ALPHABET.index(check_character(body))) % 28 == 1


@given(BODIES, st.integers(0, 6), CHARACTERS)
def test_every_single_slip_is_found(body: str, place: int, typed: str) -> None:
    """One wrong character anywhere, the check character included, is named as a slip."""
    whole = body + check_character(body)
    slipped = whole[:place] + typed + whole[place + 1 :]
    if slipped == whole:
        assert read_reference(f"P-{slipped}") == f"P-{whole}"
    else:
        with pytest.raises(WrongCheckCharacterError):
            read_reference(f"P-{slipped}")


def test_nearly_every_exchange_is_found() -> None:
    """Of all exchanges of two neighbours, after every state, fewer than one in a hundred goes unnoticed."""
    pairs = [(before, one, other) for before in ALPHABET for one in ALPHABET for other in ALPHABET if one < other]
    missed = [
        pair
        for pair in pairs
        if check_character(pair[0] + pair[1] + pair[2]) == check_character(pair[0] + pair[2] + pair[1])
    ]
    assert len(missed) < len(pairs) / 100


@given(BODIES, st.integers(2, 7), st.booleans(), st.booleans())
def test_any_beginning_is_read(body: str, length: int, hyphen: bool, small: bool) -> None:
    """Two or more characters from the beginning are read, in capital or small letters, with or without the hyphen."""
    part = (body + check_character(body))[:length]
    typed = ("P-" if hyphen else "P") + part
    assert read_reference(f" {typed.lower() if small else typed} ") == f"P-{part}"


@pytest.mark.parametrize("typed", ["", "X-7K", "7K3F9QX", "P-0O", "P-7K3F9QXX", "P--7K", "P-7 K", "Ä-7K", "P-7K?"])
def test_what_cannot_be_a_reference(typed: str) -> None:
    """What has another letter, a foreign character, or too many characters is no reference."""
    with pytest.raises(UnknownReferenceError):
        read_reference(typed)


@pytest.mark.parametrize("typed", ["P", "p-", "P-7"])
def test_too_short_a_beginning(typed: str) -> None:
    """A beginning that is too short is told as that, not as unknown."""
    with pytest.raises(ShortReferenceError):
        read_reference(typed)


def test_cases_have_a_letter_of_their_own() -> None:
    """The same reader reads the references of cases, and keeps the two kinds apart."""
    assert read_reference("a-7k", "A") == "A-7K"
    assert read_reference("a-7k", "PA") == "A-7K"
    with pytest.raises(OtherKindError) as caught:
        read_reference("P-7K", "LA")
    assert caught.value.values["taken"] == "L-…, A-…"
    for word in ("PAAKKU", "X-7K", "P-0", ""):
        with pytest.raises(UnknownReferenceError):
            read_reference(word, "A")
