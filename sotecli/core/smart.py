"""The goals of an operating model itself (SMART): what is counted, over whom, how much is wanted, and by when.

They are data of the model, so a unit tailors them in its own copy, and another definition is another version. The
threshold of an answer is fixed here before the baseline is measured; moved later, the share would mean nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sotecli.core.closed_days import FIRST_YEAR, LAST_YEAR
from sotecli.core.model_lines import ModelLines
from sotecli.errors.model import Mistake

if TYPE_CHECKING:
    from sotecli.core.model import Label

SMART = "smart"
MET_EVERY, POSITIVE, IN_TIME, COPING, CONCERNS, CANCELLED = MEASURES = (
    "met-every-contact",
    "positive-contacts",
    "services-in-time",
    "coping",
    "concern-rate",
    "cancelled-visits",
)
"""The kinds that the program counts; `core.smart_report` says over whom."""
HIGHER, LOWER = "higher", "lower"
NEEDED_SMART = ("measure", "better")
OF_CASES = frozenset(MEASURES) - {POSITIVE}
"""What is counted by case; of requests and visitors there are answers only."""
OF_ANSWERS = frozenset({MET_EVERY, POSITIVE, COPING})
MOST_TARGET, HIGHEST_ANSWER, MOST_MONTHS, LONGEST_IDENT = 1000, 10, 60, 40


class Smart(NamedTuple):
    """One goal of a model."""

    ident: str
    label: "Label"
    """Its definition in words."""
    measure: str
    better: str
    """`higher` or `lower`."""
    target: float | None = None
    """Percent, or reports per 100 client-months; `None` where the model wants fewer or more and says no number."""
    by: date | None = None
    questions: str | None = None
    """The set of feedback questions whose answers are counted."""
    item: str | None = None
    threshold: int | None = None
    """The lowest answer that counts as positive."""
    baseline: tuple[date, date] | None = None
    """The days over which it was measured before anything was changed."""
    window_months: int | None = None

    @property
    def definition(self) -> "Smart":
        """What must not change within one series: everything but its words, and the days of the baseline."""
        return self._replace(label=self.measure, baseline=None)  # type: ignore[arg-type]


class Aim(NamedTuple):
    """A goal in a report, beside its figures."""

    smart: Smart
    missing: tuple[str, ...]
    """What keeps it from being said, as codes: `no-baseline`, `threshold-after-baseline`, `no-answers`, …"""
    item: "Label | None" = None
    """The words of the question whose answers are counted."""


def window_of(goal: Smart, period: tuple[date, date]) -> tuple[date, date]:
    """The days whose answers are counted: the months that the model says, up to the period's end, else the period."""
    if goal.window_months is None:
        return period
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (a well-kept way to take months away)

    return period[1] + timedelta(1) - relativedelta(months=goal.window_months), period[1]


def changed_smart(old: Sequence[Smart], new: Sequence[Smart]) -> list[str]:
    """The goals that only one has, or that the two define otherwise, in their order; new words are no change."""
    was, now = ({goal.ident: goal.definition for goal in goals} for goals in (old, new))
    return [ident for ident in {**was, **now} if was.get(ident) != now.get(ident)]


def _short(value: object) -> bool:
    return isinstance(value, str) and 1 < len(value) <= LONGEST_IDENT and value.replace("-", "").isalnum()


def _within(lowest: int, highest: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and lowest <= value <= highest


def _number(value: object) -> bool:
    return type(value) in {int, float} and 0 <= float(value) <= MOST_TARGET  # type: ignore[arg-type]


def _day(value: object) -> bool:
    return type(value) is date and FIRST_YEAR <= value.year < LAST_YEAR  # a year of room to count in


def _days(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"from", "to"} or not all(map(_day, value.values())):
        return False
    return bool(value["from"] <= value["to"])


CHECKS: dict[str, Callable[[Any], bool]] = {
    "measure": lambda value: isinstance(value, str) and value in MEASURES,
    "better": lambda value: isinstance(value, str) and value in {HIGHER, LOWER},
    "target": _number,
    "by": _day,
    "set": _short,
    "item": _short,
    "threshold": _within(0, HIGHEST_ANSWER),
    "baseline": _days,
    "window_months": _within(1, MOST_MONTHS),
}


def smart_mistakes(
    entries: Sequence[Mapping[str, Any]], lines: ModelLines, subject: object = "client"
) -> Iterator[Mistake]:
    """What the goals of a document leave out although their measure needs it, and what can never be counted."""
    for number, entry in enumerate(entries):
        measure, needed = str(entry.get("measure")), list[str]()
        if measure in OF_CASES and subject in {"request", "visit"}:
            yield Mistake(lines.at(SMART, number, "measure"), "uncountable", measure)
        if measure in OF_ANSWERS:
            needed += ["set", "item", "threshold"]
        if measure in {COPING, CONCERNS}:
            needed.append("window_months")
        yield from (Mistake(lines.at(SMART, number), "missing", key) for key in needed if key not in entry)


def read_smart(entry: Mapping[str, Any], label: "Label") -> Smart:
    """The goal of a table without mistakes."""
    days = entry.get("baseline")
    return Smart(
        ident=entry["id"],
        label=label,
        measure=entry["measure"],
        better=entry["better"],
        target=entry.get("target"),
        by=entry.get("by"),
        questions=entry.get("set"),
        item=entry.get("item"),
        threshold=entry.get("threshold"),
        baseline=(days["from"], days["to"]) if days else None,
        window_months=entry.get("window_months"),
    )
