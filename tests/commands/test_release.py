"""A report leaves the unit: preview, attack, second person, ledger."""

import errno
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from sotecli import attack
from sotecli.core.proof import Finding
from sotecli.storage.database import Database
from tests.commands.test_report import fill
from tests.conftest import Desk, Ran

CONFIRMED = ["--confirm", "bo"]


@pytest.fixture
def pilot(inside: Desk) -> Desk:
    """A pilot with ten reached and six missed."""
    fill(inside, 10, 6)
    return inside


def release(desk: Desk, path: Path, *words: str, now: str | None = None, worker: str | None = None) -> Ran:
    """Release the pilot's report as JSON."""
    return desk("report", "pilot", "--json", "--output", str(path), *words, now=now, worker=worker)


def entered(database: Database) -> int:
    """How many releases the ledger has."""
    return int(database.rows("SELECT count(*) FROM releases")[0][0])


def last_log(database: Database) -> tuple[str, str]:
    """The action and purpose of the last log entry."""
    row = database.rows("SELECT action, purpose FROM log ORDER BY seq DESC LIMIT 1")[0]
    return row["action"], row["purpose"]


def test_a_preview_is_not_entered(pilot: Desk, database: Database) -> None:
    """What is shown on standard output is a preview, says so, and leaves no trace in the ledger."""
    assert pilot("report", "pilot", "--json").json["preview"] is True
    assert "PREVIEW" in pilot("report", "pilot").out
    assert entered(database) == 0


def test_a_preview_says_at_both_ends_that_it_is_one(pilot: Desk) -> None:
    """Below a long page, too: that nothing was released, and how it is, by two people or by the only one."""
    page = pilot("report", "pilot").out
    assert page.count("PREVIEW") == 2
    assert page.splitlines()[2].endswith(
        "PREVIEW: the report would leave the unit like this. Nothing has been released."
    )
    assert page.splitlines()[-2] == "PREVIEW: nothing has been released."
    assert page.endswith("--output FILE --confirm CODE, when another worker has looked at it.\n")
    assert pilot("worker", "leave", "bo", "--on", "2026-06-17").code == 0
    assert pilot("report", "pilot").out.endswith("--output FILE --confirm-alone.\n")
    assert pilot("report", "pilot", worker="cia").out.endswith("when another worker has looked at it.\n")


def test_a_training_file_says_so(pilot: Desk, tmp_path: Path) -> None:
    """Every page of invented people begins its mark with that, a released one too, and JSON has a key."""
    assert pilot("report", "pilot", "--json").json["training"] is True
    for words in ([], ["--level", "internal"]):
        assert pilot("report", "pilot", *words).out.splitlines()[2].startswith("TRAINING: all persons are invented. ")
    assert release(pilot, tmp_path / "page.json", *CONFIRMED).code == 0
    assert json.loads((tmp_path / "page.json").read_text())["training"] is True


def test_a_release_of_nobody_is_refused(inside: Desk, database: Database, tmp_path: Path) -> None:
    """An empty page binds no later period: it is not written, nor entered; the unit itself may have it."""
    for words in (CONFIRMED, ["--dry-run"], []):
        ran = release(inside, tmp_path / "page.json", *words)
        assert (ran.code, ran.error["rule"]) == (5, "nothing-to-release")
        assert "--from" in ran.error["hint"]
    assert (list(tmp_path.glob("page*")), entered(database)) == ([], 0)
    assert last_log(database)[0] == "report.pilot.refused"
    assert release(inside, tmp_path / "page.json", "--level", "internal").code == 0
    inside.add("--received", "2026-06-16")
    assert release(inside, tmp_path / "real.json", *CONFIRMED, "--from", "16.6.2026").code == 0


@pytest.mark.parametrize("words", ["pilot", "housing", "reviews", "visits", "goals"])
def test_a_preview_of_nobody_says_so_once(inside: Desk, words: str) -> None:
    """A preview stays possible, says on top that nobody came, and shows no way to a release."""
    page = inside("report", words).out
    assert page.count("Nobody in this period.") == 1
    assert page.splitlines()[3] == "Nobody in this period."
    assert "Release it" not in page


