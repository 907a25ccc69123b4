"""Words beside a chart: cut to the room there is, and moved apart where they would touch."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from drift.wording.shorten import shorten_middle

LABEL_LENGTH: Final = 26  # characters beside a chart
LABEL_HEIGHT: Final = 0.17  # inches, of one line beside a chart


def shorten_label(text: str) -> str:
    """Return a label that fits beside a chart."""
    return shorten_middle(text, LABEL_LENGTH)


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
