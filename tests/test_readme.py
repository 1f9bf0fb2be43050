"""The README says what is true."""

import re
import subprocess
from pathlib import Path

from sotecli.core.unit import SETTINGS
from tests import reference

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_reference_is_fresh() -> None:
    """The command reference is what the program offers."""
    assert reference.written(README) == README


def test_every_setting_is_explained() -> None:
    """Each setting stands in the README with its default."""
    for setting in SETTINGS.values():
        assert f"| `{setting.key}` | {setting.default} |" in README


def test_nothing_else_at_the_top() -> None:
    """At the top lie the package, the tests, the examples and the few files that may."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tops = {line.split("/")[0] for line in listed.splitlines()}
    allowed = {"sotecli", "tests", "examples", "pyproject.toml", "README.md", "CHANGELOG.md", "SECURITY.md"}
    assert {top for top in tops if not top.startswith(".")} <= allowed


def test_the_commands_of_the_tour_exist() -> None:
    """Every command in the README's blocks is one of the reference's."""
    known = set(re.findall(r"`(sote \w+(?: \w+)?)", reference.reference()))
    for line in re.findall(r"^sote .*", README, re.MULTILINE):
        words = line.split()
        single, double = " ".join(words[:2]), " ".join(words[:3])
        assert words == ["sote"] or words[1] == "#" or single in known or double in known, line
