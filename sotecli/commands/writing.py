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
from sotecli.errors.export import NeedsFileError, ReportThereError
from sotecli.errors.usage import TogetherError
from sotecli.i18n import N_, _
from sotecli.render import report as render
from sotecli.render import report_files
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
    def format(self) -> ReportFormat:
        """The format that was asked for, else the one that the file's name says."""
        if self.form or self.excel:
            return self.form or ReportFormat.CSV
        return report_files.format_of(self.output) if self.output else ReportFormat.TABLE


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
        BadOutputError: The place belongs to the unit's file.
    """
    other = f"--format {wanted.format}"
    if session.form is Form.JSON and wanted.format not in {ReportFormat.TABLE, ReportFormat.JSON}:
        raise TogetherError(one="--json", other=other)
    if wanted.excel and wanted.format is not ReportFormat.CSV:
        raise TogetherError(one="--excel", other=other)
    if wanted.format in report_files.NO_TEXT and wanted.output is None:
        raise NeedsFileError(format=wanted.format)
    must_lie_apart(session, wanted.output)


def contents(session: Session, publishable: Publishable, wanted: Wanted) -> dict[Path, bytes]:
    """What each file of the report will hold; none if it goes to standard output.

    Raises:
        BadOutputError: A file beside it would lie on the unit's own.
        MissingExtraError: The format's library is not installed.
    """
    if wanted.output is None:
        return {}
    form = ReportFormat.JSON if session.form is Form.JSON else wanted.format
    made = report_files.contents(publishable, form, wanted.output, excel=wanted.excel)
    for path in made:
        must_lie_apart(session, path)
    return made


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


def write_or_show(
    session: Session, publishable: Publishable, wanted: Wanted, settle: Settle = lambda _made: None
) -> None:
    """Write the files of the report, or show it; `settle` has what they hold, and when it fails nothing is written.

    Raises:
        ReportThereError: A file is in the way.
        StorageFailedError: The disk is full; nothing was written.
    """
    made = contents(session, publishable, wanted)
    replace = may_replace(session, made, force=wanted.force)
    if made:
        report_files.write(made, replace=replace, settle=partial(settle, made))
        return
    settle(made)
    if wanted.format in {ReportFormat.CSV, ReportFormat.HTML}:
        report_files.show(publishable, wanted.format, excel=wanted.excel)
    else:
        render.report(session.form, publishable)
