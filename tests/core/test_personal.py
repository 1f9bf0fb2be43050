"""What must not be an argument."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.personal import looks_personal
from sotecli.core.reference import new_reference

SEPARATORS = st.sampled_from(["", " ", "-", "\u2013", "(", ")", "\u00a0", "  "])


@pytest.mark.parametrize(
    "text",
    [
        "+358401234567",
        "0401234567",
        "040 123 4567",
        "(040) 123 4567",
        "040-1234567",
        "+358 (0)40 123 4567",
        "00358401234567",
        "0123456",
        "nimeton@example.org",
        "soita: nimeton@example.org",
        "131052-308T",
        "131052-308t",
        "131052+308T",
        "131052A308T",
        "asia 131052Y308T on tässä",
        "tunnus=010101-123N",
        "site=0401234567",
        "met=+358 40 123 4567",
        "a=b=0401234567",
    ],
)
def test_looks_personal(text: str) -> None:
    """Phone numbers, addresses and personal identity codes are known, alone and within other words."""
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-23",
        "23.6.2026",
        "2026-06-17T09:00:00+03:00",
        "+3ap",
        "+14d",
        "14.30",
        "P-7K3F9QX",
        "anna",
        "nuori-talo",
        "030",
        "+12345",
        "012345",
        "0123456789012345",
        "/srv/sote/yksikkö.db",
        "call",
        "1310521-308T",
        "131052-308TX",
        "131052Z308T",
        "",
        "-",
    ],
)
def test_looks_harmless(text: str) -> None:
    """Dates, counts, references, codes, paths and numbers of another length are not taken for a person's."""
    assert not looks_personal(text)


@given(
    st.sampled_from(["+", "0", "+0"]),
    st.lists(st.tuples(st.sampled_from("0123456789"), SEPARATORS), min_size=0, max_size=18),
)
def test_separators_hide_nothing(head: str, tail: list[tuple[str, str]]) -> None:
    """Whatever begins with + or 0 and has 7 to 15 digits is known, however it is broken up."""
    text = head + "".join(digit + separator for digit, separator in tail)
    assert looks_personal(text) == (7 <= sum(character.isdigit() for character in text) <= 15)


@given(st.randoms(use_true_random=False))
def test_a_reference_is_always_an_argument(random: Random) -> None:
    """No reference of a request or case looks like a person's."""
    assert not looks_personal(new_reference("P", random.choice))
    assert not looks_personal(new_reference("A", random.choice))
