"""Questions of feedback: reading a set, and answers on its scales."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.feedback import Span, only_span
from sotecli.core.feedback_report import Counts, feedback_report
from sotecli.core.feedback_set import fitting, must_be_another
from sotecli.core.suppression import suppress
from sotecli.errors.feedback import FeedbackSetVersionError, QuestionsChangedError
from sotecli.errors.model import BadFeedbackSetError
from sotecli.errors.usage import NotANumberError, UnknownCodeError
from sotecli.feedbackset import set_of, shipped_text
from tests.conftest import TODAY, a_unit

TEXT = shipped_text()
THREE = set_of(TEXT)
SCALES = {item.ident: (item.lowest, item.highest, item.positive) for item in THREE.items}


def test_the_set_that_ships() -> None:
    """Three questions on 1 to 5 and the recommendation on 0 to 10; coping is positive from 3 on, all in 3 languages."""
    assert SCALES == {"met": (1, 5, 4), "matter": (1, 5, 4), "copes": (1, 5, 3), "recommend": (0, 10, None)}
    assert [item.recommends for item in THREE.items] == [False, False, False, True]
    assert THREE.items[0].ask.fi.startswith("Minua kuunneltiin ja minut otettiin huomioon tällä kertaa.")
    for item in THREE.items:
        assert len(set(item.ask)) == len(set(item.label)) == 3


@pytest.mark.parametrize(
    ("old", "new", "what", "value"),
    [
        ('id = "sote-three"\n', "", "missing", "id"),
        ("version = 1", "version = 0", "unfit", "version"),
        ("version = 1", "version = 1\ncolour = 1", "unknown-key", "colour"),
        ('id = "met"', 'id = "MET"', "unfit", "id"),
        ('id = "matter"', 'id = "met"', "twice", "met"),
        ("highest = 5", "highest = 11", "unfit", "highest"),
        ("highest = 5", "highest = 1", "unfit", "highest"),
        ("positive = 4", "positive = 1", "unfit", "positive"),
        ("positive = 4\n", "", "unfit", "positive"),
        ("positive = 4", 'positive = "4"', "unfit", "positive"),
        ("recommend = true", "recommend = true\npositive = 9", "unfit", "recommend"),
        ("highest = 10", "highest = 5", "unfit", "recommend"),
        ('fi = "kohdatuksi tuleminen", ', "", "missing-label", "label.fi"),
        ('fi = "Asiani eteni. 1 täysin eri mieltä – 5 täysin samaa mieltä", ', "", "missing-label", "ask.fi"),
        ("ask = {", "ask = { de = 'x',", "unknown-key", "ask.de"),
    ],
)
def test_mistakes_of_a_set(old: str, new: str, what: str, value: str) -> None:
    """Each mistake is told by its kind and key, and with a line."""
    assert old in TEXT
    with pytest.raises(BadFeedbackSetError) as caught:
        set_of(TEXT.replace(old, new, 1))
    found = [(one.values["mistake"], one.values["value"]) for one in caught.value.findings]
    assert (what, value) in found
    assert all(one.values["line"] for one in caught.value.findings)


def test_a_wrong_scale_is_told_with_its_line() -> None:
    """The line is that of the key."""
    with pytest.raises(BadFeedbackSetError) as caught:
        set_of(TEXT.replace("positive = 3", "positive = 6"))
    assert [one.values["line"] for one in caught.value.findings] == [TEXT[: TEXT.index("positive = 3")].count("\n") + 1]


@pytest.mark.parametrize("text", ["item = []", "id = ", "item = 3", "[[item]]", "", "[" * 5000])
def test_what_is_no_set(text: str) -> None:
    """Broken or empty files are no set, and never a bug."""
    with pytest.raises(BadFeedbackSetError):
        set_of(text)


@given(st.sampled_from(sorted(SCALES)), st.integers(-20, 20))
def test_only_answers_on_the_scale(item: str, value: int) -> None:
    """Exactly the numbers of a question's scale are answers to it."""
    lowest, highest, _positive = SCALES[item]
    if lowest <= value <= highest:
        assert fitting(THREE, {item: str(value)}) == {item: value}
    else:
        with pytest.raises(NotANumberError):
            fitting(THREE, {item: str(value)})


def test_unknown_questions() -> None:
    """A question that the set does not have is named with those that it has."""
    with pytest.raises(UnknownCodeError):
        fitting(THREE, {"hope": "4"})


def test_versions_of_a_set() -> None:
    """The same text may be adopted again; another one needs a version above those in use."""
    must_be_another(THREE, TEXT, {1: TEXT, 2: "other"})
    must_be_another(THREE, TEXT, {})
    with pytest.raises(FeedbackSetVersionError):
        must_be_another(THREE, TEXT + "# words", {1: TEXT})


