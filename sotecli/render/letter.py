"""A letter that tells a client where their matter stands, as one page of HTML to print or to read on a phone.

It names nobody: the file holds no names, so the worker writes their own name and number on the paper by hand. The
language is the client's, whatever the worker's own.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.estimate import Estimate, Range, Span, rounded_range
from sotecli.i18n import N_, _, ngettext, speaking
from sotecli.render.output import clean
from sotecli.render.page import Page, Section, page_html
from sotecli.render.words import day_in_text

RIGHTS = (
    N_("You may ask about your matter at any time."),
    N_("You may tell us what you wish for. You may also change your wishes."),
    N_(
        "You have the right to a written decision on the arranging of a service when you ask for one (Social Welfare "
        "Act, section 45)."
    ),
    N_("You may ask who has looked at your information or used it. We keep a log of that."),
)


class Letter(NamedTuple):
    """What one letter says; the labels are in its language already."""

    day: date
    unit: str
    ref: str
    stage: str
    stage_since: date | None = None
    next_steps: tuple[str, ...] = ()
    worker: str = ""
    """The code of the worker to call; empty if nobody has the matter yet."""
    queued_on: date | None = None
    estimate: Estimate | None = None
    """`None`: the person does not wait in the queue, so the letter does not speak of waiting."""


def letter_html(values: Letter, language: str) -> str:
    """The letter in the client's language as a whole HTML page."""
    values = values._replace(
        unit=clean(values.unit), stage=clean(values.stage), next_steps=tuple(map(clean, values.next_steps))
    )
    with speaking(language) as spoken:
        page = Page(
            title=_("Where your matter stands"),
            facts=(values.unit, day_in_text(values.day), _("Reference {ref}").format(ref=values.ref)),
            opening=(
                _("Hello,"),
                _("This letter tells you where your matter stands now and what happens next."),
            ),
            sections=tuple(_sections(values)),
            closing=(_("Kind regards"), values.unit),
        )
        return page_html(page, spoken)


def _sections(values: Letter) -> list[Section]:
    waiting = [_waiting(values, values.estimate)] if values.estimate else []
    return [_stage(values), _next(values.next_steps), *waiting, _whom_to_call(values.worker), _rights()]


def _stage(values: Letter) -> Section:
    since = values.stage_since
    told = (_("It has been so since {day}.").format(day=day_in_text(since)),) if since else ()
    return Section(_("Where your matter stands now"), lead=values.stage, paragraphs=told)


def _next(steps: Sequence[str]) -> Section:
    heading = _("What happens next")
    if not steps:
        return Section(heading, paragraphs=(_("No next step is planned. Please ask us if something is unclear."),))
    told = ngettext("This comes next:", "One of these comes next:", len(steps))
    return Section(heading, paragraphs=(told,), items=tuple(steps))


def _waiting(values: Letter, estimate: Estimate) -> Section:
    heading, said = _("How long you may still have to wait"), rounded_range(estimate)
    queued = values.queued_on
    since = (_("You have been in the queue since {day}.").format(day=day_in_text(queued)),) if queued else ()
    if said is None:
        lead = _("We cannot give you an estimate yet.")
        return Section(heading, lead, (*since, _too_few()))
    lead = _("{time} from today").format(time=range_text(said))
    return Section(
        heading, lead[0].upper() + lead[1:], (*since, _meaning(estimate, said.over), _basis(estimate), _no_promise())
    )


def _too_few() -> str:
    return _("Too few people have waited in the same queue before you. A guess would not be fair to you.")


def _meaning(estimate: Estimate, over: Span | None) -> str:
    """What the range means, in people and not in percent."""
    if estimate.low is None:
        return _(
            "Most people who had waited as long as you had to wait longer than this. How much longer is not known."
        )
    if over:
        return _(
            "Some of the people who had waited as long as you got a place sooner. More than one in four had to wait "
            "longer than {time}. How much longer is not known."
        ).format(time=_span_text(over))
    return _(
        "About half of the people who had waited as long as you got a place within this time. About one in four got it "
        "sooner, and about one in four later."
    )


def _basis(estimate: Estimate) -> str:
    cases = estimate.cases
    return _(
        "The estimate comes from {known} people who have been in the same queue. {ended} of them have got a place, and "
        "{longer} waited longer than you have waited so far. Those who are still waiting are counted too."
    ).format(known=cases.known, ended=cases.ended, longer=cases.longer)


def _no_promise() -> str:
    return _(
        "This is an estimate, not a promise. Your own wait may be shorter or longer. It depends on what you need, what "
        "you wish for and which places become free."
    )


def range_text(said: Range) -> str:
    """The range as people say it: months, weeks, both, `about 2 weeks` or `longer than 6 months`."""
    low, high, over = said
    if over:
        if low is None:
            return _("longer than {time}").format(time=_span_text(over))
        return _("at least {low}, perhaps longer than {over}").format(low=_span_text(low), over=_span_text(over))
    if low is None or high is None:  # cannot be: where nothing is over, both ends are known
        return ""
    if low == high:
        return _("about {time}").format(time=_span_text(high))
    if low.unit == high.unit:
        return _span_text(high, f"{low.number}–{high.number}")
    return f"{_span_text(low)} – {_span_text(high)}"


def _span_text(span: Span, count: str = "") -> str:
    """The time in words, with another text for the number where that is a range."""
    if span.unit == "week":
        told = ngettext("{count} week", "{count} weeks", span.number)
    else:
        told = ngettext("{count} month", "{count} months", span.number)
    return told.format(count=count or span.number)


def _whom_to_call(worker: str) -> Section:
    code = ((_("Worker's code"), worker),) if worker else ()
    return Section(
        _("Whom you can call"),
        paragraphs=(_("We are glad to tell you more. You can also ask for a meeting."),),
        fields=(*code, (_("Name"), ""), (_("Telephone"), "")),
    )


def _rights() -> Section:
    return Section(_("Your rights"), items=tuple(_(right) for right in RIGHTS))
