"""Feedback after a contact: how often it may be asked, and what is kept of it.

By default the answers are cut from the case when they are entered: they only raise monthly counters, and beside the
contact nothing is kept but that somebody was asked, and whether they answered. Linked to the case they are kept only
with consent, which can be taken back. Who was not asked or did not answer is no negative answer.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sotecli.core.arrangement_codes import Consent
from sotecli.core.feedback_set import FeedbackSet
from sotecli.errors.feedback import AskedAlreadyError, NoCaseToLinkError, NothingHeldError, QuestionsChangedError
from sotecli.errors.usage import MissingOptionError, TogetherError

ANSWERED, LINKED, DECLINED, WITHDRAWN = "answered", "linked", "declined", "withdrawn"
REQUESTS, VISITS = "vantaa-request", "pirha-lahitori"
"""The models under which feedback about a request, and that of a visitor, is counted."""


class Contact(NamedTuple):
    """What a feedback is about."""

    ref: str
    """The request, appointment or case; of a visitor the code of the site."""
    which: str
    """Which of its contacts: the number, the day, or of visitors the month."""
    model: str
    case: str | None = None
    """The case to which answers can be linked."""


class Feedback(NamedTuple):
    """What was answered, or that nobody wished to."""

    questions: FeedbackSet
    answers: Mapping[str, int]
    on: date
    consent: Consent | None = None
    """With it the answers are linked to the case; without it they are anonymous."""

    @property
    def came_to(self) -> str:
        """What is kept beside the contact."""
        if not self.answers:
            return DECLINED
        return LINKED if self.consent else ANSWERED


class Linked(NamedTuple):
    """One feedback that is linked to a case."""

    ref: str
    about: str
    on: date
    consent: Consent
    questions: str
    version: int
    answers: Mapping[str, int]


class Span(NamedTuple):
    """The months in which one version of a set was answered."""

    questions: str
    version: int
    first: str
    last: str


def must_be_askable(ref: str, held: int, asked: int) -> None:
    """Raise unless there was a contact about which nobody was asked yet.

    Raises:
        NothingHeldError: There was none.
        AskedAlreadyError: Feedback was asked after each of them.
    """
    if not held:
        raise NothingHeldError(ref=ref)
    if asked >= held:
        raise AskedAlreadyError(ref=ref)


def must_have_case(contact: Contact, feedback: Feedback) -> None:
    """Raise `NoCaseToLinkError` if answers are to be linked and there is no case."""
    if feedback.consent and feedback.answers and contact.case is None:
        raise NoCaseToLinkError


def must_fit(after: str | None, site: str | None, *, linked: bool, consent: Consent | None) -> None:
    """Raise unless it is said once what the feedback is about, and a consent comes with a link.

    Raises:
        TogetherError: A contact and a site, or a visitor's answers that are to be linked.
        MissingOptionError: Neither a contact nor a site, or a consent to nothing.
    """
    if after and site:
        raise TogetherError(one="--after", other="--site")
    if site and linked:
        raise TogetherError(one="--site", other="--linked")
    if not after and not site:
        raise MissingOptionError(option="--after")
    if consent and not linked:
        raise MissingOptionError(option="--linked")


def only_span(spans: Iterable[Span]) -> Span | None:
    """The one version of a set that was answered; `None` when nobody answered.

    Raises:
        QuestionsChangedError: There were several; each is named with its months.
    """
    found = sorted(set(spans))
    if len(found) > 1:
        told = [f"{span.questions} {span.version} ({span.first} – {span.last})" for span in found]
        raise QuestionsChangedError(spans=", ".join(told))
    return found[0] if found else None
