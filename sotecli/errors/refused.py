"""What a rule refuses: exit code 5. Each class names its rule and what would be allowed."""

from sotecli.errors.base import SoteError
from sotecli.i18n import N_


class RefusedError(SoteError):
    """A rule refuses it; `rule` names the rule."""

    exit_code, code = 5, "refused"


class AlreadyThereError(RefusedError):
    """A file that must not exist yet exists."""

    rule = "never-overwrite"
    message = N_("{path} exists already, and is not overwritten.")
    hint = N_("If it is the unit's file already, just write: sote. Otherwise choose another path.")


class CalendarThereError(AlreadyThereError):
    """A file in the place of an exported calendar."""

    hint = N_("Choose another path, or add --replace: it replaces a file that is a calendar, and no other.")


class TallyThereError(RefusedError):
    """The custody's tally of these days is kept already."""

    rule = "tally-once"
    message = N_("There is a tally for {start} – {end} already; the same offers would be counted twice.")
    hint = N_("`sote offer list` shows the tallies. If this one is to take its place, add --replace.")


class RuleNotInForceError(RefusedError):
    """A rule whose validity does not cover the day."""

    rule = "rule-in-force"
    message = N_("The rule {rule} is not in force for {day}.")
    hint = N_("`sote rule show {rule}` says from when to when it holds.")


class ModelVersionError(RefusedError):
    """A model whose text changed while its version did not rise."""

    rule = "model-version"
    message = N_(
        "The model {model} is in use as version {newest}; this text is another one and says version {version}."
    )
    hint = N_("Raise the number after “version =” in the file above {newest}: open cases keep the version they have.")


class WorkerExistsError(RefusedError):
    """The worker is in the file already."""

    rule = "one-code-one-worker"
    message = N_("There is a worker {worker} already.")
    hint = N_("Each worker has a code of their own.")


class InactiveWorkerError(RefusedError):
    """The worker has left."""

    rule = "active-worker"
    message = N_("{worker} no longer works here.")
    hint = N_("`sote worker list` shows who does.")


class LeavingWorkerError(InactiveWorkerError):
    """Something new for a worker whose last day is set, or is over."""

    message = N_("{worker}: the leaving is set for {day}, so nothing new is given to them.")


class ServiceExistsError(RefusedError):
    """The directory has a service of that code."""

    rule = "one-code-one-service"
    message = N_("There is a service {service} in the directory already.")
    hint = N_("`sote service show {service}` shows it; --replace puts this one in its place.")


class EvaluatorError(RefusedError):
    """An evaluator may run reports only."""

    rule = "evaluator-reports-only"
    message = N_("{worker} is an evaluator and may run reports only.")
    hint = N_("Ask a worker of the unit.")


class EvaluatorWorkloadError(RefusedError):
    """The workload is about workers, not about clients: no evaluator's business."""

    rule = "workload-not-for-evaluators"
    message = N_("{worker} is an evaluator; the workload is about workers and stays in the unit.")
    hint = N_("The reports about clients can be run: sote report --help.")


class LastLeadError(RefusedError):
    """The only team lead would be none."""

    rule = "one-team-lead"
    message = N_("{worker} is the only team lead.")
    hint = N_("Make somebody else a team lead first: sote worker change CODE --role lead.")


class ClosedRequestError(RefusedError):
    """The request is closed."""

    rule = "open-request"
    message = N_("{ref} is closed.")
    hint = N_("`sote request show {ref}` shows how it ended.")


class ContactNeededError(RefusedError):
    """An outcome that needs a two-way contact."""

    rule = "outcome-needs-contact"
    message = N_("{ref} cannot end as {outcome}: nobody has been in contact with the person yet.")
    hint = N_("Log the contact first, or end it as not-reached, withdrawn or another outcome that fits.")


class WasReachedError(RefusedError):
    """`not-reached` for somebody who was reached."""

    rule = "outcome-not-reached"
    message = N_("{ref} cannot end as not-reached: the person was reached.")
    hint = N_("Use supported, guided, became-client, declined or withdrawn.")


class ClosedDayError(RefusedError):
    """A plan on a day that is closed."""

    rule = "plan-on-working-day"
    message = N_("{day} is not a working day.")
    hint = N_("The nearest working day is {nearest}.")


class PastDayError(ClosedDayError):
    """A plan on a day that is past."""

    message = N_("{day} has already passed.")


