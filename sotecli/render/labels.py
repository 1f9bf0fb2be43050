"""Codes in words. A code means the same in every language; its label is what people read."""

from enum import StrEnum

from sotecli.core.codes import (
    AgeBand,
    AppointmentHow,
    AppointmentReason,
    AppointmentStatus,
    CancelledBy,
    Channel,
    ClosureReason,
    Consent,
    Cost,
    Gave,
    GoalState,
    HandOver,
    Outcome,
    Party,
    PauseReason,
    Purpose,
    Qualification,
    QueueGround,
    ReferralOutcome,
    ReferralReason,
    ReferralResult,
    Result,
    ReviewOutcome,
    Role,
    Settlement,
    Shared,
    TimeWish,
    ToldHow,
    ToldWhat,
    VisitChannel,
)
from sotecli.i18n import N_, _
from sotecli.render.output import NOTHING

CHANNEL = {"call": N_("call"), "sms": N_("text message"), "email": N_("e-mail")}
STATUS = {
    "received": N_("new"),
    "assigned": N_("has a worker"),
    "attempting": N_("being tried"),
    "reached": N_("reached"),
    "closed": N_("closed"),
}
OUTCOME = {
    "supported": N_("discussion and support"),
    "guided": N_("guided to a service"),
    "became-client": N_("a clientship was agreed"),
    "declined": N_("did not want contact"),
    "not-reached": N_("was not reached"),
    "invalid-contact": N_("contact details did not work"),
    "withdrawn": N_("took the request back"),
    "duplicate": N_("same request twice"),
    "urgent-elsewhere": N_("urgent help elsewhere"),
}
RESULT = {
    "reached": N_("reached"),
    "no-answer": N_("no answer"),
    "message-sent": N_("message sent"),
    "other-person": N_("somebody else answered"),
    "invalid-contact": N_("contact details do not work"),
    "declined": N_("reached, did not want contact"),
    "do-not-contact": N_("asked not to be contacted"),
}
GAVE = {
    "discussion": N_("discussion"),
    "support": N_("support"),
    "information": N_("information"),
    "guidance": N_("guidance"),
}
TIME = {"any": N_("any time"), "morning": N_("morning"), "afternoon": N_("afternoon"), "evening": N_("evening")}
STEP = {
    "first-contact": N_("first contact"),
    "retry": N_("try again"),
    "planned": N_("planned contact"),
    "decide": N_("decide how to go on"),
    "plan": N_("look at the case"),
    "review": N_("review the support"),
    "answer": N_("ask for the service's answer"),
    "arrival": N_("ask whether the person arrived"),
    "result": N_("ask for the result"),
    "appointment": N_("appointment"),
    "reach-out": N_("reach out after a missed visit"),
    "rebook": N_("offer a new time"),
}
MILESTONES = {
    "assessment-ready": N_("the assessment is ready"),
    "assessment-started": N_("the assessment has started"),
    "decision-implemented": N_("the decision is carried out"),
    "decision-made": N_("the decision is made"),
    "doctor-seen": N_("a doctor has been seen"),
    "need-assessed": N_("the need has been assessed"),
    "service-received": N_("the service is received"),
    "talk-held": N_("a talk in person has been had"),
    "treatment-started": N_("treatment has started"),
    "urgency-assessed": N_("the urgency has been assessed"),
}
ROLE = {"worker": N_("worker"), "lead": N_("team lead"), "evaluator": N_("evaluator")}
QUALIFICATION = {
    "none": N_("not told"),
    "social-counsellor": N_("social counsellor"),
    "social-worker-office": N_("social worker in office"),
    "nurse": N_("nurse"),
    "other": N_("other"),
}
PURPOSE = {
    "own-matter": N_("my own matter"),
    "deputy": N_("I am the deputy"),
    "lead-check": N_("check by the team lead"),
    "client-request": N_("the person asked"),
    "correction": N_("correcting a mistake"),
}
CLOSURE = {
    "training": N_("training"),
    "holiday": N_("holiday of the unit"),
    "staffing": N_("nobody at work"),
    "other": N_("other reason"),
}
PAUSE = {
    "person-asked": N_("the person asked for it"),
    "away": N_("the person is away"),
    "information": N_("waiting for information"),
    "other": N_("other reason"),
}
REVIEW = {
    "same": N_("the support stays the same"),
    "lighter": N_("lighter support"),
    "heavier": N_("more support"),
    "exit": N_("the support ends"),
}
HAND_OVER = {
    "leave": N_("the worker leaves"),
    "workload": N_("to share the work"),
    "qualification": N_("another qualification is needed"),
    "person-asked": N_("the person asked for it"),
    "area": N_("another area"),
    "other": N_("other reason"),
}
GROUND = {
    "acute-change": N_("a sudden change"),
    "safety": N_("safety"),
    "agreed-in-sas": N_("agreed in the SAS"),
    "own-wish": N_("the person's own wish"),
    "error": N_("correcting a mistake"),
    "other": N_("other reason"),
}
TOLD_WHAT = {
    "estimate": N_("the estimated waiting time"),
    "position": N_("the place in the queue"),
    "step": N_("where the matter stands"),
    "decision": N_("the decision"),
}
TOLD_HOW = {"call": N_("call"), "letter": N_("letter"), "meeting": N_("meeting"), "message": N_("message")}
GOAL = {"set": N_("set"), "moving": N_("moving"), "reached": N_("goal reached"), "dropped": N_("dropped")}
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
PARTY = {"client": N_("the person"), "provider": N_("the provider"), "unit": N_("the unit")}
VISIT_CHANNEL = {
    "in-person": N_("face to face"),
    "phone": N_("by phone"),
    "electronic": N_("electronically"),
    "home": N_("at the person's home"),
    "digital": N_("digital lähitori"),
}
AGE = {
    "-64": N_("under 65"),
    "65-74": N_("65–74"),
    "75-84": N_("75–84"),
    "85+": N_("85 or over"),
    "unknown": N_("age not known"),
}
COST = {"free": N_("free of charge"), "fee": N_("costs something"), "unknown": N_("not known")}
REFERRAL = {
    "sent": N_("sent"),
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
    "full": N_("no room"),
    "not-eligible": N_("the service's conditions are not met"),
    "wrong-service": N_("not the right service"),
    "closed": N_("the service has ended"),
    "error": N_("correcting a mistake"),
    "other": N_("other reason"),
}
REFERRAL_RESULT = {
    "helped": N_("helped"),
    "partly": N_("helped in part"),
    "not-helped": N_("did not help"),
    "unknown": N_("not known"),
}
OF: dict[type[StrEnum], dict[str, str]] = {
    Channel: CHANNEL,
    Outcome: OUTCOME,
    Result: RESULT,
    Gave: GAVE,
    TimeWish: TIME,
    Role: ROLE,
    Qualification: QUALIFICATION,
    Purpose: PURPOSE,
    ClosureReason: CLOSURE,
    PauseReason: PAUSE,
    ReviewOutcome: REVIEW,
    Party: PARTY,
    HandOver: HAND_OVER,
    QueueGround: GROUND,
    ToldWhat: TOLD_WHAT,
    ToldHow: TOLD_HOW,
    GoalState: GOAL,
    VisitChannel: VISIT_CHANNEL,
    AgeBand: AGE,
    Cost: COST,
    Consent: CONSENT,
    Shared: SHARED,
    ReferralOutcome: REFERRAL,
    ReferralReason: REFERRAL_REASON,
    ReferralResult: REFERRAL_RESULT,
    AppointmentStatus: APPOINTMENT_STATUS,
    AppointmentHow: APPOINTMENT_HOW,
    CancelledBy: CANCELLED_BY,
    AppointmentReason: APPOINTMENT_REASON,
    Settlement: SETTLEMENT,
}
"""The words for each closed set of codes."""


def of_code(code: StrEnum) -> str:
    """The words for a code of a closed set."""
    return label(OF.get(type(code), {}), code)


def explained(code: StrEnum) -> str:
    """The code with its words behind it: `call (puhelu)`."""
    words = of_code(code)
    return code.value if words == code.value else f"{code.value} ({words})"


def label(labels: dict[str, str], code: str | None) -> str:
    """The words for a code; a dash for none, the code itself where no words exist."""
    return NOTHING if code is None else _(labels.get(code, code))
