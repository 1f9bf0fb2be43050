"""What each figure means, written down for every figure that there is."""

import pytest

from sotecli.core.report import Report
from sotecli.core.smart import MEASURES
from sotecli.i18n import LANGUAGES, language, speaking
from sotecli.render.report_dictionary import MEANINGS, UNITS, dictionary_document, entries, in_every_language
from sotecli.render.report_tables import TABLES
from sotecli.render.report_words import METRICS
from tests.core.test_case_reports import housing_report, reviews_report
from tests.publishables import a_report, goals, visits

REPORTS = [a_report(cutoff="15:00"), housing_report(), reviews_report(), visits(None, june=20).report, goals().report]


def test_every_figure_has_a_meaning() -> None:
    """No figure and no breakdown is shown whose meaning nobody wrote down, and none is written down in vain."""
    assert set(MEANINGS) == METRICS.keys() | TABLES.keys() | set(MEASURES)
    for ident, meaning in MEANINGS.items():
        assert meaning.definition.endswith(".")
        assert not (meaning.counted + meaning.over).endswith("."), ident


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_the_dictionary_of_each_report(report: Report) -> None:
    """Each figure has a line with its own name, unit and version; a quarter's breakdown is told apart."""
    found = entries(report)
    assert all(entry.definition for entry in found)
    assert len({entry.ident for entry in found}) == len(found) == len(report.metrics) + len(report.tables)
    assert {entry.unit for entry in found} <= set(UNITS)
    assert {entry.definitions_version for entry in found} == {report.definitions_version}


def test_three_languages_beside_each_other() -> None:
    """The languages of a figure stand beside each other, and the run's own stays what it was."""
    with speaking("sv"):
        found = in_every_language(a_report())
        assert language() == "sv"
    assert [entry.language for entry in found[:3]] == list(LANGUAGES)
    assert len({entry.ident for entry in found[:3]}) == 1
    document = dictionary_document(a_report())[0]
    assert document["unit"] == "requests"
    assert document["en"]["label"] == "contact requests"  # type: ignore[index]
