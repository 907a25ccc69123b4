"""Words of a comparison for people: parties, kinds, units, effects by name; a target and a cell as one reads them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from drift.wording.shorten import shorten_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.compare.cells.changes import CellChange, SheetChange
    from drift.wording import Wording

SIGNS: Final = {"<=": "≤", ">=": "≥"}  # a comparator as one writes it; all others stand as they are
UNNAMED: Final = "–"
NAMED: Final = 40  # characters of what a target measures, where its clause has no number
BESIDE: Final = " | "  # between the cells of a row
EACH: Final = " / "  # before the period or the thing a number holds for
_SHARE: Final = re.compile(r"(-?\d+\.(\d+)) %")


def name_group(measure: str, of: Any, say: Wording) -> str:
    """Name a line of the growth: `binds the supplier`, `kind: penalty`; a measure alone where there is no group."""
    name = say(f"compare.{measure}")
    return say("compare.group", measure=name, group=name_of(of, say)) if isinstance(of, str) else name


def name_of(of: str, say: Wording) -> str:
    """Name a party or a kind."""
    return say.word(f"report.growth.{of}", default=of)


def name_unit(unit: str, value: float, say: Wording) -> str:
    """Name a unit: 1 hour, 2 hours; % and currencies stand as they are."""
    return say.word(f"compare.unit_{unit}" + ("_one" if abs(value) == 1 else ""), default=unit)


def name_language(language: str | None, say: Wording) -> str:
    """Name a language; a dash where it is not told."""
    return say.word(f"compare.language_{language}", default=language or UNNAMED)


def write_effects(effects: Iterable[str], say: Wording) -> str:
    """Write what a change does, by weight: prohibition added, stricter."""
    return ", ".join(say(f"compare.effect_{effect}") for effect in effects)


def write_standing(row: dict[str, Any], say: Wording) -> str:
    """Write what the formatting of a clause did; nothing where it did nothing."""
    standing, side = row["standing"], "new" if row["change"] == "dropped" else "old"
    if not isinstance(standing, str):
        return ""
    place = say("compare.at_row", sheet=row[f"{side}_sheet"], row=row[f"{side}_row"])
    return say(f"compare.standing_{standing}", place=place)


def name_target(row: dict[str, Any]) -> str:
    """Name a target: by the numbers of its clause, by its cell in a table of norms, else by what it measures."""
    numbers = [number for number in (row["old_id"], row["new_id"]) if isinstance(number, str) and number]
    side = "new" if isinstance(row["new_comparator"], str) else "old"
    sheet, cell = row[f"{side}_sheet"], row[f"{side}_cell"]
    at = f"{_quote(str(sheet))}!{cell}" if isinstance(cell, str) else ""
    measured = (row[f"{side}_{name}"] for name in ("metric", "condition"))
    named = " ".join(part for part in measured if isinstance(part, str))
    return " → ".join(dict.fromkeys(numbers)) or at or shorten_end(named, NAMED) or UNNAMED


def write_target(row: dict[str, Any], side: str, say: Wording) -> str:
    """Write the target of one side: ≤ 4 hours; a dash where there was none.

    Where it holds for another period or thing than that of the other side, with it: ≥ 99.5 % / month.
    """
    comparator = row[f"{side}_comparator"]
    if not isinstance(comparator, str):
        return UNNAMED
    value = float(row[f"{side}_value"])
    digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    unit = name_unit(str(row[f"{side}_unit"]), value, say)
    parts = {"sign": SIGNS.get(comparator, comparator), "value": say.number(value, digits), "unit": unit}
    written = say("compare.target" if unit else "compare.target_bare", **parts)
    per, other = (row.get(f"{name}_per") for name in (side, "old" if side == "new" else "new"))
    shown = isinstance(per, str) and isinstance(other, str) and per and per != other
    return f"{written}{EACH}{per}" if shown else written


def write_cell(value: str | None, say: Wording) -> str:
    """Write a cell; a share with the decimal sign of the language, all else as it stands: 1.1 may be a version."""
    share = _SHARE.fullmatch(value or "")
    return f"{say.number(float(share[1]), len(share[2]))} %" if share else value or ""


def write_sheet(sheet: SheetChange, say: Wording) -> str:
    """Write what became of a whole sheet."""
    return say(f"compare.sheet_{sheet.change}", sheet=sheet.sheet, old=sheet.old, n=sheet.rows)


def write_cells(cells: Iterable[CellChange], say: Wording) -> list[str]:
    """Write cells that differ, one a line; the cells of a row that came or went whole on one."""
    lines = []
    for _, group in groupby(cells, key=_row_of):
        row = [*group]
        sheet, first, last = row[0].sheet, row[0].cell, row[-1].cell
        at = f"{_quote(sheet)}!{first}" + (f":{last}" if last != first else "")
        old, new = (BESIDE.join(write_cell(getattr(cell, side), say) for cell in row) for side in ("old", "new"))
        kind = "new" if row[0].old is None else "gone" if row[0].new is None else "changed"
        lines.append(say(f"compare.cell_{kind}", at=at, old=old, new=new))
    return lines


def _row_of(cell: CellChange) -> tuple[str, ...]:
    """Return what the cells of a row share that came or went; of a cell that changed, itself."""
    if cell.old is not None and cell.new is not None:
        return cell.sheet, cell.cell
    return cell.sheet, cell.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "old" if cell.old is None else "new"


def _quote(sheet: str) -> str:
    """Return the name of a sheet as a reference to a cell has it."""
    return sheet if re.fullmatch(r"\w+", sheet) else f"'{sheet}'"
