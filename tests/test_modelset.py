"""The operating models that ship with the package, and reading a model's file."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Outcome, Status
from sotecli.core.model import Model, may_follow
from sotecli.errors.missing import UnknownModelError
from sotecli.errors.model import BadModelError
from sotecli.modelset import LONGEST, model_of, shipped, shipped_model, text_of
from sotecli.ruleset import rules_of

MODELS = {ident: shipped_model(ident) for ident in shipped()}


def steps(model: Model, *, side: bool = False) -> list[str]:
    """The ids of the steps on or beside the path."""
    return [step.ident for step in model.steps if step.side is side]


def walk(ident: str, *path: str) -> set[str]:
    """Take the steps one after the other, each as one that may follow; gives what may come then."""
    model, taken = MODELS[ident], list[str]()
    for step in path:
        assert step in {found.ident for found in may_follow(model, taken)}, f"{step} after {taken}"
        taken.append(step)
    return {found.ident for found in may_follow(model, taken)}


def test_the_five_models() -> None:
    """Five models ship, each under its own id, in its first version, with the subject of its seed."""
    assert {ident: (model.ident, model.version, model.subject) for ident, model in MODELS.items()} == {
        "luvn-housing-path": ("luvn-housing-path", 1, "client"),
        "pirha-lahitori": ("pirha-lahitori", 1, "visit"),
        "satakunta-assi": ("satakunta-assi", 1, "client"),
        "vantaa-request": ("vantaa-request", 1, "request"),
        "varha-shared-client": ("varha-shared-client", 1, "client"),
    }
    with pytest.raises(UnknownModelError):
        shipped_model("nowhere")


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_words_differ_by_language(model: Model) -> None:
    """Every step has its own words in each language, and no language is a copy of the Finnish one."""
    for language in ("fi", "sv", "en"):
        told = [getattr(step.label, language) for step in model.steps]
        assert len(set(told)) == len(told)
    assert not [step.ident for step in model.steps if step.label.fi in {step.label.sv, step.label.en}]


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_no_rule_of_some_is_set_for_all(model: Model) -> None:
    """A model starts limits of the law only where they cover each of its clients (domain notes 2.1)."""
    covers = {"luvn-housing-path": {"disabled-vpl"}}.get(model.ident, set()) | {"everyone", "adults"}
    rules = rules_of()
    for rule in {rule for step in model.steps for rule in (*step.starts, *step.meets) if rule in rules}:
        assert rules[rule].covers in covers


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_clocks_that_start_can_stop(model: Model) -> None:
    """Whatever deadline a step starts another one meets, and the other way round."""
    started = {rule for step in model.steps for rule in step.starts}
    assert started == {rule for step in model.steps for rule in step.meets}


@given(st.sampled_from(sorted(MODELS)), st.data())
def test_from_anywhere_a_path_can_end(ident: str, data: st.DataObject) -> None:
    """However a case has walked, something may follow until a closing step was taken."""
    model, taken = MODELS[ident], list[str]()
    while len(taken) < 15 and (choices := may_follow(model, taken)):
        taken.append(data.draw(st.sampled_from(choices)).ident)
    on_path = [ident for ident in taken if not model.step_named(ident).side]
    assert may_follow(model, taken) or model.step_named(on_path[-1]).closes


def test_the_housing_path_of_the_seed() -> None:
    """Seed 003: complemented assessment, SAS, offers declined and rejected, class, plan, decision, move, follow-up."""
    begun = ("need-identified", "pta-started", "occupational-therapist", "coaching-at-home", "coaching-in-unit")
    handled = (*begun, "function-description", "pta-complete", "sas-submitted", "sas-handled", "searching")
    offers = ("offered", "visit-agreed", "visited", "declined-by-client", "offered", "rejected-by-provider")
    settled = (*offers, "searching", "offered", "visit-agreed", "visited", "accepted", "class-negotiated", "plan-made")
    path = (*handled, "waiting", "estimate-told", *settled, "decided", "moved", "settled-follow-up", "closed")
    assert walk("luvn-housing-path", *path) == set()
    model = MODELS["luvn-housing-path"]
    assert model.area_worker
    assert model.lead_time == ("pta-complete", "moved")
    assert model.step_named("decided").requires == ("pta-complete",)
    assert [step.ident for step in model.steps if step.queue == "in"] == ["sas-handled"]
    assert {step.ident for step in model.steps if step.queue == "out"} == {"moved", "withdrawn"}
    assert "decided" not in walk("luvn-housing-path", "need-identified", "pta-started")
    assert {reason.ident for reason in model.reasons_for(model.step_named("waiting"))} == {
        "no-place",
        "client-choice",
        "provider-answer",
        "decision-pending",
    }


def test_withdrawing_is_possible_until_the_move() -> None:
    """From every step on the housing path before the move the person can take the matter back."""
    model = MODELS["luvn-housing-path"]
    after_move = {"moved", "settled-follow-up", "closed", "withdrawn"}
    assert set(model.step_named("withdrawn").after) == set(steps(model)) - after_move


def test_the_housing_unit_of_the_seed() -> None:
    """Seed 004: assessed, decided with a level, housed, reviewed again and again, the provider visited, left."""
    begun = ("referred", "assessment-started", "assessment-complete", "decided", "housed", "provider-visit")
    path = (*begun, "reviewed", "reviewed", "decided", "housed", "reviewed", "exited")
    assert walk("satakunta-assi", *path) == set()
    model = MODELS["satakunta-assi"]
    levels = ["own-home", "supported-at-home", "supported-in-unit", "communal", "24-hour"]
    assert [level.ident for level in model.levels] == levels
    assert (model.review_months, model.special_support) == (6, True)
    assert [model.step_named(ident).review for ident in ("housed", "reviewed", "decided")] == ["first", "done", None]
    assert "level" in model.step_named("reviewed").needs
    assert "decided" not in walk("satakunta-assi", "referred", "assessment-started")


def test_the_shared_client_of_the_seed() -> None:
    """Seed 001: mapped once, a pair, a plan, recovery after a missed visit that never closes by itself, review."""
    begun = ("contacted", "mapped", "pair-named", "planned", "active", "stage-told", "expert-by-experience")
    missed = walk("varha-shared-client", *begun, "no-show-recovery")
    assert "closed" not in missed
    assert {"active", "reviewed"} <= missed
    assert walk("varha-shared-client", *begun, "no-show-recovery", "active", "reviewed", "closed") == set()
    assert not MODELS["varha-shared-client"].step_named("mapped").repeats


def test_the_request_of_the_seed() -> None:
    """Seed 000: the steps are the states of a request, its ends their outcomes, its deadlines the unit's promises."""
    model = MODELS["vantaa-request"]
    assert steps(model) == [status.value for status in Status]
    assert {reason.ident for reason in model.reasons} == {outcome.value for outcome in Outcome}
    assert model.first.starts == ("promise.first", "promise.outer")
    assert walk("vantaa-request", "received", "attempting", "attempting", "reached", "reached", "closed") == set()


