"""Closed sets of codes of referrals and appointments; English and the same in every language."""

from enum import StrEnum


class Consent(StrEnum):
    """How the person consented."""

    SPOKEN = "spoken"
    WRITTEN = "written"


class Shared(StrEnum):
    """What the service may be told of the person."""

    CONTACT = "contact"
    NEED = "need"
    PLAN = "plan"


class ReferralOutcome(StrEnum):
    """What has become of a referral."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not-arrived"
    RESULT = "result"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ReferralReason(StrEnum):
    """Why a referral did not lead on; `core.referral.REASONS` says whose reason each can be."""

    OWN_WISH = "own-wish"
    NOT_REACHED = "not-reached"
    WENT_ELSEWHERE = "went-elsewhere"
    LIFE_SITUATION = "life-situation"
    ILL = "ill"
    FORGOT = "forgot"
    NO_TRANSPORT = "no-transport"
    AFRAID = "afraid"
    FULL = "full"
    NOT_ELIGIBLE = "not-eligible"
    WRONG_SERVICE = "wrong-service"
    CLOSED = "closed"
    ERROR = "error"
    OTHER = "other"


class ReferralResult(StrEnum):
    """Whether the service that the person was referred to has helped."""

    HELPED = "helped"
    PARTLY = "partly"
    NOT_HELPED = "not-helped"
    UNKNOWN = "unknown"


class AppointmentHow(StrEnum):
    """How an appointment is held."""

    IN_PERSON = "in-person"
    HOME = "home"
    PHONE = "phone"
    VIDEO = "video"


class AppointmentStatus(StrEnum):
    """How an appointment ended; `booked` while nobody has said."""

    BOOKED = "booked"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class CancelledBy(StrEnum):
    """Who cancelled an appointment; the national codes of these stand in `core.appointment`."""

    CLIENT = "client"
    ORGANISATION = "organisation"


class AppointmentReason(StrEnum):
    """Why an appointment was cancelled or missed; which of them fit stands in `core.appointment`."""

    ILL = "ill"
    FORGOT = "forgot"
    NO_TRANSPORT = "no-transport"
    AFRAID = "afraid"
    NOT_TOLD = "not-told"
    OTHER_PLANS = "other-plans"
    NOT_WANTED = "not-wanted"
    MOVED = "moved"
    WORKER_ILL = "worker-ill"
    WORKER_AWAY = "worker-away"
    NO_ROOM = "no-room"
    OTHER = "other"
    UNKNOWN = "unknown"


class Settlement(StrEnum):
    """How people ended the way on after a missed or cancelled appointment (seed 001: never by itself)."""

    REBOOKED = "rebooked"
    CONTINUES = "continues"
    NOT_WANTED = "not-wanted"
    PAIR_DECIDED = "pair-decided"
