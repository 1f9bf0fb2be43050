"""What is asked on the terminal when something is missing. A slip is told and asked again; Enter takes the default.

Nothing is open for writing while somebody types.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sotecli import passphrase, terminal
from sotecli.core.codes import (
    Channel,
    ClosureReason,
    Outcome,
    Party,
    PauseReason,
    Purpose,
    QueueGround,
    Result,
    ReviewOutcome,
    TimeWish,
    ToldHow,
    ToldWhat,
)
from sotecli.core.model import ModelStep, Named
from sotecli.core.request import Draft, Request, plan
from sotecli.core.unit import Situation
from sotecli.core.when import When, coming_day_of, day_of, read_day, read_moment
from sotecli.errors.base import SoteError
from sotecli.errors.usage import DifferentPassphrasesError, MissingValueError, NotYesOrNoError, UnknownCodeError
from sotecli.i18n import N_, _
from sotecli.intake import checked_contact, read_language_code, read_source
from sotecli.keys import checked_new_passphrase
from sotecli.render import labels, words
from sotecli.render.failure import told
from sotecli.render.labels import label

Answer = TypeVar("Answer")
YES = {"k", "kyllä", "joo", "juu", "j", "ja", "jo", "y", "yes"}
NO = {"", "e", "ei", "n", "nej", "no"}


def completed(
    given: Mapping[str, Any],
    typed_contact: str | None,
    *,
    may_ask: bool,
    interactive: bool,
    check: Callable[[When], object],
) -> Draft:
    """A draft from what was given, asking for what must not be missing, and on a terminal for the rest, too.

    `check` places a time of arrival and raises what is wrong with it, so that it can be asked again.

    Raises:
        MissingValueError: Something is missing and nobody can be asked.
        BadContactError: The contact details do not fit the channel.
    """
    values = {key: value for key, value in given.items() if value is not None}
    channel: Channel = values.pop("channel", None) or needed("--channel", wished_channel, may_ask=may_ask)
    if typed_contact is not None:
        contact = checked_contact(channel, typed_contact)
    else:
        contact = needed("--contact-stdin", lambda: _contact(channel), may_ask=may_ask)
    if interactive:
        asked = {"received": lambda: _received(check), **OPTIONAL}
        values |= {key: ask() for key, ask in asked.items() if key not in values}
    return Draft(channel=channel, contact=contact, **values)


def needed(option: str, question: Callable[[], Answer], *, may_ask: bool) -> Answer:
    """The answer to a question that must be answered.

    Raises:
        MissingValueError: Nobody can be asked.
    """
    if not may_ask:
        raise MissingValueError(option=option)
    return question()


def wished_channel() -> Channel:
    """How the person wishes to be contacted."""
    return _choice(_("How does the person wish to be contacted?"), labels.CHANNEL, Channel)


def _contact(wished: Channel) -> str:
    question = _("E-mail address:") if wished is Channel.EMAIL else _("Phone number:")
    return _until(question, lambda typed: checked_contact(wished, typed))


def tried_channel() -> Channel:
    """How a contact was tried."""
    return _choice(_("How was it tried?"), labels.CHANNEL, Channel)


def result() -> Result:
    """What came of a contact."""
    return _choice(_("What came of it?"), labels.RESULT, Result)


def outcome() -> Outcome:
    """How a request ended."""
    return _choice(_("How did it end?"), labels.OUTCOME, Outcome)


def closure_reason() -> ClosureReason:
    """Why the unit is closed on a day."""
    return _choice(_("Why is the unit closed?"), labels.CLOSURE, ClosureReason)


def pause_reason() -> PauseReason:
    """Why a promise stands still."""
    return _choice(_("Why does the promise stand still?"), labels.PAUSE, PauseReason)


def review_outcome() -> ReviewOutcome:
    """What a review came to."""
    return _choice(_("What did the review come to?"), labels.REVIEW, ReviewOutcome)


def queue_ground() -> QueueGround:
    """Why the queue is changed by a human."""
    return _choice(_("On what ground is it changed?"), labels.GROUND, QueueGround)


def told_what() -> ToldWhat:
    """What the person was told."""
    return _choice(_("What was the person told?"), labels.TOLD_WHAT, ToldWhat)


def told_how() -> ToldHow:
    """How the person was told."""
    return _choice(_("How was it told?"), labels.TOLD_HOW, ToldHow)


def party() -> str:
    """Whose doing a step was."""
    return _choice(_("Whose doing was it?"), labels.PARTY, Party)


def place() -> str:
    """A housing unit or provider."""
    return _until(_("Which housing unit or provider? A code, such as unit-1"), read_source)


def named(question: str, found: Sequence[Named | ModelStep]) -> str:
    """One of a model's levels, reasons, steps or goals, by its words; `question` is a message."""
    return _choice(_(question), {one.ident: words.of(one.label) for one in found}, str)


