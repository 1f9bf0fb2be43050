"""`sote feedback`: three short questions after a contact, cut from the case at entry."""

import json
from pathlib import Path

import pytest

from sotecli.storage.database import Database
from tests.cases import VARHA, new_case, refused, told
from tests.conftest import Desk

NEXT_DAY = "2026-06-18T09:00:00+03:00"
ALL = ["--met", "5", "--matter", "4", "--copes", "3", "--recommend", "9"]


def reached(desk: Desk, contacts: int = 1) -> str:
    """A request whose person was reached so many times."""
    ref = desk.add()
    for _number in range(contacts):
        ran = desk("contact", "log", ref, "--channel", "call", "--result", "reached", "--json")
        assert ran.code == 0, ran.err
    return ref


def metrics(desk: Desk, *words: str) -> dict[str, dict[str, object]]:
    """The figures of the summary by their id, exact."""
    ran = desk("feedback", "summary", "--level", "internal", *words, "--json")
    assert ran.code == 0, ran.err
    return {metric["id"]: metric for metric in ran.json["metrics"]}


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    names = [row["name"] for row in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: [tuple(row) for row in database.rows(f"SELECT * FROM {name}")] for name in names}


def test_anonymous_answers_only_raise_counters(inside: Desk, database: Database) -> None:
    """What differs after an anonymous feedback: sums of the month, a flag, an event and a log entry without answers."""
    ref = reached(inside)
    before = everything(database)
    ran = inside("feedback", "add", "--after", ref, *ALL, "--json")
    assert ran.json == {
        "after": ref,
        "model": "vantaa-request",
        "case": None,
        "set": "sote-three",
        "version": 1,
        "came_to": "answered",
        "questions_answered": 4,
    }
    now = everything(database)
    changed = {name for name in now if now[name] != before[name]}
    assert changed == {"feedback_counts", "feedback_asked", "events", "log", "sqlite_sequence"}
    assert now["feedback_asked"] == [(ref, "1", "answered", "2026-06", "vantaa-request", 1)]
    assert ("2026-06", "vantaa-request", "sote-three", 1, "copes", 3, "000000001") in now["feedback_counts"]
    assert json.loads(str(now["events"][-1][5])) == {"asked": "answered"}
    assert now["log"][-1][3:7] == ("feedback.add", f'["{ref}"]', "codes", "")


def test_the_order_of_entry_leaves_no_trace_in_the_counters(inside: Desk, database: Database) -> None:
    """Two people who answer, in either order, give the same rows of counters."""
    first, second = reached(inside), reached(inside)
    inside("feedback", "add", "--after", first, "--met", "5")
    inside("feedback", "add", "--after", second, "--met", "1")
    rows = [tuple(row) for row in database.rows("SELECT * FROM feedback_counts")]
    assert rows == sorted(rows)
    assert [row[4:6] for row in rows if int(row[6])] == [("met", 1), ("met", 5)]


@pytest.mark.parametrize(
    "words",
    [["--met", "6"], ["--met", "0"], ["--recommend", "11"], ["--copes", "reasonably"], ["--met", "٣"], ["--met", ""]],
)
def test_answers_off_the_scale(inside: Desk, database: Database, words: list[str]) -> None:
    """6 on a 1-5 scale, 0, 11 of 10, words and foreign digits are exit 2, and nothing is counted."""
    ref = reached(inside)
    assert inside("feedback", "add", "--after", ref, *words).code == 2
    assert not database.rows("SELECT * FROM feedback_counts")
    assert not database.rows("SELECT * FROM feedback_asked")


def test_a_feedback_twice(inside: Desk) -> None:
    """Each two-way contact of a request is asked about once; the next one may be asked about again."""
    ref = reached(inside, contacts=2)
    assert inside("feedback", "add", "--after", ref, "--met", "4").code == 0
    assert inside("feedback", "add", "--after", ref, "--declined").code == 0
    assert refused(inside, "feedback", "add", "--after", ref, "--met", "4") == (5, "one-feedback-a-contact")


@pytest.mark.parametrize("words", [["--met", "5", "--answer", "met=1"], ["--answer", "met=5", "--answer", "met=1"]])
def test_one_question_answered_twice(inside: Desk, database: Database, words: list[str]) -> None:
    """One question has one answer; two are exit 2 and nothing is counted."""
    assert inside("feedback", "add", "--after", reached(inside), *words).code == 2
    assert not database.rows("SELECT * FROM feedback_counts")


