"""The comparison of two versions as a workbook: what it does on top, redline as rich text; nothing is a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drift.compare.sorting import list_told, sort_rows
from drift.compare.words import (
    name_of,
    name_target,
    write_cell,
    write_effects,
    write_sheet,
    write_standing,
    write_target,
)
from drift.contract.lineage.changes import SAME
from drift.contract.lineage.redline import ADDED, DELETED, mark_changes
from drift.tables.plain import to_rows
from drift.terms import CELL_CHARACTERS, NO_CLOCK, OWN_MARK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording.case import capitalise
from drift.wording.shorten import fit_cell
from drift.writing.faults import tell_fault
from drift.writing.paper import height_of, lay_on_paper
from drift.writing.placing import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from drift.compare.versions import Compared
    from drift.wording import Wording

HEAD_LINES: Final = 2
WIDTHS: Final = {
    "effects": 28,
    "place": 20,
    "cell": 14,
    "sheet": 22,
    "measure": 28,
    "named": 28,
    "redline": 80,
    "quote": 46,
    "target": 18,
    "section": 20,
}
WIDTH: Final = 11  # of all others
MARKS: Final[dict[str, dict[str, Any]]] = {
    DELETED: {"font_strikeout": True, "font_color": "#9C2A1F"},
    ADDED: {"bold": True, "font_color": "#1F4E9C"},
}
COLUMNS: Final = (
    *("effects", "change", "old_id", "new_id", "redline", "check", "old_section", "new_section"),
    *("old_place", "new_place", "score"),
)
TARGET_COLUMNS: Final = (
    *("change", "old_id", "new_id", "named", "old_target", "new_target", "old_quote", "new_quote", "log_tightening"),
)
MAY_LACK: Final = ("named", "check", "old_section", "new_section")  # columns that are left out where no row fills them
CELL_COLUMNS: Final = ("sheet", "cell", "old_text", "new_text")
GROWTH_COLUMNS: Final = ("measure", "of", "old", "new")


def write_comparison(compared: Compared, path: Path, say: Wording) -> None:
    """Write four sheets: clauses by what their change does, with its redline; targets; cells beside them; growth.

    Raises
    ------
    OutputError : the file cannot be written
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    book.set_properties(
        {"title": f"{compared.old} - {compared.new}", "author": f"drift {__version__}", "created": NO_CLOCK}
    )
    book.set_custom_property(OWN_MARK, "comparison")
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "num_format": "@", "text_wrap": True}),
        "strong": book.add_format({"valign": "top", "num_format": "@", "text_wrap": True, "bold": True}),
        "number": book.add_format({"valign": "top", "num_format": "General"}),
        "log": book.add_format({"valign": "top", "num_format": "+0.00;-0.00;0.00"}),
    }
    for kind, marks in MARKS.items():
        styles[kind] = book.add_format(marks)
        styles[f"all {kind}"] = book.add_format({**marks, "valign": "top", "num_format": "@", "text_wrap": True})
    sheets = (
        ("lineage", COLUMNS, _list_clauses(compared, say)),
        ("targets", TARGET_COLUMNS, [_write_targets(row, say) for row in to_rows(compared.targets)]),
        ("cells", CELL_COLUMNS, _list_cells(compared, say)),
        ("growth", GROWTH_COLUMNS, [_write_growth(row, say) for row in to_rows(compared.growth)]),
    )
    for name, columns, rows in sheets:
        filled = tuple(column for column in columns if column not in MAY_LACK or any(row[column] for row in rows))
        _write(book.add_worksheet(say(f"compare.sheet_{name}")), filled, rows, (styles, say))
    book.close()
    try:
        write_file(path, content.getvalue())
    except OSError as fault:
        raise tell_fault(fault, path.parent) from fault


def _list_clauses(compared: Compared, say: Wording) -> list[dict[str, Any]]:
    """Return what changed of the clauses: what the contract now does differently, then words, then places."""
    told = list_told(compared.targets)
    changed = [row for row in to_rows(compared.clauses) if row["change"] != SAME or isinstance(row["standing"], str)]
    return [_write_clause(row, say) for row in sort_rows(changed, told)]


def _write_clause(row: dict[str, Any], say: Wording) -> dict[str, Any]:
    """Return a row of the genealogy, with what was deleted and added in place."""
    old, new = (row[name] if isinstance(row[name], str) else "" for name in ("old_text", "new_text"))
    told = filter(None, (write_standing(row, say), write_effects(row["effects"], say)))
    return row | {
        "effects": "; ".join(told) or None,
        "change": say(f"compare.{row['change']}"),
        "redline": mark_changes(old, new),
        "check": say("compare.to_check") if row["to_check"] else None,
        "old_place": _place(row, "old", say),
        "new_place": _place(row, "new", say),
    }


