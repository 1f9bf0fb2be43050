"""`sote` alone: my day, or a welcome."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.codes import Form
from sotecli.core.followup import Item
from sotecli.core.request import Request
from sotecli.i18n import _
from sotecli.render import output, words
from sotecli.render.followup import item_document, item_table
from sotecli.render.request import listing, request_document


def welcome(form: Form) -> None:
    """What to do when there is no file yet."""
    if form is Form.JSON:
        output.document({"file": None, "next": ["sote demo", "sote init --unit NAME --worker CODE"]})
        return
    output.say(_("Welcome. sote makes sure that whoever asked for a contact gets one in time."))
    output.say(_("  sote demo                               look around in an invented pilot"))
    output.say(_("  sote init --unit NAME --worker CODE     begin with your own unit's file"))


def my_day(
    form: Form, today: date, worker: str, late: Sequence[Item], due: Sequence[Item], new: Sequence[Request],
    waiting: Sequence[Request],
) -> None:
    """Late, due today, new, waiting; each group followed by the command that handles it."""
    if form is Form.JSON:
        output.document(
            {
                "on": today.isoformat(),
                "worker": worker,
                "late": [item_document(item) for item in late],
                "today": [item_document(item) for item in due],
                "new": [request_document(request) for request in new],
                "waiting": [request_document(request) for request in waiting],
            }
        )
        return
    output.say(_("{day} · {worker}").format(day=words.long_day(today), worker=worker))
    contact = "sote contact log REF --channel CODE --result CODE"
    _items(form, _("Late"), late, contact)
    _items(form, _("Due today"), due, contact)
    _requests(form, _("New, nobody's yet"), new, "sote worker assign REF CODE")
    _requests(form, _("Waiting for a later day"), waiting, "sote followup plan REF --on DATE")
    if not (late or due or new or waiting):
        output.say(_("Nothing is waiting for you."))
        output.say("→ sote request add")


def _items(form: Form, title: str, items: Sequence[Item], command: str) -> None:
    if items:
        output.say(f"\n{title} ({len(items)})")
        item_table(form, items)
        output.say(f"→ {command}")


def _requests(form: Form, title: str, requests: Sequence[Request], command: str) -> None:
    if requests:
        output.say(f"\n{title} ({len(requests)})")
        listing(form, requests)
        output.say(f"→ {command}")