def test_answers_do_not_stay_with_another_person(inside: Desk, database: Database) -> None:
    """A link through which answers came is not taken back before they are withdrawn."""
    ref = reached(inside)
    case = inside("case", "open", ref, "--agreed", "--model", VARHA, "--json").json["ref"]
    linked = ("--linked", "--consent", "spoken")
    assert inside("feedback", "add", "--after", ref, "--met", "5", *linked).code == 0
    assert refused(inside, "case", "unlink", case) == (5, "linked-feedback")
    assert inside("feedback", "withdraw", case).code == 0
    assert inside("case", "unlink", case).code == 0
    assert not database.rows("SELECT * FROM feedback_answers")


def test_a_case_is_asked_once_a_day(inside: Desk) -> None:
    """On the path of a case feedback is asked once a day, and not after it has ended."""
    ref = new_case(inside, model=VARHA)["ref"]
    assert inside("feedback", "add", "--after", ref, "--met", "4").code == 0
    assert refused(inside, "feedback", "add", "--after", ref, "--met", "4") == (5, "one-feedback-a-contact")
    told(inside, ref, NEXT_DAY)
    assert inside("feedback", "add", "--after", ref, "--met", "4", now=NEXT_DAY).code == 0
    inside("case", "close", ref, "ended-early", "--reason", "own-wish", now=NEXT_DAY)
    later = "2026-06-19T09:00:00+03:00"
    ran = inside("feedback", "add", "--after", ref, "--met", "4", "--json", now=later)
    assert (ran.code, ran.error["rule"]) == (5, "feedback-after-contact")


def test_a_case_is_asked_after_something_was_noted(inside: Desk) -> None:
    """A day alone is no contact: only after a step, a telling, a goal or an appointment held it is asked again."""
    ref = new_case(inside, model=VARHA)["ref"]
    words = ("feedback", "add", "--after", ref, "--met", "4", "--json")
    assert inside(*words).code == 0
    days = [f"2026-06-{day}T12:00:00+03:00" for day in range(18, 28, 2)]
    acts = [
        ("case", "step", ref, "mapped"),
        ("case", "told", ref, "--what", "step", "--how", "call"),
        ("case", "goal", ref, "heard"),
    ]
    for now, act in zip(days, acts, strict=False):
        ran = inside(*words, now=now)
        assert (ran.code, ran.error["rule"]) == (5, "feedback-after-contact")
        assert inside(*act, now=now).code == 0
        assert inside(*words, now=now).code == 0
    kept = inside("appointment", "book", ref, "--at", "26.6. 10.00", "--json", now=days[3]).json["ref"]
    assert inside(*words, now=days[4]).code == 5
    assert inside("appointment", "held", kept, now="2026-06-26T12:00:00+03:00").code == 0
    assert inside(*words, now="2026-06-26T12:00:00+03:00").code == 0


def test_persons_are_no_events(inside: Desk) -> None:
    """One client who was asked fifteen times is one person, so how many answered is hidden outside."""
    case = new_case(inside, model=VARHA)["ref"]
    for day in range(1, 16):
        now = f"2026-07-{day:02}T09:00:00+03:00"
        told(inside, case, now)
        assert inside("feedback", "add", "--after", case, "--met", "4", now=now).code == 0
    later = "2026-07-31T09:00:00+03:00"
    for level, shown in (("internal", (15, 15, 1)), ("release", (None, None, None))):
        summary = inside("feedback", "summary", "--level", level, "--json", now=later).json
        answered = next(metric for metric in summary["metrics"] if metric["id"] == "answered")
        assert (answered["numerator"], answered["denominator"], answered["persons"]) == shown


def test_whoever_could_be_asked_is_counted_once(inside: Desk) -> None:
    """Contacts are events; the people behind them are fewer: a request, the case that grew from it, a visitor."""
    ref = reached(inside, contacts=3)
    case = inside("case", "open", ref, "--agreed", "--model", VARHA, "--json").json["ref"]
    kept = inside("appointment", "book", case, "--at", "17.6.2026 10.00", "--json").json["ref"]
    noon = "2026-06-17T12:00:00+03:00"
    inside("appointment", "held", kept, now=noon)
    inside("visit", "log", "e", "--site", "keskusta", now=noon)
    ran = inside("feedback", "summary", "--level", "internal", "--json", now=noon)
    asked = next(metric for metric in ran.json["metrics"] if metric["id"] == "asked")
    assert (asked["denominator"], asked["persons"]) == (5, 2)


