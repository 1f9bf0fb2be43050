"""`sote demo`: the first thing that a newcomer sees."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.conftest import Desk, sote


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_demo_shows_a_morning_and_leaves_nothing(tmp_path: Path, lang: str) -> None:
    """My day, one explanation and the report, in each language; no file stays."""
    folder = tmp_path / "temp"
    folder.mkdir()
    ran = sote("--lang", lang, "demo", environment={"TMPDIR": str(folder)})
    assert ran.code == 0
    assert [
        " ".join(line.split()[: len(expected.split())])
        for line, expected in zip(
            [line for line in ran.out.splitlines() if line.startswith("$ ")],
            ["$ sote", "$ sote followup explain", "$ sote report pilot"],
            strict=True,
        )
    ] == ["$ sote", "$ sote followup explain", "$ sote report pilot"]
    assert list(folder.iterdir()) == []
    assert "54" in ran.out
    assert tempfile.gettempdir()


def test_a_kept_demo_can_be_worked_with(tmp_path: Path) -> None:
    """With --keep the training file stays and opens with the passphrase that was shown."""
    path = tmp_path / "kept.db"
    ran = sote("--lang", "en", "demo", "--keep", str(path))
    words = ran.err.split("passphrase: ")[1].splitlines()[0]
    listed = sote(
        "--file",
        str(path),
        "--passphrase-fd",
        "0",
        "--worker",
        "anna",
        "request",
        "list",
        "--status",
        "all",
        "--json",
        stdin=words,
    )
    assert len(listed.json) == 54
    assert sote("demo", "--keep", str(path)).code == 5


def test_the_demo_needs_nothing(unit: Desk) -> None:
    """The demo touches neither the unit's file nor the clock of the environment."""
    before = unit.path.read_bytes()
    assert unit("demo").code == 0
    assert unit.path.read_bytes() == before
    assert os.environ.get("SOTE_NOW") is None


def test_the_demo_as_json() -> None:
    """With --json the demo is one document of its three parts."""
    assert set(sote("demo", "--json").json) == {"today", "explanation", "report"}
