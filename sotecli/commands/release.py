"""Letting a report be seen: as a preview, as a release that leaves the unit, or exact for the unit's own eyes.

A release is a step of two people and the only thing that enters the ledger. The file is written beside its place
first, then the ledger is, then the file is put in its place: a full disk leaves neither. Should the machine stop
between the last two, the same command writes the same bytes again.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sotecli.commands.options import read_worker
from sotecli.commands.writing import Wanted, checking, must_go_together, placed, present, write
from sotecli.core.act import Act
from sotecli.core.codes import Form, Level, Role
from sotecli.core.confirmation import confirmation
from sotecli.core.releases import must_lie_together, series_of
from sotecli.core.report import Report
from sotecli.core.suppression import Publishable, exact, prepared
from sotecli.errors.export import NotReleasedError
from sotecli.errors.release import AttackSucceededError, NothingToReleaseError
from sotecli.errors.usage import TogetherError
from sotecli.i18n import N_
from sotecli.render import release as render
from sotecli.render.report import Ways
from sotecli.session import Session
from sotecli.storage import log, releases, workers

Confirm = Annotated[
    str | None,
    typer.Option(
        "--confirm", metavar="CODE", parser=read_worker, help=N_("The worker who looked at the release with you.")
    ),
]
ConfirmAlone = Annotated[
    bool, typer.Option("--confirm-alone", help=N_("There is no other worker in the unit who could look at it."))
]


NOWHERE = Wanted(None, None, excel=False, force=False)
"""On standard output, as a page."""
ELSEWHERE = {"feedback": "sote feedback summary"}
"""Reports that another group runs."""


class Asked(NamedTuple):
    """How a report was asked for."""

    level: Level | None
    threshold: int | None
    written: Wanted
    confirm: str | None = None
    alone: bool = False


def begun(session: Session, asked: Asked, name: str) -> Asked:
    """The call once nothing is in its way: its options, the file, who acts, and the place of what is written.

    Raises:
        NotReleasedError: A confirmation of a preview.
        TogetherError: A confirmation of what stays in the unit, or two formats.
    """
    confirmed = "--confirm" if asked.confirm else "--confirm-alone" if asked.alone else None
    if confirmed and asked.level is Level.INTERNAL:
        raise TogetherError(one=confirmed, other=f"--level {asked.level}")
    if confirmed and asked.written.output is None:
        raise NotReleasedError(option=confirmed)
    must_go_together(session, asked.written)
    session.check(f"report.{name}")
    return asked._replace(written=placed(session, asked.written))


def show(session: Session, report: Report, asked: Asked) -> None:
    """Let disclosure control decide what is shown, log that it is, and show or release it."""
    threshold = asked.threshold or session.unit.threshold
    session.speak_units_language()
    report = replace(report, training=session.unit.training)
    if asked.level is Level.INTERNAL:
        _hand_out(session, exact(report, threshold, session.today), NOWHERE if session.dry_run else asked.written)
        return
    ledger = releases.listing(session.database, series_of(report))
    with log.refusals(session.database, _act_of(session, report.name)):
        releasing = asked.written.output is not None and not session.dry_run
        if asked.written.output and report.shares:
            others = releases.beside(session.database, series_of(report), report.shares)
            must_lie_together(report, session.today, ledger, others)
        with checking():
            publishable, entered = prepared(report, threshold, ledger, session.today, preview=not releasing)
        if asked.written.output:
            must_withstand(session.form, publishable, len(ledger) - entered)
        looked = releasing or asked.confirm or asked.alone
        confirmed = _confirmed(session, asked, _command(report)) if looked else ""
    if not releasing:
        _hand_out(session, publishable, asked.written if asked.written.output is None else NOWHERE)
        return
    _release(session, publishable, asked, confirmed, entered=entered)


def must_withstand(form: Form, publishable: Publishable, compared: int) -> None:
    """Attack what is to leave, `compared` with so many earlier releases, and tell how it went.

    Raises:
        NothingToReleaseError: Nobody is in it.
        AttackSucceededError: An attacker could conclude too much.
    """
    if publishable.nobody:
        raise NothingToReleaseError
    from sotecli.attack import attacked  # noqa: PLC0415 (only a release pays for the solver)

    with checking():
        findings = [found for program in publishable.programs for found in attacked(program)]
    render.attack(form, publishable, findings, compared)
    weak = sorted({found.cell.partition("|")[2] for found in findings if not found.every})
    if weak:
        raise AttackSucceededError(cells=", ".join(weak))


def _confirmed(session: Session, asked: Asked, command: str) -> str:
    """Who has looked at it besides the acting worker."""
    other = workers.get(session.database, asked.confirm) if asked.confirm else None
    team = workers.listing(session.database)
    return confirmation(session.worker, other, team, alone=asked.alone, today=session.today, command=command)


def _release(session: Session, publishable: Publishable, asked: Asked, confirmed: str, *, entered: bool) -> None:
    """Write the report and enter it into the ledger, both or neither."""

    def settle(made: dict[Path, bytes]) -> None:
        digest = sha256(next(iter(made.values()))).hexdigest()
        act = _act_of(session, publishable.report.name, f"{_said(publishable)} {confirmed} sha256:{digest}")
        if entered or publishable.release is None:
            log.shown(session.database, act, [])
        else:
            said = (series_of(publishable.report), publishable.release, act, (digest, confirmed))
            releases.add(session.database, *said)

    write(session, publishable, asked.written, settle, confirmed=confirmed.removeprefix("-"))


def _hand_out(session: Session, publishable: Publishable, wanted: Wanted) -> None:
    """Log that a preview or the exact report is shown, and show it or write it."""
    act = _act_of(session, publishable.report.name, _said(publishable))
    if wanted.output:
        write(session, publishable, wanted, lambda _made: log.shown(session.database, act, []))
        return
    ways = _ways(session, publishable.report)
    log.shown(session.database, act, [])
    present(session, publishable, wanted, ways)


def _ways(session: Session, report: Report) -> Ways:
    """The exact report, and how it is released here: with another worker, or alone where there is none."""
    team = [found for found in workers.listing(session.database) if found.is_active(session.today)]
    alone = not [found for found in team if found.role is not Role.EVALUATOR and found.code != session.worker.code]
    return Ways(_command(report), "--confirm-alone" if alone else "--confirm CODE")


def _command(report: Report) -> str:
    return ELSEWHERE.get(report.name, f"sote report {report.name}")


def _act_of(session: Session, name: str, said: str = "") -> Act:
    return session.act(f"report.{name}", purpose=said, fields="counts")


def _said(publishable: Publishable) -> str:
    """What the log keeps of a report: its model, level, threshold and period."""
    report = publishable.report
    about = f"{report.model} " if report.model else ""
    return f"{about}{publishable.level} {publishable.threshold} {report.start}..{report.end}"
