"""Pauses of promises, for people and as JSON."""

from sotecli.core.closures import Move
from sotecli.core.codes import Form
from sotecli.i18n import _
from sotecli.render import output, words
from sotecli.render.request import request_document
from sotecli.render.steps import next_step


def paused(form: Form, move: Move) -> None:
    """`sote followup pause`: until when, what the promise was and what it is now, and how to end the pause."""
    _moved(form, move, _("The promise is paused until {day}."))
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=f"sote followup resume {move.after.ref}"))


def resumed(form: Form, move: Move) -> None:
    """`sote followup resume`: what the promise was and what it is now."""
    _moved(form, move, _("The promise goes on today."))


def _moved(form: Form, move: Move, told: str) -> None:
    request = move.after
    if form is Form.JSON:
        output.document(request_document(request))
        return
    output.say(told.format(day=words.long_day(request.next_on or request.due_on)))
    pairs = [
        (_("reference"), request.ref),
        (_("promised day"), words.shift(move.before.due_on, request.due_on)),
        (_("next step"), next_step(request)),
    ]
    output.fields(form, pairs)
