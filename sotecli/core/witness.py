"""The search for a witness: whole numbers in the places of a system, such that every sum holds.

Beginning with the truth one place is given the value that was asked for, and places of the sums that break are moved
until none is broken. Bounds are narrowed on the way, so that most of what cannot be is seen at once.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

MOST_STEPS, MOST_TRIES, ORDERS = 4000, 30, 6
NEAR, FAR = 15, 10**9
"""Bounds farther apart than this, with the truth between them, teach other sums nothing that is worth the time."""
Bounds = tuple[list[int], list[int]]
"""The least and the most of each place."""


class Row(NamedTuple):
    """A sum: places of signed cells that give a constant."""

    terms: tuple[tuple[int, int], ...]
    constant: int


class Marks(NamedTuple):
    """Some places of a system."""

    then: frozenset[int]
    """Those of an earlier release."""
    inside: frozenset[int]
    """Those that somebody may know not to be empty."""


class System(NamedTuple):
    """Sums that hold over some places, in which of them a place stands, and what they leave it."""

    truth: list[int]
    rows: list[Row]
    standing: list[list[int]]
    signs: list[list[int]]
    """Of each place in each of the sums in which it stands."""
    then: frozenset[int]
    strict: Bounds
    """When every place with somebody in it is known not to be empty: more than any one insider knows."""
    loose: Bounds
    """When nobody inside helps."""


class _State(NamedTuple):
    """How far a search has come: the bounds, values within them, and the sums that may not hold with these."""

    bounds: Bounds
    values: list[int]
    open_rows: set[int]


class Work:
    """How much may still be tried: a count of moves, so that it ends at the same place on every machine."""

    def __init__(self, moves: int) -> None:
        """`moves` of places are left."""
        self.moves = moves


def system_of(truth: list[int], rows: list[Row], ranges: list[tuple[int, int]], marks: Marks) -> System:
    """A system with its bounds narrowed."""
    standing: list[list[int]] = [[] for _place in truth]
    signs: list[list[int]] = [[] for _place in truth]
    for number, row in enumerate(rows):
        for place, sign in row.terms:
            standing[place].append(number)
            signs[place].append(sign)
    loose = [low for low, _high in ranges], [high for _low, high in ranges]
    strict = [1 if place in marks.inside else low for place, (low, _high) in enumerate(ranges)], loose[1][:]
    system = System(truth, rows, standing, signs, marks.then, strict, loose)
    for bounds in (strict, loose):
        narrowed(bounds, system, range(len(rows)), FAR)
    return system


def with_somebody(system: System, within: Bounds, place: int) -> Bounds | None:
    """The bounds when a place is not empty; `None` where it must be."""
    low, high = _copied(within)
    low[place] = max(1, low[place])
    return None if narrowed((low, high), system, system.standing[place]) is None else (low, high)


def assignment(system: System, within: Bounds, asked: tuple[int, int], work: Work) -> list[int] | None:
    """The values of all places, that of the asked one among them, or `None` where none were found.

    Sums are mended in a sensible order first and then, because such a search can lose itself, in some others.
    """
    values = [max(low, min(high, true)) for low, high, true in zip(*within, system.truth, strict=True)]
    moved = [place for place, value in enumerate(values) if value != system.truth[place]]
    state = _moved(system, _State(within, values, {row for place in moved for row in system.standing[place]}), asked)
    for order in range(ORDERS):
        if state is None or work.moves <= 0:
            return None
        chance, tries = Random(order) if order else None, [MOST_TRIES]  # noqa: S311 (the same page each time)
        found = _mended(system, state, tries, chance)
        work.moves -= MOST_TRIES - tries[0] + 1
        if found:
            return found
    return None


def holds(system: System, moved: Mapping[int, int]) -> bool:
    """Whether every sum holds and every place is within its bounds when some have other values than the truth."""
    low, high = system.loose
    if not all(low[place] <= value <= high[place] for place, value in moved.items()):
        return False
    change: dict[int, int] = {}
    for place, value in moved.items():
        for number, sign in zip(system.standing[place], system.signs[place], strict=True):
            change[number] = change.get(number, 0) + sign * (value - system.truth[place])
    return not any(change.values())


def _moved(system: System, state: _State, asked: tuple[int, int]) -> _State | None:
    """The state when a cell has a value; `None` where it cannot have it."""
    (low, high), (place, value) = _copied(state.bounds), asked
    if not low[place] <= value <= high[place]:
        return None
    low[place] = high[place] = value
    touched = narrowed((low, high), system, system.standing[place])
    if touched is None:
        return None
    values, open_rows = state.values[:], set(state.open_rows)
    for other in (place, *touched):
        kept = max(low[other], min(high[other], values[other]))
        if kept != values[other]:
            values[other] = kept
            open_rows.update(system.standing[other])
    return _State((low, high), values, open_rows)


def _mended(system: System, state: _State, tries: list[int], chance: Random | None) -> list[int] | None:
    """The truth as far as the bounds let it, with cells of broken sums moved until every sum holds."""
    broken, missing = _broken(system, state)
    if broken is None:
        return state.values
    for asked in _moves(broken, missing, system, state, chance):
        tries[0] -= 1
        moved = _moved(system, state, asked)
        found = _mended(system, moved, tries, chance) if moved else None
        if found or tries[0] < 0:
            return found
    return None


def _moves(broken: Row, missing: int, system: System, state: _State, chance: Random | None) -> list[tuple[int, int]]:
    """The cells of a broken sum with the values that mend it: whole before half, then cells of today in few sums."""
    moves = []
    (lows, highs), values = state.bounds, state.values
    for place, sign in broken.terms:
        wanted = min(max(values[place] + missing * sign, lows[place]), highs[place])
        order = chance.random() if chance else len(system.standing[place]) + 1000 * (place in system.then)
        if wanted != values[place]:
            moves.append((abs(wanted - values[place]) < abs(missing), order, place, wanted))
    return [move[2:] for move in sorted(moves)]


def _broken(system: System, state: _State) -> tuple[Row | None, int]:
    """The first sum that does not hold with the values, and by how much; those before it need no look again."""
    values = state.values
    for number in sorted(state.open_rows):
        row = system.rows[number]
        missing = row.constant
        for place, sign in row.terms:
            missing -= values[place] * sign
        if missing and not _absorbed(row, missing, system, state):
            return row, missing
        state.open_rows.discard(number)
    return None, 0


def _absorbed(row: Row, missing: int, system: System, state: _State) -> bool:
    """Whether a cell that stands in no other sum can take what is missing, so that nothing else need move."""
    (low, high), values = state.bounds, state.values
    for place, sign in row.terms:
        wanted = values[place] + missing * sign
        if len(system.standing[place]) == 1 and low[place] <= wanted <= high[place]:
            values[place] = wanted
            return True
    return False


def narrowed(bounds: Bounds, system: System, touched: Iterable[int], near: int = NEAR) -> set[int] | None:
    """The places whose bounds the sums narrow; `None` when a sum cannot hold, or it takes too long."""
    (low, high), waiting, changed = bounds, set(touched), set[int]()
    for _step in range(MOST_STEPS):
        if not waiting:
            return changed
        row = system.rows[waiting.pop()]
        least, most = reach(row, bounds)
        if not least <= row.constant <= most:
            return None
        up, down = row.constant - least, most - row.constant
        for place, sign in row.terms:
            width = high[place] - low[place]
            if width <= up and width <= down:
                continue
            lower, upper = (up, down) if sign > 0 else (down, up)
            low[place], high[place] = max(low[place], high[place] - upper), min(high[place], low[place] + lower)
            changed.add(place)
            if high[place] - low[place] <= near or not low[place] <= system.truth[place] <= high[place]:
                waiting.update(system.standing[place])
    return None


def _copied(bounds: Bounds) -> Bounds:
    return bounds[0][:], bounds[1][:]


def reach(row: Row, bounds: Bounds) -> tuple[int, int]:
    """The least and the most that the cells of a sum can give together."""
    low, high = bounds
    least = most = 0
    for place, sign in row.terms:
        if sign > 0:
            least += low[place]
            most += high[place]
        else:
            least -= high[place]
            most -= low[place]
    return least, most