class PauseEndsTodayError(ClosedDayError):
    """A pause that would end on the day on which it begins."""

    message = N_("{day} is today; a pause ends on a later working day.")


class OverDayError(RefusedError):
    """A closure or opening of a day that is past."""

    rule = "day-not-over"
    message = N_("{day} has already passed.")
    hint = N_("What was promised and done by then stays as it is.")


class OverAbsenceError(OverDayError):
    """An absence that is over."""

    hint = N_("Give a last day that is today or later.")


class ClosedAlreadyError(RefusedError):
    """A closure of a day that is no working day by the calendar; `why` is the code of the reason."""

    rule = "working-day"
    message = N_("{day} is {why}, so the unit is closed anyway.")
    hint = N_("`sote calendar local` shows the unit's own days.")


class UnitClosedAlreadyError(ClosedAlreadyError):
    """A closure of a day that the unit has closed."""

    message = N_("The unit is closed on {day} already.")


class OpenAlreadyError(RefusedError):
    """An opening of a working day."""

    rule = "closed-day"
    message = N_("{day} is a working day anyway.")
    hint = N_("`sote calendar local` shows the unit's own days.")


class UnitOpenAlreadyError(OpenAlreadyError):
    """An opening of a day that the unit has opened."""

    message = N_("The unit has opened {day} already.")


class PromiseOverError(RefusedError):
    """A pause of a promise that was kept, or whose day has passed."""

    rule = "pause-running-promise"
    message = N_("{ref}: there is no promise left to pause; it was tried already, or the promised day has passed.")
    hint = N_("The day of the next step is set by `sote followup plan {ref}`.")


class AlreadyPausedError(RefusedError):
    """A second pause beside one that has not ended."""

    rule = "one-pause-at-a-time"
    message = N_("{ref} is paused already.")
    hint = N_("`sote followup resume {ref}` ends the pause.")


class NotPausedError(RefusedError):
    """An end of a pause that is not there."""

    rule = "paused"
    message = N_("{ref} is not paused today.")
    hint = N_("`sote followup explain {ref}` shows how its day is counted.")


class OverlappingAbsenceError(RefusedError):
    """An absence beside another of the same worker."""

    rule = "one-absence-at-a-time"
    message = N_("{worker} is away from {start} to {end} already.")
    hint = N_("End that absence first with `sote worker back {worker}`, or choose other days.")


class DeputyAbsentError(RefusedError):
    """A deputy who is away on the same days."""

    rule = "deputy-present"
    message = N_("{deputy} is away from {start} to {end} and cannot stand in for {worker}.")
    hint = N_("Choose another deputy or other days.")


class OwnDeputyError(RefusedError):
    """A worker as their own deputy."""

    rule = "deputy-is-another"
    message = N_("{worker} cannot stand in for themselves.")
    hint = N_("Choose another worker as the deputy.")


class NotAbsentError(RefusedError):
    """An end of an absence that is not there."""

    rule = "absent"
    message = N_("{worker} is not away on {day}, and no absence is planned.")
    hint = N_("`sote worker list` shows who is away.")


class LimitReachedError(RefusedError):
    """More contacts than the model allows without agreeing."""

    rule = "contact-limit"
    message = N_("{ref}: the limit is reached (attempts {attempts}, reached {contacts}).")
    hint = N_(
        "Nothing was stored. What happened can be logged without --next. If the person wants one more contact, add "
        "--agreed; otherwise `sote request close {ref}`."
    )


class DoNotContactError(RefusedError):
    """The person has asked not to be contacted."""

    rule = "do-not-contact"
    message = N_("{ref}: the person has asked not to be contacted, so nothing is planned.")
    hint = N_("`sote request close {ref} --outcome declined` ends it.")


class NotYourMatterError(RefusedError):
    """Somebody else's matter called one's own."""

    rule = "own-matter"
    message = N_("You are neither the personal worker of {ref} nor the pair.")
    hint = N_("Give another purpose, such as deputy or client-request, or take the request: sote worker assign.")


class PairNeedsWorkerError(RefusedError):
    """A pair without a personal worker."""

    rule = "pair-needs-worker"
    message = N_("{ref} has no personal worker yet, so it cannot have a pair.")
    hint = N_("First `sote worker assign {ref} CODE`.")


class SamePersonError(RefusedError):
    """A pair of one person."""

    rule = "pair-is-two-people"
    message = N_("{worker} is the personal worker of {ref}; the pair must be somebody else.")
    hint = N_("Choose another worker for the pair.")
