"""What was decided, in the sentences of minutes and in the columns of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from drift.sources.rows.handwritten import find_heads
from drift.sources.rows.minutes.page import Page, Sheet
from drift.sources.rows.minutes.words import SENTENCE, says
from drift.sources.vocabulary import list_words

TITLE: Final = 60  # signs; a line that is shorter and no sentence is the item that what follows stands under
LINE: Final = 20_000  # signs of one paragraph that are read; a page has 3,000
_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ\"'‘“(])|\n")
_NUMBER: Final = re.compile(r"^\W{0,3}(?:\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[a-z][.)]|[•*–-])\s{1,5}", re.I)


@dataclass(frozen=True)
class Decision:
    """One sentence that decides, the item it stands under, and where."""

    text: str
    topic: str | None
    sheet: str
    row: int  # 1 = first


def list_decisions(page: Page, skipped: frozenset[tuple[str, int]]) -> list[Decision]:
    """Return the decisions of the paragraphs; skipped: sheet and row of what is a label or a list of names."""
    texts = [sheet for sheet in page.sheets if sheet.talk]
    return [one for sheet in texts for one in _of_lines(sheet, skipped)]


def _of_lines(sheet: Sheet, skipped: frozenset[tuple[str, int]]) -> Iterator[Decision]:
    topic, announced, begun = None, False, False
    struck = sheet.cells.marks.struck if sheet.cells.marks else frozenset()
    for number, row in enumerate(sheet.rows, start=1):
        line = _strip_number(row[0])
        if not line or (sheet.cells.sheet, number) in skipped or (number, 0) in struck:
            continue
        if not begun and _is_title(line):  # what the document is called
            begun = True
            continue
        begun = True
        if says("announces", line):
            announced = True
            continue
        sentences = [line[:SENTENCE]] if announced else find_deciding(line, topic)
        yield from (Decision(text, topic, sheet.cells.sheet, number) for text in sentences)
        if not sentences and _is_title(line):
            topic = line
        announced = False


def find_deciding(line: str, topic: str | None = None) -> list[str]:
    """Return the sentences of a paragraph that tell what became of an item; not those that adopt the former minutes."""
    sentences = [sentence.strip() for sentence in _END.split(line[:LINE])]
    return [sentence for sentence in sentences if _decides(sentence, topic)]


def _decides(sentence: str, topic: str | None) -> bool:
    if not says("decides", sentence) or says("undecided", sentence):
        return False
    return not says("adopts", f"{topic}: {sentence}" if topic else sentence)


def _strip_number(line: str) -> str:
    return _NUMBER.sub("", line[:LINE]).strip()


def _is_title(line: str) -> bool:
    return len(line) <= TITLE and line[-1] not in ".;,!?"


def find_decision_heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of the headings, 0 = first, of a table that has a column for decisions; None where it has none."""
    return find_heads(sheet.rows, {"decision": _words("decision"), "topic": _words("topic")}, ["decision"])


def read_decision_column(sheet: Sheet) -> list[Decision]:
    """Return the lines of the column for decisions of a table."""
    row, columns = find_decision_heading(sheet) or (len(sheet.rows), {"decision": 0})
    return [*_of_column(sheet, row + 2, columns["decision"], columns.get("topic", 0))]


def read_decision_cells(sheet: Sheet) -> list[Decision]:
    """Return the sentences that decide in the cells of a table without headings of ours."""
    return [*_of_cells(sheet)]


@cache
def _words(field: str) -> tuple[str, ...]:
    """Return the headings of a field of contacts."""
    known = list_words().items()
    return tuple(text for text, words in known if any((one.table, one.field) == ("contacts", field) for one in words))


def _of_column(sheet: Sheet, first: int, column: int, topic: int) -> Iterator[Decision]:
    """Yield the lines of a column from a row on, 1 = first."""
    for number, row in enumerate(sheet.rows[first - 1 :], start=first):
        for line in row[column][:LINE].split("\n"):
            text = _strip_number(line)[:SENTENCE]
            if any(sign.isalpha() for sign in text):
                yield Decision(text, (row[topic] or None) if topic != column else None, sheet.cells.sheet, number)


def _of_cells(sheet: Sheet) -> Iterator[Decision]:
    for number, row in enumerate(sheet.rows, start=1):
        topic = next((cell for cell in row if cell and _is_title(cell) and any(map(str.isalpha, cell))), None)
        for cell in row:
            yield from (Decision(text, topic, sheet.cells.sheet, number) for text in find_deciding(cell, topic))
