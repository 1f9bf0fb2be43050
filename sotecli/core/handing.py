"""A referral or an appointment gets another worker, when there is no request or case any more that it goes with."""

from sotecli.core.arrangement import Arrangement
from sotecli.core.worker import Worker
from sotecli.errors.arrangement import ArrangementOverError, GoesWithMatterError


def handed_over(arrangement: Arrangement, worker: Worker, *, ended: bool) -> Arrangement:
    """The open arrangement of an ended request or case, with another worker; `ended` tells of that.

    Raises:
        GoesWithMatterError: The request or case goes on, and the arrangement goes with it.
        ArrangementOverError: It is over.
        InactiveWorkerError: The worker has left.
        EvaluatorError: The worker may run reports only.
    """
    if not ended:
        raise GoesWithMatterError(ref=arrangement.ref, matter=arrangement.matter, worker=worker.code)
    if arrangement.closed_on:
        raise ArrangementOverError(ref=arrangement.ref)
    worker.must_work_with_clients()
    pair = None if arrangement.pair == worker.code else arrangement.pair
    return arrangement._replace(worker=worker.code, pair=pair)
