"""`sote rule`: the deadline rules of the law; needs no file."""

from pathlib import Path
from typing import Annotated

import typer

from sotecli.commands.options import Json, Plain, day_without_file, read_path, read_text, read_when, session_of
from sotecli.core.rules import rule_named
from sotecli.core.when import When
from sotecli.core.workdays import known
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import rules as render
from sotecli.ruleset import rules_of

app = new_group()


@command(app, N_("The rules in force on a day"), name="list")
def listing(
    ctx: typer.Context,
    on: Annotated[
        When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("In force on this day; today without it."))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("Also those that are no longer or not yet in force."))
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show many rules."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    day = known(day_without_file(on))
    render.listing(session.form, [rule for rule in rules_of().values() if everything or rule.in_force(day)])


@command(app, N_("One rule with its source"))
def show(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", parser=read_text, help=N_("A rule, such as SHL45-3m."))],
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show one rule."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    render.shown(session.form, rule_named(rules_of(), ident))


@command(app, N_("Whether a file of rules can be read; the line and what is wrong if not"))
def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=read_path, help=N_("A TOML file of rules."))],
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Read a file of rules and show them."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    render.listing(session.form, list(rules_of(file).values()))
