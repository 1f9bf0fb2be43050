"""The group itself, and what its commands share: the argument, the reasons, what the way on depends on."""

from typing import Annotated

import typer

from sotecli import questions
from sotecli.commands.case.group import model_for
from sotecli.commands.options import code_of, read_appointment, read_at
from sotecli.core.appointment import REASONS, Behind
from sotecli.core.arrangement_codes import AppointmentReason, CancelledBy
from sotecli.core.model import Model
from sotecli.core.recovery import Course
from sotecli.core.when import When
from sotecli.grammar import new_group
from sotecli.i18n import N_
from sotecli.session import Session
from sotecli.storage.appointments import Story

app = new_group()
AppointmentRef = Annotated[
    str,
    typer.Argument(
        metavar="REF", parser=read_appointment, help=N_("The appointment's reference, or enough of its beginning.")
    ),
]
Reason = Annotated[
    AppointmentReason | None,
    typer.Option(metavar="CODE", parser=code_of(AppointmentReason), help=N_("Why, as far as it is known.")),
]
At = Annotated[When | None, typer.Option(metavar="WHEN", parser=read_at, help=N_("When it was; now unless you say."))]


def why_asked(session: Session, by: CancelledBy | None) -> AppointmentReason | None:
    """Why it was cancelled, or missed; asked on a terminal, where Enter leaves it open."""
    if not session.is_interactive:
        return None
    return questions.chosen_perhaps(N_("Why? (Enter: not told)"), REASONS[by])


def model_behind(session: Session, behind: Behind) -> Model | None:
    """The model of the case behind an appointment; a request has none."""
    return model_for(session, *behind.model) if behind.model else None


def course_of(session: Session, story: Story) -> Course:
    """What the way on after an appointment depends on, read inside the transaction that decides."""
    model = model_behind(session, story.behind)
    days = model.recovery.days if model else ()
    return Course(story.behind, story.tries, days, session.fresh_situation())
