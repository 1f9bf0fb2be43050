"""The schema and its steps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Migrations

from sotecli import keys
from sotecli.storage import migrations
from sotecli.storage.database import SCHEMA, Database, make_database
from sotecli.storage.migrations import BackupNeededError, UnknownStepError, migrate
from tests.conftest import PASSPHRASE, derive_once

STEPS = ["m001_requests"]
TABLES = {  # each column with its type; * may be missing, ! is the key
    "unit": "id INTEGER! name TEXT training INTEGER",
    "settings": "key TEXT! value TEXT",
    "workers": "code TEXT! folded TEXT role TEXT qualification TEXT left_on TEXT*",
    "requests": (
        "ref TEXT! received_at TEXT received_on TEXT counted_from TEXT source TEXT* channel TEXT time_wish TEXT* "
        "language TEXT* "
        "message_ok INTEGER due_on TEXT arrival_due_on TEXT next_on TEXT* next_part TEXT step TEXT act_by TEXT* "
        "attempts INTEGER contacts_made INTEGER first_attempt_on TEXT* first_attempt_days INTEGER* "
        "first_attempt_counted INTEGER* calls INTEGER "
        "calls_answered INTEGER guided INTEGER do_not_contact INTEGER ever_assigned INTEGER worker TEXT* pair TEXT* "
        "outcome TEXT* closed_at TEXT*"
    ),
    "contact_details": "ref TEXT! detail TEXT",
    "roles": "id INTEGER! ref TEXT role TEXT worker TEXT from_at TEXT to_at TEXT*",
    "contacts": (
        "id INTEGER! ref TEXT at TEXT channel TEXT result TEXT gave TEXT services TEXT minutes INTEGER* worker TEXT "
        "next_on TEXT*"
    ),
    "cases": (
        "ref TEXT! client TEXT model TEXT version INTEGER opened_at TEXT opened_on TEXT step TEXT step_on TEXT "
        "due_on TEXT due_rule TEXT due_step TEXT statutory INTEGER next_on TEXT* planned_on TEXT* review_on TEXT* "
        "level TEXT* special INTEGER urgency INTEGER* wishes TEXT worker TEXT* pair TEXT* area TEXT* "
        "queued_on TEXT* request TEXT* closed_on TEXT*"
    ),
    "case_steps": (
        "ref TEXT! number INTEGER! step TEXT* on_day TEXT worker TEXT at TEXT level TEXT* outcome TEXT* reason TEXT* "
        "party TEXT* place TEXT* review_on TEXT* corrects INTEGER*"
    ),
    "case_roles": "id INTEGER! ref TEXT role TEXT worker TEXT from_on TEXT to_on TEXT* reason TEXT*",
    "case_queue": "ref TEXT! model TEXT from_on TEXT! to_on TEXT* ended_by TEXT*",
    "case_pauses": "id INTEGER! ref TEXT from_on TEXT until_on TEXT reason TEXT",
    "arrangements": (
        "ref TEXT! kind TEXT matter TEXT made_at TEXT step TEXT rule TEXT due_on TEXT next_on TEXT* "
        "worker TEXT* pair TEXT* channel TEXT* at TEXT* closed_on TEXT*"
    ),
    "referrals": (
        "ref TEXT! service TEXT consent TEXT consent_on TEXT sent_on TEXT shares TEXT promised_on TEXT* state TEXT "
        "party TEXT* reason TEXT* result TEXT* chases INTEGER arrived_on TEXT*"
    ),
    "referral_outcomes": (
        "ref TEXT! number INTEGER! outcome TEXT on_day TEXT worker TEXT at TEXT party TEXT* reason TEXT* result TEXT*"
    ),
    "appointments": (
        "ref TEXT! starts_at TEXT on_day TEXT how TEXT status TEXT cancelled_by TEXT* late INTEGER reason TEXT* "
        "ended_at TEXT* minutes INTEGER* settled TEXT*"
    ),
    "appointment_tries": "id INTEGER! ref TEXT at TEXT channel TEXT result TEXT worker TEXT",
    "goals": "id INTEGER! ref TEXT goal TEXT state TEXT on_day TEXT worker TEXT at TEXT",
    "feedback_sets": "place INTEGER! id TEXT version INTEGER text TEXT adopted_at TEXT",
    "feedback_counts": ("month TEXT! model TEXT! set_id TEXT! version INTEGER! item TEXT! value INTEGER! count TEXT"),
    "feedback_asked": "ref TEXT! which TEXT! came_to TEXT! month TEXT model TEXT count INTEGER",
    "feedback_answers": (
        "id INTEGER! ref TEXT about TEXT which TEXT model TEXT on_day TEXT consent TEXT set_id TEXT version INTEGER "
        "item TEXT value INTEGER"
    ),
    "concerns": "id INTEGER! ref TEXT* model TEXT kind TEXT source TEXT* on_day TEXT worker TEXT at TEXT",
    "pauses": "id INTEGER! ref TEXT from_on TEXT until_on TEXT reason TEXT",
    "absences": "id INTEGER! worker TEXT deputy TEXT from_on TEXT to_on TEXT",
    "local_days": "day TEXT! why TEXT",
    "national_days": "calendar TEXT! day TEXT! why TEXT",
    "queue_changes": (
        "id INTEGER! ref TEXT kind TEXT on_day TEXT worker TEXT at TEXT ground TEXT* urgency_was INTEGER* "
        "urgency INTEGER* wishes_was TEXT wishes TEXT position INTEGER* ahead TEXT"
    ),
    "told": ("ref TEXT! number INTEGER! what TEXT how TEXT on_day TEXT low INTEGER* high INTEGER* worker TEXT at TEXT"),
    "visits": (
        "number INTEGER! on_day TEXT site TEXT channel TEXT worker TEXT at TEXT version INTEGER age TEXT "
        "minutes INTEGER* persons INTEGER again INTEGER participants INTEGER* times INTEGER"
    ),
    "visit_matters": "visit INTEGER! place INTEGER! topic TEXT outcome TEXT towards TEXT* counts TEXT*",
    "visit_totals": "month TEXT! site TEXT! what TEXT! code TEXT! events INTEGER persons INTEGER",
    "offers": (
        "id INTEGER! source TEXT* from_on TEXT to_on TEXT offered INTEGER accepted INTEGER declined INTEGER "
        "worker TEXT at TEXT"
    ),
    "services": (
        "code TEXT! name TEXT name_sv TEXT name_en TEXT topics TEXT place TEXT street TEXT postal_code TEXT city TEXT "
        "hours TEXT min_age INTEGER* max_age INTEGER* for_whom TEXT for_whom_sv TEXT for_whom_en TEXT languages TEXT "
        "cost TEXT cost_text TEXT phone TEXT email TEXT url TEXT walk_in INTEGER* checked_on TEXT ended INTEGER "
        "source_id TEXT names TEXT"
    ),
    "service_topics": "topic TEXT! code TEXT!",
    "models": "id TEXT! version INTEGER! text TEXT adopted_at TEXT",
    "releases": (
        "id INTEGER! series TEXT from_on TEXT to_on TEXT threshold INTEGER frozen_on TEXT sums TEXT sha256 TEXT "
        "worker TEXT confirmed TEXT at TEXT names TEXT shares TEXT*"
    ),
    "release_cells": "release INTEGER! cell TEXT! actual INTEGER shown INTEGER",
    "release_figures": "release INTEGER! figure TEXT! published ANY",
    "events": (
        "seq INTEGER! at TEXT worker TEXT action TEXT subject TEXT payload TEXT* payload_hash TEXT previous TEXT "
        "hash TEXT"
    ),
    "log": ("seq INTEGER! at TEXT worker TEXT action TEXT refs TEXT fields TEXT purpose TEXT previous TEXT hash TEXT"),
}
INDEXES = {
    "requests_next": "requests (next_on) WHERE closed_at IS NULL",
    "requests_act_by": "requests (act_by) WHERE closed_at IS NULL",
    "requests_worker": "requests (worker, closed_at) WHERE worker IS NOT NULL",
    "requests_pair": "requests (pair, closed_at) WHERE pair IS NOT NULL",
    "requests_unassigned": "requests (received_at) WHERE closed_at IS NULL AND worker IS NULL",
    "requests_received": "requests (received_on, first_attempt_days, first_attempt_counted)",
    "roles_one_active": "roles (ref, role) WHERE to_at IS NULL",
    "contacts_ref": "contacts (ref, at)",
    "cases_next": "cases (next_on) WHERE closed_on IS NULL",
    "cases_due": "cases (due_on) WHERE closed_on IS NULL",
    "cases_worker": "cases (worker, closed_on) WHERE worker IS NOT NULL",
    "services_place": "services (place)",
    "services_checked": "services (checked_on) WHERE ended = 0",
    "services_source": "services (source_id) WHERE source_id <> ''",
    "service_topics_code": "service_topics (code)",
    "cases_pair": "cases (pair, closed_on) WHERE pair IS NOT NULL",
    "cases_area": "cases (area, closed_on) WHERE area IS NOT NULL",
    "cases_opened": "cases (opened_on)",
    "cases_one_running": "cases (client, model) WHERE closed_on IS NULL",
    "cases_request": "cases (request) WHERE request IS NOT NULL",
    "case_steps_step": "case_steps (step, on_day)",
    "case_roles_one_active": "case_roles (ref, role) WHERE to_on IS NULL",
    "case_queue_waiting": "case_queue (model, to_on, from_on)",
    "queue_changes_ref": "queue_changes (ref, id)",
    "told_what": "told (what, on_day)",
    "case_pauses_ref": "case_pauses (ref, from_on)",
    "arrangements_next": "arrangements (next_on) WHERE closed_on IS NULL",
    "arrangements_due": "arrangements (due_on) WHERE closed_on IS NULL",
    "arrangements_worker": "arrangements (worker, closed_on) WHERE worker IS NOT NULL",
    "arrangements_pair": "arrangements (pair, closed_on) WHERE pair IS NOT NULL",
    "arrangements_matter": "arrangements (matter, made_at)",
    "referrals_service": "referrals (service)",
    "appointments_on": "appointments (on_day)",
    "appointments_status": "appointments (status, on_day)",
    "appointment_tries_ref": "appointment_tries (ref, at)",
    "goals_ref": "goals (ref, id)",
    "visits_on": "visits (on_day)",
    "visits_site": "visits (site, on_day)",
    "visits_worker": "visits (worker)",
    "offers_to": "offers (to_on)",
    "feedback_asked_month": "feedback_asked (month, model)",
    "feedback_answers_ref": "feedback_answers (ref, on_day)",
    "feedback_answers_day": "feedback_answers (on_day)",
    "concerns_ref": "concerns (ref, on_day) WHERE ref IS NOT NULL",
    "concerns_model": "concerns (model, on_day)",
    "pauses_ref": "pauses (ref, from_on)",
    "absences_to": "absences (to_on)",
    "case_steps_corrects": "case_steps (ref, corrects) WHERE corrects IS NOT NULL",
    "releases_series": "releases (series, id)",
    "releases_shares": "releases (shares, series)",
    "events_subject": "events (subject, seq)",
}
UNIQUE = ["case_roles_one_active", "cases_one_running", "cases_request", "roles_one_active", "services_source"]
TRIGGERS = {
    "releases_stay",
    "releases_are_written_once",
    "release_cells_stay",
    "release_cells_are_written_once",
    "events_stay",
    "events_only_blanked",
    "events_only_grow",
    "log_stays",
    "log_is_written_once",
    "log_only_grows",
}
REFERENCES = {
    ("releases", "worker", "workers"),
    ("release_cells", "release", "releases"),
    ("release_figures", "release", "releases"),
    ("requests", "worker", "workers"),
    ("requests", "pair", "workers"),
    ("contact_details", "ref", "requests"),
    ("roles", "ref", "requests"),
    ("roles", "worker", "workers"),
    ("contacts", "ref", "requests"),
    ("contacts", "worker", "workers"),
    ("cases", "worker", "workers"),
    ("cases", "pair", "workers"),
    ("cases", "area", "workers"),
    ("cases", "request", "requests"),
    ("case_steps", "ref", "cases"),
    ("case_steps", "worker", "workers"),
    ("case_roles", "ref", "cases"),
    ("case_roles", "worker", "workers"),
    ("case_queue", "ref", "cases"),
    ("case_pauses", "ref", "cases"),
    ("arrangements", "worker", "workers"),
    ("arrangements", "pair", "workers"),
    ("referrals", "ref", "arrangements"),
    ("referral_outcomes", "ref", "referrals"),
    ("referral_outcomes", "worker", "workers"),
    ("appointments", "ref", "arrangements"),
    ("appointment_tries", "ref", "appointments"),
    ("appointment_tries", "worker", "workers"),
    ("goals", "ref", "cases"),
    ("goals", "worker", "workers"),
    ("feedback_answers", "ref", "cases"),
    ("concerns", "ref", "cases"),
    ("concerns", "worker", "workers"),
    ("pauses", "ref", "requests"),
    ("cases", "worker", "workers"),
    ("cases", "pair", "workers"),
    ("cases", "area", "workers"),
    ("cases", "request", "requests"),
    ("case_steps", "ref", "cases"),
    ("case_steps", "worker", "workers"),
    ("case_roles", "ref", "cases"),
    ("case_roles", "worker", "workers"),
    ("case_queue", "ref", "cases"),
    ("queue_changes", "ref", "cases"),
    ("queue_changes", "worker", "workers"),
    ("told", "ref", "cases"),
    ("told", "worker", "workers"),
    ("case_pauses", "ref", "cases"),
    ("visits", "worker", "workers"),
    ("visit_matters", "visit", "visits"),
    ("offers", "worker", "workers"),
    ("service_topics", "code", "services"),
    ("absences", "worker", "workers"),
    ("absences", "deputy", "workers"),
}
OWN = "name NOT LIKE 'sqlite_%' AND name NOT LIKE '%sqlite_migrations%'"


@pytest.fixture
def connection() -> Iterator[Any]:
    """A database in memory; the steps know nothing of keys and files."""
    found = sqlcipher.connect(":memory:", isolation_level=None)
    yield found
    found.close()


def described(connection: Any, table: str) -> str:  # noqa: ANN401 (the driver has no types)
    """The columns of a table, in the words of `TABLES`."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return " ".join(f"{name} {kind}{'!' if key else '' if must else '*'}" for _n, name, kind, must, _d, key in columns)


