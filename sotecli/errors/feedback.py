"""What a rule refuses about feedback, concern reports and the model's own goals: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class NothingHeldError(RefusedError):
    """A feedback where there was no contact to give it about."""

    rule = "feedback-after-contact"
    message = N_("{ref}: there is no contact yet that feedback could be about.")
    hint = N_("Feedback is asked after somebody was reached, or after an appointment that was held.")


class EndedBeforeError(NothingHeldError):
    """A feedback about a case that ended before today."""

    message = N_("{ref} has ended, so there was no contact today that feedback could be about.")
    hint = N_("Without --after it can be given as a visitor's: sote feedback add --site CODE.")


class NothingNotedError(NothingHeldError):
    """A feedback about a case of which nothing was noted since the last one."""

    message = N_("{ref}: nothing has been noted of this case since feedback was asked last.")
    hint = N_("First note what was done: a step, what was told, a goal, or that an appointment was held.")


class AskedAlreadyError(RefusedError):
    """A second feedback about one contact."""

    rule = "one-feedback-a-contact"
    message = N_("{ref}: feedback was asked already after this contact, and a person is asked once.")
    hint = N_("It can be asked again after the next contact.")


class NoCaseToLinkError(RefusedError):
    """Answers that are to be linked to a case that is not there."""

    rule = "link-needs-case"
    message = N_("The answers cannot be linked: there is no case that they belong to.")
    hint = N_("Without --linked they are counted anonymously.")


class NothingLinkedError(RefusedError):
    """A withdrawal where nothing is linked."""

    rule = "linked-feedback"
    message = N_("No answers are linked to {ref}.")
    hint = N_("What was given anonymously was cut from the case when it was entered, and nobody can find it any more.")


class NotedAlreadyError(RefusedError):
    """The same concern report a second time."""

    rule = "one-concern-once"
    message = N_("The same report was noted already, as number {number}.")
    hint = N_("If this is another report, add --another. `sote concern remove {number}` takes a mistyped one back.")


class FeedbackSetVersionError(RefusedError):
    """A set of questions whose text changed while its version did not rise."""

    rule = "feedback-set-version"
    message = N_("{questions} is in use as version {newest}; this text is another one and says version {version}.")
    hint = N_("Raise the number after “version =” in the file above {newest}: results of the two are kept apart.")


class DefinitionChangedError(RefusedError):
    """A period over which a goal was defined in two ways."""

    rule = "one-definition"
    message = N_("The period falls under two definitions: the goals {goals} changed on {day}. They are not compared.")
    hint = N_("Choose a period with --from and --to that lies before that month or after it.")


class QuestionsChangedError(RefusedError):
    """A period in which different questions were asked."""

    rule = "one-definition"
    message = N_("Different questions were asked in this period, and their answers are not put together: {spans}.")
    hint = N_("Choose a period with --from and --to in which only one of them was asked.")
