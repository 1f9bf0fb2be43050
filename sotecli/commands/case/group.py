"""The group itself, and what its commands share: the case's argument, and what its path is read with."""

from typing import Annotated

import typer

from sotecli.commands.options import days_of, read_case
from sotecli.core.case import Case
from sotecli.core.model import Model
from sotecli.core.path import Ground
from sotecli.grammar import new_group
from sotecli.i18n import N_
from sotecli.modelset import model_of, shipped_model
from sotecli.ruleset import rules_of
from sotecli.session import Session
from sotecli.storage import models

app = new_group()
CaseRef = Annotated[
    str, typer.Argument(metavar="REF", parser=read_case, help=N_("The case's reference, or enough of its beginning."))
]


def model_for(session: Session, ident: str, version: int | None = None) -> Model:
    """A model that the unit has adopted, else the one that ships; without a version the newest.

    Raises:
        UnknownModelError: There is none of that name and version.
    """
    known = models.versions(session.database, ident)
    text = known.get(version or max(known, default=0))
    return shipped_model(ident) if text is None else model_of(text)


def ground_of(session: Session, case: Case) -> Ground:
    """What the path of a case is read with."""
    return ground_with(session, model_for(session, case.model, case.version))


def ground_with(session: Session, model: Model) -> Ground:
    """What a path by a model is read with."""
    return Ground(
        model=model,
        rules={**rules_of(), **session.unit.promises},
        calendars=lambda rule: lambda ident: days_of(session, rule, ident),
        calendar=session.calendar,
        today=session.today,
        review_months=session.unit.review_months or model.review_months,
    )
