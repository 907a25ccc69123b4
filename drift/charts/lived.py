"""Kinds of clauses: how many came, and in how many incidents people named one; two bars a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from drift.charts.style import COLOUR, SMALL, Chart, drawing
from drift.wording import Wording
from drift.wording.case import capitalise

WIDTH: Final = 4.95  # inches: its column of the page, so that words keep their size
LINE: Final = 0.21  # inches, of a kind
HEAD: Final = 0.4  # inches, of the words above the bars
ROOM: Final = 1.25  # of the longest bar, so that its number stands beside it
PARTS: Final = {"came": COLOUR.specification, "named": COLOUR.engagement}


@dataclass(frozen=True)
class LivedKind:
    """A kind of clause: how many came since the first version, and how many incidents named one."""

    name: str
    came: int
    named: int


def draw_lived(kinds: Sequence[LivedKind], say: Wording, title: str) -> Chart:
    """Draw two bars a kind beside each other, each part on its own scale: clauses and incidents are no one unit.

    Parameters
    ----------
    kinds : at least one, in the order in which they are drawn
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : data: kind, came, named
    """
    data = pd.DataFrame([(kind.name, kind.came, kind.named) for kind in kinds], columns=["kind", *PARTS])
    with drawing():
        figure = Figure(figsize=(WIDTH, HEAD + LINE * len(kinds)), layout="constrained")
        panels = figure.subplots(1, len(PARTS), sharey=True)
        for axes, name in zip(panels, PARTS, strict=True):
            _draw_part(axes, data[name], PARTS[name], say)
            axes.set_title(say(f"norms.lived.chart.{name}"), loc="left", fontsize=SMALL, fontweight="bold")
        panels[0].set_yticks(range(len(kinds)), [capitalise(kind.name) for kind in kinds])
        panels[0].invert_yaxis()
    told = [say("norms.lived.chart.alt", kind=kind.name, came=kind.came, named=kind.named) for kind in kinds]
    return Chart("lived", figure, " ".join([title.removesuffix(".") + ".", *map(capitalise, told)]), data)


def _draw_part(axes: Axes, values: pd.Series, colour: str, say: Wording) -> None:
    axes.barh(values.index, values, height=0.62, color=colour)
    for at, value in values.items():
        axes.annotate(
            say.number(value), (value, at), xytext=(3, 0), textcoords="offset points", va="center", fontsize=SMALL
        )  # fmt: skip
    axes.set_xlim(0, max(int(values.max()), 1) * ROOM)
    axes.set_xticks([])
    axes.tick_params(length=0, labelsize=SMALL)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(side == "left")
