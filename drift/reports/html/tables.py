"""Tables of a page: with a caption, with heads that say what they head, in a frame that scrolls where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.numbers import write_number

if TYPE_CHECKING:
    from drift.charts.style import Chart
    from drift.wording import Wording


def lay_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], text_columns: int = 1) -> Markup:
    """Return a table whose first column names the row; mark-up in a cell stays.

    Parameters
    ----------
    text_columns : the first columns hold words, the others numbers
    """
    kinds = ["" if i < text_columns else "n" for i in range(len(heads))]
    head = join(*(_head(text, kind) for text, kind in zip(heads, kinds, strict=True)))
    body = join(*(tag("tr", *_cells(row, kinds)) for row in rows))
    table = tag("table", tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", body))
    return scroll(table, caption)


def scroll(inside: Markup, label: str) -> Markup:
    """Return something wide in a frame that scrolls; the keyboard reaches it, and the script where it need not."""
    return tag("div", inside, class_="scroll", tabindex="0", role="group", aria_label=label)


def fold(summary: str, *inside: str, **attributes: str) -> Markup:
    """Return what is there for who opens it."""
    return tag("details", tag("summary", summary), *inside, **attributes)


def _head(text: str, kind: str) -> Markup:
    return tag("th", text, scope="col", class_=kind or False) if text else tag("td")


def _cells(row: Sequence[str], kinds: Sequence[str]) -> list[Markup]:
    cells = [tag("td", cell, class_=kind or False) for cell, kind in zip(row, kinds, strict=False)]
    return [tag("th", row[0], scope="row"), *cells[1:]] if row and row[0] else cells


def write_data(chart: Chart, say: Wording) -> Markup:
    """Return the numbers behind a chart, folded."""
    names = [*map(str, chart.data.columns)]
    heads = [_name(name, say) for name in names]
    rows = ([write_number(cell, say) for cell in row] for row in chart.data.itertuples(index=False))
    return fold(say("html.behind"), lay_table(say("html.behind"), heads, rows))


def _name(column: str, say: Wording) -> str:
    """Return the heading of a column of a chart: what the workbook calls it; a name of a document is its own."""
    return say.word(f"html.column.{column}", f"column.{column}", f"measure.{column}.name", default=column)
