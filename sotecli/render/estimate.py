"""An estimate of a wait, and the letter that tells it to the client."""

from pathlib import Path

from sotecli.core.case import Case
from sotecli.core.codes import Form
from sotecli.core.estimate import ENOUGH_ENDED, Estimate, rounded_range
from sotecli.i18n import _
from sotecli.render import files, output, words
from sotecli.render.letter import Letter, letter_html, range_text


def write_letter(path: Path, letter: Letter, language: str) -> None:
    """The letter in a new file that only its owner can read."""
    files.write_file(path, letter_html(letter, language))


def estimated(form: Form, case: Case, found: Estimate | None, letter: Path | None) -> None:
    """The estimate with what it rests on, and where the letter was written."""
    if form is Form.JSON:
        output.document({**_document(case, found), "letter": str(letter) if letter else None})
        return
    if found and case.queued_on:
        output.fields(form, _pairs(case, found))
        if found.enough:
            output.say(
                _("An estimate, no promise: half get a place within the range, a quarter sooner, a quarter later.")
            )
    if letter:
        output.note(_("The letter is written: {path}").format(path=letter))


def _document(case: Case, found: Estimate | None) -> dict[str, object]:
    said = rounded_range(found) if found else None
    return {
        "ref": case.ref,
        "queued_on": case.queued_on.isoformat() if case.queued_on else None,
        "enough": bool(found and found.enough),
        "low_days": found.low if found else None,
        "high_days": found.high if found else None,
        "cases": found.cases._asdict() if found and found.enough else None,
        "range": range_text(said) if said else None,
    }


def _pairs(case: Case, found: Estimate) -> list[tuple[str, str]]:
    waiting = [(_("reference"), case.ref)]
    waiting += [(_("waiting since"), words.long_day(case.queued_on))] if case.queued_on else []
    said = rounded_range(found)
    if said is None:
        few = _("too few to say: {least} who got a place are needed, and 5 who waited longer").format(
            least=ENOUGH_ENDED
        )
        return [*waiting, (_("estimate"), few)]
    counts = found.cases
    basis = _("{known} histories, {ended} got a place, {longer} waited longer than this person so far").format(
        known=counts.known, ended=counts.ended, longer=counts.longer
    )
    return [*waiting, (_("estimate"), _("{time} from today").format(time=range_text(said))), (_("rests on"), basis)]
