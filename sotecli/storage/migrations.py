"""The schema, step by step: numbered, append-only, each step and its record in one transaction.

sqlite-utils' `Migrations` runs them. It lacks two checks, which stand here: a file that knows steps we do not was
written by a newer program, and a file with something in it is not changed before it was backed up.

A step's statements stand in a file of SQL beside this one, parted by `;;` because triggers have semicolons of their
own. Dates are ISO text of Helsinki days, instants ISO text in UTC, flags 0 or 1, lists JSON text.
"""

from pathlib import Path
from typing import Any

import sqlite_utils
import sqlite_utils.db
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Migrations

# sqlite-utils catches the errors of the standard driver by class; ours has its own classes.
vars(sqlite_utils.db).update(sqlite3=sqlcipher, OperationalError=sqlcipher.OperationalError)

schema = Migrations("sote")


class UnknownStepError(Exception):
    """The file has taken a step that this program does not know."""


class BackupNeededError(Exception):
    """The file has contents and pending steps."""


def migrate(connection: Any) -> int:  # noqa: ANN401 (the driver has no types)
    """Take the steps that are pending, inside the caller's transaction; gives the schema's number.

    Raises:
        UnknownStepError: A newer program wrote the file.
        BackupNeededError: There are pending steps and the file is not empty.
    """
    database = sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)
    empty = sqlite_utils.Database(memory=True, execute_plugins=False)
    known = {step.name for step in schema.pending(empty)}
    fresh = not database.table_names()
    if not fresh:
        taken = {str(row["name"]) for row in database.table("_sqlite_migrations").rows}
        if taken - known:
            raise UnknownStepError
        if schema.pending(database):
            raise BackupNeededError
    schema.apply(database)
    number = len(list(schema.applied(database)))
    connection.execute(f"PRAGMA user_version = {number}")
    return number


@schema()
def m001_requests(db: sqlite_utils.Database) -> None:
    """Unit, workers, requests with their contact details apart, contacts, roles, calendar days, events, log."""
    for statement in Path(__file__).with_name("m001.sql").read_text(encoding="utf-8").split(";;"):
        db.execute(statement)
