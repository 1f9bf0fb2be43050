"""`sote service import` and `export`: the directory as HSDS and CSV."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import DryRun, Json, Plain, code_of, must_lie_apart, read_output, read_path, session_of
from sotecli.commands.service.group import app
from sotecli.core.act import Act
from sotecli.core.codes import DirectoryFormat, Form
from sotecli.core.service import Kept, Outcome
from sotecli.directory.source import opened, shape_of
from sotecli.directory.told import Told, decided, free_code, told
from sotecli.errors.service import RowError
from sotecli.errors.usage import StandardInputTakenError
from sotecli.grammar import command
from sotecli.i18n import N_
from sotecli.render import service_files as render
from sotecli.render.files import write_file
from sotecli.session import Session
from sotecli.storage import services

BATCH = 1_000
"""Rows that are kept at once: others can write in between, and memory holds no more than these."""
Format = Annotated[
    DirectoryFormat | None,
    typer.Option(
        "--format", metavar="hsds|csv", parser=code_of(DirectoryFormat), help=N_("The format; told by the file's name.")
    ),
]


@command(
    app,
    N_("Take in services from a file of HSDS 3 (JSON, JSON Lines) or CSV; each row is taken or rejected"),
    name="import",
)
def take_in(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE|-", parser=read_path, help=N_("The file; - is standard input."))
    ],
    form: Format = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take in a file of services, and end with 1 if a row was rejected; the same file again changes nothing."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    if str(file) == "-" and session.asked.passphrase_fd == 0:
        raise StandardInputTakenError
    act = session.act("service.import")
    with opened(file) as text:
        rows = told(text, form or shape_of(file, text), session.today)
        outcomes: list[Outcome] = []
        with _telling(session, outcomes):
            outcomes += _taken_in(session, rows, act)
    render.imported(session.form, outcomes, dry_run=dry_run)
    if any(one.error for one in outcomes):
        raise typer.Exit(1)


@command(app, N_("Write the directory to a new file as HSDS 3 or CSV"))
def export(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="FILE", parser=read_output, help=N_("The file to write."))],
    form: Format = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Write every service, those that have ended too."""
    from sotecli.directory.export import csv_text, hsds_text  # noqa: PLC0415 (import writes nothing)

    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("service.export")
    must_lie_apart(session, output)
    as_csv = form is DirectoryFormat.CSV or (form is None and output.suffix.lower() == ".csv")
    found = services.listing(session.database)
    write_file(output, csv_text(found) if as_csv else hsds_text(found, session.unit.name))
    render.exported(session.form, output, len(found), DirectoryFormat.CSV if as_csv else DirectoryFormat.HSDS)


@contextmanager
def _telling(session: Session, outcomes: Sequence[Outcome]) -> Iterator[None]:
    """Say how many rows are in when a file breaks off: those were kept some at a time."""
    try:
        yield
    except BaseException:
        if outcomes and not session.dry_run and session.form is not Form.JSON:
            render.broken_off(sum(one.error is None for one in outcomes))
        raise


def _taken_in(session: Session, rows: Iterator[tuple[int, Told | RowError]], act: Act) -> Iterator[Outcome]:
    """What became of each row, some rows at a time."""
    while batch := list(islice(rows, BATCH)):
        decisions = [partial(_decided, session, one) for _row, one in batch]
        for (row, one), kept in zip(batch, services.take_in(session.database, decisions, act), strict=True):
            left_out = one.left_out if isinstance(one, Told) else ()
            if isinstance(kept, RowError):
                yield Outcome(row, error=kept)
            else:
                yield Outcome(row, kept.service.code, kept.change, left_out)


def _decided(session: Session, one: Told | RowError) -> Kept | RowError:
    """What becomes of a row, seen inside the transaction that keeps it."""
    from sotecli.directory.export import exported_id  # noqa: PLC0415

    if isinstance(one, RowError):
        return one
    database = session.database
    found = services.of_source(database, one.source_id)
    if found is None and one.own:
        same = services.find(database, one.code)
        ours = same and one.source_id in {"", exported_id(same, session.unit.name)}
        found = same if ours else None
    code = found.code if found else free_code(one, partial(services.exists, database))
    return decided(found, one, code, session.today)
