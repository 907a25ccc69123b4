"""What is marked on a time axis beside the lines: versions, milestones, and the months in which a fall began."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from drift.charts.axes import on_axis
from drift.charts.style import COLOUR, SMALL
from drift.errors import Note
from drift.wording import Wording
from drift.wording.shorten import shorten_words

LABEL_LENGTH: Final = 48  # characters of a label above the axes
LETTER_WIDTH: Final = 0.0092  # of the axes' width, a letter of 7.5 points
ROW_HEIGHT: Final = 10  # points, of the labels above the axes
Label = tuple[float, str, str]  # place on the axis, text, colour


@dataclass(frozen=True)
class Milestone:
    """A day that people named."""

    on: dt.date
    what: str | Note  # in their own words; a note where drift has a word for it


@dataclass(frozen=True)
class Marks:
    """What the scissors mark in time."""

    base: pd.PeriodIndex  # months that everything is measured against
    versions: pd.Series  # days on which versions took effect
    milestones: tuple[Milestone, ...] = ()
    onset: pd.Period | None = None
    onset_interval: tuple[pd.Period, pd.Period] | None = None


def mark_versions(axes: Axes, versions: pd.Series, say: Wording) -> None:
    """Mark each day on which a version took effect by a tick at the foot of the axes."""
    days = versions.dropna().drop_duplicates()
    if not len(days):
        return
    axes.plot(
        pd.to_datetime(days), np.full(len(days), 0.025), "|", transform=axes.get_xaxis_transform(),
        color=COLOUR.specification, markersize=6, markeredgewidth=0.8,
    )  # fmt: skip
    axes.annotate(
        say("chart.versions"), (1, 0.025), xycoords="axes fraction", xytext=(6, 0), textcoords="offset points",
        va="center", fontsize=SMALL, color=COLOUR.quiet, annotation_clip=False,
    )  # fmt: skip


def mark_moments(axes: Axes, marks: Marks, say: Wording) -> None:
    """Mark milestones, and in which months the fall began; their words stand above the axes."""
    low, high = axes.get_xlim()
    labels = [(on_axis(one.on), say.show(one.what), COLOUR.quiet) for one in marks.milestones]
    labels = [label for label in labels if low <= label[0] <= high]
    for at, _, _ in labels:
        axes.axvline(at, color=COLOUR.milestone, linewidth=0.9, linestyle=(0, (2, 2)))
    if marks.onset_interval is not None:
        begins, ends = on_axis(marks.onset_interval[0].start_time), on_axis(marks.onset_interval[1].end_time)
        axes.axvspan(
            begins, ends, facecolor="none", edgecolor=COLOUR.drift, hatch="////", linewidth=0.8, alpha=0.55, zorder=0
        )
        if marks.onset is not None and low <= begins <= high:
            labels.append((begins, say("chart.onset", onset=marks.onset), COLOUR.drift))
    _write_above(axes, sorted(labels, key=lambda label: label[0]))


def _write_above(axes: Axes, labels: list[Label]) -> None:
    """Write labels above the axes, in rows that do not touch; one without room to its right stands left of its day."""
    low, high = axes.get_xlim()
    rows: list[float] = []  # how far each row is filled
    for at, text, colour in labels:
        label = shorten_words(text, LABEL_LENGTH)
        width = len(label) * LETTER_WIDTH * (high - low)
        turned = at + width > high
        begins, ends = (at - width, at) if turned else (at, at + width)
        row = next((i for i, filled in enumerate(rows) if filled < begins), len(rows))
        rows[row:] = [ends, *rows[row + 1 :]]
        shift = (-2 if turned else 2, 3 + ROW_HEIGHT * row)
        axes.annotate(
            label, (at, 1), xycoords=("data", "axes fraction"), xytext=shift, textcoords="offset points",
            ha="right" if turned else "left", va="bottom", fontsize=SMALL, color=colour, annotation_clip=False,
        )  # fmt: skip