@pytest.mark.parametrize(("reached", "few"), [(1, True), (7, True), (9, True), (10, False), (30, False)])
def test_few_persons_have_no_groups(inside: Desk, reached: int, few: bool) -> None:
    """Below ten persons the page says why there are no groups, and never how many there are."""
    fill(inside, reached, 0)
    sentence = "Fewer than 10 persons, so no groups are shown. Wait for a longer period."
    assert inside("report", "pilot").out.count(sentence) == few
    assert inside("report", "pilot", "--format", "html").out.count(sentence) == few
    assert sentence not in inside("report", "pilot", "--level", "internal").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--confirm", "bo"], "--output FILE"),
        (["--confirm-alone"], "--output FILE"),
        (["--confirm", "bo", "--level", "internal"], "--level internal"),
        (["--confirm-alone", "--level", "internal", "--output", "x.json"], "--level internal"),
    ],
)
def test_a_confirmation_belongs_to_a_release(pilot: Desk, words: list[str], says: str) -> None:
    """Nobody confirms a preview or what stays in the unit."""
    ran = pilot("report", "pilot", "--json", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.error["message"] + ran.error["hint"]


def test_what_was_written_and_where_it_may_go(pilot: Desk, tmp_path: Path) -> None:
    """A release says who confirmed it, its dictionary that it goes along, an internal page that it stays."""
    path = tmp_path / "p.csv"
    ran = pilot("report", "pilot", "--output", str(path), "--confirm", "BO")
    assert f"Released: {path} (confirmed by bo). It may leave the unit." in ran.err
    assert f"Its dictionary: {tmp_path / 'p.dictionary.csv'} (send it along)." in ran.err
    ran = pilot("report", "pilot", "--level", "internal", "--output", str(tmp_path / "i.csv"))
    assert f"INTERNAL report written: {tmp_path / 'i.csv'}. Keep it in the unit." in ran.err
    assert "along" not in ran.err
    assert pilot("worker", "leave", "bo", "--on", "2026-06-17").code == 0
    ran = pilot("report", "pilot", "--output", str(tmp_path / "p.txt"), "--confirm-alone")
    assert f"Released: {tmp_path / 'p.txt'}. It may leave the unit." in ran.err
    assert not {"internal", "PREVIEW"} & set((tmp_path / "p.txt").read_text().replace(":", " ").split())


def test_the_report_of_the_attack(pilot: Desk, tmp_path: Path) -> None:
    """It counts what is hidden and what is repeated, all earlier releases, and gives its verdict."""
    first = release(pilot, tmp_path / "first.json", *CONFIRMED, "--from", "1.6.2026").json["attack"]
    page = json.loads((tmp_path / "first.json").read_text())
    cells = [cell for table in page["tables"] for row in table["rows"] for cell in row["cells"]]
    assert first["hidden"] == sum(found["suppressed"] for found in [*page["metrics"], *cells])
    assert (first["repeated"], first["releases"], first["verdict"]) == (0, 0, "safe")
    later = "2026-06-24T09:00:00+03:00"
    for _number in range(2):
        pilot.add(now=later)
    words = ["--from", "1.6.2026", "--output", str(tmp_path / "second.txt")]
    told = pilot("report", "pilot", *words, *CONFIRMED, now=later).out
    assert "earlier releases that it was compared with: 1" in told
    assert "figures repeated from an earlier release: 0" not in told
    assert "Result: hidden figures cannot be concluded. The report may be published." in told


def test_a_release_that_others_share_nobody_with_is_counted(pilot: Desk, tmp_path: Path) -> None:
    """An earlier release of other persons is one that the new one was compared with."""
    assert release(pilot, tmp_path / "first.json", *CONFIRMED).code == 0
    later = "2026-07-20T09:00:00+03:00"
    pilot.add(now=later)
    ran = release(pilot, tmp_path / "july.json", *CONFIRMED, "--from", "1.7.2026", now=later)
    assert (ran.code, ran.json["attack"]["releases"]) == (0, 1)


def test_a_release_is_a_step_of_two(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """Without a second person the attack is shown and the release refused; with one it is written and entered."""
    path = tmp_path / "report.json"
    ran = release(pilot, path)
    assert (ran.code, ran.error["rule"]) == (5, "second-person")
    assert ran.json["attack"]["narrow"] == 0
    assert "`sote report pilot`" in ran.error["hint"]
    assert not path.exists()
    assert last_log(database)[0] == "report.pilot.refused"
    assert release(pilot, path, "--confirm", "bo").code == 0
    page = json.loads(path.read_text())
    assert (page["preview"], page["frozen_on"], page["level"]) == (False, "2026-06-17", "release")
    assert entered(database) == 1
    action, purpose = last_log(database)
    assert action == "report.pilot"
    assert purpose.endswith(f" bo sha256:{sha256(path.read_bytes()).hexdigest()}")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (["--confirm", "anna"], 5, "second-person"),
        (["--confirm", "cia"], 5, "second-person"),
        (["--confirm-alone"], 5, "second-person"),
        (["--confirm", "nobody"], 4, None),
    ],
)
def test_who_may_not_confirm(
    pilot: Desk, database: Database, tmp_path: Path, words: list[str], code: int, rule: str | None
) -> None:
    """Neither oneself, nor an evaluator, nor nobody in a unit of two, nor somebody unknown."""
    ran = release(pilot, tmp_path / "report.json", *words)
    assert (ran.code, ran.error.get("rule") or None) == (code, rule)
    assert entered(database) == 0


