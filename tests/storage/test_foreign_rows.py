"""Rows that another tool has written: what cannot be read is damage with a name, never a bug or silence."""

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sotecli import keys
from sotecli.storage.database import Database, open_database
from tests.conftest import PASSPHRASE, Desk, derive_once

LOOSE = "PRAGMA ignore_check_constraints = ON"


def changed(desk: Desk, *statements: str) -> None:
    """Change the file as another tool would, past the file's own checks."""
    database = open_database(desk.path, derive_once(PASSPHRASE, keys.read_salt(desk.path)).raw)
    for statement in (LOOSE, *statements):
        database.write(statement)
    database.close()


@pytest.mark.parametrize(
    ("statement", "command"),
    [
        ("INSERT INTO local_days VALUES ('1969-06-17', 'local-other')", ["followup", "due"]),
        ("INSERT INTO local_days VALUES ('20260617', 'local-other')", ["followup", "due"]),
        ("INSERT INTO local_days VALUES ('2026-06-17', 'bank-day')", ["calendar", "local"]),
        ("INSERT INTO national_days VALUES ('fi-office', '2101-06-17', 'new-day')", ["followup", "due"]),
        ("INSERT INTO absences VALUES (1, 'anna', 'bo', '2026-06-17', 'x')", ["worker", "list"]),
        ("UPDATE requests SET next_on = '17.6.2026'", ["request", "list"]),
        ("UPDATE requests SET step = 'dance'", ["sote"]),
        ("UPDATE requests SET received_on = '17.6.'", ["report", "pilot"]),
        (
            "INSERT INTO concerns VALUES (1, NULL, 'm', 'gossip', NULL, '2026-06-17', 'anna', '2026-06-17T06:00:00Z')",
            ["concern", "list"],
        ),
        ("INSERT INTO pauses SELECT 1, ref, '2026-06-17', '2026-06-18', 'party' FROM requests", ["explain"]),
    ],
)
def test_a_row_that_sote_never_writes(inside: Desk, statement: str, command: list[str]) -> None:
    """A day of another shape or beyond the calendars, and a code that is not ours, are exit 12."""
    ref = inside.add()
    changed(inside, statement)
    words = {"sote": [], "explain": ["followup", "explain", ref]}.get(command[0], command)
    ran = inside(*words, "--json")
    assert (ran.code, ran.error["code"]) == (12, "damaged")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO local_days VALUES ('20260617', 'local-other')",
        "INSERT INTO local_days VALUES ('2026-06-17', 'bank-day')",
        "INSERT INTO national_days VALUES ('fi-office', '17.6.2026', 'new-day')",
        "INSERT INTO national_days VALUES ('fi-office', '2026-06-17', 'New Day')",
        "INSERT INTO absences VALUES (1, 'anna', 'bo', '2026-06-17', 'x')",
        "INSERT INTO feedback_asked VALUES ('P-2222228', '1', 'maybe', '2026-06', 'm', 1)",
        "INSERT INTO feedback_answers VALUES (1, 'A-2', 'A-2', '1', 'm', '2026-06-17', 'presumed', 's', 1, 'met', 5)",
        "INSERT INTO pauses VALUES (1, 'P-2222228', '2026-06-17', '2026-06-18', 'party')",
    ],
)
def test_the_file_itself_refuses_them(database: Database, statement: str) -> None:
    """The schema takes no day of another shape and no reason that is not ours."""
    with pytest.raises(sqlcipher.IntegrityError, match="CHECK"), database.transaction():
        database.write(statement)
