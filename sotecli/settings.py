"""Where things lie on this machine: the file, and the user's own configuration.

Precedence: option, environment, `sote.toml` in the platform's user configuration folder, default. A unit's settings
are something else; they live in the encrypted file (`core.unit`).
"""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sotecli.errors.usage import BadConfigurationError

KEYS = frozenset({"file", "worker", "lang"})


class Configuration(NamedTuple):
    """What `sote.toml` says."""

    file: str = ""
    worker: str = ""
    lang: str = ""


@cache
def configuration() -> Configuration:
    """The user's `sote.toml`; empty if there is none.

    Raises:
        BadConfigurationError: It is no TOML, or has keys or values that it cannot have.
    """
    from platformdirs import user_config_path  # noqa: PLC0415 (a few milliseconds)

    path = user_config_path("sote", appauthor=False) / "sote.toml"
    try:
        if not path.is_file():
            return Configuration()
        import tomllib  # noqa: PLC0415 (most have no such file)

        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise BadConfigurationError(path=path) from None
    if set(found) - KEYS or not all(isinstance(value, str) for value in found.values()):
        raise BadConfigurationError(path=path)
    return Configuration(**found)


def configured_language() -> str:
    """The language that `sote.toml` asks for; a file that cannot be read is told where it matters more."""
    try:
        return configuration().lang
    except BadConfigurationError:
        return ""


def database_path(asked: Path | None) -> Path:
    """The file of this run."""
    named = asked or os.environ.get("SOTE_FILE") or configuration().file
    return Path(os.path.expanduser(named)) if named else default_path()  # noqa: PTH111 (an unknown ~user stays)


def worker_code(asked: str | None) -> str | None:
    """Who acts, if anybody said so."""
    return asked or os.environ.get("SOTE_WORKER") or configuration().worker or None


def default_path() -> Path:
    """`sote.db` in the platform's user data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("sote", appauthor=False) / "sote.db"
