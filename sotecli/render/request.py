"""Requests, for people and as JSON."""

from collections.abc import Sequence

from sotecli.core.arrangement import Arrangement
from sotecli.core.codes import Form
from sotecli.core.contact import Contact
from sotecli.core.followup import Day, counted_days
from sotecli.core.moment import local
from sotecli.core.request import Request
from sotecli.core.workdays import WorkCalendar
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.arranged import arranged_document, beside
from sotecli.render.labels import label
from sotecli.render.output import NOTHING
from sotecli.render.steps import counted_from, hint, next_step, people, still_open, warning


def request_document(request: Request) -> dict[str, object]:
    """The contract's *request*."""
    return {
        "ref": request.ref,
        "status": request.status,
        "received_at": local(request.received_at).isoformat(),
        "source": request.source,
        "channel": request.channel,
        "time_wish": request.time_wish,
        "language": request.language,
        "message_ok": request.message_ok,
        "counted_from": request.counted_from.isoformat(),
        "due_on": request.due_on.isoformat(),
        "next_on": request.next_on.isoformat() if request.next_on else None,
        "step": request.step if request.next_on else None,
        "attempts": request.attempts,
        "contacts_made": request.contacts_made,
        "worker": request.worker,
        "pair": request.pair,
        "outcome": request.outcome,
        "closed_at": local(request.closed_at).isoformat() if request.closed_at else None,
    }


def contact_document(contact: Contact) -> dict[str, object]:
    """The contract's row of the contact log."""
    return {
        "ref": contact.ref,
        "at": local(contact.at).isoformat(),
        "channel": contact.channel,
        "result": contact.result,
        "gave": list(contact.gave),
        "services": list(contact.services),
        "minutes": contact.minutes,
        "worker": contact.worker,
        "next_on": contact.next_on.isoformat() if contact.next_on else None,
    }


def taken_in(form: Form, requests: Sequence[Request], calendar: WorkCalendar) -> None:
    """The answer to an intake: each reference, by when, and why that day."""
    for number, request in enumerate(requests):
        if form is Form.JSON:
            output.document(request_document(request))
            continue
        if number:
            output.say()
        pairs = [
            (_("reference"), request.ref),
            (_("arrived"), words.moment(request.received_at)),
            *counted_from(request),
            (_("contact by"), words.why_that_day(counted_days(request.counted_from, request.due_on, calendar))),
            (_("next step"), next_step(request)),
            (_("how"), label(labels.CHANNEL, request.channel)),
            (_("wished time"), label(labels.TIME, request.time_wish)),
            (_("message"), _("may be left") if request.message_ok else _("may not be left")),
        ]
        output.fields(form, pairs)
        hint(form, request)


def changed(form: Form, request: Request, done: str, stays: Sequence[str] | None = None) -> None:
    """The answer to a change: one sentence and where the request stands now; at its end also what stays open."""
    if form is Form.JSON:
        output.document(request_document(request) | ({} if stays is None else {"open": list(stays)}))
        return
    output.say(done)
    still_open(stays or ())
    pairs = [(_("status"), label(labels.STATUS, request.status)), (_("worker"), people(request))]
    if request.outcome:
        pairs.append((_("outcome"), label(labels.OUTCOME, request.outcome)))
    else:
        pairs.append((_("next step"), next_step(request)))
    output.fields(form, [*pairs, *warning(request)])
    hint(form, request)


def listing(form: Form, requests: Sequence[Request]) -> None:
    """A list of requests, without contact details."""
    if form is Form.JSON:
        output.document([request_document(request) for request in requests])
        return
    if not requests:
        output.say(_("No requests here."))
        return
    columns = [_("reference"), _("status"), _("arrived"), _("next on"), _("how"), _("tries"), _("worker")]
    rows = [
        [
            request.ref,
            label(labels.OUTCOME, request.outcome) if request.outcome else label(labels.STATUS, request.status),
            words.short_day(request.received_on),
            words.short_day(request.next_on) if request.next_on else NOTHING,
            label(labels.CHANNEL, request.channel),
            str(request.attempts),
            people(request) if request.worker else NOTHING,
        ]
        for request in requests
    ]
    output.table(form, columns, rows)


def shown(
    form: Form,
    request: Request,
    beside_it: tuple[Sequence[Contact], Sequence[Arrangement]],
    days: Sequence[Day],
    *,
    detail: str | None,
) -> None:
    """Everything about one request: its contacts, what is arranged, and the `days` of its promise.

    `detail` is the contact details if they were asked for, empty if wiped.
    """
    contacts, arranged = beside_it
    if form is Form.JSON:
        revealed = {} if detail is None else {"contact": detail or None}
        rows = [contact_document(row) for row in contacts]
        output.document({**request_document(request), **revealed, "contacts": rows, **arranged_document(arranged)})
        return
    output.fields(form, _pairs(request, days, detail), title=request.ref if form is Form.TABLE else "")
    if contacts:
        output.say()
        contact_table(form, contacts)
    beside(form, arranged)


def _pairs(request: Request, days: Sequence[Day], detail: str | None) -> list[tuple[str, str]]:
    tried = _("{attempts}, reached {contacts}").format(attempts=request.attempts, contacts=request.contacts_made)
    pairs = [
        (_("reference"), request.ref),
        (_("status"), label(labels.STATUS, request.status)),
        (_("arrived"), words.moment(request.received_at)),
        *counted_from(request),
        (_("contact by"), words.why_that_day(days)),
        (_("next step"), next_step(request)),
        (_("how"), label(labels.CHANNEL, request.channel)),
        (_("wished time"), label(labels.TIME, request.time_wish)),
        (_("language"), request.language or NOTHING),
        (_("message"), _("may be left") if request.message_ok else _("may not be left")),
        (_("sent by"), request.source or NOTHING),
        (_("worker"), people(request)),
        (_("attempts"), tried),
        *warning(request),
    ]
    if request.closed_at:
        pairs.append((_("outcome"), label(labels.OUTCOME, request.outcome)))
        pairs.append((_("closed"), words.moment(request.closed_at)))
    return pairs if detail is None else [*pairs, (_("contact details"), detail or _("wiped"))]


def contact_table(form: Form, contacts: Sequence[Contact]) -> None:
    """The contact log of one request."""
    columns = [_("when"), _("how"), _("what came of it"), _("gave"), _("minutes"), _("worker")]
    rows = [
        [
            words.moment(row.at),
            label(labels.CHANNEL, row.channel),
            label(labels.RESULT, row.result),
            ", ".join([label(labels.GAVE, code) for code in row.gave] + list(row.services)) or NOTHING,
            NOTHING if row.minutes is None else str(row.minutes),
            row.worker,
        ]
        for row in contacts
    ]
    output.table(form, columns, rows)


def contact_log(form: Form, contacts: Sequence[Contact]) -> None:
    """`sote contact list`."""
    if form is Form.JSON:
        output.document([contact_document(row) for row in contacts])
    elif contacts:
        contact_table(form, contacts)
    else:
        output.say(_("No contact has been tried yet."))


def contact_logged(form: Form, contact: Contact, request: Request) -> None:
    """`sote contact log`: what was kept, and what comes next."""
    if form is Form.JSON:
        output.document(contact_document(contact))
        return
    happened = _("Logged: {what}, {when}.").format(
        what=label(labels.RESULT, contact.result), when=words.moment(contact.at)
    )
    changed(form, request, happened)
