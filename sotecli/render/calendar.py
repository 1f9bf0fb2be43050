"""Counted days and months, and the closed days of a year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sotecli.core.closures import Move, Settled
from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.limits import Limit
from sotecli.core.workdays import OPEN, WorkCalendar
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
        (_("start"), words.long_day(start)),
        (_("day"), words.long_day(end)),
        (_("working days"), words.whole(count)),
        (_("calendar"), _("{calendar}, without the unit's own days").format(calendar=calendar.ident)),
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
        (_("start"), words.long_day(limit.start)),
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


def settled(form: Form, day: date, found: Settled, *, dry_run: bool) -> None:
    """A day that the unit closed or opened, what moves by it and what stays, and how to take that back."""
    calendar, moved, stays = found
    working = calendar.is_working(day)
    if form is Form.JSON:
        output.document(
            {
                "date": day.isoformat(),
                "working_day": working,
                "why": calendar.why(day),
                "moved": [_move_document(move) for move in moved],
                "stays": list(stays),
            }
        )
        return
    told = _("The unit is open on {day}.") if working else _("The unit is closed on {day}.")
    output.say(told.format(day=words.long_day(day)))
    moved_by(form, moved, dry_run=dry_run)
    if stays:
        stay = _("Promised for {day} and not moved, because it was tried already: {refs}.")
        output.say(stay.format(day=words.short_day(day), refs=words.listed(stays)))
    if form is Form.TABLE and not dry_run:
        undo = "sote calendar close" if working else "sote calendar open"
        output.note(_("→ {hint}").format(hint=f"{undo} {day.day}.{day.month}.{day.year}"))


def local_days(form: Form, days: Mapping[date, str]) -> None:
    """The unit's own closed and opened days."""
    if form is Form.JSON:
        output.document(
            [{"date": day.isoformat(), "why": why, "working_day": why in OPEN} for day, why in days.items()]
        )
    elif days:
        output.table(form, [_("day"), _("why")], [[words.long_day(day), words.why(why)] for day, why in days.items()])
    else:
        output.say(_("The unit has no closed or opened days of its own."))


def refreshed(
    form: Form,
    release: str,
    changes: Mapping[str, Mapping[date, str]],
    moved: Sequence[Move] | None = None,
    *,
    dry_run: bool = False,
) -> None:
    """What a release of the national days changes; `moved` is given once the changes were applied, or would be."""
    if form is Form.JSON:
        found = [{"calendar": ident, **_day_document(*day)} for ident, days in changes.items() for day in days.items()]
        gone = [_move_document(move) for move in moved or ()]
        output.document(
            {"release": release, "changes": found, "applied": moved is not None and not dry_run, "moved": gone}
        )
        return
    if moved is not None:
        output.say(_("These days would be taken in.") if dry_run else _("Taken in."))
        moved_by(form, moved, dry_run=dry_run)
        return
    if not changes:
        output.say(_("The national days are up to date ({release}). Nothing is changed.").format(release=release))
        return
    output.say(_("What {release} changes:").format(release=release))
    output.table(form, [_("day"), _("what it is then"), _("calendar")], _days_once(changes))


def not_taken_in(form: Form) -> None:
    """Nobody could be asked whether the changes are to be taken in."""
    if form is not Form.JSON:
        output.note(_("Nothing was taken in. `sote calendar refresh --yes` takes it in."))


def _days_once(changes: Mapping[str, Mapping[date, str]]) -> list[list[str]]:
    """A row for each day, with the calendars that it changes in."""
    found = sorted({(day, why) for days in changes.values() for day, why in days.items()})
    named = {one: [ident for ident, days in changes.items() if days.get(one[0]) == one[1]] for one in found}
    return [[words.long_day(day), words.why(why), ", ".join(idents)] for (day, why), idents in named.items()]


def _day_document(day: date, why: str) -> dict[str, object]:
    return {"date": day.isoformat(), "why": why, "working_day": why in OPEN}


def moved_by(form: Form, moved: Sequence[Move], *, dry_run: bool) -> None:
    """What moves by a change of the working days, and what does not."""
    if moved:
        output.say()
        rows = [[move.after.ref, words.shift(move.before.due_on, move.after.due_on), _planned(move)] for move in moved]
        output.table(form, [_("reference"), _("promised"), _("next step")], rows)
        output.say()
    count = _how_many(len(moved), dry_run=dry_run)
    stays = _("Limits of the law and promises that were kept or have passed stay as they are.")
    output.say(f"{count} {stays}")


def _how_many(count: int, *, dry_run: bool) -> str:
    if not count:
        return _("No request moves.")
    if dry_run:
        return ngettext("{count} request would move.", "{count} requests would move.", count).format(count=count)
    return ngettext("{count} request moved.", "{count} requests moved.", count).format(count=count)


def _move_document(move: Move) -> dict[str, object]:
    return {
        "ref": move.after.ref,
        "due_on": [move.before.due_on.isoformat(), move.after.due_on.isoformat()],
        "next_on": [day.isoformat() for day in (move.before.next_on, move.after.next_on) if day],
    }


def _planned(move: Move) -> str:
    before, after = move.before.next_on, move.after.next_on
    return words.shift(before, after) if before and after else output.NOTHING
