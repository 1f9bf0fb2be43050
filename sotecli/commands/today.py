"""`sote` alone: my day."""

from sotecli.core.followup import due_items, horizon, is_new, waiting
from sotecli.render import today as render
from sotecli.session import Session
from sotecli.storage import requests

MOST_WAITING = 10


def today(session: Session) -> None:
    """Show what is late, due today, new and waiting; without a file, say how to begin."""
    if not session.path.exists():
        render.welcome(session.form)
        return
    me, on = session.worker.code, session.today
    found = requests.due_by(session.database, on, horizon(on, 0, session.calendar))
    mine = [request for request in found if me in {request.worker, request.pair}]
    items = due_items(mine, on, horizon(on, 0, session.calendar), session.calendar)
    new = [request for request in requests.listing(session.database, unassigned=True) if is_new(request)]
    later = waiting(requests.listing(session.database, worker=me), on)[:MOST_WAITING]
    late = [item for item in items if item.status == "overdue"]
    due = [item for item in items if item.status != "overdue"]
    refs = [item.request.ref for item in items] + [request.ref for request in [*new, *later]]
    session.will_show("today", refs)
    render.my_day(session.form, on, me, late, due, new, later)
