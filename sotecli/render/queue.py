"""The queue: its order and how it comes about, what humans changed in it, and who was told what."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.codes import Form
from sotecli.core.model import Model
from sotecli.core.model_queue import QueueRules
from sotecli.core.moment import local
from sotecli.core.queue import Facts, InLine, Place, QueueChange, Reason, Summand
from sotecli.core.telling import Telling
from sotecli.i18n import N_, _, ngettext
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.output import NOTHING

REASONS = {
    "missing-step": N_("not yet: {value}"),
    "paused": N_("rests until {value}"),
    "offer-open": N_("an offer is open: {value}"),
    "offered-before": N_("{value} was offered already"),
}
KINDS = {
    "place": N_("placed {value}"),
    "release": N_("place taken back"),
    "urgency": N_("urgency {value}"),
    "wish": N_("wishes: {value}"),
}


class View(NamedTuple):
    """What was asked for."""

    model: Model
    """The version that was in use on the day."""
    day: date
    today: date
    place: Place | None


def arithmetic(rules: QueueRules, *, wishes: bool = True) -> str:
    """How points come about, in words."""
    first, second, third = rules.urgency
    text = _("urgency (1: {first}, 2: {second}, 3: {third}) + days in the queue × {day}").format(
        first=first, second=second, third=third, day=rules.per_day
    )
    if rules.most_days is not None:
        text += " " + _("(at most {days} days)").format(days=rules.most_days)
    return text + " + " + _("wishes that fit × {wish}").format(wish=rules.per_wish) if wishes else text


def shown(form: Form, view: View, line: Sequence[InLine]) -> None:
    """The queue of a day."""
    if form is Form.JSON:
        output.document(_document(view, line))
        return
    output.say(
        _("{model}: the queue on {day}").format(model=words.of(view.model.name), day=words.long_day(view.day)) + "\n"
    )
    if not line:
        output.say(_("Nobody waits in the queue."))
        return
    output.say(_("Points: {arithmetic}.").format(arithmetic=arithmetic(view.model.queue, wishes=bool(view.place))))
    if view.day < view.today:
        output.say(_("Steps that were entered or corrected after that day count as they are known today."))
    output.say()
    _table(form, view, line)
    first = next((found.ref for found in line if not found.reasons), None)
    output.say()
    output.say(_("In this order a place can be offered first to {ref}.").format(ref=first) if first else _(NOBODY))


NOBODY = N_("A place can be offered to nobody in the queue.")


def placed(form: Form, ref: str, change: QueueChange) -> None:
    """The answer to a change of somebody's place."""
    if form is Form.JSON:
        output.document({"ref": ref, **change_document(change)})
    elif change.position is None:
        output.say(_("{ref} stands where the proposal puts it again.").format(ref=ref))
    else:
        told = _("{ref} is placed {position} in the queue: {ground}.")
        ground = label(labels.GROUND, change.ground)
        output.say(told.format(ref=ref, position=change.position, ground=ground))
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint="sote case queue"))


def told(form: Form, ref: str, telling: Telling) -> None:
    """The answer to noting what was told."""
    if form is Form.JSON:
        output.document({"ref": ref, **told_document(telling)})
    else:
        output.say(_("Noted for {ref}: {what}.").format(ref=ref, what=_what(telling)))


def beside_a_case(form: Form, tellings: Sequence[Telling], changes: Sequence[QueueChange]) -> None:
    """What a person was told, and what was changed for them in the queue, where there is any of it."""
    if tellings:
        output.say()
        rows = [
            [words.short_day(told.on), _what(told), label(labels.TOLD_HOW, told.how), told.worker] for told in tellings
        ]
        output.table(form, [_("day"), _("what was told"), _("how"), _("worker")], rows)
    if changes:
        output.say()
        rows = [
            [words.short_day(change.on), _changed(change), label(labels.GROUND, change.ground), change.worker]
            for change in changes
        ]
        output.table(form, [_("day"), _("changed in the queue"), _("ground"), _("worker")], rows)


def told_document(telling: Telling) -> dict[str, object]:
    """Something that was told as JSON."""
    return {**telling._asdict(), "on": telling.on.isoformat(), "at": local(telling.at).isoformat()}


