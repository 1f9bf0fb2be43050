"""Charts as SVG: text in, text out, so the same figures give the same picture.

Each is an image with a title and a description that tells its figures; a table stands beside it on the page. Colours
and letters come from the page's style. A hidden figure is a gap with `..`: no height and no scale tells of it.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

from sotecli.render.pictures import HIDDEN

WIDTH = 360
LETTERS, BAR_TOP, BAR, GAP = 12, 17, 8, 6
COLUMN_HEIGHT, SMALL_HEIGHT, ABOVE, BELOW = 100, 24, 16, 20
LEAST = 1.5
"""The height of the least figure that is more than nothing, so that it can be seen."""
LABEL_WIDTH, NUMBER_WIDTH = 50, 18
CURVE_LEFT, CURVE_RIGHT, CURVE_HEIGHT = 40, 8, 150
QUARTERS = (0, 25, 50, 75, 100)


class Chart(NamedTuple):
    """What a chart shows; `values` of which those hidden are `None`."""

    ident: str
    title: str
    labels: Sequence[str]
    values: Sequence[float | None]
    number: Callable[[float], str]
    """How a number is written."""

    @property
    def most(self) -> float:
        """The highest figure that is shown."""
        return max((value or 0 for value in self.values), default=0) or 1

    def told(self) -> list[tuple[str, str]]:
        """Each label with how its value is written."""
        written = (HIDDEN if value is None else self.number(value) for value in self.values)
        return list(zip(self.labels, written, strict=True))


def bars(chart: Chart) -> str:
    """Lying bars, each below its label; for groups without an order."""
    parts, top, told = [], 0, chart.told()
    for value, (label, written) in zip(chart.values, told, strict=True):
        parts += [_text(0, top + LETTERS, label), _text(WIDTH, top + LETTERS, written, "end")]
        if value:
            parts.append(_bar(0, top + BAR_TOP, max(WIDTH * value / chart.most, LEAST), BAR))
        top += BAR_TOP + (BAR + GAP if value else 0)
    return _image(chart, top, parts, told)


def columns(chart: Chart) -> str:
    """Standing bars on a line; for what follows each other in time."""
    room = WIDTH / max(len(chart.values), 1)
    every, base = -(-LABEL_WIDTH // int(max(room, 1))), ABOVE + COLUMN_HEIGHT
    parts = [_line(0, base, WIDTH, base)]
    told = chart.told()
    for place, (value, (label, written)) in enumerate(zip(chart.values, told, strict=True)):
        middle = (place + 0.5) * room
        height = max(COLUMN_HEIGHT * value / chart.most, LEAST) if value else 0
        if value:
            parts.append(_bar(middle - room * 0.35, base - height, room * 0.7, height))
        if room >= NUMBER_WIDTH or value is None:  # a gap alone would look like nobody
            parts.append(_text(middle, base - height - 4, written, "middle"))
        if place % every == 0:
            parts.append(_text(middle, base + 15, label, "middle"))
    return _image(chart, base + BELOW, parts, told)


def small_columns(chart: Chart, months: Sequence[str], series: Sequence[Sequence[float]]) -> str:
    """A line of small standing bars by month for each group, all on one scale."""
    room, most = WIDTH / max(len(months), 1), max((value for values in series for value in values), default=0) or 1
    parts, base = [], 0
    for (label, written), values in zip(chart.told(), series, strict=True):
        parts += [_text(0, base + GAP + LETTERS, label), _text(WIDTH, base + GAP + LETTERS, written, "end")]
        if not any(values):
            base += BAR_TOP
            continue
        base += GAP + BAR_TOP + SMALL_HEIGHT
        parts.append(_line(0, base, WIDTH, base))
        for place, value in ((place, value) for place, value in enumerate(values) if value):
            height = max(SMALL_HEIGHT * value / most, LEAST)
            parts.append(_bar((place + 0.15) * room, base - height, room * 0.7, height))
    parts += [_text(0, base + 15, months[0]), _text(WIDTH, base + 15, months[-1], "end")]
    told = [(label, ", ".join(map(chart.number, values))) for label, values in zip(chart.labels, series, strict=True)]
    return _image(chart, base + BELOW, parts, told)


def curve(chart: Chart, ends: Sequence[int], percent: Callable[[float], str]) -> str:
    """The share of all that has come by the end of each band of days; no line where a band is hidden."""
    scale = (WIDTH - CURVE_LEFT - CURVE_RIGHT) / max(ends, default=1)
    points = [(CURVE_LEFT + end * scale, share) for end, share in zip(ends, cumulated(chart.values), strict=False)]
    told = [(chart.number(end), percent(share)) for end, (_x, share) in zip(ends, points, strict=False)]
    parts = [part for share in QUARTERS for part in _grid(share, percent(share))]
    for (x, share), end in zip(points, ends, strict=False):
        parts.append(_text(x, ABOVE + CURVE_HEIGHT + 15, chart.number(end), "middle"))
        parts.append(f'<circle cx="{x:.1f}" cy="{_height(share):.1f}" r="3"/>')
    path = " ".join(f"{x:.1f},{_height(share):.1f}" for x, share in [(CURVE_LEFT, 0), *points])
    parts.append(f'<polyline points="{path}"/>')
    return _image(chart, ABOVE + CURVE_HEIGHT + BELOW, parts, told)


def cumulated(values: Sequence[float | None]) -> list[float]:
    """The share of all that has come by each value, in percent; nothing if one of them is hidden or all are none."""
    counts = [value for value in values if value is not None]
    total = sum(counts)
    if len(counts) < len(values) or not total:
        return []
    return [100 * sum(counts[: place + 1]) / total for place in range(len(counts))]


def _height(share: float) -> float:
    return ABOVE + CURVE_HEIGHT * (1 - share / 100)


def _grid(share: float, label: str) -> Iterable[str]:
    y = _height(share)
    return _line(CURVE_LEFT, y, WIDTH - CURVE_RIGHT, y), _text(CURVE_LEFT - 6, y + 4, label, "end")


def _image(chart: Chart, height: float, parts: Sequence[str], told: Sequence[tuple[str, str]]) -> str:
    description = "; ".join(f"{label}: {written}" for label, written in told)
    ident = escape(chart.ident)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(chart.title)}</title>'
        f'<desc id="{ident}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _bar(x: float, y: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
