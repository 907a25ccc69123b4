"""The tables of one sheet, and what is to be told of a sheet that has none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from drift.errors import Address, Note, Problem
from drift.sources.layout.find import Layout, read_hidden
from drift.sources.layout.parts import DATED
from drift.sources.layout.shapes import NEEDED
from drift.sources.layout.table import Table, read_side_tables, read_table
from drift.sources.layout.unread.otherlists import tell_other_list, tell_unknown_list
from drift.sources.layout.unread.silent import find_pairs, tell_silent
from drift.sources.layout.unread.telling import count_mapped, tell_unknown, tell_unmapped
from drift.sources.layout.unread.unknown import Unknown, find_beside, find_unknown
from drift.sources.layout.unread.unmeasured import tell_unmeasured
from drift.sources.opening.child import MOMENT
from drift.sources.relations.columns import RelationColumn, judge_columns
from drift.sources.vocabulary import GOVERNANCE

REAL_SHARE: Final = 0.5  # of the openings of a log without numbers that must be dates; a summary has counts there


@dataclass(frozen=True)
class SheetTables:
    """The tables of one sheet: those below one another, and those that stand beside them."""

    layout: Layout
    main: tuple[Table, ...] = ()
    side: tuple[Table, ...] = ()  # their rows count with the main ones
    columns: tuple[RelationColumn, ...] = ()  # that may tell relations apart
    left: tuple[Table, ...] = ()  # lists of another kind, not read
    notes: tuple[Note, ...] = ()  # what they are
    silent: Problem | None = None  # why dated rows of a sheet without a table cannot be read
    unknown: Unknown | None = None  # what a sheet without a table looks like
    problems: tuple[Problem, ...] = ()  # about the sheet and its headings

    @property
    def all(self) -> tuple[Table, ...]:
        """Every table, those beside others last."""
        return (*self.main, *self.side)


def read_tables(file: str, layout: Layout, relation_column: str | None) -> SheetTables:
    """Return the tables of a sheet; what only looks like one is what the sheet looks like."""
    judged = [judge_columns(read_table(file, layout, heading), relation_column) for heading in layout.tables]
    tables = [table for table, _ in judged]
    if layout.source is None or layout.source.table is None:  # what was declared is read as such
        pairs = find_pairs(file, layout) if any(table.heading.table == "clauses" for table in tables) else None
        if pairs or not tables or not all(map(_is_real, tables)):
            return _look_at(file, layout, pairs)
        notes = [tell_other_list(table) for table in tables]
    else:
        notes = [None] * len(tables)
    left = tuple(table for table, note in zip(tables, notes, strict=True) if note)
    main = tuple(table for table, note in zip(tables, notes, strict=True) if note is None)
    side = tuple(side for table in main for side in read_side_tables(file, layout, table))
    columns = tuple(one for table, own in judged if any(table is other for other in main) for one in own)
    return SheetTables(layout, main, side, columns, left, tuple(filter(None, notes)))


def _look_at(file: str, layout: Layout, pairs: Problem | None) -> SheetTables:
    """Return a sheet without a table with what it looks like, or why its rows cannot be read."""
    unknown = None if pairs else find_unknown(layout)
    other = None if pairs else tell_unknown_list(file, layout, unknown)
    if other:
        return SheetTables(layout, notes=(other,))
    return SheetTables(layout, unknown=unknown, silent=pairs or (None if unknown else tell_silent(file, layout)))


def tell_sheets(file: str, sheets: Sequence[SheetTables]) -> list[SheetTables]:
    """Return the sheets with what is wrong with them as a whole: not recognised, or without a heading of drift.toml.

    A setting for a file speaks of the sheets that hold its headings; where none does, of the one that holds most.
    """
    spoken: dict[int, list[SheetTables]] = {}
    for sheet in sheets:
        source = sheet.layout.source
        if source and sheet.layout.wanted and (source.table in NEEDED or (source.table is None and source.columns)):
            spoken.setdefault(id(source), []).append(sheet)
    meant = {id(sheet) for group in spoken.values() for sheet in _find_meant(group)}
    logged = any(table.heading.table in ("incidents", "events") for sheet in sheets for table in sheet.main)
    told = []
    for sheet in sheets:
        problems = tell_unmapped(file, sheet.layout, sheet.main) if id(sheet) in meant else []
        unknown = None if problems else sheet.unknown
        beside = find_beside(sheet.layout) if sheet.main else None
        problems += [tell_unknown(file, looks) for looks in (unknown, beside) if looks]
        silent = None if logged and sheet.silent and sheet.silent.expected == "expected.known_units" else sheet.silent
        if sheet.main and not logged and not problems and sheet.layout.source is None and sheet.layout.wanted:
            silent = tell_unmeasured(file, sheet.layout)
        problems += [silent] if silent and not problems else []
        told.append(replace(sheet, problems=tuple(problems), unknown=unknown))
    return told


def _find_meant(group: Sequence[SheetTables]) -> Sequence[SheetTables]:
    read = [sheet for sheet in group if sheet.main and count_mapped(sheet.layout)]
    return read or [max(group, key=lambda sheet: (bool(sheet.main), count_mapped(sheet.layout)))]


def tell_nothing(file: str, layout: Layout) -> list[Note]:
    """Return why a sheet without a table of ours holds none: it is hidden, left out, or a summary."""
    cells = layout.cells
    if cells.hidden and cells.n_rows:
        return [_tell_hidden(file, layout)]
    if not layout.wanted and layout.source is None and cells.n_rows:
        return [Note("note.left_out", {"sheet": cells.sheet}, Address(file))]
    return [Note("note.pivot", {"sheet": cells.sheet}, Address(file))] if layout.pivot else []


def _tell_hidden(file: str, layout: Layout) -> Note:
    """Return what to tell of a hidden sheet: a list of choices is nobody's loss, a log or clauses may be."""
    shown = read_hidden(layout.cells)
    own = [heading for heading in shown.tables if heading.table != GOVERNANCE]
    code = "note.hidden_table" if own or find_unknown(shown) else "note.hidden_sheet"
    return Note(code, {"sheet": layout.cells.sheet, "n": int((layout.filled > 0).sum())}, Address(file))


def tell_headings(file: str, sheet: SheetTables) -> list[Note]:
    """Return whose headings a sheet without any is read with, and which tables have headings and no rows."""
    at = Address(file, sheet.layout.cells.sheet)
    lent = [Note("note.heading_lent", {"sheet": sheet.layout.lender}, at)] if sheet.layout.lender else []
    return lent + [Note("note.no_rows", {}, at) for table in sheet.main if table.heading.row and not len(table.rows)]


def _is_real(table: Table) -> bool:
    """Whether a log without numbers has dates where its incidents open; a summary has counts there."""
    if table.heading.table != "incidents" or table.has("incident_id"):
        return True
    column = table.column("opened_at")
    filled = column.texts.notna()
    dated = column.kinds.eq(MOMENT) | column.texts.str.match(DATED).fillna(value=False)
    return bool(filled.any()) and float(dated[filled].mean()) >= REAL_SHARE
