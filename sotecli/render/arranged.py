"""What is arranged beside a request or case and not over: its referrals and appointments, one a line."""

from collections.abc import Sequence

from sotecli.core.arrangement import Arrangement
from sotecli.core.codes import Form
from sotecli.i18n import _
from sotecli.render import output, words
from sotecli.render.followup import arrangement_document, what


def arranged_document(arranged: Sequence[Arrangement]) -> dict[str, object]:
    """They as JSON, to stand beside what they belong to."""
    return {"arrangements": [arrangement_document(one) for one in arranged]}


def beside(form: Form, arranged: Sequence[Arrangement]) -> None:
    """They as lines below what they belong to."""
    if not arranged:
        return
    output.say()
    rows = [[one.ref, what(one), words.short_day(one.next_on or one.due_on)] for one in arranged]
    output.table(form, [_("reference"), _("next step"), _("when")], rows)
