"""From counts to the reports about cases, and what of them leaves the unit."""

from dataclasses import replace
from datetime import date

import pytest

from sotecli.core import housing, reviews
from sotecli.core.report import Metric, Report, Row, Table
from sotecli.core.suppression import suppress
from sotecli.modelset import shipped_model
from tests.conftest import a_unit

START, END = date(2026, 2, 10), date(2026, 5, 20)
DAY = date(2026, 5, 20)
HOUSING = housing.Counts(
    days={30: 15, 50: 15},
    arrived=(30, 30),
    arrived_within={30: 15, 60: 15},
    placements=(30, 30),
    offers=60,
    decided=40,
    visited=30,
    queued=50,
    told=25,
    waiting={DAY: 12},
    declined=20,
    by_party={"client": (40, 15), "provider": (11, 5)},
    by_reason={"too-far": (40, 15), "no-room": (11, 5)},
)
REVIEWS = reviews.Counts(
    clients=60,
    has_worker=50,
    special=20,
    special_covered=15,
    by_level={"communal": 40, "24-hour": 10, None: 10},
    changes={("2026-Q1", "lighter"): 10, ("2026-Q1", "same"): 10},
    fell_due=40,
    on_time=30,
    behind=(30, 20, 10),
)


def housing_report(counts: housing.Counts = HOUSING, model: str = "luvn-housing-path") -> Report:
    """The housing report over these counts."""
    return housing.housing_report(counts, [shipped_model(model)], unit=a_unit(), period=(START, END), waiting=[DAY])


def reviews_report(counts: reviews.Counts = REVIEWS, model: str = "satakunta-assi") -> Report:
    """The report of reviews over these counts."""
    return reviews.reviews_report(counts, [shipped_model(model)], unit=a_unit(), period=(START, END))


def metrics(report: Report, threshold: int | None = None) -> dict[str, Metric]:
    """The metrics by id, exact or as they leave the unit."""
    page = suppress(report, threshold).report if threshold else report
    return {metric.ident: metric for metric in page.metrics}


def tables(report: Report) -> dict[str, Table]:
    """The breakdowns as they leave the unit."""
    return {f"{table.ident}{table.part or ''}": table for table in suppress(report, 5).report.tables}


@pytest.mark.parametrize(
    ("ident", "numerator", "denominator", "value", "persons"),
    [
        ("placements", 30, None, 30, 30),
        ("lead_time", None, 30, 40.0, 30),
        ("offers_per_placement", 60, 30, 2.0, 30),
        ("visits_before_decision", 30, 40, 75.0, 40),
        ("estimate_told", 25, 50, 50.0, 50),
    ],
)
def test_each_figure_of_housing_has_its_own_denominator(
    ident: str, numerator: int | None, denominator: int | None, value: float, persons: int
) -> None:
    """Lead time over those who arrived, offers over placements, visits over decisions, estimates over the queue."""
    found = metrics(housing_report())[ident]
    assert (found.numerator, found.denominator, found.value, found.persons) == (numerator, denominator, value, persons)


@pytest.mark.parametrize(
    ("ident", "numerator", "denominator", "value", "persons"),
    [
        ("clients", 60, None, 60, 60),
        ("reviews_on_time", 30, 40, 75.0, 30),
        ("has_worker", 50, 60, 83.3, 60),
        ("special_support_covered", 15, 20, 75.0, 20),
    ],
)
def test_each_figure_of_reviews_has_its_own_denominator(
    ident: str, numerator: int, denominator: int | None, value: float, persons: int
) -> None:
    """Reviews over those that fell due, workers over open cases, social workers over special support."""
    found = metrics(reviews_report())[ident]
    assert (found.numerator, found.denominator, found.value, found.persons) == (numerator, denominator, value, persons)


def test_what_a_model_does_not_say_is_not_invented() -> None:
    """Without offers, visits, queue or reviews in the model the figures have no value and say why."""
    found = metrics(housing_report(model="satakunta-assi"))
    silent = ("offers_per_placement", "visits_before_decision", "estimate_told")
    assert [(found[ident].value, found[ident].reason) for ident in silent] == [(None, "not_in_model")] * 3
    assert (found["lead_time"].value, found["placements"].value) == (40.0, 30)
    assert [table.ident for table in housing_report(model="satakunta-assi").tables] == ["lead_time_days"]
    found = metrics(reviews_report(model="luvn-housing-path"))
    assert (found["reviews_on_time"].reason, found["has_worker"].value) == ("not_in_model", 83.3)
    assert reviews_report(model="luvn-housing-path").tables == ()


def test_rows_are_all_there_is() -> None:
    """Every party, reason, level and quarter has its row, also those of nobody."""
    found = {table.ident: table for table in housing_report().tables}
    assert [row.code for row in found["declines_by_party"].rows] == ["client", "provider", "unit", "not-told"]
    reasons = [row.code for row in found["declines_by_reason"].rows]
    assert {"too-far", "class-not-agreed", "not-told"} <= set(reasons)
    assert "died" not in reasons  # a reason of the model, but of no decline
    report = reviews_report()
    assert [table.part for table in report.tables] == [None, "2026-Q1", "2026-Q2"]
    assert [row.count for row in report.tables[0].rows] == [0, 0, 0, 40, 10, 10]
    assert [row.count for row in report.tables[1].rows] == [10, 10, 0]


