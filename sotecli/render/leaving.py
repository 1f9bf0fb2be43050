"""A worker leaves: from which day, and where their matters go."""

from collections.abc import Iterator
from datetime import date

from sotecli.core.absence import Absence
from sotecli.core.case import RELATIONS
from sotecli.core.codes import Form
from sotecli.core.leaving import Leaving
from sotecli.i18n import N_, _
from sotecli.render import output, words
from sotecli.render.labels import label
from sotecli.render.unit import absence_document, worker_document

AS = {"worker": N_("personal worker"), "pair": N_("pair"), "area": N_("area social worker")}


def left(form: Form, leaving: Leaving, today: date) -> None:
    """`sote worker leave`."""
    given = list(_given(leaving))
    worker, day = leaving.worker, leaving.worker.left_on or today
    if form is Form.JSON:
        matters = [{"ref": ref, "roles": roles} for ref, roles in given]
        absences = [absence_document(absence) | {"worker": absence.worker} for absence in _absences(leaving)]
        moved = {"given_to": leaving.receiver, "given": matters, "absences": absences}
        output.document({**worker_document(worker, today), **moved})
        return
    told = _("{worker} leaves on {day}; nothing new is given to them.") if day > today else _("{worker} left on {day}.")
    output.say(told.format(worker=worker.code, day=words.long_day(day)))
    if given:
        output.say(_("Given to {worker}:").format(worker=leaving.receiver))
        rows = [[ref, ", ".join(label(AS, role) for role in roles)] for ref, roles in given]
        output.table(form, [_("reference"), _("as")], rows)
    for absence in _absences(leaving):
        stands_in = _("{deputy} stands in for {worker} from {start} to {end}.")
        start, end = words.long_day(absence.from_on), words.long_day(absence.to_on)
        output.say(stands_in.format(deputy=absence.deputy, worker=absence.worker, start=start, end=end))


def _given(leaving: Leaving) -> Iterator[tuple[str, list[str]]]:
    """Each matter that goes to the receiver, and in which roles."""
    for before in leaving.handed.given:
        yield before.ref, [role for role in RELATIONS if getattr(before, role, None) == leaving.worker.code]


def _absences(leaving: Leaving) -> list[Absence]:
    """The absences in which the receiver stands in from now on."""
    return [instead[-1] for _absence, instead in leaving.handed.absences]
