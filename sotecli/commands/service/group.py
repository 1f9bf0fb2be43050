"""The group itself, and what its commands share: a service's code, and the days by which it is open."""

import re
from functools import partial
from typing import Annotated

import typer

from sotecli.commands.options import read_service, safe
from sotecli.core import hours
from sotecli.core.model import Label
from sotecli.core.personal import looks_personal
from sotecli.core.service import PROPOSED_BY, TOPIC, folded
from sotecli.core.workdays import WorkCalendar
from sotecli.directory.fields import read_field
from sotecli.errors.service import BadTopicError
from sotecli.grammar import new_group
from sotecli.i18n import N_
from sotecli.session import Session

app = new_group()
ServiceCode = Annotated[
    str, typer.Argument(metavar="CODE", parser=read_service, help=N_("A service's code, such as food-help-1."))
]


def proposed_topics() -> dict[str, Label]:
    """The topics that are proposed, with their words: the matters of the model of local service squares."""
    from sotecli.modelset import shipped_model  # noqa: PLC0415 (only who asks for topics reads the model)

    model = shipped_model(PROPOSED_BY)
    return {reason.ident: reason.label for reason in model.reasons_for(model.first)}


def _read_topic(typed: str) -> str:
    for ident, label in proposed_topics().items():
        if folded(typed.strip()) in map(folded, label):
            return ident
    if not re.fullmatch(TOPIC, typed.strip()) or looks_personal(typed):
        raise BadTopicError(value=typed, proposed=", ".join(proposed_topics()))
    return typed.strip()


read_topic = safe(_read_topic)
read_name, read_url, read_city = (safe(partial(read_field, field)) for field in ("name", "url", "city"))
read_hours = safe(hours.read_hours)  # which says itself how hours are written
read_text, read_postal_code = (safe(partial(read_field, field)) for field in ("for_whom", "postal_code"))


def holidays_of(session: Session) -> WorkCalendar:
    """The national days on which places are closed: those of offices, on Åland its own."""
    return session.national("ax-office" if session.unit.settings["calendar"] == "ax-office" else "fi-office")
