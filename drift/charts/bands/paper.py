"""The band of the paper: what the contract prescribes as stairs, the count at each step, and who wrote it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from drift.charts.axes import add_stairs, on_axis
from drift.charts.bands.parts import PaperBand
from drift.charts.bands.room import Room
from drift.charts.style import COLOUR, SMALL
from drift.wording import Wording

AIR: Final = 1.32  # times the highest count, for the words above it
LEAST: Final = 2.2  # times the first count: a paper that hardly grew must not look large


def draw_paper(axes: Axes, paper: PaperBand, room: Room, say: Wording) -> None:
    """Draw the stairs, filled, with a number at each step."""
    counts = paper.counts.dropna()
    days = pd.Series(paper.steps.index, dtype="datetime64[ns]")
    add_stairs(axes, counts, days, color=COLOUR.specification, linewidth=1.6)
    line = axes.get_lines()[-1]
    axes.fill_between(line.get_xdata(), line.get_ydata(), step="post", color=COLOUR.specification, alpha=0.85, lw=0)
    axes.set_ylim(0, max(AIR * float(counts.max()), LEAST * float(counts.iloc[0])) or 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    labels = _list_labels(counts, paper.steps, say)
    room.taken.extend(_list_filled(axes, [(at, float(counts[str(month)])) for month, (at, _) in labels.items()]))
    for month in _by_weight(counts[counts.ne(counts.shift())]):
        at, texts = labels[month]
        room.write(axes, [(text, _look(at, float(counts[str(month)]))) for text in texts])


def _list_filled(axes: Axes, steps: list[tuple[pd.Timestamp, float]]) -> list[Bbox]:
    """Return the room under each step, in pixels: dark, so that no word can be read there."""
    ends = [*(on_axis(at) for at, _ in steps[1:]), axes.get_xlim()[1]]
    corners = [((on_axis(at), 0.0), (end, height)) for (at, height), end in zip(steps, ends, strict=True)]
    return [Bbox(axes.transData.transform(pair)) for pair in corners]


def _by_weight(changed: pd.Series) -> list[pd.Period]:
    """Return the months of the steps: first, last and highest in front, for they are what the page speaks of."""
    months = pd.PeriodIndex(changed.index)
    return [*dict.fromkeys([months[0], months[-1], months[int(changed.argmax())], *months])]


def _list_labels(counts: pd.Series, steps: pd.Series, say: Wording) -> dict[pd.Period, tuple[pd.Timestamp, list[str]]]:
    """Return of each step where it lies and what may stand there: the count with who wrote it, else the count."""
    changed = counts[counts.ne(counts.shift())]
    days = {pd.Period(day, "M"): day for day in sorted(steps.index)}
    labels: dict[pd.Period, tuple[pd.Timestamp, list[str]]] = {}
    before = ""
    for month, count in zip(pd.PeriodIndex(changed.index), changed, strict=True):
        day = days.get(month)
        wrote, told = "" if day is None else str(steps[day]), say.number(count)
        at = pd.Timestamp(month.start_time if day is None else day)
        named = say("front.band.wrote", n=told, who=wrote) if wrote and wrote != before else ""
        labels[month] = (at, [*([named, "\n".join(named.rsplit(" ", 1))] if named else []), told])
        before = wrote or before
    return labels


def _look(at: pd.Timestamp, height: float) -> dict[str, Any]:
    place = {"xy": (on_axis(at), height), "xytext": (2, 3), "textcoords": "offset points"}
    return place | {"fontsize": SMALL, "fontweight": "bold", "color": COLOUR.specification}
