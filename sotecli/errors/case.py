"""What a rule refuses about cases and their operating models: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class CaseRefusedError(RefusedError):
    """A rule of cases refuses it."""


class CaseClosedError(CaseRefusedError):
    """The case has ended."""

    rule = "open-case"
    message = N_("{ref} has ended.")
    hint = N_("`sote case show {ref}` shows how.")


class NotAgreedError(CaseRefusedError):
    """A case from a request in which no clientship was agreed."""

    rule = "clientship-is-agreed"
    message = N_("{ref} cannot become a clientship: nobody has reached the person, or it ended in another way.")
    hint = N_("A clientship is agreed with the person: log the contact first, or open a case with --new.")


class LinkedAlreadyError(CaseRefusedError):
    """A second case from one request."""

    rule = "one-case-a-request"
    message = N_("A case was opened from {ref} already.")
    hint = N_("`sote case list` shows it; `sote case unlink` takes a link back that was made in error.")


class LinkedAnswersError(CaseRefusedError):
    """A link to take back, through which feedback was linked to the case."""

    rule = "linked-feedback"
    message = N_(
        "Answers about the request are linked to {ref}; without the link they would stay with the wrong person."
    )
    hint = N_("Erase them first: sote feedback withdraw {ref}. Then take the link back.")


class NotLinkedError(CaseRefusedError):
    """A link that is not there."""

    rule = "linked"
    message = N_("{ref} is not linked to a request.")
    hint = N_("`sote case show {ref}` shows what it grew from.")


class RunningCaseError(CaseRefusedError):
    """A second running case of one person by one model."""

    rule = "one-running-case"
    message = N_("This person has a running case by {model} already: {ref}.")
    hint = N_("Go on with {ref}, or end it first.")


class CaseNeedsWorkerError(CaseRefusedError):
    """A pair without a personal worker."""

    rule = "pair-needs-worker"
    message = N_("{ref} has no personal worker yet, so it cannot have a pair.")
    hint = N_("First `sote worker assign {ref} CODE`.")


class CasePairError(CaseRefusedError):
    """A pair of one person."""

    rule = "pair-is-two-people"
    message = N_("{worker} is the personal worker of {ref}; the pair must be somebody else.")
    hint = N_("Choose another worker for the pair.")


class SocialWorkerNeededError(CaseRefusedError):
    """Special support without a social worker in office."""

    rule = "SHL42-oma"
    message = N_("{ref}: special support needs a social worker in office as personal worker or pair (SHL 42 §).")
    hint = N_(
        "One takes it, or comes as the pair, which ends nothing: sote worker assign {ref} CODE, "
        "with --pair for the pair."
    )


class StepOrderError(CaseRefusedError):
    """A step that cannot follow."""

    rule = "step-order"
    message = N_("{ref} stands at {step}; {wanted} cannot follow.")
    hint = N_("What may follow: {allowed}.")


class StepNeedsError(CaseRefusedError):
    """A step without what must have been done before."""

    rule = "step-requires"
    message = N_("{ref}: {wanted} needs {required} first.")
    hint = N_("`sote case show {ref}` shows what was done.")


class StepQualificationError(CaseRefusedError):
    """A step that the worker may not take."""

    rule = "step-qualification"
    message = N_("{worker} may not take the step {wanted}: the model asks for {allowed}.")
    hint = N_("Ask somebody who may, or have the unit tailor its model.")


class StepDayError(CaseRefusedError):
    """A step before the one that it follows."""

    rule = "step-day"
    message = N_("{ref}: {day} lies before the case's start or its latest step, {latest}.")
    hint = N_("If an earlier entry is wrong, correct it: sote case step {ref} STEP --corrects NUMBER.")


class ReviewLevelError(CaseRefusedError):
    """A review whose level does not fit its outcome."""

    rule = "review-level"
    message = N_("{ref}: {outcome} and the level {level} do not fit together; the level now is {now}.")
    hint = N_("Levels from lightest to heaviest: {levels}.")


class GoalOrderError(CaseRefusedError):
    """A goal that cannot come to stand so from where it stands."""

    rule = "goal-order"
    message = N_("{ref}: the goal {goal} cannot be “{state}” now.")
    hint = N_("It can be: {allowed}. `sote case show {ref}` shows the goals.")


class GoalDayError(CaseRefusedError):
    """A goal before the case's start or its own latest entry."""

    rule = "goal-day"
    message = N_("{ref}: {day} lies before the case's start or the goal's latest entry, {latest}.")
    hint = N_("`sote case show {ref}` shows the goals with their days.")


class NotQueuedError(CaseRefusedError):
    """A place in a queue for somebody who does not wait."""

    rule = "waits-in-queue"
    message = N_("{ref} does not wait in the queue.")
    hint = N_("`sote case show {ref}` shows where it stands.")


class QueuePositionError(CaseRefusedError):
    """A position behind the end of the queue."""

    rule = "queue-position"
    message = N_("The queue has no place {position}: {count} wait.")
    hint = N_("`sote case queue` shows the order.")


class NotPlacedError(CaseRefusedError):
    """A human change of the order that is not there."""

    rule = "placed"
    message = N_("Nobody has changed the place of {ref} in the queue.")
    hint = N_("`sote case queue` shows who was placed by whom.")


class NoQueueError(CaseRefusedError):
    """A queue where the model knows none."""

    rule = "model-has-queue"
    message = N_("Nobody waits in a queue by the model {model}.")
    hint = N_("`sote model show {model}` shows its steps.")


class NoReviewError(CaseRefusedError):
    """A review where the model knows none."""

    rule = "model-has-reviews"
    message = N_("The model {model} knows no reviews, so {ref} has none.")
    hint = N_("`sote model show {model}` shows its steps.")


class NotWaitingError(CaseRefusedError):
    """An estimate for somebody who does not wait."""

    rule = "waits-in-queue"
    message = N_("{ref} does not wait in a queue, so there is no waiting time to estimate.")
    hint = N_("`sote case show {ref}` shows where it stands; --letter writes a letter without an estimate.")


class NoClosingStepError(CaseRefusedError):
    """A case that its model does not let end here."""

    rule = "step-order"
    message = N_("{ref} cannot end so from where it stands.")
    hint = N_("Steps that would end it now: {allowed}.")


class LastEntryError(CaseRefusedError):
    """A history of which nothing would be left."""

    rule = "first-step"
    message = N_("{ref}: the first entry cannot be taken back; nothing would be left of the case.")
    hint = N_("End it instead: sote case close {ref}.")


class ReviewDayError(CaseRefusedError):
    """A next review that lies before this one, or too far away."""

    rule = "review-day"
    message = N_("The next review cannot be on {day}.")
    hint = N_("It lies after {first} and at the latest on {latest}.")


class UseReviewError(CaseRefusedError):
    """A review without what it came to."""

    rule = "review-outcome"
    message = N_("{ref}: a review says what it came to.")
    hint = N_("Use `sote case review {ref}`: the same, lighter, heavier, or exit.")


class OnlySocialWorkerError(CaseRefusedError):
    """The only social worker in office of special support would be none."""

    rule = "SHL42-oma"
    message = N_("{worker} is the only social worker in office of: {refs}.")
    hint = N_("Add another one first: sote worker assign REF CODE --pair.")


class CorrectedAlreadyError(CaseRefusedError):
    """A second correction of one entry."""

    rule = "correct-the-latest"
    message = N_("{ref}: entry {number} was corrected by entry {later} already.")
    hint = N_("Correct that one: --corrects {later}.")
