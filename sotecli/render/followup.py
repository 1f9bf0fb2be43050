"""Who must be contacted, and why that day."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.arrangement import APPOINTMENT, Arrangement
from sotecli.core.case import Case
from sotecli.core.closures import Closure
from sotecli.core.codes import Form, TimeWish
from sotecli.core.followup import PROMISE_RULE, Day, Item, Matter
from sotecli.core.moment import local
from sotecli.core.request import Request
from sotecli.core.workdays import WorkCalendar
from sotecli.i18n import N_, _, ngettext
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.steps import counted_from, next_command, people

CALENDARS = {
    "fi-office": N_("Monday to Friday, without holidays, Midsummer Eve and Christmas Eve"),
    "fi-office-strict": N_("Monday to Friday, without holidays; the two eves count"),
    "fi-monsat": N_("Monday to Saturday, without holidays, the two eves and Easter Saturday"),
    "fi-calendar": N_("every day counts"),
    "ax-office": N_("as fi-office, and closed on Åland's Autonomy Day"),
}


WHAT = labels.STEP | labels.MILESTONES


def arrangement_document(arrangement: Arrangement) -> dict[str, object]:
    """A referral or an appointment that lies ahead, as JSON."""
    return {
        "ref": arrangement.ref,
        "kind": arrangement.kind,
        "matter": arrangement.matter,
        "step": arrangement.step,
        "at": local(arrangement.at).isoformat() if arrangement.at else None,
        "due_on": arrangement.due_on.isoformat(),
        "next_on": arrangement.next_on.isoformat() if arrangement.next_on else None,
        "channel": arrangement.channel,
        "worker": arrangement.worker,
        "pair": arrangement.pair,
    }


def step_of(matter: Matter) -> str:
    """What is to be done, as a code: the request's step, or what must have happened in a case by its due day."""
    return matter.due_step if isinstance(matter, Case) else matter.step


def item_document(item: Item) -> dict[str, object]:
    """The contract's *item*."""
    matter = item.matter
    request = matter if isinstance(matter, Request) else None
    arrangement = matter if isinstance(matter, Arrangement) else None
    return {
        "ref": matter.ref,
        "matter": arrangement.matter if arrangement else None,
        "at": local(arrangement.at).isoformat() if arrangement and arrangement.at else None,
        "kind": item.kind,
        "step": step_of(matter),
        "due_on": item.due_on.isoformat(),
        "status": item.status,
        "days_late": item.days_late,
        "channel": None if isinstance(matter, Case) else matter.channel,
        "time_wish": request.time_wish if request else None,
        "attempts": request.attempts if request else None,
        "worker": matter.worker,
        "deputy": item.deputy,
        "rule": item.rule,
        "statutory": item.statutory,
    }


def due(
    form: Form,
    on: date,
    calendar: WorkCalendar,
    items: Sequence[Item],
    ahead: tuple[Closure | None, Sequence[Item]] = (None, ()),
) -> None:
    """The list of one day; before a closure of several days also what falls due `ahead` of it, on the day after."""
    if form is Form.JSON:
        output.document(
            {
                "on": on.isoformat(),
                "calendar": calendar.ident,
                "working_day": calendar.is_working(on),
                "items": [item_document(item) for item in items],
                "closure": closure_document(*ahead),
            }
        )
        return
    output.fields(form, [(_("day"), words.long_day(on))])
    output.say()
    if not calendar.is_working(on):
        output.say(
            _("{day} is not a working day; the next working day's list is shown too.").format(day=words.long_day(on))
        )
    if items:
        item_table(form, items, on)
    else:
        output.say(_("Nobody is waiting for a contact on {day}.").format(day=words.long_day(on)))
    _closure_ahead(form, *ahead)
    if items and form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=next_command(items[0].matter)))


def closure_document(closure: Closure | None, items: Sequence[Item] = ()) -> dict[str, object] | None:
    """The closure that begins tomorrow, with what falls due on the day after it."""
    if closure is None:
        return None
    return {
        "from": closure.first.isoformat(),
        "to": closure.last.isoformat(),
        "opens": closure.opens.isoformat(),
        "items": [item_document(item) for item in items],
    }


def closure_line(closure: Closure) -> str:
    """When the unit is closed, in one line."""
    return _("Closed {first} – {last}, open again {opens}.").format(
        first=words.short_day(closure.first), last=words.short_day(closure.last), opens=words.short_day(closure.opens)
    )


def _closure_ahead(form: Form, closure: Closure | None, items: Sequence[Item]) -> None:
    """Before a closure: until when, and what falls due on the day after it."""
    if closure is None:
        return
    output.say()
    output.say(closure_line(closure))
    if items:
        output.say(_("Due when it opens again; could it be done today?"))
        item_table(form, items, closure.opens)


