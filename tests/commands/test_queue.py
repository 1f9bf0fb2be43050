"""`sote case queue|place|urgency|wish|told`."""

import json
from pathlib import Path
from typing import Any

import pytest

from sotecli.modelset import shipped
from tests.conftest import Desk

PATH = ("pta-started", "pta-complete", "sas-submitted", "sas-handled", "searching")
LATER = "2026-06-20T09:00:00+03:00"


@pytest.fixture
def office(inside: Desk) -> Desk:
    """A desk at which a social worker in office sits."""
    inside("worker", "add", "sam", "--qualification", "social-worker-office")
    inside.environment["SOTE_WORKER"] = "sam"
    return inside


def waits(desk: Desk, on: str, *words: str) -> str:
    """Somebody who has waited since a day."""
    ran = desk("case", "open", "--new", "--model", "luvn-housing-path", "--on", on, "--json", *words)
    ref = str(ran.json["ref"])
    for step in PATH:
        assert desk("case", "step", ref, step, "--on", on).code == 0
    return ref


def queue(desk: Desk, *words: str, now: str | None = None) -> list[dict[str, Any]]:
    """Who waits, as JSON."""
    ran = desk("case", "queue", "--json", *words, now=now)
    assert ran.code == 0, ran.err
    return list(ran.json["waiting"])


def refs(found: list[dict[str, Any]]) -> list[str]:
    """The references in their order."""
    return [str(one["ref"]) for one in found]


def test_the_order_and_its_arithmetic(office: Desk) -> None:
    """Urgency, the wait and, for a place, the wishes that fit add up to the order that is proposed."""
    long, urgent = waits(office, "1.3.2026", "--wish", "near-family"), waits(office, "8.6.2026", "--urgency", "1")
    found = queue(office)
    assert refs(found) == [urgent, long]
    assert [one["points"] for one in found] == [309, 108]
    assert [summand["points"] for summand in found[0]["summands"]] == [300, 9]
    assert [one["eligible"] for one in found] == [True, True]
    fits = queue(office, "--place", "unit-1", "--offers", "near-family", "--offers", "sauna")
    assert fits[1]["summands"][2] == {"what": "wishes", "value": "near-family", "times": 1, "each": 20, "points": 20}
    ran = office("case", "queue", "--plain")
    assert "urgency (1: 300, 2: 150, 3: 0) + days in the queue × 1." in ran.out
    assert "points: 300 + 9 = 309" in ran.out
    assert f"offered first to {urgent}." in ran.out


def test_an_offer_in_the_queue(office: Desk) -> None:
    """Whoever has an offer waits on and gets no second one; a place that was declined is not offered again."""
    ref = waits(office, "1.6.2026")
    office("case", "step", ref, "offered", "--place", "unit-1", "--on", "10.6.2026")
    assert queue(office)[0]["reasons"] == [{"code": "offer-open", "value": "offered"}]
    assert "an offer is open: Place offered" in office("case", "queue", "--plain").out
    assert queue(office, "--on", "9.6.2026")[0]["eligible"]
    office("case", "step", ref, "declined-by-client", "--reason", "too-far")
    assert queue(office)[0]["eligible"]
    assert queue(office, "--place", "unit-1")[0]["reasons"] == [{"code": "offered-before", "value": "unit-1"}]
    office("case", "pause", ref, "--until", "25.6.2026", "--reason", "away")
    assert queue(office)[0]["reasons"] == [{"code": "paused", "value": "2026-06-25"}]
    ran = office("case", "queue", "--plain")
    assert "rests until Thu 25 Jun" in ran.out
    assert "A place can be offered to nobody" in ran.out


def test_a_human_place(office: Desk) -> None:
    """Somebody is placed on a ground; the proposal stays beside it; it is taken back."""
    first, second = waits(office, "1.3.2026"), waits(office, "1.6.2026")
    assert refs(queue(office)) == [first, second]
    ran = office("case", "place", second, "1", "--ground", "acute-change", "--json")
    assert (ran.json["ref"], ran.json["position"], ran.json["ground"]) == (second, 1, "acute-change")
    found = queue(office)
    assert refs(found) == [second, first]
    assert [(one["position"], one["proposed"]) for one in found] == [(1, 2), (2, 1)]
    placed = found[0]["placed"]
    assert (placed["worker"], placed["ground"], placed["on"]) == ("sam", "acute-change", "2026-06-17")
    ran = office("case", "queue", "--plain")
    assert "changed by: sam, placed 1: a sudden change (Wed 17 Jun)" in ran.out
    assert "by points alone: 2" in ran.out
    assert "proposal puts it" in office("case", "place", second, "--release", "--ground", "error").out
    assert refs(queue(office)) == [first, second]
    assert [change["kind"] for change in queue(office)[1]["changes"]] == ["place", "release"]


