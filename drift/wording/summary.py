"""A result as a few lines: in a terminal, and as a small table in a notebook."""

from __future__ import annotations

import textwrap
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape
from typing import Final

from drift.wording.visible import show_line

WIDTH: Final = 100  # characters of a line in a terminal
GAP: Final = 2  # blanks between labels and texts


@dataclass(frozen=True)
class Summary:
    """What a result says in short: a title, and a label and a text a row."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Printed(ABC):
    """A result that prints as its summary; which summary, a function elsewhere tells."""

    @abstractmethod
    def summarise(self) -> Summary:
        """Return what is printed."""

    def __repr__(self) -> str:
        return to_text(self.summarise())

    def _repr_html_(self) -> str:
        return to_html(self.summarise())


def to_text(summary: Summary) -> str:
    """Return a summary as lines, the texts below each other."""
    indent = max(len(label) for label, _ in summary.rows) + 2 * GAP
    lines = [
        textwrap.fill(
            show_line(text),
            WIDTH,
            initial_indent=f"{' ' * GAP}{label}".ljust(indent),
            subsequent_indent=" " * indent,
            break_long_words=False,
        )
        for label, text in summary.rows
    ]
    return "\n".join([show_line(summary.title), *lines])


def to_html(summary: Summary) -> str:
    """Return a summary as a table; what strangers wrote in it stays text."""
    cell = '<td style="text-align:left">{}</td>'
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(label)}</th>{cell.format(escape(text))}</tr>'
        for label, text in summary.rows
    )
    return f'<table><caption style="text-align:left">{escape(summary.title)}</caption>{rows}</table>'
