"""Closed sets of codes, as the contract fixes them; English and the same in every language."""

from enum import StrEnum


class Channel(StrEnum):
    """How the person wishes to be contacted."""

    CALL = "call"
    SMS = "sms"
    EMAIL = "email"


class Status(StrEnum):
    """Where a request stands; derived, never stored."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ATTEMPTING = "attempting"
    REACHED = "reached"
    CLOSED = "closed"


class Outcome(StrEnum):
    """Why a request was closed."""

    SUPPORTED = "supported"
    GUIDED = "guided"
    BECAME_CLIENT = "became-client"
    DECLINED = "declined"
    NOT_REACHED = "not-reached"
    INVALID_CONTACT = "invalid-contact"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    URGENT_ELSEWHERE = "urgent-elsewhere"


class Result(StrEnum):
    """What came of one contact attempt."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    MESSAGE_SENT = "message-sent"
    OTHER_PERSON = "other-person"
    INVALID_CONTACT = "invalid-contact"
    DECLINED = "declined"
    DO_NOT_CONTACT = "do-not-contact"


class Gave(StrEnum):
    """What the person got in a contact."""

    DISCUSSION = "discussion"
    SUPPORT = "support"
    INFORMATION = "information"
    GUIDANCE = "guidance"


class TimeWish(StrEnum):
    """The part of the day in which the person wishes to be contacted; also the part in which a try was made."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Step(StrEnum):
    """What is to be done next on an open request."""

    FIRST_CONTACT = "first-contact"
    RETRY = "retry"
    PLANNED = "planned"
    DECIDE = "decide"


class Role(StrEnum):
    """What a worker may do: an evaluator runs reports only."""

    WORKER = "worker"
    LEAD = "lead"
    EVALUATOR = "evaluator"


class Qualification(StrEnum):
    """A worker's profession, as far as the models need it."""

    NONE = "none"
    SOCIAL_COUNSELLOR = "social-counsellor"
    SOCIAL_WORKER_OFFICE = "social-worker-office"
    NURSE = "nurse"
    OTHER = "other"


class Purpose(StrEnum):
    """On what ground somebody looks at contact details (703/2023 10 §)."""

    OWN_MATTER = "own-matter"
    DEPUTY = "deputy"
    LEAD_CHECK = "lead-check"
    CLIENT_REQUEST = "client-request"
    CORRECTION = "correction"


class ClosureReason(StrEnum):
    """Why a unit is closed on a day that would be a working day."""

    TRAINING = "training"
    HOLIDAY = "holiday"
    STAFFING = "staffing"
    OTHER = "other"


class PauseReason(StrEnum):
    """Why the clock of a promise stands still."""

    PERSON_ASKED = "person-asked"
    AWAY = "away"
    INFORMATION = "information"
    OTHER = "other"


class Cost(StrEnum):
    """What a service of the directory costs."""

    FREE = "free"
    FEE = "fee"
    UNKNOWN = "unknown"


class HandOver(StrEnum):
    """Why somebody else becomes the worker of a case."""

    LEAVE = "leave"
    WORKLOAD = "workload"
    QUALIFICATION = "qualification"
    PERSON_ASKED = "person-asked"
    AREA = "area"
    OTHER = "other"


class Party(StrEnum):
    """Who did it: the person, the provider of housing or of a service, or the unit."""

    CLIENT = "client"
    PROVIDER = "provider"
    UNIT = "unit"


class QueueGround(StrEnum):
    """On what ground a human changes what the queue proposes, or what counts in it."""

    ACUTE_CHANGE = "acute-change"
    SAFETY = "safety"
    AGREED_IN_SAS = "agreed-in-sas"
    OWN_WISH = "own-wish"
    ERROR = "error"
    OTHER = "other"


class ToldWhat(StrEnum):
    """What somebody who waits was told (seed 003: the right to know how it goes on)."""

    ESTIMATE = "estimate"
    POSITION = "position"
    STEP = "step"
    DECISION = "decision"


class ToldHow(StrEnum):
    """How somebody was told."""

    CALL = "call"
    LETTER = "letter"
    MEETING = "meeting"
    MESSAGE = "message"


class ReviewOutcome(StrEnum):
    """What a review came to (seed 004: the service is lightened or increased)."""

    SAME = "same"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    EXIT = "exit"


class GoalState(StrEnum):
    """How a goal of recovery stands (seed 004: participation, hopefulness, integration)."""

    SET = "set"
    MOVING = "moving"
    REACHED = "reached"
    DROPPED = "dropped"


class VisitChannel(StrEnum):
    """How a visit to a lähitori or to service advice came about; face to face is the usual one."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    ELECTRONIC = "electronic"
    HOME = "home"
    DIGITAL = "digital"


class AgeBand(StrEnum):
    """Roughly how old a visitor is; nobody is asked for an exact age."""

    UNDER_65 = "-64"
    FROM_65 = "65-74"
    FROM_75 = "75-84"
    FROM_85 = "85+"
    UNKNOWN = "unknown"


class ConcernKind(StrEnum):
    """Which of the acts that everybody calls a concern report (huoli-ilmoitus) it was in law."""

    CONTACT = "contact"
    NEED = "need"
    CHILD = "child"


class Level(StrEnum):
    """Whether a report may leave the unit."""

    RELEASE = "release"
    INTERNAL = "internal"


class Language(StrEnum):
    """The languages of the program and of its letters."""

    FI = "fi"
    SV = "sv"
    EN = "en"


class ReportFormat(StrEnum):
    """The formats in which a report can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"
    PARQUET = "parquet"


class PageFormat(StrEnum):
    """The formats of a page that is for the unit's own eyes."""

    TABLE = "table"
    JSON = "json"


class Engine(StrEnum):
    """What counts over the extracts of several units."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Form(StrEnum):
    """How results are shown: a table on a terminal, `label: value` lines, or JSON."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"


class DirectoryFormat(StrEnum):
    """The formats of a file of services."""

    HSDS = "hsds"
    CSV = "csv"
