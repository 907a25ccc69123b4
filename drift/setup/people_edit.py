"""people.xlsx as the analyst has made it his own: new persons below, counts brought up to date, all else as it was."""

from __future__ import annotations

import copy
import hashlib
import io
import re
import stat
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from drift.project.plain import open_plain
from drift.setup.keepable import MOST_BYTES, find_lost
from drift.setup.people_line import OURS, Line, tell_seen
from drift.sources.accounts import FileAccount, SheetAccount
from drift.terms import LANGUAGES
from drift.wording import Wording, load_texts
from drift.wording.shorten import fit_cell

REMARKS: Final = ("new", "robot", "portal", "rhythm", "shared_mailbox", "function_account")  # what drift may remark
_RANGE: Final = re.compile(r"(?P<left>[A-Z]+)(?P<top>\d+)(?::(?P<right>[A-Z]+)(?P<bottom>\d+))?")


@dataclass(frozen=True)
class Earlier:
    """A list of persons of an earlier run: its sheet, and in which row of it each person stands."""

    path: Path
    account: FileAccount
    sheet: SheetAccount
    rows: Mapping[str, int]  # pseudonym -> row, 1 = first; of a person listed twice the last
    first: int  # row of the first person


def open_earlier(earlier: Earlier) -> Any | None:
    """Return the workbook of an earlier list; None where something in it would be lost, or it is not what was read."""
    import openpyxl

    if earlier.path.with_name(f"~${earlier.path.name}").exists():  # open in Excel, which would write over it
        return None
    try:
        with open_plain(earlier.path) as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError:
        return None
    if len(content) > MOST_BYTES or hashlib.sha256(content).hexdigest() != earlier.account.sha256 or find_lost(content):
        return None
    try:
        with warnings.catch_warnings(action="error"):  # what openpyxl cannot read it tells, and writes otherwise
            book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except Exception:  # openpyxl fails in as many ways as files can be odd; the list then stays as it is
        return None
    if earlier.sheet.sheet not in book.sheetnames or _computes(book[earlier.sheet.sheet], earlier):
        return None
    return book


def _computes(sheet: Any, earlier: Earlier) -> bool:
    """Whether a formula tells what drift reads: what it gave last is not written again, and drift computes nothing."""
    columns = [column + 1 for column in earlier.sheet.columns.values()]
    return any(sheet.cell(row, column).data_type == "f" for row in earlier.rows.values() for column in columns)


def edit_list(book: Any, earlier: Earlier, lines: Mapping[str, Line], new: Iterable[Line], say: Wording) -> bool:
    """Bring a list up to date and return whether anything in it changed.

    Parameters
    ----------
    lines : of every person by pseudonym; those of this list are brought up to date
    new : are added below, as the last row looks
    """
    sheet, columns = book[earlier.sheet.sheet], dict(earlier.sheet.columns)
    columns |= _find_ours(sheet, columns["person"], earlier.first)
    changed = False
    for key, row in earlier.rows.items():
        if key in lines:
            changed |= _update(sheet, row, columns, lines[key], say)
    added = [*new]
    if added:
        _append(sheet, columns, added, max(earlier.rows.values(), default=1), say)
    return changed or bool(added)


def save_list(book: Any, former: Path, path: Path) -> None:
    """Write a list beside its place, for those alone who could read the former one."""
    book.save(path)
    path.chmod(stat.S_IMODE(former.stat().st_mode))


def _find_ours(sheet: Any, person: int, first: int) -> dict[str, int]:
    """Return the columns that drift fills in (0 = A), by their headings in either language, those that are there."""
    texts = [load_texts(language) for language in LANGUAGES]
    heads = {text[f"people.{name}"].casefold(): name for text in texts for name in OURS}
    for row in range(first - 1, 0, -1):
        if isinstance(sheet.cell(row, person + 1).value, str):
            cells = {cell.column - 1: str(cell.value).strip().casefold() for cell in sheet[row] if cell.value}
            return {heads[text]: column for column, text in cells.items() if text in heads}
    return {}


def _update(sheet: Any, row: int, columns: Mapping[str, int], line: Line, say: Wording) -> bool:
    """Bring the cells of ours up to date; a remark that somebody wrote over stays, and so does every choice."""
    changed = False
    for name, value in _tell(line, say).items():
        cell = sheet.cell(row, columns[name] + 1) if name in columns else None
        if cell is None or _is_his(name, cell.value) or (cell.value or "") == value:
            continue
        _write(cell, value)
        changed = True
    return changed


def _tell(line: Line, say: Wording) -> dict[str, str | int]:
    """Return what drift fills in for a person, by column."""
    function = line.choice.function
    return {
        "rows": line.person.n,
        "seen_as": tell_seen(line.person, say),
        "remark": fit_cell(line.remarks),
        **({"function": say.word(f"function.{function}", default=function)} if function else {}),
    }


def _is_his(name: str, value: object) -> bool:
    """Whether a cell holds what drift did not write: a function, a remark, a formula, a text of several looks."""
    if value is None:
        return False
    if name == "function" or type(value) not in (str, int, float) or str(value).startswith("="):
        return True
    return name == "remark" and not _is_ours(str(value))


def _is_ours(remark: str) -> bool:
    """Whether a remark is one of drift, in either language."""
    known = {load_texts(language)[f"people.{code}"] for language in LANGUAGES for code in REMARKS}
    return all(part in known for part in remark.split("; "))


def _write(cell: Any, value: object) -> None:
    """Write a value; a text is a text, whatever it begins with."""
    cell.value = value or None if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _append(sheet: Any, columns: Mapping[str, int], lines: list[Line], last: int, say: Wording) -> None:
    """Add persons below everything that stands there, in the looks of the last one; lists and filters reach to them."""
    below = max((cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None), default=last)
    for row, line in enumerate(lines, start=below + 1):
        for column in range(1, sheet.max_column + 1):
            model, cell = sheet.cell(last, column), sheet.cell(row, column)
            if model.has_style:
                cell._style = copy.copy(model._style)
        for name, value in {"person": fit_cell(line.person.name), **_tell(line, say)}.items():
            if name in columns:
                _write(sheet.cell(row, columns[name] + 1), value)
    if below == last:
        _stretch(sheet, last, below + len(lines))


def _stretch(sheet: Any, last: int, end: int) -> None:
    """Let what ends at the last person end at the last new one: the filter, tables, lists to choose from, colours."""
    from openpyxl.formatting.formatting import ConditionalFormattingList

    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _reach(sheet.auto_filter.ref, last, end)
    for table in sheet.tables.values():
        table.ref = _reach(table.ref, last, end)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _reach(table.autoFilter.ref, last, end)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(" ".join(_reach(str(part), last, end) for part in rule.sqref.ranges))
    stretched = ConditionalFormattingList()
    for part in sheet.conditional_formatting:
        for coloured in part.rules:
            stretched.add(" ".join(_reach(str(one), last, end) for one in part.sqref.ranges), coloured)
    sheet.conditional_formatting = stretched


def _reach(ref: str, last: int, end: int) -> str:
    """Return a range that ends at a row as one that ends at another; others, and whole columns, as they are."""
    found = _RANGE.fullmatch(ref)
    if not found or int(found["bottom"] or found["top"]) != last:
        return ref
    return f"{found['left']}{found['top']}:{found['right'] or found['left']}{end}"
