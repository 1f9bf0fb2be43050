"""Finnish, Swedish and English for everything that a person reads.

Messages are English in the code, marked with `N_` where they are only kept and translated with `_` where they are
shown. The catalogues (`locale/*/LC_MESSAGES/sote.mo`) load when the first text is rendered, so `--json` loads none.
English has a catalogue too: what stands in the code is the key, what stands in the catalogue is the text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("fi", "sv", "en")
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

_choice: dict[str, Callable[[], str]] = {"language": lambda: "fi"}


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's tools look for)
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the message that fits `count`, in the chosen language."""
    return _catalogue(language()).ngettext(one, many, count)


def language() -> str:
    """The chosen language: `fi`, `sv` or `en`; an unknown one is Finnish."""
    code = _choice["language"]()
    return code if code in LANGUAGES else "fi"


def choose_language(resolve: Callable[[], str]) -> None:
    """Choose the language of this run by a function, which is asked when the first text is rendered."""
    _choice["language"] = cache(resolve)


@contextmanager
def speaking(code: str) -> Iterator[str]:
    """Speak another language for as long as one text is made, whatever that of the run; gives the one spoken."""
    before = _choice["language"]
    _choice["language"] = lambda: code
    try:
        yield language()
    finally:
        _choice["language"] = before


def language_asked_for(arguments: Sequence[str], environment: Mapping[str, str], configured: Callable[[], str]) -> str:
    """The language of `--lang`, else `SOTE_LANG`, else the configuration file, else the locale, else Finnish."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1].lower()
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=").lower()
    asked = environment.get("SOTE_LANG") or configured()
    if asked:
        return asked.lower()
    locale = next((environment[name] for name in LOCALE_VARIABLES if environment.get(name)), "")
    return locale[:2].lower() if locale and locale[2:3] in {"_", ".", "@", ""} else "fi"


@cache
def _catalogue(code: str) -> "NullTranslations":
    import gettext  # noqa: PLC0415 (nothing is translated on the way of --json)
    from pathlib import Path  # noqa: PLC0415

    return gettext.translation("sote", Path(__file__).parent / "locale", [code])
