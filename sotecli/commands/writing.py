"""In which format a report is written, and where: options, what goes together, and files that are in the way."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sotecli import questions
from sotecli.commands.options import code_of, must_lie_apart, read_output
from sotecli.core.codes import Form, PageFormat, ReportFormat
from sotecli.core.suppression import Publishable
from sotecli.errors.export import EndingFormatError, NeedsFileError, ReportThereError, UnknownEndingError
from sotecli.errors.usage import TogetherError
from sotecli.i18n import N_, _
from sotecli.render import files, report_files
from sotecli.render import report as render
from sotecli.render.progress import working
from sotecli.session import Session

FormatOption = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        metavar="table|json|csv|xlsx|html|parquet",
        parser=code_of(ReportFormat),
        help=N_("How it is written; unless you say, as the file's name ends."),
    ),
]
PageOption = Annotated[
    PageFormat | None,
    typer.Option("--format", metavar="table|json", parser=code_of(PageFormat), help=N_("How it is written.")),
]
Output = Annotated[Path | None, typer.Option(metavar="PATH", parser=read_output, help=N_("Write it into a new file."))]
Excel = Annotated[
    bool, typer.Option("--excel", help=N_("CSV as a Finnish Excel reads it: semicolons and decimal commas."))
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace a file that is there already."))]


Settle = Callable[[dict[Path, bytes]], None]


class Wanted(NamedTuple):
    """How a report is to be written."""

    form: ReportFormat | None
    output: Path | None
    excel: bool
    force: bool

    @property
    def asked(self) -> ReportFormat | None:
        """The format that was asked for, if one was."""
        return self.form or (ReportFormat.CSV if self.excel else None)

    @property
    def named(self) -> ReportFormat | None:
        """The format that the file's name says, if it says one."""
        return report_files.format_of(self.output) if self.output else None

    @property
    def format(self) -> ReportFormat:
        """The format that was asked for, else the one that the file's name says; else a page to read."""
        return self.asked or self.named or ReportFormat.TABLE


def counting() -> AbstractContextManager[None]:
    """Tell whoever waits at a terminal that figures are being counted; the file is open already, nothing is asked."""
    return working(_("Counting …"))


def checking() -> AbstractContextManager[None]:
    """Tell them that disclosure control decides what may be seen, or that the program attacks it."""
    return working(_("Checking that nobody can be recognised …"))


def must_go_together(session: Session, wanted: Wanted) -> None:
    """Refuse a call before anything is opened.

    Raises:
        TogetherError: Two formats were asked for.
        NeedsFileError: A format that is no text has no file to stand in.
        UnknownEndingError: Neither an option nor the file's name says a format.
        EndingFormatError: They say different ones.
        BadOutputError: The place belongs to the unit's file, or that of the dictionary does.
    """
    other = f"--format {wanted.format}"
    if session.form is Form.JSON and wanted.asked not in {None, ReportFormat.JSON}:
        raise TogetherError(one="--json", other=other)
    if wanted.excel and wanted.format is not ReportFormat.CSV:
        raise TogetherError(one="--excel", other=other)
    if wanted.output:
        _must_be_named_so(session, wanted, wanted.output)
        for path in report_files.places(_form(session, wanted), wanted.output):
            must_lie_apart(session, path)
    elif wanted.format in report_files.NO_TEXT:
        raise NeedsFileError(format=wanted.format)


def _must_be_named_so(session: Session, wanted: Wanted, path: Path) -> None:
    """Hold the ending of a file against the format that was asked for; CSV for Excel may be a text, too."""
    asked = ReportFormat.JSON if session.form is Form.JSON else wanted.asked
    if not asked and not wanted.named:
        raise UnknownEndingError(path=path, known=", ".join(report_files.ENDINGS))
    if asked and wanted.named not in {None, asked, ReportFormat.TABLE if wanted.excel else asked}:
        raise EndingFormatError(ending=path.suffix, format=asked)


def _form(session: Session, wanted: Wanted) -> ReportFormat:
    return ReportFormat.JSON if session.form is Form.JSON else wanted.format


def placed(session: Session, wanted: Wanted) -> Wanted:
    """The same once nothing is in the way of its files, asked before anything is counted.

    Raises:
        NoOutputFolderError: There is no folder for them.
        ReportThereError: One is there, and nobody said that it may be replaced.
        AlreadyThereError: What is there is no ordinary file.
    """
    if wanted.output is None or session.dry_run:
        return wanted
    report_files.must_have_folder(wanted.output)
    paths = report_files.places(_form(session, wanted), wanted.output)
    return wanted._replace(force=may_replace(session, paths, force=wanted.force) or wanted.force)


def contents(session: Session, publishable: Publishable, wanted: Wanted) -> dict[Path, bytes]:
    """What each file of the report will hold; none if it goes to standard output.

    Raises:
        MissingExtraError: The format's library is not installed.
    """
    if wanted.output is None:
        return {}
    return report_files.contents(publishable, _form(session, wanted), wanted.output, excel=wanted.excel)


def may_replace(session: Session, paths: Iterable[Path], *, force: bool) -> bool:
    """Whether files that are there already are replaced: with --force, or when somebody at the terminal says so.

    Raises:
        ReportThereError: One is there, and nobody said that it may be replaced.
        AlreadyThereError: What is there is no ordinary file.
    """
    there = [path for path in paths if path.is_symlink() or path.exists()]
    for path in there:
        report_files.must_be_replaceable(path)
        if not (force or (session.is_interactive and questions.replaced(path))):
            raise ReportThereError(path=path)
    return bool(there)


def write(
    session: Session,
    publishable: Publishable,
    wanted: Wanted,
    settle: Settle = lambda _made: None,
    *,
    confirmed: str = "",
) -> None:
    """Write the files of the report; `settle` has what they hold, and when it fails nothing is written.

    Raises:
        ReportThereError: A file has come into the way.
        StorageFailedError: The disk is full; nothing was written.
    """
    made = contents(session, publishable, wanted)
    replace = may_replace(session, made, force=wanted.force)
    files.write_together(made, replace=replace, settle=partial(settle, made))
    report_files.written(publishable, list(made), confirmed)


def present(session: Session, publishable: Publishable, wanted: Wanted, ways: render.Ways) -> None:
    """Show the report on standard output; a page tells at its end which ways lead on from it."""
    if wanted.format in {ReportFormat.CSV, ReportFormat.HTML}:
        report_files.show(publishable, wanted.format, excel=wanted.excel)
    else:
        render.report(session.form, publishable, ways)
