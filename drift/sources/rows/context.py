"""What reading a table needs besides its cells: the project, the analyst's word, the tool's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pandas as pd

from drift.errors import Note
from drift.sources.accounts import NO_FAULTS, Faults
from drift.sources.opening.columns import to_texts
from drift.sources.rows.reading import Counts, TableReading
from drift.sources.values.categories import fold_spellings
from drift.sources.values.moments import WALL, Moments, Notation, to_flags, to_moments, zone_of
from drift.sources.values.numbers import to_numbers
from drift.sources.vocabulary import nulls_of, words_of

if TYPE_CHECKING:
    from drift.project import Project, Source
    from drift.sources.layout.body import Body
    from drift.sources.people import People


@dataclass(frozen=True)
class Context:
    """The surroundings of one table; reads its columns and gathers what is to be told about them until it is closed."""

    body: Body
    project: Project
    people: People
    source: Source | None = None
    orders: Mapping[str, bool] = field(default_factory=dict)  # field -> day first, known from all sheets of the file
    _notes: list[Note] = field(default_factory=list)

    @property
    def nulls(self) -> tuple[str, ...]:
        """Words for nothing: the analyst's and the tool's."""
        return (*(self.source.nulls if self.source else ()), *nulls_of(self.body.heading.tool))

    def tell(self, code: str, **values: object) -> None:
        """Note something about this table."""
        self._notes.append(Note(code, values, self.body.at))

    def close(self, frames: Mapping[str, pd.DataFrame], counts: Counts, faults: Faults = NO_FAULTS) -> TableReading:
        """Return what reading the table gave, with all that was to be told."""
        return TableReading(frames, counts, tuple(self._notes), faults)

    def texts(self, name: str) -> pd.Series:
        """Return a field as text, missing where blank."""
        return to_texts(self.body.column(name), self.nulls)

    def categories(self, name: str) -> pd.Series:
        """Return a field of which spellings that differ in case, blanks or punctuation are one."""
        folded, before, after = fold_spellings(self.texts(name))
        if after < before:
            self.tell("note.folded", heading=self.body.title(name), before=before, after=after)
        return folded

    def persons(self, name: str) -> pd.Series:
        """Return pseudonyms; of several persons in one cell the first counts."""
        texts = self.texts(name)
        several = texts.str.contains("\n", regex=False).fillna(value=False)
        if several.any():
            self.tell("note.several_persons", heading=self.body.title(name), n=int(several.sum()))
            texts = texts.str.split("\n").str[0].str.strip()
        return self.people.hide(texts, name)

    def moments(self, name: str) -> Moments:
        """Return a field as moments; what stands in `NAME_time` is the time of day beside the date."""
        body, zone = self.body, self.source.zone if self.source else None
        day_first = self.source.day_first if self.source else None
        notation = Notation(
            ZoneInfo(zone) if zone and zone != WALL else zone_of(body.heading.brackets.get(name, ())),
            self.orders.get(name) if day_first is None else day_first,
            self.nulls,
            wall=zone == WALL,
        )
        clock = name.removesuffix("_at") + "_time" if name != "at" else "at_time"
        times = body.column(clock) if body.has(clock) else None
        moments = to_moments(body.column(name), self.project.zone, body.title(name), notation, times)
        self._notes.extend(Note(note.code, note.values, body.at) for note in moments.notes)
        return moments

    def flags(self, name: str) -> pd.Series:
        """Return a field as yes or no; words that are neither are missing, with a note."""
        texts = self.texts(name)
        flags = to_flags(texts, words_of(name, self.body.heading.tool))
        lost = texts[texts.notna() & flags.isna()]
        if len(lost):
            words = ", ".join(sorted(lost.unique())[:5])
            self.tell("note.neither", heading=self.body.title(name), n=len(lost), words=words)
        return flags

    def tell_lost(self, name: str, read: pd.Series) -> None:
        """Note how many cells of a field came to nothing, and how many could be read in two ways."""
        n = int((self.texts(name).notna() & read.isna()).sum())
        if n:
            self.tell("note.no_number", heading=self.body.title(name), n=n)
        n_either = to_numbers(self.body.column(name), self.nulls).n_either
        if n_either:
            self.tell("note.thousands", heading=self.body.title(name), n=n_either)

    def counts(self, name: str) -> pd.Series:
        """Return a field as whole numbers, missing where it is none."""
        numbers = to_numbers(self.body.column(name), self.nulls)
        if numbers.bad.any():
            self.tell("note.no_number", heading=self.body.title(name), n=int(numbers.bad.sum()))
        if numbers.n_either:
            self.tell("note.thousands", heading=self.body.title(name), n=numbers.n_either)
        return numbers.values.round().astype("Int64")
