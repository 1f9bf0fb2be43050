"""Sets of feedback questions that the unit has adopted: rows in, texts out."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from sotecli.core.act import Act
from sotecli.core.feedback_set import FeedbackSet
from sotecli.core.moment import to_text
from sotecli.storage import log
from sotecli.storage.database import Database

ADOPT = """
INSERT INTO feedback_sets (place, id, version, text, adopted_at)
VALUES ((SELECT coalesce(max(place), 0) + 1 FROM feedback_sets), :ident, :version, :text, :at)
"""


def listing(database: Database) -> list[str]:
    """The texts of all adopted sets, in the order of their adoption: the last one is asked."""
    return [str(row["text"]) for row in database.rows("SELECT text FROM feedback_sets ORDER BY place")]


def in_use(database: Database) -> str | None:
    """The text of the set that is asked; `None` where the unit has adopted none."""
    row = database.row("SELECT text FROM feedback_sets ORDER BY place DESC LIMIT 1")
    return str(row["text"]) if row else None


def adopt(
    database: Database, questions: FeedbackSet, text: str, check: Callable[[Mapping[int, str]], object], act: Act
) -> None:
    """Let a set be asked from now on, if `check` lets it stand beside the adopted versions of its id.

    Raises:
        SoteError: Whatever `check` raises.
    """
    with database.transaction(keep=not act.dry_run):
        known = database.rows("SELECT version, text FROM feedback_sets WHERE id = :id", id=questions.ident)
        check({row["version"]: row["text"] for row in known})
        name = {"ident": questions.ident, "version": questions.version}
        database.write("DELETE FROM feedback_sets WHERE id = :ident AND version = :version", **name)
        database.write(ADOPT, **name, text=text, at=to_text(act.at))
        adopted = {"version": questions.version, "text_hash": sha256(text.encode()).hexdigest()}
        log.event(database, act, f"feedback set {questions.ident}", {"adopted": adopted})
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
