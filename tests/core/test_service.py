"""A service of the directory: stale or fresh, added, told by a file."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.service import Kept, Service, added, folded, imported, is_stale, sound, stale_before
from sotecli.errors.days import FutureError
from sotecli.errors.refused import ServiceExistsError
from sotecli.errors.service import BadServiceValueError

TODAY = date(2026, 6, 17)
FOOD = Service(code="food", name="Ruoka-apu", checked_on=TODAY)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 36))
def test_months_back(today: date, months: int) -> None:
    """Months are counted back to the same number of a month, or to its last day."""
    assert stale_before(today, months) == today - relativedelta(months=months)


def test_stale() -> None:
    """An entry is stale when it was checked before that day, or never; one that has ended is not."""
    edge = stale_before(TODAY, 6)
    assert not is_stale(FOOD._replace(checked_on=edge), TODAY, 6)
    assert is_stale(FOOD._replace(checked_on=edge - timedelta(1)), TODAY, 6)
    assert is_stale(FOOD._replace(checked_on=None), TODAY, 6)
    assert not is_stale(FOOD._replace(checked_on=None, ended=True), TODAY, 6)


def test_umlauts_are_letters() -> None:
    """Large and small letters are the same, in either way of writing them; ä is not a."""
    assert folded("A\u0308ITI") == folded("Äiti")
    assert folded("äiti") != folded("aiti")


def test_one_code_one_service() -> None:
    """A code that is taken is refused, unless it is to be replaced; the id of its source stays."""
    with pytest.raises(ServiceExistsError):
        added(FOOD, FOOD, replace=False)
    assert added(FOOD._replace(source_id="x"), FOOD._replace(name="Toinen"), replace=True) == FOOD._replace(
        name="Toinen", source_id="x"
    )


def test_what_does_not_go_together() -> None:
    """Nobody is older than the oldest and younger than the youngest, and no check lies ahead."""
    with pytest.raises(BadServiceValueError):
        sound(FOOD._replace(min_age=65, max_age=64), TODAY)
    with pytest.raises(FutureError):
        sound(FOOD._replace(checked_on=TODAY + timedelta(1)), TODAY)


def test_a_later_check_of_our_own_stays() -> None:
    """A file with an older check changes nothing by it; one that tells more changes that, and no code."""
    old: dict[str, Any] = {"name": "Ruoka-apu", "checked_on": date(2026, 1, 1)}
    assert imported(FOOD, old, "other", "id") == Kept(FOOD, "same")
    assert imported(FOOD, {**old, "city": "Turku"}, "other", "id") == Kept(FOOD._replace(city="Turku"), "changed")
    assert imported(None, old, "new", "id").service == Service("new", **old, source_id="id")
