"""Operating models as data: the steps of a path, what may follow what, and what each step needs, starts and meets.

A model is read from a TOML file of the unit's own or of the package; whoever adopts one tailors it. Nothing here looks
at a case: what has been taken is told as the ids of the steps, in their order.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sotecli.core.model_check import ROLES, mistakes
from sotecli.core.model_lines import ModelLines
from sotecli.core.model_queue import QueueRules, read_queue
from sotecli.core.model_recovery import RecoveryRules, read_recovery
from sotecli.core.smart import SMART, Smart, read_smart
from sotecli.errors.missing import UnknownModelStepError
from sotecli.errors.model import BadModelError
from sotecli.errors.refused import ModelVersionError

NOTICE = 5
"""Working days before a due day from which it shows in the daily list, where a model says nothing."""


class Label(NamedTuple):
    """Words in the three languages."""

    fi: str
    sv: str
    en: str


class Named(NamedTuple):
    """A level, a reason, a measure or a goal."""

    ident: str
    label: Label
    key: str | None = None
    """The letter by which a reason is typed."""


class LeadTime(NamedTuple):
    """Between which steps the model counts its lead time."""

    start: str
    end: str


class ModelStep(NamedTuple):
    """One step of a path."""

    ident: str
    label: Label
    after: tuple[str, ...]
    """The steps that it may directly follow; of a side step: from which on it may be taken."""
    first: bool
    side: bool
    """Recorded beside the path: it never changes where a case stands."""
    repeats: bool
    closes: bool
    queue: str | None
    """`in`: from here the person waits in the queue; `out`: no longer; `None`: as before."""
    qualification: tuple[str, ...]
    """Who may take it; empty for everybody."""
    roles: tuple[str, ...]
    starts: tuple[str, ...]
    """The deadline rules whose clock starts here."""
    meets: tuple[str, ...]
    """The deadline rules that it fulfils."""
    needs: tuple[str, ...]
    reasons: tuple[str, ...]
    """The reasons that fit here; empty for all of the model."""
    requires: tuple[str, ...]
    """The steps that must have been taken before, however long ago."""
    review: str | None
    """`first`: the first review is due a review interval later; `done`: this is a review."""
    counts: str | None
    """What reports count it as: `offer`, `visit`, `decline`, `decision`, `placement`, or `estimate` that was told;
    of a matter of a visit `helped`, `directed` outside the county, `forwarded-social` or `forwarded-health`."""
    party: str | None
    """Whose doing it is where the entry does not say."""
    key: str | None = None
    """The letter by which it is typed as the outcome of a matter."""


class Model(NamedTuple):
    """One version of an operating model."""

    ident: str
    version: int
    subject: str
    """What walks the path: `client`, `request` or `visit`; cases are opened of clients only."""
    source: str
    name: Label
    notice: int
    review_months: int | None
    special_support: bool
    """SHL 42 § is enforced for cases with special support."""
    area_worker: bool
    """The area social worker stays beside the process."""
    lead_time: LeadTime | None
    steps: tuple[ModelStep, ...]
    levels: tuple[Named, ...]
    """From the lightest to the heaviest."""
    reasons: tuple[Named, ...]
    measures: tuple[Named, ...]
    queue: QueueRules = QueueRules()
    """Whom a place can be offered to, and what counts in the order that is proposed."""

    @property
    def has_queue(self) -> bool:
        """Whether anybody waits in a queue by it."""
        return any(step.queue == "in" for step in self.steps)

    goals: tuple[Named, ...] = ()
    """What a person may choose to aim at; empty where the model knows no goals."""
    recovery: RecoveryRules = RecoveryRules()
    """What follows a missed appointment."""
    smart: tuple[Smart, ...] = ()
    """What the model itself wants to reach, told so that it can be measured."""

    @property
    def first(self) -> ModelStep:
        """The step with which a path begins."""
        return next(step for step in self.steps if step.first)

    def step_named(self, ident: str) -> ModelStep:
        """The step of that id, in capital or small letters.

        Raises:
            UnknownModelStepError: There is none.
        """
        for step in self.steps:
            if step.ident == ident.lower():
                return step
        raise UnknownModelStepError(value=ident, model=self.ident)

    def reasons_for(self, step: ModelStep) -> tuple[Named, ...]:
        """The reasons that fit a step, in the order of the model."""
        return tuple(reason for reason in self.reasons if not step.reasons or reason.ident in step.reasons)


def stands_on(model: Model, taken: Sequence[str]) -> ModelStep | None:
    """The step on which a case stands that has taken these: the last that is no side step; `None` before the first."""
    found = [step for step in map(model.step_named, taken) if not step.side]
    return found[-1] if found else None


def may_follow(model: Model, taken: Sequence[str]) -> list[ModelStep]:
    """The steps that may come next, side steps included; none after a closing one.

    A step that does not repeat comes once, and one that requires others comes after they were taken.
    """
    stands = stands_on(model, taken)
    if stands is None:
        return [model.first]
    done = set(taken)
    return [
        step
        for step in model.steps
        if not stands.closes
        and (done.intersection(step.after) if step.side else stands.ident in step.after)
        and (step.repeats or step.ident not in done)
        and done.issuperset(step.requires)
    ]


def changed_steps(old: Model, new: Model) -> list[str]:
    """The steps of `old` that are gone or told otherwise in `new`, in their order; new words and letters are none."""
    now = {step.ident: step._replace(label=Label("", "", ""), key=None) for step in new.steps}
    return [step.ident for step in old.steps if now.get(step.ident) != step._replace(label=Label("", "", ""), key=None)]


def is_new_version(model: Model, text: str, known: Mapping[int, str]) -> bool:
    """Whether a model is a version that is not in use yet; `known` are the texts of its versions in use.

    Raises:
        ModelVersionError: Its text is none of those, and its version is not higher than theirs.
    """
    if known.get(model.version) == text:
        return False
    newest = max(known, default=0)
    if model.version <= newest:
        raise ModelVersionError(model=model.ident, newest=newest, version=model.version)
    return True


def read_model(document: Mapping[str, Any], lines: ModelLines, rules: Collection[str]) -> Model:
    """The model that a TOML document tells; `lines` says where, `rules` which deadline rules exist.

    Raises:
        BadModelError: It cannot be read; every mistake is named with its line.
    """
    found = mistakes(document, lines, rules)
    if found:
        raise BadModelError(found)
    lead = document.get("lead_time")
    return Model(
        ident=document["id"],
        version=document["version"],
        subject=document["subject"],
        source=document["source"],
        name=Label(**document["name"]),
        notice=document.get("notice", NOTICE),
        review_months=document.get("review_months"),
        special_support=document.get("special_support", False),
        area_worker=document.get("area_worker", False),
        lead_time=LeadTime(lead["from"], lead["to"]) if lead else None,
        steps=tuple(_step(entry) for entry in document["step"]),
        levels=_named(document, "level"),
        reasons=_named(document, "reason"),
        measures=_named(document, "measure"),
        queue=read_queue(document),
        goals=_named(document, "goal"),
        recovery=read_recovery(document),
        smart=tuple(read_smart(entry, Label(**entry["label"])) for entry in document.get(SMART, [])),
    )


def _named(document: Mapping[str, Any], table: str) -> tuple[Named, ...]:
    return tuple(Named(entry["id"], Label(**entry["label"]), entry.get("key")) for entry in document.get(table, []))


def _step(entry: Mapping[str, Any]) -> ModelStep:
    flags: dict[str, Any] = {key: entry.get(key, False) for key in ("first", "side", "repeats", "closes")}
    several = ("after", "qualification", "starts", "meets", "needs", "reasons", "requires")
    lists: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in several}
    return ModelStep(
        ident=entry["id"],
        label=Label(**entry["label"]),
        queue=entry.get("queue"),
        roles=tuple(entry.get("roles", ROLES)),
        review=entry.get("review"),
        counts=entry.get("counts"),
        party=entry.get("party"),
        key=entry.get("key"),
        **flags,
        **lists,
    )
