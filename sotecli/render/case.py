"""Cases: where they stand, what was done, what may come next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.arrangement import Arrangement
from sotecli.core.case import Case, Clock, Taken
from sotecli.core.codes import Form
from sotecli.core.goal import GoalEntry
from sotecli.core.model import Model, may_follow
from sotecli.core.moment import local
from sotecli.core.path import effective
from sotecli.core.pauses import Pause
from sotecli.core.queue import QueueChange
from sotecli.core.telling import Telling
from sotecli.i18n import N_, _
from sotecli.render import labels, output, queue, words
from sotecli.render.arranged import arranged_document, beside
from sotecli.render.goal import goal_documents, table
from sotecli.render.labels import label
from sotecli.render.output import NOTHING
from sotecli.render.steps import people, still_open

URGENCY = {1: N_("most urgent"), 2: N_("urgent"), 3: N_("not urgent")}


class Story(NamedTuple):
    """What lies behind where a case stands."""

    history: Sequence[Taken]
    clocks: Sequence[Clock]
    pauses: Sequence[Pause]
    told: Sequence[Telling] = ()
    changes: Sequence[QueueChange] = ()
    """Of the place in the queue and of what counts there."""
    goals: Sequence[GoalEntry] = ()
    arranged: Sequence[Arrangement] = ()


def case_document(case: Case) -> dict[str, object]:
    """A case as JSON; the code that joins the cases of one person is not in it."""
    days = {key: day.isoformat() if day else None for key, day in _days(case).items()}
    return {
        "ref": case.ref,
        "status": "closed" if case.closed_on else "open",
        "model": case.model,
        "version": case.version,
        "opened_at": local(case.opened_at).isoformat(),
        "step": case.step,
        **days,
        "rule": case.due_rule,
        "due_step": case.due_step,
        "statutory": case.statutory,
        "level": case.level,
        "special": case.special,
        "urgency": case.urgency,
        "wishes": list(case.wishes),
        "worker": case.worker,
        "pair": case.pair,
        "area": case.area,
        "request": case.request,
    }


def entry_document(entry: Taken) -> dict[str, object]:
    """One entry of a case's history as JSON."""
    return {
        **entry._asdict(),
        "on": entry.on.isoformat(),
        "at": local(entry.at).isoformat(),
        "review_on": entry.review_on.isoformat() if entry.review_on else None,
    }


def clock_document(clock: Clock) -> dict[str, object]:
    """One deadline of a case as JSON."""
    days = ("start", "raw", "rolled", "plan_by", "met_on")
    shown = {key: day.isoformat() if (day := getattr(clock, key)) else None for key in days}
    return {"rule": clock.rule, "milestone": clock.milestone, "statutory": clock.statutory, **shown}


def listing(form: Form, cases: Sequence[Case], models: Mapping[tuple[str, int], Model]) -> None:
    """Many cases, one a row."""
    if form is Form.JSON:
        output.document([case_document(case) for case in cases])
        return
    if not cases:
        output.say(_("No cases here."))
        return
    several = len({case.model for case in cases}) > 1
    columns = [_("reference"), _("step"), _("since"), _("due"), _("worker"), *([_("model")] if several else [])]
    rows = [
        [
            case.ref,
            words.of(models[case.model, case.version].step_named(case.step).label),
            words.short_day(case.step_on),
            NOTHING if case.closed_on else words.short_day(case.due_on),
            people(case) if case.worker else NOTHING,
            *([case.model] if several else []),
        ]
        for case in cases
    ]
    output.table(form, columns, rows)


def changed(form: Form, case: Case, model: Model, done: str, stays: Sequence[str] | None = None) -> None:
    """The answer to a change: one sentence and where the case stands now; at its end also what stays open."""
    if form is Form.JSON:
        output.document(case_document(case) | ({} if stays is None else {"open": list(stays)}))
        return
    output.say(done)
    still_open(stays or ())
    output.fields(form, _pairs(case, model))
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=f"sote case show {case.ref}"))


def shown(form: Form, case: Case, story: Story, model: Model) -> None:
    """Everything about one case."""
    allowed = may_follow(model, [entry.step or "" for entry in effective(story.history)])
    if form is Form.JSON:
        following = {"may_follow": [step.ident for step in allowed]}
        output.document({**case_document(case), **_story_document(story), **following})
        return
    output.fields(form, _pairs(case, model), title=case.ref if form is Form.TABLE else "")
    output.say()
    _history(form, story.history, model)
    if story.clocks:
        output.say()
        _clocks(form, story.clocks)
    if story.goals:
        output.say()
        table(form, story.goals, model)
    queue.beside_a_case(form, story.told, story.changes)
    beside(form, story.arranged)
    if allowed:
        output.say()
        output.say(_("What may come next:"))
        output.table(form, [_("step"), ""], [[step.ident, words.of(step.label)] for step in allowed])


