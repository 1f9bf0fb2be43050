"""Numbers and names as people write them."""

import pytest

from sotecli.render.words import phone


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+358501234567", "050 123 4567"),
        ("+35891234567", "09 123 4567"),
        ("+358800123456", "0800 123 456"),
        ("+35829123456", "029 123 456"),
        ("+4681234567", "+4681234567"),
        ("112", "112"),
        ("", ""),
    ],
)
def test_phone_numbers_are_dialled_from_finland(stored: str, shown: str) -> None:
    """A Finnish number is national and never broken; others stay as they were told."""
    assert phone(stored) == shown.replace(" ", "\N{NO-BREAK SPACE}")
