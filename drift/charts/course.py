"""The course of one measure in its own unit, with its interval and the level of its base."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from drift.analysis import Analysis
from drift.charts.style import COLOUR, PAGE_WIDTH, Chart, drawing, middles, new_figure, on_axis, shade_base, year_axis
from drift.measures.attention import ATTENTION
from drift.model.change import Change
from drift.wording import Wording

HEIGHT = 2.9  # inches
WIDTH = PAGE_WIDTH / 2 - 0.15


@dataclass(frozen=True)
class Look:
    """How a measure is drawn."""

    colour: str
    as_share: bool  # percent up to a ceiling at 100 %; else a number from 0 up


LOOKS = {
    "attention_while_open": Look(COLOUR.engagement, as_share=True),
    "time_to_restore": Look(COLOUR.outcome, as_share=False),
}


def look_of(measure: str) -> Look:
    """Return how a measure is drawn: what is no outcome is a component of engagement, a share."""
    return LOOKS.get(measure, Look(COLOUR.engagement, as_share=True))


def draw_course(analysis: Analysis, measure: str, say: Wording, title: str) -> Chart:
    """Draw a measure by month or quarter: points, interval, and the mean of the base as a thin line."""
    shown, look, change = analysis.shown[measure].dropna(), look_of(measure), analysis.changes[measure]
    with drawing():
        figure, axes = new_figure(HEIGHT, width=WIDTH)
        at = middles(shown.index)
        axes.fill_between(at, shown["low"], shown["high"], color=look.colour, alpha=0.22, linewidth=0)
        axes.plot(at, shown["value"], color=look.colour, linewidth=1.6, marker="o", markersize=3.5)
        if look.as_share:
            axes.set_ylim(max(0.0, float(shown["low"].min()) - 0.1), 1.03)
            axes.axhline(1, color=COLOUR.quiet, linewidth=0.8, linestyle=(0, (1, 2)))
            axes.annotate(
                say("chart.ceiling" if measure == ATTENTION else "chart.whole"), (1, 1),
                xycoords=("axes fraction", "data"), xytext=(0, 2), textcoords="offset points", ha="right", fontsize=7,
                color=COLOUR.quiet, annotation_clip=False,
            )  # fmt: skip
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.percent(value)))
        else:
            axes.set_ylim(0, float(shown["high"].max()) * 1.1)
            digits = 0 if shown["high"].max() >= 8 else 1
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.number(value, digits)))
        year_axis(axes, shown.index)
        shade_base(axes, analysis.base.work, say("chart.base"))
        _mark_base_level(axes, analysis, change)
        axes.grid(axis="y", color="#dddddd", linewidth=0.5)
        axes.set_title(say(f"measure.{measure}.axis"), loc="left", fontsize=9, fontweight="bold", color=look.colour)
    return Chart(measure, figure, _describe(title, shown, measure, say), shown.rename_axis("period").reset_index())


def _mark_base_level(axes: Axes, analysis: Analysis, change: Change | None) -> None:
    if change is None or not len(analysis.base.work):
        return
    axes.hlines(
        change.before.level,
        on_axis(analysis.base.work[0].start_time),
        on_axis(change.after.last.end_time),
        color=COLOUR.quiet,
        linewidth=0.8,
    )


def _describe(title: str, shown: pd.DataFrame, measure: str, say: Wording) -> str:
    value = shown["value"]

    def write(x: float) -> str:
        return say.percent(x) if look_of(measure).as_share else say.number(x, 1)

    sentence = say(
        "alt.course",
        measure=say(f"measure.{measure}.axis"),
        first=shown.index[0],
        start=write(value.iloc[0]),
        last=shown.index[-1],
        end=write(value.iloc[-1]),
        lowest=write(float(np.min(value))),
        highest=write(float(np.max(value))),
    )
    return f"{title} {sentence}"
