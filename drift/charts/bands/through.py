"""What is marked through all bands: the months compared with, when a fall began, milestones; named below the years."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes

from drift.charts.axes import on_axis
from drift.charts.bands.room import Room
from drift.charts.marks import Marks
from drift.charts.style import COLOUR, SMALL
from drift.wording import Wording
from drift.wording.shorten import shorten_words

LABEL_LENGTH: Final = 34  # characters of a milestone
BELOW, ROW = 27, 12  # points under the axis of the first row of words, from row to row


def mark_through(panels: list[Axes], last: Axes, marks: Marks, room: Room, say: Wording) -> None:
    """Mark every band that is known, and write under the last what is marked; a word without room stays away."""
    for axes in panels:
        _mark(axes, marks)
    low, high = last.get_xlim()
    for at, text, colour in _list_words(marks, low, say):
        if low <= at <= high:
            look: dict[str, Any] = {"xy": (at, 0), "xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            look |= {"fontsize": SMALL, "color": colour}
            room.write(last, [(text, look | {"xytext": (0, -BELOW - ROW * row)}) for row in (0, 1)])


def _mark(axes: Axes, marks: Marks) -> None:
    low, high = axes.get_xlim()
    if len(marks.base) and on_axis(marks.base[-1].end_time) > low:
        begins = max(on_axis(marks.base[0].start_time), low)
        axes.axvspan(begins, on_axis(marks.base[-1].end_time), color=COLOUR.base, zorder=-2, linewidth=0)
    if marks.onset_interval is not None:
        begins, ends = on_axis(marks.onset_interval[0].start_time), on_axis(marks.onset_interval[1].end_time)
        axes.axvspan(
            begins, ends, facecolor="none", edgecolor=COLOUR.drift, hatch="/////", linewidth=0.6, alpha=0.6, zorder=3
        )
    for one in marks.milestones:
        if low <= on_axis(one.on) <= high:
            axes.axvline(on_axis(one.on), color=COLOUR.milestone, linewidth=0.9, linestyle=(0, (2, 2)))


def _list_words(marks: Marks, low: float, say: Wording) -> list[tuple[float, str, str]]:
    """Return place, words and colour, the weightiest first."""
    words = []
    if marks.onset_interval is not None:
        words.append((on_axis(marks.onset_interval[0].start_time), say("front.band.onset"), COLOUR.drift))
    if len(marks.base) and on_axis(marks.base[-1].end_time) > low:
        words.append((max(on_axis(marks.base[0].start_time), low), say("front.band.base"), COLOUR.quiet))
    told = [(on_axis(one.on), shorten_words(say.show(one.what), LABEL_LENGTH)) for one in marks.milestones]
    return [*words, *((at, text, COLOUR.quiet) for at, text in told)]
