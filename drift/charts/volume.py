"""Raw counts beside the measures: how many incidents opened each month, all kinds, nothing cut."""

from __future__ import annotations

from matplotlib.ticker import FuncFormatter, MaxNLocator

from drift.analysis import Analysis
from drift.charts.style import COLOUR, Chart, drawing, middles, new_figure, year_axis
from drift.wording import Wording

HEIGHT = 1.35  # inches
BAR_DAYS = 24


def draw_volume(analysis: Analysis, say: Wording) -> Chart:
    """Draw a bar a month; months that the log does not cover whole are open bars.

    Parameters
    ----------
    analysis : its indices["n_incidents"], shape (n_months,), NaN outside the log

    Returns
    -------
    chart : data: period, n_incidents
    """
    opened = analysis.indices["n_incidents"].dropna()
    complete = set(analysis.measured.span.complete) if analysis.measured.span else set()
    title = say("chart.volume_title")
    with drawing():
        figure, axes = new_figure(HEIGHT)
        colours = [COLOUR.milestone if month in complete else "none" for month in opened.index]
        axes.bar(middles(opened.index), opened, width=BAR_DAYS, color=colours, edgecolor=COLOUR.quiet, linewidth=0.6)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.number(value)))
        year_axis(axes, opened.index)
        axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold", color=COLOUR.quiet)
    alt = say(
        "alt.volume",
        title=title,
        total=int(opened.sum()),
        first=int(opened.iloc[0]),
        start=opened.index[0],
        last=int(opened.iloc[-1]),
        end=opened.index[-1],
        highest=int(opened.max()),
        peak=opened.idxmax(),
    )
    return Chart("volume", figure, alt, opened.rename_axis("period").reset_index())