def test_the_visit_of_the_seed() -> None:
    """Seed 002: a meeting ends where it took place: served, directed outside the county, or forwarded."""
    ends = {"served", "helped-to-contact", "directed-outside", "forwarded-social", "forwarded-health", "urgent"}
    assert walk("pirha-lahitori", "met", "coping-asked") == ends
    assert all(MODELS["pirha-lahitori"].step_named(end).closes for end in ends)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"id = small", 1),
        (b'id = "x"\nname = {', 2),
        (b'id = "x"\nid = "y"\n', 2),
        (b'id = "x"\n\nname = "\xff"\n', 3),
        (b"a = " + b"[" * 5000, 1),
    ],
)
def test_what_is_no_toml(tmp_path: Path, content: bytes, line: int) -> None:
    """What cannot be read at all is told with the line on which reading ended."""
    path = tmp_path / "model.toml"
    path.write_bytes(content)
    with pytest.raises(BadModelError) as refused:
        model_of(text_of(path))
    assert [error.values for error in refused.value.findings] == [{"line": line, "mistake": "not-toml", "value": ""}]


def test_no_endless_file(tmp_path: Path) -> None:
    """A file that is far too long for a model is not read to its end."""
    path = tmp_path / "model.toml"
    path.write_text("#" * (LONGEST + 1))
    with pytest.raises(BadModelError) as refused:
        text_of(path)
    assert refused.value.findings[0].values["mistake"] == "too-long"


def test_sources_are_told() -> None:
    """Each model says where it comes from."""
    assert all(re.match("https://|Innokylä", model.source) for model in MODELS.values())


def test_what_reports_count_is_said_by_the_models() -> None:
    """The housing path says its offers, visits, declines with their party, decision, move and estimates."""
    said = {step.ident: (step.counts, step.party) for step in MODELS["luvn-housing-path"].steps if step.counts}
    assert said == {
        "offered": ("offer", None),
        "visited": ("visit", None),
        "declined-by-client": ("decline", "client"),
        "rejected-by-provider": ("decline", "provider"),
        "decided": ("decision", None),
        "moved": ("placement", None),
        "estimate-told": ("estimate", None),
    }
    housed = {step.ident: step.counts for step in MODELS["satakunta-assi"].steps if step.counts}
    assert housed == {"decided": "decision", "housed": "placement"}
