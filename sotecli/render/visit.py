"""Visits: what was understood in one line, many in a list, and the letters that can be written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sotecli.core.codes import Form
from sotecli.core.model import Label, Model
from sotecli.core.visit import Matter, Visit
from sotecli.core.visit_words import CHANNELS, vocabulary_of
from sotecli.errors.base import SoteError
from sotecli.i18n import _, ngettext
from sotecli.render import labels, output, words
from sotecli.render.failure import sentence

Rejected = tuple[int, SoteError]
"""A line that was not taken, with its number."""


class Letter(NamedTuple):
    """One thing that can be written, with what it means."""

    kind: str
    key: str
    ident: str
    label: Label


def visit_document(visit: Visit) -> dict[str, object]:
    """A visit as JSON."""
    told = {key: value for key, value in visit._asdict().items() if key not in {"on", "at", "matters", "version"}}
    matters = [{"topic": one.topic, "outcome": one.outcome, "where": one.where} for one in visit.matters]
    return {**told, "on": visit.on.isoformat(), "group": visit.participants is not None, "matters": matters}


def logged(form: Form, visit: Visit, model: Model) -> None:
    """`sote visit log`: what was understood, in one line."""
    if form is Form.JSON:
        output.document(visit_document(visit))
    else:
        output.say(_in_words(visit, model))


def taken_in(form: Form, taken: Mapping[int, Visit], rejected: Sequence[Rejected], model: Model) -> None:
    """`sote visit log --input -`: what was taken, and what not, with the reason; lines by their numbers."""
    if form is Form.JSON:
        output.document(
            {
                "taken": [{"row": row, **visit_document(visit)} for row, visit in taken.items()],
                "rejected": [{"row": row, "reason": sentence(error)} for row, error in rejected],
            }
        )
        return
    for visit in taken.values():
        output.say(_in_words(visit, model))
    for row, error in rejected:
        output.note(_("Line {row} was not taken. {reason}").format(row=row, reason=sentence(error)))
    told = ngettext("{count} line taken, {others} not.", "{count} lines taken, {others} not.", len(taken))
    output.note(told.format(count=len(taken), others=len(rejected)))


def removed(form: Form, visit: Visit, model: Model) -> None:
    """`sote visit remove`."""
    if form is Form.JSON:
        output.document(visit_document(visit))
        return
    output.say(_("Taken back, and no longer in the figures: {visit}").format(visit=_in_words(visit, model)))


def listing(form: Form, visits: Sequence[Visit], model: Model, today: date) -> None:
    """The last visits with their numbers; days of this year without the year."""
    if form is Form.JSON:
        output.document([visit_document(visit) for visit in visits])
        return
    columns = [_("number"), _("day"), _("site"), _("channel"), _("matters"), _("other")]
    rows = [
        [
            str(visit.number),
            words.short_day(visit.on) if visit.on.year == today.year else words.long_day(visit.on),
            visit.site,
            labels.of_code(visit.channel),
            _about(visit, model),
            ", ".join(_beside(visit)),
        ]
        for visit in visits
    ]
    output.table(form, columns, rows)


def codes(form: Form, model: Model) -> None:
    """The letters of topics, outcomes, places and channels."""
    found = _letters(model)
    if form is Form.JSON:
        channels = [{"kind": "channel", "key": key, "code": channel} for key, channel in CHANNELS.items()]
        output.document([*({"kind": kind, "key": key, "code": ident} for kind, key, ident, _l in found), *channels])
        return
    kinds = {"topic": _("topic"), "outcome": _("outcome, behind /"), "where": _("where to, behind the outcome")}
    rows = [[kinds[one.kind], one.key, words.of(one.label), one.ident] for one in found]
    rows += [[_("channel"), f":{key}", labels.of_code(channel), channel.value] for key, channel in CHANNELS.items()]
    output.table(form, [_("what"), _("key"), _("meaning"), _("code")], rows)
    output.say()
    for line in _examples():
        output.say(line)


def _letters(model: Model) -> list[Letter]:
    """What can be written of a matter, in the order of the model; without a letter by its code only."""
    closing = [step for step in model.steps if step.closes]
    needing = [step for step in closing if "reason" in step.needs]
    return [
        *(Letter("topic", one.key or "", one.ident, one.label) for one in model.reasons_for(model.first)),
        *(Letter("outcome", step.key or "", step.ident, step.label) for step in closing),
        *(Letter("where", one.key or "", one.ident, one.label) for step in needing for one in model.reasons_for(step)),
    ]


def _examples() -> list[str]:
    return [
        _("e 75 10m: one matter, helped at once; age 75–84; ten minutes"),
        _("ed/uk :p: two matters, both directed outside to place k; by phone"),
        _("+: has been here before; 2p: two persons; x4: four such visits"),
        _("g12: a group or an event with 12 participants; on=12.6. site=keskusta: day and site"),
    ]


def _in_words(visit: Visit, model: Model) -> str:
    """A visit in one line."""
    where = f"{visit.site}, {labels.of_code(visit.channel)}"
    beside = _beside(visit)
    told = [f"{visit.number}", words.long_day(visit.on), where, _about(visit, model), *beside]
    return f"{told[0]}  {'; '.join(part for part in told[1:] if part)}"


def _about(visit: Visit, model: Model) -> str:
    """The matters of a visit with what came of them, said once for those with the same; of a group how many came."""
    if visit.participants is not None:
        told = ngettext(
            "group or event, {count} participant", "group or event, {count} participants", visit.participants
        )
        return told.format(count=visit.participants)
    named: dict[str, Label] = {reason.ident: reason.label for reason in model.reasons}
    named |= {step.ident: step.label for step in vocabulary_of(model).outcomes.values()}
    topics: dict[str, list[str]] = {}
    for matter in visit.matters:
        topics.setdefault(_outcome(matter, named), []).append(_word(matter.topic, named))
    return "; ".join(f"{', '.join(found)} – {outcome}" for outcome, found in topics.items())


def _outcome(matter: Matter, named: Mapping[str, Label]) -> str:
    """What came of a matter, and where the person was directed."""
    outcome = _word(matter.outcome, named)
    return f"{outcome}: {_word(matter.where, named)}" if matter.where else outcome


def _word(ident: str, named: Mapping[str, Label]) -> str:
    """The model's words; of a code that only another version has, the code."""
    return words.of(named[ident]) if ident in named else ident


def _beside(visit: Visit) -> list[str]:
    """What else was told of a visit."""
    told = []
    if visit.age.value != "unknown":
        told.append(_("age: {band}").format(band=labels.of_code(visit.age)))
    if visit.minutes is not None:
        told.append(_("{minutes} min").format(minutes=visit.minutes))
    if visit.persons > 1:
        told.append(ngettext("{count} person", "{count} persons", visit.persons).format(count=visit.persons))
    if visit.again:
        told.append(_("return visit"))
    if visit.times > 1:
        told.append(ngettext("{count} such visit", "{count} such visits", visit.times).format(count=visit.times))
    return told
