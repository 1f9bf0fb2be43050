"""The report of visits: every figure with its own denominator."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.codes import VisitChannel
from sotecli.core.report import Metric, Report, whole_months
from sotecli.core.suppression import exact, suppress
from sotecli.core.visit import Matter, Visit
from sotecli.core.visit_report import visits_report
from tests.conftest import a_unit
from tests.core.test_visit import HELPED, KELA, SOCIAL, a_visit
from tests.visitors import MODEL, counts

PERIOD = (date(2026, 5, 1), date(2026, 6, 17))
MAY = date(2026, 5, 4)
HEALTH = Matter("services", "forwarded-health", None, "forwarded-health")


def report(visits: Sequence[Visit], **settled: str) -> Report:
    """The exact report over visits."""
    return visits_report(counts(visits), MODEL, unit=a_unit(**settled), period=PERIOD)


def metric(found: Report, ident: str) -> Metric:
    """One figure."""
    return next(metric for metric in found.metrics if metric.ident == ident)


def share(found: Report, ident: str) -> tuple[int | None, float | None]:
    """A figure's numerator and denominator."""
    return metric(found, ident).numerator, metric(found, ident).denominator


def test_clients_visits_matters_and_participants_are_four_counts() -> None:
    """Three visits of two clients with five matters, and a group of twelve, are told apart."""
    visits = [a_visit(HELPED, KELA), a_visit(HELPED, KELA), a_visit(SOCIAL, again=True), a_visit(participants=12)]
    found = report(visits)
    counts = {ident: metric(found, ident).value for ident in ("visits", "visit_clients", "matters", "participants")}
    assert counts == {"visits": 3, "visit_clients": 2, "matters": 5, "participants": 12}


def test_pirhas_two_shares_have_two_denominators() -> None:
    """70 % is of clients and 16 % is of matters: they do not add up, and one client's matters may go both ways."""
    visits = [a_visit(HELPED, KELA, times=7), a_visit(HELPED, SOCIAL, times=3)]
    found = report(visits)
    assert share(found, "helped_or_directed") == (7, 10)
    assert share(found, "forwarded_social") == (3, 20)
    assert share(found, "directed_outside") == (7, 20)
    assert share(found, "solved_at_first") == (0, 10)


def test_return_visits_are_not_in_the_shares_of_clients() -> None:
    """Solved at the first encounter looks at first visits only; the matters of return visits count as matters."""
    found = report([a_visit(HELPED, times=4), a_visit(SOCIAL, times=4), a_visit(HELPED, again=True, times=9)])
    assert share(found, "solved_at_first") == (4, 8)
    assert share(found, "forwarded_social") == (4, 17)


def test_two_persons_are_two_clients() -> None:
    """Clients, not visits, are the denominator of what happened to clients."""
    assert share(report([a_visit(HELPED, persons=2), a_visit(SOCIAL)]), "solved_at_first") == (2, 3)


def test_participants_are_in_no_share() -> None:
    """A full event changes no share of clients or matters."""
    visits = [a_visit(HELPED), a_visit(SOCIAL)]
    with_event = report([*visits, a_visit(participants=200)])
    for ident in ("visits", "visit_clients", "matters", "solved_at_first", "forwarded_social"):
        assert share(with_event, ident) == share(report(visits), ident)


def test_forwarded_to_health_is_not_forwarded_to_social() -> None:
    """The two are counted apart, both of all matters."""
    found = report([a_visit(HEALTH), a_visit(SOCIAL), a_visit(HELPED)])
    assert share(found, "forwarded_health") == share(found, "forwarded_social") == (1, 3)


def test_minutes_are_of_the_visits_whose_minutes_were_told() -> None:
    """A visit without minutes is not one of none."""
    found = metric(
        report([a_visit(HELPED, minutes=10), a_visit(HELPED, minutes=20), a_visit(HELPED)]), "minutes_per_visit"
    )
    assert (found.value, found.denominator) == (15.0, 2)


def test_of_nothing_there_is_no_share() -> None:
    """A period without visits has figures of 0 and no shares."""
    found = report([])
    assert metric(found, "visits").value == 0
    assert metric(found, "solved_at_first").value is None


def test_breakdowns_have_every_row_there_can_be() -> None:
    """Months without visits, settled sites, all codes, and those of older versions."""
    found = report([a_visit(HELPED, Matter("old-topic", "served", None, "helped"))], sites="keskusta,lielahti")
    rows = {table.ident: {row.code: row.count for row in table.rows} for table in found.tables}
    assert rows["visits_by_month"] == {"2026-05": 0, "2026-06": 1}
    assert rows["visits_by_site"] == {"keskusta": 1, "lielahti": 0}
    assert rows["visits_by_topic"]["old-topic"] == 1
    assert [len(rows[f"visits_by_{what}"]) for what in ("channel", "age", "outcome", "where")] == [5, 5, 6, 5]


def test_sites_have_their_months() -> None:
    """Each site is told by month, too."""
    found = report([a_visit(HELPED), a_visit(HELPED, on=MAY, times=3), a_visit(HELPED, site="lielahti")])
    (table,) = [table for table in found.tables if table.ident == "visits_by_site"]
    assert {row.code: [part.events for part in row.series] for row in table.rows} == {
        "keskusta": [3, 1],
        "lielahti": [0, 1],
    }


def test_months_of_sites_stay_in_the_unit() -> None:
    """The rows stay, and no row keeps its months: groups by two things never leave the unit, however large."""
    many = [a_visit(HELPED, on=on, site=site, times=20) for on in (MAY, PERIOD[1]) for site in ("keskusta", "lielahti")]
    (table,) = [table for table in suppress(report(many), 5).report.tables if table.ident == "visits_by_site"]
    assert not any(row.series for row in table.rows)
    (table,) = [table for table in exact(report(many), 5).report.tables if table.ident == "visits_by_site"]
    assert all(len(row.series) == 2 for row in table.rows)


