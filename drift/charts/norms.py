"""Versions by years: which share of a year is within the norms of each version, the one in force outlined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from drift.charts.style import COLOUR, SMALL, Chart, drawing, tell_ends
from drift.wording import UNKNOWN, Wording

WIDTH: Final = 5.71  # inches: its column of the page, so that words keep their size
LINE: Final = 0.27  # inches, of a row
HEAD: Final = 0.62  # inches, of the title and the years above a grid
KEY: Final = 0.42  # inches, of the words below the last grid
AIR: Final = 0.3  # of a row, before what is of no version
LIGHTEST: Final = 0.04  # how much of the colour the lowest share has
DARKEST: Final = 0.58  # and all; ink stays legible on it (contrast 5 to 1), and is read without colour too
SPREAD: Final = 0.3  # of shares that the shades span at least, or small differences would look large
TRIM: Final = 0.05  # of a cell, between it and its outline
ABOUT: Final = "≈"


@dataclass(frozen=True, eq=False)
class GridRow:
    """Versions that judge every incident alike, and the share of each year that is within their norms."""

    name: str
    shares: pd.Series  # by year, 0 to 1; missing: not known
    in_force: frozenset[int] = frozenset()  # years
    estimated: frozenset[int] = frozenset()  # years


@dataclass(frozen=True, eq=False)
class Grid:
    """One document and clock: its versions in the order in which they came into force."""

    title: str
    years: tuple[int, ...]
    rows: tuple[GridRow, ...]
    n: pd.Series  # incidents, by year
    tool: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))  # what it says itself; empty: nothing

    cut: bool = False  # whether there are more versions or years

    @property
    def lines(self) -> int:
        """How many rows are drawn: versions, the tool, incidents."""
        return len(self.rows) + bool(len(self.tool)) + 1


def draw_norms(grids: Sequence[Grid], say: Wording, title: str) -> Chart:
    """Draw a grid a clock: a row a version, a column a year.

    Parameters
    ----------
    grids : at least one
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : one hue, darker where more is within the norms: no colour says good or bad. data: a row a cell
    """
    height = sum(HEAD + LINE * grid.lines for grid in grids) + KEY
    with drawing():
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        panels = figure.subplots(len(grids), 1, squeeze=False, height_ratios=[grid.lines for grid in grids])[:, 0]
        for axes, grid in zip(panels, grids, strict=True):
            _draw_grid(axes, grid, say)
        key = "\n".join(say(f"norms.page.chart.{name}") for name in ("outlined", "darker"))
        panels[-1].set_xlabel(key, fontsize=SMALL, color=COLOUR.quiet, loc="left")
    return Chart("norms", figure, _describe(grids, say, title), _to_data(grids))


def _draw_grid(axes: Axes, grid: Grid, say: Wording) -> None:
    floor = _find_floor(grid)
    places = [*range(len(grid.rows))]
    names = [say("norms.page.chart.version", name=row.name) for row in grid.rows]
    for at, row in zip(places, grid.rows, strict=True):
        for column, year in enumerate(grid.years):
            _draw_cell(axes, (column, at), row, year, say, floor)
    below = len(grid.rows) + AIR
    if len(grid.tool):
        for column, year in enumerate(grid.years):
            _write(axes, column, below, _percent(float(grid.tool.get(year, float("nan"))), say), COLOUR.text)
        places, names, below = [*places, below], [*names, say("norms.page.chart.tool")], below + 1
    for column, year in enumerate(grid.years):
        _write(axes, column, below, say.number(int(grid.n[year])) if year in grid.n else UNKNOWN, COLOUR.quiet)
    _frame(axes, grid, [*places, below], [*names, say("norms.page.chart.n")])


def _frame(axes: Axes, grid: Grid, places: Sequence[float], names: Sequence[str]) -> None:
    """Name rows and years, and leave nothing of the axes but these."""
    axes.set(xlim=(0, len(grid.years)), ylim=(places[-1] + 1, -TRIM))
    axes.set_xticks([column + 0.5 for column in range(len(grid.years))], [str(year) for year in grid.years])
    axes.set_yticks([place + 0.5 for place in places], names)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=SMALL)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(grid.title, loc="left", fontsize=SMALL, fontweight="bold")


def _draw_cell(axes: Axes, at: tuple[int, int], row: GridRow, year: int, say: Wording, floor: float) -> None:
    share = float(row.shares.get(year, float("nan")))
    known = not math.isnan(share)
    depth = LIGHTEST + (DARKEST - LIGHTEST) * (share - floor) / (1 - floor) if known else 0.0
    axes.add_patch(Rectangle(at, 1, 1, facecolor=_mix(depth), edgecolor="white", linewidth=1))
    if year in row.in_force:
        corner, side = (at[0] + TRIM, at[1] + TRIM), 1 - 2 * TRIM
        axes.add_patch(Rectangle(corner, side, side, fill=False, edgecolor=COLOUR.text, linewidth=1.8, zorder=3))
    text = _percent(share, say)
    about = ABOUT if known and year in row.estimated else ""
    _write(axes, *at, about + text, COLOUR.text)


def _write(axes: Axes, column: float, row: float, text: str, colour: str) -> None:
    axes.text(column + 0.5, row + 0.5, text, ha="center", va="center", fontsize=SMALL, color=colour)


def _percent(share: float, say: Wording) -> str:
    return UNKNOWN if math.isnan(share) else say.percent(share)


def _mix(depth: float) -> tuple[float, ...]:
    """Return the hue on white, as much of it as asked."""
    return tuple(1 - depth * (1 - part) for part in to_rgb(COLOUR.specification))


def _find_floor(grid: Grid) -> float:
    """Return the share that has the lightest shade."""
    lowest = min((float(row.shares.min()) for row in grid.rows if row.shares.notna().any()), default=0.0)
    return max(min(lowest, 1 - SPREAD), 0.0)


def _describe(grids: Sequence[Grid], say: Wording, title: str) -> str:
    told = []
    for grid in grids:
        lines = {say("norms.page.chart.version", name=row.name): row.shares for row in grid.rows}
        lines[say("norms.page.chart.tool")] = grid.tool
        known = {name: shares.dropna() for name, shares in lines.items()}
        rows = [
            say("norms.page.chart.alt", row=name, **tell_ends(shares.set_axis(shares.index.astype("str")), say.percent))
            for name, shares in known.items()
            if len(shares)
        ]
        told.append(" ".join([grid.title + ".", *rows]))
    return " ".join([title.removesuffix(".") + ".", *told])


def _to_data(grids: Sequence[Grid]) -> pd.DataFrame:
    rows = [
        (grid.title, row.name, str(year), row.shares.get(year), year in row.in_force)
        for grid in grids
        for row in grid.rows
        for year in grid.years
    ]
    return pd.DataFrame(rows, columns=["what", "version", "year", "share_met", "in_force"])
