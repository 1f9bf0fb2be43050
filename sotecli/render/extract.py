"""`sote report extract`: the file for the county's evaluation, and what it holds."""

from pathlib import Path

from sotecli.core.codes import Form
from sotecli.core.extract import Head
from sotecli.i18n import _, ngettext
from sotecli.render import files, output, words


def head_document(head: Head) -> dict[str, object]:
    """What an extract says of itself that concerns who reads figures counted from it."""
    return {
        "unit": head.unit,
        "from": f"{head.start:%Y-%m}",
        "to": f"{head.end:%Y-%m}",
        "made_on": head.made_on.isoformat(),
        "promise_outer": head.promise_outer,
        "training": head.training,
    }


def head_line(head: Head) -> str:
    """The same as a line."""
    count = head.promise_outer
    told = _("{unit}: {start}–{end}, as of {day}; promise: {promise}")
    if head.training:
        told = _("{unit}: {start}–{end}, as of {day}; promise: {promise}; everybody is invented")
    return told.format(
        unit=head.unit,
        start=words.month(f"{head.start:%Y-%m}"),
        end=words.month(f"{head.end:%Y-%m}"),
        day=words.day_in_text(head.made_on),
        promise=ngettext("{count} working day", "{count} working days", count).format(count=count),
    )


def extracted(form: Form, head: Head, content: bytes, path: Path, requests: int) -> None:
    """Write the extract into a new file that only its owner can read, and say what it holds."""
    files.write_file(path, content)
    if form is Form.JSON:
        output.document({"file": str(path), **head_document(head), "requests": requests})
        return
    output.say(head_line(head))
    output.say(
        _("INTERNAL: a row for each request, {requests} in all. For the county's evaluation only.").format(
            requests=requests
        )
    )
    output.note(_("Written: {path}").format(path=path))
