"""`sote report … --format … --output …`: which format, which files, and what is in their way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from sotecli.errors.file import StorageFailedError
from sotecli.storage.database import Database
from tests.conftest import Desk

FORMATS = {
    "csv": b'"period_from"',
    "xlsx": b"PK\x03\x04",
    "html": b"<!doctype html>",
    "parquet": b"PAR1",
    "json": b'{"report"',
    "table": b"Harjoitus\n",
}
TO_FILES = ["html", "xlsx", "csv", "parquet", "json"]
CONFIRMED = ["--confirm", "bo"]
TINY = 64 * 1024


@pytest.fixture
def inside(inside: Desk) -> Desk:
    """A unit with somebody in its period: a report of nobody is not released."""
    inside.add()
    return inside


def released(database: Database) -> int:
    """How many releases the ledger has."""
    return int(database.rows("SELECT count(*) FROM releases")[0][0])


@pytest.mark.parametrize(("form", "begins"), FORMATS.items())
def test_each_format_that_is_offered_exists(inside: Desk, tmp_path: Path, form: str, begins: bytes) -> None:
    """Every format is written into a private file that begins as its kind does."""
    path = tmp_path / "report"
    assert inside("report", "pilot", *CONFIRMED, "--format", form, "--output", str(path)).code == 0
    assert path.read_bytes().startswith(begins)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("ending", ["csv", "XLSX", "html", "Htm", "parquet", "json", "TXT"])
def test_the_name_of_a_file_says_its_format(inside: Desk, tmp_path: Path, ending: str) -> None:
    """Without --format the ending decides, in small letters or capitals, so that no workbook is full of plain text."""
    path = tmp_path / f"report.{ending}"
    assert inside("report", "pilot", *CONFIRMED, "--output", str(path)).code == 0
    form = {"txt": "table", "htm": "html"}.get(ending.lower(), ending.lower())
    assert path.read_bytes().startswith(FORMATS[form] if form != "table" else b"Harjoitus")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.pdf", []),
        ("report", []),
        ("a.html", ["--format", "xlsx"]),
        ("q.html", ["--format", "parquet"]),
        ("a.txt", ["--json"]),
        ("a.HTM", ["--format", "json"]),
        ("a2.html", ["--excel"]),
    ],
)
def test_an_ending_is_heeded(inside: Desk, tmp_path: Path, name: str, words: list[str]) -> None:
    """An unknown ending, or one that speaks against the format, is exit 2 before anything is opened."""
    (tmp_path / name).write_text("mine")
    inside.path.rename(tmp_path / "elsewhere.db")
    ran = inside("report", "pilot", *CONFIRMED, *words, "--output", str(tmp_path / name))
    assert (ran.code, (tmp_path / name).read_text()) == (2, "mine")
    assert Path(name).suffix in ran.err
    assert words or all(f".{form}" in ran.err for form in ("txt", "json", "csv", "xlsx", "html", "parquet"))


@pytest.mark.parametrize("name", ["a.txt", "a", "a.dat"])
def test_a_format_that_is_told_needs_no_ending(inside: Desk, tmp_path: Path, name: str) -> None:
    """Whoever says the format may call the file otherwise; CSV for Excel may be called a text."""
    assert inside("report", "pilot", "--level", "internal", "--excel", "--output", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_bytes().startswith(b'\xef\xbb\xbf"')


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_dictionary_travels_with_figures(inside: Desk, tmp_path: Path, form: str) -> None:
    """Beside figures alone lies a second file that tells what they mean; both are private."""
    ran = inside("report", "pilot", *CONFIRMED, "--output", str(tmp_path / f"kesä.{form}"))
    assert "kesä.dictionary." in ran.err
    beside = tmp_path / f"kesä.dictionary.{form}"
    assert beside.stat().st_mode & 0o777 == 0o600
    assert beside.read_bytes() != (tmp_path / f"kesä.{form}").read_bytes()


def test_json_has_the_dictionary_in_three_languages(inside: Desk) -> None:
    """The document tells what each of its figures means, in fi, sv and en, and when they were counted."""
    report = inside("report", "pilot", "--json").json
    idents = [found["id"] for found in [*report["metrics"], *report["tables"]]]
    assert [entry["id"] for entry in report["dictionary"]] == idents
    assert all({"fi", "sv", "en", "unit", "definitions_version"} <= set(entry) for entry in report["dictionary"])
    assert report["frozen_on"] == "2026-06-17"


@pytest.mark.parametrize("form", ["csv", "html"])
def test_texts_stand_on_standard_output_too(inside: Desk, form: str) -> None:
    """A format that is text can be read by the next program, and no byte stands before it."""
    ran = inside("report", "pilot", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode().startswith(FORMATS[form])


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "xlsx"],
        ["--format", "parquet"],
        ["--json", "--format", "csv"],
        ["--json", "--output", "report.html"],
        ["--excel", "--format", "html", "--output", "report.html"],
        ["--excel", "--output", "-"],
        ["--format", "pdf"],
    ],
)
def test_what_does_not_go_together(inside: Desk, words: list[str]) -> None:
    """Formats that contradict each other, or that need a file, are exit 2 before anything is written."""
    assert inside("report", "pilot", *words).code == 2
    assert not Path("report.html").exists()


def test_an_excel_file_is_csv(inside: Desk, tmp_path: Path) -> None:
    """--excel alone says the format, the dictionary's too."""
    assert inside("report", "pilot", *CONFIRMED, "--excel", "--output", str(tmp_path / "luvut.csv")).code == 0
    for name in ("luvut.csv", "luvut.dictionary.csv"):
        assert (tmp_path / name).read_bytes().startswith(b'\xef\xbb\xbf"')


