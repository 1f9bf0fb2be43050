"""The histories of one model's cases, gathered once for a report: temporary tables that live in one transaction.

`own` are the cases, `held` their entries that hold (as `core.path.effective` says) and that the report looks for. A
report asks many small questions; the steps, of which there may be a million, are read once. The tables lie in memory
and vanish with the transaction.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sotecli.core.marks import Mark
from sotecli.storage.database import Database

OWN = """
CREATE TEMP TABLE own (
  ref TEXT PRIMARY KEY, client TEXT, version INTEGER, special INTEGER, opened_on TEXT, closed_on TEXT
) WITHOUT ROWID
"""
# Read from end to end and sorted in memory: following an index would decrypt each page many times.
FILL_OWN = """
INSERT INTO own SELECT ref, client, version, special, opened_on, closed_on FROM cases NOT INDEXED
WHERE model = :model ORDER BY ref
"""
# A correction takes the place of the entry at the root of its chain, and the last one of a root holds.
CORRECTIONS = """
CREATE TEMP TABLE corrections (ref TEXT, root INTEGER, number INTEGER, PRIMARY KEY (ref, root, number)) WITHOUT ROWID
"""
FILL_CORRECTIONS = """
INSERT INTO corrections WITH RECURSIVE chain (ref, root, number, corrects) AS (
  SELECT ref, corrects, number, corrects FROM case_steps WHERE corrects IS NOT NULL
  UNION ALL
  SELECT chain.ref, before.corrects, chain.number, before.corrects
  FROM chain JOIN case_steps AS before ON before.ref = chain.ref AND before.number = chain.corrects
  WHERE before.corrects IS NOT NULL
)
SELECT ref, min(root), number FROM chain GROUP BY ref, number
"""
MARKS = """
CREATE TEMP TABLE marks (
  step TEXT, version INTEGER, what TEXT, party TEXT, months INTEGER, PRIMARY KEY (step, version, what)
) WITHOUT ROWID
"""
FILL_MARKS = """
INSERT INTO marks (version, step, what, party, months)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(:marks)
"""
HELD = """
CREATE TEMP TABLE held (
  what TEXT, ref TEXT, place INTEGER, client TEXT, on_day TEXT, level TEXT, reason TEXT, party TEXT, review_on TEXT,
  months INTEGER, PRIMARY KEY (ref, place, what)
) WITHOUT ROWID
"""
# CROSS JOIN keeps the order: both tables are read from end to end in the order of the references.
FILL_HELD = """
INSERT INTO held
SELECT marks.what, own.ref, coalesce(mended.root, taken.number), own.client, taken.on_day, taken.level, taken.reason,
  coalesce(taken.party, marks.party), taken.review_on, marks.months
FROM own CROSS JOIN case_steps AS taken ON taken.ref = own.ref
CROSS JOIN marks ON marks.step = taken.step AND marks.version = own.version
LEFT JOIN corrections AS mended ON mended.ref = taken.ref AND mended.number = taken.number
WHERE (marks.what <> 'other' OR taken.level IS NOT NULL OR taken.review_on IS NOT NULL) AND NOT EXISTS (
  SELECT 1 FROM corrections AS later
  WHERE later.ref = taken.ref AND later.root = coalesce(mended.root, taken.number) AND later.number > taken.number
)
"""


@contextmanager
def gathered(database: Database, model: str, marks: Sequence[Mark]) -> Iterator[None]:
    """Have the tables while figures are counted, all of one moment; nothing of them stays."""
    with database.transaction(keep=False):
        for made in (OWN, CORRECTIONS, MARKS, HELD):
            database.write(made)
        database.write(FILL_OWN, model=model)
        database.write(FILL_CORRECTIONS)
        database.write(FILL_MARKS, marks=json.dumps(marks))
        database.write(FILL_HELD)
        yield


def versions(database: Database, model: str) -> list[int]:
    """The versions by which the cases of a model were opened, the newest first."""
    rows = database.rows("SELECT DISTINCT version FROM cases WHERE model = :model ORDER BY version DESC", model=model)
    return [row["version"] for row in rows]


def first_day(database: Database, model: str) -> date | None:
    """The day on which the first case of a model was opened."""
    row = database.row("SELECT min(opened_on) AS day FROM cases WHERE model = :model", model=model)
    return date.fromisoformat(row["day"]) if row and row["day"] else None
