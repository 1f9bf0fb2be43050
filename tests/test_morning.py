"""The morning command imports only what it needs (the stopwatch is tests/benchmarks/morning.py)."""

import json
import os
import subprocess
import sys

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
    "sotecli.core.closed_day_names",
    "sotecli.core.contact",
    "sotecli.core.model",
    "sotecli.core.path",
    "sotecli.core.rules",
    "tomllib",
    "sotecli.intake",
    "sotecli.questions",
    "sqlite_utils",
    "xlsxwriter",
    "importlib.metadata",
}
CODE = (
    "import sys\n"
    "from sotecli.cli import main\n"
    "main(['followup', 'due', '--json'])\n"
    "print(*sys.modules, file=sys.stderr)"
)


def test_followup_due_imports_little(unit: Desk) -> None:
    """`followup due --json` imports none of the slow libraries and no module that it does not need.

    Cases are in the list, too, and their dates are stored: no model is read.
    """
    unit.add()
    opened = unit("case", "open", "--new", "--model", "luvn-housing-path", "--on", "2026-01-07", "--json")
    assert opened.json["next_on"] <= "2026-06-17"
    environment = dict(os.environ) | unit.environment
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    assert {item["kind"] for item in json.loads(done.stdout)["items"]} >= {"case"}
    assert not SLOW & set(done.stderr.split())


def test_json_loads_no_catalogue(unit: Desk) -> None:
    """With --json no message is looked up."""
    code = CODE.replace("print(*sys.modules", "from sotecli import i18n; print(i18n._catalogue.cache_info().misses")
    environment = dict(os.environ) | unit.environment
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "0"
