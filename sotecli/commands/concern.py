"""`sote concern`: concern reports about clients of a model, for counting them before and after."""

from collections.abc import Collection
from functools import partial
from typing import Annotated

import typer

from sotecli import questions
from sotecli.codeset import NOTIFIER, codes_of
from sotecli.commands.case.group import model_for
from sotecli.commands.options import DryRun, Json, Plain, code_of, read_case, read_text, read_when, session_of, whole
from sotecli.core import concern as core
from sotecli.core.codes import ConcernKind
from sotecli.core.concern import Concern
from sotecli.core.when import When
from sotecli.errors.usage import UnknownCodeError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import concern as render
from sotecli.session import Session
from sotecli.storage import cases, concerns

app = new_group()
MOST_NUMBER = 999_999_999
About = Annotated[
    str | None, typer.Argument(metavar="[REF]", parser=read_case, help=N_("The case, or enough of its beginning."))
]
OfModel = Annotated[
    str | None,
    typer.Option("--model", metavar="ID", parser=read_text, help=N_("A model's cohort, when about nobody's case.")),
]


@command(app, N_("Note that a concern report came: which kind, from whom, about whom; never what it says"))
def add(
    ctx: typer.Context,
    ref: About = None,
    kind: Annotated[
        ConcernKind | None,
        typer.Option(metavar="CODE", parser=code_of(ConcernKind), help=N_("Which report of the law it was.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="CODE", parser=read_text, help=N_("Who reported (THL 6.1243): police 10."))
    ] = None,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day it came; today unless you say."))
    ] = None,
    model: OfModel = None,
    another: Annotated[
        bool, typer.Option("--another", help=N_("It is another report, though the same was noted of that day."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Note one report about a case or about the cohort of a model."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act, day, known = session.act("concern.add"), session.day(on, past=True), codes_of(NOTIFIER)
    ref = ref or _asked_case(session, model)
    core.must_be_about(ref, model)
    core.must_have_come(day, session.today)
    _must_be_known(source, known)
    ask_kind = partial(questions.chosen, N_("Which report was it?"), ConcernKind)
    which = kind or questions.needed("--kind", ask_kind, may_ask=session.may_ask)
    if source is None and session.is_interactive:
        source = questions.named(N_("Who reported?"), list(known.values()))
    ident = model_for(session, model.lower()).ident if model else ""
    noted = Concern(0, ref, ident, which, source, day, session.worker.code, session.now)
    kept = concerns.add(session.database, noted, act, another=another)
    render.added(session.form, _judged(session, kept), known)


def _asked_case(session: Session, model: str | None) -> str | None:
    """The case that a report is about, asked on a terminal when nothing says whom it is about."""
    if model or not session.may_ask:
        return None
    return questions.typed(N_("Which case? Its reference"), read_case)


def _must_be_known(source: str | None, known: Collection[str]) -> None:
    """Raise `UnknownCodeError` if a source is none of the code set."""
    if source is not None and source not in known:
        raise UnknownCodeError(value=source, allowed=", ".join(known))


@command(app, N_("Concern reports: of a case, of a model, or all"), name="list")
def listing(
    ctx: typer.Context, ref: About = None, model: OfModel = None, as_json: Json = False, plain: Plain = False
) -> None:
    """Show the reports in the order of their days."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("concern.list")
    whole = cases.get(session.database, ref).ref if ref else None
    ident = model_for(session, model.lower()).ident if model else None
    found = concerns.listing(session.database, whole, ident)
    refs = dict.fromkeys(concern.ref for concern in found if concern.ref)
    session.will_show("concern.list", [whole] if whole else list(refs))
    render.listing(session.form, list(map(partial(_judged, session), found)), codes_of(NOTIFIER))


@command(app, N_("Take back a concern report that was mistyped; it leaves the figures"))
def remove(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", parser=whole(1, MOST_NUMBER), help=N_("As `sote concern list` shows it."))
    ],
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take one report back; the history keeps it."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("concern.remove")
    gone = concerns.remove(session.database, number, act)
    render.removed(session.form, _judged(session, gone), codes_of(NOTIFIER))


def _judged(session: Session, concern: Concern) -> tuple[Concern, bool | None]:
    """A report, and whether it came before the case, or the new way of working, began."""
    baseline = None if concern.ref else core.baseline_of(model_for(session, concern.model).smart)
    return concern, core.came_before(concern, baseline)
