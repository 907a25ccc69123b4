"""The band of working together: one measure with its interval, and the levels that page 1 tells."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from drift.charts.axes import first_months, middles, on_axis, with_gaps
from drift.charts.bands.parts import TogetherBand
from drift.charts.bands.room import Room
from drift.charts.bands.talk import share_axis
from drift.charts.style import COLOUR, SMALL
from drift.wording import Wording

TOP: Final = 1.12  # of the axis of shares, so that an interval that ends at 1 is seen whole
LABEL_MONTHS: Final = 10  # that a number above a line is wide
LABEL_TOP: Final = 0.9  # above it a number would touch the heading of its band, and stands below its line


def draw_together(axes: Axes, together: TogetherBand, room: Room, say: Wording) -> None:
    """Draw the line, and each level over its own months."""
    points = with_gaps(together.points)
    at = middles(points.index)
    axes.fill_between(at, points["low"], points["high"], color=COLOUR.engagement, alpha=0.18, linewidth=0)
    axes.plot(at, points["value"], color=COLOUR.engagement, linewidth=1.4)
    share_axis(axes, say, TOP)
    for first, last, level in together.levels:
        begins, ends = on_axis(first.start_time), on_axis(last.end_time)
        axes.plot([begins, ends], [level, level], color=COLOUR.text, linewidth=2.2, solid_capstyle="butt")
        height, up = _find_height(points, first, level)
        look: dict[str, Any] = {"xy": (begins, height), "xytext": (2, 3 if up else -3)}
        look |= {
            "textcoords": "offset points",
            "va": "bottom" if up else "top",
            "fontsize": SMALL,
            "fontweight": "bold",
            "color": COLOUR.text,
        }
        room.write(axes, [(say.percent(level), look)])


def _find_height(points: pd.DataFrame, first: pd.Period, level: float) -> tuple[float, bool]:
    """Return where the number of a level stands so that it lies on no interval, and whether that is above it."""
    starts = first_months(points)
    inside = points[(starts >= first) & (starts < first + LABEL_MONTHS)]
    above = max([level, *inside["high"].dropna()])
    return (above, True) if above < LABEL_TOP else (min([level, *inside["low"].dropna()]), False)
