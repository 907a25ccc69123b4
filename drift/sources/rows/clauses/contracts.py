"""Clauses: one row a clause, with the document and version its file belongs to."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pandas as pd

from drift.errors import Address, Note
from drift.project.settings import Document
from drift.sources.layout.onecolumn import INLINE, split_numbers
from drift.sources.layout.table import Table
from drift.sources.opening.columns import to_texts
from drift.sources.rows.clauses.numbering import check_numbers, to_clause_ids
from drift.sources.rows.clauses.texts import PARTS, join_texts, to_clause_texts, to_remarks, to_sections
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.norms.beside import read_beside
from drift.sources.screening import fold_letters
from drift.sources.values.filenames import read_name
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

_GONE_WORDS: Final = (
    *("deleted", "vervallen", "withdrawn", "reserved", "gereserveerd", "verwijderd", "ingetrokken"),
    *("not used", "niet gebruikt"),
)
_GONE_WORD: Final = f"(?:{'|'.join(_GONE_WORDS)})"
# [DELETED] and what it was; the word alone; "Vervallen: " and what it was; not "Vervallen garanties dient …"
_GONE: Final = re.compile(
    rf"(?i)\s*(?:[\[(]{_GONE_WORD}[\])]|{_GONE_WORD}(?:\s*[.;])?\s*$|{_GONE_WORD}\s*(?::|[-–] )"
    rf"|(?:dit artikel|deze bepaling|deze eis|this (?:clause|article|section)) (?:is|has been) {_GONE_WORD}\W*$)"
)
USED: Final = frozenset({"clause_id", "section", "in_force", "remark", INLINE, *PARTS})


@dataclass(frozen=True)
class Version:
    """The version of a document that one file holds."""

    file: str
    document: str
    version: str | None
    effective_on: dt.date | None
    role: str  # as in terms.DocumentRole
    status: str | None  # draft, signed, in force
    author: str | None = None  # pseudonyms, and the author's function: as the version history says
    approver: str | None = None
    function: str | None = None
    rough: bool = False  # the name of the file tells its date by half
    until: dt.date | None = None  # the last day of what that name tells; None where it tells none, or drift.toml does


def identify_version(file: str, documents: tuple[Document, ...]) -> Version:
    """Tell which document and version a file is: drift.toml first, then the file's own name."""
    name = read_name(file)
    entry = find_entry(file, documents)
    document = entry.name if entry and entry.name else name.document
    role = entry.role if entry and "role" in entry.model_fields_set else guess_role(document)
    version = Version(
        file, document, name.version, name.effective_on, role, name.status, rough=name.rough, until=name.until
    )
    if entry is None or isinstance(entry.effective_on, str):  # the cell or column it may name is read with the file
        return version
    return replace(version, effective_on=entry.effective_on, rough=False, until=None)


def find_entry(file: str, documents: tuple[Document, ...]) -> Document | None:
    """Return the entry of drift.toml that speaks of a file, the first that fits."""
    return next((entry for entry in documents if fnmatch(file, entry.files)), None)


def guess_role(document: str) -> str:
    """Return dap for working agreements by their name, else sla."""
    plain = f" {normalise(document)} "
    said = {role for word, role in merge_values("document_role").items() if f" {word} " in plain}
    return "dap" if said == {"dap"} else "sla"


def read_clauses(context: Context) -> TableReading:
    """Read the clauses of one sheet, a row each.

    A row without text is a group heading, kept as a note and as the section of the rows below it where the sheet has no
    column for sections; a row whose text is an error of Excel or was never calculated is rejected.
    """
    table = context.table
    version = identify_version(table.file, context.project.settings.document)
    texts, notes = to_clause_texts(table)
    kept = texts.notna().to_numpy()
    if INLINE in table.heading.columns:
        ids, _, titles = split_numbers(to_texts(table.column(INLINE)))
        kept = kept & ~titles.to_numpy()
        notes.append(Note("note.inline_numbers", {"n": int(ids[kept].notna().sum()), "of": int(kept.sum())}, table.at))
    else:
        ids, number_notes = to_clause_ids(table)
        notes += number_notes
    beside = read_beside(table, texts.index[kept])
    if beside is not None:
        texts = join_texts(beside.names.reindex(texts.index), ": ", texts)
        texts = join_texts(texts, "; ", beside.texts.reindex(texts.index))
        notes.append(beside.note)
    lost = ~kept & _marked(table, "valueless")
    heads = ~kept & ~lost
    account = table.account.count(int(kept.sum()), rejected=int(lost.sum()), note=int(heads.sum()))
    sections, section_notes = to_sections(table, ids, heads)
    remarks, remark_notes = to_remarks(table, texts.index[kept])
    frame = pd.DataFrame(
        {
            "file": version.file,
            "sheet": table.cells.sheet,
            "row": texts.index,
            "document": version.document,
            "version": version.version,
            "effective_on": version.effective_on,
            "clause_id": ids,
            "section": sections,
            "text": texts,
            "in_force": ~(_withdrawn(table, texts) | _marked(table, "struck")),
            "remark": remarks,
        }
    )
    frame = frame if kept.all() else frame[kept]
    notes += [*section_notes, *remark_notes, *check_numbers(table, frame["clause_id"])]
    if version.status == "draft":
        notes.append(Note("note.draft", at=Address(version.file)))
    if not len(frame):
        notes.append(Note("note.no_clauses", at=table.at))
    norms = {} if beside is None else {"norms": beside.norms}
    used = frozenset() if beside is None else frozenset(beside.headings)
    return TableReading({"clauses": frame, **norms}, account, tuple(notes), used=used)


def _marked(table: Table, name: Literal["valueless", "struck"]) -> np.ndarray:
    """Which rows have a mark on the cell of their text."""
    places = getattr(table.cells.marks, name, ())
    columns = {table.heading.columns[part] for part in ("text", "indicator", INLINE) if table.has(part)}
    rows = {row for row, marked in places if marked in columns}
    return np.asarray(table.rows.isin(rows))


def _withdrawn(table: Table, texts: pd.Series) -> np.ndarray:
    said = np.fromiter((text == text and _says_gone(text) for text in texts.tolist()), bool, len(texts))
    if not table.has("in_force"):
        return said
    words, gone = to_texts(table.column("in_force")).tolist(), merge_values("in_force")
    said |= np.fromiter((normalise(word if word == word else "") in gone for word in words), bool, len(words))
    return said


@lru_cache(maxsize=4096)  # most texts stand in every version
def _says_gone(text: str) -> bool:
    lower = fold_letters(text)
    return any(word in lower for word in _GONE_WORDS) and _GONE.match(text) is not None
