"""Rows of a table that are no data: totals, what a tool writes below its export, headings repeated on a new page."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from drift.sources.layout.find import Layout
from drift.sources.layout.heading import Heading
from drift.sources.opening.cells import Cells
from drift.sources.vocabulary import load_vocabularies

_TOTAL: Final = re.compile(
    r"(?i)^\s*(?:(?:eind|sub)?totaal(?: aantal)?|(?:grand |sub)?total(?: count)?|aantal(?: rijen| meldingen)?|count|"
    r"som|sum|gemiddelde|average)(?:\s*[:=])?(?:\s*[\d.,]+)?\s*$"
)
# a total of a part, with what it is of: Subtotaal week 1, Total januari: 12
_SUBTOTAL: Final = re.compile(
    r"(?i)^\s*(?:sub[- ]?tota+l|tota+l|tussentotaal|zwischensumme|sous[- ]total|teilsumme|summe)\b[^;|]{0,40}$"
)
# how both begin: the engine compiles them anew for every sheet, and this at once
_BEGIN: Final = r"(?i)^\s*(?:a[av]|co|ei|g[er]|s[ou]|t[oeu]|zw)"
_WORD = re.compile(r"[^\W\d_]{3,}")
_BELOW = re.compile(
    r"(?:totaal|total|eindtotaal|grand total|aantal|count|rows?|rijen|records|bron|source|filters?|toegepaste filters"
    r"|applied filters|generated|gegenereerd|gemaakt|exported|geexporteerd|page|pagina|noot|note|notes|toelichting"
    r"|legenda|legend|\*|©|disclaimer|vertrouwelijk|confidential|printed|afgedrukt|n\.?b\.?)\b.*",
    re.I | re.S,
)
_LEGEND = re.compile(r"(?:legenda?|toelichting|noten|notes?|verklaring|key|colou?r key)\s*:?", re.I)
_KEYS: Final = frozenset({"clause_id", "incident_id", "opened_at", "at"})
MAX_LEGEND: Final = 20  # rows; what is longer is a table
SHAPES: Final = 200  # rows whose numbers tell what a number looks like
LAST_ROWS: Final = 5  # a total with many figures stands at the end
Texts = Mapping[int, str | None]  # row -> its first text that is not blank, of the rows that may be no data


@dataclass(frozen=True)
class Footers:
    """Rows that are no data, and what to tell about them."""

    headings: pd.Index
    notes: pd.Index
    remarks: list[tuple[str, dict[str, object]]]  # code, values


def find_footers(layout: Layout, heading: Heading, rows: pd.Index) -> Footers:
    """Find the rows below a heading that are no data."""
    if not len(rows) or not heading.row or heading.norms:  # what stands below norms their own reader tells
        return Footers(rows[:0], rows[:0], [])
    filled = layout.filled[rows.to_numpy() - 1]
    repeated = _repeated_headings(layout.cells, heading, rows)
    again = frozenset(repeated.tolist())
    candidates = [
        row for row in rows[_may_be_footers(layout.cells, heading, rows, filled)].tolist() if row not in again
    ]
    texts = dict(zip(candidates, _first_texts(layout.cells, np.array(candidates, dtype=int)), strict=True))
    totals = {row for row, text in texts.items() if text is not None and _TOTAL.match(text)}
    totals |= _parts_of(layout, heading, texts, again)
    starts = _list_sentinels()
    ends = [row for row, text in texts.items() if (text or "").casefold().strip().startswith(starts)]
    below = {*_below_the_table(texts, rows, filled, heading), *_legend(layout, heading, rows, filled)}
    remarks: list[tuple[str, dict[str, object]]] = []
    if ends:
        remarks.append(("note.cut_off", {"text": str(texts[ends[0]])[:120]}))
    others = sorted((totals | below).difference(ends))
    if others:
        values = {"n": len(others), "rows": ", ".join(map(str, others[:5])) + (", …" if len(others) > 5 else "")}
        remarks.append(("note.footers", values))
    return Footers(repeated, pd.Index(sorted(totals | below | {*ends}), dtype=rows.dtype), remarks)


def _parts_of(layout: Layout, heading: Heading, texts: Texts, repeated: Collection[int]) -> set[int]:
    """Return the rows of a log that name a part of it: subtotals without an opening, and lone titles of what follows.

    A lone text is a title right above a repeated heading or below a blank row, where no number of a ticket looks so.
    """
    if heading.table not in ("incidents", "events") or len(heading.columns) <= 2:
        return set()
    cells, moments = layout.cells, [i for name, i in heading.columns.items() if name in ("opened_at", "at")]
    undated = [row for row in texts if not any(cells.text_at(row, i).strip() for i in moments)]
    named = [row for row in undated if _SUBTOTAL.match(texts[row] or "")]
    shapes = _shapes(cells, heading)
    alone = [row for row in undated if layout.filled[row - 1] == 1 and _WORD.search(texts[row] or "")]
    titles = [
        row
        for row in alone
        if (row + 1 in repeated or layout.filled[row - 2] == 0) and _shape(texts[row] or "") not in shapes
    ]
    return {*named, *titles}


def _shapes(cells: Cells, heading: Heading) -> set[str]:
    """Return what the first numbers of tickets look like, each run of digits as one."""
    column = heading.columns.get("incident_id")
    texts = [] if column is None else cells.texts(column).slice(heading.row, SHAPES).drop_null().to_pylist()
    return {shape for shape, n in Counter(map(_shape, texts)).items() if n > 1}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "9", text.strip())


def _may_be_footers(cells: Cells, heading: Heading, rows: pd.Index, filled: np.ndarray) -> np.ndarray:
    few = filled <= max(2, int(np.median(filled)) // 2)
    few[-LAST_ROWS:] = True
    first = min(heading.columns.values())
    texts = cells.texts(first).take(rows.to_numpy() - 1)
    if not pc.any(pc.match_substring_regex(texts, _BEGIN)).as_py():
        return few
    named = pc.or_(*(pc.match_substring_regex(texts, pattern.pattern) for pattern in (_TOTAL, _SUBTOTAL)))
    may: np.ndarray = few | pc.fill_null(named, fill_value=False).to_numpy(zero_copy_only=False)
    return may


def _first_texts(cells: Cells, rows: np.ndarray) -> list[str | None]:
    """Return the first text of each row that is not blank."""
    firsts: list[str | None] = [None] * len(rows)
    picked = rows - 1
    for i in range(cells.n_columns):
        if None not in firsts:
            break
        texts = cells.texts(i).take(picked).to_pylist()
        firsts = [
            old if old is not None else (new if new and new.strip() else None)
            for old, new in zip(firsts, texts, strict=True)
        ]
    return firsts


@cache
def _list_sentinels() -> tuple[str, ...]:
    return tuple(text.casefold() for vocabulary in load_vocabularies() for text in vocabulary.sentinels)


def _below_the_table(texts: Texts, rows: pd.Index, filled: np.ndarray, heading: Heading) -> pd.Index:
    """Return the last rows that hold one text and nothing else, where a row of the table holds more.

    In a log every row holds several cells; among clauses only what reads like a footer is one.
    """
    n_last = int(np.argmin(filled[::-1] <= 1)) if (filled > 1).any() else 0
    last = rows[len(rows) - n_last :]
    if heading.table == "clauses":
        return last[[bool(_BELOW.match(str(texts[row]))) for row in last]]
    return last if len(heading.columns) > 2 else last[:0]


def _legend(layout: Layout, heading: Heading, rows: pd.Index, filled: np.ndarray) -> pd.Index:
    """Return the rows from a lone title such as Legenda, below a blank row, to the end.

    Toelichting may also be a section of a contract: where a number or a date stands below it, rows are rows.
    """
    numbers = rows.to_numpy()
    titles = rows[(filled == 1) & (numbers >= 2) & (layout.filled[numbers - 2] == 0)]
    starts = [
        row
        for row, text in zip(titles, _first_texts(layout.cells, titles.to_numpy()), strict=True)
        if text and _LEGEND.fullmatch(text.strip())
    ]
    tail = rows[numbers >= starts[0]] if starts else rows[:0]
    keys = [i for name, i in heading.columns.items() if name in _KEYS]
    if not len(tail) or len(tail) > MAX_LEGEND or (not keys and 2 * len(tail) >= len(rows)):
        return rows[:0]
    texts = [layout.cells.texts(i).take(tail.to_numpy() - 1) for i in keys]
    return rows[:0] if any(pc.any(pc.match_substring_regex(text, r"\d")).as_py() for text in texts) else tail


def _repeated_headings(cells: Cells, heading: Heading, rows: pd.Index) -> pd.Index:
    same = np.ones(len(rows), dtype=bool)
    written = [(i, cells.text_at(heading.row, i).strip()) for i in heading.columns.values()]
    written = [(i, title) for i, title in written if title]
    for i, title in written[:3]:
        texts = cells.texts(i).take(rows.to_numpy() - 1)
        equal = pc.equal(pc.utf8_trim_whitespace(texts), title)
        same &= pc.fill_null(equal, fill_value=False).to_numpy(zero_copy_only=False)
        if not same.any():
            break
    return rows[same] if len(written) > 1 else rows[:0]
