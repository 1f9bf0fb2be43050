"""Versions of operating models that the unit has adopted: rows in, texts out."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256

from sotecli.core.act import Act
from sotecli.core.model import Model
from sotecli.core.moment import from_text, local_day, to_text
from sotecli.storage import log
from sotecli.storage.database import Database


def newest(database: Database) -> dict[str, str]:
    """The text of the newest adopted version of each model, by id."""
    rows = database.rows("SELECT id, text FROM models ORDER BY id, version")
    return {row["id"]: row["text"] for row in rows}


def versions(database: Database, ident: str) -> dict[int, str]:
    """The texts of the adopted versions of one model, by version."""
    rows = database.rows("SELECT version, text FROM models WHERE id = :ident ORDER BY version", ident=ident)
    return {row["version"]: row["text"] for row in rows}


def in_use(database: Database, ident: str, on: date) -> str | None:
    """The text of the newest version that was kept at the end of a day, else of the oldest; `None` if none is kept."""
    kept = adoptions(database, ident)
    found = [text for day, text in kept if day <= on]
    return found[-1] if found else kept[0][1] if kept else None


def adoptions(database: Database, ident: str) -> list[tuple[date, str]]:
    """Since which day each version of one model is kept, with its text, in the order of the versions."""
    rows = database.rows("SELECT text, adopted_at FROM models WHERE id = :ident ORDER BY version", ident=ident)
    return [(local_day(from_text(row["adopted_at"])), row["text"]) for row in rows]


def adopt(
    database: Database, model: Model, text: str, decide: Callable[[Mapping[int, str]], bool], act: Act
) -> Mapping[int, str] | None:
    """Keep a version of a model if `decide` finds it new beside the adopted ones, which are given; else `None`.

    Raises:
        SoteError: Whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        known = versions(database, model.ident)
        is_new = decide(known)
        if is_new:
            keep(database, model.ident, model.version, text, act)
        log.entry(database, act, [])
    if act.dry_run:
        log.shown(database, act, [])
    return known if is_new else None


def keep(database: Database, ident: str, version: int, text: str, act: Act) -> None:
    """Write a version of a model with its event, inside the caller's transaction; one that is kept already stays."""
    if version in versions(database, ident):
        return
    database.write(
        "INSERT INTO models (id, version, text, adopted_at) VALUES (:ident, :version, :text, :at)",
        ident=ident,
        version=version,
        text=text,
        at=to_text(act.at),
    )
    adopted = {"version": version, "text_hash": sha256(text.encode()).hexdigest()}
    log.event(database, act, f"model {ident}", {"adopted": adopted})
