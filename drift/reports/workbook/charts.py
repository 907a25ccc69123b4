"""Native charts of Excel beside the months: they follow the cells, and a month without a value is a gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from drift.charts.style import COLOUR
from drift.reports.workbook.book import Book
from drift.reports.workbook.cells import to_serial, to_values
from drift.reports.workbook.sheet import Sheet
from drift.terms import DECIMALS
from drift.wording import Wording

SIZE: Final = {"width": 1100, "height": 310}  # pixels; three fit a printed page
ROWS_A_CHART: Final = 17
LINES: Final[dict[str, dict[str, Any]]] = {
    "specification": {"color": COLOUR.specification, "width": 2.25},
    "engagement": {"color": COLOUR.engagement, "width": 2.25, "dash_type": "dash"},
    "engagement_low": {"color": COLOUR.engagement, "width": 0.75, "dash_type": "round_dot"},
    "engagement_high": {"color": COLOUR.engagement, "width": 0.75, "dash_type": "round_dot"},
}
PARTS: Final = (  # line and dash of each component, in their order, told apart in grey; there are four
    {"color": COLOUR.engagement, "width": 2, "dash_type": "solid"},
    {"color": COLOUR.specification, "width": 2, "dash_type": "dash"},
    {"color": COLOUR.outcome, "width": 2, "dash_type": "round_dot"},
    {"color": COLOUR.drift, "width": 2, "dash_type": "long_dash_dot"},
)


def draw_charts(book: Book, months: Sheet, components: tuple[str, ...], tab: str) -> None:
    """Add a sheet with specification and engagement over time, its components, and the incidents opened a month.

    Parameters
    ----------
    components : columns of the months, shares
    tab : its colour
    """
    frame, say = months.frame, book.say
    lines = {name: LINES[name] for name in LINES if frame[name].notna().any()}
    if not lines:
        return
    page = book.book.add_worksheet(say("sheet.charts"))
    page.set_tab_color(tab)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 1)
    both = _draw_lines(book, frame, lines)
    _finish(both, frame, say("charts.both"), {"name": say("charts.ln"), "num_format": "0.0"})
    charts = [(both, _describe("both", frame, {name: say(f"column.{name}") for name in lines}, say))]
    parts = [name for name in components if name in frame and frame[name].notna().any()]
    if parts:
        chart = _draw_lines(book, frame, dict(zip(parts, PARTS, strict=False)))
        share_axis = {"name": say("charts.share"), "num_format": "0%", "min": 0, "max": 1}
        _finish(chart, frame, say("charts.parts"), share_axis)
        charts.append((chart, _describe("parts", frame, {name: say(f"measure.{name}.name") for name in parts}, say)))
    if frame["n_incidents"].notna().any():
        charts.append((_draw_volume(book, frame), say("chart.volume_title")))
    for i, (chart, description) in enumerate(charts):
        page.insert_chart(i * ROWS_A_CHART, 0, chart, {"description": description})


def _draw_lines(book: Book, frame: pd.DataFrame, looks: dict[str, dict[str, Any]]) -> Any:
    """Return a chart with a line a column."""
    chart = book.book.add_chart({"type": "line"})
    for name, look in looks.items():
        chart.add_series({**_series(book, frame, name), "line": look})
    return chart


def _draw_volume(book: Book, frame: pd.DataFrame) -> Any:
    say = book.say
    chart = book.book.add_chart({"type": "column"})
    chart.add_series({**_series(book, frame, "n_incidents"), "fill": {"color": COLOUR.quiet}, "gap": 40})
    _finish(chart, frame, say("chart.volume_title"), {"name": say("column.n_incidents"), "num_format": "0"})
    chart.set_legend({"none": True})
    return chart


def _series(book: Book, frame: pd.DataFrame, name: str) -> dict[str, Any]:
    title, column, last = book.title("months"), list(frame).index(name), len(frame)
    return {
        "name": [title, 0, column],
        "categories": [title, 1, 0, last, 0],
        "values": [title, 1, column, last, column],
        # what a program shows that does not compute: Excel and LibreOffice take the cells
        "categories_data": [f"{to_serial(month):.16g}" for month in to_values(frame["period"])],
        "values_data": [_write_number(value) for value in to_values(frame[name])],
    }


def _write_number(value: float) -> str | None:
    return None if pd.isna(value) else f"{round(value, DECIMALS) + 0.0:.16g}"


def _finish(chart: Any, frame: pd.DataFrame, title: str, unit_axis: dict[str, Any]) -> None:
    """Give a chart its title and axes."""
    years = int(frame["period"].iloc[-1].year - frame["period"].iloc[0].year)
    axis = {"date_axis": True, "num_format": "yyyy" if years > 2 else "yyyy-mm", "label_position": "low"}
    step = (
        {"major_unit": 1, "major_unit_type": "years"} if years > 2 else {"major_unit": 3, "major_unit_type": "months"}
    )
    chart.set_x_axis({**axis, **step, "num_font": {"size": 9}})
    grid = {"visible": True, "line": {"color": "#dddddd", "width": 0.5}}
    chart.set_y_axis({**unit_axis, "major_gridlines": grid, "name_font": {"size": 9, "bold": False}})
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size(SIZE)


def _describe(code: str, frame: pd.DataFrame, names: dict[str, str], say: Wording) -> str:
    """Return what a chart shows: first and last value of each line, shares in percent."""
    write: Callable[[float], str] = say.percent if code == "parts" else lambda x: say.number(x, 2)
    sentences = []
    for column, name in names.items():
        known = frame.set_index("period")[column].dropna()
        first, last = (pd.Period(date, "M") for date in (known.index[0], known.index[-1]))
        ends = {"start": write(known.iloc[0]), "end": write(known.iloc[-1])}
        sentences.append(say("charts.alt", line=name, first=first, last=last, **ends))
    return " ".join([say("charts.alt_title", title=say(f"charts.{code}")), *sentences])
