"""What `sote report goals` looks up: under which definition a period falls, and what is counted of each goal."""

from datetime import date
from typing import NamedTuple

from sotecli.commands.case.group import model_for
from sotecli.core.model import Model
from sotecli.core.report import period_of, whole_months
from sotecli.core.smart_report import Adoption, Counted, definition_over, fixed_on, may_have_baseline
from sotecli.errors.model import NoSmartError
from sotecli.modelset import model_of
from sotecli.session import Session
from sotecli.storage import feedback_counts, histories, models
from sotecli.storage import smart as storage


class Defined(NamedTuple):
    """The goals of a model over a period, as they are defined all over it."""

    model: Model
    period: tuple[date, date]
    fixed: dict[str, date]
    """Since when each goal is defined so."""


def defined(session: Session, ident: str, asked: tuple[date | None, date | None]) -> Defined:
    """The version of a model whose goals hold over the whole months of a period.

    Raises:
        UnknownModelError: There is none of that name.
        DefinitionChangedError: The period falls under two definitions.
        NoSmartError: The model has no goals of its own.
    """
    newest, today = model_for(session, ident.lower()), session.today
    of_cases = newest.subject == "client"
    database = session.database
    first = histories.first_day(database, newest.ident) if of_cases else feedback_counts.first_day(database)
    period = whole_months(period_of(asked, first, today), today)
    kept = [Adoption(day, model_of(text)) for day, text in models.adoptions(session.database, newest.ident)]
    adoptions = kept or [Adoption(today, newest)]
    model = definition_over(adoptions, period)
    if not model.smart:
        raise NoSmartError(model=model.ident)
    until = [found for found in adoptions if found.model.version <= model.version]
    return Defined(model, period, {goal.ident: fixed_on(until, goal) for goal in model.smart})


def counted(session: Session, found: Defined) -> dict[str, Counted]:
    """What is counted of each goal."""
    return {
        goal.ident: storage.counted(
            session.database,
            storage.Asked(
                found.model.ident,
                goal,
                found.period,
                today=session.today,
                baseline=may_have_baseline(goal, found.fixed[goal.ident]),
            ),
        )
        for goal in found.model.smart
    }
