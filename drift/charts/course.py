"""The course of one measure in its own unit, with its interval and the level of its base."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from drift.analysis import Analysis
from drift.charts.style import (
    COLOUR,
    PAGE_WIDTH,
    Chart,
    drawing,
    middles,
    new_figure,
    on_axis,
    shade_base,
    with_gaps,
    year_axis,
)
from drift.measures.catalogue import ATTENTION, MEASURES
from drift.measures.shown import show_measures
from drift.model.change import Change
from drift.wording import Wording

HEIGHT = 2.9  # inches
WIDTH = PAGE_WIDTH / 2 - 0.15


@dataclass(frozen=True)
class Look:
    """How a measure is drawn."""

    colour: str
    as_share: bool  # percent up to a ceiling at 100 %; else a number from 0 up


MANY = 40  # points, above which they get smaller
YEARS_AN_INCH = 2.2  # labels on a time axis that do not touch
LOOKS = {
    measure.name: Look(COLOUR.outcome, as_share=measure.unit == "share")
    for measure in MEASURES
    if measure.side == "outcome"
}


@dataclass(frozen=True)
class Frame:
    """How large a chart is, and what it shares with those beside it."""

    width: float = WIDTH
    height: float = HEIGHT
    top: float | None = None  # end of a scale of shares from 0 up, the same on a whole page; None: its own
    note: str = ""  # what the evidence says, below the title


WHOLE = Frame()


def look_of(measure: str) -> Look:
    """Return how a measure is drawn: what is no outcome is a component of engagement, a share."""
    return LOOKS.get(measure, Look(COLOUR.engagement, as_share=True))


def draw_course(analysis: Analysis, measure: str, say: Wording, title: str, frame: Frame = WHOLE) -> Chart:
    """Draw a measure by month or quarter: points, interval, and the level of the base as a thin line.

    Parameters
    ----------
    analysis : its shown[measure], shape (n_periods, 3): value, low, high in the measure's own unit; gaps stay gaps
    measure : a component of engagement, or an outcome
    title : the finding, with which the alternative text begins
    frame : size in inches, and what the chart shares with those beside it

    Returns
    -------
    chart : data: period, value, low, high, a row a period that has a value
    """
    shown, look, change = (
        show_measures(analysis.measured).frames[measure].dropna(),
        look_of(measure),
        analysis.judgement.changes[measure],
    )
    with drawing():
        figure, axes = new_figure(frame.height, width=frame.width)
        drawn = with_gaps(shown)
        at = middles(drawn.index)
        axes.fill_between(at, drawn["low"], drawn["high"], color=look.colour, alpha=0.22, linewidth=0)
        size = 3.5 if len(shown) < MANY else 2.2
        # points at 0 and at 100 % stand whole on the edge
        axes.plot(at, drawn["value"], color=look.colour, linewidth=1.4, marker="o", markersize=size, clip_on=False)
        if look.as_share and frame.top is not None:
            axes.set_ylim(0, frame.top)
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.percent(value)))
        elif look.as_share:
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
        year_axis(axes, shown.index, most=round(frame.width * YEARS_AN_INCH))
        shade_base(axes, analysis.measured.base.work, say("chart.base"))
        _mark_base_level(axes, analysis, change)
        axes.grid(axis="y", color="#dddddd", linewidth=0.5)
        name = say(f"measure.{measure}.name")
        label = f"{name[:1].upper()}{name[1:]}" if frame.note else say(f"measure.{measure}.axis")
        axes.set_title(
            label,
            loc="left",
            fontsize=9 if frame is WHOLE else 8,
            fontweight="bold",
            color=look.colour,
            pad=15 if frame.note else 6,
        )
        if frame.note:
            axes.annotate(
                frame.note, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", fontsize=7,
                color=COLOUR.text, annotation_clip=False,
            )  # fmt: skip
    return Chart(measure, figure, _describe(title, shown, measure, say), shown.rename_axis("period").reset_index())


def _mark_base_level(axes: Axes, analysis: Analysis, change: Change | None) -> None:
    if change is None or not len(analysis.measured.base.work):
        return
    axes.hlines(
        change.before.level,
        on_axis(analysis.measured.base.work[0].start_time),
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
