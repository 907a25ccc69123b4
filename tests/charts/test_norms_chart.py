"""The grid of norms says what it is given: shares, years, the version in force, in one hue."""

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from drift.charts.norms import Grid, GridRow, draw_norms
from drift.wording import Wording

YEARS = tuple(range(2015, 2025))


def grid(title="SLA", shares=(1.0, 0.62, None), n_years=10, tool=(0.9,)):
    years = YEARS[-n_years:]
    rows = tuple(
        GridRow(f"{i}.0–{i}.9", pd.Series([share] * n_years, index=years, dtype="float64"), frozenset({years[i]}))
        for i, share in enumerate(shares)
    )
    told = pd.Series(list(tool), index=years[: len(tool)], dtype="float64")
    return Grid(title, years, rows, pd.Series(12345, index=years), told)


def draw(*grids, language="en"):
    return draw_norms(grids, Wording(language), "The verdict changed")


def outside_view(axis):
    """Return the labels of ticks beyond the ends of an axis, which are not drawn."""
    low, high = sorted(axis.get_view_interval())
    return [label for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high
            for label in (tick.label1, tick.label2)]  # fmt: skip


def boxes(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    undrawn = {id(label) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in outside_view(axis)}
    texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
    texts = [one for one in texts if id(one) not in undrawn]
    return [(one.get_text(), one.get_window_extent(canvas.get_renderer())) for one in texts]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("grids", [1, 2])
def test_no_words_touch_or_fall_off_with_ten_years_and_long_counts(language, grids):
    figure = draw(*[grid(f"Service level agreement {i}") for i in range(grids)], language=language).figure
    assert sum(text == "100\u00a0%" for text, _ in boxes(figure)) == 10 * grids
    assert touching_of(figure) == ([], [])


def touching_of(figure):
    """Return the words of a figure that touch, and those that fall off it."""
    placed = boxes(figure)
    touching = [
        (a, b)
        for (a, one), (b, other) in combinations(placed, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 0.75 and min(one.y1, other.y1) - max(one.y0, other.y0) > 0.75
    ]
    width, height = figure.get_size_inches() * figure.dpi
    off = [text for text, box in placed if box.x0 < -1 or box.x1 > width + 1 or box.y0 < -1 or box.y1 > height + 1]
    return touching, off


def test_every_cell_has_its_share_and_what_is_not_known_a_dash():
    axes = draw(grid(n_years=3)).figure.axes[0]
    cells = {(text.get_position()): text.get_text() for text in axes.texts}
    assert [cells[x + 0.5, 0.5] for x in range(3)] == ["100\u00a0%"] * 3
    assert [cells[x + 0.5, 1.5] for x in range(3)] == ["62\u00a0%"] * 3
    assert [cells[x + 0.5, 2.5] for x in range(3)] == ["–"] * 3
    assert [text.get_text() for text in axes.texts[9:]] == ["90\u00a0%", "–", "–", *["12,345"] * 3]


def test_the_version_in_force_is_outlined_and_no_other():
    axes = draw(grid(n_years=3)).figure.axes[0]
    outlined = [patch for patch in axes.patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert [(int(patch.get_x()), int(patch.get_y())) for patch in outlined] == [(0, 0), (1, 1), (2, 2)]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_shades_are_one_hue_darker_for_more_and_every_share_can_be_read():
    shares = [i / 40 for i in range(41)]
    axes = draw(grid(shares=shares[::5], n_years=10)).figure.axes[0]
    fills = [patch for patch in axes.patches if patch.get_fill()]
    first = [luminance(patch.get_facecolor()[:3]) for patch in fills if patch.get_x() == 0]
    assert first == sorted(first, reverse=True)
    for patch, text in zip(fills, axes.texts, strict=False):
        red, green, blue = patch.get_facecolor()[:3]
        assert red <= green <= blue  # the blue of the contract, thinned with white: neither green nor red
        light, dark = sorted((luminance((red, green, blue)), luminance(to_rgb(text.get_color()))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_an_estimate_says_that_it_is_one():
    row = GridRow("1.0", pd.Series([0.5], index=[2020]), frozenset({2020}), frozenset({2020}))
    axes = draw(Grid("SLA", (2020,), (row,), pd.Series([8], index=[2020]))).figure.axes[0]
    assert [text.get_text() for text in axes.texts] == ["≈50\u00a0%", "8"]


def test_the_alternative_text_and_the_numbers_behind_say_the_same():
    chart = draw(grid(shares=(0.96, 0.75), n_years=4))
    assert chart.alt.startswith("The verdict changed. SLA. version 0.0–0.9: 96\u00a0% in 2021, 96\u00a0% in 2024;")
    assert chart.data["share_met"].tolist() == [0.96] * 4 + [0.75] * 4
    assert chart.data.loc[chart.data["in_force"], "year"].tolist() == ["2021", "2022"]
