"""Charts: as high as their figures, told in words, and silent about what is hidden."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.render import charts
from sotecli.render.charts import Chart, cumulated
from sotecli.render.pictures import bar, sparkline

VALUES = st.lists(st.none() | st.integers(0, 100_000), min_size=1, max_size=40)
ENDS = (30, 60, 90)


def a_chart(values: list[int | None], label: str = "ryhmä") -> Chart:
    """A chart of these values."""
    return Chart("c", "Otsikko", [f"{label} {place}" for place in range(len(values))], values, str)


def lengths(svg: str, what: str) -> list[float]:
    """The lengths of the bars."""
    return [float(found) for found in re.findall(rf'<rect [^>]*{what}="([\d.]+)"', svg)]


@pytest.mark.parametrize(("draw", "what"), [(charts.bars, "width"), (charts.columns, "height")])
@given(values=VALUES)
def test_bars_are_as_long_as_their_figures(draw: Callable[[Chart], str], what: str, values: list[int | None]) -> None:
    """Every figure above nothing has a bar in its proportion to the highest; nothing and hidden ones have none."""
    shown = [value for value in values if value]
    found = lengths(draw(a_chart(values)), what)
    assert len(found) == len(shown)
    longest = charts.WIDTH if what == "width" else charts.COLUMN_HEIGHT
    for value, length in zip(shown, found, strict=True):
        assert length == pytest.approx(max(longest * value / max(shown), charts.LEAST), abs=0.06)


@pytest.mark.parametrize("draw", [charts.bars, charts.columns])
@given(values=VALUES, place=st.integers(0, 39))
def test_what_is_hidden_is_a_gap(draw: Callable[[Chart], str], values: list[int | None], place: int) -> None:
    """A hidden figure stands as `..` in the picture and in its description, however many bars there are."""
    values[place % len(values)] = None
    svg = draw(a_chart(values))
    assert len(re.findall(r">\.\.</text>", svg)) == values.count(None)
    assert re.findall(r"<desc[^>]*>(.*?)</desc>", svg)[0].count(": ..") == values.count(None)


@pytest.mark.parametrize("draw", [charts.bars, charts.columns, lambda chart: charts.curve(chart, ENDS, str)])
def test_each_chart_is_told_in_words(draw: Callable[[Chart], str]) -> None:
    """A chart is an image with a title and a description, and hostile labels stay text."""
    svg = draw(a_chart([3, 4, 5], label='<script>"&'))
    names = re.findall(r"<(\w+)", svg)
    assert 'role="img" aria-labelledby="c-t c-d"' in svg
    assert names[:3] == ["svg", "title", "desc"]
    assert "script" not in names
    assert "Otsikko" in svg


@given(st.lists(st.integers(0, 1000), max_size=20))
def test_shares_rise_to_all(values: list[int]) -> None:
    """The shares that have come so far never fall and end with all; of nobody there are none."""
    shares = cumulated(values)
    assert shares == sorted(shares)
    assert len(shares) == (len(values) if any(values) else 0)
    assert not shares or shares[-1] == 100


@given(st.lists(st.lists(st.integers(0, 1000), min_size=6, max_size=6), min_size=1, max_size=8))
def test_small_columns_share_one_scale(series: list[list[int]]) -> None:
    """Every figure above nothing has its bar, as high beside the highest of all groups; all are told in words."""
    chart = a_chart([sum(values) for values in series])
    drawn = charts.small_columns(chart, [f"{month}/2026" for month in range(1, 7)], series)
    shown = [value for values in series for value in values if value]
    for value, height in zip(shown, lengths(drawn, "height"), strict=True):
        assert height == pytest.approx(max(charts.SMALL_HEIGHT * value / max(shown), charts.LEAST), abs=0.06)
    assert all(
        f"{label}: {', '.join(map(str, values))}" in drawn for label, values in zip(chart.labels, series, strict=True)
    )


def test_a_curve_needs_every_band() -> None:
    """Where one band is hidden there is no curve: the rest would tell it by subtraction."""
    assert cumulated([3, None, 5]) == []
    svg = charts.curve(a_chart([1, 1, 2]), ENDS, lambda share: f"{share:g} %")
    assert "30: 25 %; 60: 50 %; 90: 100 %" in svg
    assert svg.count("<circle") == 3


@given(VALUES)
def test_sparklines(values: list[int | None]) -> None:
    """Each value has its block, nothing the lowest and only it, the highest the highest; hidden ones are `..`."""
    line = sparkline(values)
    assert line.count("..") == values.count(None)
    blocks = line.replace("..", "")
    shown = [value for value in values if value is not None]
    assert len(blocks) == len(shown)
    for value, block in zip(shown, blocks, strict=True):
        assert (block == "▁") == (value == 0)
        assert value != max(shown) or not value or block == "█"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_bars_of_characters(value: int, more: int) -> None:
    """A bar is full for the highest, shows for whatever is more than nothing, and is never too long."""
    drawn = bar(value, value + more)
    assert bool(drawn) == bool(value)
    assert len(drawn) <= 20
    assert bar(more, more) == "█" * 20
    assert bar(None, more) == bar(0, 0) == ""
