"""Native charts of Excel beside the months: they follow the cells, and a month without a value is a gap."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from drift.charts.style import COLOUR
from drift.reports.workbook.book import Book
from drift.reports.workbook.sheet import Sheet
from drift.wording import Wording

SIZE: Final = {"width": 1100, "height": 310}  # pixels; three fit a printed page
ROWS_A_CHART: Final = 17
LINES: Final[dict[str, dict[str, Any]]] = {
    "specification": {"color": COLOUR.specification, "width": 2.25},
    "engagement": {"color": COLOUR.engagement, "width": 2.25, "dash_type": "dash"},
    "engagement_low": {"color": COLOUR.engagement, "width": 0.75, "dash_type": "round_dot"},
    "engagement_high": {"color": COLOUR.engagement, "width": 0.75, "dash_type": "round_dot"},
}


PARTS: Final = (  # line and dash of each component, in their order; there are four
    (COLOUR.engagement, "solid"),
    (COLOUR.specification, "dash"),
    (COLOUR.outcome, "round_dot"),
    (COLOUR.drift, "long_dash_dot"),
)


def draw_charts(book: Book, months: Sheet, components: tuple[str, ...], say: Wording) -> None:
    """Add a sheet with specification and engagement over time, its components, and the incidents opened a month.

    Parameters
    ----------
    components : columns of the months, shares
    """
    frame = months.frame
    lines = [name for name in LINES if frame[name].notna().any()]
    if not lines:
        return
    page = book.book.add_worksheet(say("sheet.charts"))
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 1)
    chart = book.book.add_chart({"type": "line"})
    for name in lines:
        chart.add_series({**_series(book, frame, name), "line": LINES[name]})
    _finish(chart, frame, say("charts.both"), say("charts.ln"), "0.0")
    page.insert_chart(0, 0, chart, {"description": _alt(frame, lines, say)})
    row = ROWS_A_CHART
    parts = [name for name in components if name in frame and frame[name].notna().any()]
    if parts:
        page.insert_chart(row, 0, _draw_parts(book, frame, parts, say), {"description": _alt_parts(frame, parts, say)})
        row += ROWS_A_CHART
    if frame["n_incidents"].notna().any():
        volume = book.book.add_chart({"type": "column"})
        volume.add_series({**_series(book, frame, "n_incidents"), "fill": {"color": COLOUR.quiet}, "gap": 40})
        _finish(volume, frame, say("chart.volume_title"), say("column.n_incidents"), "0")
        volume.set_legend({"none": True})
        page.insert_chart(row, 0, volume, {"description": say("chart.volume_title")})


def _draw_parts(book: Book, frame: pd.DataFrame, parts: list[str], say: Wording) -> Any:
    """Return a line a component, told apart in grey by its dash."""
    chart = book.book.add_chart({"type": "line"})
    for name, (colour, dash) in zip(parts, PARTS, strict=False):
        chart.add_series({**_series(book, frame, name), "line": {"color": colour, "width": 2, "dash_type": dash}})
    _finish(chart, frame, say("charts.parts"), say("charts.share"), "0%", most=1)
    return chart


def _series(book: Book, frame: pd.DataFrame, name: str) -> dict[str, Any]:
    title, column, last = book.title("months"), list(frame).index(name), len(frame)
    return {
        "name": [title, 0, column],
        "categories": [title, 1, 0, last, 0],
        "values": [title, 1, column, last, column],
    }


def _finish(chart: Any, frame: pd.DataFrame, title: str, unit: str, digits: str, *, most: float | None = None) -> None:
    """Give a chart its title and axes; `most` is the end of a scale from 0 up."""
    years = int(frame["period"].iloc[-1].year - frame["period"].iloc[0].year)
    axis = {"date_axis": True, "num_format": "yyyy" if years > 2 else "yyyy-mm", "label_position": "low"}
    step = (
        {"major_unit": 1, "major_unit_type": "years"} if years > 2 else {"major_unit": 3, "major_unit_type": "months"}
    )
    chart.set_x_axis({**axis, **step, "num_font": {"size": 9}})
    grid = {"visible": True, "line": {"color": "#dddddd", "width": 0.5}}
    scale = {} if most is None else {"min": 0, "max": most}
    unit_axis = {"name": unit, "num_format": digits, "major_gridlines": grid}
    chart.set_y_axis({**unit_axis, **scale, "name_font": {"size": 9, "bold": False}})
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size(SIZE)


def _alt(frame: pd.DataFrame, lines: list[str], say: Wording) -> str:
    """Return what the chart shows: first and last value of each line."""
    told = []
    for name in lines:
        known = frame.set_index("period")[name].dropna()
        first, last = (pd.Period(date, "M") for date in (known.index[0], known.index[-1]))
        ends = {"start": say.number(known.iloc[0], 2), "end": say.number(known.iloc[-1], 2)}
        told.append(say("charts.alt", line=say(f"column.{name}"), first=first, last=last, **ends))
    return f"{say('charts.both')}. " + " ".join(told)


def _alt_parts(frame: pd.DataFrame, parts: list[str], say: Wording) -> str:
    """Return the same of the components, in percent."""
    told = []
    for name in parts:
        known = frame.set_index("period")[name].dropna()
        first, last = (pd.Period(date, "M") for date in (known.index[0], known.index[-1]))
        ends = {"start": say.percent(known.iloc[0]), "end": say.percent(known.iloc[-1])}
        told.append(say("charts.alt", line=say(f"measure.{name}.name"), first=first, last=last, **ends))
    return f"{say('charts.parts')}. " + " ".join(told)
