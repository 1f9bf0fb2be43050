"""Operating models: many in a list, one drawn as a path."""

from collections.abc import Collection, Mapping, Sequence

from sotecli.core.codes import Form
from sotecli.core.model import Label, Model, ModelStep, Named, changed_steps
from sotecli.core.model_check import ROLES
from sotecli.core.smart import Smart
from sotecli.i18n import N_, _, language, ngettext
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.queue import arithmetic

SUBJECT = {
    "client": N_("a client: cases are opened"),
    "request": N_("a contact request"),
    "visit": N_("a visit: only counted"),
}
NEEDS = {"level": N_("level"), "reason": N_("reason"), "party": N_("who it concerns"), "place": N_("place")}
QUEUE = {"in": N_("the person waits in it from here on"), "out": N_("the person no longer waits in it")}
FIRST, STEP, LAST, BESIDE, ARROW = "●", "○", "◆", "◇", "→"


def in_language(texts: Label) -> str:
    """The words in the chosen language."""
    return {"fi": texts.fi, "sv": texts.sv, "en": texts.en}[language()]


def model_document(model: Model, *, adopted: bool) -> dict[str, object]:
    """A whole model as JSON."""
    return {
        **_head(model, adopted=adopted),
        "source": model.source,
        "notice": model.notice,
        "review_months": model.review_months,
        "special_support": model.special_support,
        "area_worker": model.area_worker,
        "lead_time": {"from": model.lead_time.start, "to": model.lead_time.end} if model.lead_time else None,
        "queue": _queue_document(model),
        "recovery": _recovery_document(model),
        "steps": [_step_document(model, step) for step in model.steps],
        "levels": _named_documents(model.levels),
        "reasons": [{**_named_documents([one])[0], "key": one.key} for one in model.reasons],
        "measures": _named_documents(model.measures),
        "goals": _named_documents(model.goals),
        "smart": [_smart_document(goal) for goal in model.smart],
    }


def listing(form: Form, models: Sequence[Model], adopted: Collection[str]) -> None:
    """Many models, one a row."""
    if form is Form.JSON:
        rows = [{**_head(model, adopted=model.ident in adopted), "steps": len(model.steps)} for model in models]
        output.document(rows)
        return
    columns = [_("model"), _("version"), _("name"), _("what walks it"), _("where from")]
    output.table(
        form,
        columns,
        [
            [
                model.ident,
                str(model.version),
                in_language(model.name),
                label(SUBJECT, model.subject),
                _origin(adopted=model.ident in adopted),
            ]
            for model in models
        ],
    )


def shown(form: Form, model: Model, *, adopted: bool) -> None:
    """One model, drawn as a path on a terminal, one step after the other as lines."""
    if form is Form.JSON:
        output.document(model_document(model, adopted=adopted))
        return
    output.fields(form, _head_pairs(model, adopted=adopted))
    for title, side in ((_("The path"), False), (_("Beside the path"), True)):
        steps = [step for step in model.steps if step.side is side]
        if steps and form is Form.TABLE:
            output.say(f"\n{title}\n")
        for step in steps:
            _draw(model, step) if form is Form.TABLE else _lines(form, model, step)


def checked(form: Form, model: Model) -> None:
    """A model's file that has no mistakes."""
    if form is Form.JSON:
        output.document(model_document(model, adopted=False))
        return
    told = _("{model}, version {version}: no mistakes. `sote model adopt` takes it into use.")
    output.say(told.format(model=model.ident, version=model.version))


def adopted(form: Form, model: Model, earlier: tuple[Model | None, Mapping[str, int]], *, new: bool) -> None:
    """What was adopted, which steps are told otherwise than before, and how many open cases stand on those."""
    before, standing = earlier
    changed = changed_steps(before, model) if before else []
    on_changed = {ident: standing[ident] for ident in changed if ident in standing}
    if form is Form.JSON:
        replaces = before.version if before else None
        output.document(
            {
                "id": model.ident,
                "version": model.version,
                "new": new,
                "replaces": replaces,
                "changed_steps": changed,
                "open_cases": on_changed,
            }
        )
        return
    if not new:
        output.say(_("{model}, version {version}, is in use already.").format(model=model.ident, version=model.version))
        return
    told = _("{model}, version {version}: new cases follow it, open cases keep the version that they have.")
    output.say(told.format(model=model.ident, version=model.version))
    if before and changed:
        _changed(before, changed, sum(on_changed.values()))


def _changed(before: Model, changed: Sequence[str], count: int) -> None:
    """Which steps are gone or changed, and how many open cases stand on them."""
    named = words.listed([in_language(before.step_named(ident).label) for ident in changed])
    output.say(_("Gone or changed since version {version}: {steps}.").format(version=before.version, steps=named))
    told = ngettext(
        "{count} open case stands on one of them and goes on by its own version.",
        "{count} open cases stand on one of them and go on by their own version.",
        count,
    )
    output.say(told.format(count=count))


def _head(model: Model, *, adopted: bool) -> dict[str, object]:
    return {
        "id": model.ident,
        "version": model.version,
        "subject": model.subject,
        "name": model.name._asdict(),
        "adopted": adopted,
    }


def _named_documents(found: Sequence[Named]) -> list[dict[str, object]]:
    return [{"id": one.ident, "label": one.label._asdict()} for one in found]


