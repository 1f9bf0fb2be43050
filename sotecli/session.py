"""What one run has: its options, its clock, the open file, and who acts.

Everything is opened on first use, and the passphrase is asked before any other question. The clock is read in one
place, `Session.now`; everything else is given the time.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sotecli import keys, passphrase, settings, terminal
from sotecli.core.absence import deputies_on
from sotecli.core.act import Act
from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.codes import Form, Role
from sotecli.core.moment import local_day
from sotecli.core.unit import Situation, Unit
from sotecli.core.when import When, coming_day_of, coming_instant_of, day_of, instant_of
from sotecli.core.workdays import WorkCalendar, calendar_named
from sotecli.core.worker import Worker, read_worker_code
from sotecli.errors.refused import EvaluatorError, EvaluatorWorkloadError
from sotecli.errors.usage import BadClockError, FixedClockError, NoWorkerError
from sotecli.i18n import N_, choose_language
from sotecli.storage import absences, closures, log, unit, workers
from sotecli.storage.database import Database, UnreadableFileError, open_database

ABOUT_WORKERS = "report.workload"


class Asked(NamedTuple):
    """The global options of a call."""

    file: Path | None = None
    worker: str | None = None
    lang: str | None = None
    no_input: bool = False
    passphrase_fd: int | None = None


class Session:
    """One run of the program."""

    def __init__(self, asked: Asked, ask_worker: Callable[[Sequence[str]], str]) -> None:
        """`ask_worker` asks on a terminal who is working, of several."""
        self.asked = asked
        self._ask_worker = ask_worker
        self.form = Form.PLAIN
        self.form_chosen = False
        self.dry_run = False

    @cached_property
    def path(self) -> Path:
        """The file of this run."""
        return settings.database_path(self.asked.file)

    @cached_property
    def may_ask(self) -> bool:
        """Whether questions can be asked."""
        return not self.asked.no_input and terminal.available()

    @property
    def is_interactive(self) -> bool:
        """Whether a person sits at both ends, so that what could be left out may be asked, too."""
        both = sys.stdin.isatty() and terminal.is_terminal_output()
        return both and self.form is not Form.JSON and self.may_ask

    @cached_property
    def database(self) -> Database:
        """The file, opened on first use.

        Raises:
            SoteError: It is not there, not ours, damaged, or the passphrase is wrong.
        """
        salt = keys.read_salt(self.path)
        typed = passphrase.given(self.asked.passphrase_fd) or passphrase.asked(
            N_("Passphrase (it does not show while you type):"), may_ask=not self.asked.no_input
        )
        file_key = keys.derive(typed, salt)
        try:
            database = open_database(self.path, file_key.raw)
        except UnreadableFileError:
            raise keys.verdict(self.path, file_key) from None
        return database

    @cached_property
    def unit(self) -> Unit:
        """The unit of the file.

        Raises:
            FixedClockError: `SOTE_NOW` is set and the file is a real one.
        """
        found = unit.get(self.database)
        if os.environ.get("SOTE_NOW") and not found.training:
            raise FixedClockError
        return found

    @cached_property
    def now(self) -> datetime:
        """This instant; in a training file the one that `SOTE_NOW` says."""
        return clock(may_be_fixed=self.unit.training)

    @property
    def today(self) -> date:
        """The day in Helsinki."""
        return local_day(self.now)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The unit's working days: those of its calendar, with its own closed and opened days."""
        return self.national(self.unit.settings["calendar"]).amended(closures.local_days(self.database))

    def national(self, ident: str) -> WorkCalendar:
        """A calendar without the unit's own days, as limits of the law need it, with what `refresh` took in."""
        return calendar_named(ident).amended(closures.national_days(self.database, ident))

    def deputies(self, on: date) -> Mapping[str, str]:
        """Who stands in for whom on a day."""
        return deputies_on(on, absences.since(self.database, on))

    @property
    def situation(self) -> Situation:
        """What decisions look at besides the request."""
        return Situation(today=self.today, unit=self.unit, calendar=self.calendar)

    def fresh_situation(self) -> Situation:
        """As `situation`, read again: for a decision inside a transaction, where nobody can close a day meanwhile."""
        for kept in ("unit", "calendar"):
            self.__dict__.pop(kept, None)
        return self.situation

    @cached_property
    def worker(self) -> Worker:
        """Who acts: on trust, as SECURITY.md says.

        Raises:
            NoWorkerError: Nobody said, and the file has several workers.
            UnknownWorkerError: There is no such worker.
            InactiveWorkerError: They have left.
        """
        code = settings.worker_code(self.asked.worker)
        if code is None:
            codes = workers.active_codes(self.database, self.today)
            if len(codes) != 1 and not self.is_interactive:
                raise NoWorkerError(workers=", ".join(codes))
            code = codes[0] if len(codes) == 1 else self._ask_worker(codes)
        worker = workers.get(self.database, read_worker_code(code))
        worker.must_be_active(self.today)
        return worker

    def act(self, action: str, *, purpose: str = "", fields: str = "codes") -> Act:
        """What is being done now, by the acting worker.

        Raises:
            EvaluatorError: An evaluator may run reports only.
            EvaluatorWorkloadError: And of those none that is about workers.
        """
        if self.worker.role is Role.EVALUATOR and action == ABOUT_WORKERS:
            raise EvaluatorWorkloadError(worker=self.worker.code)
        if self.worker.role is Role.EVALUATOR and not action.startswith("report."):
            raise EvaluatorError(worker=self.worker.code)
        return Act(
            worker=self.worker.code, at=self.now, action=action, purpose=purpose, fields=fields, dry_run=self.dry_run
        )

    def check(self, action: str) -> None:
        """Refuse before anything is looked up: a worker who may not, or a clock that must not be fixed."""
        self.act(action)

    def will_show(self, action: str, refs: list[str], *, purpose: str = "", fields: str = "codes") -> None:
        """Log that these references are about to be shown; nothing is shown when that fails."""
        log.shown(self.database, self.act(action, purpose=purpose, fields=fields), refs)

    def day(self, when: When | None, *, past: bool = False) -> date:
        """The day that an option means; today without one."""
        return self.today if when is None else day_of(when, self.today, self.calendar, past=past)

    def coming_day(self, when: When | None) -> date:
        """The day to come that an option means; today without one."""
        return self.today if when is None else coming_day_of(when, self.today, self.calendar)

    def instant(self, when: When | None) -> datetime:
        """The instant that an option means; now without one."""
        return self.now if when is None else instant_of(when, self.now, self.calendar)

    def coming_instant(self, when: When) -> datetime:
        """The instant to come that an option means."""
        return coming_instant_of(when, self.now, self.calendar)

    def speak_units_language(self) -> None:
        """Switch to the language of the unit's reports, unless this run was asked for another."""
        chosen = self.unit.settings["lang"]
        if chosen != "none" and not self.asked.lang and not os.environ.get("SOTE_LANG"):
            choose_language(lambda: chosen)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()


def clock(*, may_be_fixed: bool) -> datetime:
    """The one place that reads the clock; `SOTE_NOW` stands for it where it may.

    Raises:
        BadClockError: `SOTE_NOW` is no instant.
    """
    fixed = os.environ.get("SOTE_NOW") if may_be_fixed else None
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        instant = datetime.fromisoformat(fixed)
    except ValueError:
        raise BadClockError from None
    if instant.tzinfo is None or not FIRST_YEAR < instant.year < LAST_YEAR:
        raise BadClockError
    return instant.astimezone(UTC).replace(microsecond=0)
