"""Report values as they are counted, before anybody may see them.

Nothing here can be shown: `render` takes only a `Publishable`, and only `core.suppression` makes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sotecli.core.extract import Head
from sotecli.core.model import Label
from sotecli.core.smart import Aim
from sotecli.errors.usage import PeriodError

QUARTERS, MONTHS = 4, 3
Shape = Literal["parts", "overlapping", "stock", "shares"]
"""How the rows of a breakdown stand to its total: they add up to it, one person may be in several, each row is a count
of its own day, or a share with its own two numbers."""


@dataclass(frozen=True)
class Metric:
    """One figure with what it was counted from; persons are the unit, one request counts as one person."""

    ident: str
    numerator: int | None
    denominator: float | int | None
    """A whole number, but for client-months."""
    value: float | int | None
    unit: str
    """`requests`, `persons`, `percent`, `contacts`, `offers`, `visits`, `matters`, `minutes`, `days` or
    `working_days`."""
    suppressed: bool = False
    reason: str | None = None
    """Why there is no value, no new one or not whole: `small_count`, `band`, `base_hidden`, `unchanged`, `no_tally`,
    `short_time` and others that the pages have words for."""
    apart: tuple[int, ...] = ()
    """By how many persons it differs from the figure that it is a second view of; never shown."""
    behind: tuple[int, ...] = ()
    """Where events are counted: the persons behind all of them, then behind each part; the parts are never shown."""
    beside: str | None = None
    """The figure without which it must not be shown."""
    unanimous: bool = False
    """Everybody, or nobody, answered so: then the figure tells what each of them thinks."""
    asking: bool = False
    """It says how many answered what they were asked, and nothing of anybody's matter."""
    label: Label | None = None
    """The words of a question or of a model's goal; the part of `ident` behind the dot says what is counted of it."""
    band: int | None = None
    """How wide the band is in which the value lies; the value is its lower end."""
    since: date | None = None
    """The day of the release whose figure this is, when too few persons have come or gone since."""
    words: str | None = None
    """The code of its words, where they are not those of `ident`."""

    @property
    def base(self) -> int | None:
        """The denominator where it counts persons or events; client-months are a time."""
        return self.denominator if isinstance(self.denominator, int) else None

    @property
    def persons(self) -> int | None:
        """How many persons the figure speaks of."""
        if self.behind:
            return self.behind[0]
        if self.unit == "percent" and self.denominator is None:
            return None
        return self.numerator if self.denominator is None else int(self.denominator)


