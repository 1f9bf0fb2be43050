"""`sote service import` and `export`: every row taken or rejected, the same file again, files of one's own only."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sotecli.directory.export import harmless
from sotecli.directory.source import is_escaped
from tests.conftest import Desk
from tests.test_morning import ran

IDENT = "ac148810-d857-441c-9679-408f346de14b"


def hsds(number: int = 1, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """An invented service of another directory."""
    return {"id": IDENT[:-1] + str(number), "name": f"Palvelu {number}", "status": "active", **fields}


def written(tmp_path: Path, found: object, name: str = "in.json") -> str:
    """A file of services."""
    path = tmp_path / name
    path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")
    return str(path)


def test_import_and_again(inside: Desk, tmp_path: Path) -> None:
    """Good rows are taken beside bad ones; the same file again is all duplicates, a changed row an update."""
    path = written(tmp_path, {"contents": [hsds(1), hsds(2, name=5), hsds(3)]})
    first = inside("service", "import", path, "--json").json
    assert [(one["row"], one["code"], one["change"]) for one in first["taken"]] == [
        (1, "palvelu-1", "new"),
        (3, "palvelu-3", "new"),
    ]
    assert first["rejected"] == [
        {"row": 2, "reason": "unfit", "field": "name", "message": "the value of name does not fit"}
    ]
    again = inside("service", "import", path, "--json").json
    assert (again["taken"], [one["code"] for one in again["duplicates"]]) == ([], ["palvelu-1", "palvelu-3"])
    path = written(tmp_path, [hsds(1, name="Uusi nimi")])
    assert inside("service", "import", path, "--json").json["taken"] == [
        {"row": 1, "code": "palvelu-1", "change": "changed"}
    ]
    assert inside("service", "show", "palvelu-1", "--json").json["name"] == "Uusi nimi"


def test_import_for_people(inside: Desk, tmp_path: Path) -> None:
    """People are told how many rows came in, and which did not and why."""
    path = written(tmp_path, [hsds(1, email="anna.invented@example.fi"), 5, *[hsds(9, name=9)] * 30])
    out = inside("service", "import", path).out
    assert "Taken in: 1 new, 0 changed." in out
    assert "row 2: this is no service" in out
    assert "… and 11 more" in out
    assert "row 1: an e-mail address that could be a person's: left out" in out


def test_two_services_of_one_name(inside: Desk, tmp_path: Path) -> None:
    """Two services of one name get two codes, and the same ones when the file is read in another order."""
    pair = [hsds(1, name="Apu"), hsds(2, name="Apu")]
    first = inside("service", "import", written(tmp_path, pair), "--json").json["taken"]
    assert first[0]["code"] == "apu"
    assert first[1]["code"].startswith("apu-")
    again = inside("service", "import", written(tmp_path, pair[::-1]), "--json").json["duplicates"]
    assert [one["code"] for one in again] == [first[1]["code"], "apu"]


def test_a_dry_run_takes_nothing(inside: Desk, tmp_path: Path) -> None:
    """With --dry-run the same is told and nothing is kept."""
    path = written(tmp_path, [hsds(1)])
    assert len(inside("service", "import", path, "--dry-run", "--json").json["taken"]) == 1
    assert inside("service", "list", "--json").json == []


@pytest.mark.parametrize("name", ["out.json", "out.csv"])
def test_a_directory_comes_back(inside: Desk, tmp_path: Path, name: str) -> None:
    """What is exported is readable by its owner only, and taken back without a change."""
    words = ["--name", "Ruoka", "--hours", "joka päivä 0-24", "--topic", "food", "--place", "turku", "--cost", "fee"]
    assert inside("service", "add", "food", *words, "--input", "-", stdin='{"phone": "116117"}').code == 0
    assert inside("service", "add", "gone", "--name", "=1+1").code == 0
    assert inside("service", "end", "gone").code == 0
    path = tmp_path / name
    assert inside("service", "export", "--output", str(path), "--json").json["services"] == 2
    assert path.stat().st_mode & 0o777 == 0o600
    before = inside("service", "list", "--all", "--json").json
    found = inside("service", "import", str(path), "--json").json
    assert (found["taken"], found["rejected"], found["left_out"]) == ([], [], [])
    assert [one["code"] for one in found["duplicates"]] == ["food", "gone"]
    assert inside("service", "list", "--all", "--json").json == before
    assert inside("service", "export", "--output", str(path)).code == 5
    beside = inside("service", "export", "--output", f"{inside.path}-journal")
    assert beside.code == 2


def test_csv_tells_only_what_it_has(inside: Desk, tmp_path: Path) -> None:
    """Columns that a CSV file does not have stay as they are; ages that do not go together are told."""
    inside("service", "add", "food", "--name", "Ruoka", "--place", "turku", "--max-age", "17")
    text = "\ufeffcode;name;min_age;checked_on\r\nfood;Uusi;;\r\n"
    assert (
        inside("service", "import", written(tmp_path, text, "a.csv"), "--json").json["taken"][0]["change"] == "changed"
    )
    shown = inside("service", "show", "food", "--json").json
    assert (shown["name"], shown["place"]) == ("Uusi", "turku")
    text = "code;name;min_age;checked_on\nfood;Uusi;18;\nnew;Uusi;;2027-01-01\n"
    rejected = inside("service", "import", written(tmp_path, text, "b.csv"), "--json").json["rejected"]
    assert [(one["row"], one["reason"], one["field"]) for one in rejected] == [
        (2, "unfit", "max_age"),
        (3, "future", "checked_on"),
    ]


def test_from_standard_input(inside: Desk) -> None:
    """Standard input is told apart by how it begins; it cannot be the passphrase, too."""
    assert inside("service", "import", "-", "--json", stdin=json.dumps([hsds(1)])).json["taken"][0]["change"] == "new"
    assert (
        inside("service", "import", "-", "--json", stdin="code,name\nfood,Ruoka\n").json["taken"][0]["code"] == "food"
    )
    assert inside("--passphrase-fd", "0", "service", "import", "-").code == 2


@pytest.mark.parametrize("content", [b"code;name\nfood;\xe4\n", b"\xff\xfe", b"nimi;puhelin\nAnna;0401234567\n"])
def test_files_that_are_none(inside: Desk, tmp_path: Path, content: bytes) -> None:
    """A file of another character set or with other columns is refused, and not repeated."""
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    ran = inside("service", "import", str(path), "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "0401234567" not in ran.err


def test_no_file(inside: Desk, tmp_path: Path) -> None:
    """A file that is not there, or a folder, is told."""
    assert inside("service", "import", str(tmp_path / "none.json")).code == 2
    assert inside("service", "import", str(tmp_path)).code == 2


def test_a_check_of_our_own_stays(inside: Desk, tmp_path: Path) -> None:
    """An older check in the file does not undo ours."""
    path = written(tmp_path, [hsds(1, assured_date="2025-01-01")])
    inside("service", "import", path)
    inside("service", "check", "palvelu-1")
    assert len(inside("service", "import", path, "--json").json["duplicates"]) == 1
    assert inside("service", "show", "palvelu-1", "--json").json["checked_on"] == "2026-06-17"


def test_many_rows_come_in_batches(inside: Desk, tmp_path: Path) -> None:
    """More rows than are kept at once all come in, each once."""
    path = written(tmp_path, "code;name\n" + "".join(f"c{number};Palvelu\n" for number in range(2_500)), "many.csv")
    assert len(inside("service", "import", path, "--json").json["taken"]) == 2_500
    assert len(inside("service", "import", path, "--json").json["duplicates"]) == 2_500


def test_the_morning_loads_no_schema(inside: Desk) -> None:
    """My day counts stale services without the libraries of files."""
    inside("service", "add", "food", "--name", "Ruoka", "--checked", "2020-01-01")
    out, modules = ran(inside, ["--json"])
    assert json.loads(out)["stale_services"] == 1
    slow = {"fastjsonschema", "phonenumbers", "dateutil", "csv", "sotecli.directory", "sotecli.intake"}
    assert not slow & set(modules)


def test_what_was_rejected_is_told_by_the_exit_code(inside: Desk, tmp_path: Path) -> None:
    """0 when every row was taken or known, 1 when one was not; a file that gives nothing says so."""
    good = "code,name\nfood,Ruoka\n"
    for text, name, code in (
        (good, "a.csv", 0),
        (good, "a.csv", 0),
        (f"{good},Nimi\n", "b.csv", 1),
        ('[{"id": "a', "c.json", 1),
        ("null", "d.json", 1),
        ("[]", "e.json", 0),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        ran = inside("service", "import", str(path))
        assert (ran.code, "Nothing in this file could be taken in." in ran.out) == (code, name in {"c.json", "d.json"})


@pytest.mark.parametrize("ident", ["0401234567", "131052-308T", "anna@example.fi", "\ud800"])
def test_an_id_that_must_not_be_kept(inside: Desk, tmp_path: Path, ident: str) -> None:
    """An id that could be a person's, or that no file can hold, rejects its row and no other."""
    ran = inside("service", "import", written(tmp_path, [hsds(1), hsds(2, id=ident), hsds(3)]), "--json")
    assert [one["row"] for one in ran.json["taken"]] == [1, 3]
    assert [(one["row"], one["field"]) for one in ran.json["rejected"]] == [(2, "id")]
    assert ident not in ran.out + ran.err


