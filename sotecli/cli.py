"""The door: global options, the command groups, and the one boundary where every error is told."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from sotecli import __version__
from sotecli.commands.options import (
    Json,
    Plain,
    read_descriptor,
    read_language,
    read_path,
    read_worker,
    session_of,
    set_form,
)
from sotecli.core.personal import looks_personal
from sotecli.errors.base import BugError, InterruptedByUserError, SoteError
from sotecli.errors.file import StorageFailedError
from sotecli.errors.usage import UnsafeArgumentError, UsageError
from sotecli.grammar import SoteGroup, lazy, told
from sotecli.i18n import N_, choose_language, language_asked_for
from sotecli.render import output
from sotecli.render.failure import failure
from sotecli.session import Asked, Session
from sotecli.settings import configured_language

GROUPS = {
    "request": N_("Contact requests: take in, look at, close"),
    "worker": N_("Workers, and who works with whom"),
    "case": N_("Clientships on the path of an operating model"),
    "referral": N_("Referrals to other services, until the person has arrived and the result is known"),
    "contact": N_("The contact log"),
    "appointment": N_("Appointments: how each went, and reaching out after a missed one"),
    "visit": N_("Visits of a lähitori: count them in a few letters"),
    "offer": N_("The custody's own tally of what it offered"),
    "feedback": N_("What clients say after a contact: three short questions, anonymous unless they consent"),
    "concern": N_("Concern reports, counted before and after; never what they say"),
    "followup": N_("Who must be contacted, and why that day"),
    "calendar": N_("Working days: count them, see why, close and open them"),
    "service": N_("The directory of services: what there is, where, when, for whom"),
    "rule": N_("Deadline rules of the law, with their sources"),
    "model": N_("Operating models: the steps of a path, and what each needs"),
    "report": N_("Evaluation of the pilot, of visits, housing and reviews; the workload"),
    "setting": N_("What the unit has settled"),
}
SINGLES = {
    "init": N_("Make the unit's encrypted file"),
    "demo": N_("Look around in an invented pilot"),
}
PATH_OPTIONS = frozenset({"--file", "--output", "--keep"})


class Root(SoteGroup):
    """`sote` itself, which knows its groups by name and imports the one that is called."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        for name, text in SINGLES.items():
            lazy(self, name, f"sotecli.commands.{name}", text, single=True)
        for name, text in GROUPS.items():
            lazy(self, name, f"sotecli.commands.{name}", text)


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    help=N_("Who asked for a contact, who makes it, by when. Without a command: my day."),
)


@app.callback()
def root(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Option(metavar="PATH", parser=read_path, help=N_("The unit's file."))] = None,
    worker: Annotated[str | None, typer.Option(metavar="CODE", parser=read_worker, help=N_("Who is working."))] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="fi|sv|en", parser=read_language, help=N_("The language of this run."))
    ] = None,
    no_input: Annotated[
        bool,
        typer.Option("--no-input", help=N_("Ask nothing.")),
    ] = False,
    passphrase_fd: Annotated[
        int | None,
        typer.Option(metavar="N", parser=read_descriptor, help=N_("Read the passphrase from this file descriptor.")),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version and exit."))] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Keep what was asked for; nothing is opened yet."""
    asked = Asked(file=file, worker=worker, lang=lang, no_input=no_input, passphrase_fd=passphrase_fd)
    session = Session(asked, _ask_worker)
    ctx.obj = session
    ctx.call_on_close(session.close)
    set_form(session, as_json=as_json, plain=plain)
    if version:
        output.say(__version__)
    elif ctx.invoked_subcommand is None:
        from sotecli.commands.today import today  # noqa: PLC0415 (only `sote` alone needs it)

        today(session_of(ctx))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; every error ends here."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except BrokenPipeError:  # whoever read the results has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:
        found = _named(error, words)
        if isinstance(found, BugError) and os.environ.get("SOTE_DEBUG"):
            raise
        with suppress(Exception):  # when not even the error can be told, its exit code is
            failure(found, as_json=bool({"--json", "json", "--format=json"} & set(words)))
        return found.exit_code


def _ask_worker(codes: Sequence[str]) -> str:
    from sotecli import questions  # noqa: PLC0415 (whoever is known is not asked)

    return questions.worker(codes)


def _run(words: list[str]) -> int:
    choose_language(lambda: language_asked_for(words, os.environ, configured_language))
    os.environ.pop("_SOTE_COMPLETE", None)  # typer would take it for a request to complete words
    try:
        code = app(words, standalone_mode=False, prog_name="sote")
    except typer.TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":
            raise
        output.note(str(error))
        return UsageError.exit_code
    sys.stdout.flush()
    if code == InterruptedByUserError.exit_code:
        raise InterruptedByUserError
    return code if isinstance(code, int) else 0


def _named(error: BaseException, words: Sequence[str]) -> SoteError:
    """The error as one of ours; what has no name is a bug, told by a number and without contents."""
    if isinstance(error, SoteError):
        return error
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        return InterruptedByUserError()
    if isinstance(error, typer.TyperException):
        unsafe = any(looks_personal(word) for word in _without_paths(words))
        return UnsafeArgumentError() if unsafe else told(error)
    if isinstance(error, OSError):
        return StorageFailedError(path=error.filename or "", reason=(error.strerror or "").lower())
    return BugError(report=os.urandom(4).hex())


def _without_paths(words: Sequence[str]) -> list[str]:
    """The words of the call that are not the value of an option that takes a path."""
    return [
        word
        for before, word in zip(["", *words], words, strict=False)
        if before not in PATH_OPTIONS and not word.startswith(tuple(f"{option}=" for option in PATH_OPTIONS))
    ]
