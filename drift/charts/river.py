"""What becomes of problems: four rows over time, a bar a quarter, the count of each year in figures."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from drift.charts.axes import middles, year_axis
from drift.charts.style import COLOUR, PAGE_WIDTH, SMALL, Chart, drawing
from drift.wording import Wording

HEIGHT: Final = 2.0  # inches
BAR_DAYS: Final = 82
YEARS: Final = 12  # of which counts do not touch
PALE: Final = "#cfcfcf"
AIR: Final = 1.4  # of the highest bar, so that counts stand above it
ROWS: Final = {  # from the floor up, and back
    "solved": COLOUR.engagement,
    "tactical": "#7d95bd",
    "strategic": COLOUR.specification,
    "referred_back": COLOUR.outcome,
}


def draw_river(quarters: pd.DataFrame, say: Wording, title: str) -> Chart:
    """Draw how many problems of each quarter were solved where they were raised, went up, and came back.

    Parameters
    ----------
    quarters : as of `count_quarters`, at least one
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : the first row on the problems raised, pale behind it; the other three on one scale of their own. data:
        quarter, raised, and a column a row
    """
    counts = quarters.set_index("quarter")[["raised", *ROWS]]
    highest = [max(int(counts[[*names]].to_numpy().max()), 1) for names in (("raised",), [*ROWS][1:])]
    with drawing():
        figure = Figure(figsize=(PAGE_WIDTH, HEIGHT), layout="constrained")
        panels = figure.subplots(len(ROWS), 1, sharex=True)
        for axes, name in zip(panels, ROWS, strict=True):
            top = highest[name != "solved"]
            if name == "solved":
                axes.bar(middles(counts.index), counts["raised"], width=BAR_DAYS, color=PALE)
            axes.bar(middles(counts.index), counts[name], width=BAR_DAYS, color=ROWS[name])
            axes.set_ylim(0, top * AIR)
            _write_years(axes, counts, name, top, say)
            axes.set_yticks([])
            axes.spines["left"].set_visible(False)
            axes.set_ylabel(
                say(f"levels.row.{name}"), rotation=0, ha="right", va="center", fontsize=SMALL, fontweight="bold"
            )
            axes.tick_params(labelsize=SMALL)
        year_axis(panels[-1], counts.index, most=YEARS)
    data = counts.rename_axis("quarter").reset_index().astype({"quarter": "str"})
    return Chart("river", figure, _describe(counts, say, title), data)


def _write_years(axes: Axes, counts: pd.DataFrame, name: str, top: int, say: Wording) -> None:
    """Write the count of each year above its bars; of the first row beside the problems raised."""
    years = counts.groupby(pd.PeriodIndex(counts.index).year)
    if len(years) > YEARS:
        return
    for _, rows in years:
        n, of = int(rows[name].sum()), int(rows["raised"].sum())
        text = say("levels.of", n=n, of=of) if name == "solved" else say.number(n)
        span = pd.PeriodIndex(rows.index)
        middle = span[0].start_time + (span[-1].end_time - span[0].start_time) / 2
        axes.annotate(text, (middle, top * 1.03), ha="center", va="bottom", fontsize=SMALL)


def _describe(counts: pd.DataFrame, say: Wording, title: str) -> str:
    raised = int(counts["raised"].sum())
    told = [
        say("levels.alt", row=say(f"levels.row.{name}"), n=int(counts[name].sum()), of=raised, first=counts.index[0],
            last=counts.index[-1])
        for name in ROWS
    ]  # fmt: skip
    return " ".join([title.removesuffix(".") + ".", *told])