def test_a_dry_run_places_nobody(office: Desk) -> None:
    """With --dry-run the change is told and not made."""
    first, second = waits(office, "1.3.2026"), waits(office, "1.6.2026")
    assert office("case", "place", second, "1", "--ground", "safety", "--dry-run").code == 0
    assert office("case", "told", second, "--what", "step", "--how", "call", "--dry-run").code == 0
    assert refs(queue(office)) == [first, second]
    assert office("case", "show", second, "--json").json["told"] == []


def test_any_past_day(office: Desk) -> None:
    """A past day is told as it was: who waited, what counted, who was placed; later changes leave it alone."""
    first, second = waits(office, "1.3.2026", "--urgency", "3"), waits(office, "1.6.2026", "--wish", "sauna")
    assert refs(queue(office, "--on", "31.5.2026")) == [first]
    assert queue(office, "--on", "28.2.2026") == []
    before = queue(office, "--on", "16.6.2026")
    office("case", "place", second, "1", "--ground", "safety")
    office("case", "urgency", first, "1", "--ground", "acute-change")
    office("case", "wish", second, "own-flat", "near-family")
    office("case", "step", first, "withdrawn", "--reason", "own-wish")
    assert queue(office, "--on", "16.6.2026") == before
    today = queue(office)
    assert refs(today) == [second]
    assert today[0]["wishes"] == ["own-flat", "near-family"]
    assert queue(office, "--on", "17.6.2026", now=LATER) == today
    assert "count as they are known today" in office("case", "queue", "--on", "16.6.2026").out
    assert "as they are known" not in office("case", "queue").out


def test_corrections_hold_for_past_days(office: Desk) -> None:
    """A step that was corrected later is replayed as corrected."""
    ref = waits(office, "1.6.2026")
    handled = next(
        one["number"] for one in office("case", "show", ref, "--json").json["steps"] if one["step"] == "sas-handled"
    )
    assert refs(queue(office, "--on", "1.6.2026")) == [ref]
    assert office("case", "step", ref, "searching", "--corrects", str(handled + 1), "--on", "5.6.2026").code == 0
    assert office("case", "step", ref, "sas-handled", "--corrects", str(handled), "--on", "4.6.2026").code == 0
    assert queue(office, "--on", "3.6.2026") == []
    assert queue(office, "--on", "4.6.2026")[0]["queued_on"] == "2026-06-04"


def test_what_counts_is_changed_with_its_history(office: Desk) -> None:
    """Urgency and wishes are changed in the case, and each change is kept with who made it."""
    ref = waits(office, "1.6.2026", "--urgency", "3", "--wish", "sauna")
    assert office("case", "urgency", ref, "2", "--ground", "agreed-in-sas", "--json").json["urgency"] == 2
    assert office("case", "wish", ref, "--none", "--json").json["wishes"] == []
    shown = office("case", "show", ref, "--json").json["queue_changes"]
    assert [(one["kind"], one["was"]["urgency"], one["now"]["urgency"]) for one in shown] == [
        ("urgency", 3, 2),
        ("wish", 2, 2),
    ]
    assert (shown[0]["worker"], shown[0]["ground"], shown[1]["ground"]) == ("sam", "agreed-in-sas", None)
    ran = office("case", "show", ref)
    assert "changed in the queue: urgency 3 → 2" in ran.out
    assert "changed in the queue: wishes: –" in ran.out
    assert "sam, urgency 3 → 2: agreed in the SAS" in office("case", "queue").out


def test_the_version_of_the_day(office: Desk, tmp_path: Path) -> None:
    """A tailored model counts from the day of its adoption; before that day the order goes by what held then."""
    ref = waits(office, "1.6.2026", "--urgency", "1")
    text = shipped()["luvn-housing-path"].read_text(encoding="utf-8").replace("version = 1", "version = 2")
    text = text.replace("[300, 150, 0]", "[500, 150, 0]").replace("per_day = 1", "per_day = 2\nmost_days = 10")
    path = tmp_path / "model.toml"
    path.write_text(text, encoding="utf-8")
    assert office("model", "adopt", str(path), now=LATER).code == 0
    ran = office("case", "queue", now=LATER)
    assert "points: 500 + 10 × 2 = 520" in ran.out
    assert "(at most 10 days)" in ran.out
    assert queue(office, "--on", "19.6.2026", now=LATER)[0]["points"] == 318
    assert refs(queue(office, now=LATER)) == [ref]


def test_several_queues(office: Desk, tmp_path: Path) -> None:
    """Where people wait by several models, the queue of one is asked for, by its name."""
    ref = waits(office, "1.6.2026")
    text = shipped()["luvn-housing-path"].read_text(encoding="utf-8")
    path = tmp_path / "model.toml"
    path.write_text(text.replace('id = "luvn-housing-path"', 'id = "own-path"', 1), encoding="utf-8")
    assert office("model", "adopt", str(path)).code == 0
    assert refs(queue(office, "--model", "own-path")) == []
    other = str(office("case", "open", "--new", "--model", "own-path", "--json").json["ref"])
    for step in PATH:
        assert office("case", "step", other, step).code == 0
    assert office("case", "queue").code == 2
    assert refs(queue(office, "--model", "OWN-path")) == [other]
    assert refs(queue(office, "--model", "luvn-housing-path")) == [ref]
    assert office("case", "place", other, "2", "--ground", "error").code == 5


