"""Axes of time and of change, what every chart marks on them, and words beside it that must not touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.ticker import FixedLocator, FuncFormatter

from drift.charts.style import COLOUR, SMALL
from drift.wording import Wording

YEARS_SHOWN: Final = 14  # labels on a time axis that do not touch
EDGE_DAYS: Final = 10  # air at both ends of a time axis
# changes a reader knows; drawn at their logarithm, so that halving and doubling are the same step
NICE_CHANGES: Final = (
    *(-0.9, -0.8, -0.67, -0.5, -0.4, -0.3, -0.2, -0.1, 0),
    *(0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10),
)
LEAST_CHANGE: Final = 0.1  # in logs, that an axis of changes shows either way
TICKS_SHOWN: Final = 7  # of an axis of changes
UNTOLD: Final = "#e4e4e4"
LABEL_HEIGHT: Final = 0.17  # inches, of one line beside a chart


def add_stairs(axes: Axes, states: pd.Series, days: pd.Series, **look: Any) -> pd.Timestamp:
    """Draw states at the ends of months as stairs, and return where they end: the last day of the last month.

    Parameters
    ----------
    states : index months, without gaps
    days : on which versions took effect; a month that has some is drawn from its last such day on, another from its
        first day on: what holds at the end of a month began in it, and not in the next
    """
    months = pd.PeriodIndex(states.index)
    dated = pd.to_datetime(days.dropna())
    latest = dated.groupby(dated.dt.to_period("M")).max().reindex(months)
    begins = latest.fillna(pd.Series(months.start_time, index=months))
    ends: pd.Timestamp = months[-1].end_time.floor("D")
    axes.step([*begins, ends], [*states, states.iloc[-1]], where="post", **look)
    return ends


def middles(index: pd.Index) -> pd.DatetimeIndex:
    """Return where something that holds over a whole month or quarter is drawn."""
    periods = pd.PeriodIndex(index)
    return periods.start_time + (periods.end_time - periods.start_time) / 2


def first_months(values: pd.DataFrame) -> pd.PeriodIndex:
    """Return the first month of each month or quarter of an index."""
    return pd.PeriodIndex([period.asfreq("M", how="start") for period in pd.PeriodIndex(values.index)], freq="M")


def shade_untold(axes: Axes, periods: pd.Index, days: int) -> None:
    """Shade periods of which nothing is told, which is not none, as wide as their bars would be (days)."""
    half = pd.Timedelta(days=days / 2)
    for middle in middles(periods):
        axes.axvspan(on_axis(middle - half), on_axis(middle + half), color=UNTOLD, linewidth=0)


def with_gaps(values: pd.DataFrame) -> pd.DataFrame:
    """Return values by period with a row for every period in between, so that a line breaks where there is no value."""
    periods = pd.PeriodIndex(values.index)
    return values.reindex(pd.period_range(periods[0], periods[-1], freq=periods.freq)) if len(periods) else values


def on_axis(moment: pd.Timestamp | dt.date) -> float:
    """Return where a moment lies on a time axis, in matplotlib's days."""
    return float(date2num(moment))  # type: ignore[no-untyped-call]  # matplotlib.dates has no types


def nice_ticks(low: float, high: float, most: int = TICKS_SHOWN) -> list[float]:
    """Return natural logs of changes a reader knows between two ends; of too many every other one, 0 among them."""
    ticks = [float(log) for log in np.log1p(NICE_CHANGES) if low <= log <= high]
    while len(ticks) > most:
        ticks = ticks[ticks.index(0.0) % 2 :: 2]
    return ticks


def fit_changes(axes: Axes, parts: Sequence[pd.Series], below: float, above: float) -> None:
    """Fit a vertical axis to series in logs, with air below and above: shares of what they span."""
    low = min([*(part.min() for part in parts if len(part)), -LEAST_CHANGE])
    high = max([*(part.max() for part in parts if len(part)), LEAST_CHANGE])
    axes.set_ylim(low - below * (high - low), high + above * (high - low))


def change_axis(axes: Axes, say: Wording, *, most: int = TICKS_SHOWN) -> None:
    """Label a vertical axis of natural logs with percentages of change."""
    low, high = axes.get_ylim()
    apart = (high - low) * LABEL_HEIGHT / axes.get_window_extent().height * axes.figure.dpi
    ticks = [tick for tick in nice_ticks(low, high, most) if tick == 0 or abs(tick) >= apart]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.change(value)))
    axes.axhline(0, color=COLOUR.quiet, linewidth=0.7, zorder=0)
    axes.grid(axis="y", color="#dddddd", linewidth=0.5)


def year_axis(axes: Axes, periods: pd.Index, *, most: int = YEARS_SHOWN) -> None:
    """Label a horizontal time axis with years at their first of January, over the periods given and no further."""
    spanned = pd.PeriodIndex(periods)
    axes.set_xlim(on_axis(spanned[0].start_time) - EDGE_DAYS, on_axis(spanned[-1].end_time) + EDGE_DAYS)
    stride = 1 + (spanned[-1].year - spanned[0].year) // most
    axes.xaxis.set_major_locator(YearLocator(stride))  # type: ignore[no-untyped-call]  # matplotlib.dates has no types
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]  # idem


def shade_base(axes: Axes, base: pd.PeriodIndex, label: str) -> None:
    """Shade the months that everything is measured against."""
    if not len(base):
        return
    if on_axis(base[-1].end_time) < axes.get_xlim()[0]:
        return
    axes.axvspan(on_axis(base[0].start_time), on_axis(base[-1].end_time), color=COLOUR.base, zorder=-1, linewidth=0)
    edge = max(on_axis(base[0].start_time), axes.get_xlim()[0])  # a base that begins before what is shown
    axes.annotate(
        label, (edge, 1), xycoords=("data", "axes fraction"), xytext=(2, -2), textcoords="offset points",
        va="top", color=COLOUR.quiet, fontsize=SMALL,
    )  # fmt: skip


def label_ends(axes: Axes, ends: list[tuple[pd.Timestamp, float, str, str]]) -> None:
    """Write a label right of each line's end; labels that would touch are moved apart.

    Parameters
    ----------
    ends : (moment, height, text, colour) of each line's last point
    """
    low, high = axes.get_ylim()
    inches = axes.get_window_extent().height / axes.figure.dpi
    gap = (high - low) * LABEL_HEIGHT / inches
    placed: list[float] = []
    for moment, height, text, colour in sorted(ends, key=lambda end: end[1]):
        at = max(height, placed[-1] + gap * (1 + text.count("\n"))) if placed else height
        placed.append(at)
        axes.annotate(
            text, (moment, at), xytext=(6, 0), textcoords="offset points",
            va="center", color=colour, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
