"""Word documents: every table is a sheet, the paragraphs between them are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.properties import read_properties
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile, PackedSheet, pack_rows
from drift.sources.opening.child.word.names import W, children, value
from drift.sources.opening.child.word.numbers import Label, number_paragraphs
from drift.sources.opening.child.word.package import Parts, open_document
from drift.sources.opening.child.word.paragraphs import Paragraph, strike_whole
from drift.sources.opening.child.word.specification import are_minutes, lay_out
from drift.sources.opening.child.word.styles import PLAIN, read_styles
from drift.sources.opening.child.word.tables import read_table
from drift.sources.opening.child.word.words import Reading, Words, has_words, read_comments, read_words
from drift.terms import DOCUMENT_PARAGRAPHS

TEXT: Final = "Text"  # names of sheets, the same in every language: a drift.toml may name them
TABLE: Final = "Table"
_CAPTION_LENGTH: Final = 100  # a longer line above a table is no name of it
_BLANKS: Final = 2  # paragraphs between a table and its name
_LEFT_OUT: Final = ("tracked", "hidden", "text_boxes", "images", "nested")


@dataclass(frozen=True)
class _Named:
    """A table with the lines that may tell what it is called: the one right above it, and the last heading."""

    rows: list[list[Words]]
    titles: tuple[str, ...]


def read_document(content: Content) -> PackedFile:
    """Read the tables and the paragraphs of a Word document; RefusedError where it cannot be opened."""
    parts = open_document(content)
    reading = Reading(read_styles(parts.styles), read_comments(parts.comments))
    labels = number_paragraphs(_list_paragraphs(parts.body), parts.numbering, reading.styles)
    paragraphs, tables = _read_blocks(parts.body, labels, reading)
    text = lay_out(paragraphs, content.stem, _texts_of(tables[:1]))
    said = not text.specification and are_minutes(paragraphs, content.stem, _first_cells(tables[:1]))
    sheets = [_pack_table(i, table, "minutes" if said else None) for i, table in enumerate(tables, start=1)]
    if any(any(row) for row in text.rows):
        marks = _mark([[paragraph.words] for paragraph in paragraphs], column=int(text.specification))
        kind = "clauses" if text.specification else "talk" if said else "prose"
        rows = [row + [""] * (3 - len(row)) for row in text.rows] if text.specification else text.rows
        sheets.insert(0, pack_rows(TEXT, rows, len(rows[0])).told(marks, text=kind))
    notes = [*_left_out(parts, reading), *([(text.told, {})] if text.told else [])]
    return PackedFile(sheets, notes, properties=read_properties(content))


def _list_paragraphs(body: etree._Element) -> list[etree._Element]:
    """Return all paragraphs but those in text boxes, in order; refused where they are more than people write."""
    boxed = {paragraph for box in body.iter(f"{W}txbxContent") for paragraph in box.iter(f"{W}p")}
    paragraphs = [paragraph for paragraph in body.iter(f"{W}p") if paragraph not in boxed]
    if len(paragraphs) > DOCUMENT_PARAGRAPHS:
        raise RefusedError("refused.paragraphs", n=len(paragraphs), most=DOCUMENT_PARAGRAPHS)
    return paragraphs


def _read_blocks(
    body: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading
) -> tuple[list[Paragraph], list[_Named]]:
    paragraphs: list[Paragraph] = []
    tables: list[_Named] = []
    heading = ""  # the last one above
    for block in children(body):
        if block.tag == f"{W}p":
            paragraph = _read_paragraph(block, labels.get(block), reading)
            heading = paragraph.words.shown if paragraph.heading and paragraph.words.shown else heading
            paragraphs.append(paragraph)
        elif block.tag == f"{W}tbl":
            tables.append(_Named(read_table(block, labels, reading), tuple(_name(paragraphs, heading))))
    return paragraphs, tables


def _read_paragraph(paragraph: etree._Element, label: Label | None, reading: Reading) -> Paragraph:
    style = reading.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", PLAIN)
    return Paragraph(strike_whole(read_words(paragraph, reading)), label, style.heading, style.contents)


def _name(paragraphs: list[Paragraph], heading: str) -> Iterator[str]:
    """Yield what a table may be called, by the paragraph right above it and the heading that it stands under."""
    near = next((p.words.shown for p in paragraphs[: -_BLANKS - 1 : -1] if p.words.shown), "")
    yield from (line for line in (near, heading) if 0 < len(line) <= _CAPTION_LENGTH)


def _texts_of(tables: list[_Named]) -> list[str]:
    return [words.shown for table in tables for row in table.rows for words in row]


def _first_cells(tables: list[_Named]) -> list[str]:
    """Return the texts of the first row and of the first column."""
    rows = [row for table in tables for row in table.rows if row]
    return [words.shown for words in (*(rows[0] if rows else ()), *(row[0] for row in rows))]


def _pack_table(i: int, table: _Named, text: str | None) -> PackedSheet:
    rows = [[words.shown for words in row] for row in table.rows]
    packed = pack_rows(f"{TABLE} {i}", rows, len(rows[0]) if rows else 0)
    return packed.told(_mark(table.rows), titles=table.titles, text=text)


def _mark(rows: list[list[Words]], column: int = 0) -> dict[str, Any]:
    """Return what is struck through and remarked, as of a workbook; column: that of the first words."""
    cells = [((n, i), words) for n, row in enumerate(rows, start=1) for i, words in enumerate(row, start=column)]
    return {
        **{name: [] for name in ("formats", "fills", "errors", "unvalued", "hidden_rows")},
        "struck": [at for at, words in cells if words.struck],
        "comments": [(*at, words.remark) for at, words in cells if words.remark],
    }


def _left_out(parts: Parts, reading: Reading) -> Notes:
    """Return what is not read, or read in a way to know of: how many of each."""
    counts: Mapping[str, int] = {
        **{name: reading.met[name] for name in _LEFT_OUT},
        "footnotes": sum(has_words(note) for part in parts.notes for note in part),
        "margins": sum(map(has_words, parts.margins)),
        "embedded": parts.n_embedded + sum(1 for _ in parts.body.iter(f"{W}altChunk")),
    }
    return [(f"note.word_{name}", {"n": n}) for name, n in counts.items() if n]
