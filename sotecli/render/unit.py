"""Workers, settings and new files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sotecli.core.absence import Absence
from sotecli.core.codes import Form
from sotecli.core.unit import SETTINGS, Unit
from sotecli.core.worker import Worker
from sotecli.i18n import N_, _
from sotecli.render import labels, output, words
from sotecli.render.labels import label

EXPLAINED = {
    "promise.first": N_("working days after arrival: the first attempt is planned"),
    "promise.outer": N_("working days after arrival: the first attempt is promised"),
    "promise.cutoff": N_("hour after which a request counts as the next day's"),
    "calendar": N_("which days are working days"),
    "contacts.max": N_("two-way contacts without a new agreement"),
    "attempts.max": N_("attempts without a new agreement"),
    "referral.chase": N_("working days until a referral is asked about again"),
    "referral.result": N_("working days after arrival until the result of a referral is asked for"),
    "review.months": N_("months between reviews, where not the model's interval holds"),
    "service.stale_months": N_("months after which a service of the directory should be checked again"),
    "report.threshold": N_("smallest number of persons in a released report"),
    "pilot.start": N_("first day of the pilot"),
    "sources": N_("who may send requests"),
    "sites": N_("where visits are counted"),
    "unit.code": N_("the unit's code in the county's evaluation"),
    "contact.keep_days": N_("days that contact details may be kept"),
    "lang": N_("language of the unit's reports"),
}


def worker_document(worker: Worker, today: date) -> dict[str, object]:
    """The contract's *worker*."""
    return {
        "code": worker.code,
        "role": worker.role,
        "qualification": worker.qualification,
        "active": worker.is_active(today),
        "open": worker.open,
        "left_on": worker.left_on.isoformat() if worker.left_on else None,
    }


def worker_added(form: Form, worker: Worker, today: date) -> None:
    """`sote worker add`."""
    if form is Form.JSON:
        output.document(worker_document(worker, today))
    else:
        output.say(
            _("{worker} can now work with the file, as: {role}.").format(
                worker=worker.code, role=label(labels.ROLE, worker.role)
            )
        )


def worker_listing(form: Form, workers: Sequence[Worker], absences: Sequence[Absence], today: date) -> None:
    """`sote worker list`, with who is away now or later."""
    away = {worker.code: [found for found in absences if found.worker == worker.code] for worker in workers}
    if form is Form.JSON:
        output.document([_with_absences(worker, away[worker.code], today) for worker in workers])
        return
    rows = [
        [
            worker.code,
            label(labels.ROLE, worker.role),
            label(labels.QUALIFICATION, worker.qualification),
            _works_here(worker, today),
            str(worker.open),
            ", ".join(_days(absence) for absence in away[worker.code]),
            ", ".join(absence.deputy for absence in away[worker.code]),
        ]
        for worker in workers
    ]
    columns = [_("worker"), _("role"), _("qualification"), _("works here"), _("open matters"), _("away"), _("deputy")]
    shown = len(columns) if absences else len(columns) - 2
    output.table(form, columns[:shown], [row[:shown] for row in rows])


def absent(form: Form, worker: Worker, absence: Absence, today: date) -> None:
    """`sote worker absent`."""
    if form is Form.JSON:
        output.document(_with_absences(worker, [absence], today))
        return
    told = _("{worker} is away {when}: due work shows under {deputy}, and comes back.")
    output.say(told.format(worker=worker.code, when=_days(absence), deputy=absence.deputy))


def back(form: Form, worker: Worker, absence: Absence, today: date) -> None:
    """`sote worker back`."""
    if form is Form.JSON:
        output.document(_with_absences(worker, [], today))
        return
    told = _("{worker} is back: the absence {when} has ended.")
    output.say(told.format(worker=worker.code, when=_days(absence)))


def absence_document(absence: Absence) -> dict[str, object]:
    """The days of an absence, and who stands in."""
    return {"from": absence.from_on.isoformat(), "to": absence.to_on.isoformat(), "deputy": absence.deputy}


def _with_absences(worker: Worker, absences: Sequence[Absence], today: date) -> dict[str, object]:
    return {**worker_document(worker, today), "absences": [absence_document(absence) for absence in absences]}


def _works_here(worker: Worker, today: date) -> str:
    if worker.left_on is None:
        return _("yes")
    day = words.long_day(worker.left_on)
    return (_("leaves on {day}") if worker.is_active(today) else _("left on {day}")).format(day=day)


def _days(absence: Absence) -> str:
    return words.span(absence.from_on, absence.to_on)


def settings(form: Form, unit: Unit, keys: Sequence[str]) -> None:
    """Some or all of what the unit has settled."""
    if form is Form.JSON:
        output.document({key: unit.settings.get(key, "none") for key in keys})
        return
    values = {key: unit.settings.get(key, "none") for key in keys}
    known = {key: text for key, text in values.items() if key in SETTINGS}
    own = [(key, text) for key, text in values.items() if key not in SETTINGS]
    if known:
        rows = [[key, text, SETTINGS[key].default, _(EXPLAINED[key])] for key, text in known.items()]
        output.table(form, [_("setting"), _("value"), _("default"), _("what it is")], rows)
    if known and own:
        output.say()
    if own:
        output.fields(
            form, own, title=_("Promises of the unit's own (length, event that it runs from, what must happen)")
        )


def file_made(form: Form, path: Path, unit: Unit, worker: str, schema: int) -> None:
    """`sote init`."""
    if form is Form.JSON:
        output.document(
            {"file": str(path), "unit": unit.name, "worker": worker, "training": unit.training, "schema": schema}
        )
        return
    output.say(_("Made: {path}").format(path=path))
    output.note(_("Write the passphrase on paper and keep it in the unit's safe. Without it nobody can open the file."))
    if unit.training:
        output.note(_("This is a training file: put no real requests into it."))
    output.note(_("Next: sote worker add CODE for each colleague, then sote request add"))
