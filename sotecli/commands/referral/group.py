"""The group itself, and the argument and option that its commands share."""

from typing import Annotated

import typer

from sotecli.commands.options import read_referral, read_when
from sotecli.core.when import When
from sotecli.grammar import new_group
from sotecli.i18n import N_

app = new_group()
ReferralRef = Annotated[
    str,
    typer.Argument(
        metavar="REF", parser=read_referral, help=N_("The referral's reference, or enough of its beginning.")
    ),
]
On = Annotated[
    When | None, typer.Option(metavar="DATE", parser=read_when, help=N_("The day it happened; today unless you say."))
]
