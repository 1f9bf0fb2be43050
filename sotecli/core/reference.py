"""References of requests (P-…), cases (A-…), referrals (L-…) and appointments (K-…).

Each is a type letter, six random characters and one check character.

The alphabet has 28 characters without look-alikes (no 0 O, 1 I L, 2 Z, 5 S, 8 B twins), because ISO/IEC 7064's
hybrid system needs a prime just above the alphabet: MOD 29,28 finds every single wrong character and nearly every
exchange of two neighbours. References are random, so they tell neither volume nor time, and are never recycled.
"""

from collections.abc import Callable

from sotecli.errors.missing import (
    OtherKindError,
    ShortReferenceError,
    UnknownReferenceError,
    WrongCheckCharacterError,
)

ALPHABET = "23456789ACDEFGHJKMNPQRTUVWXY"
KINDS = "PALK"
RANDOM_LENGTH = 6
SHORTEST_PREFIX = 2


def new_reference(letter: str, pick: Callable[[str], str]) -> str:
    """A fresh reference such as `P-7K3F9QX`; `pick` chooses one character of a string at random."""
    body = "".join(pick(ALPHABET) for _ in range(RANDOM_LENGTH))
    return f"{letter}-{body}{check_character(body)}"


def check_character(body: str) -> str:
    """The check character of `body` by ISO/IEC 7064, hybrid system MOD 29,28."""
    size = len(ALPHABET)
    product = size
    for character in body:
        total = (product + ALPHABET.index(character)) % size or size
        product = total * 2 % (size + 1)
    return ALPHABET[(size + 1 - product) % size]


def read_reference(text: str, letters: str = "P") -> str:
    """The whole reference, or the prefix of one, that somebody typed: upper case, with its hyphen.

    Raises:
        OtherKindError: It is a reference of a kind that is not asked for.
        ShortReferenceError: It is the beginning of one, and too short.
        UnknownReferenceError: It cannot be a reference.
        WrongCheckCharacterError: It is whole, and the last character does not fit: a slip.
    """
    typed = text.strip().upper()
    letter, body = typed[:1], typed[1:].removeprefix("-")
    fits = bool(typed) and letter in KINDS and all(character in ALPHABET for character in body)
    if fits and letter in letters and len(body) < SHORTEST_PREFIX:
        raise ShortReferenceError(ref=typed, letter=letter)
    if not fits or not SHORTEST_PREFIX <= len(body) <= RANDOM_LENGTH + 1:
        raise UnknownReferenceError(ref=text)
    if letter not in letters:
        if typed[1:2] != "-":  # it may be any word
            raise UnknownReferenceError(ref=text)
        raise OtherKindError(ref=text, taken=", ".join(f"{known}-…" for known in letters))
    if len(body) == RANDOM_LENGTH + 1 and check_character(body[:-1]) != body[-1]:
        raise WrongCheckCharacterError(ref=f"{letter}-{body}")
    return f"{letter}-{body}"