def schema_of(connection: Any, kind: str) -> dict[str, str]:  # noqa: ANN401
    """The statements that made the tables, indexes or triggers of the file."""
    sql = f"SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND {OWN}"
    return dict(connection.execute(sql, [kind]).fetchall())


def dumped(connection: Any) -> dict[str, list[Any]]:  # noqa: ANN401
    """Everything in the database."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("sqlite_schema", *tables)}


def test_the_schema(connection: Any) -> None:  # noqa: ANN401
    """An empty file gets exactly these tables, columns, indexes, triggers and references, and the schema's number."""
    assert migrate(connection) == SCHEMA == len(STEPS)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert {table: described(connection, table) for table in schema_of(connection, "table")} == TABLES
    indexes = schema_of(connection, "index")
    assert {name: sql.split(" ON ", 1)[1] for name, sql in indexes.items()} == INDEXES
    assert sorted(name for name, sql in indexes.items() if "UNIQUE" in sql) == sorted(UNIQUE)
    assert set(schema_of(connection, "trigger")) == TRIGGERS
    keyed = {table: connection.execute(f"PRAGMA foreign_key_list({table})").fetchall() for table in TABLES}
    assert {(table, key[3], key[2]) for table, found in keyed.items() for key in found} == REFERENCES


def test_every_table_is_strict(connection: Any) -> None:  # noqa: ANN401
    """SQLite checks the type of every value in every table of ours."""
    migrate(connection)
    listed = connection.execute("PRAGMA table_list").fetchall()
    assert {name for schema, name, kind, _n, _w, strict in listed if strict} == set(TABLES)


