"""What a unit may settle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.unit import SETTINGS, checked_value, setting_named
from sotecli.errors.usage import BadCodesShapeError, BadSettingError, UnknownSettingError
from tests.conftest import a_unit

KEYS = {  # contract 1, with the defaults; review.months is ours
    "promise.first": "1",
    "promise.outer": "3",
    "promise.cutoff": "none",
    "calendar": "fi-office",
    "contacts.max": "3",
    "attempts.max": "6",
    "referral.chase": "5",
    "referral.result": "20",
    "review.months": "none",
    "report.threshold": "5",
    "pilot.start": "none",
    "sources": "any",
    "sites": "any",
    "service.stale_months": "6",
    "unit.code": "none",
    "contact.keep_days": "30",
    "lang": "none",
}


def test_keys_and_defaults() -> None:
    """The settings and their defaults are those of the contract."""
    assert {key: setting.default for key, setting in SETTINGS.items()} == KEYS


@pytest.mark.parametrize("key", list(KEYS))
def test_every_default_can_be_set_again(key: str) -> None:
    """A default is a value that the setting can have, so that a change can be taken back."""
    assert checked_value(key, KEYS[key], a_unit()) == KEYS[key]


def test_an_unknown_setting() -> None:
    """A key that does not exist is refused, and the known ones are named."""
    with pytest.raises(UnknownSettingError) as refused:
        checked_value("promised.outer", "2", a_unit())
    assert "promise.outer" in str(refused.value.values["known"])
    assert setting_named("sources").key == "sources"


@pytest.mark.parametrize(
    ("key", "lowest", "highest"),
    [
        *(("contacts.max", 1, 20), ("attempts.max", 1, 50), ("report.threshold", 3, 10), ("contact.keep_days", 1, 365)),
        ("service.stale_months", 1, 36),
    ],
)
def test_whole_numbers_have_a_range(key: str, lowest: int, highest: int) -> None:
    """A number is taken exactly within its range."""
    for number in range(lowest - 3, highest + 4):
        if lowest <= number <= highest:
            assert checked_value(key, f" {number} ", a_unit()) == str(number)
        else:
            with pytest.raises(BadSettingError):
                checked_value(key, str(number), a_unit())


@given(st.integers(1, 20), st.integers(1, 20), st.integers(1, 20))
def test_the_first_promise_is_never_later_than_the_outer(one: int, other: int, asked: int) -> None:
    """Either promise can be changed as long as the first does not come after the outer one."""
    first, outer = sorted((one, other))
    unit = a_unit(promise_first=str(first), promise_outer=str(outer))
    for key, allowed in (("promise.first", asked <= outer), ("promise.outer", asked >= first)):
        if allowed:
            assert checked_value(key, str(asked), unit) == str(asked)
        else:
            with pytest.raises(BadSettingError):
                checked_value(key, str(asked), unit)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("promise.outer", "0"),
        ("promise.outer", "21"),
        ("promise.outer", "-1"),
        ("promise.outer", "3.0"),
        ("promise.outer", "kolme"),
        ("promise.outer", "٣"),
        ("promise.outer", "²"),
        ("promise.outer", ""),
        ("promise.outer", "9" * 5000),
        ("promise.cutoff", "24.00"),
        ("calendar", "fi-weekend"),
        ("pilot.start", "1.6.2026"),
        ("pilot.start", "20260601"),
        ("pilot.start", "2026-02-30"),
        ("pilot.start", ""),
        ("sources", ""),
        ("sources", "nuori-talo,"),
        ("sources", "nuori talo"),
        ("sources", "a"),
        ("sources", "å" * 3),
        ("lang", "de"),
        ("lang", ""),
    ],
)
def test_values_that_a_setting_cannot_have(key: str, value: str) -> None:
    """A value of another kind, or one that this version would not act on, is refused and not kept silently."""
    with pytest.raises((BadSettingError, BadCodesShapeError)):
        checked_value(key, value, a_unit())


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("pilot.start", "2026-06-01", "2026-06-01"),
        ("pilot.start", "None", "none"),
        ("sources", "Nuori-Talo,p2", "nuori-talo,p2"),
        ("lang", "SV", "sv"),
    ],
)
def test_values_are_kept_in_small_letters(key: str, value: str, kept: str) -> None:
    """Codes are kept in one form, however they were typed."""
    assert checked_value(key, value, a_unit()) == kept


def test_the_units_own_words_for_its_settings() -> None:
    """What is settled is read as numbers, days and sets of codes."""
    unit = a_unit(
        promise_first="2",
        promise_outer="5",
        contacts_max="4",
        attempts_max="7",
        report_threshold="3",
        pilot_start="2026-06-01",
        sources="nuori-talo,p2",
    )
    assert (unit.promise_first, unit.promise_outer) == (2, 5)
    assert (unit.contacts_max, unit.attempts_max, unit.threshold) == (4, 7, 3)
    assert unit.pilot_start == date(2026, 6, 1)
    assert unit.sources == frozenset({"nuori-talo", "p2"})


def test_nothing_settled_means_no_limit() -> None:
    """Without a pilot's start and sources there is neither."""
    assert a_unit().pilot_start is None
    assert a_unit().sources is None
