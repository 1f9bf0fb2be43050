"""Invented extracts, as units would give them."""

from datetime import date
from pathlib import Path

from sotecli.core.extract import CodedRequest, Head
from sotecli.core.pilot import DEFINITIONS_VERSION
from sotecli.extract import packed

HEAD = Head(
    unit="custody-1",
    start=date(2026, 6, 1),
    end=date(2026, 7, 31),
    made_on=date(2026, 8, 3),
    definitions_version=DEFINITIONS_VERSION,
    calendar="fi-office",
    promise_outer=3,
    promise_cutoff="none",
    threshold=5,
    training=True,
)
REACHED = CodedRequest(
    month="2026-06",
    channel="call",
    outcome="guided",
    contacts=2,
    days_to_first_attempt=1,
    days_from_receipt=1,
    assigned=True,
    attempted=True,
    attempted_in_time=True,
    due_or_attempted=True,
    attempted_in_time_from_arrival=True,
    due_or_attempted_from_arrival=True,
    counted_later_attempted=False,
    reachable=True,
    reachable_reached=True,
    called=True,
    answered_call=True,
    reached=True,
    guided=True,
    became_client=False,
    closed=True,
    not_reached=False,
)
NEW = CodedRequest("2026-07", "sms", None, 0, None, None, *(name == "reachable" for name in CodedRequest._fields[6:]))


def an_extract(path: Path, *rows: CodedRequest, **told: object) -> Path:
    """Write an extract that says what `told` says of itself, else what `HEAD` does."""
    path.write_bytes(packed(rows, HEAD._replace(**told)))  # type: ignore[arg-type]
    return path
