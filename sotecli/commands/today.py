"""`sote` alone: my day."""

from sotecli.core.closures import closure_after
from sotecli.core.followup import Matter, MyDay, due_items, my_day
from sotecli.core.service import stale_before
from sotecli.render import today as render
from sotecli.session import Session
from sotecli.storage import arrangements, caseload, requests, services


def today(session: Session) -> None:
    """Show what is late, due today, new and waiting; without a file, say how to begin."""
    if not session.path.exists():
        render.welcome(session.form)
        return
    day = my_day_of(session)
    session.will_show("today", day.refs)
    stale = services.count_stale(session.database, stale_before(day.on, session.unit.stale_months))
    render.day(session.form, day, working=session.calendar.is_working(day.on), stale_services=stale)


def my_day_of(session: Session) -> MyDay:
    """The day of the acting worker, not yet logged."""
    session.check("today")
    me, on = session.worker.code, session.today
    deputies = session.deputies(on)
    due: list[Matter] = [*requests.due_by(session.database, on, on), *caseload.due_by(session.database, on, on)]
    due += arrangements.due_by(session.database, on, on)
    items = due_items(due, on, on, session.calendar, deputies)
    mine: list[Matter] = [
        *requests.later(session.database, on, worker=me),
        *caseload.later(session.database, on, worker=me),
        *arrangements.later(session.database, on, worker=me),
    ]
    later = requests.later(session.database, on, worker=None), mine
    return my_day(me, on, items, later, deputies=deputies, closure=closure_after(on, session.calendar))
