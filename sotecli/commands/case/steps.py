"""`sote case step|review|pause|resume`: a case goes on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.case.entries import closing_step, new_entry, review_step, reviewed, taken
from sotecli.commands.case.group import CaseRef, app, ground_of
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_code, read_text, read_when, session_of, whole
from sotecli.core import review as core
from sotecli.core.arrangement import staying
from sotecli.core.case import Case, must_be_open
from sotecli.core.case_pauses import Rest, pause_case, resume_case
from sotecli.core.codes import Party, PauseReason, ReviewOutcome
from sotecli.core.path import effective, standing, stood
from sotecli.core.pauses import Pause
from sotecli.core.review import Told
from sotecli.core.when import When
from sotecli.errors.usage import MissingOptionError
from sotecli.grammar import command
from sotecli.i18n import N_, _
from sotecli.render import case as render
from sotecli.session import Session
from sotecli.storage import arrangements, cases

MOST_ENTRIES = 100_000
On = Annotated[
    When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day it happened; today unless you say."))
]
Next = Annotated[
    When | None,
    typer.Option("--next", metavar="DATE", parser=read_when, help=N_("The working day to look at the case again.")),
]
Level = Annotated[str | None, typer.Option(metavar="CODE", parser=read_text, help=N_("A level of the model."))]
ReviewOn = Annotated[
    When | None, typer.Option("--next-review", metavar="DATE", parser=read_when, help=N_("The day of the next review."))
]


@command(app, N_("Take a step of the path, or correct an earlier entry"))
def step(
    ctx: typer.Context,
    ref: CaseRef,
    wanted: Annotated[
        str | None, typer.Argument(metavar="[STEP]", parser=read_text, help=N_("A step of the model."))
    ] = None,
    on: On = None,
    level: Level = None,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_text, help=N_("A reason of the model."))
    ] = None,
    party: Annotated[
        Party | None, typer.Option(metavar="CODE", parser=code_of(Party), help=N_("Whose doing it was."))
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_code, help=N_("A housing unit or provider, as a code."))
    ] = None,
    next_on: Next = None,
    review_on: ReviewOn = None,
    corrects: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            parser=whole(1, MOST_ENTRIES),
            help=N_("Take the place of this entry; without a step, take it back."),
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take a step; what was wrong is corrected by a new entry."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, case = session.act("case.step"), cases.get(session.database, ref)
    told = Told(level=level, reason=reason, party=party, place=place)
    entry = new_entry(session, case, (wanted, corrects), told, on)
    core.must_have_outcome(case, ground_of(session, case).model, entry)
    entry = entry._replace(review_on=session.day(review_on) if review_on else entry.review_on)
    planned = session.day(next_on) if next_on else None
    after = cases.change(session.database, case.ref, partial(taken, session, entry, planned), act)
    render.changed(session.form, after, ground_of(session, after).model, _("Noted."))


@command(app, N_("Review the support: the same, lighter, heavier, or the end"))
def review(
    ctx: typer.Context,
    ref: CaseRef,
    outcome: Annotated[
        ReviewOutcome | None,
        typer.Option(metavar="CODE", parser=code_of(ReviewOutcome), help=N_("What the review came to.")),
    ] = None,
    level: Level = None,
    on: On = None,
    review_on: ReviewOn = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note a review made with the person; the next one is set by the unit's interval."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, case = session.act("case.review"), cases.get(session.database, ref)
    must_be_open(case)
    model = ground_of(session, case).model
    came_to = outcome or questions.needed("--outcome", questions.review_outcome, may_ask=session.may_ask)
    after_it = reviewed(session, case, model, came_to, level)
    told = Told(level=after_it, outcome=came_to)
    entry = new_entry(session, case, (review_step(case, model).ident, None), told, on)
    entry = entry._replace(review_on=session.day(review_on) if review_on else None)
    after = cases.change(session.database, case.ref, partial(taken, session, entry, None), act)
    ends = came_to is ReviewOutcome.EXIT
    render.changed(
        session.form, after, model, _("Reviewed; `sote case close` ends the case.") if ends else _("Reviewed.")
    )


@command(app, N_("End a case by a step that its model lets end it"))
def close(
    ctx: typer.Context,
    ref: CaseRef,
    wanted: Annotated[
        str | None, typer.Argument(metavar="[STEP]", parser=read_text, help=N_("A closing step, where several may be."))
    ] = None,
    on: On = None,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_text, help=N_("A reason of the model."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """End a case; what it was stays as its history."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, case = session.act("case.close"), cases.get(session.database, ref)
    model = ground_of(session, case).model
    ending = closing_step(session, case, model, wanted)
    entry = new_entry(session, case, (ending.ident, None), Told(reason=reason), on)
    stays: list[str] = []

    def decide(case: Case) -> cases.Change:
        stays.extend(staying(arrangements.of_matter(session.database, case.ref), session.today))
        return taken(session, entry, None, case)

    after = cases.change(session.database, case.ref, decide, act)
    render.changed(session.form, after, model, _("Ended."), stays)


@command(app, N_("Let a case rest until a day; limits of the law go on"))
def pause(
    ctx: typer.Context,
    ref: CaseRef,
    until: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The working day on which it goes on."))
    ] = None,
    reason: Annotated[
        PauseReason | None, typer.Option(metavar="CODE", parser=code_of(PauseReason), help=N_("Why it rests."))
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Pause a case: promises stand still, limits of the law do not."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, situation = session.act("case.pause"), session.situation
    why = reason or questions.needed("--reason", questions.pause_reason, may_ask=session.may_ask)
    if until is None:
        raise MissingOptionError(option="--until")
    rest = partial(pause_case, until=session.day(until), reason=why, situation=situation)
    after = cases.change(session.database, ref, partial(_rested, session, rest), act)
    render.changed(session.form, after, ground_of(session, after).model, _("Paused."))


@command(app, N_("Let a paused case go on today"))
def resume(
    ctx: typer.Context, ref: CaseRef, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False
) -> None:
    """End the pause of a case before its day."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("case.resume")
    go_on = partial(resume_case, today=session.today)
    after = cases.change(session.database, ref, partial(_rested, session, go_on), act)
    render.changed(session.form, after, ground_of(session, after).model, _("The case goes on."))


def _rested(session: Session, rest: Callable[[Case, Sequence[Pause]], Rest], case: Case) -> cases.Change:
    """What becomes of a case by a pause or its end."""
    ground, pauses = ground_of(session, case), cases.pauses(session.database, case.ref)
    added, ended = rest(case, pauses)
    holding = [pause for pause in pauses if pause != ended] + ([added] if added else [])
    now = standing(effective(cases.history(session.database, case.ref)), ground)
    return cases.Change(stood(case._replace(planned_on=None), now, holding, ground), pause=added, ended=ended)
