"""The formats of a report, each from a `Publishable` to the whole content of its files.

Contents are made before anything is written, so whoever keeps a release can hash them, and a full disk leaves nothing.
Each writer is imported by its own format only: the libraries are slow, and one of them is an extra.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from sotecli.core.codes import Form, ReportFormat
from sotecli.core.suppression import Publishable
from sotecli.errors.refused import AlreadyThereError
from sotecli.i18n import _
from sotecli.render import files, output

NO_TEXT = (ReportFormat.XLSX, ReportFormat.PARQUET)
"""Formats that cannot stand on standard output."""


def format_of(path: Path) -> ReportFormat:
    """The format that a file's ending says; a page to read if it says none."""
    found = path.suffix.removeprefix(".").lower()
    return ReportFormat(found) if found in set(ReportFormat) else ReportFormat.TABLE


def contents(publishable: Publishable, form: ReportFormat, path: Path, *, excel: bool = False) -> dict[Path, bytes]:
    """What each file of a report holds, the report itself first; the same report gives the same bytes."""
    if form is ReportFormat.CSV:
        return _csv(publishable, path, excel=excel)
    if form is ReportFormat.PARQUET:
        return _parquet(publishable, path)
    return {path: WRITERS[form](publishable)}


def show(publishable: Publishable, form: ReportFormat, *, excel: bool = False) -> None:
    """A report on standard output; the dictionary of a CSV stands beside its file only."""
    first, *_beside = contents(publishable, form, Path("report"), excel=excel).values()
    output.raw(first)


def must_be_replaceable(path: Path) -> None:
    """Raise `AlreadyThereError` if what lies there never gives its place to a report, --force or not."""
    if not files.is_replaceable(path):
        raise AlreadyThereError(path=path)


def write(made: Mapping[Path, bytes], *, replace: bool, settle: Callable[[], None]) -> None:
    """Put the files of a report in their places, once what depends on them is settled, and say where they are."""
    files.write_together(made, replace=replace, settle=settle)
    for path in made:
        output.note(_("Written: {path}").format(path=path))


def _csv(publishable: Publishable, path: Path, *, excel: bool) -> dict[Path, bytes]:
    from sotecli.render import report_csv  # noqa: PLC0415

    dialect = report_csv.EXCEL if excel else report_csv.PLAIN
    figures = report_csv.figures_csv(publishable, dialect)
    return {path: figures, _beside(path): report_csv.dictionary_csv(publishable, dialect)}


def _parquet(publishable: Publishable, path: Path) -> dict[Path, bytes]:
    from sotecli.render import report_parquet  # noqa: PLC0415

    figures = report_parquet.figures_parquet(publishable)
    return {path: figures, _beside(path): report_parquet.dictionary_parquet(publishable)}


def _beside(path: Path) -> Path:
    """Where the dictionary of a file lies: `pilot.dictionary.csv` beside `pilot.csv`."""
    return path.with_name(f"{path.stem}.dictionary{path.suffix}")


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
