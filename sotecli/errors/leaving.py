"""What a rule refuses when a worker leaves: exit code 5."""

from collections.abc import Sequence

from sotecli.errors.base import SoteError
from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class LeavingError(RefusedError):
    """A rule about leaving refuses it."""

    def __init__(self, *, refs: Sequence[str] = (), findings: Sequence[SoteError] = (), **values: object) -> None:
        super().__init__(**values)
        self.refs, self.findings = refs, findings


class OpenMattersError(LeavingError):
    """A worker who leaves while matters are theirs."""

    rule = "no-open-matters"
    message = N_("{worker} has open matters: {matters}.")
    hint = N_("Give them to somebody: --give-to CODE, or one by one with sote worker assign.")


class ManyOpenMattersError(OpenMattersError):
    """A worker who leaves while so many matters are theirs that the first are named only."""

    message = N_("{worker} has open matters: {matters} and {more} more.")


class StandsInError(OpenMattersError):
    """A worker who leaves while they are to stand in for others."""

    message = N_("{worker} stands in for others who are away.")
    hint = N_("Give it to somebody: --give-to CODE, or end the absences with sote worker back.")


class DeputyFoundError(LeavingError):
    """One absence in which somebody stands in."""

    rule = "no-open-matters"
    message = N_("{worker} is away from {start} to {end}; {deputy} stands in.")


class CannotGiveError(LeavingError):
    """Matters that the receiver cannot take over."""

    rule = "receiver-fits"
    message = N_("{worker} cannot take over everything from {leaver}; nothing was changed.")
    hint = N_("Give these to somebody else first: sote worker assign REF CODE, with --pair for the pair.")


class ManyCannotGiveError(CannotGiveError):
    """So many that the first are named only."""

    message = N_(
        "{worker} cannot take over everything from {leaver}; nothing was changed. The first ones, {more} more:"
    )


class TwoPeopleError(LeavingError):
    """A matter whose pair would become one person."""

    rule = "pair-is-two-people"
    message = N_("{ref}: {worker} is on it already, and a pair is two people.")


class OwnReceiverError(LeavingError):
    """A worker who would give everything to themselves."""

    rule = "receiver-is-another"
    message = N_("{worker} cannot take over from themselves.")
    hint = N_("Choose another worker: --give-to CODE.")


class LastLeadError(LeavingError):
    """The last lead of the file."""

    rule = "one-lead"
    message = N_("{worker} is the only team lead and cannot leave.")
    hint = N_("Add another lead first: sote worker add CODE --role lead.")
