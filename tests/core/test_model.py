"""Operating models as data."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.model import Label, Model, changed_steps, may_follow, read_model, stands_on
from sotecli.core.model_check import mistakes
from sotecli.core.model_lines import lines_of
from sotecli.errors.missing import UnknownModelStepError
from sotecli.errors.model import MISTAKES, BadModelError

RULES = ("SHL45-3m", "SHL36-7wd-vpl")
GOOD = """\
id = "small"
version = 1
subject = "client"
source = "https://example.org"
name = { fi = "Pieni", sv = "Liten", en = "Small" }
review_months = 6

[lead_time]
from = "started"
to = "housed"

[[step]]
id = "started"
label = { fi = "Alkoi", sv = "Började", en = "Started" }
first = true
starts = ["SHL45-3m", "promise.own"]

[[step]]
id = "coached"
label = { fi = "Valmennus", sv = "Träning", en = "Coached" }
after = ["started"]
side = true
repeats = true

[[step]]
id = "offered"
label = { fi = "Tarjottu", sv = "Erbjuden", en = "Offered" }
after = ["started", "declined"]
repeats = true
queue = "in"

[[step]]
id = "declined"
label = { fi = "Kieltäytyi", sv = "Tackade nej", en = "Declined" }
after = ["offered"]
repeats = true
needs = ["reason"]
reasons = ["far"]

[[step]]
id = "housed"
label = { fi = "Asuu", sv = "Bor", en = "Housed" }
after = ["offered"]
requires = ["coached"]
needs = ["level"]
queue = "out"
meets = ["SHL45-3m"]
qualification = ["social-worker-office"]
roles = ["lead"]
review = "first"

[[step]]
id = "ended"
label = { fi = "Päättyi", sv = "Avslutad", en = "Ended" }
after = ["started", "offered", "declined", "housed"]
closes = true

[[level]]
id = "light"
label = { fi = "Kevyt", sv = "Lätt", en = "Light" }

[[reason]]
id = "far"
label = { fi = "Kaukana", sv = "Långt borta", en = "Far" }

[[reason]]
id = "dear"
label = { fi = "Kallis", sv = "Dyr", en = "Dear" }

