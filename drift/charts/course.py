"""The course of one measure in its own unit, with its interval and the level of its base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from drift.charts.axes import middles, on_axis, shade_base, with_gaps, year_axis
from drift.charts.style import COLOUR, PAGE_WIDTH, SMALL, Chart, drawing, new_figure, tell_ends
from drift.measures.catalogue import ATTENTION, MEASURES
from drift.model.change import Change
from drift.wording import Wording
from drift.wording.case import capitalise

HEIGHT: Final = 2.9  # inches
WIDTH: Final = PAGE_WIDTH / 2 - 0.15
MANY: Final = 40  # points, above which they get smaller
YEARS_AN_INCH: Final = 2.5  # labels on a time axis that do not touch


@dataclass(frozen=True)
class Look:
    """How a measure is drawn."""

    colour: str
    as_share: bool  # percent up to a ceiling at 100 %; else a number from 0 up


LOOKS: Final = {
    measure.name: Look(COLOUR.outcome, as_share=measure.unit == "share")
    for measure in MEASURES
    if measure.side == "outcome"
}


@dataclass(frozen=True)
class Course:
    """One measure over time."""

    measure: str  # a component of engagement, or an outcome
    points: pd.DataFrame  # shape (n_periods, 3): value, low, high in its own unit, by month or quarter; gaps stay gaps
    base: pd.PeriodIndex  # months that it is measured against
    change: Change | None  # of the last twelve months against the base; None: too few months
    months: pd.PeriodIndex | None = None  # that the axis shows, as beside it; None: those of the points


@dataclass(frozen=True)
class Frame:
    """How large a chart is, and what it shares with those beside it."""

    width: float = WIDTH
    height: float = HEIGHT
    top: float | None = None  # end of a scale of shares from 0 up, the same on a whole page; None: its own
    note: str = ""  # what the evidence says, below the title


WHOLE: Final = Frame()


def look_of(measure: str) -> Look:
    """Return how a measure is drawn: what is no outcome is a component of engagement, a share."""
    return LOOKS.get(measure, Look(COLOUR.engagement, as_share=True))


def draw_course(course: Course, say: Wording, title: str, frame: Frame = WHOLE) -> Chart:
    """Draw a measure by month or quarter: points, interval, and the level of the base as a thin line.

    Parameters
    ----------
    title : the finding, with which the alternative text begins
    frame : size in inches, and what the chart shares with those beside it

    Returns
    -------
    chart : data: period, value, low, high, a row a period that has a value
    """
    points, look = course.points, look_of(course.measure)
    with drawing():
        figure, axes = new_figure(frame.height, width=frame.width)
        drawn = with_gaps(points)
        at = middles(drawn.index)
        axes.fill_between(at, drawn["low"], drawn["high"], color=look.colour, alpha=0.22, linewidth=0)
        size = 3.5 if len(points) < MANY else 2.2
        # points at 0 and at 100 % stand whole on the edge
        axes.plot(at, drawn["value"], color=look.colour, linewidth=1.4, marker="o", markersize=size, clip_on=False)
        _scale(axes, course, frame.top, say)
        shown = points.index if course.months is None else course.months
        year_axis(axes, shown, most=round(frame.width * YEARS_AN_INCH))
        shade_base(axes, course.base, say("chart.base"))
        _mark_base_level(axes, course)
        axes.grid(axis="y", color="#dddddd", linewidth=0.5)
        _head(axes, course.measure, frame, say)
    data = points.rename_axis("period").reset_index()
    return Chart(course.measure, figure, _describe(title, course, say), data)


def _scale(axes: Axes, course: Course, top: float | None, say: Wording) -> None:
    """Give the vertical axis its ends and its unit; `top` as in Frame."""
    if not look_of(course.measure).as_share:
        highest = float(course.points["high"].max())
        axes.set_ylim(0, highest * 1.1)
        digits = 0 if highest >= 8 else 1
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.number(value, digits)))
        return
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.percent(value)))
    if top is not None:
        axes.set_ylim(0, top)
        return
    axes.set_ylim(max(0.0, float(course.points["low"].min()) - 0.1), 1.03)
    axes.axhline(1, color=COLOUR.quiet, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.annotate(
        say("chart.ceiling" if course.measure == ATTENTION else "chart.whole"), (1, 1),
        xycoords=("axes fraction", "data"), xytext=(0, 2), textcoords="offset points", ha="right", fontsize=SMALL,
        color=COLOUR.quiet, annotation_clip=False,
    )  # fmt: skip


def _head(axes: Axes, measure: str, frame: Frame, say: Wording) -> None:
    """Write the name of the measure above the axes, and the note of the frame below it."""
    label = capitalise(say(f"measure.{measure}.name")) if frame.note else say(f"measure.{measure}.axis")
    pad = 15 if frame.note else 6
    axes.set_title(label, loc="left", fontsize=SMALL, fontweight="bold", color=look_of(measure).colour, pad=pad)
    if frame.note:
        axes.annotate(
            frame.note, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", fontsize=SMALL,
            color=COLOUR.text, annotation_clip=False,
        )  # fmt: skip


def _mark_base_level(axes: Axes, course: Course) -> None:
    change = course.change
    if change is None or not len(course.base):
        return
    begins, ends = on_axis(course.base[0].start_time), on_axis(change.after.last.end_time)
    axes.hlines(change.before.level, begins, ends, color=COLOUR.quiet, linewidth=0.8)


def _describe(title: str, course: Course, say: Wording) -> str:
    def write(x: float) -> str:
        return say.percent(x) if look_of(course.measure).as_share else say.number(x, 1)

    ends = tell_ends(course.points["value"], write)
    return f"{title} {say('alt.course', measure=say(f'measure.{course.measure}.axis'), **ends)}"
