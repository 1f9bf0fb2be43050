"""Options that several commands share, and reading what was typed into values.

A reader runs while the call is parsed, before anything is opened. What does not fit is refused with our own words;
what looks as if it identified a person is refused as such and never repeated.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from sotecli import terminal
from sotecli.core.arrangement import LETTERS
from sotecli.core.codes import Form, Language, Level
from sotecli.core.followup import Day, counted_days
from sotecli.core.moment import local_day
from sotecli.core.personal import looks_personal
from sotecli.core.reference import read_reference
from sotecli.core.request import Request
from sotecli.core.unit import CODE
from sotecli.core.when import When, day_of, read_day, read_moment
from sotecli.core.workdays import WorkCalendar, calendar_named
from sotecli.core.worker import read_worker_code
from sotecli.errors.base import SoteError
from sotecli.errors.usage import (
    BadCodeShapeError,
    BadNameError,
    BadOutputError,
    NotANumberError,
    TogetherError,
    UnknownCodeError,
    UnsafeArgumentError,
)
from sotecli.i18n import N_, _
from sotecli.render import labels, output
from sotecli.session import Session, clock
from sotecli.storage import pauses, workers

if TYPE_CHECKING:
    from sotecli.core.rules import Rule

Code = TypeVar("Code", bound=StrEnum)
Value = TypeVar("Value")
STATUSES = ("open", "closed", "all")
LONGEST_NAME = 80
MOST_MINUTES, MOST_AHEAD, MOST_DESCRIPTOR = 1440, 250, 1_000_000


def safe(read: Callable[[str], Value]) -> Callable[[Any], Value]:
    """The reader, refusing what looks personal when it is not what is expected here."""

    def reader(typed: Any) -> Value:  # noqa: ANN401 (typer gives defaults back as they are)
        try:
            return read(typed) if isinstance(typed, str) else typed
        except SoteError:
            if looks_personal(typed):
                raise UnsafeArgumentError from None
            raise

    return reader


def code_of(codes: type[Code]) -> Callable[[Any], Code]:
    """A reader of one of these codes, or of its words in the language of the run, in capital or small letters."""

    def read(typed: str) -> Code:
        wanted = typed.strip().lower()
        for code in codes:
            if wanted in {code.value, labels.of_code(code).lower()}:
                return code
        raise UnknownCodeError(value=typed, allowed=tuple(codes))

    reader = safe(read)
    reader.codes = tuple(codes)  # type: ignore[attr-defined]  # help names them
    return reader


def whole(lowest: int, highest: int) -> Callable[[Any], int]:
    """A reader of a whole number in a range."""

    def read(typed: str) -> int:
        digits = typed.removeprefix("-")
        fits = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(highest))
        if not fits or not lowest <= int(typed) <= highest:
            raise NotANumberError(value=typed, lowest=lowest, highest=highest)
        return int(typed)

    return safe(read)


def _read_code(typed: str) -> str:
    if not re.fullmatch(CODE, typed) or looks_personal(typed):
        raise BadCodeShapeError(value=typed)
    return typed


def _read_own_name(typed: str, example: str) -> str:
    """The code of a place or a service, which people write with a capital letter, too."""
    if not re.fullmatch(CODE, typed.strip().lower()) or looks_personal(typed):
        raise BadCodeShapeError(value=typed, example=example)
    return typed.strip().lower()


def _read_status(typed: str) -> str:
    if typed not in STATUSES:
        raise UnknownCodeError(value=typed, allowed=", ".join(STATUSES))
    return typed


def _read_name(typed: str) -> str:
    name = _read_text(typed)
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadNameError
    return name


def _read_text(typed: str) -> str:
    if looks_personal(typed):
        raise UnsafeArgumentError
    return typed.strip()


def _read_dash(typed: str) -> str:
    if typed != "-":
        raise UnknownCodeError(value=typed, allowed="-")
    return typed


read_dash = safe(_read_dash)
read_status = safe(_read_status)
read_ref = safe(read_reference)
read_matter = safe(partial(read_reference, letters="PA"))
read_planned = safe(partial(read_reference, letters="PALK"))
read_referral = safe(partial(read_reference, letters="L"))
read_appointment = safe(partial(read_reference, letters=LETTERS["appointment"]))
read_case = safe(partial(read_reference, letters="A"))
read_code = safe(_read_code)
read_site = safe(partial(_read_own_name, example="keskusta"))
read_service = safe(partial(_read_own_name, example="ruoka-apu"))
read_text = safe(_read_text)
read_name = safe(_read_name)
read_worker = safe(read_worker_code)
read_language = code_of(Language)
read_descriptor = whole(0, MOST_DESCRIPTOR)
read_when = safe(read_day)
read_at = safe(read_moment)


def read_path(typed: Any) -> Path:  # noqa: ANN401
    """A path, as it is."""
    return Path(typed)


def read_output(typed: Any) -> Path:  # noqa: ANN401
    """The path of a file that is to be written; standard output is none."""
    if typed == "-":
        raise BadOutputError(path=typed)
    return read_path(typed)


Json = Annotated[bool, typer.Option("--json", help=N_("One JSON document, for programs."))]
Plain = Annotated[bool, typer.Option("--plain", help=N_("One `label: value` a line, for screen readers."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Say what would change, and change nothing."))]
Ref = Annotated[
    str, typer.Argument(metavar="REF", parser=read_ref, help=N_("The reference, or enough of its beginning."))
]
Mine = Annotated[bool, typer.Option("--mine", help=N_("Only my own matters, also as the pair."))]
Of = Annotated[
    str | None, typer.Option("--of", metavar="CODE", parser=read_worker, help=N_("Only this worker's matters."))
]
Agreed = Annotated[bool, typer.Option("--agreed", help=N_("The person has agreed to a contact beyond the limit."))]
LevelOption = Annotated[
    Level | None,
    typer.Option(
        metavar="release|internal", parser=code_of(Level), help=N_("May it leave the unit? release, unless you say.")
    ),
]


def whose(session: Session, *, mine: bool, of: str | None) -> str | None:
    """The worker whose matters are asked for; `None` for the whole unit.

    Raises:
        TogetherError: --mine and --of were both given.
        UnknownWorkerError: There is no such worker.
    """
    if mine and of:
        raise TogetherError(one="--mine", other="--of")
    if mine:
        return session.worker.code
    return workers.get(session.database, of).code if of else None


def stood_in_for(session: Session, who: str | None) -> Sequence[str | None]:
    """Whose arrangements a worker handles today: their own, and those of the workers they stand in for."""
    if who is None:
        return [None]
    return [who, *(away for away, deputy in session.deputies(session.today).items() if deputy == who)]


def must_lie_apart(session: Session, output: Path | None) -> None:
    """Raise `BadOutputError` if a file to be written has a name that SQLite gives to what belongs to the unit's."""
    if output and str(output.resolve()).startswith(str(session.path.resolve())):
        raise BadOutputError(path=output)