@pytest.mark.parametrize(
    "words", ["report housing", "report reviews", "report visits", "report goals", "feedback summary"]
)
@pytest.mark.parametrize("form", FORMATS)
def test_every_report_has_every_format(inside: Desk, tmp_path: Path, words: str, form: str) -> None:
    """Reports about cases, visits, goals and feedback are written in the same formats."""
    path = tmp_path / "report"
    assert inside(*words.split(), "--format", form, "--output", str(path), "--level", "internal").code == 0
    assert path.stat().st_size > 500


def test_the_workload_has_no_extract(inside: Desk, tmp_path: Path) -> None:
    """What is for the unit's own eyes is offered as a page only."""
    assert inside("report", "workload", "--format", "csv", "--output", str(tmp_path / "x")).code == 2


@pytest.mark.parametrize("form", TO_FILES)
def test_a_file_that_exists_stays_unless_it_may_go(inside: Desk, database: Database, tmp_path: Path, form: str) -> None:
    """Without a terminal an existing file is refused and stays; --force replaces it, and keeps it private."""
    path = tmp_path / f"report.{form}"
    path.write_text("mine")
    path.chmod(0o644)
    ran = inside("report", "pilot", *CONFIRMED, "--output", str(path))
    assert (ran.code, path.read_text(), released(database)) == (5, "mine", 0)
    assert "--force" in ran.err
    assert inside("report", "pilot", *CONFIRMED, "--output", str(path), "--force").code == 0
    assert path.read_bytes().startswith(FORMATS[form])
    assert path.stat().st_mode & 0o777 == 0o600
    beside = {f"report.dictionary.{form}"} if form in {"csv", "parquet"} else set()
    assert {found.name for found in tmp_path.glob("*report*")} == {path.name, *beside}


def test_a_dictionary_in_the_way_stops_both(inside: Desk, tmp_path: Path) -> None:
    """When only the second file exists nothing is written, the first one neither."""
    beside = tmp_path / "report.dictionary.csv"
    beside.write_text("mine")
    assert inside("report", "pilot", *CONFIRMED, "--output", str(tmp_path / "report.csv")).code == 5
    assert not (tmp_path / "report.csv").exists()
    assert beside.read_text() == "mine"


def test_force_replaces_ordinary_files_only(inside: Desk, tmp_path: Path) -> None:
    """A link, a folder and a device are never replaced, and what a link points to stays."""
    kept = tmp_path / "kept"
    kept.write_text("mine")
    link = tmp_path / "link.csv"
    link.symlink_to(kept)
    (tmp_path / "folder.csv").mkdir()
    for path in (link, tmp_path / "folder.csv", Path(os.devnull)):
        assert inside("report", "pilot", *CONFIRMED, "--format", "csv", "--force", "--output", str(path)).code == 5
    assert kept.read_text() == "mine"
    assert link.is_symlink()


def test_force_never_reaches_the_units_file(inside: Desk, tmp_path: Path) -> None:
    """Neither the report nor its dictionary can take the place of the file that they are made from."""
    before = inside.path.read_bytes()
    words = ["--format", "json", "--output", str(inside.path), "--force"]
    assert inside("report", "pilot", *CONFIRMED, *words).code == 2
    assert inside.path.read_bytes() == before
    moved = tmp_path / "report.dictionary.csv"
    shutil.copy(inside.path, moved)
    ran = inside(
        "--file", str(moved), "report", "pilot", *CONFIRMED, "--output", str(tmp_path / "report.csv"), "--force"
    )
    assert ran.code == 2
    assert moved.read_bytes() == before
    assert not (tmp_path / "report.csv").exists()


