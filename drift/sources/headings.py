"""Find the heading row of a sheet and say which column is which field."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from drift.sources.vocabulary import REQUIRED, Vocabulary, load_vocabularies
from drift.sources.words import normalise, split_brackets
from drift.terms import HEADING_ROWS

if TYPE_CHECKING:
    from drift.project import Source
    from drift.sources.cells import Cells

MAX_HEADING_LENGTH = 80  # longer than any heading in FORMATS; a clause is not a heading
FOREIGN_WEIGHT = 0.9  # a heading known from another tool's list counts a little less than one of its own


@dataclass(frozen=True)
class Heading:
    """A recognised table: what it is, where its heading stands, which column holds which field."""

    table: str
    tool: str
    row: int  # of the heading, 1 = first
    columns: dict[str, int]  # field -> column, 0 = A
    titles: dict[str, str]  # field -> heading as written
    brackets: dict[str, tuple[str, ...]]  # field -> what its heading says in brackets: utc, min
    unused: tuple[str, ...] = ()  # headings that no field has
    score: float = field(default=0.0, compare=False)


def find_heading(cells: Cells, source: Source | None = None) -> Heading | None:
    """Return the best heading among the first rows, or None when the sheet is no table of ours.

    The analyst's word (`source`: table, heading_row, columns) goes before any guess.
    """
    first, n_rows = (source.heading_row, 1) if source and source.heading_row else (1, HEADING_ROWS)
    found = [
        heading
        for row, texts in enumerate(_rows(cells, first, n_rows), first)
        for heading in _match_row(texts, row, source)
        if source is None or source.table in (None, heading.table)
    ]
    return max(found, key=lambda heading: (heading.score, -heading.row), default=None)


def _rows(cells: Cells, first: int, n_rows: int) -> list[list[str]]:
    """Return the texts of some rows, from row `first` on (1 = first)."""
    part = cells.table.slice(first - 1, n_rows)
    columns = [part.column(2 * i + 1).to_pylist() for i in range(cells.n_columns)]
    return [[text or "" for text in row] for row in zip(*columns, strict=True)]


def _match_row(texts: list[str], row: int, source: Source | None) -> list[Heading]:
    names = [_names(text) if 0 < len(text) <= MAX_HEADING_LENGTH else ("", "") for text in texts]
    told = {normalise(title) for title in source.columns.values()} if source else set()
    if sum(whole in told or whole in _known() or plain in _known() for whole, plain in names if whole) < 2:
        return []  # every table needs two columns; most rows end here
    everything = load_vocabularies()
    vocabularies = [entry for entry in everything if not source or source.tool in (None, entry.tool)] or list(
        everything
    )
    found = []
    for vocabulary in vocabularies:
        for table in REQUIRED:
            heading = _match(texts, names, row, table, vocabulary, everything, source)
            if heading:
                found.append(heading)
    return found


def _match(
    texts: list[str],
    names: list[tuple[str, str]],
    row: int,
    table: str,
    vocabulary: Vocabulary,
    everything: tuple[Vocabulary, ...],
    source: Source | None,
) -> Heading | None:
    columns: dict[str, int] = {}
    told = {normalise(title): name for name, title in source.columns.items()} if source else {}
    score = 0.0
    for own in (True, False):
        lists = [vocabulary] if own else [entry for entry in everything if entry is not vocabulary]
        for i, (whole, plain) in enumerate(names):
            if i in columns.values() or not whole:
                continue
            name = told.get(whole) or _field((whole, plain), table, lists)
            if name and name not in columns:
                columns[name] = i
                score += 1.0 if own or whole in told else FOREIGN_WEIGHT
    if not all(any(name in columns for name in group) for group in REQUIRED[table]):
        return None
    titles = {name: " ".join(texts[i].split()) for name, i in columns.items()}
    brackets = {name: split_brackets(texts[i])[1] for name, i in columns.items()}
    unused = tuple(" ".join(text.split()) for i, text in enumerate(texts) if text.strip() and i not in columns.values())
    own_fields = sum(bool(_field(names[i], table, [vocabulary])) for i in columns.values())
    tool = vocabulary.tool if own_fields >= len(columns) / 2 else "generic"
    return Heading(table, (source and source.tool) or tool, row, columns, titles, brackets, unused, score)


@cache
def _known() -> frozenset[str]:
    """Return every heading that any vocabulary has for any table."""
    entries = [fields for vocabulary in load_vocabularies() for fields in vocabulary.fields.values()]
    return frozenset(heading for fields in entries for heading in fields)


@lru_cache(maxsize=4096)  # the versions of a document repeat their headings
def _names(text: str) -> tuple[str, str]:
    """Return a heading as compared: whole, and without what stands in brackets."""
    return normalise(text), split_brackets(text)[0]


def _field(names: tuple[str, str], table: str, vocabularies: list[Vocabulary]) -> str | None:
    for candidate in names:
        for vocabulary in vocabularies:
            name = vocabulary.fields.get(table, {}).get(candidate)
            if name:
                return name
    return None
