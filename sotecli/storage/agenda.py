"""The requests as a calendar shows them, each with how often its history says that it has changed."""

import json
from collections.abc import Sequence
from datetime import date

from sotecli.core.agenda import Entry, Revision, agenda, belongs
from sotecli.core.moment import from_text
from sotecli.storage import requests
from sotecli.storage.database import Database

# The first event of a request is its arrival. A clock that was set back does not make the last instant an earlier one.
REVISIONS = """
SELECT subject, count(*) - 1 AS number, max(at) AS at
FROM events WHERE subject IN (SELECT value FROM json_each(:refs)) GROUP BY subject
"""


def entries(database: Database, today: date, *, worker: str | None) -> list[Entry]:
    """The next steps, and what has ended lately, of the whole unit or of one worker (or pair) only."""
    with database.transaction(keep=False):  # an event's number and what it says are of one moment
        found = requests.listing(database, status="all", worker=worker)
        told = [request for request in found if belongs(request, today)]
        return agenda(told, _revisions(database, [request.ref for request in told]))


def _revisions(database: Database, refs: Sequence[str]) -> dict[str, Revision]:
    rows = database.rows(REVISIONS, refs=json.dumps(refs))
    return {row["subject"]: Revision(number=row["number"], at=from_text(row["at"])) for row in rows}