def shares(found: Report, ident: str) -> dict[str, tuple[int | None, float | None]]:
    """The two numbers of each row of a breakdown of shares."""
    (table,) = [table for table in found.tables if table.ident == ident]
    return {row.code: (row.share.numerator, row.share.denominator) for row in table.rows if row.share}


def test_shares_are_told_by_site_and_by_month() -> None:
    """Each row has its own two numbers, of clients or of matters, and the rows add up to the figure."""
    visits = [a_visit(HELPED), a_visit(SOCIAL, KELA, on=MAY, times=3), a_visit(HELPED, KELA, site="lielahti", times=2)]
    found = report(visits, sites="hervanta,keskusta,lielahti")
    assert shares(found, "solved_by_site") == {"hervanta": (0, 0), "keskusta": (1, 4), "lielahti": (0, 2)}
    assert shares(found, "solved_by_month") == {"2026-05": (0, 3), "2026-06": (1, 3)}
    assert shares(found, "directed_by_site") == {"hervanta": (0, 0), "keskusta": (3, 7), "lielahti": (2, 4)}
    assert shares(found, "forwarded_social_by_month") == {"2026-05": (3, 6), "2026-06": (0, 5)}
    assert shares(found, "forwarded_health_by_site")["keskusta"] == (0, 7)
    for ident, table in (("solved_at_first", "solved_by_site"), ("directed_outside", "directed_by_month")):
        rows = shares(found, table).values()
        assert tuple(map(sum, zip(*rows, strict=True))) == share(found, ident)
    (sites,) = [table for table in found.tables if table.ident == "solved_by_site"]
    assert [[point.value for point in row.points] for row in sites.rows] == [[None, None], [0.0, 100.0], [None, 0.0]]


def test_shares_of_sites_and_months_stay_in_the_unit() -> None:
    """What came of visits by site or month is a group by two things, and never leaves the unit, however large."""
    many = [a_visit(HELPED, on=on, site=site, times=20) for on in (MAY, PERIOD[1]) for site in ("keskusta", "lielahti")]
    some = [*many, *(a_visit(SOCIAL, on=on, site="keskusta", times=9) for on in (MAY, PERIOD[1]))]
    assert not [table for table in suppress(report(some), 5).report.tables if table.shape == "shares"]
    assert shares(exact(report(some), 5).report, "solved_by_site") == {"keskusta": (40, 58), "lielahti": (40, 40)}


def test_a_hidden_breakdown_keeps_no_months() -> None:
    """A site of too few hides the whole breakdown, its months included."""
    visits = [a_visit(HELPED, times=20), a_visit(HELPED, site="lielahti", times=2)]
    (table,) = [table for table in suppress(report(visits), 5).report.tables if table.ident == "visits_by_site"]
    assert table.suppressed
    assert [(row.count, row.series) for row in table.rows] == [(None, ()), (None, ())]


def test_what_only_return_visitors_did_is_hidden() -> None:
    """Matters behind which no first visit stands are somebody's all the same."""
    visits = [a_visit(HELPED, times=30), a_visit(SOCIAL, again=True, times=20)]
    shown = suppress(report(visits), 5).report
    assert metric(shown, "forwarded_social").suppressed
    assert metric(shown, "solved_at_first").suppressed  # 100 % is not shown


def test_figures_that_tell_a_small_one_by_subtraction_are_hidden() -> None:
    """Two return visits, or two who were directed outside, are not told by two figures side by side."""
    returns = suppress(report([a_visit(HELPED, times=30), a_visit(HELPED, again=True, times=2)]), 5).report
    assert metric(returns, "visits").suppressed
    directed = [a_visit(HELPED, times=30), a_visit(SOCIAL, times=10), a_visit(KELA, times=2)]
    shown = suppress(report(directed), 5).report
    assert metric(shown, "helped_or_directed").suppressed
    assert metric(shown, "directed_outside").suppressed


def test_what_nobody_counted_did_is_told_by_no_row() -> None:
    """Matters of return visitors alone take their breakdown with them: the rows beside would tell how many they are."""
    visits = [a_visit(HELPED, times=30), a_visit(KELA, times=20), a_visit(SOCIAL, again=True, times=20)]
    tables = {table.ident: table for table in suppress(report(visits), 5).report.tables}
    assert tables["visits_by_outcome"].is_hidden
    assert not tables["visits_by_where"].is_hidden


def test_that_nobody_came_so_may_be_told() -> None:
    """Rows in which nobody is are shown: that nobody came by a channel tells nothing of those who did."""
    visits = [a_visit(HELPED, times=60), a_visit(KELA, SOCIAL, channel=VisitChannel.PHONE, times=40)]
    (table,) = [table for table in suppress(report(visits), 5).report.tables if table.ident == "visits_by_channel"]
    assert [row.count for row in table.rows][2:] == [0, 0, 0]


def test_whole_months() -> None:
    """The period begins with its first month and ends with its last one, or today in the middle of it."""
    today = date(2026, 6, 17)
    assert whole_months((date(2026, 5, 20), date(2026, 6, 3)), today) == (date(2026, 5, 1), today)
    assert whole_months((date(2026, 5, 20), date(2026, 5, 21)), today) == (date(2026, 5, 1), date(2026, 5, 31))
    assert whole_months((date(2025, 12, 2), date(2025, 12, 2)), today) == (date(2025, 12, 1), date(2025, 12, 31))