def test_who_has_left_does_not_confirm_and_who_is_alone_may(pilot: Desk, tmp_path: Path) -> None:
    """A worker who has left cannot confirm; the one who stays confirms alone."""
    assert pilot("worker", "leave", "bo", "--on", "2026-06-17").code == 0
    ran = release(pilot, tmp_path / "report.json", "--confirm", "bo")
    assert (ran.code, ran.error["rule"]) == (5, "active-worker")
    assert release(pilot, tmp_path / "report.json", "--confirm-alone").code == 0


def test_an_evaluator_makes_it_and_the_unit_confirms_it(pilot: Desk, tmp_path: Path) -> None:
    """An evaluator may make a release that a worker of the unit confirms."""
    assert release(pilot, tmp_path / "report.json", "--confirm", "bo", worker="cia").code == 0


def test_the_same_export_gives_the_same_bytes(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """The same data of the same day are the same file, at whatever hour, and need no new entry."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert release(pilot, first, "--confirm", "bo").code == 0
    assert release(pilot, second, "--confirm", "bo", now="2026-06-17T15:30:00+03:00").code == 0
    assert first.read_bytes() == second.read_bytes()
    assert entered(database) == 1


def test_a_week_later_little_has_changed(pilot: Desk, tmp_path: Path) -> None:
    """When two more have come, the next preview repeats the old figures with their day."""
    assert release(pilot, tmp_path / "first.json", "--confirm", "bo").code == 0
    later = "2026-06-24T09:00:00+03:00"
    for _number in range(2):
        pilot.add(now=later)
    found = {metric["id"]: metric for metric in pilot("report", "pilot", "--json", now=later).json["metrics"]}
    assert (found["requests"]["value"], found["requests"]["since"]) == (16, "2026-06-17")
    assert found["requests"]["reason"] == "unchanged"
    page = " ".join(pilot("report", "pilot", now=later).out.split())
    assert "change when at least 5 persons" in page or "changes when at least 5 persons" in page
    assert pilot("report", "pilot", "--level", "internal", "--json", now=later).json["metrics"][0]["value"] == 18


def test_overlapping_periods_are_refused(pilot: Desk, tmp_path: Path) -> None:
    """After a release a period that overlaps in another way is refused, as a preview, too."""
    assert release(pilot, tmp_path / "first.json", "--confirm", "bo", "--from", "1.6.2026").code == 0
    ran = pilot("report", "pilot", "--from", "2.6.2026", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "periods-of-a-series")
    assert ran.error["message"].startswith("The period ")
    assert "shares days" in ran.error["message"]
    before = pilot("report", "pilot", "--from", "1.5.2026", "--to", "31.5.2026", "--json")
    assert (before.code, before.error["rule"]) == (5, "periods-of-a-series")
    assert "lies before" in before.error["message"]
    assert "--level internal" in ran.error["hint"]
    assert pilot("report", "pilot", "--from", "2.6.2026", "--level", "internal").code == 0
    ran = pilot("report", "pilot", "--from", "1.6.2026", "--threshold", "4", "--json")
    assert (ran.code, ran.error["rule"]) == (5, "threshold-of-a-series")


def test_an_existing_file_is_kept_unless_forced(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """Without --force what lies there stays and nothing is entered; with it the report takes its place."""
    path = tmp_path / "report.json"
    path.write_text("mine")
    ran = release(pilot, path, "--confirm", "bo")
    assert (ran.code, ran.error["rule"], path.read_text(), entered(database)) == (5, "never-overwrite", "mine", 0)
    assert release(pilot, path, "--confirm", "bo", "--force").code == 0
    assert json.loads(path.read_text())["report"] == "pilot"


def test_a_full_disk_leaves_nothing(
    pilot: Desk, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the file cannot be written there is no file, no part of one and no entry."""

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = set(tmp_path.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        ran = release(pilot, tmp_path / "report.json", "--confirm", "bo")
    assert (ran.code, ran.error["code"]) == (14, "io")
    assert set(tmp_path.iterdir()) == before
    assert entered(database) == 0


def test_a_dry_run_attacks_and_keeps_nothing(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """A dry run shows the attack and the preview; no file, no entry."""
    path = tmp_path / "report.json"
    ran = pilot("report", "pilot", "--output", str(path), "--dry-run")
    assert ran.code == 0
    assert "Check of the protection" in ran.out
    assert "PREVIEW" in ran.out
    assert not path.exists()
    assert entered(database) == 0


def test_a_release_that_can_be_broken_is_refused(
    pilot: Desk, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the attack finds more than the search did, nothing leaves."""
    monkeypatch.setattr(attack, "attacked", lambda _program: [Finding("now|open", 2, 2, every=False)])
    ran = release(pilot, tmp_path / "report.json", "--confirm", "bo")
    assert (ran.code, ran.error["rule"], entered(database)) == (5, "attack-before-release", 0)
    assert ran.json["attack"]["verdict"] == "broken"
    assert "too much could be concluded: open" in ran.error["message"]
    told = pilot("report", "pilot", "--output", str(tmp_path / "report.txt"), *CONFIRMED).out
    assert "The report may not be published." in told
    assert "the closest that an outsider can say: 2–2 persons" in told


def test_internal_is_written_by_one_person_and_marked(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """The exact report needs no second person, says so at both ends, is logged, and is no release."""
    path = tmp_path / "report.txt"
    assert pilot("report", "pilot", "--level", "internal", "--output", str(path)).code == 0
    assert path.read_text().count("INTERNAL") == 2
    assert last_log(database)[1].startswith("internal 5 ")
    assert entered(database) == 0


def test_the_ledger_does_not_change(pilot: Desk, database: Database, tmp_path: Path) -> None:
    """Neither an erased person nor anybody else changes what was released."""
    assert release(pilot, tmp_path / "report.json", "--confirm", "bo").code == 0
    before = [tuple(row) for row in database.rows("SELECT * FROM release_cells ORDER BY 1, 2")]
    ref = pilot.add()
    assert pilot("request", "erase", ref).code in {0, 2}
    assert [tuple(row) for row in database.rows("SELECT * FROM release_cells ORDER BY 1, 2")] == before
    with pytest.raises(Exception, match="releases stay"), database.transaction():
        database.write("DELETE FROM release_cells")


def test_repeated_figures_are_the_same_to_the_letter(pilot: Desk, tmp_path: Path) -> None:
    """A figure that is repeated is the same number as it was, whole numbers stay whole."""
    first = tmp_path / "first.json"
    assert release(pilot, first, "--confirm", "bo").code == 0
    told = {metric["id"]: metric["value"] for metric in json.loads(first.read_text())["metrics"]}
    again = pilot("report", "pilot", "--json", now="2026-06-24T09:00:00+03:00").json["metrics"]
    repeated = {metric["id"]: metric["value"] for metric in again if metric["reason"] == "unchanged"}
    assert repeated
    assert {ident: repr(value) for ident, value in repeated.items()} == {ident: repr(told[ident]) for ident in repeated}


def test_other_definitions_begin_after_what_was_released(pilot: Desk, tmp_path: Path, database: Database) -> None:
    """Another calendar makes no second set of figures about the same persons; they go on after the released period."""
    assert release(pilot, tmp_path / "first.json", "--confirm", "bo").code == 0
    assert pilot("setting", "set", "calendar", "fi-calendar").code == 0
    ran = release(pilot, tmp_path / "second.json", "--confirm", "bo")
    assert (ran.code, ran.error["rule"], entered(database)) == (5, "periods-of-a-series", 1)
    assert "--level internal" in ran.error["hint"]


def test_a_dry_run_judges_who_confirms(pilot: Desk, tmp_path: Path) -> None:
    """What a release would refuse a dry run refuses, too."""
    ran = release(pilot, tmp_path / "report.json", "--confirm", "anna", "--dry-run")
    assert (ran.code, ran.error["rule"]) == (5, "second-person")