def _smart_document(goal: Smart) -> dict[str, object]:
    """A goal of the model itself, with its keys as in the file."""
    told = {key: value for key, value in goal._asdict().items() if key not in {"ident", "label", "questions"}}
    days = [day.isoformat() for day in goal.baseline] if goal.baseline else None
    return {
        "id": goal.ident,
        "label": goal.label._asdict(),
        **told,
        "set": goal.questions,
        "by": goal.by.isoformat() if goal.by else None,
        "baseline": days,
    }


def _queue_document(model: Model) -> dict[str, object] | None:
    """The rules of the queue; `None` where nobody waits in one."""
    told = model.queue._asdict() if model.has_queue else None
    return told and {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}


def _recovery_document(model: Model) -> dict[str, object] | None:
    """What follows a missed appointment; `None` where the model says nothing of it."""
    return {"days": list(model.recovery.days), "step": model.recovery.step} if model.recovery.days else None


def _step_document(model: Model, step: ModelStep) -> dict[str, object]:
    told = {key: value for key, value in step._asdict().items() if key not in {"ident", "label"}}
    return {
        "id": step.ident,
        "label": step.label._asdict(),
        **{key: list(value) if isinstance(value, tuple) else value for key, value in told.items()},
        "next": [found.ident for found in _next(model, step)],
    }


def _next(model: Model, step: ModelStep) -> list[ModelStep]:
    """The steps on the path that may directly follow."""
    return [found for found in model.steps if step.ident in found.after and not found.side]


def _origin(*, adopted: bool) -> str:
    return _("adopted by the unit") if adopted else _("ships with sote")


def _head_pairs(model: Model, *, adopted: bool) -> list[tuple[str, str]]:
    pairs = [
        (_("model"), model.ident),
        (_("name"), in_language(model.name)),
        (_("version"), f"{model.version} ({_origin(adopted=adopted)})"),
        (_("what walks it"), label(SUBJECT, model.subject)),
    ]
    if model.lead_time:
        ends = [in_language(model.step_named(ident).label) for ident in model.lead_time]
        pairs.append((_("lead time"), f" {ARROW} ".join(ends)))
    if model.levels:
        pairs.append((_("levels"), words.listed([in_language(level.label) for level in model.levels])))
    if model.goals:
        pairs.append((_("goals"), words.listed([in_language(goal.label) for goal in model.goals])))
    if model.smart:
        pairs.append((_("the model's own goals"), words.listed([in_language(goal.label) for goal in model.smart])))
    if model.review_months:
        pairs.append((_("reviews every"), _months(model.review_months)))
    if model.has_queue:
        pairs.append((_("points in the queue"), arithmetic(model.queue)))
    if model.recovery.days:
        days = words.listed([str(day) for day in model.recovery.days])
        pairs.append((_("after a missed appointment"), _("reaching out on working days {days}").format(days=days)))
    return [*pairs, (_("source"), model.source)]


def _months(count: int) -> str:
    return ngettext("{count} month", "{count} months", count).format(count=count)


def _draw(model: Model, step: ModelStep) -> None:
    """One step of the picture: its words, what is said of it, and an arrow to each step that may follow."""
    mark = BESIDE if step.side else FIRST if step.first else LAST if step.closes else STEP
    again = f" – {_('can come again')}" if step.repeats else ""
    output.say(f"{mark} {in_language(step.label)} ({step.ident}){again}")
    for name, value in _said(model, step):
        output.say(f"  {name}: {value}")
    for found in _next(model, step):
        output.say(f"  {ARROW} {in_language(found.label)}")
    output.say()


def _lines(form: Form, model: Model, step: ModelStep) -> None:
    """One step as lines, told in full."""
    output.say()
    kinds = [
        (step.first, _("first step")),
        (step.side, _("beside the path")),
        (step.repeats, _("can come again")),
        (step.closes, _("ends the path")),
    ]
    pairs = [(_("step"), f"{in_language(step.label)} ({step.ident})")]
    kind = [text for holds, text in kinds if holds]
    following = [in_language(found.label) for found in _next(model, step)]
    told = [(_("kind"), kind), (_("may be followed by"), following)]
    pairs += [(name, ", ".join(values)) for name, values in told if values]
    output.fields(form, pairs + _said(model, step))


def _said(model: Model, step: ModelStep) -> list[tuple[str, str]]:
    """What a model says of a step beside its place on the path."""
    review = {"first": N_("the first is due {months} later"), "done": N_("this is one; the next is due {months} later")}
    named = {
        _("from which step on"): [in_language(model.step_named(ident).label) for ident in step.after if step.side],
        _("who may take it"): _who(step),
        _("clock starts"): step.starts,
        _("clock stops"): step.meets,
        _("must be told"): [label(NEEDS, need) for need in step.needs],
        _("reasons"): [in_language(reason.label) for reason in model.reasons_for(step) if "reason" in step.needs],
        _("only after"): [in_language(model.step_named(ident).label) for ident in step.requires],
        _("queue"): [label(QUEUE, step.queue)] if step.queue else [],
        _("review"): [_(review[step.review]).format(months=_months(model.review_months or 0))] if step.review else [],
    }
    return [(name, ", ".join(values)) for name, values in named.items() if values]


def _who(step: ModelStep) -> list[str]:
    """The professions, and the roles where not both may."""
    roles = [label(labels.ROLE, role) for role in step.roles] if set(step.roles) != set(ROLES) else []
    return [label(labels.QUALIFICATION, code) for code in step.qualification] + roles
