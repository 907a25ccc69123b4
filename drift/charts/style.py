"""How every chart looks: colours by role, sizes in a page, SVG that is the same every time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from drift.charts.typeface import FAMILIES, offer_typeface


@dataclass(frozen=True)
class Colours:
    """Roles, told apart in grey and by the colour-blind; none of them green or red, which would say good or bad."""

    specification: str = "#1f3b63"
    engagement: str = "#b04d0c"
    outcome: str = "#8a3a5c"
    drift: str = "#5b4a86"
    text: str = "#1a1a1a"
    quiet: str = "#6b6b6b"
    base: str = "#ececec"
    milestone: str = "#8a8a8a"


COLOUR: Final = Colours()
SMALL: Final = 9.0  # points: of the smallest words in a chart
DOCUMENT_STYLES: Final = (  # lines that differ in dash as well as in colour
    ("#1f3b63", "-"),
    ("#b04d0c", (0, (5, 1.5))),
    ("#4a7a6f", (0, (1.2, 1.2))),
    ("#7a4a7a", (0, (5, 1.5, 1.2, 1.5))),
    ("#6b6b6b", (0, (2.5, 2.5))),
)
PAGE_WIDTH: Final = 10.2  # inches between the margins of A4 landscape
_RC: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "drift",
    "font.family": [*FAMILIES],
    "font.size": 9.5,
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": COLOUR.quiet,
    "axes.labelcolor": COLOUR.text,
    "xtick.color": COLOUR.text,
    "ytick.color": COLOUR.text,
    "text.color": COLOUR.text,
}


@dataclass(frozen=True)
class Chart:
    """A drawn figure, what it says in words, and the numbers behind it."""

    name: str  # of the files: scissors.svg, scissors.csv
    figure: Figure
    alt: str
    data: pd.DataFrame = field(repr=False)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save under the house style, without touching anyone's matplotlib settings."""
    offer_typeface()
    with mpl.rc_context(_RC):
        yield


def to_svg(chart: Chart, height: float = 1.0) -> bytes:
    """Return a chart as SVG with real text; equal bytes for equal charts, and the chart keeps its size.

    `Figure.savefig` draws twice, the first time to lay out and to throw away; the layout alone does as well.

    Parameters
    ----------
    height : as a part of its own; words stay as large, so only what `gives_way` can be lower
    """
    buffer, figure = io.BytesIO(), chart.figure
    layout, dpi, (width, whole) = figure.get_layout_engine(), figure.dpi, figure.get_size_inches()
    with drawing():
        canvas = FigureCanvasSVG(figure)
        figure.set_dpi(canvas.fixed_dpi)
        if layout is not None:
            figure.set_size_inches(width, whole * height)
            layout.execute(figure)
            figure.set_layout_engine("none")
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]  # backends have no types
        figure.set_layout_engine(layout)
    figure.set_size_inches(width, whole)
    figure.set_dpi(dpi)
    return buffer.getvalue()


def gives_way(chart: Chart) -> bool:
    """Whether a chart may be drawn lower: its layout finds room for its words by itself."""
    return chart.figure.get_layout_engine() is not None


def tell_ends(values: pd.Series, write: Callable[[float], str]) -> dict[str, object]:
    """Return what an alternative text tells of a line without gaps: first and last period and value, extremes."""
    return {
        "first": values.index[0],
        "start": write(values.iloc[0]),
        "last": values.index[-1],
        "end": write(values.iloc[-1]),
        "lowest": write(values.min()),
        "highest": write(values.max()),
    }


def new_figure(height: float, *, width: float = PAGE_WIDTH) -> tuple[Figure, Axes]:
    """Return an empty figure of the page's width (inches) with one pair of axes."""
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    return figure, axes
