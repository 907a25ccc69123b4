"""Tables that read like a log or a contract and are neither: of minutes, actions, risks, invoices, prices, assets."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from drift.errors import Address, Note
from drift.sources.layout.find import Layout
from drift.sources.layout.parts import DATED, MOST, speaks_of_work
from drift.sources.layout.shapes import BARE_DAYS
from drift.sources.layout.table import Table
from drift.sources.layout.unread.telling import list_headings
from drift.sources.layout.unread.unknown import Unknown, find_largest
from drift.sources.opening.child import MOMENT, NUMBER
from drift.sources.vocabulary import SUBJECTS, find_values, merge_values, pattern_of
from drift.sources.words import normalise, split_camel

# minutes tell who was there and who decides, and agree and log nothing
NOT_OF_MINUTES: Final = frozenset({"clauses", "incidents", "events", "contacts"})
SURE: Final = 2  # a heading that only such a list has weighs as two that others have as well
ENOUGH: Final = 3  # a sure heading and one more
SHARE: Final = 0.5  # of the headings that such a list has; a log or a contract may have one of them
DUTIES: Final = 0.2  # of the texts that bind somebody: a contract has recitals, a list of goods binds nobody
NAME: Final = 25  # letters, median; as in a specification of one column, what is shorter is a name
LEAST: Final = 5  # rows; fewer may be the headings of a form
_DONE: Final = frozenset({"actie", "acties", "action", "actions"})  # what was done of a fault, beside a text of its own


def tell_other_list(table: Table) -> Note | None:
    """Return the note of a table that is a list of another kind; None where it is what it was taken for."""
    held, headings = table.heading.table, _titles(table)
    if table.cells.text == "minutes" and held in NOT_OF_MINUTES:
        return _note("note.minutes_list", table.at, headings, len(table.rows))
    if held not in ("clauses", "incidents", "events") or not headings or table.heading.tool not in SUBJECTS:
        return None
    kind = _find_kind(headings, (PurePosixPath(table.file).stem, table.cells.sheet, *table.cells.titles))
    if held == "clauses":
        kind = None if _agrees(table, headings, kind) else kind or ("names" if _counts_names(table) else None)
    elif kind and _logs(table, headings, kind):
        kind = None
    if kind is None:
        return None
    return _note("note.other_list", table.at, headings, len(table.rows), kind)


def tell_unknown_list(file: str, layout: Layout, unknown: Unknown | None) -> Note | None:
    """Return the note of a sheet that was not recognised and is a list of another kind; None where it may be ours.

    unknown: what it looks like, where it looks like a table of ours.
    """
    if unknown is None:
        block = find_largest(layout)
        headings, n = (block.headings, len(block.rows)) if block else ((), 0)
    else:
        headings, n = unknown.headings, unknown.n_rows
    at, headings = Address(file, layout.cells.sheet), tuple(filter(None, headings))
    if layout.cells.text == "minutes" and headings:
        return _note("note.minutes_list", at, headings, n)
    norms = unknown is not None and unknown.kind == "norms"
    if not headings or norms or any(map(speaks_of_work, headings)) or _named(headings):
        return None
    kind = _find_kind(headings, (PurePosixPath(file).stem, layout.cells.sheet))
    return _note("note.other_list", at, headings, n, kind) if kind else None


def _find_kind(headings: Sequence[str], names: Sequence[str]) -> str | None:
    """Return which list headings and names speak of, the likeliest: at least one heading or name is its alone."""
    words = [normalise(split_camel(heading)) for heading in headings if heading]
    own = {kind: {i for i, word in enumerate(words) if kind in find_values("list_sure", word)} for kind in _kinds()}
    also = {i for i, word in enumerate(words) if find_values("list_any", word)}
    called = {kind for name in names for kind in find_values("list_name", split_camel(name))}
    weights = {}
    for kind, sure in own.items():
        others = {i for i, word in enumerate(words) if kind in find_values("list_also", word)} - sure
        named = kind in called
        if (sure or (named and others)) and len(sure | others | also) >= SHARE * len(words):
            weights[kind] = SURE * (len(sure) + named) + len(others)
    best = max(weights, key=lambda kind: weights[kind], default=None)
    return best if best and weights[best] + bool(also) >= ENOUGH else None


def _kinds() -> list[str]:
    return sorted({*merge_values("list_sure").values()})


def _agrees(table: Table, headings: Sequence[str], kind: str | None) -> bool:
    """Whether the rows are agreed: a heading says so, a norm stands beside them, or their texts bind somebody.

    In a list of actions or risks somebody must do something too: there two sure headings tell.
    """
    if _named(headings) or any(map(table.has, ("target", "indicator"))):
        return True
    if kind in ("actions", "risks") and sum(kind in find_values("list_sure", heading) for heading in headings) >= SURE:
        return False
    texts = table.column("text").texts.dropna()
    binding = sum(pattern_of("duty_word").search(normalise(text)) is not None for text in texts)
    return binding >= DUTIES * max(len(texts), 1)


def _counts_names(table: Table) -> bool:
    """Whether a number or a day of its own stands beside each text, and the texts are no sentences but names."""
    texts = table.column("text").texts.dropna()
    if len(texts) < LEAST or float(texts.str.len().median()) >= NAME:
        return False
    used = set(table.heading.columns.values())
    columns = [table.cells_of(i) for i in range(table.cells.n_columns) if i not in used]
    counted = (
        column.kinds.isin((NUMBER, MOMENT)) | column.texts.str.match(DATED).fillna(value=False) for column in columns
    )
    return any(float(one.mean()) >= MOST for one in counted)


def _named(headings: Sequence[str]) -> bool:
    return any(find_values("clause_sign", heading) for heading in headings)


def _logs(table: Table, headings: Sequence[str], kind: str) -> bool:
    """Whether the rows are faults: a heading or name speaks of work, or an opening and a text stand beside one sign.

    "Actie" is what was done of a fault where another column tells the fault.
    """
    if any(map(speaks_of_work, (*headings, table.cells.sheet, PurePosixPath(table.file).stem))):
        return True
    words = [normalise(heading) for heading in headings]
    sure = sum(kind in find_values("list_sure", word) for word in words)
    if kind == "actions" and not table.has("title"):
        sure += sum(word in _DONE for word in words)
        sure += any(
            kind in find_values("list_name", name) for name in (table.cells.sheet, PurePosixPath(table.file).stem)
        )
    opened = normalise(table.title("opened_at")) if table.has("opened_at") else ""
    return sure < SURE and (table.has("title") or opened not in BARE_DAYS)


def _note(code: str, at: Address, headings: Sequence[str], n: int, kind: str = "") -> Note:
    told = {"kind": Note(f"list.{kind}")} if kind else {}
    return Note(code, {"n": n, "headings": list_headings(headings), **told}, at)


def _titles(table: Table) -> list[str]:
    """Return the headings of a table as they stand, from the left to the right."""
    row = table.heading.row
    return [text for i in range(table.cells.n_columns) if row and (text := table.cells.text_at(row, i).strip())]