def test_one_set_at_a_time() -> None:
    """Nothing and one version can be told; two are refused, each named with its months."""
    first, second = Span("own", 1, "2026-01", "2026-03"), Span("own", 2, "2026-03", "2026-04")
    assert only_span([]) is None
    assert only_span([first, first]) == first
    with pytest.raises(QuestionsChangedError) as caught:
        only_span([second, first])
    assert caught.value.values["spans"] == "own 1 (2026-01 – 2026-03), own 2 (2026-03 – 2026-04)"


ANSWERS = st.dictionaries(st.integers(1, 5), st.integers(0, 30), max_size=5)
INDEX = st.dictionaries(st.integers(0, 10), st.integers(0, 30), max_size=11)


def counts_of(met: dict[int, int], recommend: dict[int, int], persons: int = 10_000) -> Counts:
    """Counts of answers to two questions."""
    return Counts(
        answers={"met": met, "recommend": recommend},
        asked=400,
        asked_persons=400,
        answered=300,
        persons=persons,
        asked_contacts=0,
        contacts=0,
        contact_persons=0,
    )


@given(ANSWERS, INDEX)
def test_figures_follow_from_single_answers(met: dict[int, int], recommend: dict[int, int]) -> None:
    """Share, mean and index are what counting one answer after the other gives; who did not answer is nowhere."""
    report = feedback_report(counts_of(met, recommend), THREE, None, unit=a_unit(), period=(TODAY, TODAY))
    found = {metric.ident: metric for metric in report.metrics}
    single = [value for value, count in met.items() for _number in range(count)]
    assert found["met.positive"].numerator == len([value for value in single if value >= 4])
    assert found["met.positive"].denominator == len(single)
    assert found["met.mean"].value == (round(sum(single) / len(single), 1) if single else None)
    asked = [value for value, count in recommend.items() for _number in range(count)]
    points = [100 if value >= 9 else -100 if value <= 6 else 0 for value in asked]
    assert found["recommend.nps"].value == (round(sum(points) / len(points)) if points else None)
    assert found["matter.positive"].value is None


@given(ANSWERS, INDEX, st.integers(0, 40), st.integers(3, 10))
def test_no_small_group_is_told(met: dict[int, int], recommend: dict[int, int], persons: int, threshold: int) -> None:
    """What a release shows has 10 persons or more behind it, no small group on either side, and no mean alone."""
    report = feedback_report(counts_of(met, recommend, persons), THREE, None, unit=a_unit(), period=(TODAY, TODAY))
    found = {metric.ident: metric for metric in suppress(report, threshold).report.metrics}
    share, mean, index = (found[ident] for ident in ("met.positive", "met.mean", "recommend.nps"))
    if not share.suppressed:
        positive, total = share.numerator or 0, share.denominator or 0
        assert min(persons, total) >= 10
        assert not {positive, total - positive} & set(range(1, threshold))
    assert mean.suppressed or not share.suppressed
    if not index.suppressed:
        parts = [
            sum(count for value, count in recommend.items() if value in part) for part in ((9, 10), range(7), (7, 8))
        ]
        assert not set(parts) & set(range(1, threshold))


@given(ANSWERS, ANSWERS, st.integers(3, 10))
def test_no_figure_can_be_subtracted_from_another_page(one: dict[int, int], other: dict[int, int], least: int) -> None:
    """What is shown of all answers has no small part behind it of which another page tells, neither one nor other."""
    whole = {value: one.get(value, 0) + other.get(value, 0) for value in {*one, *other}}
    parts = {part: values for part, values in (("linked", one), ("answered", other)) if sum(values.values())}
    counts = replace(
        counts_of(whole, {}), parts={"met": parts}, persons_of={part: sum(parts[part].values()) for part in parts}
    )
    report = feedback_report(counts, THREE, None, unit=a_unit(), period=(TODAY, TODAY))
    share = next(metric for metric in suppress(report, least).report.metrics if metric.ident == "met.positive")
    small = set(range(1, least))
    for values in (one, other):
        told = {sum(values.values()), sum(values.get(value, 0) for value in (4, 5))}
        assert share.suppressed or not told & small


@pytest.mark.parametrize("met", [{5: 20}, {1: 20}])
def test_a_whole_group_of_one_mind_is_not_told(met: dict[int, int]) -> None:
    """All or none tells what each one thinks, and a mean beside it even the answers: neither is shown outside."""
    report = feedback_report(counts_of(met, {10: 20}), THREE, None, unit=a_unit(), period=(TODAY, TODAY))
    found = {metric.ident: metric.suppressed for metric in suppress(report, 3).report.metrics}
    assert [found[ident] for ident in ("met.positive", "met.mean", "recommend.nps")] == [True] * 3
