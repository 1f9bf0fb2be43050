"""`sote model`: the operating models that ship with sote, and those that the unit has tailored and adopted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import DryRun, Json, Plain, read_path, read_text, session_of
from sotecli.core.model import Model, is_new_version
from sotecli.errors.missing import UnknownModelError
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.modelset import model_of, shipped, shipped_model, text_of
from sotecli.render import model as render
from sotecli.session import Session
from sotecli.storage import caseload, models

app = new_group()
File = Annotated[Path, typer.Argument(metavar="FILE", parser=read_path, help=N_("A TOML file of one model."))]


@command(app, N_("The operating models; with the unit's file also those that it has adopted"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show many models."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    adopted = _adopted(session)
    found = [model_of(adopted[ident]) if ident in adopted else shipped_model(ident) for ident in _known(adopted)]
    render.listing(session.form, found, adopted)


@command(app, N_("The path of one model: its steps, what may follow, who may take them, which deadlines they touch"))
def show(
    ctx: typer.Context,
    ident: Annotated[
        str, typer.Argument(metavar="ID", parser=read_text, help=N_("A model, such as luvn-housing-path."))
    ],
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Draw one model."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    adopted, name = _adopted(session), ident.lower()
    if name not in _known(adopted):
        raise UnknownModelError(value=ident)
    model = model_of(adopted[name]) if name in adopted else shipped_model(name)
    render.shown(session.form, model, adopted=name in adopted)


@command(app, N_("Whether a model can be read; every mistake with its line if not"))
def check(ctx: typer.Context, file: File, as_json: Json = False, plain: Plain = False) -> None:
    """Read a model's file and say that it can be read."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    render.checked(session.form, model_of(text_of(file)))


@command(app, N_("Take a tailored model into the unit's file: new cases follow it, open cases keep theirs"))
def adopt(ctx: typer.Context, file: File, dry_run: DryRun = False, as_json: Json = False, plain: Plain = False) -> None:
    """Check a model's file and keep that version."""
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    text = text_of(file)
    model = model_of(text)
    own = {kept.version: path.read_text(encoding="utf-8") for kept, path in _shipped_versions(model)}
    act = session.act("model.adopt")
    known = models.adopt(
        session.database, model, text, lambda adopted: is_new_version(model, text, {**own, **adopted}), act
    )
    before = _before({**own, **known}) if known is not None else None
    standing = caseload.standing_on(session.database, before.ident, before.version) if before else {}
    render.adopted(session.form, model, (before, standing), new=known is not None)


def _adopted(session: Session) -> Mapping[str, str]:
    """The newest adopted texts, where there is a file; without one the shipped models are all there are."""
    if not session.path.exists():
        return {}
    session.check("model.show")
    newest = models.newest(session.database)  # what a case was opened by is kept, too, and is no text of the unit's own
    return {ident: text for ident, text in newest.items() if text not in _shipped_texts(ident)}


def _shipped_texts(ident: str) -> list[str]:
    path = shipped().get(ident)
    return [path.read_text(encoding="utf-8")] if path else []


def _known(adopted: Mapping[str, str]) -> list[str]:
    return sorted({*shipped(), *adopted})


def _shipped_versions(model: Model) -> list[tuple[Model, Path]]:
    """The model of that id that ships with the package, with its file; none where the unit invented the id."""
    path = shipped().get(model.ident)
    return [(shipped_model(model.ident), path)] if path else []


def _before(known: Mapping[int, str]) -> Model | None:
    """The newest of the versions that were in use before."""
    return model_of(known[max(known)]) if known else None