class Part(NamedTuple):
    """One month of a row."""

    code: str
    events: int
    persons: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a breakdown: a code and its count."""

    code: str
    count: int | None
    persons: int | None = None
    """The persons behind the count where it is of events; else the count is of persons."""
    label: Label | None = None
    """The words of a model for the code."""
    series: tuple[Part, ...] = ()
    """The same over the months of the period, for the unit alone: rows by months are groups by two things."""
    share: Metric | None = None
    """What stands in the row of a breakdown of shares."""
    points: tuple[Metric, ...] = ()
    """That over the months of the period."""
    suppressed: bool = False
    reason: str | None = None
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A one-way breakdown of `total` persons."""

    ident: str
    total: int
    rows: tuple[Row, ...]
    shape: Shape = "parts"
    part: str | None = None
    """The part of the period that it is of, such as `2026-Q2`."""
    mergeable: bool = False
    """The rows follow each other in time, and neighbours may become one, such as `2026-06..2026-07`."""
    suppressed: bool = False
    reason: str | None = None
    whole: bool = False
    """It is hidden whole or not at all, because a median of the same persons is on the page."""

    @property
    def is_hidden(self) -> bool:
        """Whether no row of it may be shown."""
        return self.suppressed and all(row.count is None for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One figure over parts of the period, which are hidden all together: one part could be told from the others."""

    ident: str
    points: tuple[Metric, ...]
    """Each called as its part, such as `2026-Q2`."""
    suppressed: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """Figures of one period, exact."""

    name: str
    unit: str
    start: date
    end: date
    calendar: str
    definitions_version: str
    metrics: tuple[Metric, ...]
    tables: tuple[Table, ...]
    model: str | None = None
    """The operating model that it is about, if it is about cases."""
    about: Label | None = None
    """The model's name."""
    series: tuple[Series, ...] = ()
    goals: tuple[Aim, ...] = ()
    """The model's own goals, where it is about them."""
    training: bool = False
    """Everybody in it is invented."""
    frozen_on: date | None = None
    """The day on which it was counted: what came in later is not in it."""
    extracts: tuple[Head, ...] = ()
    """What it was counted from, if it is over the extracts of several units."""
    relations: tuple[str, ...] = ()
    """How its figures hang together beyond their shapes: `core.cells`."""
    structural: frozenset[str] = frozenset()
    """The figures, breakdowns and rows in which nobody, 0 %, tells nothing of a person."""
    stock: frozenset[str] = frozenset()
    """The figures that are of one day, or of days of their own, so that other periods count the same persons."""
    shares: str | None = None
    """What other pages count, too, such as `answers`: what a release of this one kept back they may have told."""


def parts_of(series: Series) -> list[str]:
    """The names of the parts of a series among the figures of its report, such as `copes.2026-Q2`."""
    return [f"{series.ident}.{point.ident}" for point in series.points]


def period_of(asked: tuple[date | None, date | None], first: date | None, today: date) -> tuple[date, date]:
    """The first and last day of a report: what was asked for, else from `first` to today.

    Raises:
        PeriodError: It ends before it starts.
    """
    start, end = asked[0] or first or today, asked[1] or today
    if end < start:
        raise PeriodError(start=start, end=end)
    return start, end


def months_of(start: date, end: date) -> list[str]:
    """Every month from `start` to `end`, such as `2026-06`."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def whole_months(period: tuple[date, date], today: date) -> tuple[date, date]:
    """The period widened to whole months, as far as they have come: what is counted by month has no days."""
    start, end = period
    last = (end.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
    return start.replace(day=1), min(last, max(end, today))


def quarters(start: date, end: date) -> list[tuple[str, date, date]]:
    """Every quarter from `start` to `end`, such as `2026-Q2`, with its first and last day."""
    first, last = (day.year * QUARTERS + (day.month - 1) // MONTHS for day in (start, end))
    return [
        (
            f"{number // QUARTERS:04}-Q{number % QUARTERS + 1}",
            date(number // QUARTERS, number % QUARTERS * MONTHS + 1, 1),
            date((number + 1) // QUARTERS, (number + 1) % QUARTERS * MONTHS + 1, 1) - timedelta(1),
        )
        for number in range(first, last + 1)
    ]


def quarters_within(period: tuple[date, date]) -> list[tuple[str, tuple[date, date]]]:
    """The quarters of a period, each as far as the period goes."""
    start, end = period
    return [(part, (max(first, start), min(last, end))) for part, first, last in quarters(start, end)]


def rate(ident: str, numerator: int, denominator: int, behind: tuple[int, ...] = ()) -> Metric:
    """A share in percent; of nobody there is none."""
    value = round(100 * numerator / denominator, 1) if denominator else None
    return Metric(ident, numerator, denominator, value, "percent", behind=behind)


def unknown(ident: str, unit: str, reason: str) -> Metric:
    """A figure that cannot be counted, with the reason."""
    return Metric(ident, None, None, None, unit, reason=reason)


def median(frequencies: Mapping[int, int]) -> float | None:
    """The median of values given with how often each occurs; `None` of nothing."""
    total = sum(frequencies.values())
    if not total:
        return None
    return (_at(frequencies, (total - 1) // 2) + _at(frequencies, total // 2)) / 2


def _at(frequencies: Mapping[int, int], place: int) -> int:
    """The value at `place`, counted from 0, in ascending order."""
    passed = 0
    for value in sorted(frequencies):
        passed += frequencies[value]
        if passed > place:
            return value
    raise IndexError(place)
