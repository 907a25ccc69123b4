"""The pages of a report -> its numbers one by one, in the order of reading, each with what it is called there.

Pages may be made of any blocks: whatever text one holds is read, but the names that only the layout knows. What is no
number of drift is left out: bounds (<5), dates, page numbers, the ticks of an axis, clause numbers, names, file names
and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

from matplotlib.figure import Figure

from drift.charts.style import Chart
from drift.reports.numbers.memory import Memory
from drift.reports.numbers.spoken import Number, Spoken, numbers_of
from drift.reports.pages.blocks import Page, Report
from drift.wording.months import LONG, SHORT

UNPRINTED: Final = ("name", "role", "kind", "alt")  # fields that no page shows
_OF_TABLES: Final = (("heads", ()), ("rows", ()), ("text_columns", 1))  # fields of a table, and what they are elsewhere
_DAY: Final = re.compile(rf"\s(?:{'|'.join(name for names in (*LONG.values(), *SHORT.values()) for name in names)})\b")
LABEL_LENGTH: Final = 240  # characters; a sentence is shorter


@dataclass(frozen=True)
class Told:
    """A number on a page."""

    page: int  # 1 is the first
    name: str  # of the page, as in PAGE_NAMES of terms
    title: str  # of the page
    label: str  # the sentence, or the name of the card or the cell, that it stands in
    text: str  # as printed: −34 %
    number: Number


@dataclass(frozen=True)
class _Text:
    """A text on a page, and what it is called where it is no sentence."""

    text: str
    label: str = ""


def list_numbers(report: Report, memory: Memory) -> list[Told]:
    """Return every number of every page."""
    return [told for n, page in enumerate(report.pages, start=1) for told in _read_page(n, page, memory)]


def _read_page(n: int, page: Page, memory: Memory) -> Iterator[Told]:
    near = 0
    for part in _walk(page):
        near = part.text.said if isinstance(part.text, Spoken) else near
        text = memory.search(part.text, near)
        for number in numbers_of(text):
            if _DAY.match(text, number.end) or text[: number.start].endswith("<"):  # below five is no number
                continue
            label = " ".join(_name(part, number).split())
            yield Told(n, page.name, page.title, label, text[number.start : number.end], number)


def _name(part: _Text, number: Number) -> str:
    """Return what a number is called: its name, else the sentence it stands in."""
    if part.label:
        return part.label
    if len(part.text) <= LABEL_LENGTH:
        return part.text
    start = part.text.rfind(". ", 0, number.start) + 1
    end = part.text.find(". ", number.end)
    return part.text[start : end + 1 if end >= 0 else None].strip()


def _walk(part: object) -> Iterator[_Text]:
    """Yield every text that a page shows, in order."""
    if isinstance(part, str):
        yield _Text(part)
    elif isinstance(part, Chart):
        yield from _read_figure(part.figure, part.alt.partition(". ")[0])
    elif is_dataclass(part):
        values = {field.name: getattr(part, field.name) for field in fields(part) if field.name not in UNPRINTED}
        if {"value", "label"} <= set(values):  # a card
            yield _Text(values.pop("value"), values["label"])
        heads, rows, n_words = (values.pop(name, default) for name, default in _OF_TABLES)
        yield from _walk([*values.values(), *heads])
        yield from _walk_rows(heads, rows, n_words)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _walk(one)


def _walk_rows(heads: Sequence[str], rows: Sequence[Sequence[str]], n_words: int) -> Iterator[_Text]:
    """Yield the cells of a table, each under the words of its row and its heading."""
    for row in rows:
        for j, cell in enumerate(row):
            name = (*row[: min(j, n_words)], heads[j] if j < len(heads) else "")
            yield _Text(cell, " · ".join(part for part in name if part))


def _read_figure(figure: Figure, alt: str) -> Iterator[_Text]:
    """Yield what is written in a chart, but for the ticks of its axes, under the name of its part."""
    yield from (_Text(text.get_text(), alt) for text in figure.texts)
    for axes in figure.axes:
        legend = axes.get_legend()
        titles = [axes.get_title(loc) for loc in ("left", "center", "right")]
        texts = [*titles, axes.get_ylabel(), axes.get_xlabel(), *(text.get_text() for text in axes.texts)]
        texts += [text.get_text() for text in legend.get_texts()] if legend else []
        name = next((text for text in texts if text[:1].isalpha()), alt)
        yield from (_Text(text, name if text in titles else f"{name}: {text}") for text in texts)
