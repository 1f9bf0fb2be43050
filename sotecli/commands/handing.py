"""What `sote worker assign` does with a referral or appointment: somebody else gets it when its matter has ended."""

from functools import partial

from sotecli.core.handing import handed_over
from sotecli.core.worker import Worker
from sotecli.i18n import _
from sotecli.session import Session
from sotecli.storage import appointments, arrangements, referrals


def given_arrangement(session: Session, ref: str, worker: Worker) -> None:
    """Give a referral or an appointment to another worker.

    Raises:
        UnknownReferenceError: There is none.
        GoesWithMatterError: Its request or case goes on, and it goes with that.
        ArrangementOverError: It is over.
    """
    act, database = session.act("worker.assign"), session.database
    after = arrangements.hand_over(database, ref, partial(handed_over, worker=worker), act)
    done = _("{worker} has {ref} now.").format(worker=worker.code, ref=after.ref)
    if after.kind == "appointment":
        from sotecli.render.appointment import changed  # noqa: PLC0415 (one of the two is shown)

        changed(session.form, appointments.get(database, after.ref)._replace(arrangement=after), done)
    else:
        from sotecli.render.referral import changed as shown  # noqa: PLC0415

        shown(session.form, referrals.get(database, after.ref)._replace(common=after), done)
