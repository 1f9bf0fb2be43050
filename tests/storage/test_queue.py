"""The queue in the file: every query goes by an index."""

import pytest

from sotecli.storage import queue
from sotecli.storage.database import Database

OWN_ROWS = {"SCAN asked VIRTUAL TABLE INDEX 1:", "SCAN found", "SCAN CONSTANT ROW"}
"""What a query reads of its own making: the references that were asked for, the model that it jumped to."""
PARAMETERS = {"model": "luvn-housing-path", "on": "2026-06-17", "refs": '["A-2222227"]'}


@pytest.mark.parametrize("name", ["WAITING", "STANDING", "STEPS", "PAUSES", "CHANGES", "MODELS"])
def test_nothing_reads_a_whole_table(database: Database, name: str) -> None:
    """No query of the queue walks through a table, nor through all of an index."""
    plan = database.rows(f"EXPLAIN QUERY PLAN {getattr(queue, name)}", **PARAMETERS)
    scans = [row["detail"] for row in plan if row["detail"].startswith("SCAN")]
    assert [scan for scan in scans if scan not in OWN_ROWS] == []
    assert any(row["detail"].startswith("SEARCH") for row in plan)


def test_the_time_in_the_queue_goes_by_its_index(database: Database) -> None:
    """Who waits still, and who waited then, are both found by the model and the end of their time."""
    plan = [row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {queue.WAITING}", **PARAMETERS)]
    searches = [detail for detail in plan if detail.startswith("SEARCH")]
    assert len(searches) == 2
    assert all("INDEX case_queue_waiting (model=? AND to_on" in detail for detail in searches)
