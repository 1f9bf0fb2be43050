"""The shares of visits by site and by month: solved at the first encounter, directed outside the county, forwarded.

Each row has its own two numbers, which are counted as those of the whole report are; a site is told over the months,
too. They are groups by two things, what came of a visit and where or when it was, so they never leave the unit
(reliability notes 5.10, E1).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sotecli.core.report import Metric, Row, Table, rate
from sotecli.core.visit import Count

NONE = Count(0, 0)
Place = tuple[str, str]
"""A site and a month."""
Counted = Mapping[Place, Mapping[tuple[str, str], Count]]
"""By place: what is counted, and its code."""
FORWARDED = {
    "directed_outside": "directed",
    "forwarded_social": "forwarded-social",
    "forwarded_health": "forwarded-health",
}
SHARES = {"solved_at_first": "solved", **{ident: ident.removesuffix("_outside") for ident in FORWARDED}}
"""The figures that are broken down, and how their breakdowns are called."""
Summed = Callable[[str, str], Count]


def share_tables(counted: Counted, sites: Iterable[str], months: Sequence[str]) -> tuple[Table, ...]:
    """Each of the shares by site, and by month."""
    known = sorted({site for site, _month in counted} | set(sites))
    return tuple(
        table
        for ident, name in SHARES.items()
        for table in (
            _table(f"{name}_by_site", [_of_site(counted, ident, site, months) for site in known]),
            _table(f"{name}_by_month", [_of_month(counted, ident, month, known) for month in months]),
        )
    )


def share_of(ident: str, of: Summed) -> Metric:
    """A share: of clients where something is solved, else of matters, with the clients behind these and the others."""
    if ident not in FORWARDED:
        return rate(ident, of("solved", "").persons, of("visits", "").persons)
    code = FORWARDED[ident]
    these, others, matters = of("counts", code), of("but", code), of("matters", "")
    return rate(ident, these.events, matters.events, tuple(map(_at_least_one, (matters, these, others))))


def _at_least_one(count: Count) -> int:
    """The persons behind a count; where none is counted for the first time, there still is somebody."""
    return max(count.persons, min(count.events, 1))


def _table(name: str, rows: Sequence[Row]) -> Table:
    return Table(ident=name, total=0, rows=tuple(rows), shape="shares")


def _of_site(counted: Counted, ident: str, site: str, months: Sequence[str]) -> Row:
    points = tuple(share_of(ident, _sum(counted, [(site, month)])) for month in months)
    return Row(
        code=site, count=None, share=share_of(ident, _sum(counted, [(site, month) for month in months])), points=points
    )


def _of_month(counted: Counted, ident: str, month: str, sites: Sequence[str]) -> Row:
    return Row(code=month, count=None, share=share_of(ident, _sum(counted, [(site, month) for site in sites])))


def _sum(counted: Counted, places: Sequence[Place]) -> Summed:
    """What is counted of several places together."""

    def of(what: str, code: str) -> Count:
        found = [counted.get(place, {}).get((what, code), NONE) for place in places]
        return Count(sum(count.events for count in found), sum(count.persons for count in found))

    return of
