"""What became of the rows of a file of services, and the file that the directory was written to."""

from collections.abc import Sequence
from pathlib import Path

from sotecli.core.codes import DirectoryFormat, Form
from sotecli.core.service import Outcome
from sotecli.errors.service import LEFT_OUT, RowError
from sotecli.i18n import _, ngettext
from sotecli.render import output, words
from sotecli.render.failure import sentence

MOST_SHOWN = 20


def imported(form: Form, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    """Every row: taken, there already, or rejected with its reason."""
    if form is Form.JSON:
        output.document(_document(outcomes))
        return
    if outcomes and all(one.error for one in outcomes):
        output.say(_("Nothing in this file could be taken in."))
    counts = {change: sum(one.change == change for one in outcomes) for change in ("new", "changed", "same", "")}
    taken = (
        _("Would be taken in: {new} new, {changed} changed.")
        if dry_run
        else _("Taken in: {new} new, {changed} changed.")
    )
    output.say(taken.format(new=words.whole(counts["new"]), changed=words.whole(counts["changed"])))
    output.say(_("In the directory already: {count}.").format(count=words.whole(counts["same"])))
    output.say(_("Rejected: {count}.").format(count=words.whole(counts[""])))
    _rows([(one.row, sentence(one.error)) for one in outcomes if one.error])
    partly = [(one.row, _(LEFT_OUT[what])) for one in outcomes for what in one.left_out]
    if partly:
        output.say(_("Taken in without something:"))
        _rows(partly)


def broken_off(count: int) -> None:
    """How many rows were taken in before a file broke off."""
    told = ngettext(
        "{count} row was taken in before that; give the file again when it is mended.",
        "{count} rows were taken in before that; give the file again when it is mended.",
        count,
    )
    output.note(output.filled(told, {"count": words.whole(count)}))


def exported(form: Form, path: Path, count: int, written: DirectoryFormat) -> None:
    """The file that was written."""
    if form is Form.JSON:
        output.document({"file": str(path), "format": written, "services": count})
        return
    told = ngettext("{count} service was written to {path}.", "{count} services were written to {path}.", count)
    output.say(output.filled(told, {"count": words.whole(count), "path": path}))


def _document(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """The contract's document of what came from a file."""
    return {
        "taken": [
            {"row": one.row, "code": one.code, "change": one.change}
            for one in outcomes
            if one.change in {"new", "changed"}
        ],
        "rejected": [_rejected(one.row, one.error) for one in outcomes if one.error],
        "duplicates": [{"row": one.row, "code": one.code} for one in outcomes if one.change == "same"],
        "left_out": [
            {"row": one.row, "code": one.code, "what": what, "message": _(LEFT_OUT[what])}
            for one in outcomes
            for what in one.left_out
        ],
    }


def _rejected(row: int, error: RowError) -> dict[str, object]:
    return {"row": row, "reason": error.reason, "field": error.field or None, "message": sentence(error)}


def _rows(rows: Sequence[tuple[int, str]]) -> None:
    for row, text in rows[:MOST_SHOWN]:
        output.say(_("  row {row}: {text}").format(row=words.whole(row), text=text))
    if len(rows) > MOST_SHOWN:
        left = len(rows) - MOST_SHOWN
        output.say(ngettext("… and {count} more", "… and {count} more", left).format(count=left))
