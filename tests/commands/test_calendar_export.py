"""`sote calendar export`: read back by another library than the one that wrote it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from sotecli import keys
from sotecli.core.agenda import CANCELLED_DAYS
from sotecli.storage.database import open_database
from tests.conftest import PASSPHRASE, TODAY, Desk, derive_once

ALLOWED = {
    "uid",
    "sequence",
    "dtstamp",
    "last-modified",
    "dtstart",
    "dtend",
    "summary",
    "status",
    "class",
    "transp",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the calendar goes."""
    return tmp_path / "steps.ics"


def export(desk: Desk, path: Path, *words: str, now: str | None = None) -> dict[str, Any]:
    """Export, and give the events by their reference, after the library's own check of the whole."""
    ran = desk("calendar", "export", "--output", str(path), "--replace", *words, now=now)
    assert ran.code == 0, ran.err
    found = vobject.readOne(path.read_bytes().decode())
    assert found.validate(raiseException=True)
    return {event.uid.value.removesuffix("@sote"): event for event in found.contents.get("vevent", [])}


def log_of(desk: Desk) -> list[tuple[str, list[str], str]]:
    """Action, references and kind of fields of every log entry."""
    database = open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)
    found = database.rows("SELECT action, refs, fields FROM log ORDER BY seq")
    database.close()
    return [(row["action"], json.loads(row["refs"]), row["fields"]) for row in found]


def test_an_event_for_each_next_step(inside: Desk, path: Path) -> None:
    """Each open request is one whole day with its reference and step, confirmed and blocking no time."""
    ref = inside.add()
    (event,) = export(inside, path).values()
    assert (event.uid.value, event.summary.value) == (f"{ref}@sote", f"{ref} first contact")
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 6, 18), date(2026, 6, 19))
    assert b"DTSTART;VALUE=DATE:20260618\r\n" in path.read_bytes()
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "TRANSPARENT")
    assert event.contents["class"][0].value == "CONFIDENTIAL"
    assert event.dtstamp.value == event.last_modified.value == datetime(2026, 6, 17, tzinfo=UTC)


def test_nothing_else_of_a_request_is_told(inside: Desk, path: Path) -> None:
    """An event has no other property, and nothing of unit, workers, person or request stands in the file."""
    inside("setting", "set", "sources", "nuori-talo")
    first = inside.add("--source", "nuori-talo", "--time-wish", "evening", "--language", "ru", "--message-ok")
    inside.add(contact="nimeton@example.org", channel="email")
    inside("worker", "assign", first, "bo")
    inside("contact", "log", first, "--channel", "sms", "--result", "message-sent", "--next", "+2wd")
    inside("request", "close", inside.add(), "--outcome", "withdrawn")
    events = export(inside, path)
    assert len(events) == 3
    assert {name for event in events.values() for name in event.contents} == ALLOWED
    content = path.read_bytes().decode()
    head, *_rest = content.split("BEGIN:VEVENT")
    assert [line.partition(":")[0] for line in head.split("\r\n")] == ["BEGIN", "VERSION", "PRODID", ""]
    for ref in events:  # a reference is random and could hold any of these by chance
        content = content.replace(ref, "")
    for secret in ("401234567", "040", "+358", "example", "nuori", "evening", "Harjoitus", "anna", "withdrawn", "sms"):
        assert secret.lower() not in content.lower()


def test_lines_end_as_the_format_wants(inside: Desk, path: Path) -> None:
    """Every line ends with CR and LF, once, and is at most 75 bytes long."""
    inside.add()
    export(inside, path)
    content = path.read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_same_again_is_the_same_bytes(inside: Desk, path: Path, tmp_path: Path) -> None:
    """Exported again later, when nothing has changed, the file is the same to the byte."""
    inside("request", "close", inside.add(), "--outcome", "withdrawn")
    inside.add()
    export(inside, path)
    export(inside, tmp_path / "again.ics", now="2026-06-17T15:00:00+03:00")
    assert (tmp_path / "again.ics").read_bytes() == path.read_bytes()


