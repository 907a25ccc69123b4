"""RACI tables: a task a row, a role a column, and in the cells who is responsible, accountable, consulted, informed."""

import re
from itertools import islice
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from drift.sources.layout.governance_kinds import LETTERS, RACI
from drift.sources.layout.heading import Guess, Heading
from drift.sources.layout.headings import Row
from drift.sources.opening.cells import Cells
from drift.sources.vocabulary import GOVERNANCE, list_words
from drift.sources.words import normalise

MIN_COLUMNS: Final = 2  # a single column of letters may be anything
MIN_LETTERS: Final = 2  # different ones in the whole table, R among them; a matrix of codes has others
ROWS_TRIED: Final = 500  # a list of tasks is shorter
COLUMNS_TRIED: Final = 100
_CELL: Final = r"(?i)^\s*[RACIS](?:\s*(?:[/,+&]\s*)?[RACIS]){0,4}\s*$"


def read_letters(text: str) -> list[str]:
    """Return the roles that a cell gives, `A/R` two of them; S (support) is none of the four."""
    return [LETTERS[letter] for letter in dict.fromkeys(text.casefold()) if letter in LETTERS]


def letter_columns(cells: Cells, first: int, last: int | None = None) -> list[int]:
    """Return the columns that hold nothing but letters of RACI in some rows, 1 = first; none below MIN_COLUMNS."""
    n = min(last or cells.n_rows, first + ROWS_TRIED) - first + 1
    columns, letters = [], set()
    for i in range(min(cells.n_columns, COLUMNS_TRIED)):
        texts = _filled(cells.texts(i).slice(first - 1, max(n, 0)))
        if len(texts) and bool(pc.all(pc.match_substring_regex(texts, _CELL)).as_py()):
            columns.append(i)
            letters |= {role for text in texts.to_pylist() for role in read_letters(text)}
    enough = len(columns) >= MIN_COLUMNS and len(letters) >= MIN_LETTERS and "responsible" in letters
    return columns if enough else []


def _filled(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = texts.drop_null()
    return texts.filter(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))


def may_hold_letters(cells: Cells) -> bool:
    """Whether a sheet has columns with letters of RACI at all; asked once, before its rows are tried."""
    columns = (cells.texts(i).slice(0, ROWS_TRIED).drop_null() for i in range(min(cells.n_columns, COLUMNS_TRIED)))
    lettered = (texts for texts in columns if pc.any(pc.match_substring_regex(texts, _CELL)).as_py())
    return len(list(islice(lettered, MIN_COLUMNS))) == MIN_COLUMNS


def match_letters(cells: Cells, row: Row, last: int) -> Heading | None:
    """Return the RACI table that a row is the heading of; last: the last row of its block.

    The task is the column that is called so, else the last one with texts before the letters.
    """
    number, texts = row.number, row.texts
    columns = letter_columns(cells, number + 1, last)
    if not columns or any(not texts[i] or re.match(_CELL, texts[i]) for i in columns):
        return None
    before = [i for i in range(columns[0]) if len(_filled(cells.texts(i).slice(number, last - number)))]
    if not before:
        return None
    named = (i for i in before if any(word.field == "task" for word in list_words().get(normalise(texts[i]), ())))
    task = next(named, before[-1])
    unused = tuple(text for i, text in enumerate(texts) if text and i not in (task, *columns))
    n_rows = 2 if row.groups and any(row.groups[i] for i in columns) else 1
    return Heading(
        GOVERNANCE,
        "sla",
        number,
        {"task": task},
        {"task": texts[task]},
        {"task": ()},
        unused,
        score=1.0 + len(columns),
        n_rows=n_rows,
        guesses=(Guess("task", task, texts[task], "generic"),),
        kind=RACI,
    )
