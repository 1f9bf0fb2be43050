"""Report values as they are counted, before anybody may see them.

Nothing here can be shown: `render` takes only a `Publishable`, and only `core.suppression` makes one.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Metric:
    """One figure with what it was counted from; persons are the unit, one request counts as one person."""

    ident: str
    numerator: int | None
    denominator: int | None
    value: float | int | None
    unit: str
    """`requests`, `percent`, `contacts` or `working_days`."""
    suppressed: bool = False
    reason: str | None = None
    """Why there is no value: `small_count`, `hidden_together` or `no_tally`."""
    apart: tuple[int, ...] = ()
    """By how many persons it differs from the figure that it is a second view of; never shown."""

    @property
    def persons(self) -> int | None:
        """How many persons the figure speaks of."""
        return self.numerator if self.denominator is None else self.denominator


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a breakdown: a code and its count."""

    code: str
    count: int | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A one-way breakdown of `total` persons."""

    ident: str
    total: int
    rows: tuple[Row, ...]
    suppressed: bool = False
    reason: str | None = None


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
