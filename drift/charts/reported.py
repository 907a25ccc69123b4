"""What reports said and what is recounted, period by period: two lines an indicator, told apart without colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from drift.charts.axes import label_ends, year_axis
from drift.charts.style import COLOUR, SMALL, Chart, drawing, tell_ends
from drift.wording import Wording

WIDTH: Final = 4.95  # inches: its column of the page, so that words keep their size
HEIGHT: Final = 2.5  # inches, of an indicator alone
LOWER: Final = 1.5  # and of one of two
LOOKS: Final = {"reported": (COLOUR.text, "-"), "recounted": (COLOUR.quiet, (0, (3, 1.6)))}
LEAST: Final = 0.2  # of shares that a scale spans, or small differences would look large
TICKS: Final = 4


@dataclass(frozen=True, eq=False)
class Panel:
    """An indicator.

    rows : a row a period: period (as there), begins_on, ends_on (first day behind it), reported, recounted (missing:
        not known), in the order of time
    """

    title: str
    rows: pd.DataFrame
    as_share: bool


def draw_reported(panels: Sequence[Panel], say: Wording, title: str) -> Chart:
    """Draw two lines an indicator: what reports said, solid, and what is recounted, dashed.

    Parameters
    ----------
    panels : at least one, each with a figure
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : data: indicator, period, reported, recounted
    """
    height = (LOWER if len(panels) > 1 else HEIGHT) * len(panels)
    with drawing():
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        for axes, panel in zip(figure.subplots(len(panels), 1, squeeze=False)[:, 0], panels, strict=True):
            _draw_panel(axes, panel, say)
    data = pd.concat([panel.rows.assign(indicator=panel.title) for panel in panels], ignore_index=True)
    return Chart("reported", figure, _describe(panels, say, title), data[["indicator", "period", *LOOKS]])


def _draw_panel(axes: Axes, panel: Panel, say: Wording) -> None:
    drawn, ends = _break(panel.rows), []
    at = drawn["begins_on"] + (drawn["ends_on"] - drawn["begins_on"]) / 2
    for name, (colour, dash) in LOOKS.items():
        axes.plot(at, drawn[name], color=colour, linestyle=dash, linewidth=1.5, marker="o", markersize=2)
        known = drawn[name].dropna()
        if len(known):
            ends.append((at[known.index[-1]], float(known.iloc[-1]), say(f"norms.said.chart.{name}"), colour))
    first, last = panel.rows["begins_on"].min(), panel.rows["ends_on"].max() - pd.Timedelta(days=1)
    year_axis(axes, pd.period_range(first, last, freq="M"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=TICKS))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _writer(panel, say)(value)))
    _scale(axes, panel)
    axes.grid(axis="y", color="#dddddd", linewidth=0.5)
    axes.tick_params(labelsize=SMALL)
    axes.set_title(panel.title, loc="left", fontsize=SMALL, fontweight="bold")
    label_ends(axes, ends)


def _break(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with a blank one before each period that does not follow on the one before it."""
    late = rows["begins_on"].gt(rows["ends_on"].shift())
    blank = rows.loc[late, ["begins_on"]].assign(ends_on=rows["begins_on"])
    return pd.concat([blank, rows]).sort_values("begins_on", kind="stable").reset_index(drop=True)


def _scale(axes: Axes, panel: Panel) -> None:
    values = panel.rows[[*LOOKS]]
    low, high = float(values.min().min()), float(values.max().max())
    air = max((high - low) * 0.1, 0.01)
    if not panel.as_share:
        axes.set_ylim(0, high + air)
        return
    top = min(high + air, 1.02)
    axes.set_ylim(min(low - air, top - LEAST), top)


def _writer(panel: Panel, say: Wording) -> Callable[[float], str]:
    return say.percent if panel.as_share else lambda value: say.number(value, 1)


def _describe(panels: Sequence[Panel], say: Wording, title: str) -> str:
    told = [title.removesuffix(".") + "."]
    for panel in panels:
        told.append(panel.title + ".")
        for name in LOOKS:
            known = panel.rows.set_index("period")[name].dropna()
            if len(known):
                line = say(f"norms.said.chart.{name}")
                told.append(say("norms.page.chart.alt", row=line, **tell_ends(known, _writer(panel, say))))
    return " ".join(told)