def test_the_number_grows_with_each_change(inside: Desk, path: Path) -> None:
    """The identifier stays; a plan, a worker and the closing each make the number one higher, and looking does not."""
    ref, other = inside.add(), inside.add()
    seen = [export(inside, path)[ref]]
    for words in (
        ["followup", "plan", ref, "--on", "23.6.2026"],
        ["request", "show", ref],
        ["worker", "assign", ref, "bo"],
        ["request", "close", ref, "--outcome", "withdrawn"],
    ):
        assert inside(*words).code == 0
        seen.append(export(inside, path)[ref])
    assert [int(event.sequence.value) for event in seen] == [0, 1, 1, 2, 3]
    assert {event.uid.value for event in seen} == {f"{ref}@sote"}
    assert [event.dtstart.value.day for event in seen] == [18, 23, 23, 23, 17]
    assert int(export(inside, path)[other].sequence.value) == 0


def test_the_stamp_is_the_day_of_the_last_change(inside: Desk, path: Path) -> None:
    """What changes later has a later stamp, which tells the day and no hour, and the export itself leaves none."""
    ref = inside.add()
    inside("followup", "plan", ref, "--on", "23.6.2026", now="2026-06-18T10:30:00+03:00")
    event = export(inside, path, now="2026-06-19T09:00:00+03:00")[ref]
    assert event.dtstamp.value == event.last_modified.value == datetime(2026, 6, 18, tzinfo=UTC)


def test_what_has_ended_is_cancelled(inside: Desk, path: Path) -> None:
    """A closed request is cancelled on the day of its closing in Helsinki, for a month, and then left out."""
    ref = inside.add()
    inside("request", "close", ref, "--outcome", "not-reached", now="2026-06-25T00:30:00+03:00")
    event = export(inside, path, now="2026-06-25T09:00:00+03:00")[ref]
    assert (event.status.value, event.dtstart.value) == ("CANCELLED", date(2026, 6, 25))
    last = date(2026, 6, 25) + timedelta(days=CANCELLED_DAYS)
    assert ref in export(inside, path, now=f"{last}T12:00:00+03:00")
    assert export(inside, path, now=f"{last + timedelta(days=1)}T12:00:00+03:00") == {}


def test_in_the_order_of_the_days(inside: Desk, path: Path) -> None:
    """Earlier days come first, and references of one day in their own order."""
    refs = [inside.add() for _ in range(3)]
    inside("followup", "plan", max(refs), "--on", str(TODAY))
    assert list(export(inside, path)) == [max(refs), *sorted(refs)[:-1]]


def test_scopes(inside: Desk, path: Path) -> None:
    """Without a scope the whole unit, else one's own matters as worker or pair."""
    mine, paired, theirs, free = (inside.add() for _ in range(4))
    inside("worker", "assign", mine, "anna")
    for ref in (paired, theirs):
        inside("worker", "assign", ref, "bo")
    inside("worker", "assign", paired, "anna", "--pair")
    assert set(export(inside, path)) == {mine, paired, theirs, free}
    assert set(export(inside, path, "--mine")) == {mine, paired}
    assert set(export(inside, path, "--of", "bo")) == {paired, theirs}
    assert inside("calendar", "export", "--output", str(path), "--mine", "--of", "bo").code == 2
    assert inside("calendar", "export", "--output", str(path), "--of", "nobody").code == 4


def test_nothing_to_export(inside: Desk, path: Path) -> None:
    """Without requests it is a calendar without events, so that a subscriber sees that nothing is left."""
    assert export(inside, path) == {}
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_is_told(inside: Desk, path: Path, tmp_path: Path) -> None:
    """Programs get the file and its counts, people one sentence."""
    inside.add()
    inside("request", "close", inside.add(), "--outcome", "withdrawn")
    told = inside("calendar", "export", "--output", str(path), "--json").json
    assert told == {"file": str(path), "events": 2, "cancelled": 1}
    ran = inside("calendar", "export", "--output", str(tmp_path / "other.ics"))
    assert ran.out == f"2 events (1 of them cancelled) were written into the file: {tmp_path / 'other.ics'}\n"


def test_a_file_is_private_and_replaced_only_when_asked(inside: Desk, path: Path) -> None:
    """The file is the owner's only, stays as it is without --replace, and nothing lies beside it afterwards."""
    inside.add()
    words = ["calendar", "export", "--output", str(path), "--json"]
    assert inside(*words).code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    before, beside = path.read_bytes(), set(path.parent.iterdir())
    inside.add()
    path.chmod(0o644)
    ran = inside(*words)
    assert (ran.code, ran.error["code"], "--replace" in ran.error["hint"]) == (5, "refused", True)
    assert path.read_bytes() == before
    assert inside(*words, "--replace").json["events"] == 2
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() != before
    assert set(path.parent.iterdir()) == beside


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCARD\r\n", b"my notes\nBEGIN:VCALENDAR\n"])
def test_only_a_calendar_is_replaced(inside: Desk, path: Path, content: bytes) -> None:
    """A file of something else stays as it is, --replace or not; so do a folder and the unit's own file."""
    path.write_bytes(content)
    unit = inside.path.read_bytes()
    for place, code in ((path, 5), (path.parent, 5), (inside.path, 2)):
        assert inside("calendar", "export", "--output", str(place), "--replace").code == code
    assert path.read_bytes() == content
    assert len(inside.path.read_bytes()) == len(unit)
    assert inside("request", "list").code == 0


