"""How each document grew or shrank: its size alone, over its whole life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from drift.charts.axes import add_stairs, change_axis, fit_changes, label_ends, shade_base, year_axis
from drift.charts.style import COLOUR, DOCUMENT_STYLES, Chart, drawing, new_figure, tell_ends
from drift.wording import Wording
from drift.wording.shorten import shorten_middle

HEIGHT: Final = 2.1  # inches
LABEL_LENGTH: Final = 26  # characters beside a chart
NAMED: Final = len(DOCUMENT_STYLES)  # documents drawn with a name; the others, which changed least, stay thin and grey


def draw_documents(
    sizes: Mapping[str, pd.Series], versions: pd.DataFrame, base: pd.PeriodIndex, say: Wording, title: str
) -> Chart:
    """Draw one line a document: the logarithm of its size, 0 in the base.

    Parameters
    ----------
    sizes : document -> Series over the months of both sides, which the axis spans; NaN before the first version
    versions : columns document, effective_on (the day)
    base : months that the paper is measured against
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : lines that end in their names. data: a row a month, a column a document
    """
    known = {name: size.dropna() for name, size in sizes.items() if size.notna().any()}
    days = {name: versions.loc[versions["document"] == name, "effective_on"] for name in known}
    data = pd.DataFrame(sizes).rename_axis("period")
    with drawing():
        figure, axes = new_figure(HEIGHT)
        ends = _draw_lines(axes, known, days, say)
        fit_changes(axes, [*known.values()], 0.1, 0.12)
        change_axis(axes, say)
        year_axis(axes, data.index)
        shade_base(axes, base, say("chart.base"))
        axes.set_ylabel(say("chart.size_axis"))
        label_ends(axes, ends)
    return Chart("documents", figure, _describe(title, known, say), data.reset_index())


def _draw_lines(
    axes: Axes, sizes: dict[str, pd.Series], days: dict[str, pd.Series], say: Wording
) -> list[tuple[pd.Timestamp, float, str, str]]:
    """Draw every document and return the labels of those that are named: place, height, text, colour."""
    named = sorted(sizes, key=lambda name: -abs(float(sizes[name].iloc[-1])))[:NAMED]
    for name in [name for name in sizes if name not in named]:
        add_stairs(axes, sizes[name], days[name], color=COLOUR.milestone, linewidth=0.7)
    ends = []
    for (colour, dash), name in zip(DOCUMENT_STYLES, [name for name in sizes if name in named], strict=False):
        at = add_stairs(axes, sizes[name], days[name], color=colour, linestyle=dash, linewidth=1.8)
        last = float(sizes[name].iloc[-1])
        ends.append((at, last, f"{shorten_middle(say.show(name), LABEL_LENGTH)} {say.change(last)}", colour))
    return ends


def _describe(title: str, sizes: dict[str, pd.Series], say: Wording) -> str:
    sentences = [say("alt.document", document=name, **tell_ends(size, say.change)) for name, size in sizes.items()]
    return " ".join([title, *sentences])
