"""A request (P-…) or a case (A-…), whichever a reference names."""

from sotecli.core.case import Case
from sotecli.core.request import Request
from sotecli.storage import cases, requests, workers
from sotecli.storage.database import Database


def get(database: Database, ref: str) -> Request | Case:
    """The request or case of a reference, or of the beginning of one.

    Raises:
        UnknownReferenceError: There is none.
        AmbiguousReferenceError: Several begin like that; the first ones are named.
    """
    return cases.get(database, ref) if ref.startswith("A") else requests.get(database, ref)


def people_here(database: Database, matter: Request | Case) -> tuple[str | None, str | None]:
    """The worker and pair of a matter, without those whose leaving is set; a pair takes the place of such a worker."""
    known = workers.known(database)
    here = [code for code in (matter.worker, matter.pair) if code and known[code].left_on is None]
    worker, pair = (*here, None, None)[:2]
    return worker, pair
