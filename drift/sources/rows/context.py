"""What reading a table needs besides its cells, the words of project, analyst and tool, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pandas as pd

from drift.errors import Note
from drift.project import Project
from drift.project.settings import Source
from drift.sources.accounts import NO_FAULTS, Faults, SheetAccount
from drift.sources.layout.parts import holds_flags
from drift.sources.layout.table import Table
from drift.sources.opening.columns import share_blocks, to_texts
from drift.sources.people import People
from drift.sources.rows.dateorders import Leaning
from drift.sources.rows.stampnotes import tell_never
from drift.sources.values.categories import fold_spellings
from drift.sources.values.moments import WALL, Moments, Notation, to_flags, to_moments, zone_of
from drift.sources.values.numbers import Numbers, to_numbers
from drift.sources.vocabulary import merge_values, nulls_of, words_of


@dataclass(frozen=True)
class TableReading:
    """The rows of one table, the account of the sheet's, what is to be told and what could not be read."""

    frames: Mapping[str, pd.DataFrame]  # by table
    account: SheetAccount
    notes: tuple[Note, ...] = ()
    faults: Faults = NO_FAULTS
    used: frozenset[str] = frozenset()  # headings that no field has, and yet are read


@dataclass(frozen=True)
class Context:
    """The surroundings of one table; reads its columns and gathers what is to be told about them until it is closed."""

    table: Table
    project: Project
    people: People
    source: Source | None = None
    orders: Mapping[str, Leaning] = field(default_factory=dict)  # field -> what all sheets of the file tell of it
    _notes: list[Note] = field(default_factory=list)

    @property
    def nulls(self) -> tuple[str, ...]:
        """Words for nothing: the analyst's and the tool's."""
        return (*(self.source.nulls if self.source else ()), *nulls_of(self.table.heading.tool))

    def tell(self, code: str, **values: object) -> None:
        """Note something about this table."""
        self._notes.append(Note(code, values, self.table.at))

    def tell_count(self, code: str, marked: pd.Series, field: str, **values: object) -> None:
        """Note how many cells of a field are marked, if any."""
        if marked.any():
            self.tell(code, heading=self.table.title(field), n=int(marked.sum()), **values)

    def close(
        self,
        frames: Mapping[str, pd.DataFrame],
        account: SheetAccount,
        faults: Faults = NO_FAULTS,
        used: frozenset[str] = frozenset(),
    ) -> TableReading:
        """Return what reading the table gave, with all that was to be told."""
        held = {name: share_blocks(frame) for name, frame in frames.items()}
        return TableReading(held, account, tuple(self._notes), faults, used)

    def texts(self, name: str) -> pd.Series:
        """Return a field as text, missing where blank."""
        column = self.table.column(name)
        return to_texts(column, self.nulls) if self.table.has(name) else column.texts

    def categories(self, name: str) -> pd.Series:
        """Return a field of which spellings that differ in case, blanks or punctuation are one."""
        if not self.table.has(name):
            return self.texts(name)
        folded, before, after = fold_spellings(self.texts(name))
        if after < before:
            self.tell("note.folded", heading=self.table.title(name), before=before, after=after)
        return folded

    def persons(self, name: str) -> pd.Series:
        """Return pseudonyms; of several persons in one cell the first counts."""
        texts = self.texts(name)
        several = texts.str.contains("\n", regex=False).fillna(value=False)
        self.tell_count("note.several_persons", several, name)
        first = texts.str.split("\n").str[0].str.strip() if several.any() else texts
        return self.people.hide(first, name)

    def moments(self, name: str) -> Moments:
        """Return a field as moments; what stands in `NAME_time` is the time of day beside the date."""
        table, zone = self.table, self.source.zone if self.source else None
        leaning = self.orders.get(name, Leaning())
        notation = Notation(
            ZoneInfo(zone) if zone and zone != WALL else zone_of(table.heading.brackets.get(name, ())),
            self.source.day_first if self.source else None,
            leaning.day_first,
            leaning.year_first,
            self.nulls,
            self.source.format if self.source else None,
            wall=zone == WALL,
        )
        clock = name.removesuffix("_at") + "_time" if name != "at" else "at_time"
        times = table.column(clock) if table.has(clock) else None
        moments = to_moments(table.column(name), self.project.zone, table.title(name), notation, times)
        self._notes.extend(Note(note.code, _to_cells(note.values, table, name), table.at) for note in moments.notes)
        self._notes.extend(tell_never(table, moments.never, name))
        return moments

    def flags(self, name: str) -> pd.Series:
        """Return a field as yes or no; words that are neither are missing, with a note."""
        texts = self.texts(name)
        flags = to_flags(texts, words_of(name, self.table.heading.tool))
        lost = texts.notna() & flags.isna()
        self.tell_count("note.neither", lost, name, words=", ".join(sorted(texts[lost].unique())[:5]))
        return flags

    def tell_lost(self, name: str, read: pd.Series) -> None:
        """Note how many cells of a field came to nothing, and how many could be read in two ways."""
        numbers = to_numbers(self.table.column(name), self.nulls)
        self._tell_numbers(name, self.texts(name).notna() & read.isna(), numbers)

    def counts(self, name: str) -> pd.Series:
        """Return a field as whole numbers, missing where it is none; a yes is one."""
        if not self.table.has(name):
            return pd.Series(pd.NA, index=self.table.rows, dtype="Int64")
        texts = self.texts(name)
        if holds_flags(texts.dropna().unique().tolist()):
            return to_flags(texts, merge_values("flag")).astype("Int64")
        numbers = to_numbers(self.table.column(name), self.nulls)
        self._tell_numbers(name, numbers.bad, numbers)
        return numbers.values.round().astype("Int64")

    def _tell_numbers(self, name: str, lost: pd.Series, numbers: Numbers) -> None:
        self.tell_count("note.no_number", lost, name)
        if numbers.n_either:
            self.tell("note.thousands", heading=self.table.title(name), n=numbers.n_either)


def _to_cells(values: Mapping[str, object], table: Table, field: str) -> dict[str, object]:
    """Return the values of a note with cells for rows: `row_day` = 19 becomes `cell_day` = B19."""
    return {
        name.replace("row_", "cell_", 1): table.address(int(str(value)), field).cell
        if name.startswith("row_")
        else value
        for name, value in values.items()
    }
