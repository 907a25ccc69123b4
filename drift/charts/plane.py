"""The slide: where the relation stood each year, engagement across and control upwards, the path in time."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from drift.charts.axes import nice_ticks
from drift.charts.style import COLOUR, SMALL, Chart, drawing, new_figure
from drift.wording import Wording

HEIGHT, WIDTH = 4.6, 5.69  # inches: its column of the page, so that words keep their size
LEAST: Final = 0.15  # half the width of the plane, in logs: a relation that hardly moved must not look as if it roamed
AIR: Final = 1.25  # of the farthest point
# of a point, in points
SIDES: Final = ((0, 11), (0, -11), (21, 0), (-21, 0), (17, 10), (-17, 10), (17, -10), (-17, -10))
ENOUGH: Final = 24  # points of room; more is no better
# (across, upwards): the corner each name stands in
FIELDS: Final = {"together": (1, -1), "secured": (1, 1), "let_go": (-1, -1), "kpis": (-1, 1)}


def draw_plane(path: pd.DataFrame, say: Wording, title: str, *, work_is: str = "engagement") -> Chart:
    """Draw the path that `trace_path` found: a point a year with the interval of engagement, and its year beside it.

    Parameters
    ----------
    path : shape (n_years, 4): engagement, low, high, control (natural logs, 0 in the base), by year
    title : the finding, with which the alternative text begins
    work_is : engagement, or work where attention while open is all there is of it

    Returns
    -------
    chart : both axes on one scale of changes each. data: year, and the columns of `path`
    """
    with drawing():
        figure, axes = new_figure(HEIGHT, width=WIDTH)
        _frame(axes, path, say, work_is)
        axes.hlines(path["control"], path["low"], path["high"], color=COLOUR.engagement, alpha=0.35, linewidth=1.4)
        axes.plot(path["engagement"], path["control"], color=COLOUR.drift, linewidth=1.2, zorder=3)
        last = len(path) - 1
        for i, (_, point) in enumerate(path.iterrows()):
            marker, size = ("o", 4.5) if i < last else ("s", 7)
            fill = "white" if i == 0 else COLOUR.drift
            axes.plot(
                *(point["engagement"], point["control"]),
                marker=marker, markersize=size, color=COLOUR.drift, markerfacecolor=fill, zorder=4,
            )  # fmt: skip
        _name_years(axes, path)
    data = path.rename_axis("year").reset_index().astype({"year": "str"})
    return Chart("plane", figure, _describe(path, say, title), data)


def _name_years(axes: Axes, path: pd.DataFrame) -> None:
    """Write each year beside its point, on the side that is farthest from other points and years."""
    to_points = 72 / axes.figure.dpi
    points = axes.transData.transform(path[["engagement", "control"]].to_numpy()) * to_points
    taken = [*points]
    for i, year in enumerate(path.index):
        rest = [other for other in taken if other is not taken[i]]
        room = [min((float(np.hypot(*(points[i] + side - other))) for other in rest), default=0.0) for side in SIDES]
        side = SIDES[int(np.argmax(np.minimum(room, ENOUGH)))]
        taken.append(points[i] + side)
        at = (path["engagement"].iloc[i], path["control"].iloc[i])
        weight = "bold" if i in (0, len(path) - 1) else "normal"
        axes.annotate(
            str(year), at, xytext=side, textcoords="offset points",
            ha="center", va="center", fontsize=SMALL, fontweight=weight,
        )  # fmt: skip


def _frame(axes: Axes, path: pd.DataFrame, say: Wording, work_is: str) -> None:
    across = max(LEAST, AIR * float(np.nanmax(np.abs(path[["engagement", "low", "high"]].to_numpy()))))
    upwards = max(LEAST, AIR * float(np.nanmax(np.abs(path["control"].to_numpy()))))
    axes.set(xlim=(-across, across), ylim=(-upwards, upwards))
    axes.set(xlabel=say(f"chart.plane_across_{work_is}"), ylabel=say("chart.plane_upwards"))
    axes.axhline(0, color=COLOUR.quiet, linewidth=0.8, zorder=0)
    axes.axvline(0, color=COLOUR.quiet, linewidth=0.8, zorder=0)
    for axis, limit in ((axes.xaxis, across), (axes.yaxis, upwards)):
        axis.set_major_locator(FixedLocator(nice_ticks(-limit, limit)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: say.change(value)))
    for name, (side, height) in FIELDS.items():
        at = (0.5 + 0.49 * side, 0.5 + 0.475 * height)
        axes.annotate(
            say(f"chart.field_{name}"), at, xycoords="axes fraction",
            ha="right" if side > 0 else "left", va="center", color=COLOUR.quiet, fontsize=SMALL, fontstyle="italic",
        )  # fmt: skip


def ends_of(path: pd.DataFrame, say: Wording) -> dict[str, str]:
    """Return what is told of the first and the last year of a path."""
    first, last = path.iloc[0], path.iloc[-1]
    return {
        "first": str(path.index[0]),
        "last": str(path.index[-1]),
        "work_start": say.change(first["engagement"]),
        "work_end": say.change(last["engagement"]),
        "paper_start": say.change(first["control"]),
        "paper_end": say.change(last["control"]),
    }


def _describe(path: pd.DataFrame, say: Wording, title: str) -> str:
    lowest, highest = say.change(float(path["engagement"].min())), say.change(float(path["control"].max()))
    return f"{title} {say('alt.plane', lowest=lowest, highest=highest, **ends_of(path, say))}"
