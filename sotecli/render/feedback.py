"""Feedback: what was kept, what is linked to a case, and the questions themselves."""

from collections.abc import Sequence

from sotecli.core.codes import Form
from sotecli.core.feedback import Contact, Feedback, Linked
from sotecli.core.feedback_set import FeedbackSet, Item
from sotecli.i18n import _, language, ngettext
from sotecli.render import labels, output, words
from sotecli.render.arrangement_labels import CONSENT
from sotecli.render.labels import label


def added(form: Form, contact: Contact, feedback: Feedback) -> None:
    """`sote feedback add`: what is kept; an anonymous answer is not repeated."""
    if form is Form.JSON:
        told = {
            "after": contact.ref,
            "model": contact.model,
            "case": contact.case if feedback.consent and feedback.answers else None,
            "set": feedback.questions.ident,
            "version": feedback.questions.version,
            "came_to": feedback.came_to,
            "questions_answered": len(feedback.answers),
        }
        output.document(told)
        return
    output.say(_("{after}: {what}.").format(after=_about(contact.ref), what=label(labels.FEEDBACK, feedback.came_to)))
    if feedback.answers and not feedback.consent:
        output.say(_("The answers are in the month's sums only; nobody can find whose they are."))


def listing(form: Form, found: Sequence[Linked], known: Sequence[FeedbackSet]) -> None:
    """`sote feedback list`."""
    if form is Form.JSON:
        output.document([_document(one) for one in found])
        return
    if not found:
        output.say(_("No linked feedback. Anonymous feedback cannot be shown by case."))
    sets = {(one.ident, one.version): one for one in known}
    for number, one in enumerate(found):
        if number:
            output.say()
        questions = sets.get((one.questions, one.version))
        named = {item.ident: words.of(item.label) for item in questions.items} if questions else {}
        pairs = [(named.get(item, item), str(value)) for item, value in one.answers.items()]
        consent = (_("consent"), label(CONSENT, one.consent))
        output.fields(
            form, [(_("day"), words.long_day(one.on)), (_("about which contact"), one.about), *pairs, consent]
        )


def withdrawn(form: Form, ref: str, count: int) -> None:
    """`sote feedback withdraw`."""
    if form is Form.JSON:
        output.document({"ref": ref, "withdrawn": count})
        return
    told = ngettext("{ref}: {count} feedback erased.", "{ref}: {count} feedbacks erased.", count)
    output.say(told.format(ref=ref, count=count))


def untouched() -> None:
    """`sote feedback withdraw` when it was not to be done after all."""
    output.say(_("Nothing was erased."))


def sets(form: Form, found: Sequence[FeedbackSet], asked: FeedbackSet) -> None:
    """`sote feedback set list` and `adopt`."""
    if form is Form.JSON:
        heads = [{key: value for key, value in _set_document(one).items() if key != "items"} for one in found]
        output.document([{**head, "asked": one == asked} for head, one in zip(heads, found, strict=True)])
        return
    columns = [_("set of questions"), _("version"), _("name"), _("questions"), _("asked now")]
    rows = [
        [one.ident, str(one.version), words.of(one.name), str(len(one.items)), _("yes") if one == asked else ""]
        for one in found
    ]
    output.table(form, columns, rows)


def questions(form: Form, found: FeedbackSet) -> None:
    """`sote feedback set show` and `check`: the questions as they are read aloud."""
    if form is Form.JSON:
        output.document(_set_document(found))
        return
    output.say(_("{name} ({ident}, version {version})").format(name=words.of(found.name), **_named(found)))
    for item in found.items:
        output.say()
        asked = [(f"{item.ident} ({code})", getattr(item.ask, code)) for code in item.ask._fields]
        first = [pair for pair in asked if pair[0].endswith(f"({language()})")]
        rest = [pair for pair in asked if pair not in first]
        output.fields(form, [*first, *rest, (_("positive"), _positive(item))])


def text(found: str) -> None:
    """The text of a set's file, as it is."""
    for line in found.splitlines():
        output.say(line, fold=False)


def _about(ref: str) -> str:
    """What feedback is about: a reference, or a site in words."""
    kind, _blank, site = ref.partition(" ")
    return _("Site {site}").format(site=site) if kind == "site" and site else ref


def _named(found: FeedbackSet) -> dict[str, object]:
    return {"ident": found.ident, "version": found.version}


def _positive(item: Item) -> str:
    if item.positive is None:
        return _("9–10 recommend, 0–6 do not")
    return _("from {positive} on, of {lowest}–{highest}").format(
        positive=item.positive, lowest=item.lowest, highest=item.highest
    )


def _document(one: Linked) -> dict[str, object]:
    return {
        "ref": one.ref,
        "after": one.about,
        "on": one.on.isoformat(),
        "consent": one.consent,
        "set": one.questions,
        "version": one.version,
        "answers": dict(one.answers),
    }


def _set_document(found: FeedbackSet) -> dict[str, object]:
    items = [
        {
            "id": item.ident,
            "label": item.label._asdict(),
            "ask": item.ask._asdict(),
            "lowest": item.lowest,
            "highest": item.highest,
            "positive": item.positive,
            "recommend": item.recommends,
        }
        for item in found.items
    ]
    return {
        "id": found.ident,
        "version": found.version,
        "source": found.source,
        "name": found.name._asdict(),
        "items": items,
    }