def test_a_missing_folder(inside: Desk, tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    ran = inside("report", "pilot", *CONFIRMED, "--output", str(tmp_path / "none" / "report.csv"))
    assert (ran.code, (tmp_path / "none").exists()) == (14, False)


@pytest.mark.parametrize("name", ["there.json", "none/report.json"])
def test_the_place_is_looked_at_before_anything_is_counted(
    inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A file in the way and a missing folder are told before the figures are counted and attacked."""

    def counted(*_said: object, **_named: object) -> None:
        raise AssertionError

    (tmp_path / "there.json").write_text("mine")
    monkeypatch.setattr("sotecli.storage.pilot.counts", counted)
    ran = inside("report", "pilot", *CONFIRMED, "--output", str(tmp_path / name))
    assert (ran.code, ran.out) == (5 if name == "there.json" else 14, "")


def test_what_came_into_the_way_meanwhile_stays(
    inside: Desk, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that appears while the figures are attacked is not replaced, and nothing is entered."""
    path = tmp_path / "report.json"

    monkeypatch.setattr("sotecli.commands.release.must_withstand", lambda *_said: path.write_text("mine"))
    assert inside("report", "pilot", *CONFIRMED, "--output", str(path)).code == 5
    assert (path.read_text(), released(database)) == ("mine", 0)


@pytest.mark.parametrize("there", [True, False])
def test_a_failing_disk_leaves_nothing(
    inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """When the second of two files cannot be finished, what lay there stays and nothing new is left."""
    folder = tmp_path / "results"
    folder.mkdir()
    path = folder / "report.csv"
    if there:
        path.write_text("mine")
    calls: list[int] = []

    def fail(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    ran = inside("report", "pilot", *CONFIRMED, "--output", str(path), "--force")
    assert (ran.code, len(calls)) == (14, 2)
    assert [(found.name, found.read_text()) for found in folder.iterdir()] == (
        [("report.csv", "mine")] if there else []
    )


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB with 4 KiB left, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={TINY}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be made here; test_a_failing_disk_leaves_nothing tells the same of a failing write")
    try:
        (folder / "filler").write_bytes(b"x" * (TINY - 4096))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("form", TO_FILES)
def test_a_full_disk_leaves_nothing(inside: Desk, database: Database, full_disk: Path, form: str) -> None:
    """On a disk without room the report is exit 14, says why, and is no release; with room it is one."""
    words = ["report", "pilot", *CONFIRMED, "--output", str(full_disk / f"report.{form}")]
    ran = inside(*words)
    assert ran.code == 14
    assert f"report.{form}" in ran.err
    assert "no space left" in ran.err
    assert [found.name for found in full_disk.iterdir()] == ["filler"]
    assert released(database) == 0
    (full_disk / "filler").unlink()
    assert (inside(*words).code, released(database)) == (0, 1)


@pytest.mark.parametrize("form", TO_FILES)
def test_a_full_disk_under_the_units_file_leaves_nothing(
    inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """When the release cannot be entered no file is left, neither its dictionary."""
    folder = tmp_path / "results"
    folder.mkdir()

    def full(*_said: object) -> None:
        raise StorageFailedError(path=inside.path, reason="full")

    monkeypatch.setattr("sotecli.storage.releases.add", full)
    assert inside("report", "pilot", *CONFIRMED, "--output", str(folder / f"report.{form}")).code == 14
    assert not list(folder.iterdir())


def test_the_same_export_twice_is_the_same_file(inside: Desk, tmp_path: Path) -> None:
    """Later on the same day the same figures give the same bytes, in every format."""
    inside.add()
    for form in FORMATS:
        made = []
        for clock in ("2026-06-17T10:00:00+03:00", "2026-06-17T15:45:12+03:00"):
            words = ["--format", form, "--output", str(tmp_path / "again"), "--force", "--level", "internal"]
            assert inside("report", "pilot", *words, now=clock).code == 0
            made.append((tmp_path / "again").read_bytes())
        assert made[0] == made[1], form


def test_an_evaluator_may_take_an_extract(inside: Desk, tmp_path: Path) -> None:
    """Evaluators run reports in any format, and the log says that figures were shown."""
    words = ["--worker", "cia", "report", "pilot", *CONFIRMED, "--output", str(tmp_path / "report.html")]
    assert inside(*words).code == 0


@pytest.mark.parametrize(
    ("form", "answer", "kept"),
    [("json", "n", True), ("json", "", True), *((form, "y", False) for form in TO_FILES)],
)
def test_a_person_is_asked(unit: Desk, tmp_path: Path, form: str, answer: str, *, kept: bool) -> None:
    """On a terminal an existing file is asked about; Enter keeps it."""
    path = tmp_path / f"report.{form}"
    path.write_text("mine")
    child = pexpect.spawn(
        str(Path(sys.executable).parent / "sote"),
        ["report", "pilot", "--level", "internal", "--output", str(path)],
        env=dict(os.environ) | unit.environment,
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 200),
    )
    try:
        child.expect("Replace it")
        child.sendline(answer)
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    assert child.exitstatus == (5 if kept else 0)
    assert path.read_bytes().startswith(b"mine" if kept else FORMATS[form])