def test_feedback_after_nothing_was_held(inside: Desk, database: Database) -> None:
    """Without a two-way contact there is nothing to ask about; the refusal is logged."""
    ref = inside.add()
    assert refused(inside, "feedback", "add", "--after", ref, *ALL) == (5, "feedback-after-contact")
    assert database.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 1")[0][0] == "feedback.add.refused"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--met", "4"], 2),
        (["--site", "lahitori-1", "--after", "REF", "--met", "4"], 2),
        (["--site", "lahitori-1", "--linked", "--met", "4"], 2),
        (["--after", "REF"], 2),
        (["--after", "REF", "--met", "4", "--declined"], 2),
        (["--after", "REF", "--met", "4", "--consent", "spoken"], 2),
        (["--after", "REF", "--met", "4", "--linked"], 2),
        (["--after", "REF", "--answer", "hope=4"], 2),
        (["--after", "REF", "--answer", "met"], 2),
        (["--after", "P-2222228", "--met", "4"], 4),
        (["--after", "K-2222228", "--met", "4"], 4),
        (["--after", "0401234567", "--met", "4"], 2),
    ],
)
def test_bad_calls(inside: Desk, database: Database, words: list[str], code: int) -> None:
    """What does not go together, is missing, is no question or is not there is refused, and nothing is counted."""
    ref = reached(inside)
    assert inside("feedback", "add", *(ref if word == "REF" else word for word in words)).code == code
    assert not database.rows("SELECT * FROM feedback_asked")


def test_an_appointment_is_asked_about_once_it_was_held(inside: Desk) -> None:
    """Before it was held there is nothing to ask about; afterwards once, which counts under the case's model."""
    case = new_case(inside, model=VARHA)["ref"]
    ref = inside("appointment", "book", case, "--at", "17.6.2026 10.00", "--json").json["ref"]
    words = ["feedback", "add", "--after", ref[:5], "--met", "4"]
    assert refused(inside, *words) == (5, "feedback-after-contact")
    noon = "2026-06-17T12:00:00+03:00"
    assert inside("appointment", "held", ref, now=noon).code == 0
    assert inside(*words, now=noon).code == 0
    assert refused(inside, *words) == (5, "one-feedback-a-contact")
    summary = inside("feedback", "summary", "--model", VARHA, "--level", "internal", "--json", now=noon).json
    asked = next(metric for metric in summary["metrics"] if metric["id"] == "asked")
    assert (asked["numerator"], asked["denominator"]) == (1, 1)


def test_a_dry_run_counts_nothing(inside: Desk, database: Database) -> None:
    """--dry-run leaves the counters and the flag as they were, and is logged."""
    ref = reached(inside)
    assert inside("feedback", "add", "--after", ref, *ALL, "--dry-run").code == 0
    assert not database.rows("SELECT * FROM feedback_counts")
    assert not database.rows("SELECT * FROM feedback_asked")
    assert database.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 1")[0][0] == "feedback.add.dry-run"


def test_visitors(inside: Desk, database: Database) -> None:
    """Visitors of a site are counted by month, however many; nothing else is known of them."""
    for answer in ("5", "2", "4"):
        assert inside("feedback", "add", "--site", "lahitori-1", "--met", answer).code == 0
    inside("feedback", "add", "--site", "lahitori-1", "--declined")
    rows = [tuple(row) for row in database.rows("SELECT * FROM feedback_asked")]
    assert rows == [
        ("site lahitori-1", "2026-06", "answered", "2026-06", "pirha-lahitori", 3),
        ("site lahitori-1", "2026-06", "declined", "2026-06", "pirha-lahitori", 1),
    ]
    found = metrics(inside, "--model", "pirha-lahitori")
    assert (found["answered"]["numerator"], found["answered"]["denominator"]) == (3, 4)
    assert found["met.positive"]["persons"] == 3


def test_linked_only_with_consent(inside: Desk, database: Database) -> None:
    """Linked answers stand with the case, in no event; taken back they are gone, and only the asking is counted."""
    ref = new_case(inside, model=VARHA)["ref"]
    ran = inside("feedback", "add", "--after", ref, *ALL, "--linked", "--consent", "spoken", "--json")
    assert (ran.json["came_to"], ran.json["case"]) == ("linked", ref)
    assert inside("feedback", "list", ref, "--json").json == [
        {
            "ref": ref,
            "after": ref,
            "on": "2026-06-17",
            "consent": "spoken",
            "set": "sote-three",
            "version": 1,
            "answers": {"met": 5, "matter": 4, "copes": 3, "recommend": 9},
        }
    ]
    assert "coping in daily life: 3" in inside("feedback", "list", ref).out
    assert not [row for row in database.rows("SELECT payload FROM events") if "recommend" in (row[0] or "")]
    assert metrics(inside)["met.positive"]["numerator"] == 1
    assert inside("feedback", "withdraw", ref, "--dry-run", "--json").json["withdrawn"] == 1
    assert inside("feedback", "withdraw", ref, "--json").json == {"ref": ref, "withdrawn": 1}
    assert inside("feedback", "list", ref, "--json").json == []
    assert not database.rows("SELECT * FROM feedback_answers")
    found = metrics(inside)
    assert (found["answered"]["numerator"], found["answered"]["denominator"]) == (0, 1)
    assert refused(inside, "feedback", "withdraw", ref) == (5, "linked-feedback")


