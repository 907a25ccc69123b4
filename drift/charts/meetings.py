"""At which level both sides speak: a panel a level, one scale, a bar a quarter."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from drift.charts.axes import middles, shade_untold, year_axis
from drift.charts.bands.talk import COLOURS
from drift.charts.style import PAGE_WIDTH, SMALL, Chart, drawing, tell_ends
from drift.wording import Wording

HEIGHT = 2.3  # inches
BAR_DAYS = 70
YEARS = 6  # labels on the time axis of a panel


def draw_meetings(meetings: pd.DataFrame, say: Wording, title: str, height: float = HEIGHT) -> Chart:
    """Draw what `count_meetings` found.

    Parameters
    ----------
    meetings : shape (n_quarters, n_levels), direct meetings of both sides, quarterly PeriodIndex
    title : the finding, with which the alternative text begins
    height : inches

    Returns
    -------
    chart : a panel a level on one scale. data: quarter, then a column a level
    """
    with drawing():
        figure = Figure(figsize=(PAGE_WIDTH, height), layout="constrained")
        panels = figure.subplots(1, len(meetings.columns), sharey=True, squeeze=False)[0]
        for axes, level in zip(panels, meetings.columns, strict=True):
            axes.bar(middles(meetings.index), meetings[level], width=BAR_DAYS, color=COLOURS[str(level)])
            shade_untold(axes, meetings.index[meetings[level].isna()], BAR_DAYS)
            axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.number(value)))
            axes.grid(axis="y", color="#dddddd", linewidth=0.5)
            axes.set_axisbelow(True)
            year_axis(axes, meetings.index, most=YEARS)
            axes.set_title(
                say("chart.meetings", level=say(f"front.level.{level}")), loc="left", fontsize=SMALL, fontweight="bold"
            )
    data = meetings.rename_axis("quarter").reset_index().astype({"quarter": "str"})
    return Chart("meetings", figure, _describe(meetings, say, title), data)


def _describe(meetings: pd.DataFrame, say: Wording, title: str) -> str:
    sentences = [
        say("alt.meetings", level=say(f"level.{level}"), **tell_ends(meetings[level], say.number))
        for level in meetings.columns
    ]
    return " ".join([title, *sentences])
