"""The unit and its settings."""

from collections.abc import Callable

from sotecli.core.act import Act
from sotecli.core.unit import SETTINGS, Unit
from sotecli.storage import log
from sotecli.storage.database import Database


def start(database: Database, unit: Unit, act: Act) -> None:
    """Write the unit into a new file, inside the caller's transaction."""
    database.write(
        "INSERT INTO unit (id, name, training) VALUES (1, :name, :training)",
        name=unit.name,
        training=int(unit.training),
    )
    chosen = {key: value for key, value in unit.settings.items() if value != SETTINGS[key].default}
    for key, value in chosen.items():
        database.write("INSERT INTO settings (key, value) VALUES (:key, :value)", key=key, value=value)
    log.event(database, act, "unit", {"name": unit.name, "training": unit.training, "settings": chosen})


def get(database: Database) -> Unit:
    """The unit of the file with everything that it has settled, defaults for the rest."""
    row = database.row("SELECT name, training FROM unit")
    if row is None:
        msg = "the file has no unit"
        raise RuntimeError(msg)
    stored = {found["key"]: found["value"] for found in database.rows("SELECT key, value FROM settings")}
    settings = {key: stored.get(key, setting.default) for key, setting in SETTINGS.items()}
    own = {key: value for key, value in sorted(stored.items()) if key not in SETTINGS and value != "none"}
    return Unit(name=row["name"], training=bool(row["training"]), settings=settings | own)


def _store(database: Database, key: str, value: str) -> None:
    """Keep a setting; of a promise of the unit's own that is taken away nothing is left."""
    if key not in SETTINGS and value == "none":
        database.write("DELETE FROM settings WHERE key = :key", key=key)
        return
    database.write(
        "INSERT INTO settings (key, value) VALUES (:key, :value)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key=key,
        value=value,
    )


def settle(
    database: Database,
    key: str,
    decide: Callable[[Unit], str],
    act: Act,
    follow: Callable[[Unit, Unit], list[str]] = lambda _before, _after: [],
) -> Unit:
    """Change one setting to what `decide` says, seeing what is settled; `follow` changes what hangs on it.

    Raises:
        UsageError: Whatever `decide` raises.
    """
    with database.transaction(keep=not act.dry_run):
        before = get(database)
        value = decide(before)
        _store(database, key, value)
        log.event(database, act, f"setting {key}", {"changed": {key: [before.settings.get(key), value]}})
        after = get(database)
        refs = follow(before, after)
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, refs)
    return after
