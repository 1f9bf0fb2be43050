"""Two chains in the file: events (what changed) and the log (who saw or did what), each linked by SHA-256.

An event covers the hash of its payload, not the payload, so a payload can be blanked at a person's wish and the
chain still holds. A log entry says who, when, which references, which class of fields and for what purpose, never
content (703/2023 10 §). A chain alone proves nothing to somebody who can rewrite the file; see SECURITY.md.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from sotecli.core.act import Act
from sotecli.core.moment import to_text
from sotecli.errors.refused import RefusedError
from sotecli.errors.usage import UsageError
from sotecli.storage.database import Database

GENESIS = "0" * 64


def event(database: Database, act: Act, subject: str, payload: dict[str, object]) -> None:
    """Append one event about `subject`, inside the caller's transaction."""
    text = _canonical(payload)
    payload_hash = sha256(text.encode()).hexdigest()
    previous = _head(database, "events")
    at = to_text(act.at)
    database.write(
        "INSERT INTO events (at, worker, action, subject, payload, payload_hash, previous, hash)"
        " VALUES (:at, :worker, :action, :subject, :payload, :payload_hash, :previous, :hash)",
        at=at,
        worker=act.worker,
        action=act.action,
        subject=subject,
        payload=text,
        payload_hash=payload_hash,
        previous=previous,
        hash=_link(previous, [at, act.worker, act.action, subject, payload_hash]),
    )


def entry(database: Database, act: Act, refs: Sequence[str]) -> None:
    """Append one log entry, inside the caller's transaction."""
    previous = _head(database, "log")
    at, listed = to_text(act.at), _canonical(list(refs))
    database.write(
        "INSERT INTO log (at, worker, action, refs, fields, purpose, previous, hash)"
        " VALUES (:at, :worker, :action, :refs, :fields, :purpose, :previous, :hash)",
        at=at,
        worker=act.worker,
        action=act.action,
        refs=listed,
        fields=act.fields,
        purpose=act.purpose,
        previous=previous,
        hash=_link(previous, [at, act.worker, act.action, listed, act.fields, act.purpose]),
    )


def shown(database: Database, act: Act, refs: Sequence[str]) -> None:
    """Log that `refs` are about to be shown; committed before anything is. A dry run is logged as one."""
    with database.transaction():
        entry(database, act._replace(action=f"{act.action}.dry-run") if act.dry_run else act, refs)


@contextmanager
def refusals(database: Database, act: Act, *refs: str) -> Iterator[None]:
    """Log that a rule refused an act, because its sentence tells something about the matter."""
    try:
        yield
    except (RefusedError, UsageError) as error:
        shown(database, act._replace(action=f"{act.action}.refused", dry_run=False), [*refs, *error.refs])
        raise


def _head(database: Database, chain: str) -> str:
    last = database.row(f"SELECT hash FROM {chain} ORDER BY seq DESC LIMIT 1")  # noqa: S608 (our own two names)
    return str(last["hash"]) if last else GENESIS


def _link(previous: str, parts: list[str]) -> str:
    return sha256(f"{previous}\n{_canonical(parts)}".encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
