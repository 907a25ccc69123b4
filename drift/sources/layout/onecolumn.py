"""Specifications of one column: the number of a clause stands inside its text, `1.2.3 The supplier shall …`."""

import re
from typing import Final

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from drift.sources.layout.heading import Guess, Heading
from drift.sources.opening.cells import Cells

MIN_CLAUSES: Final = 10  # fewer numbered lines are a list of instructions
MIN_SHARE: Final = 0.5  # of the lines of the column that begin with a number
MIN_LENGTH: Final = 25  # median length of a clause; shorter lines are a list of names
INLINE: Final = "inline"  # field of the column that holds number and text together
_NUMBERED = r"^[\s\x{00a0}]*(?:[A-Z]{1,3}[-.]?)?\d+(?:\.\d+)*[.)]?[\s\x{00a0}]+\S"
_SPLIT = re.compile(r"(?<!\s)\s*((?:[A-Z]{1,3}[-.]?)?(?<!\d)\d+(?:\.\d+){0,20})[.)]?\s+(\S.*)", re.S)
TITLE_LENGTH: Final = 60  # a line without a number that is shorter and no sentence is a heading
_SENTENCE: Final = (".", ";", ":", ",")


def find_one_column(cells: Cells, filled: np.ndarray) -> Heading | None:
    """Return the table of a sheet that holds one column of numbered texts and next to nothing else."""
    if int((filled > 0).sum()) < MIN_CLAUSES or float(np.mean(filled[filled > 0])) > 1.5:
        return None
    for i in range(cells.n_columns):
        texts = cells.texts(i).drop_null()
        numbered = pc.match_substring_regex(texts, _NUMBERED)
        n = int(pc.sum(numbered).as_py() or 0)
        if n < MIN_CLAUSES or n < MIN_SHARE * len(texts):
            continue
        if float(np.median(pc.utf8_length(texts.filter(numbered)).to_numpy())) >= MIN_LENGTH:
            guess = Guess(INLINE, i, "", "generic")
            return Heading("clauses", "sla", 0, {INLINE: i}, {}, {INLINE: ()}, n_rows=0, guesses=(guess,))
    return None


def head_paragraphs() -> Heading:
    """Return the table of the numbered paragraphs of a text: number or heading in A, clause in B."""
    columns = {"clause_id": 0, "text": 1}
    guesses = tuple(Guess(name, i, "", "generic") for name, i in columns.items())
    return Heading("clauses", "sla", 0, columns, {}, dict.fromkeys(columns, ()), n_rows=0, guesses=guesses)


def split_numbers(texts: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Split `1.2. The supplier shall` into its number, missing where it has none, and text; tell which are headings."""
    parts = texts.str.extract(_SPLIT.pattern, flags=re.S)
    plain = texts.str.strip()
    ids, rest = parts[0].astype("str"), parts[1].fillna(plain).str.rstrip().astype("str")
    titles = ids.isna() & plain.str.len().lt(TITLE_LENGTH) & ~plain.str.endswith(_SENTENCE).fillna(value=False)
    return ids, rest, titles & plain.notna()
