"""The scissors: the paper and the work on one dated axis, each with its own doubt."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from drift.analysis import Analysis
from drift.charts.style import (
    COLOUR,
    PAGE_WIDTH,
    Chart,
    change_axis,
    drawing,
    label_ends,
    middles,
    month_ends,
    new_figure,
    on_axis,
    shade_base,
    with_gaps,
    year_axis,
)
from drift.measures.shown import show_measures
from drift.wording import Wording
from drift.wording.shorten import shorten_words

HEIGHT = 3.0  # inches
MILESTONE_LENGTH = 48  # characters of a label above the axes
LETTER_WIDTH = 0.0092  # of the axes' width, a letter of 7.5 points
ROW_HEIGHT = 10  # points, of the labels above the axes
PANELS = (2.3, 1)  # heights: the two indices, the distance between them


def draw_scissors(analysis: Analysis, say: Wording, title: str) -> Chart:
    """Draw the index of the specification by month and of the engagement by month or quarter, with its interval.

    Parameters
    ----------
    analysis : its indices, shape (n_months,), and shown["engagement"], shown["drift"]: value, low, high (natural logs)
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : two panels, the indices and drift; one where drift cannot be told. data: the indices, a row a month
    """
    paper = analysis.indices["specification"].dropna()
    work = show_measures(analysis.measured).frames["engagement"].dropna()
    with drawing():
        figure, axes, below = _panels(analysis)
        ends = []
        if len(paper):
            axes.step(month_ends(paper.index), paper, where="post", color=COLOUR.specification, linewidth=1.8)
            ends.append((month_ends(paper.index)[-1], float(paper.iloc[-1]), say("chart.paper"), COLOUR.specification))
        if len(work):
            ends.append(_draw_work(axes, work, show_measures(analysis.measured).work_is, say))
        _mark_versions(axes, analysis, say)
        axes.set_ylim(*_limits(paper, work))
        change_axis(axes, say)
        year_axis(axes, analysis.indices.index)
        base = analysis.measured.base.work if len(analysis.measured.base.work) else analysis.measured.base.paper
        shade_base(axes, base, say("chart.base"))
        _mark_moments(axes, analysis, say)
        axes.set_ylabel(say("chart.change_axis"))
        label_ends(axes, ends)
        if below is not None:
            _draw_drift(below, show_measures(analysis.measured).frames["drift"].dropna(), base, say)
    return Chart("scissors", figure, _describe(title, analysis, say), _data(analysis))


def _panels(analysis: Analysis) -> tuple[Figure, Axes, Axes | None]:
    """Return the figure with one pair of axes, and a second below it where drift can be told."""
    if not len(show_measures(analysis.measured).frames["drift"].dropna()):
        figure, axes = new_figure(HEIGHT)
        return figure, axes, None
    figure = Figure(figsize=(PAGE_WIDTH, HEIGHT), layout="constrained")
    axes, below = figure.subplots(2, 1, sharex=True, height_ratios=PANELS)
    return figure, axes, below


def _draw_drift(axes: Axes, known: pd.DataFrame, base: pd.PeriodIndex, say: Wording) -> None:
    drift = with_gaps(known)
    at = middles(drift.index)
    axes.fill_between(at, drift["low"], drift["high"], color=COLOUR.drift, alpha=0.2, linewidth=0)
    axes.plot(at, drift["value"], color=COLOUR.drift, linewidth=1.6, marker="s", markersize=3)
    low, high = min(float(drift["low"].min()), -0.1), max(float(drift["high"].max()), 0.1)
    axes.set_ylim(low - 0.1 * (high - low), high + 0.1 * (high - low))
    change_axis(axes, say, most=3)
    shade_base(axes, base, "")
    axes.set_title(say("chart.drift_title"), loc="left", fontsize=8, color=COLOUR.drift)
    label_ends(axes, [(at[-1], float(drift["value"].iloc[-1]), say("chart.drift"), COLOUR.drift)])


def _draw_work(axes: Axes, known: pd.DataFrame, work_is: str, say: Wording) -> tuple[pd.Timestamp, float, str, str]:
    work = with_gaps(known)
    at = middles(work.index)
    axes.fill_between(at, work["low"], work["high"], color=COLOUR.engagement, alpha=0.22, linewidth=0)
    axes.plot(at, work["value"], color=COLOUR.engagement, linewidth=1.6, marker="o", markersize=3.5)
    return at[-1], float(work["value"].iloc[-1]), say(f"chart.{work_is}"), COLOUR.engagement


def _limits(paper: pd.Series, work: pd.DataFrame) -> tuple[float, float]:
    everything = [paper, work["value"], work["low"], work["high"]]
    low = min(min((part.min() for part in everything if len(part)), default=0), -0.1)
    high = max(max((part.max() for part in everything if len(part)), default=0), 0.1)
    return low - 0.12 * (high - low), high + 0.12 * (high - low)


def _mark_versions(axes: Axes, analysis: Analysis, say: Wording) -> None:
    dates = analysis.measured.paper.stocks.versions["effective_on"].dropna().drop_duplicates()
    if not len(dates):
        return
    axes.plot(
        pd.to_datetime(dates),
        np.full(len(dates), 0.025),
        "|",
        transform=axes.get_xaxis_transform(),
        color=COLOUR.specification,
        markersize=6,
        markeredgewidth=0.8,
    )
    axes.annotate(
        say("chart.versions"),
        (1, 0.025),
        xycoords="axes fraction",
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontsize=7.5,
        color=COLOUR.quiet,
        annotation_clip=False,
    )


def _mark_onset(axes: Axes, analysis: Analysis) -> None:
    """Mark in which months the fall began, with its doubt; the label stands with the milestones."""
    interval = analysis.verdict.onset_interval
    if interval is not None:
        ends = on_axis(interval[0].start_time), on_axis(interval[1].end_time)
        axes.axvspan(*ends, facecolor="none", edgecolor=COLOUR.drift, hatch="////", linewidth=0.8, alpha=0.55, zorder=0)


def _mark_moments(axes: Axes, analysis: Analysis, say: Wording) -> None:
    """Mark milestones and the onset; their words stand above the axes, in rows that do not touch."""
    low, high = axes.get_xlim()
    milestones = analysis.project.settings.milestone
    tables = {(one.held.held_on, one.held.what): say("form.milestone") for one in analysis.remarks.tables_held}
    told = [
        (on_axis(one.on), tables.get((one.on, one.what), say.show(one.what)), COLOUR.quiet)
        for one in milestones
        if low <= on_axis(one.on) <= high
    ]
    for at, _, _ in told:
        axes.axvline(at, color=COLOUR.milestone, linewidth=0.9, linestyle=(0, (2, 2)))
    _mark_onset(axes, analysis)
    verdict = analysis.verdict
    if verdict.onset is not None and verdict.onset_interval is not None:
        first = on_axis(verdict.onset_interval[0].start_time)
        told.append((first, say("chart.onset", onset=verdict.onset), COLOUR.drift))
    rows: list[float] = []  # how far each row is filled
    for at, text, colour in sorted(
        (moment for moment in told if low <= moment[0] <= high), key=lambda moment: moment[0]
    ):
        label = shorten_words(text, MILESTONE_LENGTH)
        width = len(label) * LETTER_WIDTH * (high - low)
        turned = at + width > high  # no room to the right
        begins, ends = (at - width, at) if turned else (at, at + width)
        row = next((i for i, filled in enumerate(rows) if filled < begins), len(rows))
        rows[row:] = [ends, *rows[row + 1 :]]
        axes.annotate(
            label,
            (at, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-2 if turned else 2, 3 + ROW_HEIGHT * row),
            textcoords="offset points",
            fontsize=7.5,
            color=colour,
            ha="right" if turned else "left",
            va="bottom",
            annotation_clip=False,
        )


def _describe(title: str, analysis: Analysis, say: Wording) -> str:
    series = {
        "alt.paper": analysis.indices["specification"].dropna(),
        f"alt.{show_measures(analysis.measured).work_is}": show_measures(analysis.measured)
        .frames["engagement"]["value"]
        .dropna(),
        "alt.drift": show_measures(analysis.measured).frames["drift"]["value"].dropna(),
    }
    told = [
        say(
            code,
            first=values.index[0],
            start=say.change(values.iloc[0]),
            last=values.index[-1],
            end=say.change(values.iloc[-1]),
            lowest=say.change(values.min()),
            highest=say.change(values.max()),
        )
        for code, values in series.items()
        if len(values)
    ]
    if analysis.verdict.onset_interval is not None:
        first, last = analysis.verdict.onset_interval
        told.append(say("alt.onset", first=first, last=last))
    return " ".join([title, *told])


def _data(analysis: Analysis) -> pd.DataFrame:
    return analysis.indices.rename_axis("period").reset_index()
