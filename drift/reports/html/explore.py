"""The picture of page 1 that can be asked: by pointer and by keyboard, month by month, step by step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.charts.axes import on_axis
from drift.reports.html.clauses import name_step, write_step
from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.months import BANDS, Month, Months, tell_months
from drift.reports.html.steps import VersionStep
from drift.reports.html.tables import fold, lay_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from drift.charts.style import Chart
    from drift.reports.material import Material
    from drift.wording import Wording

PLACES: Final = 5  # decimals of a share of the picture


def write_explorer(material: Material, chart: Chart, picture: Markup, steps: list[VersionStep]) -> Markup:
    """Return the picture with what it answers by, and all of that as tables for who has no script.

    Parameters
    ----------
    picture : the chart as it is drawn on the page
    steps : as `list_steps`
    """
    say, months = material.say, tell_months(material)
    names = [f"{say.language}-step-{i}" for i in range(len(steps))]
    data = {
        **_tell_data(months, chart),
        "steps": _place_steps(steps, names, chart, say),
        "open": say("html.open_step", step="{step}"),
    }
    return tag(
        "div",
        tag("div", tag("div", picture, _write_slider(months, say), class_="inner"), class_="picture"),
        tag("p", say("html.how"), *([" ", say("html.how_steps")] if steps else []), class_="how", hidden=True),
        _write_panel(months, say),
        tag("script", Markup(to_script(data)), type="application/json"),
        fold(say("html.by_month"), *_write_months(months, say)),
        *([fold(say("html.steps"), *map(write_step, steps, names, [say] * len(steps)))] if steps else []),
        class_="explore",
    )


def to_script(data: dict[str, Any]) -> str:
    """Return JSON as it can stand in a page: nothing in it can end its element or begin another."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def _tell_data(months: Months, chart: Chart) -> dict[str, Any]:
    axes = chart.figure.axes[: len(BANDS)]
    boxes = [one.get_position() for one in axes]
    return {
        "top": _round(1 - max(box.y1 for box in boxes)),
        "start": find_start(months),
        "bottom": _round(1 - min(box.y0 for box in boxes)),
        "paper": [_round(1 - boxes[0].y1), _round(1 - boxes[0].y0)],
        "months": [
            {
                "month": str(one.period),
                "name": one.name,
                "at": _span(one, axes[0]),
                "bands": one.bands,
                "numbers": one.numbers,
            }
            for one in months.months
        ],
    }


def _span(month: Month, axes: Axes) -> list[float]:
    return [_across(at, axes) for at in (month.period.start_time, month.period.end_time)]


def _across(at: pd.Timestamp, axes: Axes) -> float:
    """Return where a moment lies, as a share of the width of the picture."""
    (low, high), box = axes.get_xlim(), axes.get_position()
    share = min(max((on_axis(at) - low) / (high - low), 0), 1)
    return _round(box.x0 + share * (box.x1 - box.x0))


def _round(share: float) -> float:
    return round(float(share), PLACES)


def _place_steps(steps: list[VersionStep], names: list[str], chart: Chart, say: Wording) -> list[dict[str, Any]]:
    axes = chart.figure.axes[0]
    return [
        {"id": name, "name": name_step(step, say), "at": _across(step.day, axes), "month": step.day.strftime("%Y-%m")}
        for step, name in zip(steps, names, strict=True)
        if step.day is not None
    ]


def find_start(months: Months) -> int:
    """Return the month that is told first: the last of those of which most bands tell something."""
    told = [sum(bool(window) for _, _, window in month.bands) for month in months.months]
    return max(i for i, n in enumerate(told) if n == max(told))


def _write_slider(months: Months, say: Wording) -> Markup:
    ends = {"min": "0", "max": str(len(months.months) - 1), "value": str(find_start(months))}
    slider = tag("input", type="range", hidden=True, autocomplete="off", aria_label=say("html.month"), **ends)
    return join(tag("div", class_="mark", hidden=True), slider)


def _write_panel(months: Months, say: Wording) -> Markup:
    """Return where the chosen month is told; the script fills it. Only the bands are read out by themselves."""
    said = tag("dd", tag("b"), " ", tag("span"), " ", tag("span"))
    told = (tag("div", tag("dt", name), said) for name in months.bands)
    rows = [[name, "", "", ""] for name in months.measures]
    heads = [say(f"html.{name}") for name in ("measure", "value", "n", "known")]
    return tag(
        "div",
        tag("div", tag("p"), tag("dl", *told), class_="told", aria_live="polite", aria_atomic="true"),
        tag("p", class_="opens"),
        tag("div", fold(say("html.numbers"), lay_table(say("html.numbers"), heads, rows)), class_="numbers"),
        class_="panel",
        hidden=True,
    )


def _write_months(months: Months, say: Wording) -> list[Markup]:
    """Return two tables with a row a month: the bands, and the measures."""
    bands = ([one.name, *map(_cell, one.bands)] for one in months.months)
    numbers = ([one.name, *(value for value, _, _ in one.numbers)] for one in months.months)
    return [
        lay_table(say("html.bands_by_month"), [say("html.month"), *months.bands], bands, text_columns=4),
        lay_table(say("html.numbers"), [say("html.month"), *months.measures], numbers),
    ]


def _cell(row: tuple[str, ...]) -> str:
    return "; ".join(part for part in row if part)
