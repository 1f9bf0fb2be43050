"""Pictures made of characters, for tables on a terminal. Hidden figures are no height: they stand as `..`."""

from collections.abc import Sequence

HIDDEN, NOT_COUNTED, NOBODY = "..", ".", "–"
LONGEST_BAR = 20
BLOCKS = "▁▂▃▄▅▆▇█"
EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(value: int | None, most: int) -> str:
    """A bar of up to `LONGEST_BAR` characters, exact to an eighth of one; whatever is more than nothing shows."""
    if not value or most <= 0:
        return ""
    eighths = max(1, round(8 * LONGEST_BAR * value / most))
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8]


def sparkline(values: Sequence[int | None]) -> str:
    """One character a value, from nothing (▁) to the highest shown (█)."""
    most = max((value or 0 for value in values), default=0)
    return "".join(HIDDEN if value is None else _block(value, most) for value in values)


def _block(value: int, most: int) -> str:
    """Nothing is the lowest block, and only nothing."""
    return BLOCKS[-(-value * (len(BLOCKS) - 1) // most)] if value else BLOCKS[0]
