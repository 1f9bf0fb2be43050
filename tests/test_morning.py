"""The morning commands import only what they need (the stopwatch is tests/benchmarks/morning.py)."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import Desk

SLOW = {
    "asyncio",
    "babel",
    "cryptography",
    "dateutil",
    "duckdb",
    "holidays",
    "ibis",
    "icalendar",
    "jinja2",
    "numpy",
    "pandas",
    "phonenumbers",
    "pyarrow",
    "pydantic",
    "rich",
    "scipy",
    "sotecli.attack",
    "sotecli.core.closed_day_names",
    "sotecli.core.contact",
    "sotecli.core.model",
    "sotecli.core.path",
    "sotecli.core.pilot",
    "sotecli.core.rules",
    "sotecli.core.suppression",
    "tomllib",
    "sotecli.intake",
    "sotecli.questions",
    "sotecli.storage.pilot",
    "sqlite_utils",
    "xlsxwriter",
    "importlib.metadata",
}
FOR_RELEASES = {"duckdb", "jinja2", "numpy", "pyarrow", "rich", "scipy", "sotecli.attack", "xlsxwriter"}
"""What only a release needs, or a format of it."""
CODE = "import sys\nfrom sotecli.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
DUE = ["followup", "due", "--json"]


def ran(unit: Desk, words: list[str], code: str = CODE) -> tuple[str, list[str]]:
    """What a command puts out in a fresh process, and what is told of the process at its end."""
    environment = dict(os.environ) | unit.environment
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout, done.stderr.split()


def test_followup_due_imports_little(unit: Desk) -> None:
    """`followup due --json` imports none of the slow libraries and no module that it does not need.

    Cases are in the list, too, and their dates are stored: no model is read.
    """
    unit.add()
    opened = unit("case", "open", "--new", "--model", "luvn-housing-path", "--on", "2026-01-07", "--json")
    assert opened.json["next_on"] <= "2026-06-17"
    out, modules = ran(unit, DUE)
    assert {item["kind"] for item in json.loads(out)["items"]} >= {"case"}
    assert not SLOW & set(modules)


def test_my_day_imports_little(unit: Desk) -> None:
    """`sote` alone does without them, too, whether a person or a program reads it."""
    unit.add()
    for words in ([], ["--json"]):
        out, modules = ran(unit, words)
        assert "P-" in out
        assert SLOW & set(modules) <= {"sotecli.core.contact"}  # what draws a request draws contacts, too


@pytest.mark.parametrize("words", [[], ["--json"], ["--level", "internal"]])
def test_a_preview_imports_nothing_of_a_release(unit: Desk, words: list[str]) -> None:
    """A report that is only looked at needs neither the solver nor a library of a format."""
    unit.add()
    out, modules = ran(unit, ["report", "pilot", *words])
    assert "Harjoitus" in out
    assert "sotecli.core.suppression" in modules
    assert not FOR_RELEASES & set(modules)


def test_json_loads_no_catalogue(unit: Desk) -> None:
    """With --json no message is looked up."""
    code = CODE.replace("print(*sys.modules", "from sotecli import i18n; print(i18n._catalogue.cache_info().misses")
    assert ran(unit, DUE, code)[1] == ["0"]
