"""The generated closed days are what the generator would write today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from sotecli.core import closed_days
from sotecli.core.closed_day_names import NAMES

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The script tests/generate_closed_days.py, as a module."""
    spec = importlib.util.spec_from_file_location("generate_closed_days", ROOT / "tests" / "generate_closed_days.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["closed_days.py", "closed_day_names.py"])
def test_generated_modules_are_up_to_date(generator: ModuleType, name: str) -> None:
    """The installed release of `holidays` gives exactly the text of the module."""
    assert (ROOT / "sotecli" / "core" / name).read_text(encoding="utf-8") == generator.sources()[name]


def test_the_generator_writes_nothing_else(generator: ModuleType) -> None:
    """Two modules are generated, and no third one that nobody compares."""
    assert set(generator.sources()) == {"closed_days.py", "closed_day_names.py"}


def test_every_closed_day_has_its_reason() -> None:
    """The days of each calendar ascend, each has a reason, and no other day has one."""
    calendars = {name: found for name, found in vars(closed_days).items() if isinstance(found, tuple)}
    assert "FI_OFFICE" in calendars
    for name, found in calendars.items():
        assert list(found) == sorted(set(found)), name
    assert set(NAMES) == {ordinal for found in calendars.values() for ordinal in found}
    assert list(NAMES) == sorted(NAMES)


def test_an_office_is_closed_at_weekends_anyway() -> None:
    """The days of an office calendar are all between Monday and Friday."""
    assert [ordinal for ordinal in closed_days.FI_OFFICE if (ordinal - 1) % 7 > 4] == []
