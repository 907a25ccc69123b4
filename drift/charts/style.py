"""How every chart looks: colours by role, sizes in a page, SVG that is the same every time."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from drift.wording import Wording


@dataclass(frozen=True)
class Colours:
    """Roles, told apart in grey and by the colour-blind (dark blue, mid orange, green-grey)."""

    specification: str = "#1f3b63"
    engagement: str = "#b04d0c"
    outcome: str = "#4a7a6f"
    drift: str = "#5b4a86"
    text: str = "#1a1a1a"
    quiet: str = "#6b6b6b"
    base: str = "#ececec"
    milestone: str = "#8a8a8a"


COLOUR: Final = Colours()
DOCUMENT_STYLES: Final = (  # lines that differ in dash as well as in colour
    ("#1f3b63", "-"),
    ("#b04d0c", (0, (5, 1.5))),
    ("#4a7a6f", (0, (1.2, 1.2))),
    ("#7a4a7a", (0, (5, 1.5, 1.2, 1.5))),
    ("#6b6b6b", (0, (2.5, 2.5))),
)
LABEL_LENGTH: Final = 26  # characters beside a chart
YEARS_SHOWN: Final = 14  # labels on a time axis that do not touch
EDGE_DAYS: Final = 10  # air at both ends of a time axis
LABEL_HEIGHT: Final = 0.17  # inches, of one line beside a chart
PAGE_WIDTH: Final = 10.2  # inches between the margins of A4 landscape
# changes a reader knows; drawn at their logarithm, so that halving and doubling are the same step
NICE_CHANGES: Final = (
    -0.9,
    -0.8,
    -0.67,
    -0.5,
    -0.4,
    -0.3,
    -0.2,
    -0.1,
    0,
    0.1,
    0.2,
    0.3,
    0.5,
    0.75,
    1,
    1.5,
    2,
    3,
    5,
    10,
)
_RC: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "drift",
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": COLOUR.quiet,
    "axes.labelcolor": COLOUR.text,
    "xtick.color": COLOUR.text,
    "ytick.color": COLOUR.text,
    "text.color": COLOUR.text,
}


@dataclass(frozen=True)
class Chart:
    """A drawn figure, what it says in words, and the numbers behind it."""

    name: str  # of the files: scissors.svg, scissors.csv
    figure: Figure
    alt: str
    data: pd.DataFrame = field(repr=False)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save under the house style, without touching anyone's matplotlib settings."""
    with mpl.rc_context(_RC):
        yield


def to_svg(chart: Chart) -> bytes:
    """Return a chart as SVG with real text; equal bytes for equal charts."""
    buffer = io.BytesIO()
    with drawing():
        chart.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def new_figure(height: float, *, width: float = PAGE_WIDTH) -> tuple[Figure, Axes]:
    """Return an empty figure of the page's width (inches) with one pair of axes."""
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    return figure, axes


def month_ends(index: pd.Index) -> pd.DatetimeIndex:
    """Return where a state at the end of a month is drawn."""
    return pd.PeriodIndex(index).end_time.floor("D")


def middles(index: pd.Index) -> pd.DatetimeIndex:
    """Return where something that holds over a whole month or quarter is drawn."""
    periods = pd.PeriodIndex(index)
    return periods.start_time + (periods.end_time - periods.start_time) / 2


def with_gaps(values: pd.DataFrame) -> pd.DataFrame:
    """Return values by period with a row for every period in between, so that a line breaks where there is no value."""
    periods = pd.PeriodIndex(values.index)
    return values.reindex(pd.period_range(periods[0], periods[-1], freq=periods.freq)) if len(periods) else values


def on_axis(moment: pd.Timestamp | dt.date) -> float:
    """Return where a moment lies on a time axis, in matplotlib's days."""
    return float(date2num(moment))  # type: ignore[no-untyped-call]  # matplotlib.dates has no types


def change_axis(axes: Axes, say: Wording, *, most: int = 7) -> None:
    """Label a vertical axis of natural logs with percentages of change."""
    low, high = axes.get_ylim()
    ticks = [share for share in NICE_CHANGES if low <= np.log1p(share) <= high]
    while len(ticks) > most:
        ticks = [share for i, share in enumerate(ticks) if share == 0 or (i - ticks.index(0)) % 2 == 0]
    apart = (high - low) * LABEL_HEIGHT / axes.get_window_extent().height * axes.figure.dpi
    ticks = [share for share in ticks if share == 0 or abs(np.log1p(share)) >= apart]
    axes.yaxis.set_major_locator(FixedLocator([float(np.log1p(share)) for share in ticks]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.change(value)))
    axes.axhline(0, color=COLOUR.quiet, linewidth=0.7, zorder=0)
    axes.grid(axis="y", color="#dddddd", linewidth=0.5)


def year_axis(axes: Axes, periods: pd.Index, *, most: int = YEARS_SHOWN) -> None:
    """Label a horizontal time axis with years at their first of January, over the periods given and no further."""
    shown = pd.PeriodIndex(periods)
    axes.set_xlim(on_axis(shown[0].start_time) - EDGE_DAYS, on_axis(shown[-1].end_time) + EDGE_DAYS)
    stride = 1 + (shown[-1].year - shown[0].year) // most
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
        label,
        (edge, 1),
        xycoords=("data", "axes fraction"),
        xytext=(2, -2),
        textcoords="offset points",
        va="top",
        color=COLOUR.quiet,
        fontsize=7.5,
    )


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
            text,
            (moment, at),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontweight="bold",
            annotation_clip=False,
        )
