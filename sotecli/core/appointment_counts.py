"""How appointments went, counted: the measure of cancelled visits (seed 001, change measured 3)."""

from typing import NamedTuple


class Count(NamedTuple):
    """How many appointments, and of how many persons; one request counts as one person."""

    visits: int
    persons: int


class AppointmentCounts(NamedTuple):
    """The appointments whose day lies in a month, or in a whole period."""

    month: str | None
    """Such as `2026-06`; `None` for the whole period."""
    booked: Count
    """All of them, however they ended: the denominator."""
    held: Count
    in_time: Count
    """Cancelled by the person (Y30), 24 hours before or earlier."""
    late: Count
    """Cancelled by the person (Y30) later than that."""
    organisation: Count
    """Cancelled by the organisation (Y32): booked, and no cancellation of the person's."""
    missed: Count
    unrecorded: Count
    """Still booked: nobody has noted how they ended, or their hour lies ahead."""
    lost: Count
    """Cancelled by the person, in time or late, or missed: the numerator."""

    @property
    def share(self) -> float | None:
        """The share of cancelled visits; `None` when none were booked."""
        return self.lost.visits / self.booked.visits if self.booked.visits else None