def test_a_place_is_needed(inside: Desk, tmp_path: Path) -> None:
    """Without --output it is exit 2 and names the option; a folder that is not there is exit 14."""
    ran = inside("calendar", "export", "--json")
    assert (ran.code, "--output" in ran.error["message"]) == (2, True)
    assert inside("calendar", "export", "--output", str(tmp_path / "none" / "steps.ics")).code == 14


def test_the_log_tells_who_took_what_out(inside: Desk, path: Path) -> None:
    """One entry names the references of the file, before it is written, also when it cannot be."""
    first, second = inside.add(), inside.add()
    inside("followup", "plan", second, "--on", str(TODAY))
    export(inside, path)
    assert log_of(inside)[-1] == ("calendar.export", [second, first], "codes")
    assert inside("calendar", "export", "--output", str(path)).code == 5
    assert [entry[0] for entry in log_of(inside)].count("calendar.export") == 2


def test_an_evaluator_exports_nothing(inside: Desk, path: Path) -> None:
    """Who may run reports only is refused, and no file is made."""
    assert inside("calendar", "export", "--output", str(path), worker="cia").code == 5
    assert not path.exists()


def test_the_units_language(inside: Desk, path: Path) -> None:
    """The step is in the unit's language, unless this run asks for another; the identifier has none."""
    ref = inside.add()
    inside("setting", "set", "lang", "fi")
    finnish = export(inside, path)[ref]
    assert finnish.summary.value != f"{ref} first contact"
    inside("--lang", "en", "calendar", "export", "--output", str(path), "--replace")
    english = vobject.readOne(path.read_bytes().decode()).vevent
    assert (english.summary.value, english.uid.value) == (f"{ref} first contact", finnish.uid.value)


def test_only_a_calendar_of_ours_is_replaced(inside: Desk, path: Path) -> None:
    """Another program's calendar stays, also with --replace."""
    path.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//somebody//else//EN\r\nEND:VCALENDAR\r\n")
    before = path.read_bytes()
    refused = inside("calendar", "export", "--output", str(path), "--replace", "--json")
    assert (refused.code, refused.error["rule"]) == (5, "never-overwrite")
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ["", "-journal", "-wal", "-shm", ".ics"])
@pytest.mark.parametrize("command", ["calendar export --replace", "report pilot"])
def test_nothing_is_written_beside_the_units_file(inside: Desk, ending: str, command: str) -> None:
    """A path that begins like that of the unit's file could be SQLite's own, and is refused."""
    output = inside.path.with_name(inside.path.name + ending)
    before = inside.path.read_bytes()
    refused = inside(*command.split(), "--output", str(output), "--json")
    assert (refused.code, refused.error["code"]) == (2, "usage")
    assert [found.name for found in inside.path.parent.glob("unit.db*")] == ["unit.db"]
    assert inside.path.read_bytes()[:16] == before[:16]


def test_standard_output_is_no_file(inside: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash is refused rather than taken for the name of a file."""
    monkeypatch.chdir(tmp_path)
    assert inside("calendar", "export", "--output", "-").code == 2
    assert not (tmp_path / "-").exists()


def test_a_missing_folder_is_told_in_our_words(inside: Desk, tmp_path: Path) -> None:
    """The folder is named, in the user's language."""
    ran = inside("--lang", "fi", "calendar", "export", "--output", str(tmp_path / "no" / "steps.ics"))
    assert ran.code == 14
    assert "kansio" in ran.err


def test_cancelled_events_are_told_when_there_are_any(inside: Desk, path: Path) -> None:
    """The answer counts what was written; cancelled ones are named only where there are some."""
    inside.add()
    assert "them cancelled" not in inside("calendar", "export", "--output", str(path)).out
    inside("request", "close", inside.add(), "--outcome", "withdrawn")
    assert "1 of them cancelled" in inside("calendar", "export", "--output", str(path), "--replace").out