def test_a_digit_filled_uuid_is_nobodys(inside: Desk, tmp_path: Path) -> None:
    """A UUID in which something shaped like an identity code stands is an id like any other."""
    path = written(tmp_path, [hsds(1, id="ab123456-123a-441c-9679-408f346de14b")])
    assert len(inside("service", "import", path, "--json").json["taken"]) == 1


def test_a_pipe_is_no_file(inside: Desk, tmp_path: Path) -> None:
    """A named pipe, which nobody may ever fill, is refused instead of waited for."""
    os.mkfifo(tmp_path / "pipe.csv")
    ran = inside("service", "import", str(tmp_path / "pipe.csv"))
    assert (ran.code, "it is no ordinary file" in ran.err) == (2, True)


def test_a_row_that_is_too_long(inside: Desk, tmp_path: Path) -> None:
    """Nothing of a row that is too long is taken, its end neither, and the next row is."""
    long = "x" * 1_000_001
    path = written(tmp_path, f"code;name\nfirst;Yksi\n{long};y\nlast;Kolme\n", "in.csv")
    ran = inside("service", "import", path, "--json")
    assert [(one["row"], one["code"]) for one in ran.json["taken"]] == [(2, "first"), (4, "last")]
    assert [(one["row"], one["reason"]) for one in ran.json["rejected"]] == [(3, "too-long")]


