"""What `sote followup` does with appointments: plans the next step after one, and explains its day."""

from datetime import date

from sotecli.commands.appointment.group import course_of
from sotecli.core import recovery as core
from sotecli.core.appointment import Appointment
from sotecli.core.arrangement import REBOOK
from sotecli.core.followup import Day, counted_days, refs
from sotecli.core.moment import local_day
from sotecli.i18n import _
from sotecli.render import appointment as render
from sotecli.session import Session
from sotecli.storage import appointments
from sotecli.storage.appointments import Story


def planned_appointment(session: Session, ref: str, day: date) -> None:
    """Set the day of what is to be done after an appointment, and show how it stands."""

    def decide(story: Story) -> Appointment:
        return core.plan(story.appointment, day, course_of(session, story))

    act = session.act("followup.plan")
    after = appointments.change(session.database, ref, decide, act).appointment
    render.changed(session.form, after, _("Planned."))


def explained_appointment(session: Session, ref: str) -> None:
    """Show why an appointment, or what follows it, is due on its day, each working day counted."""
    found = appointments.get(session.database, ref)
    session.will_show("followup.explain", refs([found.arrangement]), fields="history")
    start = _start(found)
    days: list[Day] = []
    if found.is_open and found.arrangement.rule == core.RULE:
        days = counted_days(start, found.arrangement.due_on, session.calendar, "start")
    render.explained(session.form, found, start, days)


def _start(appointment: Appointment) -> date:
    """The day from which the next step is counted: that of the cancelling, else the appointment's own."""
    if appointment.arrangement.step == REBOOK and appointment.ended_at:
        return local_day(appointment.ended_at)
    return appointment.on
