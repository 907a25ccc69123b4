"""A problem as a line through two lanes: what happened, when, and on whose side; its alternative text and its data."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from drift.charts.lanes.parts import Lanes, LaneStep
from drift.charts.lanes.place import AIR, LINE, SIZE, WIDTH, Box, Label, Layout, lay_out
from drift.charts.style import COLOUR, Chart, drawing
from drift.charts.typeface import FAMILIES
from drift.wording import Wording

INCH: Final = 72.0  # points
KEY_GAP: Final = 14.0  # points, before a mark of the key
FOOT: Final = 15.0  # points, for the line about scale and what is left out
RISE: Final = 0.78  # of a line, from its top to the foot of its letters
MARKS: Final = {"escalated": "^", "referred back": "v", "resolved": "s", "closed": "s", "again": "D"}
DAY_S: Final = 86400
GAP_DAYS: Final = 2  # between two steps; from here on it is written how long nothing happened


def draw_lanes(lanes: Lanes, say: Wording, title: str) -> Chart:
    """Draw a mark a step in the lane of its side, and a line through them.

    Parameters
    ----------
    title : what people called it, with which the alternative text begins

    Returns
    -------
    chart : data: a row a step: when, lane, said
    """
    steps = lanes.steps
    nobody = any(step.lane is None for step in steps)
    names = [say("side.customer"), say("roundtable.lane.nobody") if nobody else "", say("side.supplier")]
    names = [name[:1].upper() + name[1:] for name in names]
    with drawing():
        layout = lay_out(steps, measure, names)
        figure, axes = _canvas(layout)
        _draw_lanes(axes, layout, names)
        _draw_path(axes, steps, layout)
        for label in layout.labels.values():
            _write(axes, label)
        _write_gaps(axes, steps, layout, say)
        n_bare = len(steps) - len(layout.labels) + lanes.n_more
        foot = say("roundtable.lane.foot_more", n=n_bare) if n_bare else say("roundtable.lane.foot")
        _foot(axes, layout, foot, {MARKS[step.kind]: step.kind for step in steps if step.kind in MARKS}, say)
    return Chart(f"lanes{lanes.number}", figure, _describe(lanes, say, title), _gather(steps, say))


@cache
def _renderer() -> object:
    return FigureCanvasAgg(Figure(dpi=INCH)).get_renderer()  # type: ignore[no-untyped-call]  # backends have no types


def measure(text: str, weight: str = "normal") -> float:
    """Return how wide a text is in points: letter by letter, which is a little more than it takes."""
    return 1 + sum(_advance(letter, weight) for letter in text)


@cache
def _advance(letter: str, weight: str) -> float:
    """Return how much further the next letter stands; by itself a blank would have no width."""
    face = FontProperties(family=[*FAMILIES], size=SIZE, weight=weight)
    with warnings.catch_warnings():  # of a sign that no face has; who writes a report has replaced it
        warnings.simplefilter("ignore", UserWarning)
        wide, narrow = (
            _renderer().get_text_width_height_descent(text, face, ismath=False)[0]  # type: ignore[attr-defined]  # idem
            for text in (f"n{letter}n", "nn")
        )
    return float(wide - narrow)


def _canvas(layout: Layout) -> tuple[Figure, Axes]:
    bottom, top = layout.bottom - FOOT, layout.top + AIR
    figure = Figure(figsize=(WIDTH / INCH, (top - bottom) / INCH))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(bottom, top))
    axes.set_axis_off()
    return figure, axes


def _draw_lanes(axes: Axes, layout: Layout, names: list[str]) -> None:
    for name, y in zip(names, (layout.band, layout.band / 2, 0), strict=True):
        if name:
            style = "-" if y in (0, layout.band) else (0, (2, 3))
            begins = measure(name, "bold") + 6
            axes.plot([begins, WIDTH], [y, y], color=COLOUR.base, linewidth=5 if style == "-" else 1.2, linestyle=style)
            axes.text(0, y, name, fontsize=SIZE, fontweight="bold", va="center_baseline")


def _draw_path(axes: Axes, steps: Sequence[LaneStep], layout: Layout) -> None:
    """Draw the line through the steps, their marks, and the thin lines to words further off."""
    path = [place for step, place in zip(steps, layout.at, strict=True) if step.joined]
    axes.plot(*zip(*path, strict=True), color=COLOUR.text, linewidth=1.4, solid_joinstyle="round")
    for label in layout.labels.values():
        if label.leader:
            x = (label.leader.left + label.leader.right) / 2
            axes.plot([x, x], [label.leader.bottom, label.leader.top], color=COLOUR.milestone, linewidth=0.6, zorder=1)
    for i, (step, (x, y)) in enumerate(zip(steps, layout.at, strict=True)):
        filled = step.joined and i in layout.labels
        axes.plot(
            [x], [y], MARKS.get(step.kind, "o"), markersize=6.5 if i in layout.labels else 4.5,
            markerfacecolor=COLOUR.text if filled else "white", markeredgecolor=COLOUR.text, markeredgewidth=1.1,
        )  # fmt: skip


def _write(axes: Axes, label: Label) -> None:
    x = label.box.left if label.align == "left" else label.box.right
    for k, line in enumerate(label.lines):
        axes.text(
            x, label.box.top - LINE * (k + RISE), line, ha=label.align, va="baseline", fontsize=SIZE,
            fontweight="normal" if k else "bold",
        )  # fmt: skip


def _write_gaps(axes: Axes, steps: Sequence[LaneStep], layout: Layout, say: Wording) -> None:
    """Write along the line how many days nothing happened, where there is room."""
    joined = [(step.at, place) for step, place in zip(steps, layout.at, strict=True) if step.joined]
    taken = [label.box for label in layout.labels.values()]
    taken += [label.leader for label in layout.labels.values() if label.leader]
    for (before, (x0, y0)), (after, (x1, y1)) in pairwise(joined):
        days = (after.date() - before.date()).days
        if days >= GAP_DAYS and y0 == y1:
            text = say("roundtable.lane.gap", n=days)
            half, middle, foot = measure(text) / 2, (x0 + x1) / 2, y0 + (4 if y0 < layout.band else -LINE - 2)
            box = Box(middle - half, foot, middle + half, foot + LINE)
            if half < (x1 - x0) / 2 - 5 and not any(box.touches(other, AIR) for other in taken):
                axes.text(middle, foot + LINE * (1 - RISE), text, ha="center", fontsize=SIZE, color=COLOUR.quiet)
                taken.append(box)


def _foot(axes: Axes, layout: Layout, text: str, kinds: dict[str, str], say: Wording) -> None:
    """Write the line below the lanes, and behind it what each mark that is there stands for, as far as it fits."""
    x, y = measure(text) + KEY_GAP, layout.bottom - FOOT + LINE * (1 - RISE)
    axes.text(0, y, text, fontsize=SIZE, color=COLOUR.quiet)
    for mark, kind in kinds.items():
        word = say(f"roundtable.lane.key.{kind}")
        if x + KEY_GAP + measure(word) > WIDTH:
            return
        axes.plot([x], [y + LINE * 0.3], mark, markersize=5, color=COLOUR.quiet)
        axes.text(x + KEY_GAP / 2, y, word, fontsize=SIZE, color=COLOUR.quiet)
        x += 1.5 * KEY_GAP + measure(word)


def _tell(step: LaneStep) -> str:
    return step.quoted[0] if step.quoted else step.said


def _describe(lanes: Lanes, say: Wording, title: str) -> str:
    steps = [say("roundtable.lane.alt_step", when=step.when, said=_tell(step)) for step in lanes.steps]
    more = [say("roundtable.lane.alt_more", n=lanes.n_more)] if lanes.n_more else []
    return " ".join([say("roundtable.lane.alt", title=title), *steps, *more])


def _gather(steps: Sequence[LaneStep], say: Wording) -> pd.DataFrame:
    lanes = [say(f"side.{step.lane}") if step.lane else say("roundtable.lane.nobody") for step in steps]
    return pd.DataFrame({"when": [step.when for step in steps], "lane": lanes, "said": [_tell(one) for one in steps]})
