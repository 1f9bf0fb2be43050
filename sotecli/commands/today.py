"""`sote` alone: my day."""

from sotecli.core.followup import due_items, horizon, my_day
from sotecli.render import today as render
from sotecli.session import Session
from sotecli.storage import requests

MOST_LISTED = 50


def today(session: Session) -> None:
    """Show what is late, due today, new and waiting; without a file, say how to begin."""
    if not session.path.exists():
        render.welcome(session.form)
        return
    me, on = session.worker.code, session.today
    until = horizon(on, 0, session.calendar)
    items = due_items(requests.due_by(session.database, on, until), on, until, session.calendar)
    new = requests.later(session.database, until, worker=None, most=MOST_LISTED)
    waiting = requests.later(session.database, until, worker=me, most=MOST_LISTED)
    day = my_day(me, on, items, new, waiting)
    session.will_show("today", day.refs)
    render.day(session.form, day)
