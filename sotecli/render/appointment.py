"""Appointments, for people and as JSON."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.appointment import CANCEL_CODES, CODE_SET, Appointment
from sotecli.core.arrangement import APPOINTMENT
from sotecli.core.arrangement_codes import AppointmentStatus, CancelledBy
from sotecli.core.case import PLAN_RULE
from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.moment import local
from sotecli.core.recovery import Try
from sotecli.i18n import N_, _
from sotecli.render import labels, output, words
from sotecli.render.arrangement_labels import (
    APPOINTMENT_HOW,
    APPOINTMENT_REASON,
    APPOINTMENT_STATUS,
    CANCELLED_BY,
    SETTLEMENT,
)
from sotecli.render.followup import day_documents, days_table
from sotecli.render.labels import label
from sotecli.render.steps import next_command, people

RULES = {
    APPOINTMENT: N_("the day for which it was booked; when that has passed, somebody notes how it went"),
    PLAN_RULE: N_("the day that somebody has set"),
    "recovery": N_("the unit's own way of reaching out; no law sets these days, and nothing ends by itself"),
}


def appointment_document(appointment: Appointment) -> dict[str, object]:
    """An appointment as JSON."""
    arrangement = appointment.arrangement
    return {
        "ref": appointment.ref,
        "matter": appointment.matter,
        "status": appointment.status,
        "at": local(appointment.at).isoformat(),
        "how": appointment.how,
        "channel": arrangement.channel,
        "worker": arrangement.worker,
        "pair": arrangement.pair,
        "made_at": local(arrangement.made_at).isoformat(),
        **_end_document(appointment),
        "step": arrangement.step if appointment.is_open else None,
        "due_on": arrangement.due_on.isoformat() if appointment.is_open else None,
        "next_on": arrangement.next_on.isoformat() if arrangement.next_on else None,
        "closed_on": arrangement.closed_on.isoformat() if arrangement.closed_on else None,
    }


def _end_document(appointment: Appointment) -> dict[str, object]:
    """How an appointment ended, and how people went on after it."""
    by = appointment.cancelled_by
    return {
        "ended_at": local(appointment.ended_at).isoformat() if appointment.ended_at else None,
        "minutes": appointment.minutes,
        "cancelled_by": by,
        "cancel_code": CANCEL_CODES[by] if by else None,
        "cancel_code_set": CODE_SET if by else None,
        "late": appointment.late,
        "reason": appointment.reason,
        "settled": appointment.settled,
    }


def try_document(one: Try) -> dict[str, object]:
    """An attempt to reach the person after a missed appointment as JSON."""
    return {"at": local(one.at).isoformat(), "channel": one.channel, "result": one.result, "worker": one.worker}


def changed(form: Form, appointment: Appointment, done: str, hint: str = "") -> None:
    """The answer to a change: one sentence, how the appointment stands, and the command that comes next."""
    if form is Form.JSON:
        output.document(appointment_document(appointment))
        return
    output.say(done)
    output.fields(form, _pairs(appointment))
    if hint:
        output.note(_("→ {hint}").format(hint=hint))
    if form is Form.TABLE and appointment.is_open:
        output.note(_("→ {hint}").format(hint=next_command(appointment.arrangement)))


def booked(form: Form, appointment: Appointment, ended: Sequence[Appointment]) -> None:
    """The answer to a booking, with what had waited for a new time and is over now."""
    if form is Form.JSON:
        output.document({**appointment_document(appointment), "ended": [one.ref for one in ended]})
        return
    changed(form, appointment, _("Booked."))
    for one in ended:
        missed = one.status is AppointmentStatus.MISSED
        told = N_("Reaching out after the missed {ref} has ended: a new time is booked.")
        output.say(_(told if missed else N_("The new time after {ref} is booked now.")).format(ref=one.ref))


def listing(form: Form, appointments: Sequence[Appointment]) -> None:
    """Many appointments, one a row."""
    if form is Form.JSON:
        output.document([appointment_document(one) for one in appointments])
        return
    if not appointments:
        output.say(_("No appointments here."))
        return
    columns = [_("when"), _("reference"), _("belongs to"), _("how it stands"), _("next step"), _("worker")]
    output.table(form, columns, [_row(one) for one in appointments])


def _row(one: Appointment) -> list[str]:
    """One appointment of a list."""
    waits = one.is_open and one.status is not AppointmentStatus.BOOKED
    return [
        f"{words.short_day(one.on)} {words.clock(one.at)}",
        one.ref,
        one.matter,
        label(APPOINTMENT_STATUS, one.status),
        _next_step(one) if waits else output.NOTHING,
        people(one.arrangement) if one.arrangement.worker else output.NOTHING,
    ]


def shown(form: Form, appointment: Appointment, tries: Sequence[Try]) -> None:
    """Everything about one appointment."""
    if form is Form.JSON:
        output.document({**appointment_document(appointment), "tries": [try_document(one) for one in tries]})
        return
    output.fields(form, _pairs(appointment), title=appointment.ref if form is Form.TABLE else "")
    if tries:
        output.say()
        columns = [_("when"), _("how"), _("what came of it"), _("worker")]
        rows = [
            [words.moment(one.at), label(labels.CHANNEL, one.channel), label(labels.RESULT, one.result), one.worker]
            for one in tries
        ]
        output.table(form, columns, rows)
    if form is Form.TABLE and appointment.is_open:
        output.note(_("→ {hint}").format(hint=next_command(appointment.arrangement)))


def explained(form: Form, appointment: Appointment, start: date, days: Sequence[Day]) -> None:
    """Why the next step of an appointment lies on its day; the days are counted from `start`."""
    arrangement = appointment.arrangement
    if form is Form.JSON:
        output.document(
            {
                "ref": appointment.ref,
                "rule": arrangement.rule,
                "source": "the unit's own model; no law" if arrangement.rule == "recovery" else None,
                "start": start.isoformat(),
                "due_on": arrangement.due_on.isoformat() if appointment.is_open else None,
                "statutory": False,
                "days": day_documents(days),
            }
        )
        return
    stands = (_("how it stands"), label(APPOINTMENT_STATUS, appointment.status))
    if appointment.is_open:
        rest = [(_("next step"), _next_step(appointment)), (_("rule"), label(RULES, arrangement.rule))]
    else:
        rest = [(_("next step"), _("nothing waits any more"))]
    output.fields(form, [(_("reference"), appointment.ref), stands, *rest])
    if days:
        output.say()
        days_table(form, days)


def _next_step(appointment: Appointment) -> str:
    """What is to be done after an appointment, and when."""
    arrangement = appointment.arrangement
    return f"{label(labels.STEP, arrangement.step)}, {words.long_day(arrangement.due_on)}"


def _pairs(appointment: Appointment) -> list[tuple[str, str]]:
    arrangement = appointment.arrangement
    booked = appointment.status is AppointmentStatus.BOOKED
    pairs = [
        (_("reference"), appointment.ref),
        (_("belongs to"), appointment.matter),
        (_("when"), words.moment(appointment.at)),
        (_("how it is held"), label(APPOINTMENT_HOW, appointment.how)),
        (_("wished channel"), label(labels.CHANNEL, arrangement.channel)),
        (_("how it stands"), _status(appointment)),
        (_("reason"), label(APPOINTMENT_REASON, appointment.reason) if appointment.reason else ""),
        (_("minutes"), "" if appointment.minutes is None else str(appointment.minutes)),
        (_("worker"), people(arrangement)),
        (_("next step"), _next_step(appointment) if appointment.is_open and not booked else ""),
        (_("decided"), label(SETTLEMENT, appointment.settled) if appointment.settled else ""),
    ]
    return [(name, text) for name, text in pairs if text]


def _status(appointment: Appointment) -> str:
    """How it stands; of a cancelled one who cancelled it, with the national code, and whether late."""
    status, by = label(APPOINTMENT_STATUS, appointment.status), appointment.cancelled_by
    if by is None:
        return status
    told = _("cancelled by {who} ({code})").format(who=label(CANCELLED_BY, by), code=CANCEL_CODES[by])
    if by is CancelledBy.CLIENT and appointment.late:
        return _("{cancelled}, less than 24 hours before").format(cancelled=told)
    return told