def change_document(change: QueueChange) -> dict[str, object]:
    """A change of the queue as JSON."""
    return {
        "kind": change.kind,
        "on": change.on.isoformat(),
        "at": local(change.at).isoformat(),
        "worker": change.worker,
        "ground": change.ground,
        "position": change.position,
        "was": _facts(change.was),
        "now": _facts(change.now),
    }


def _document(view: View, line: Sequence[InLine]) -> dict[str, object]:
    rules = view.model.queue
    return {
        "model": view.model.ident,
        "version": view.model.version,
        "on": view.day.isoformat(),
        "known_on": view.today.isoformat(),
        "place": view.place.code if view.place else None,
        "offers": list(view.place.offers) if view.place else [],
        "points": {
            "urgency": list(rules.urgency),
            "per_day": rules.per_day,
            "most_days": rules.most_days,
            "per_wish": rules.per_wish,
        },
        "waiting": [_in_line(found) for found in line],
    }


def _in_line(found: InLine) -> dict[str, object]:
    return {
        "position": found.position,
        "ref": found.ref,
        "queued_on": found.queued_on.isoformat(),
        **_facts(found.facts),
        "points": found.points,
        "summands": [{**summand._asdict(), "points": summand.points} for summand in found.summands],
        "proposed": found.proposed,
        "eligible": not found.reasons,
        "reasons": [reason._asdict() for reason in found.reasons],
        "placed": change_document(found.placed) if found.placed else None,
        "changes": [change_document(change) for change in found.changes],
    }


def _facts(facts: Facts) -> dict[str, object]:
    return {"urgency": facts.urgency, "wishes": list(facts.wishes)}


def _table(form: Form, view: View, line: Sequence[InLine]) -> None:
    rows = [
        [
            str(found.position),
            found.ref,
            words.long_day(found.queued_on),
            _sum(found),
            str(found.proposed) if found.proposed != found.position else "",
            ", ".join(_reason(view.model, reason) for reason in found.reasons) or _("yes"),
            _by_whom(found),
        ]
        for found in line
    ]
    columns = [
        *("#", _("reference"), _("waiting since"), _("points"), _("by points alone")),
        *(_("a place can be offered"), _("changed by")),
    ]
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    output.table(form, [columns[place] for place in kept], [[row[place] for place in kept] for row in rows])


def _sum(found: InLine) -> str:
    """The addition: `300 + 123 = 423`."""
    return " + ".join(map(_addend, found.summands)) + f" = {found.points}"


def _addend(summand: Summand) -> str:
    product = summand.what == "wishes" or (summand.what == "waiting" and summand.each != 1)
    return f"{summand.times} × {summand.each}" if product else str(summand.points)


def _reason(model: Model, reason: Reason) -> str:
    value = reason.value
    if reason.code == "paused":
        value = words.short_day(date.fromisoformat(value))
    named = {step.ident: words.of(step.label) for step in model.steps}
    return _(REASONS[reason.code]).format(value=named.get(value, value))


def _by_whom(found: InLine) -> str:
    """Who placed somebody, who changed the urgency, on what ground."""
    urgent = [change for change in found.changes if change.kind == "urgency"][-1:]
    told = _("{worker}, {what}: {ground} ({day})")
    return "; ".join(
        told.format(
            worker=change.worker,
            what=_changed(change),
            ground=label(labels.GROUND, change.ground),
            day=words.short_day(change.on),
        )
        for change in (*([found.placed] if found.placed else []), *urgent)
    )


def _changed(change: QueueChange) -> str:
    values = {
        "place": change.position,
        "urgency": f"{change.was.urgency or NOTHING} → {change.now.urgency}",
        "wish": ", ".join(change.now.wishes) or NOTHING,
    }
    return _(KINDS[change.kind]).format(value=values.get(change.kind, ""))


def _what(telling: Telling) -> str:
    """What was told, with the numbers of an estimate."""
    what = label(labels.TOLD_WHAT, telling.what)
    if telling.high is None:
        return what
    days = ngettext("{low}–{high} day", "{low}–{high} days", telling.high).format(low=telling.low, high=telling.high)
    return f"{what} ({days})"
