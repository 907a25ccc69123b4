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
ROWS: Final = 3


def mark_through(panels: list[Axes], last: Axes, marks: Marks, room: Room, say: Wording) -> None:
    """Mark every band that is known, and write under the last what is marked; a milestone without room stays away."""
    for axes in panels:
        _mark(axes, marks)
    low, high = last.get_xlim()
    for at, text, colour in _list_words(marks, low, say):
        if low <= at <= high:
            _write(last, room, at, text, colour)
    for one in marks.milestones:
        at = on_axis(one.on)
        if low <= at <= high and _write(last, room, at, shorten_words(say.show(one.what), LABEL_LENGTH), COLOUR.quiet):
            for axes in panels:
                axes.axvline(at, color=COLOUR.milestone, linewidth=0.9, linestyle=(0, (2, 2)))


def _write(axes: Axes, room: Room, at: float, text: str, colour: str) -> bool:
    """Write words under a place of the axis, from it on or up to it, in the first row that has room for them."""
    look: dict[str, Any] = {"xy": (at, 0), "xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    look |= {"fontsize": SMALL, "color": colour}
    places = [{"xytext": (0, -BELOW - ROW * row), "ha": side} for side in ("left", "right") for row in range(ROWS)]
    return room.write(axes, [(text, look | place) for place in places])


def _mark(axes: Axes, marks: Marks) -> None:
    low = axes.get_xlim()[0]
    if len(marks.base) and on_axis(marks.base[-1].end_time) > low:
        begins = max(on_axis(marks.base[0].start_time), low)
        axes.axvspan(begins, on_axis(marks.base[-1].end_time), color=COLOUR.base, zorder=-2, linewidth=0)
    if marks.onset_interval is not None:
        begins, ends = on_axis(marks.onset_interval[0].start_time), on_axis(marks.onset_interval[1].end_time)
        axes.axvspan(
            begins, ends, facecolor="none", edgecolor=COLOUR.drift, hatch="/////", linewidth=0.6, alpha=0.6, zorder=3
        )


def _list_words(marks: Marks, low: float, say: Wording) -> list[tuple[float, str, str]]:
    """Return place, words and colour of what the sentence speaks of."""
    words = []
    if marks.onset_interval is not None:
        first, last = marks.onset_interval
        early = len(marks.base) > 0 and first <= marks.base[-1]  # as the sentence: "or earlier"
        at, code = (last.end_time, "onset_by") if early else (first.start_time, "onset")
        words.append((on_axis(at), say(f"front.band.{code}"), COLOUR.drift))
    if len(marks.base) and on_axis(marks.base[-1].end_time) > low:
        words.append((max(on_axis(marks.base[0].start_time), low), say("front.band.base"), COLOUR.quiet))
    return words
