"""Concern reports: one that was entered, and many in a list."""

from collections.abc import Mapping, Sequence

from sotecli.core.codes import Form
from sotecli.core.concern import Concern
from sotecli.core.model import Named
from sotecli.core.moment import local
from sotecli.i18n import N_, _
from sotecli.render import labels, output, words
from sotecli.render.labels import label

Judged = tuple[Concern, bool | None]
"""A report, and whether it came before the case, or the new way of working, began."""
BEFORE = {True: N_("before the start"), False: N_("after the start")}


def added(form: Form, judged: Judged, sources: Mapping[str, Named]) -> None:
    """`sote concern add`."""
    if form is Form.JSON:
        output.document(_document(judged, sources))
        return
    output.say(_("Noted; what the report says belongs into the client record."))
    _table(form, [judged], sources)


def removed(form: Form, judged: Judged, sources: Mapping[str, Named]) -> None:
    """`sote concern remove`."""
    if form is Form.JSON:
        output.document(_document(judged, sources))
        return
    output.say(_("Taken back, and no longer in the figures."))
    _table(form, [judged], sources)


def listing(form: Form, found: Sequence[Judged], sources: Mapping[str, Named]) -> None:
    """`sote concern list`."""
    if form is Form.JSON:
        output.document([_document(judged, sources) for judged in found])
        return
    if not found:
        output.say(_("No concern reports."))
    _table(form, found, sources)


def _document(judged: Judged, sources: Mapping[str, Named]) -> dict[str, object]:
    concern, before = judged
    return {
        "number": concern.number,
        "ref": concern.ref,
        "model": concern.model,
        "kind": concern.kind,
        "source": concern.source,
        "source_label": _source(concern, sources) if concern.source else None,
        "on": concern.on.isoformat(),
        "before": before,
        "worker": concern.worker,
        "at": local(concern.at).isoformat(),
    }


def _table(form: Form, found: Sequence[Judged], sources: Mapping[str, Named]) -> None:
    if not found:
        return
    columns = ["#", _("day"), _("about whom"), _("model"), _("which report"), _("who reported"), _("before or after")]
    rows = [
        [
            str(concern.number),
            words.long_day(concern.on),
            concern.ref or _("the cohort of {model}").format(model=concern.model),
            concern.model,
            label(labels.CONCERN_SHORT, concern.kind),
            _source(concern, sources),
            label({str(key): text for key, text in BEFORE.items()}, None if before is None else str(before)),
        ]
        for concern, before in found
    ]
    output.table(form, columns, rows)


def _source(concern: Concern, sources: Mapping[str, Named]) -> str:
    """The words and the code of who reported; a code that this version has no words for stays a code."""
    if concern.source is None:
        return output.NOTHING
    known = sources.get(concern.source)
    return f"{words.of(known.label)} ({concern.source})" if known else concern.source