def test_only_the_feedback_of_one_day_is_withdrawn(inside: Desk) -> None:
    """With --on the linked answers of the other days stay."""
    ref = new_case(inside, model=VARHA)["ref"]
    link = ["--linked", "--consent", "written"]
    inside("feedback", "add", "--after", ref, "--met", "4", *link)
    told(inside, ref, NEXT_DAY)
    inside("feedback", "add", "--after", ref, "--met", "2", *link, now=NEXT_DAY)
    assert inside("feedback", "withdraw", ref, "--on", "17.6.2026", "--json", now=NEXT_DAY).json["withdrawn"] == 1
    left = inside("feedback", "list", ref, "--json", now=NEXT_DAY).json
    assert [(one["on"], one["answers"]) for one in left] == [("2026-06-18", {"met": 2})]


def test_nothing_is_linked_without_a_case(inside: Desk) -> None:
    """A request without a case has nothing that answers could be linked to; with one they go to the case."""
    ref = reached(inside, contacts=2)
    words = ["feedback", "add", "--after", ref, "--met", "4", "--linked", "--consent", "spoken"]
    assert refused(inside, *words) == (5, "link-needs-case")
    case = inside("case", "open", ref, "--agreed", "--model", VARHA, "--json").json["ref"]
    assert inside(*words, "--json").json["case"] == case
    assert [one["after"] for one in inside("feedback", "list", case, "--json").json] == [ref]


def test_the_summary(inside: Desk) -> None:
    """Shares, means and the index are over the answers to each question, with how many answered and were asked."""
    answered = [["--met", "5", "--recommend", "10"], ["--met", "4", "--recommend", "3"], ["--met", "1"]]
    for words in answered:
        inside("feedback", "add", "--after", reached(inside), *words)
    inside("feedback", "add", "--after", reached(inside), "--declined")
    reached(inside)
    found = metrics(inside)
    assert {key: (one["numerator"], one["denominator"], one["value"]) for key, one in found.items()} == {
        "answered": (3, 4, 75.0),
        "asked": (4, 5, 80.0),
        "met.positive": (2, 3, 66.7),
        "met.mean": (None, 3, 3.3),
        "matter.positive": (0, 0, None),
        "matter.mean": (None, 0, None),
        "copes.positive": (0, 0, None),
        "copes.mean": (None, 0, None),
        "recommend.nps": (None, 2, 0),
    }
    page = inside("feedback", "summary", "--level", "internal").out
    assert "being met: positive answers" in page
    assert "no negative answer" in page


def test_the_summary_outside(inside: Desk) -> None:
    """A release hides small groups with their means, and how many answered stands beside what is shown."""
    for number in range(14):
        answer = "1" if number in {0, 1} else "5"
        inside("feedback", "add", "--after", reached(inside), "--met", answer, "--copes", "41"[number % 2])
    report = inside("feedback", "summary", "--json").json
    found = {metric["id"]: (metric["value"], metric["reason"]) for metric in report["metrics"]}
    assert found["answered"] == (95, "band")
    assert found["met.positive"] == (None, "small_count")
    assert found["met.mean"][0] is None
    assert found["copes.positive"] == (50, "band")
    assert found["recommend.nps"][0] is None
    assert (report["report"], report["definitions_version"]) == ("feedback", "feedback-1 sote-three 1")


def test_one_person_who_answers_often_is_no_crowd(inside: Desk) -> None:
    """Twelve answers of one person are not shown outside: persons are held against the threshold, not answers."""
    ref = new_case(inside, model=VARHA)["ref"]
    for day in range(17, 29):
        told(inside, ref, f"2026-06-{day}T09:00:00+03:00")
        ran = inside("feedback", "add", "--after", ref, "--met", "5", now=f"2026-06-{day}T09:00:00+03:00")
        assert ran.code == 0
    report = inside("feedback", "summary", "--json", now="2026-06-28T12:00:00+03:00").json
    assert {metric["id"]: metric["value"] for metric in report["metrics"]}["met.positive"] is None


