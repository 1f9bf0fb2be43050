"""What comes next on a request, who is on it, and which command handles it."""

from collections.abc import Sequence

from sotecli.core.arrangement import APPOINTMENT, DECIDE, REACH_OUT, REBOOK, Arrangement
from sotecli.core.case import Case
from sotecli.core.codes import Form, Step, TimeWish
from sotecli.core.request import Request
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.output import NOTHING

AFTER_APPOINTMENT = {
    APPOINTMENT: "sote appointment held {ref}   ·   sote appointment missed {ref}",
    REACH_OUT: "sote appointment tried {ref}   ·   sote appointment book {matter}",
    REBOOK: "sote appointment book {matter}",
    DECIDE: "sote appointment book {matter}   ·   sote appointment settle {ref}",
}


def next_command(request: Request | Case | Arrangement) -> str:
    """The command that handles what comes next on a request, a case, a referral or an appointment."""
    if not isinstance(request, Request):
        return _command_beside(request)
    if request.closed_at is not None:
        return "sote followup due   ·   sote report pilot"
    if request.do_not_contact:
        return f"sote request close {request.ref} --outcome declined"
    if request.worker is None:
        code = _("YOUR-CODE")
        return f"sote worker assign {request.ref} {code}"
    if request.step is Step.DECIDE:
        return f"sote request close {request.ref}   ·   sote followup plan {request.ref}"
    return f"sote request show {request.ref} --reveal   ·   sote contact log {request.ref}"


def _command_beside(matter: Case | Arrangement) -> str:
    """The command for a case, a referral or an appointment."""
    if isinstance(matter, Arrangement) and matter.kind == "appointment":
        return AFTER_APPOINTMENT[matter.step].format(ref=matter.ref, matter=matter.matter)
    return f"sote {matter.kind if isinstance(matter, Arrangement) else 'case'} show {matter.ref}"


def hint(form: Form, request: Request) -> None:
    """Beside the results on a terminal: the command that comes next."""
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=next_command(request)))


def next_step(request: Request) -> str:
    """What comes next, and when; a dash when nothing does."""
    if request.next_on is None:
        return NOTHING
    step = f"{words.long_day(request.next_on)}, {label(labels.STEP, request.step)}"
    if request.next_part is TimeWish.ANY:
        return step
    return f"{step}, {label(labels.TIME, request.next_part)}"


def counted_from(request: Request) -> list[tuple[str, str]]:
    """The day that the promise counts from, where the unit's cut-off hour makes it another than that of arrival."""
    if request.counted_from == request.received_on:
        return []
    return [(_("counts as arrived"), words.long_day(request.counted_from))]


def warning(request: Request) -> list[tuple[str, str]]:
    """That the person wants no contact, where it must not be overlooked."""
    return [(_("note"), _("HAS ASKED NOT TO BE CONTACTED"))] if request.do_not_contact else []


def people(request: Request | Case | Arrangement) -> str:
    """The personal worker, and the pair if there is one."""
    if request.worker is None:
        return _("nobody yet")
    return f"{request.worker} + {request.pair}" if request.pair else request.worker


def still_open(refs: Sequence[str]) -> None:
    """What stays open although its request or case has ended."""
    if refs:
        output.say(_("Still open, and in the day's list: {refs}.").format(refs=", ".join(refs)))
