"""The comparison of two versions as a workbook: targets on top, redline as rich text, filters; nothing is a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drift.compare.versions import Compared
from drift.compare.words import name_of, write_target
from drift.contract.lineage.changes import SAME
from drift.contract.lineage.redline import ADDED, DELETED, mark_changes
from drift.errors import OutputError
from drift.terms import CELL_CHARACTERS, NO_CLOCK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from pathlib import Path

    from drift.wording import Wording

HEAD_LINES: Final = 2
LINE_POINTS: Final = 15.0  # height of a line
MAX_POINTS: Final = 409.0  # of a row, Excel's limit
WIDTHS: Final = {"text": 60, "redline": 90, "quote": 46, "target": 18, "section": 24, "change": 13}
MARKS: Final[dict[str, dict[str, Any]]] = {
    DELETED: {"font_strikeout": True, "font_color": "#9C2A1F"},
    ADDED: {"bold": True, "font_color": "#1F4E9C"},
}
COLUMNS: Final = (
    *("change", "old_id", "new_id", "redline", "old_section", "new_section", "score"),
    *("old_sheet", "old_row", "new_sheet", "new_row"),
)
TARGET_COLUMNS: Final = (
    *("change", "old_id", "new_id", "old_target", "new_target", "old_quote", "new_quote", "log_tightening"),
)


def write_comparison(compared: Compared, path: Path, say: Wording) -> None:
    """Write three sheets: targets, clauses with the redline of what was reworded, growth.

    Raises
    ------
    OutputError : the file cannot be written
    """
    book = xlsxwriter.Workbook(str(path), {**WORKBOOK_OPTIONS, "in_memory": True})
    book.set_properties(
        {"title": f"{compared.old} - {compared.new}", "author": f"drift {__version__}", "created": NO_CLOCK}
    )
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "num_format": "@", "text_wrap": True}),
        "number": book.add_format({"valign": "top", "num_format": "General"}),
        "log": book.add_format({"valign": "top", "num_format": "+0.00;-0.00;0.00"}),
    }
    for kind, marks in MARKS.items():
        styles[kind] = book.add_format(marks)
        styles[f"all {kind}"] = book.add_format({**marks, "valign": "top", "num_format": "@", "text_wrap": True})
    changed = compared.clauses[compared.clauses["change"].ne(SAME)]
    for name, frame in (("targets", compared.targets), ("lineage", changed), ("growth", compared.growth)):
        _write(book.add_worksheet(say(f"compare.sheet_{name}")), _rows(name, frame, say), styles, say)
    try:
        book.close()
    except (OSError, xlsxwriter.exceptions.FileCreateError) as fault:
        raise OutputError("error.output", path=str(path), detail=str(fault)) from fault


def _rows(name: str, frame: Any, say: Wording) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        if "change" in row:
            row["change"] = (row["change"], say(f"compare.{row['change']}"))
        if name == "lineage":
            row = {column: row.get(column) for column in COLUMNS} | {"redline": _runs(row)}
        if name == "growth":
            row["measure"] = say(f"compare.{row['measure']}")
            row["of"] = name_of(row["of"], say) if isinstance(row["of"], str) else None
        if name == "targets":
            row = _write_targets(row, say)
        rows.append({str(key): value for key, value in row.items()})
    return rows or [dict.fromkeys(TARGET_COLUMNS if name == "targets" else frame.columns)]


def _write_targets(row: dict[Any, Any], say: Wording) -> dict[Any, Any]:
    """Return a row of targets as one reads it; value, unit and comparator apart stand in the JSON."""
    told = {"change": row["change"], "old_id": row["old_id"], "new_id": row["new_id"]}
    told |= {f"{side}_target": write_target(row, side, say) for side in ("old", "new")}
    return told | {name: row[name] for name in ("old_quote", "new_quote", "log_tightening")}


def _lines(row: dict[str, Any]) -> int:
    """Return how many lines the longest cell of a row takes; not every program fits the height itself."""
    lengths = {
        name: sum(len(text) for _, text in value) if isinstance(value, list) else len(str(value))
        for name, value in row.items()
        if isinstance(value, str | list)
    }
    widths = {name: next((width for part, width in WIDTHS.items() if name.endswith(part)), 11) for name in lengths}
    return max([1, *(-(-length // widths[name]) for name, length in lengths.items())])


def _runs(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the words of a pair with what was deleted and added in place."""
    old, new = (row[name] if isinstance(row[name], str) else "" for name in ("old_text", "new_text"))
    return mark_changes(old, new)


def _write(sheet: Any, rows: list[dict[str, Any]], styles: dict[str, Any], say: Wording) -> None:
    names = list(rows[0])
    for j, name in enumerate(names):
        sheet.write_string(0, j, capitalise(say(f"compare.column_{name}")), styles["head"])
        width = next((width for part, width in WIDTHS.items() if name.endswith(part)), 11)
        sheet.set_column(j, j, width)
        for i, row in enumerate(rows, start=1):
            _cell(sheet, (i, j), row[name], styles, "log" if name == "log_tightening" else "number")
    sheet.set_row(0, HEAD_LINES * LINE_POINTS)
    for i, row in enumerate(rows, start=1):
        sheet.set_row(i, min(_lines(row) * LINE_POINTS, MAX_POINTS))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, at: tuple[int, int], value: Any, styles: dict[str, Any], number: str) -> None:
    if isinstance(value, list):
        _redline(sheet, at, value, styles)
    elif isinstance(value, tuple):
        sheet.write_string(*at, value[1], styles["text"])
    elif value is None or value != value:
        return
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, styles[number])
    else:
        sheet.write_string(*at, str(value)[:CELL_CHARACTERS], styles["text"])


def _redline(sheet: Any, at: tuple[int, int], runs: list[tuple[str, str]], styles: dict[str, Any]) -> None:
    """Write runs as one cell; what is kept has no format of its own."""
    parts: list[Any] = []
    for kind, text in runs:
        parts += [styles[kind], text] if kind in styles else [text]
    whole = "".join(text for _, text in runs)
    if len(runs) == 1 and runs[0][0] in styles:
        sheet.write_string(*at, whole[:CELL_CHARACTERS], styles[f"all {runs[0][0]}"])
    elif len(runs) < 2 or len(whole) > CELL_CHARACTERS:  # a rich string has two runs or more
        sheet.write_string(*at, whole[:CELL_CHARACTERS], styles["text"])
    else:
        sheet.write_rich_string(*at, *parts, styles["text"])
