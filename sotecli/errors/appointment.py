"""What a rule refuses about appointments, and the way on after a missed one: exit code 5."""

from collections.abc import Sequence

from sotecli.errors.refused import ClosedDayError, RefusedError
from sotecli.i18n import N_


class AppointmentRefusedError(RefusedError):
    """A rule of appointments refuses it."""


class AppointmentPastError(AppointmentRefusedError):
    """A time that has passed, for an appointment that is being booked."""

    rule = "book-ahead"
    message = N_("{when} has already passed.")
    hint = N_("Only a time to come can be booked.")


class AppointmentClosedDayError(ClosedDayError):
    """An appointment on a day on which the unit is closed."""

    hint = N_("The nearest working day is {nearest}. If it was agreed for a closed day on purpose, add --closed-day.")


class SameTimeError(AppointmentRefusedError):
    """Two appointments of one person at one time."""

    rule = "one-appointment-at-a-time"
    message = N_("This person has an appointment at the same time already: {ref}.")
    hint = N_("Choose another time, or cancel that one: sote appointment cancel {ref}.")

    def __init__(self, ref: str) -> None:
        super().__init__(ref=ref)
        self.refs = [ref]


class AppointmentEndedError(AppointmentRefusedError):
    """An end for an appointment that has one."""

    rule = "booked-appointment"
    message = N_("{ref}: it was noted already how this appointment ended ({status}).")
    hint = N_("If that was a mistake, `sote appointment reopen {ref}` takes it back, and it stays in the history.")


class BeforeItsHourError(AppointmentRefusedError):
    """Held or missed before it could be."""

    rule = "after-its-hour"
    message = N_("{ref}: the appointment is on {when}, and that has not come yet.")
    hint = N_("If it will not take place: sote appointment cancel {ref}.")


class OtherDayError(AppointmentRefusedError):
    """Held on another day than the one it was booked for."""

    rule = "held-on-its-day"
    message = N_("{ref} was booked for {day}, so it cannot have been held on another day.")
    hint = N_("Cancel it with the reason moved, and log the other meeting as a contact.")


class AfterItsHourError(AppointmentRefusedError):
    """Cancelled when its hour had come."""

    rule = "cancel-before-its-hour"
    message = N_("{ref}: the hour of the appointment has come, so it cannot be cancelled any more.")
    hint = N_("If the person did not come: sote appointment missed {ref}. If it was cancelled earlier, say when: --at.")


class BeforeBookingError(AppointmentRefusedError):
    """Cancelled before it was booked."""

    rule = "cancel-after-booking"
    message = N_("{ref} was booked only on {when}, so it cannot have been cancelled before that.")
    hint = N_("Check --at and the reference.")


class NotMissedError(AppointmentRefusedError):
    """Reaching out after an appointment that was not missed."""

    rule = "missed-appointment"
    message = N_("{ref} is not a missed appointment, so there is nobody to reach out to.")
    hint = N_("`sote appointment show {ref}` shows how it stands.")


class BeforeMissedError(AppointmentRefusedError):
    """Reaching out before the appointment was missed."""

    rule = "after-its-hour"
    message = N_("{ref} was missed on {when}; nobody can have reached out because of it before that.")
    hint = N_("Check --at and the reference.")


class NothingOpenError(AppointmentRefusedError):
    """A decision about an appointment after which nothing is open."""

    rule = "open-recovery"
    message = N_("{ref}: nothing is open after this appointment, so there is nothing to decide.")
    hint = N_("`sote appointment show {ref}` shows how it stands.")


class NoNewTimeError(AppointmentRefusedError):
    """A new time that was not booked."""

    rule = "new-time-booked"
    message = N_("{ref}: no later appointment is booked for this person, so there is no new time yet.")
    hint = N_("Booking it settles this too: sote appointment book {matter}.")


class BookedAheadError(AppointmentRefusedError):
    """The end of a request or case that has an appointment ahead."""

    rule = "no-appointment-ahead"
    message = N_("{ref} cannot be ended yet: an appointment is booked ({booked}).")
    hint = N_("Note how it went when it has been held, or cancel it first: sote appointment cancel {first}.")

    def __init__(self, ref: str, booked: Sequence[str]) -> None:
        super().__init__(ref=ref, booked=", ".join(booked), first=booked[0])
        self.refs = list(booked)


class NothingToTakeBackError(AppointmentRefusedError):
    """Taking back an end that is not there."""

    rule = "ended-appointment"
    message = N_("{ref} is booked; there is nothing to take back.")
    hint = N_("If it will not take place: sote appointment cancel {ref}.")


class MovedByBookingError(AppointmentRefusedError):
    """A plan that would move a booked appointment."""

    rule = "move-by-booking"
    message = N_("{ref} is booked and agreed with the person; a plan does not move it.")
    hint = N_("Cancel it with the reason moved, and book the new time: sote appointment book {matter}.")
