"""Why a case is due on its day."""

from collections.abc import Sequence

from sotecli.core.case import PLAN_RULE, REVIEW_RULE, Case, Clock
from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.rules import Rule
from sotecli.i18n import N_, _
from sotecli.render import labels, output, words
from sotecli.render.followup import day_documents, days_table
from sotecli.render.labels import label
from sotecli.render.rules import length

OWN = {
    PLAN_RULE: N_("no deadline runs; somebody looks at the case then, so that nobody is forgotten"),
    REVIEW_RULE: N_("the next review; its interval is the unit's own, no law sets one"),
}


def show_case(form: Form, case: Case, rests: tuple[Rule | None, Clock | None], days: Sequence[Day]) -> None:
    """The due day of a case with the rule and the clock that it rests on."""
    rule, clock = rests
    if form is Form.JSON:
        output.document(_document(case, rule, clock, days))
        return
    pairs = [(_("reference"), case.ref)]
    if not case.closed_on:
        pairs.append((_("due"), words.long_day(case.due_on)))
    if rule is None or clock is None or clock.raw is None:
        output.fields(form, [*pairs, (_("rule"), _(OWN.get(case.due_rule, case.due_rule)))])
        return
    source = rule.source if rule.kind == "law" else _("the unit's own promise")
    pairs += [
        (_("what must have happened"), label(labels.MILESTONES, rule.milestone)),
        (_("rule"), f"{rule.ident} {rule.law}".strip()),
        (_("within"), length(rule)),
        (_("counted from"), words.long_day(clock.start)),
        (_("last day"), words.long_day(clock.raw)),
    ]
    if clock.rolled and clock.rolled != clock.raw:
        pairs.append((_("may move to (150/1930, 5 §)"), words.long_day(clock.rolled)))
    output.fields(form, [*pairs, (_("source"), source)])
    if days:
        output.say()
        days_table(form, days)


def _document(case: Case, rule: Rule | None, clock: Clock | None, days: Sequence[Day]) -> dict[str, object]:
    told = ("start", "raw", "rolled", "plan_by")
    days_of = {key: day.isoformat() if clock and (day := getattr(clock, key)) else None for key in told}
    return {
        "ref": case.ref,
        "rule": case.due_rule,
        "source": rule.source if rule else None,
        "statutory": case.statutory,
        "calendar": rule.calendar if rule else None,
        **days_of,
        "due_on": None if case.closed_on else case.due_on.isoformat(),
        "days": day_documents(days),
    }
