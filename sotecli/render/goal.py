"""Goals of recovery: how each stands, and how it came there."""

from collections.abc import Sequence

from sotecli.core.case import Case
from sotecli.core.codes import Form
from sotecli.core.goal import GoalEntry, goals_of
from sotecli.core.model import Model
from sotecli.core.moment import local
from sotecli.i18n import _
from sotecli.render import labels, output, words
from sotecli.render.labels import label


def goal_documents(history: Sequence[GoalEntry]) -> list[dict[str, object]]:
    """The goals of a case as JSON, each with its history."""
    return [
        {
            "goal": goal,
            "state": entries[-1].state,
            "on": entries[-1].on.isoformat(),
            "history": [_entry(entry) for entry in entries],
        }
        for goal, entries in goals_of(history).items()
    ]


def noted(form: Form, case: Case, history: Sequence[GoalEntry], model: Model) -> None:
    """`sote case goal`."""
    if form is Form.JSON:
        output.document({"ref": case.ref, "goals": goal_documents(history)})
        return
    output.say(_("Noted."))
    table(form, history, model)


def table(form: Form, history: Sequence[GoalEntry], model: Model) -> None:
    """The goals of a case for people: each in the model's words, how it stands, since when, and the way there."""
    named = {found.ident: words.of(found.label) for found in model.goals}
    rows = [
        [
            named.get(goal, goal),
            label(labels.GOAL, entries[-1].state),
            words.short_day(entries[-1].on),
            ", ".join(f"{label(labels.GOAL, entry.state)} {words.long_day(entry.on)}" for entry in entries[:-1]),
        ]
        for goal, entries in goals_of(history).items()
    ]
    width = 4 if any(row[3] for row in rows) else 3
    columns = [_("goal"), _("how it stands"), _("since"), _("before")]
    output.table(form, columns[:width], [row[:width] for row in rows])


def _entry(entry: GoalEntry) -> dict[str, object]:
    return {
        "state": entry.state,
        "on": entry.on.isoformat(),
        "worker": entry.worker,
        "at": local(entry.at).isoformat(),
    }
