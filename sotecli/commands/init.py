"""`sote init`: make the unit's encrypted file."""

import os
from typing import Annotated

import typer

from sotecli import keys, passphrase, questions
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_language, read_name, read_worker, session_of
from sotecli.core.act import Act
from sotecli.core.codes import Language, Qualification, Role
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.worker import Worker
from sotecli.errors.file import NoFolderError
from sotecli.errors.refused import AlreadyThereError
from sotecli.errors.usage import FixedClockError, NoTerminalError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import unit as render
from sotecli.session import Session, clock
from sotecli.settings import default_path
from sotecli.storage.database import SCHEMA
from sotecli.storage.making import make

app = new_group()


@command(app, N_("Make the unit's encrypted file"))
def init(
    ctx: typer.Context,
    unit: Annotated[str, typer.Option(metavar="NAME", parser=read_name, help=N_("The name of the unit."))],
    worker: Annotated[
        str, typer.Option(metavar="CODE", parser=read_worker, help=N_("The first worker, who is the team lead."))
    ],
    training: Annotated[
        bool, typer.Option("--training", help=N_("A file to practise with; it may have a clock of its own."))
    ] = False,
    qualification: Annotated[
        Qualification | None,
        typer.Option(metavar="CODE", parser=code_of(Qualification), help=N_("Their profession, as a code.")),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(metavar="fi|sv|en", parser=read_language, help=N_("The language of the unit's reports.")),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Make the file with its first worker."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    now = clock(may_be_fixed=training)
    _look_ahead(session, training=training)
    typed = _new_passphrase(session)
    settings = {key: setting.default for key, setting in SETTINGS.items()} | ({"lang": lang} if lang else {})
    made = Unit(name=unit, training=training, settings=settings)
    act = Act(worker=worker, at=now, action="init")
    if not dry_run:
        _make_folder(session)
        first = Worker(code=worker, role=Role.LEAD, qualification=qualification or Qualification.NONE)
        make(session.path, keys.derive(typed, keys.new_salt()).raw, made, first, act)
    render.file_made(session.form, session.path, made, worker, SCHEMA)


def _look_ahead(session: Session, *, training: bool) -> None:
    """Refuse before a passphrase is asked."""
    if os.environ.get("SOTE_NOW") and not training:
        raise FixedClockError
    if session.path.exists():
        raise AlreadyThereError(path=session.path)
    if session.path != default_path() and not session.path.parent.is_dir():
        raise NoFolderError(path=session.path.parent)


def _make_folder(session: Session) -> None:
    """Make the default folder, which nobody can be asked to make; others are not ours to make."""
    if session.path == default_path():
        session.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _new_passphrase(session: Session) -> str:
    given = passphrase.given(session.asked.passphrase_fd)
    if given is not None:
        return keys.checked_new_passphrase(given)
    if not session.may_ask:
        raise NoTerminalError
    return questions.new_passphrase()