def worker(codes: Sequence[str]) -> str:
    """Who is working, of several."""
    return _choice(_("Who are you?"), {code: code for code in codes}, str)


def planned_day(situation: Situation) -> date:
    """The day of the next step."""
    return _until(_("On which day?"), lambda typed: day_of(read_day(typed), situation.today, situation.calendar))


def resumed_day(situation: Situation) -> date:
    """The day on which a paused promise goes on."""
    return _coming_day(_("On which working day does the promise go on?"), situation)


def last_day_away(situation: Situation) -> date:
    """The last day of an absence."""
    return _coming_day(_("Until which day, that one included?"), situation)


def deputy(codes: Sequence[str]) -> str:
    """Who stands in for a worker, of those who can be asked."""
    return _choice(_("Who stands in?"), {code: code for code in codes}, str)


def _coming_day(question: str, situation: Situation) -> date:
    return _until(question, lambda typed: coming_day_of(read_day(typed), situation.today, situation.calendar))


def _received(check: Callable[[When], object]) -> When | None:
    def read(typed: str) -> When | None:
        when = read_moment(typed) if typed else None
        if when is not None:
            check(when)
        return when

    return _until(_("When did the request reach the team? (Enter: now)"), read)


def _time_wish() -> TimeWish:
    return _choice(_("At what time of the day? (Enter: any time)"), labels.TIME, TimeWish, TimeWish.ANY)


def _language() -> str:
    return _until(_("In which language? fi, sv, en, … (Enter: fi)"), lambda typed: read_language_code(typed or "fi"))


def agreed() -> bool:
    """Whether what was just shown is to be done."""
    return _yes(_("Take it in? y/n (Enter: no)"))


def replaced(path: Path) -> bool:
    """Whether a report is put in the place of a file that exists."""
    return _yes(_("{path} exists already. Put the report in its place? y/n (Enter: no)").format(path=path))


def _message_ok() -> bool:
    return _yes(_("May a message be left, or somebody else be told? y/n (Enter: no)"))


def _yes(question: str) -> bool:
    def read(typed: str) -> bool:
        if typed.lower() not in YES | NO:
            raise NotYesOrNoError
        return typed.lower() in YES

    return _until(question, read)


def _source() -> str | None:
    question = _("Who sent it? A code, such as custody-1 (Enter: not told)")
    return _until(question, lambda typed: read_source(typed) if typed else None)


OPTIONAL: dict[str, Callable[[], Any]] = {
    "time_wish": _time_wish,
    "language": _language,
    "message_ok": _message_ok,
    "source": _source,
}


def purpose() -> Purpose:
    """On what ground somebody looks at another worker's matter."""
    return _choice(_("For what purpose do you need the contact details?"), labels.PURPOSE, Purpose)


def next_day(after: Request, situation: Situation) -> date | None:
    """The day of the next try, when the proposed one is not taken; a day that cannot be planned is asked again."""
    proposed = words.short_day(after.next_on or situation.today)
    part = label(labels.TIME, after.next_part)

    def read(typed: str) -> date | None:
        if not typed:
            return None
        day = day_of(read_day(typed), situation.today, situation.calendar)
        return plan(after, day, situation).next_on

    return _until(_("Next try? (Enter: {day}, {part})").format(day=proposed, part=part), read)


def new_passphrase() -> str:
    """A new passphrase, typed twice; six words are offered.

    Raises:
        ShortPassphraseError: It is too short.
        DifferentPassphrasesError: The two differ.
    """
    terminal.tell(_("A passphrase opens the file; whoever has it can read everything in it."))
    terminal.tell(_("You can take these six words: {words}").format(words=passphrase.suggestion()))
    typed = checked_new_passphrase(
        passphrase.asked(N_("New passphrase (it does not show while you type):"), may_ask=True)
    )
    if passphrase.asked(N_("The same again:"), may_ask=True) != typed:
        raise DifferentPassphrasesError
    return typed


def _choice(question: str, named: dict[str, str], codes: type[Answer], default: Answer | None = None) -> Answer:
    """One of several codes, by its number, its code or its words."""
    terminal.tell(question)
    for number, code in enumerate(named, start=1):
        terminal.tell(f"  {number}  {label(named, code)}")

    def read(typed: str) -> Answer:
        if not typed and default is not None:
            return default
        for number, (code, text) in enumerate(named.items(), start=1):
            if typed.lower() in {str(number), code, text, _(text).lower()}:
                return codes(code)  # type: ignore[call-arg]
        raise UnknownCodeError(value=typed, allowed=", ".join(str(number) for number in range(1, len(named) + 1)))

    return _until(">", read)


def _until(question: str, read: Callable[[str], Answer]) -> Answer:
    while True:
        try:
            return read(terminal.ask(question))
        except SoteError as error:
            for line in told(error):
                terminal.tell(line)
