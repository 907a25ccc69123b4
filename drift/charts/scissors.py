"""The scissors: the paper and the work on one dated axis, each with its own doubt."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from drift.charts.axes import (
    add_stairs,
    change_axis,
    fit_changes,
    label_ends,
    middles,
    shade_base,
    with_gaps,
    year_axis,
)
from drift.charts.marks import Marks, mark_moments, mark_versions
from drift.charts.shown import Shown
from drift.charts.style import COLOUR, PAGE_WIDTH, SMALL, Chart, drawing, new_figure, tell_ends
from drift.measures.work.engagement import ENGAGEMENT
from drift.wording import Wording

HEIGHT: Final = 3.0  # inches
PANELS: Final = (2.3, 1)  # heights: the two indices, the distance between them


def draw_scissors(indices: pd.DataFrame, shown: Shown, marks: Marks, say: Wording, title: str) -> Chart:
    """Draw the index of the specification by month and of the engagement by month or quarter, with its interval.

    Parameters
    ----------
    indices : shape (n_months, n_indices), natural logs, as an Analysis has them
    shown : its engagement and drift: value, low, high (natural logs)
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : two panels, the indices and drift; one where drift cannot be told. data: the indices, a row a month
    """
    paper, work, drift = indices["specification"].dropna(), shown.points(ENGAGEMENT), shown.points("drift")
    with drawing():
        figure, axes, below = _panels(with_drift=bool(len(drift)))
        ends = []
        if len(paper):
            at = add_stairs(axes, paper, marks.versions, color=COLOUR.specification, linewidth=1.8)
            ends.append((at, float(paper.iloc[-1]), say("chart.paper"), COLOUR.specification))
        if len(work):
            ends.append(_draw_work(axes, work, say(f"chart.{shown.work_is}")))
        mark_versions(axes, marks.versions, say)
        fit_changes(axes, [paper, work["value"], work["low"], work["high"]], 0.12, 0.12)
        change_axis(axes, say)
        year_axis(axes, indices.index)
        shade_base(axes, marks.base, say("chart.base"))
        mark_moments(axes, marks, say)
        axes.set_ylabel(say("chart.change_axis"))
        label_ends(axes, ends)
        if below is not None:
            _draw_drift(below, drift, marks.base, say)
    lines = {"alt.paper": paper, f"alt.{shown.work_is}": work["value"], "alt.drift": drift["value"]}
    alt = _describe(title, lines, marks.onset_interval, say)
    return Chart("scissors", figure, alt, indices.rename_axis("period").reset_index())


def _panels(*, with_drift: bool) -> tuple[Figure, Axes, Axes | None]:
    """Return the figure with one pair of axes, and a second below it where drift can be told."""
    if not with_drift:
        figure, axes = new_figure(HEIGHT)
        return figure, axes, None
    figure = Figure(figsize=(PAGE_WIDTH, HEIGHT), layout="constrained")
    axes, below = figure.subplots(2, 1, sharex=True, height_ratios=PANELS)
    return figure, axes, below


def _draw_drift(axes: Axes, points: pd.DataFrame, base: pd.PeriodIndex, say: Wording) -> None:
    drift = with_gaps(points)
    at = middles(drift.index)
    axes.fill_between(at, drift["low"], drift["high"], color=COLOUR.drift, alpha=0.2, linewidth=0)
    axes.plot(at, drift["value"], color=COLOUR.drift, linewidth=1.6, marker="s", markersize=3)
    fit_changes(axes, [drift["low"], drift["high"]], 0.1, 0.1)
    change_axis(axes, say, most=3)
    shade_base(axes, base, "")
    axes.set_title(say("chart.drift_title"), loc="left", fontsize=SMALL, color=COLOUR.drift)
    label_ends(axes, [(at[-1], float(drift["value"].iloc[-1]), say("chart.drift"), COLOUR.drift)])


def _draw_work(axes: Axes, points: pd.DataFrame, name: str) -> tuple[pd.Timestamp, float, str, str]:
    """Draw the line of the work and return its label: place, height, text, colour."""
    work = with_gaps(points)
    at = middles(work.index)
    axes.fill_between(at, work["low"], work["high"], color=COLOUR.engagement, alpha=0.22, linewidth=0)
    axes.plot(at, work["value"], color=COLOUR.engagement, linewidth=1.6, marker="o", markersize=3.5)
    return at[-1], float(work["value"].iloc[-1]), name, COLOUR.engagement


def _describe(
    title: str, lines: dict[str, pd.Series], onset_interval: tuple[pd.Period, pd.Period] | None, say: Wording
) -> str:
    sentences = [say(code, **tell_ends(values, say.change)) for code, values in lines.items() if len(values)]
    if onset_interval is not None:
        first, last = onset_interval
        sentences.append(say("alt.onset", first=first, last=last))
    return " ".join([title, *sentences])