def test_what_was_told(office: Desk) -> None:
    """Who was told what, when and how stands in the case, with the numbers of an estimate."""
    ref = waits(office, "1.6.2026")
    words = ("--what", "estimate", "--how", "letter", "--low", "90", "--high", "240", "--on", "10.6.2026")
    told = office("case", "told", ref, *words, "--json").json
    assert told == {
        "ref": ref,
        "what": "estimate",
        "how": "letter",
        "on": "2026-06-10",
        "worker": "sam",
        "at": "2026-06-17T09:00:00+03:00",
        "low": 90,
        "high": 240,
    }
    assert "Noted for" in office("case", "told", ref, "--what", "position", "--how", "call").out
    shown = office("case", "show", ref, "--json").json["told"]
    assert [(one["what"], one["on"], one["low"]) for one in shown] == [
        ("estimate", "2026-06-10", 90),
        ("position", "2026-06-17", None),
    ]
    assert "the estimated waiting time (90–240 days)" in office("case", "show", ref).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("place", "REF", "1"), 2),
        (("place", "REF", "1", "--ground", "because"), 2),
        (("place", "REF", "--release"), 2),
        (("place", "REF", "--ground", "error"), 2),
        (("place", "REF", "1", "--release", "--ground", "error"), 2),
        (("place", "REF", "0", "--ground", "error"), 2),
        (("place", "REF", "first", "--ground", "error"), 2),
        (("place", "REF", "2", "--ground", "error"), 5),
        (("place", "REF", "--release", "--ground", "error"), 5),
        (("place", "A-22", "1", "--ground", "error"), 4),
        (("urgency", "REF", "2"), 2),
        (("urgency", "REF", "4", "--ground", "safety"), 2),
        (("wish", "REF"), 2),
        (("wish", "REF", "sauna", "--none"), 2),
        (("wish", "REF", "040 123 4567"), 2),
        (("queue", "--on", "18.6.2026"), 2),
        (("queue", "--offers", "sauna"), 2),
        (("queue", "--model", "satakunta-assi"), 5),
        (("queue", "--model", "nobody"), 4),
        (("told", "REF", "--what", "estimate"), 2),
        (("told", "REF", "--how", "call"), 2),
        (("told", "REF", "--what", "step", "--how", "call", "--on", "18.6.2026"), 2),
        (("told", "REF", "--what", "step", "--how", "call", "--on", "31.5.2026"), 5),
        (("told", "REF", "--what", "step", "--how", "call", "--low", "1", "--high", "2"), 2),
        (("told", "REF", "--what", "estimate", "--how", "call", "--low", "1"), 2),
        (("told", "REF", "--what", "estimate", "--how", "call", "--low", "9", "--high", "2"), 2),
    ],
)
def test_bad_input(office: Desk, words: tuple[str, ...], code: int) -> None:
    """What does not fit is refused and changes nothing."""
    ref = waits(office, "1.6.2026")
    before = queue(office)
    ran = office("case", *(ref if word == "REF" else word for word in words), "--json")
    assert (ran.code, ran.out) == (code, "")
    assert queue(office) == before
    assert office("case", "show", ref, "--json").json["told"] == []


def test_who_does_not_wait(office: Desk) -> None:
    """Nobody is placed before they wait, and nothing is changed once the case has ended."""
    ran = office("case", "open", "--new", "--model", "luvn-housing-path", "--json")
    ref = str(ran.json["ref"])
    assert office("case", "queue").out.endswith("Nobody waits in the queue.\n")
    refused = office("case", "place", ref, "1", "--ground", "error", "--json")
    assert (refused.code, refused.error["rule"]) == (5, "waits-in-queue")
    assert office("case", "urgency", ref, "1", "--ground", "safety").code == 0
    office("case", "step", ref, "withdrawn", "--reason", "own-wish")
    for words in (("urgency", ref, "1", "--ground", "safety"), ("wish", ref, "sauna")):
        assert office("case", *words, "--json").error["rule"] == "open-case"
    assert office("case", "told", ref, "--what", "decision", "--how", "letter").code == 0


def test_an_evaluator_sees_no_queue(office: Desk) -> None:
    """An evaluator runs reports only."""
    assert office("case", "queue", worker="cia").code == 5


def test_the_queue_shows_references_only(office: Desk) -> None:
    """Neither the lines nor the JSON join the cases of one person."""
    ref = waits(office, "1.6.2026")
    ran = office("case", "queue", "--json")
    assert "K-" not in ran.out
    assert "client" not in json.loads(ran.out)["waiting"][0]
    assert ref in ran.out
