"""drift.xlsx as the analyst has made it his own: a setting changed or added in its cells, all else as it was."""

from __future__ import annotations

import copy
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from drift.errors import UsageError
from drift.project import make_project
from drift.project.book import read_book
from drift.project.entries import Book
from drift.project.sheets import KEY, KEYS, PARTIES, PROPOSED, REMARK, SHEETS, VALUE, Row, lay_entry, list_headings
from drift.setup.book.inserting import insert_rows
from drift.setup.book.opening import open_book
from drift.setup.book.tables import Tables
from drift.setup.toml_text import quote
from drift.sources.settings import check_fields
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder


class BookEdit:
    """A workbook of settings that is being changed; nothing is written before `save`.

    Raises
    ------
    UsageError : it cannot be read, is open in Excel, or something in it would be lost
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: Book = read_book(path)
        self.content: dict[str, Any] = copy.deepcopy(self._read.content)
        self._book = open_book(path)
        self._tables = Tables(self._book, path.name)

    def find(self, name: str, keys: Mapping[str, str | None]) -> int | None:
        """Return the place of the entry of a sheet that has these values, and no value where None is asked."""
        entries = enumerate(self.content.get(name, []))
        return next((i for i, one in entries if all(one.get(key) == value for key, value in keys.items())), None)

    def put_first(self, name: str, entry: dict[str, Any]) -> None:
        """Put an entry before all others of its sheet."""
        rows = lay_entry(name, entry)
        sheet, top, _ = self._tables.find(name, name)
        insert_rows(sheet, top + 1, len(rows))
        self._tables.fill(name, name, top + 1, rows, model=top + 1 + len(rows))
        self.content.setdefault(name, []).insert(0, entry)

    def put(self, name: str, place: int, entry: dict[str, Any]) -> None:
        """Put an entry in the place of a former one: the cells in which they differ."""
        former, layout = self.content[name][place], SHEETS[name]
        first, last = self._rows_of(name, place)
        changed = [key for key in layout.columns if former.get(key) != entry.get(key)]
        rows: list[Row] = [{key: entry.get(key) for key in changed}]
        lists = (*layout.several, *layout.pairs)
        if any(former.get(key) != entry.get(key) for key in lists):
            ours = [heading for heading in layout.headings if heading not in layout.columns]
            told = lay_entry(name, entry)
            if len(told) > last - first + 1:
                insert_rows(self._tables.find(name, name)[0], last + 1, first + len(told) - last - 1)
            n_rows = max(len(told), last - first + 1)
            told += [{}] * (n_rows - len(told))
            rows = [
                (rows[0] if not i else {}) | {heading: row.get(heading) for heading in ours}
                for i, row in enumerate(told)
            ]
        self._tables.fill(name, name, first, rows, model=first)
        self.content[name][place] = entry

    def add(self, name: str, entry: Mapping[str, Any], remark: str) -> None:
        """Add an entry below those of its sheet, with what drift saw."""
        self._add(name, name, entry, remark)
        self.content.setdefault(name, []).append(dict(entry))

    def propose(self, entry: Mapping[str, Any], remark: str) -> None:
        """Add an entry of sources to those that somebody may take over."""
        self._add(PROPOSED, "source", entry, remark)

    def ask_parties(self, questions: Sequence[str]) -> None:
        """Put what is asked about names of parties beside them."""
        _, top, _ = self._tables.find(PARTIES, PARTIES)
        self._tables.fill(PARTIES, PARTIES, top + 1, [{REMARK: one} for one in questions], model=top + 1)

    def _add(self, title: str, name: str, entry: Mapping[str, Any], remark: str) -> None:
        """Add an entry to a sheet that is laid out as that of a name."""
        rows = lay_entry(name, entry)
        rows[0] = rows[0] | ({REMARK: remark} if remark else {})
        sheet, top, columns = self._tables.find(title, name)
        ours = [columns[heading] for heading in list_headings(name) if heading in columns]
        filled = (row for row in range(sheet.max_row, top, -1) if any(sheet.cell(row, j).value for j in ours))
        below = next(filled, top)
        self._tables.fill(title, name, below + 1, rows, model=max(below, top + 1))

    def set_key(self, key: str, value: str) -> None:
        """Give a key of one value its value."""
        sheet, top, columns = self._tables.find(KEYS, KEYS)
        rows = range(top + 1, sheet.max_row + 1)
        at = next((row for row in rows if str(sheet.cell(row, columns[KEY]).value or "").strip() == key), None)
        self._tables.fill(KEYS, KEYS, at or sheet.max_row + 1, [{KEY: key, VALUE: value}], model=at or sheet.max_row)
        self.content[key] = value

    def list_written(self) -> str:
        """Return of which files and sheets it speaks, in proposals too, and of parties, as in drift.toml."""
        asked = self.content.get(PARTIES) or self._tables.list_cells(PARTIES, PARTIES, REMARK)
        lines = [f"[{PARTIES}]"] if asked else []
        for title in ("source", PROPOSED):
            for key in ("files", "sheet"):
                lines += [f"{key} = {quote(value)}" for value in self._tables.list_cells(title, "source", key)]
        return "\n".join(lines)

    def write(self, beside: Path) -> str:
        """Write the workbook into a folder, for those alone who could read the former one, and return its name.

        Raises
        ------
        UsageError : what it would become cannot be used, or does not say what it was to say
        """
        path = beside / self._path.name
        self._book.save(path)
        path.chmod(stat.S_IMODE(self._path.stat().st_mode))
        after = read_book(path).content
        project = make_project(after, None)
        check_fields(project)
        if project.settings != make_project(self.content, None).settings:
            raise UsageError("book.lost", file=self._path.name, what="cells")
        return path.name

    def save(self) -> None:
        """Put the changed workbook in the place of the former one; errors as of `write`, OutputError: it cannot be."""
        try:
            with TemporaryFolder(self._path.parent) as beside:
                put_in_place(beside, self._path.parent, [self.write(beside)])
        except OSError as fault:
            raise tell_fault(fault, self._path.parent) from fault

    def _rows_of(self, name: str, place: int) -> tuple[int, int]:
        """Return the first and the last row of an entry, 1 = first."""
        cells = [str(at.cell) for loc, at in self._read.places.items() if loc[:2] == (name, place)]
        rows = [int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in cells]
        return min(rows), max(rows)