def test_bands_of_lead_time() -> None:
    """Each band has its row and the last one no end; a release hides them where few arrived twice."""
    counts = replace(HOUSING, arrived_within={30: 15, 365: 10, None: 5})
    (bands,) = [table for table in housing_report(counts).tables if table.ident == "lead_time_days"]
    assert [(row.code, row.count) for row in bands.rows if row.count] == [("0-30", 15), ("271-365", 10), ("366+", 5)]
    assert (len(bands.rows), bands.total) == (len(housing.BAND_ENDS) + 1, 30)
    assert not tables(housing_report(counts))["lead_time_days"].is_hidden
    few = housing_report(replace(counts, arrived=(31, 28)))
    assert tables(few)["lead_time_days"].is_hidden or metrics(few, 5)["lead_time"].suppressed


def test_persons_are_held_against_the_threshold_not_events() -> None:
    """Forty declines of four persons, or ten late reviews of one person, do not leave the unit."""
    few = replace(HOUSING, by_party={"client": (40, 15), "provider": (40, 4)}, declined=19)
    hidden = tables(housing_report(few))["declines_by_party"]
    provider = hidden.rows[1]
    assert (provider.code, provider.count, provider.persons, provider.suppressed) == ("provider", None, None, True)
    one = replace(REVIEWS, behind=(30, 30, 1))
    assert metrics(reviews_report(one), 5)["reviews_on_time"].suppressed
    assert not metrics(reviews_report(), 5)["reviews_on_time"].suppressed
    twice = replace(HOUSING, arrived=(30, 9), placements=(30, 9))
    shown = metrics(housing_report(twice), 5)
    assert all(shown[ident].suppressed for ident in ("lead_time", "offers_per_placement"))


def test_few_who_declined_in_two_ways_are_hidden() -> None:
    """When 1 to 4 persons stand in two rows, the rows and the persons together would tell of them."""
    cases: list[dict[str | None, tuple[int, int]]] = [
        {"client": (40, 12), "provider": (16, 10)},
        {"client": (40, 15), "provider": (12, 10)},
    ]
    for party in cases:
        rows = tables(housing_report(replace(HOUSING, by_party=party, declined=20)))["declines_by_party"].rows
        assert not all(row.count and row.persons for row in rows[:2])


@pytest.mark.parametrize(("offers", "hidden"), [(30, False), (31, True), (34, True), (35, False)])
def test_few_second_offers_are_hidden(offers: int, hidden: bool) -> None:
    """When offers exceed placements by 1 to 4, at most four persons had a second one."""
    assert metrics(housing_report(replace(HOUSING, offers=offers)), 5)["offers_per_placement"].suppressed == hidden


@pytest.mark.parametrize(("waiting", "hidden"), [(0, False), (4, True), (5, False)])
def test_a_small_queue_is_hidden(waiting: int, hidden: bool) -> None:
    """A stock is looked at day by day; it has no total to subtract from."""
    assert tables(housing_report(replace(HOUSING, waiting={DAY: waiting})))["queue"].suppressed == hidden


def test_changes_of_a_quarter_are_easily_disclosive() -> None:
    """The small change of a quarter is hidden, with all that tells of it; another quarter stays."""
    changes = {("2026-Q1", "lighter"): 10, ("2026-Q1", "heavier"): 2, ("2026-Q2", "same"): 20}
    changes |= {("2026-Q2", "lighter"): 10, ("2026-Q2", "heavier"): 8}
    found = tables(reviews_report(replace(REVIEWS, changes=changes)))
    assert [row.count for row in found["level_changes2026-Q1"].rows if row.code != "lighter"] == [None, None]
    assert not found["level_changes2026-Q2"].suppressed


def test_hidden_figures_keep_nothing_behind() -> None:
    """A hidden figure says of no persons."""
    found = metrics(reviews_report(replace(REVIEWS, behind=(30, 29, 3))), 5)["reviews_on_time"]
    assert (found.persons, found.behind, found.numerator, found.denominator) == (None, (), None, None)


def test_rows_carry_the_words_of_the_model() -> None:
    """Reasons and levels have their words; a row of a code of ours has none."""
    rows: list[Row] = [row for table in reviews_report().tables[:1] for row in table.rows]
    assert [row.label.en if row.label else None for row in rows][-2:] == ["24-hour serviced housing", None]


def test_a_subset_does_not_tell_of_the_few_beside_it() -> None:
    """When all but two have special support, that base beside the number of persons would tell of the two."""
    close = replace(REVIEWS, special=58, special_covered=58)
    assert metrics(reviews_report(close), 5)["special_support_covered"].suppressed
    apart = replace(REVIEWS, special=40, special_covered=30, has_worker=40)
    assert not metrics(reviews_report(apart), 5)["special_support_covered"].suppressed