[[measure]]
id = "lead_time"
label = { fi = "Läpimenoaika", sv = "Genomloppstid", en = "Lead time" }
"""


def read(text: str) -> Model:
    """The model of a text."""
    return read_model(tomllib.loads(text), lines_of(text), RULES)


SMALL = read(GOOD)


def found(text: str) -> list[tuple[int, str, str]]:
    """The mistakes of a text as plain values."""
    return [tuple(mistake) for mistake in mistakes(tomllib.loads(text), lines_of(text), RULES)]  # type: ignore[misc]


def line_of(text: str, part: str) -> int:
    """The line on which a part of the text first stands."""
    return text[: text.index(part)].count("\n") + 1


def follow(*taken: str) -> set[str]:
    """The ids of what may follow."""
    return {step.ident for step in may_follow(SMALL, taken)}


def test_a_model_is_read() -> None:
    """Everything that a file says comes out; what it leaves out has its default."""
    assert (SMALL.ident, SMALL.version, SMALL.subject, SMALL.notice) == ("small", 1, "client", 5)
    assert SMALL.name == Label("Pieni", "Liten", "Small")
    assert (SMALL.review_months, SMALL.special_support, SMALL.area_worker) == (6, False, False)
    assert SMALL.lead_time == ("started", "housed")
    housed = SMALL.step_named("HOUSED")
    assert (housed.after, housed.needs, housed.queue, housed.review) == (("offered",), ("level",), "out", "first")
    assert (housed.qualification, housed.roles, housed.meets) == (("social-worker-office",), ("lead",), ("SHL45-3m",))
    assert SMALL.first.roles == ("worker", "lead")
    assert [level.ident for level in SMALL.levels] == ["light"]
    assert SMALL.measures[0].label.sv == "Genomloppstid"
    with pytest.raises(UnknownModelStepError):
        SMALL.step_named("moved")


def test_goals_of_a_model() -> None:
    """Goals are read in their order, and each needs an id of its own and words in three languages."""
    goal = '\n[[goal]]\nid = "hope"\nlabel = { fi = "Toivo", sv = "Hopp", en = "Hope" }\n'
    assert SMALL.goals == ()
    assert [found.ident for found in read(GOOD + goal).goals] == ["hope"]
    assert [mistake[1:] for mistake in found(GOOD + goal + goal)] == [("twice", "hope")]
    assert [mistake[1:] for mistake in found(GOOD + goal.replace(', sv = "Hopp"', ""))] == [
        ("missing-label", "label.sv")
    ]
    assert [mistake[1:] for mistake in found(GOOD + goal + 'colour = "red"\n')] == [("unknown-key", "colour")]


def test_reasons_of_a_step() -> None:
    """A step that names no reasons takes all of the model."""
    assert [reason.ident for reason in SMALL.reasons_for(SMALL.step_named("declined"))] == ["far"]
    assert [reason.ident for reason in SMALL.reasons_for(SMALL.step_named("housed"))] == ["far", "dear"]


def test_what_may_follow() -> None:
    """The path goes from step to step; side steps wait for theirs, required ones stand before, closed is closed."""
    assert follow() == {"started"}
    assert follow("started") == {"coached", "offered", "ended"}
    assert follow("started", "offered") == {"coached", "declined", "ended"}
    assert follow("started", "coached", "offered") == {"coached", "declined", "housed", "ended"}
    assert follow("started", "offered", "declined") == {"coached", "offered", "ended"}
    assert follow("started", "ended") == set()


def test_side_steps_do_not_move_a_case() -> None:
    """A case stands where its last step on the path put it."""
    where = stands_on(SMALL, ["started", "offered", "coached"])
    assert where is not None
    assert where.ident == "offered"
    assert stands_on(SMALL, []) is None


@given(st.data())
def test_walks_keep_the_rules(data: st.DataObject) -> None:
    """On any walk nothing comes twice that does not repeat, and everything required came before."""
    taken: list[str] = []
    while (choices := may_follow(SMALL, taken)) and len(taken) < 12:
        step = data.draw(st.sampled_from(choices))
        assert step.repeats or step.ident not in taken
        assert set(step.requires) <= set(taken)
        taken.append(step.ident)
    assert taken[0] == "started"
    assert "ended" not in taken[:-1]


def test_changed_steps() -> None:
    """A step that is gone or told otherwise is named; new words and new steps are no change."""
    words = read(GOOD.replace("Tarjottu", "Tarjouksessa").replace('en = "Small"', 'en = "Smaller"'))
    assert changed_steps(SMALL, words) == []
    assert changed_steps(SMALL, read(GOOD.replace('roles = ["lead"]\n', ""))) == ["housed"]
    gone = GOOD.replace('id = "declined"', 'id = "refused"').replace('"declined"', '"refused"')
    assert changed_steps(SMALL, read(gone)) == ["offered", "declined", "ended"]


@pytest.mark.parametrize(
    ("old", "new", "what", "value", "at"),
    [
        ('id = "small"\n', "", "missing", "id", None),
        ('id = "small"', 'id = "Small one"', "unfit", "id", "id ="),
        ("version = 1", 'version = "1"', "unfit", "version", "version"),
        ("version = 1", "version = true", "unfit", "version", "version"),
        ("version = 1", "version = 0", "unfit", "version", "version"),
        ('subject = "client"', 'subject = "house"', "unfit", "subject", "subject"),
        ("version = 1", 'version = 1\ncolour = "red"', "unknown-key", "colour", "colour"),
        (', sv = "Liten"', "", "missing-label", "name.sv", "name ="),
        (', en = "Coached"', "", "missing-label", "label.en", 'label = { fi = "Valmennus"'),
        ('en = "Coached"', 'en = "Coached", de = "Training"', "unknown-key", "label.de", 'label = { fi = "Valmennus"'),
        ('fi = "Kevyt"', 'fi = " "', "missing-label", "label.fi", 'label = { fi = " "'),
        ('label = { fi = "Kevyt", sv = "Lätt", en = "Light" }\n', "", "missing", "label", "[[level]]"),
        ('fi = "Kaukana"', "fi = 7", "missing-label", "label.fi", "label = { fi = 7"),
        ("side = true", 'side = "yes"', "unfit", "side", "side ="),
        ('queue = "in"', 'queue = "up"', "unfit", "queue", "queue ="),
        ('queue = "in"', 'queue = "in"\ncounts = "house"', "unfit", "counts", "counts ="),
        ('queue = "in"', 'queue = "in"\nparty = "nobody"', "unfit", "party", "party ="),
        ('after = ["started"]', 'after = "started"', "unfit", "after", 'after = "started"'),
        ('id = "dear"', 'id = "far"', "twice", "far", None),
        ('id = "coached"', 'id = "started"', "twice", "started", None),
        ('from = "started"', 'from = "nowhere"', "unknown-step", "nowhere", "from ="),
        ('to = "housed"', "", "missing", "to", "[lead_time]"),
        ('"started", "declined"]', '"started", "declined", "lost"]', "unknown-step", "lost", '"lost"'),
        ('requires = ["coached"]', 'requires = ["lost"]', "unknown-step", "lost", "requires"),
        ('meets = ["SHL45-3m"]', 'meets = ["SHL99"]', "unknown-rule", "SHL99", "meets"),
        ('"promise.own"', '"wish.own"', "unknown-rule", "wish.own", "starts"),
        ('["social-worker-office"]', '["doctor"]', "unknown-qualification", "doctor", "qualification"),
        ('roles = ["lead"]', 'roles = ["evaluator"]', "unknown-role", "evaluator", "roles"),
        ('needs = ["reason"]', 'needs = ["money"]', "unknown-need", "money", 'needs = ["money"]'),
        ('reasons = ["far"]', 'reasons = ["cold"]', "unknown-reason", "cold", "reasons"),
        ("first = true\n", "", "no-first", "", "[[step]]"),
        ("first = true\n", "", "no-after", "started", "[[step]]"),
        ("side = true", "side = true\nfirst = true", "several-first", "coached", None),
        ("first = true", 'first = true\nafter = ["offered"]', "first-after", "started", "first ="),
        ('repeats = true\n\n[[step]]\nid = "offered"', 'closes = true\n\n[[step]]\nid = "offered"',
         "side-closes", "coached", "closes"),
        ('after = ["started", "declined"]\nrepeats', 'after = ["coached", "declined"]\nrepeats',
         "after-side", "coached", 'after = ["coached"'),
        ('after = ["started", "declined"]\nrepeats', 'after = ["ended", "started", "declined"]\nrepeats',
         "after-closing", "ended", 'after = ["ended"'),
        ('"started", "declined"]', '"declined"]', "unreachable", "offered", 'id = "offered"'),
        ('repeats = true\nqueue = "in"', 'queue = "in"', "loop", "offered", 'after = ["started", "declined"]'),
        ('after = ["offered"]\nrequires', 'after = ["offered", "housed"]\nrequires', "loop", "housed",
         'after = ["offered", "housed"]'),
        ('requires = ["coached"]', 'requires = ["ended"]', "requires-never", "ended", "requires"),
        ("closes = true\n", "", "never-closes", "", "[[step]]"),
        (', "declined", "housed"]', ', "declined"]', "no-closing", "housed", 'id = "housed"'),
        ("review_months = 6\n", "", "review-interval", "housed", "review ="),
        (GOOD[GOOD.index("[[level]]") : GOOD.index("[[reason]]")], "", "no-levels", "housed", 'needs = ["level"]'),
        (GOOD[GOOD.index("[[reason]]") : GOOD.index("[[measure]]")], "", "no-reasons", "declined", None),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(old: str, new: str, what: str, value: str, at: str | None) -> None:
    """Each mistake is named with what is wrong and where it stands."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    told = found(text)
    assert (what, value) in {(code, named) for _line, code, named in told}
    if at:
        assert (line_of(text, at), what, value) in told
    with pytest.raises(BadModelError):
        read(text)


