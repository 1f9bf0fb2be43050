"""What is written into files."""

from pathlib import Path

import pytest

from sotecli.errors.file import StorageFailedError
from sotecli.render import files


@pytest.mark.parametrize("there", ["BEGIN old", None])
def test_a_failed_file_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str | None
) -> None:
    """When the disk fails, what lay there stays as it was and nothing new is left beside it."""
    folder = tmp_path / "results"
    folder.mkdir()
    path = folder / "steps"
    if there:
        path.write_text(there)

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(StorageFailedError) as raised:
        files.replace_file(path, "BEGIN new", "BEGIN")
    assert raised.value.values["path"] == path
    assert [found.read_text() for found in folder.iterdir()] == ([there] if there else [])


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    """A file gets the text as it is, whatever the system's own line ends are."""
    files.write_file(tmp_path / "results", "a\r\nb\n")
    assert (tmp_path / "results").read_bytes() == b"a\r\nb\n"