def test_a_file_that_breaks_off(inside: Desk, tmp_path: Path) -> None:
    """When a later part of a file cannot be read, it is said how many rows are in already."""
    path = tmp_path / "in.csv"
    rows = "".join(f"code-{number};{'Nimi ' * 20}\n" for number in range(2_500))
    path.write_bytes(b"code;name\n" + rows.encode() + b"bad;\xff\n")
    ran = inside("service", "import", str(path))
    assert ran.code == 2
    assert "2,000 rows were taken in before that" in ran.err.replace("2000", "2,000").replace("\u00a0", ",")


@pytest.mark.parametrize("words", [("service", "add", "apu", "--input", "-"), ("visit", "log", "--input", "-")])
def test_standard_input_has_an_end(inside: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """More than anybody can mean is refused, whatever it is."""
    monkeypatch.setattr("sotecli.intake.whole_input.__defaults__", (100,))
    ran = inside(*words, stdin="e site=keskusta\n" * 10)
    assert (ran.code, "longer than" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "cell", ["\u2212" + "1", "\ufe62" + "1", "\ufe66" + "1", "\u0301=1", "\u200e=1", "\uff1d1", "-1"]
)
def test_cells_that_excel_could_run(cell: str) -> None:
    """Other minus, plus and equal signs, and marks before them, are guarded too, and read back as they were."""
    assert harmless(cell) == f"'{cell}"
    assert is_escaped(harmless(cell))
    assert harmless(harmless(cell)) == f"''{cell}"
    assert harmless("Apu") == "Apu"
