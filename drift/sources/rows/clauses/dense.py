"""The most numbers and signs that are read of a clause and of a file: each costs time, and there may be millions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.errors import Note
from drift.sources.layout.onecolumn import INLINE
from drift.sources.layout.table import Table
from drift.sources.rows.context import TableReading
from drift.sources.values.quantities.fixed import WORDS as FIXED
from drift.sources.values.quantities.spelled import SMALL

# measured over 97 files with clauses: the clause with the most numbers has 41, the file with the most 1,760
OF_A_CLAUSE: Final = 300
OF_A_FILE: Final = 20_000  # of clauses that differ
# of clauses that differ, in a file: some 1,000 pages; 5 s a million. What comes behind is read by its beginning
SIGNS_OF_A_FILE: Final = 3_000_000
BEGINNING: Final = 200
_WORDS: Final = "|".join(sorted({*SMALL, *FIXED, "hundred", "honderd", "duizend", "binnen", "within"}))
# what stands for a number costs a quarter of one, and comes as often as a stranger likes
_STATED: Final = (
    r"best[ -]effort|n\.?v\.?t|niet van toepassing|n/a|not applicable|in overleg|nader te|n\.?t\.?b|t\.?b\.?d|"
    r"to be (?:agreed|determined|confirmed)|by mutual"
)
_NUMBER: Final = rf"(?i)\d+|\p{{No}}+|\b(?:{_WORDS}|{_STATED})"  # as the engine of Arrow writes it
_PLACE: Final = re.compile(rf"(?i)[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u218b]+|\b(?:{_WORDS}|{_STATED})")


def cut_dense(tables: Sequence[Table], readings: Sequence[TableReading]) -> tuple[list[TableReading], tuple[Note, ...]]:
    """Return the readings of one file with no clause that holds more numbers than are read, and what was cut."""
    if not _may_be_cut([reading.frames["clauses"]["text"] for reading in readings if "clauses" in reading.frames]):
        return [*readings], ()
    left, signs, cut, notes = OF_A_FILE, SIGNS_OF_A_FILE, [], []
    for table, reading in zip(tables, readings, strict=True):
        clauses = reading.frames.get("clauses")
        if clauses is None or clauses.empty:
            cut.append(reading)
            continue
        whole, signs = cut_long(clauses["text"], signs)
        texts, left = cut_texts(whole, left)
        for code, shorter, than in (("long", whole, clauses["text"]), ("dense", texts, whole)):
            rows = clauses.index[shorter.str.len() < than.str.len()]
            notes += [_tell(code, table, rows)] if len(rows) else []
        cut.append(replace(reading, frames={**reading.frames, "clauses": clauses.assign(text=texts)}))
    return cut, tuple(notes)


def _may_be_cut(columns: Sequence[pd.Series]) -> bool:
    """Whether the clauses of a file may hold more than is read; a number is a sign at least, and signs cost nothing."""
    lengths = [len(text) for column in columns for text in {*column.dropna().tolist()}]
    return sum(lengths) > OF_A_FILE or max(lengths, default=0) > OF_A_CLAUSE


def cut_long(texts: pd.Series, left: int) -> tuple[pd.Series, int]:
    """Return texts, of which beginnings where the signs of the file are spent, and how many of these are left."""
    spent = sum(map(len, set(texts.dropna().tolist())))
    if spent <= left:  # nearly every file: pandas costs more than the work
        return texts, left - spent
    lengths = texts.str.len().fillna(0).where(~texts.duplicated(), 0)
    over = lengths.cumsum().gt(left) & texts.str.len().gt(BEGINNING)
    return texts.where(~over, texts.str.slice(0, BEGINNING)), max(0, left - int(lengths.sum()))


def cut_texts(texts: pd.Series, left: int) -> tuple[pd.Series, int]:
    """Return texts that end before the first number too many, and how many numbers of the file are left."""
    counts = pc.count_substring_regex(pa.array(texts.astype("object"), pa.string()), _NUMBER).to_numpy()
    of_each = dict(zip(texts.tolist(), counts.tolist(), strict=True))
    taken_in_all = sum(min(n, OF_A_CLAUSE) for n in of_each.values())
    if left - taken_in_all >= OF_A_CLAUSE >= max(of_each.values()):
        return texts, left - taken_in_all
    asked = pd.Series(counts, index=texts.index).clip(upper=OF_A_CLAUSE).where(~texts.duplicated(), 0)
    taken = asked.cumsum()
    most = (left - taken + asked).clip(lower=0, upper=OF_A_CLAUSE)
    over = pd.Series(counts, index=texts.index) > most
    short = [_cut(text, int(n)) for text, n in zip(texts[over], most[over], strict=True)]
    cut = texts.mask(over, pd.Series(short, texts.index[over], dtype=texts.dtype)) if short else texts
    return cut, max(0, left - int(asked.sum()))


def _cut(text: str, most: int) -> str:
    first = next(islice(_PLACE.finditer(text), most, None), None)
    if first is None:
        return text
    return text[: first.start()].rstrip() or text[: first.end()]  # a clause is never blank; a bare number costs little


_LIMITS: Final = {"dense": (OF_A_CLAUSE, OF_A_FILE), "long": (BEGINNING, SIGNS_OF_A_FILE)}


def _tell(code: str, table: Table, rows: pd.Index) -> Note:
    field = "text" if table.has("text") else INLINE
    most, of = _LIMITS[code]
    values = {"n": len(rows), "cells": table.name_cells(rows, field), "most": most, "of": of}
    return Note(f"note.{code}_clauses", values, table.address(int(rows[0]), field))
