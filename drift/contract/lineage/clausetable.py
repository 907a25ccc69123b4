"""The clauses of one version as numbers: which text, which number, which section; equal numbers mean equal words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.contract.lineage.likeness import normalise_text
from drift.contract.lineage.successors import find_successors, is_notice
from drift.contract.reading.plain import find_number, strip_number
from drift.sources.patterns import compile_bound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drift.contract.lineage import Array

_LAST_PART = compile_bound(r"[\s.\-_/]*[(\[]?[0-9A-Za-z]+[)\]]?$")  # of 4.2.1, AC-2(10), Art. 5 lid 3


@dataclass(frozen=True)
class Clauses:
    """One version; arrays of shape (n,), codes shared with the version it is compared with, -1 where there is nothing.

    Rows whose key is -1 have no word.
    """

    successors: dict[int, tuple[int, ...]]  # number -> numbers of the clauses that a notice says it went to
    keys: Array  # of the normalised text, without a number in front
    texts: Array  # of the text as it stands
    fronts: Array  # of the number in front of the text
    numbers: Array  # of the clause number
    parents: Array  # of the number one level up, in the codes of `numbers`
    sections: Array
    lengths: Array  # words
    notices: Array  # flags: nothing but a notice that names a successor

    @property
    def n(self) -> int:
        """Rows."""
        return len(self.keys)


@dataclass(frozen=True)
class Codes:
    """Several versions under shared codes."""

    versions: list[Clauses]
    texts: list[str]  # a key's text, as it stands where it came first
    section_names: list[str]


def encode(frames: Sequence[pd.DataFrame], withdrawn: Sequence[pd.DataFrame] | None = None) -> Codes:
    """Encode frames with text and, where known, clause_id and section.

    Parameters
    ----------
    withdrawn : of each frame the rows that are not in force; what they say of their successors counts
    """
    texts = _cells("text", *frames)
    raw, distinct = _factorise(texts)  # raw is -1 for a blank text
    keys, _ = _factorise([normalise_text(strip_number(text)) or normalise_text(text) or text for text in distinct])
    fronts, _ = _factorise([find_number(text) for text in distinct])
    ids = [tidy_number(number) for number in _cells("clause_id", *frames)]
    numbers, _ = _factorise([*ids, *(_LAST_PART.sub("", number) for number in ids)])
    sections, names = _factorise([normalise_text(name) for name in _cells("section", *frames)])
    named = cache(find_successors)  # of each text once: most stand in many versions
    lengths = np.array([len(text.split()) for text in distinct] + [0], dtype=np.int64)
    notices = np.array([is_notice(text) and bool(named(text)) for text in distinct] + [False], dtype=bool)
    columns = (
        *(np.append(keys, -1)[raw], raw, np.append(fronts, -1)[raw]),
        *(*np.split(numbers, 2), sections, lengths[raw], notices[raw]),
    )
    codes_of, ends = dict(zip(ids, numbers.tolist(), strict=False)), np.cumsum([0, *map(len, frames)])
    successors = [_list_successors(frame, codes_of, named) for frame in frames]
    for own, rows in zip(successors, withdrawn or (), strict=False):
        own |= _list_successors(rows, codes_of, named)
    versions = [
        Clauses(own, *(column[a:b] for column in columns))
        for (a, b), own in zip(pairwise(ends), successors, strict=True)
    ]
    return Codes(versions, [distinct[i] for i in np.unique(keys, return_index=True)[1]], names)


def _list_successors(
    rows: pd.DataFrame, codes: dict[str, int], named_in: Callable[[str], tuple[str, ...]]
) -> dict[int, tuple[int, ...]]:
    """Return, by number, the numbers that a row says its clause went to."""
    successors: dict[int, tuple[int, ...]] = {}
    for number, text in zip(_cells("clause_id", rows), _cells("text", rows), strict=True):
        here = codes.get(tidy_number(number), -1)
        named = tuple(codes[other] for other in named_in(text) if other in codes and codes[other] != here)
        if here >= 0 and named:
            successors[here] = named
    return successors


def tidy_number(number: str) -> str:
    """Return a clause number as it is compared: without case, blanks at its ends and a closing dot."""
    return number.strip().rstrip(".").casefold()


def _cells(name: str, *frames: pd.DataFrame) -> list[str]:
    """Return a column of all frames as text, "" where there is none."""
    values = (value for frame in frames for value in (frame[name].tolist() if name in frame else [None] * len(frame)))
    return ["" if value is None or value != value or value is pd.NA else str(value).strip() for value in values]


def _factorise(values: list[str]) -> tuple[Array, list[str]]:
    """Return codes by first appearance, -1 for a blank value, and the distinct values."""
    codes: dict[str, int] = {}
    numbers = [codes.setdefault(value, len(codes)) if value else -1 for value in values]
    return np.array(numbers, dtype=np.int64), list(codes)
