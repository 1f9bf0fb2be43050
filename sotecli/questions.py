"""What is asked on the terminal when something is missing. A slip is told and asked again; Enter takes the default.

Nothing is open for writing while somebody types.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sotecli import passphrase, terminal
from sotecli.answers import choice, perhaps, several, until, yes
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
)
from sotecli.core.feedback_set import Item
from sotecli.core.model import Label, ModelStep, Named
from sotecli.core.moment import local_day
from sotecli.core.request import Draft, Request, plan
from sotecli.core.unit import Situation
from sotecli.core.when import When, coming_day_of, coming_instant_of, day_of, read_day, read_moment, with_hour
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.usage import DifferentPassphrasesError, MissingValueError
from sotecli.i18n import N_, _
from sotecli.intake import checked_contact, read_language_code, read_source
from sotecli.keys import checked_new_passphrase
from sotecli.render import labels, words
from sotecli.render.labels import label

Answer = TypeVar("Answer")
Code = TypeVar("Code", bound=StrEnum)


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
    return choice(_("How does the person wish to be contacted?"), labels.CHANNEL, Channel)


def _contact(wished: Channel) -> str:
    question = _("E-mail address:") if wished is Channel.EMAIL else _("Phone number:")
    return until(question, lambda typed: checked_contact(wished, typed))


def code(question: str, read: Callable[[str], str] = read_source) -> str:
    """A code of the unit's own choice, such as that of a provider; `question` is a message."""
    return until(_(question), read)


def chosen(question: str, codes: Iterable[Code], named: Mapping[str, str] | None = None) -> Code:
    """One of these codes, by its words or by those that it has here; `question` is a message."""
    found = list(codes)
    names = named or labels.OF[type(found[0])]
    return choice(_(question), {one: names[one] for one in found}, type(found[0]))


def chosen_perhaps(question: str, codes: Iterable[Code]) -> Code | None:
    """One of these codes; `None` when Enter leaves it out."""
    found = list(codes)
    return perhaps(_(question), {one: labels.OF[type(one)][one] for one in found}, type(found[0]))


def chosen_several(question: str, codes: type[Code]) -> list[Code]:
    """Some of these codes; none when Enter leaves them out."""
    return several(_(question), {one: labels.OF[codes][one] for one in codes}, codes)


tried_channel = partial(chosen, N_("How was it tried?"), Channel)
result = partial(chosen, N_("What came of it?"), Result)
outcome = partial(chosen, N_("How did it end?"), Outcome)
closure_reason = partial(chosen, N_("Why is the unit closed?"), ClosureReason)
pause_reason = partial(chosen, N_("Why does the promise stand still?"), PauseReason)
review_outcome = partial(chosen, N_("What did the review come to?"), ReviewOutcome)
queue_ground = partial(chosen, N_("On what ground is it changed?"), QueueGround)
party = partial(chosen, N_("Whose doing was it?"), Party)
purpose = partial(chosen, N_("For what purpose do you need the contact details?"), Purpose)


def topics(question: str, named: Mapping[str, Label], own: Callable[[str], str]) -> tuple[str, ...]:
    """What a service helps with: of the topics with these words, or others that `own` reads."""
    shown = {ident: words.of(label) for ident, label in named.items()}
    return tuple(dict.fromkeys(several(_(question), shown, str, own)))


def visits(take: Callable[[str], object], codes: Callable[[], object]) -> None:
    """Visits line by line until an empty line; each is taken at once, and a slip is told and typed again.

    A question mark shows the `codes`.
    """

    def read(typed: str) -> str:
        if typed == "?":
            codes()
        elif typed:
            take(typed)
        return typed

    terminal.tell(_("For example e 75. A question mark shows the letters."))
    while until(_("Visit (Enter: done):"), read):
        pass


def answer(item: Item) -> int | None:
    """The answer to one question, read aloud; `None` when the person leaves it out."""
    scale = _("{lowest}–{highest}, Enter: no answer").format(lowest=item.lowest, highest=item.highest)
    return until(f"{words.of(item.ask)} ({scale})", lambda typed: item.read(typed) if typed else None)