def _story_document(story: Story) -> dict[str, object]:
    return {
        "steps": [entry_document(entry) for entry in story.history],
        "deadlines": [clock_document(clock) for clock in story.clocks],
        "pauses": [_pause_document(pause) for pause in story.pauses],
        "goals": goal_documents(story.goals),
        "told": [queue.told_document(told) for told in story.told],
        "queue_changes": [queue.change_document(change) for change in story.changes],
        **arranged_document(story.arranged),
    }


def _pairs(case: Case, model: Model) -> list[tuple[str, str]]:
    level = next((words.of(found.label) for found in model.levels if found.ident == case.level), case.level or "")
    pairs = [
        (_("reference"), case.ref),
        (_("model"), words.of(model.name)),
        (_("step"), f"{words.of(model.step_named(case.step).label)}, {words.long_day(case.step_on)}"),
        (_("worker"), people(case)),
        (_("area worker"), case.area or ""),
        (_("level"), level),
        (_("special support"), _("yes") if case.special else ""),
        (_("urgency"), _(URGENCY[case.urgency]) if case.urgency else ""),
        (_("wishes"), ", ".join(case.wishes)),
        (_("waiting since"), words.long_day(case.queued_on) if case.queued_on else ""),
        (_("next review"), words.long_day(case.review_on) if case.review_on else ""),
        (_("closed"), words.long_day(case.closed_on) if case.closed_on else ""),
        (_("due"), "" if case.closed_on else f"{words.long_day(case.due_on)}, {what_is_due(case)}"),
        (_("grew from"), case.request or ""),
    ]
    return [(name, text) for name, text in pairs if text]


def what_is_due(case: Case) -> str:
    """What is to be done by the due day, with the rule that says so."""
    step = label(labels.MILESTONES | labels.STEP, case.due_step)
    return f"{step} ({case.due_rule})" if case.statutory else step


def _history(form: Form, history: Sequence[Taken], model: Model) -> None:
    """Every entry, those that were corrected marked."""
    corrected = {entry.corrects: entry.number for entry in history if entry.corrects}
    rows = []
    for entry in history:
        step = words.of(model.step_named(entry.step).label) if entry.step else _("taken back")
        note = _("corrected by {number}").format(number=corrected[entry.number]) if entry.number in corrected else ""
        rows.append([str(entry.number), words.short_day(entry.on), step, _details(entry, model), entry.worker, note])
    columns = ["#", _("day"), _("step"), _("details"), _("worker"), _("note")]
    empty = {place for place in (3, 5) if not any(row[place] for row in rows)}
    kept = [place for place in range(len(columns)) if place not in empty]
    output.table(form, [columns[place] for place in kept], [[row[place] for place in kept] for row in rows])


def _details(entry: Taken, model: Model) -> str:
    """What was told with an entry, in words."""
    named = {found.ident: words.of(found.label) for found in (*model.levels, *model.reasons)}
    told = [named.get(code, code) for code in (entry.level, entry.reason) if code]
    told += [label(labels.REVIEW, entry.outcome)] if entry.outcome else []
    told += [label(labels.PARTY, entry.party)] if entry.party else []
    return ", ".join(told + ([entry.place] if entry.place else []))


def _clocks(form: Form, clocks: Sequence[Clock]) -> None:
    """The deadlines: what must happen by when, whether it is law, whether it was met."""
    rows = [
        [
            clock.rule if clock.statutory else _("{rule} (own promise)").format(rule=clock.rule),
            words.short_day(clock.raw) if clock.raw else _("without delay"),
            label(labels.MILESTONES, clock.milestone),
            words.short_day(clock.rolled) if clock.rolled and clock.rolled != clock.raw else "",
            words.short_day(clock.met_on) if clock.met_on else _("not yet"),
        ]
        for clock in clocks
    ]
    columns = [_("rule"), _("last day"), _("what must have happened"), _("may move to"), _("done")]
    output.table(form, columns, rows)


def _days(case: Case) -> Mapping[str, date | None]:
    return {
        "opened_on": case.opened_on,
        "step_on": case.step_on,
        "due_on": case.act_by,
        "next_on": case.next_on,
        "review_on": case.review_on,
        "queued_on": case.queued_on,
        "closed_on": case.closed_on,
    }


def _pause_document(pause: Pause) -> dict[str, object]:
    return {"from": pause.from_on.isoformat(), "until": pause.until_on.isoformat(), "reason": pause.reason}
