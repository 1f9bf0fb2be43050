"""The report of visits: every figure with its own denominator."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.report import Metric, Report
from sotecli.core.suppression import exact, suppress
from sotecli.core.visit import Count, Matter, Visit, totals
from sotecli.core.visit_places import SHARES
from sotecli.core.visit_report import Counts, visits_report
from sotecli.modelset import shipped_model
from tests.conftest import a_unit
from tests.core.test_visit import HELPED, KELA, SOCIAL, a_visit

PERIOD = (date(2026, 5, 1), date(2026, 6, 17))
MAY = date(2026, 5, 4)
HEALTH = Matter("services", "forwarded-health", None, "forwarded-health")


def report(visits: Sequence[Visit], **settled: str) -> Report:
    """The exact report over visits."""
    by_code: dict[tuple[str, str], Count] = {}
    by_place: dict[tuple[str, str], dict[tuple[str, str], Count]] = {}
    for (month, site, what, code), count in totals(visits).items():
        known = by_code.get((what, code), Count(0, 0))
        by_code[what, code] = Count(known.events + count.events, known.persons + count.persons)
        by_place.setdefault((site, month), {})[what, code] = count
    counts = Counts(by_code=by_code, by_place=by_place)
    return visits_report(counts, shipped_model("pirha-lahitori"), unit=a_unit(**settled), period=PERIOD)


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


def test_shares_by_site_and_by_month_stay_in_the_unit() -> None:
    """What came of a visit, by where or when it was, is a group by two things, however large: it is not on the page."""
    many = [a_visit(HELPED, on=on, site=site, times=20) for on in (MAY, PERIOD[1]) for site in ("keskusta", "lielahti")]
    told = {table.ident for table in exact(report(many), 5).report.tables}
    assert told - {table.ident for table in suppress(report(many), 5).report.tables} == {
        f"{name}_by_{what}" for name in SHARES.values() for what in ("site", "month")
    }
