"""The words for the codes of referrals and appointments."""

from enum import StrEnum

from sotecli.core.arrangement_codes import (
    AppointmentHow,
    AppointmentReason,
    AppointmentStatus,
    CancelledBy,
    Consent,
    ReferralOutcome,
    ReferralReason,
    ReferralResult,
    Settlement,
    Shared,
)
from sotecli.i18n import N_

APPOINTMENT_STATUS = {
    "booked": N_("booked"),
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    "missed": N_("did not come"),
}
APPOINTMENT_HOW = {
    "in-person": N_("in person"),
    "home": N_("at the person's home"),
    "phone": N_("by phone"),
    "video": N_("by video"),
}
CANCELLED_BY = {"client": N_("the person"), "organisation": N_("the organisation")}
APPOINTMENT_REASON = {
    "ill": N_("was ill"),
    "forgot": N_("forgot"),
    "no-transport": N_("could not get there"),
    "afraid": N_("was afraid or anxious"),
    "not-told": N_("had not been told of the time"),
    "other-plans": N_("had something else then"),
    "not-wanted": N_("did not want the appointment"),
    "moved": N_("the time was moved"),
    "worker-ill": N_("the worker was ill"),
    "worker-away": N_("the worker was away"),
    "no-room": N_("no room was free"),
    "other": N_("other reason"),
    "unknown": N_("not known"),
}
SETTLEMENT = {
    "rebooked": N_("a new time was booked"),
    "continues": N_("the work goes on without a new time"),
    "not-wanted": N_("the person does not want a new time"),
    "pair-decided": N_("the pair decided how to go on"),
}
REFERRAL = {
    "sent": N_("referred"),
    "accepted": N_("the service accepts"),
    "declined": N_("declined"),
    "arrived": N_("the person arrived"),
    "not-arrived": N_("the person did not arrive"),
    "result": N_("the result is known"),
    "ended": N_("ended"),
    "withdrawn": N_("consent withdrawn"),
    "chased": N_("asked again"),
    "taken-back": N_("the latest entry taken back"),
}
CONSENT = {"spoken": N_("spoken"), "written": N_("in writing")}
SHARED = {
    "contact": N_("contact details"),
    "need": N_("what support is needed"),
    "plan": N_("what is agreed in the plan"),
}
REFERRAL_REASON = {
    "own-wish": N_("the person's own wish"),
    "not-reached": N_("was not reached"),
    "went-elsewhere": N_("went to another service"),
    "life-situation": N_("the life situation changed"),
    **{code: APPOINTMENT_REASON[code] for code in ("ill", "forgot", "no-transport", "afraid")},
    "full": N_("no room"),
    "not-eligible": N_("the service's conditions are not met"),
    "wrong-service": N_("not the right service"),
    "closed": N_("the service has ended"),
    "error": N_("correcting a mistake"),
    "other": N_("other reason"),
}
REFERRAL_PARTY = {"client": N_("the person"), "provider": N_("the service"), "unit": N_("our own unit")}
"""Whose doing it was; of a place to live the provider is no service."""
REFERRAL_RESULT = {
    "helped": N_("helped"),
    "partly": N_("helped in part"),
    "not-helped": N_("did not help"),
    "unknown": N_("not known"),
}
OF: dict[type[StrEnum], dict[str, str]] = {
    Consent: CONSENT,
    Shared: SHARED,
    ReferralOutcome: REFERRAL,
    ReferralReason: REFERRAL_REASON,
    ReferralResult: REFERRAL_RESULT,
    AppointmentHow: APPOINTMENT_HOW,
    AppointmentStatus: APPOINTMENT_STATUS,
    CancelledBy: CANCELLED_BY,
    AppointmentReason: APPOINTMENT_REASON,
    Settlement: SETTLEMENT,
}
"""The words for each closed set of codes."""