def named(question: str, found: Sequence[Named | ModelStep]) -> str:
    """One of a model's levels, reasons, steps or goals, by its words; `question` is a message."""
    return choice(_(question), {one.ident: words.of(one.label) for one in found}, str)


def typed(question: str, read: Callable[[str], Answer], **values: str) -> Answer:
    """What somebody types, read; `question` is a message."""
    return until(_(question).format(**values), read)


def worker(codes: Sequence[str]) -> str:
    """Who is working, of several."""
    return choice(_("Who are you?"), {code: code for code in codes}, str)


def planned_day(situation: Situation) -> date:
    """The day of the next step."""
    return until(_("On which day?"), lambda typed: day_of(read_day(typed), situation.today, situation.calendar))


def resumed_day(situation: Situation) -> date:
    """The day on which a paused promise goes on."""
    return _coming_day(_("On which working day does the promise go on?"), situation)


def last_day_away(situation: Situation) -> date:
    """The last day of an absence."""
    return _coming_day(_("Until which day, that one included?"), situation)


def deputy(codes: Sequence[str]) -> str:
    """Who stands in for a worker, of those who can be asked."""
    return choice(_("Who stands in?"), {code: code for code in codes}, str)


def _coming_day(question: str, situation: Situation) -> date:
    return until(question, lambda typed: coming_day_of(read_day(typed), situation.today, situation.calendar))


def _received(check: Callable[[When], object]) -> When | None:
    def read(typed: str) -> When | None:
        when = read_moment(typed) if typed else None
        if when is not None:
            check(when)
        return when

    return until(_("When did the request reach the team? (Enter: now)"), read)


def _time_wish() -> TimeWish:
    return choice(_("At what time of the day? (Enter: any time)"), labels.TIME, TimeWish, TimeWish.ANY)


def _language() -> str:
    return until(_("In which language? fi, sv, en, … (Enter: fi)"), lambda typed: read_language_code(typed or "fi"))


def agreed() -> bool:
    """Whether what was just shown is to be done."""
    return yes(_("Take it in? y/n (Enter: no)"))


def erased() -> bool:
    """Whether linked answers are to be erased for good."""
    return yes(_("Erase the linked answers for good? y/n (Enter: no)"))


def site(sites: Iterable[str] | None) -> str:
    """Where a visitor came to: one of the unit's sites, else a code."""
    if not sites:
        return code(N_("At which site? A code, such as keskusta"), lambda typed: read_source(typed.lower()))
    return choice(_("At which site?"), {one: one for one in sorted(sites)}, str)


def replaced(path: Path) -> bool:
    """Whether a file that is there already is to be replaced."""
    return yes(_("{path} exists already. Replace it? y/n (Enter: no)").format(path=path))


def _message_ok() -> bool:
    return yes(_("May a message be left, or somebody else be told? y/n (Enter: no)"))


def _source() -> str | None:
    question = _("Who sent it? A code, such as custody-1 (Enter: not told)")
    return until(question, lambda typed: read_source(typed) if typed else None)


OPTIONAL: dict[str, Callable[[], Any]] = {
    "time_wish": _time_wish,
    "language": _language,
    "message_ok": _message_ok,
    "source": _source,
}


def coming_instant(now: datetime, calendar: WorkCalendar) -> datetime:
    """The day and hour of an appointment; the hour is asked by itself when only the day was told."""

    def read(typed: str) -> datetime:
        when = read_moment(typed)
        coming_day_of(when, local_day(now), calendar)
        if not when.has_hour:
            when = until(_("At what time? For example 10.00"), lambda hour: with_hour(when, hour))
        return coming_instant_of(when, now, calendar)

    return until(_("When? For example 24.6. 10.00"), read)


def next_day(after: Request, situation: Situation) -> date | None:
    """The day of the next try, when the proposed one is not taken; a day that cannot be planned is asked again."""
    proposed = words.short_day(after.next_on or situation.today)
    part = label(labels.TIME, after.next_part)

    def read(typed: str) -> date | None:
        if not typed:
            return None
        day = day_of(read_day(typed), situation.today, situation.calendar)
        return plan(after, day, situation).next_on

    return until(_("Next try? (Enter: {day}, {part})").format(day=proposed, part=part), read)


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