def _place(row: dict[str, Any], side: str, say: Wording) -> str | None:
    sheet = row[f"{side}_sheet"]
    return say("compare.at_row", sheet=sheet, row=row[f"{side}_row"]) if isinstance(sheet, str) else None


def _write_targets(row: dict[str, Any], say: Wording) -> dict[str, Any]:
    """Return a row of targets as one reads it; value, unit and comparator apart stand in the JSON."""
    row |= {f"{side}_target": write_target(row, side, say) for side in ("old", "new")}
    named = None if isinstance(row["old_id"], str) or isinstance(row["new_id"], str) else name_target(row)
    return row | {"change": say(f"compare.{row['change']}"), "named": named}


def _list_cells(compared: Compared, say: Wording) -> list[dict[str, Any]]:
    """Return whole sheets that came, went or were renamed, then every cell that differs."""
    whole = say("compare.whole_sheet")
    rows: list[dict[str, Any]] = [
        {"sheet": sheet.sheet, "cell": whole, "old_text": None, "new_text": write_sheet(sheet, say)}
        for sheet in compared.sheets
    ]
    rows += [
        vars(cell) | {f"{side}_text": write_cell(getattr(cell, side), say) or None for side in ("old", "new")}
        for cell in compared.cells
    ]
    left = compared.n_cells - len(compared.cells)
    return rows + ([dict.fromkeys(CELL_COLUMNS) | {"sheet": say("compare.more_cells", n=left)}] if left else [])


def _write_growth(row: dict[str, Any], say: Wording) -> dict[str, Any]:
    group = name_of(row["of"], say) if isinstance(row["of"], str) else None
    return row | {"measure": say(f"compare.{row['measure']}"), "of": group}


def _lines(row: dict[str, Any]) -> int:
    """Return how many lines the longest cell of a row takes; not every program fits the height itself."""
    lengths = {
        name: sum(len(text) for _, text in value) if isinstance(value, list) else len(value)
        for name, value in row.items()
        if isinstance(value, str | list) and name != "change"
    }
    return max([1, *(-(-length // _width(name)) for name, length in lengths.items())])


def _width(name: str) -> int:
    return next((width for part, width in WIDTHS.items() if name.endswith(part)), WIDTH)


def _write(
    sheet: Any, names: tuple[str, ...], rows: list[dict[str, Any]], dress: tuple[dict[str, Any], Wording]
) -> None:
    styles, say = dress
    for j, name in enumerate(names):
        sheet.write_string(0, j, capitalise(say(f"compare.column_{name}")), styles["head"])
        sheet.set_column(j, j, _width(name))
        kinds = ("log" if name == "log_tightening" else "number", "strong" if name == "effects" else "text")
        for i, row in enumerate(rows, start=1):
            _cell(sheet, (i, j), row[name], styles, kinds)
    sheet.set_row(0, height_of(HEAD_LINES))
    for i, row in enumerate(rows, start=1):
        sheet.set_row(i, height_of(_lines({name: row[name] for name in names})))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)
    lay_on_paper(sheet)


def _cell(sheet: Any, at: tuple[int, int], value: Any, styles: dict[str, Any], kinds: tuple[str, str]) -> None:
    if isinstance(value, list):
        _redline(sheet, at, value, styles)
    elif value is None or value != value:
        return
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, styles[kinds[0]])
    else:
        sheet.write_string(*at, fit_cell(str(value)), styles[kinds[1]])


def _redline(sheet: Any, at: tuple[int, int], runs: list[tuple[str, str]], styles: dict[str, Any]) -> None:
    """Write runs as one cell; what is kept has no format of its own."""
    parts: list[Any] = []
    for kind, text in runs:
        parts += [styles[kind], text] if kind in styles else [text]
    whole = "".join(text for _, text in runs)
    if len(runs) == 1 and runs[0][0] in styles:
        sheet.write_string(*at, fit_cell(whole), styles[f"all {runs[0][0]}"])
    elif len(runs) < 2 or len(whole) > CELL_CHARACTERS:  # a rich string has two runs or more
        sheet.write_string(*at, fit_cell(whole), styles["text"])
    else:
        sheet.write_rich_string(*at, *parts, styles["text"])
