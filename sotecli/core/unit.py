"""What a unit may settle for itself: one literal a setting, with its default and the values it can have.

The settings live in the encrypted file; each change is an event. Limits that this version does not act on yet are
refused, not kept silently.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from sotecli.core.workdays import CALENDARS, WorkCalendar
from sotecli.errors.usage import (
    BadCodeShapeError,
    BadCodesShapeError,
    BadPromiseError,
    BadSettingError,
    UnknownSettingError,
)

if TYPE_CHECKING:
    from sotecli.core.rules import Rule

CODE = r"[a-z0-9-]{2,32}"


class Setting(NamedTuple):
    """One thing that a unit may settle."""

    key: str
    default: str
    """The stored text that holds when nobody has set it; `none` and `any` mean that there is no limit."""
    allowed: str
    """What it can be, for people, in symbols that need no translation."""
    fits: Callable[[str], bool]


def _whole(lowest: int, highest: int) -> Callable[[str], bool]:
    return lambda text: (
        text.isascii() and text.isdecimal() and len(text) <= len(str(highest)) and (lowest <= int(text) <= highest)
    )


def _day_or_none(text: str) -> bool:
    try:
        return text == "none" or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _clock_or_none(text: str) -> bool:
    try:
        return text == "none" or time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _months_or_none(text: str) -> bool:
    return text == "none" or _whole(1, 36)(text)


def _code(text: str) -> bool:
    return re.fullmatch(CODE, text) is not None


def _codes_or_any(text: str) -> bool:
    return text == "any" or all(map(_code, text.split(",")))


def _codes_of(text: str) -> frozenset[str] | None:
    return None if text == "any" else frozenset(text.split(","))


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting(key="promise.first", default="1", allowed="1–20", fits=_whole(1, 20)),
        Setting(key="promise.outer", default="3", allowed="1–20", fits=_whole(1, 20)),
        Setting(key="promise.cutoff", default="none", allowed="none, 15:00", fits=_clock_or_none),
        Setting(key="calendar", default="fi-office", allowed=", ".join(CALENDARS), fits=CALENDARS.__contains__),
        Setting(key="contacts.max", default="3", allowed="1–20", fits=_whole(1, 20)),
        Setting(key="attempts.max", default="6", allowed="1–50", fits=_whole(1, 50)),
        Setting(key="referral.chase", default="5", allowed="1–30", fits=_whole(1, 30)),
        Setting(key="referral.result", default="20", allowed="1–60", fits=_whole(1, 60)),
        Setting(key="review.months", default="none", allowed="none, 1–36", fits=_months_or_none),
        Setting(key="report.threshold", default="5", allowed="3–10", fits=_whole(3, 10)),
        Setting(key="pilot.start", default="none", allowed="none, 2026-06-01", fits=_day_or_none),
        Setting(key="sources", default="any", allowed="any, [a-z0-9-]{2,32},…", fits=_codes_or_any),
        Setting(key="sites", default="any", allowed="any, [a-z0-9-]{2,32},…", fits=_codes_or_any),
        Setting(key="service.stale_months", default="6", allowed="1–36", fits=_whole(1, 36)),
        Setting(key="unit.code", default="none", allowed="none, [a-z0-9-]{2,32}", fits=_code),
        Setting(key="contact.keep_days", default="30", allowed="1–365", fits=_whole(1, 365)),
        Setting(key="lang", default="none", allowed="none, fi, sv, en", fits={"none", "fi", "sv", "en"}.__contains__),
    )
}


def _promise_or_none(text: str) -> bool:
    from sotecli.core.promises import read_promise  # noqa: PLC0415 (the morning list settles nothing)

    return text == "none" or read_promise("promise.own", text, "fi-office") is not None


def setting_named(key: str) -> Setting:
    """The setting of that key.

    Raises:
        UnknownSettingError: There is none.
        BadPromiseNameError: No promise of the unit's own can be called so; or `UnsafeArgumentError`.
    """
    from sotecli.core.promises import EXAMPLE, PREFIX, must_name_promise  # noqa: PLC0415

    if key in SETTINGS:
        return SETTINGS[key]
    if not key.startswith(PREFIX):
        raise UnknownSettingError(key=key, known=", ".join(SETTINGS))
    must_name_promise(key)
    return Setting(key=key, default="none", allowed=EXAMPLE, fits=_promise_or_none)


def checked_value(key: str, value: str, settled: "Unit") -> str:
    """`value` as it is kept, if the setting can have it beside what is settled already.

    A day must have been placed (`core.when`) before it comes here.

    Raises:
        UnknownSettingError: There is no such setting.
        BadSettingError: It cannot have the value; the first promise cannot be later than the outer one.
        BadPromiseError: The value is no promise.
    """
    setting, kept = setting_named(key), " ".join(value.lower().split())
    if key == "promise.cutoff" and kept != "none":
        kept = kept.replace(".", ":") if {".", ":"} & set(kept) else f"{kept.zfill(2)}:00"
    if not setting.fits(kept):
        if key not in SETTINGS:
            raise BadPromiseError(key=key, value=value, example=setting.allowed)
        if key == "unit.code":
            raise BadCodeShapeError(value=value)
        if CODE in setting.allowed:
            raise BadCodesShapeError(value=value, example="custody-1,custody-2")
        raise BadSettingError(key=key, value=value, allowed=setting.allowed)
    if key == "promise.first" and int(kept) > settled.promise_outer:
        raise BadSettingError(key=key, value=value, allowed=f"1–{settled.promise_outer}")
    if key == "promise.outer" and int(kept) < settled.promise_first:
        raise BadSettingError(key=key, value=value, allowed=f"{settled.promise_first}–20")
    return kept


class Unit(NamedTuple):
    """The unit of an open file, with what it has settled."""

    name: str
    training: bool
    settings: Mapping[str, str]
    """Every key of `SETTINGS` with its stored text or default, then the unit's own promises."""

    @property
    def promises(self) -> "dict[str, Rule]":
        """The unit's own promises beside that of the first attempt, by key."""
        from sotecli.core.promises import read_promise  # noqa: PLC0415 (the morning list reads stored dates)

        own = {key: text for key, text in self.settings.items() if key not in SETTINGS}
        read = {key: read_promise(key, text, self.settings["calendar"]) for key, text in own.items()}
        return {key: rule for key, rule in read.items() if rule is not None}

    @property
    def promise_first(self) -> int:
        """Working days after arrival for which the first attempt is planned."""
        return int(self.settings["promise.first"])

    @property
    def promise_outer(self) -> int:
        """Working days after arrival by which the first attempt is promised."""
        return int(self.settings["promise.outer"])

    @property
    def promise_cutoff(self) -> time | None:
        """The hour after which a request counts as the next working day's, if there is one."""
        text = self.settings["promise.cutoff"]
        return None if text == "none" else time.fromisoformat(text)

    @property
    def stale_months(self) -> int:
        """Months after which a service of the directory should have been checked again."""
        return int(self.settings["service.stale_months"])

    @property
    def contacts_max(self) -> int:
        """Two-way contacts that may be planned without agreeing."""
        return int(self.settings["contacts.max"])

    @property
    def attempts_max(self) -> int:
        """Attempts that may be planned without agreeing."""
        return int(self.settings["attempts.max"])

    @property
    def referral_days(self) -> dict[str, int]:
        """Working days after which a referral is asked about, by the key of the setting."""
        return {key: int(text) for key, text in self.settings.items() if key.startswith("referral.")}

    @property
    def review_months(self) -> int | None:
        """The unit's own interval of reviews; `None` while the models' hold."""
        text = self.settings["review.months"]
        return None if text == "none" else int(text)

    @property
    def threshold(self) -> int:
        """The smallest number of persons that a released report shows."""
        return int(self.settings["report.threshold"])

    @property
    def pilot_start(self) -> date | None:
        """The first day of the pilot, if it is settled."""
        text = self.settings["pilot.start"]
        return None if text == "none" else date.fromisoformat(text)

    @property
    def sources(self) -> frozenset[str] | None:
        """The sources that may send requests; `None` while any may."""
        return _codes_of(self.settings["sources"])

    @property
    def sites(self) -> frozenset[str] | None:
        """The places in which visits are counted; `None` while any may be named."""
        return _codes_of(self.settings["sites"])


class Situation(NamedTuple):
    """What a decision looks at besides the request: today, what the unit has settled, its working days."""

    today: date
    unit: Unit
    calendar: WorkCalendar
