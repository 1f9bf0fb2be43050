"""What is wrong with an operating model: exit code 2, with every mistake and its line."""

from collections.abc import Sequence
from typing import NamedTuple

from sotecli.errors.usage import MissingOptionError, UsageError
from sotecli.i18n import N_

MISTAKES = {
    "not-toml": N_("Line {line}: this is no TOML."),
    "too-long": N_("Line {line}: the file is too long for a model."),
    "unknown-key": N_("Line {line}: {value} is not known here."),
    "missing": N_("Line {line}: {value} is missing."),
    "unfit": N_("Line {line}: what stands at {value} does not fit."),
    "missing-label": N_("Line {line}: the words for {value} are missing; each language needs them."),
    "twice": N_("Line {line}: there is another {value} already."),
    "unknown-step": N_("Line {line}: there is no step {value}."),
    "unknown-rule": N_("Line {line}: there is no deadline rule {value}."),
    "unknown-qualification": N_("Line {line}: there is no qualification {value}."),
    "unknown-role": N_("Line {line}: a step cannot be taken in the role {value}."),
    "unknown-need": N_("Line {line}: a step cannot need {value}."),
    "unknown-reason": N_("Line {line}: the model has no reason {value}."),
    "no-first": N_("Line {line}: no step is the first one."),
    "several-first": N_("Line {line}: {value} cannot be the first step, too."),
    "first-after": N_("Line {line}: {value} is the first step and cannot follow another, nor stand beside the path."),
    "no-after": N_("Line {line}: {value} does not say which step it follows."),
    "after-side": N_("Line {line}: nothing on the path can follow {value}, which stands beside it."),
    "after-closing": N_("Line {line}: nothing can follow {value}, which ends the path."),
    "side-closes": N_("Line {line}: {value} stands beside the path and cannot end it."),
    "unreachable": N_("Line {line}: the step {value} is never reached."),
    "loop": N_("Line {line}: the step {value} can come again, but does not say that it repeats."),
    "requires-never": N_("Line {line}: the required step {value} cannot come before."),
    "never-closes": N_("Line {line}: no step ends the path."),
    "no-closing": N_("Line {line}: from the step {value} no end of the path is reached."),
    "review-interval": N_("Line {line}: {value} is about reviews, and the model has no review_months."),
    "uncountable": N_("Line {line}: {value} is counted by case, and this model has no cases."),
    "no-levels": N_("Line {line}: {value} needs a level, and the model has no levels."),
    "letter-twice": N_("Line {line}: the letter {value} means something else already where it is typed."),
    "no-reasons": N_("Line {line}: {value} needs a reason, and the model has no reasons."),
}


class Mistake(NamedTuple):
    """One thing that is wrong with a model's file."""

    line: int
    what: str
    """A key of `MISTAKES`."""
    value: str = ""


class ModelMistakeError(UsageError):
    """One mistake in a model, as a sentence."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(line=mistake.line, mistake=mistake.what, value=mistake.value)
        self.message = MISTAKES[mistake.what]


class BadModelError(UsageError):
    """A model that cannot be read, with all that is wrong with it."""

    message = N_("This cannot be read as an operating model.")
    hint = N_("Look at a model that ships with sote; `sote model check FILE` tells every mistake.")

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__()
        self.findings = tuple(ModelMistakeError(mistake) for mistake in mistakes)


class BadFeedbackSetError(BadModelError):
    """Questions of feedback that cannot be read, with all that is wrong with them."""

    message = N_("This cannot be read as a set of feedback questions.")
    hint = N_("`sote feedback set show sote-three --text` shows the set that ships with sote as such a file.")


class ModelSubjectError(UsageError):
    """A case by a model that is not one of cases."""

    message = N_("No cases are opened by the model {model}.")
    hint = N_("`sote model list` says which models cases are opened by.")


class NoSmartError(UsageError):
    """A report about the goals of a model that has none."""

    message = N_("The model {model} has no goals of its own that could be measured.")
    hint = N_("A unit tells them as [[smart]] tables in its copy of the model: `sote model show {model}`.")


class MissingModelError(MissingOptionError):
    """A model that must be named, and is not asked for."""

    hint = N_("`sote model list` shows the models.")
