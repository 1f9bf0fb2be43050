"""Counted days and months, and the closed days of a year."""

from collections.abc import Iterable, Sequence
from datetime import date

from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.limits import Limit
from sotecli.core.workdays import WorkCalendar
from sotecli.errors.base import SoteError
from sotecli.i18n import _, ngettext
from sotecli.render import output, words
from sotecli.render.failure import sentence
from sotecli.render.followup import day_documents, days_table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def counted(form: Form, calendar: WorkCalendar, span: tuple[date, date], count: int, days: Sequence[Day]) -> None:
    """The `count`-th working day after (or before) the start of `span`, with each day between."""
    start, end = span
    if form is Form.JSON:
        output.document(
            {
                "start": start.isoformat(),
                "n": count,
                "calendar": calendar.ident,
                "date": end.isoformat(),
                "days": day_documents(days),
            }
        )
        return
    pairs = [
        (_("from"), words.long_day(start)),
        (_("day"), words.long_day(end)),
        (_("counted"), ngettext("{count} working day", "{count} working days", abs(count)).format(count=count)),
        (_("calendar"), calendar.ident),
    ]
    output.fields(form, pairs)
    output.say()
    days_table(form, days)


def stream(answers: Iterable[dict[str, object]]) -> int:
    """One JSON document a line, as they come; 1 when a line was broken."""
    broken = 0
    for answer in answers:
        error = answer.get("error")
        if isinstance(error, SoteError):
            answer["error"], broken = sentence(error), 1
        output.document(answer)
    return broken


def months(form: Form, limit: Limit, number: int) -> None:
    """The end of a limit of months: as counted, and as 150/1930 5 § lets it move."""
    if form is Form.JSON:
        output.document(
            {
                "start": limit.start.isoformat(),
                "months": number,
                "raw": limit.raw.isoformat(),
                "rolled": limit.rolled.isoformat(),
                "why": limit.why,
            }
        )
        return
    pairs = [
        (_("from"), words.long_day(limit.start)),
        (_("as counted (150/1930, 3 §)"), words.long_day(limit.raw)),
        (_("may move to (150/1930, 5 §)"), words.long_day(limit.rolled)),
        (_("why"), words.why(limit.why)),
    ]
    output.fields(form, pairs)
    if limit.rolled != limit.raw:
        output.say(_("Plan by the earlier day: whether the later one may be used against the client is debated."))


def year(form: Form, days: Sequence[tuple[date, str]]) -> None:
    """The days from Monday to Friday that are closed."""
    if form is Form.JSON:
        output.document(
            [
                {"date": day.isoformat(), "weekday": WEEKDAYS[day.weekday()], "name": words.why(code), "why": code}
                for day, code in days
            ]
        )
        return
    output.table(form, [_("day"), _("why")], [[words.long_day(day), words.why(code)] for day, code in days])
