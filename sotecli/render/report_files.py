"""The formats of a report, each from a `Publishable` to the whole content of its files.

Contents are made before anything is written, so whoever keeps a release can hash them, and a full disk leaves nothing.
Each writer is imported by its own format only: the libraries are slow, and one of them is an extra.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from sotecli.core.codes import Form, Level, ReportFormat
from sotecli.core.suppression import Publishable
from sotecli.errors.file import NoOutputFolderError
from sotecli.errors.refused import AlreadyThereError
from sotecli.i18n import N_, _
from sotecli.render import files, output
from sotecli.render.report_notes import ALONE

NO_TEXT = (ReportFormat.XLSX, ReportFormat.PARQUET)
"""Formats that cannot stand on standard output."""
WITH_DICTIONARY = (ReportFormat.CSV, ReportFormat.PARQUET)
"""Formats that are figures alone, beside which a file lies that says what they mean."""
ENDINGS = {
    ".html": ReportFormat.HTML,
    ".xlsx": ReportFormat.XLSX,
    ".csv": ReportFormat.CSV,
    ".json": ReportFormat.JSON,
    ".txt": ReportFormat.TABLE,
    ".parquet": ReportFormat.PARQUET,
}
SHORTER = {".htm": ".html"}


WRITTEN = (
    N_("INTERNAL report written: {path}. Keep it in the unit."),
    N_("INTERNAL report written: {path}. Not to be passed on."),
)
"""What is said of one unit's exact report, then of the county's."""


def format_of(path: Path) -> ReportFormat | None:
    """The format that a file's ending says, if it is a known one."""
    ending = path.suffix.lower()
    return ENDINGS.get(SHORTER.get(ending, ending))


def places(form: ReportFormat, path: Path) -> list[Path]:
    """Where the files of a report lie, the report itself first: `pilot.dictionary.csv` beside `pilot.csv`."""
    beside = [path.with_name(f"{path.stem}.dictionary{path.suffix}")] if form in WITH_DICTIONARY else []
    return [path, *beside]


def contents(publishable: Publishable, form: ReportFormat, path: Path, *, excel: bool = False) -> dict[Path, bytes]:
    """What each file of a report holds, the report itself first; the same report gives the same bytes."""
    made: tuple[bytes, ...]
    if form is ReportFormat.CSV:
        made = _csv(publishable, excel=excel)
    elif form is ReportFormat.PARQUET:
        made = _parquet(publishable)
    else:
        made = (WRITERS[form](publishable),)
    return dict(zip(places(form, path), made, strict=True))


def show(publishable: Publishable, form: ReportFormat, *, excel: bool = False) -> None:
    """A report on standard output; the dictionary of a CSV stands beside its file only."""
    first, *_beside = contents(publishable, form, Path("report"), excel=excel).values()
    output.raw(first)


def must_be_replaceable(path: Path) -> None:
    """Raise `AlreadyThereError` if what lies there never gives its place to a report, --force or not."""
    if not files.is_replaceable(path):
        raise AlreadyThereError(path=path)


def must_have_folder(path: Path) -> None:
    """Raise `NoOutputFolderError` if there is no folder for the file."""
    if not path.parent.is_dir():
        raise NoOutputFolderError(path=path.parent)


def written(publishable: Publishable, paths: Sequence[Path], confirmed: str) -> None:
    """Say where the files of a report are, and whether they may leave the unit."""
    path, *beside = paths
    across, leaves = bool(publishable.report.extracts), publishable.level is Level.RELEASE
    output.note(_told(leaves, across, confirmed).format(path=path, worker=confirmed))
    for dictionary in beside:
        told = _("Its dictionary: {path} (send it along).") if leaves else _("Its dictionary: {path}.")
        output.note(told.format(path=dictionary))
    if across and leaves:
        output.note(_(ALONE))


def _told(leaves: bool, across: bool, confirmed: str) -> str:
    if not leaves:
        return _(WRITTEN[across])
    if across:
        return _("Written: {path}. It may be published.")
    if confirmed:
        return _("Released: {path} (confirmed by {worker}). It may leave the unit.")
    return _("Released: {path}. It may leave the unit.")


def _csv(publishable: Publishable, *, excel: bool) -> tuple[bytes, bytes]:
    from sotecli.render import report_csv  # noqa: PLC0415

    dialect = report_csv.EXCEL if excel else report_csv.PLAIN
    return report_csv.figures_csv(publishable, dialect), report_csv.dictionary_csv(publishable, dialect)


def _parquet(publishable: Publishable) -> tuple[bytes, bytes]:
    from sotecli.render import report_parquet  # noqa: PLC0415

    return report_parquet.figures_parquet(publishable), report_parquet.dictionary_parquet(publishable)


def _html(publishable: Publishable) -> bytes:
    from sotecli.render.report_html import page  # noqa: PLC0415

    return page(publishable).encode()


def _json(publishable: Publishable) -> bytes:
    from sotecli.render.report import text  # noqa: PLC0415

    return text(Form.JSON, publishable).encode()


def _table(publishable: Publishable) -> bytes:
    from sotecli.render.report import text  # noqa: PLC0415

    return text(Form.PLAIN, publishable).encode()


def _xlsx(publishable: Publishable) -> bytes:
    from sotecli.render.report_xlsx import workbook  # noqa: PLC0415

    return workbook(publishable)


WRITERS: dict[ReportFormat, Callable[[Publishable], bytes]] = {
    ReportFormat.HTML: _html,
    ReportFormat.JSON: _json,
    ReportFormat.TABLE: _table,
    ReportFormat.XLSX: _xlsx,
}
