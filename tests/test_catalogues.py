"""Three languages, complete."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from sotecli.i18n import language_asked_for
from tests import catalogues

PLACES = re.compile(r"{\w*}")


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each text of a message with the key that it must agree with."""
    if isinstance(message.id, tuple):
        yield from zip(message.id, message.string or (), strict=True)
    else:
        yield str(message.id), str(message.string)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_message_is_missing(language: str) -> None:
    """Every message of the code has words in the catalogue, and the catalogue has no others."""
    stored = {str(message.id): message for message in catalogues.stored(language) if message.id}
    needed = {str(message.id) for message in catalogues.template() if message.id}
    assert needed == set(stored)
    assert not [key for key, message in stored.items() if not all(text for _key, text in forms(message))]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    """The words have the same placeholders as the code gives."""
    for message in catalogues.stored(language):
        if message.id:
            for key, text in forms(message):
                assert set(PLACES.findall(key)) == set(PLACES.findall(text)), key


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_compiled_catalogues_are_fresh(language: str) -> None:
    """The compiled catalogue holds what the written one says."""
    assert catalogues.path_of(language).with_suffix(".mo").read_bytes() == catalogues.mo_bytes(language)


@pytest.mark.parametrize(
    ("arguments", "environment", "configured", "language"),
    [
        ([], {}, "", "fi"),
        ([], {"LANG": "C.UTF-8"}, "", "fi"),
        ([], {"LANG": "POSIX"}, "", "fi"),
        ([], {"LANG": "de_DE.UTF-8"}, "", "de"),
        ([], {"LANG": "sv_FI.UTF-8"}, "", "sv"),
        ([], {"LC_ALL": "en_GB", "LANG": "sv_FI"}, "", "en"),
        ([], {"LC_MESSAGES": "sv_FI", "LANG": "en_GB"}, "", "sv"),
        ([], {"LANG": "en_GB"}, "sv", "sv"),
        ([], {"SOTE_LANG": "en", "LANG": "sv_FI"}, "sv", "en"),
        (["--lang", "sv", "request"], {"SOTE_LANG": "en"}, "", "sv"),
        (["--lang=EN"], {"SOTE_LANG": "sv"}, "", "en"),
    ],
)
def test_which_language(arguments: list[str], environment: dict[str, str], configured: str, language: str) -> None:
    """--lang, else SOTE_LANG, else the configuration, else the locale, else Finnish (an unknown one is Finnish too)."""
    assert language_asked_for(arguments, environment, lambda: configured) == language
