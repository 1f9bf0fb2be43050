"""A worker of the unit: a code, a role and a qualification; no name."""

import re
from typing import NamedTuple
from unicodedata import normalize

from sotecli.core.codes import Qualification, Role
from sotecli.core.personal import looks_personal
from sotecli.errors.refused import EvaluatorError, InactiveWorkerError, LastLeadError
from sotecli.errors.usage import BadWorkerCodeError

CODE = r"[0-9A-Za-zÅÄÖåäö-]{2,12}"


class Worker(NamedTuple):
    """Somebody who works with the file."""

    code: str
    role: Role = Role.WORKER
    qualification: Qualification = Qualification.NONE
    active: bool = True
    open: int = 0
    """Open requests of which they are the personal worker or the pair."""

    def must_be_active(self) -> None:
        """Raise `InactiveWorkerError` if the worker has left."""
        if not self.active:
            raise InactiveWorkerError(worker=self.code)

    def must_work_with_clients(self) -> None:
        """Raise `InactiveWorkerError` or `EvaluatorError` unless requests may be given to the worker."""
        self.must_be_active()
        if self.role is Role.EVALUATOR:
            raise EvaluatorError(worker=self.code)


def changed_worker(
    worker: Worker, *, leads: int, role: Role | None = None, qualification: Qualification | None = None
) -> Worker:
    """The worker with another role or profession; `leads` is how many active team leads there are.

    Raises:
        InactiveWorkerError: They have left.
        LastLeadError: They are the only team lead, and would be none.
    """
    worker.must_be_active()
    if worker.role is Role.LEAD and role not in {None, Role.LEAD} and leads == 1:
        raise LastLeadError(worker=worker.code)
    return worker._replace(role=role or worker.role, qualification=qualification or worker.qualification)


def read_worker_code(text: str) -> str:
    """A worker's code as it was typed, in composed letters; capital and small letters are the same.

    Raises:
        BadWorkerCodeError: It is not 2-12 letters, digits or hyphens.
    """
    code = normalize("NFC", text.strip())
    if not re.fullmatch(CODE, code) or looks_personal(code):
        raise BadWorkerCodeError(value=text)
    return code