def test_a_good_model_has_no_mistakes() -> None:
    """What is right is not called wrong."""
    assert found(GOOD) == []


def test_all_mistakes_at_once() -> None:
    """Whoever tailors a model sees everything, by line."""
    text = GOOD.replace("version = 1", "version = 0").replace("SHL45-3m", "SHL99").replace(', en = "Dear"', "")
    told = found(text)
    assert [what for _line, what, _value in told] == ["unfit", "unknown-rule", "unknown-rule", "missing-label"]
    assert [line for line, _what, _value in told] == sorted(line for line, _what, _value in told)
    with pytest.raises(BadModelError) as refused:
        read(text)
    assert [error.values["line"] for error in refused.value.findings] == [line for line, _what, _value in told]


def test_one_mistake_is_not_told_twice() -> None:
    """What lies behind an unknown step is not called unreachable on top of it."""
    told = {what for _line, what, _value in found(GOOD.replace('after = ["started", "declined"]', 'after = ["lost"]'))}
    assert told == {"unknown-step"}


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["started", "ended"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "fi", "after"]), inner),
    max_leaves=6,
)


@given(st.data())
def test_no_document_breaks_the_check(data: st.DataObject) -> None:
    """Whatever stands in the place of a value, the check tells a mistake or finds none, and never fails."""
    document: dict[str, Any] = tomllib.loads(GOOD)
    tables = [document, *document["step"], *document["level"], *document["reason"], document["lead_time"]]
    table = data.draw(st.sampled_from(tables))
    table[data.draw(st.sampled_from([*sorted(table), "after", "needs", "colour"]))] = data.draw(VALUES)
    for mistake in mistakes(document, lines_of(GOOD), RULES):
        assert mistake.what in MISTAKES
        assert 1 <= mistake.line <= GOOD.count("\n")


def test_lines_of_other_spellings() -> None:
    """Sub-tables, comments and texts over several lines do not shift the lines."""
    text = 'id = "x"\nsource = """\n[[step]]\nid = 1\n"""\n[[ step ]] # one\nid = "a"\n[step.label]\nfi = "A"\n'
    text += '[[step]]\nid="b"'
    lines = lines_of(text)
    assert (lines.at("step"), lines.at("step", 0, "id"), lines.at("step", 0, "label")) == (6, 7, 8)
    assert (lines.at("step", 1, "id"), lines.at("step", 1, "label"), lines.at("", 0, "colour")) == (11, 10, 1)
