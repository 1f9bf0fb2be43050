"""`sote setting`: what the unit has settled for itself."""

from functools import partial
from typing import Annotated

import typer

from sotecli.commands.options import DryRun, Json, Plain, read_text, read_when, session_of
from sotecli.core.act import Act
from sotecli.core.closures import Move
from sotecli.core.codes import Form
from sotecli.core.unit import Unit, checked_value, setting_named
from sotecli.grammar import command, new_group
from sotecli.i18n import N_
from sotecli.render import unit as render
from sotecli.render.calendar import moved_by
from sotecli.session import Session
from sotecli.storage import closures, unit

app = new_group()
PILOT_START, CALENDAR = "pilot.start", "calendar"
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
    moved: list[Move] = []
    follow = partial(_recounted, session, act, moved)
    settled = unit.settle(session.database, key, lambda before: checked_value(key, kept, before), act, follow)
    render.settings(session.form, settled, [setting.key])
    if moved and session.form is not Form.JSON:
        moved_by(session.form, moved, dry_run=dry_run)


def _recounted(session: Session, act: Act, moved: list[Move], before: Unit, after: Unit) -> list[str]:
    """Move what lies on other days by another calendar of the unit; `moved` gets it, the references are given."""
    idents = before.settings[CALENDAR], after.settings[CALENDAR]
    if idents[0] != idents[1]:
        moved += closures.recount(session.database, session.national, act, idents)
    return [move.after.ref for move in moved]