def item_table(form: Form, items: Sequence[Item], on: date) -> None:
    """Items as a table."""
    columns = [_("due"), _("reference"), _("next step"), _("how"), _("wish"), _("tries"), _("worker")]
    rows = [
        [
            how_late(item, on),
            item.matter.ref,
            what(item.matter, late=item.status == "overdue"),
            *_contact(item.matter),
            _who(item),
        ]
        for item in items
    ]
    output.table(form, columns, rows, late=[item.status == "overdue" for item in items])


def what(matter: Matter, *, late: bool = False) -> str:
    """What is to be done, of a booked appointment with its hour; once its day has passed, to say how it went."""
    if not isinstance(matter, Arrangement) or matter.step != APPOINTMENT:
        return label(WHAT, step_of(matter))
    if late:
        return _("note whether it was held")
    return " ".join([label(WHAT, matter.step), *([words.clock(matter.at)] if matter.at else [])])


def _who(item: Item) -> str:
    """The personal worker and the pair, with whoever stands in for the worker."""
    if item.matter.worker is None:
        return output.NOTHING
    if item.deputy is None:
        return people(item.matter)
    return _("{worker} (deputy {deputy})").format(worker=people(item.matter), deputy=item.deputy)


def _contact(matter: Matter) -> list[str]:
    """How a person wishes to be contacted, when, and how often it was tried; of a case there is nothing of it."""
    if isinstance(matter, Case):
        return [output.NOTHING] * 3
    if isinstance(matter, Arrangement):
        return [label(labels.CHANNEL, matter.channel), output.NOTHING, output.NOTHING]
    return [label(labels.CHANNEL, matter.channel), wished_time(matter.time_wish), str(matter.attempts)]


def wished_time(wish: TimeWish) -> str:
    """The wished part of the day; a dash when any will do."""
    return output.NOTHING if wish is TimeWish.ANY else label(labels.TIME, wish)


def how_late(item: Item, on: date) -> str:
    """In words: how many working days late, today, or the day."""
    if item.days_late:
        return ngettext("late {count} day", "late {count} days", item.days_late).format(count=item.days_late)
    if item.status == "overdue":  # its day has passed, and no working day since
        return _("late")
    if item.status == "today":
        return _("today") if item.due_on == on else _("by {day}").format(day=words.short_day(item.due_on))
    return words.short_day(item.day)


def explained(form: Form, request: Request, days: Sequence[Day], calendar: WorkCalendar) -> None:
    """Why a request's promised day is that day."""
    if form is Form.JSON:
        output.document(explanation_document(request, days, calendar))
        return
    source = _("the operating model says “during the following working days”; the law sets no limit here")
    described = _(CALENDARS[calendar.ident])
    pairs = [
        (_("reference"), request.ref),
        (_("arrived"), words.moment(request.received_at)),
        *counted_from(request),
        (_("contact by"), words.why_that_day(days)),
        (_("rule"), _promise(sum(day.counted for day in days))),
        (_("source"), source),
        (_("calendar"), f"{calendar.ident}: {described}"),
    ]
    output.fields(form, pairs)
    output.say()
    days_table(form, days)


def explanation_document(request: Request, days: Sequence[Day], calendar: WorkCalendar) -> dict[str, object]:
    """The contract's explanation."""
    counted = sum(day.counted for day in days)
    return {
        "ref": request.ref,
        "rule": PROMISE_RULE,
        "source": f"the unit's promise of {counted} working days; operating model vantaa-request",
        "calendar": calendar.ident,
        "received_on": request.received_on.isoformat(),
        "start": request.counted_from.isoformat(),
        "due_on": request.due_on.isoformat(),
        "days": day_documents(days),
    }


def day_documents(days: Sequence[Day]) -> list[dict[str, object]]:
    """Each day with whether it was counted and why."""
    return [{"date": day.date.isoformat(), "counted": day.counted, "why": day.why} for day in days]


def _promise(counted: int) -> str:
    return ngettext(
        "the unit's own promise: first attempt within {count} working day",
        "the unit's own promise: first attempt within {count} working days",
        counted,
    ).format(count=counted)


def days_table(form: Form, days: Sequence[Day]) -> None:
    """Each day with its number among the counted ones, and why; on a terminal as a small calendar."""
    if form is Form.TABLE:
        from sotecli.render.month import month_view  # noqa: PLC0415 (the morning list draws no calendar)

        month_view(days)
        return
    rows, number = [], 0
    for day in days:
        number += day.counted
        rows.append([words.long_day(day.date), str(number) if day.counted else "", words.why(day.why)])
    output.table(form, [_("day"), _("counted"), _("why")], rows)
