"""How each document grew or shrank: its size alone, over its whole life."""

from __future__ import annotations

import pandas as pd

from drift.analysis import Analysis
from drift.charts.style import (
    COLOUR,
    DOCUMENT_STYLES,
    LABEL_LENGTH,
    Chart,
    change_axis,
    drawing,
    label_ends,
    month_ends,
    new_figure,
    shade_base,
    year_axis,
)
from drift.wording import Wording
from drift.wording.shorten import shorten_middle

HEIGHT = 2.1  # inches
NAMED = len(DOCUMENT_STYLES)  # documents drawn with a name; the others, which changed least, stay thin and grey


def draw_documents(analysis: Analysis, say: Wording, title: str) -> Chart:
    """Draw one line a document: the logarithm of its size, 0 in the base.

    Parameters
    ----------
    analysis : its specification.by_document: document -> Series, shape (n_months,), NaN before the first version
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : lines that end in their names. data: a row a month, a column a document
    """
    sizes = {name: size.dropna() for name, size in analysis.measured.paper.specification.by_document.items()}
    sizes = {name: size for name, size in sizes.items() if len(size)}
    with drawing():
        figure, axes = new_figure(HEIGHT)
        ends = []
        named = sorted(sizes, key=lambda name: -abs(float(sizes[name].iloc[-1])))[:NAMED]
        for name in [name for name in sizes if name not in named]:
            axes.step(month_ends(sizes[name].index), sizes[name], where="post", color=COLOUR.milestone, linewidth=0.7)
        for (colour, dash), name in zip(DOCUMENT_STYLES, [name for name in sizes if name in named], strict=False):
            size = sizes[name]
            at = month_ends(size.index)
            axes.step(at, size, where="post", color=colour, linestyle=dash, linewidth=1.8)
            label = f"{shorten_middle(say.show(name), LABEL_LENGTH)} {say.change(size.iloc[-1])}"
            ends.append((at[-1], float(size.iloc[-1]), label, colour))
        low, high = min([*(s.min() for s in sizes.values()), -0.1]), max([*(s.max() for s in sizes.values()), 0.1])
        axes.set_ylim(low - 0.1 * (high - low), high + 0.12 * (high - low))
        change_axis(axes, say)
        year_axis(axes, analysis.indices.index)
        shade_base(axes, analysis.measured.base.paper, say("chart.base"))
        axes.set_ylabel(say("chart.size_axis"))
        label_ends(axes, ends)
    data = pd.DataFrame(analysis.measured.paper.specification.by_document).rename_axis("period").reset_index()
    return Chart("documents", figure, _describe(title, sizes, say), data)


def _describe(title: str, sizes: dict[str, pd.Series], say: Wording) -> str:
    lines = [
        say(
            "alt.document",
            document=name,
            first=size.index[0],
            start=say.change(size.iloc[0]),
            last=size.index[-1],
            end=say.change(size.iloc[-1]),
        )
        for name, size in sizes.items()
    ]
    return " ".join([title, *lines])
