"""Next steps as an iCalendar file (RFC 5545), which any calendar program takes in.

What it holds leaves the encrypted file, so it is a reference, a step and a day; no place, no people, no alarm.
The identifier is made of the reference, which is random and never used again: an event stays the same one over
exports and machines. There is no METHOD: the file is no invitation, and PUBLISH would need an organizer (RFC 5546
3.2.1). Without it DTSTAMP is that of the last change, so equal contents are equal bytes (RFC 5545 3.8.7.2); of that
instant only the day is told, because the hours would say who worked when.
A calendar without events is written as well: whoever subscribes to the file must see that nothing is left.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sotecli.core.agenda import Entry, Revision
from sotecli.core.codes import Form
from sotecli.errors.refused import AlreadyThereError, CalendarThereError
from sotecli.i18n import ngettext
from sotecli.render import files, labels, output
from sotecli.render.labels import label

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//sote//calendar export//EN"


def export(form: Form, entries: Sequence[Entry], path: Path, *, replace: bool) -> None:
    """Write the entries into a file that only its owner can read, and tell how many they are.

    Raises:
        CalendarThereError: There is a file already, and it may not be replaced.
    """
    text = calendar_text(entries)
    try:
        if replace:
            files.replace_file(path, text, text[: text.index(PRODUCT) + len(PRODUCT)])
        else:
            files.write_file(path, text)
    except AlreadyThereError:
        raise CalendarThereError(path=path) from None
    _told(form, path, len(entries), sum(entry.cancelled for entry in entries))


def _told(form: Form, path: Path, count: int, cancelled: int) -> None:
    """How many events the file holds."""
    if form is Form.JSON:
        output.document({"file": str(path), "events": count, "cancelled": cancelled})
        return
    told = (
        ngettext(
            "{count} event ({cancelled} of them cancelled) was written into the file: {path}",
            "{count} events ({cancelled} of them cancelled) were written into the file: {path}",
            count,
        )
        if cancelled
        else ngettext(
            "{count} event was written into the file: {path}",
            "{count} events were written into the file: {path}",
            count,
        )
    )
    output.say(told.format(count=count, cancelled=cancelled, path=path))


def calendar_text(entries: Sequence[Entry]) -> str:
    """The entries as one calendar, with the line ends that the format wants."""
    from icalendar import Calendar  # noqa: PLC0415 (slow)

    calendar = Calendar()  # `Calendar.new` would give it a random identifier
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    for entry in entries:
        calendar.add_component(_event(entry))
    return str(calendar.to_ical(), "utf-8")


def _day_of(revision: Revision) -> datetime:
    """The day of the last change, as the beginning of that day in UTC."""
    return revision.at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _event(entry: Entry) -> "Event":
    from icalendar import Event  # noqa: PLC0415
    from icalendar.enums import CLASS, STATUS, TRANSP  # noqa: PLC0415

    return Event.new(
        uid=f"{entry.ref}@sote",
        sequence=entry.revision.number,
        stamp=_day_of(entry.revision),
        last_modified=_day_of(entry.revision),
        start=entry.day,
        end=entry.day + timedelta(days=1),
        summary=f"{entry.ref} {label(labels.STEP, entry.step)}",
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
        classification=CLASS.CONFIDENTIAL,
        transparency=TRANSP.TRANSPARENT,  # a day with a step in it is not a busy day
    )