def test_the_period_is_whole_months(inside: Desk) -> None:
    """What is counted by month has no days, so the period is widened and says so."""
    inside("feedback", "add", "--after", reached(inside), "--met", "5")
    ran = inside("feedback", "summary", "--from", "10.6.2026", "--to", "12.6.2026", "--level", "internal", "--json")
    assert ran.json["period"] == {"from": "2026-06-01", "to": "2026-06-17"}
    assert {metric["id"]: metric["numerator"] for metric in ran.json["metrics"]}["met.positive"] == 1


def test_an_evaluator_reads_the_summary_only(inside: Desk) -> None:
    """An evaluator may see the summary, and neither enter nor list feedback."""
    ref = new_case(inside, model=VARHA)["ref"]
    assert inside("feedback", "summary", worker="cia").code == 0
    assert inside("feedback", "list", ref, worker="cia").code == 5
    assert inside("feedback", "add", "--after", ref, "--met", "4", worker="cia").code == 5


def own_set(path: Path, version: int = 1, highest: int = 7) -> Path:
    """A set of the unit's own, with one question."""
    words = '{ fi = "Yksi", sv = "En", en = "One" }'
    path.write_text(
        f'id = "own"\nversion = {version}\nsource = "unit"\nname = {words}\n[[item]]\nid = "safe"\nlowest = 1\n'
        f"highest = {highest}\npositive = 5\nlabel = {words}\nask = {words}\n",
        encoding="utf-8",
    )
    return path


def test_a_set_of_the_units_own(inside: Desk, tmp_path: Path) -> None:
    """A unit adopts its own questions; they are asked from then on, on their own scale, and by their own names."""
    file = str(own_set(tmp_path / "own.toml"))
    ref = reached(inside)
    assert inside("feedback", "set", "check", file, "--json").json["items"][0]["id"] == "safe"
    inside("feedback", "set", "adopt", file, "--dry-run")
    assert [one["asked"] for one in inside("feedback", "set", "list", "--json").json] == [True]
    assert inside("feedback", "set", "adopt", file).code == 0
    listed = inside("feedback", "set", "list", "--json").json
    assert [(one["id"], one["asked"]) for one in listed] == [("sote-three", False), ("own", True)]
    assert inside("feedback", "add", "--after", ref, "--met", "4").code == 2
    assert inside("feedback", "add", "--after", ref, "--answer", "safe=8").code == 2
    assert inside("feedback", "add", "--after", ref, "--answer", "safe=7").code == 0
    assert metrics(inside)["safe.positive"]["numerator"] == 1
    assert inside("feedback", "set", "show", "nothing").code == 4


def test_the_shipped_set_can_be_taken_into_use_again(inside: Desk, tmp_path: Path) -> None:
    """What `show --text` writes is a file that can be adopted."""
    inside("feedback", "set", "adopt", str(own_set(tmp_path / "own.toml")))
    back = tmp_path / "back.toml"
    back.write_text(inside("feedback", "set", "show", "sote-three", "--text").out, encoding="utf-8")
    assert inside("feedback", "set", "adopt", str(back)).code == 0
    assert [one["id"] for one in inside("feedback", "set", "list", "--json").json if one["asked"]] == ["sote-three"]


def test_a_changed_set_needs_a_higher_version(inside: Desk, tmp_path: Path) -> None:
    """Other questions under the same version are refused; a higher one is another series."""
    inside("feedback", "set", "adopt", str(own_set(tmp_path / "own.toml")))
    changed = str(own_set(tmp_path / "own.toml", highest=6))
    assert refused(inside, "feedback", "set", "adopt", changed) == (5, "feedback-set-version")
    assert inside("feedback", "set", "adopt", str(own_set(tmp_path / "own.toml", version=2, highest=6))).code == 0


def test_answers_to_different_questions_are_not_put_together(inside: Desk, tmp_path: Path) -> None:
    """A summary over a changed set is refused with the months of each; a period of one of them is shown."""
    inside("feedback", "add", "--after", reached(inside), "--met", "4")
    july = "2026-07-01T09:00:00+03:00"
    inside("feedback", "set", "adopt", str(own_set(tmp_path / "own.toml")), now=july)
    ref = reached(inside)
    assert inside("feedback", "add", "--after", ref, "--answer", "safe=7", now=july).code == 0
    ran = inside("feedback", "summary", "--json", now=july)
    assert (ran.code, ran.error["rule"]) == (5, "one-definition")
    assert "sote-three 1 (2026-06 – 2026-06)" in ran.error["message"]
    words = ["feedback", "summary", "--to", "30.6.2026", "--level", "internal", "--json"]
    found = {metric["id"]: metric["numerator"] for metric in inside(*words, now=july).json["metrics"]}
    assert found["met.positive"] == 1