def promised_days(session: Session, request: Request) -> list[Day]:
    """Each day from a request's arrival to its promised day, with whether it was counted."""
    first = "arrival" if request.counted_from == request.received_on else "counts-as-arrival"
    stood_still = pauses.listing(session.database, request.ref)
    return counted_days(request.counted_from, request.due_on, session.calendar, first, pauses=stood_still)


def days_of(session: Session, rule: "Rule | None", ident: str) -> WorkCalendar:
    """The working days that a rule goes by: the unit's own for its promises, the national ones for the law."""
    own = rule is None or (rule.kind == "promise" and ident == session.calendar.ident)
    return session.calendar if own else session.national(ident)


def day_without_file(when: When | None) -> date:
    """The day that an option of a command without a file means; today without one."""
    today = local_day(clock(may_be_fixed=True))
    return today if when is None else day_of(when, today, calendar_named("fi-office"))


def session_of(ctx: typer.Context, *, as_json: bool = False, plain: bool = False, dry_run: bool = False) -> Session:
    """The run's session, with the command's own choice of form."""
    session: Session = ctx.obj
    set_form(session, as_json=as_json, plain=plain)
    session.dry_run = dry_run
    if dry_run and session.form is not Form.JSON:
        output.note(_("Dry run: this is what would change. Nothing is changed."))
    return session


def set_form(session: Session, *, as_json: bool, plain: bool) -> None:
    """Choose the form of results: JSON, lines, or a table on a terminal; what was said before the command holds."""
    if as_json or plain:
        session.form = Form.JSON if as_json else Form.PLAIN
    elif session.form is Form.PLAIN and not session.form_chosen and terminal.is_terminal_output():
        session.form = Form.TABLE
    session.form_chosen = session.form_chosen or as_json or plain