def test_steps_are_only_appended(connection: Any) -> None:  # noqa: ANN401
    """The steps that a file has taken are recorded by these names, in this order."""
    migrate(connection)
    assert [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")] == STEPS


@pytest.mark.parametrize(
    "broken",
    [
        {"outcome": "'withdrawn'"},
        {"closed_at": "'2026-06-17T06:00:00Z'"},
        {"next_on": "NULL"},
        {"pair": "'anna'"},
        {"pair": "'anna'", "worker": "'anna'"},
        {"ref": "NULL"},
        {"attempts": "'many'"},
    ],
)
def test_what_a_request_can_never_be(connection: Any, broken: dict[str, str]) -> None:  # noqa: ANN401
    """The file itself refuses half-closed requests, a pair without a worker or of one person, and wrong types."""
    migrate(connection)
    connection.execute(
        "INSERT INTO workers (code, folded, role, qualification) VALUES ('anna', 'anna', 'lead', 'none')"
    )
    words = TABLES["requests"].split()
    must = {name: kind for name, kind in zip(words[::2], words[1::2], strict=True) if "*" not in kind}
    values = {name: "1" if kind == "INTEGER" else "'x'" for name, kind in must.items()}
    values["next_on"] = "'2026-06-18'"

    def insert(chosen: dict[str, str]) -> None:
        connection.execute(f"INSERT INTO requests ({', '.join(chosen)}) VALUES ({', '.join(chosen.values())})")

    with pytest.raises(sqlcipher.IntegrityError):
        insert(values | broken)
    insert(values)


def test_migrating_again_changes_nothing(connection: Any) -> None:  # noqa: ANN401
    """A file that has taken all steps stays as it is."""
    migrate(connection)
    before = dumped(connection)
    assert migrate(connection) == SCHEMA
    assert dumped(connection) == before


@pytest.mark.parametrize("of", ["sote", "another-set"])
def test_a_step_that_nobody_knows(connection: Any, of: str) -> None:  # noqa: ANN401
    """A file that has taken a step unknown to this program is left alone."""
    migrate(connection)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, 'm999_new', '')", [of]
    )
    before = dumped(connection)
    with pytest.raises(UnknownStepError):
        migrate(connection)
    assert dumped(connection) == before
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA


