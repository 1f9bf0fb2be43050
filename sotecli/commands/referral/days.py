"""What `sote followup plan|explain` do with a referral."""

from collections.abc import Sequence
from datetime import date

from sotecli.core import referring as core
from sotecli.core.case import PLAN_RULE
from sotecli.core.followup import Day, counted_days
from sotecli.core.referral import Entry, Referral, counted_from
from sotecli.i18n import _
from sotecli.render import referral as render
from sotecli.session import Session
from sotecli.storage import referrals


def planned_referral(session: Session, ref: str, day: date) -> None:
    """Set the day on which a referral is asked about, and show how it stands."""

    def decide(found: Referral, _entries: Sequence[Entry], _around: core.Surroundings) -> tuple[Referral, None]:
        return core.planned(found, day, session.fresh_situation()), None

    after = referrals.change(session.database, ref, decide, session.act("followup.plan"))
    render.changed(session.form, after, _("Planned."))


def explained_referral(session: Session, ref: str) -> None:
    """Show from which day and by which rule the day of the next asking is counted."""
    found = referrals.get(session.database, ref)
    start = counted_from(found, referrals.history(session.database, found.ref))
    session.will_show("followup.explain", [found.ref, found.common.matter], fields="history")
    days: list[Day] = []
    if found.common.rule != PLAN_RULE and not found.is_closed:
        days = counted_days(start, found.common.due_on, session.calendar, "start")
    render.explained(session.form, found, days, session.calendar)
