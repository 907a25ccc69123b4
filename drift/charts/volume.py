"""Raw counts beside the measures: how many incidents opened each month, all kinds, nothing cut."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from drift.charts.axes import middles, year_axis
from drift.charts.style import COLOUR, SMALL, Chart, drawing, new_figure, tell_ends
from drift.wording import Wording

HEIGHT: Final = 1.35  # inches
BAR_DAYS: Final = 24


def draw_volume(n_incidents: pd.Series, complete: Collection[pd.Period], say: Wording) -> Chart:
    """Draw a bar a month; months that the log does not cover whole are open bars.

    Parameters
    ----------
    n_incidents : shape (n_months,), opened a month, NaN outside the log
    complete : months that the log covers whole

    Returns
    -------
    chart : data: period, n_incidents
    """
    opened = n_incidents.dropna()
    title = say("chart.volume_title")
    with drawing():
        figure, axes = new_figure(HEIGHT)
        colours = [COLOUR.milestone if month in complete else "none" for month in opened.index]
        axes.bar(middles(opened.index), opened, width=BAR_DAYS, color=colours, edgecolor=COLOUR.quiet, linewidth=0.6)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.number(value)))
        year_axis(axes, opened.index)
        axes.set_title(title, loc="left", fontsize=SMALL, fontweight="bold", color=COLOUR.quiet)
    total, ends = int(opened.sum()), tell_ends(opened, say.number)
    alt = say("alt.volume", title=title, total=total, peak=opened.idxmax(), **ends)
    return Chart("volume", figure, alt, opened.rename_axis("period").reset_index())
