"""`sote setting`: what the unit has settled for itself."""

from typing import Annotated

import typer

from sotecli.commands.options import DryRun, Json, Plain, read_text, read_when, session_of
from sotecli.core.unit import checked_value, setting_named
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import unit as render
from sotecli.storage import unit

app = new_group()
PILOT_START = "pilot.start"
NEW_VALUE = N_(
    "Its new value; for a promise of your own such as promise.home-visit “5 working-day request talk-held”, or none."
)
Key = Annotated[str, typer.Argument(metavar="KEY", parser=read_text, help=N_("A setting, such as promise.outer."))]


@command(app, N_("All settings with their values"), name="list")
def listing(ctx: typer.Context, as_json: Json = False, plain: Plain = False) -> None:
    """Show all settings."""
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.act("setting.list")
    render.settings(session.form, session.unit, list(session.unit.settings))


@command(app, N_("One setting"))
def get(ctx: typer.Context, key: Key, as_json: Json = False, plain: Plain = False) -> None:
    """Show one setting."""
    setting = setting_named(key)
    session = session_of(ctx, as_json=as_json, plain=plain)
    session.act("setting.get")
    render.settings(session.form, session.unit, [setting.key])


@command(app, N_("Change a setting"), name="set")
def settle(
    ctx: typer.Context,
    key: Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", parser=read_text, help=NEW_VALUE)],
    dry_run: DryRun = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Change one setting for the whole unit."""
    setting = setting_named(key)
    session = session_of(ctx, as_json=as_json, plain=plain, dry_run=dry_run)
    act = session.act("setting.set")
    kept = session.day(read_when(value)).isoformat() if key == PILOT_START and value != "none" else value
    settled = unit.settle(session.database, key, lambda before: checked_value(key, kept, before), act)
    render.settings(session.form, settled, [setting.key])