def with_steps(monkeypatch: pytest.MonkeyPatch, *more: Any) -> None:  # noqa: ANN401
    """Let the program know more steps; there is no second one yet to test with."""
    steps = Migrations("sote")
    for step in (migrations.m001_requests, *more):
        steps()(step)
    monkeypatch.setattr(migrations, "schema", steps)


def m002_more(db: sqlite_utils.Database) -> None:
    """Another table."""
    db.execute("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT")


def m003_fails(db: sqlite_utils.Database) -> None:
    """Two statements, the second of which fails."""
    db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
    db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")


def test_nothing_is_migrated_without_a_backup(connection: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    """A file with something in it does not take a pending step before it was backed up."""
    migrate(connection)
    before = dumped(connection)
    with_steps(monkeypatch, m002_more)
    with pytest.raises(BackupNeededError):
        migrate(connection)
    assert dumped(connection) == before


def test_an_empty_file_takes_all_steps(connection: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    """The schema's number is that of the steps that were taken."""
    with_steps(monkeypatch, m002_more)
    assert migrate(connection) == 2
    assert described(connection, "more") == "id INTEGER!"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A keyed file without a schema."""
    path = tmp_path / "empty.db"
    path.touch()
    database = make_database(path, derive_once(PASSPHRASE, b"0123456789abcdef").raw)
    yield database
    database.close()


def test_a_step_that_fails_leaves_nothing(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a step fails half-way the file has neither it nor the steps before it, and can still take them."""
    with monkeypatch.context() as patched:
        with_steps(patched, m002_more, m003_fails)
        with pytest.raises(sqlcipher.OperationalError), empty.transaction():
            migrate(empty.for_migrations())
    assert empty.rows("SELECT name FROM sqlite_schema") == []
    assert empty.rows("PRAGMA user_version")[0][0] == 0
    with empty.transaction():
        assert migrate(empty.for_migrations()) == SCHEMA


def test_the_cipher_is_that_of_any_tool(empty: Database) -> None:
    """A new file has SQLCipher's default settings."""
    found = {name: empty.rows(f"PRAGMA {name}")[0][0] for name in ("cipher_page_size", "kdf_iter", "page_size")}
    assert (found["cipher_page_size"], int(found["page_size"]), keys.PAGE) == ("4096", 4096, 4096)
    assert found["kdf_iter"] == str(keys.ROUNDS)
