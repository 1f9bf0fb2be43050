"""What tests of cases share: opening one, walking its path, being refused."""

from typing import Any

from tests.conftest import Desk

ASSI, LUVN, VARHA = "satakunta-assi", "luvn-housing-path", "varha-shared-client"


def new_case(desk: Desk, *words: str, model: str = ASSI, now: str | None = None) -> dict[str, Any]:
    """A case that came otherwise than by a request."""
    ran = desk("case", "open", "--new", "--model", model, *words, "--json", now=now)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def walk(desk: Desk, ref: str, *steps: str) -> dict[str, Any]:
    """Take steps, each written as on the command line, and give the case."""
    for words in steps:
        ran = desk("case", "step", ref, *words.split(), "--json")
        assert ran.code == 0, (words, ran.err)
    return dict(desk("case", "show", ref, "--json").json)


def refused(desk: Desk, *words: str) -> tuple[int, str | None]:
    """The exit code and the rule of a refusal."""
    ran = desk(*words, "--json")
    return ran.code, ran.error.get("rule")


def told(desk: Desk, ref: str, now: str | None = None) -> None:
    """Note that the person was told how the case goes on, so that feedback can be asked after it."""
    ran = desk("case", "told", ref, "--what", "step", "--how", "call", now=now)
    assert ran.code == 0, ran.err
