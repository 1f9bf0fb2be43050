"""The examples do what they show."""

from pathlib import Path

import pytest

from tests import transcripts


@pytest.mark.parametrize("path", transcripts.transcripts(), ids=lambda path: path.stem)
def test_transcripts(path: Path) -> None:
    """Every command of a transcript prints exactly what stands there."""
    assert transcripts.replay(path) == path.read_text(encoding="utf-8")
