"""The workload: about workers, so it is for the unit's own eyes and says so."""

import io
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from sotecli.core.codes import Form
from sotecli.core.workload import AS_AREA, AS_PAIR, AS_WORKER, LATE, Line, Load, Workload
from sotecli.i18n import _
from sotecli.render import files, output, words


def workload(form: Form, found: Workload, unit: str, path: Path | None = None) -> None:
    """The page on standard output, or in a new file that only its owner can read."""
    if path is None:
        _page(form, found, unit)
        return
    written = io.StringIO()
    with redirect_stdout(written):
        _page(Form.JSON if form is Form.JSON else Form.PLAIN, found, unit)
    files.write_file(path, written.getvalue())
    output.note(_("Written: {path}").format(path=path))


def _page(form: Form, found: Workload, unit: str) -> None:
    if form is Form.JSON:
        output.document(_document(found, unit))
        return
    output.say(unit)
    output.say(_("Workload, {day}").format(day=words.long_day(found.on)))
    output.say(_("INTERNAL: about workers, for the unit's own eyes. Not to be passed on."))
    output.say()
    columns = [_("worker"), _("points"), _("own"), _("as pair"), _("area"), _("late"), _("this week"), _("away")]
    output.table(form, columns, [_row(line) for line in found.lines])
    output.say()
    if found.nobody.as_worker:
        output.say(_("Without a personal worker: {count}").format(count=found.nobody.as_worker))
    output.say(_suggestion(found.proposed))
    weights = {"worker": AS_WORKER, "pair": AS_PAIR, "area": AS_AREA, "late": LATE}
    output.say(
        _(
            "Points: {worker} for each matter of one's own, {pair} as the pair, {area} as the area social worker, "
            "{late} more for each of one's own that is late. Who is away today is not proposed. People decide; "
            "nothing was assigned."
        ).format(**weights)
    )


def _row(line: Line) -> list[str]:
    load = line.load
    figures = (load.points, load.as_worker, load.as_pair, load.cases_area, load.late, load.due)
    return [line.worker.code, *map(str, figures), _away(line)]


def _away(line: Line) -> str:
    if line.absence is None:
        return output.NOTHING
    start, end = words.short_day(line.absence.from_on), words.short_day(line.absence.to_on)
    return _("{start} – {end}, {deputy} stands in").format(start=start, end=end, deputy=line.absence.deputy)


def _suggestion(line: Line | None) -> str:
    if line is None:
        return _("Nobody can be proposed for the next case: everybody is away.")
    return _("The next case could go to {worker}: {arithmetic}.").format(
        worker=line.worker.code, arithmetic=_arithmetic(line.load)
    )


def _arithmetic(load: Load) -> str:
    """The sum as it is added up: own, pair, area, late."""
    parts = ((AS_WORKER, load.as_worker), (AS_PAIR, load.as_pair), (AS_AREA, load.cases_area), (LATE, load.late))
    return " + ".join(f"{weight} × {count}" for weight, count in parts) + f" = {load.points}"


def _document(found: Workload, unit: str) -> dict[str, object]:
    """The page as JSON."""
    return {
        "report": "workload",
        "unit": unit,
        "on": found.on.isoformat(),
        "week_end": found.week_end.isoformat(),
        "level": "internal",
        "weights": {"worker": AS_WORKER, "pair": AS_PAIR, "area": AS_AREA, "late": LATE},
        "workers": [_line_document(line, found.on) for line in found.lines],
        "unassigned": _load_document(found.nobody),
        "suggestion": None
        if found.proposed is None
        else {"worker": found.proposed.worker.code, "arithmetic": _arithmetic(found.proposed.load)},
    }


def _line_document(line: Line, on: date) -> dict[str, object]:
    absence = line.absence and {
        "from": line.absence.from_on.isoformat(),
        "to": line.absence.to_on.isoformat(),
        "deputy": line.absence.deputy,
    }
    return {
        "worker": line.worker.code,
        "role": line.worker.role,
        "qualification": line.worker.qualification,
        "active": line.worker.is_active(on),
        **_load_document(line.load),
        "points": line.load.points,
        "away": line.away,
        "absence": absence,
    }


def _load_document(load: Load) -> dict[str, object]:
    return {
        "requests": {"worker": load.requests_worker, "pair": load.requests_pair},
        "cases": {"worker": load.cases_worker, "pair": load.cases_pair, "area": load.cases_area},
        "late": load.late,
        "due_this_week": load.due,
    }
