"""`sote feedback set`: which questions are asked; the set that ships with sote, or one of the unit's own."""

from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import DryRun, Json, Plain, read_path, read_text, session_of
from sotecli.core.feedback_set import FeedbackSet, must_be_another
from sotecli.errors.missing import UnknownFeedbackSetError
from sotecli.feedbackset import set_of, set_text, shipped_text
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import feedback as render
from sotecli.session import Session
from sotecli.storage import feedback_sets

app = new_group()
File = Annotated[Path, typer.Argument(metavar="FILE", parser=read_path, help=N_("A TOML file of one set."))]


@command(app, N_("The sets of questions, and which one is asked"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show the sets."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("feedback.set")
    render.sets(session.form, known(session), asked(session))


@command(app, N_("The questions of a set in all languages, or as the text of its file"))
def show(
    ctx: typer.Context,
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", parser=read_text, help=N_("A set; the one that is asked."))
    ] = None,
    text: Annotated[bool, typer.Option("--text", help=N_("The file itself, to make one's own from."))] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show one set."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.check("feedback.set")
    texts = {set_of(found).ident: found for found in _texts(session)}
    chosen = ident.lower() if ident else asked(session).ident
    if chosen not in texts:
        raise UnknownFeedbackSetError(value=chosen)
    if text:
        render.text(texts[chosen])
    else:
        render.questions(session.form, set_of(texts[chosen]))


@command(app, N_("Whether a set can be read; every mistake with its line if not"))
def check(ctx: typer.Context, file: File, as_json: Json = False, plain: Plain = False) -> None:
    """Read a set's file and say that it can be read."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    render.questions(session.form, set_of(set_text(file)))


@command(app, N_("Ask the questions of a file from now on; best on the first day of a month"))
def adopt(ctx: typer.Context, file: File, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False) -> None:
    """Check a set's file and let it be asked."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    text = set_text(file)
    questions, shipped = set_of(text), set_of(shipped_text())
    own = {shipped.version: shipped_text()} if shipped.ident == questions.ident else {}
    act = session.act("feedback.adopt")
    feedback_sets.adopt(
        session.database, questions, text, lambda adopted: must_be_another(questions, text, {**own, **adopted}), act
    )
    render.sets(session.form, [questions], questions)


def asked(session: Session) -> FeedbackSet:
    """The set that is asked: the one adopted last, else the one that ships with sote."""
    return set_of(feedback_sets.in_use(session.database) or shipped_text())


def known(session: Session) -> list[FeedbackSet]:
    """Every set and version that was ever adopted, and the one that ships with sote."""
    return list(dict.fromkeys(map(set_of, _texts(session))))


def _texts(session: Session) -> list[str]:
    return [shipped_text(), *feedback_sets.listing(session.database)]
