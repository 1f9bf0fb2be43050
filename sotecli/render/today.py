"""`sote` alone: my day, or a welcome."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.arrangement import Arrangement
from sotecli.core.case import Case
from sotecli.core.codes import Form
from sotecli.core.followup import Item, Matter, MyDay
from sotecli.core.request import Request
from sotecli.i18n import _, ngettext
from sotecli.render import output, words
from sotecli.render.followup import (
    arrangement_document,
    closure_document,
    closure_line,
    item_document,
    item_table,
    what,
)
from sotecli.render.request import listing, request_document
from sotecli.render.steps import next_command, people

MOST_SHOWN = 10


def welcome(form: Form) -> None:
    """What to do when there is no file yet."""
    if form is Form.JSON:
        output.document({"file": None, "next": ["sote demo", "sote init --unit NAME --worker CODE"]})
        return
    output.say(_("Welcome. sote makes sure that whoever asked for a contact gets one in time."))
    output.say(_("  sote demo                                   look around in an invented pilot"))
    output.say(_('  sote init --unit "Our unit" --worker anna   begin with your own unit\'s file'))


def day(form: Form, mine: MyDay, *, working: bool = True, stale_services: int = 0) -> None:
    """Late, due today, new, waiting, each with the command that handles it; and if the unit is not `working` today."""
    if form is Form.JSON:
        output.document(day_document(mine) | {"stale_services": stale_services})
        return
    output.say(_("{day} · {worker}").format(day=words.long_day(mine.on), worker=mine.worker))
    if not working:
        output.say(_("The unit is closed today."))
    _items(form, _("Late"), mine.late, mine.on)
    _items(form, _("Due today"), mine.due, mine.on)
    _matters(form, _("New, nobody's yet"), mine.new)
    _matters(form, _("Waiting for a later day"), mine.waiting)
    if mine.closure:
        output.say(f"\n{closure_line(mine.closure)}")
    if not mine.refs:
        output.say(_("Nothing is waiting for you."))
        output.say("→ sote request add")
    if stale_services:
        told = ngettext(
            "{count} service of the directory should be checked again.",
            "{count} services of the directory should be checked again.",
            stale_services,
        )
        output.say("\n" + told.format(count=words.whole(stale_services)))
        output.say("→ sote service list --stale")


def day_document(mine: MyDay) -> dict[str, object]:
    """My day as JSON."""
    return {
        "on": mine.on.isoformat(),
        "worker": mine.worker,
        "late": [item_document(item) for item in mine.late],
        "today": [item_document(item) for item in mine.due],
        "new": [_document(matter) for matter in mine.new],
        "waiting": [_document(matter) for matter in mine.waiting],
        "closure": closure_document(mine.closure),
    }


def _document(matter: Matter) -> dict[str, object]:
    if isinstance(matter, Request):
        return request_document(matter)
    if isinstance(matter, Arrangement):
        return arrangement_document(matter)
    from sotecli.render.case import case_document  # noqa: PLC0415 (few mornings show cases of later days)

    return case_document(matter)


def _items(form: Form, title: str, items: Sequence[Item], on: date) -> None:
    if items:
        output.say(f"\n{title} ({len(items)})")
        item_table(form, items[:MOST_SHOWN], on)
        _more(len(items))
        output.say(f"→ {next_command(items[0].matter)}")


def _matters(form: Form, title: str, matters: Sequence[Matter]) -> None:
    if matters:
        output.say(f"\n{title} ({len(matters)})")
        shown = matters[:MOST_SHOWN]
        requests = [matter for matter in shown if isinstance(matter, Request)]
        others = [matter for matter in shown if not isinstance(matter, Request)]
        if requests:
            listing(form, requests)
        if requests and others:
            output.say()
        _others(form, others)
        _more(len(matters))
        output.say(f"→ {next_command(matters[0])}")


def _others(form: Form, matters: Sequence[Case | Arrangement]) -> None:
    """Cases and arrangements that are planned for a later day; their models are not read for the morning."""
    columns = [_("reference"), _("next step"), _("when"), _("worker")]
    rows = [
        [
            matter.ref,
            what(matter),
            words.short_day(matter.next_on or matter.due_on),
            people(matter) if matter.worker else output.NOTHING,
        ]
        for matter in matters
    ]
    if rows:
        output.table(form, columns, rows)


def _more(count: int) -> None:
    if count > MOST_SHOWN:
        left = count - MOST_SHOWN
        output.say(ngettext("… and {count} more", "… and {count} more", left).format(count=left))
