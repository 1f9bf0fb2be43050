"""Codes in words. A code means the same in every language; its label is what people read."""

from collections.abc import Mapping
from enum import StrEnum

from sotecli.core.codes import (
    AgeBand,
    Channel,
    ClosureReason,
    ConcernKind,
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
    Result,
    ReviewOutcome,
    Role,
    TimeWish,
    ToldHow,
    ToldWhat,
    VisitChannel,
)
from sotecli.i18n import N_, _
from sotecli.render import arrangement_labels
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
CONCERN = {
    "contact": N_("contact to social services (SHL 35.1 §)"),
    "need": N_("notification of the need for social care (SHL 35.2 §)"),
    "child": N_("child welfare notification (LSL 25 §)"),
}
CONCERN_SHORT = {
    "contact": N_("contact to social services"),
    "need": N_("need of social care"),
    "child": N_("child welfare notification"),
}
"""Without the section of the law, for a table."""
FEEDBACK = {
    "answered": N_("answered, cut from the case"),
    "linked": N_("answered, linked to the case"),
    "declined": N_("asked, did not answer"),
    "withdrawn": N_("consent taken back"),
}
OF: dict[type[StrEnum], dict[str, str]] = {
    **arrangement_labels.OF,
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
    ConcernKind: CONCERN,
}
"""The words for each closed set of codes."""


def of_code(code: StrEnum) -> str:
    """The words for a code of a closed set."""
    return label(OF.get(type(code), {}), code)


def explained(code: StrEnum) -> str:
    """The code with its words behind it: `call (puhelu)`."""
    return with_code(OF.get(type(code), {}), code.value)


def with_code(labels: Mapping[str, str], code: str) -> str:
    """The code with its words of these labels behind it."""
    words = label(labels, code)
    return code if words == code else f"{code} ({words})"


def label(labels: Mapping[str, str], code: str | None) -> str:
    """The words for a code; a dash for none, the code itself where no words exist."""
    return NOTHING if code is None else _(labels.get(code, code))
